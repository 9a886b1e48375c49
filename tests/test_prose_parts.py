"""Parts and wholes as reports word them: shares, sums, rates, and what is left."""

import pytest

from compliance.arithmetic import Claim, Verdict, verify
from compliance.period import Period
from compliance.prose.reader import read_prose
from prose_read import claims, decimal

YEAR = Period.parse("2025")


def read(relation, says, *of):
    """A claim as `claims` gives it."""
    return (relation, decimal(says), *(decimal(n) for n in of))


def verdicts(text):
    """The verdict of each claim."""
    return [
        verify(Claim(relation=c.relation, says=c.says, of=c.of, loose=c.loose)).verdict
        for c in read_prose(text, YEAR).claims
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Svarprosenten var 54,5 (55 av 101).",
        "Svarprosenten for kommunene var 54,5 (55 av 101).",
        "Vi har en svarprosent på 54,5 prosent (55 av 101).",
        "Delen var 54,5 prosent (55 av 101).",
        "55 av 101, eller 54,5 prosent, er besvart.",
        "55 av 101, det vil seie 54,5 prosent, er svara på.",
        "55 av 101 gav svar, noko som gjev 54,5 prosent.",
        "55 av 101 avvik er besvart (54,5 prosent).",
        "55 av i alt 101 avvik (54,5 %) er besvart.",
        "55/101 (54,5 %) er besvart.",
        "Av 101 avvik er 55 besvart (54,5 %).",
        "Av 101 avvik er 55 (54,5 %) besvart.",
        "Av dei 101 avvika vart 55 svara på, tilsvarande 54,5 prosent.",
        "54,5 prosent (55) av 101 avvik er besvart.",
        "55 av 101 nådde målet, altså 54,5 prosent.",
    ],
)
def test_a_share_is_read_in_many_wordings(text):
    assert [read("share", "54.5", 55, 101)] == claims(text)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("To av fire foretak (50 %) nådde målet.", Verdict.EXACT),
        ("Tre av fire føretak (60 %) nådde målet.", Verdict.FALSE),
        ("Tre av fire foretak (74 %) nådde målet.", Verdict.FALSE),
        # of people in words one speaks roughly
        ("Ni av ti (88,5 %) svarte.", Verdict.ROUNDING),
        ("Tre av fire pasienter (74 %) svarte.", Verdict.ROUNDING),
        ("To av fire (60 %) svarte.", Verdict.FALSE),
    ],
)
def test_a_share_in_words_is_rough_unless_units_are_counted(text, verdict):
    assert [verdict] == verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        "15 av 33 nådde målet (80 %).",
        "Av 120 pasienter fikk 90 tilbud og 30 avslag (25 %).",
        "Av 120 pasienter fikk 90 tilbud (75 % innen fristen).",
        "Av 40 leger er 12 overleger (50 % stilling).",
        "Av 2024-tallene er 12 nye (50 %).",
        "En av fire (20 %) svarte.",
        "Ein av fire (20 %) svarte.",
        "Hver fjerde svarte (20 %).",
        "Om lag halvparten (55 av 101) er besvart.",
        "Møtet 5/9 (54 %) hadde få deltakere.",
        "Sak 47/2025 (54 %) er behandlet.",
        "Åpent 24/7 (54 %).",
        "Svarprosenten var 54,5 (45 av 101 i 2023).",
        "Svarprosenten var 54,5 (mot 45 av 101 i 2023).",
        "Andelen var 54,5 prosent (35 av 60 i Narvik og 20 av 41 i Harstad).",
        "Om lag to av de tre avdelingene er flyttet.",
    ],
)
def test_what_is_no_share_yields_nothing(text):
    assert [] == claims(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Egenmeldt fravær var 1,6 prosent og legemeldt 6,9 prosent, totalt 8,5 prosent.",
         read("sum", "8.5", "1.6", "6.9")),
        ("Eigenmeldt fråvær var 1,6 prosent og sjukmeldt 6,9 prosent, samla 8,5 prosent.",
         read("sum", "8.5", "1.6", "6.9")),
        ("1,6 % egenmeldt + 6,9 % legemeldt = 8,5 %.", read("sum", "8.5", "1.6", "6.9")),
        ("Fraværet var 8,5 prosent (1,6 prosent egenmeldt og 6,9 prosent legemeldt).",
         read("sum", "8.5", "1.6", "6.9")),
        ("Fraværet var 8,5 prosent, fordelt på 1,6 prosent egenmeldt og 6,9 prosent legemeldt.",
         read("sum", "8.5", "1.6", "6.9")),
        ("Det var 223 mottatte og 101 sendte avvik, totalt 324.", read("sum", 324, 223, 101)),
        ("Det er 324 avvik: 223 mottekne og 101 sende.", read("sum", 324, 223, 101)),
        ("Det var 324 avvik, kvarav 223 mottekne og 101 sende.", read("sum", 324, 223, 101)),
        ("Det var 324 avvik, hvorav 223 mottatte og resten (101) sendte.", read("sum", 324, 223, 101)),
        ("Av 324 avvik er 202 besvart og 122 ubesvart.", read("sum", 324, 202, 122)),
        ("Av 324 avvik er 202 lukka og 122 ikkje lukka.", read("sum", 324, 202, 122)),
        ("Av 130 mill. kr er 40 mill. kr fordelt, og 90 mill. kr står igjen.",
         read("sum", 130_000_000, 40_000_000, 90_000_000)),
        ("HSYK har 4 senger, FIN 2, NLSH 14 og UNN 10, til saman 30.", read("sum", 30, 4, 2, 14, 10)),
        ("HSYK har 3 senger, FIN 2 senger, NLSH 5 senger og UNN 12 senger, i alt 22 senger.",
         read("sum", 22, 3, 2, 5, 12)),
        ("13 deltakere kom fra kommunene og 18 fra sykehuset, i alt 31 deltakere.", read("sum", 31, 13, 18)),
        ("Det var 14 deltakarar frå kommunane og 18 frå sjukehuset, 32 i alt.", read("sum", 32, 14, 18)),
        ("I alt 21 planer: 8 er klare, 11 nesten klare og 2 stanset.", read("sum", 21, 8, 11, 2)),
        ("16 indikatorer nådde målet og 17 ikke, til sammen 33.", read("sum", 33, 16, 17)),
        ("Vi har 12 leger og 5 sykepleiere, totalt 15 ansatte.", read("sum", 15, 12, 5)),
        ("4 + 2 + 14 + 10 = 30 senger.", read("sum", 30, 4, 2, 14, 10)),
    ],
)  # fmt: skip
def test_a_sum_is_read_in_many_wordings(text, expected):
    assert [expected] == claims(text)


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Det var 324 avvik, hvorav 223 mottatte og 101 sendte.", False),
        ("Det var 324 avvik, hvorav 223 mottatte og 90 sendte.", False),
        ("Det var 324 avvik, hvorav 223 mottatte og 111 sendte.", True),
        ("Fraværet var 8,5 prosent, herav 1,6 prosent egenmeldt og 6,9 prosent legemeldt.", False),
        ("Fraværet var 8,5 prosent, herav 1,6 prosent egenmeldt og 7,0 prosent legemeldt.", False),
        ("Fraværet var 8,5 prosent, herav 1,6 prosent egenmeldt og 7,9 prosent legemeldt.", True),
    ],
)
def test_parts_after_hvorav_may_be_less_than_the_whole_but_not_more(text, false):
    assert [false] == [verdict is Verdict.FALSE for verdict in verdicts(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi har 12 leger og 5 sykepleiere, totalt 30 ansatte.",
        "Vi har 12 leger og 5 sykepleiere, totalt 30 i foretaket.",
        "Vi har 12 legar og 5 sjukepleiarar, til saman 30 tilsette.",
        "Vi har 2 team, 5 leger og 7 sykepleiere, til sammen 12 ansatte.",
        "Vi har 12 årsverk, 5 leger og 7 sykepleiere, til sammen 12.",
        "Det var 9 søkere, 4 menn og 5 kvinner, totalt 12.",
        "40 søkere, 4 i Harstad og 5 i Tromsø, til sammen 10.",
        "Vi fikk 12 søkere, ansatte 4 leger og 5 sykepleiere, totalt 9.",
        "Vi hadde 40 søkere, ansatte 10 og avslo 5, totalt 15.",
        "Vi har 12 senger i Harstad og 5 i Narvik, 10 leger totalt.",
        "Det var 324 avvik, hvorav 223 gjaldt medisin og 180 var alvorlige.",
        "11 registre, hvorav 8 nasjonale og 7 regionale.",
        "Av 324 avvik er 202 besvart og 100 lukket.",
        "Egenmeldt fravær økte med 1,6 prosent og legemeldt med 6,9 prosent, totalt 4 prosent.",
        "Andelen kvinner er 60 prosent blant 12 menn og 20 kvinner.",
        "60 prosent (12 menn og 20 kvinner) svarte.",
        "324 avvik (60 prosent mottatt og 50 prosent sendt).",
        "Fraværet var 8,5 prosent, herav 1,6 prosent egenmeldt.",
        "Antallet gikk fra 4 til 5 i Harstad og 6 i Narvik, til sammen 9.",
    ],
)
def test_what_may_be_no_sum_yields_none(text):
    assert "sum" not in [claim[0] for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Vi har 30 senger, 6,1 per 100 000 innbyggere (491 000 innbyggere).", Verdict.ROUNDING),
        ("Vi har 30 senger, 7,1 per 100 000 innbyggjarar (491 000 innbyggjarar).", Verdict.FALSE),
        ("Det er 30 senger på 491 000 innbyggere, som gir 6,1 per 100 000.", Verdict.ROUNDING),
        ("84 prosent av avtalene ble holdt og 16 prosent ikke.", Verdict.EXACT),
        ("84 prosent av avtalane vart haldne og 18 prosent ikkje.", Verdict.FALSE),
        ("84 prosent av avtalene holdes, og 16 prosent holdes ikke.", Verdict.EXACT),
        ("84 prosent ble holdt, resten (18 %) ikke.", Verdict.FALSE),
    ],
)
def test_a_rate_and_what_is_left_are_read(text, verdict):
    assert [verdict] == verdicts(text)


@pytest.mark.parametrize(
    "text",
    [
        "Vi har 30 senger, 6,1 per 100 000 innbyggere, og 12 leger for 491 000 innbyggere.",
        "Vi har 12 senger, 6,1 per 100 000 innbyggere (mål 8) i 2024.",
        "Vi har 30 senger, 6 ledige (491 000 innbyggere) per mai.",
        "Raten var 6,1 per 100 000 innbyggere (491 000 innbyggere).",
        "84 prosent svarte ja og 10 prosent ikke.",
        "84 prosent ble holdt og 10 prosent ikke.",
        "84 prosent møtte og 20 prosent møtte ikke opp i tide.",
        "84 prosent i Tromsø ble behandlet og 50 prosent ikke hørt.",
        "84 prosent møtte, de øvrige 10 prosent ble utsatt og 6 prosent avlyst.",
    ],
)
def test_what_may_have_a_third_part_yields_nothing(text):
    assert [] == claims(text)
