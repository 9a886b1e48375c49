"""What a sentence is about: which card's indicator, of all of it or only a part, and of whom.

There is no language model here: closed word lists, and the words of a card's own title. Where they do not
settle it, nobody is said to be meant, and nothing is compared.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from compliance.facts.cases import Case, Plan
from compliance.observe.scope import SCOPES
from compliance.rulebook.model import Card, Location

_WORD = re.compile(r"[\wæøåÆØÅ]+(?:-[\wæøåÆØÅ]+)*")
_BESIDE = re.compile(r",| uten | utan ")
_SHORTEST = 5
"""Shorter words of a title do not tell what it is about."""
_STEM = 6
_GENERIC = frozenset([
    "andel", "andelen", "antall", "antal", "prosent", "innen", "mellom", "under", "minst", "høyst",
    "etter", "siden", "sidan", "siste", "dager", "dagar", "timer", "timar", "måneder", "månader",
    "pasienter", "pasientar", "gjennomsnitt", "gjennomsnittlig", "gjennomsnittleg", "endring",
    "oppgitt", "status", "vurdert", "behandlet", "brukt", "tiltak", "uten", "utan", "samme",
    "høyere", "lavere", "lågare", "færre", "flere", "fleire", "fra", "frå", "året", "åtte",
    "ordinær", "drift", "langsiktig", "innbyggere", "innbyggjarar",
])  # fmt: skip
_NYNORSK = (("sjuk", "syk"), ("fråvær", "fravær"), ("innleig", "innlei"))
_SCOPE_OF = {scope: re.compile(words) for scope, words in SCOPES.items()}
_OTHER_WORDS = frozenset([
    "klinikk", "klinikken", "klinikkene", "avdeling", "avdelinga", "avdelingen", "avdelingene",
    "seksjon", "seksjonen", "enhet", "enheten", "eining", "eininga", "post", "posten", "senter",
    "senteret", "foretaksgruppen", "føretaksgruppa", "regionen", "regionalt", "regional",
    "nasjonalt", "nasjonal", "landet", "landsgjennomsnitt", "landsgjennomsnittet", "norge",
    "noreg", "snitt", "gjennomsnitt", "herav", "hvorav", "derav", "øvrige", "andre", "kommunene",
    "kommunane", "foretakene", "føretaka", "mål", "målet", "måltall", "krav", "kravet", "grense",
    "grensen", "grensa", "budsjett", "budsjettet", "plan", "planen", "planlagt", "prognose",
    "prognosen", "forventet", "forventa", "estimat", "estimert", "kvartal", "uke", "veke",
    "vinter", "sommer", "sommar",
])  # fmt: skip
"""Words that tell of somebody else, or of a target."""
CHANGES = frozenset([
    "økning", "økningen", "auke", "auken", "nedgang", "nedgangen", "reduksjon", "endring", "vekst",
])  # fmt: skip
"""Words after which a number is the size of a change."""
_SAYING = frozenset([
    "andel", "andelen", "delen", "tallet", "talet", "antallet", "antalet", "verdien", "resultatet",
    "nivået", "er", "var", "ble", "blei", "vart", "lå", "låg", "ligger", "ligg", "hadde", "har", "utgjorde",
    "utgjør", "utgjer", "i", "på", "for", "vi", "det", "prosent", "pst", "samlet", "samla", "totalt", "den",
    "året", "hele", "heile", "første", "fyrste", "andre", "tredje", "tertial", "halvår", "halvåret", "januar",
    "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember", "dager", "dagar", "døgn", "timer", "timar", "månedsverk", "månadsverk", "kr", "mill", "kroner",
])  # fmt: skip
"""Words that name nothing: how a figure and its time are said."""


def words_of(written: str) -> list[str]:
    """Return the words of a text in small letters, as bokmål writes them."""
    return [in_bokmaal(word.casefold()) for word in _WORD.findall(written)]


@lru_cache(maxsize=4096)
def in_bokmaal(word: str) -> str:
    """Return a word in small letters as bokmål titles would write it, where nynorsk differs within the word."""
    for nynorsk, bokmaal in _NYNORSK:
        word = word.replace(nynorsk, bokmaal)
    return word


@cache
def _keywords(title: str) -> tuple[str, ...]:
    """Return the stems of a title's telling words, of what stands before its first comma or what it is without."""
    return _stems(_BESIDE.split(title, maxsplit=1)[0])


def _stems(written: str) -> tuple[str, ...]:
    words = words_of(written)
    telling = [w for w in words if len(w) >= _SHORTEST and w not in _GENERIC and not w.isdecimal()]
    return tuple(dict.fromkeys(word[: max(_STEM, len(word) - 3)] for word in telling))


def names(card: Card, words: Iterable[str]) -> bool:
    """Whether the words name what a card is about: all telling words of its title, in any form of theirs."""
    said = _said(tuple(words))
    titles = (card.title.nb, *(() if card.title.nn is None else (card.title.nn,)))
    return any(
        bool(stems) and all(f" {stem}" in said for stem in stems)
        for stems in map(_keywords, titles)
    )


@lru_cache(maxsize=64)
def _said(words: tuple[str, ...]) -> str:
    """Return words, as they are and as bokmål writes them, with a blank before each."""
    return "".join(f" {form}" for word in words for form in {word, in_bokmaal(word)})


def rest_of_title(card: Card) -> str:
    """Return what a title says after its first comma, which tells cards of one indicator apart; or nothing."""
    return card.title.nb.partition(",")[2].strip()


def tells_apart(card: Card, words: Iterable[str]) -> bool:
    """Whether the words name what a title says after its first comma."""
    stems, said = _stems(rest_of_title(card)), tuple(words)
    return bool(stems) and all(any(word.startswith(stem) for word in said) for stem in stems)


def scopes_in(*texts: str) -> frozenset[str]:
    """Return what narrows a figure, by the words beside it."""
    words = {word for written in texts for word in words_of(written)}
    return frozenset(
        scope for scope, shape in _SCOPE_OF.items() if any(shape.fullmatch(word) for word in words)
    )


def own_scopes(case: Case) -> frozenset[str]:
    """Return what a card's own title narrows."""
    return frozenset() if case.card is None else scopes_in(case.card.title.nb)


def location_in(plan: Plan, words: Iterable[str]) -> str | None:
    """Return the one location of the sender that a sentence names, or None."""
    said = set(words)
    named = [p.id for p in plan.organisation.locations if not said.isdisjoint(_called(p))]
    return named[0] if len(named) == 1 else None


def names_nothing(words: Iterable[str], location: str | None) -> bool:
    """Whether a sentence only says a figure and its time, with no name but that of its own place."""
    own = set() if location is None else {location.casefold()}
    return all(word in _SAYING or word in own or not word.isalpha() for word in words)


def speaks_of_others(plan: Plan, location: str | None, words: Iterable[str]) -> bool:
    """Whether a sentence speaks of somebody or something else: another place, or a target.

    Args:
        location: The place that it is about; None for the whole organisation.
    """
    said = list(words)
    return not _OTHER_WORDS.isdisjoint(said) or names_others(plan, location, said)


def names_others(plan: Plan, location: str | None, words: Iterable[str]) -> bool:
    """Whether words name another organisation, or another place than the one that is meant."""
    said = f" {' '.join(words)} "
    for organisation in plan.rule_book.organisations:
        is_other = organisation is not plan.organisation
        named = [organisation.id, organisation.name.nb, *organisation.also] if is_other else []
        for place in organisation.locations:
            if place.id != location:
                named += [place.id, *place.also]
        if any(f" {in_bokmaal(name.casefold())} " in said for name in named):
            return True
    return False


def _called(place: Location) -> frozenset[str]:
    """Return the names that are one word, in small letters."""
    return frozenset(in_bokmaal(n.casefold()) for n in (place.id, *place.also) if " " not in n)
