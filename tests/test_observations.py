"""Every figure and word that the five papers publish, judged as a submission would hold it.

The program must say what the papers, or the sums behind them, say: the colour, or that there can be none.
"""

from collections import Counter
from fractions import Fraction

import pytest

from compliance.assess import assess
from compliance.colour import Basis, Colour, Reason, Trend
from compliance.engine import exact_only
from compliance.language import rounded
from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.demands import STATUS_WORDS, StatusDemand, plain_demands
from compliance.testing.trial import Trial, submission_from
from gold import (
    BOOKS,
    COMMUNITY,
    LAST_DAY,
    LONG_TERM,
    NOT_HERE,
    OBSERVATIONS,
    PAPERS,
    TERTIAL,
    books,
    card_of,
    cards_of,
    entries,
    named,
    report_of,
)
from observed import (
    FALLING,
    GIVEN,
    UNFINISHED,
    answer_of,
    component_of,
    judged_period,
)

# What the papers say, read by a person


COLOUR, NOT_ASSESSED, WORD, RECKONED, NO_FIGURE, NO_RULE = (
    "agrees on colour", "agrees on not assessed", "agrees on a word", "agrees on a colour reckoned by hand",
    "no figure to colour", "no rule",
)  # fmt: skip
COUNTED = {COLOUR: 97, NOT_ASSESSED: 12, WORD: 17, RECKONED: 4, NO_FIGURE: 116, NO_RULE: 130}
"""By hand, from the list of observations."""
COUNTED_BY_PAPER = {
    LONG_TERM: {COLOUR: 3, WORD: 3, RECKONED: 2, NO_FIGURE: 3, NO_RULE: 8},
    TERTIAL: {COLOUR: 17, NOT_ASSESSED: 4, WORD: 2, NO_FIGURE: 7, NO_RULE: 18},
    COMMUNITY: {RECKONED: 2, NO_FIGURE: 49, NO_RULE: 27},
}
"""The same of the three papers that others than Helse Nord have written."""

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
    "o003-011": Reason.NO_BASELINE,  # the figures of 2019 are missing
    "o003-012": Reason.NO_BASELINE,
    "o003-015": Reason.NO_BASELINE,
    "o003-017": Reason.NO_BASELINE,
}
"""Why those that cannot be assessed, or not yet, cannot."""
READ = {
    "o001-004": Colour.GREEN,  # "considerably reduced"
    "o001-235": Colour.GREEN,
    "o001-080": Colour.RED,  # "far from the target"
    "o002-005": Colour.RED,  # "not reached so far"
    "o002-011": Colour.RED,  # "not put in motion"
    "o002-014": Colour.GREEN,  # "reached the target"
    "o003-092": Colour.RED,  # "considerably below"
}
"""Written with other words than the house words; what they mean."""
WORDS_OF = {
    "o002-005": "unn/measure-3",
    "o002-011": "unn/traffic-light-status",
    "o002-014": "unn/measure-1",
}
"""Words of the rows of UNN's tables, which have cards of their own beside the card of the figure."""
FIGURES_BESIDE = {
    "o002-005": Reason.NO_VALUE,  # the word alone
    "o002-011": Reason.TARGET_NOT_SET,  # how many wards there are
    "o002-014": Reason.NO_TARGET_IN_FORCE,  # of 2022, and target or result: it is unclear
}
"""What is concluded of the figure beside these words."""
BY_HAND = {
    "o002-002": Colour.GREEN,  # 23.7 of at least 15: the target of the whole
    "o002-003": Colour.RED,  # 9.7 of at least 15
    "o004-070": Colour.RED,  # 30 000 of 54 000 is more than half
    "o004-071": Colour.RED,  # 24 000 of 54 000 is less than half
}
"""Figures that nobody has judged although a card does: held against the target by hand."""
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
    "traffic-light-wards": Reason.TARGET_NOT_SET,  # counts and changes without a level
    "working-time-breaches-change": Reason.TARGET_NOT_SET,
    "doctors-over-19-hours-change": Reason.TARGET_NOT_SET,
    "small-building-investments": Reason.TARGET_NOT_SET,
    "hp-results-released": Reason.TARGET_NOT_SET,
    "discharge-ready-days-old-method": Reason.TARGET_NOT_SET,
    "discharge-ready-days-invoiced": Reason.TARGET_NOT_SET,
    "cooperation-deviations": Reason.TARGET_NOT_SET,
    "deviations-received": Reason.TARGET_NOT_SET,
    "deviations-sent": Reason.TARGET_NOT_SET,
    "deviations-answered": Reason.TARGET_NOT_SET,
    "deviation-response-rate": Reason.TARGET_NOT_SET,
    "grant-competence": Reason.NOT_DUE,  # a deadline: the amount is not judged
} | {
    f"icu-beds-{per}{category}-{operation}": Reason.NO_BASELINE  # 2023 is not given
    for per in ("", "per-100000-")
    for category in ("cat2", "cat3")
    for operation in ("ordinary", "emergency")
}
"""Why a figure of an indicator gets no colour, where nobody gave it one; without a figure it is `no-value`."""
UNCOLOURED_ALONE = {
    "o002-016": Reason.NO_TARGET_IN_FORCE,  # of 2022; the target is of 2023
    "o002-025": Reason.VALUE_UNREADABLE,  # "over 2": a submission has no such figure
}
"""The same of one figure of an indicator that is judged elsewhere."""
MET_FOR_SOME = {"o003-046": Reason.TARGET_NOT_SET}
"""The papers' data has "met for 31 of 33"; three meetings are no demand, so no share of networks is green."""
OF_OTHERS = {
    "o000-031", "o000-032", "o000-036",  # specialists whom the agreement on two meetings does not include
    "o003-023", "o003-024",  # age groups, which are neither locations nor components
}  # fmt: skip
"""Figures of an indicator that a card judges, but of others than the card is for."""
WITHOUT_CARD = [
    "active-persons", "adult-mh-inpatient-activity-change", "agency-staff", "ai-solutions-in-progress",
    "air-ambulance-procurement-years", "anaesthesia-clinic-days", "archive-orders-closed",
    "bed-days-projection", "cases", "cemented-stem-patients", "child-mh-inpatient-activity-change",
    "clinical-resources-category-boards", "clockwork-share", "combination-posts",
    "contract-specialist-agreements", "contract-specialist-agreements-pending", "cooperation-funds",
    "cooperation-projects", "coordination-unit-strengthening", "deadline-breaches-tsb",
    "deviations-closed-unanswered", "discharge-ready-days-billable", "discharge-ready-days-unn",
    "emergency-network-resources", "employees", "gross-person-months-change",
    "health-services-research-projects", "hn-2025-requirement-colours", "hn-2025-requirements-answered",
    "home-monitoring-municipalities", "home-monitoring-pathways-left", "home-monitoring-patients",
    "home-monitoring-position-share", "home-monitoring-trials", "home-monitoring-trials-at-unn",
    "hta-assessments", "ia-advisers", "ia-effort", "ia-party-training", "icu-capacity-change",
    "improvement-projects-mapped", "injury-reports-per-employee", "investments", "kvarus-full-reporting",
    "leader-programme-participants", "learning-network-teams", "measures", "meetings",
    "mh-cost-real-growth-excl-breaches", "mh-deadline-breach-cost-growth", "midwife-presence",
    "midwife-training-agreements", "nurses-in-midwife-posts", "nurses-without-authorisation",
    "one-off-grants", "outpatient-measures", "overtime-person-months-change", "participants",
    "partnership-meeting-attendance", "permanent-grants", "pll-pharmacists", "pll-super-users", "positions",
    "private-provider-agreements", "private-provider-contacts", "private-provider-meetings",
    "prize-collected", "procurement-increase-proposed", "procurement-on-agreements-change",
    "programme-hours", "recruitment-cooperation-grant", "recruitment-cooperation-grant-split",
    "recruitment-funds-hf", "registered", "registries-common-application", "registries-metadata",
    "security-home-grant", "security-psychiatry-grant", "shared-documents-per-week", "sick-leave-change",
    "sick-leave-doctor-certified", "sick-leave-self-certified", "sick-leave-target-mention",
    "summer-plans-ready", "travel-pilot-clinicians", "travel-pilot-requisitions",
    "tsb-inpatient-activity-change", "tsb-outpatient-activity-change", "university-agreements-finished",
    "vacancies", "waiting-list-grant", "waiting-list-one-off", "waiting-time-waiting",
    "work-injuries-change", "working-time-breaches-cause-change",
]  # fmt: skip
"""Indicators of figures that no card judges: a new one among them must be looked at."""


# Which rule concerns it


OTHER_NAMES = {
    "sick-leave-relative-change": "sick-leave",
    "health-worker-apprentices": "apprentices",
    "offboarding": "onboarding",
}
"""Indicators that the papers' data calls otherwise."""


def placed(observation, way):
    """The cards or requirements of its target."""
    return named(observation.get("target"), way)


def word_of(observation):
    return STATUS_WORDS.get(observation.get("status_stated", "").casefold())


def is_word_alone(observation):
    return "value" not in observation and word_of(observation) is not None


def judges_words(card):
    found = [d for t in card.targets for d in plain_demands(t.demand)]
    return bool(found) and all(isinstance(d, StatusDemand) for d in found)


def card_of_figure(observation):
    """The card of its indicator; of several the one of its target."""
    indicator = OTHER_NAMES.get(observation["indicator"], observation["indicator"])
    cards = cards_of(observation["document"])
    found = [card for card in cards.values() if card.indicator == indicator]
    if len(found) > 1:
        found = [card for card in found if card.id in placed(observation, "card")]
        assert 1 == len(found), f"{observation['id']}: {[c.id for c in found]}"
    return found[0] if found else None


def card_for(observation):
    """The card that judges it; for a word alone the one of words."""
    if observation["id"] in OF_OTHERS:
        return None
    if observation["id"] in WORDS_OF:
        return card_of(WORDS_OF[observation["id"]])
    of_words = [card for card in map(card_of, placed(observation, "card")) if judges_words(card)]
    if is_word_alone(observation) and of_words:
        return of_words[0]
    return card_of_figure(observation)


def trial(observation, card, *, period=None, organisation=None):
    """In the report of the year in which the value ends, seen from the end of the paper's report.

    A word is one of the paper's report, whatever year a figure beside it is of.
    """
    answer, component = answer_of(observation), component_of(observation, card)
    if judges_words(card):
        period = report_of(observation["document"])[2]
        answer.pop("values", None)
    report = Period.parse(judged_period(observation) if period is None else period)
    if component is not None:
        answer = {"by": {component.id: answer}}
    return Trial(
        card=card,
        report=Period.parse(str(report.end_year)),
        as_of=LAST_DAY[observation["document"]],
        organisation=organisation or observation["organisation"].partition(",")[0],
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
    book, report, period = report_of(observation["document"])
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
    cards = [id_ for id_ in sorted(cards_of(observation["document"])) if id_.startswith("skde/")]
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
    if id_ in MET_FOR_SOME:
        assert "met" == evaluation
        return NO_FIGURE, MET_FOR_SOME[id_]
    if evaluation in EVALUATIONS:
        return COLOUR, EVALUATIONS[evaluation]
    if evaluation in {"not_assessable", "not_met_yet"}:
        return NOT_ASSESSED, REASONS[id_]
    assert "" == evaluation
    if id_ in READ:
        return WORD, READ[id_]
    if id_ in BY_HAND:
        return RECKONED, BY_HAND[id_]
    if id_ in UNCOLOURED_ALONE:
        return NO_FIGURE, UNCOLOURED_ALONE[id_]
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
    is_of_words = "value" not in observation or observation["id"] in WORDS_OF
    assert is_stated is (kind is WORD and is_of_words)


def test_how_many_agree():
    """A new observation, or one that moves from one class to another, is counted anew by hand."""
    found = Counter(judged(observation)[0] for observation in OBSERVATIONS.values())
    print(*(f"{n} {kind}" for kind, n in found.items()), sep=", ")  # noqa: T201

    assert COUNTED == found
    assert 376 == sum(COUNTED.values())


@pytest.mark.parametrize("document", COUNTED_BY_PAPER)
def test_how_many_of_a_paper_agree(document):
    own = [o for o in OBSERVATIONS.values() if o["document"] == document]

    assert COUNTED_BY_PAPER[document] == Counter(judged(o)[0] for o in own)


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

    by_id = {*REASONS, *READ, *WORDS_OF, *BY_HAND, *UNCOLOURED_ALONE, *MET_FOR_SOME, *OF_OTHERS}

    assert set() == {*by_id, *UNFINISHED, *GIVEN} - set(OBSERVATIONS)
    assert WORDS_OF.keys() == FIGURES_BESIDE.keys()
    assert set() == WORDS_OF.keys() - READ.keys()
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
    card = card_of(id_)
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
        for card in (card_of(id_) for _, id_ in WORDS_ALONE)
    )

    assert {"words": 6, "figures": 6, "days": 4} == kinds


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


@pytest.mark.parametrize("id_", FIGURES_BESIDE)
def test_a_figure_beside_a_word_gets_no_colour(id_):
    """So that the word of the table alone colours, where it is unclear what the figure says."""
    observation = OBSERVATIONS[id_]

    assert ("value" in observation) is (FIGURES_BESIDE[id_] is not Reason.NO_VALUE)
    assert FIGURES_BESIDE[id_] is assessment_of(observation, card_of_figure(observation)).outcome


@pytest.mark.parametrize("trust", ["StO", "HMR", "HNT"])
def test_one_interval_for_three_trusts_is_below_the_target_of_each(trust):
    observation = OBSERVATIONS["o003-092"]
    assert "StO, HMR, HNT" == observation["organisation"]

    found = assessment_of(observation, card_for(observation), organisation=trust)

    assert Colour.RED is found.outcome


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


def test_who_pays_more_than_half_makes_the_whole_unequal():
    """The two contributions, as the papers give them, answered together."""
    own = [o for o in OBSERVATIONS.values() if o["indicator"] == "prize-contribution"]
    card = card_for(own[0])
    by = {component_of(o, card).id: answer_of(o) for o in own}
    whole = Trial(card=card, report=Period.parse("2022"), by=by).assessment

    assert ["30000", "24000"] == [o["value"] for o in own]
    assert Colour.RED is whole.outcome
    assert [Colour.RED] * 2 == [part.outcome for part in whole.parts]


def test_the_networks_with_three_meetings_are_a_share_of_all():
    observation = OBSERVATIONS["o003-046"]
    measured = assessment_of(observation, card_for(observation)).case.judged.measured

    assert (Fraction(33 - 2), Fraction(33)) == (measured.numerator, measured.denominator)
    assert Fraction("93.9") == measured.reported.number


# Who is judged


THE_WHOLE = {"Totalt", "UNN og kommunene"}
"""What the papers call all municipalities together."""


@pytest.mark.parametrize("document", COUNTED_BY_PAPER)
def test_who_is_judged_is_known_to_the_rules(document):
    """An organisation, a location or a component; of the health community also its deviations with UNN."""
    known = {"UNN"} | THE_WHOLE if document == COMMUNITY else set()
    for organisation in books()[BOOKS[document]].organisations:
        for one in (organisation, *organisation.locations):
            known |= {one.id, *one.also}
    known = {name.casefold() for name in known}

    for observation in OBSERVATIONS.values():
        card = card_for(observation)
        if observation["document"] != document or card is None:
            continue
        names = {*observation["organisation"].split(", "), observation.get("location", "")} - {""}
        unknown = {n for n in names if n.casefold() not in known and card.component(n) is None}
        assert set() == unknown, observation["id"]


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


@pytest.mark.skipif(not PAPERS.exists(), reason=NOT_HERE)
def test_the_copy_of_the_observations_is_fresh():
    copied = {
        o["id"]: without_nulls({key: o[key] for key in COPIED if key in o})
        for o in entries(PAPERS / "observations.yaml", "observations")
    }

    assert copied == OBSERVATIONS
    assert list(copied) == list(OBSERVATIONS)
