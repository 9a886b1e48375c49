"""Finds where running text tells a number that is not to be shown: in digits, in words, or as a share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

_WORDS = {
    "en": 1, "én": 1, "ei": 1, "éi": 1, "ein": 1, "éin": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3,
    "fire": 4, "fem": 5, "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11,
    "tolv": 12,
}  # fmt: skip
_PEOPLE = (
    r"(?:pasient(?:en|er|ene|ar|ane)?|tilfell(?:e|er|et|a|ene)|person(?:en|er|ene|ar|ane)?|"
    r"bruk[ea]r(?:en|e|ne|ar|ane)?|dødsfall(?:et|ene|a)?|barn(?:et|a)?|kvinn(?:e|a|en|er|ene)|"
    r"mann(?:en)?|menn(?:ene)?|selvmord(?:et|ene)?|sjølvmord(?:et|a)?|fødsl(?:er|ar|ene|ane)|fødsel(?:en)?|"
    r"innleggels(?:e|en|er|ene)|innlegging(?:a|ar|ane)?|ansatt(?:e)?|tilsett(?:e)?)"
)
_NOT_PEOPLE = (
    r"(?:%|(?:prosent(?:poeng)?|pst|timer|timar|time|dager|dagar|dag|døgn|uker|uke|veker|veke|måneder|"
    r"månader|måned|månad|mnd|år|minutter|minutt|kroner|kr|mill|mrd|millioner|millionar|milliarder|"
    r"milliardar|månedsverk|månadsverk|årsverk|poeng|ganger|gonger|tertial|kvartal|halvår|januar|februar|"
    r"mars|april|mai|juni|juli|august|september|oktober|november|desember|percent|percentage|hours?|"
    r"days?|months?|person-months?|points?|nok|ddd|per\s+\d+|pr\.?\s+\d+)\b)"
)
_REFERENCE = re.compile(
    r"\b(?:punkt|pkt|nr|nummer|kap|kapittel|tabell|figur|vedlegg|side|uke|veke|kl|klokka|klokken|"
    r"trinn|fase|steg|nivå|grad|type|kategori|mål|hovedmål|hovudmål|delmål|krav|tertial|kvartal|"
    r"versjon|sak|linje|line)\.?[ \u00a0]?$|§[ \u00a0]?$|\.\w+:$",
    re.IGNORECASE,
)
"""Before a number that names something and counts nothing."""
_DIGITS = r"[1-9]\d{0,2}(?:[ \u00a0]\d{3})+|[1-9]\d*"
_NUMBER = re.compile(
    # not a decimal, a date, a range, an ordinal or a part of a longer number
    rf"(?<![\w.,/–\u2212-])(?:{_DIGITS})(?!\w|[.,]\d|[–/-] ?\d|-\w|[ \u00a0]\d{{3}}(?!\d)|\.\s*[a-zæøå])"
    rf"(?!\s*(?i:{_NOT_PEOPLE}))"
)
_LISTED = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_NAMES = "|".join(sorted(_WORDS, key=len, reverse=True))
_IN_WORDS = re.compile(rf"\b(?P<word>{_NAMES})(?:\s+\w+)?\s+{_PEOPLE}\b", re.IGNORECASE)
_OF = re.compile(
    rf"(?<![\w.,])(?P<part>{_NAMES}|{_DIGITS})(?:\s+(?:av|of)(?:\s+[^\W\d]+){{0,2}}\s+|\s?/\s?)"
    rf"(?P<whole>{_NAMES}|{_DIGITS})(?!\w|[.,]\d)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?<![\w.,–\u2212-])(?P<whole>\d{1,3}(?:[ \u00a0]\d{3})+|\d+)(?:[.,](?P<part>\d+))?\s?"
    r"(?:%|prosent\b|pst\b)",
    re.IGNORECASE,
)
_BACK = 16
"""As far before a number as a word that makes it a reference may begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """What no text may tell.

    Attributes:
        counts: Small counts.
        pairs: Parts and wholes that tell one: 36 of 40 tells that 4 are left.
        shares: In percent.
    """

    counts: frozenset[int]
    pairs: frozenset[tuple[int, int]]
    shares: frozenset[Fraction]


def told_at(written: str, hidden: Hidden, *, bare: bool = True) -> int | None:
    """Return where a text first tells what is hidden, counted in characters; None when it does not.

    Args:
        bare: Whether a number that stands by itself is enough; else it must stand with people or its whole.
    """
    places = [
        *(at for at, number in bare_numbers(written) if bare and number in hidden.counts),
        *_among_people(written, hidden),
        *_of_a_whole(written, hidden),
        *_shares(written, hidden),
    ]
    return min(places, default=None)


def bare_numbers(written: str) -> Iterator[tuple[int, int]]:
    """Yield the place and size of each whole number in digits that may count people or cases.

    >>> list(bare_numbers("3 av 40 falt ut i uke 4, det er 7,5 %."))
    [(0, 3), (5, 40)]
    """
    listed = {found.end() for found in _LISTED.finditer(written)}
    for found in _NUMBER.finditer(written):
        before = written[max(0, found.start() - _BACK) : found.start()]
        if found.end() + 2 in listed or _REFERENCE.search(before):
            continue
        yield found.start(), _size(found[0])


def _size(written: str) -> int:
    word = _WORDS.get(written.casefold())
    return int("".join(written.split())) if word is None else word


def _among_people(written: str, hidden: Hidden) -> Iterator[int]:
    """Yield where a number in words stands beside people or cases."""
    for found in _IN_WORDS.finditer(written):
        if _size(found["word"]) in hidden.counts:
            yield found.start()


def _of_a_whole(written: str, hidden: Hidden) -> Iterator[int]:
    """Yield where a part is told with its whole."""
    for found in _OF.finditer(written):
        if (_size(found["part"]), _size(found["whole"])) in hidden.pairs:
            yield found.start()


def _shares(written: str, hidden: Hidden) -> Iterator[int]:
    """Yield where a share is told, however it is rounded; 0 % and 100 % tell nothing."""
    for found in _SHARE.finditer(written):
        part = found["part"] or ""
        share = Fraction(int("".join(found["whole"].split()) + part), 10 ** len(part))
        half = Fraction(1, 2 * 10 ** len(part))
        if 0 < share < 100 and any(abs(share - exact) <= half for exact in hidden.shares):
            yield found.start()
