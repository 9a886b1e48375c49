"""Every demand of the two papers stands in a card or a requirement, or is none; and each card carries its numbers.

What the papers state (`data/gold-targets.yaml`) is held against the demands as they are read from the rules,
number by number, not against what the program says of them.
"""

import re
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from compliance.colour import Colour
from compliance.document import plain, read_yaml
from compliance.quantity import Unit
from compliance.rulebook.bounds import BaselineBound, ComparedBound, Shift
from compliance.rulebook.demands import (
    STATUS_WORDS,
    BaselineDemand,
    ComparisonDemand,
    DeadlineDemand,
    ExpectedDemand,
    FigureDemand,
    PartsDemand,
    RiskDemand,
    StatusDemand,
    ThresholdDemand,
    TrajectoryDemand,
    plain_demands,
)
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Choice
from compliance.thresholds import Bound

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
PAPERS = ROOT.parent / "shared" / "gold" / "targets.yaml"
BOOKS = ("helse-nord/2024", "helse-nord/2025")
COLOURS = {"grønn": Colour.GREEN, "gul": Colour.YELLOW, "rød": Colour.RED}
LAST_DAY = {
    "UNN styresak 47-2025": date(2025, 6, 30),
    "Helse Nord styresak 23-2025": date(2024, 12, 31),
}
"""Of the report that each paper is."""


def entries(path):
    """The targets of a file, every scalar as text."""
    return plain(read_yaml(path.read_text(encoding="utf-8"), path.name))["targets"]


GOLD = {target["id"]: target for target in entries(DATA / "gold-targets.yaml")}
PLACED = {target["id"]: target for target in entries(DATA / "targets.yaml")}
WAYS = ("card", "requirement", "definition")


def named(id_, way):
    """The cards or requirements that a target is mapped to."""
    found = PLACED[id_].get(way, [])
    return [found] if isinstance(found, str) else found


def ids(way):
    return [id_ for id_ in PLACED if way in PLACED[id_]]


@pytest.fixture(scope="module")
def books():
    rules = RuleFolder(ROOT / "rules")
    return {id_: rules.book(id_) for id_ in BOOKS}


def card_of(books, id_):
    return next(book.cards[id_] for book in books.values() if id_ in book.cards)


def requirement_of(books, written):
    book, _, id_ = written.partition("#")
    return books[book].requirement(id_)


def number_of(written):
    """A number, or a day."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return date.fromisoformat(written)
    return Fraction(written)


def listed(value):
    return value if isinstance(value, list) else [value]


# The copy


WORDS = {
    "note", "also", "also_required", "form", "frequency", "lost", "exclude", "must_be_separable", "size",
    "standard", "selection", "strength", "areas", "shown_as", "formula", "boundary_note", "trigger",
    "left", "right", "colour_names_stated", "indicators", "delivered", "compare",
}  # fmt: skip
"""Keys of the curator's notes, which are not copied."""


def facts(parameters, kind):
    """What is copied of a target's parameters: no notes, and of a list of phrases its length."""
    copied = {}
    for key, value in parameters.items():
        if (
            value == "null"
            or key in WORDS
            or (key in {"all_of", "each"} and isinstance(value, str))
        ):
            continue
        if key == "levels" and isinstance(value[0], str):
            continue
        if key == "levels":
            found = [level["colour"].lower() for level in value]
        elif key == "reported_as":
            found = value.partition(":")[0]
        elif key == "due" or (key == "components" and kind == "all_of"):
            found = value
            if isinstance(value, list):
                found = [facts(v, kind) if isinstance(v, dict) else v for v in value]
        elif isinstance(value, list):
            found = str(len(value))
        else:
            found = facts(value, kind) if isinstance(value, dict) else value
        if found:
            copied[key] = found
    return copied


@pytest.mark.skipif(not PAPERS.exists(), reason="the papers' own data is not part of this clone")
def test_the_copy_of_the_targets_is_fresh():
    copied = {}
    for target in entries(PAPERS):
        if target["source"]["document"] not in LAST_DAY:
            continue
        one = target["source"] | {"id": target["id"], "kind": target["kind"]}
        if target["direction"] != "null":
            one["direction"] = target["direction"]
        parameters = facts(target["parameters"], target["kind"])
        if parameters:
            one["parameters"] = parameters
        copied[target["id"]] = one

    assert copied == GOLD
    assert list(copied) == list(GOLD)


# The map


def test_every_target_has_its_place_and_the_reverse():
    assert list(GOLD) == list(PLACED)
    assert 140 == len(PLACED)
    assert [] == [id_ for id_, e in PLACED.items() if len(set(e) & set(WAYS)) != 1]


def test_how_many_targets_stand_where():
    """Counted in the papers: 9 of 140 demand nothing of a report of Helse Nord and its trusts."""
    assert {"card": 91, "requirement": 40, "definition": 9} == {way: len(ids(way)) for way in WAYS}


@pytest.mark.parametrize("id_", ids("card"))
def test_the_cards_of_a_target_are_listed_by_a_requirement(id_, books):
    reached = {
        card
        for book in books.values()
        for requirement in book.requirements
        for card in requirement.cards
    }

    assert [] == [card for card in named(id_, "card") if card not in reached]


@pytest.mark.parametrize("id_", ids("requirement"))
def test_the_requirements_of_a_target_are_there(id_, books):
    """And ask for at least as many contents as the paper does."""
    asked = int(GOLD[id_].get("parameters", {}).get("required", 0))
    requirements = [requirement_of(books, written) for written in named(id_, "requirement")]

    assert all(requirements)
    if id_ == "hn-2025-indicator-answer-content":
        # measures, how far it is reached and why not: the second is what the card concludes
        assert 3 == asked
        assert all(
            {"measures", "why-not-reached"} <= {c.id for c in r.contents} and r.cards
            for r in requirements
        )
        return
    assert [] == [r.id for r in requirements if len(r.contents) < asked]


@pytest.mark.parametrize("id_", ids("requirement"))
def test_the_requirements_of_a_target_have_the_number_of_the_paper(id_, books):
    """The section names it: "Del 2 krav 14"; where it names none, the requirement has none."""
    number = re.search(r"krav (\d+)", GOLD[id_]["section"])

    for requirement in (requirement_of(books, written) for written in named(id_, "requirement")):
        assert (number and number[1]) == requirement.number


@pytest.mark.parametrize("id_", ids("requirement"))
def test_a_requirement_alone_stands_for_what_no_card_could_judge(id_):
    """Contents, a count of chosen cards, or an indicator or a table that the paper does not have."""
    alone = {"documentation", "qualitative"}
    counted = {"hn-2025-skde-indicators-per-hospital", "hn-2024-skde-min-five"}

    assert GOLD[id_]["kind"] in alone or id_ in counted | {"od-2024-readmissions", "hn-2024-lis1"}


def test_what_demands_nothing_is_counted_out_by_name():
    """A new target cannot hide among them."""
    assert [
        "hn-2025-traffic-light-scale", "hn-2025-escalation-duty", "birth-escort-90-minutes",
        "birth-escort-small-municipality", "digital-pregnancy-card-12-months", "dl-genome-centre-status",
        "dl-recruitment-funds-application", "hn-scorecard-colour-rule", "lofoten-diabetes-coverage",
    ] == ids("definition")  # fmt: skip
    assert all(PLACED[id_]["definition"] for id_ in ids("definition"))


OF_A_CARD = {"trend_rule", "data_lag", "small_number_rule"}
"""Kinds that say something of a card which has its demand from another target."""


@pytest.mark.parametrize("id_", ids("card"))
def test_a_card_names_the_paper_and_the_section(id_, books):
    """So that a target cannot be mapped to another card with the same numbers."""
    target = GOLD[id_]
    for card in (card_of(books, c) for c in named(id_, "card")):
        source = target_of(card, target).source
        assert target["document"] == source.document
        if target["kind"] not in OF_A_CARD:
            assert target["section"] == source.place.removesuffix(" oppdrag")


def test_every_card_and_requirement_has_its_target(books):
    """But the counts of the scorecard, which have no level, and the words on a requirement that a card judges."""
    cards = {card for id_ in ids("card") for card in named(id_, "card")}
    written = {one for id_ in ids("requirement") for one in named(id_, "requirement")}
    left_over = {
        f"{book.id}#{requirement.id}"
        for book in books.values()
        for requirement in book.requirements
        if f"{book.id}#{requirement.id}" not in written and cards.isdisjoint(requirement.cards)
    }

    assert {"helse-nord/2024#scorecard", "helse-nord/2024#audit-followup"} == left_over
    assert {
        "helse-nord/scorecard-green", "helse-nord/scorecard-red", "helse-nord/trend-green",
        "helse-nord/trend-yellow", "helse-nord/trend-red",
    } == {card for book in books.values() for card in book.cards} - cards  # fmt: skip


def stated(target):
    """The numbers and days that a paper states of a target."""
    parameters = target.get("parameters", {})
    keys = {"max", "percent", "percent_per_year", "points", "until_max", "suppress_below", "months", "due",
            "window_months"}  # fmt: skip
    keys |= {"two_limits": {"green", "yellow"}, "deadline": set()}.get(target["kind"], {"min"})
    found = []
    for part in (parameters, parameters.get("each", {}), *listed(parameters.get("components", []))):
        if isinstance(part, dict):
            found += [n for key in keys & set(part) for n in listed(part[key])]
    found += parameters.get("values", {}).values()
    if target["kind"] == "trend_rule":
        found += re.findall(r"\d+", parameters["green"] + parameters["red"])
    if "each" not in parameters:
        found += listed(parameters.get("components_count", []))
    return {number_of(n) for n in found}


@pytest.mark.parametrize("id_", [i for i in PLACED if "definition" not in PLACED[i]])
def test_the_map_repeats_the_numbers_of_the_paper(id_):
    written = [number_of(n) for n in PLACED[id_].get("numbers", [])]

    assert stated(GOLD[id_]) == set(written)
    assert len(written) == len(set(written))


@pytest.mark.parametrize("id_", ids("card"))
def test_the_direction_is_that_of_the_paper(id_, books):
    """Where figures are judged; a deadline or a written status has none."""
    direction = GOLD[id_].get("direction")

    assert (direction and direction.replace("_", " ")) == PLACED[id_].get("direction")
    if GOLD[id_]["kind"] in OF_A_CARD:
        return  # they hold for indicators of either direction
    for card in (card_of(books, c) for c in named(id_, "card")):
        if card.unit is not None:
            assert (direction == "higher_is_better") is card.higher_is_better
            assert direction is not None


# The cards


def target_of(card, target, whom=()):
    """The target in force at the end of the paper's report; else the first one, which begins later."""
    return card.target_at(LAST_DAY[target["document"]], whom) or card.targets[0]


def demand_of(card, target, whom=()):
    return target_of(card, target, whom).demand


def scaled(card, written):
    """A number of the paper in the card's unit: money stands in millions there."""
    return number_of(written) * (10**6 if card.unit is Unit.NOK else 1)


def baseline_year(written):
    """The year in "2019, samme måneder", "før 2025" or "oktober 2023"; None for the year before."""
    if written == "året før":
        return None
    year = int(re.search(r"\d{4}", written)[0])
    return year - 1 if written.startswith("før") else year


def assert_bound(bound, relation, number):
    assert Bound(relation, number) == bound


def assert_baseline(demand, relation, shift, written):
    """`same_months` must be there where the paper says so; where it names a year it may be."""
    assert isinstance(demand, BaselineDemand)
    assert demand.yellow is None
    year = baseline_year(written)
    period = demand.green.period
    assert year == (None if period is None else period.end_year)
    assert period is None or (period.months, period.end_year) == (12, year)
    assert BaselineBound(relation, shift, period, demand.green.same_months) == demand.green
    if re.search(r"samme måneder|oktober|des\.", written):
        assert demand.green.same_months


def assert_rule(rule, said, card, demand):
    """One plain rule of the paper, and the demand that carries it."""
    match rule:
        case "minimum" | "maximum":
            inclusive, strict = {"minimum": ("at least", "above"), "maximum": ("at most", "below")}[
                rule
            ]
            relation = strict if said.get("inclusive") == "false" else inclusive
            assert isinstance(demand, ThresholdDemand)
            assert_bound(
                demand.green, relation, scaled(card, said["min" if rule == "minimum" else "max"])
            )
            assert demand.yellow is None
        case "increase_over_baseline" | "decrease_under_baseline":
            assert "true" == said.get("strict", "true")
            relation = "above" if rule.startswith("increase") else "below"
            if isinstance(demand, ThresholdDemand):  # the figure is itself the change
                assert ThresholdDemand(Bound(relation, Fraction(0)), None, Unit.PERCENT) == demand
            else:
                assert_baseline(demand, relation, Shift(), said["baseline_period"])
        case "at_most_baseline":
            assert "true" == said["inclusive"]
            assert_baseline(demand, "at most", Shift(), said["baseline_period"])
        case "comparison_of_two_figures":
            assert ">" == said["operator"]
            assert isinstance(demand, ComparisonDemand)
            assert (ComparedBound("above", Shift()), None, Shift()) == (
                demand.green, demand.yellow, demand.slack,
            )  # fmt: skip
            assert demand.other.id in {other.id for other in card.beside}
        case "deadline":
            assert [DeadlineDemand(number_of(said["due"]))] == [demand]
        case _:
            pytest.fail(f"no check of {rule}")


def assert_parts(demand, kind, count):
    """Several demands at a time, none of which may be left out."""
    assert isinstance(demand, PartsDemand)
    assert (kind, count, None) == (demand.kind, len(demand.parts), demand.needed)
    assert len({part.component for part in demand.parts}) == count


def assert_words(card, target):
    """A status beside the figures: the house words, as a whole or of each component."""
    found = plain_demands(demand_of(card, target))
    assert found
    assert all(d == StatusDemand(STATUS_WORDS) for d in found)


def assert_several(said, card, demand):
    """One rule that holds for each of several components."""
    components = said.get("components", [])
    count = int(said.get("components_count", len(components)))
    assert_parts(demand, "each", count)
    if components:
        assert components == [part.component for part in demand.parts]
    for part in demand.parts:
        assert_rule(said["each"]["rule"], said["each"], card, part.demand)


def assert_all_of(id_, said, cards, target):
    demand = demand_of(cards[0], target)
    if id_ == "od-2024-icu-capacity":
        by_name = {c.id.rpartition("-")[2]: [] for c in cards}
        for card in cards:
            by_name[card.id.rpartition("-")[2]].append(card)
        rules = dict(zip(("ordinary", "emergency", "growth"), said["components"], strict=True))
        assert {"ordinary": 4, "emergency": 4, "growth": 1} == {
            n: len(c) for n, c in by_name.items()
        }
        for name, rule in rules.items():
            for card in by_name[name]:
                assert_rule(rule["rule"], rule, card, demand_of(card, target))
    elif id_ == "hn-2025-budget-balance":
        result, statuses = said["components"]
        assert_parts(demand, "all of", 4)
        assert_rule(result["rule"], result, cards[0], demand.parts[0].demand)
        for part, due in zip(demand.parts[1:], statuses["due"], strict=True):
            assert_rule("deadline", {"due": due}, cards[0], part.demand)
    elif id_ == "od-long-term-waiting-time":
        # no date is set, so nothing is demanded; the ceilings stand in the note
        assert isinstance(demand, ExpectedDemand)
        assert {rule["inclusive"] for rule in said["components"]} == {"false"}
        for note, below in ((cards[0].note.nb, "under"), (cards[0].note.en, "below")):
            found = re.findall(rf"{below}\s+(\d+)", note)
            assert [rule["max"] for rule in said["components"]] == found
        assert [rule["id"] for rule in said["components"]] == [c.id for c in cards[0].components]
    elif id_ == "hn-2024-audit-followup":
        # "all six trusts" is counted by the authority
        assert_rule("minimum", {"min": said["components_count"]}, cards[0], demand)
    elif "each" in said:
        assert_several(said, cards[0], demand)
    else:
        assert_parts(demand, "each", len(said["components"]))
        assert [rule["id"] for rule in said["components"]] == [c.id for c in cards[0].components]
        for rule, part in zip(said["components"], demand.parts, strict=True):
            assert rule["id"] == part.component
            assert_rule(rule["rule"], said | rule, cards[0], part.demand)


def assert_minimum(said, card, demand):
    if "infrastructure" in said:
        assert_parts(demand, "each", int(said["infrastructure"]))
        for part in demand.parts:
            assert_rule("minimum", said, card, part.demand)
    elif isinstance(demand, ComparisonDemand):
        # what the paper states is the budget of the group; each answer brings its own
        assert (None, ComparedBound("at least", Shift()), None, Shift()) == (
            demand.other.id, demand.green, demand.yellow, demand.slack,
        )  # fmt: skip
    else:
        assert_rule("minimum", said, card, demand)
    is_complement = said.get("reported_as") == "komplement"
    assert is_complement is (card.derived is not None and card.derived.rule == "complement")


def assert_organisations(said, card, target):
    for name, number in said["values"].items():
        if said["rule"] == "minimum":
            assert_rule(
                "minimum", {"min": number}, card, demand_of(card, target, (name, "all trusts"))
            )
            continue
        demand = demand_of(card, target)
        assert_rule(said["rule"], said, card, demand)
        ((period, value, _),) = demand.fixed[name]
        assert (said["baseline_period"], number_of(number)) == (period.name, value.number)
        assert set(said["values"]) == set(demand.fixed)


def assert_relative(said, demand):
    relation = "at least" if said.get("at_least") == "true" else "at most"
    percent = number_of(said["percent"])
    assert "true" == said["at_least" if relation == "at least" else "at_most"]
    if isinstance(demand, ThresholdDemand):  # the figure is itself the change
        assert ThresholdDemand(Bound(relation, percent), None, Unit.PERCENT) == demand
    else:
        assert_baseline(demand, relation, Shift(percent=percent), said["baseline_period"])


def assert_deadline(said, demand):
    if "all_of" in said:
        assert_parts(demand, "all of", int(said["all_of"]))
    found = plain_demands(demand)
    assert [DeadlineDemand(number_of(said["due"]))] * len(found) == list(found)


def assert_two_limits(target, said, card):
    """In all years: the target that is carried over must not have moved."""
    relation = "at least" if target["direction"] == "higher_is_better" else "at most"
    assert "true" == said["inclusive"]
    green, yellow = (Bound(relation, number_of(said[key])) for key in ("green", "yellow"))
    assert [ThresholdDemand(green, yellow, Unit.PERCENT)] * len(card.targets) == [
        t.demand for t in card.targets
    ]
    assert not any(t.overrides for t in card.targets)


def assert_trajectory(said, demand):
    assert isinstance(demand, TrajectoryDemand)
    assert ("true", "true") == (said["relative"], said["inclusive"])
    assert (
        baseline_year(said["baseline_period"]), number_of(said["percent_per_year"]), 0, True, True,
        number_of(said["until_max"]), "at most",
    ) == (
        demand.period.end_year, demand.percent, demand.points, demand.falls, demand.compound,
        demand.until, demand.relation,
    )  # fmt: skip


@pytest.mark.parametrize("id_", ids("card"))
def test_a_card_carries_what_the_paper_demands(id_, books):
    target, cards = GOLD[id_], [card_of(books, c) for c in named(id_, "card")]
    said = target.get("parameters", {})
    if target["kind"] not in {"all_of", "small_number_rule", "data_lag"}:
        for beside in cards[1:]:
            assert_words(beside, target)
    demand = demand_of(cards[0], target)

    match target["kind"]:
        case "at_most_baseline" | "decrease_under_baseline" | "increase_over_baseline":
            assert_rule(target["kind"], said, cards[0], demand)
        case "comparison_of_two_figures":
            assert_rule(target["kind"], said, cards[0], demand)
        case "minimum":
            assert_minimum(said, cards[0], demand)
        case "deadline":
            assert_deadline(said, demand)
        case "two_limits":
            assert_two_limits(target, said, cards[0])
        case "all_of":
            assert_all_of(id_, said, cards, target)
        case "any_of":
            assert_parts(demand, "any of", int(said["components"]))
        case "per_organisation":
            assert_organisations(said, cards[0], target)
        case "relative_change":
            assert_relative(said, demand)
        case "absolute_change":
            assert_baseline(
                demand, "at most", Shift(points=number_of(said["points"])), said["baseline_period"]
            )
        case "stepwise_reduction_until":
            assert_trajectory(said, demand)
        case "risk_classification":
            assert RiskDemand({word: COLOURS[word] for word in said["levels"]}) == demand
        case "trend_rule":
            trend = cards[0].trend
            better, worse = (Fraction(re.search(r"\d+", said[key])[0]) for key in ("green", "red"))
            assert (int(said["window_months"]), True, better, worse) == (
                trend.months, trend.last_year, trend.better_from, trend.worse_from,
            )  # fmt: skip
        case "data_lag":
            assert [int(said["months"])] * len(cards) == [card.latency for card in cards]
        case "small_number_rule":
            assert [int(said["suppress_below"])] * len(cards) == [card.min_n for card in cards]
            assert {c for c in books[BOOKS[0]].cards if c.startswith("skde/")} == {
                c.id for c in cards
            }
        case kind:
            pytest.fail(f"no check of {kind}")


@pytest.mark.parametrize(
    ("id_", "choice"),
    [
        ("hn-2024-skde-min-five", Choice(5, None, "hospital")),
        ("hn-2025-skde-indicators-per-hospital", Choice(4, 5, "hospital")),
    ],
)
def test_a_requirement_counts_chosen_cards_as_the_paper_does(id_, choice, books):
    """The numbers written here are those of the paper."""
    said = GOLD[id_]["parameters"]
    (requirement,) = (requirement_of(books, r) for r in named(id_, "requirement"))

    assert "true" == said["inclusive"]
    assert (said["min"], said.get("max")) == (
        str(choice.low), choice.high and str(choice.high),
    )  # fmt: skip
    assert choice == requirement.choice
    assert 17 == len(requirement.cards)


def numbers_in(card, demand):
    """Every number and day of a demand, in the paper's scale."""
    found = set()
    for one in plain_demands(demand):
        match one:
            case DeadlineDemand(due=due):
                found.add(due)
            case ThresholdDemand(green=green, yellow=yellow):
                found |= {
                    b.number / (10**6 if card.unit is Unit.NOK else 1) for b in (green, yellow) if b
                }
            case BaselineDemand(green=green, yellow=yellow, fixed=fixed):
                found |= {
                    n for b in (green, yellow) if b for n in (b.shift.percent, b.shift.points)
                }
                found |= {value.number for known in fixed.values() for _, value, _ in known}
            case TrajectoryDemand(percent=percent, points=points, until=until):
                found |= {percent, points, until}
            case ComparisonDemand(green=green, slack=slack):
                found |= {green.shift.percent, green.shift.points, slack.percent, slack.points}
            case _:
                assert not isinstance(one, FigureDemand)
    return found - {0}


@pytest.mark.parametrize("id_", ids("card"))
def test_a_card_carries_no_other_number(id_, books):
    """Not in the target in force, nor in what it changes for one organisation."""
    if GOLD[id_]["kind"] in OF_A_CARD:
        return
    known = {number_of(n) for n in PLACED[id_].get("numbers", [])}
    for card in (card_of(books, c) for c in named(id_, "card")):
        for variant in target_of(card, GOLD[id_]).variants:
            assert set() == numbers_in(card, variant.demand) - known
