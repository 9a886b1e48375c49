"""Times in running text: years and their parts, months, days, seasons, and words such as "i fjor"."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from compliance.errors import Unreadable
from compliance.period import Period, parse_day

MONTHS = {
    "januar": 1, "februar": 2, "mars": 3, "april": 4, "mai": 5, "juni": 6, "juli": 7, "august": 8, "september": 9,
    "oktober": 10, "november": 11, "desember": 12,
}  # fmt: skip
_ORDINALS = {
    "første": 1, "fyrste": 1, "andre": 2, "annet": 2, "anna": 2, "tredje": 3, "fjerde": 4, "siste": 0,
}  # fmt: skip
_LETTERS = {"tertial": "T", "halvår": "H", "kvartal": "Q", "t": "T", "h": "H", "q": "Q", "k": "Q"}
_SEASON_ENDS = {"våren": 6, "sommeren": 8, "sommaren": 8, "høsten": 12, "hausten": 12}

YEAR = r"(?:19[5-9]\d|20[0-4]\d)(?!\d|[.,]\d)"
_MONTH = "(?:" + "|".join(MONTHS) + ")"
_TIME = re.compile(
    # every time begins a word, and most places of a text do not
    r"(?<!\w)(?=\w)(?:" + "|".join((
        # days
        r"(?<![\w.,-])(?P<iso>20\d\d-\d\d-\d\d)(?![\w-])",
        r"(?<![\w.,])(?P<local>\d{1,2}\. ?\d{1,2}\. ?(?:20)?\d\d)(?!\w|[.,]\d)",
        (
            rf"(?<![\w.,])(?P<day>\d{{1,2}})\. {{0,2}}(?P<day_month>{_MONTH})\b(?: "
            rf"+(?P<day_year>{YEAR}))?"
        ),
        # parts of years
        (
            r"(?<![\w.,])(?:(?P<nth>\d)\.? {0,2}|(?P<ordinal>" + "|".join(_ORDINALS) + r") +)"
            rf"(?P<part>tertial|halvår|kvartal)(?:et|a)?\b(?:(?: +i +| +av +| *[,/-] *| "
            rf"+)(?P<part_year>{YEAR}))?"
        ),
        (
            rf"\b(?P<part2>tertial|halvår|kvartal) +(?P<nth2>\d)\b(?:(?: i |[ "
            rf",/-]{{1,3}})(?P<part2_year>{YEAR}))?"
        ),
        (
            rf"(?<![\w-])(?P<letter>[tqhk])(?P<nth3>\d)\b(?:(?: i |[ "
            rf"/-]{{1,3}})(?P<letter_year>{YEAR}))?"
        ),
        rf"(?<![\w-])(?P<letter4_year>{YEAR})[ -]?(?P<letter4>[tqh])(?P<nth4>\d)\b",
        # months
        (
            r"(?:\b(?P<upto>per|pr\.?) +)?"
            rf"\b(?P<month>{_MONTH})\b(?:(?: *(?:–|-) *| +til +(?:og +med +)?| +t\.o\.m\. "
            rf"+)(?P<month2>{_MONTH}))?"
            rf"\b(?: +(?P<month_year>{YEAR}))?"
        ),
        # words
        rf"\b(?P<same>samme|same) +(?:periode|tidsrom|tid)(?: +i)? +(?P<same_year>fjor|{YEAR})",
        r"\b(?P<so_far>(?:hittil|så +langt) +i +år)\b",
        r"\b(?P<last>i +fjor)\b(?! +(?:vinter|vår|sommer|sommar|høst|haust))",
        r"(?<!\d )\b(?P<this>i +år)\b(?! +\d)",
        (
            r"\b(?P<unknown>(?:året|årene|åra) +(?:før|etter)|forrige +(?:år|tertial|halvår|kvartal|"
            r"periode)|"
            r"førre +(?:år|tertial|halvår|kvartal|periode)|fjoråret|i +fjor +\w+|inneværende +år|neste +år|"
            r"foregående +år)\b"
        ),
        (
            r"\b(?P<season>våren|sommeren|sommaren|høsten|hausten|vinteren)\b"
            rf"(?: +(?P<season_year>{YEAR}))?"
        ),
        # years
        rf"(?<![\w.,/-])(?P<years>{YEAR} ?[–/-] ?(?:{YEAR}|\d\d))(?!\w)",
        rf"(?<![\w.,/-])(?P<year>{YEAR})(?![\w]|[-/]\d)",
    )) + ")"
)  # fmt: skip
_BEFORE_YEAR = re.compile(
    r"(?:(?:^|[(:;,./–])|(?<!\w)(?:i|for|fra|frå|til|siden|sidan|enn|mot|og|med|eller|per|pr\.?|av|"
    r"året|åra|årene|år|"
    r"innen|innan|før|etter|utgangen av|årsskiftet|desember|hele|heile|både|mellom|"
    r"perioden)) *$"
)
_UNIT_AFTER = re.compile(
    r" *(?:%|prosent|pst|timer|timar|månedsverk|månadsverk|dager|dagar|døgn|kr\b|kroner|mill|mrd|"
    r"pasient|person|stk|senger|årsverk|ansatte|tilsette|av )"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time in a text.

    Attributes:
        start, end: Its place.
        period: The period it names; None for a day, a season and what is not known.
        due: The last day it can mean, when that is known.
        is_season: Whether it is a season.
        is_part: Whether it names less than a year.
    """

    start: int
    end: int
    period: Period | None = None
    due: date | None = None
    is_season: bool = False

    @property
    def is_part(self) -> bool:
        """Whether it names a period shorter than a year."""
        return self.period is not None and self.period.months < 12


def times_in(plain: str, start: int, end: int, report: Period) -> list[Time]:
    """Return the times between two offsets of a plain text, in order and without overlap."""
    found: list[Time] = []
    spoken_of = report
    for shape in _TIME.finditer(plain, start, end):
        time = _time(shape, plain, start, report, spoken_of)
        if time is not None:
            found.append(time)
            spoken_of = time.period or spoken_of
    return found


def _time(
    shape: re.Match[str], plain: str, start: int, report: Period, spoken_of: Period
) -> Time | None:
    at, end = shape.span()
    if shape["iso"] or shape["local"]:
        return Time(at, end, due=_day(shape[0]))
    if shape["day"]:
        year = shape["day_year"]
        written = f"{shape['day']}.{MONTHS[shape['day_month']]}.{year}"
        return Time(at, end, due=_day(written) if year else None)
    if shape["year"]:
        return _year(shape, plain, start)
    if shape["season"]:
        due = None
        if shape["season_year"] and shape["season"] in _SEASON_ENDS:
            due = _last_day(int(shape["season_year"]), _SEASON_ENDS[shape["season"]])
        return Time(at, end, due=due, is_season=True)
    period = _period(shape, report, spoken_of)
    return Time(at, end, period, period.last_day if period else None)


def _year(shape: re.Match[str], plain: str, start: int) -> Time | None:
    """Return a bare year, unless it may be a number of something."""
    at, end = shape.span()
    before = plain[max(start, at - 16) : at]
    if _UNIT_AFTER.match(plain, end):
        return None
    if before.strip() and not _BEFORE_YEAR.search(before):
        return Time(at, end)
    period = Period.parse(shape["year"])
    return Time(at, end, period, period.last_day)


def _period(shape: re.Match[str], report: Period, spoken_of: Period) -> Period | None:
    if shape["part"]:
        number = int(shape["nth"]) if shape["nth"] else _ORDINALS[shape["ordinal"]]
        return _part(shape["part_year"], shape["part"], number)
    if shape["part2"]:
        return _part(shape["part2_year"], shape["part2"], int(shape["nth2"]))
    if shape["letter"]:
        return _part(shape["letter_year"], shape["letter"], int(shape["nth3"]))
    if shape["letter4"]:
        return _part(shape["letter4_year"], shape["letter4"], int(shape["nth4"]))
    if shape["month"]:
        return _months(shape)
    return _in_words(shape, report, spoken_of)


def _in_words(shape: re.Match[str], report: Period, spoken_of: Period) -> Period | None:
    """Return what "i fjor" means, when the report's own period makes that clear, or the period named before."""
    whole_year = report.months == 12 and report.first % 12 == 0
    if shape["same_year"]:
        year = report.end_year - 1 if shape["same_year"] == "fjor" else int(shape["same_year"])
        return spoken_of.same_months_of(year)
    if shape["so_far"]:
        return report if report.first % 12 == 0 else None
    if shape["last"] and whole_year:
        return report.same_months_of(report.end_year - 1)
    if shape["this"] and whole_year:
        return report
    return None


def _part(year: str | None, part: str, number: int) -> Period | None:
    if year is None:
        return None
    try:
        return Period.parse(f"{year}-{_LETTERS[part]}{number}")
    except Unreadable:
        return None


def _months(shape: re.Match[str]) -> Period | None:
    """Return a month or a run of months; "per april 2025" begins in January."""
    if shape["month_year"] is None:
        return None
    year = 12 * int(shape["month_year"])
    first = MONTHS[shape["month"]] - 1
    last = MONTHS[shape["month2"]] - 1 if shape["month2"] else first
    if shape["upto"] and not shape["month2"]:
        first = 0
    return Period.of_months(year + first, year + last) if first <= last else None


def _day(written: str) -> date | None:
    parts = [part.strip() for part in written.split(".")]
    if len(parts) == 3 and len(parts[2]) == 2:
        parts[2] = f"20{parts[2]}"
    try:
        return parse_day(".".join(parts))
    except Unreadable:
        return None


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
