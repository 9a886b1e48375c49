"""Stated changes: how they may be written, and what is judged by them."""

from fractions import Fraction

import pytest

from compliance.facts.changes import read_changes
from compliance.period import Period
from one_card import book, explained, told
from written import EN, card, entry, judged, outcome

REPORT = Period.parse("2025-H1")


def measured(unit, more=""):
    """A card with a figure in this unit; its target does not matter here."""
    number = {"percent": "5 %", "NOK": "5 NOK"}.get(unit, "5")
    return card(f"""\
measure:
  unit: {unit}
{more}direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most {number}
""")


PERCENT = measured("percent")
COUNT = measured("count")
HOURS = measured("hours")
NOK = measured("NOK")


def listed(*lines):
    """An entry with these changes."""
    return "changes:\n" + "".join(f'  - "{line}"\n' for line in lines)


def read(made, *lines):
    """What is read of the changes, and what is wrong with the others."""
    return read_changes(entry(listed(*lines)).changes, made, REPORT)


# how it may be written


@pytest.mark.parametrize(
    ("made", "written", "expected"),
    [
        # a percentage of what it was
        (PERCENT, "-7 % since 2023", ("2023", "2025-H1", True, -7, -7)),
        (PERCENT, "\u22127 % since 2023", ("2023", "2025-H1", True, -7, -7)),
        (PERCENT, "-7\u00a0% since 2023", ("2023", "2025-H1", True, -7, -7)),
        (PERCENT, "-7% since 2023", ("2023", "2025-H1", True, -7, -7)),
        (PERCENT, "- 7 % since 2023", ("2023", "2025-H1", True, -7, -7)),
        (PERCENT, "+7 % from 2023", ("2023", "2025-H1", True, 7, 7)),
        (PERCENT, "7 % siden 2023", ("2023", "2025-H1", True, 7, 7)),
        (PERCENT, "0 % siden 2023", ("2023", "2025-H1", True, 0, 0)),
        (PERCENT, "-7,5 prosent fra 2023", ("2023", "2025-H1", True, "-7.5", "-7.5")),
        (PERCENT, "-7.5 percent since 2023", ("2023", "2025-H1", True, "-7.5", "-7.5")),
        (PERCENT, "-7 pst. sidan 2023", ("2023", "2025-H1", True, -7, -7)),
        (PERCENT, "-7 pst frå 2023", ("2023", "2025-H1", True, -7, -7)),
        (PERCENT, "-7 % Siden 2023", ("2023", "2025-H1", True, -7, -7)),
        (COUNT, "-7 % since 2023", ("2023", "2025-H1", True, -7, -7)),
        (NOK, "+12,5 % since 2023", ("2023", "2025-H1", True, "12.5", "12.5")),
        # the ends of an interval change places below zero
        (PERCENT, "-5–7 % since 2023", ("2023", "2025-H1", True, -7, -5)),
        (PERCENT, "+5–7 % since 2023", ("2023", "2025-H1", True, 5, 7)),
        # percentage points
        (PERCENT, "-0,5 prosentpoeng siden 2023", ("2023", "2025-H1", False, "-0.5", "-0.5")),
        (PERCENT, "-0.5 percentage points since 2023", ("2023", "2025-H1", False, "-0.5", "-0.5")),
        (PERCENT, "+1 percentage point since 2023", ("2023", "2025-H1", False, 1, 1)),
        (PERCENT, "\u22122 prosentpoeng sidan 2023", ("2023", "2025-H1", False, -2, -2)),
        (PERCENT, "2 pp since 2023", ("2023", "2025-H1", False, 2, 2)),
        # in the unit of the card
        (COUNT, "+23 since 2023-10", ("2023-10", "2025-H1", False, 23, 23)),
        (COUNT, "23 siden 2023-10", ("2023-10", "2025-H1", False, 23, 23)),
        (COUNT, "-1 572 siden 2023", ("2023", "2025-H1", False, -1572, -1572)),
        (COUNT, "-20–25 stk siden 2023", ("2023", "2025-H1", False, -25, -20)),
        (HOURS, "-2,5 timer frå 2024-H1", ("2024-H1", "2025-H1", False, "-2.5", "-2.5")),
        (NOK, "-88 mill. kr siden 2023", ("2023", "2025-H1", False, -88_000_000, -88_000_000)),
        (NOK, "\u221288 mill. NOK since 2023", ("2023", "2025-H1", False, -88_000_000, -88_000_000)),
        (NOK, "+1,2 mrd. kr fra 2023", ("2023", "2025-H1", False, 1_200_000_000, 1_200_000_000)),
        (NOK, "-500 kroner siden 2023", ("2023", "2025-H1", False, -500, -500)),
        # the period that it ends with, in front
        (PERCENT, "2024: -7 % since 2023", ("2023", "2024", True, -7, -7)),
        (PERCENT, "2024 : -7 % since 2023", ("2023", "2024", True, -7, -7)),
        (COUNT, "2025-Q1: +3 fra 2024-Q1", ("2024-Q1", "2025-Q1", False, 3, 3)),
        (COUNT, "2025-01/2025-04: 3 fra 2024-01/2024-04",
         ("2024-01/2024-04", "2025-01/2025-04", False, 3, 3)),
    ],
)  # fmt: skip
def test_every_spelling_of_a_change(made, written, expected):
    (change,), troubles = read(made, written)

    since, period, relative, low, high = expected
    assert () == troubles
    assert (since, period, relative) == (change.since.name, change.period.name, change.relative)
    assert (Fraction(low), Fraction(high)) == (change.size.low, change.size.high)
    assert not change.size.about


@pytest.mark.parametrize("about", ["om lag", "ca.", "ca", "about"])
def test_about_so_much(about):
    (change,), _ = read(COUNT, f"{about} -7 siden 2023")
    (share,), _ = read(COUNT, f"{about} -7 % siden 2023")

    assert (True, Fraction(-7)) == (change.size.about, change.size.number)
    assert (True, Fraction(-7)) == (share.size.about, share.size.number)


NO_CHANGE = "“{}” is not a change between two periods. Write it as “-7 % since 2023” or “+23 since 2023-10”."
PERIODS = (
    "Write a year (2025), half-year (2025-H1), tertial (2025-T1), quarter (2025-Q1), "
    "month (2025-01) or span of months (2025-01/2025-04)."
)


@pytest.mark.parametrize(
    ("made", "written", "message"),
    [
        (PERCENT, "-7 %", NO_CHANGE),
        (PERCENT, "bra", NO_CHANGE),
        (PERCENT, "-7 % since i fjor", NO_CHANGE),
        (PERCENT, "-7 % since 2023 to 2024", NO_CHANGE),
        (PERCENT, "-7 % since", NO_CHANGE),
        (PERCENT, "since 2023", NO_CHANGE),
        # which of the two is meant?
        (PERCENT, "-7 since 2023", NO_CHANGE),
        (PERCENT, "-7 poeng since 2023", NO_CHANGE),
        (COUNT, "-0.5 percentage points since 2023", NO_CHANGE),
        (COUNT, "- since 2023", NO_CHANGE),
        (COUNT, "i.a. since 2023", NO_CHANGE),
        (COUNT, "< 10 since 2023", NO_CHANGE),
        (PERCENT, "-7 % since 2025-H1",
         ("“{}” counts from half-year 1 2025, which is not before half-year 1 2025. "
         "Write the earlier period after “since”.")),
        (PERCENT, "2023: -7 % since 2024",
         "“{}” counts from 2024, which is not before 2023. Write the earlier period after “since”."),
        (PERCENT, "2023: -7 % since 2023-12",
         ("“{}” counts from December 2023, which is not before 2023. "
         "Write the earlier period after “since”.")),
        (PERCENT, "-7 % since 2023-13", f"“2023-13” is not a period. {PERIODS}"),
        (PERCENT, "2024-Q5: -7 % since 2023", f"“2024-Q5” is not a period. {PERIODS}"),
        (COUNT, "-23 dager siden 2023", "“23 dager” is in days. The unit is count."),
        (COUNT, "+1.572 since 2023", "“1.572” can be read in two ways. Write 1 572 or 1,572."),
        (COUNT, "ned 23 siden 2023",
         ("“ned 23” is not a number. Write a number such as “1 572”, an interval such as “5–6”, "
         "or “-” if there is none.")),
        (NOK, "-88 mill. siden 2023", "“88 mill.” has no unit. Write “88 mill. kr”."),
        (PERCENT, "ned 7 % siden 2023",
         ("“ned 7 %” is not a number. Write a number such as “7,5 %”, an interval such as “5–6 %”, "
         "or “-” if there is none.")),
    ],
)  # fmt: skip
def test_every_way_in_which_it_is_no_change(made, written, message):
    changes, (trouble,) = read(made, written)

    assert () == changes
    said = f"{EN.say(trouble.error.what)} {EN.say(trouble.error.accepted)}"
    assert message.format(written) == said


def test_the_same_change_twice_is_refused_the_second_time():
    changes, (trouble,) = read(COUNT, "-7 % since 2023", "+23 since 2023", "-8 % siden 2023")

    assert [-7, 23] == [c.size.number for c in changes]
    assert "another change between the same periods stands in line 9." == EN.say(trouble.error.what)
    assert "Keep one of them." == EN.say(trouble.error.accepted)


def test_a_change_that_cannot_be_read_is_a_finding_and_the_answer_is_unreadable():
    made = told(
        book(PERCENT),
        "  asked:\n    declared: red\n    source: R\n    text: t\n"
        "    values:\n      2025-H1: 4 %\n    changes:\n      - ned 7\n",
    )

    assert "value-unreadable" == made["assessments"][0]["not_assessed"]
    assert [
        (
            "value-unreadable",
            "s.yaml:14",
            'The answer to "Card" cannot be read: “ned 7” is not a change between two periods.',
        )
    ] == [(f["code"], f["place"], f["message"]) for f in made["findings"]]


# a difference gives the earlier value


def baseline(said, unit, *, direction="lower", more=""):
    """A card that counts from an earlier value."""
    return card(f"""\
measure:
  unit: {unit}
{more}direction: {direction} is better
targets:
  - from: 2024-01-01
    kind: baseline
    green: {said}
""")


def text(*changes, **values):
    """An entry with changes, and with values by the name of their period."""
    given = "".join(f"  {p.removeprefix('y').replace('_', '-')}: {v}\n" for p, v in values.items())
    return listed(*changes) + (f"values:\n{given}" if given else "")


COSTS = baseline("at most 20 % less than the value in 2023", "NOK")
BEDS = baseline("at most 20 % more than the value in 2023-10", "count")
LEAVE = baseline("at most 10 % less than the value in 2023", "percent")


@pytest.mark.parametrize(
    ("made", "report", "said", "worked_out", "expected"),
    [
        # 382 + 88; 20 % less is 376
        (COSTS, "2024", text("-88 mill. kr since 2023", y2024="382 mill. kr"), 470_000_000, "red"),
        # 376 + 94 is the same 470, of which 376 is just 80 %
        (COSTS, "2024", text("-94 mill. kr since 2023", y2024="376 mill. kr"), 470_000_000, "green"),
        # 182 − 23; 20 % more is 190.8
        (BEDS, "2024-10", text("+23 since 2023-10", y2024_10="182"), 159, "green"),
        # 191 − 32 is 159 too, and 191 is more than 190.8
        (BEDS, "2024-10", text("+32 since 2023-10", y2024_10="191"), 159, "red"),
        (LEAVE, "2024", text("-1 prosentpoeng siden 2023", y2024="9 %"), 10, "green"),
        (LEAVE, "2024", text("-0,9 prosentpoeng siden 2023", y2024="9,1 %"), 10, "red"),
        (LEAVE, "2024", text("2024: -1 pp since 2023", y2024="9 %"), 10, "green"),
        # the value in between, whatever the report's period
        (LEAVE, "2025-H1", text("2025-Q1: -1 pp since 2023", y2025_Q1="9 %"), 10, "green"),
    ],
)  # fmt: skip
def test_a_difference_gives_what_it_was(made, report, said, worked_out, expected):
    found, conclusion = judged(made, said, report=report)

    assert (Fraction(worked_out), expected) == (found.baseline.value.number, conclusion)
    assert None is not found.baseline.change
    assert "s.yaml:9" == str(found.baseline.place)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # a baseline that is given wins: 9 of 9.5 is more than 90 %
        (text("-1 pp since 2023", y2024="9 %", y2023="9,5 %"), "red"),
        (text("-1 pp since 2023", y2024="9 %", y2023="10 %"), "green"),
        # one that says why there is none is an answer too
        (text("-1 pp since 2023", y2024="9 %", y2023='"-"'), "green"),
        (text("-1 pp since 2023", y2024="9 %", y2023="i.a."), "no-baseline"),
        (text("-1 pp since 2023", y2024="9 %", y2023="bra"), "value-unreadable"),
        # from another period, or to another one
        (text("-1 pp since 2022", y2024="9 %"), "no-baseline"),
        (text("2023-12: -1 pp since 2023-01", y2024="9 %"), "no-baseline"),
        (text("2024-H1: -1 pp since 2023", y2024="9 %"), "no-baseline"),
        # an interval is no number to count from
        (text("-1–2 pp since 2023", y2024="9 %"), "value-imprecise"),
        # a difference alone tells no value
        (text("-1 pp since 2023"), "no-value"),
        (text("-1 pp since 2023", y2023="10 %"), "value-too-old"),
        # twice
        (text("-1 pp since 2023", "-1 pp siden 2023", y2024="9 %"), "value-unreadable"),
        (text("-1 pp since 2023", "-10 % siden 2023", y2024="9 %"), "green"),
    ],
)
def test_when_a_difference_is_used(said, expected):
    assert expected == outcome(LEAVE, said, report="2024")


def test_a_baseline_is_about_when_the_change_is():
    found, conclusion = judged(LEAVE, text("om lag -1 pp since 2023", y2024="8,9 %"), report="2024")

    assert "green" == conclusion
    assert ("about 9.9 %", Fraction("9.9")) == (
        EN.say(found.baseline.value),
        found.baseline.value.number,
    )


# a percentage is compared as it stands


def trajectory(of="last year's target", unit="count", until="75", more="", step="5 %"):
    """A card that is to go down 5 % a year."""
    counted = f"    of: {of}\n" if of else ""
    return card(f"""\
measure:
  unit: {unit}
{more}direction: lower is better
targets:
  - from: 2024-01-01
    kind: trajectory
    baseline: own value in 2023
    reduce: {step}
    each: year
{counted}    until: {until}
""")


DOWN = trajectory()
DOWN_ALIKE = trajectory("the baseline")
MORE = baseline("at least 15 % more than the value in 2023", "count", direction="higher")
ABOVE = baseline("above the value in 2023", "count", direction="higher")


@pytest.mark.parametrize(
    ("made", "report", "size", "expected"),
    [
        (DOWN, "2024", "-7 %", "green"),
        (DOWN, "2024", "-5 %", "green"),
        # too little, but the value may have reached the end already
        (DOWN, "2024", "-4,99 %", "no-value"),
        (DOWN, "2024", "-4 %", "no-value"),
        (DOWN, "2024", "+4 %", "no-value"),
        # 0.95² is 0.9025
        (DOWN, "2025", "-9,75 %", "green"),
        (DOWN, "2025", "-9,74 %", "no-value"),
        # twice 5 %
        (DOWN_ALIKE, "2025", "-10 %", "green"),
        (DOWN_ALIKE, "2025", "-9,99 %", "no-value"),
        (DOWN, "2024", "-6–8 %", "green"),
        (DOWN, "2024", "-4–8 %", "value-imprecise"),
        (MORE, "2024", "+15 %", "green"),
        (MORE, "2024", "+14,9 %", "red"),
        (MORE, "2024", "-15 %", "red"),
        (ABOVE, "2024", "+0,1 %", "green"),
        (ABOVE, "2024", "0 %", "red"),
    ],
)
def test_a_percentage_alone(made, report, size, expected):
    assert expected == outcome(made, text(f"{size} since 2023"), report=report)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        # the value is known, and not at the end
        (text("-5 % since 2023", y2024="98"), "green"),
        (text("-4 % since 2023", y2024="98"), "red"),
        (text("-5 % since 2023", y2024="98", y2023='"-"'), "green"),
        # at the end, whatever has changed
        (text("-4 % since 2023", y2024="75"), "green"),
        (text("+4 % since 2023", y2024="74"), "green"),
        # both values are given: 98 of 100 is not 5 % less
        (text("-7 % since 2023", y2024="98", y2023="100"), "red"),
        (text("-1 % since 2023", y2024="95", y2023="100"), "green"),
        # of or to another period
        (text("-7 % since 2022", y2024="98"), "no-baseline"),
        (text("-7 % since 2023-H1", y2024="98"), "no-baseline"),
        (text("2024-H1: -7 % since 2023", y2024="98"), "no-baseline"),
        (text("-7 % since 2022"), "no-value"),
        # a reason is an answer, and an older value is none
        (text("-7 % since 2023", y2024="i.a."), "not-applicable"),
        (text("-7 % since 2023", y2024="< 10"), "too-few-cases"),
        (text("-7 % since 2023", y2024="bra"), "value-unreadable"),
        (text("-7 % since 2023", "-8 % since 2023"), "value-unreadable"),
    ],
)
def test_given_values_win_over_a_percentage(said, expected):
    assert expected == outcome(DOWN, said, report="2024")


POSSIBLE = "  possible: 0 % to 100 %\n"
SIGNED = "  possible: -500 to 500\n"


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (trajectory(), "green"),
        (trajectory(unit="percent", until="7 %", more=POSSIBLE), "green"),
        # "7 % down" of a negative number may mean either way
        (trajectory(unit="percent", until="7 %"), "no-value"),
        (trajectory(unit="NOK", until="7 NOK"), "no-value"),
        (trajectory(unit="points", until="7"), "no-value"),
        (trajectory(unit="days", until="7"), "green"),
        (trajectory(unit="days", until="7", more=SIGNED), "no-value"),
        # a percentage does not tell points
        (trajectory(of=None, step="3"), "no-value"),
        (trajectory(of=None, step="0.5 percentage points", unit="percent", until="7 %", more=POSSIBLE), "no-value"),
    ],
)  # fmt: skip
def test_where_a_percentage_says_enough(made, expected):
    assert expected == outcome(made, text("-7 % since 2023"), report="2024")


def test_a_percentage_does_not_tell_percentage_points():
    said = "at most 1 percentage point less than the value in 2023"
    made = baseline(said, "percent", more=POSSIBLE)

    assert "no-baseline" == outcome(made, text("-90 % since 2023", y2024="1 %"), report="2024")


def test_a_fixed_number_is_not_met_by_a_change():
    assert "no-value" == outcome(COUNT, text("-50 % since 2023"))


def test_yellow_of_a_change():
    made = card("""\
measure:
  unit: count
direction: higher is better
targets:
  - from: 2024-01-01
    kind: baseline
    green: at least 15 % more than the value in 2023
    yellow: at least 5 % more than the value in 2023
""")

    assert ["green", "yellow", "yellow", "red"] == [
        outcome(made, text(f"{size} since 2023"), report="2024")
        for size in ("+15 %", "+14,9 %", "+5 %", "+4,9 %")
    ]


# derived figures


@pytest.mark.parametrize("derived", ["complement", "mean of 3 months"])
@pytest.mark.parametrize("change", ["-7 % since 2023", "-1 pp since 2023"])
def test_a_derived_figure_does_not_use_changes(derived, change):
    """What has changed is the given figure, not the judged one."""
    more = f"  possible: 0 % to 100 %\n  derived: {derived}\n"
    made = baseline("at most 5 % less than the value in 2023", "percent", more=more)
    found, conclusion = judged(made, text(change), report="2024")

    assert "no-value" == conclusion
    assert ["Stated changes are not judged here."] == [EN.say(a) for a in found.asides]


def test_a_derived_figure_does_not_use_a_difference_as_baseline():
    made = baseline("at least the value in 2023", "percent", direction="higher",
                    more="  derived: complement\n")  # fmt: skip

    assert "no-baseline" == outcome(made, text("-1 pp since 2023", y2024="16 %"), report="2024")
    assert "green" == outcome(
        made, text("-1 pp since 2023", y2024="16 %", y2023="17 %"), report="2024"
    )


# what is said


def test_a_judged_change_stands_in_the_report_as_a_percentage():
    found = told(book(DOWN), "  asked:\n    changes:\n      - -10 % since 2023\n")["assessments"][0]

    assert ("-10", "percent", "2025-H1", None, "s.yaml:9") == tuple(
        found[key] for key in ("value", "unit", "period", "baseline", "place")
    )
    # 9.75 % down was asked for: a quarter of a point more than enough
    assert ("green", "0.25") == (found["colour"], found["margin"])


def test_a_baseline_that_was_worked_out_says_so():
    answers = "  asked:\n    values:\n      2025-H1: 9 %\n    changes:\n      - -2 prosentpoeng siden 2023\n"

    assert (
        "It counts from 11 % in 2023, worked out from the stated change −2 percentage points "
        "since 2023 (s.yaml:11)."
    ) == explained(book(LEAVE), answers)[1]
