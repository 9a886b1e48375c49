"""Statements of direction without figures: "sykefraværet er redusert", "har gått ned siden 2019"."""

import re
from collections.abc import Iterator

from compliance.arithmetic import Direction
from compliance.period import Period
from compliance.prose.model import Move
from compliance.prose.move_forms import FORMS
from compliance.prose.numbers import SPELLED
from compliance.prose.skeleton import Skeleton, pattern
from compliance.prose.words import NOT, NOT_PLAIN_TELLING

_UNIT = re.compile(r"[;:]|,? men (?!at\b|ikke\b|ikkje\b)| – ")
_CLAUSE = re.compile(r"[,()]")
_AMOUNT = pattern(rf"<S>|(?:fra|frå|til|med|på) (?:<X>|(?:{'|'.join(SPELLED)})\b)")
_NOT = re.compile(rf"\b{NOT}\b")
_SUBORDINATE = re.compile(r"\b(?:om(?! lag| natt)|å|at det skal|slik at|for at|så)\b(?! langt)")
_SINCE = pattern(
    r"(?:siden|sidan|fra|frå|enn|enn i|sammenlignet med|samanlikna med|mot|i forhold til|som|som "
    r"i|siden i) (?P<at><T>)"
)
_UNTIL = pattern(r"(?:(?<!enn )(?<!som )(?<!siden )i|til|for) (?P<at><T>)")

_WORD = re.compile(r"[^\W\d_]+")


def moves_in(skeleton: Skeleton) -> Iterator[Move]:
    """Return the plain statements of direction; nothing that is wanted, planned, feared or conditional."""
    if skeleton.is_question:
        return
    for start, end in _units(skeleton.text):
        words = frozenset(_WORD.findall(skeleton.text[start:end]))
        if not words.isdisjoint(NOT_PLAIN_TELLING):
            continue
        found = _forms(skeleton.text, start, end, words)
        if len(found) == 1:
            move = _move(skeleton, start, end, *found[0])
            if move is not None:
                yield move


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Return the parts of a sentence that say something of their own."""
    start = 0
    for found in _UNIT.finditer(text):
        yield start, found.start()
        start = found.end()
        if found[0] == ":":
            start += text[start : start + 1] == " "
    yield start, len(text)


def _forms(
    text: str, start: int, end: int, words: frozenset[str]
) -> list[tuple[int, int, Direction]]:
    """Return the forms found, the longest at each place."""
    piece = text[start:end]
    found = [
        (shape.start(), shape.end(), form.direction)
        for form in FORMS
        if not words.isdisjoint(form.needs)
        for shape in form.shape.finditer(piece)
    ]
    found.sort(key=lambda f: (f[0], -f[1]))
    kept: list[tuple[int, int, Direction]] = []
    for shape in found:
        if kept and shape[0] < kept[-1][1]:
            continue
        kept.append(shape)
    return [(start + first, start + last, direction) for first, last, direction in kept]


def _move(
    skeleton: Skeleton, start: int, end: int, first: int, last: int, direction: Direction
) -> Move | None:
    text = skeleton.text
    clause_start, clause_end = _clause(text, start, end, first, last)
    clause = text[clause_start:clause_end]
    if _AMOUNT.search(clause) or _SUBORDINATE.search(text, start, first):
        return None
    if any(
        clause_start <= at < clause_end and time.period is None
        for at, time in skeleton.times.items()
    ):
        return None
    negated = _NOT.search(text[start:end]) is not None
    if negated and direction not in {Direction.NOT_UP, Direction.NOT_DOWN}:
        return None
    starts = _periods(skeleton, _SINCE, clause_start, clause_end)
    ends = _periods(skeleton, _UNTIL, start, clause_end)
    if len(starts) > 1 or len(ends) > 1:
        return None
    since, until = (next(iter(periods), None) for periods in (starts, ends))
    if since is not None and until is not None and until.last <= since.last:
        return None
    return Move(
        direction=direction,
        since=since,
        until=until,
        subject_words=skeleton.subject_words,
        span=skeleton.span(first, last),
        sentence=skeleton.sentence,
    )


def _clause(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    begins = [found.end() for found in _CLAUSE.finditer(text, start, first)]
    ends = _CLAUSE.search(text, last, end)
    return (begins[-1] if begins else start), (ends.start() if ends else end)


def _periods(skeleton: Skeleton, shape_of: re.Pattern[str], start: int, end: int) -> list[Period]:
    """Return the different periods named so."""
    found = (
        skeleton.period(shape.start("at")) for shape in shape_of.finditer(skeleton.text, start, end)
    )
    return list({period.name: period for period in found if period is not None}.values())
