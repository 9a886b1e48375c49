"""Levels of risk and matrices: which level is judged, what it stands for, and how it stands to the one before."""

import pytest

from compliance.colour import Basis, Colour, Trend
from compliance.period import Period
from compliance.testing.trial import Trial
from one_card import book, explained, messages, outcomes, told
from written import card, judged, outcome

LEVELS = """\
targets:
  - from: 2024-01-01
    kind: risk
    green:
      - grønn
      - lav
    yellow:
      - gul
    red:
      - rød
      - svært høy
"""
MATRIX = """\
targets:
  - from: 2024-01-01
    kind: risk
    matrix:
      lav:
        liten: green
        middels: green
        stor: yellow
      middels:
        liten: green
        middels: yellow
        stor: red
      høy:
        liten: yellow
        middels: red
        stor: red
"""
TREND = "trend:\n  against: the period before\n"
LEVEL = card(TREND + LEVELS)
CELL = card(TREND + MATRIX)
BOTH = card(LEVELS + MATRIX.split("kind: risk\n")[1])


def values(*lines):
    """An entry with these values."""
    return "values:\n" + "".join(f"  {line}\n" for line in lines)


def cell(probability, consequence, period="2025-T1"):
    """A value as probability and consequence."""
    return f"{period}:\n    probability: {probability}\n    consequence: {consequence}"


# levels


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("grønn", "green"), ("lav", "green"), ("gul", "yellow"), ("rød", "red"), ("svært høy", "red"),
        ("Grønn", "green"), ("GUL", "yellow"), (" Rød ", "red"), ("svært  høy", "red"),
        ('"-"', "no-value"), ("", "no-value"), ("–", "no-value"),
        ("i.a.", "not-applicable"), ("ikke aktuelt", "not-applicable"),
        # no other word is a level, also where it would be elsewhere
        ("oransje", "value-unreadable"), ("green", "value-unreadable"), ("innfridd", "value-unreadable"),
        ("svært", "value-unreadable"), ("3", "value-unreadable"), ("< 10", "value-unreadable"),
        ("gul/rød", "value-unreadable"),
    ],
)  # fmt: skip
def test_the_words_of_levels(said, expected):
    found, conclusion = judged(LEVEL, values(f"2025-T1: {said}"))

    assert (expected, Basis.STATED, "risk") == (conclusion, found.basis, found.kind)


def unreadable(made, *lines):
    """Message and what is accepted of everything that cannot be read."""
    text = "  asked:\n    declared: red\n    source: R\n    text: t\n    values:\n"
    text += "".join(f"      {line}\n".replace("\n    ", "\n        ") for line in lines)
    return [
        (f["message"].removeprefix('The answer to "Card" cannot be read: '), f["accepted"])
        for f in told(book(made), text)["findings"]
        if f["code"] == "value-unreadable"
    ]


NO_MATRIX = "this card has no matrix of probability and consequence."


@pytest.mark.parametrize(
    ("made", "value", "what", "accepted"),
    [
        (LEVEL, "2025-T1: grøn", "“grøn” is no level of risk here.", "Did you mean “grønn”?"),
        (LEVEL, "2025-T1: oransje", "“oransje” is no level of risk here.",
         "Accepted: grønn, lav, gul, rød, svært høy."),
        (LEVEL, "2025-T9: gul", "“2025-T9” is not a period.",
         ("Write a year (2025), half-year (2025-H1), tertial (2025-T1), quarter (2025-Q1), "
          "month (2025-01) or span of months (2025-01/2025-04).")),
        (LEVEL, cell("lav", "stor"), NO_MATRIX, "Write the level alone."),
        (CELL, cell("lavt", "stor"), "probability: “lavt” is not one of its words.", "Did you mean “lav”?"),
        (CELL, cell("lav", "enorm"), "consequence: “enorm” is not one of its words.",
         "Accepted: liten, middels, stor."),
        (CELL, "2025-T1:\n    probability: lav", "consequence: “” is not one of its words.",
         "Accepted: liten, middels, stor."),
        (CELL, "2025-T1: gul", "“gul” is no level of risk here.", "Accepted: probability, consequence."),
    ],
)  # fmt: skip
def test_a_word_that_is_none_is_found_with_the_ones_that_are(made, value, what, accepted):
    assert [(what, accepted)] == unreadable(made, value)


# matrix


@pytest.mark.parametrize(
    ("probability", "consequence", "expected"),
    [
        ("lav", "liten", "green"), ("lav", "middels", "green"), ("lav", "stor", "yellow"),
        ("middels", "liten", "green"), ("middels", "middels", "yellow"), ("middels", "stor", "red"),
        ("høy", "liten", "yellow"), ("høy", "middels", "red"), ("høy", "stor", "red"),
        ("Lav", "STOR", "yellow"), ("  HØY", "liten ", "yellow"),
        ("stor", "lav", "value-unreadable"),
    ],
)  # fmt: skip
def test_every_cell_of_a_matrix(probability, consequence, expected):
    found, conclusion = judged(CELL, values(cell(probability, consequence)))

    assert (expected, Basis.FIGURES, "risk") == (conclusion, found.basis, found.kind)


@pytest.mark.parametrize(
    ("value", "basis", "expected"),
    [
        ("2025-T1: rød", Basis.STATED, "red"),
        (cell("lav", "liten"), Basis.FIGURES, "green"),
    ],
)
def test_where_both_may_stand_the_basis_is_that_of_what_does(value, basis, expected):
    found, conclusion = judged(BOTH, values(value))

    assert (basis, expected) == (found.basis, conclusion)


def test_stated_levels_are_counted_apart_and_cells_are_not():
    def summary(made, value):
        text = "  asked:\n    values:\n      " + value.replace("\n", "\n    ")
        return told(book(made), text + "\n")["summary"]

    stated, worked_out = summary(LEVEL, "2025-T1: gul"), summary(CELL, cell("lav", "stor"))

    assert (0, 1) == (stated["yellow"], stated["stated"])
    assert (1, 0) == (worked_out["yellow"], worked_out["stated"])


# which one is judged


@pytest.mark.parametrize(
    ("lines", "period", "expected"),
    [
        (["2025-T1: gul"], "2025-T1", "yellow"),
        (["2025-Q1: gul", "2025-Q2: rød"], "2025-Q2", "red"),
        (["2025-Q2: rød", "2025-Q1: gul"], "2025-Q2", "red"),
        # the longer of two that end the same day
        (["2025-H1: gul", "2025-06: rød"], "2025-H1", "yellow"),
        (["2025-06: rød", "2025-H1: gul"], "2025-H1", "yellow"),
        # a later one is never judged
        (["2025-T1: gul", "2025-T2: rød"], "2025-T1", "yellow"),
        (["2025-T2: rød"], "2025-H1", "no-value"),
        # an older one is not good enough
        (["2024-T3: gul"], "2025-H1", "value-too-old"),
        (["2024: gul", "2025-T2: rød"], "2025-H1", "value-too-old"),
        # what is missing is passed over, but a reason is an answer
        (["2025-Q1: gul", '2025-Q2: "-"'], "2025-Q1", "yellow"),
        (["2025-Q1: gul", "2025-Q2: i.a."], "2025-Q2", "not-applicable"),
        # one that cannot be read may have been meant for the very period that is judged
        (["2025-Q1: gul", "2025-Q2: grå"], "2025-H1", "value-unreadable"),
        (["2024-Q1: grå", "2025-Q2: gul"], "2025-H1", "value-unreadable"),
        (["i fjor: gul", "2025-Q2: gul"], "2025-H1", "value-unreadable"),
        # the same time by two names
        (["2025-T1: gul", "2025-01/2025-04: gul"], "2025-H1", "value-unreadable"),
        (["2024-T1: gul", "2024-01/2024-04: gul", "2025-T1: rød"], "2025-H1", "value-unreadable"),
        ([], "2025-H1", "no-value"),
    ],
)  # fmt: skip
def test_the_latest_level_within_the_report_is_judged(lines, period, expected):
    found, conclusion = judged(LEVEL, values(*lines) if lines else "")

    assert (period, expected) == (found.period.name, conclusion)


def test_the_same_time_twice_is_a_finding():
    assert [("January to April 2025 is the same time as tertial 1 2025.", "Keep one of them.")] == (
        unreadable(LEVEL, "2025-T1: gul", "2025-01/2025-04: rød")
    )


def test_before_its_first_day_there_is_no_target():
    """A target of a risk is that of the report's last day."""
    assert "no-target-in-force" == outcome(LEVEL, values("2023-T1: gul"), report="2023-H1")


# trend


def word(made, *lines):
    """The trend of an answer with these levels, and the two levels."""
    text = "  asked:\n    values:\n"
    text += "".join(f"      {line}\n".replace("\n    ", "\n        ") for line in lines)
    found = told(book(made), text)["assessments"][0]["trend"]
    return None if found is None else (found["word"], found["earlier"], found["value"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2024-T3: rød", "2025-T1: gul"], ("better", "rød", "gul")),
        (["2024-T3: rød", "2025-T1: Grønn"], ("better", "rød", "Grønn")),
        (["2024-T3: gul", "2025-T1: gul"], ("stable", "gul", "gul")),
        # other words for one colour
        (["2024-T3: grønn", "2025-T1: lav"], ("stable", "grønn", "lav")),
        (["2024-T3: grønn", "2025-T1: gul"], ("worse", "grønn", "gul")),
        (["2024-T3: gul", "2025-T1: svært høy"], ("worse", "gul", "svært høy")),
        # the latest before it, in whatever order
        (["2024-T1: rød", "2024-T3: grønn", "2025-T1: gul"], ("worse", "grønn", "gul")),
        (["2025-T1: gul", "2024-T3: grønn", "2024-T1: rød"], ("worse", "grønn", "gul")),
        (["2025-Q1: gul", "2025-Q2: grønn"], ("better", "gul", "grønn")),
        # only levels count
        (["2024-T2: rød", '2024-T3: "-"', "2025-T1: gul"], ("better", "rød", "gul")),
        (["2024-T2: rød", "2024-T3: i.a.", "2025-T1: gul"], ("better", "rød", "gul")),
        (["2025-T1: gul"], None),
        (["2025-T1: gul", "2025-T2: rød"], None),
        (["2024-T3: gul"], None),
        (["2024-T3: gul", "2025-T1: i.a."], None),
        (["2024-T3: grå", "2025-T1: gul"], None),
    ],
)  # fmt: skip
def test_a_darker_colour_than_before_is_worse(lines, expected):
    assert expected == word(LEVEL, *lines)


def test_from_one_tertial_to_the_next():
    made = Trial(
        card=LEVEL, report=Period.parse("2025"), values={"2025-T1": "rød", "2025-T2": "gul"}
    )

    assert (Colour.YELLOW, Trend.BETTER) == (made.outcome, made.assessment.trend)


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (("høy", "stor"), ("lav", "stor"), "better"),
        (("høy", "stor"), ("høy", "middels"), "stable"),
        (("lav", "liten"), ("middels", "middels"), "worse"),
    ],
)
def test_a_trend_of_cells(before, now, expected):
    found = word(CELL, cell(*before, period="2024-T3"), cell(*now))

    assert (expected, " × ".join(before), " × ".join(now)) == found


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["2024-T1: rød", "2025-T1: gul"], ("better", "rød", "gul")),
        (["2024-T1: rød", "2024-T3: grønn", "2025-T1: gul"], ("better", "rød", "gul")),
        (["2024-T3: rød", "2025-T1: gul"], None),
    ],
)
def test_a_trend_against_the_same_months_last_year(lines, expected):
    made = card("trend:\n  against: same months last year\n" + LEVELS)

    assert expected == word(made, *lines)


def test_a_card_without_a_trend_has_none():
    assert None is word(card(LEVELS), "2024-T3: rød", "2025-T1: gul")


# components

RISKS = card(
    """\
components:
  - id: fire
    nb: Brann
    en: Fire
  - id: flood
    nb: Flom
    en: Flood
"""
    + LEVELS
)


def test_each_risk_is_judged_on_its_own():
    text = """\
  asked:
    by:
      flood:
        values:
          2025-T1: rød
      fire:
        values:
          2025-T1: grønn
"""
    found = told(book(RISKS), text)

    assert [(None, "fire", "green"), (None, "flood", "red")] == outcomes(found)
    assert 2 == found["summary"]["stated"]
    assert [] == messages(found, "component-missing")


# what is said


@pytest.mark.parametrize(
    ("probability", "consequence", "expected"),
    [
        ("lav", "stor", "It would be green with consequence “middels”."),
        ("middels", "middels", "It would be green with probability “lav” / consequence “liten”."),
        ("høy", "liten", "It would be green with probability “middels”."),
        # no smaller probability alone, and no smaller consequence alone, is enough
        ("høy", "stor", None),
        ("middels", "stor", "It would be green with consequence “liten”."),
        ("lav", "liten", None),
    ],
)
def test_the_nearest_cells_that_are_green(probability, consequence, expected):
    text = f"  asked:\n    values:\n      2025-T1:\n        probability: {probability}\n"
    text += f"        consequence: {consequence}\n"
    (found,) = told(book(CELL), text)["assessments"]

    assert expected == (
        None if found["would_be_green"] is None else found["would_be_green"]["words"]
    )
    if expected is not None:
        assert expected in found["explanation"]


def test_a_stated_level_says_nothing_of_what_would_be_green():
    (found,) = told(book(LEVEL), "  asked:\n    values:\n      2025-T1: rød\n")["assessments"]

    assert None is found["would_be_green"]


def test_a_trend_of_levels_is_said_in_their_words():
    text = "  asked:\n    values:\n      2024-T3: Rød\n      2025-T1: Gul\n"

    assert "Trend: better (from “Rød” in tertial 3 2024)." in explained(book(LEVEL), text)
