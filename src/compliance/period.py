"""Periods of whole months: years, half-years, tertials, quarters, months and spans.

A period name includes both ends (`2025-01/2025-04` is January through April); a period ends on its
last day. Two periods are equal when they cover the same months, whatever they are called.
"""

import re
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date

from compliance.errors import Unreadable
from compliance.language import Language, Text, text

_PARTS = {"H": (2, 6), "T": (3, 4), "Q": (4, 3)}
"""Letter of a part of a year: how many there are, and how many months each has."""
_SHAPE = re.compile(
    r"(?P<year>\d{4})(?:-(?P<part>[HTQ])(?P<number>\d)|-(?P<month>\d{2}))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole months.

    Attributes:
        first, last: Months counted from year 0 (12 × year + month − 1), both included.
        name: As written, normalised; not part of equality.
    """

    first: int
    last: int
    name: str = field(compare=False)

    @classmethod
    def parse(cls, written: str) -> "Period":
        """Return the period that a name stands for.

        >>> Period.parse("2025-H1").last_day
        datetime.date(2025, 6, 30)

        Raises:
            Unreadable: If it is not the name of a period.
        """
        plain = "".join(written.upper().split()).replace("–", "/").replace("\u2212", "-")
        ends = [_parse_one(part) for part in plain.split("/")]
        if len(ends) > 2 or any(end is None for end in ends):
            raise Unreadable(
                text("“{written}” is not a period.", written=written.strip()),
                text("Write a year (2025), half-year (2025-H1), tertial (2025-T1), quarter (2025-Q1), "
                     "month (2025-01) or span of months (2025-01/2025-04)."),
            )  # fmt: skip
        first, last = ends[0], ends[-1]
        assert first is not None and last is not None  # noqa: S101, PT018  # refused above
        if len(ends) == 2 and first[1] >= last[1]:
            raise Unreadable(
                text("“{written}” ends before it begins.", written=written.strip()),
                text("Write the earlier end first."),
            )
        return cls(first[0], last[1], plain)

    @classmethod
    def of_months(cls, first: int, last: int) -> "Period":
        """Return the period from one month to another, both counted as in `first` and `last`."""
        names = [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in (first, last)]
        return cls(first, last, names[0] if first == last else "/".join(names))

    @property
    def months(self) -> int:
        """How many months it covers."""
        return self.last - self.first + 1

    @property
    def last_day(self) -> date:
        """The day on which it ends."""
        year, month = divmod(self.last, 12)
        return date(year, month + 1, monthrange(year, month + 1)[1])

    @property
    def first_day(self) -> date:
        """The day on which it begins."""
        year, month = divmod(self.first, 12)
        return date(year, month + 1, 1)

    @property
    def end_year(self) -> int:
        """The calendar year in which it ends."""
        return self.last // 12

    def same_months_of(self, year: int) -> "Period":
        """Return this period moved by whole years so that it ends in `year`."""
        years = year - self.end_year
        name = re.sub(r"\d{4}", lambda m: f"{int(m[0]) + years:04d}", self.name)
        return replace(self, first=self.first + 12 * years, last=self.last + 12 * years, name=name)

    def words(self, language: Language) -> str:
        """Return the period as people read it."""
        parts = _SHAPE.fullmatch(self.name)
        if parts is not None:
            return language.say(_part_in_words(parts))
        first, last = (divmod(month, 12) for month in (self.first, self.last))
        if first[0] == last[0] and "/" in self.name:
            return language.say(
                text("{first} to {last} {year}", first=_MONTHS[first[1]], last=_MONTHS[last[1]],
                     year=str(last[0]))
            )  # fmt: skip
        return self.name.replace("/", "–")


_MONTHS = (
    text("January"), text("February"), text("March"), text("April"), text("May"), text("June"),
    text("July"), text("August"), text("September"), text("October"), text("November"),
    text("December"),
)  # fmt: skip


def _part_in_words(parts: re.Match[str]) -> Text | str:
    year, number = parts["year"], parts["number"]
    if parts["month"]:
        return text("{month} {year}", month=_MONTHS[int(parts["month"]) - 1], year=year)
    match parts["part"]:
        case "H":
            return text("half-year {number} {year}", number=number, year=year)
        case "T":
            return text("tertial {number} {year}", number=number, year=year)
        case "Q":
            return text("quarter {number} {year}", number=number, year=year)
        case _:
            return year


def _parse_one(plain: str) -> tuple[int, int] | None:
    shape = _SHAPE.fullmatch(plain)
    if shape is None or shape["year"] < "1900":
        return None
    start = int(shape["year"]) * 12
    if shape["part"]:
        count, months = _PARTS[shape["part"]]
        number = int(shape["number"])
        if not 1 <= number <= count:
            return None
        return start + (number - 1) * months, start + number * months - 1
    if shape["month"]:
        month = int(shape["month"])
        return (start + month - 1, start + month - 1) if 1 <= month <= 12 else None
    return start, start + 11


def parse_day(written: str) -> date:
    """Return a day written as 2025-11-01 or 1.11.2025.

    Raises:
        Unreadable: If it is not a day.
    """
    plain = "".join(written.split())
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", plain, re.ASCII)
    local = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", plain, re.ASCII)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if local:
            return date(int(local[3]), int(local[2]), int(local[1]))
    except ValueError:
        pass
    raise Unreadable(
        text("“{written}” is not a date.", written=written.strip()),
        text("Write it as 2025-11-01."),
    )


def parse_months(written: str) -> int:
    """Return the number of months in "2 months" or "1 year".

    Raises:
        Unreadable: If it is not that.
    """
    shape = re.fullmatch(r"(\d{1,3}) (month|months|year|years)", written.strip(), re.ASCII)
    if shape is None:
        raise Unreadable(
            text("“{written}” is not a number of months.", written=written.strip()),
            text("Write it as “2 months”."),
        )
    return int(shape[1]) * (12 if shape[2].startswith("year") else 1)
