"""Periods: what a name covers, when it ends, and which names mean the same time."""

from datetime import date

import pytest

from compliance.errors import Unreadable
from compliance.language import Language
from compliance.period import Period, parse_day, parse_months

EN = Language("en")
ACCEPTED = (
    "Write a year (2025), half-year (2025-H1), tertial (2025-T1), quarter (2025-Q1), month (2025-01) "
    "or span of months (2025-01/2025-04)."
)


def refusal(reader, written):
    """The whole message about something unreadable."""
    with pytest.raises(Unreadable) as caught:
        reader(written)
    return f"{EN.say(caught.value.what)} {EN.say(caught.value.accepted)}"


@pytest.mark.parametrize(
    "written",
    [
        "", "25", "2025-H3", "2025-H0", "2025-T4", "2025-Q5", "2025-13", "2025-00", "2025-1", "2025-01-01",
        "2025-2026", "2025/", "/2025", "2025/2026/2027", "H1 2025", "2025H1", "1899", "0000", "20255",
        "٢٠٢٥", "hittil i år", "2025-W1", "2025-H11",
    ],
)  # fmt: skip
def test_not_a_period(written):
    assert f"“{written}” is not a period. {ACCEPTED}" == refusal(Period.parse, written)


@pytest.mark.parametrize(
    "written", ["2025-04/2025-01", "2025/2024", "2025/2025", "2025-H1/2025-06", "2025-01/2025-01"]
)
def test_a_span_must_go_forwards(written):
    assert f"“{written}” ends before it begins. Write the earlier end first." == refusal(
        Period.parse, written
    )


@pytest.mark.parametrize(
    ("written", "first", "last", "months"),
    [
        ("2025", date(2025, 1, 1), date(2025, 12, 31), 12),
        ("2025-H1", date(2025, 1, 1), date(2025, 6, 30), 6),
        ("2025-H2", date(2025, 7, 1), date(2025, 12, 31), 6),
        ("2025-T1", date(2025, 1, 1), date(2025, 4, 30), 4),
        ("2025-T3", date(2025, 9, 1), date(2025, 12, 31), 4),
        ("2025-Q2", date(2025, 4, 1), date(2025, 6, 30), 3),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), 1),
        ("2025-02", date(2025, 2, 1), date(2025, 2, 28), 1),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), 1),
        ("2025-01/2025-04", date(2025, 1, 1), date(2025, 4, 30), 4),
        ("2024-07/2025-06", date(2024, 7, 1), date(2025, 6, 30), 12),
        ("2023/2025", date(2023, 1, 1), date(2025, 12, 31), 36),
        ("2025-Q1/2025-Q3", date(2025, 1, 1), date(2025, 9, 30), 9),
        ("2025-h1", date(2025, 1, 1), date(2025, 6, 30), 6),
        (" 2025-01 – 2025-04 ", date(2025, 1, 1), date(2025, 4, 30), 4),
        ("2025\u221201", date(2025, 1, 1), date(2025, 1, 31), 1),
        ("9999", date(9999, 1, 1), date(9999, 12, 31), 12),
    ],
)
def test_what_a_name_covers(written, first, last, months):
    """Both ends belong to the period; it ends on its last day."""
    period = Period.parse(written)

    assert (first, last, months) == (period.first_day, period.last_day, period.months)


def test_names_that_mean_the_same_time_are_equal():
    assert Period.parse("2025-01/2025-06") == Period.parse("2025-H1")
    assert Period.parse("2025-Q1/2025-Q2") == Period.parse("2025-H1")
    assert Period.parse("2025-01/2025-12") == Period.parse("2025")
    assert Period.parse("2025-T1") == Period.parse("2025-01/2025-04")
    assert hash(Period.parse("2025-T1")) == hash(Period.parse("2025-01/2025-04"))


def test_times_of_equal_length_or_equal_end_are_not_equal():
    assert Period.parse("2025-H1") != Period.parse("2025-H2")
    assert Period.parse("2025-H1") != Period.parse("2025-Q2")
    assert Period.parse("2025-H1") != Period.parse("2024-H1")


@pytest.mark.parametrize(
    ("written", "year", "expected", "name"),
    [
        ("2025-01/2025-04", 2019, "2019-01/2019-04", "2019-01/2019-04"),
        ("2025-H1", 2024, "2024-H1", "2024-H1"),
        ("2025", 2019, "2019", "2019"),
        ("2024-11/2025-02", 2019, "2018-11/2019-02", "2018-11/2019-02"),
        ("2024-02", 2023, "2023-02", "2023-02"),
        ("2025-H1", 2025, "2025-H1", "2025-H1"),
        ("2025-H1", 2026, "2026-H1", "2026-H1"),
    ],
)
def test_the_same_months_of_another_year(written, year, expected, name):
    """Moved by whole years, so that a period across the new year ends in the named one."""
    moved = Period.parse(written).same_months_of(year)

    assert Period.parse(expected) == moved
    assert name == moved.name
    assert year == moved.end_year


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2025", "2025"),
        ("2025-H1", "half-year 1 2025"),
        ("2025-T2", "tertial 2 2025"),
        ("2025-Q4", "quarter 4 2025"),
        ("2025-05", "May 2025"),
        ("2025-01/2025-04", "January to April 2025"),
        ("2024-07/2025-06", "2024-07–2025-06"),
    ],
)
def test_words(written, said):
    assert said == EN.say(Period.parse(written))


@pytest.mark.parametrize(
    "written",
    ["", "2025-02-29", "2025-13-01", "2025-11-31", "31.4.2025", "2025-1-1", "2025-11", "1.11.25", "nei",
     "2025/11/01", "0000-01-01", "tomorrow"],
)  # fmt: skip
def test_not_a_day(written):
    assert f"“{written}” is not a date. Write it as 2025-11-01." == refusal(parse_day, written)


@pytest.mark.parametrize(
    "written", ["2025-11-01", "1.11.2025", "01.11.2025", "1. 11. 2025", " 2025-11-01 "]
)
def test_day(written):
    assert date(2025, 11, 1) == parse_day(written)


@pytest.mark.parametrize(
    ("written", "months"),
    [("2 months", 2), ("1 month", 1), ("1 year", 12), ("2 years", 24), ("0 months", 0)],
)
def test_months(written, months):
    assert months == parse_months(written)


@pytest.mark.parametrize(
    "written", ["2", "months", "two months", "2 weeks", "-1 months", "2.5 months", "1000 months"]
)
def test_not_months(written):
    assert f"“{written}” is not a number of months. Write it as “2 months”." == refusal(
        parse_months, written
    )
