import pytest

from compliance.colour import Colour
from compliance.period import Period
from compliance.prose.reader import read_prose
from prose_read import found, moves

YEAR = Period.parse("2025")
GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED


def statuses(text):
    """The statuses of a text."""
    return [said.status for said in read_prose(text, YEAR).statuses]


def totals(text):
    """The counts and the whole of each total."""
    return [(dict(said.counts), said.whole) for said in read_prose(text, YEAR).totals]


def references(text):
    """Kind and number of each reference."""
    return [(said.kind, said.number) for said in read_prose(text, YEAR).references]


# moves


@pytest.mark.parametrize(
    ("text", "direction", "since", "until"),
    [
        ("Sykefraværet er redusert.", "down", None, None),
        ("Sjukefråværet er redusert.", "down", None, None),
        ("Ventetiden har gått ned siden 2019.", "down", "2019", None),
        ("Ventetida har gått ned sidan 2019.", "down", "2019", None),
        ("Sjukefråværet har auka sidan 2019.", "up", "2019", None),
        ("Sykefraværet økte i 2024.", "up", None, "2024"),
        ("Sykefraværet gikk noe ned i 2024.", "down", None, "2024"),
        ("Nivået er uendret fra 2023.", "same", "2023", None),
        ("Talet på innleigde er uendra frå 2023.", "same", "2023", None),
        ("Ventetiden var på samme nivå som i 2023.", "same", "2023", None),
        ("Fraværet har ligget stabilt.", "same", None, None),
        ("Fraværet har halde seg stabilt.", "same", None, None),
        ("Sykefraværet er stabilt.", "same", None, None),
        ("Innleien var høyere enn i 2019.", "up", "2019", None),
        ("Fråværet er lågare enn i 2019.", "down", "2019", None),
        ("Kostnadene var høyere i 2024 enn i 2023.", "up", "2023", "2024"),
        ("Det var færre fristbrudd i 2024 enn i 2023.", "down", "2023", "2024"),
        ("Resultatet er betre enn i fjor.", "better", "2024", None),
        ("Resultatet er dårligere enn i 2023.", "worse", "2023", None),
        ("Vi ser en positiv utvikling i Narvik.", "better", None, None),
        ("Vi ser ei positiv utvikling i Narvik.", "better", None, None),
        ("Positiv utvikling siden 2023", "better", "2023", None),
        ("Negativ utvikling.", "worse", None, None),
        ("Utviklingen er positiv.", "better", None, None),
        ("Det har vært en økning i antall henvisninger.", "up", None, None),
        ("Det har vore ein nedgang i talet på klager.", "down", None, None),
        ("Sjukefråværet er ikkje aukande.", "not-up", None, None),
        ("Ventetiden har ikke gått ned.", "not-down", None, None),
        (
            "Sykefraværet er fortsatt høyt, men er redusert sammenlignet med 2023.",
            "down",
            "2023",
            None,
        ),
        # the time first
        ("I 2024 økte fraværet.", "up", None, "2024"),
        ("I 2024 auka sjukefråværet i Narvik.", "up", None, "2024"),
        ("I 2024 gikk ventetiden ned.", "down", None, "2024"),
        ("I 2024 gjekk ventetida noko ned.", "down", None, "2024"),
        ("I 2024 var ventetiden lavere enn i 2023.", "down", "2023", "2024"),
        ("Sammenlignet med 2023 er fraværet redusert.", "down", "2023", None),
        ("Samanlikna med 2023 har overtida auka.", "up", "2023", None),
        ("Siden 2019 har fraværet økt.", "up", "2019", None),
        # other wordings
        ("Resultatet har forverret seg.", "worse", None, None),
        ("Ventetida har betra seg sidan 2023.", "better", "2023", None),
        ("Ventetiden er fortsatt på vei ned.", "down", None, None),
        ("Det er framleis negativ utvikling.", "worse", None, None),
        ("Sykefraværet er lavere enn i samme periode i fjor.", "down", "2024", None),
        # figures of published reports in sentences of our own
        ("Bruken av innleie var høyere enn i 2019.", "up", "2019", None),
    ],
)
def test_a_plain_statement_of_direction_is_read(text, direction, since, until):
    assert [(direction, since, until)] == moves(text)


@pytest.mark.parametrize(
    "text",
    [
        # wanted, planned, feared, conditional
        "Sykefraværet skal reduseres i 2025.",
        "Vi må ned i 2025.",
        "Det er satt i gang tiltak for å redusere innleie.",
        "Mål om reduksjon i overtid.",
        "Vi forventer nedgang i ventetiden.",
        "Vi forventer at ventetiden har gått ned.",
        "Dersom bemanningen er redusert, øker overtiden.",
        "Overtiden vil bli redusert.",
        "Tiltak for økt rekruttering er i gang.",
        "Vi ønsker en positiv utvikling.",
        "Arbeidet bidrar til en positiv utvikling.",
        "Når sykefraværet øker, øker overtiden.",
        "Vi vet ikke om sykefraværet er redusert.",
        "Det er en risiko for at ventetiden har økt.",
        "Sjukefråværet skal ned.",
        "Det er venta at ventetida går ned.",
        "Vi vil at talet går ned.",
        "Er sykefraværet redusert?",
        # words before a noun, and of something else
        "Redusert bemanning om sommeren gir press.",
        "Klinikken har redusert bemanning.",
        "Det er redusert tilbud i helgene.",
        "Auka bemanning er viktig.",
        "Vi økte innsatsen.",
        "Vi har økt kapasiteten ved poliklinikken.",
        "Helse Nord har redusert.",
        "Det gikk opp for oss at rutinen manglet.",
        "Han gikk ned i vekt.",
        "Prosjektet falt på plass i 2024.",
        "Steg for steg bygger vi opp tilbudet.",
        "IKT-systemet er stabilt.",
        "Stabil drift er viktig.",
        "Vi følger opp og skriver ned.",
        "Det er god utvikling av tjenestene.",
        "Foretaket er nå bedre enn i 2023 rustet til krisen.",
        "I 2024 økte vi innsatsen.",
        "I 2024 økte fraværet kostnadene.",
        "I 2024 skal fraværet ned.",
        "I 2024 kan ventetiden ha økt.",
        "I 2024 ble ventetiden ikke redusert.",
        "I 2024 var ventetiden redusert tilbud om sommeren.",
        "Siden 2019 har redusert bemanning gitt press.",
        "Sidan 2019 har auka bemanning vore eit mål.",
        "Pasienten har forverret seg.",
        "Vi er på vei opp.",
        "Fraværet har flatet ut.",
        "Fråværet har flata ut.",
        "Vi økte fra fire til to ganger i året.",
        # not compared in time
        "Sykefraværet er høyere enn målet.",
        "Andelen er lavere i Narvik enn i Tromsø.",
        "Ventetiden er bedre enn forventet.",
        "Sykefraværet er lavere enn landssnittet.",
        # of a time that is no known period
        "Ventetidene er redusert høsten 2024.",
        "Ventetiden har gått ned siden 1. mai 2024.",
        "Ventetiden er lavere enn året før.",
        # negated, or in both directions
        "Foretaket har ikke redusert tilbudet.",
        "Utviklingen er ikke positiv.",
        "Det er ingen positiv utvikling.",
        "Sykefraværet er ikke redusert på grunn av tiltakene alene, det er sesongen.",
        "Ventetiden har gått opp i Narvik, men ned i Harstad.",
        "Overtiden har gått ned, og innleien har økt.",
        "Fraværet er redusert siden 2019 og siden 2021.",
        "Fraværet var høyere i 2022 enn i 2023.",
        "Fraværet er redusert, ikke økt.",
        # figures of its own: a claim or nothing
        "Sykefraværet er redusert med 3 %.",
        "Sykefraværet er 0,6 prosentpoeng høyere enn i 2023.",
        "Antallet er uendret på 12.",
        "Andelen er redusert, fra 9,7 prosent til 9,1 prosent.",
        "Prisen økte fra 1.572 til 1.600 kroner.",
    ],
)
def test_what_is_no_plain_statement_of_direction_yields_no_move(text):
    assert [] == [m for m in moves(text) if m[0] != "not-down"]


def test_what_comes_after_men_does_not_spoil_what_stands_before():
    assert [("down", None, None)] == moves("Sykefraværet er redusert, men målet er ikke nådd.")


# statuses


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Kravet er innfridd.", "met"),
        ("Målet er nådd.", "met"),
        ("Målene ble oppnådd.", "met"),
        ("Måla vart nådde.", "met"),
        ("Alle krav er innfridd.", "met"),
        ("Foretaket oppfyller kravet.", "met"),
        ("Kravet vurderes som innfridd.", "met"),
        ("Målet om økt bruk av poliklinikk er innfridd.", "met"),
        ("Status: innfridd", "met"),
        ("Kravet er delvis innfridd.", "partly"),
        ("Krav 5 er delvis innfridd.", "partly"),
        ("Kravet er ikke fullt ut innfridd.", "partly"),
        ("Delvis innfridd", "partly"),
        ("Kravet er ikke innfridd.", "not met"),
        ("Kravet er ikkje innfridd.", "not met"),
        ("Måla er ikkje nådde.", "not met"),
        ("Vi når ikke målet.", "not met"),
        ("Vi har ikke nådd målet.", "not met"),
        ("Vi når ikkje målet.", "not met"),
        ("Ikke innfridd", "not met"),
        ("Målet på 15 % flere studier er ikke nådd.", "not met"),
    ],
)
def test_a_status_is_read(text, status):
    assert [status] == statuses(text)


@pytest.mark.parametrize(
    "text",
    [
        "Når målet er nådd, avsluttes prosjektet.",
        "For at målet skal være nådd, kreves flere stillinger.",
        "Vi vil nå målet i 2026.",
        "Vi håper at kravet er innfridd til høsten.",
        "Dersom måla er nådde, blir ordninga avslutta.",
        "Noen av kravene er innfridd.",
        "Ingen av kravene er innfridd.",
        "3 av 5 krav er innfridd.",
        "To av tre mål er nådd.",
        "Kravet er nådd for to av tre sykehus.",
        "Målet om 70 prosent er nådd for Harstad, men ikke for Narvik.",
        "Alle krav er innfridd, med unntak av krav 12.",
        "Kravet er i hovedsak innfridd.",
        "Kravet var innfridd i 2022.",
        "Tillitsvalgte er uenige i at kravet er innfridd.",
        "Det er usikkert om kravet er innfridd.",
        "Målet er ikke satt for 2025.",
        "Er kravet innfridd?",
        "Når vi målet, er alle glade.",
        "Kravet er innfridd per 1. mai 2025.",
        "Delvis innfridd, fordi legene mangler.",
    ],
)
def test_what_is_no_plain_status_yields_none(text):
    assert [] == statuses(text)


# totals


@pytest.mark.parametrize(
    ("text", "counts", "whole"),
    [
        ("Fordelingen er 8 grønne, 11 gule og 2 røde.", {GREEN: 8, YELLOW: 11, RED: 2}, None),
        ("Fordelinga er 8 grøne, 11 gule og 2 raude.", {GREEN: 8, YELLOW: 11, RED: 2}, None),
        ("Det er åtte grønne, elleve gule og to røde krav.", {GREEN: 8, YELLOW: 11, RED: 2}, None),
        ("Ingen røde, 3 gule og 5 grønne.", {GREEN: 5, YELLOW: 3, RED: 0}, None),
        ("8 krav er grønne.", {GREEN: 8}, None),
        ("Tre krav er raude.", {RED: 3}, None),
        ("16 av 33 indikatorer er grønne.", {GREEN: 16}, 33),
        ("Av 33 indikatorer er 16 grønne og 17 røde.", {GREEN: 16, RED: 17}, 33),
        (
            "Foretaket har 8 grønne, 11 gule og 2 røde av 21 krav.",
            {GREEN: 8, YELLOW: 11, RED: 2},
            21,
        ),
        ("Tre krav er grønne og to er røde.", {GREEN: 3, RED: 2}, None),
    ],
)
def test_a_total_is_read(text, counts, whole):
    assert [(counts, whole)] == totals(text)


@pytest.mark.parametrize(
    "text",
    [
        "De grønne plantene vannes.",
        "Vi kjøpte 8 røde stoler.",
        "Rød tråd i arbeidet er pasientens behov.",
        "Det var 3 grønne biler og 2 røde.",
        "Prioriterte pasienter får 1 rød og 2 gule lapper.",
        "I Tromsø er 3 grønne og 1 rød, i Narvik 2 grønne og 2 røde.",
        "Vi skal ha 8 grønne krav.",
        "I 2023 var 12 indikatorer grønne.",
        "Fordelingen er 3 røde, 4 oransje og 8 grønne.",
        "Er 8 krav grønne?",
        "Minst 8 krav er grønne.",
        "8 av kravene er grønne.",
        "Fordelingen er 3 grønne, 2 gule og 1 grønn.",
        "8,5 krav er grønne.",
        "Fordelingen er 8 timer grønne og 2 røde.",
        "15 av 33 indikatorer er grønne, 1 er gul og 17 er røde.",
    ],
)
def test_what_is_no_total_yields_none(text):
    assert [] == totals(text)


# references


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Se vedlegg 3, jf. krav 5 og tabell 1.",
            [("attachment", "3"), ("requirement", "5"), ("table", "1")],
        ),
        ("Det står i vedlegg 1 og 2.", [("attachment", "1"), ("attachment", "2")]),
        (
            "Det står i vedlegga 1, 2 og 3.",
            [("attachment", "1"), ("attachment", "2"), ("attachment", "3")],
        ),
        ("Se kapittel 3.2.", [("chapter", "3.2")]),
        ("Se kap. 8.", [("chapter", "8")]),
        ("Tabell 13 viser 12 tiltak.", [("table", "13")]),
        ("Sjå vedlegg nr. 4.", [("attachment", "4")]),
    ],
)
def test_a_reference_is_read(text, expected):
    assert expected == references(text)


@pytest.mark.parametrize(
    "text",
    [
        "Krav 70 % gjelder fra nå.", "Krav 2025 er endret.", "Kravet på 3 dager står fast.", "Krav 48 timer er satt.",
        "Jf. helsepersonelloven kapittel 6.", "Kapittel 8 i loven gjelder.", "Vedlegg 2 til avtalen er endret.",
        "Kapittel 3 til 5 beskriver dette.", "Vedlegg: 3 stk.", "Tabell over tiltak følger.", "Et krav om 2 leger.",
        "Tabell 4–6 viser dette.", "Krav 3,5 dager.", "Teksten sier 17, tabellen 16.",
    ],
)  # fmt: skip
def test_what_is_no_reference_yields_none(text):
    assert [] == references(text)


# ordinary prose


@pytest.mark.parametrize(
    "text",
    [
        "Målet er at sykefraværet skal under 7,5 prosent innen utgangen av perioden.",
        "Vi har krav om 70 % utskrivning samme dag.",
        "Grensen på 22 dager gjelder alle.",
        "Grensa på 22 dagar gjeld alle.",
        "Telefonen er 77 62 60 00 hele døgnet.",
        "Ring 776 26 000 ved spørsmål i 2024.",
        "Jf. spesialisthelsetjenesteloven § 2-1 og § 3-8.",
        "Planen har 24 av døgnets timer som ramme.",
        "Raten måles per 100 000 innbyggere.",
        "Raten blir målt per 100 000 innbyggjarar.",
        "I 2024 og 2025 er det planlagt kurs.",
        "I perioden 2021–2023 ble ordningen prøvd ut.",
        "Møtet var 1.9.2025 kl. 12.30.",
        "Saken ble behandlet i styret 28. mai 2025 (sak 47-2025).",
        "Saka vart handsama i styret 28. mai 2025 (sak 47-2025).",
        "Gruppen møtes 4 ganger i året.",
        "Gruppa møtest 4 gonger i året.",
        "LIS1 og T3 følges opp.",
        "HbA1c over 75 mmol/mol ved diabetes.",
        "Versjon 2.1 av skjemaet er tatt i bruk.",
        "Organisasjonsnummer 983974899 gjelder.",
        "Pasienter over 18 år i 2024 er med.",
        "Prognosen er 400 mill. kroner i 2025.",
        "Pasienten var stabil.",
        "2,4 av 10 er snittet.",
        "1. Sykefravær",
        "2) Innleie",
        "Kl. 8 til 16 på hverdager i 2024.",
        "Uke 12 i 2024 var travel.",
        "I 2024 ble det gjennomført tre møter.",
        "I 2024 vart det gjennomført tre møte.",
        "Økt aktivitet er nødvendig for å nå kravet i 2025.",
        "Klinikken har 22,5\u00a0% stilling ledig.",
        "Det er 9,7\u00a0% fravær.",
        "Vi har 1\u202f572 ansatte.",
        "Kostnaden er om lag 65 mill. kroner.",
        "Ordningen omfatter 12 senger, 4 leger og 9 sykepleiere.",
        "Ordninga omfattar 12 senger, 4 legar og 9 sjukepleiarar.",
        "Temaet er behandlet i Ot.prp. nr. 4.",
        "Foretaket deltar i et samarbeid med 88 kommuner.",
        "Bemanningsplanen gjelder fra 1. januar 2025.",
        "Alle avdelinger har hatt gjennomgang av rutinene.",
        "Alle avdelingar har gått gjennom rutinane.",
        "Det er viktig at vi når fram til pasientene.",
        "Når pasienten kommer, er alt klart.",
        "Vi ser fram til å øke innsatsen.",
        "Samtalene er på 30–45 minutter.",
        "Prøven tas 2–3 ganger per uke.",
        "Gjennomsnittsalderen er 54 år.",
        "Kurset varte i 3 timer.",
        "Sjekklisten har 21 punkter.",
        "Helgebemanningen er 1:3.",
        "To tredeler av de ansatte svarte.",
        "Sykehuset har åpent 24/7.",
        "Covid-19 preget driften.",
        "Se www.eksempel.no/sak-23-2025 for mer.",
        "E-post: post@eksempel.no, tlf. 07766.",
        "Tiltaket er et av 12 i handlingsplanen.",
        "Tiltaket er eitt av 12 i handlingsplanen.",
        "Risikoen er vurdert til 12 på en skala fra 1 til 25.",
        "Det er gul beredskap i helgene.",
        "Vi arbeider etter prinsippet om grønn omstilling.",
    ],
)
def test_ordinary_prose_yields_nothing(text):
    assert [] == found(text)


def test_sentences_of_a_text_are_read_on_their_own():
    """What one leaves open, the next does not fill."""
    assert [] == found("Fraværet var 9,7 prosent. Det var i 2024.")
    assert [] == found("Fraværet var 9,7 prosent.\n\nI 2024 var det mange nye.")


def test_items_stand_in_the_order_of_the_text():
    text = "Ventetiden har gått ned. Kravet er innfridd. Fraværet har økt. Kravet er ikke innfridd."

    assert ["down", "up"] == [m[0] for m in moves(text)]
    assert ["met", "not met"] == statuses(text)
