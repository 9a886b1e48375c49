"""Stated claims and sums as a controller writes them: numbers with what they count, in words, directions with their measure."""

import pytest

from written import CLEAN, found

CODES = ("claim-", "sum-")


def of(claims):
    return [code for code, _, _ in found(CLEAN + claims) if code.startswith(CODES)]


def claim(relation, says, *figures):
    listed = "".join(f"      - {figure}\n" for figure in figures)
    return f"claims:\n  - relation: {relation}\n    says: {says}\n    of:\n{listed}"


@pytest.mark.parametrize(
    ("says", "figures"),
    [
        ("30 senger", ("4 senger", "2", "14 senger", "10")),
        ("sju utvalg", ("seks utvalg", "ett utvalg")),
        ("324 avvik", ("223 mottatte avvik", "101 sendte avvik")),
        ("4 300 studenter", ("4 000", "300")),
        ("minst tolv", ("6", "7")),
        ("åtte til ni", ("4", "5")),
    ],
)
def test_things_that_are_counted_add_up(says, figures):
    assert of(claim("sum", says, *figures)) == []


@pytest.mark.parametrize(
    ("says", "figures"),
    [
        ("31 senger", ("4 senger", "2", "14 senger", "10")),
        ("åtte utvalg", ("seks utvalg", "ett utvalg")),
        ("minst tolv", ("4", "7")),
    ],
)
def test_things_that_are_counted_may_not_add_up(says, figures):
    assert of(claim("sum", says, *figures)) == ["sum-differs"]


@pytest.mark.parametrize(
    "says", ["5 tusen", "12 uker", "10 av 12", "3 per seng", "mange", "1.450 senger", "10 promille"]
)
def test_what_is_no_number_of_things_is_refused(says):
    assert of(claim("sum", says, 1, 2)) == ["claim-unreadable"]


@pytest.mark.parametrize(
    ("says", "codes"),
    [
        ("vesentlig redusert fra 2023", []),
        ("lavere enn i 2023", []),
        ("nokså uendret fra 2023", ["claim-false"]),
        ("økt siden 2023", ["claim-false"]),
        ("på vei mot målet", ["claim-unreadable"]),
    ],
)
def test_a_direction_with_its_measure_and_what_it_is_compared_with(says, codes):
    assert of(claim("direction", says, 470, 382)) == codes
