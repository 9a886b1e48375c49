"""An older, given or foreign figure is never judged in place of the one that is asked for, and nothing vanishes."""

from dataclasses import replace

import pytest

from compliance.facts.changes import read_changes
from compliance.period import Period
from one_card import NORTH, above_growth, asks, book, codes, growing, other_card, outcomes, told
from test_facts_edges import ANSWER, answer
from written import card, entry, outcome


def measured(more="", direction="lower", green="at most 5", unit="count", head="", rest=""):
    """A card with one threshold."""
    return card(f"""\
{head}measure:
  unit: {unit}
{more}direction: {direction} is better
{rest}targets:
  - from: 2020-01-01
    kind: threshold
    green: {green}
""")


def baseline(more="", green="at most the value in 2023", unit="count", head=""):
    """A card that counts from 2023."""
    return card(f"""\
{head}measure:
  unit: {unit}
{more}direction: lower is better
targets:
  - from: 2020-01-01
    kind: baseline
    green: {green}
""")


STAFF = "beside:\n  - id: staff\n    nb: de ansatte\n    en: the staff\n"


# A share, a rate or a mean that lacks something


def share(more=""):
    return measured(
        "  decimals: 1\n  derived: share of staff\n" + more,
        "higher",
        "at least 50 %",
        "percent",
        STAFF,
    )


@pytest.mark.parametrize(
    ("periods", "more"),
    [(("2024", "2025-H1"), "  latency: 12 months\n"), (("2025-Q1", "2025-H1"), "")],
)
def test_the_newest_share_without_its_whole_is_not_replaced_by_an_older_one(periods, more):
    """30 of 50 is 60 %, but of an older time."""
    old, new = periods
    text = answer(f"{old}: 30", f"{new}: 3") + f"    beside:\n      staff:\n        {old}: 50\n"

    assert [(None, None, "no-value")] == outcomes(told(book(share(more)), text))


MEAN = measured("  decimals: 1\n  derived: mean of 3 months\n")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["2025-Q1: 4", "2025-06: 90"], "no-value"),
        # (1 + 1 + 90) / 3 is above 5
        (['2025-Q2: "-"', "2025-03: 1", "2025-04: 1", "2025-05: 1", "2025-06: 90"], "red"),
        (["2025-H1: 90", "2025-01: 1", "2025-02: 1", "2025-03: 1"], "no-value"),
        (["2025-H1: 90", "2025-04: 1", "2025-05: 1", "2025-06: 1"], "green"),
        (["2025-04: 1", "2025-05: 1", "2025-06: 1", "2025-08: 1"], "green"),
        (["2025-01: 1", "2025-02: 1", "2025-03: 1", "2025-06: 90", "2025-08: 1"], "no-value"),
    ],
)
def test_no_older_mean_is_judged_instead(values, expected):
    assert [(None, None, expected)] == outcomes(told(book(MEAN), answer(*values)))


# Another answer's figure


def test_what_is_given_under_a_complement_is_no_figure_beside():
    """16 % late is 84 % kept; 50 % is not at least 84 %."""
    made = card("""\
beside:
  - id: kept
    nb: de holdte
    en: the kept
measure:
  unit: percent
direction: higher is better
targets:
  - from: 2020-01-01
    kind: comparison
    green: at least kept
""")
    kept = other_card(
        "kept",
        """\
measure:
  unit: percent
  derived: complement
direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 95 %
""",
    )
    text = answer("2025-H1: 50 %") + "  kept:\n    values:\n      2025-H1: 16 %\n"

    assert [(None, None, "no-baseline"), (None, None, "red")] == outcomes(
        told(book(made, kept), text)
    )


def test_two_answers_that_disagree_are_named():
    made = above_growth()
    growth = growing("growth")
    again = growing("again")
    again = replace(again, indicator="growth")
    rules = book(
        made, growth, again, requirements=[asks(made), asks(growth, id_="g"), asks(again, id_="a")]
    )
    text = answer("2025-H1: 3 %")
    text += "  g:\n    values:\n      2025-H1: 2 %\n  a:\n    values:\n      2025-H1: 4 %\n"
    first = told(rules, text)["assessments"][0]

    assert "value-unreadable" == first["not_assessed"]
    assert any(
        s.startswith("The figure beside, 2 %, cannot be used:") for s in first["explanation"]
    )


# What belongs to another time, place or kind


def test_parts_are_not_judged_by_a_change_of_an_older_time():
    made = card("""\
components:
  - id: north
    nb: Nord
    en: North
measure:
  unit: count
  latency: 12 months
direction: lower is better
targets:
  - from: 2023-06-01
    kind: each
    target:
      kind: baseline
      green: at most 10 % more than the value in 2023
    source:
      document: Krav
  - from: 2025-01-01
    kind: each
    target:
      kind: baseline
      green: at most 5 % less than the value in 2023
    source:
      document: Krav
""")
    text = ANSWER + '    by:\n      north:\n        changes:\n          - "2024: -2 % since 2023"\n'

    assert {"value-too-old"} == {told_[2] for told_ in outcomes(told(book(made), text))}


@pytest.mark.parametrize("direction", ["higher", "lower"])
@pytest.mark.parametrize("value", ["2", "5", "9"])
def test_a_running_total_in_a_range_is_open_until_the_year_ends(direction, value):
    """2 may grow into 4 to 5, and 5 out of it."""
    made = card(f"""\
measure:
  unit: count
  total_over: year
direction: {direction} is better
targets:
  - from: 2020-01-01
    kind: range
    green: 4 to 5
""")
    whole = {"2": "red", "5": "green", "9": "red"}[value]

    assert "not-due" == outcome(made, f"values:\n  2025-H1: {value}\n")
    assert whole == outcome(made, f"values:\n  2024: {value}\n", report="2024")


def test_the_organisation_s_baseline_in_the_rules_is_not_that_of_a_component():
    made = card("""\
components:
  - id: north
    nb: Nord
    en: North
measure:
  unit: percent
direction: lower is better
targets:
  - from: 2020-01-01
    kind: baseline
    green: at most the value in 2023
    baselines:
      TRI:
        2023: 8 %
""")
    own = (
        ANSWER
        + "    by:\n      north:\n        values:\n          2025-H1: 7 %\n          2023: 5 %\n"
    )
    none = ANSWER + "    by:\n      north:\n        values:\n          2025-H1: 7 %\n"

    assert [(None, "north", "red")] == outcomes(told(book(made), own))
    assert [(None, "north", "no-baseline")] == outcomes(told(book(made), none))
    assert [(None, None, "green")] == outcomes(told(book(made), answer("2025-H1: 7 %")))


def test_a_value_of_a_time_when_words_were_judged_is_not_replaced_by_a_word():
    made = card("""\
measure:
  unit: percent
  latency: 12 months
direction: higher is better
targets:
  - from: 2024-01-01
    kind: status
  - from: 2025-01-01
    kind: threshold
    green: at least 50 %
""")
    found = told(book(made), ANSWER + "    status: innfridd\n    values:\n      2024: 40 %\n")

    assert [(None, None, "no-target-in-force")] == outcomes(found)


def test_a_trend_is_not_against_a_part_of_the_same_time():
    made = measured(rest="trend:\n  against: the period before\n", green="at most 99")
    values = ["2025-05: 1", "2025-H1: 6"]

    assert None is told(book(made), answer(*values))["assessments"][0]["trend"]
    later = told(book(made), answer("2024-H2: 12", *values))["assessments"][0]["trend"]
    assert ("better", "-50") == (later["word"], later["change"])


# What cannot be


@pytest.mark.parametrize(
    ("more", "change"),
    [
        ("", "+23 since 2023"),  # from -13
        ("  possible: 0 to 100\n", "-200 since 2023"),  # from 210
        ("", "-120 % since 2023"),
    ],
)
def test_a_change_that_cannot_be_is_unreadable(more, change):
    text = answer("2025-H1: 10") + f"    changes:\n      - {change}\n"
    found = told(book(baseline(more)), text)

    assert [(None, None, "value-unreadable")] == outcomes(found)
    assert ["value-unreadable"] == codes(found)


@pytest.mark.parametrize(
    ("said", "low", "high"), [("-7 til -5 %", -7, -5), ("-2 til +3 %", -2, 3), ("-5–7 %", -7, -5)]
)
def test_both_ends_of_a_change_may_have_a_sign(said, low, high):
    made = baseline()
    (change,), _ = read_changes(
        entry(f'changes:\n  - "{said} siden 2023"\n').changes, made, Period.parse("2025-H1")
    )

    assert (low, high) == (change.size.low, change.size.high)


def test_one_sign_for_two_ends_in_words_is_ambiguous():
    made = baseline()
    changes, troubles = read_changes(
        entry('changes:\n  - "-2 til 3 % siden 2023"\n').changes, made, Period.parse("2025-H1")
    )

    assert () == changes
    assert "can be read in two ways" in troubles[0].error.what.source


LEFT = measured("  decimals: 0\n  derived: complement\n", "higher", "at least 85 %", "percent")


def test_nothing_less_than_nothing_is_left():
    assert [(None, None, "value-unreadable")] == outcomes(
        told(book(LEFT), answer("2025-H1: 160 %"))
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("numerator: 31\n        denominator: 200", "green"),  # 84.5 % is published as 85 %
        ("value: 16 %", "red"),
        ("value: 15 %", "green"),
    ],
)
def test_what_is_left_is_rounded_itself(fields, expected):
    made = measured(
        "  derived: complement\n",
        "higher",
        "at least 85 %",
        "percent",
        rest="compare: as reported\n",
    )
    text = ANSWER + f"    values:\n      2025-H1:\n        {fields}\n"

    assert [(None, None, expected)] == outcomes(told(book(made), text))


@pytest.mark.parametrize(
    ("made", "values"),
    [
        (measured("  derived: complement\n  possible: 50 % to 100 %\n", "higher", "at least 80 %", "percent"),
         ["2025-H1: 16 %"]),
        (measured("  derived: mean of 3 months\n  possible: 0 to 10\n"),
         ["2025-04: 1", "2025-05: 1", "2025-06: 12"]),
    ],
)  # fmt: skip
def test_possible_is_of_the_judged_figure(made, values):
    """84 % is left; (1 + 1 + 12) / 3 is below 5."""
    found = told(book(made), answer(*values))

    assert ([(None, None, "green")], []) == (outcomes(found), codes(found))


def test_a_mean_that_cannot_be_is_unreadable():
    made = measured("  derived: mean of 3 months\n  possible: 0 to 10\n")
    found = told(book(made), answer("2025-04: 11", "2025-05: 11", "2025-06: 11"))

    assert [(None, None, "value-unreadable")] == outcomes(found)


def test_a_budget_may_be_below_zero_where_the_value_may():
    made = card("""\
measure:
  unit: days
  possible: -500 to 500
direction: higher is better
targets:
  - from: 2020-01-01
    kind: comparison
    green: at least the budget
""")
    text = ANSWER + "    values:\n      2025-H1:\n        value: -5\n        budget: -10\n"

    assert [(None, None, "green")] == outcomes(told(book(made), text))


# Yellow in other steps than green


@pytest.mark.parametrize(
    ("value", "expected"), [("9.5 %", "green"), ("9 %", "green"), ("9.6 %", "red")]
)
def test_a_yellow_that_is_harder_than_green_says_nothing(value, expected):
    """5 % less than 10 % is 9.5 %; 1 percentage point less is 9 %."""
    made = card("""\
measure:
  unit: percent
  decimals: 1
direction: lower is better
targets:
  - from: 2020-01-01
    kind: baseline
    green: at most 5 % less than the value in 2023
    yellow: at most 1 percentage points less than the value in 2023
""")

    assert [(None, None, expected)] == outcomes(
        told(book(made), answer(f"2025-H1: {value}", "2023: 10 %"))
    )


# Nothing vanishes


def test_a_figure_beside_for_all_components_that_cannot_be_read_is_found():
    made = above_growth(NORTH)
    north = "    by:\n      north:\n        values:\n          2025-H1: 3 %\n"
    bad = ANSWER + "    beside:\n      growth:\n        2025-H1: bra\n" + north
    misspelt = ANSWER + "    beside:\n      grwth:\n        2025-H1: 2 %\n" + north

    assert ["value-unreadable"] == codes(told(book(made), bad))
    assert ["value-unreadable"] == codes(told(book(made), misspelt))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ("-7 % since 2022", "The stated change −7 % since 2022 is not used."),
        ('"2024: -7 % since 2023"',
         "The stated change −7 % since 2023 is of 2024, not of half-year 1 2025, and is not used."),
    ],
)  # fmt: skip
def test_a_change_that_is_not_used_is_told(changes, said):
    text = answer("2025-H1: 10") + f"    changes:\n      - {changes}\n"
    (found,) = told(book(baseline()), text)["assessments"]

    assert "no-baseline" == found["not_assessed"]
    assert said in found["explanation"]


def test_a_change_between_given_values_is_not_told():
    """They tell it themselves."""
    text = answer("2025-H1: 10", "2023: 12") + "    changes:\n      - -2 since 2023\n"
    (found,) = told(book(baseline()), text)["assessments"]

    assert not any("is not used" in sentence for sentence in found["explanation"])


@pytest.mark.parametrize("said", ["    status: ikke innfridd\n", "    delivered: no\n"])
def test_an_answer_to_several_cards_at_once_is_found(said):
    one, two = measured(), other_card("two", "measure:\n  unit: count\ndirection: lower is better\n"
                                      "targets:\n  - from: 2020-01-01\n    kind: expected\n")  # fmt: skip
    rules = book(one, two, requirements=[asks(one, two)])
    found = told(rules, ANSWER + said)

    assert ["value-unreadable"] == [c for c in codes(found) if c != "not-answered"]


def test_what_stands_under_by_without_a_card_is_told():
    made = measured()
    rules = book(made)
    bare = replace(rules, requirements=(replace(rules.requirements[0], cards=()),))
    text = ANSWER + "    status: innfridd\n    by:\n      Nordby:\n        status: ikke innfridd\n"
    (found,) = told(bare, text)["assessments"]

    assert "green" == found["colour"]
    assert (
        "What stands under “by” is not judged here: the requirement has no card."
        in found["explanation"]
    )


def test_an_answer_of_words_beside_the_places_of_its_card_is_no_assessment():
    """As a table writes it: the colour under the requirement, the figures under the card."""
    made = measured()
    text = ANSWER + "  x/card:\n    by:\n      Nordby:\n        values:\n          2025-H1: 4\n"

    assert [("Nordby", None, "green")] == outcomes(told(book(made), text))


@pytest.mark.parametrize(
    ("stated", "found"),
    [("1,2 mill. kr", []), ("1,3 mill. kr", ["value-unreadable"]), ("1 234 568 kr", [])],
)
def test_a_value_in_millions_agrees_with_its_parts_as_written(stated, found):
    """123 456 789 / 100 is 1 234 567.89: 1.2 million as written, not 1.3."""
    made = measured(unit="NOK", green="at most 5000000 NOK")
    text = ANSWER + f"    values:\n      2025-H1:\n        value: {stated}\n"
    text += "        numerator: 123456789\n        denominator: 100\n"

    assert found == codes(told(book(made), text))
