"""The closed word lists, bokmål and nynorsk, as sources of patterns and as sets."""

import re

from compliance.arithmetic import Direction


def _either(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


def words_of(listed: str) -> frozenset[str]:
    """Return the words of a list that is written with blanks."""
    return frozenset(listed.split())


FROM = "(?:fra|frå)"
NOT = "(?:ikke|ikkje)"
A = "(?:en|ein|ei|et|eit)"

UP_NOUN = _either("økning(?:en|a)? auke(?:n)? vekst(?:en)? oppgang(?:en)? stigning(?:en)?")
DOWN_NOUN = _either("nedgang(?:en)? reduksjon(?:en)? fall(?:et)? tilbakegang(?:en)?")
CHANGE_NOUN = _either("endring(?:en)? differanse(?:n)? forskjell(?:en)? skilnad(?:en)?")
BETTER_NOUN = _either("forbedring(?:en)? forbetring(?:a)? bedring(?:en)? betring(?:a)?")
WORSE_NOUN = _either("forverring(?:en|a)? svekkelse(?:n)?")

UP_VERB = _either(
    "økte øker øke økes aukar auke aukast vokste vokser voks stiger stige økt auka aukt vokst "
    "steget stige"
)
DOWN_VERB = _either(
    "reduserte reduserer redusere reduseres reduserast redusert sank synker synke sokk søkk "
    "sunket falt fall "
    "faller falle minket minka minker minkar minsket minska senket senka"
)
SAME_WORD = "(?:uendret|uendra|uforandret|uforandra)"
BETTER_WORD = "(?:positiv utvikling(?:a|en)?|forbedret|forbetra|bedret|betra)"
WORSE_WORD = "(?:negativ utvikling(?:a|en)?|forverret|forverra|svekket|svekka)"
GONE = (
    r"(?:gikk|gjekk|gått|går|gå)(?: (?:noe|noko|litt|betydelig|betydeleg|kraftig|markant|"
    r"jevnt|jamt|svakt|videre))?"
)

GOVERNING: dict[str, Direction] = {
    UP_NOUN: Direction.UP,
    DOWN_NOUN: Direction.DOWN,
    UP_VERB: Direction.UP,
    DOWN_VERB: Direction.DOWN,
    f"{GONE} opp": Direction.UP,
    f"{GONE} ned": Direction.DOWN,
    r"opp(?= (?:fra|frå)\b)": Direction.UP,
    r"ned(?= (?:fra|frå)\b)": Direction.DOWN,
    SAME_WORD: Direction.SAME,
    BETTER_WORD: Direction.BETTER,
    BETTER_NOUN: Direction.BETTER,
    WORSE_WORD: Direction.WORSE,
    WORSE_NOUN: Direction.WORSE,
}
"""What may govern "fra X til Y". No comparatives: "flere enheter gikk fra 5 til 4 dager"."""

PARTICIPLE = re.compile(
    "(?:økt|auka|aukt|redusert|minket|minka|senket|senka|minsket|minska|forbedret|forbetra|bedret|"
    "betra|forverret|forverra|svekket|svekka|auke)"
)
"""Words that may stand before a noun ("redusert åpningstid") and then govern nothing."""
AUXILIARY = re.compile(r"\b(?:er|ble|blei|vart|blitt|vorte|bli|blir|var|være|vere)\b")
HAVE = re.compile(r"\b(?:har|hadde|ha)\b")
NEGATION = re.compile(
    r"\b(?:ikke|ikkje|ingen|inga|inkje|uten|utan|verken|hverken|korkje|neppe|aldri|heller enn)\b"
)
OPENING = re.compile(
    r"\b(?:åpnings\w*|opnings\w*|åpent|åpen|ope|open|alder\w*|skala\w*|døgnet|kveld\w*|natt\w*)\b"
)

SIGNS: dict[str, int] = {
    UP_NOUN: 1, DOWN_NOUN: -1, CHANGE_NOUN: 0, BETTER_NOUN: 0, WORSE_NOUN: 0,
}  # fmt: skip
"""The sign that a noun gives the number after it; 0 for none."""

SIZE = (
    r"(?:(?:samlet|samla|total|relativ|prosentvis|betydelig|betydeleg|kraftig|markant|"
    r"liten|svak|klar|"
    r"tydelig|tydeleg|stor|netto|reell|samlede) )?"
)
FILL = (
    r"(?:(?:noe|noko|som|og|dette|det|altså|dvs\.|er|var|utgjør|utgjer|utgjorde|tilsvarer|"
    r"tilsvarende|tilsvarande|"
    r"svarar|svarer|til|gir|gjev|gav|ga|innebærer|inneber|betyr|med|vil|si|seie) ){0,5}"
)

TELLING = (
    r"(?:tilsvarende|tilsvarande|som tilsvarer|som svarer til|som svarar til|noe som tilsvarer|"
    r"noko som svarar til|noe som svarer til|noko som tilsvarer|noe som utgjør|noko som utgjer|"
    r"som utgjør|som utgjer|noe som gir|noko som gir|noko som gjev|som gir|som gjev|som er|dvs\.|"
    r"det vil si|det vil seie|altså|eller|tilsvarer|utgjør|utgjer)"
)
OF = r"(?:av|av totalt|av i alt|av de|av dei|av til sammen|av samlet|av samla|av alle|av alle de)"

NOT_PLAIN_TELLING = words_of(
    "skal skulle vil ville må måtte bør burde kan kunne mål målet måla målene målsetting "
    "målsettingen målsetning "
    "måltall måltallet krav kravet krava kravene ønsker ønskjer ønske ønskje ønsket ønsker "
    "planlegger planlegg planlegges "
    "planlagt planlagte planar planer forventer forventar forventes forventast forventet "
    "forventa forventning "
    "forventninger forventningar ventes ventast venta ventet dersom hvis viss tiltak tiltaka "
    "tiltakene tiltaket bidra bidrar bidreg "
    "bidratt sikre sikrar sikrer sikte arbeider arbeidar jobber jobbar jobbe arbeide fokus "
    "prognose prognosen prognoser "
    "prognosar estimat estimatet anslag anslaget antar antas antatt tror trur trolig truleg "
    "sannsynligvis sannsynlig "
    "muligens kanskje håper håpar risiko risikoen fare behov behovet krever krevst kreve uten "
    "utan før når inntil "
    "hindre unngå forebygge førebygge budsjett budsjettet budsjettert ambisjon ambisjonen "
    "hensikt hensikten formål "
    "formålet føremål føremålet neppe knapt verken hverken korkje ingen aldri strategi "
    "strategien satsing tak taket "
    "grense grensen grensa ramme rammen ramma oppgave oppdrag burde hvorvidt avhengig avhenger "
    "potensial potensialet "
    "effektmål gevinst gevinster gevinstar siktemål grenseverdi terskel foreslår foreslås "
    "foreslått vurderer vurderes "
    "ønskelig nødvendig naudsynt simulering scenario anta tilsier dels krevjande fortsette "
    "anbefaler"
)
"""Words after which a sentence may speak of what is wanted, planned, feared or conditional."""

NOT_A_FIGURE = NOT_PLAIN_TELLING - {
    "ventet",
    "tiltak",
    "tiltaka",
    "tiltakene",
    "planer",
    "planar",
    "når",
    "før",
    "oppdrag",
} | words_of(
    "ikke ikkje landet landsgjennomsnitt landsgjennomsnittet landssnittet landsnittet nasjonalt "
    "nasjonale norge noreg "
    "regionen regionalt hver kvar hvert kvart månedlig månadleg ukentlig vekentleg daglig dagleg "
    "utgangen inngangen "
    "årsskiftet årsslutt slutten starten begynnelsen begynnelse henholdsvis høvesvis respektivt "
    "hvorav herav derav "
    "siste måling målingen målinga høyeste laveste høgaste lågaste høyest lavest høgast lågast "
    "måneden disse desse resten "
    "tilsvarte maksimum minimum eksempel eksempelvis antakelse lovet lova anslått anslagsvis "
    "estimert beregnet"
)

SOME = re.compile(
    r"\b(?:noen|nokon|nokre|flere|fleire|mange|enkelte|de fleste|dei fleste|halvparten|ett|eitt|"
    r"én|to|tre|fire|fem|seks|"
    r"sju|syv|åtte|ni|ti|ingen|ingen av|få|flest|resten|øvrige|andre) (?:av )?$"
)

TAIL = (
    r"(?=$|[.,;:!)–]| (?:fra|frå|siden|sidan|i forhold til|sammenlignet|samanlikna|mot|enn|"
    r"gjennom|hittil|og|men|mens|"
    r"medan|<T>|i <T>|i <U>|i løpet|i perioden|i same|i samme|i første|i fyrste|de siste|dei "
    r"siste|det siste|sist|"
    r"igjen|ved|både|hos)\b| <T>| i <T>| i <U>| [<U>])"
)

MOVE_WORDS = words_of(
    "økte øker aukar auke økt auka økning auking vekst oppgang opp steg steget stiger stigende "
    "stigande økende aukande "
    "redusert reduksjon nedgang ned sank sunket synker synkende synkande falt fall faller "
    "fallende fallande minket "
    "minka minkar minker nedadgående uendret uendra uforandret stabil stabilt stabile nivå "
    "høyere høgare lavere lågare "
    "bedre betre dårligere dårlegare verre forbedret forbetra bedret betra forverret forverra "
    "forbedring forbetring "
    "bedring betring forverring utvikling utviklingen utviklinga flere fleire færre vokst vokste "
    "svekket svekka sokk sokke"
)
STATUS_WORDS = words_of(
    "innfridd innfridde innfrir innfridde oppfylt oppfylte oppfyller oppfyller nådd nådde nådde "
    "når oppnådd oppnådde "
    "oppnår innfrir innfri"
)
COLOUR_WORDS = words_of(
    "grønn grønt grønne grøn grønt grøne gul gult gule rød rødt røde raud raudt raude"
)
PROMISE_WORDS = words_of(
    "skal vil innen innan frist fristen senest seinast planlegges planleggast planlagt ferdig "
    "ferdigstilles "
    "ferdigstillast forventes ventes forventet klar klart på leveres leverast innføres innførast "
    "gjennomføres må"
)
REFERENCE_WORDS = words_of(
    "vedlegg vedlegget vedleggene vedlegga krav kravene krava tabell tabellen tabellene "
    "tabellane kapittel kap"
)
