from datetime import date

import pytest

from compliance.period import Period
from compliance.prose.model import Span
from compliance.prose.reader import quote, read_prose
from compliance.prose.sentences import plain_text
from compliance.prose.times import times_in

YEAR = Period.parse("2025")
TERTIAL = Period.parse("2025-T1")


def periods(text, report=YEAR):
    """The names of the known periods, and None for other times."""
    times = times_in(plain_text(text), 0, len(text), report)
    return [time.period and time.period.name for time in times]


def days(text):
    """The last days that the times of a text can mean."""
    return [time.due for time in times_in(plain_text(text), 0, len(text), YEAR)]


def promised(text, report=YEAR):
    """The days by which something is to be done."""
    return [promise.due for promise in read_prose(text, report).promises]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("i 2024", "2024"), ("(2024)", "2024"), ("2024: 9,7", "2024"), ("siden 2019", "2019"), ("sidan 2019", "2019"),
        ("sammenlignet med 2023", "2023"), ("enn 2023", "2023"),
        ("1. tertial 2025", "2025-T1"), ("første tertial 2025", "2025-T1"), ("fyrste tertial i 2025", "2025-T1"),
        ("T1 2025", "2025-T1"), ("T2-2024", "2024-T2"), ("tertial 3 2024", "2024-T3"), ("2024 T2", "2024-T2"),
        ("første halvår 2025", "2025-H1"), ("1. halvår 2025", "2025-H1"), ("andre halvår 2024", "2024-H2"),
        ("Q1 2025", "2025-Q1"), ("1. kvartal 2025", "2025-Q1"), ("fjerde kvartal 2024", "2024-Q4"),
        ("i april 2025", "2025-04"), ("januar–april 2025", "2025-01/2025-04"), ("januar til april 2025", "2025-01/2025-04"),
        ("per april 2025", "2025-01/2025-04"), ("pr. april 2025", "2025-01/2025-04"),
    ],
)  # fmt: skip
def test_a_period_is_read(text, period):
    assert [period] == periods(text)


@pytest.mark.parametrize(
    ("text", "report", "period"),
    [
        ("i fjor", YEAR, "2024"),
        ("i år", YEAR, "2025"),
        ("hittil i år", TERTIAL, "2025-T1"),
        ("samme periode i fjor", TERTIAL, "2024-T1"),
        ("same periode i 2023", TERTIAL, "2023-T1"),
        # of a part of a year they are not clear
        ("i fjor", TERTIAL, None),
        ("i år", TERTIAL, None),
        ("hittil i år", Period.parse("2025-T2"), None),
    ],
)
def test_words_for_periods_follow_the_report(text, report, period):
    assert [period] == periods(text, report)


def test_the_same_period_is_that_of_the_period_named_before():
    assert ["2024-Q2", "2023-Q2"] == periods("i 2. kvartal 2024, mot samme periode i 2023")


@pytest.mark.parametrize(
    "text",
    ["1. tertial", "i april", "T1", "året før", "i perioden 2021–2023", "2023/24", "årsmelding 2024", "høsten 2024", "5. tertial 2024"],
)  # fmt: skip
def test_a_time_that_is_not_clear_is_no_period(text):
    assert [None] == periods(text)


@pytest.mark.parametrize(
    "text",
    ["2000 timer", "2024 pasienter", "12024", "1 2024,5", "saknr. A2024", "i tiden framover"],
)
def test_a_number_like_a_year_is_no_time(text):
    assert [] == periods(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1. september 2025", date(2025, 9, 1)),
        ("1.9.2025", date(2025, 9, 1)),
        ("01.09.25", date(2025, 9, 1)),
        ("2025-09-01", date(2025, 9, 1)),
        ("31. februar 2025", None),
        ("1. september", None),
        ("våren 2025", date(2025, 6, 30)),
        ("høsten 2025", date(2025, 12, 31)),
        ("hausten 2025", date(2025, 12, 31)),
        ("vinteren 2025", None),
        ("oktober 2025", date(2025, 10, 31)),
    ],
)
def test_the_last_day_of_a_time(text, day):
    assert [day] == days(text)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Planen skal være klar innen 1. september 2025.", date(2025, 9, 1)),
        ("Planen skal vere klar innan 1. september 2025.", date(2025, 9, 1)),
        ("Rapport sendes innen 15. februar 2026.", date(2026, 2, 15)),
        ("Bygget er ferdig i oktober 2026.", date(2026, 10, 31)),
        ("Tiltaket er planlagt ferdig i oktober 2025.", date(2025, 10, 31)),
        ("Frist 15.9.2025.", date(2025, 9, 15)),
        ("Ny frist: 15.9.2025", date(2025, 9, 15)),
        ("Innan utgangen av 2025 skal alle ha fått tilbod.", date(2025, 12, 31)),
        ("Arbeidet skal gjennomføres i løpet av høsten 2025.", date(2025, 12, 31)),
        ("Arbeidet vil bli gjort i løpet av 2026.", date(2026, 12, 31)),
        (
            "Arbeidet startet i 2023 og skal avsluttes innen utgangen av 1. tertial 2026.",
            date(2026, 4, 30),
        ),
        ("Tiltaket ble innført i mai 2025, og skal evalueres innen juni 2026.", date(2026, 6, 30)),
        ("Vi har bestilt utstyr som leveres i mai 2026.", date(2026, 5, 31)),
    ],
)
def test_a_promise_is_read_with_its_last_day(text, due):
    assert [due] == promised(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rapporten ble ferdig i oktober 2024.",
        "Saken ble levert innen fristen 1. mai 2025.",
        "Saka vart levert innan fristen 1. mai 2025.",
        "Planen skulle vært ferdig innen 1. mai 2025.",
        "Arbeidet ble gjort i løpet av 2024.",
        "Fristen for innspill var 1. mai 2025.",
        "Planen skal være klar innen 1. september.",
        "Ansatte må levere innen 3 dager.",
        "Tiltaket skal ikke gjennomføres før 2027.",
        "Dersom midlene kommer, skal bygget være ferdig innen 2027.",
        "Ordningen vil gjelde fra 1. januar 2026.",
        "Innen 2024 hadde alle klinikkene fått en plan.",
        "Vil bygget være ferdig innen 2027?",
        "Bygget er ferdig i oktober 2024.",
    ],
)
def test_what_is_done_or_open_is_no_promise(text):
    assert [] == promised(text)


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("en  kort\nsetning", 120, "en kort setning"),
        ("en to tre fire fem seks sju åtte ni ti", 20, "en to tre … ni ti"),
        ("abcdefghijklmnopqrstuvwxyz", 9, "abcd … yz"),
    ],
)
def test_a_quotation_is_tidy_and_short(text, most, expected):
    said = quote(text, Span(0, len(text)), most)

    assert expected == said
    assert len(said) <= most
