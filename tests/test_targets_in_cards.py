"""Each card carries the numbers of its targets in the five papers, the right way round, and no other number.

What the papers state is held against the demands as they are read from the rules, number by number, not against
what the program says of them.
"""

import re
from fractions import Fraction

import pytest

from compliance.colour import Colour
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
    RangeDemand,
    RiskDemand,
    StatusDemand,
    ThresholdDemand,
    TrajectoryDemand,
    plain_demands,
)
from compliance.rulebook.model import Derived
from compliance.thresholds import Bound
from gold import (
    ANNUAL,
    BOOKS,
    GOLD,
    PLACED,
    books,
    card_of,
    ids,
    named,
    number_of,
    requirement_of,
    target_of,
)

COLOURS = {"grønn": Colour.GREEN, "gul": Colour.YELLOW, "rød": Colour.RED}
MONEY = {"kroner": 1, "mill. kroner": 10**6, "mrd. kroner (2023-kroner)": 10**9}
"""How much a number of a paper is in the card's unit, which is NOK."""


def scale_of(target):
    return MONEY[target["unit"]] if "unit" in target else 1


def parameters_of(target):
    """With the scale of its numbers."""
    return target.get("parameters", {}) | {"scale": scale_of(target)}


def demand_of(card, target, whom=()):
    return target_of(card, target, whom).demand


def scaled(said, key):
    return number_of(said[key]) * said.get("scale", 1)


def baseline_year(written):
    """The year in "2019, samme måneder", "før 2025" or "oktober 2023"; None for the year before."""
    if written == "året før":
        return None
    year = int(re.search(r"\d{4}", written)[0])
    return year - 1 if written.startswith("før") else year


# Plain rules


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


def assert_range(card, demand, low, high):
    """Both ends included, in the card's unit."""
    assert RangeDemand(Fraction(low), Fraction(high), card.unit) == demand


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
                demand.green, relation, scaled(said, "min" if rule == "minimum" else "max")
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
            assert "true" == said.get("inclusive", "true")
            if isinstance(demand, ThresholdDemand):  # the figure is itself the difference
                assert "0" == said["baseline_value"]
                assert ThresholdDemand(Bound("at most", Fraction(0)), None, Unit.PERCENT) == demand
            else:
                assert_baseline(demand, "at most", Shift(), said["baseline_period"])
        case "comparison_of_two_figures":
            assert ">" == said["operator"]
            assert isinstance(demand, ComparisonDemand)
            assert (ComparedBound("above", Shift()), None, Shift()) == (
                demand.green, demand.yellow, demand.slack,
            )  # fmt: skip
            assert demand.other.id in {other.id for other in card.beside}
        case "range":
            low, high = (
                said[key] for key in (("target",) * 2 if "target" in said else ("min", "max"))
            )
            assert_range(card, demand, low, high)
        case "fixed_value":
            assert_range(card, demand, said["value"], said["value"])
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


# Rules of several parts


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
    """A number for each trust: of each rule, and of nobody else."""
    for name, number in said["values"].items():
        if said["rule"] in {"minimum", "maximum"}:
            key = said["rule"].removesuffix("imum")
            for_one = demand_of(card, target, (name, "all trusts"))
            assert_rule(said["rule"], said | {key: number}, card, for_one)
            continue
        demand = demand_of(card, target)
        assert_rule(said["rule"], said, card, demand)
        ((period, value, _),) = demand.fixed[name]
        assert (said["baseline_period"], number_of(number)) == (period.name, value.number)
        assert set(said["values"]) == set(demand.fixed)
    assert set(target_of(card, target).overrides) <= {*said["values"], "all trusts"}


def assert_relative(said, demand):
    relation = "at least" if said.get("at_least") == "true" else "at most"
    percent = number_of(said["percent"])
    assert "true" == said["at_least" if relation == "at least" else "at_most"]
    if isinstance(demand, ThresholdDemand):  # the figure is itself the change
        assert ThresholdDemand(Bound(relation, percent), None, Unit.PERCENT) == demand
    else:
        assert_baseline(demand, relation, Shift(percent=percent), said["baseline_period"])


def assert_deadline(said, card, demand):
    """One day, or the same day of several parts; of a day of every year one target a year."""
    if "all_of" in said:
        assert_parts(demand, "all of", int(said["all_of"]))
    if "goals" in said:
        assert_parts(demand, "each", int(said["goals"]))
    found = plain_demands(demand)
    due = number_of(said["due"])
    if isinstance(due, tuple):
        days = [t.demand.due for t in card.targets]
        assert [due] * len(days) == [(day.month, day.day) for day in days]
        assert [t.from_.year for t in card.targets] == [day.year for day in days]
        assert 2 == len({day.year for day in days})
        return
    assert [DeadlineDemand(due)] * len(found) == list(found)
    if "original" in said:
        first, moved = (t.demand.due for t in card.targets)
        assert (number_of(said["original"]), due) == (first, moved)
        assert int(said["delay_months"]) == moved.month - first.month
        assert first.year == moved.year


def assert_two_limits(target, said, card):
    """In all years: the target that is carried over must not have moved."""
    relation = "at least" if target["direction"] == "higher_is_better" else "at most"
    assert "true" == said.get("inclusive", "true")
    green, yellow = (Bound(relation, scaled(said, key)) for key in ("green", "yellow"))
    unit = Unit.NOK if "unit" in target else Unit.PERCENT
    assert [ThresholdDemand(green, yellow, unit)] * len(card.targets) == [
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


def assert_risk(said, cards, target):
    """Each level with its colour; a colour that is none of the three is shown and gives none."""
    if isinstance(said["levels"], list):
        for card in cards:
            assert RiskDemand({word: COLOURS[word] for word in said["levels"]}) == demand_of(
                card, target
            )
        return
    words = {level: colour for colour, level in said["levels"].items()} | {
        colour: colour for colour in said["levels"]
    }
    *levels, rank = sorted(cards, key=lambda card: card.unit is not None)
    assert isinstance(demand_of(rank, target), ExpectedDemand)
    assert 2 == len(levels)
    for card in levels:
        demand = demand_of(card, target)
        assert ((), ()) == (demand.matrix, demand.probabilities)
        for word, colour in words.items():
            assert COLOURS.get(colour) == demand.levels.get(word)
            assert (colour not in COLOURS) is (word in demand.others)
        assert set(COLOURS.values()) - {Colour.GREEN} == set(demand.levels.values())


def assert_budget(said, cards, target):
    """No deviation from a budget that is not stated; or a result that is not below the stated one."""
    if "max_deviation_percent" in said:
        rule = {"max": said["max_deviation_percent"]}
        for card in cards:
            assert_rule("maximum", rule, card, demand_of(card, target))
        assert [Unit.PERSON_MONTHS, Unit.PERCENT] == [card.unit for card in cards]
    else:
        assert_rule("minimum", said, cards[0], demand_of(cards[0], target))
        parts = [number_of(n.replace(",", ".")) for n in said["derived"].split(" + ")]
        assert number_of(said["min"]) == sum(parts)
        assert set(parts) <= numbers_said(cards[0].note.nb, "nb") & numbers_said(
            cards[0].note.en, "en"
        )


# Where a card is otherwise than the paper's data, by name


NOT_SET = {
    "k3k-hired-overtime-minus-50": "counted from no year and due on no day",
    "hmn-networks-three-meetings": "a sign that a network is active, no demand: 31 of 33 is no colour",
    "hmn-fuel-investment-budget": "whether the budget is a ceiling is not said",
    "hp-results-released": "followed without a target",
    "ssu-discharge-ready-method": "how days are counted; how many there may be is not set",
    "ssu-first-day-not-invoiced": "how days are counted; how many there may be is not set",
}
"""Targets whose cards give no colour, and why."""


def assert_liquidity(said, cards, target):
    """The published figure is what is left when the buffer of the paper is taken off, so 0 is green."""
    assert_rule("minimum", said | {"min": "0"}, cards[0], demand_of(cards[0], target))


def assert_doctors(said, cards, target):
    """The paper gives only how many fewer they are, which is no number of hours."""
    hours, change = cards
    assert_rule("maximum", said, hours, demand_of(hours, target))
    assert isinstance(demand_of(change, target), ExpectedDemand)
    assert (Unit.HOURS, Unit.PERCENT) == (hours.unit, change.unit)


def assert_overrun(said, cards, target):
    """The authority allows so much more than the frame; the figure is what is more."""
    assert_rule(
        "maximum", said | {"max": said["max_overrun"]}, cards[0], demand_of(cards[0], target)
    )


def assert_equal_halves(said, cards, target):
    """Two who pay the same pay half each of what has been paid in."""
    (card,) = cards
    demand = demand_of(card, target)
    assert "==" == said["operator"]
    assert_parts(demand, "each", 2)
    for part in demand.parts:
        assert_range(card, part.demand, 50, 50)
    assert Unit.PERCENT is card.unit
    assert Derived("share", card.beside[0]) == card.derived


def assert_employment(said, cards, target):
    """Other practice that is documented is as good."""
    demand = demand_of(cards[0], target)
    assert_parts(demand, "any of", 2)
    share, other = demand.parts
    assert (None, "annen praksis") == (share.component, other.component)
    assert_rule("minimum", said, cards[0], share.demand)
    assert (
        StatusDemand({"dokumentert": Colour.GREEN, "ikke dokumentert": Colour.RED}) == other.demand
    )


OTHERWISE = {
    "hmn-liquidity-buffer": assert_liquidity,
    "hmn-doctor-19-hours": assert_doctors,
    "hmn-snr-overrun": assert_overrun,
    "ssu-prize-equal-funding": assert_equal_halves,
    "seprep-employment": assert_employment,
}
"""Targets that their card puts in another way; the reason stands with each."""


@pytest.mark.parametrize("id_", ids("card"))
def test_a_card_carries_what_the_paper_demands(id_):
    target, cards = GOLD[id_], [card_of(c) for c in named(id_, "card")]
    said = parameters_of(target)
    if id_ in NOT_SET:
        assert [ExpectedDemand()] * len(cards) == [demand_of(card, target) for card in cards]
        return
    if id_ in OTHERWISE:
        OTHERWISE[id_](said, cards, target)
        return
    if target["kind"] not in {"all_of", "small_number_rule", "data_lag", "risk_classification",
                              "budget_comparison"}:  # fmt: skip
        for beside in cards[1:]:
            assert_words(beside, target)
    demand = demand_of(cards[0], target)

    match target["kind"]:
        case "at_most_baseline" | "decrease_under_baseline" | "increase_over_baseline":
            assert_rule(target["kind"], said, cards[0], demand)
        case "comparison_of_two_figures" | "maximum" | "range" | "fixed_value":
            assert_rule(target["kind"], said, cards[0], demand)
        case "minimum":
            assert_minimum(said, cards[0], demand)
        case "deadline":
            assert_deadline(said, cards[0], demand)
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
        case "budget_comparison":
            assert_budget(said, cards, target)
        case "coverage":
            assert_words(cards[0], target)
        case "stepwise_reduction_until":
            assert_trajectory(said, demand)
        case "risk_classification":
            assert_risk(said, cards, target)
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
            assert {c for c in books()[BOOKS[ANNUAL]].cards if c.startswith("skde/")} == {
                c.id for c in cards
            }
        case kind:
            pytest.fail(f"no check of {kind}")


def test_what_is_otherwise_is_named_once_and_is_there():
    assert set() == {*NOT_SET, *OTHERWISE} - set(ids("card"))
    assert set() == NOT_SET.keys() & OTHERWISE.keys()


# No other number, and none left out


def numbers_in(demand, scale):
    """Every number and day of a demand, in the paper's scale."""
    found = set()
    for one in plain_demands(demand):
        match one:
            case DeadlineDemand(due=due):
                found.add(due)
            case ThresholdDemand(green=green, yellow=yellow):
                found |= {b.number / scale for b in (green, yellow) if b}
            case RangeDemand(low=low, high=high):
                found |= {low / scale, high / scale}
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


def of_every_year(known, found):
    """The numbers of a target, a day of every year in the years that the card has."""
    return known | {
        day for day in found for one in known
        if isinstance(one, tuple) and one == (getattr(day, "month", 0), getattr(day, "day", 0))
    }  # fmt: skip


OF_A_CARD = {"trend_rule", "data_lag", "small_number_rule"}
"""Kinds that say something of a card which has its demand from another target."""
HALVES = {"ssu-prize-equal-funding": {Fraction(50)}}
"""Numbers of a card that follow from a target without one: who pays the same pays half."""


def known_numbers(id_):
    return {number_of(n) for n in PLACED[id_].get("numbers", [])}


@pytest.mark.parametrize("id_", [i for i in ids("card") if GOLD[i]["kind"] not in OF_A_CARD])
def test_a_card_carries_no_other_number(id_):
    """Not in the target in force, nor in what it changes for one organisation."""
    known = known_numbers(id_) | HALVES.get(id_, set())
    for card in map(card_of, named(id_, "card")):
        for variant in target_of(card, GOLD[id_]).variants:
            found = numbers_in(variant.demand, scale_of(GOLD[id_]))
            assert set() == found - of_every_year(known, found)


IN_WORDS = {
    "od-long-term-waiting-time": {50, 40, 35, 30},
    "hmn-liquidity-buffer": {600},
    "hmn-2022-intensive-habilitation": {7, 18},
    "hmn-networks-three-meetings": {3},
    "hmn-fuel-investment-budget": {167},
    "k3k-hired-overtime-minus-50": {50},
    "ssu-grant-use-2023": {150000},
}
"""Numbers that no demand carries: they stand in a note or a title. Their size; a sign is in the words."""
OF_THE_GROUP = {"hn-2024-financial-result", "hn-2024-result-requirement"}
"""The stated number is the budget of the whole group; each answer brings its own budget."""


@pytest.mark.parametrize("id_", [i for i in ids("card") if GOLD[i]["kind"] not in OF_A_CARD])
def test_a_number_of_the_paper_is_not_left_out(id_):
    """It stands in a demand of the card, of whatever year; or it is named."""
    if id_ in OF_THE_GROUP:
        return
    found = set()
    for card in map(card_of, named(id_, "card")):
        for target in card.targets:
            for variant in target.variants:
                found |= numbers_in(variant.demand, scale_of(GOLD[id_]))
    found |= {(day.month, day.day) for day in found if hasattr(day, "day")}
    missing = known_numbers(id_) - found - {0}

    assert IN_WORDS.get(id_, set()) == {abs(n) for n in missing}


def numbers_said(words, language):
    """The numbers in a text, "150 000" as one."""
    joined = re.sub(r"(?<=\d)[ \u00a0\n](?=\d{3}\b)", "", words)
    point = {"nb": ",", "en": "."}[language]
    return {
        Fraction(n.replace(",", ".")) for n in re.findall(rf"\d+(?:{re.escape(point)}\d+)?", joined)
    }


def texts_of(id_):
    """Titles and notes of a target's cards and requirements, and of the requirements that list its cards."""
    cards = [card_of(c) for c in named(id_, "card")]
    requirements = [requirement_of(r) for r in named(id_, "requirement")] + [
        r
        for book in books().values()
        for r in book.requirements
        if {c.id for c in cards} & set(r.cards)
    ]
    found = [text for card in cards for text in (card.title, card.note) if text]
    return found + [
        text for r in requirements for text in (r.title, *(c.title for c in r.contents))
    ]


@pytest.mark.parametrize("id_", IN_WORDS)
def test_a_number_that_no_demand_carries_is_said(id_):
    """In both languages."""
    for language in ("nb", "en"):
        said = {
            n for text in texts_of(id_) for n in numbers_said(getattr(text, language), language)
        }
        assert set() == IN_WORDS[id_] - said


BEFORE = {
    id_: target["parameters"]["baseline_before_hp"]
    for id_, target in GOLD.items()
    if "baseline_before_hp" in target.get("parameters", {})
}


@pytest.mark.parametrize("id_", BEFORE)
def test_the_zero_point_before_is_said_and_is_no_baseline(id_):
    (card,) = map(card_of, named(id_, "card"))

    for language in ("nb", "en"):
        said = numbers_said(getattr(card.note, language), language)
        assert {number_of(n) for n in BEFORE[id_].values()} <= said
    assert not any(
        isinstance(d, BaselineDemand)
        for t in card.targets
        for v in t.variants
        for d in plain_demands(v.demand)
    )


def test_four_zero_points_are_published():
    assert ["hp-discharge-1day", "hp-referral-to-assessment", "hp-reconciliation-admission",
            "hp-reconciliation-discharge"] == list(BEFORE)  # fmt: skip


def test_a_number_that_only_triggers_an_answer_is_no_demand():
    """Above it something is to be considered; the answer must say whether it was."""
    above = number_of(GOLD["hmn-sick-leave-bht-trigger"]["parameters"]["above"])
    (requirement,) = map(requirement_of, named("hmn-sick-leave-bht-trigger", "requirement"))
    (asked,) = (c for c in requirement.contents if c.when is not None)

    assert 10 == above
    assert Bound("above", above) == asked.when
    assert Unit.PERCENT is asked.unit


def test_how_long_the_theatre_is_open_is_said():
    """A time of day is no number that a card judges."""
    assert "17:00" == GOLD["k3k-or-opening-hours"]["parameters"]["value"]
    (requirement,) = map(requirement_of, named("k3k-or-opening-hours", "requirement"))

    assert "17" in requirement.title.nb
    assert "17:00" in requirement.title.en
