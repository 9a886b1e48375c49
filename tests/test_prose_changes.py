"""Changes between figures as reports word them: size first, period first, in the next sentence, in words."""

import pytest

from compliance.arithmetic import Claim, Verdict, verify
from compliance.period import Period
from compliance.prose.reader import read_prose
from prose_read import claims, decimal, figures

YEAR = Period.parse("2025")
MILL = 1_000_000


def change(relation, says, *of):
    """A claim as `claims` gives it."""
    return (relation, decimal(says), *(decimal(n) for n in of))


def direction(way, *of):
    """A claim of direction as `claims` gives it."""
    return ("direction", way, *(decimal(n) for n in of))


def has_false(text):
    """Whether something that is read cannot be true."""
    return any(
        verify(Claim(relation=c.relation, says=c.says, of=c.of, loose=c.loose)).verdict
        is Verdict.FALSE
        for c in read_prose(text, YEAR).claims
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foretaket har redusert innleien med 19 prosent fra 470 mill. kroner i 2023 til 382 mill. kroner i 2024.",
         [direction("down", 470 * MILL, 382 * MILL), change("percent-change", -19, 470 * MILL, 382 * MILL)]),
        ("Føretaket har redusert innleiga med 19 prosent frå 470 til 382 mill. kroner.",
         [direction("down", 470 * MILL, 382 * MILL), change("percent-change", -19, 470 * MILL, 382 * MILL)]),
        ("Overtiden økte med 2 600 timer fra 129 172 til 131 772.",
         [direction("up", 129172, 131772), change("difference", 2600, 129172, 131772)]),
        ("Overtiden økte med 2 600 timer (2 %) fra 129 172 til 131 772 timer.",
         [direction("up", 129172, 131772), change("difference", 2600, 129172, 131772),
          change("percent-change", 2, 129172, 131772)]),
        ("Ventetiden ble redusert med 12 dager (fra 56 til 44).",
         [direction("down", 56, 44), change("difference", -12, 56, 44)]),
        ("Ventetiden er ned 12 dager fra 56 til 44.",
         [direction("down", 56, 44), change("difference", -12, 56, 44)]),
        ("For barn og unge gjekk ventetida ned med 12 dagar, frå 56 til 44 dagar.",
         [direction("down", 56, 44), change("difference", -12, 56, 44)]),
        ("Innleien gikk opp 63,28 % fra 128 til 209.",
         [direction("up", 128, 209), change("percent-change", "63.28", 128, 209)]),
        ("Innleiga auka frå 128 til 209 månadsverk, det vil seie 63,28 prosent.",
         [direction("up", 128, 209), change("percent-change", "63.28", 128, 209)]),
        ("Innleien ble redusert med 19 % fra 2023 til 2024, fra 470 til 382 mill. kroner.",
         [direction("down", 470 * MILL, 382 * MILL), change("percent-change", -19, 470 * MILL, 382 * MILL)]),
        ("Ventetiden falt 0,2 dager, fra 67,1 til 66,9.",
         [direction("down", "67.1", "66.9"), change("difference", "-0.2", "67.1", "66.9")]),
        ("Antallet økte med 16, til 40 fra 24.",
         [direction("up", 24, 40), change("difference", 16, 24, 40)]),
        ("Innleien er redusert til 382 mill. kroner fra 470 mill. kroner i 2023 (19 prosent).",
         [direction("down", 470 * MILL, 382 * MILL), change("percent-change", 19, 470 * MILL, 382 * MILL)]),
        ("Innleien falt fra 470 mill. kroner til 382.", [direction("down", 470 * MILL, 382 * MILL)]),
        ("Kostnaden falt fra 1 mill. kroner til 900 000.", []),
        ("Vi økte med 3 stillinger fra 50 til 60 prosent.", [direction("up", 50, 60)]),
        ("Det falt fra 50 til 40 timer, en nedgang på 10 timer (3).",
         [direction("down", 50, 40), change("difference", -10, 50, 40)]),
        ("Andelen har økt gradvis, fra 7,1 til 10.", [direction("up", "7.1", 10)]),
        ("Talet gjekk frå tre til fem.", []),
        ("Antallet økte fra tre til fem.", [direction("up", 3, 5)]),
        ("Talet auka frå to til 5 dagar.", [direction("up", 2, 5)]),
    ],
)  # fmt: skip
def test_a_size_before_its_figures_is_read(text, expected):
    assert expected == claims(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I 2023 var andelen 11,7 prosent og i 2024 11,5 prosent, en nedgang på 1,7 prosent.",
         [change("percent-change", "-1.7", "11.7", "11.5")]),
        ("I 2023 var andelen 11,7 prosent og i 2024 var den 11,5 prosent, dvs. en nedgang på 1,7 prosent.",
         [change("percent-change", "-1.7", "11.7", "11.5")]),
        ("I 2024 var delen 11,5 prosent, medan den i 2023 var 11,7 prosent, altså ein nedgang på 1,7 prosent.",
         [change("percent-change", "-1.7", "11.7", "11.5")]),
        ("I 2024 var andelen 11,5 prosent, mot 11,7 prosent i 2023, en nedgang på 0,2 prosentpoeng.",
         [direction("down", "11.7", "11.5"), change("difference", "-0.2", "11.7", "11.5")]),
        ("Andelen var 11,7 prosent i 2023, og i 2024 var andelen 11,5 prosent, en nedgang på 0,2 prosentpoeng.",
         [direction("down", "11.7", "11.5"), change("difference", "-0.2", "11.7", "11.5")]),
        ("Andelen var henholdsvis 11,7 og 11,5 prosent i 2023 og 2024, en nedgang på 0,2 prosentpoeng.",
         [direction("down", "11.7", "11.5"), change("difference", "-0.2", "11.7", "11.5")]),
    ],
)  # fmt: skip
def test_a_period_may_stand_before_its_figure(text, expected):
    assert expected == claims(text)
    assert {("117/10", "2023"), ("23/2", "2024")} == set(figures(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Andelen var henholdsvis 9,1 og 9,7 prosent i 2023 og 2024.", [("91/10", "2023"), ("97/10", "2024")]),
        ("I 2023 og 2024 var delen høvesvis 9,1 og 9,7 prosent.", [("91/10", "2023"), ("97/10", "2024")]),
        ("Andelen var henholdsvis 9,7 og 10,1 prosent i 2024 og 2023.", [("97/10", "2024"), ("101/10", "2023")]),
        ("Andelen var i 2023 11,7 prosent og i 2024 11,5 prosent.", [("117/10", "2023"), ("23/2", "2024")]),
        ("Resultatet var -245 mill. kroner mot -296 mill. kroner i 2023.", [("-296000000", "2023")]),
        # two rows of another kind, and what is no value
        ("I 2023 og 2024 hadde Narvik og Harstad henholdsvis 9,1 og 9,7 prosent.", []),
        ("Narvik og Harstad hadde henholdsvis 9,1 og 9,7 prosent i 2023 og 2024.", []),
        ("Andelen var henholdsvis 9,1, 9,4 og 9,7 prosent i 2022, 2023 og 2024.", []),
        ("I 2022, 2023 og 2024 var andelen henholdsvis 9,1 og 9,7 prosent.", []),
        ("Målet var henholdsvis 9,1 og 9,7 prosent i 2023 og 2024.", []),
        ("Overtiden økte med 2 prosent i 2023 og 3 prosent i 2024.", []),
        ("Endringen var -12 mill. kroner i 2024.", []),
    ],
)  # fmt: skip
def test_figures_in_rows_and_below_zero(text, expected):
    assert expected == figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fraværet er redusert til 9,7 prosent, mot 10,1 prosent i 2023.", [direction("down", "10.1", "9.7")]),
        ("Fråværet har auka til 9,7 prosent, mot 9,1 prosent i 2023, ein auke på 0,6 prosentpoeng.",
         [direction("up", "9.1", "9.7"), change("difference", "0.6", "9.1", "9.7")]),
        ("Fraværet var 9,7 prosent, mot 9,1 prosent i 2023, en økning på 0,6 prosentpoeng.",
         [direction("up", "9.1", "9.7"), change("difference", "0.6", "9.1", "9.7")]),
        # another place, a target, a time of the report itself or later
        ("Fraværet var 9,7 prosent, mot 9,1 prosent nasjonalt i 2023, en økning på 0,6 prosentpoeng.", []),
        ("Fraværet var 9,7 prosent i Narvik mot 9,1 prosent i Harstad i 2023, en økning på 0,6 prosentpoeng.", []),
        ("I 2024 var andelen 11,5 prosent, mot 12 prosent i landet i 2023, en nedgang på 3 prosent.", []),
        ("Fraværet er redusert til 9,7 prosent, mot 10,1 prosent i 2025.", []),
        ("Fraværet er redusert til 9,7 prosent, mot målet på 7,5 prosent i 2023.", []),
    ],
)  # fmt: skip
def test_an_earlier_figure_may_stand_behind_mot(text, expected):
    assert expected == claims(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I 2023 var innleien 470 mill. kroner. I 2024 var den 382 mill. kroner. Det er en nedgang på 19 prosent.",
         [change("percent-change", -19, 470 * MILL, 382 * MILL)]),
        ("I 2024 var innleiga 382 mill. kroner. I 2023 var innleiga 470 mill. kroner. Dette er ein nedgang på 19 prosent.",
         [change("percent-change", -19, 470 * MILL, 382 * MILL)]),
        ("Innleien gikk fra 470 til 382 mill. kroner. Dette tilsvarer en nedgang på 19 prosent.",
         [change("percent-change", -19, 470 * MILL, 382 * MILL)]),
        ("Innleien gikk fra 470 til 382 mill. kroner. Nedgangen er på 88 mill. kroner (19 prosent).",
         [change("difference", -88 * MILL, 470 * MILL, 382 * MILL),
          change("percent-change", -19, 470 * MILL, 382 * MILL)]),
        ("Overtida gjekk frå 129 172 til 131 772 timar.\nAuken er på 2 600 timar.",
         [change("difference", 2600, 129172, 131772)]),
        # another thing, another sentence or paragraph between, several pairs, more words
        ("I 2023 var innleien 470 mill. kroner. I 2024 var overtiden 382 mill. kroner. Det er en nedgang på 19 prosent.", []),
        ("I 2023 var innleien 470 mill. kroner. I 2024 var den i Narvik 82 mill. kroner. Det er en nedgang på 19 prosent.", []),
        ("Innleien gikk fra 470 til 382 mill. kroner. Vi er fornøyde. Det er en nedgang på 19 prosent.", []),
        ("Innleien gikk fra 470 til 382 mill. kroner.\n\nDet er en nedgang på 19 prosent.", []),
        ("Fraværet gikk fra 9 til 8 prosent i Narvik og fra 7 til 6 prosent i Harstad. Det er en nedgang på 14 prosent.", []),
        ("Fraværet gikk fra 9 til 8 prosent. Målet er 7 prosent. Det er en nedgang på 14 prosent.", []),
        ("Fraværet gikk fra 9 til 8 prosent. Det er en nedgang på 14 prosent i Harstad.", []),
        ("Fraværet gikk fra 9 til 8 prosent. Er det en nedgang på 14 prosent?", []),
        ("Fraværet gikk ikke fra 9 til 8 prosent. Det er en nedgang på 14 prosent.", []),
        ("Gikk fraværet fra 9 til 8 prosent? Det er en nedgang på 14 prosent.", []),
        # one time twice, more than one figure in a sentence, different units
        ("I 2024 var innleien 470 mill. kroner. I 2024 var den 382 mill. kroner. Det er en nedgang på 19 prosent.", []),
        ("I 2023 ble det holdt 12 kurs for 240. I 2024 ble det holdt 9. Det er en nedgang på 25 prosent.", []),
        ("I 2023 var tiden 12 timer. I 2024 var den 9 dager. Det er en nedgang på 25 prosent.", []),
        ("Fraværet gikk fra 9 til 8 stykker. Det er en nedgang på 3 prosentpoeng.", []),
        ("Det er en nedgang på 19 prosent.", []),
    ],
)  # fmt: skip
def test_the_next_sentence_may_state_the_change(text, expected):
    assert expected == claims(text)


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Antallet ble halvert fra 20 til 10.", False),
        ("Antallet ble halvert fra 20 til 11.", False),
        ("Antallet ble halvert fra 20 til 12.", True),
        ("Talet vart dobla frå 20 til 41.", False),
        ("Antallet er doblet, fra 20 til 30.", True),
        ("Antallet er tredoblet fra 10 til 31.", False),
        ("Antallet er tredoblet fra 10 til 20.", True),
        ("Antallet er nesten halvert fra 20 til 12.", False),
        ("Antallet er mer enn doblet fra 20 til 60.", False),
        ("Antallet er ikke doblet fra 20 til 30.", False),
    ],
)
def test_halved_and_doubled_are_meant_roughly(text, false):
    assert false == has_false(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Resultatet ble forbedret fra -45 til -33 mill. kroner, en forbedring på 12 mill. kroner.",
         [direction("better", -45 * MILL, -33 * MILL), change("difference", 12 * MILL, -45 * MILL, -33 * MILL)]),
        # up and down of what lies below zero mean the number or its size
        ("Resultatet er redusert fra -45 til -33 mill. kroner.", []),
        ("Underskuddet er redusert fra -45 til -33 mill. kroner.", []),
        ("Det negative avviket økte fra -12 til -20 mill. kroner.", []),
        ("Resultatet økte fra -45 til -33 mill. kroner, en økning på 27 prosent.", []),
    ],
)  # fmt: skip
def test_below_zero_only_better_and_sizes_are_read(text, expected):
    assert expected == claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "Foretaket har redusert tilbudet med 3 senger, fra 8 til 16 er det stengt.",
        "Klinikken har økt bemanningen med 2 stillinger, fra 08 til 16.",
        "Vi økte 3 stillinger fra 50 til 60 prosent.",
        "En økning av tilbudet rundt om i landet kostet fra 3 til 5.",
        "Vi har følgt opp 3 saker fra 5 til 7.",
        "Vi trappet ned 12 dager fra 56 til 44.",
        "Innleien er ikke ned 12 dager fra 56 til 44.",
        "Avstanden er 3 til 5 timer fra 8 til 16.",
        "Vi flyttet 3 til 5 fra 7.",
        "Antallet økte til 12 fra 1. mai 2025.",
        "Overtiden økte med 2 prosent i 2023 og 3 prosent i 2024, fra 100 til 105.",
        "Prosjektet tar fra tre til fem år.",
        "Prosjektet tek frå tre til fem år.",
        "Kurset varer fra to til tre dager.",
        "Vi økte fra fire til to ganger i året.",
        "I 2023 var fraværet 9,7 prosent og i 2024 var overtiden 3 prosent, en nedgang på 6,7 prosentpoeng.",
        "I 2023 var fraværet 9,7 prosent og i 2024 var fraværet i Narvik 3 prosent, en nedgang på 6,7 prosentpoeng.",
        "I 2023 var andelen 11,7 prosent i Harstad og i 2024 11,5 prosent i Narvik, en nedgang på 1,7 prosent.",
        "I 2023 fikk vi 40 klager og i 2024 12 nye leger, en økning på 28.",
        "I 2023 ble 12 leger ansatt og i 2024 sluttet 5 leger, en økning på 7.",
        "I 2023 var målet 8 prosent og i 2024 7,5 prosent, en nedgang på 0,5 prosentpoeng.",
    ],
)
def test_what_is_no_change_yields_nothing(text):
    assert [] == claims(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bemanningen var 2 165 årsverk mot budsjettert 2 104, 2,9 % over.",
         [change("percent-change", "2.9", 2104, 2165)]),
        ("Bemanninga var 2 165 årsverk mot budsjett på 2 104, 2,9 % over budsjett.",
         [change("percent-change", "2.9", 2104, 2165)]),
        ("Driftsresultatet var 59,5 mill. under budsjett på 1 323,1 mill. (1 263,6 mill.).",
         [change("difference", 59_500_000, 1_323_100_000, 1_263_600_000)]),
        ("Det er et negativt avvik på 59,5 mill. mot budsjett (1 263,6 mot 1 323,1).",
         [change("difference", 59_500_000, "1323.1", "1263.6")]),
        ("Driftsresultatet er 1 263,6 mill. mot budsjettert 1 323,1 mill., et avvik på 59,5 mill.",
         [change("difference", 59_500_000, 1_323_100_000, 1_263_600_000)]),
        ("Det ble mottatt 223 avvik i 2022, 9 færre enn i 2021 (232).",
         [direction("down", 232, 223), change("difference", 9, 232, 223)]),
        ("Innleiga var 19 prosent lågare i 2024 (382 mill. kroner) enn i 2023 (470 mill. kroner).",
         [direction("down", 470 * MILL, 382 * MILL), change("percent-change", -19, 470 * MILL, 382 * MILL)]),
        ("Overtiden var 2 600 timer høyere i 2024 enn i 2023 (131 772 mot 129 172).",
         [direction("up", 129172, 131772), change("difference", 2600, 129172, 131772)]),
        ("Bemanningen var 2 165 mot budsjettert 2 104, +2,9 % over.", [change("percent-change", "2.9", 2104, 2165)]),
        # of something else
        ("Vi har 2 165 årsverk mot budsjettert 2 104, 2,9 % over fjoråret.", []),
        ("Bruken var 12 uker mot budsjettert 10 minutter, 20 % over.", []),
        ("Vi ligger 2,9 % over budsjett på 2 104 (landet: 2 165).", []),
        ("Kostnadene var 12 mill. mot budsjettert 10 mill., 3 mill. over prognosen.", []),
        ("Resultatet var -12 mill. mot budsjettert -10 mill., 20 % under budsjett.", []),
        ("Kostnaden var 382 mill. kroner, 19 % lavere enn i 2023 (mål 470 mill. kroner).", []),
        ("Det ble ikke mottatt 223 avvik, 9 færre enn i 2021 (232).", []),
    ],
)  # fmt: skip
def test_a_comparison_is_read_when_both_figures_stand_there(text, expected):
    assert expected == claims(text)


@pytest.mark.parametrize(
    ("text", "false"),
    [
        ("Antallet var 448 i 2023 og 412 i 2024, en økning på 36.", True),
        ("Antallet var 448 i 2023 og 412 i 2024, en nedgang på 36.", False),
        ("Talet var 448 i 2023 og 412 i 2024, ein auke på 36.", True),
        ("Andelen var 9,1 % i 2023 og 8,4 % i 2024, en økning på 0,7 prosentpoeng.", True),
        ("Kostnaden gikk fra 61,9 mill. kr i 2023 til 65,3 mill. kr i 2024, en nedgang på 3,4 mill. kr.", True),
        ("Kostnaden gikk fra 61,9 mill. kr i 2023 til 65,3 mill. kr i 2024, en økning på 3,4 mill. kr.", False),
        ("Antallet var 448 i 2023 og 412 i 2024, en endring på 36.", False),
        ("Antallet var 448 i 2023 og 412 i 2024, en forbedring på 36.", False),
        ("Resultatet var -45 mill. kr i 2023 og -33 mill. kr i 2024, en nedgang på 12 mill. kr.", False),
    ],
)  # fmt: skip
def test_the_word_of_a_difference_must_go_the_way_of_its_figures(text, false):
    assert false == has_false(text)
