"""Bands: the edges belong to the stated side, the line is covered once, and the exact evaluator reads them."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from compliance.colour import Colour, Reason
from compliance.thresholds import (
    Band,
    Bound,
    CellQuestion,
    DueQuestion,
    NumberQuestion,
    PartsQuestion,
    Settled,
    StatusQuestion,
    answer,
    band_number,
    bands_of,
    margin,
    range_bands,
    thresholds_of,
)

GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED


def bound(said):
    """ "at least 60" as a bound."""
    relation, _, number = said.rpartition(" ")
    return Bound(relation, Fraction(number))


def colour_of(bands, number):
    """The colour of one value."""
    return bands[band_number(bands, Fraction(number))].colour


@pytest.mark.parametrize(
    ("green", "yellow", "values"),
    [
        ("at least 60", None, {"59.9": RED, "60": GREEN, "60.1": GREEN}),
        ("above 60", None, {"59.9": RED, "60": RED, "60.1": GREEN}),
        ("at most 60", None, {"59.9": GREEN, "60": GREEN, "60.1": RED}),
        ("below 60", None, {"59.9": GREEN, "60": RED, "60.1": RED}),
        (
            "at least 60", "at least 45",
            {"44.9": RED, "45": YELLOW, "45.1": YELLOW, "59.9": YELLOW, "60": GREEN, "60.1": GREEN},
        ),
        ("at least 60", "above 45", {"45": RED, "45.1": YELLOW, "59.9": YELLOW, "60": GREEN}),
        ("above 60", "at least 45", {"44.9": RED, "45": YELLOW, "60": YELLOW, "60.1": GREEN}),
        ("at most 50", "at most 60", {"50": GREEN, "50.1": YELLOW, "60": YELLOW, "60.1": RED}),
        ("below 5", "at most 8", {"4.9": GREEN, "5": YELLOW, "8": YELLOW, "8.1": RED}),
        ("at most 5", "below 8", {"5": GREEN, "7.9": YELLOW, "8": RED}),
        ("above 5", "at least 5", {"4.9": RED, "5": YELLOW, "5.1": GREEN}),
        ("below 5", "at most 5", {"4.9": GREEN, "5": YELLOW, "5.1": RED}),
        ("at most 0", None, {"-1": GREEN, "0": GREEN, "1": RED}),
        ("at least -3", None, {"-3.1": RED, "-3": GREEN}),
    ],
)  # fmt: skip
def test_the_threshold_belongs_to_the_stated_side(green, yellow, values):
    bands = bands_of(bound(green), None if yellow is None else bound(yellow))

    assert values == {value: colour_of(bands, value) for value in values}


def test_a_hair_beside_the_threshold():
    """No rounding on the way: one part in 10^40 decides."""
    bands, hair = bands_of(bound("at least 60")), Fraction(1, 10**40)

    assert RED is bands[band_number(bands, 60 - hair)].colour
    assert GREEN is bands[band_number(bands, 60 + hair)].colour


def test_a_third_is_not_its_decimals():
    bands = bands_of(bound("at least 1/3"))

    assert GREEN is colour_of(bands, "1/3")
    assert RED is colour_of(bands, "0.3333333333333333333333333333")


@pytest.mark.parametrize(
    ("green", "yellow"),
    [
        ("at least 60", "at most 45"),
        ("at most 60", "above 45"),
    ],
)
def test_bounds_must_look_in_one_direction(green, yellow):
    with pytest.raises(ValueError, match="different directions"):
        bands_of(bound(green), bound(yellow))


@pytest.mark.parametrize(
    ("green", "yellow"),
    [
        ("at least 60", "at least 60"), ("at least 60", "at least 61"), ("at least 60", "above 60"),
        ("above 60", "above 60"), ("at most 50", "at most 50"), ("at most 50", "at most 49"),
        ("below 50", "below 50"), ("at most 50", "below 50"),
    ],
)  # fmt: skip
def test_yellow_must_be_easier_than_green(green, yellow):
    with pytest.raises(ValueError, match="yellow leaves no value that is not green"):
        bands_of(bound(green), bound(yellow))


def test_bands_as_they_are_published():
    def band(colour, lower, upper, *, closed):
        number = [None if end is None else Fraction(end) for end in (lower, upper)]
        return Band(
            colour=colour,
            lower=number[0],
            upper=number[1],
            lower_closed=closed[0],
            upper_closed=closed[1],
        )

    assert (
        band(RED, None, 45, closed=(False, False)),
        band(YELLOW, 45, 60, closed=(True, False)),
        band(GREEN, 60, None, closed=(True, False)),
    ) == bands_of(bound("at least 60"), bound("at least 45"))
    assert (
        band(GREEN, None, 5, closed=(False, False)),
        band(YELLOW, 5, 8, closed=(True, True)),
        band(RED, 8, None, closed=(False, False)),
    ) == bands_of(bound("below 5"), bound("at most 8"))


@pytest.mark.parametrize(
    ("value", "colour"),
    [("3.9", RED), ("4", GREEN), ("4.5", GREEN), ("5", GREEN), ("5.1", RED)],
)
def test_both_ends_of_a_range_are_green(value, colour):
    assert colour is colour_of(range_bands(Fraction(4), Fraction(5)), value)


def test_a_range_of_one_number():
    bands = range_bands(Fraction(4), Fraction(4))

    assert [RED, GREEN, RED] == [colour_of(bands, v) for v in ("3.9", "4", "4.1")]


def test_a_range_must_go_upwards():
    with pytest.raises(ValueError, match="ends before it begins"):
        range_bands(Fraction(5), Fraction(4))


def test_thresholds_are_ascending():
    assert (45, 60) == thresholds_of(bands_of(bound("at least 60"), bound("at least 45")))
    assert (50, 60) == thresholds_of(bands_of(bound("at most 50"), bound("at most 60")))
    assert (4, 5) == thresholds_of(range_bands(Fraction(4), Fraction(5)))
    assert () == thresholds_of(())


@pytest.mark.parametrize(
    ("bands", "value", "expected"),
    [
        (bands_of(bound("at least 60")), 57, -3),
        (bands_of(bound("at least 60")), 60, 0),
        (bands_of(bound("at least 60")), 75, 15),
        (bands_of(bound("at most 8.3")), "9.7", "-1.4"),
        (bands_of(bound("at most 8.3")), "8", "0.3"),
        (bands_of(bound("below 2")), "2", 0),
        (range_bands(Fraction(4), Fraction(7)), 3, -1),
        (range_bands(Fraction(4), Fraction(7)), 5, 1),
        (range_bands(Fraction(4), Fraction(7)), 6, 1),
        (range_bands(Fraction(4), Fraction(7)), 9, -2),
    ],
)
def test_margin_is_positive_on_the_green_side(bands, value, expected):
    assert Fraction(expected) == margin(bands, Fraction(value))


def number(low, high=None, unsettled=()):
    low = Fraction(low)
    return NumberQuestion(
        bands=bands_of(bound("at least 60"), bound("at least 45")),
        low=low,
        high=low if high is None else Fraction(high),
        withheld=tuple((colour, Reason.NOT_DUE) for colour in unsettled),
    )


@pytest.mark.parametrize(
    ("question", "conclusion", "rules"),
    [
        (number(50), "yellow", ["low:1"]),
        (number(45, 59), "yellow", ["low:1", "high:1", "same-band"]),
        (number(45, 60), "value-imprecise", ["low:1", "high:2", "different-bands"]),
        (number(10, 90), "value-imprecise", ["low:0", "high:2", "different-bands"]),
        (number(60, unsettled=[YELLOW, RED]), "green", ["low:2"]),
        (number(59, unsettled=[YELLOW, RED]), "not-due", ["low:1"]),
        (number(0, unsettled=[YELLOW, RED]), "not-due", ["low:0"]),
        (Settled(Reason.NO_VALUE), "no-value", ["settled"]),
        (StatusQuestion(colours=(GREEN, RED), number=1), "red", ["status:1"]),
    ],
)
def test_answer_with_its_steps(question, conclusion, rules):
    derivation = answer("a0", question)

    assert ("a0", conclusion) == (derivation.subject, derivation.conclusion)
    assert rules == [step.rule for step in derivation.steps]


NO_VALUE, MISSING, NOT_DUE = Reason.NO_VALUE, Reason.COMPONENT_MISSING, Reason.NOT_DUE


@pytest.mark.parametrize(
    ("outcomes", "all_of", "any_of"),
    [
        # red decides an "all of", green an "any of"; then comes what is not known
        ([GREEN], ("green", "worst"), ("green", "green")),
        ([YELLOW], ("yellow", "worst"), ("yellow", "best")),
        ([RED], ("red", "red"), ("red", "best")),
        ([GREEN, GREEN], ("green", "worst"), ("green", "green")),
        ([GREEN, YELLOW], ("yellow", "worst"), ("green", "green")),
        ([YELLOW, RED], ("red", "red"), ("yellow", "best")),
        ([GREEN, RED], ("red", "red"), ("green", "green")),
        ([NO_VALUE], ("no-value", "missing"), ("no-value", "missing")),
        ([GREEN, NO_VALUE], ("no-value", "missing"), ("green", "green")),
        ([YELLOW, NO_VALUE], ("no-value", "missing"), ("no-value", "missing")),
        ([RED, NO_VALUE], ("red", "red"), ("no-value", "missing")),
        # an absent component says the most, else the first reason
        ([NOT_DUE, NO_VALUE], ("not-due", "missing"), ("not-due", "missing")),
        ([NO_VALUE, MISSING], ("component-missing", "missing"), ("component-missing", "missing")),
        ([RED, MISSING], ("red", "red"), ("component-missing", "missing")),
    ],
)
def test_what_follows_from_the_parts(outcomes, all_of, any_of):
    for one, (conclusion, step) in ((False, all_of), (True, any_of)):
        question = PartsQuestion(one_is_enough=one, needed=None, outcomes=tuple(outcomes))

        derivation = answer("a0", question)

        assert (conclusion, f"parts:{step}") == (
            derivation.conclusion,
            derivation.steps[0].rule,
        )


@pytest.mark.parametrize(
    ("outcomes", "conclusion", "step"),
    [
        # two of three
        ([GREEN, GREEN, RED], "green", "enough"),
        ([GREEN, GREEN, NO_VALUE], "green", "enough"),
        ([GREEN, RED, RED], "red", "out-of-reach"),
        ([GREEN, YELLOW, RED], "red", "out-of-reach"),
        ([GREEN, YELLOW, YELLOW], "red", "out-of-reach"),
        ([RED, RED, NO_VALUE], "red", "out-of-reach"),
        ([GREEN, RED, NO_VALUE], "no-value", "missing"),
        ([RED, NO_VALUE, MISSING], "component-missing", "missing"),
        ([NO_VALUE, NO_VALUE, NO_VALUE], "no-value", "missing"),
    ],
)
def test_so_many_of_the_parts(outcomes, conclusion, step):
    question = PartsQuestion(one_is_enough=False, needed=2, outcomes=tuple(outcomes))

    derivation = answer("a0", question)

    assert (conclusion, f"parts:{step}") == (derivation.conclusion, derivation.steps[0].rule)


def test_a_cell_of_a_matrix_has_its_colour():
    matrix = ((GREEN, YELLOW), (YELLOW, RED))
    found = [
        answer("a0", CellQuestion(matrix=matrix, row=row, column=column))
        for row in (0, 1)
        for column in (0, 1)
    ]

    assert ["green", "yellow", "yellow", "red"] == [d.conclusion for d in found]
    assert ["cell:0:0", "cell:0:1", "cell:1:0", "cell:1:1"] == [d.steps[0].rule for d in found]


def test_a_withheld_colour_gives_its_reason():
    question = NumberQuestion(
        bands=bands_of(bound("at most 7.5")),
        low=Fraction(8),
        high=Fraction(8),
        withheld=((RED, Reason.NO_BASELINE),),
    )

    assert "no-baseline" == answer("a0", question).conclusion
    assert "green" == answer("a0", replace(question, low=Fraction(7), high=Fraction(7))).conclusion


def test_an_interval_across_the_two_red_bands_of_a_range_is_imprecise():
    question = NumberQuestion(
        bands=range_bands(Fraction(4), Fraction(5)), low=Fraction(3), high=Fraction(6)
    )

    assert "value-imprecise" == answer("a0", question).conclusion


DUE = date(2025, 6, 30)
BEFORE, AFTER = date(2025, 6, 29), date(2025, 7, 1)


@pytest.mark.parametrize(
    ("delivered", "refused", "as_of", "conclusion", "rule"),
    [
        # a date decides, whatever the day it is seen from
        (BEFORE, False, AFTER, "green", "delivered:on-time"),
        (DUE, False, AFTER, "green", "delivered:on-time"),
        (AFTER, False, AFTER, "red", "delivered:late"),
        (AFTER, False, BEFORE, "red", "delivered:late"),
        (DUE, False, BEFORE, "green", "delivered:on-time"),
        # none, and nothing said: as-of decides
        (None, False, BEFORE, "not-due", "silent:open"),
        (None, False, DUE, "not-due", "silent:open"),
        (None, False, AFTER, "no-value", "silent:passed"),
        # none, and the answer says so
        (None, True, BEFORE, "not-due", "refused:open"),
        (None, True, DUE, "not-due", "refused:open"),
        (None, True, AFTER, "red", "refused:passed"),
    ],
)
def test_every_row_of_the_deadline_table(delivered, refused, as_of, conclusion, rule):
    question = DueQuestion(due=DUE, as_of=as_of, delivered=delivered, refused=refused)

    derivation = answer("a0", question)

    assert (conclusion, [rule]) == (derivation.conclusion, [s.rule for s in derivation.steps])
