"""A number as a report states it: what was written, and what it may stand for once rounding is thought of.

A `Quantity` is read under a card's unit; an `Amount` stands in a claim or in running text, where nobody says
which unit is due. Nothing here is ever a float.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from compliance.errors import Unreadable
from compliance.language import Language, text
from compliance.quantity import ABOUT, Unit, is_ambiguous, parse_number, scale_of, tidy, unit_of

BoundWord = Literal["at least", "at most", "above", "below"]

BOUNDS: dict[str, BoundWord] = {
    "at least": "at least", "minst": "at least", "minimum": "at least", "no less than": "at least",
    "at most": "at most", "høyst": "at most", "høgst": "at most", "maksimalt": "at most",
    "inntil": "at most", "opptil": "at most", "opp til": "at most", "no more than": "at most",
    "above": "above", "over": "above", "mer enn": "above", "meir enn": "above", "flere enn": "above",
    "fleire enn": "above", "more than": "above", "høyere enn": "above", "høgare enn": "above",
    "below": "below", "under": "below", "mindre enn": "below", "færre enn": "below",
    "lavere enn": "below", "lågare enn": "below", "less than": "below", "fewer than": "below",
}  # fmt: skip
"""Words before a number that make it one end of what is stated."""

_LONGEST_FIRST = sorted(BOUNDS, key=len, reverse=True)
_BOUND = re.compile("(?P<word>" + "|".join(_LONGEST_FIRST) + ") +", re.IGNORECASE)
_NUMBER = re.compile(r"\d+(?: \d{3})*(?:[.,]\d+)?", re.ASCII)
_BETWEEN = re.compile(r" ?(?:%|prosent)? ?(?:–|—|-|til|to) ?(?=\d)", re.IGNORECASE)
_SIGN = re.compile(r"(?:[-+] ?|–)(?=(?:kr\.? ?|nok )?\d)", re.ASCII | re.IGNORECASE)
_PER = re.compile(r"(?:per|pr\.?) (?P<number>1(?: ?000)+|100(?: ?000)*|10 ?000)$", re.IGNORECASE)
_HALF = Fraction(1, 2)
_NEAR = rf"(?:{ABOUT}|rundt|rundt regna?|omkring|kring|omlag)"
_PERCENTAGE_POINTS = frozenset({
    "prosentpoeng", "prosentpoenga", "prosentpoengene", "prosenteining", "prosenteiningar", "prosentenhet",
    "prosentenheter", "%-poeng", "percentage point", "percentage points",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A stated number.

    Attributes:
        low, high: The ends, with their sign and scale; equal unless an interval was written ("3–4").
        step: What the last written digit stands for: 1/10 in "7,5 %", 100 000 in "1,2 mill.".
        unit: None when no known unit was written; percentage points are points.
        per: The number after "per", such as 100 000; None without one.
        is_signed: Whether a plus or a minus was written.
        is_rounded: Whether it may stand for anything that rounds to it: percent, percentage points, decimals, a
            scale word. A bare whole number is a count, and exact.
        about: Whether it was written as approximate.
        bound: When it is one end of what is stated: "over 500".
        written: As it stood there.
    """

    low: Fraction
    high: Fraction
    step: Fraction
    unit: Unit | None = None
    per: int | None = None
    is_signed: bool = False
    is_rounded: bool = False
    about: bool = False
    bound: BoundWord | None = None
    written: str = ""

    @property
    def is_interval(self) -> bool:
        """Whether two ends were written."""
        return self.low != self.high

    @property
    def number(self) -> Fraction:
        """The number; of an interval its middle."""
        return (self.low + self.high) / 2

    def reach(self) -> tuple[Fraction, Fraction]:
        """Return the least and the greatest number it may stand for, both included."""
        slack = self.step * _HALF if self.is_rounded else Fraction(0)
        return self.low - slack, self.high + slack

    def words(self, language: Language) -> str:
        """Return the amount as it was written."""
        return language.say(self.written)


def read_amount(written: str, *, exact_number: bool = False) -> Amount:
    """Return what a written number says, with any unit.

    >>> read_amount("om lag 65 mill.").low, read_amount("63,28 %").step
    (Fraction(65000000, 1), Fraction(1, 100))

    Args:
        exact_number: Whether it came as a number of its file format (JSON), so that "1.572" is clear.

    Raises:
        Unreadable: If it is not a number, can be read in two ways, or has words nobody knows.
    """
    plain = tidy(written)
    rest = plain
    bound: BoundWord | None = None
    found = _BOUND.match(rest)
    if found:
        bound = BOUNDS[found["word"].casefold()]
        rest = rest[found.end() :]
    about = re.match(rf"{_NEAR} ?(?=[-+–\d])", rest, re.IGNORECASE)
    if about:
        rest = rest[about.end() :]
    sign = _SIGN.match(rest)
    if sign:
        rest = rest[sign.end() :]
    currency = re.match(r"(?:kr\.?|nok) ?(?=[-+–\d])", rest, re.IGNORECASE)
    if currency:
        rest = rest[currency.end() :]
        if sign is None:
            sign = _SIGN.match(rest)
            rest = rest[sign.end() :] if sign else rest
    ends = []
    first = _NUMBER.match(rest)
    if first is None:
        raise _no_amount(plain)
    ends.append(first[0])
    tail = rest[first.end() :]
    between = _BETWEEN.match(tail)
    second = None if between is None else _NUMBER.match(tail, between.end())
    if second is not None:
        ends.append(second[0])
        tail = tail[second.end() :]
    in_points = tail.strip().casefold() in _PERCENTAGE_POINTS
    unit, power, per = (Unit.POINTS, 0, None) if in_points else _after(tail.strip(), plain)
    if currency:
        unit = Unit.NOK
    numbers = []
    for end in ends:
        if is_ambiguous(end) and not exact_number and unit is not Unit.PERCENT:
            raise Unreadable(
                text("“{written}” can be read in two ways.", written=plain),
                text("Write {thousands} or {decimals}.",
                     thousands=end.replace(".", " "), decimals=end.replace(".", ",")),
            )  # fmt: skip
        numbers.append(parse_number(end))
    factor = Fraction(10) ** power * (-1 if sign and sign[0][0] in "-–" else 1)
    values = sorted(number * factor for number, _ in numbers)
    decimals = max(n for _, n in numbers)
    return Amount(
        low=values[0],
        high=values[-1],
        step=Fraction(10) ** power / 10**decimals,
        unit=unit,
        per=per,
        is_signed=sign is not None,
        is_rounded=decimals > 0 or power > 0 or unit is Unit.PERCENT or in_points or bool(about),
        about=bool(about),
        bound=bound,
        written=plain,
    )


def _after(tail: str, plain: str) -> tuple[Unit | None, int, int | None]:
    """Return unit, power of ten and "per" of what follows a number."""
    if not tail:
        return None, 0, None
    per = _PER.search(tail)
    number = None if per is None else int(per["number"].replace(" ", ""))
    if per is not None and not tail[: per.start()].strip():
        unit = Unit.PER_100_000 if number == 100_000 else None
        return unit, 0, number
    words = tail.split(" ")
    power = scale_of(words[0])
    if power is not None:
        words = words[1:]
    rest = " ".join(words)
    unit = unit_of(rest) if rest else Unit.NOK if power else None
    if rest and unit is None:
        raise _no_amount(plain)
    return unit, power or 0, number


def _no_amount(plain: str) -> Unreadable:
    return Unreadable(
        text("“{written}” is not a number.", written=plain),
        text("Write a number, with a unit or without: 63,28 %, 1 572, 65 mill. kr, 3–4."),
    )
