"""Rates and what is left: "30 senger, 6,1 per 100 000 (491 000 innbyggere)", "84 % ble holdt og 16 % ikke"."""

import re
from collections.abc import Iterator

from compliance.amount import Amount
from compliance.arithmetic import Relation
from compliance.prose.model import ProseClaim
from compliance.prose.skeleton import Skeleton, pattern
from compliance.prose.words import NOT, words_of

_PEOPLE = (
    r"(?:innbyggere|innbyggarar|innbyggjarar|personer|personar|pasienter|pasientar|fødsler|fødslar|"
    r"opphold|opphald|liggedøgn|døgn|henvisninger|tilvisingar)"
)
_RATE = pattern(
    r"(?P<part><A>)(?P<words><W2>)(?:,| \(| –|:)? ?(?:(?:som gir|som gjev|noe som gir|tilsvarende|tilsvarande|"
    r"dvs\.|eller|som er|som utgjør) )?(?P<says><A>)(?P<words2><W3>)(?:,|;| –)? ?\(?"
    rf"(?:med |av |i alt |totalt ){{0,2}}(?P<whole><A>) {_PEOPLE}\b"
)
_WHOLE_FIRST = pattern(
    r"(?P<part><A>)(?P<words><W2>) (?:på|for|til|blant) (?P<whole><A>) "
    rf"{_PEOPLE}\b(?P<words2>),? \(?(?:som gir |noe som gir |dvs\. |tilsvarende |tilsvarande |eller )?"
    r"(?P<says><A>)"
)
_RESTING = pattern(
    r"(?P<part><P>)[^.;]{1,90}\b(?:de|dei|den)? ?(?:resterende|resterande|gjenstående|attståande|øvrige) "
    r"(?P<says><P>)"
)
_REST = pattern(
    r"(?P<part><P>)[^.;]{1,90}\bresten(?:,| \(| på| utgjør| utgjer| utgjorde| er| var)? ?"
    r"(?P<says><P>)(?=[),.;]| (?:er|ble|blei|vart|har|ikke|ikkje|venter|ventar)\b|$)"
)
_THE_OTHERS_NOT = pattern(
    r"(?P<part><P>)(?P<words><W6>)(?:,| og|, og|, mens| mens|, medan| medan) (?P<says><P>) "
    rf"(?:(?:er|ble|blei|vart|var) |(?P<verb>[^\W\d_]+) )?{NOT}(?: (?P<same>[^\W\d_]+))?(?=[.;,]|$)"
)
_NEITHER = words_of(
    "vet veit kanskje delvis mål målet krav kravet minst svarte svara ønsker hverken verken"
)


def rates_in(skeleton: Skeleton) -> Iterator[ProseClaim]:
    """Return the rates of a sentence that gives the cases and what they are counted in too."""
    if " per " not in skeleton.subject_words and " pr" not in skeleton.subject_words:
        return
    for shape_of in (_RATE, _WHOLE_FIRST):
        shape = shape_of.search(skeleton.text)
        if shape is None or len(skeleton.numbers) != 3:
            continue
        part, says, whole = (skeleton.amount(shape.start(n)) for n in ("part", "says", "whole"))
        if says.per is None or _is_no_count(part) or _is_no_count(whole) or whole.low <= part.low:
            continue
        yield _claim(skeleton, shape, Relation.RATE, says, (part, whole))
        return


def _is_no_count(amount: Amount) -> bool:
    return (
        amount.per is not None or amount.is_interval or amount.is_signed or amount.unit is not None
    )


def complements_in(skeleton: Skeleton) -> Iterator[ProseClaim]:
    """Return the percentage that is said to be left of a hundred; no third part can stand beside the two."""
    if len(skeleton.numbers) != 2:
        return
    for shape_of in (_RESTING, _REST, _THE_OTHERS_NOT):
        shape = shape_of.search(skeleton.text)
        if shape is None:
            continue
        part, says = (skeleton.amount(shape.start(name)) for name in ("part", "says"))
        if shape_of is not _THE_OTHERS_NOT or _are_all(shape, part, says):
            yield _claim(skeleton, shape, Relation.COMPLEMENT, says, (part,))
        return


def _are_all(shape: re.Match[str], part: Amount, says: Amount) -> bool:
    """Whether "17 % ikke" denies what is said of the first, and no third answer is possible."""
    words = shape["words"].split()
    if not _NEITHER.isdisjoint(words) or part.high + says.high < 100:
        return False
    return all(word is None or word in words for word in (shape["same"], shape["verb"]))


def _claim(
    skeleton: Skeleton,
    shape: re.Match[str],
    relation: Relation,
    says: Amount,
    of: tuple[Amount, ...],
) -> ProseClaim:
    return ProseClaim(
        relation=relation,
        says=says,
        of=of,
        span=skeleton.span(*shape.span()),
        sentence=skeleton.sentence,
    )
