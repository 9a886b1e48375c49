"""A submission as it was written: every part with its place, values still as text.

What a value means needs the card's unit, so values are read in `compliance.facts`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from compliance.colour import Colour
from compliance.document import Scalar
from compliance.errors import Place, Unreadable
from compliance.period import Period
from compliance.quantity import is_dash

NOT_PUBLISHED = "not published"


@dataclass(frozen=True, slots=True)
class WrittenValue:
    """One entry under `values`: the period and what is said of it, as written.

    Attributes:
        fields: The keys of a value in full, as far as given; `value` alone for a short one.
    """

    period: str
    fields: Mapping[str, Scalar]
    place: Place

    @property
    def is_empty(self) -> bool:
        """Whether it only says that there is no value."""
        return all(is_dash(scalar.text) for scalar in self.fields.values())


@dataclass(frozen=True, slots=True)
class Trouble:
    """A field of an entry that could not be read: what stood there, and why not."""

    field: str
    found: str
    error: Unreadable
    place: Place


@dataclass(frozen=True, slots=True)
class Passage:
    """A running text of the submission.

    Attributes:
        name: "summary", "text", or the id of a content.
        written: As it stands, line ends included.
        is_literal: Whether its lines are lines of the file, the first one below `place`.
    """

    name: str
    written: str
    place: Place
    is_literal: bool = False

    def at(self, offset: int) -> Place:
        """Return the place of a character."""
        if not self.is_literal:
            return self.place
        line = self.place.line + 1 + self.written.count("\n", 0, offset)
        return replace(self.place, line=line)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is said at one place of an answer.

    Attributes:
        path: Names under `by`, outermost first; empty for the answer itself.
        declared: A colour, "not published", or None.
        delivered: The day; False when the entry says "no"; None when it says nothing.
        changes: Stated changes, as written.
        beside: Figures of other indicators, by their names as written.
        contents: Text of each content that is not empty.
        passages: The text and the contents, each with its place.
        is_container: Whether it has a `by` of its own.
    """

    path: tuple[str, ...]
    place: Place
    declared: Colour | str | None
    declared_place: Place
    status: Scalar | None
    delivered: date | bool | None
    delivered_place: Place
    values: tuple[WrittenValue, ...]
    changes: tuple[Scalar, ...]
    beside: Mapping[str, tuple[WrittenValue, ...]]
    contents: Mapping[str, str]
    text: str
    passages: tuple[Passage, ...]
    source: str
    see: str
    responsible: str
    is_container: bool
    troubles: tuple[Trouble, ...]

    @property
    def is_judged(self) -> bool:
        """Whether it says anything that could be judged at this place itself."""
        return self.says_something or not self.is_container

    @property
    def says_something(self) -> bool:
        """Whether it holds anything that a card may judge."""
        return bool(
            self.values or self.changes or self.beside or self.status or self.delivered is not None
        )

    @property
    def says_something_itself(self) -> bool:
        """Whether it holds more than figures beside, which may be there for its components alone."""
        return bool(self.values or self.changes or self.status or self.delivered is not None)


@dataclass(frozen=True, slots=True)
class Answer:
    """One key under `answers`, with its entries: its own first, then those under `by`."""

    key: str
    place: Place
    entries: tuple[Entry, ...]

    @property
    def own(self) -> Entry:
        """What is said without naming a location or component."""
        return self.entries[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedClaim:
    """A statement of the report that can be recomputed, as written.

    Attributes:
        per: Of a rate; None where it is not given.
        direction: "higher is better" or "lower is better", where it is given.
        where: Where it stands in the paper; "" when not said.
    """

    relation: str
    says: Scalar
    of: tuple[Scalar, ...]
    per: Scalar | None
    direction: str | None
    requirement: str | None
    where: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedSum:
    """A table of the report with its total, as written."""

    total: Scalar
    rows: Mapping[str, Scalar]
    requirement: str | None
    where: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Findings that the organisation accepts.

    Attributes:
        requirement, card, location, component: Which findings of the code; None for all.
        until: The last day on which it holds.
    """

    code: str
    requirement: str | None
    card: str | None
    location: str | None
    component: str | None
    reason: str
    until: date
    place: Place


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with the report.

    Attributes:
        file: Its name, or what it is in words.
        is_there: Whether the file lies beside the submission; None when `file` names no file.
    """

    name: str
    file: str
    place: Place
    is_there: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What an organisation sends.

    Attributes:
        file: Base name of the file.
        digest: SHA-256 of the file's bytes.
        organisation, report, rule_book: As written; `compliance.facts` finds what they mean.
        declared_totals: Colours that the report itself counts, as far as given.
        preface: The summary with its place; None when there is none.
        identity_numbers: Where a person's identity number stood; the number itself was taken out.
    """

    file: str
    digest: str
    organisation: str
    organisation_place: Place
    report: str
    report_place: Place
    period: Period
    period_place: Place
    date: date | None
    date_place: Place
    rule_book: str
    rule_book_place: Place
    summary: str
    preface: Passage | None
    declared_totals: Mapping[Colour, int]
    totals_place: Place
    answers: tuple[Answer, ...]
    answers_place: Place
    claims: tuple[StatedClaim, ...] = ()
    sums: tuple[StatedSum, ...] = ()
    deviations: tuple[Deviation, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    identity_numbers: tuple[Place, ...] = ()
