"""Which value is judged, under which target, against which baseline, and when there is none."""

from datetime import date
from fractions import Fraction

import pytest

from compliance.colour import Basis
from compliance.errors import InputRefused
from compliance.facts.cases import plan
from compliance.language import Language
from compliance.quantity import Quantity
from written import (
    CLEAN,
    HEAD,
    SERVICE,
    card,
    colours,
    edited,
    judged,
    outcome,
    report,
    submission,
    trial_book,
)

EN = Language("en")
DATED = """\
measure:
  unit: percent
  decimals: 1
  latency: {latency}
direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 60 %
    yellow: at least 45 %
"""
LATE = card(DATED.format(latency="12 months"))
PROMPT = card(DATED.format(latency="0 months"))


def values(*lines):
    """An entry with these values."""
    return "values:\n" + "".join(f"  {line}\n" for line in lines)


# which value is judged


@pytest.mark.parametrize(
    ("lines", "period", "expected"),
    [
        # the window of a prompt card is the report's half-year
        (["2025-H1: 60 %"], "2025-H1", "green"),
        (["2025-01: 60 %"], "2025-01", "green"),
        (["2025-06: 60 %"], "2025-06", "green"),
        (["2024-07/2025-06: 60 %"], "2024-07/2025-06", "green"),
        (["2024-12: 60 %"], "2025-H1", "value-too-old"),
        (["2024: 60 %"], "2025-H1", "value-too-old"),
        (["2025-07: 60 %"], "2025-H1", "no-value"),
        (["2025: 60 %"], "2025-H1", "no-value"),
        # the latest, in whatever order it is written
        (["2025-Q1: 10 %", "2025-Q2: 60 %"], "2025-Q2", "green"),
        (["2025-Q2: 60 %", "2025-Q1: 10 %"], "2025-Q2", "green"),
        (["2025-05: 60 %", "2025-Q1: 10 %", "2019: 10 %"], "2025-05", "green"),
        # the longer of two that end the same day
        (["2025-Q2: 10 %", "2025-H1: 60 %"], "2025-H1", "green"),
        (["2025-H1: 60 %", "2025-06: 10 %", "2025-Q2: 10 %"], "2025-H1", "green"),
        # a later one is never judged
        (["2025-H1: 60 %", "2025-07: 10 %"], "2025-H1", "green"),
        (["2025-H1: 60 %", "2025: 10 %"], "2025-H1", "green"),
        # what is missing is passed over
        (["2025-Q1: 60 %", '2025-Q2: "-"'], "2025-Q1", "green"),
        (["2025-Q1: 60 %", "2025-Q2:"], "2025-Q1", "green"),
        (['2025-H1: "-"'], "2025-H1", "no-value"),
        (['2025-H1: "-"', "2024: 60 %"], "2025-H1", "no-value"),
        # but a reason is an answer
        (["2025-Q1: 60 %", "2025-Q2: i.a."], "2025-Q2", "not-applicable"),
        (["2025-Q1: 60 %", "2025-Q2: < 10"], "2025-Q2", "too-few-cases"),
        (["2025-Q1: 60 %", "2025-Q2: bra"], "2025-Q2", "value-unreadable"),
        # one unreadable value is enough: it may be meant for the very period that is judged
        (["2025-H1: 60 %", "2024: bra"], "2025-H1", "value-unreadable"),
    ],
)  # fmt: skip
def test_the_judged_value(lines, period, expected):
    found, conclusion = judged(PROMPT, values(*lines))

    assert (period, expected) == (found.period.name, conclusion)


@pytest.mark.parametrize(
    ("lines", "period", "expected"),
    [
        (["2024: 60 %"], "2024", "green"),
        (["2024-01: 60 %"], "2024-01", "green"),
        (["2023-12: 60 %"], "2025-H1", "value-too-old"),
        (["2023: 60 %"], "2025-H1", "value-too-old"),
        (["2023: 60 %", "2024: 10 %"], "2024", "red"),
        (["2024: 10 %", "2025-Q1: 60 %"], "2025-Q1", "green"),
        # in the window, but missing
        (["2023: 60 %", '2024: "-"'], "2025-H1", "no-value"),
    ],
)
def test_latency_extends_the_window_back(lines, period, expected):
    """Twelve months before 2025-H1 begins: from January 2024."""
    found, conclusion = judged(LATE, values(*lines))

    assert (period, expected) == (found.period.name, conclusion)


def test_an_unreadable_period_makes_the_answer_unreadable():
    """It may have been the latest."""
    assert "value-unreadable" == outcome(PROMPT, values("2025-H1: 60 %", "i fjor: 10 %"))


def test_a_later_value_is_mentioned():
    found, _ = judged(PROMPT, values("2025-H1: 60 %", "2025: 10 %"))

    assert ["The value of 2025 ends after the report's period and is not judged."] == [
        EN.say(aside) for aside in found.asides
    ]


@pytest.mark.parametrize("text", ["", "text: bra", "values:\n  2025-H1:\n"])
def test_no_value(text):
    assert "no-value" == outcome(PROMPT, text)


# targets in force

TWICE = card("""\
measure:
  unit: percent
  decimals: 1
  latency: 2 years
direction: higher is better
targets:
  - from: 2024-01-01
    to: 2024-07-01
    kind: threshold
    green: at least 60 %
  - from: 2025-01-01
    kind: threshold
    green: at least 70 %
  - from: 2025-06-30
    kind: threshold
    green: at least 80 %
""")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2023-12: 65 %", "no-target-in-force"),
        ("2023: 65 %", "no-target-in-force"),
        ("2024-01: 65 %", "green"),
        ("2024-06: 65 %", "green"),
        # `to` is the first day no longer in force
        ("2024-07: 65 %", "no-target-in-force"),
        ("2024: 65 %", "no-target-in-force"),
        ("2025-01: 65 %", "red"),
        ("2025-05: 75 %", "green"),
        # a target from the last day of the period is in force on it
        ("2025-06: 75 %", "red"),
        ("2025-H1: 75 %", "red"),
        ("2024-07/2025-05: 75 %", "green"),
        # a value that cannot be read is that first
        ("2024-07: bra", "value-unreadable"),
    ],
)
def test_the_target_of_the_last_day_of_the_value(value, expected):
    assert expected == outcome(TWICE, values(value))


def test_a_target_holds_until_the_day_before_its_end():
    assert "at least 60 %" == EN.say(TWICE.target_at(date(2024, 6, 30)).demand)
    assert None is TWICE.target_at(date(2024, 7, 1))
    assert None is TWICE.target_at(date(2023, 12, 31))
    assert "at least 70 %" == EN.say(TWICE.target_at(date(2025, 6, 29)).demand)


def test_a_target_not_in_force_never_matters():
    one = card(DATED.format(latency="0 months"))
    more = card(DATED.format(latency="0 months") + """\
  - from: 2026-01-01
    kind: threshold
    green: at least 99 %
""")  # fmt: skip

    for value in ("44.9 %", "45 %", "60 %"):
        assert outcome(one, values(f"2025-H1: {value}")) == outcome(
            more, values(f"2025-H1: {value}")
        )


def test_an_answer_without_a_value_is_under_the_target_of_the_report():
    found, _ = judged(TWICE, "")

    assert "at least 80 %" == EN.say(found.target.demand)
    assert (Fraction(80),) == tuple(b.upper for b in found.bands if b.upper is not None)


# intervals and approximations


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("60–80 %", "green"), ("45–59,9 %", "yellow"), ("0–44,9 %", "red"),
        ("59,9–60 %", "value-imprecise"), ("45–60 %", "value-imprecise"), ("10–90 %", "value-imprecise"),
        ("om lag 60 %", "green"), ("om lag 59,9 %", "yellow"),
    ],
)  # fmt: skip
def test_intervals(value, expected):
    assert expected == outcome(PROMPT, values(f"2025-H1: {value}"))


# baselines


def baseline(said, extra="", unit="percent", direction="lower is better"):
    """A card that compares with another period."""
    return card(f"""\
measure:
  unit: {unit}
  decimals: 1
direction: {direction}
targets:
  - from: 2024-01-01
    kind: baseline
    green: {said}
{extra}""")


SAME = baseline("at most the value in 2019, same months")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2025-01/2025-04: 8,3 %", "2019-01/2019-04: 8,3 %"], "green"),
        (["2025-01/2025-04: 8,4 %", "2019-01/2019-04: 8,3 %"], "red"),
        # the same months by another name
        (["2025-T1: 8,3 %", "2019-01/2019-04: 8,3 %"], "green"),
        (["2025-H1: 8,3 %", "2019-Q1/2019-Q2: 8,3 %"], "green"),
        # other months are no baseline
        (["2025-01/2025-04: 8,3 %", "2019-H1: 8,3 %"], "no-baseline"),
        (["2025-01/2025-04: 8,3 %", "2019: 8,3 %"], "no-baseline"),
        (["2025-01/2025-04: 8,3 %", "2018-01/2018-04: 8,3 %"], "no-baseline"),
        (["2025-01/2025-04: 8,3 %"], "no-baseline"),
        (["2025-01/2025-04: 8,3 %", '2019-01/2019-04: "-"'], "no-baseline"),
        (["2025-01/2025-04: 8,3 %", "2019-01/2019-04: i.a."], "no-baseline"),
        (["2025-01/2025-04: 8,3 %", "2019-01/2019-04: < 10"], "no-baseline"),
        (["2025-01/2025-04: 8,3 %", "2019-01/2019-04: bra"], "value-unreadable"),
        (["2025-01/2025-04: 8,3 %", "2019-01/2019-04: 8–9 %"], "value-imprecise"),
        # without a value the baseline does not matter
        (["2019-01/2019-04: 8,3 %"], "value-too-old"),
        (['2025-01/2025-04: "-"', "2019-01/2019-04: 8,3 %"], "no-value"),
    ],
)  # fmt: skip
def test_baseline_of_the_same_months(lines, expected):
    assert expected == outcome(SAME, values(*lines))


@pytest.mark.parametrize(
    ("said", "lines", "expected"),
    [
        ("at most the value in 2024", ["2025-H1: 10 %", "2024: 10 %"], "green"),
        ("at most the value in 2024", ["2025-H1: 10 %", "2024-H1: 10 %"], "no-baseline"),
        ("at most the value in 2024-12", ["2025-H1: 10 %", "2024-12: 10 %"], "green"),
        ("below last year", ["2025-H1: 10 %", "2024: 10,1 %"], "green"),
        ("below last year", ["2025-H1: 10 %", "2024: 10 %"], "red"),
        ("below last year", ["2025-H1: 10 %", "2024-H1: 10,1 %"], "no-baseline"),
        ("below last year, same months", ["2025-H1: 10 %", "2024-H1: 10,1 %"], "green"),
        ("below last year, same months", ["2025-H1: 10 %", "2024: 10,1 %"], "no-baseline"),
        ("at most 10 % more than the value in 2024", ["2025-H1: 11 %", "2024: 10 %"], "green"),
        ("at most 10 % more than the value in 2024", ["2025-H1: 11,1 %", "2024: 10 %"], "red"),
        ("at most 10 % less than last year", ["2025-H1: 9 %", "2024: 10 %"], "green"),
        ("at most 10 % less than last year", ["2025-H1: 9,1 %", "2024: 10 %"], "red"),
        # nothing is a baseline, but no percentage of it is
        ("at most the value in 2024", ["2025-H1: 0 %", "2024: 0 %"], "green"),
        ("at most the value in 2024", ["2025-H1: 0,1 %", "2024: 0 %"], "red"),
        ("at most 10 % more than the value in 2024", ["2025-H1: 0 %", "2024: 0 %"], "baseline-zero"),
        # "more" is upwards, also from below zero
        ("at most 10 % more than the value in 2024", ["2025-H1: -9 %", "2024: -10 %"], "green"),
        ("at most 10 % more than the value in 2024", ["2025-H1: -8,9 %", "2024: -10 %"], "red"),
    ],
)  # fmt: skip
def test_baseline_phrases(said, lines, expected):
    assert expected == outcome(baseline(said), values(*lines))


def test_a_yellow_percentage_of_nothing_is_none_either():
    made = baseline(
        "at most the value in 2024", "    yellow: at most 10 % more than the value in 2024\n"
    )

    assert "baseline-zero" == outcome(made, values("2025-H1: 0 %", "2024: 0 %"))


def test_a_third_more_is_exact():
    """10 % more than 1/3 of a per cent is not a decimal number."""
    made = baseline("at most 10 % more than the value in 2024")
    text = values("2025-H1:\n    numerator: 11\n    denominator: 3000",
                  "2024:\n    numerator: 10\n    denominator: 3000")  # fmt: skip

    found, conclusion = judged(made, text)

    assert "green" == conclusion
    assert Fraction(11, 30) == found.bands[0].upper


FIXED = baseline(
    "at most the value in 2024",
    "    baselines:\n      TRI:\n        2024: 40\n      Nordby:\n        2024: 4\n",
    unit="count",
)


@pytest.mark.parametrize(
    ("lines", "options", "expected", "other"),
    [
        (["2025-H1: 40"], {}, "green", None),
        (["2025-H1: 41"], {}, "red", None),
        # the rule file's is used, and the submission's kept for comparison
        (["2025-H1: 41", "2024: 41"], {}, "red", "41"),
        (["2025-H1: 40", "2024: 39"], {}, "green", "39"),
        # one bad value makes the assessment unreadable, also where it is not used
        (["2025-H1: 40", "2024: bra"], {}, "value-unreadable", None),
        # of another organisation
        (["2025-H1: 40"], {"organisation": "SRV"}, "no-baseline", None),
        (["2025-H1: 40", "2024: 40"], {"organisation": "SRV"}, "green", None),
        # a location has its own, not the trust's
        (["2025-H1: 4"], {"location": "Nordby"}, "green", None),
        (["2025-H1: 5"], {"location": "Nordby"}, "red", None),
        (["2025-H1: 4"], {"location": "Sørby"}, "no-baseline", None),
    ],
)
def test_baselines_that_the_authority_has_fixed(lines, options, expected, other):
    found, conclusion = judged(FIXED, values(*lines), **options)

    assert expected == conclusion
    said = None if found.baseline is None or found.baseline.other is None else found.baseline.other
    assert other == (None if said is None else EN.say(said))


def test_the_place_of_a_baseline():
    fixed, _ = judged(FIXED, values("2025-H1: 40"))
    own, _ = judged(SAME, values("2025-H1: 8 %", "2019-H1: 8 %"))

    assert "card.yaml" == fixed.baseline.place.file
    assert "s.yaml" == own.baseline.place.file


# running totals

UPWARDS = card("""\
measure:
  unit: count
  total_over: year
direction: higher is better
targets:
  - from: 2025-01-01
    kind: threshold
    green: at least 5
    yellow: at least 3
""")
DOWNWARDS = card("""\
measure:
  unit: count
  total_over: year
direction: lower is better
targets:
  - from: 2025-01-01
    kind: threshold
    green: at most 5
    yellow: at most 8
""")


@pytest.mark.parametrize(
    ("made", "report_period", "value", "expected"),
    [
        (UPWARDS, "2025-H1", "2025-H1: 5", "green"),
        (UPWARDS, "2025-H1", "2025-H1: 4", "not-due"),
        (UPWARDS, "2025-H1", "2025-H1: 0", "not-due"),
        (UPWARDS, "2025-H1", "2025-H1: 4–5", "value-imprecise"),
        (UPWARDS, "2025", "2025: 5", "green"),
        (UPWARDS, "2025", "2025: 4", "yellow"),
        (UPWARDS, "2025", "2025: 2", "red"),
        (UPWARDS, "2025-H1", '2025-H1: "-"', "no-value"),
        # where less is better, what has been passed cannot be made good
        (DOWNWARDS, "2025-H1", "2025-H1: 9", "red"),
        (DOWNWARDS, "2025-H1", "2025-H1: 8", "not-due"),
        (DOWNWARDS, "2025-H1", "2025-H1: 5", "not-due"),
        (DOWNWARDS, "2025", "2025: 5", "green"),
    ],
)
def test_running_totals(made, report_period, value, expected):
    assert expected == outcome(made, values(value), report=report_period)


# too few, too thin

THIN = card("""\
measure:
  unit: percent
  decimals: 1
direction: higher is better
min_n: 30
min_coverage: 60 %
targets:
  - from: 2025-01-01
    kind: threshold
    green: at least 60 %
""")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["numerator: 27", "denominator: 30"], "green"),
        (["numerator: 27", "denominator: 29"], "too-few-cases"),
        (["value: 90 %", "cases: 30"], "green"),
        (["value: 90 %", "cases: 29"], "too-few-cases"),
        (["value: 90 %", "cases: < 10"], "too-few-cases"),
        # stated cases win over the denominator
        (["numerator: 27", "denominator: 30", "cases: 29"], "too-few-cases"),
        (["numerator: 18", "denominator: 20", "cases: 30"], "green"),
        # nothing is said about cases
        (["value: 90 %"], "green"),
        (["value: 90 %", "coverage: 60 %"], "green"),
        (["value: 90 %", "coverage: 59,9 %"], "low-coverage"),
        (["value: 90 %", "coverage: 59,9 %", "cases: 29"], "too-few-cases"),
        (["numerator: < 10", "denominator: 30"], "too-few-cases"),
        (["numerator: 27", "denominator: i.a."], "not-applicable"),
        (["numerator: 0", "denominator: 0"], "too-few-cases"),
    ],
)
def test_too_few_cases_and_low_coverage(lines, expected):
    text = "values:\n  2025-H1:\n" + "".join(f"    {line}\n" for line in lines)

    assert expected == outcome(THIN, text)


def test_a_masked_value_is_too_few_on_every_card():
    assert "too-few-cases" == outcome(PROMPT, values("2025-H1: < 10"))


# exact or as reported


def compared(how):
    """A card that compares in one way."""
    return card(f"""\
measure:
  unit: percent
  decimals: 0
direction: lower is better
compare: {how}
targets:
  - from: 2025-01-01
    kind: threshold
    green: at most 10 %
""")


@pytest.mark.parametrize(
    ("lines", "exact", "reported"),
    [
        (["numerator: 30", "denominator: 300"], "green", "green"),
        (["numerator: 31", "denominator: 300"], "red", "green"),
        (["numerator: 32", "denominator: 300"], "red", "red"),
        # half is rounded away from zero
        (["numerator: 21", "denominator: 200"], "red", "red"),
        (["numerator: 209", "denominator: 2000"], "red", "green"),
        # what is written wins where it is rounded right
        (["value: 10 %", "numerator: 31", "denominator: 300"], "red", "green"),
        (["value: 10,3 %", "numerator: 31", "denominator: 300"], "red", "red"),
        (["value: 10,4 %"], "red", "red"),
    ],
)
def test_exact_or_as_reported(lines, exact, reported):
    text = "values:\n  2025-H1:\n" + "".join(f"    {line}\n" for line in lines)

    assert (exact, reported) == (
        outcome(compared("exact"), text), outcome(compared("as reported"), text),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        # 31 of 300 is 10.33… %
        ("10,3 %", "red"), ("10 %", "red"), ("10,33 %", "red"), ("10,333 %", "red"),
        ("10,4 %", "value-unreadable"), ("10,34 %", "value-unreadable"), ("11 %", "value-unreadable"),
        ("om lag 11 %", "red"), ("10–11 %", "red"), ("11–12 %", "value-unreadable"),
    ],
)  # fmt: skip
def test_a_written_value_must_be_its_own_ratio(value, expected):
    """Within half a unit of its last place."""
    text = f"values:\n  2025-H1:\n    value: {value}\n    numerator: 31\n    denominator: 300\n"

    assert expected == outcome(compared("exact"), text)


def test_per_hundred_thousand():
    made = card("""\
measure:
  unit: per 100 000
  decimals: 1
direction: lower is better
targets:
  - from: 2025-01-01
    kind: threshold
    green: at most 5
""")
    found, conclusion = judged(
        made, "values:\n  2025-H1:\n    numerator: 1\n    denominator: 30000\n"
    )

    assert "green" == conclusion
    assert Fraction(10, 3) == found.value.number


# deadlines and statuses

PLAN = card("""\
targets:
  - from: 2025-01-01
    kind: deadline
    due: 2025-06-30
""")
MOVED = card("""\
targets:
  - from: 2025-01-01
    kind: deadline
    due: 2025-03-01
  - from: 2025-06-01
    kind: deadline
    due: 2025-11-01
  - from: 2025-07-01
    kind: deadline
    due: 2025-04-01
""")


@pytest.mark.parametrize(
    ("text", "as_of", "expected"),
    [
        ("delivered: 2025-06-29", "2025-07-01", "green"),
        ("delivered: 2025-06-30", "2025-07-01", "green"),
        ("delivered: 30.6.2025", "2025-07-01", "green"),
        ("delivered: 2025-07-01", "2025-07-01", "red"),
        ("delivered: 2025-07-01", "2025-06-01", "red"),
        ("", "2025-06-29", "not-due"),
        ("", "2025-06-30", "not-due"),
        ("", "2025-07-01", "no-value"),
        ('delivered: "-"', "2025-07-01", "no-value"),
        ("delivered: no", "2025-06-30", "not-due"),
        ("delivered: no", "2025-07-01", "red"),
        ("delivered: nei", "2025-07-01", "red"),
        ("delivered: yes", "2025-07-01", "value-unreadable"),
        ("delivered: snart", "2025-06-01", "value-unreadable"),
        ("delivered: 2025-06-31", "2025-06-01", "value-unreadable"),
    ],
)
def test_every_row_of_the_deadline_table(text, as_of, expected):
    found, conclusion = judged(PLAN, text, as_of=as_of)

    assert (expected, Basis.DATE, "deadline") == (conclusion, found.basis, found.kind)


@pytest.mark.parametrize(
    ("report_period", "delivered", "expected"),
    [
        ("2025-Q1", "2025-03-02", "red"),
        ("2025-H1", "2025-11-01", "green"),
        ("2025-H1", "2025-11-02", "red"),
        ("2025-H2", "2025-04-02", "red"),
    ],
)
def test_a_moved_deadline_is_that_of_the_report(report_period, delivered, expected):
    assert expected == outcome(MOVED, f"delivered: {delivered}", report=report_period)


def test_no_deadline_in_force():
    found, conclusion = judged(PLAN, "delivered: 2024-06-01", report="2024-H1")

    assert ("no-target-in-force", Basis.DATE) == (conclusion, found.basis)


HOUSE = card("""\
targets:
  - from: 2025-01-01
    kind: status
""")
OWN = card("""\
targets:
  - from: 2025-01-01
    kind: status
    green:
      - i drift
    red:
      - ikke innført
""")


@pytest.mark.parametrize(
    ("made", "said", "expected"),
    [
        (HOUSE, "innfridd", "green"), (HOUSE, "Innfridd", "green"), (HOUSE, "met", "green"),
        (HOUSE, "nådd", "green"), (HOUSE, "delvis  innfridd", "yellow"), (HOUSE, "partly met", "yellow"),
        (HOUSE, "delvis nådd", "yellow"), (HOUSE, "ikke innfridd", "red"), (HOUSE, "not met", "red"),
        (HOUSE, "ikke nådd", "red"), (HOUSE, "i drift", "value-unreadable"), (HOUSE, '"-"', "no-value"),
        (HOUSE, "", "no-value"), (HOUSE, "grønn", "value-unreadable"),
        (OWN, "i drift", "green"), (OWN, "I DRIFT", "green"), (OWN, "ikke innført", "red"),
        # a card's own words replace those of the house
        (OWN, "innfridd", "value-unreadable"),
    ],
)  # fmt: skip
def test_status_words(made, said, expected):
    found, conclusion = judged(made, f"status: {said}")

    assert (expected, Basis.STATED, "status") == (conclusion, found.basis, found.kind)


# which assessments there are


def test_the_clean_submission_has_these_assessments():
    """Rule-book order; counts before cards; locations in the order of organisations.yaml."""
    assert [
        ("share", "trial/share", None, "green"),
        ("positions", "trial/positions", None, "green"),
        ("plan", "trial/plan", None, "green"),
        ("work", None, None, "yellow"),
        ("both", "trial/beds", "Sørby", "green"),
        ("both", "trial/beds", "Nordby", "green"),
        ("both", "trial/status", None, "green"),
        ("chosen", None, "Sørby", "green"),
        ("chosen", None, "Nordby", "green"),
        ("chosen", "trial/beds", "Sørby", "green"),
        ("chosen", "trial/beds", "Nordby", "green"),
        ("whom", None, None, "target-not-measurable"),
    ] == colours(CLEAN)


def test_the_order_of_answers_never_matters():
    head, answers = CLEAN.split("answers:\n")
    blocks = ["  " + block for block in ("\n" + answers).split("\n  ") if block and block[0] != " "]
    parts, current = [], []
    for line in answers.splitlines():
        if line.startswith("  ") and line[2] != " " and current:
            parts.append(current)
            current = []
        current.append(line)
    parts.append(current)
    turned = head + "answers:\n" + "".join("\n".join(part) + "\n" for part in reversed(parts))

    assert blocks
    assert colours(CLEAN) == colours(turned)
    assert CLEAN != turned


def test_requirement_id_and_card_id_are_the_same_answer():
    one = colours(CLEAN)

    assert one == colours(edited(CLEAN, ("  share:\n", "  trial/share:\n")))


def test_an_unanswered_requirement_has_no_assessment_unless_it_has_no_card():
    found = colours(HEAD + "answers:\n  share:\n    values:\n      2025-H1: 60 %\n")

    assert [
        ("share", "trial/share", None, "green"),
        ("work", None, None, "target-not-measurable"),
        ("whom", None, None, "target-not-measurable"),
    ] == found


def test_answered_twice_is_unreadable():
    """Under the requirement and under its only card: which of them holds?"""
    twice = CLEAN + "  trial/share:\n    values:\n      2025-H1: 10 %\n"

    assert ("share", "trial/share", None, "value-unreadable") == colours(twice)[0]
    (finding,) = (f for f in report(twice)["findings"] if f["code"] == "value-unreadable")
    assert "it is answered twice, in line " in finding["message"]
    assert "Keep one of them." == finding["accepted"]


@pytest.mark.parametrize("first", ["share", "trial/share"])
def test_two_colours_for_one_answer_are_neither(first):
    """Whichever stands first: an error, no comparison, and the computed colour as it was."""
    second = "trial/share" if first == "share" else "share"
    values = "    values:\n      2025-H1: 60 %\n    contents:\n      measures: Kveldsåpent.\n    source: R\n"
    answers = f"  {first}:\n    declared: green\n{values}  {second}:\n    declared: red\n"
    start, end = CLEAN.index("  share:\n"), CLEAN.index("  positions:\n")
    made = report(CLEAN[:start] + answers + CLEAN[end:])

    assert ("green", None) == (made["assessments"][0]["colour"], made["assessments"][0]["declared"])
    (finding,) = made["findings"]
    assert ("value-unreadable", "share") == (finding["code"], finding["requirement"])
    assert "two different colours are declared, in line " in finding["message"]


def test_a_colour_under_the_requirement_and_figures_under_its_card_are_one_answer():
    split = edited(
        CLEAN,
        ("  share:\n    declared: green\n    values:\n      2025-H1: 60 %\n",
         "  share:\n    declared: green\n  trial/share:\n    values:\n      2025-H1: 60 %\n"),
    )  # fmt: skip
    found = report(split)

    assert ("green", "green") == (
        found["assessments"][0]["colour"],
        found["assessments"][0]["declared"],
    )
    assert [] == found["findings"]


def test_an_answer_of_several_cards_judges_nothing_itself():
    """Figures under a requirement with several cards belong to none of them."""
    text = edited(CLEAN, ("  both:\n    declared: green\n",
                          "  both:\n    declared: green\n    values:\n      2025-H1: 99\n"))  # fmt: skip

    assert colours(CLEAN) == colours(text)


@pytest.mark.parametrize("spelling", ["Nordby sykehus", "nordby", " Nordby "])
def test_spellings_of_a_location_mean_its_id(spelling):
    text = edited(CLEAN, ("      Nordby:\n", f'      "{spelling}":\n'))

    assert colours(CLEAN) == colours(text)


def test_an_unknown_location_is_not_assessed():
    text = edited(CLEAN, ("      Nordby:\n", "      Nordfjord:\n"))

    assert not [c for c in colours(text) if c[1] == "trial/beds" and c[2] != "Sørby"]


def test_a_card_that_is_shared_is_judged_in_each_requirement():
    text = edited(CLEAN, ("2025-H1: 10\n", "2025-H1: 11\n"))

    assert [("both", "red"), ("chosen", "red")] == [
        (c[0], c[3]) for c in colours(text) if c[1:3] == ("trial/beds", "Nordby")
    ]


@pytest.mark.parametrize(
    ("answers", "sorby", "nordby"),
    [
        ("", "1", "1"),
        ("  trial/pick-one:\n    by:\n      Nordby:\n        values:\n          2025-H1: 1\n", "1", "2"),
        # with or without a value
        ("  trial/pick-one:\n    by:\n      Nordby:\n        text: Ingen nye data.\n", "1", "2"),
        # one answer without a location belongs to no hospital
        ("  trial/pick-one:\n    values:\n      2025-H1: 1\n", "1", "1"),
        # a clinic does not choose
        ("  trial/pick-one:\n    by:\n      Klinikk Vest:\n        values:\n          2025-H1: 1\n", "1", "1"),
        (
            ("  trial/pick-one:\n    by:\n      Nordby:\n        text: x\n"
            "  trial/pick-two:\n    by:\n      Nordby:\n        text: x\n"),
            "1", "3",
        ),
    ],
)  # fmt: skip
def test_choices_are_counted_at_each_hospital(answers, sorby, nordby):
    """1 to 2 of the listed cards; both ends are green."""
    counted = [
        a
        for a in report(CLEAN + answers)["assessments"]
        if a["requirement"] == "chosen" and not a["card"]
    ]

    assert [("Sørby", sorby), ("Nordby", nordby)] == [(a["location"], a["value"]) for a in counted]
    colour = {"0": "red", "1": "green", "2": "green", "3": "red"}
    assert [colour[sorby], colour[nordby]] == [a["colour"] for a in counted]
    assert {("range", "figures", "count")} == {(a["kind"], a["basis"], a["unit"]) for a in counted}


def test_a_hospital_that_answers_nothing_is_red():
    gone = "      Sørby:\n        values:\n          2025-H1: 9\n"

    assert ("chosen", None, "Sørby", "red") in colours(edited(CLEAN, (gone, "")))


def test_what_does_not_apply_is_not_assessed():
    text = (
        CLEAN
        + "  service:\n    status: innfridd\n  autumn-share:\n    values:\n      2025-H1: 1 %\n"
    )

    assert colours(CLEAN) == colours(text)


def test_of_another_trust_other_requirements_are_asked():
    assert ["work", "whom", "service"] == [c[0] for c in colours(SERVICE)]


def test_not_stated_is_assessed_when_answered_or_not():
    assert colours(CLEAN) == colours(edited(CLEAN, ("  whom:\n    declared: green\n", "")))


def test_the_day_it_is_seen_from():
    """--as-of, else the submission's date, else the last day of its period."""
    dated = CLEAN.replace("rule_book:", "date: 2025-07-10\nrule_book:", 1)

    assert "2025-06-30" == report(CLEAN)["as_of"]
    assert "2025-07-10" == report(dated)["as_of"]
    assert "2025-05-01" == report(dated, "2025-05-01")["as_of"]


def refusal(text):
    """The problems of a plan that cannot be made."""
    with pytest.raises(InputRefused) as caught:
        plan(trial_book(), submission(text))
    return [p.words(EN) for p in caught.value.problems]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("TRI", "UNN", "s.yaml:2: there is no organisation “UNN” in trial/2025. Accepted: TRI, SRV."),
        ("TRI", "TRJ", "s.yaml:2: there is no organisation “TRJ” in trial/2025. Accepted: TRI, SRV."),
        (
            "report: half-year-report", "report: half-year",
            ("s.yaml:3: there is no report “half-year” in trial/2025. "
            "Did you mean “half-year-report”?"),
        ),
        (
            "period: 2025-H1", "period: 2025",
            ("s.yaml:4: the period is 2025, but half-year-report of trial/2025 is for 2025-H1. "
            "Write 2025-H1, or name another report or rule book."),
        ),
    ],
)  # fmt: skip
def test_what_is_not_of_the_rule_book_is_refused(old, new, message):
    text = CLEAN.replace(old, new, 1)

    assert [message] == refusal(text)


def test_spellings_of_the_organisation_and_of_the_period():
    text = edited(
        CLEAN,
        ("organisation: TRI", "organisation: prøve hf"),
        ("period: 2025-H1", "period: 2025-01/2025-06"),
    )

    assert colours(CLEAN) == colours(text)
    assert "TRI" == report(text)["submission"]["organisation"]


def test_computed_quantities_have_no_decimals_of_their_own():
    assert None is Quantity.of(Fraction(1, 3), PROMPT.unit).decimals


@pytest.mark.parametrize(
    ("value", "numerator", "expected"),
    [
        ("9 %", 29, "value-unreadable"),
        ("10 %", 29, "green"),
        # exactly half way may have been rounded either way
        ("9 %", 28.5, "green"),
        ("10 %", 28.5, "green"),
        ("11 %", 31, "value-unreadable"),
    ],
)
def test_rounding_of_a_written_value_on_both_sides(value, numerator, expected):
    """29 of 300 is 9.67 %; 28.5 of 300 is 9.5 %."""
    text = f"values:\n  2025-H1:\n    value: {value}\n    numerator: {numerator}\n    denominator: 300\n"

    assert expected == outcome(compared("exact"), text)


def test_figures_under_a_deadline_are_mentioned_and_not_judged():
    found, conclusion = judged(PLAN, "delivered: 2025-06-30\nvalues:\n  2025-H1: 7\n")

    assert "green" == conclusion
    assert ["Figures are not judged here, only the date."] == [EN.say(a) for a in found.asides]
