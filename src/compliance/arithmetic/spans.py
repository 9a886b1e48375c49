"""Reckoning with spans: a number that lies somewhere between two ends, both included."""

from collections.abc import Iterable
from fractions import Fraction

from compliance.amount import Amount

Span = tuple[Fraction, Fraction]

APPROXIMATE = Fraction(1, 20)
"""How far from the truth, relatively, a number called approximate may lie."""
_HALF = Fraction(1, 2)


def as_written(amount: Amount) -> Span:
    """Return the ends as they stand there."""
    return amount.low, amount.high


def around(amount: Amount, step: Fraction) -> Span:
    """Return what rounds to the amount in steps of `step`, or lies near enough if it is approximate."""
    near = APPROXIMATE if amount.about else Fraction(0)
    slack = step * _HALF
    low, high = amount.low, amount.high
    return low - max(slack, near * abs(low)), high + max(slack, near * abs(high))


def reach_of(amount: Amount) -> Span:
    """Return all that a figure may stand for; a count stands for itself."""
    return around(amount, amount.step if amount.is_rounded else Fraction(0))


def total(spans: Iterable[Span]) -> Span:
    """Return the sum."""
    ends = tuple(spans)
    return sum((low for low, _ in ends), Fraction(0)), sum((high for _, high in ends), Fraction(0))


def negative(span: Span) -> Span:
    """Return the span on the other side of zero."""
    return -span[1], -span[0]


def minus(one: Span, other: Span) -> Span:
    """Return the difference."""
    return total((one, negative(other)))


def times(span: Span, factor: Fraction | int) -> Span:
    """Return the product with a factor that is not negative."""
    return span[0] * factor, span[1] * factor


def over(part: Span, whole: Span) -> Span | None:
    """Return the quotient, or None when the whole may be zero."""
    if whole[0] <= 0 <= whole[1]:
        return None
    corners = [one / other for one in part for other in whole]
    return min(corners), max(corners)


def size(span: Span) -> Span:
    """Return the span of the number without its sign."""
    low, high = span
    if low >= 0:
        return span
    return negative(span) if high <= 0 else (Fraction(0), max(-low, high))


def meet(one: Span, other: Span) -> bool:
    """Whether some number lies in both."""
    return one[0] <= other[1] and other[0] <= one[1]


def overlap(one: Span, other: Span) -> bool:
    """Whether they share more than an end, unless one of them is a single number.

    What rounds to 9.6 ends where what rounds to 9.7 begins, and still no number is written as both.
    """
    if one[0] == one[1] or other[0] == other[1]:
        return meet(one, other)
    return one[0] < other[1] and other[0] < one[1]


def within(inner: Span, outer: Span) -> bool:
    """Whether every number of `inner` lies in `outer`."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]
