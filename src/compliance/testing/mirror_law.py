"""The law of the mirror: a card turned around, with its thresholds and direction, judges alike."""

# ruff: noqa: S101  # a law is an assertion
from dataclasses import replace

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from compliance.colour import Colour
from compliance.quantity import Quantity, Unit
from compliance.rulebook.bounds import BaselineBound, ComparedBound, Shift
from compliance.rulebook.demands import (
    BaselineDemand,
    ComparisonDemand,
    Demand,
    FixedBaselines,
    RangeDemand,
    ThresholdDemand,
    TrajectoryDemand,
)
from compliance.rulebook.model import Card, Target
from compliance.testing.choices import pick, write
from compliance.testing.figures import (
    attempt,
)
from compliance.testing.plain import figure_cards
from compliance.testing.scenes import (
    draw_number,
    figure_targets,
    scenes_for,
)
from compliance.testing.trial import Trial
from compliance.thresholds import Bound

_FLIPPED = {"at least": "at most", "at most": "at least", "above": "below", "below": "above"}


def mirroring_keeps_the_colour(card: Card) -> None:
    """Value, thresholds and direction turned around together give the same colour."""
    whole = card.running_total
    pairs_of_cards = [
        (_in_points(plain, sign=1), _in_points(plain, sign=-1))
        for plain in figure_cards(card)
        if figure_targets(plain, whole_years=whole)
    ]

    @st.composite
    def both(draw: DrawFn) -> tuple[Trial, Trial]:
        plain, mirror = pick(draw, pairs_of_cards)
        scene = draw(scenes_for(plain, is_over=True))
        number = draw_number(draw, scene)
        turned = {p: _negated(str(v)) for p, v in scene.others.items()}
        one = scene.trial(write(draw, number, Unit.POINTS))
        demand = next(t.demand for t in mirror.targets if t.from_ == scene.target.from_)
        other = replace(
            scene,
            card=mirror,
            target=replace(scene.target, demand=demand),
            others=turned,
            compared=None if scene.compared is None else _negated(scene.compared),
        ).trial(write(draw, -number, Unit.POINTS))
        return one, other

    def check(trials: tuple[Trial, Trial]) -> None:
        one, other = trials
        found, mirrored = one.outcome, other.outcome
        note(f"{one.values} is {found}, {other.values} is {mirrored}")
        assert isinstance(found, Colour)
        assert found is mirrored

    attempt(both(), check)


def _negated(written: str) -> str:
    """Return a written number with the other sign."""
    if written[:1] in "-\u2212":
        return written.translate({0x2212: None, 0x2D: None})
    return f"-{written}"


def _in_points(card: Card, sign: int) -> Card:
    """Return a card of a unit that may be negative, turned around when `sign` is -1."""
    higher = card.higher_is_better
    possible = None
    if card.possible is not None:
        low, high = sorted(sign * end for end in card.possible)
        possible = (low, high)
    return replace(
        card,
        unit=Unit.POINTS,
        possible=possible,
        higher_is_better=None if higher is None else higher == (sign > 0),
        targets=tuple(replace(t, demand=_turned(t, sign)) for t in card.targets),
    )


def _turned(target: Target, sign: int) -> Demand:
    def bound(b: Bound) -> Bound:
        return Bound(b.relation if sign > 0 else _FLIPPED[b.relation], sign * b.number)

    def shift(b: Shift) -> Shift:
        # 10 % more than 40 is 44; 10 % less than -40 is -44
        return Shift(sign * b.percent, sign * b.points)

    def of_baseline(b: BaselineBound) -> BaselineBound:
        relation = b.relation if sign > 0 else _FLIPPED[b.relation]
        return replace(b, relation=relation, shift=shift(b.shift))

    def of_other(b: ComparedBound) -> ComparedBound:
        relation = b.relation if sign > 0 else _FLIPPED[b.relation]
        return ComparedBound(relation, shift(b.shift))

    def fixed_of(fixed: FixedBaselines) -> FixedBaselines:
        return {
            o: tuple((p, Quantity.of(sign * q.number, Unit.POINTS), at) for p, q, at in entries)
            for o, entries in fixed.items()
        }

    match target.demand:
        case ThresholdDemand(green=green, yellow=yellow):
            return ThresholdDemand(bound(green), yellow and bound(yellow), Unit.POINTS)
        case RangeDemand(low=low, high=high):
            ends = sorted((sign * low, sign * high))
            return RangeDemand(ends[0], ends[1], Unit.POINTS)
        case BaselineDemand(green=green_of, yellow=yellow_of, fixed=fixed):
            return BaselineDemand(
                of_baseline(green_of), yellow_of and of_baseline(yellow_of), fixed_of(fixed)
            )
        case TrajectoryDemand() as demand:
            return replace(
                demand,
                falls=demand.falls is (sign > 0),
                until=sign * demand.until,
                unit=Unit.POINTS,
                fixed=fixed_of(demand.fixed),
            )
        case ComparisonDemand() as demand:
            return replace(
                demand,
                green=of_other(demand.green),
                yellow=demand.yellow and of_other(demand.yellow),
                unit=Unit.POINTS,
            )
        case _:
            return target.demand
