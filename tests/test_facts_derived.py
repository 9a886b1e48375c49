"""Figures that follow from the given ones, and trends: every number worked out by hand."""

import io
from fractions import Fraction

import pytest

from compliance.report.console import print_reports
from one_card import assessed, book, explained, messages, other_card, told
from written import EN, card, judged, outcome


def values(*lines):
    """An entry with these values."""
    return "values:\n" + "".join(f"  {line}\n" for line in lines)


def full(**fields):
    """An entry with one value in full."""
    return "values:\n  2025-H1:\n" + "".join(f"    {key}: {said}\n" for key, said in fields.items())


# complement

KEPT = card("""\
measure:
  unit: percent
  decimals: 0
  derived: complement
  possible: 0 % to 100 %
direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 84 %
    yellow: at least 75 %
""")


@pytest.mark.parametrize(
    ("given", "low", "high", "expected"),
    [
        ("16 %", 84, 84, "green"),
        ("16,1 %", "83.9", "83.9", "yellow"),
        ("25 %", 75, 75, "yellow"),
        ("25,1 %", "74.9", "74.9", "red"),
        ("0 %", 100, 100, "green"),
        ("100 %", 0, 0, "red"),
        # the ends change places
        ("20–25 %", 75, 80, "yellow"),
        ("20–30 %", 70, 80, "value-imprecise"),
        ("10–16 %", 84, 90, "green"),
        ("om lag 16 %", 84, 84, "green"),
    ],
)
def test_what_is_left_to_100_percent_is_judged(given, low, high, expected):
    found, conclusion = judged(KEPT, values(f"2025-H1: {given}"))

    assert (Fraction(low), Fraction(high), expected) == (
        found.value.low,
        found.value.high,
        conclusion,
    )
    assert given.startswith("om lag") == found.value.about


@pytest.mark.parametrize("given", ["101 %", "-1 %", "90–101 %"])
def test_more_than_everything_cannot_be_given(given):
    assert "value-unreadable" == outcome(KEPT, values(f"2025-H1: {given}"))


@pytest.mark.parametrize(
    ("given", "expected"), [('"-"', "no-value"), ("i.a.", "not-applicable"), ("< 10", "too-few-cases")]
)  # fmt: skip
def test_a_reason_has_no_complement(given, expected):
    assert expected == outcome(KEPT, values(f"2025-H1: {given}"))


def test_the_complement_of_a_numerator():
    """31 of 220 are overdue, so 189 of 220 are kept: 85.909… %."""
    found, conclusion = judged(KEPT, full(numerator=31, denominator=220))

    assert (Fraction(18900, 220), "green") == (found.value.number, conclusion)
    assert (189, 220) == (found.measured.numerator, found.measured.denominator)


def test_the_complement_of_a_baseline_is_the_baseline():
    """84 % kept is 5 % more than 80 % kept, which was given as 20 % overdue."""
    made = card("""\
measure:
  unit: percent
  derived: complement
direction: higher is better
targets:
  - from: 2020-01-01
    kind: baseline
    green: at least 5 % more than the value in 2024
""")
    found, conclusion = judged(made, values("2025-H1: 16 %", "2024: 20 %"))

    assert (80, "green") == (found.baseline.value.number, conclusion)
    assert "red" == outcome(made, values("2025-H1: 16,1 %", "2024: 20 %"))


# share and rate


def counted(derived, unit, green, *, possible=""):
    """A card on a count of something beside it."""
    return card(f"""\
beside:
  - id: staff
    nb: de ansatte
    en: the staff
measure:
  unit: {unit}
  decimals: 2
  derived: {derived}
{possible}direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: {green}
""")


POSSIBLE = "  possible: 0 % to 100 %\n"
SHARE = counted("share of staff", "percent", "at least 48 %", possible=POSSIBLE)
RATE = counted("rate per 100 000 of staff", "per 100 000", "at least 5")


def of(count, whole, period="2025-H1"):
    """A count, and how many there were in all."""
    return values(f"2025-H1: {count}") + f"beside:\n  staff:\n    {period}: {whole}\n"


@pytest.mark.parametrize(
    ("made", "count", "whole", "number", "expected"),
    [
        # 48.48… %
        (SHARE, "16", "33", Fraction(1600, 33), "green"),
        (SHARE, "12", "25", 48, "green"),
        (SHARE, "47", "98", Fraction(4700, 98), "red"),
        (SHARE, "33", "33", 100, "green"),
        (SHARE, "0", "33", 0, "red"),
        (SHARE, "1 600", "3 300", Fraction(1600, 33), "green"),
        # the share itself
        (SHARE, "48 %", "33", 48, "green"),
        (SHARE, "47,99 %", "33", Fraction(4799, 100), "red"),
        (RATE, "3", "60 000", 5, "green"),
        (RATE, "3", "60 001", Fraction(300000, 60001), "red"),
        (RATE, "1", "30000", Fraction(10, 3), "red"),
        (RATE, "5 per 100 000", "1", 5, "green"),
    ],
)
def test_a_count_is_judged_as_a_share_or_a_rate(made, count, whole, number, expected):
    found, conclusion = judged(made, of(count, whole))

    assert (number, expected) == (found.value.number, conclusion)


@pytest.mark.parametrize(("made", "said"), [(SHARE, "48 %"), (RATE, "5 per 100 000")])
def test_the_share_itself_needs_no_whole(made, said):
    assert "green" == outcome(made, values(f"2025-H1: {said}"))


def test_an_interval_is_a_share_from_end_to_end():
    found, conclusion = judged(SHARE, of("12–13", "25"))

    assert (48, 52, "green") == (found.value.low, found.value.high, conclusion)
    assert "value-imprecise" == outcome(SHARE, of("11–12", "25"))


@pytest.mark.parametrize(
    ("count", "whole", "expected"),
    [
        ("16", '"-"', "no-value"),
        ("16", "i.a.", "not-applicable"),
        ("16", "< 40", "too-few-cases"),
        ("16", "om lag 33", "value-imprecise"),
        ("16", "30–33", "value-imprecise"),
        ("16", "mange", "value-unreadable"),
        # nobody of nobody, and somebody of nobody
        ("0", "0", "too-few-cases"),
        ("16", "0", "value-unreadable"),
        # 103.03 %
        ("34", "33", "value-unreadable"),
        ('"-"', "33", "no-value"),
        ("< 10", "33", "too-few-cases"),
        ("16 timer", "33", "value-unreadable"),
    ],
)
def test_a_share_that_cannot_be_worked_out(count, whole, expected):
    assert expected == outcome(SHARE, of(count, whole))


def test_a_missing_whole_is_named():
    found, conclusion = judged(SHARE, values("2025-H1: 16"))

    assert "no-value" == conclusion
    said = "For half-year 1 2025 the figure “the staff” is not given, so nothing can be worked out."
    assert [said] == [EN.say(a) for a in found.asides]


def test_the_whole_of_another_period_is_none():
    assert "no-value" == outcome(SHARE, of("16", "33", "2025-Q1"))
    assert "green" == outcome(SHARE, of("16", "33", "2025-01/2025-06"))


@pytest.mark.parametrize(
    ("count", "whole", "message"),
    [
        ("16", "0", 'The answer to "Card" cannot be read: the figure that it is counted of is 0.'),
        ("34", "33", 'The answer to "Card" cannot be read: 103.03 % cannot be.'),
    ],
)
def test_what_cannot_be_worked_out_is_found(count, whole, message):
    text = "  asked:\n    declared: red\n    source: R\n"
    text += f"    values:\n      2025-H1: {count}\n    beside:\n      staff:\n        2025-H1: {whole}\n"

    assert [message] == messages(told(book(SHARE), text), "value-unreadable")


def test_the_whole_may_stand_in_the_answer_to_its_own_requirement():
    staff = other_card("staff", """\
measure:
  unit: count
direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 1
""")  # fmt: skip
    text = "  asked:\n    values:\n      2025-H1: 16\n  staff:\n    values:\n      2025-H1: 33\n"
    found = told(book(SHARE, staff), text)["assessments"][0]

    assert ("green", "1600/33", "16", "33") == tuple(
        found[key] for key in ("colour", "value", "numerator", "denominator")
    )


def test_a_share_rests_on_as_many_cases_as_its_whole():
    made = card("""\
beside:
  - id: staff
    nb: de ansatte
    en: the staff
measure:
  unit: percent
  derived: share of staff
direction: higher is better
min_n: 30
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 50 %
""")

    assert "green" == outcome(made, of("15", "30"))
    assert "too-few-cases" == outcome(made, of("15", "29"))


# mean

MEAN = card("""\
measure:
  unit: hours
  decimals: 1
  derived: mean of 3 months
direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 5
""")


@pytest.mark.parametrize(
    ("lines", "period", "number", "expected"),
    [
        (["2025-04: 4", "2025-05: 5", "2025-06: 6"], "2025-04/2025-06", 5, "green"),
        # a third more than five
        (["2025-04: 5", "2025-05: 5", "2025-06: 6"], "2025-04/2025-06", Fraction(16, 3), "red"),
        (["2025-06: 6", "2025-04: 4", "2025-05: 5"], "2025-04/2025-06", 5, "green"),
        # the three latest ones
        (["2025-03: 9", "2025-04: 4", "2025-05: 5", "2025-06: 6"], "2025-04/2025-06", 5, "green"),
        (["2025-01: 4", "2025-02: 4", "2025-03: 4"], "2025-01/2025-03", 4, "green"),
        # over the turn of the year, as long as the last month lies in the report's period
        (["2024-11: 4", "2024-12: 5", "2025-01: 6"], "2024-11/2025-01", 5, "green"),
        # a mean that is given as such
        (["2025-Q2: 4", "2025-04: 9", "2025-05: 9", "2025-06: 9"], "2025-Q2", 4, "green"),
        (["2025-Q2: 4"], "2025-Q2", 4, "green"),
        # after the report's period it does not count
        (["2025-04: 4", "2025-05: 5", "2025-06: 6", "2025-07: 99"], "2025-04/2025-06", 5, "green"),
    ],
)  # fmt: skip
def test_the_mean_of_three_months_is_judged(lines, period, number, expected):
    found, conclusion = judged(MEAN, values(*lines))

    assert (period, number, expected) == (found.period.name, found.value.number, conclusion)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2025-04: 4", "2025-06: 6"], "no-value"),
        (["2025-05: 5", "2025-06: 6"], "no-value"),
        (["2025-06: 6"], "no-value"),
        # the older three are not judged instead
        (["2025-01: 4", "2025-02: 4", "2025-03: 4", "2025-05: 4", "2025-06: 4"], "no-value"),
        (["2025-04: 4", "2025-05: i.a.", "2025-06: 6"], "not-applicable"),
        (["2025-04: 4", "2025-05: < 10", "2025-06: 6"], "too-few-cases"),
        (["2025-04: 4", "2025-05: 4–5", "2025-06: 6"], "value-imprecise"),
        (["2025-04: bra", "2025-05: 5", "2025-06: 6"], "value-unreadable"),
        (["2025-04: 4", "2025-05: 5", "2025-06: bra"], "value-unreadable"),
        (["2024-10: 4", "2024-11: 4", "2024-12: 4"], "value-too-old"),
        # a month twice
        (["2025-04: 4", "2025-05: 5", "2025-06: 6", "2025 -06: 6"], "value-unreadable"),
    ],
)
def test_a_mean_needs_all_its_months(lines, expected):
    assert expected == outcome(MEAN, values(*lines))


def test_the_missing_month_is_named():
    found, _ = judged(MEAN, values("2025-03: 4", "2025-04: 4", "2025-06: 6"))

    said = "The mean of April to June 2025 needs May 2025, which is not given."
    assert [said] == [EN.say(a) for a in found.asides]


def test_a_mean_is_about_when_one_of_its_months_is():
    found, _ = judged(MEAN, values("2025-04: 4", "2025-05: om lag 5", "2025-06: 6"))

    assert found.value.about


def test_a_mean_is_as_preliminary_as_its_months_and_as_thin_as_all_of_them():
    text = """\
values:
  2025-04:
    value: 4
    cases: 10
    vintage: preliminary
  2025-05:
    value: 5
    cases: 11
    coverage: 80 %
  2025-06:
    value: 6
    cases: 12
    coverage: 70 %
"""
    found, _ = judged(MEAN, text)

    assert ("preliminary", 33, 70) == (
        found.measured.vintage,
        found.measured.cases,
        found.measured.coverage,
    )


def test_a_derived_figure_says_what_was_given():
    text = (
        "  asked:\n    values:\n      2025-H1: 16\n    beside:\n      staff:\n        2025-H1: 33\n"
    )

    assert (
        "16 was given, that is 16 of 33 = 48.48 % in half-year 1 2025 (s.yaml:9)."
        == explained(book(SHARE), text)[0]
    )


# trend


def course(*, direction="lower", sizes="2 %", window="3 months", against="same months last year"):
    """A card with a trend; its target is met by everything below 50 %."""
    green = "at most 50 %" if direction == "lower" else "at least 50 %"
    lines = [f"  window: {window}"] if window else []
    lines.append(f"  against: {against}")
    if sizes:
        lines += [f"  better_from: {sizes}", f"  worse_from: {sizes}"]
    trend = "\n".join(lines)
    return card(f"""\
measure:
  unit: percent
  decimals: 2
direction: {direction} is better
trend:
{trend}
targets:
  - from: 2020-01-01
    kind: threshold
    green: {green}
""")


def trend(made, *lines):
    """The trend of an answer with these values."""
    text = "  asked:\n    values:\n" + "".join(f"      {line}\n" for line in lines)
    return told(book(made), text)["assessments"][0]["trend"]


def word(made, *lines):
    found = trend(made, *lines)
    return None if found is None else found["word"]


@pytest.mark.parametrize(
    ("earlier", "value", "expected", "change"),
    [
        # −7.6 of 17.5 is −43.43 %; −0.2 of 11.7 is −1.71 %; +1.5 of 12.6 is 11.90 %
        ("17,5 %", "9,9 %", "better", "-304/7"),
        ("11,7 %", "11,5 %", "stable", "-200/117"),
        ("12,6 %", "14,1 %", "worse", "250/21"),
        # the edges belong to better and worse
        ("10 %", "9,8 %", "better", "-2"),
        ("10 %", "9,81 %", "stable", "-1.9"),
        ("10 %", "10 %", "stable", "0"),
        ("10 %", "10,19 %", "stable", "1.9"),
        ("10 %", "10,2 %", "worse", "2"),
        # a change is counted from the size of what it was
        ("-10 %", "-10,2 %", "better", "-2"),
        ("-10 %", "-9,8 %", "worse", "2"),
    ],
)
def test_lower_is_better(earlier, value, expected, change):
    found = trend(course(), f"2024-Q2: {earlier}", f"2025-Q2: {value}")

    assert (expected, change) == (found["word"], found["change"])
    assert ("2025-Q2", "2024-Q2") == (found["period"], found["before"])


@pytest.mark.parametrize(
    ("earlier", "value", "expected"),
    [
        ("60 %", "61,2 %", "better"), ("60 %", "61,19 %", "stable"), ("60 %", "58,81 %", "stable"),
        ("60 %", "58,8 %", "worse"),
    ],
)  # fmt: skip
def test_higher_is_better(earlier, value, expected):
    found = word(course(direction="higher"), f"2024-Q2: {earlier}", f"2025-Q2: {value}")

    assert expected == found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # a percentage of nothing cannot be counted
        (["2024-Q2: 0 %", "2025-Q2: 1 %"], None),
        (["2024-Q2: 0 %", "2025-Q2: 0 %"], None),
        (["2025-Q2: 1 %"], None),
        (['2024-Q2: "-"', "2025-Q2: 1 %"], None),
        (["2024-Q2: i.a.", "2025-Q2: 1 %"], None),
        (["2024-Q2: 1–2 %", "2025-Q2: 1 %"], None),
        (["2024-Q2: 2 %", "2025-Q2: 1–2 %"], None),
        # of another time
        (["2024-Q1: 2 %", "2025-Q2: 1 %"], None),
        (["2023-Q2: 2 %", "2025-Q2: 1 %"], None),
        (["2024-Q2: 2 %", "2025-Q2: 1 %"], "better"),
        (["2024-04/2024-06: 2 %", "2025-Q2: 1 %"], "better"),
        (["2024-Q2: om lag 2 %", "2025-Q2: 1 %"], "better"),
        # a value that is not judged has no trend
        (["2024-Q2: 2 %", "2025-Q2: bra"], None),
        (["2024-Q2: 2 %", '2025-Q2: "-"'], None),
    ],
)
def test_when_there_is_no_trend(lines, expected):
    assert expected == word(course(), *lines)


MONTHS = ["2025-04: 4 %", "2025-05: 5 %", "2025-06: 6 %"]
BEFORE = ["2024-04: 5 %", "2024-05: 5 %", "2024-06: 6 %"]


def test_a_window_is_the_mean_of_its_months():
    """5 against 16/3: −1/16, so −6.25 %."""
    found = trend(course(), *BEFORE, *MONTHS)

    assert ("better", "5", "16/3", "-6.25") == tuple(
        found[key] for key in ("word", "value", "earlier", "change")
    )
    assert ("2025-04/2025-06", "2024-04/2024-06") == (found["period"], found["before"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # the value that is given for the window comes before its months
        ([*BEFORE, *MONTHS, "2024-Q2: 4 %"], "worse"),
        ([*BEFORE, *MONTHS, "2024-Q2: 5 %"], "stable"),
        ([*BEFORE[1:], *MONTHS], None),
        ([*BEFORE, *MONTHS[1:]], None),
        ([*BEFORE[:2], "2024-06: 6–7 %", *MONTHS], None),
        # a longer value is judged, and its trend is that of its last three months
        ([*BEFORE, *MONTHS, "2025-H1: 9 %"], "better"),
    ],
)
def test_a_window_needs_all_its_months(lines, expected):
    assert expected == word(course(), *lines)


@pytest.mark.parametrize(
    ("options", "lines", "expected"),
    [
        # without a window: as long as the value
        ({"window": ""}, ["2024-H1: 10 %", "2025-H1: 9 %"], "better"),
        ({"window": ""}, ["2024-Q2: 10 %", "2025-H1: 9 %"], None),
        # the three months before these three
        ({"against": "the period before"}, ["2025-Q1: 10 %", "2025-Q2: 9 %"], "better"),
        ({"against": "the period before"}, ["2024-Q4: 10 %", "2025-Q2: 9 %"], None),
        ({"against": "the period before"}, ["2025-01: 4 %", "2025-02: 4 %", "2025-03: 4 %", *MONTHS], "worse"),
        # the latest earlier value, however long
        ({"against": "the period before", "window": ""}, ["2024: 10 %", "2023: 1 %", "2025-H1: 9 %"], "better"),
        ({"against": "the period before", "window": ""}, ["2025-H1: 9 %", "2025: 10 %"], None),
        ({"window": "1 year"}, ["2024-07/2025-06: 9 %", "2023-07/2024-06: 10 %"], "better"),
        # any change counts
        ({"sizes": ""}, ["2024-Q2: 10 %", "2025-Q2: 9,99 %"], "better"),
        ({"sizes": ""}, ["2024-Q2: 10 %", "2025-Q2: 10,00 %"], "stable"),
        ({"sizes": ""}, ["2024-Q2: 10 %", "2025-Q2: 10,01 %"], "worse"),
        ({"sizes": ""}, ["2024-Q2: 0 %", "2025-Q2: 0,01 %"], "worse"),
        ({"sizes": ""}, ["2024-Q2: 0 %", "2025-Q2: 0 %"], "stable"),
    ],
)  # fmt: skip
def test_what_a_value_is_held_against(options, lines, expected):
    assert expected == word(course(**options), *lines)


@pytest.mark.parametrize(
    ("value", "earlier", "colour", "expected"),
    [
        ("50 %", "99 %", "green", "better"),
        ("50 %", "1 %", "green", "worse"),
        ("51 %", "99 %", "red", "better"),
        ("51 %", "1 %", "red", "worse"),
        ("51 %", '"-"', "red", None),
    ],
)
def test_a_trend_never_changes_the_colour(value, earlier, colour, expected):
    text = f"  asked:\n    values:\n      2024-Q2: {earlier}\n      2025-Q2: {value}\n"
    found = told(book(course()), text)

    (assessment,) = found["assessments"]
    assert colour == assessment["colour"]
    assert expected == (None if assessment["trend"] is None else assessment["trend"]["word"])
    assert 1 == found["summary"][colour]


def test_where_nothing_can_be_counted_from_there_may_still_be_a_trend():
    made = card("""\
measure:
  unit: percent
direction: lower is better
trend:
  against: same months last year
targets:
  - from: 2020-01-01
    kind: baseline
    green: at most the value in 2019
""")
    text = "  asked:\n    values:\n      2024-H1: 10 %\n      2025-H1: 9 %\n"
    (found,) = told(book(made), text)["assessments"]

    assert ("no-baseline", "better") == (found["not_assessed"], found["trend"]["word"])


def test_a_trend_in_the_json_report():
    assert {
        "word": "better",
        "period": "2025-Q2",
        "before": "2024-Q2",
        "value": "9.9",
        "earlier": "17.5",
        "change": "-304/7",
        "words": "Trend: better (−43.4 % from 17.50 % in quarter 2 2024).",
    } == trend(course(), "2024-Q2: 17,5 %", "2025-Q2: 9,9 %")


def test_a_trend_in_the_table_of_the_terminal():
    text = "  asked:\n    values:\n      2024-Q2: 12,6 %\n      2025-Q2: 14,1 %\n"
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="utf-8", newline="\n")
    print_reports([assessed(book(course()), text)], EN, stream, only=(), width=None)
    stream.flush()

    rows = [row for row in raw.getvalue().decode().splitlines() if row.startswith("Card ")]
    assert 1 == len(rows)
    assert "Trend: worse (+11.9 % from 12.60 % in quarter 2 2024)." in rows[0]


def test_the_trend_of_a_complement_is_that_of_the_judged_figure():
    """From 80 % to 84 % kept: 5 % more, though less is given."""
    made = card("""\
measure:
  unit: percent
  derived: complement
direction: higher is better
trend:
  against: same months last year
  better_from: 5 %
  worse_from: 5 %
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 50 %
""")
    found = trend(made, "2024-H1: 20 %", "2025-H1: 16 %")

    assert ("better", "84", "80", "5") == tuple(
        found[key] for key in ("word", "value", "earlier", "change")
    )
