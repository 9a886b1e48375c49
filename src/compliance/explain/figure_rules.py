"""Says what a demand on a figure means: when it is green, yellow and red, and what may be missing."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from compliance.colour import Colour, Reason
from compliance.explain.lines import Line, Rule, Unassessed
from compliance.language import Joined, Text, text
from compliance.quantity import Unit
from compliance.rulebook.bounds import Number, Points, Shift, bound_in_words, value_in_words
from compliance.rulebook.demands import (
    BaselineDemand,
    ComparisonDemand,
    FigureDemand,
    RangeDemand,
    ThresholdDemand,
    TrajectoryDemand,
)
from compliance.rulebook.model import Card

_STEPS_SHOWN = 3
"""How many years of a trajectory are worked out."""
_OUTSIDE = {"at least": "below", "below": "at least", "at most": "above", "above": "at most"}
"""What a value is that does not meet a bound."""
_REASONS = (
    Reason.NO_VALUE,
    Reason.VALUE_UNREADABLE,
    Reason.NOT_APPLICABLE,
    Reason.VALUE_IMPRECISE,
    Reason.VALUE_TOO_OLD,
    Reason.TOO_FEW_CASES,
)
_BASELINE = text("the baseline")


def figure_lines(demand: FigureDemand, card: Card) -> Iterator[Line]:
    """Yield what a demand on a figure of a card means."""
    match demand:
        case ThresholdDemand():
            rules = _threshold_rules(demand, card)
        case RangeDemand():
            rules = _range_rules(demand, card)
        case BaselineDemand():
            rules = _baseline_rules(demand, card)
        case TrajectoryDemand():
            yield Line(_steps(demand))
            rules = _trajectory_rules(demand, card)
        case ComparisonDemand():
            rules = _comparison_rules(demand, card)
        case _:
            assert_never(demand)
    for rule in rules:
        yield Line(rule)
    thin = () if card.min_coverage is None else (Reason.LOW_COVERAGE,)
    yield Line(Unassessed((*_REASONS, *thin)))


def _value(card: Card) -> Text:
    if card.running_total:
        return text("the total of the year so far")
    return text("a value") if card.derived is None else text("the derived value")


def _colours(card: Card, given: object, colours: Sequence[tuple[Colour, object]]) -> Iterator[Rule]:
    """Yield a rule a colour; what a running total can still change waits for the end of the year."""
    final = Colour.GREEN if card.higher_is_better else Colour.RED
    open_ = [(c, when) for c, when in colours if card.running_total and c is not final]
    for colour, when in colours:
        waits = (colour, when) in open_
        yield Rule(given, text("{when} and the year is over", when=when) if waits else when, colour)
    for _, when in open_:
        yield Rule(given, text("{when} and the year is not over", when=when), Reason.NOT_DUE)


def _by_bounds(
    green: tuple[str, object], yellow: tuple[str, object] | None
) -> tuple[tuple[Colour, object], ...]:
    """Return when each colour holds, by one bound or two; a bound is a relation and what it is to."""

    def met(bound: tuple[str, object]) -> Text:
        return bound_in_words(*bound)

    def missed(bound: tuple[str, object]) -> Text:
        return bound_in_words(_OUTSIDE[bound[0]], bound[1])

    is_green = (Colour.GREEN, text("it is {bound}", bound=met(green)))
    if yellow is None:
        return is_green, (Colour.RED, text("it is {bound}", bound=missed(green)))
    between = text("it is {outside} but {bound}", outside=missed(green), bound=met(yellow))
    return (
        is_green,
        (Colour.YELLOW, between),
        (Colour.RED, text("it is {bound}", bound=missed(yellow))),
    )


def _threshold_rules(demand: ThresholdDemand, card: Card) -> Iterator[Rule]:
    green, yellow = demand.green, demand.yellow
    unit = demand.unit
    colours = _by_bounds(
        (green.relation, Number(green.number, unit)),
        None if yellow is None else (yellow.relation, Number(yellow.number, unit)),
    )
    yield from _colours(card, _value(card), colours)


def _range_rules(demand: RangeDemand, card: Card) -> Iterator[Rule]:
    yield from _colours(card, _value(card), _within(demand.low, demand.high, demand.unit))


def _within(low: Fraction, high: Fraction, unit: Unit) -> tuple[tuple[Colour, object], ...]:
    """Return when each colour holds, where both ends count as green."""
    first, last = Number(low, Unit.COUNT), Number(high, unit)
    below, above = bound_in_words("below", Number(low, unit)), bound_in_words("above", last)
    return (
        (
            Colour.GREEN,
            text("it is {bound}", bound=text("from {low} to {high}", low=first, high=last)),
        ),
        (Colour.RED, text("it is {below} or {above}", below=below, above=above)),
    )


def count_rules(given: object, low: int, high: int | None) -> Iterator[Rule]:
    """Yield when a number of things is green and when red; without `high` there is no upper end."""
    least = Fraction(low)
    colours = (
        _by_bounds(("at least", Number(least, Unit.COUNT)), None)
        if high is None
        else _within(least, Fraction(high), Unit.COUNT)
    )
    for colour, when in colours:
        yield Rule(given, when, colour)


def _counted_from(value: object, baseline: object) -> Text:
    return text("{value} and its baseline ({baseline})", value=value, baseline=baseline)


def _baseline_rules(demand: BaselineDemand, card: Card) -> Iterator[Rule]:
    green, yellow = demand.green, demand.yellow
    counted = value_in_words(green.period, same_months=green.same_months)
    given = _counted_from(_value(card), counted)
    colours = _by_bounds(
        (green.relation, green.shift.said(_BASELINE)),
        None if yellow is None else (yellow.relation, yellow.shift.said(_BASELINE)),
    )
    yield from _colours(card, given, colours)
    yield Rule(given, text("the baseline is missing"), Reason.NO_BASELINE)
    if green.shift.percent or (yellow is not None and yellow.shift.percent):
        yield Rule(given, text("the baseline is 0"), Reason.BASELINE_ZERO)


def _trajectory_rules(demand: TrajectoryDemand, card: Card) -> Iterator[Rule]:
    value = _value(card)
    counted = value_in_words(demand.period, same_months=demand.same_months)
    given = _counted_from(value, counted)
    alone = text("{value} without a baseline", value=value)
    end = Number(demand.until, demand.unit)
    moving = _by_bounds((demand.relation, text("the threshold of its year")), None)
    still = _by_bounds((demand.relation, end), None)
    green, *others = _colours(card, given, moving)
    yield green
    yield Rule(alone, still[0][1], Colour.GREEN)
    yield from others
    yield Rule(alone, still[1][1], Reason.NO_BASELINE)
    if demand.percent:
        yield Rule(given, text("the baseline is 0"), Reason.BASELINE_ZERO)


def _steps(demand: TrajectoryDemand) -> Text:
    """Return the first thresholds of a trajectory: how its steps add up."""
    first = demand.period.end_year
    steps = []
    for years in range(1, _STEPS_SHOWN + 1):
        if demand.percent:
            share = Number(demand.share_left(years) * 100, Unit.PERCENT)
            threshold = text("{share} of the baseline", share=share)
        else:
            points = demand.points * years
            in_percent = demand.unit is Unit.PERCENT
            size = Points(points) if in_percent else Number(points, demand.unit)
            threshold = (
                text("{share} less than {value}", share=size, value=_BASELINE)
                if demand.falls
                else text("{share} more than {value}", share=size, value=_BASELINE)
            )
        steps.append(text("{threshold} in {year}", threshold=threshold, year=str(first + years)))
    parts = {"steps": Joined(tuple(steps)), "end": Number(demand.until, demand.unit)}
    if demand.falls:
        return text("The threshold is {steps} and so on, but never below {end}.", **parts)
    return text("The threshold is {steps} and so on, but never above {end}.", **parts)


def _comparison_rules(demand: ComparisonDemand, card: Card) -> Iterator[Rule]:
    name = demand.other.name
    other = text("{name}", name=name)
    given = text("{value} and {other} of the same period", value=_value(card), other=other)
    green, yellow = demand.green, demand.yellow
    eased = [
        None if b is None else (b.relation, _eased(demand, b.relation, b.shift.said(other)))
        for b in (green, yellow)
    ]
    assert eased[0] is not None  # noqa: S101  # green is always there
    yield from _colours(card, given, _by_bounds(eased[0], eased[1]))
    yield Rule(given, text("{other} is missing", other=other), Reason.NO_BASELINE)
    shifts = [demand.slack, *(b.shift for b in (green, yellow) if b is not None)]
    if any(shift.percent for shift in shifts):
        yield Rule(given, text("{other} is 0", other=other), Reason.BASELINE_ZERO)


def _eased(demand: ComparisonDemand, relation: str, value: Text) -> Text:
    """Return what is compared with, the tolerance counted in."""
    if demand.slack == Shift():
        return value
    if demand.slack.percent:
        size: object = text("{share} of {value}", share=Number(demand.slack.percent, Unit.PERCENT),
                            value=demand.other.name)  # fmt: skip
    elif demand.unit is Unit.PERCENT:
        size = Points(demand.slack.points)
    else:
        size = Number(demand.slack.points, demand.unit)
    if relation in {"at least", "above"}:
        return text("{value} minus the tolerance of {size}", value=value, size=size)
    return text("{value} plus the tolerance of {size}", value=value, size=size)
