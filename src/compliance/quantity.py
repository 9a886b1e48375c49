"""Exact numbers with units, as people write them: `9,7 %`, `131 772`, `20–30 %`, `om lag 3 %`, `< 10`, `-`.

Nothing here is ever a float. Rule files write a decimal point; submissions may write either.
"""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from compliance.colour import Reason
from compliance.errors import Unreadable
from compliance.language import Language, Localised, finite_decimals, rounded, text

MAX_DIGITS = 30
"""Longer numbers are refused: no figure of a hospital needs them, and they cost time."""


class Unit(StrEnum):
    """What a measure counts in. Percent means per hundred: 9.7 % is the number 9.7."""

    PERCENT = "percent"
    HOURS = "hours"
    PERSON_MONTHS = "person-months"
    DAYS = "days"
    COUNT = "count"
    NOK = "NOK"
    POINTS = "points"
    PER_100_000 = "per 100 000"
    MONTHS = "months"
    DDD = "DDD per 100 bed days"

    @property
    def must_be_written(self) -> bool:
        """Whether a bare number is not enough (0.705 might be 70.5 %; 3 might be millions)."""
        return self in {Unit.PERCENT, Unit.NOK}

    @property
    def may_be_negative(self) -> bool:
        """Whether values below zero are possible."""
        return self in {Unit.PERCENT, Unit.NOK, Unit.POINTS}

    @property
    def name_in_words(self) -> Localised:
        """The unit's name in running text."""
        return _NAMES[self]


_NAMES = {
    Unit.PERCENT: Localised("prosent", "percent"),
    Unit.HOURS: Localised("timer", "hours"),
    Unit.PERSON_MONTHS: Localised("månedsverk", "person-months"),
    Unit.DAYS: Localised("dager", "days"),
    Unit.COUNT: Localised("antall", "count"),
    Unit.NOK: Localised("kroner", "NOK"),
    Unit.POINTS: Localised("poeng", "points"),
    Unit.PER_100_000: Localised("per 100 000", "per 100 000"),
    Unit.MONTHS: Localised("måneder", "months"),
    Unit.DDD: Localised("DDD per 100 liggedøgn", "DDD per 100 bed days"),
}
_AFTER_NUMBER = {
    Unit.PERCENT: Localised("%", "%"),
    Unit.HOURS: Localised("timer", "hours"),
    Unit.PERSON_MONTHS: Localised("månedsverk", "person-months"),
    Unit.DAYS: Localised("dager", "days"),
    Unit.COUNT: Localised("", ""),
    Unit.NOK: Localised("kr", "NOK"),
    Unit.POINTS: Localised("poeng", "points"),
    Unit.PER_100_000: Localised("per 100 000", "per 100 000"),
    Unit.MONTHS: Localised("måneder", "months"),
    Unit.DDD: Localised("DDD per 100 liggedøgn", "DDD per 100 bed days"),
}
_AFTER_ONE = _AFTER_NUMBER | {
    Unit.HOURS: Localised("time", "hour"),
    Unit.PERSON_MONTHS: Localised("månedsverk", "person-month"),
    Unit.DAYS: Localised("dag", "day"),
    Unit.POINTS: Localised("poeng", "point"),
    Unit.MONTHS: Localised("måned", "month"),
}
_WRITTEN = {
    "%": Unit.PERCENT, "prosent": Unit.PERCENT, "percent": Unit.PERCENT, "per cent": Unit.PERCENT,
    "pst": Unit.PERCENT, "pst.": Unit.PERCENT,
    "t": Unit.HOURS, "h": Unit.HOURS, "timer": Unit.HOURS, "timar": Unit.HOURS, "time": Unit.HOURS,
    "hours": Unit.HOURS, "hour": Unit.HOURS,
    "månedsverk": Unit.PERSON_MONTHS, "månadsverk": Unit.PERSON_MONTHS, "mnd.verk": Unit.PERSON_MONTHS,
    "person-months": Unit.PERSON_MONTHS, "person-month": Unit.PERSON_MONTHS,
    "dager": Unit.DAYS, "dagar": Unit.DAYS, "dag": Unit.DAYS, "døgn": Unit.DAYS, "days": Unit.DAYS,
    "day": Unit.DAYS,
    "antall": Unit.COUNT, "antal": Unit.COUNT, "stk": Unit.COUNT, "stk.": Unit.COUNT,
    "count": Unit.COUNT,
    "kr": Unit.NOK, "kr.": Unit.NOK, "kroner": Unit.NOK, "nok": Unit.NOK,
    "poeng": Unit.POINTS, "points": Unit.POINTS, "point": Unit.POINTS,
    "per 100 000": Unit.PER_100_000, "per 100000": Unit.PER_100_000, "pr. 100 000": Unit.PER_100_000,
    "pr 100 000": Unit.PER_100_000,
    "måneder": Unit.MONTHS, "månader": Unit.MONTHS, "måned": Unit.MONTHS, "månad": Unit.MONTHS,
    "mnd.": Unit.MONTHS, "mnd": Unit.MONTHS, "months": Unit.MONTHS, "month": Unit.MONTHS,
    "ddd per 100 liggedøgn": Unit.DDD, "ddd/100 liggedøgn": Unit.DDD, "ddd": Unit.DDD,
    "ddd per 100 bed days": Unit.DDD, "ddd per 100 bed-days": Unit.DDD,
}  # fmt: skip
_SCALES = {
    "mill.": 6, "mill": 6, "million": 6, "millioner": 6, "millionar": 6, "millions": 6,
    "mrd.": 9, "mrd": 9, "milliard": 9, "milliarder": 9, "milliardar": 9, "billion": 9,
}  # fmt: skip
_NO_VALUE = {"", "-", "–", "—", "−"}
_NOT_APPLICABLE = {"i.a.", "i.a", "ia", "n/a", "ikke aktuelt", "ikkje aktuelt", "not applicable"}
ABOUT = r"(?:about|om lag|omtrent|ca\.?|cirka|approximately|≈|~)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An exact number in a unit, or an interval of it.

    Attributes:
        low, high: The ends, in the unit; equal unless it is an interval.
        about: Whether it was written as approximate; it is judged as given, and marked.
        decimals: How many decimals were written, or None when it was computed.
        step: What the last written digit stands for: 100 000 in "1,2 mill."; None when computed.
    """

    low: Fraction
    high: Fraction
    unit: Unit
    about: bool = False
    decimals: int | None = None
    step: Fraction | None = field(default=None, compare=False)

    @classmethod
    def of(cls, number: Fraction | int, unit: Unit, decimals: int | None = None) -> "Quantity":
        """Return an exact quantity."""
        exact = Fraction(number)
        return cls(low=exact, high=exact, unit=unit, decimals=decimals)

    @property
    def is_interval(self) -> bool:
        """Whether the ends differ."""
        return self.low != self.high

    @property
    def number(self) -> Fraction:
        """The number, of a quantity that is not an interval."""
        if self.is_interval:
            msg = "an interval is not one number"
            raise ValueError(msg)
        return self.low

    def words(self, language: Language) -> str:
        """Return the quantity as people write it."""
        ends = language.number(self.low, self.decimals)
        if self.is_interval:
            ends += "–" + language.number(self.high, self.decimals)
        said = with_unit(ends, self.unit, language)
        return language.say(text("about {value}", value=said)) if self.about else said


def with_unit(number: str, unit: Unit, language: Language) -> str:
    """Return `number` followed by the unit's sign or word."""
    after = (_AFTER_ONE if number == "1" else _AFTER_NUMBER)[unit].words(language)
    return f"{number} {after}" if after else number


@dataclass(frozen=True, slots=True)
class Shown:
    """A number for the eye: `decimals` of it, or as many more as it takes not to contradict a threshold.

    59.96 against a threshold of 60 is never said as "60.0".
    """

    number: Fraction
    unit: Unit
    decimals: int
    thresholds: tuple[Fraction, ...] = ()

    def words(self, language: Language) -> str:
        """Return the number with its unit."""
        return with_unit(language.number(self.number, self.enough_decimals), self.unit, language)

    @property
    def enough_decimals(self) -> int:
        """How many decimals it is said with."""
        finite = finite_decimals(self.number)
        decimals = self.decimals if finite is None else min(max(self.decimals, 0), finite)
        while decimals < MAX_DIGITS and self._contradicts(decimals):
            decimals += 1
        return decimals

    def _contradicts(self, decimals: int) -> bool:
        shown = rounded(self.number, decimals)
        return any(
            (shown > t) - (shown < t) != (self.number > t) - (self.number < t)
            for t in self.thresholds
        )


def unit_of(word: str) -> Unit | None:
    """Return the unit that a word or sign stands for after a number, or None.

    >>> unit_of("Prosent"), unit_of("timar"), unit_of("senger")
    (<Unit.PERCENT: 'percent'>, <Unit.HOURS: 'hours'>, None)
    """
    return _WRITTEN.get(tidy(word).casefold())


def scale_of(word: str) -> int | None:
    """Return the power of ten that a scale word stands for, such as 6 for "mill.", or None."""
    return _SCALES.get(tidy(word).casefold())


def is_dash(written: str) -> bool:
    """Whether it says that there is no value: nothing, or a dash of any kind."""
    return tidy(written) in _NO_VALUE


def tidy(written: str) -> str:
    """Return the text with every kind of blank as one space and every minus sign as `-`."""
    return " ".join(written.replace("\u2212", "-").split())


def parse_number(written: str, *, comma: bool = True) -> tuple[Fraction, int]:
    """Return the exact number and how many decimals it was written with.

    `comma` allows a decimal comma and thousands separated by spaces, as submissions may have; rule files
    use neither comma. A unit is not part of the number.

    >>> parse_number("131 772"), parse_number("9,70"), parse_number("-0.5")
    ((Fraction(131772, 1), 0), (Fraction(97, 10), 2), (Fraction(-1, 2), 1))

    Raises:
        Unreadable: If it is not a number, or can be read in two ways (`1.572`).
    """
    plain = tidy(written)
    separators = r"[.,]" if comma else r"\."
    shape = re.fullmatch(
        rf"(?P<sign>[-+]?)(?P<whole>\d+|\d{{1,3}}(?: \d{{3}})+)(?:{separators}(?P<part>\d+))?",
        plain,
        re.ASCII,
    )
    if shape is None:
        raise Unreadable(
            text("“{written}” is not a number.", written=plain),
            text("Write digits with a decimal comma, such as 7,5 or 1 572.")
            if comma
            else text("Write digits with a decimal point, such as 7.5."),
        )
    whole, part = shape["whole"].replace(" ", ""), shape["part"] or ""
    if len(whole) + len(part) > MAX_DIGITS:
        raise Unreadable(
            text("“{written}” has more than {n} digits.", written=f"{plain[:40]}…", n=MAX_DIGITS),
            text("Write a shorter number."),
        )
    number = Fraction(Decimal(f"{whole}.{part or 0}"))
    return (-number if shape["sign"] == "-" else number), len(part)


def is_ambiguous(written: str) -> bool:
    """Whether a bare number may mean thousands or decimals: `1.572`, but not `0.572`, `1,572` or `1.57`.

    >>> is_ambiguous("1.572"), is_ambiguous("0.572"), is_ambiguous("1,572"), is_ambiguous("1.57")
    (True, False, False, False)
    """
    return re.fullmatch(r"[-+]?[1-9]\d{0,2}\.\d{3}", tidy(written), re.ASCII) is not None


def parse_quantity(
    written: str,
    unit: Unit,
    *,
    exact_number: bool = False,
    rule_file: bool = False,
    signed: bool = False,
) -> Quantity | Reason:
    """Return what was written under a card's unit: a quantity, or the reason why there is none.

    Args:
        written: The text, such as "9,7 %", "20–30 %", "om lag 3 %", "< 10", "i.a." or "-".
        unit: The unit of the card; a written unit must be this one.
        exact_number: Whether it came as a number of its file format (JSON), so that "1.572" is clear.
        rule_file: Whether only a decimal point is allowed.
        signed: Whether values below zero are possible here, whatever the unit.

    Raises:
        Unreadable: If it is none of that, has another unit, or is impossible (a negative count).
    """
    plain = tidy(written)
    low_key = plain.casefold()
    if is_dash(plain):
        return Reason.NO_VALUE
    if low_key in _NOT_APPLICABLE:
        return Reason.NOT_APPLICABLE
    if re.fullmatch(r"< ?\d+", low_key, re.ASCII):
        return Reason.TOO_FEW_CASES
    rest = plain
    about = re.match(rf"{ABOUT} ?(?=[-+\d])", rest, re.IGNORECASE)
    if about:
        rest = rest[about.end() :]
    if unit is Unit.NOK and (
        currency := re.match(r"(?:kr\.?|nok) ?(?=[-+\d])", rest, re.IGNORECASE)
    ):
        rest = rest[currency.end() :] + " kr"
    first, tail = _split(rest, plain, unit)
    second: str | None = None
    # "20–30 %", also "20 % – 30 %"
    sign = "(?: ?%)?" if unit is Unit.PERCENT else ""
    interval = re.match(rf"{sign} ?(?:–|—|-|til|to) ?(?=[-+\d])", tail)
    if interval and about:
        raise _no_number(plain, unit)
    if interval:
        second, tail = _split(tail[interval.end() :], plain, unit)
    scale = _unit_and_scale(tail.strip(), unit, plain)
    ends = []
    for end in (first,) if second is None else (first, second):
        if (
            is_ambiguous(end)
            and not (exact_number or rule_file)
            and not (unit is Unit.PERCENT and "%" in tail)
        ):
            raise Unreadable(
                text("“{written}” can be read in two ways.", written=plain),
                text("Write {thousands} or {decimals}.",
                     thousands=end.replace(".", " "), decimals=end.replace(".", ",")),
            )  # fmt: skip
        ends.append(_parse_end(end, plain, unit, rule_file=rule_file))
    low, high = ends[0], ends[-1]
    if low[0] > high[0]:
        raise Unreadable(
            text("“{written}” ends before it begins.", written=plain),
            text("Write the smaller number first."),
        )
    if low[0] < 0 and not (unit.may_be_negative or signed or rule_file):
        raise Unreadable(
            text("“{written}” is below zero, which {unit} cannot be.",
                 written=plain, unit=unit.name_in_words),
            text("Write 0 or more, or “-” if there is no value."),
        )  # fmt: skip
    factor = Fraction(10) ** scale
    return Quantity(
        low=low[0] * factor,
        high=high[0] * factor,
        unit=unit,
        about=bool(about),
        decimals=max(0, max(low[1], high[1]) - scale),
        step=factor / 10 ** max(low[1], high[1]),
    )


def _split(rest: str, plain: str, unit: Unit) -> tuple[str, str]:
    """Return the leading number as written, and what follows.

    Raises:
        Unreadable: If no number leads.
    """
    found = re.match(r"[-+]?\d+(?: \d{3})*(?:[.,]\d+)?(?![.,]?\d)|[-+]?\d[\d.,]*", rest, re.ASCII)
    if found is None:
        raise _no_number(plain, unit)
    return found[0], rest[found.end() :]


def _parse_end(end: str, plain: str, unit: Unit, *, rule_file: bool) -> tuple[Fraction, int]:
    try:
        return parse_number(end, comma=not rule_file)
    except Unreadable as error:
        if "digits" in error.what.source:
            raise
        raise _no_number(plain, unit, rule_file=rule_file) from None


def _no_number(plain: str, unit: Unit, *, rule_file: bool = False) -> Unreadable:
    what = text("“{written}” is not a number.", written=plain)
    if rule_file:
        example = {Unit.PERCENT: "7.5 %", Unit.NOK: "1572 NOK"}.get(unit, "7.5")
        accepted = text(
            "Write a number with a decimal point, such as “{example}”.", example=example
        )
        return Unreadable(what, accepted)
    example = {Unit.PERCENT: "7,5 %", Unit.NOK: "1 572 kr"}.get(unit, "1 572")
    return Unreadable(
        what,
        text("Write a number such as “{example}”, an interval such as “{interval}”, "
             "or “-” if there is none.",
             example=example, interval="5–6 %" if unit is Unit.PERCENT else "5–6"),
    )  # fmt: skip


def _unit_and_scale(tail: str, unit: Unit, plain: str) -> int:
    """Return the power of ten that a scale word stands for, once the written unit is the card's.

    Raises:
        Unreadable: If the unit is missing or another one.
    """
    scale, rest = 0, tail.casefold()
    for word, power in _SCALES.items():
        if unit is Unit.NOK and (rest == word or rest.startswith(word + " ")):
            scale, rest = power, rest[len(word) :].strip()
            break
    if not rest:
        if unit.must_be_written:
            raise Unreadable(
                text("“{written}” has no unit.", written=plain),
                text("Write “{example}”.", example=f"{plain} {_AFTER_NUMBER[unit].nb}"),
            )
        return scale
    written = _WRITTEN.get(rest)
    if written is unit:
        return scale
    if written is None:
        raise Unreadable(
            text("“{written}” ends in “{rest}”, which is not a unit here.",
                 written=plain, rest=tail),
            text("The unit is {unit}.", unit=unit.name_in_words),
        )  # fmt: skip
    raise Unreadable(
        text("“{written}” is in {found}.", written=plain, found=written.name_in_words),
        text("The unit is {unit}.", unit=unit.name_in_words),
    )
