"""Which language is spoken, and how numbers, days and texts are said in it."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from compliance.language import (
    Joined,
    Language,
    Localised,
    choose,
    exact_text,
    finite_decimals,
    text,
    texts,
)

EN = Language("en")


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "nbx"}, "en"),
        ({"LANG": "norwegian"}, "en"),
        ({"LANG": "nb_NO.UTF-8"}, "nb"),
        ({"LANG": "nn_NO"}, "nb"),
        ({"LANG": "no"}, "nb"),
        ({"LANG": "NB_no@euro"}, "nb"),
        ({"LANG": "nb-NO"}, "nb"),
        ({"LANG": "en_GB", "LC_MESSAGES": "nb_NO"}, "nb"),
        ({"LC_MESSAGES": "nb_NO", "LC_ALL": "C"}, "en"),
        ({"LC_ALL": "nb_NO", "COMPLIANCE_LANG": "en"}, "en"),
        ({"LC_ALL": "C", "COMPLIANCE_LANG": "nb"}, "nb"),
        ({"LC_ALL": "", "LANG": "nb_NO"}, "nb"),
    ],
)
def test_language_of_the_environment(environment, code):
    assert code == choose(None, environment).code


def test_the_language_asked_for_wins():
    assert "en" == choose("en", {"COMPLIANCE_LANG": "nb", "LC_ALL": "nb_NO"}).code
    assert "nb" == choose("nb", {"LC_ALL": "C"}).code


@pytest.mark.parametrize("asked", ["nn", "no", "de", "EN"])
def test_only_two_languages_can_be_asked_for(asked):
    with pytest.raises(ValueError, match=f"^{asked}$"):
        choose(asked, {})


@pytest.mark.parametrize(
    ("number", "en", "nb"),
    [
        (131772, "131,772", "131\u00a0772"),
        (Fraction("9.7"), "9.7", "9,7"),
        (Decimal("-1.40"), "-1.4", "-1,4"),
        (0, "0", "0"),
        (Fraction(1, 3), "0.33", "0,33"),
        (1572, "1,572", "1\u00a0572"),
        (10**33 + 1, "1" + ",000" * 10 + ",001", "1" + "\u00a0000" * 10 + "\u00a0001"),
    ],
)
def test_numbers(number, en, nb):
    assert en == EN.say(number)
    assert nb == Language("nb").say(number)


def test_decimals_asked_for():
    assert "9.70" == EN.number(Fraction("9.7"), 2)
    assert "10" == EN.number(Fraction("9.7"), 0)
    assert "0." + "3" * 40 == EN.number(Fraction(1, 3), 40)


@pytest.mark.parametrize(
    ("number", "decimals"),
    [("5", 0), ("1/2", 1), ("1/8", 3), ("0.0001", 4), ("1/3", None), ("7/60", None), ("-1/5", 1)],
)
def test_finite_decimals(number, decimals):
    assert decimals == finite_decimals(Fraction(number))


def test_days():
    assert "2025-11-01" == EN.say(date(2025, 11, 1))
    assert "1.11.2025" == Language("nb").say(date(2025, 11, 1))


def test_plurals():
    def said(n):
        return EN.say(texts("{n} problem.", "{n} problems.", n))

    assert ["0 problems.", "1 problem.", "2 problems."] == [said(n) for n in (0, 1, 2)]


def test_values_are_never_read_as_patterns():
    inner = "{other} {name} \\1 %s"

    assert f"a {inner} b" == EN.say(text("a {name} b", name=inner, other="x"))


def test_a_place_without_value_stays():
    assert "a {nothing}" == EN.say(text("a {nothing}", name="x"))


def test_texts_inside_texts():
    assert "say yes, no, 3" == EN.say(text("say {it}", it=Joined((True, False, 3))))
    assert "" == EN.say(None)


def test_nothing_is_said_about_a_float():
    with pytest.raises(TypeError, match="float"):
        EN.say(0.1)


def test_localised_texts():
    said = Localised("bok {n}", "eng {n}", "ny {n}")

    assert "eng 1" == EN.say(said.fill({"n": 1}))
    assert "bok 1" == Language("nb").say(said.fill({"n": 1}))


def test_an_untranslated_text_is_said_in_english():
    assert "never translated" == Language("nb").say(text("never translated"))


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("0", "0"), ("9.7", "9.7"), ("-1.4", "-1.4"), ("155/11", "155/11"), ("-155/11", "-155/11"),
        ("1/8", "0.125"), ("0.05", "0.05"), ("-0.05", "-0.05"), ("131772", "131772"),
        ("1e-12", "0.000000000001"),
    ],
)  # fmt: skip
def test_exact_text(number, said):
    assert said == exact_text(Fraction(number))
