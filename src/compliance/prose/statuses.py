"""Statuses and totals in running text: "kravet er delvis innfridd", "8 grønne, 11 gule og 2 røde"."""

import re
from collections.abc import Iterator

from compliance.colour import Colour
from compliance.period import Period
from compliance.prose.model import Status, StatusSaid, TotalSaid
from compliance.prose.skeleton import DAY, OTHER_TIME, SEASON, Skeleton, pattern
from compliance.prose.words import NOT, SOME, words_of

_MET = r"(?:innfridd|innfridde|oppfylt|oppfylte|nådd|nådde|oppnådd|oppnådde)"
_DEMAND = (
    r"(?:(?:alle |samtlige |samtlege |begge )?(?:krav|kravet|kravene|krava|delkravet|delkravene|"
    r"mål|målet|målene|måla|delmålet|målsettingen|"
    r"målsettinga|målsetningen|målkravet|måltallet|måltalet|indikatoren|resultatkravet|"
    r"styringskravet)(?: <X>)?)"
)
_IS = (
    r"(?:er|ble|blei|vart|var|anses som|anses|vurderes som|vurderast som|regnes som|er vurdert "
    r"som|har blitt|er blitt|er vorte)"
)
_STRESS = (
    r"(?: (?:nå|no|dermed|derfor|difor|altså|likevel|fortsatt|framleis|også|òg|"
    r"ennå|enno|enda|heller))*"
)
_HOW = (
    rf"(?: (?:(?P<no>{NOT}(?: (?:ennå|enno|enda))?)(?P<fully> (?:fullt ut|heilt|helt|fullt|"
    rf"fullstendig|i sin helhet))?|(?P<part>delvis)))?"
)
_TAIL = r"(?=$|[.,;!)]| (?:for|ved|på|i <T>|og|per|pr\.?|fra|hittil)\b| i <T>| <T>)"
_IS_MET = pattern(
    rf"\b{_DEMAND}(?: (?:om|for|i|på|ved|til) [^.,;:!?()]{{1,90}})? "
    rf"{_IS}{_STRESS}{_HOW}{_STRESS} {_MET}{_TAIL}"
)
_FRAGMENT = re.compile(
    rf"^(?:(?:status|kravet|målet|vurdering|måloppnåelse|måloppnåing|konklusjon|resultat|"
    rf"krav)(?::|\.| –) ?)?"
    rf"(?:(?P<no>{NOT}(?: (?:ennå|enno))?)(?P<fully> (?:fullt ut|heilt|helt))? |(?P<part>delvis) "
    rf")?{_MET}[.!]?$"
)
_REACHES = pattern(
    rf"(?:^|(?<=[ ,]))(?:vi|foretaket|føretaket|helseforetaket|helseføretaket|sykehuset|"
    rf"sjukehuset|klinikken|avdelingen|avdelinga|hf)"
    rf" (?:når|nådde|oppfyller|oppfylte|innfrir|innfridde|oppnår|oppnådde|har nådd|har oppfylt|"
    rf"har innfridd|"
    rf"har oppnådd){_STRESS}{_HOW}{_STRESS} (?:alle |samtlige )?(?:krav|kravet|kravene|krava|mål|"
    rf"målet|målene|måla|målsettingen)"
    rf"(?: om [^.,;:!?()]{{1,60}})?(?! (?:er|var|blir)\b){_TAIL}"
)
_HAS_NOT = pattern(
    rf"(?:^|(?<=[ ,]))(?:vi|foretaket|føretaket|helseforetaket|helseføretaket|sykehuset|"
    rf"sjukehuset|klinikken|avdelingen|hf) har{_STRESS} "
    rf"(?P<no>{NOT}){_STRESS} (?:nådd|oppfylt|innfridd|oppnådd) (?:krav|kravet|kravene|krava|mål|"
    rf"målet|målene|måla){_TAIL}"
)
_SOME_OF = pattern(r"(?:\bav (?:de |dei |alle )?|<S> |<X> )$")
_IN_PART = pattern(
    r"<S>|<X>|\b(?:av|noen|nokon|nokre|flere|fleire|mange|de fleste|dei fleste|enkelte|to|tre|"
    r"fire|fem|delvis|deler|delar|begge|hvis)\b"
)
_UNSURE = re.compile(
    r"\b(?:skal|skulle|vil|ville|må|måtte|bør|burde|kan|kunne|dersom|hvis|viss|når (?:kravet|"
    r"målet|krava|måla|målene|kravene|alle|det)|"
    r"for at|slik at|at vi|at målet|at kravet|før|inntil|forventer|forventet|forventes|ventes|"
    r"ventast|planlegg\w*|planlagt|sikre|"
    r"innen|innan|i løpet av|om \w+ (?:er|blir)|hvorvidt|prognose\w*|trolig|truleg|sannsynlig\w*|"
    r"usikkert|vanskelig|neppe|nesten|"
    r"i hovedsak|i hovudsak|i stor grad|i all hovedsak|langt på vei|langt på veg|unntatt|"
    r"bortsett|unntak|forutsatt|føresett|"
    r"men ikke|men ikkje|foruten|kun|bare|berre|ikke lenger|så lenge|avhengig|risiko|tiltak for|"
    r"for å|å|dels|ingen|utenom)\b"
)
_COLOUR_OF = {
    "grønn": Colour.GREEN, "grønt": Colour.GREEN, "grønne": Colour.GREEN, "grøn": Colour.GREEN,
    "grøne": Colour.GREEN, "gul": Colour.YELLOW, "gult": Colour.YELLOW, "gule": Colour.YELLOW,
    "rød": Colour.RED, "rødt": Colour.RED, "røde": Colour.RED, "raud": Colour.RED, "raudt": Colour.RED,
    "raude": Colour.RED,
}  # fmt: skip
_COLOUR = r"(?:grønn|grønt|grønne|grøn|grøne|gul|gult|gule|rød|rødt|røde|raud|raudt|raude)\b"
_NUMBER_WORDS = {
    "ingen": 0, "null": 0, "én": 1, "en": 1, "ein": 1, "éin": 1, "ett": 1, "eitt": 1, "et": 1, "eit": 1,
    "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10,
    "elleve": 11, "tolv": 12,
}  # fmt: skip
_COUNT = r"(?:<A>|\b(?:" + "|".join(_NUMBER_WORDS) + r")\b)"
_THINGS = (
    r"(?:krav|kravene|krava|indikatorer|indikatorar|indikatorene|indikatorane|mål|målene|måla|"
    r"styringskrav|styringsmål|oppdrag|delkrav|delmål|"
    r"kvalitetsindikatorer|kvalitetsindikatorar|resultatmål|indikator|målepunkt)"
)
_GRADED = (
    r"(?:er|var|ble|blei|vart|vurderes som|er vurdert som|er vurdert til|vurdert som|står "
    r"på|er satt til|har)"
)
_LIST = pattern(
    rf"(?P<list>(?P<first>{_COUNT})(?: {_THINGS})?(?: {_GRADED})? {_COLOUR}(?: "
    rf"{_THINGS})?(?:(?:,| og|, og) {_COUNT}(?: {_THINGS})?(?: {_GRADED})? {_COLOUR}(?: "
    rf"{_THINGS})?)*)"
)
_ITEM = pattern(rf"(?P<count>{_COUNT})(?: {_THINGS})?(?: {_GRADED})? (?P<colour>{_COLOUR})")
_OF = pattern(
    rf"(?P<count>{_COUNT}) av (?:de |dei |totalt |i alt )?(?P<whole>{_COUNT})(?: {_THINGS})? "
    rf"{_GRADED} (?P<colour>{_COLOUR})"
)
_OF_FIRST = pattern(
    rf"\bav (?:de |dei |totalt |i alt )?(?P<whole>{_COUNT}) {_THINGS} (?:er|var|ble|blei|vart|"
    rf"vurderes|er vurdert) $"
)
_OF_AFTER = pattern(rf" av (?:de |dei |totalt |i alt )?(?P<whole>{_COUNT}) {_THINGS}(?=[.,;)]|$)")
_OTHER_COLOURS = words_of("oransje svart svarte blå hvit hvite grå lilla mørkegrønn lysegrønn")
_UNSURE_TOTAL = words_of(
    "skal skulle vil ville må bør kan kunne mål målet dersom hvis forventer forventet forventes "
    "ventes planlagt prognose prognosen "
    "minst ikke ikkje tidligere tidlegare før gang flere færre fleire mens"
)


def statuses_in(skeleton: Skeleton, report: Period) -> Iterator[StatusSaid]:
    """Return what a sentence says is met or not; nothing that is wanted, conditional or of another time."""
    text = skeleton.text
    if skeleton.is_question or _UNSURE.search(text) or _of_another_time(skeleton, report):
        return
    found = [shape for shape in (_FRAGMENT.match(text), *_stated(text)) if shape is not None]
    if len({_status(shape) for shape in found}) != 1:
        return
    shape = found[0]
    before = text[: shape.start()]
    rest = text[shape.end() :]
    if not SOME.search(before) and not _SOME_OF.search(before) and not _IN_PART.search(rest):
        yield StatusSaid(
            status=_status(shape), span=skeleton.span(*shape.span()), sentence=skeleton.sentence
        )


def _stated(text: str) -> Iterator[re.Match[str]]:
    for shape_of in (_IS_MET, _REACHES, _HAS_NOT):
        yield from shape_of.finditer(text)


def _status(shape: re.Match[str]) -> Status:
    said = shape.groupdict()
    if said.get("part") or said.get("fully"):
        return "partly"
    return "not met" if said.get("no") else "met"


def _of_another_time(skeleton: Skeleton, report: Period) -> bool:
    """Whether it names a time that is not the report's own."""
    if any(mark in skeleton.text for mark in (DAY, OTHER_TIME, SEASON)):
        return True
    return any(
        time.period is not None
        and (time.period.last < report.first or time.period.first > report.last)
        for time in skeleton.times.values()
    )


def totals_in(skeleton: Skeleton, report: Period) -> Iterator[TotalSaid]:
    """Return how many are said to have each colour; nothing when a colour is counted twice."""
    text = skeleton.text
    if skeleton.is_question or not skeleton.words.isdisjoint(_OTHER_COLOURS | _UNSURE_TOTAL):
        return
    if _of_another_time(skeleton, report):
        return
    share = list(_OF.finditer(text))
    if share:
        yield from _share(skeleton, share)
        return
    lists = [shape for shape in _LIST.finditer(text) if _is_of_things(text, shape)]
    if len(lists) != 1 or len(re.findall(rf"\b{_COLOUR}", text)) != len(
        re.findall(rf"\b{_COLOUR}", lists[0]["list"])
    ):
        return
    counts: dict[Colour, int] = {}
    for item in _ITEM.finditer(lists[0]["list"]):
        colour, count = (
            _COLOUR_OF[item["colour"]],
            _count(skeleton, lists[0].start() + item.start(), item["count"]),
        )
        if count is None or colour in counts:
            return
        counts[colour] = count
    yield TotalSaid(
        counts=counts,
        whole=_whole(skeleton, lists[0]),
        span=skeleton.span(*lists[0].span("list")),
        sentence=skeleton.sentence,
    )


def _whole(skeleton: Skeleton, listed: re.Match[str]) -> int | None:
    """Return of how many a list counts: "av 33 indikatorer er 16 grønne", "8 grønne av 21 krav"."""
    first = _OF_FIRST.search(skeleton.text, 0, listed.start())
    if first is not None:
        return _count(skeleton, first.start("whole"), first["whole"])
    after = _OF_AFTER.match(skeleton.text, listed.end())
    return None if after is None else _count(skeleton, after.start("whole"), after["whole"])


def _share(skeleton: Skeleton, found: list[re.Match[str]]) -> Iterator[TotalSaid]:
    """Return "16 av 33 indikatorer er grønne"; several such sentences in one are left alone."""
    shape = found[0]
    count = _count(skeleton, shape.start("count"), shape["count"])
    whole = _count(skeleton, shape.start("whole"), shape["whole"])
    colours = re.findall(rf"\b{_COLOUR}", skeleton.text)
    if len(found) == 1 and len(colours) == 1 and count is not None and whole is not None:
        yield TotalSaid(
            counts={_COLOUR_OF[shape["colour"]]: count}, whole=whole,
            span=skeleton.span(*shape.span()), sentence=skeleton.sentence,
        )  # fmt: skip


def _is_of_things(text: str, shape: re.Match[str]) -> bool:
    """Whether it counts requirements: it names them, or lists at least two colours."""
    listed = shape["list"]
    if len(set(re.findall(rf"\b{_COLOUR}", listed))) > 1:
        return (
            re.match(
                r" (?!og\b|i\b|for\b|av\b|ved\b|på\b|samt\b|blant\b|krav|indikator|mål)[^\W\d_]",
                text[shape.end() :],
            )
            is None
        )
    return (
        re.search(rf"\b{_THINGS}\b", listed) is not None
        or _OF_FIRST.search(text[: shape.start()]) is not None
    )


def _count(skeleton: Skeleton, at: int, written: str) -> int | None:
    if written in _NUMBER_WORDS:
        return _NUMBER_WORDS[written]
    number = skeleton.numbers.get(at)
    if number is None or number.amount is None or number.after or number.other:
        return None
    amount = number.amount
    if amount.is_interval or amount.is_signed or amount.about or amount.low.denominator != 1:
        return None
    return int(amount.low)
