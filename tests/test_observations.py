"""Every figure and word that the two papers publish, judged as a submission would hold it.

The program must say what the papers, or the sums behind them, say: the colour, or that there can be none.
"""

import re
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from compliance.assess import assess
from compliance.colour import Basis, Colour, Reason, Trend
from compliance.document import plain, read_yaml
from compliance.engine import exact_only
from compliance.language import rounded
from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.demands import STATUS_WORDS, StatusDemand, plain_demands
from compliance.rulebook.loader import RuleFolder
from compliance.testing.trial import Trial, submission_from

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
PAPERS = ROOT.parent / "shared" / "gold" / "observations.yaml"
RULES = RuleFolder(ROOT / "rules")
HALF_YEAR, ANNUAL = "UNN styresak 47-2025", "Helse Nord styresak 23-2025"
REPORTS = {
    HALF_YEAR: ("helse-nord/2025", "half-year-report", "2025-H1"),
    ANNUAL: ("helse-nord/2024", "annual-report", "2024"),
}
"""Rule book, report and period that each paper is of."""


def entries(path, name):
    """A list of a file, every scalar as text."""
    return plain(read_yaml(path.read_text(encoding="utf-8"), path.name))[name]


OBSERVATIONS = {o["id"]: o for o in entries(DATA / "observations.yaml", "observations")}
PLACED = {t["id"]: t for t in entries(DATA / "targets.yaml", "targets")}


# What the papers say, read by a person


COLOUR, NOT_ASSESSED, WORD, NO_FIGURE, NO_RULE = (
    "agrees on colour", "agrees on not assessed", "agrees on a word", "no figure to colour", "no rule",
)  # fmt: skip
COUNTED = {COLOUR: 77, NOT_ASSESSED: 8, WORD: 12, NO_FIGURE: 57, NO_RULE: 77}
"""By hand, from the list of observations."""

EVALUATIONS = {
    "met": Colour.GREEN, "green": Colour.GREEN, "yellow": Colour.YELLOW, "not_met": Colour.RED, "red": Colour.RED,
}  # fmt: skip
REASONS = {
    "o000-009": Reason.NOT_DUE,  # three are named; the year may bring more
    "o000-030": Reason.NOT_DUE,  # one meeting of two, in a year that is not over
    "o000-034": Reason.NOT_DUE,
    "o001-046": Reason.NO_BASELINE,  # the figure of 2019 is missing
    "o001-073": Reason.COMPONENT_MISSING,  # one figure for all pathways
    "o001-144": Reason.TOO_FEW_CASES,
    "o001-165": Reason.TOO_FEW_CASES,
    "o001-177": Reason.TOO_FEW_CASES,
}
"""Why those that cannot be assessed, or not yet, cannot."""
READ = {
    "o001-004": Colour.GREEN,  # "considerably reduced"
    "o001-235": Colour.GREEN,
    "o001-080": Colour.RED,  # "far from the target"
}
"""Written with other words than the house words; what they mean, beside a figure."""
UNCOLOURED = {
    "patient-initiated-clinics": Reason.NOT_DUE,  # a deadline: the number of clinics is not judged
    "job-guarantee": Reason.NOT_DUE,  # not in place on the very day it is due
    "waiting-time-started": Reason.NO_BASELINE,  # 2023 is given, 2019 is not
    "clinical-trials-change": Reason.NO_TARGET_IN_FORCE,  # of 2023; the target is of 2024
    "nurse-training-posts": Reason.NO_TARGET_IN_FORCE,  # the baselines of 2023 themselves
    "scorecard-green": Reason.TARGET_NOT_SET,  # the colour names what is counted
    "scorecard-red": Reason.TARGET_NOT_SET,
    "trend-green": Reason.TARGET_NOT_SET,
    "trend-yellow": Reason.TARGET_NOT_SET,
    "trend-red": Reason.TARGET_NOT_SET,
} | {
    f"icu-beds-{per}{category}-{operation}": Reason.NO_BASELINE  # 2023 is not given
    for per in ("", "per-100000-")
    for category in ("cat2", "cat3")
    for operation in ("ordinary", "emergency")
}
"""Why a figure of an indicator gets no colour, where nobody gave it one; without a figure it is `no-value`."""
OF_OTHERS = {"o000-031", "o000-032", "o000-036"}
"""Meetings with specialists whom the agreement on two meetings a year does not include."""
WITHOUT_CARD = [
    "adult-mh-inpatient-activity-change", "agency-staff", "ai-solutions-in-progress",
    "air-ambulance-procurement-years", "bed-days-projection", "cemented-stem-patients",
    "child-mh-inpatient-activity-change", "clinical-resources-category-boards",
    "contract-specialist-agreements", "contract-specialist-agreements-pending",
    "coordination-unit-strengthening", "deadline-breaches-tsb", "emergency-network-resources",
    "employees", "health-services-research-projects", "hn-2025-requirement-colours",
    "hn-2025-requirements-answered", "home-monitoring-municipalities",
    "home-monitoring-pathways-left", "home-monitoring-patients", "home-monitoring-position-share",
    "home-monitoring-trials", "home-monitoring-trials-at-unn", "hta-assessments", "ia-advisers",
    "ia-effort", "ia-party-training", "icu-capacity-change", "improvement-projects-mapped",
    "investments", "kvarus-full-reporting", "learning-network-teams",
    "mh-cost-real-growth-excl-breaches", "mh-deadline-breach-cost-growth", "midwife-presence",
    "one-off-grants", "permanent-grants", "pll-pharmacists", "pll-super-users",
    "private-provider-agreements", "private-provider-contacts", "private-provider-meetings",
    "procurement-increase-proposed", "procurement-on-agreements-change",
    "recruitment-cooperation-grant", "recruitment-cooperation-grant-split", "recruitment-funds-hf",
    "registries-common-application", "registries-metadata", "security-psychiatry-grant",
    "shared-documents-per-week", "sick-leave-target-mention", "travel-pilot-clinicians",
    "travel-pilot-requisitions", "tsb-inpatient-activity-change", "tsb-outpatient-activity-change",
    "university-agreements-finished", "waiting-list-grant", "waiting-list-one-off",
    "waiting-time-waiting",
]  # fmt: skip
"""Indicators of figures that no card judges: a new one among them must be looked at."""


# How a submission would write it


OTHER_NAMES = {
    "sick-leave-relative-change": "sick-leave",
    "health-worker-apprentices": "apprentices",
    "offboarding": "onboarding",
}
"""Indicators that the papers' data calls otherwise."""
PERIODS = {
    "halvår 2025": "2025-H1", "hittil i 2025": "2025-H1", "juni 2025": "2025-06",
    "desember 2024": "2024-12", "desember 2023": "2023-12", "oktober 2024": "2024-10",
    "oktober 2023": "2023-10", "T1-2024": "2024-T1", "T2-2024": "2024-T2", "Årlig melding 2024": "2024",
    "2022 og 2023": "2022-01/2023-12", "2023 og 1. kvartal 2024": "2023-01/2024-03",
    "2024-12-31": "2024",
}  # fmt: skip
UNFINISHED = {"o000-030": "2025-H1", "o000-034": "2025-H1"}
"""Published as of the year, in a paper of its first half."""
GIVEN = {"o000-052": {"2024": "0"}}
"""A baseline that the paper names with the target instead of beside the figure."""
UNITS = {
    "prosent": " %", "prosent endring": " %", "timer": " timer", "månedsverk": " månedsverk",
    "dager": " dager", "mill. kroner": " mill. kr", "senger per 100 000": " per 100 000",
    "DDD/100 liggedøgn": " DDD/100 liggedøgn",
} | dict.fromkeys(
    ("antall fagområder", "antall tilbud", "antall indikatorer", "døgnplasser", "foretak", "innført",
     "konsultasjoner", "lærlinger", "møter", "senger", "stillinger"),
    "",
)  # fmt: skip
"""After the number, as a submission writes it."""
VINTAGES = {"estimert": "estimert", "anslag": "anslag", "foreløpig": "foreløpig"}
FALLING = {"hired-staff-cost"}
"""Indicators whose stated change is a decrease, although it has no sign."""
BESIDE = {"frie inntekter 2024": "free-income-growth"}


def period_of(written):
    span = re.fullmatch(r"(\d{4}-\d\d)\.\.(\d{4}-\d\d)", written)
    return "/".join(span.groups()) if span else PERIODS.get(written, written)


def written(observation, value):
    return value + UNITS[observation["unit"]]


def judged_period(observation):
    return UNFINISHED.get(observation["id"]) or period_of(observation["period"])


def changes_of(observation):
    """The stated changes: "endring fra 2023, prosent" with its size."""
    period, base = judged_period(observation), ""
    for other in observation.get("comparison", ()):
        if other["role"] == "basis":
            base = period_of(other["period"])
    if observation["indicator"] == "sick-leave-relative-change":
        return [f"{period}: {observation['value']} % since 2023"]
    found = []
    for other in observation.get("comparison", ()):
        shape = re.fullmatch(
            r"endring(?: fra (?P<since>.+?))?(?P<percent>,? prosent)?", other["period"]
        )
        if other["role"] != "oppgitt endring" or shape is None:
            continue
        sign = "-" if observation["indicator"] in FALLING or other["value"].startswith("-") else "+"
        size = other["value"].lstrip("-")
        size = f"{size} %" if shape["percent"] else written(observation, size)
        found.append(f"{period}: {sign}{size} since {period_of(shape['since'] or base)}")
    return found


def values_of(observation):
    """The judged value in full, and those of earlier periods."""
    period = judged_period(observation)
    if "value" not in observation and "small_number_note" in observation:
        return {period: "< 10"}
    if "value" not in observation or observation["indicator"] == "sick-leave-relative-change":
        return {}
    full = {"value": written(observation, observation["value"].replace("-", "–", 1)
                             if re.fullmatch(r"\d+-\d+", observation["value"]) else observation["value"])}  # fmt: skip
    for word, vintage in VINTAGES.items():
        if observation.get("vintage", "").startswith(word):
            full["vintage"] = vintage
    values = {period: full} | GIVEN.get(observation["id"], {})
    for other in observation.get("comparison", ()):
        if other["role"] == "budsjett":
            full["budget"] = written(observation, other["value"])
        if other["role"] in {"basis", "tidligere periode"}:
            values[period_of(other["period"])] = written(observation, other["value"])
    return values


def beside_of(observation):
    period = judged_period(observation)
    found = {
        BESIDE[other["period"]]: {period: written(observation, other["value"])}
        for other in observation.get("comparison", ())
        if other["period"] in BESIDE
    }
    if observation["indicator"].startswith(("scorecard-", "trend-")):
        found["scorecard-indicators"] = {period: observation["denominator"]}
    return found


def answer_of(observation):
    """The answer that a submission would hold."""
    answer = {
        "values": values_of(observation),
        "changes": changes_of(observation),
        "beside": beside_of(observation),
        "status": observation.get("status_stated"),
        "declared": observation.get("colour_stated"),
    }
    if observation.get("unit") == "innført":  # 0 of it: a plain no
        answer = {"delivered": "nei"}
    return {key: value for key, value in answer.items() if value}


def component_of(observation, card):
    """The component that an observation is of: as such, or by its location."""
    if card.id == "helse-nord/job-guarantee":
        return card.component("guarantee")
    names = (observation.get("component", ""), observation.get("location", "").split(",")[0])
    return next((c for c in map(card.component, names) if c), None)


# Which rule concerns it


@cache
def books():
    return {id_: RULES.book(id_) for id_, _, _ in REPORTS.values()}


@cache
def all_cards():
    return {id_: card for book in books().values() for id_, card in book.cards.items()}


def placed(observation, way):
    """The cards or requirements of its target."""
    found = PLACED.get(observation.get("target"), {}).get(way, [])
    return [found] if isinstance(found, str) else found


def word_of(observation):
    return STATUS_WORDS.get(observation.get("status_stated", "").casefold())


def is_word_alone(observation):
    return "value" not in observation and word_of(observation) is not None


def judges_words(card):
    return all(isinstance(d, StatusDemand) for t in card.targets for d in plain_demands(t.demand))


def card_for(observation):
    """The card of its indicator; of several the one of its target; for a word alone the one of words."""
    if observation["id"] in OF_OTHERS:
        return None
    indicator = OTHER_NAMES.get(observation["indicator"], observation["indicator"])
    own = [all_cards()[id_] for id_ in placed(observation, "card")]
    of_words = [card for card in own if judges_words(card)]
    if is_word_alone(observation) and of_words:
        return of_words[0]
    found = [card for card in all_cards().values() if card.indicator == indicator]
    if len(found) > 1:
        found = [card for card in found if card in own]
        assert 1 == len(found), f"{observation['id']}: {[c.id for c in found]}"
    return found[0] if found else None


def trial(observation, card, period=None):
    """In the report of the year in which the value ends, seen from the end of the paper's report."""
    report = Period.parse(judged_period(observation) if period is None else period)
    answer, component = answer_of(observation), component_of(observation, card)
    if component is not None:
        answer = {"by": {component.id: answer}}
    return Trial(
        card=card,
        report=Period.parse(str(report.end_year)),
        as_of=Period.parse(REPORTS[observation["document"]][2]).last_day,
        organisation=observation["organisation"],
        **answer,
    )


def assessment_of(observation, card, **other):
    """What is concluded of the observation: of the component, where it is one."""
    component = component_of(observation, card)
    name = None if component is None else component.id
    (found,) = (
        a for a in trial(observation, card, **other).assessments if a.case.component == name
    )
    return found


def report_on(observation, answers):
    """A whole report of the observation's organisation."""
    book, report, period = REPORTS[observation["document"]]
    head = {"organisation": observation["organisation"], "report": report, "period": period}
    content = {"schema": "compliance/submission@1", "rule_book": book} | head | {"answers": answers}
    with exact_only() as engine:
        return assess(books()[book], submission_from(content), engine).assessments


def stated_in_requirement(observation):
    """What a requirement without a card makes of the word."""
    (id_,) = (r.partition("#")[2] for r in placed(observation, "requirement"))
    found = report_on(observation, {id_: {"status": observation["status_stated"]}})
    return next(a for a in found if a.case.requirement.id == id_)


def counted(observation):
    """What the choice of indicators concludes where so many are answered at a hospital."""
    cards = [id_ for id_ in sorted(all_cards()) if id_.startswith("skde/")]
    place = {"by": {observation["location"]: {"values": {"2024": "-"}}}}
    found = report_on(observation, dict.fromkeys(cards[: int(observation["value"])], place))
    return next(
        a for a in found if a.case.card is None and a.case.location == observation["location"]
    )


# What is expected, and what is found


def expected(observation, card):
    """The class an observation belongs to, and the outcome that is right."""
    evaluation = observation.get("expected_evaluation", "").removeprefix("component ").split(" ")[0]
    id_, indicator = observation["id"], observation["indicator"]
    if evaluation in EVALUATIONS:
        return COLOUR, EVALUATIONS[evaluation]
    if evaluation in {"not_assessable", "not_met_yet"}:
        return NOT_ASSESSED, REASONS[id_]
    assert "" == evaluation
    if id_ in READ:
        return WORD, READ[id_]
    if "value" in observation and indicator in UNCOLOURED:
        return NO_FIGURE, UNCOLOURED[indicator]
    if "value" not in observation and not judges_words(card):
        return NO_FIGURE, Reason.NO_VALUE
    assert word_of(observation) is not None, f"{id_}: nothing to hold it against"
    return WORD, word_of(observation)


def judged(observation):
    """The class, what is expected, and what is concluded."""
    if observation["indicator"] == "skde-indicators-followed":
        return COLOUR, EVALUATIONS[observation["expected_evaluation"]], counted(observation)
    card = card_for(observation)
    if card is None and is_word_alone(observation) and placed(observation, "requirement"):
        return WORD, word_of(observation), stated_in_requirement(observation)
    if card is None:
        return NO_RULE, None, None
    return *expected(observation, card), assessment_of(observation, card)


@pytest.mark.parametrize("observation", OBSERVATIONS.values(), ids=OBSERVATIONS)
def test_a_published_figure_is_judged_as_the_paper_judges_it(observation):
    kind, outcome, found = judged(observation)

    if kind is NO_RULE:
        assert observation["indicator"] in WITHOUT_CARD or observation["id"] in OF_OTHERS
        assert "expected_evaluation" not in observation
        return
    assert outcome == found.outcome, (
        f"{observation['id']}: {outcome} in the paper, {found.outcome} here"
    )
    is_stated = found.case.judged.basis is Basis.STATED
    assert is_stated is (kind is WORD and "value" not in observation)


def test_how_many_agree():
    """A new observation, or one that moves from one class to another, is counted anew by hand."""
    found = Counter(judged(observation)[0] for observation in OBSERVATIONS.values())
    print(*(f"{n} {kind}" for kind, n in found.items()), sep=", ")  # noqa: T201

    assert COUNTED == found
    assert 231 == sum(COUNTED.values())


def test_indicators_without_a_card_are_known_by_name():
    found = {
        o["indicator"]
        for o in OBSERVATIONS.values()
        if o["id"] not in OF_OTHERS and judged(o)[0] is NO_RULE
    }

    assert WITHOUT_CARD == sorted(found)


def test_what_a_person_has_read_is_used():
    """No note on an observation outlives it."""
    indicators = {observation["indicator"] for observation in OBSERVATIONS.values()}

    assert set() == {*REASONS, *READ, *OF_OTHERS, *UNFINISHED, *GIVEN} - set(OBSERVATIONS)
    assert set() == {*UNCOLOURED, *OTHER_NAMES, *FALLING} - indicators
    assert REASONS.keys() == {
        id_ for id_, o in OBSERVATIONS.items() if judged(o)[0] is NOT_ASSESSED
    }


# Words


WORDS_ALONE = [
    (o, id_)
    for o in OBSERVATIONS.values()
    if "value" not in o and ("colour_stated" in o or word_of(o))
    for id_ in placed(o, "card")
]


@pytest.mark.parametrize(
    ("observation", "id_"), WORDS_ALONE, ids=[f"{o['id']} {c}" for o, c in WORDS_ALONE]
)
def test_a_word_alone_colours_only_where_words_are_judged(observation, id_):
    """Under a card of figures or days it stays without a colour, whatever it says."""
    card = all_cards()[id_]
    found = trial(observation, card).assessments

    if judges_words(card):
        assert word_of(observation) in {a.outcome for a in found}
        assert {Basis.STATED} == {a.case.judged.basis for a in found}
    else:
        assert not any(isinstance(a.outcome, Colour) for a in found)
        assert Basis.STATED not in {a.case.judged.basis for a in found}


def test_words_alone_are_tried_on_every_kind_of_card():
    """Figures, parts of figures, days, and words."""
    kinds = Counter(
        "words" if judges_words(card) else "figures" if card.unit else "days"
        for card in (all_cards()[id_] for _, id_ in WORDS_ALONE)
    )

    assert {"words": 5, "figures": 6, "days": 4} == kinds


@pytest.mark.parametrize("id_", ["o001-121", "o001-123"])
def test_what_is_not_in_place_is_red_the_day_after(id_):
    """The paper's report ends on the very day; "not in place" is right until then."""
    observation = OBSERVATIONS[id_]
    one = trial(observation, card_for(observation))
    later = Trial(
        card=one.card,
        report=one.report,
        by=one.by,
        as_of=Period.parse("2025-01").first_day,
        organisation=one.organisation,
    )

    assert [Reason.NOT_DUE] == [a.outcome for a in one.assessments if a.case.component]
    assert [Colour.RED] == [a.outcome for a in later.assessments if a.case.component]


# Trends, shares and wholes


TRENDS = {"improved": Trend.BETTER, "stable": Trend.STABLE, "worsened": Trend.WORSE}
WITH_TREND = [o for o in OBSERVATIONS.values() if "expected_trend" in o]


def test_six_trends_are_published():
    assert 6 == len(WITH_TREND)
    assert {"improved": 2, "stable": 1, "worsened": 3} == Counter(
        o["expected_trend"]["by_2_percent_rule"] for o in WITH_TREND
    )


@pytest.mark.parametrize("observation", WITH_TREND, ids=[o["id"] for o in WITH_TREND])
def test_a_trend_is_that_of_the_paper(observation):
    """With its relative change, and the colour of the year before."""
    said, card = observation["expected_trend"], card_for(observation)
    found = assessment_of(observation, card)
    before = assessment_of(observation, card, period="2023")
    change = found.case.judged.course.change.number

    assert TRENDS[said["by_2_percent_rule"]] is found.trend
    assert Fraction(said["relative_change_percent"]) == rounded(change, 2)
    assert Colour(said["previous_colour"]) is before.outcome
    assert before.trend is None


SHARES = [
    (o, other["value"])
    for o in OBSERVATIONS.values()
    for other in o.get("comparison", ())
    if other["role"] == "oppgitt andel"
]


@pytest.mark.parametrize(("observation", "share"), SHARES, ids=[o["id"] for o, _ in SHARES])
def test_a_share_of_the_scorecard_is_that_of_the_paper(observation, share):
    measured = assessment_of(observation, card_for(observation)).case.judged.measured

    assert Unit.PERCENT is measured.exact.unit
    assert Fraction(share) == measured.reported.number
    assert Fraction(observation["numerator"]) == measured.numerator


def test_the_waiting_times_together_are_not_reached():
    """Three of four are red by themselves, so the whole is; the paper says so of all four."""
    own = [o for o in OBSERVATIONS.values() if o["indicator"] == "waiting-time-average"]
    card = card_for(own[0])
    by = {component_of(o, card).id: answer_of(o) for o in own}
    whole = Trial(card=card, report=Period.parse("2024"), by=by).assessment

    assert {"ikke nådd"} == {o["status_stated"] for o in own}
    assert Colour.RED is whole.outcome
    assert {Colour.RED: 3, Colour.GREEN: 1} == Counter(part.outcome for part in whole.parts)


# The copy


COPIED = (
    "id", "document", "organisation", "location", "component", "indicator", "period", "value", "unit",
    "numerator", "denominator", "status_stated", "colour_stated", "small_number_note", "vintage", "target",
    "comparison", "expected_evaluation", "expected_trend",
)  # fmt: skip


def without_nulls(content):
    match content:
        case dict():
            return {k: without_nulls(v) for k, v in content.items() if v != "null"}
        case list():
            return [without_nulls(item) for item in content]
        case _:
            return content


@pytest.mark.skipif(not PAPERS.exists(), reason="the papers' own data is not part of this clone")
def test_the_copy_of_the_observations_is_fresh():
    copied = {
        o["id"]: without_nulls({key: o[key] for key in COPIED if key in o})
        for o in entries(PAPERS, "observations")
        if o["document"] in REPORTS
    }

    assert copied == OBSERVATIONS
    assert list(copied) == list(OBSERVATIONS)
