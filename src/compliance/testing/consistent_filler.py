"""Words and whole sentences of reports, in bokmål and nynorsk: patterns, and what is about other things."""

from dataclasses import dataclass

MONTH_NAMES = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How things are said in one language; the places of patterns are filled by `Writer`.

    Attributes:
        filler: Sentences about something else than the figures of the answer they stand in.
        past: Sentences that only an earlier report has, each with something promised in `{month}`.
        kept: What became of such a promise.
    """

    is_nynorsk: bool
    at: str
    about: str
    points: str
    in_months: str
    ordinals: tuple[str, ...]
    numbers: tuple[str, ...]
    figure: tuple[str, ...]
    goal: tuple[str, ...]
    over: tuple[str, ...]
    under: tuple[str, ...]
    places: tuple[str, ...]
    partly: tuple[str, ...]
    two_figures: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    same: tuple[str, ...]
    better: tuple[str, ...]
    worse: tuple[str, ...]
    rise: tuple[str, ...]
    fall: tuple[str, ...]
    met: tuple[str, ...]
    not_met: tuple[str, ...]
    filler: tuple[str, ...]
    past: tuple[str, ...]
    kept: tuple[str, ...]
    shares: tuple[str, ...]
    sums: tuple[str, ...]
    rests: tuple[str, ...]
    totals: tuple[str, ...]
    attachment: tuple[str, ...]
    requirement: tuple[str, ...]


BOKMAAL = Words(
    is_nynorsk=False,
    at="ved",
    about="om lag",
    points="prosentpoeng",
    in_months="perioden",
    ordinals=("første", "andre", "tredje", "fjerde"),
    numbers=(
        "ingen",
        "ett",
        "to",
        "tre",
        "fire",
        "fem",
        "seks",
        "sju",
        "åtte",
        "ni",
        "ti",
        "elleve",
        "tolv",
    ),
    goal=(
        "Målet er {goal}. {title} var {value} i {when}.",
        "{title} var {value} i {when}, mot et mål på {goal}.",
        "Kravet er {goal}, og {low} var {value} i {when}.",
        "{title} var {value} i {when}. Det er et stykke fra grensen på {goal}.",
        "Med et mål på {goal} for {year} er {low} fulgt tett, og i {when} var tallet {value}.",
        "Mål {year}: {goal}. Resultat {when}: {value}.",
    ),
    over=(
        "{title} var over {value} i {when}.",
        "{title} var i overkant av {value} i {when}.",
        "{title} har ligget på mer enn {value} i {when}.",
    ),
    under=("{title} var under {value} i {when}.", "{title} var nesten {value} i {when}."),
    places=(
        "{one} hadde {first} og {other} {second} i {when}.",
        "I {when} var {low} {first} ved {one} og {second} ved {other}.",
        "{one}: {first}. {other}: {second}.",
    ),
    partly=("Målet er delvis nådd.", "Kravet er delvis innfridd."),
    figure=(
        "{title} var {value} i {when}.",
        "I {when} var {low} {value}.",
        "{title} er målt til {value} for {when}.",
        "{title}: {value} ({when}).",
        "Tallene viser at {low} lå på {value} i {when}.",
        "{title} endte på {value} i {when}, etter flere måneder med stor pågang.",
        "Vi hadde {value} i {when} ({low}).",
        "Resultatet for {when} er {value}.",
        "{title} er {value}, målt i {when}, og vi arbeider videre med tiltakene.",
        "Samlet for {when} er {low} beregnet til {value}.",
    ),
    two_figures=(
        "{title} var {first} i {then} og {second} i {when}.",
        "{title} var {second} i {when}, mot {first} i {then}.",
        "{title} var {second} i {when} sammenlignet med {first} i {then}.",
        "{title} ({then}: {first}, {when}: {second}).",
        "{title} var {first} i {then}. I {when} var tallet {second}.",
        "I {then} var {low} {first}, og i {when} {second}.",
        "{title} er nå {second}, mens det i {then} var {first}.",
        "Vi gikk fra {first} i {then} til {second} i {when}.",
        "{title} er {second} i {when}. Til sammenligning var tallet {first} i {then}.",
    ),
    up=(
        "{title} har økt siden {then}.",
        "{title} har gått opp fra {then} til {when}.",
        "{title} er høyere enn i {then}.",
        "Sammenlignet med {then} har {low} økt.",
    ),
    down=(
        "{title} er redusert siden {then}.",
        "{title} har gått ned siden {then}.",
        "{title} er lavere enn i {then}.",
        "{title} sank fra {then} til {when}.",
    ),
    same=("{title} er uendret siden {then}.", "{title} er på samme nivå som i {then}."),
    better=(
        "Det har vært en positiv utvikling i {low} siden {then}.",
        "{title} er forbedret siden {then}.",
        "{title} er bedre enn i {then}.",
    ),
    worse=(
        "Det har vært en negativ utvikling i {low} siden {then}.",
        "{title} er forverret siden {then}.",
    ),
    rise=(
        "{title} økte fra {first} til {second}.",
        "{title} økte fra {first} i {then} til {second} i {when}, en økning på {size}.",
        "{title} har gått opp fra {first} til {second} ({size}).",
        "{title} var {first} i {then} og {second} i {when}, en økning på {size}.",
        "{title} gikk fra {first} i {then} til {second} i {when}, noe som tilsvarer en økning på {size}.",
        "Fra {then} til {when} økte tallet med {size}, fra {first} til {second}.",
    ),
    fall=(
        "{title} er redusert fra {first} til {second}.",
        "{title} sank fra {first} i {then} til {second} i {when}, en nedgang på {size}.",
        "{title} gikk ned fra {first} til {second} ({size}).",
        "{title} var {first} i {then} og {second} i {when}, en reduksjon på {size}.",
        "{title} gikk fra {first} i {then} til {second} i {when}, noe som tilsvarer en nedgang på {size}.",
        "Fra {then} til {when} falt tallet med {size}, fra {first} til {second}.",
    ),
    met=(
        "Målet er nådd.",
        "Kravet er innfridd.",
        "Målet for perioden er oppnådd.",
        "Vi når målet.",
    ),
    not_met=(
        "Målet er ikke nådd.",
        "Kravet er ikke innfridd.",
        "Vi når ikke målet i denne perioden.",
        "Målet er foreløpig ikke oppnådd.",
    ),
    filler=(
        "Landsgjennomsnittet var {percent} prosent i {year}.",
        "Nasjonalt var andelen {percent} % i {year}, opp fra {other} % året før.",
        "Avdelingen på vestsiden hadde {percent} prosent i {year}.",
        "Målet er høyst {percent} prosent innen utgangen av {next}.",
        "Vi tar sikte på å redusere tallet med {small} prosent i løpet av {next}.",
        "Ledelsen forventer en økning på {small} prosent når de nye lokalene er klare.",
        "Dersom pågangen øker, vil andelen falle til {percent} prosent.",
        "Sentralbordet har nummer 77 62 {pair} 00, og det er åpent fra 08.00 til 15.30.",
        "Retten følger av pasient- og brukerrettighetsloven § 2-1 b, jf. forskrift av 1. desember 2000 nr. 1208.",
        "Arbeidet er beskrevet i kapittel {small} og i tabell {pair}.",
        "Styret behandlet saken som sak {pair}/{year}.",
        "Det er satt av {pair} mill. kroner til utstyr i budsjettet for {next}.",
        "Vi har ansatt {small} nye sykepleiere og {pair} vikarer.",
        "Kurset ble holdt {small} ganger, med {pair} deltakere hver gang.",
        "Voksne ventet lenger enn barn i {year}, og noen ventet i over {pair} dager.",
        "Risikoen er vurdert som middels, og tiltakene følges opp hver måned.",
        "Tiltak for økt bemanning er satt i verk på begge steder.",
        "Redusert bemanning i sommerferien ga færre timer på poliklinikken.",
        "Flere pasienter enn før møter til timen, og personalet melder om bedre samarbeid.",
        "Innkjøpet er på {pair} 500 kroner og er gjort etter rammeavtale {year}-{pair}.",
        "Gruppen består av {small} ledere, {small} tillitsvalgte og ett verneombud.",
        "Pasienter over 75 år får tilbud om samtale innen 14 dager.",
        "I perioden 2021–{year} er det bygget {pair} nye enerom.",
        "Foretaket har fått {small} av {pair} stillinger fra utdanningsprogrammet.",
        "Rundt {pair} prosent av de ansatte har svart på en uformell spørrerunde.",
        "Prosjektet skal evalueres i {next}.",
        "Kontonummer 1234 56 {pair}001 brukes til refusjoner.",
        "For {small} av pasientene ble timen flyttet på grunn av vær.",
        "Psykisk helsevern for barn og unge hadde {percent} prosent i {year}.",
        "Det arbeides med å få ned tallet, og vi håper på en nedgang til {percent} prosent.",
        "Kommunene tok imot {pair} pasienter i {year}.",
        "Klinikken melder at to av tre målinger er gjort.",
        "Rutinen gjelder fra 1.1.{next} og erstatter versjon {small}.{small}.",
        "Målet for {next} er ikke satt ennå.",
        "Dersom kravet ikke er innfridd i {next}, lages en egen plan.",
        "Noen av delmålene er nådd, andre gjenstår.",
        "Ifølge planen skal alle enheter være innom i løpet av året.",
        "Vi viser til brev av 3. mars {year}.",
        "Nytt utstyr er tatt i bruk, og opplæringen er i gang.",
        "Andelen kvinner i ledelsen var {percent} prosent i {year}.",
        "De ansatte har fått veiledning i grupper på {small} til {pair}.",
        "Tilbudet er åpent mandag til fredag kl. 9–15.",
    ),
    past=(
        "Ny turnus skal være på plass innen {month}.",
        "Opplæringen planlegges ferdig i {month}.",
        "En ny rutine skal innføres innen utgangen av {month}.",
    ),
    kept=(
        "Den nye turnusen er innført.",
        "Opplæringen er gjennomført som planlagt.",
        "Arbeidet som ble varslet sist, er noe forsinket.",
    ),
    shares=(
        "Av brevene ble {part} av {whole} ({percent} %) sendt digitalt.",
        "{part} av {whole} deltakere, tilsvarende {percent} prosent, fullførte kurset.",
        "Det kom svar fra {percent} prosent ({part} av {whole}).",
    ),
    sums=(
        "Det kom {a} henvendelser på telefon, {b} på e-post og {c} på papir, til sammen {total}.",
        "Vi fikk {a} meldinger fra nord, {b} fra sør og {c} fra øst, totalt {total}.",
        "Til sammen {total} meldinger: {a} fra nord, {b} fra sør og {c} fra øst.",
    ),
    rests=("{percent} prosent svarte ja, mens de resterende {rest} prosent svarte nei.",),
    totals=(
        "{green} krav er grønne, {yellow} gule og {red} røde.",
        "Vi har {green} grønne, {yellow} gule og {red} røde krav.",
        "{green} av {whole} krav er grønne.",
        "Av {whole} krav er {green} grønne, {yellow} gule og {red} røde.",
    ),
    attachment=("Tallene er vist i vedlegg {number}.", "Se vedlegg {number} for detaljer."),
    requirement=("Dette må ses i sammenheng med krav {number}.", "Se også krav {number}."),
)

NYNORSK = Words(
    is_nynorsk=True,
    at="ved",
    about="om lag",
    points="prosentpoeng",
    in_months="perioden",
    ordinals=("første", "andre", "tredje", "fjerde"),
    numbers=(
        "ingen",
        "eitt",
        "to",
        "tre",
        "fire",
        "fem",
        "seks",
        "sju",
        "åtte",
        "ni",
        "ti",
        "elleve",
        "tolv",
    ),
    goal=(
        "Målet er {goal}. {title} var {value} i {when}.",
        "{title} var {value} i {when}, mot eit mål på {goal}.",
        "Kravet er {goal}, og {low} var {value} i {when}.",
    ),
    over=("{title} var over {value} i {when}.", "{title} var i overkant av {value} i {when}."),
    under=("{title} var under {value} i {when}.", "{title} var nesten {value} i {when}."),
    places=(
        "{one} hadde {first} og {other} {second} i {when}.",
        "I {when} var {low} {first} ved {one} og {second} ved {other}.",
    ),
    partly=("Målet er delvis nådd.", "Kravet er delvis innfridd."),
    figure=(
        "{title} var {value} i {when}.",
        "I {when} var {low} {value}.",
        "{title} er målt til {value} for {when}.",
        "{title}: {value} ({when}).",
        "Tala viser at {low} låg på {value} i {when}.",
        "{title} enda på {value} i {when}, etter fleire månader med stor pågang.",
    ),
    two_figures=(
        "{title} var {first} i {then} og {second} i {when}.",
        "{title} var {second} i {when}, mot {first} i {then}.",
        "{title} var {second} i {when} samanlikna med {first} i {then}.",
    ),
    up=("{title} har auka sidan {then}.", "{title} er høgare enn i {then}."),
    down=(
        "{title} er redusert sidan {then}.",
        "{title} har gått ned sidan {then}.",
        "{title} er lågare enn i {then}.",
    ),
    same=("{title} er uendra sidan {then}.", "{title} er på same nivå som i {then}."),
    better=(
        "Det har vore ei positiv utvikling i {low} sidan {then}.",
        "{title} er forbetra sidan {then}.",
        "{title} er betre enn i {then}.",
    ),
    worse=("{title} er forverra sidan {then}.",),
    rise=(
        "{title} auka frå {first} til {second}.",
        "{title} auka frå {first} i {then} til {second} i {when}, ein auke på {size}.",
        "{title} har gått opp frå {first} til {second} ({size}).",
        "{title} var {first} i {then} og {second} i {when}, ein auke på {size}.",
    ),
    fall=(
        "{title} er redusert frå {first} til {second}.",
        "{title} gjekk ned frå {first} i {then} til {second} i {when}, ein nedgang på {size}.",
        "{title} minka frå {first} til {second} ({size}).",
        "{title} var {first} i {then} og {second} i {when}, ein reduksjon på {size}.",
    ),
    met=("Målet er nådd.", "Kravet er innfridd.", "Måla er nådde."),
    not_met=("Målet er ikkje nådd.", "Kravet er ikkje innfridd.", "Vi når ikkje målet."),
    filler=(
        "Landsgjennomsnittet var {percent} prosent i {year}.",
        "Nasjonalt var delen {percent} % i {year}, opp frå {other} % året før.",
        "Avdelinga på vestsida hadde {percent} prosent i {year}.",
        "Målet er høgst {percent} prosent innan utgangen av {next}.",
        "Leiinga ventar ein auke på {small} prosent når dei nye lokala er klare.",
        "Dersom pågangen aukar, vil delen falle til {percent} prosent.",
        "Vi har tilsett {small} nye sjukepleiarar og {pair} vikarar.",
        "Kurset vart halde {small} gonger, med {pair} deltakarar kvar gong.",
        "Tiltak for auka bemanning er sette i verk på begge stader.",
        "Redusert bemanning i sommarferien gav færre timar på poliklinikken.",
        "Fleire pasientar enn før møter til timen.",
        "I perioden 2021–{year} er det bygd {pair} nye einerom.",
        "Prosjektet skal evaluerast i {next}.",
        "Kommunane tok imot {pair} pasientar i {year}.",
        "Målet for {next} er ikkje sett enno.",
        "Nokre av delmåla er nådde, andre står att.",
        "Vi viser til brev av 3. mars {year}.",
        "Nytt utstyr er teke i bruk, og opplæringa er i gang.",
        "Tilbodet er ope måndag til fredag kl. 9–15.",
        "Det er sett av {pair} mill. kroner til utstyr i budsjettet for {next}.",
    ),
    past=(
        "Ny turnus skal vere på plass innan {month}.",
        "Opplæringa skal vere ferdig i {month}.",
    ),
    kept=(
        "Den nye turnusen er innført.",
        "Opplæringa er gjennomført som planlagd.",
        "Arbeidet som vart varsla sist, er noko forseinka.",
    ),
    shares=(
        "Av breva vart {part} av {whole} ({percent} %) sende digitalt.",
        "{part} av {whole} deltakarar, tilsvarande {percent} prosent, fullførte kurset.",
    ),
    sums=("Vi fekk {a} meldingar frå nord, {b} frå sør og {c} frå aust, totalt {total}.",),
    rests=("{percent} prosent svara ja, medan dei resterande {rest} prosent svara nei.",),
    totals=(
        "{green} krav er grøne, {yellow} gule og {red} raude.",
        "{green} av {whole} krav er grøne.",
    ),
    attachment=("Tala er viste i vedlegg {number}.", "Sjå vedlegg {number}."),
    requirement=("Sjå òg krav {number}.",),
)
