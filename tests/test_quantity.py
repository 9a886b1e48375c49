"""Numbers as people write them: near misses first, whole messages."""

from fractions import Fraction

import pytest

from compliance.colour import Reason
from compliance.errors import Unreadable
from compliance.language import Language
from compliance.quantity import (
    Quantity,
    Shown,
    Unit,
    is_ambiguous,
    parse_number,
    parse_quantity,
    with_unit,
)

EN = Language("en")
NUMBER = "Write a number such as “1 572”, an interval such as “5–6”, or “-” if there is none."
PERCENT = "Write a number such as “7,5 %”, an interval such as “5–6 %”, or “-” if there is none."


def refusal(written, unit, **options):
    """The whole message about something unreadable."""
    with pytest.raises(Unreadable) as caught:
        parse_quantity(written, Unit(unit), **options)
    error = caught.value
    return " ".join(EN.say(part) for part in (error.what, error.accepted) if part is not None)


@pytest.mark.parametrize(
    ("written", "unit", "message"),
    [
        # no number
        ("svært bra", "points", f"“svært bra” is not a number. {NUMBER}"),
        ("abc", "percent", f"“abc” is not a number. {PERCENT}"),
        ("minst 5", "count", f"“minst 5” is not a number. {NUMBER}"),
        ("> 5 %", "percent", f"“> 5 %” is not a number. {PERCENT}"),
        ("< 10 %", "percent", f"“< 10 %” is not a number. {PERCENT}"),
        ("ca 5 til 6", "count", f"“ca 5 til 6” is not a number. {NUMBER}"),
        ("--5", "count", f"“--5” is not a number. {NUMBER}"),
        (",5", "count", f"“,5” is not a number. {NUMBER}"),
        ("½", "count", f"“½” is not a number. {NUMBER}"),
        ("٣", "count", f"“٣” is not a number. {NUMBER}"),
        ("nan", "count", f"“nan” is not a number. {NUMBER}"),
        ("inf", "hours", f"“inf” is not a number. {NUMBER}"),
        ("12.572,5", "hours", f"“12.572,5” is not a number. {NUMBER}"),
        ("1,572.5", "hours", f"“1,572.5” is not a number. {NUMBER}"),
        (
            "1.572.000 kr",
            "NOK",
            ("“1.572.000 kr” is not a number. Write a number such as “1 572 kr”, "
            "an interval such as “5–6”, or “-” if there is none."),
        ),
        # two readings
        ("1.572", "count", "“1.572” can be read in two ways. Write 1 572 or 1,572."),
        ("1.572 timer", "hours", "“1.572 timer” can be read in two ways. Write 1 572 or 1,572."),
        ("12.000 kr", "NOK", "“12.000 kr” can be read in two ways. Write 12 000 or 12,000."),
        ("-1.572 %-poeng", "percent", None),
        ("1.572 prosent", "percent",
         "“1.572 prosent” can be read in two ways. Write 1 572 or 1,572."),
        ("5–1.572", "count", "“5–1.572” can be read in two ways. Write 1 572 or 1,572."),
        # units
        ("0.705", "percent", "“0.705” has no unit. Write “0.705 %”."),
        ("70,5", "percent", "“70,5” has no unit. Write “70,5 %”."),
        ("20–30", "percent", "“20–30” has no unit. Write “20–30 %”."),
        ("3", "NOK", "“3” has no unit. Write “3 kr”."),
        ("3,5 mill", "NOK", "“3,5 mill” has no unit. Write “3,5 mill kr”."),
        ("5 timer", "count", "“5 timer” is in hours. The unit is count."),
        ("5 %", "count", "“5 %” is in percent. The unit is count."),
        ("5 % – 6 %", "count", None),
        ("5 kr", "percent", "“5 kr” is in NOK. The unit is percent."),
        ("5 dager", "hours", "“5 dager” is in days. The unit is hours."),
        ("5 bananer", "count",
         "“5 bananer” ends in “bananer”, which is not a unit here. The unit is count."),
        ("3 mill", "count", "“3 mill” ends in “mill”, which is not a unit here. The unit is count."),
        ("1e5", "count", "“1e5” ends in “e5”, which is not a unit here. The unit is count."),
        # impossible
        ("-3", "count",
         "“-3” is below zero, which count cannot be. Write 0 or more, or “-” if there is no value."),
        ("−3 timer", "hours",
         ("“-3 timer” is below zero, which hours cannot be. "
         "Write 0 or more, or “-” if there is no value.")),
        ("30–20 %", "percent", "“30–20 %” ends before it begins. Write the smaller number first."),
        ("9" * 31, "count",
         f"“{'9' * 31}…” has more than 30 digits. Write a shorter number."),
        ("9" * 5000, "count",
         f"“{'9' * 40}…” has more than 30 digits. Write a shorter number."),
    ],
)  # fmt: skip
def test_refused_with_the_whole_message(written, unit, message):
    found = refusal(written, unit)

    if message is not None:
        assert message == found


@pytest.mark.parametrize(
    ("written", "unit", "low", "high"),
    [
        ("7,5 %", "percent", "7.5", "7.5"),
        ("7.5 %", "percent", "7.5", "7.5"),
        ("9,7%", "percent", "9.7", "9.7"),
        ("9,7 pst.", "percent", "9.7", "9.7"),
        ("9,7 PROSENT", "percent", "9.7", "9.7"),
        ("\u22127,5 %", "percent", "-7.5", "-7.5"),
        ("-7,5 %", "percent", "-7.5", "-7.5"),
        ("1.572 %", "percent", "1.572", "1.572"),
        ("0.572", "count", "0.572", "0.572"),
        ("1,572", "count", "1.572", "1.572"),
        ("1.57", "count", "1.57", "1.57"),
        ("1234.567", "count", "1234.567", "1234.567"),
        ("1 572", "count", "1572", "1572"),
        ("1\u00a0572", "count", "1572", "1572"),
        ("1\u202f572", "count", "1572", "1572"),
        ("1\u2009572 t", "hours", "1572", "1572"),
        ("131\u00a0772 timer", "hours", "131772", "131772"),
        ("10 000,5 t", "hours", "10000.5", "10000.5"),
        ("+5", "count", "5", "5"),
        ("0", "count", "0", "0"),
        ("-0", "count", "0", "0"),
        ("5 stk", "count", "5", "5"),
        ("209 månedsverk", "person-months", "209", "209"),
        ("12,5 per 100 000", "per 100 000", "12.5", "12.5"),
        ("3 mill. kr", "NOK", "3000000", "3000000"),
        ("2,5 mrd kroner", "NOK", "2500000000", "2500000000"),
        ("-40 kr", "NOK", "-40", "-40"),
        ("20–30 %", "percent", "20", "30"),
        ("20-30 %", "percent", "20", "30"),
        ("20 – 30 %", "percent", "20", "30"),
        ("20 % – 30 %", "percent", "20", "30"),
        ("20% til 30%", "percent", "20", "30"),
        ("20 til 30", "count", "20", "30"),
        ("20 to 30 days", "days", "20", "30"),
        ("1 572–1 600", "count", "1572", "1600"),
        ("-5 – -3 %", "percent", "-5", "-3"),
        ("5–5 %", "percent", "5", "5"),
        ("9" * 30, "count", "9" * 30, "9" * 30),
    ],
)
def test_read_exactly(written, unit, low, high):
    found = parse_quantity(written, Unit(unit))

    assert (Fraction(low), Fraction(high)) == (found.low, found.high)
    assert Unit(unit) is found.unit
    assert not found.about


@pytest.mark.parametrize(
    "written", ["om lag 3 %", "ca. 3 %", "ca 3 %", "Omtrent 3 %", "about 3 %", "≈3 %", "~ 3 %"]
)
def test_about_is_judged_as_given_and_marked(written):
    found = parse_quantity(written, Unit.PERCENT)

    assert (Fraction(3), Fraction(3), True) == (found.low, found.high, found.about)
    assert "about 3 %" == EN.say(found)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", Reason.NO_VALUE),
        ("  ", Reason.NO_VALUE),
        ("\u00a0", Reason.NO_VALUE),
        ("-", Reason.NO_VALUE),
        ("–", Reason.NO_VALUE),
        ("—", Reason.NO_VALUE),
        ("\u2212", Reason.NO_VALUE),
        ("i.a.", Reason.NOT_APPLICABLE),
        ("I.A.", Reason.NOT_APPLICABLE),
        ("ikke aktuelt", Reason.NOT_APPLICABLE),
        ("< 10", Reason.TOO_FEW_CASES),
        ("<10", Reason.TOO_FEW_CASES),
        ("<\u00a05", Reason.TOO_FEW_CASES),
    ],
)
@pytest.mark.parametrize("unit", list(Unit))
def test_what_is_missing_has_its_reason_under_every_unit(written, reason, unit):
    assert reason is parse_quantity(written, unit)


def test_numbers_of_json_and_of_rule_files_are_not_ambiguous():
    assert Fraction("1.572") == parse_quantity("1.572", Unit.COUNT, exact_number=True).low
    assert Fraction("1.572") == parse_quantity("1.572", Unit.COUNT, rule_file=True).low


def test_rule_files_have_no_decimal_comma():
    point = "Write a number with a decimal point, such as “7.5”."
    assert f"“7,5” is not a number. {point}" == refusal("7,5", "count", rule_file=True)


def test_an_exact_json_number_still_needs_its_percent_sign():
    assert "“0.705” has no unit. Write “0.705 %”." == refusal("0.705", "percent", exact_number=True)


@pytest.mark.parametrize(
    ("written", "ambiguous"),
    [
        ("1.57", False), ("1.5720", False), ("0.572", False), ("1,572", False), ("1234.567", False),
        ("01.572", False), ("1.572.000", False),
        ("1.572", True), ("12.572", True), ("123.572", True), ("-1.572", True), ("\u22121.572", True),
    ],
)  # fmt: skip
def test_ambiguous(written, ambiguous):
    assert ambiguous is is_ambiguous(written)


@pytest.mark.parametrize("written", ["1 57", "15 7200", "1,2,3", "", "5 %", "0x10", "1_000", "٣"])
def test_not_a_number(written):
    with pytest.raises(Unreadable):
        parse_number(written)


def test_decimals_are_counted_as_written():
    assert (Fraction("9.7"), 2) == parse_number("9,70")
    assert 1 == parse_quantity("9,7 %", Unit.PERCENT).decimals
    assert 0 == parse_quantity("3,5 mill. kr", Unit.NOK).decimals


@pytest.mark.parametrize(
    ("number", "decimals", "thresholds", "said"),
    [
        ("59.94", 1, ["60"], "59.9 %"),
        ("59.96", 1, ["60"], "59.96 %"),
        ("60.04", 1, ["60"], "60.04 %"),
        ("60", 1, ["60"], "60 %"),
        ("179/3", 0, ["60"], "59.7 %"),
        ("599999/10000", 1, ["60"], "59.9999 %"),
        ("57.5", 1, [], "57.5 %"),
        ("172.5/3", 1, [], "57.5 %"),
    ],
)
def test_digits_never_contradict_a_threshold(number, decimals, thresholds, said):
    top, _, bottom = number.partition("/")
    exact = Fraction(top) / Fraction(bottom or "1")
    shown = Shown(exact, Unit.PERCENT, decimals, tuple(Fraction(t) for t in thresholds))

    assert said == EN.say(shown)


def test_long_numbers_are_said_with_all_their_digits():
    """Thirty digits and a scale word: more than decimal arithmetic keeps by default."""
    long = parse_quantity("1" * 29 + "2", Unit.COUNT)
    scaled = parse_quantity("1" * 29 + "2 mrd kr", Unit.NOK)

    assert "111,111,111,111,111,111,111,111,111,112" == EN.say(long)
    assert EN.say(scaled).endswith(",111,112,000,000,000 NOK")


def test_interval_is_not_one_number():
    interval = parse_quantity("4–5", Unit.COUNT)

    assert interval.is_interval
    with pytest.raises(ValueError, match="not one number"):
        _ = interval.number


def test_computed_quantity():
    assert Quantity(low=Fraction(3), high=Fraction(3), unit=Unit.DAYS) == Quantity.of(3, Unit.DAYS)


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (Unit.PERCENT, "5 %"), (Unit.HOURS, "5 hours"), (Unit.PERSON_MONTHS, "5 person-months"),
        (Unit.DAYS, "5 days"), (Unit.COUNT, "5"), (Unit.NOK, "5 NOK"), (Unit.POINTS, "5 points"),
        (Unit.PER_100_000, "5 per 100 000"),
    ],
)  # fmt: skip
def test_every_unit_after_its_number_and_back(unit, said):
    assert said == with_unit("5", unit, EN)
    assert Fraction(5) == parse_quantity(said, unit).low


def test_which_units_must_be_written_and_may_be_negative():
    assert {Unit.PERCENT, Unit.NOK} == {u for u in Unit if u.must_be_written}
    assert {Unit.PERCENT, Unit.NOK, Unit.POINTS} == {u for u in Unit if u.may_be_negative}
