"""The wordings of a move: "er redusert", "har gått ned", "I 2024 økte fraværet", "lavere enn i 2019"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from compliance.arithmetic import Direction
from compliance.prose.skeleton import pattern
from compliance.prose.words import NOT, TAIL, A, words_of

_BE = (
    r"(?:er blitt|er vorte|har blitt|har vorte|hadde blitt|har vært|har vore|er|var|ble|blei|"
    r"vart|blir|ligger|ligg|lå|låg)"
)
_ADVERB = (
    r"(?: (?:nå|no|også|òg|dermed|derfor|difor|altså|likevel|samlet|samla|totalt|noe|"
    r"noko|litt|svakt|lett|betydelig|"
    r"betydeleg|vesentlig|vesentleg|kraftig|markant|klart|tydelig|tydeleg|jevnt|jamt|gradvis|"
    r"ytterligere|ytterlegare|"
    r"merkbart|merkbar|stadig|sterkt|langt|i snitt|generelt|relativt|forholdsvis|nokså|ganske|"
    r"fortsatt|framleis|i hovedsak|"
    r"i hovudsak|så langt|i stor grad|enda|endå|ennå))*"
)
_ADJECTIVE = (
    r"(?:(?:klar|klart|tydelig|tydeleg|svak|liten|betydelig|betydeleg|markant|jevn|jamn|gradvis|"
    r"kraftig|stor|fortsatt|"
    r"framleis|gledelig|gledeleg|generell|samlet|samla|svært|generelt|viss) )*"
)
_GOING = r"(?:gikk|gjekk|går|har gått|hadde gått|er gått)"
_SEE = (
    r"(?:ser vi|ser|så vi|har hatt|hadde|har vært|har vore|er det|det er|det var|er|var|viser|"
    r"viste|syner|synte|registrerer|"
    r"har sett|har registrert|opplevde|har|fikk|fekk)"
)
_FIGURE_NOUN = (
    r"(?:\w*fravær\w*|\w*fråvær\w*|\w*ventetid\w*|\w*andel\w*|\w*antall\w*|\w*antal|\w*talet|\w*tallet|"
    r"\w*nivå\w*|\w*rate\w*|"
    r"\w*kostnad\w*|\w*forbruk\w*|\w*overtid\w*|\w*innleie\w*|\w*resultat\w*|\w*dekning\w*|"
    r"\w*utvikling\w*|situasjon\w*|"
    r"\w*bruk\w*|\w*utgift\w*|\w*volum\w*|\w*aktivitet\w*|tallene|tala)"
)
_THAN = r"(?: i <T>| <T>)? enn (?:i )?(?:<T>|<U>)(?=$|[.,;:!)–]| (?:og|men|mens|i|ved|på|hos|både|for)\b)"


@dataclass(frozen=True, slots=True)
class Form:
    """A wording, what it says, and the words of which one must stand there."""

    shape: re.Pattern[str]
    direction: Direction
    needs: frozenset[str]


_UP = (
    "økt auka økende aukande stigende stigande steget stige vokst vakse økte øker aukar steg stiger stig vokste "
    "vokser høyere høgare flere fleire økning auke vekst oppgang opp gått"
)
_DOWN = (
    "redusert reduserte senket senka minket minka minker minkar synkende synkande fallende fallande nedadgående "
    "sunket sokke falt falle faller sank synker sokk lavere lågare færre nedgang reduksjon ned gått"
)
_NEEDS = {
    Direction.UP: _UP,
    Direction.DOWN: _DOWN,
    Direction.NOT_UP: _UP,
    Direction.NOT_DOWN: _DOWN,
    Direction.SAME: "uendret uendra uforandret uforandra nivå stabil stabilt stabile",
    Direction.BETTER: (
        "forbedret forbetra bedret betra bedre betre forbedring forbetring bedring betring positiv god"
    ),
    Direction.WORSE: (
        "forverret forverra svekket svekka dårligere dårlegare verre svakere svakare negativ forverring"
    ),
}


def _form(direction: Direction, source: str, needs: str = "") -> Form:
    return Form(pattern(source), direction, words_of(needs or _NEEDS[direction]))


_PLAIN_FORMS: tuple[Form, ...] = (
    _form(
        Direction.UP,
        rf"\b{_GOING}{_ADVERB} opp{TAIL}",
    ),
    _form(
        Direction.DOWN,
        rf"\b{_GOING}{_ADVERB} ned{TAIL}",
    ),
    _form(
        Direction.UP,
        rf"\b{_BE}{_ADVERB} (?:økt|auka|økende|aukande|stigende|stigande){TAIL}",
    ),
    _form(
        Direction.DOWN,
        rf"\b{_BE}{_ADVERB} (?:redusert|reduserte|senket|senka|minket|minka|synkende|"
        rf"synkande|fallende|"
        rf"fallande|nedadgående){TAIL}",
    ),
    _form(
        Direction.UP,
        rf"\bhar{_ADVERB} (?:økt|auka|steget|stige|vokst|vakse){_ADVERB}{TAIL}",
    ),
    _form(
        Direction.DOWN,
        rf"\bhar{_ADVERB} (?:sunket|sokke|falt|falle|minket|minka){_ADVERB}{TAIL}",
    ),
    _form(
        Direction.UP,
        rf"(?<= )(?:økte|øker|auka|aukar|steg|stiger|stig|vokste|vokser)(?: (?:noe|noko|litt|"
        rf"kraftig|"
        rf"betydelig|svakt|jevnt|markant))?{TAIL}",
    ),
    _form(
        Direction.DOWN,
        rf"(?<= )(?:sank|synker|sokk|falt|faller|minket|minker|minka|minkar)(?: (?:noe|noko|"
        rf"litt|kraftig|"
        rf"betydelig|svakt|jevnt|markant))?{TAIL}",
    ),
    _form(
        Direction.BETTER,
        rf"\b{_BE}{_ADVERB} (?:forbedret|forbetra|bedret|betra){TAIL}",
    ),
    _form(
        Direction.WORSE,
        rf"\b{_BE}{_ADVERB} (?:forverret|forverra|svekket|svekka){TAIL}",
    ),
    _form(
        Direction.UP,
        rf"\b{_BE}{_ADVERB} (?:høyere|høgare){_THAN}",
    ),
    _form(
        Direction.DOWN,
        rf"\b{_BE}{_ADVERB} (?:lavere|lågare){_THAN}",
    ),
    _form(
        Direction.BETTER,
        rf"\b{_BE}{_ADVERB} (?:bedre|betre){_THAN}",
    ),
    _form(
        Direction.WORSE,
        rf"\b{_BE}{_ADVERB} (?:dårligere|dårlegare|verre|svakere|svakare){_THAN}",
    ),
    _form(
        Direction.UP,
        rf"^(?:noe |noko |litt )?(?:høyere|høgare){_THAN}(?=\.?$)",
    ),
    _form(
        Direction.DOWN,
        rf"^(?:noe |noko |litt )?(?:lavere|lågare){_THAN}(?=\.?$)",
    ),
    _form(
        Direction.BETTER,
        rf"^(?:noe |noko |litt )?(?:bedre|betre){_THAN}(?=\.?$)",
    ),
    _form(
        Direction.UP,
        rf"\b{_BE}{_ADVERB} (?:flere|fleire)(?: [^\W\d_][\w-]*){{1,3}}?{_THAN}",
    ),
    _form(
        Direction.DOWN,
        rf"\b{_BE}{_ADVERB} færre(?: [^\W\d_][\w-]*){{1,3}}?{_THAN}",
    ),
    _form(
        Direction.SAME,
        rf"\b{_BE}{_ADVERB} (?:uendret|uendra|uforandret|uforandra|på (?:samme|same) nivå(?: "
        rf"som (?:i )?(?:<T>|<U>))?)"
        rf"{TAIL}",
    ),
    _form(
        Direction.SAME,
        r"^(?:uendret|uendra)(?: (?:fra|frå|siden|sidan) <T>)?(?=\.?$)",
    ),
    _form(
        Direction.SAME,
        rf"\b(?:holder seg|holdt seg|har holdt seg|held seg|heldt seg|har halde seg|ligger|"
        rf"ligg|lå|låg|har ligget|har lege|"
        rf"har vært|har vore){_ADVERB} stabilt?{TAIL}",
    ),
    _form(
        Direction.SAME,
        rf"{_FIGURE_NOUN} (?:er|var){_ADVERB} stabil[te]?{TAIL}",
        needs="stabil stabilt stabile",
    ),
    _form(
        Direction.BETTER,
        rf"\b{_SEE}(?: {A})?(?:{_ADVERB}) {_ADJECTIVE}(?:positiv|god) (?:utvikling|"
        rf"trend)\b(?! (?:av|på))",
    ),
    _form(
        Direction.WORSE,
        rf"\b{_SEE}(?: {A})?(?:{_ADVERB}) {_ADJECTIVE}negativ (?:utvikling|trend)\b(?! (?:av|"
        rf"på))",
    ),
    _form(
        Direction.BETTER,
        r"^(?:(?:svært|klar|gjennomgående) )?positiv (?:utvikling|trend)(?=\.?$|[,;:(]| (?:i|"
        r"for|på|ved|siden|sidan|fra|frå)\b)",
    ),
    _form(
        Direction.WORSE,
        r"^(?:(?:svært|klar|gjennomgående) )?negativ (?:utvikling|trend)(?=\.?$|[,;:(]| (?:i|"
        r"for|på|ved|siden|sidan|fra|frå)\b)",
    ),
    _form(
        Direction.BETTER,
        r"(?<=utviklingen )(?:er|var|har vært)" + _ADVERB + r" positiv(?=[.,;]|$| )",
    ),
    _form(
        Direction.BETTER,
        r"(?<=utviklinga )(?:er|var|har vore)" + _ADVERB + r" positiv(?=[.,;]|$| )",
    ),
    _form(
        Direction.WORSE,
        r"(?<=utviklingen )(?:er|var|har vært)" + _ADVERB + r" negativ(?=[.,;]|$| )",
    ),
    _form(
        Direction.WORSE,
        r"(?<=utviklinga )(?:er|var|har vore)" + _ADVERB + r" negativ(?=[.,;]|$| )",
    ),
    _form(
        Direction.UP,
        rf"\b{_SEE} {A}{_ADVERB} {_ADJECTIVE}(?:økning|auke|vekst|oppgang)(?: i\b|{TAIL})",
    ),
    _form(
        Direction.DOWN,
        rf"\b{_SEE} {A}{_ADVERB} {_ADJECTIVE}(?:nedgang|reduksjon)(?: i\b|{TAIL})",
    ),
    _form(
        Direction.BETTER,
        rf"\b{_SEE} {A}{_ADVERB} {_ADJECTIVE}(?:forbedring|forbetring|bedring|betring)(?: "
        rf"i\b|{TAIL})",
    ),
    _form(
        Direction.WORSE,
        rf"\b{_SEE} {A}{_ADVERB} {_ADJECTIVE}(?:forverring)(?: i\b|{TAIL})",
    ),
    _form(
        Direction.NOT_UP,
        rf"\b(?:{_BE}|har) {NOT}{_ADVERB} (?:økt|auka|økende|aukande|stigende|gått opp){TAIL}",
    ),
    _form(
        Direction.NOT_UP,
        rf"^{NOT} (?:økende|aukande)(?=\.?$|[,;(])",
    ),
    _form(
        Direction.NOT_DOWN,
        rf"\b(?:{_BE}|har) {NOT}{_ADVERB} (?:redusert|synkende|synkande|fallende|gått ned|"
        rf"sunket){TAIL}",
    ),
)

_PARTICIPLES = {
    Direction.UP: "(?:økt|auka|steget|stige|gått opp)",
    Direction.DOWN: "(?:redusert|sunket|sokke|falt|gått ned|minket|minka)",
    Direction.BETTER: "(?:forbedret|forbetra|bedret|betra|blitt bedre|vorte betre)",
    Direction.WORSE: "(?:forverret|forverra|blitt verre|blitt dårligere)",
    Direction.SAME: "(?:uendret|uendra)",
}
_FINITE = {
    Direction.UP: "(?:økte|auka|steg|vokste)",
    Direction.DOWN: "(?:sank|sokk|falt|minket|minka)",
}
_COMPARED = {
    Direction.UP: "(?:høyere|høgare)",
    Direction.DOWN: "(?:lavere|lågare)",
    Direction.BETTER: "(?:bedre|betre)",
    Direction.WORSE: "(?:dårligere|dårlegare|verre|svakere|svakare)",
}
_THEN = (
    r"^(?:(?:sammenlignet med|samanlikna med|i forhold til|siden|sidan|fra|frå|hittil i|i|per|for) (?:i )?<T>"
    r"|<T>)"
)
_FIGURE = (
    rf"(?:det |den )?(?:(?:samlede|samla|totale|gjennomsnittlige|gjennomsnittlege) )?{_FIGURE_NOUN}"
)
_WHERE = r"(?: (?:i|ved|på|hos|for) [^\W\d_]+(?: nord| sør| midt-norge)?)?"


def _time_first() -> Iterator[Form]:
    """Yield the forms that begin with a time: "I 2024 økte fraværet", "siden 2019 har fraværet gått ned"."""
    for direction, word in _PARTICIPLES.items():
        yield _form(
            direction,
            rf"{_THEN} (?:er|har|ble|blei|vart|var) {_FIGURE}{_WHERE}{_ADVERB} {word}{TAIL}",
        )
    for direction, word in _FINITE.items():
        yield _form(direction, rf"{_THEN} {word} {_FIGURE}{_WHERE}{_ADVERB}{TAIL}")
    for direction, word in _COMPARED.items():
        yield _form(
            direction, rf"{_THEN} (?:er|var|lå|låg) {_FIGURE}{_WHERE}{_ADVERB} {word}{_THAN}"
        )
    for direction, word in ((Direction.UP, "opp"), (Direction.DOWN, "ned")):
        yield _form(
            direction, rf"{_THEN} (?:gikk|gjekk|går) {_FIGURE}{_WHERE}{_ADVERB} {word}{TAIL}"
        )


def _figure_first() -> Iterator[Form]:
    """Yield the forms that need the name of a figure before them: "ventetiden er på vei ned"."""
    for direction, word in ((Direction.UP, "opp"), (Direction.DOWN, "ned")):
        yield _form(
            direction,
            rf"{_FIGURE}{_WHERE} (?:er|var){_ADVERB} på (?:vei|veg) {word}{TAIL}",
            needs="vei veg",
        )
    for direction in (Direction.BETTER, Direction.WORSE):
        yield _form(
            direction,
            rf"{_FIGURE}{_WHERE}(?: har| hadde)?{_ADVERB} {_PARTICIPLES[direction].split('|blitt')[0]}) "
            rf"seg(?: (?:noe|noko|litt|betydelig|betydeleg|klart|kraftig|ytterligere|ytterlegare))?{TAIL}",
            needs="seg",
        )


FORMS: tuple[Form, ...] = (*_PLAIN_FORMS, *_time_first(), *_figure_first())
