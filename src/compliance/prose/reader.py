"""Reads a text: one pass for its words, then the patterns only on sentences where they can apply."""

import re
from collections.abc import Iterator

from compliance.period import Period
from compliance.prose.across import changes_across, may_point_back
from compliance.prose.claims import claims_in
from compliance.prose.figures import figures_in
from compliance.prose.mentions import promises_in, references_in
from compliance.prose.model import (
    Move,
    Promise,
    Prose,
    ProseClaim,
    Reference,
    Span,
    StatedFigure,
    StatusSaid,
    TotalSaid,
)
from compliance.prose.moves import moves_in
from compliance.prose.numbers import SPELLED
from compliance.prose.sentences import plain_text, split_sentences
from compliance.prose.skeleton import Skeleton, skeleton
from compliance.prose.statuses import statuses_in, totals_in
from compliance.prose.words import (
    COLOUR_WORDS,
    MOVE_WORDS,
    PROMISE_WORDS,
    REFERENCE_WORDS,
    STATUS_WORDS,
)

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d", re.ASCII)
_LONGEST = 3000
"""A longer sentence is no prose: a table or a list without stops."""


def read_prose(written: str, report: Period) -> Prose:
    """Return what a Norwegian text states that can be recomputed or compared.

    What is worded in an unknown way yields nothing.

    >>> text = "Overtiden økte fra 129 172 til 131 772 timer, en økning på 2 600 timer."
    >>> [claim.relation.value for claim in read_prose(text, Period.parse("2024")).claims]
    ['direction', 'difference']

    Args:
        written: The text, bokmål or nynorsk.
        report: The period of the report it stands in, for "i år", "i fjor" and "hittil i år".
    """
    sentences = split_sentences(written)
    read = _Read(plain_text(written), report)
    for sentence in sentences:
        read.before = read.before[-2:] if read.is_right_before(written, sentence) else []
        if sentence.end - sentence.start <= _LONGEST:
            read.sentence(sentence)
    return Prose(
        sentences=sentences,
        claims=tuple(read.claims),
        moves=tuple(read.moves),
        figures=tuple(read.figures),
        statuses=tuple(read.statuses),
        totals=tuple(read.totals),
        references=tuple(read.references),
        promises=tuple(read.promises),
    )


class _Read:
    """What is read so far."""

    def __init__(self, plain: str, report: Period) -> None:
        self.plain = plain
        self.report = report
        self.claims: list[ProseClaim] = []
        self.moves: list[Move] = []
        self.figures: list[StatedFigure] = []
        self.statuses: list[StatusSaid] = []
        self.totals: list[TotalSaid] = []
        self.references: list[Reference] = []
        self.promises: list[Promise] = []
        self.before: list[Skeleton] = []

    def is_right_before(self, written: str, sentence: Span) -> bool:
        """Whether nothing but a blank or one line break is between the last sentence read and another."""
        if not self.before:
            return False
        gap = written[self.before[-1].sentence.end : sentence.start]
        return not gap.strip() and gap.count("\n") < 2

    def sentence(self, sentence: Span) -> None:
        """Read a sentence."""
        piece = self.plain[sentence.start : sentence.end]
        words = frozenset(_WORD.findall(piece))
        digits = _DIGIT.search(piece) is not None or not words.isdisjoint(SPELLED)
        if digits and not words.isdisjoint(REFERENCE_WORDS):
            self.references += references_in(self.plain, sentence)
        moving = not words.isdisjoint(MOVE_WORDS)
        status = not words.isdisjoint(STATUS_WORDS)
        coloured = not words.isdisjoint(COLOUR_WORDS)
        if not (digits or moving or status or coloured):
            return
        read = skeleton(self.plain, sentence, words, self.report)
        if digits:
            self.claims += sorted(self._claims(read), key=lambda claim: claim.span)
            self.figures += figures_in(read, self.report)
            if not words.isdisjoint(PROMISE_WORDS):
                self.promises += sorted(promises_in(read, self.report), key=lambda p: p.span)
        if moving:
            self.moves += sorted(
                (move for move in moves_in(read) if not self._is_claimed(move)),
                key=lambda move: move.span,
            )
        if status:
            self.statuses += statuses_in(read, self.report)
        if digits:
            self.before.append(read)
        if coloured:
            self.totals += totals_in(read, self.report)

    def _claims(self, read: Skeleton) -> Iterator[ProseClaim]:
        yield from claims_in(read)
        if self.before and may_point_back(read):
            yield from changes_across(read, self.before)

    def _is_claimed(self, move: Move) -> bool:
        """Whether the same words were read with their figures."""
        return any(
            claim.span.start < move.span.end and move.span.start < claim.span.end
            for claim in self.claims
            if claim.sentence == move.sentence
        )


def quote(written: str, span: Span, most: int = 120) -> str:
    """Return a place of a text for a message: blanks tidied, and shortened in the middle with "…".

    >>> quote("en   lang historie", Span(0, 18))
    'en lang historie'
    """
    tidy = " ".join(written[span.start : span.end].split())
    if len(tidy) <= most:
        return tidy
    room = max(most - 3, 2)
    head = tidy[: room - room // 3].rsplit(" ", 1)[0].rstrip(" ,;:")
    rest = tidy[-(room // 3) - 1 :]
    tail = (rest.split(" ", 1)[1] if " " in rest else rest[1:]).lstrip(" ,;:")
    return f"{head} … {tail}"
