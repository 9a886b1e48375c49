"""Numbers as reports state them: what was written, what it may stand for, and what is refused."""

from fractions import Fraction

import pytest

from compliance.amount import read_amount
from compliance.errors import Unreadable
from compliance.language import Language
from compliance.quantity import Unit
from written import EN

NB = Language("nb")


def refusal(written, **options):
    """What is said of what cannot be read, and what is accepted."""
    with pytest.raises(Unreadable) as refused:
        read_amount(written, **options)
    assert refused.value.accepted is not None
    return EN.say(refused.value.what), EN.say(refused.value.accepted)


@pytest.mark.parametrize(
    ("written", "low", "high", "unit", "step"),
    [
        ("63,28 %", "63.28", "63.28", Unit.PERCENT, "0.01"),
        ("63.28 prosent", "63.28", "63.28", Unit.PERCENT, "0.01"),
        ("7 pst.", "7", "7", Unit.PERCENT, "1"),
        ("0,4 prosentpoeng", "0.4", "0.4", Unit.POINTS, "0.1"),
        ("0,4 prosenteiningar", "0.4", "0.4", Unit.POINTS, "0.1"),
        ("1 572", "1572", "1572", None, "1"),
        ("1\u00a0572", "1572", "1572", None, "1"),
        ("1\u202f572", "1572", "1572", None, "1"),
        ("1572", "1572", "1572", None, "1"),
        ("131 772 timar", "131772", "131772", Unit.HOURS, "1"),
        ("209 månadsverk", "209", "209", Unit.PERSON_MONTHS, "1"),
        ("65 mill.", "65000000", "65000000", Unit.NOK, "1000000"),
        ("1,2 mill. kr", "1200000", "1200000", Unit.NOK, "100000"),
        ("1,25 mrd. kroner", "1250000000", "1250000000", Unit.NOK, "10000000"),
        ("kr 45 000", "45000", "45000", Unit.NOK, "1"),
        ("kr. 45 000", "45000", "45000", Unit.NOK, "1"),
        ("NOK 45 000", "45000", "45000", Unit.NOK, "1"),
        ("3–4", "3", "4", None, "1"),
        ("3 - 4 dager", "3", "4", Unit.DAYS, "1"),
        ("3 til 4", "3", "4", None, "1"),
        ("20–30 %", "20", "30", Unit.PERCENT, "1"),
        ("20 % – 30 %", "20", "30", Unit.PERCENT, "1"),
        ("4–3", "3", "4", None, "1"),
        ("6,1 per 100 000", "6.1", "6.1", Unit.PER_100_000, "0.1"),
        ("-120,5 mill. kr", "-120500000", "-120500000", Unit.NOK, "100000"),
        ("−12 dager", "-12", "-12", Unit.DAYS, "1"),
        ("–12 dager", "-12", "-12", Unit.DAYS, "1"),
        ("–120,5 mill. kr", "-120500000", "-120500000", Unit.NOK, "100000"),
        ("- kr 45 000", "-45000", "-45000", Unit.NOK, "1"),
        ("om lag –3 %", "-3", "-3", Unit.PERCENT, "1"),
        ("+5", "5", "5", None, "1"),
        ("kr -45 000", "-45000", "-45000", Unit.NOK, "1"),
        ("0", "0", "0", None, "1"),
        ("0,0 %", "0", "0", Unit.PERCENT, "0.1"),
        ("123456789012345678901234567890", "123456789012345678901234567890",
         "123456789012345678901234567890", None, "1"),
    ],
)  # fmt: skip
def test_an_amount_is_read(written, low, high, unit, step):
    made = read_amount(written)

    assert (Fraction(low), Fraction(high), unit, Fraction(step)) == (
        made.low, made.high, made.unit, made.step,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "low", "high"),
    [
        ("7,5 %", "7.45", "7.55"),
        ("8 %", "7.5", "8.5"),
        ("0,4 prosentpoeng", "0.35", "0.45"),
        ("65 mill. kr", "64500000", "65500000"),
        ("1,54 poeng", "1.535", "1.545"),
        ("1572", "1572", "1572"),  # a bare whole number is a count
        ("209 månedsverk", "209", "209"),
        ("3–4", "3", "4"),
        ("3–4 %", "2.5", "4.5"),
        ("-7,5 %", "-7.55", "-7.45"),
        ("om lag 1600", "1599.5", "1600.5"),
    ],
)
def test_what_an_amount_may_stand_for(written, low, high):
    assert (Fraction(low), Fraction(high)) == read_amount(written).reach()


@pytest.mark.parametrize(
    ("written", "bound"),
    [
        ("over 500", "above"), ("mer enn 500", "above"), ("meir enn 500", "above"),
        ("fleire enn 500", "above"), ("under 500", "below"), ("færre enn 500", "below"),
        ("lågare enn 500", "below"), ("minst 500", "at least"), ("høyst 500", "at most"),
        ("høgst 500", "at most"), ("inntil 500", "at most"), ("more than 500", "above"),
        ("no more than 500", "at most"), ("at least 500", "at least"), ("500", None),
    ],
)  # fmt: skip
def test_a_word_before_a_number_makes_it_one_end(written, bound):
    made = read_amount(written)
    assert (500, bound) == (made.low, made.bound)


@pytest.mark.parametrize(
    ("written", "about"),
    [
        ("om lag 65 mill.", True), ("omtrent 65 mill.", True), ("ca. 65 mill.", True), ("ca 65 mill.", True),
        ("cirka 65 mill.", True), ("rundt 65 mill.", True), ("omkring 65 mill.", True), ("65 mill.", False),
    ],
)  # fmt: skip
def test_an_approximate_amount_says_so(written, about):
    made = read_amount(written)
    assert (65_000_000, about) == (made.low, made.about)


def test_a_rate_keeps_per_how_many():
    assert [100_000, 10_000, 1_000, None] == [
        read_amount(written).per
        for written in ("6,1 per 100 000", "6,1 per 10 000", "6,1 pr. 1000", "6,1")
    ]


def test_a_sign_is_told_apart_from_none():
    assert [True, True, False] == [read_amount(w).is_signed for w in ("+5 %", "-5 %", "5 %")]


def test_the_middle_of_an_interval_is_its_number():
    assert Fraction(7, 2) == read_amount("3–4").number


@pytest.mark.parametrize("written", ["1 572", "  om lag   65 mill. ", "63,28 %"])
def test_an_amount_says_itself_as_it_was_written(written):
    plain = " ".join(written.split())
    assert plain == read_amount(written).words(NB) == read_amount(written).words(EN)


@pytest.mark.parametrize("written", ["1.572", "131.772 timer", "2.600"])
def test_a_point_that_may_group_or_divide_is_refused_with_both_ways(written):
    number = written.split()[0]
    thousands, decimals = number.replace(".", " "), number.replace(".", ",")
    assert (
        f"“{written}” can be read in two ways.", f"Write {thousands} or {decimals}.",
    ) == refusal(written)  # fmt: skip


def test_a_number_of_its_file_format_is_clear():
    assert Fraction("1.572") == read_amount("1.572", exact_number=True).low


@pytest.mark.parametrize(
    "written",
    [
        "", "-", "mange", "< 10", "5 til", "%", "fem", "3 epler", "1 572 000 og 3", "12/33", "16 av 33", "1,2,3",
        "5 %%", "mill.", "kr", "over", "--5", "1e5", "0x1F", "٣", "NaN", "inf", "½", "10 000 per",
        "1 572 senger", "– 12", "kr kr 5", "- - 5",
    ],
)  # fmt: skip
def test_what_is_no_number_is_refused_with_what_is_accepted(written):
    assert (
        f"“{written}” is not a number.",
        "Write a number, with a unit or without: 63,28 %, 1 572, 65 mill. kr, 3–4.",
    ) == refusal(written)


def test_a_number_longer_than_any_figure_is_refused():
    said, accepted = refusal("1" * 31)
    assert said.endswith("has more than 30 digits.")
    assert accepted == "Write a shorter number."
