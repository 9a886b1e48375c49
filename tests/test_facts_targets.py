"""Targets that move, compare, differ for some, or are not there: every threshold worked out by hand."""

from dataclasses import replace
from fractions import Fraction

import pytest

from one_card import asks, book, explained, messages, other_card, outcomes, told
from written import EN, HEAD, card, judged, outcome


def values(*lines):
    """An entry with these values."""
    return "values:\n" + "".join(f"  {line}\n" for line in lines)


# trajectory


def trajectory(
    step,
    until="7.5 %",
    *,
    of=None,
    unit="percent",
    direction="lower",
    baseline="own value in 2023",
):
    """A card whose target moves from the value of 2023."""
    counted = "" if of is None else f"    of: {of}\n"
    return card(f"""\
measure:
  unit: {unit}
  decimals: 6
direction: {direction} is better
targets:
  - from: 2024-01-01
    kind: trajectory
    baseline: {baseline}
    {step}
    each: year
{counted}    until: {until}
""")


LAST = trajectory("reduce: 5 %", of="last year's target")
OF_BASELINE = trajectory("reduce: 5 %", of="the baseline")
POINTS = trajectory("reduce: 0.4 percentage points")
NUMBERS = trajectory("reduce: 3", "30", unit="count")
UP_LAST = trajectory("increase: 10 %", "80 %", of="last year's target", direction="higher")
UP_BASELINE = trajectory("increase: 10 %", "80 %", of="the baseline", direction="higher")


@pytest.mark.parametrize(
    ("made", "baseline", "year", "on", "past"),
    [
        # 10 × 0.95, × 0.95², × 0.95³
        (LAST, "10 %", 2024, "9.5 %", "9.500001 %"),
        (LAST, "10 %", 2025, "9.025 %", "9.025001 %"),
        (LAST, "10 %", 2026, "8.57375 %", "8.573751 %"),
        # 10 × 0.95⁶ is 7.350919: the end is there first
        (LAST, "10 %", 2029, "7.5 %", "7.500001 %"),
        # half a point each year
        (OF_BASELINE, "10 %", 2024, "9.5 %", "9.500001 %"),
        (OF_BASELINE, "10 %", 2025, "9 %", "9.000001 %"),
        (OF_BASELINE, "10 %", 2026, "8.5 %", "8.500001 %"),
        (OF_BASELINE, "10 %", 2029, "7.5 %", "7.500001 %"),
        (POINTS, "10 %", 2024, "9.6 %", "9.600001 %"),
        (POINTS, "10 %", 2025, "9.2 %", "9.200001 %"),
        (POINTS, "10 %", 2026, "8.8 %", "8.800001 %"),
        (POINTS, "10 %", 2031, "7.5 %", "7.500001 %"),
        (NUMBERS, "40", 2024, "37", "37.0001"),
        (NUMBERS, "40", 2026, "31", "31.0001"),
        (NUMBERS, "40", 2027, "30", "30.0001"),
        # 60 × 1.1, × 1.1², × 1.1³
        (UP_LAST, "60 %", 2024, "66 %", "65.999999 %"),
        (UP_LAST, "60 %", 2025, "72.6 %", "72.599999 %"),
        (UP_LAST, "60 %", 2026, "79.86 %", "79.859999 %"),
        (UP_LAST, "60 %", 2027, "80 %", "79.999999 %"),
        (UP_BASELINE, "60 %", 2025, "72 %", "71.999999 %"),
        (UP_BASELINE, "60 %", 2026, "78 %", "77.999999 %"),
        (UP_BASELINE, "60 %", 2027, "80 %", "79.999999 %"),
        # a baseline that is past the end already
        (LAST, "7 %", 2024, "7.5 %", "7.500001 %"),
    ],
)  # fmt: skip
def test_the_target_of_a_year_is_green_and_a_hair_past_it_is_red(made, baseline, year, on, past):
    found = tuple(
        outcome(made, values(f"2023: {baseline}", f"{year}: {value}"), report=str(year))
        for value in (on, past)
    )

    assert ("green", "red") == found


def test_the_threshold_of_a_trajectory_is_exact():
    """10/3 % reduced by 5 % is 19/6 %."""
    text = values("2023:\n    numerator: 1\n    denominator: 30", "2024: 3 %")
    made = trajectory("reduce: 5 %", "1 %", of="last year's target")

    found, _ = judged(made, text, report="2024")

    assert Fraction(19, 6) == found.bands[0].upper


@pytest.mark.parametrize(
    ("made", "baseline", "value", "expected"),
    [
        # at or past the end no baseline is needed
        (LAST, None, "7.5 %", "green"),
        (LAST, None, "6 %", "green"),
        (LAST, None, "7.500001 %", "no-baseline"),
        (LAST, '"-"', "7.5 %", "green"),
        (LAST, '"-"', "8 %", "no-baseline"),
        (LAST, "i.a.", "8 %", "no-baseline"),
        (UP_LAST, None, "80 %", "green"),
        (UP_LAST, None, "79.999999 %", "no-baseline"),
        (POINTS, None, "7.5 %", "green"),
        (POINTS, None, "7.6 %", "no-baseline"),
        # 5 % of nothing
        (LAST, "0 %", "7.5 %", "green"),
        (LAST, "0 %", "7.6 %", "baseline-zero"),
        # points less than nothing is past the end, which is the target then
        (POINTS, "0 %", "7.5 %", "green"),
        (POINTS, "0 %", "7.6 %", "red"),
        # neither of its ends is sure
        (LAST, "9–10 %", "7.5 %", "green"),
        (LAST, "9–10 %", "8 %", "value-imprecise"),
        # what cannot be read makes the answer unreadable, as everywhere
        (LAST, "bra", "7.5 %", "value-unreadable"),
        (LAST, "bra", "8 %", "value-unreadable"),
        # an interval on both sides of the end
        (LAST, None, "7–8 %", "value-imprecise"),
        (LAST, None, "6–7.5 %", "green"),
        (LAST, None, "8–9 %", "no-baseline"),
        (LAST, "10 %", '"-"', "no-value"),
        (LAST, "10 %", "i.a.", "not-applicable"),
    ],
)
def test_a_trajectory_without_a_baseline_to_count_from(made, baseline, value, expected):
    given = [f"2024: {value}"] if baseline is None else [f"2023: {baseline}", f"2024: {value}"]

    assert expected == outcome(made, values(*given), report="2024")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2025-T1: 9.025 %", "2023-T1: 10 %"], "green"),
        (["2025-T1: 9.026 %", "2023-T1: 10 %"], "red"),
        (["2025-01/2025-04: 9.025 %", "2023-T1: 10 %"], "green"),
        (["2025-T1: 9.025 %", "2023: 10 %"], "no-baseline"),
        (["2025-T1: 9.025 %", "2024-T1: 10 %"], "no-baseline"),
    ],
)
def test_a_trajectory_from_the_same_months(lines, expected):
    made = trajectory(
        "reduce: 5 %", of="last year's target", baseline="own value in 2023, same months"
    )

    assert expected == outcome(made, values(*lines))


def test_a_trajectory_upwards_from_below_zero_ends_at_the_end():
    """10 % of it closer to 0 each year: −100, −90, −81."""
    made = trajectory(
        "increase: 10 %", "0 NOK", of="last year's target", unit="NOK", direction="higher"
    )

    def colours(year, *numbers):
        return [
            outcome(made, values("2023: -100 kr", f"{year}: {n} kr"), report=str(year))
            for n in numbers
        ]

    assert ["green", "red"] == colours(2024, "-90", "-90,01")
    assert ["green", "red"] == colours(2025, "-81", "-81,01")


# comparison


def comparison(green, *more, unit="percent", direction="higher"):
    """A card that is compared with the growth, or with the budget."""
    lines = "".join(f"    {line}\n" for line in more)
    return card(f"""\
beside:
  - id: growth
    nb: veksten
    en: the growth
measure:
  unit: {unit}
  decimals: 2
direction: {direction} is better
targets:
  - from: 2024-01-01
    kind: comparison
    green: {green}
{lines}""")


def beside(value, growth, period="2025-H1"):
    """An entry with its value and the growth."""
    return values(f"2025-H1: {value}") + f"beside:\n  growth:\n    {period}: {growth}\n"


@pytest.mark.parametrize(
    ("made", "growth", "hit", "miss"),
    [
        (comparison("above growth"), "2.2 %", "2.21 %", "2.2 %"),
        (comparison("at least growth"), "2.2 %", "2.2 %", "2.19 %"),
        (comparison("at most growth", direction="lower"), "2.2 %", "2.2 %", "2.21 %"),
        (comparison("below growth", direction="lower"), "2.2 %", "2.19 %", "2.2 %"),
        (comparison("at least 5 % more than growth"), "2 %", "2.1 %", "2.09 %"),
        (comparison("at least 5 % less than growth"), "2 %", "1.9 %", "1.89 %"),
        (comparison("above 5 % less than growth"), "2 %", "1.91 %", "1.9 %"),
        (comparison("at most 5 % more than growth", direction="lower"), "2 %", "2.1 %", "2.11 %"),
        (comparison("at least 2 percentage points less than growth"), "10 %", "8 %", "7.99 %"),
        (comparison("at least 2 percentage points more than growth"), "10 %", "12 %", "11.99 %"),
        # "more" is upwards, also from below zero
        (comparison("at least 10 % more than growth"), "-10 %", "-9 %", "-9.01 %"),
        (comparison("at least growth", unit="count"), "15", "15", "14"),
        # so much short of it still counts; the edge too, as the relation has it
        (comparison("at least growth", "tolerance: 1 percentage point"), "2.2 %", "1.2 %", "1.19 %"),
        (comparison("above growth", "tolerance: 1 percentage point"), "2.2 %", "1.21 %", "1.2 %"),
        (comparison("at most growth", "tolerance: 1 percentage point", direction="lower"), "2.2 %", "3.2 %", "3.21 %"),
        (comparison("at least growth", "tolerance: 2 %"), "5 %", "4.9 %", "4.89 %"),
        (comparison("at least growth", "tolerance: 2 %"), "-5 %", "-5.1 %", "-5.11 %"),
        (comparison("at least growth", "tolerance: 3", unit="count"), "15", "12", "11"),
        # the percentage is of the figure itself, not of the eased one: 10 + 1 − 0.2
        (comparison("at least 10 % more than growth", "tolerance: 2 %"), "10 %", "10.8 %", "10.79 %"),
        (comparison("at least growth", "tolerance: 2 %"), "0.1 %", "0.098 %", "0.0979 %"),
    ],
)  # fmt: skip
def test_a_figure_that_stands_rightly_to_the_one_beside_it(made, growth, hit, miss):
    found = tuple(outcome(made, beside(value, growth)) for value in (hit, miss))

    assert ("green", "red") == found


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("10 %", "green"), ("9 %", "green"), ("8.99 %", "yellow"), ("7 %", "yellow"), ("6.99 %", "red"),
    ],
)  # fmt: skip
def test_the_tolerance_moves_yellow_too(value, expected):
    made = comparison(
        "at least growth",
        "yellow: at least 2 percentage points less than growth",
        "tolerance: 1 percentage point",
    )

    assert expected == outcome(made, beside(value, "10 %"))


@pytest.mark.parametrize(
    ("growth", "expected"),
    [
        ('"-"', "no-baseline"), ("i.a.", "no-baseline"), ("< 10", "no-baseline"), ("", "no-baseline"),
        ("2–3 %", "value-imprecise"), ("bra", "value-unreadable"),
        ("2", "value-unreadable"), ("om lag 2 %", "green"), ("0 %", "green"), ("-1 %", "green"),
    ],
)  # fmt: skip
def test_what_stands_for_the_figure_beside(growth, expected):
    assert expected == outcome(comparison("above growth"), beside("2.5 %", growth))


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (comparison("at least growth"), "green"),
        (comparison("at least 1 percentage point less than growth"), "green"),
        (comparison("at least growth", "tolerance: 1 percentage point"), "green"),
        (comparison("at least 5 % less than growth"), "baseline-zero"),
        (comparison("at least growth", "tolerance: 5 %"), "baseline-zero"),
        (comparison("at least growth", "yellow: at least 5 % less than growth"), "baseline-zero"),
    ],
)
def test_a_percentage_of_a_figure_of_zero(made, expected):
    assert expected == outcome(made, beside("0 %", "0 %"))


def test_a_missing_figure_is_named_with_its_period():
    made = book(comparison("above growth"))

    assert [
        "2.5 % in half-year 1 2025 (s.yaml:9).",
        "Target from 2024-01-01: above the growth.",
        "Not assessed: the value to compare with is missing.",
        "For half-year 1 2025 the growth is not given.",
        "Assumed: a test.",
    ] == explained(made, "  asked:\n    values:\n      2025-H1: 2.5 %\n")


def test_a_figure_beside_of_another_period_is_not_compared_with():
    assert "no-baseline" == outcome(comparison("above growth"), beside("2.5 %", "2 %", "2025-Q1"))
    assert "green" == outcome(comparison("above growth"), beside("2.5 %", "2 %", "2025-01/2025-06"))


def test_the_same_figure_beside_given_twice():
    twice = beside("2.5 %", "2 %") + "    2025-01/2025-06: 2 %\n"

    assert "value-unreadable" == outcome(comparison("above growth"), twice)


def test_without_a_value_nothing_is_compared():
    text = "beside:\n  growth:\n    2025-H1: 2 %\n"

    assert "no-value" == outcome(comparison("above growth"), text)


def test_a_name_that_the_card_does_not_know():
    made = book(comparison("above growth"))
    text = "  asked:\n    values:\n      2025-H1: 2.5 %\n    beside:\n      grwth:\n        2025-H1: 2 %\n"
    found = told(made, text)

    assert [(None, None, "no-baseline")] == outcomes(found)
    (finding,) = (f for f in found["findings"] if f["code"] == "value-unreadable")
    assert (
        'The answer to "Card" cannot be read: this card needs no figure called “grwth” beside it.',
        "Did you mean “growth”?",
    ) == (finding["message"], finding["accepted"])


GROWTH = """\
measure:
  unit: percent
  decimals: 1
direction: higher is better
targets:
  - from: 2024-01-01
    kind: threshold
    green: at least 0 %
"""


def at(location, value):
    """A value, of the whole or of a location."""
    given = f"values:\n      2025-H1: {value}\n"
    if location is None:
        return "    " + given
    return f"    by:\n      {location}:\n        " + given.replace("      ", "          ")


@pytest.mark.parametrize(
    ("where", "elsewhere", "expected"),
    [
        (None, None, "green"),
        ("Nordby", "Nordby", "green"),
        ("Nordby", "Nordby sykehus", "green"),
        ("Nordby", "Sørby", "no-baseline"),
        ("Nordby", None, "no-baseline"),
        (None, "Nordby", "no-baseline"),
    ],
)
def test_the_figure_of_another_answer_counts_at_the_same_place(where, elsewhere, expected):
    made = book(comparison("above growth"), other_card("growth", GROWTH))
    found = told(made, "  asked:\n" + at(where, "2.5 %") + "  growth:\n" + at(elsewhere, "2.4 %"))

    location = None if where is None else "Nordby"
    assert (location, None, expected) == outcomes(found)[0]


def test_the_figure_in_the_answer_itself_comes_before_that_of_another_one():
    made = book(comparison("above growth"), other_card("growth", GROWTH))
    own = at(None, "2.5 %") + "    beside:\n      growth:\n        2025-H1: {} %\n"
    other = "  growth:\n" + at(None, "2.5 %")

    assert "green" == outcomes(told(made, "  asked:\n" + own.format("2.4") + other))[0][2]
    assert "red" == outcomes(told(made, "  asked:\n" + own.format("2.6") + other))[0][2]


@pytest.mark.parametrize(
    ("second", "expected"), [("2.4 %", "green"), ("2.6 %", "value-unreadable")]
)
def test_two_answers_with_the_figure_must_agree(second, expected):
    growth, again = other_card("growth", GROWTH), other_card("again", GROWTH)
    cards = comparison("above growth"), growth, again
    asked = [asks(c, id_=name) for c, name in zip(cards, ("asked", "growth", "again"), strict=True)]
    made = book(cards[0], growth, replace(again, indicator="growth"), requirements=asked)
    answers = (
        "  asked:\n" + at(None, "2.5 %") + "  growth:\n" + at(None, "2.4 %")
        + "  again:\n" + at(None, second)
    )  # fmt: skip

    assert expected == outcomes(told(made, answers))[0][2]


BUDGET = comparison("at least the budget", unit="NOK")
BUDGET_2 = comparison("at least the budget", "tolerance: 2 %", unit="NOK")
WITHIN = comparison("at most the budget", unit="NOK", direction="lower")


@pytest.mark.parametrize(
    ("made", "lines", "expected"),
    [
        (BUDGET, ["value: 296 mill. kr", "budget: 296 mill. kr"], "green"),
        (BUDGET, ["value: 295,99 mill. kr", "budget: 296 mill. kr"], "red"),
        (WITHIN, ["value: 296 mill. kr", "budget: 296 mill. kr"], "green"),
        (WITHIN, ["value: 296,01 mill. kr", "budget: 296 mill. kr"], "red"),
        (BUDGET_2, ["value: 98000000 kr", "budget: 100 mill. kr"], "green"),
        (BUDGET_2, ["value: 97999999 kr", "budget: 100 mill. kr"], "red"),
        # 2 % of −100 is 2: from −102
        (BUDGET_2, ["value: -102 kr", "budget: -100 kr"], "green"),
        (BUDGET_2, ["value: -103 kr", "budget: -100 kr"], "red"),
        (BUDGET, ["value: 0 kr", "budget: 0 kr"], "green"),
        (BUDGET_2, ["value: 0 kr", "budget: 0 kr"], "baseline-zero"),
        (BUDGET, ["value: 5 kr"], "no-baseline"),
        (BUDGET, ["value: 5 kr", 'budget: "-"'], "no-baseline"),
        (BUDGET, ["value: 5 kr", "budget: 4"], "value-unreadable"),
        (BUDGET, ["value: 5 kr", "budget: 3–4 kr"], "value-imprecise"),
        (BUDGET, ["budget: 4 kr"], "no-value"),
    ],
)  # fmt: skip
def test_the_budget_stands_in_the_value_itself(made, lines, expected):
    text = "values:\n  2025-H1:\n" + "".join(f"    {line}\n" for line in lines)

    assert expected == outcome(made, text)


def test_a_missing_budget_is_named():
    found, _ = judged(BUDGET, values("2025-H1: 5 kr"))

    assert ["For half-year 1 2025 the budget is not given."] == [EN.say(a) for a in found.asides]


# percentage points on baselines


@pytest.mark.parametrize(
    ("green", "direction", "hit", "miss"),
    [
        ("at most 10 percentage points less than the value in 2024", "lower", "20 %", "20.1 %"),
        ("at most 10 % less than the value in 2024", "lower", "27 %", "27.1 %"),
        ("at least 2.5 percentage points more than the value in 2024", "higher", "32.5 %", "32.4 %"),
        ("below 1 percentage point more than the value in 2024", "lower", "30.9 %", "31 %"),
    ],
)  # fmt: skip
def test_percentage_points_from_a_baseline_of_30_percent(green, direction, hit, miss):
    made = card(f"""\
measure:
  unit: percent
  decimals: 1
direction: {direction} is better
targets:
  - from: 2025-01-01
    kind: baseline
    green: {green}
""")
    found = tuple(outcome(made, values(f"2025-H1: {v}", "2024: 30 %")) for v in (hit, miss))

    assert ("green", "red") == found


def test_percentage_points_can_be_counted_from_zero():
    made = card("""\
measure:
  unit: percent
direction: higher is better
targets:
  - from: 2025-01-01
    kind: baseline
    green: at least 5 percentage points more than the value in 2024
""")

    assert "green" == outcome(made, values("2025-H1: 5 %", "2024: 0 %"))
    assert "red" == outcome(made, values("2025-H1: 4 %", "2024: 0 %"))


# overrides

FOR_SOME = card("""\
measure:
  unit: percent
direction: higher is better
targets:
  - from: 2025-01-01
    kind: threshold
    green: at least 60 %
    yellow: at least 45 %
    for:
      hospital trusts:
        green: at least 50 %
      TRI:
        green: at least 70 %
        source:
          document: Brev
      Nordby:
        yellow: at least 55 %
    source:
      document: Krav
""")
FOR_KIND = card("""\
measure:
  unit: percent
direction: higher is better
targets:
  - from: 2025-01-01
    kind: threshold
    green: at least 60 %
    for:
      hospital trusts:
        green: at least 50 %
""")


def one(made, answers, **options):
    """The first assessment of a report on an answer."""
    return told(book(made), answers, **options)["assessments"][0]


@pytest.mark.parametrize(
    ("where", "value", "expected"),
    [
        # the organisation's own target beats that of its kind
        (None, "70 %", "green"), (None, "69 %", "yellow"), (None, "45 %", "yellow"), (None, "44 %", "red"),
        ("Sørby", "70 %", "green"), ("Sørby", "69 %", "yellow"),
        # the location's beats both; what it does not replace is that of the target, not of its trust
        ("Nordby", "60 %", "green"), ("Nordby", "59 %", "yellow"), ("Nordby", "55 %", "yellow"),
        ("Nordby", "54 %", "red"),
    ],
)  # fmt: skip
def test_a_location_beats_its_organisation_which_beats_its_kind(where, value, expected):
    assert expected == one(FOR_SOME, "  asked:\n" + at(where, value))["colour"]


@pytest.mark.parametrize(
    ("organisation", "value", "expected"),
    [("TRI", "50 %", "green"), ("TRI", "49 %", "red"), ("SRV", "60 %", "green"), ("SRV", "59 %", "red")],
)  # fmt: skip
def test_a_kind_has_a_target_of_its_own(organisation, value, expected):
    head = HEAD.replace("TRI", organisation)
    made = book(FOR_KIND, requirements=[asks(FOR_KIND, applies_to=("all trusts",))])

    found = told(made, "  asked:\n" + at(None, value), head=head)

    assert expected == found["assessments"][0]["colour"]


def test_an_override_says_its_own_words_and_source():
    found = one(FOR_SOME, "  asked:\n" + at(None, "70 %"))["target"]
    other = one(FOR_SOME, "  asked:\n" + at("Nordby", "70 %"))["target"]

    assert ("green at least 70 %, yellow at least 45 %", "Brev") == (
        found["words"],
        found["source"]["document"],
    )
    assert ("green at least 60 %, yellow at least 55 %", "Krav") == (
        other["words"],
        other["source"]["document"],
    )


LATER = card("""\
targets:
  - from: 2025-01-01
    kind: deadline
    due: 2025-06-01
    for:
      TRI:
        due: 2025-09-01
      Nordby:
        due: 2025-05-01
""")


@pytest.mark.parametrize(
    ("where", "as_of", "said", "expected"),
    [
        (None, "2025-09-01", "no", "not-due"),
        (None, "2025-09-02", "no", "red"),
        (None, "2025-06-30", "2025-09-01", "green"),
        (None, "2025-06-30", "2025-09-02", "red"),
        ("Sørby", "2025-06-30", "no", "not-due"),
        ("Nordby", "2025-05-01", "no", "not-due"),
        ("Nordby", "2025-05-02", "no", "red"),
        # left to itself it is seen from the last day of the report's period
        (None, None, "no", "not-due"),
        ("Nordby", None, "no", "red"),
    ],
)
def test_a_deadline_that_is_another_day_for_some(where, as_of, said, expected):
    line = f"delivered: {said}\n"
    answer = f"    {line}" if where is None else f"    by:\n      {where}:\n        {line}"

    found = one(LATER, "  asked:\n" + answer, as_of=as_of)

    assert expected == (found["colour"] or found["not_assessed"])


STARTS = card("""\
measure:
  unit: count
direction: lower is better
targets:
  - from: 2025-01-01
    kind: baseline
    green: at most the value in 2024
    baselines:
      TRI:
        2024: 40
      Nordby:
        2024: 4
      Sørby:
        2024: 6
    for:
      Nordby:
        baselines:
          Nordby:
            2024: 5
      Klinikk Vest:
        green: at most 50 % more than the value in 2024
        baselines:
          Klinikk Vest:
            2024: 2
""")


@pytest.mark.parametrize(
    ("where", "hit", "miss"),
    [(None, 40, 41), ("Sørby", 6, 7), ("Nordby", 5, 6), ("Klinikk Vest", 3, 4)],
)
def test_baselines_under_an_override(where, hit, miss):
    found = tuple(one(STARTS, "  asked:\n" + at(where, n))["colour"] for n in (hit, miss))

    assert ("green", "red") == found


UNTIL = card("""\
measure:
  unit: percent
  decimals: 1
direction: lower is better
targets:
  - from: 2024-01-01
    kind: trajectory
    baseline: own value in 2023
    reduce: 5 %
    each: year
    of: last year's target
    until: 7.5 %
    for:
      TRI:
        reduce: 10 %
      Nordby:
        baseline: own value in 2022
""")


@pytest.mark.parametrize(
    ("where", "hit", "miss"),
    [
        # 10 × 0.9²
        (None, "8.1 %", "8.2 %"),
        # from 2022, so three times 5 % of 10
        ("Nordby", "8.5 %", "8.6 %"),
    ],
)
def test_a_trajectory_that_is_steeper_for_some(where, hit, miss):
    def text(value):
        pad = "" if where is None else "    "
        lines = f"2025-H1: {value}", "2023: 10 %", "2022: 10 %"
        given = "".join(f"{pad}      {line}\n" for line in lines)
        head = "" if where is None else f"    by:\n      {where}:\n"
        return f"  asked:\n{head}{pad}    values:\n{given}"

    found = tuple(one(UNTIL, text(value))["colour"] for value in (hit, miss))

    assert ("green", "red") == found


# announced and withdrawn

ANNOUNCED = card("""\
measure:
  unit: count
direction: higher is better
targets:
  - from: 2024-01-01
    kind: threshold
    green: at least 5
  - from: 2025-04-01
    kind: expected
  - from: 2025-06-01
    kind: threshold
    green: at least 7
""")
WITHDRAWN = card("""\
measure:
  unit: count
direction: higher is better
targets:
  - from: 2024-01-01
    kind: threshold
    green: at least 5
  - from: 2025-05-01
    kind: withdrawn
""")


@pytest.mark.parametrize(
    ("made", "value", "kind", "expected"),
    [
        # the value's last day decides: 31 March, 30 April, 31 May, 30 June
        (ANNOUNCED, "2025-03: 6", "threshold", "green"),
        (ANNOUNCED, "2025-04: 6", "expected", "target-not-set"),
        (ANNOUNCED, "2025-05: 6", "expected", "target-not-set"),
        (ANNOUNCED, "2025-06: 6", "threshold", "red"),
        (ANNOUNCED, "2025-H1: 7", "threshold", "green"),
        (ANNOUNCED, '2025-05: "-"', "threshold", "no-value"),
        (ANNOUNCED, "2025-05: i.a.", "expected", "target-not-set"),
        (ANNOUNCED, "2025-05: bra", "expected", "value-unreadable"),
        (WITHDRAWN, "2025-04: 5", "threshold", "green"),
        (WITHDRAWN, "2025-04: 4", "threshold", "red"),
        (WITHDRAWN, "2025-05: 5", "withdrawn", "no-target-in-force"),
        (WITHDRAWN, "2025-H1: 5", "withdrawn", "no-target-in-force"),
        (WITHDRAWN, '2025-H1: "-"', "withdrawn", "no-target-in-force"),
    ],
)
def test_before_on_and_after_the_day(made, value, kind, expected):
    found, conclusion = judged(made, values(value))

    assert (kind, expected) == (found.kind, conclusion)


ONLY_ANNOUNCED = card("""\
targets:
  - from: 2025-01-01
    to: 2026-01-01
    kind: expected
""")


@pytest.mark.parametrize(
    ("report", "text", "expected"),
    [
        ("2024", "status: innfridd", "no-target-in-force"),
        ("2025-H1", "status: innfridd", "target-not-set"),
        ("2025-H1", "delivered: 2025-06-01", "target-not-set"),
        ("2025-H1", "", "target-not-set"),
        ("2025", "", "target-not-set"),
        ("2026-H1", "status: innfridd", "no-target-in-force"),
    ],
)
def test_on_a_card_where_nothing_is_demanded_yet(report, text, expected):
    assert expected == outcome(ONLY_ANNOUNCED, text, report=report)


def test_a_target_that_is_only_announced_is_never_declared_too_bright():
    found = told(book(ONLY_ANNOUNCED), "  asked:\n    declared: green\n    status: innfridd\n")

    assert [] == found["findings"]
    assert {"green": 0, "yellow": 0, "red": 0, "not_assessed": 1, "stated": 0} == {
        key: found["summary"][key] for key in ("green", "yellow", "red", "not_assessed", "stated")
    }
    assert [] == messages(found, "no-explanation")
