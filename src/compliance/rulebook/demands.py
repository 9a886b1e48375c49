"""What a target demands: one frozen type for each kind, which can say itself in words.

Numbers are exact and in the card's unit. What a demand means for one period becomes bands in
`compliance.facts`; nothing is concluded here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from compliance.colour import Colour
from compliance.errors import Place
from compliance.language import Joined, Language, Localised, Text, text
from compliance.period import Period
from compliance.quantity import Quantity, Unit, with_unit
from compliance.rulebook.bounds import (
    BaselineBound,
    Beside,
    ComparedBound,
    Number,
    Points,
    Shift,
    bound_in_words,
    counted_from,
    value_in_words,
)
from compliance.thresholds import Bound

STATUS_WORDS: Mapping[str, Colour] = {
    "innfridd": Colour.GREEN,
    "oppfylt": Colour.GREEN,
    "nådd": Colour.GREEN,
    "met": Colour.GREEN,
    "delvis innfridd": Colour.YELLOW,
    "delvis oppfylt": Colour.YELLOW,
    "delvis nådd": Colour.YELLOW,
    "partly met": Colour.YELLOW,
    "ikke innfridd": Colour.RED,
    "ikke oppfylt": Colour.RED,
    "ikke nådd": Colour.RED,
    "ikkje innfridd": Colour.RED,
    "ikkje oppfylt": Colour.RED,
    "ikkje nådd": Colour.RED,
    "not met": Colour.RED,
}
"""The written statuses that hold where a card names none of its own."""

FixedBaselines = Mapping[str, tuple[tuple[Period, Quantity, Place], ...]]
"""Baselines that the authority itself has fixed, by organisation or location."""


@dataclass(frozen=True, slots=True)
class ThresholdDemand:
    """One or two fixed thresholds."""

    green: Bound
    yellow: Bound | None
    unit: Unit
    kind: str = "threshold"

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        return language.say(_two(*(_number_bound(b, self.unit) for b in (self.green, self.yellow))))


@dataclass(frozen=True, slots=True)
class RangeDemand:
    """From `low` to `high`, both included."""

    low: Fraction
    high: Fraction
    unit: Unit
    kind: str = "range"

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        ends = f"{language.number(self.low)}–{language.number(self.high)}"
        return with_unit(ends, self.unit, language)


@dataclass(frozen=True, slots=True)
class BaselineDemand:
    """Thresholds that follow from the value of another period."""

    green: BaselineBound
    yellow: BaselineBound | None
    fixed: FixedBaselines
    kind: str = "baseline"

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        return language.say(_two(self.green, self.yellow))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryDemand:
    """A threshold that moves a step each year, from a baseline until an end.

    Attributes:
        falls: Whether it is reduced, so that the value must be at most the threshold; else at least.
        percent, points: The step of a year, positive; one of them is 0.
        compound: Whether the percentage is of last year's target; else of the baseline.
        until: Where it stops; a value at or past it is green whatever the baseline.
    """

    period: Period
    same_months: bool
    falls: bool
    percent: Fraction
    points: Fraction
    compound: bool
    until: Fraction
    unit: Unit
    fixed: FixedBaselines
    kind: str = "trajectory"

    @property
    def relation(self) -> str:
        """How a value must stand to the threshold."""
        return "at most" if self.falls else "at least"

    def period_for(self, judged: Period) -> Period:
        """Return the period of the baseline of a value."""
        return counted_from(self.period, judged, same_months=self.same_months)

    def share_left(self, years: int, *, below_zero: bool = False) -> Fraction:
        """Return the target after so many steps as a share of the baseline; of steps in percent only.

        A step goes the stated way also from a negative baseline.
        """
        step = self.percent / 100
        if self.falls is not below_zero:
            step = -step
        return (1 + step) ** years if self.compound else 1 + step * years

    def threshold(self, baseline: Fraction, years: int) -> Fraction:
        """Return the threshold after so many steps; it never passes the end."""
        if self.points:
            moved = baseline + (-self.points if self.falls else self.points) * years
        else:
            moved = baseline * self.share_left(years, below_zero=baseline < 0)
        return max(moved, self.until) if self.falls else min(moved, self.until)

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        if self.points:
            step: object = (
                Points(self.points) if self.unit is Unit.PERCENT else Number(self.points, self.unit)
            )
        else:
            step = Number(self.percent, Unit.PERCENT)
        if self.points:
            step = text("{step} each year", step=step)
        elif self.compound:
            step = text("{step} of last year's target each year", step=step)
        else:
            step = text("{step} of the baseline each year", step=step)
        parts = {
            "step": step,
            "value": value_in_words(self.period, same_months=self.same_months),
            "end": Number(self.until, self.unit),
        }
        if self.falls:
            return language.say(text("down {step} from {value}, until {end}", **parts))
        return language.say(text("up {step} from {value}, until {end}", **parts))


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonDemand:
    """Thresholds that follow from another figure of the same organisation and period.

    Attributes:
        slack: What may be missing and still counts: a percentage of the other figure, or points in its unit.
    """

    green: ComparedBound
    yellow: ComparedBound | None
    other: Beside
    slack: Shift
    unit: Unit
    kind: str = "comparison"

    def bound(self, bound: ComparedBound, other: Fraction) -> Bound:
        """Return a bound in numbers, the tolerance counted in."""
        return bound.bound(other, self.slack.of(other) - other)

    def words(self, language: Language) -> str:
        """Return the demand in words."""

        def said(bound: ComparedBound | None) -> Text | None:
            if bound is None:
                return None
            name = text("{name}", name=self.other.name)
            return bound_in_words(bound.relation, bound.shift.said(name))

        demand = _two(said(self.green), said(self.yellow))
        if self.slack.percent:
            size: object = Number(self.slack.percent, Unit.PERCENT)
        elif self.slack.points and self.unit is Unit.PERCENT:
            size = Points(self.slack.points)
        elif self.slack.points:
            size = Number(self.slack.points, self.unit)
        else:
            return language.say(demand)
        return language.say(text("{demand} (tolerance {size})", demand=demand, size=size))


@dataclass(frozen=True, slots=True)
class DeadlineDemand:
    """Done by a day, that day included."""

    due: date
    kind: str = "deadline"

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        return language.say(text("by {day}", day=self.due))


@dataclass(frozen=True, slots=True)
class StatusDemand:
    """A written status stands for a colour; words are compared without case."""

    colours: Mapping[str, Colour]
    kind: str = "status"

    def words(self, language: Language) -> str:
        """Return the words that mean green."""
        return language.say(text("status {words}", words=_quoted(self.colours)))


@dataclass(frozen=True, slots=True)
class RiskDemand:
    """A stated level stands for a colour, or probability and consequence do.

    Attributes:
        levels: Words of levels, without case; empty when only the matrix counts.
        others: Words of levels that the authority gives no colour of these three.
        probabilities, consequences: From low to high; empty when there is no matrix.
        matrix: One row a probability, one colour a consequence.
    """

    levels: Mapping[str, Colour]
    probabilities: tuple[str, ...] = ()
    consequences: tuple[str, ...] = ()
    matrix: tuple[tuple[Colour, ...], ...] = ()
    others: tuple[str, ...] = ()
    kind: str = "risk"

    def words(self, language: Language) -> str:
        """Return what means green."""
        if not self.matrix:
            if Colour.GREEN not in self.levels.values():
                return language.say(text("risk level (none of them is green)"))
            return language.say(text("risk level {words}", words=_quoted(self.levels)))
        pairs = tuple(
            text("{probability} × {consequence}", probability=p, consequence=c)
            for p, row in zip(self.probabilities, self.matrix, strict=True)
            for c, colour in zip(self.consequences, row, strict=True)
            if colour is Colour.GREEN
        )
        return language.say(
            text("probability × consequence {pairs}", pairs=Joined(pairs))
            if pairs
            else text("probability × consequence (no combination is green)")
        )


def _quoted(colours: Mapping[str, Colour]) -> Joined:
    green = (text("“{word}”", word=w) for w, c in colours.items() if c is Colour.GREEN)
    return Joined(tuple(green), " / ")


PlainDemand = (
    ThresholdDemand
    | RangeDemand
    | BaselineDemand
    | TrajectoryDemand
    | ComparisonDemand
    | DeadlineDemand
    | StatusDemand
    | RiskDemand
)
"""The demands that can be a part of others."""
FigureDemand = ThresholdDemand | RangeDemand | BaselineDemand | TrajectoryDemand | ComparisonDemand
"""The demands that judge a number."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several demands that belong together; `component` None is the answer itself."""

    component: str | None
    demand: PlainDemand


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsDemand:
    """Several demands at a time.

    Attributes:
        kind: "each" (one demand for every component), "all of" or "any of".
        parts: In the order of the rule file; for "each" one a component of the card.
        needed: How many must be green; None for all (or, with "any of", for one).
        names: The components in words.
    """

    kind: str
    parts: tuple[Part, ...]
    needed: int | None
    names: Mapping[str, Localised]

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        if self.kind == "each":
            demand: object = self.parts[0].demand
            if self.needed is not None:
                return language.say(
                    text("{demand}, in {needed} of {n}", demand=demand, needed=self.needed,
                         n=len(self.parts))
                )  # fmt: skip
            return language.say(text("{demand}, in each of {n}", demand=demand, n=len(self.parts)))
        said = tuple(
            part.demand
            if part.component is None
            else text("{name}: {demand}", name=self.names[part.component], demand=part.demand)
            for part in self.parts
        )
        listed = Joined(said, "; ")
        if self.kind == "any of":
            return language.say(text("one of: {demands}", demands=listed))
        if self.needed is not None:
            return language.say(text("{needed} of: {demands}", needed=self.needed, demands=listed))
        return language.say(text("all of: {demands}", demands=listed))


@dataclass(frozen=True, slots=True)
class ExpectedDemand:
    """Announced, but not set."""

    kind: str = "expected"

    def words(self, language: Language) -> str:
        """Return what holds."""
        return language.say(text("no level set"))


@dataclass(frozen=True, slots=True)
class WithdrawnDemand:
    """No longer demanded."""

    kind: str = "withdrawn"

    def words(self, language: Language) -> str:
        """Return what holds."""
        return language.say(text("withdrawn"))


Demand = PlainDemand | PartsDemand | ExpectedDemand | WithdrawnDemand


def plain_demands(demand: Demand) -> tuple[PlainDemand, ...]:
    """Return the demand itself, its parts, or nothing where nothing is demanded."""
    match demand:
        case PartsDemand(parts=parts):
            return tuple(part.demand for part in parts)
        case ExpectedDemand() | WithdrawnDemand():
            return ()
        case _:
            return (demand,)


def _number_bound(bound: Bound | None, unit: Unit) -> Text | None:
    return None if bound is None else bound_in_words(bound.relation, Number(bound.number, unit))


def _two(green: object, yellow: object | None) -> object:
    if yellow is None:
        return green
    return text("green {green}, yellow {yellow}", green=green, yellow=yellow)
