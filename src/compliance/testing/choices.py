"""How strategies choose, write numbers and name periods: plain functions of Hypothesis' `draw`.

One choice costs the same whatever it decides, and a strategy for each would cost much more.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from compliance.language import exact_text
from compliance.period import Period
from compliance.quantity import Unit

_T = TypeVar("_T")

HAIR = Fraction(1, 10**12)
"""Less than any figure is published with."""
_MONTHS = 12
_AMBIGUOUS = 3
_SIGNS = {
    Unit.PERCENT: ("%", " %", "\u00a0%", " prosent", " pst."),
    Unit.HOURS: ("", " timer", " hours"),
    Unit.PERSON_MONTHS: ("", " månedsverk"),
    Unit.DAYS: ("", " dager", " døgn"),
    Unit.COUNT: ("", " stk."),
    Unit.NOK: (" kr", " NOK", "\u00a0kroner"),
    Unit.POINTS: ("", " poeng"),
    Unit.PER_100_000: ("", " per 100 000"),
    Unit.MONTHS: ("", " måneder"),
    Unit.DDD: ("", " DDD/100 liggedøgn"),
}


@cache
def index(length: int) -> SearchStrategy[int]:
    """Return the places of `length` things."""
    return st.integers(0, length - 1)


def pick(draw: DrawFn, options: Sequence[_T]) -> _T:
    """Return one of the options; the first is the simplest."""
    return options[draw(index(len(options)))] if len(options) > 1 else options[0]


def pick_some(draw: DrawFn, options: Sequence[_T], most: int) -> list[_T]:
    """Return from one to `most` of the options, in any order."""
    left = list(options)
    count = min(1 + draw(index(most)), len(left))
    return [left.pop(draw(index(len(left))) if len(left) > 1 else 0) for _ in range(count)]


def either(draw: DrawFn) -> bool:
    return draw(index(2)) == 1


# -- how numbers are written


def write(draw: DrawFn, number: Fraction, unit: Unit) -> str:
    """Return `number`, which has a finite decimal form, as somebody might write it under `unit`."""
    style = draw(index(128))
    signs = _SIGNS[unit]
    return _in_style(number, style % 32) + signs[style // 32 % len(signs)]


def write_number(draw: DrawFn, number: Fraction) -> str:
    """Return `number` with decimal comma or point, with or without thousands apart, and any minus."""
    return _in_style(number, draw(index(32)))


def _in_style(number: Fraction, style: int) -> str:
    """Return `number` in one of 32 styles; one draw for all is much faster than one for each part."""
    whole, _, part = exact_text(abs(number)).partition(".")
    part += "0" * (style & 1)
    # a point before three decimals would be ambiguous
    point = "," if len(part) == _AMBIGUOUS else ",."[style >> 1 & 1]
    apart = ("", " ", "\u00a0", "\u202f")[style >> 2 & 3]
    first = len(whole) % 3
    groups = [whole[:first], *(whole[n : n + 3] for n in range(first, len(whole), 3))]
    sign = "-\u2212"[style >> 4] if number < 0 else ""
    return sign + apart.join(g for g in groups if g) + (point + part if part else "")


def write_interval(draw: DrawFn, ends: Sequence[Fraction], unit: Unit) -> str:
    low, high = sorted(ends)
    between = pick(draw, ("–", " – ", "-", " til "))
    return write_number(draw, low) + between + write_number(draw, high) + pick(draw, _SIGNS[unit])


# -- periods


def months_of(day: date) -> int:
    """Return the month of a day, counted as `Period` counts."""
    return 12 * day.year + day.month - 1


def draw_period(draw: DrawFn, last: int, months: int | None = None) -> Period:
    """Return a period that ends with the month `last`; it may go by any of its names."""
    length = pick(draw, (1, 3, 4, 6, 12, 5)) if months is None else months
    first = last - length + 1
    names = [f"{_month(first)}/{_month(last)}" if length > 1 else _month(last)]
    year, month = divmod(first, _MONTHS)
    if length == _MONTHS and month == 0:
        names.append(str(year))
    for letter, size in (("H", 6), ("T", 4), ("Q", 3)):
        if length == size and month % size == 0:
            names.append(f"{year}-{letter}{month // size + 1}")
    return Period.parse(pick(draw, names))


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
