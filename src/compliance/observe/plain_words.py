"""Whether a sentence says nothing of its indicator that could make it about something else or a part of it.

Nobody can list what narrows a figure: a ward, a profession, a kind of leave. So the words that do not narrow
are listed, and a sentence with any other word is left alone.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

from compliance.facts.cases import Plan
from compliance.language import Localised
from compliance.observe.subjects import in_bokmaal, names_others, scopes_in
from compliance.observe.view import Told
from compliance.prose.model import Span
from compliance.rulebook.model import Card

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SEPARATOR = re.compile(r"(?<!\d),|,(?!\d)|[;()–:]")
_INFLECTED = 4
"""How many letters an ending adds: "overtid", "overtiden"; more is a word of its own."""
_SHORTEST = 5
_SERVICES = frozenset([
    "somatikk", "psykisk helsevern", "rusbehandling", "voksne", "barn", "døgn", "dag", "poliklinikk",
    "øyeblikkelig hjelp", "elektiv", "uten noe", "fakturerbare",
])  # fmt: skip
"""What narrows a figure so commonly that readers may miss it."""
_ENDING = re.compile(r"(?:erne|arane|arar|ere|ene|ane|en|et|er|ar|a|e|s)$")
_PLAIN = frozenset([
    # what a figure is called
    "andel", "andelen", "del", "delen", "antall", "antallet", "antal", "antalet", "tall", "tallet", "talet",
    "verdi", "verdien", "resultatet", "nivå", "nivået", "gjennomsnittlig", "gjennomsnittleg", "omfanget",
    "bruken", "bruk", "prosenten", "samlet", "samla", "totalt", "total", "totale", "den", "det", "dette",
    "en", "ein", "ei", "et", "eit", "vi", "vår", "vårt", "foretaket", "føretaket", "helseforetaket",
    "helseføretaket", "hele", "heile", "sett",
    # how it is said
    "er", "var", "ble", "blei", "vart", "blitt", "vorte", "lå", "låg", "ligger", "ligg", "hadde", "har",
    "hatt", "utgjorde", "utgjør", "utgjer", "endte", "enda", "viser", "viste", "syner", "synte", "målt",
    "vært", "vore", "gikk", "gjekk", "gått", "økte", "øker", "økt", "auka", "aukar", "aukte", "steg", "stiger",
    "sank", "synker", "falt", "fall", "reduserte", "redusert", "reduksjon", "reduksjonen", "økning", "auke",
    "nedgang", "endret", "endra", "forbedret", "forbetra", "bedret", "betra", "forverret", "forverra",
    "svekket", "svekka", "bedre", "betre", "verre", "økende", "aukande", "synkende", "synkande", "opp",
    "ned", "høyere", "høgare", "lavere", "lågare", "kortere", "kortare", "lengre", "lenger", "flere",
    "fleire", "færre", "mer", "meir", "mindre", "enn", "positiv", "negativ", "utvikling", "utviklingen",
    "utviklinga", "trend", "trenden", "ikke", "ikkje", "uendret", "uendra", "dermed", "derfor", "difor",
    "nå", "no", "også", "òg", "altså", "likevel", "fortsatt", "framleis", "noe", "noko", "litt", "svakt",
    "betydelig", "betydeleg", "kraftig", "markant", "klart", "tydelig", "tydeleg", "jevnt", "jamt", "gradvis",
    "klar", "liten", "stor", "ser", "om", "lag", "ca", "cirka", "rundt", "omtrent", "nesten",
    # units
    "prosent", "pst", "prosentpoeng", "dager", "dagar", "døgn", "timer", "timar", "månedsverk", "månadsverk",
    "kr", "kroner", "mill", "millioner", "millionar", "poeng",
    # times
    "i", "på", "for", "til", "fra", "frå", "siden", "sidan", "per", "pr", "av", "året", "år", "fjor",
    "første", "fyrste", "tredje", "tertial", "halvår", "halvåret", "kvartal", "hittil", "samme", "same",
    "og", "periode", "perioden", "innen", "innan", "tiden", "tida", "januar", "februar", "mars", "april", "mai",
    "juni", "juli", "august", "september", "oktober", "november", "desember", "sammenlignet", "samanlikna",
    "med", "mot",
])  # fmt: skip
_WHOLE = frozenset(["foretaket", "føretaket", "helseforetaket", "helseføretaket"])
"""Plain words, but not in what is said of a place."""
_OPENING = frozenset([
    "en", "ein", "ei", "et", "eit", "mot", "ned", "opp", "og", "men", "mens", "medan", "som", "noe", "noko",
    "det", "dette", "sammenlignet", "samanlikna", "fra", "frå", "hvorav", "derav", "herav", "altså",
])  # fmt: skip
"""Words after which a later part of a sentence adds to what was said, and does not narrow it."""
_STATUS = frozenset([
    "mål", "målet", "måla", "målene", "krav", "kravet", "krava", "kravene", "indikatoren", "resultatkravet",
    "måltallet", "måltalet", "målkravet", "styringskravet", "status", "alle", "samtlige", "samtlege",
    "begge", "er", "nådd", "nådde", "når", "oppnådd", "oppnådde", "oppnår", "innfridd", "innfridde",
    "innfrir", "oppfylt", "oppfylte", "oppfyller", "vurdert", "vurderes", "vurderast", "anses", "regnes",
    "at", "minst", "høyst", "høgst", "under", "over", "delvis", "heller", "måloppnåelse", "konklusjon",
    "vurdering", "ennå", "enno",
])  # fmt: skip
"""Besides, in a sentence that says that a target is met or not."""
_TOTAL = frozenset([
    "tertialet", "perioden", "krav", "kravene", "krava", "styringskrav", "oppdrag", "alle", "alt", "besvarte",
    "rapporterte", "vurderte", "svarer", "svarar", "status", "oppsummert", "fordelt", "fordeler", "fordeling",
    "seg", "slik", "og", "som", "vurdert", "vurderes", "vurderer", "står", "rapporten", "gir", "grønn", "grønt",
    "grønne", "grøn", "grøne", "gul", "gult", "gule", "rød", "rødt", "røde", "raud", "raudt", "raude", "én",
    "éin", "ett", "eitt", "to", "tre", "fire", "fem", "seks", "sju", "syv", "åtte", "ni", "ti", "elleve",
    "tolv", "ingen", "null", "de", "dei", "disse", "desse",
])  # fmt: skip
"""Besides, in a sentence that counts the colours of all requirements."""
_OF_THESE = frozenset(["disse", "desse"])
_PART = re.compile(
    r"\b(?:\w*klinikk(?:en)?|\w*avdeling(?:en|a)?|\w*seksjon(?:en)?|\w*tjenest[ea]n?|\w*tenest[ea]|"
    r"\w*enhet(?:en)?|\w*eining(?:a)?|\w*post(?:en)?|\w*senter(?:et)?|\w*mottak(?:et)?|regionen|landet|noreg|norge)\b"
)
"""Whom the sentences after it may be about."""
_GOAL = re.compile(r"\b(?:\w*mål\w*|\w*krav\w*|skal|skulle|må|frist\w*)\b")
_BLANK_LINE = re.compile(r"\n(?=\n)")
_LONGEST_HEADING = 1000
_SENTENCES = 5
"""How many sentences before one are read, beside the first of its paragraph."""
_OF_WHOM = frozenset(
    ["i", "ved", "på", "for", "hos", "blant", "innen", "innan", "innenfor", "innanfor"]
)


def is_plain(
    plan: Plan,
    told: Told,
    sentence: Span,
    at: Span,
    *,
    cards: Iterable[Card | None] = (),
    location: str | None = None,
    with_scopes: bool = False,
) -> bool:
    """Whether a sentence has only plain words up to the end of its part with `at`, and then adds to it.

    Args:
        at: What is said.
        cards: What it may be about; the words of their titles are plain here.
        location: The place that it may name.
        with_scopes: Whether a word that narrows a figure in a known way is plain too.
    """
    known = _plain_for(plan, location)
    forms = _forms(tuple(_titles(told, cards)))
    if any(_narrows(before, plan, location, known, forms) for before in _before(told, sentence)):
        return False

    def is_known(part: str) -> bool:
        return all(
            _is_known(word, known, forms)
            or (with_scopes and not _SERVICES.isdisjoint(scopes_in(word)))
            for word in _words(part)
        )

    return _says_only(told, sentence, at, is_known)


def is_plain_status(plan: Plan, told: Told, sentence: Span, at: Span) -> bool:
    """Whether a sentence only says, with `at`, that a target is met or not, and none was spoken of before."""
    known = _STATUS | _plain_for(plan, told.location)
    forms = _forms(tuple(_titles(told, ())))

    def is_known(part: str) -> bool:
        return all(_is_known(word, known, forms) for word in _words(part))

    for before in _before(told, sentence):
        if _narrows(before, plan, told.location, known, forms):
            return False
        if _GOAL.search(before.casefold()) and not is_known(before):
            return False
    return _says_only(told, sentence, at, is_known)


def _says_only(told: Told, sentence: Span, at: Span, is_known: Callable[[str], bool]) -> bool:
    """Whether all is known up to the end of the part with `at`, and later parts are, or only add to it."""
    written = told.passage.written[sentence.start : sentence.end]
    end = at.end - sentence.start
    first, *later = _parts_after(written, end)
    if not is_known(written[:end] + first):
        return False
    opening = _words(later[0])[:1] if later else []
    return (
        not opening
        or opening[0] in _OPENING
        or opening[0][0].isdigit()
        or all(is_known(part) for part in later)
    )


def is_plain_total(plan: Plan, told: Told, sentence: Span) -> bool:
    """Whether a sentence counts the colours of all that the report answers, and not of some or of others."""
    known = _TOTAL | _plain_for(plan, None)
    written = told.passage.written
    counted = [written[sentence.start : sentence.end]]
    if not _OF_THESE.isdisjoint(_words(counted[0])):
        counted += [
            written[one.start : one.end]
            for one in told.prose.sentences
            if one.end <= sentence.start
        ][-1:]
    return all(_is_known(word, known, ()) for part in counted for word in _words(part))


def _before(told: Told, sentence: Span) -> Iterator[str]:
    """Yield the heading above a paragraph, and its sentences before one: the first, and the last few."""
    written = told.passage.written
    paragraphs = _paragraphs(written)
    start = paragraphs[bisect_right(paragraphs, max(0, sentence.start - 1)) - 1]
    heading = written[max(0, start - _LONGEST_HEADING) : start].rstrip().rpartition("\n")[2]
    if heading and heading[-1] not in ".!?":
        yield heading
    all_of_them = told.prose.sentences
    first, own = bisect_left(all_of_them, Span(start, 0)), bisect_left(all_of_them, sentence)
    for one in (
        *all_of_them[first : min(first + 1, own)],
        *all_of_them[max(first + 1, own - _SENTENCES) : own],
    ):
        yield written[one.start : one.end]


@lru_cache(maxsize=8)
def _paragraphs(written: str) -> tuple[int, ...]:
    """Return where the paragraphs of a text begin, each with the line break before it."""
    return (0, *(blank.start() + 1 for blank in _BLANK_LINE.finditer(written)))


def _narrows(
    before: str,
    plan: Plan,
    location: str | None,
    known: frozenset[str],
    forms: tuple[str, ...],
) -> bool:
    """Whether a sentence is about somebody, so that those after it may be too."""
    words = _words(before)
    if _PART.search(before.casefold()) or names_others(plan, location, words):
        return True
    opens = bool(words) and words[0] in _OF_WHOM
    return opens and not all(_is_known(word, known, forms) for word in words[1:4])


def _plain_for(plan: Plan, location: str | None) -> frozenset[str]:
    """Return the plain words, with the names of the place that is meant, or else of the sender."""
    own = plan.organisation
    names = [own.id, own.name.nb, *own.also]
    for place in own.locations:
        if place.id == location:
            names = [place.id, *place.also]
    return _plain_with(tuple(names), of_place=location is not None)


@cache
def _plain_with(names: tuple[str, ...], *, of_place: bool) -> frozenset[str]:
    named = frozenset(word for name in names for word in _words(name))
    return named | (_PLAIN - _WHOLE if of_place else _PLAIN)


def _titles(told: Told, cards: Iterable[Card | None]) -> Iterator[str]:
    """Yield the Norwegian titles of what a text may be about."""
    named: list[Localised] = [card.title for card in (told.card, *cards) if card is not None]
    if told.requirement is not None:
        named.append(told.requirement.title)
    for title in named:
        yield title.nb
        if title.nn is not None:
            yield title.nn


def _parts_after(written: str, at: int) -> Iterator[str]:
    """Yield what follows up to the next separator, then the parts behind it."""
    start = at
    for separator in _SEPARATOR.finditer(written, at):
        yield written[start : separator.start()]
        start = separator.end()
    yield written[start:]


def _words(written: str) -> list[str]:
    return [in_bokmaal(word.casefold()) for word in _WORD.findall(written)]


@cache
def _forms(titles: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of titles, as they are and without their endings."""
    words = [word for title in titles for word in _words(title)]
    bare = [short for word in words if len(short := _ENDING.sub("", word)) >= _SHORTEST]
    return tuple(dict.fromkeys((*words, *bare)))


def _is_known(word: str, known: frozenset[str], forms: tuple[str, ...]) -> bool:
    if word in known or not any(letter.isalpha() for letter in word):
        return True
    if re.fullmatch(r"(?:19|20)\d\d-nivå(?:et)?|h[12]|[tq][1-4]", word):
        return True
    return any(
        word == form
        or (
            len(form) >= _SHORTEST and word.startswith(form) and len(word) - len(form) <= _INFLECTED
        )
        or _is_last_part(word, form)
        for form in forms
    )


def _is_last_part(word: str, form: str) -> bool:
    """Whether a word is the last part of another: "fraværet" of "sykefravær"."""
    bare = _ENDING.sub("", word)
    return len(bare) >= _SHORTEST and form.endswith(bare)
