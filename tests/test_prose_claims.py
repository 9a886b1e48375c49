import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.prose.reader import quote, read_prose
from prose_read import KINDS, TERTIAL, YEAR, claims, decimal

UP, DOWN = ("direction", "up"), ("direction", "down")


def change(relation, says, *of):
    """A claim as `claims` gives it."""
    return (relation, decimal(says), *(decimal(n) for n in of))


def direction(way, *of):
    """A claim of direction as `claims` gives it."""
    return ("direction", way, *(decimal(n) for n in of))


# changes between two figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # figures of published reports in sentences of our own
        ("Overtiden økte fra 129 172 til 131 772 timer, en økning på 2 600 timer.",
         [direction("up", 129172, 131772), change("difference", 2600, 129172, 131772)]),
        ("Innleien gikk fra 128 til 209 månedsverk, opp 63,28 %.",
         [change("percent-change", "63.28", 128, 209)]),
        ("Innleien har gått opp fra 128 månedsverk i T1 2019 til 209 månedsverk i T1 2025 (63,28 %).",
         [direction("up", 128, 209), change("percent-change", "63.28", 128, 209)]),
        ("Innleien er redusert fra 470 til 382 mill. kroner (19 prosent).",
         [direction("down", 470_000_000, 382_000_000), change("percent-change", 19, 470_000_000, 382_000_000)]),
        ("Innleien falt fra 470 til 382 mill. kr, noe som tilsvarer en nedgang på 18,7 %.",
         [direction("down", 470_000_000, 382_000_000), change("percent-change", "-18.7", 470_000_000, 382_000_000)]),
        ("Innleien falt fra 470 til 380 mill. kroner, en nedgang på 90 mill. kroner (19 %).",
         [direction("down", 470_000_000, 380_000_000), change("difference", -90_000_000, 470_000_000, 380_000_000),
          change("percent-change", -19, 470_000_000, 380_000_000)]),
        ("Ventetiden i PHBU er redusert fra 56 til 44 dager (-12 dager).",
         [direction("down", 56, 44), change("difference", -12, 56, 44)]),
        ("Ventetiden er redusert med 12 dager fra 56 til 44 dager.",
         [direction("down", 56, 44), change("difference", -12, 56, 44)]),
        ("HbA1c over 75: positiv utvikling fra 17,5 til 9,9.", [direction("better", "17.5", "9.9")]),
        ("Andelen viser en gradvis økning fra 7,1 til 10.", [direction("up", "7.1", 10)]),
        ("Foretaket mottok 223 meldinger, ned fra 232 i 2021.", [direction("down", 232, 223)]),
        ("Ventetiden for ventende er redusert fra 88,1 til 92,6 dager.", [direction("down", "88.1", "92.6")]),
        ("Andelen er ikke økt fra 74,8 til 75,3 prosent.", [direction("not-up", "74.8", "75.3")]),
        # other wordings
        ("Andelen auka frå 12 til 14 %.", [direction("up", 12, 14)]),
        ("Sjukefråværet gjekk ned frå 10,1 til 9,7 prosent, ein nedgang på 0,4 prosentpoeng.",
         [direction("down", "10.1", "9.7"), change("difference", "-0.4", "10.1", "9.7")]),
        ("Talet på fristbrot auka med 25 prosent, frå 40 til 50.",
         [direction("up", 40, 50), change("percent-change", 25, 40, 50)]),
        ("Antallet økte fra 4 til 9 i Harstad og falt fra 12 til 7 i Narvik.",
         [direction("up", 4, 9), direction("down", 12, 7)]),
        ("Fraværet var 9,7 % (2024) mot 10,1 % (2023), en nedgang på 0,4 prosentpoeng.",
         [direction("down", "10.1", "9.7"), change("difference", "-0.4", "10.1", "9.7")]),
        ("Det var 129 172 timer i 2023 og 131 772 timer i 2024, en økning på 2 %.",
         [change("percent-change", 2, 129172, 131772)]),
        ("Det var 131 772 timer i 2024, mot 129 172 timer i 2023, en økning på 2 600 timer.",
         [direction("up", 129172, 131772), change("difference", 2600, 129172, 131772)]),
        ("Det var 131 772 timer i 2024 sammenlignet med 129 172 timer i 2023, en endring på 2 600 timer.",
         [change("difference", 2600, 129172, 131772)]),
        ("Antallet var 209 i april 2025, opp fra 128 i april 2019.", [direction("up", 128, 209)]),
        ("Det er ein auke frå 12 til 14 månadsverk.", [direction("up", 12, 14)]),
        ("Andelen økte fra 12 til 14 prosent av de ansatte.", [direction("up", 12, 14)]),
        ("Fraværet er redusert og var 9,7 % i 2024 mot 10,1 % i 2023.", [direction("down", "10.1", "9.7")]),
        ("Vi så en økning i antall fristbrudd fra 4 til 9.", [direction("up", 4, 9)]),
        ("Det ble en nedgang i 2024 fra 9 til 4.", [direction("down", 9, 4)]),
        ("Ventetiden falt fra 56 dager til 44.", [direction("down", 56, 44)]),
        ("Andelen falt fra 9 % til 8 prosent.", [direction("down", 9, 8)]),
        ("Det falt fra 50 til 40, en nedgang på 10 timer.",
         [direction("down", 50, 40), change("difference", -10, 50, 40)]),
        ("Det falt  fra 50  til 40\ntimer,  en nedgang på 10 timer.",
         [direction("down", 50, 40), change("difference", -10, 50, 40)]),
    ],
)  # fmt: skip
def test_a_change_is_read_with_its_figures_in_order_of_time(text, expected):
    assert expected == claims(text)


def test_the_periods_of_a_pair_are_in_order_of_time():
    text = "Det var 12 timer i 2024 og 10 timer i 2023, en økning på 2 timer."

    claim = read_prose(text, YEAR).claims[0]

    assert ["2023", "2024"] == [period.name for period in claim.periods]
    assert ["10 timer", "12 timer"] == [amount.written for amount in claim.of]


@pytest.mark.parametrize(
    ("text", "relation", "loose"),
    [
        (
            "Fraværet økte fra 9,1 til 9,7 prosent, en økning på 0,6 prosentpoeng.",
            "difference",
            False,
        ),
        (
            "Fraværet økte fra 9,1 til 9,7 prosent, en økning på 6,6 prosent.",
            "percent-change",
            True,
        ),
        (
            "Fraværet økte fra 9,1 til 9,7 prosent, en økning på 0,6 prosent.",
            "percent-change",
            True,
        ),
        ("Fraværet økte fra 9,1 til 9,7, en økning på 0,6 prosentpoeng.", "difference", False),
        (
            "Overtiden økte fra 9 100 til 9 700 timer, en økning på 6,6 prosent.",
            "percent-change",
            False,
        ),
    ],
)
def test_percent_and_percentage_points_are_not_mixed_up(text, relation, loose):
    claim = read_prose(text, YEAR).claims[-1]

    assert (relation, loose) == (claim.relation.value, claim.loose)


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("Det falt fra 50 til 40 timer, en nedgang på 10 timer.", True),
        ("Det økte fra 40 til 50 timer, en økning på 10 timer.", True),
        ("Det gikk fra 40 til 50 timer, en endring på 10 timer.", False),
        ("Det falt fra 50 til 40 timer (20 %).", False),
    ],
)
def test_a_size_has_the_sign_of_its_word(text, signed):
    assert signed == read_prose(text, YEAR).claims[-1].says.is_signed


def test_a_bounded_size_keeps_its_bound_and_no_sign():
    says = (
        read_prose("Det falt fra 50 til 40 timer, en nedgang på over 5 timer.", YEAR)
        .claims[-1]
        .says
    )

    assert ("above", False, 5) == (says.bound, says.is_signed, says.low)


def test_the_span_covers_word_and_change():
    text = "I fjor: Overtiden økte fra 40 til 50 timer, en økning på 10 timer."

    claim = read_prose(text, YEAR).claims[0]

    assert (
        "økte fra 40 til 50 timer, en økning på 10 timer" == text[claim.span.start : claim.span.end]
    )


@pytest.mark.parametrize(
    "text",
    [
        "Poliklinikken er åpen fra 8 til 16.",
        "Klinikken har redusert åpningstid fra 10 til 14.",
        "Vi har redusert tilbudet fra 10 til 14 om kvelden.",
        "Tilbudet gjelder barn fra 0 til 18 år.",
        "Det er en nedgang for barn fra 0 til 18 år.",
        "Svarene kommer etter 3 til 5 dager.",
        "Prosjektet går fra 2023 til 2026.",
        "Økningen fra 2023 til 2024 skyldes flere pasienter.",
        "Reduksjonen fra 1. mai til 15. juni 2025 var planlagt.",
        "Flere enheter gikk fra 5 til 4 dager.",
        "Ordningen ble utvidet fra 2 til 4 avdelinger.",
        "Ventetiden økte fra henholdsvis 3 og 4 til 5 og 6 dager.",
        "Antallet ble ikke redusert med 3, fra 9 til 6.",
        "Tiltak for å redusere økningen fra 3 til 5 er i gang.",
        "Antallet falt fra 12 senger til 15 plasser.",
        "Kostnaden økte fra 900 000 til 1,2 mill. kroner.",
        "Prisen økte fra 1.572 til 1.600 kroner.",
        "Andelen økte fra 3 til 5 av 10 sykehus.",
        "Det ble en reduksjon fra 15 % til under 10 %.",
        "Har andelen økt fra 3 til 5 prosent?",
        "Kostnadene økte med 12,4 mill. kroner fra 2023 til 2024.",
        "Overtiden ble redusert med 3 prosent sammenlignet med 2023.",
        "Nivå 3 til 2 krever legevakt.",
        "Nedgangen i fravær gjør at vi går fra 8 til 9 dager.",
        "Vi økte aktiviteten og kortet ned liggetiden fra 4,5 til 4,1 dager.",
        "Vi økte innsatsen for å få ventetiden fra 60 til 50 dager.",
        "Økningen i bemanning tok ventetiden fra 60 til 50 dager.",
        "Økt bemanning endret ventetiden fra 60 til 50 dager.",
        "Fraværet falt og bemanningen var 12 timer i 2024 mot 10 timer i 2023.",
        "Det økte fra 12 timer i 2024 til 10 timer i 2023.",
        "Ventetiden falt fra 3 uker til 10 dager.",
        "Ventetiden falt fra 12 timer til 3 dager.",
        "Antallet falt fra 12 senger til 3 dager.",
        "Antallet falt fra 12 timer til 9 senger.",
        "Resultatet økte fra -45 til -33 mill. kroner.",
        "Det var 12 timer i 2024 og 10 timer i 2023.",
        "Det var 12 timer i 2024 og 10 timer i 2024, en økning på 2 timer.",
    ],
)
def test_what_is_no_change_yields_nothing(text):
    assert [] == claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "Det økte fra 40 til 50 timer, en økning på 12 prosent per år.",
        "Det økte fra 40 til 50 timer, og kostnaden hadde en økning på 12 prosent.",
        "Det økte fra 40 til 50 timer (30 % av alle).",
        "Det økte fra 40 til 50 timer, 30 prosent er målet.",
        "Det økte fra 40 til 50 timer (7).",
        "Det økte fra 40 til 50 timer, en økning på 10 dager.",
        "Det økte fra 40 til 50 timer, en økning på 3 prosentpoeng.",
    ],
)
def test_a_size_that_may_be_of_something_else_is_left_out(text):
    assert [direction("up", 40, 50)] == claims(text)


# shares


@pytest.mark.parametrize(
    ("text", "says", "part", "whole"),
    [
        ("I alt 15 av 33 indikatorer (45,5 %) er grønne.", "45.5", 15, 33),
        ("Av disse er 17 av 33, 51,5 %.", "51.5", 17, 33),
        ("6 av totalt 33 indikatorer (18,2 %) har negativ trend.", "18.2", 6, 33),
        ("Svarprosenten var 54,5 prosent (55 av 101).", "54.5", 55, 101),
        ("55 av 101 er besvart, tilsvarende 54,5 prosent.", "54.5", 55, 101),
        ("Planane er klare for 10 av 12 einingar (83,3 prosent).", "83.3", 10, 12),
        ("10 av 12 einingar har planar, noko som svarar til 83,3 prosent.", "83.3", 10, 12),
        ("Det gjelder 1 200 av 4 800 pasienter, det vil si 25 %.", 25, 1200, 4800),
    ],
)
def test_a_share_is_read_with_part_and_whole(text, says, part, whole):
    assert [change("share", says, part, whole)] == claims(text)


def test_a_share_that_fits_two_wordings_is_read_once():
    text = "Planene er klare for 10 av 12 enheter (tilsvarende 83,3 %)."

    assert [change("share", "83.3", 10, 12)] == claims(text)


def test_two_shares_of_a_sentence_are_two_claims():
    text = "Foretaket har ansatt 12 av 15 leger (80 %), og 3 av 5 psykologer (60 %)."

    assert [change("share", 80, 12, 15), change("share", 60, 3, 5)] == claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "24 av 31 planer (12 % av alle) er klare.",
        "8 av 12 planer er klare (mål 80 %).",
        "5 av 9 svarte, 60 prosent er kravet.",
        "Tjenesten er åpen 24 av døgnets timer.",
        "I 2024 var 3 av 10 stillinger ubesatt.",
        "Av 120 henviste fikk 90 tilbud, 75 %.",
        "8 av 12 planer er klare, en økning på 20 %.",
        "5 % av 200 er ti.",
        "7 av 10 i Harstad og 3 av 5 i Narvik, tilsvarende 67 %.",
        "10 av 12 planer mot målet (83 %) er klare.",
        "5 dager av 12 timer (42 %) gikk bort.",
        "3–4 av 12 planer (25 %) er klare.",
        "3 av 4 timer (75 % flere enn i 2023).",
        "Deltakelsen var 65 % (67 % i 2023).",
    ],
)
def test_what_is_no_share_yields_nothing(text):
    assert [] == claims(text)


# sums and complements


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det var 4 i Harstad, 2 i Narvik, 14 i Tromsø og 10 i Bodø, til sammen 30 senger.",
         [change("sum", 30, 4, 2, 14, 10)]),
        ("Totalt 22 senger: 3 i Harstad, 2 i Narvik, 5 i Bodø og 12 i Tromsø.", [change("sum", 22, 3, 2, 5, 12)]),
        ("Det ble meldt 223 mottatte og 101 sendte, i alt 324 avvik.", [change("sum", 324, 223, 101)]),
        ("Det vart meldt 223 mottekne og 101 sende, til saman 324 avvik.", [change("sum", 324, 223, 101)]),
        ("14 deltakere i 2012 og 18 deltakere i 2013, til sammen 32.", [change("sum", 32, 14, 18)]),
        ("Egenmeldt fravær var 1,6 prosent og legemeldt 6,9 prosent, til sammen 8,5 prosent.",
         [change("sum", "8.5", "1.6", "6.9")]),
        ("Av meldingene er 54,5 prosent besvart, mens de resterende 45,5 prosent venter.",
         [change("complement", "45.5", "54.5")]),
        ("Av meldingane er 54,5 prosent svara på, og dei resterande 45,5 prosent ventar.",
         [change("complement", "45.5", "54.5")]),
    ],
)  # fmt: skip
def test_a_sum_or_the_rest_is_read(text, expected):
    assert expected == claims(text)


@pytest.mark.parametrize(
    "text",
    [
        "12 % i Tromsø og 14 % i Narvik, samlet 13 %.",
        "56 dager i Harstad og 44 dager i Narvik, totalt 50 dager.",
        "Vi har to i Narvik, 4 i Harstad og 5 i Tromsø, til sammen 11.",
        "En i Narvik, 4 i Harstad og 5 i Tromsø, til sammen 10.",
        "40 søkere, 4 fra Harstad og 5 fra Tromsø, til sammen 9.",
        "4 leger og 5 sykepleiere, totalt 9 av 12 stillinger.",
        "4 timer og 5 dager, til sammen 9.",
        "4 i Harstad og 5 mill. kroner i Narvik, til sammen 9 mill. kroner.",
        "4,5 i Harstad og 5,5 i Narvik, totalt 10.",
        "Foretaket fikk 324 meldinger, hvorav 223 fra kommuner og 101 fra sykehus.",
        "Vi ansatte 4 leger og 5 sykepleiere.",
        "54 % er besvart, 20 % er lukket, og de resterende 26 % venter.",
    ],
)
def test_a_list_that_may_lack_a_part_yields_no_sum(text):
    assert [] == claims(text)


# every text

_WORDS = (
    "fra til av og i 2023 2024 9,7 % 10,1 prosent ( ) , . ; : mill. kr timer dager økte redusert nedgang på "
    "en økning ned opp 129 772 1.9.2025 1. september tertial T1 vedlegg 3 krav innfridd ikke er har målet grønne "
    "røde gule 8 11 til sammen totalt skal innen frist siden enn høyere per 100 000 § - – -12 +5 om lag over nr. "
    "31.02.2025 2025-13-45 000 ½ ² ٣ \ue001 İ ß i fjor \n positiv utvikling av 33 indikatorer"
)  # fmt: skip
_PIECES = st.sampled_from([*_WORDS.split(), "\n", "i fjor"])


@given(
    st.one_of(
        st.text(max_size=200),
        st.lists(_PIECES, max_size=40).map(" ".join),
        st.lists(_PIECES, max_size=40).map("\u00a0".join),
    ),
    st.sampled_from([YEAR, TERTIAL]),
)
def test_every_text_can_be_read_and_every_place_lies_in_it(text, report):
    prose = read_prose(text, report)

    assert list(prose.sentences) == sorted(prose.sentences)
    for kind in KINDS:
        items = getattr(prose, kind)
        assert [item.span.start for item in items] == sorted(item.span.start for item in items)
        for item in items:
            assert item.sentence in prose.sentences
            assert item.sentence.start <= item.span.start < item.span.end <= item.sentence.end
            assert item.sentence.end <= len(text)
            assert text[item.span.start : item.span.end].strip()
            assert len(quote(text, item.span, 40)) <= 40


@given(st.integers(1, 999), st.integers(1, 999), st.booleans())
def test_the_slice_of_a_claim_holds_its_figures(first, second, nynorsk):
    from_word = "frå" if nynorsk else "fra"
    text = f"Innleiing. Talet auka {from_word} {first} til {second} timar."

    claim = read_prose(text, YEAR).claims[0]

    assert f"auka {from_word} {first} til {second} timar" == text[claim.span.start : claim.span.end]
    assert (first, second) == tuple(amount.number for amount in claim.of)
