"""Whether two written numbers may be one number, each rounded as it stands there."""

from fractions import Fraction

from compliance.arithmetic.spans import Span, meet, overlap
from compliance.quantity import Quantity, Unit

_HALF = Fraction(1, 2)
_ABOUT = Fraction(5, 100)
"""How far what is written as approximate may be off, as a share of it."""

_SCALES = {Fraction(10) ** 6, Fraction(10) ** 9}
"""What the last digit of whole millions and milliards stands for."""


def may_be_one(one: Quantity, other: Quantity) -> bool:
    """Whether some number rounds to both, which are in the same unit.

    A bare whole number is exact, unless the other one has decimals; what was worked out is exact. Of
    "380 mill." and "382 mill." the one may be rounded to tens, of "70 mill." and "65 mill." not. 9.6 and 9.7
    are two numbers.
    """
    is_loose = one.is_interval or other.is_interval or one.about or other.about
    alike = meet if is_loose else overlap
    return alike(_reach(one, other), _reach(other, one))


def _reach(value: Quantity, other: Quantity) -> Span:
    """Return the least and the greatest number that a written one may stand for, both included."""
    step = value.step
    slack = Fraction(0)
    if step is not None and (value.unit is Unit.PERCENT or step != 1 or not _is_whole(other)):
        slack = (step * 10 if _is_in_tens(value, other, step) else step) * _HALF
    if value.about:
        slack += max(abs(value.low), abs(value.high)) * _ABOUT
    return value.low - slack, value.high + slack


def _is_in_tens(value: Quantity, other: Quantity, step: Fraction) -> bool:
    """Whether whole millions end in 0 after two digits or more, and the other number is finer."""
    ten = step * 10
    return (
        step in _SCALES
        and not value.is_interval
        and value.low % ten == 0
        and abs(value.low) >= ten * 10
        and other.low % ten != 0
    )


def _is_whole(value: Quantity) -> bool:
    return value.low.denominator == value.high.denominator == 1 and not value.decimals
