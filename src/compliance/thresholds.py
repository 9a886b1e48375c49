"""Bands and the exact evaluator: every numeric target collapses to ordered bands that cover the line once.

A `Question` is all that is needed to conclude one assessment; `answer` concludes it, exactly, with a
derivation. The engine answers the same questions by other code (`compliance.engine`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import assert_never

from compliance.colour import Colour, Outcome, Reason
from compliance.derivation import Derivation, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One colour from `lower` to `upper` in the measure's unit.

    Attributes:
        lower: None when the band has no lower end.
        lower_closed: Whether `lower` itself belongs to this band; False when there is none.
    """

    colour: Colour
    lower: Fraction | None
    upper: Fraction | None
    lower_closed: bool
    upper_closed: bool

    def holds(self, value: Fraction) -> bool:
        """Whether `value` lies in this band."""
        if self.lower is not None and (
            value < self.lower or (value == self.lower and not self.lower_closed)
        ):
            return False
        return self.upper is None or (
            value < self.upper or (value == self.upper and self.upper_closed)
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """`at least 5`, `at most 5` (inclusive), `above 5`, `below 5` (exclusive)."""

    relation: str
    number: Fraction

    @property
    def is_lower(self) -> bool:
        """Whether the good side is above the number."""
        return self.relation in {"at least", "above"}

    @property
    def inclusive(self) -> bool:
        """Whether the number itself is on the good side."""
        return self.relation in {"at least", "at most"}


def bands_of(green: Bound, yellow: Bound | None = None) -> tuple[Band, ...]:
    """Return the bands of one or two bounds, from the lowest to the highest.

    Raises:
        ValueError: If the bounds look in different directions, or yellow is better than green.
    """
    steps = [(Colour.GREEN, green)]
    if yellow is not None:
        if yellow.is_lower != green.is_lower:
            msg = "green and yellow look in different directions"
            raise ValueError(msg)
        if not is_easier(yellow, green):
            msg = "yellow leaves no value that is not green"
            raise ValueError(msg)
        steps.append((Colour.YELLOW, yellow))
    bands: list[Band] = []
    end: Bound | None = None  # where the better neighbour ends
    for colour, bound in steps:
        bands.append(_between(colour, better=end, worse=bound, ascending=green.is_lower))
        end = bound
    bands.append(_between(Colour.RED, better=end, worse=None, ascending=green.is_lower))
    return tuple(reversed(bands)) if green.is_lower else tuple(bands)


def _between(colour: Colour, *, better: Bound | None, worse: Bound | None, ascending: bool) -> Band:
    """Return the band from its own bound (`worse`) to where the better colour begins."""
    low, high = (worse, better) if ascending else (better, worse)
    # A band owns its own bound when that is inclusive, and its neighbour's when the neighbour does not.
    return Band(
        colour=colour,
        lower=low.number if low else None,
        upper=high.number if high else None,
        lower_closed=low is not None and (low.inclusive if low is worse else not low.inclusive),
        upper_closed=high is not None and (high.inclusive if high is worse else not high.inclusive),
    )


def is_easier(yellow: Bound, green: Bound) -> bool:
    """Whether some value meets yellow and not green."""
    if yellow.number == green.number:
        return yellow.inclusive and not green.inclusive
    return (yellow.number < green.number) == green.is_lower


def range_bands(low: Fraction, high: Fraction) -> tuple[Band, ...]:
    """Return the bands of a range: green from `low` to `high`, both included, red outside."""
    if low > high:
        msg = "the range ends before it begins"
        raise ValueError(msg)

    def band(colour: Colour, lower: Fraction | None, upper: Fraction | None) -> Band:
        green = colour is Colour.GREEN
        return Band(colour=colour, lower=lower, upper=upper, lower_closed=green, upper_closed=green)

    return (
        band(Colour.RED, None, low),
        band(Colour.GREEN, low, high),
        band(Colour.RED, high, None),
    )


def thresholds_of(bands: Iterable[Band]) -> tuple[Fraction, ...]:
    """Return the numbers where the colour changes, ascending."""
    return tuple(band.upper for band in bands if band.upper is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion:
    """Which band does the value lie in?

    Attributes:
        low, high: The value's ends, in the bands' unit; equal for an exact value.
        withheld: Colours that cannot be given yet, and why: a running total may still change, a
            trajectory without its baseline tells nothing but that its end is reached.
    """

    bands: tuple[Band, ...]
    low: Fraction
    high: Fraction
    withheld: tuple[tuple[Colour, Reason], ...] = ()

    def outcome_of(self, colour: Colour) -> Outcome:
        """Return the colour, or why it cannot be given."""
        return dict(self.withheld).get(colour, colour)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueQuestion:
    """Was it delivered in time? The due day counts as on time.

    Attributes:
        delivered: The stated day, or None.
        refused: Whether the submission says that it is not delivered.
    """

    due: date
    as_of: date
    delivered: date | None = None
    refused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusQuestion:
    """Which colour does the written status stand for? `number` is its place in `colours`."""

    colours: tuple[Colour, ...]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CellQuestion:
    """Which colour do probability and consequence stand for? Both are places in `matrix`, from low to high."""

    matrix: tuple[tuple[Colour, ...], ...]
    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartsQuestion:
    """What follows from what was concluded about the parts?

    Attributes:
        one_is_enough: Whether one green part makes it green; else all must be.
        needed: How many must be green, where that is not all; None otherwise.
        outcomes: Of the parts, in their order; empty until they are concluded.
    """

    one_is_enough: bool
    needed: int | None
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """Nothing to ask: there is a reason why this cannot be assessed."""

    reason: Reason


Question = NumberQuestion | DueQuestion | StatusQuestion | CellQuestion | PartsQuestion | Settled


def band_number(bands: tuple[Band, ...], value: Fraction) -> int:
    """Return the index of the one band that holds `value`."""
    (number,) = (index for index, band in enumerate(bands) if band.holds(value))
    return number


def answer(subject: str, question: Question) -> Derivation:
    """Conclude one question exactly. This is the evaluator that every engine is held against."""
    match question:
        case Settled(reason=reason):
            return _one_step(subject, "settled", reason)
        case StatusQuestion(colours=colours, number=number):
            return _one_step(subject, f"status:{number}", colours[number])
        case CellQuestion(matrix=matrix, row=row, column=column):
            return _one_step(subject, f"cell:{row}:{column}", matrix[row][column])
        case PartsQuestion():
            return _answer_parts(subject, question)
        case DueQuestion():
            return _answer_due(subject, question)
        case NumberQuestion():
            return _answer_number(subject, question)
        case _:
            assert_never(question)


def _one_step(subject: str, rule: str, outcome: Outcome) -> Derivation:
    return Derivation(subject, outcome.value, (Step(rule, outcome.value),))


def _answer_due(subject: str, question: DueQuestion) -> Derivation:
    if question.delivered is not None:
        late = question.delivered > question.due
        outcome: Outcome = Colour.RED if late else Colour.GREEN
        return _one_step(subject, "delivered:late" if late else "delivered:on-time", outcome)
    passed = question.as_of > question.due
    if question.refused:
        return _one_step(
            subject,
            "refused:passed" if passed else "refused:open",
            Colour.RED if passed else Reason.NOT_DUE,
        )
    return _one_step(
        subject,
        "silent:passed" if passed else "silent:open",
        Reason.NO_VALUE if passed else Reason.NOT_DUE,
    )


def _answer_parts(subject: str, question: PartsQuestion) -> Derivation:
    outcomes = question.outcomes
    colours = [outcome for outcome in outcomes if isinstance(outcome, Colour)]
    reasons = [outcome for outcome in outcomes if isinstance(outcome, Reason)]
    absent = [reason for reason in reasons if reason is Reason.COMPONENT_MISSING]
    reason = next(iter(absent or reasons), None)
    if question.needed is not None:
        if colours.count(Colour.GREEN) >= question.needed:
            return _one_step(subject, "parts:enough", Colour.GREEN)
        if colours.count(Colour.GREEN) + len(reasons) < question.needed or reason is None:
            return _one_step(subject, "parts:out-of-reach", Colour.RED)
        return _one_step(subject, "parts:missing", reason)
    decisive = Colour.GREEN if question.one_is_enough else Colour.RED
    if decisive in colours:
        return _one_step(subject, f"parts:{decisive.value}", decisive)
    if reason is not None:
        return _one_step(subject, "parts:missing", reason)
    if question.one_is_enough:
        return _one_step(subject, "parts:best", min(colours, key=lambda c: c.darkness))
    return _one_step(subject, "parts:worst", max(colours, key=lambda c: c.darkness))


def _answer_number(subject: str, question: NumberQuestion) -> Derivation:
    def step(end: str, value: Fraction) -> tuple[int, Step]:
        number = band_number(question.bands, value)
        colour = question.bands[number].colour
        outcome = question.outcome_of(colour)
        return number, Step(f"{end}:{number}", outcome.value)

    low, first = step("low", question.low)
    if question.low == question.high:
        return Derivation(subject, first.conclusion, (first,))
    high, second = step("high", question.high)
    agree = low == high
    conclusion = first.conclusion if agree else Reason.VALUE_IMPRECISE.value
    last = Step("same-band" if agree else "different-bands", conclusion)
    return Derivation(subject, conclusion, (first, second, last))


def margin(bands: tuple[Band, ...], value: Fraction) -> Fraction:
    """Return how far `value` lies inside the green band (positive) or outside it (negative), in its unit."""
    (green,) = (band for band in bands if band.colour is Colour.GREEN)
    inside = [value - green.lower] if green.lower is not None else []
    if green.upper is not None:
        inside.append(green.upper - value)
    return min(inside)
