"""Colours declared on too few cases, and the interval of a share: hits, near misses, and figures from elsewhere."""

from fractions import Fraction

import pytest

from compliance.language import rounded
from compliance.observe.small_numbers import Share, small_numbers_observed
from observing import made
from one_card import above_growth, assessed, book, codes, messages, outcomes, told
from written import EN, card

SHARE = """\
measure:
  unit: percent
  decimals: 1
  possible: 0 % to 100 %
{measure}direction: higher is better
min_n: 10
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 60 %
    yellow: at least 45 %
"""


PARTS = """\
components:
  - id: north
    nb: Nord
    en: North
  - id: south
    nb: Sør
    en: South
"""


def share_card(measure="", *edits, head=""):
    text = head + SHARE.format(measure=measure)
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return card(text)


def answer(*lines, declared=""):
    """An answer with one value in full."""
    fields = "".join(f"        {line}\n" for line in lines)
    return f"  asked:\n{declared}    values:\n      2025-H1:\n{fields}"


def of(part, whole, declared=""):
    return answer(f"numerator: {part}", f"denominator: {whole}", declared=declared)


GREEN = "    declared: green\n"


def unjudged(rules, answers):
    return made(small_numbers_observed, rules, answers, kind="unjudged")


def uncertain(rules, answers):
    return made(small_numbers_observed, rules, answers, kind="uncertainty")


def spans(rules, answers):
    """Whether each interval spans a threshold, and which."""
    return [
        (fact.fields["spans"], EN.say(fact.details["threshold_text"]))
        for fact in uncertain(rules, answers)
    ]


# Declared on too few


def test_a_colour_on_fewer_cases_than_the_card_asks_for_is_found_where_it_is_declared():
    report = told(book(share_card()), of(5, 7, GREEN))

    assert [(None, None, "too-few-cases")] == outcomes(report)
    said = (
        '"Card" is declared green, but its figure rests on too few cases (7 cases). '
        "At least 10 are needed."
    )
    assert [said] == messages(report, "declared-on-too-few")
    assert ["s.yaml:8"] == [
        f["place"] for f in report["findings"] if f["code"] == "declared-on-too-few"
    ]


@pytest.mark.parametrize(
    ("answers", "cases"),
    [
        (of(1, 1, GREEN), "1 case"),
        (of(5, 9, GREEN), "9 cases"),
        (answer("value: 55 %", "cases: 9", declared=GREEN), "9 cases"),
        ("  asked:\n    declared: green\n    values:\n      2025-H1: < 10\n", "“< 10” is given"),
        (of("< 10", 55, GREEN), "“< 10” is given"),
        (answer("coverage: 82 %", "value: < 10", declared=GREEN), "“< 10” is given"),
        (of(0, 0, GREEN), "0 cases"),
        (answer("value: 55 %", "cases: 7.5", declared=GREEN), "7.5 cases"),
        # of another period
        (of(0, 0, GREEN) + "      2024: < 10\n", "0 cases"),
    ],
)
def test_the_number_of_cases_is_told_as_far_as_it_is_given(answers, cases):
    (fact,) = unjudged(book(share_card()), answers)

    assert cases == EN.say(fact.details["cases_text"])
    assert "At least 10 are needed." == EN.say(fact.details["least_text"])


def test_a_card_that_does_not_say_how_many_it_takes():
    (fact,) = unjudged(book(share_card("", ("min_n: 10\n", ""))), of(0, 0, GREEN))

    assert "The card does not say how many are needed." == EN.say(fact.details["least_text"])


def test_a_share_of_a_figure_beside_that_is_masked():
    made_ = card("""\
beside:
  - id: growth
    nb: alle
    en: all
measure:
  unit: percent
  decimals: 1
  derived: share of growth
direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 60 %
""")
    answers = (
        "  asked:\n    declared: green\n    values:\n      2025-H1: 5\n"
        "    beside:\n      growth:\n        2025-H1: < 10\n"
    )
    (fact,) = unjudged(book(made_), answers)

    assert "how many is not given" == EN.say(fact.details["cases_text"])


@pytest.mark.parametrize(
    "answers",
    [
        of(6, 10, GREEN),  # as many as it takes
        of(5, 7),  # nothing is declared
        of(5, 7, "    declared: not published\n"),
    ],
)
def test_enough_cases_or_no_colour_is_silent(answers):
    rules = book(share_card())

    assert [] == unjudged(rules, answers)
    assert "declared-on-too-few" not in codes(told(rules, answers))


def test_a_colour_without_a_value_is_a_fact_but_no_finding():
    answers = '  asked:\n    declared: red\n    values:\n      2025-H1: "-"\n'
    rules = book(share_card())
    (fact,) = unjudged(rules, answers)

    assert ("red", "no-value") == (fact.fields["declared"], fact.fields["reason"])
    assert "declared-on-too-few" not in codes(told(rules, answers))


def test_a_location_is_found_by_itself():
    answers = """\
  asked:
    by:
      Nordby:
        declared: yellow
        values:
          2025-H1:
            numerator: 4
            denominator: 8
      Sørby:
        declared: yellow
        values:
          2025-H1:
            numerator: 40
            denominator: 80
"""
    (fact,) = unjudged(book(share_card()), answers)

    assert ("Nordby", "yellow") == (fact.fields["location"], fact.fields["declared"])


def test_the_part_that_rests_on_too_few_is_named():
    made_ = card(
        PARTS
        + SHARE.format(measure="")
        .replace("kind: threshold\n", "kind: each\n    target:\n      kind: threshold\n")
        .replace("    green", "      green")
        .replace("    yellow", "      yellow")
        + "    source:\n      document: Krav\n"
    )
    answers = """\
  asked:
    declared: green
    by:
      north:
        values:
          2025-H1:
            numerator: 90
            denominator: 100
      south:
        values:
          2025-H1:
            numerator: 5
            denominator: 6
"""
    (fact,) = unjudged(book(made_), answers)

    assert ("", "too-few-cases") == (fact.fields["component"] or "", fact.fields["reason"])
    assert "South: 6 cases" == EN.say(fact.details["cases_text"])


# The interval

PUBLISHED = [
    # Statistics in Medicine 17 (1998), pages 857–872, table I, method 3: Wilson's, without correction
    (81, 263, "0.2553", "0.3662"),
    (15, 148, "0.0624", "0.1605"),
    (0, 20, "0.0000", "0.1611"),
    (1, 29, "0.0061", "0.1718"),
]


@pytest.mark.parametrize(("part", "whole", "low", "high"), PUBLISHED)
def test_intervals_of_the_textbook(part, whole, low, high):
    ends = Share(Fraction(part, whole), Fraction(whole)).interval()

    assert [Fraction(low), Fraction(high)] == [rounded(end, 4) for end in ends]


@pytest.mark.parametrize(
    ("part", "whole", "threshold", "inside"),
    [
        # 10 of 20: 0.299298 to 0.700702
        (10, 20, "0.2992", False), (10, 20, "0.2993", True),
        (10, 20, "0.7007", True), (10, 20, "0.7008", False),
        # 0 of 20: to 3.841459 / 23.841459 = 0.161125
        (0, 20, "0.1611", True), (0, 20, "0.1612", False), (0, 20, "0", False),
        # 20 of 20: the mirror of it
        (20, 20, "0.8389", True), (20, 20, "0.8388", False), (20, 20, "1", False),
        # the threshold itself
        (12, 20, "0.6", True),
    ],
)  # fmt: skip
def test_what_lies_inside(part, whole, threshold, inside):
    share = Share(Fraction(part, whole), Fraction(whole))

    assert inside is share.reaches(Fraction(threshold))


@pytest.mark.parametrize("whole", [1, 7, 220, 20_000])
@pytest.mark.parametrize("share", ["0", "1/7", "1/2", "6/7", "1"])
def test_the_ends_that_are_shown_are_those_that_decide(share, whole):
    """A hair inside of an end is reached, a hair outside is not."""
    made_ = Share(Fraction(share), Fraction(whole))
    low, high = made_.interval()
    hair = Fraction(1, 10**15)

    assert made_.reaches(low + hair)
    assert made_.reaches(high - hair)
    assert not made_.reaches(max(low - hair, Fraction(0)))
    assert not made_.reaches(min(high + hair, Fraction(1)))


def test_an_open_figure_is_told_and_keeps_its_colour():
    # centre (0.57 + 0.01920729) / 1.03841459 = 0.567411, half of it 0.098916 / 1.038415 = 0.095257
    report = told(book(share_card()), of(57, 100))

    assert [(None, None, "yellow")] == outcomes(report)
    said = (
        '"Card" is statistically open. With 100 cases the 95 % interval reaches from 47.2 % to 66.3 %, '
        "on both sides of 60 %."
    )
    assert [said] == messages(report, "statistically-open")
    assert {"note"} == {
        f["severity"] for f in report["findings"] if f["code"] == "statistically-open"
    }


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (of(57, 100), ("yes", "60 %")),
        (answer("value: 57 %", "cases: 100"), ("yes", "60 %")),
        (answer("value: 57.0 %", "numerator: 57", "denominator: 100"), ("yes", "60 %")),
        (of(53, 100), ("yes", "45 %, 60 %")),  # 43.3 % to 62.5 %
        (of(60, 100), ("yes", "60 %")),  # 50.2 % to 69.1 %, on the threshold itself
        (of(52, 200), ("no", "")),  # 20.4 % to 32.5 %
        (of(90, 100), ("no", "")),  # 82.6 % to 94.5 %
        (of(11_900, 20_000), ("yes", "60 %")),  # 58.8 % to 60.2 %
        (of(11_800, 20_000), ("no", "")),  # 58.3 % to 59.7 %
    ],
)
def test_an_interval_spans_a_threshold_or_not(answers, expected):
    rules = book(share_card())

    assert [expected] == spans(rules, answers)
    is_found = "statistically-open" in codes(told(rules, answers))
    assert (expected[0] == "yes") is is_found


def test_an_end_is_never_shown_on_the_wrong_side_of_a_threshold():
    """5 905 of 10 000 reaches to 60.0101 %, which is not "60.0 %"."""
    (fact,) = uncertain(book(share_card()), of(5905, 10_000))

    assert "60.01 %" == EN.say(fact.details["high_text"])
    assert "58.1 %" == EN.say(fact.details["low_text"])


def test_what_is_left_to_100_is_judged_as_such():
    """43 of 100 are the others; 57 are judged."""
    (fact,) = uncertain(book(share_card("  derived: complement\n")), of(43, 100))

    assert ("47.2 %", "66.3 %") == tuple(
        EN.say(fact.details[end]) for end in ("low_text", "high_text")
    )
    assert ("yes", "yellow") == (fact.fields["spans"], fact.fields["colour"])


def test_a_range_has_two_thresholds():
    made_ = share_card(
        "", ("direction: higher is better\n", ""), ("kind: threshold", "kind: range"),
        ("green: at least 60 %\n    yellow: at least 45 %", "green: 40 % to 60 %"),
    )  # fmt: skip

    assert [("yes", "60 %")] == spans(book(made_), of(57, 100))  # 47.2 % to 66.3 %
    assert [("no", "")] == spans(book(made_), of(500, 1000))  # 46.9 % to 53.1 %


def test_a_threshold_of_all_is_never_inside():
    made_ = share_card("", ("at least 60 %", "at least 100 %"), ("    yellow: at least 45 %\n", ""))

    assert [("no", "")] == spans(book(made_), of(99, 100))
    assert [("no", "")] == spans(book(made_), of(100, 100))


def test_each_location_is_told_by_itself():
    answers = """\
  asked:
    by:
      Nordby:
        values:
          2025-H1:
            numerator: 57
            denominator: 100
      Sørby:
        values:
          2025-H1:
            numerator: 90
            denominator: 100
"""
    facts = uncertain(book(share_card()), answers)

    assert {("Nordby", "yes"), ("Sørby", "no")} == {
        (f.fields["location"], f.fields["spans"]) for f in facts
    }


BASELINE = (
    "kind: threshold\n    green: at least 60 %\n    yellow: at least 45 %",
    "kind: baseline\n    green: at least the value in 2024",
)


@pytest.mark.parametrize(
    ("made_", "answers"),
    [
        # nothing tells on how many cases it rests
        (share_card(), answer("value: 57 %")),
        # no exact share
        (share_card(), answer("value: about 57 %", "cases: 100")),
        (share_card(), answer("value: 50–58 %", "cases: 100")),
        # cases are whole
        (share_card(), of("57.5", 100)),
        (share_card(), of(57, "100.5")),
        (share_card("", ("min_n: 10\n", "")), answer("value: 57 %", "cases: 0")),
        # no colour
        (share_card(), of(5, 7)),
        # percentages that are no shares: a growth, a margin
        (share_card("", ("  possible: 0 % to 100 %\n", "")), of(57, 100)),
        (share_card("", ("0 % to 100 %", "-100 % to 100 %")), of(57, 100)),
        # both ends are uncertain
        (share_card("", BASELINE), of(57, 100) + "      2024: 58 %\n"),
        # a mean of months
        (share_card("  derived: mean of 6 months\n"), answer("value: 57 %", "cases: 100")),
    ],
)
def test_what_has_no_such_interval_is_silent(made_, answers):
    assert [] == uncertain(book(made_), answers)


def test_a_figure_that_is_held_against_another_is_silent():
    made_ = above_growth()
    answers = (
        answer("value: 57 %", "cases: 100") + "    beside:\n      growth:\n        2025-H1: 56 %\n"
    )

    assert ["green"] == [a.outcome for a in assessed(book(made_), answers).assessments]
    assert [] == uncertain(book(made_), answers)


def test_a_colour_that_may_still_change_is_no_other_side():
    """A running total that is green stays green; what lies below is not red before the year ends."""
    running = share_card("  total_over: year\n", ("    yellow: at least 45 %\n", ""))
    plain = share_card("", ("    yellow: at least 45 %\n", ""))

    assert [("yes", "60 %")] == spans(book(plain), of(63, 100))
    assert [("no", "")] == spans(book(running), of(63, 100))
    assert [] == spans(book(running), of(57, 100))
