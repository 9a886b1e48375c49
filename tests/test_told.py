"""Where running text tells a number that is masked: in digits, in words, with its whole, or as a share."""

from fractions import Fraction

import pytest

from compliance.report.told import Hidden, bare_numbers, told_at

HIDDEN = Hidden(
    counts=frozenset({3}),
    pairs=frozenset({(3, 40), (37, 40)}),
    shares=frozenset({Fraction(15, 2), Fraction(185, 2)}),
)


@pytest.mark.parametrize(
    "written",
    [
        "3 pasienter ventet.", "Det gjaldt 3.", "Det gjaldt 3. Resten fikk time.", "Det gjaldt 3", "(3)", "Antallet er 3, som i fjor.",
        "3 av 40 falt ut.", "3/40", "Det var 3 nye.", "I mars 2025: 3",
        "Tre pasienter ventet.", "tre eldre pasienter", "tre av pasientene", "tre pasientar", "Tre tilfelle",
        "tre tilfeller", "tre personar", "tre brukere", "tre\npasienter", "tre kvinner", "tre eldre menn",
        "Tre selvmord", "tre sjølvmord", "tre innleggelser", "tre fødsler", "tre tilsette",
        "3 dagpasienter", "3 timeavtaler ble flyttet", "tre av 40", "Tre av totalt 40", "37 av 40 ble sett", "37 av dei 40", "trettisju, altså 37/40",
        "7,5 %", "7.5 prosent", "8 %", "7,50 pst", "92,5 % fikk time", "93 prosent",
    ],
)  # fmt: skip
def test_a_text_that_tells_it(written):
    assert told_at(written, HIDDEN) is not None


@pytest.mark.parametrize(
    "written",
    [
        "", "Alle fikk time.", "13 pasienter", "30 pasienter", "3,5 per uke", "1,3", "3 %", "3 prosent",
        "3. tertial", "3. mai", "3.5.2025", "2025-3", "3–4 pasienter", "1–3", "1 003", "3 100 timer", "T3", "3B",
        "punkt 3", "Krav 3 er innfridd", "kl. 3", "uke 3", "nr. 3", "tabell 3", "§ 3", "3 timer", "3 uker",
        "3 mill. kroner", "3 måneder", "3-årsplanen", "3 per 100 000", "3 days", "s.yaml:3", "linje 3", "line 3", "3 NOK", "3 prosentpoeng", "3 årsverk", "tre tiltak", "tre uker", "Vi har tre", "tretten pasienter",
        "tre av 50", "37 av 50", "40 av 37", "37 ble sett", "3. Vi har mål",
        "75 %", "6 %", "9 %", "7,4 %", "0 %", "17,5 %", "7,5 prosentpoeng", "20–8 %", "-7,5 %", "personell og tre personvernombud",
    ],
)  # fmt: skip
def test_a_text_that_does_not_tell_it(written):
    assert told_at(written, HIDDEN) is None


def test_hardly_any_and_nearly_all_are_no_shares_that_tell():
    hidden = Hidden(
        counts=frozenset(), pairs=frozenset(), shares=frozenset({Fraction(1, 4), Fraction(399, 4)})
    )

    assert [None, None] == [told_at(written, hidden) for written in ("0 %", "100 %")]
    assert [0, 0] == [told_at(written, hidden) for written in ("0,3 %", "99,8 %")]


def test_the_place_of_what_is_told_is_the_first():
    assert 12 == told_at("Av 40 falt: 3, altså 3 av 40.", HIDDEN)


def test_a_number_by_itself_tells_nothing_where_names_hold_numbers():
    assert told_at("Register 3", HIDDEN, bare=False) is None
    assert told_at("Register, 3 av 40", HIDDEN, bare=False) is not None


def test_bare_numbers_are_whole_numbers_with_their_thousands():
    assert [(0, 1572), (9, 12)] == list(bare_numbers("1 572 og 12 av 7,5 %"))
