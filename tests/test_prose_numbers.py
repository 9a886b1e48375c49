import pytest

from compliance.period import Period
from compliance.prose.model import Span
from compliance.prose.reader import read_prose
from compliance.prose.sentences import plain_text, split_sentences
from compliance.prose.skeleton import skeleton
from compliance.quantity import Unit
from prose_read import figures

REPORT = Period.parse("2025")


def amounts(text):
    """Low, high and unit of each amount in a text, in order."""
    read = skeleton(plain_text(text), Span(0, len(text)), frozenset(), REPORT)
    return [
        (str(n.amount.low), str(n.amount.high), n.amount.unit)
        for _, n in sorted(read.numbers.items())
        if n.amount is not None
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("det er 131 772 timer igjen", "131772", "131772", Unit.HOURS),
        ("det er 131\u00a0772\u00a0timar att", "131772", "131772", Unit.HOURS),
        ("det er 1\u202f572 senger", "1572", "1572", None),
        ("om lag 65 mill. kroner", "65000000", "65000000", Unit.NOK),
        ("kr 45 000 er brukt", "45000", "45000", Unit.NOK),
        ("hele 63,28 %", "1582/25", "1582/25", Unit.PERCENT),
        ("9,7\u00a0% er høyt", "97/10", "97/10", Unit.PERCENT),
        ("0,6 prosentpoeng", "3/5", "3/5", Unit.POINTS),
        ("0,6 prosenteiningar", "3/5", "3/5", Unit.POINTS),
        ("12 pst. er ute", "12", "12", Unit.PERCENT),
        ("3–4 dager", "3", "4", Unit.DAYS),
        ("rundt 3 prosent", "3", "3", Unit.PERCENT),
        ("over 500 mill. kr", "500000000", "500000000", Unit.NOK),
        ("2,1 mrd. kroner", "2100000000", "2100000000", Unit.NOK),
        ("128 månedsverk", "128", "128", Unit.PERSON_MONTHS),
        ("128 månadsverk", "128", "128", Unit.PERSON_MONTHS),
        ("raten er 6,1 per 100 000 innbyggere", "61/10", "61/10", Unit.PER_100_000),
        ("endringen (-12 dager)", "-12", "-12", Unit.DAYS),
        ("endringen (\u221212 dager)", "-12", "-12", Unit.DAYS),
        ("(10 av dem)", "10", "10", None),
    ],
)
def test_an_amount_is_read_with_its_unit(text, low, high, unit):
    assert [(low, high, unit)] == amounts(text)


@pytest.mark.parametrize(
    "text",
    [
        "se § 2-1", "jf. § 3", "tlf. 77 62 60 00", "ring 77 62 60 00", "ring 776 26 000", "ring 77626000",
        "sak 47-2025", "sak 23/2025", "kl. 12.30", "kl 8", "nr. 3", "krav 4", "tabell 13", "vedlegg 2",
        "kapittel 8", "side 4", "uke 12", "nivå 3", "byggetrinn 2", "versjon 2.1", "HbA1c", "LIS1", "Covid-19",
        "3. plass", "barn på 12 år", "en 12-åring", "nesten 500", "knapt 500", "drøyt 500", "1/3 av alle",
        "24/7", "orgnr. 983974899", "1.572 timer", "styresak 12", "G20", "3a", "mål 7", "9,7 %-andelen",
    ],
)  # fmt: skip
def test_a_number_that_is_no_amount_yields_none(text):
    assert [] == amounts(text)


@pytest.mark.parametrize("text", ["1. Sykefravær", "2) Innleie", "3.1. Økonomi", "- 4) Overtid"])
def test_the_number_of_a_list_item_is_no_amount(text):
    assert [] == amounts(text)


def test_a_bound_stays_with_its_number():
    read = skeleton("over 500 timer", Span(0, 14), frozenset(), REPORT)

    assert ["above"] == [n.amount.bound for n in read.numbers.values()]
    assert Span(0, 14) == read.span(0, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sykefraværet var 9,7 prosent i 2024.", [("97/10", "2024")]),
        ("I 2023 hadde vi 1 572 utskrivningsklare døgn.", [("1572", "2023")]),
        ("I 2023 hadde vi 1\u00a0572 utskrivingsklare døgn.", [("1572", "2023")]),
        ("Nivået er kjent (2024: 9,7 %).", [("97/10", "2024")]),
        ("Nivået er kjent (2023: 10,1 %, 2024: 9,7 %).", [("101/10", "2023"), ("97/10", "2024")]),
        ("Sykefraværet var 9,7 % (2024).", [("97/10", "2024")]),
        ("Sjukefråværet var 9,7 prosent i 2024 og 10,1 prosent i 2023.", [("97/10", "2024"), ("101/10", "2023")]),
        ("Per april 2025 er sykefraværet 9,7 prosent.", [("97/10", "2025-01/2025-04")]),
        ("I 2024 fikk 65 prosent av pasientene time innen fristen.", [("65", "2024")]),
        ("I 1. tertial 2025 var fraværet 9,7 prosent, mot 9,1 prosent i samme periode 2024.",
         [("97/10", "2025-T1"), ("91/10", "2024-T1")]),
        ("Fraværet gikk ned fra 10,1 % i 2023 til 9,7 % i 2024.", [("101/10", "2023"), ("97/10", "2024")]),
        ("I 1. tertial 2025 var det 40 innleide, mot 35 i 2024.", [("40", "2025-T1")]),
        ("I 2024 ble det holdt 12 kurs for 240 ansatte.", [("12", "2024")]),
        ("Fraværet var 9,7 % i 2024, men målet er 7,5 %.", [("97/10", "2024")]),
        ("Andelen i Tromsø var 11,7 prosent i 2023.", [("117/10", "2023")]),
    ],
)  # fmt: skip
def test_a_figure_is_tied_to_its_period(text, expected):
    assert expected == figures(text)


@pytest.mark.parametrize(
    "text",
    [
        "Målet for 2025 er 7,5 %.",
        "Kravet var 70 % i 2024.",
        "Grensen på 22 dager gjaldt i 2024.",
        "Budsjettet for 2024 var 382 mill. kroner.",
        "Sykefraværet økte med 3 % i 2024.",
        "Overtiden ble redusert med 3 prosent i 2024.",
        "I 2024 og 2025 ble det holdt 12 kurs.",
        "I 2024 var 3 av 10 stillinger ubesatt.",
        "Vi har 3 senger per 1 000 innbyggere i 2024.",
        "Nær 500 pasienter ventet i 2024.",
        "Over 500 pasienter ventet i 2024.",
        "Ved utgangen av 2024 var 45 stillinger ledige.",
        "Per 31.12.2024 var 45 stillinger ledige.",
        "Høsten 2024 var ventetiden 45 dager.",
        "Ventetiden var 45 dager i fjor vinter.",
        "I 2026 er kostnaden 45 mill. kroner.",
        "Landsgjennomsnittet var 9,1 prosent i 2024.",
        "Var sykefraværet 9,7 prosent i 2024?",
        "Bemanningen er 4,5 prosent høyere i 2024 enn i 2023.",
        "Sykefraværet var ikke 9,7 prosent i 2024.",
        "Sykefraværet skal være 7,5 prosent i 2025.",
        "Krav 4 gjaldt også i 2024.",
        "Den siste målingen i 2024 viste 9,7 prosent.",
        "Av disse ble 12 lukket i 2024.",
        "Fraværet 9,7 % 2024: 8,1 %.",
        "I 2024 behandlet vi 45 av sakene.",
        "I 2024 hadde vi 12 og 15 innleide.",
        "Fraværet er 0,6 prosentpoeng over nivået i 2023.",
    ],
)
def test_a_number_that_is_no_plain_value_of_one_period_yields_nothing(text):
    assert [] == figures(text)


def test_the_words_of_a_figure_are_its_sentence_in_small_letters():
    figure = read_prose("Takk. Fraværet i Narvik var 9,7 % i 2024.", REPORT).figures[0]

    assert "fraværet i narvik var 9,7 % i 2024." == figure.subject_words
    assert (28, 33) == (figure.span.start, figure.span.end)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi møtes 1. mai. Da er det fri.", ["Vi møtes 1. mai.", "Da er det fri."]),
        ("Det kostet 45 mill. kr og mer.", ["Det kostet 45 mill. kr og mer."]),
        ("Det er 12 pst. ledig, ca. 3 av dem.", ["Det er 12 pst. ledig, ca. 3 av dem."]),
        ("Se nr. 4, jf. krav 5, kap. 3.", ["Se nr. 4, jf. krav 5, kap. 3."]),
        ("Det kostet 45 mill. Det er mye.", ["Det kostet 45 mill.", "Det er mye."]),
        ("Det var i 2024. Vi har mer.", ["Det var i 2024.", "Vi har mer."]),
        (
            "Første linje er lang nok\ntil å fortsette.",
            ["Første linje er lang nok\ntil å fortsette."],
        ),
        ("Overskrift\nTeksten begynner her.", ["Overskrift", "Teksten begynner her."]),
        ("- ett punkt\n- to punkt", ["- ett punkt", "- to punkt"]),
        ("Ja! Nei? Jo.", ["Ja!", "Nei?", "Jo."]),
        ("I 1. tertial var det fint.", ["I 1. tertial var det fint."]),
        ("Et avsnitt uten stopp\n\nNytt avsnitt", ["Et avsnitt uten stopp", "Nytt avsnitt"]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences_are_split_where_they_end(text, expected):
    assert expected == [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize("text", ["İstanbul ß \ue001 −5", "ÆØÅ\u00a0\u202f\u2003"])
def test_plain_text_is_as_long_as_what_was_written(text):
    assert len(text) == len(plain_text(text))
