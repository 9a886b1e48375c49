"""Everything about a figure but the figure: target in force, period, baseline, and what is demanded in numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from compliance.colour import Colour
from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.bounds import BaselineBound, ComparedBound
from compliance.rulebook.demands import (
    BaselineDemand,
    ComparisonDemand,
    FigureDemand,
    RangeDemand,
    ThresholdDemand,
    TrajectoryDemand,
)
from compliance.rulebook.model import Card, Target
from compliance.testing.choices import HAIR, draw_period, either, index, months_of, pick, write
from compliance.testing.plain import figure_cards
from compliance.testing.trial import Trial, Written

PER: Mapping[Unit, int] = {Unit.PERCENT: 100, Unit.PER_100_000: 100_000}
"""What a share is counted per; 1 for the other units."""
_FAR = 10**7
_MONTHS = 12
ANY_COUNT = st.integers(1, 10**6)


def last_months(card: Card, target: Target) -> tuple[int, int]:
    """Return the first and the last month in whose last day a target is in force (three years if open)."""
    later = [t.from_ for t in card.targets if t.from_ > target.from_]
    ends = [day for day in (target.to, *later[:1]) if day is not None]
    first = months_of(target.from_)  # its last day is `from` or later
    # the last month that ends before the target does
    return first, months_of(min(ends)) - 1 if ends else first + 3 * _MONTHS


# -- what a target demands, in numbers, read from the demand alone


@dataclass(frozen=True, slots=True)
class Stated:
    """One demand in numbers: `green at least 60` is (green, "at least", 60)."""

    colour: Colour
    relation: str
    number: Fraction

    def met_by(self, value: Fraction) -> bool:
        """Whether a value meets it."""
        match self.relation:
            case "at least":
                return value >= self.number
            case "at most":
                return value <= self.number
            case "above":
                return value > self.number
            case _:
                return value < self.number


def stated(demand: FigureDemand, other: Fraction | None, years: int = 1) -> tuple[Stated, ...]:
    """Return what a demand says; a range is two demands for green.

    Args:
        other: The baseline, or the figure beside, that a demand counts from.
        years: How many steps a trajectory has taken.
    """
    value = Fraction(0) if other is None else other

    def shifted(colour: Colour, bound: BaselineBound | ComparedBound, slack: Fraction) -> Stated:
        # "10 % more" is always upwards
        percent = bound.shift.percent if value >= 0 else -bound.shift.percent
        number = value * (100 + percent) / 100 + bound.shift.points
        easier = number - slack if bound.relation in {"at least", "above"} else number + slack
        return Stated(colour, bound.relation, easier)

    match demand:
        case RangeDemand(low=low, high=high):
            return (Stated(Colour.GREEN, "at least", low), Stated(Colour.GREEN, "at most", high))
        case ThresholdDemand(green=green, yellow=yellow):
            fixed = [Stated(Colour.GREEN, green.relation, green.number)]
            if yellow is not None:
                fixed.append(Stated(Colour.YELLOW, yellow.relation, yellow.number))
            return tuple(fixed)
        case BaselineDemand(green=green_of, yellow=yellow_of):
            found = [shifted(Colour.GREEN, green_of, Fraction(0))]
            if yellow_of is not None:
                found.append(shifted(Colour.YELLOW, yellow_of, Fraction(0)))
            return tuple(found)
        case ComparisonDemand(green=green_to, yellow=yellow_to):
            slack = abs(value) * demand.slack.percent / 100 + demand.slack.points
            found = [shifted(Colour.GREEN, green_to, slack)]
            if yellow_to is not None:
                found.append(shifted(Colour.YELLOW, yellow_to, slack))
            return tuple(found)
        case TrajectoryDemand():
            return (Stated(Colour.GREEN, demand.relation, _walked(demand, value, years)),)


def _walked(demand: TrajectoryDemand, baseline: Fraction, years: int) -> Fraction:
    """Return the threshold of a trajectory, walked year by year."""
    target = baseline
    for _ in range(years):
        of = abs(target if demand.compound else baseline)
        step = demand.points or of * demand.percent / 100
        target += -step if demand.falls else step
    passed = target < demand.until if demand.falls else target > demand.until
    return demand.until if passed else target


def counts_in_percent(demand: FigureDemand) -> bool:
    """Whether a baseline or other figure of 0 is of no use."""
    match demand:
        case BaselineDemand(green=green, yellow=yellow):
            return any(b is not None and b.shift.percent for b in (green, yellow))
        case ComparisonDemand(green=green_to, yellow=yellow_to, slack=slack):
            shifts = (b.shift for b in (green_to, yellow_to) if b is not None)
            return bool(slack.percent) or any(shift.percent for shift in shifts)
        case TrajectoryDemand():
            return bool(demand.percent)
        case _:
            return False


def counts_from(demand: FigureDemand, period: Period) -> Period | None:
    """Return the period of the baseline that a demand counts from; None when it counts from none."""
    if isinstance(demand, BaselineDemand):
        return demand.green.period_for(period)
    return demand.period_for(period) if isinstance(demand, TrajectoryDemand) else None


def is_passed(demand: TrajectoryDemand, number: Fraction) -> bool:
    """Whether a value is at or past the end of a trajectory."""
    return number <= demand.until if demand.falls else number >= demand.until


# -- scenes


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Scene:
    """All about one figure but the figure: card, target in force, report, period, baseline.

    Attributes:
        stated: What the target demands here, in numbers.
        others: The values of other periods: its baseline, if it has one in the submission.
        compared: The figure that a comparison is with, as written.
    """

    card: Card
    target: Target
    report: Period
    period: Period
    organisation: str
    stated: tuple[Stated, ...]
    others: Mapping[str, Written] = field(default_factory=dict)
    compared: str | None = None

    def __repr__(self) -> str:
        return f"<{self.period.name} in {self.report.name} beside {dict(self.others)}>"

    def trial(self, value: Written, declared: str | None = None) -> Trial:
        """Return the trial of one figure in this scene."""
        beside: dict[str, dict[str, Written]] = {}
        demand = self.target.demand
        if isinstance(demand, ComparisonDemand) and self.compared is not None:
            if demand.other.id is None:
                whole = {"value": value} if isinstance(value, str) else dict(value)
                value = {**whole, "budget": self.compared}
            else:
                beside[demand.other.id] = {self.period.name: self.compared}
        return Trial(
            card=self.card,
            report=self.report,
            values={**self.others, self.period.name: value},
            beside=beside,
            declared=declared,
            organisation=self.organisation,
        )

    @property
    def unit(self) -> Unit:
        """The card's unit."""
        assert self.card.unit is not None  # noqa: S101  # targets of figures have one
        return self.card.unit

    @property
    def thresholds(self) -> tuple[Fraction, ...]:
        """The numbers where the colour changes, ascending."""
        return tuple(sorted({s.number for s in self.stated}))

    @property
    def is_over(self) -> bool:
        """Whether the value is final: no running total, or one of a whole year."""
        whole = self.period.months == _MONTHS and self.period.first % _MONTHS == 0
        return whole or not self.card.running_total

    def allows(self, number: Fraction) -> bool:
        """Whether the unit and the card leave this value possible."""
        possible = self.card.possible
        if number < 0 and not self.unit.may_be_negative and possible is None:
            return False
        return possible is None or possible[0] <= number <= possible[1]


def figure_targets(card: Card, *, whole_years: bool = False) -> list[Target]:
    """Return the targets that judge a number, and for running totals hold at the end of some year."""
    found = []
    for target in card.targets:
        first, last = last_months(card, target)
        ends = year_ends(first, last) if whole_years else list(range(first, last + 1))
        if isinstance(target.demand, FigureDemand) and ends:
            found.append(target)
    return found


def year_ends(first: int, last: int) -> list[int]:
    """Return the months from `first` to `last` that end a year."""
    return [m for m in range(first, last + 1) if m % _MONTHS == _MONTHS - 1]


@st.composite
def scenes_for(draw: DrawFn, card: Card, *, is_over: bool = False) -> Scene:
    """Return a scene of one demand of a card; what the demand counts from is there.

    With `is_over` the period of a running total is a whole year.
    """
    whole = is_over and card.running_total
    plain = pick(draw, [c for c in figure_cards(card) if figure_targets(c, whole_years=whole)])
    target = pick(draw, figure_targets(plain, whole_years=whole))
    first, last = last_months(plain, target)
    if whole:
        period = draw_period(draw, pick(draw, year_ends(first, last)), _MONTHS)
    else:
        edges = sorted({first, min(first + 1, last), last, min(first + 5, last)})
        period = draw_period(draw, pick(draw, edges))
    report = _draw_report(draw, plain, period)
    demand = target.demand
    assert isinstance(demand, FigureDemand)  # noqa: S101  # chosen so
    return scene_of(draw, plain, target, report, period)


def scene_of(
    draw: DrawFn, plain: Card, target: Target, report: Period, period: Period, *, zero: bool = False
) -> Scene:
    """Return the scene of a value of `period`, with what the demand counts from.

    With `zero` that may be 0 also where nothing can be counted from 0.
    """
    demand = target.demand
    assert isinstance(demand, FigureDemand)  # noqa: S101  # chosen so
    organisation, others, compared = "", dict[str, Written](), None
    other: Fraction | None = None
    years = 1
    before = counts_from(demand, period)
    if isinstance(demand, BaselineDemand | TrajectoryDemand) and before is not None:
        organisation = pick(draw, ("", *demand.fixed))
        fixed = [q.number for p, q, _ in demand.fixed.get(organisation, ()) if p == before]
        other = draw_baseline(draw, plain, zero=zero or not counts_in_percent(demand))
        if not fixed or either(draw):
            others[before.name] = write(draw, other, plain.unit or Unit.COUNT)
        other = fixed[0] if fixed else other
        years = period.end_year - before.end_year
    elif isinstance(demand, ComparisonDemand):
        other = draw_baseline(draw, plain, zero=zero or not counts_in_percent(demand))
        compared = write(draw, other, plain.unit or Unit.COUNT)
    return Scene(
        card=plain,
        target=target,
        report=report,
        period=period,
        organisation=organisation,
        stated=stated(demand, other, years),
        others=others,
        compared=compared,
    )


def _draw_report(draw: DrawFn, card: Card, period: Period) -> Period:
    """Return the period of a report that judges a value of `period`: also at both ends of its window."""
    earliest = pick(draw, (period.last, period.last + card.latency, period.first))
    months = max(period.last - earliest + 1, 1) + pick(draw, (0, 3))
    return draw_period(draw, earliest + months - 1, months)


def draw_baseline(draw: DrawFn, card: Card, *, zero: bool) -> Fraction:
    """Return a number to count from; 0 among them with `zero`."""
    number = pick(draw, (40, 83, 1_200, 7, 1, 0)) or draw(ANY_COUNT)
    baseline = Fraction(number, 10 ** draw(index(card.decimals + 1)))
    if zero and draw(index(5)) == 0:
        baseline = Fraction(0)
    if card.unit is not None and card.unit.may_be_negative and draw(index(5)) == 0:
        baseline = -baseline
    if card.possible is not None:
        baseline = min(max(baseline, card.possible[0]), card.possible[1])
    return card.step if baseline == 0 and not zero else baseline


def draw_number(draw: DrawFn, scene: Scene) -> Fraction:
    """Return a number around the thresholds of a scene: on one, a step or a hair beside, between, far away."""
    step, thresholds = scene.card.step, scene.thresholds
    threshold = pick(draw, thresholds)
    match draw(index(4)):
        case 0:
            number = threshold
        case 1:
            number = threshold + pick(draw, (-1, 1)) * pick(draw, (step, HAIR, step / 10))
        case 2:
            number = threshold + (draw(index(11)) - 5) * step
        case _:
            far = (
                Fraction(0),
                Fraction(_FAR),
                Fraction(-_FAR),
                2 * thresholds[-1],
                thresholds[0] / 2,
            )
            number = pick(draw, (*far, (thresholds[0] + thresholds[-1]) / 2))
    if scene.card.possible is not None:
        low, high = scene.card.possible
        return min(max(number, low), high)
    return number if scene.allows(number) else abs(number)


def draw_ratio(draw: DrawFn, scene: Scene) -> tuple[int, int]:
    """Return a numerator and a denominator whose ratio lies around a threshold, with enough cases."""
    least = max(scene.card.min_n or 1, 1)
    known = (0, *(n for n in (1, 7, 20, 100, 220, 300, 3_000) if n >= least))
    denominator = pick(draw, known) or least + draw(ANY_COUNT) % 500
    per = PER.get(scene.unit, 1)
    nearest = pick(draw, scene.thresholds) * denominator / per
    numerator = max(int(nearest) + draw(index(6)) - 2, 0)
    if scene.card.possible is not None:
        low, high = (end * denominator / per for end in scene.card.possible)
        numerator = min(max(numerator, ceil(low)), int(high))
    return numerator, denominator


def ratio_in_full(numerator: int, denominator: int) -> dict[str, str]:
    """Return a value in full that is given by its parts."""
    return {"numerator": str(numerator), "denominator": str(denominator)}
