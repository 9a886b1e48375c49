"""Claims recomputed: figures of the papers, one fault in each, and the edges of rounding, all reckoned by hand."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compliance.amount import Amount, read_amount
from compliance.arithmetic import (
    Claim,
    Direction,
    Recomputed,
    Relation,
    Verdict,
    read_direction,
    verify,
)
from compliance.arithmetic.reckoning import readings
from compliance.language import Language

EN, NB = Language("en"), Language("nb")
EXACT, ROUNDING, FALSE, UNDECIDABLE = (
    Verdict.EXACT, Verdict.ROUNDING, Verdict.FALSE, Verdict.UNDECIDABLE,
)  # fmt: skip


def claim(relation, says, of, **more):
    """A claim; figures are separated by `;`."""
    direction = read_direction(says) if relation == "direction" else None
    return Claim(
        relation=Relation(relation),
        says=direction or read_amount(says),
        of=tuple(read_amount(one.strip()) for one in of.split(";") if one.strip()),
        **more,
    )


def verdict(relation, says, of, **more):
    return verify(claim(relation, says, of, **more)).verdict


def why(relation, says, of, **more):
    """Why it is undecidable, in English; it must be."""
    found = verify(claim(relation, says, of, **more))
    assert found.verdict is UNDECIDABLE
    return EN.say(found.why)


def how(relation, says, of, language=NB, **more):
    return language.say(verify(claim(relation, says, of, **more)).how).replace("\xa0", " ")


# the papers

PAPERS = [
    # relation, stated, figures, verdict, one fault in what is stated, one fault in the figures
    ("sum", "21", "8; 11; 2", EXACT, "12", "8; 12; 2"),
    ("difference", "2 600", "129 172; 131 772", EXACT, "6 200", "129 172; 137 172"),
    ("percent-change", "63,28 %", "128; 209", ROUNDING, "63,82 %", "209; 128"),
    ("sum", "33", "16; 17", EXACT, "34", "16; 71"),
    ("share", "45,5 %", "15; 33", ROUNDING, "54,5 %", "15; 34"),
    ("share", "51,5 %", "17; 33", ROUNDING, "51,6 %", "17; 32"),
    ("sum", "33", "18; 6; 9", EXACT, "32", "18; 6; 10"),
    ("share", "18,2 %", "6; 33", ROUNDING, "12,8 %", "6; 32"),
    ("share", "27,3 %", "9; 33", ROUNDING, "23,7 %", "9; 34"),
    ("share", "15,2 %", "5; 33", ROUNDING, "15,3 %", "5; 34"),
    ("difference", "1", "15; 16", EXACT, "2", "15; 17"),
    ("percent-change", "-19 %", "470; 382", ROUNDING, "-18 %", "470; 328"),
    ("percent-change", "19 %", "470; 382", ROUNDING, "91 %", "382; 470"),
    ("sum", "-245 mill.", "65 mill.; -400 mill.; 90 mill.", EXACT, "-254 mill.", "65 mill.; -400 mill.; 99 mill."),
    ("difference", "over 500", "-245; 296", EXACT, "over 550", "-245; 192"),
    ("sum", "over 500", "-245; -296", EXACT, "over 541", "-245; -254"),
    ("sum", "30", "4; 2; 14; 10", EXACT, "31", "4; 2; 41; 10"),
    ("sum", "22", "3; 2; 5; 12", EXACT, "23", "3; 2; 5; 21"),
    ("difference", "-12", "56; 44", EXACT, "-21", "65; 44"),
    ("difference", "-12", "44; 56", EXACT, "-13", "44; 57"),
    ("complement", "84 %", "16 %", EXACT, "48 %", "61 %"),
    ("sum", "130", "40; 90", EXACT, "103", "40; 91"),
    ("sum", "11", "8; 3", EXACT, "12", "8; 4"),
    ("share", "6 %", "4; 66", ROUNDING, "7 %", "4; 60"),
    ("difference", "1,6", "13,4 %; 15 %", EXACT, "6,1", "14,3 %; 25 %"),
    ("share", "83,3 %", "10; 12", ROUNDING, "38,3 %", "10; 21"),
    ("sum", "8,5", "1,6; 6,9", EXACT, "5,8", "1,6; 9,6"),
    ("sum", "1 323,1", "1 263,6; 59,5", EXACT, "1 332,1", "1 263,6; 95,5"),
    ("difference", "2,9", "7,1; 10,0", EXACT, "9,2", "1,7; 10,0"),
    ("sum", "324", "223; 101", EXACT, "342", "232; 101"),
    ("difference", "122", "202; 324", EXACT, "123", "202; 342"),
    ("share", "54,5 %", "55; 101", ROUNDING, "54,4 %", "55; 110"),
    ("share", "45,5 %", "46; 101", ROUNDING, "45,4 %", "46; 102"),
    ("complement", "45,5 %", "55; 101", ROUNDING, "54,5 %", "55; 110"),
    ("complement", "45,5 %", "54,5 %", EXACT, "44,5 %", "45,5 %"),
    ("complement", "46", "55; 101", EXACT, "64", "55; 110"),
    ("sum", "65", "7; 12; 12; 8; 13; 7; 6", EXACT, "56", "7; 12; 12; 8; 31; 7; 6"),
    ("sum", "32", "14; 18", EXACT, "23", "14; 81"),
    ("sum", "31", "9; 22", EXACT, "13", "9; 23"),
    ("sum", "26", "13; 13", EXACT, "62", "13; 31"),
    ("sum", "4", "3; 1", EXACT, "5", "3; 2"),
    ("difference", "-9", "232; 223", EXACT, "-8", "223; 223"),
    ("difference", "0,9", "1,3 %; 2,2 %", EXACT, "1,9", "3,3 %; 2,2 %"),
    ("sum", "-509", "-291; -609; 391", EXACT, "-1 242", "-291; -609; -391"),
]  # fmt: skip


@pytest.mark.parametrize(("relation", "says", "of", "expected", "stated", "figures"), PAPERS)
def test_a_claim_of_the_papers_and_one_fault_in_it(relation, says, of, expected, stated, figures):
    assert expected == verdict(relation, says, of)
    assert verdict(relation, stated, of) == FALSE
    assert verdict(relation, says, figures) == FALSE


@pytest.mark.parametrize(
    ("says", "of", "higher", "expected"),
    [
        ("økt", "128; 209", None, EXACT),
        ("redusert", "128; 209", None, FALSE),
        ("positiv utvikling", "17,5; 9,9", False, EXACT),
        ("positiv utvikling", "17,5; 9,9", True, FALSE),
        ("positiv utvikling", "95,8; 97,9", True, EXACT),
        ("negativ utvikling", "95,8; 97,9", True, FALSE),
        ("positiv utvikling", "11,7; 11,5", False, EXACT),
        ("økning", "229 850; 232 122", None, EXACT),
        ("økning", "23,6; 23,7", None, EXACT),
        ("nedgang", "23,6; 23,7", None, FALSE),
        ("gradvis økning", "7,1; 10", None, EXACT),
        ("ned", "232; 223", None, EXACT),
        ("opp", "232; 223", None, FALSE),
        ("ikke økende", "74,8; 75,3", None, ROUNDING),  # 0,5 of 74,8 is 0,67 %
        ("redusert", "88,1; 92,6", None, FALSE),
        ("redusert", "67,1; 66,9", None, EXACT),
    ],
)
def test_a_direction_of_the_papers(says, of, higher, expected):
    assert expected == verdict("direction", says, of, higher_is_better=higher)


@pytest.mark.parametrize(
    ("says", "of", "things", "expected"),
    [
        ("4–5", "", 4, EXACT),
        ("4–5", "", 5, EXACT),
        ("4–5", "", 3, FALSE),
        ("4–5", "", 6, FALSE),
        ("minst 5", "", 5, EXACT),
        ("minst 5", "", 4, FALSE),
        ("7", "", 7, EXACT),
        ("7", "", 8, FALSE),
        ("21", "8; 11; 2", 0, EXACT),  # their sum
        ("3", "8; 11; 2", 0, EXACT),  # three entries
        ("20", "8; 11; 2", 0, FALSE),
        ("21", "8; 11; 2", 4, FALSE),  # one entry is no number, so there is no sum
        ("4", "8; 11; 2", 4, EXACT),
        ("20", "", 21, FALSE),  # a count is never rounded to tens
        ("120", "", 121, FALSE),
        ("12", "over 6; 6", 2, FALSE),  # nor is there one of a bound, or of hours and days
        ("12", "6 timer; 6 dager", 2, FALSE),
        ("2", "6 timer; 6 dager", 2, EXACT),
        ("om lag 20", "", 21, ROUNDING),  # 5 % of 20 is 1
        ("om lag 20", "", 22, FALSE),
    ],
)
def test_a_count_is_held_against_the_entries_and_against_their_sum(says, of, things, expected):
    assert expected == verdict("count", says, of, things=things)


# the edges of rounding


@pytest.mark.parametrize(
    ("relation", "says", "of", "expected"),
    [
        # 1 of 8 is 12.5 %, just between 12 and 13; both are ways to round it
        ("share", "12 %", "1; 8", ROUNDING),
        ("share", "13 %", "1; 8", ROUNDING),
        ("share", "14 %", "1; 8", FALSE),
        ("share", "11 %", "1; 8", FALSE),
        ("share", "12,5 %", "1; 8", EXACT),
        ("share", "12,50 %", "1; 8", EXACT),
        ("share", "12,4 %", "1; 8", FALSE),
        # 499 of 4 000 is 12.475 %, a little below the half
        ("share", "12 %", "499; 4000", ROUNDING),
        ("share", "13 %", "499; 4000", FALSE),
        # 501 of 4 000 is 12.525 %
        ("share", "12 %", "501; 4000", FALSE),
        ("share", "13 %", "501; 4000", ROUNDING),
        # 1,2 mill. may be 1 150 000 to 1 250 000
        ("sum", "1,2 mill. kr", "650 000 kr; 600 000 kr", ROUNDING),
        ("sum", "1,2 mill. kr", "650 001 kr; 600 000 kr", FALSE),
        ("sum", "1,2 mill. kr", "600 000 kr; 550 000 kr", ROUNDING),
        ("sum", "1,2 mill. kr", "599 999 kr; 550 000 kr", FALSE),
        # three shares of a third: 33,25 to 33,35 each, 99,75 to 100,05 in all; 100 % reaches from 99,5
        ("sum", "100 %", "33,3 %; 33,3 %; 33,3 %", ROUNDING),
        ("sum", "100,0 %", "33,3 %; 33,3 %; 33,3 %", ROUNDING),
        ("sum", "100,2 %", "33,3 %; 33,3 %; 33,3 %", FALSE),
        ("sum", "99,9 %", "33,3 %; 33,3 %; 33,3 %", EXACT),
        # 9,1 and 9,7 may lie 0,5 to 0,7 apart
        ("difference", "0,6 %", "9,1 %; 9,7 %", EXACT),
        ("difference", "0,7 %", "9,1 %; 9,7 %", ROUNDING),
        ("difference", "0,8 %", "9,1 %; 9,7 %", FALSE),
        # (9,65 − 9,15) / 9,15 = 5,46 %; (9,75 − 9,05) / 9,05 = 7,73 %
        ("percent-change", "5,5 %", "9,1 %; 9,7 %", ROUNDING),
        ("percent-change", "5,3 %", "9,1 %; 9,7 %", FALSE),
        ("percent-change", "7,7 %", "9,1 %; 9,7 %", ROUNDING),
        ("percent-change", "7,9 %", "9,1 %; 9,7 %", FALSE),
        # a bare whole number is exact, and so is a sum of them
        ("sum", "100", "33; 66", FALSE),
        ("sum", "100", "33; 67", EXACT),
        ("complement", "84", "16", EXACT),
        ("complement", "85", "16", FALSE),
        ("complement", "84", "16,4", ROUNDING),
        ("complement", "84", "16,6", FALSE),  # 83.35 to 83.45
        ("complement", "0,84", "0,16", EXACT),
        ("complement", "0,48", "0,16", FALSE),
        ("complement", "10", "10; 20", EXACT),
        ("complement", "10 %", "10; 20", FALSE),  # the rest is 50 %
        ("complement", "50 %", "10; 20", EXACT),
        ("complement", "30 %", "50 %; 80 %", EXACT),
    ],
)  # fmt: skip
def test_the_edges_of_rounding(relation, says, of, expected):
    assert expected == verdict(relation, says, of)


@pytest.mark.parametrize(
    ("relation", "says", "of", "expected"),
    [
        ("sum", "0", "0; 0", EXACT),
        ("sum", "0", "5; -5", EXACT),
        ("sum", "10", "5; -5", FALSE),
        ("share", "0 %", "0; 12", EXACT),
        ("share", "0 %", "1; 250", ROUNDING),  # 0.4 %
        ("share", "0 %", "1; 150", FALSE),  # 0.67 %
        ("share", "100 %", "12; 12", EXACT),
        ("share", "150 %", "18; 12", EXACT),
        ("difference", "0", "7; 7", EXACT),
        ("percent-change", "0 %", "7; 7", EXACT),
        ("percent-change", "-100 %", "7; 0", EXACT),
        ("difference", "5", "-10; -5", EXACT),
        ("difference", "15", "-10; 5", EXACT),
        ("difference", "60", "100; 30; 10", EXACT),
        ("difference", "80", "100; 30; 10", FALSE),
        # of a deficit only the size of the change is agreed on
        ("percent-change", "-50 %", "-100; -50", EXACT),
        ("percent-change", "+50 %", "-100; -50", EXACT),
        ("percent-change", "+51 %", "-100; -50", FALSE),
        # a stated sign counts
        ("percent-change", "+25 %", "80; 100", EXACT),
        ("percent-change", "-25 %", "80; 100", FALSE),
        ("percent-change", "25 %", "100; 75", EXACT),
        ("percent-change", "+25 %", "100; 75", FALSE),
    ],
)
def test_zero_and_below(relation, says, of, expected):
    assert expected == verdict(relation, says, of)


@pytest.mark.parametrize(
    ("relation", "says", "of", "expected"),
    [
        ("share", "0,455", "15; 33", ROUNDING),
        ("share", "0,554", "15; 33", FALSE),
        ("share", "45,5", "15; 33", ROUNDING),
        ("share", "1", "1; 100", EXACT),  # one percent
        ("share", "1", "5; 5", EXACT),  # the whole
        ("share", "1", "5; 6", FALSE),
    ],
)
def test_a_bare_share_is_percent_or_at_most_one(relation, says, of, expected):
    assert expected == verdict(relation, says, of)


@pytest.mark.parametrize(
    ("relation", "says", "of", "expected"),
    [
        # inside
        ("sum", "3–4", "1; 2", EXACT),
        ("sum", "3–4", "2; 2", EXACT),
        ("sum", "3–4", "3; 2", FALSE),
        ("sum", "3–4", "1; 1", FALSE),
        ("share", "45–46 %", "15; 33", EXACT),
        # 44,44 % rounds to neither 45 nor 46, 44,5 % may
        ("share", "45–46 %", "4; 9", FALSE),
        ("share", "45–46 %", "89; 200", ROUNDING),
        # an interval among the figures: 13 to 14
        ("sum", "13–14", "10; 3–4", EXACT),
        ("sum", "13", "10; 3–4", ROUNDING),
        ("sum", "15", "10; 3–4", FALSE),
    ],
)
def test_intervals(relation, says, of, expected):
    assert expected == verdict(relation, says, of)


@pytest.mark.parametrize(
    ("relation", "says", "of", "expected"),
    [
        ("sum", "over 500", "250; 251", EXACT),
        ("sum", "over 500", "250; 250", FALSE),
        ("sum", "minst 500", "250; 250", EXACT),
        ("sum", "minst 500", "250; 249", FALSE),
        ("sum", "under 500", "250; 249", EXACT),
        ("sum", "under 500", "250; 250", FALSE),
        ("sum", "høyst 500", "250; 250", EXACT),
        ("sum", "høyst 500", "250; 251", FALSE),
        ("share", "under 22,2 %", "21; 100", EXACT),
        ("share", "under 22,2 %", "23; 100", FALSE),
        # 9,9 to 10,1 may lie on either side
        ("sum", "over 10", "5,0; 5,0", UNDECIDABLE),
        ("difference", "over 500", "245; -296", EXACT),
        ("difference", "over 500", "296; -245", EXACT),
        ("percent-change", "over 5 %", "100; 90", EXACT),
        ("percent-change", "over 5 %", "100; 96", FALSE),
        # 13 to 14
        ("sum", "høyst 13", "10; 3–4", UNDECIDABLE),
        ("sum", "minst 14", "10; 3–4", UNDECIDABLE),
        ("sum", "over 13", "10; 3–4", UNDECIDABLE),
        ("sum", "under 14", "10; 3–4", UNDECIDABLE),
        ("sum", "over 14", "10; 3–4", FALSE),
        ("sum", "minst 13", "10; 3–4", EXACT),
        # 475 to 525
        ("sum", "over om lag 500", "500; 26", EXACT),
        ("sum", "over om lag 500", "450; 40", UNDECIDABLE),
        ("sum", "over om lag 500", "450; 25", FALSE),
        # a fall of more than 5 %
        ("percent-change", "over -5 %", "100; 90", EXACT),
        ("percent-change", "over -5 %", "100; 97", FALSE),
        ("percent-change", "over -5 %", "100; 110", FALSE),
    ],
)
def test_bounds(relation, says, of, expected):
    assert expected == verdict(relation, says, of)


@pytest.mark.parametrize(
    ("relation", "says", "of", "expected"),
    [
        # 5 % of 65 mill. is 3.25 mill.
        ("sum", "om lag 65 mill.", "40 mill.; 25 mill.", EXACT),
        ("sum", "om lag 65 mill. kr", "40 000 000 kr; 28 250 000 kr", ROUNDING),
        ("sum", "om lag 65 mill. kr", "40 000 000 kr; 28 250 001 kr", FALSE),
        ("sum", "om lag 65 mill. kr", "40 000 000 kr; 21 750 000 kr", ROUNDING),
        ("sum", "om lag 65 mill. kr", "40 000 000 kr; 21 749 999 kr", FALSE),
        # half a step is more than 5 % of 3
        ("share", "om lag 3 %", "7; 200", ROUNDING),
        ("share", "om lag 3 %", "18; 500", FALSE),
        # an approximate figure gives way too: 95 to 105
        ("sum", "125", "ca. 100; 20", ROUNDING),
        ("sum", "126", "ca. 100; 20", FALSE),
    ],
)  # fmt: skip
def test_what_is_called_approximate(relation, says, of, expected):
    assert expected == verdict(relation, says, of)


@pytest.mark.parametrize(
    ("relation", "says", "of", "step"),
    [
        ("difference", "2 600", "1 000; 3 640", "100"),
        ("difference", "380", "1 000; 1 384", "10"),
        ("difference", "16 000", "1 000; 17 400", "1,000"),
        ("difference", "500", "1 000; 1 504", "10"),
        ("percent-change", "120 %", "100; 224", "10"),
        ("share", "120 %", "124; 100", "10"),
        ("percent-change", "100 %", "100; 196", "10"),
    ],
)
def test_zeros_at_the_end_may_come_from_rounding(relation, says, of, step):
    assert f"The stated number may be rounded to the nearest {step}." == why(relation, says, of)


@pytest.mark.parametrize(
    ("relation", "says", "of"),
    [
        ("difference", "2 600", "1 000; 3 651"),  # past half of a hundred
        ("difference", "500", "1 000; 1 506"),  # two digits stay: tens only
        ("difference", "90", "1 000; 1 091"),
        ("difference", "381", "1 000; 1 382"),
        ("sum", "2 600", "1 000; 1 640"),
        ("complement", "380", "616; 1 000"),
        ("share", "100 %", "96; 100"),  # the whole
        ("difference", "300–400", "1 000; 1 404"),
        ("share", "12,0 %", "124; 1 000"),
    ],
)
def test_no_other_zeros_do(relation, says, of):
    assert verdict(relation, says, of) == FALSE


# units


@pytest.mark.parametrize(
    ("relation", "says", "of", "expected"),
    [
        # beside percent a bare number is percent: 8 may be 7,5 to 8,5
        ("difference", "0,7 %", "8; 8,7 %", EXACT),
        ("difference", "1,2 %", "8; 8,7 %", ROUNDING),
        ("difference", "1,4 %", "8; 8,7 %", FALSE),
        ("difference", "0,6 poeng", "9,1 %; 9,7 %", EXACT),
        ("difference", "0,9 poeng", "9,1 %; 9,7 %", FALSE),
        # beside millions it may be meant in millions
        ("difference", "88 mill. kr", "470; 382", EXACT),
        (
            "difference",
            "89 mill. kr",
            "470; 382",
            ROUNDING,
        ),  # 470 and 382 may be half a million off
        ("difference", "91 mill. kr", "470; 382", FALSE),
        ("percent-change", "19 %", "470; 382 mill. kr", ROUNDING),
        ("percent-change", "17 %", "470; 382 mill. kr", FALSE),
        ("direction", "redusert", "470; 382 mill. kr", EXACT),
        ("direction", "redusert", "382; 470 mill. kr", FALSE),
        ("sum", "1,2 mill. kr", "700 000; 500 000", EXACT),
        ("sum", "2 600 timer", "1 300 timer; 1 300", EXACT),
    ],
)
def test_figures_without_a_unit_are_read_like_their_neighbours(relation, says, of, expected):
    assert expected == verdict(relation, says, of)


APART = "The figures are in different units: hours, percent."


@pytest.mark.parametrize(
    ("relation", "says", "of", "reason"),
    [
        ("sum", "12 timer", "6 timer; 6 %", APART),
        ("sum", "12 %", "6 timer; 6 timer", APART),
        ("share", "50 %", "6 timer; 12 %", APART),
        ("share", "50 timer", "6; 12", APART),
        ("percent-change", "50 timer", "6; 9", APART),
        ("difference", "6 %", "6 timer; 12 timer", APART),
        ("complement", "84 timer", "16 %", APART),
        ("complement", "84", "16 timer", APART),
        ("direction", "økt", "6 timer; 12 %", APART),
        ("sum", "5", "2 per 1 000; 3 per 10 000", "The figures are rates per different numbers."),
        ("sum", "12", "over 6; 6", "“over 6” is only one end of what the figure may be."),
        ("sum", "12", "12", "A sum needs at least two figures."),
        ("share", "12 %", "12", "A share needs two figures: the part, then the whole."),
        ("share", "12 %", "12; 20; 30", "A share needs two figures: the part, then the whole."),
        ("difference", "12", "12", "A difference needs at least two figures."),
        ("percent-change", "1 %", "1", "A change in percent needs two figures: the earlier, then the later."),
        ("rate", "1", "1", "A rate needs two figures: the cases, then what they are counted in."),
        ("complement", "1", "", "A complement needs one percentage, or the part and the whole."),
        ("complement", "1", "1; 2; 3", "A complement needs one percentage, or the part and the whole."),
        ("count", "1", "", "A count needs the entries that are counted."),
        ("direction", "økt", "1", "A direction needs at least two figures, in the order of time."),
        ("direction", "12", "1; 2", "It states a number, where a direction is needed, such as “økt”."),
        ("rate", "4,5", "22; 489 000", "It does not say per how many."),
        ("share", "12 %", "1; 0", "It would have to be divided by a number that is zero, or may be."),
        ("share", "12 %", "1; 0,0", "It would have to be divided by a number that is zero, or may be."),
        ("percent-change", "12 %", "0; 4", "It would have to be divided by a number that is zero, or may be."),
        ("rate", "1 per 1 000", "4; 0", "It would have to be divided by a number that is zero, or may be."),
        ("direction", "bedre", "1; 2", "Nobody has said whether higher or lower is better."),
        ("direction", "økt", "9,7; 9,7", "The figures are too rounded to tell which way they go."),
        ("sum", "over 10", "5,0; 5,0", "The figures are too rounded to tell on which side they are."),
    ],
)  # fmt: skip
def test_what_cannot_be_reckoned_says_why(relation, says, of, reason):
    assert reason == why(relation, says, of)


@pytest.mark.parametrize("relation", ["sum", "count", "share", "rate"])
def test_a_direction_where_a_number_is_needed(relation):
    asked = Claim(
        relation=Relation(relation), says=Direction.UP, of=(read_amount("1"), read_amount("2"))
    )

    assert EN.say(verify(asked).why) == "It states a direction, where a number is needed."


def test_a_direction_is_never_read_as_a_number():
    asked = claim("direction", "økt", "1; 2")

    assert list(readings(asked, read_amount("1"))) == []


def test_a_rate_per_nobody_knows_what_has_no_reading():
    asked = claim("rate", "4,5", "22; 489 000")

    assert list(readings(asked, read_amount("4,5"))) == []


# rates


@pytest.mark.parametrize(
    ("says", "of", "per", "expected"),
    [
        ("6,1 per 100 000", "30; 490 000", None, ROUNDING),  # 6.12
        ("6,2 per 100 000", "30; 490 000", None, FALSE),
        ("6,1", "30; 490 000", 100_000, ROUNDING),
        ("6,1", "30; 490 000", 10_000, FALSE),
        ("6,1 per 100 000", "30; 490 000", 10_000, ROUNDING),  # what is written goes first
        ("5 per 1 000", "10; 2 000", None, EXACT),
        ("5 %", "10; 200", None, EXACT),
        ("48 DDD per 100 liggedøgn", "480; 1 000", None, EXACT),
        ("1 600 per 100 000", "7 762; 490 000", None, UNDECIDABLE),  # 1 584.1, in hundreds 1 600
    ],
)
def test_rates(says, of, per, expected):
    assert expected == verdict("rate", says, of, per=per)


# loose percent


@pytest.mark.parametrize(
    ("says", "of", "loose", "expected"),
    [
        ("0,6 %", "9,1 %; 9,7 %", True, EXACT),
        ("6,6 %", "9,1 %; 9,7 %", True, ROUNDING),
        ("3,0 %", "9,1 %; 9,7 %", True, FALSE),
        ("0,6 %", "9,1 %; 9,7 %", False, FALSE),
        ("+0,6 %", "9,1 %; 9,7 %", True, EXACT),
        ("-0,6 %", "9,1 %; 9,7 %", True, FALSE),
        ("-0,6 %", "9,7 %; 9,1 %", True, EXACT),
        ("81 %", "128 timer; 209 timer", True, FALSE),
    ],
)
def test_percent_that_may_mean_points(says, of, loose, expected):
    assert expected == verdict("percent-change", says, of, loose=loose)


# directions


@pytest.mark.parametrize(
    ("says", "of", "expected"),
    [
        # counts
        ("økt", "7; 8", EXACT),
        ("økt", "8; 7", FALSE),
        ("økt", "7; 7", FALSE),
        ("redusert", "7; 7", FALSE),
        ("redusert", "-5; -8", EXACT),
        ("økt", "-5; -8", FALSE),
        # 9 and 9,4 as percent: 8,5–9,5 against 9,35–9,45
        ("økt", "9 %; 9,4 %", ROUNDING),
        ("redusert", "9 %; 9,4 %", UNDECIDABLE),
        # the reaches of 9,4 and 9,5 share an end only
        ("økt", "9,4 %; 9,5 %", EXACT),
        ("redusert", "9,4 %; 9,5 %", FALSE),
        # series
        ("synkende", "9; 8; 7", EXACT),
        ("synkende", "9; 8; 8; 7", EXACT),
        ("synkende", "9; 7; 8", FALSE),
        ("synkende", "9 %; 8,6 %; 8,7 %; 7 %", FALSE),
        ("synkende", "20 %; 10 %; 10,4 %; 7 %", UNDECIDABLE),
        ("økende", "7; 7; 7", FALSE),
        # the same
        ("uendret", "7; 7", EXACT),
        ("uendret", "9,7; 9,7", EXACT),
        ("uendret", "9,7; 9,8", ROUNDING),
        ("uendret", "1 000; 1 019", ROUNDING),  # 1.9 %
        ("uendret", "1 000; 1 020", FALSE),  # 2 % is no longer stable
        ("uendret", "1 000; 981", ROUNDING),
        ("uendret", "1 000; 980", FALSE),
        ("uendret", "0; 1", FALSE),
        ("uendret", "1 000; 1 015; 1 030", FALSE),
        ("stabil", "7; 7; 7", EXACT),
        ("stabil", "1 000; 1 030; 1 000", FALSE),
        # intervals may hide a change
        ("uendret", "3–4; 3–4", ROUNDING),
        ("økt", "3–4; 3–4", UNDECIDABLE),
        ("økt", "3–4; 5–6", EXACT),
        ("økt", "3–4; 4–5", ROUNDING),
        ("redusert", "3–4; 5–6", FALSE),
        # not
        ("ikke økende", "1 000; 990", EXACT),
        ("ikke økende", "1 000; 1 000", EXACT),
        ("ikke økende", "1 000; 1 019", ROUNDING),
        ("ikke økende", "1 000; 1 020", FALSE),
        ("ikke økende", "1 000; 1 015; 1 030", FALSE),
        ("ikke redusert", "1 000; 981", ROUNDING),
        ("ikke redusert", "1 000; 980", FALSE),
        ("ikke redusert", "1 000; 1 500", EXACT),
        ("ikke økende", "0; 5", FALSE),
    ],
)
def test_directions(says, of, expected):
    assert expected == verdict("direction", says, of)


def test_figures_that_stay_do_not_refute_an_improvement():
    assert why("direction", "bedre", "7; 7", higher_is_better=True) == (
        "The first and the last figure are equal."
    )


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # near misses
        ("", None), ("på vei", None), ("mål", None), ("endret", None), ("økonomi", None), ("nede", None),
        ("ikke bedre", None), ("ikke uendret", None), ("ikke", None), ("ikke ikke økt", None),
        ("økt og redusert", None), ("skal økes", None), ("oppe", None), ("7,5 %", None), ("innfridd", None),
        # nb, nn, en
        ("økt", Direction.UP), ("Økning", Direction.UP), ("auka", Direction.UP), ("aukande", Direction.UP),
        ("har økt", Direction.UP), ("svakt økende", Direction.UP), ("høyere", Direction.UP),
        ("høgare", Direction.UP), ("opp", Direction.UP), ("gått opp", Direction.UP), ("increased", Direction.UP),
        ("redusert", Direction.DOWN), ("er redusert.", Direction.DOWN), ("ned", Direction.DOWN),
        ("lavere", Direction.DOWN), ("lågare", Direction.DOWN), ("synkende", Direction.DOWN),
        ("fallande", Direction.DOWN), ("færre", Direction.DOWN), ("decreased", Direction.DOWN),
        ("uendret", Direction.SAME), ("uendra", Direction.SAME), ("stabilt", Direction.SAME),
        ("likt", Direction.SAME), ("samme", Direction.SAME), ("ingen endring", Direction.SAME),
        ("unchanged", Direction.SAME),
        ("Positiv utvikling", Direction.BETTER), ("betre", Direction.BETTER), ("forbedret", Direction.BETTER),
        ("forbetra", Direction.BETTER), ("better", Direction.BETTER),
        ("negativ trend", Direction.WORSE), ("verre", Direction.WORSE), ("dårligere", Direction.WORSE),
        ("forverra", Direction.WORSE), ("worse", Direction.WORSE),
        ("ikke økende", Direction.NOT_UP), ("ikkje auka", Direction.NOT_UP), ("har ikke økt", Direction.NOT_UP),
        ("ingen økning", Direction.NOT_UP), ("not increased", Direction.NOT_UP),
        ("ikke redusert", Direction.NOT_DOWN), ("ingen nedgang", Direction.NOT_DOWN),
    ],
)  # fmt: skip
def test_words_of_direction(written, expected):
    assert expected == read_direction(written)


# what is told


@pytest.mark.parametrize(
    ("relation", "says", "of", "expected"),
    [
        ("difference", "81", "128; 209", "209 − 128 = 81"),
        ("difference", "-12", "44; 56", "44 − 56 = −12"),
        ("difference", "9", "-245; 296", "296 + 245 = 541"),
        ("sum", "-245", "65; -400; 90", "65 − 400 + 90 = −245"),
        ("share", "45,5 %", "15; 33", "15 / 33 = 45,455 %"),
        ("share", "45,7 %", "15; 33", "15 / 33 = 45,5 %"),
        ("percent-change", "19 %", "470; 382", "(382 − 470) / 470 = −18,7 %"),
        ("percent-change", "63,28 %", "128; 209", "(209 − 128) / 128 = 63,281 %"),
        ("complement", "84 %", "16 %", "100 − 16 = 84 %"),
        ("rate", "6,1 per 100 000", "30; 490 000", "30 / 490 000 × 100 000 = 6,12"),
        ("direction", "ned", "17,5; 9,9", "17,5 → 9,9"),
        ("direction", "ned", "-5; -8", "−5 → −8"),
        ("difference", "3", "-8; -5", "−5 + 8 = 3"),
        ("sum", "14", "10; 3–4", "10 + 3–4 = 13–14"),
        ("sum", "12", "12", ""),
    ],
)  # fmt: skip
def test_the_reckoning_is_told(relation, says, of, expected):
    assert expected == how(relation, says, of)


@pytest.mark.parametrize(
    ("says", "of", "things", "expected"),
    [
        ("5", "", 4, "4 entries"),
        ("2", "", 1, "1 entry"),
        ("20", "8; 11; 2", 0, "3 entries"),
        ("21", "8; 11; 2", 0, "8 + 11 + 2 = 21"),
    ],
)
def test_what_was_counted_is_told(says, of, things, expected):
    assert expected == how("count", says, of, EN, things=things)


def test_a_result_of_rounded_figures_tells_how_far_it_reaches():
    assert how("difference", "0,8 %", "9,1 %; 9,7 %", EN) == (
        "9.7 − 9.1 = 0.6 %, between 0.5 % and 0.7 % before rounding"
    )


def test_the_ends_have_the_half_that_rounding_leaves():
    """59.5 to 60.5 leave 39.5 to 40.5: in whole percent they would be 40 and 41."""
    assert how("complement", "30 %", "60 %", EN) == (
        "100 − 60 = 40 %, between 39.5 % and 40.5 % before rounding"
    )


@pytest.mark.parametrize(
    ("relation", "says", "of", "expected"),
    [
        ("sum", "33", "16; 17", (33, 33)),
        ("difference", "-12", "44; 56", (-12, -12)),
        ("difference", "0,6 %", "9,1 %; 9,7 %", (Fraction(1, 2), Fraction(7, 10))),
        ("share", "12 %", "1; 8", (Fraction(25, 2), Fraction(25, 2))),
        ("direction", "ned", "17,5; 9,9", (Fraction(-77, 10), Fraction(-75, 10))),
    ],
)
def test_the_value_is_all_that_the_figures_allow(relation, says, of, expected):
    assert expected == verify(claim(relation, says, of)).value


def test_a_verdict_that_is_no_doubt_has_no_reason():
    assert verify(claim("sum", "33", "16; 17")).why is None
    assert verify(claim("sum", "12", "12")) == Recomputed(
        verdict=UNDECIDABLE, why=verify(claim("sum", "12", "12")).why
    )


# laws

COUNTS = st.integers(1, 10**6)
DECIMALS = st.integers(0, 3)


def count(number):
    return Amount(low=Fraction(number), high=Fraction(number), step=Fraction(1))


def stated(value, decimals, shift=0):
    """The number rounded to the nearest, and then moved by `shift` units in the last place."""
    step = Fraction(1, 10**decimals)
    number = round(value / step) * step + shift * step
    return Amount(low=number, high=number, step=step, is_rounded=decimals > 0)


VALUES = {
    Relation.SHARE: lambda one, other: Fraction(one, other) * 100,
    Relation.PERCENT_CHANGE: lambda one, other: abs(Fraction(other, one) - 1) * 100,
    Relation.SUM: lambda one, other: Fraction(one + other),
    Relation.DIFFERENCE: lambda one, other: Fraction(abs(other - one)),
}


@pytest.mark.parametrize("relation", VALUES)
@given(one=COUNTS, other=COUNTS, decimals=DECIMALS)
def test_what_is_reckoned_and_rounded_rightly_is_never_false(relation, one, other, decimals):
    says = stated(VALUES[relation](one, other), decimals)
    found = verify(Claim(relation=relation, says=says, of=(count(one), count(other))))

    assert found.verdict in {EXACT, ROUNDING}


@pytest.mark.parametrize("relation", VALUES)
@given(one=COUNTS, other=COUNTS, decimals=DECIMALS, shift=st.integers(2, 50) | st.integers(-50, -2))
def test_what_is_off_by_more_than_a_unit_is_never_true(relation, one, other, decimals, shift):
    says = stated(VALUES[relation](one, other), decimals, shift)
    assume(says.low > 1 or (says.low > 0 and relation is not Relation.SHARE))
    found = verify(Claim(relation=relation, says=says, of=(count(one), count(other))))

    assert found.verdict in {FALSE, UNDECIDABLE}


@given(parts=st.lists(COUNTS, min_size=2, max_size=6), off=st.integers(1, 9) | st.integers(-9, -1))
def test_a_sum_of_counts_that_is_off_is_false(parts, off):
    of = tuple(count(part) for part in parts)

    assert verify(Claim(relation=Relation.SUM, says=count(sum(parts)), of=of)).verdict is EXACT
    assert (
        verify(Claim(relation=Relation.SUM, says=count(sum(parts) + off), of=of)).verdict is FALSE
    )


@given(one=COUNTS, other=COUNTS)
def test_a_direction_and_its_opposite_are_never_both_true(one, other):
    of = (count(one), count(other))
    up, down = (
        verify(Claim(relation=Relation.DIRECTION, says=way, of=of)).verdict
        for way in (Direction.UP, Direction.DOWN)
    )

    assert (up is EXACT) == (other > one)
    assert (down is EXACT) == (other < one)
    assert {up, down} <= {EXACT, FALSE}
