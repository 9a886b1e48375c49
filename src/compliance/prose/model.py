"""What was read in a text: claims, moves, figures, statuses and more, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from compliance.amount import Amount
from compliance.arithmetic import Direction, Relation
from compliance.colour import Colour
from compliance.period import Period

Status = Literal["met", "partly", "not met"]
ReferenceKind = Literal["attachment", "requirement", "table", "chapter"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a text, as offsets of characters; `end` is the first character after it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseClaim:
    """A statement with the figures it rests on.

    Attributes:
        says: What is claimed. A "nedgang på 19 %" is minus 19 % with `is_signed`; "endring på" is unsigned.
        of: Its figures: earlier, later; part, whole; or the parts of a sum.
        periods: The periods of earlier and later, when both were written; else nothing.
        loose: Whether a change in percent may also be meant in percentage points.
    """

    relation: Relation
    says: Amount | Direction
    of: tuple[Amount, ...]
    periods: tuple[Period, ...] = ()
    loose: bool = False
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A statement of direction that gives no figures.

    Attributes:
        since: The period it is compared with, when the sentence names it.
        until: The period it is about, when the sentence names it.
        subject_words: The sentence in small letters.
    """

    direction: Direction
    since: Period | None
    until: Period | None
    subject_words: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedFigure:
    """A number that the sentence ties to exactly one period; `subject_words` is the sentence in small letters."""

    amount: Amount
    period: Period
    subject_words: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusSaid:
    """That a requirement or a target is met, partly met or not met."""

    status: Status
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalSaid:
    """How many are said to have a colour, and of how many, when that is said too."""

    counts: Mapping[Colour, int]
    whole: int | None
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A mention of an attachment, a requirement, a table or a chapter, with its number as written."""

    kind: ReferenceKind
    number: str
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Something that is to be done; `due` is the last day that the words allow."""

    due: date
    span: Span
    sentence: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """Everything that was read in a text, each kind in order of position."""

    sentences: tuple[Span, ...] = ()
    claims: tuple[ProseClaim, ...] = ()
    moves: tuple[Move, ...] = ()
    figures: tuple[StatedFigure, ...] = ()
    statuses: tuple[StatusSaid, ...] = ()
    totals: tuple[TotalSaid, ...] = ()
    references: tuple[Reference, ...] = ()
    promises: tuple[Promise, ...] = ()
