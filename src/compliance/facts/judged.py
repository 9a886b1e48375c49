"""What is known about one case before anything is concluded: value, target, baseline, and the question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from compliance.colour import Basis, Reason
from compliance.errors import Place
from compliance.facts.changes import Change
from compliance.facts.earlier import EarlierFigures
from compliance.facts.values import Measured, Reading
from compliance.language import Localised, Text, text
from compliance.period import Period
from compliance.quantity import Quantity
from compliance.rulebook.model import Target
from compliance.submission.model import Trouble, WrittenValue
from compliance.thresholds import Band, NumberQuestion, Question


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all cases of one submission: whose, of which time, seen from which day.

    Attributes:
        kinds: The kinds of the organisation.
        earlier: What earlier submissions give, for baselines alone.
    """

    organisation: str
    period: Period
    as_of: date
    kinds: tuple[str, ...] = ()
    earlier: EarlierFigures = field(default=EarlierFigures())

    def whom(self, location: str | None) -> tuple[str, ...]:
        """Return the names by which targets may speak of somebody, the narrowest first."""
        return (*(() if location is None else (location,)), self.organisation, *self.kinds)


Surroundings = Mapping[str, Sequence[WrittenValue]]
"""The figures beside an entry, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The value a target counts from.

    Attributes:
        place: Where it stands: in the submission, in an earlier one or in a rule file.
        change: The stated change that it was worked out from, if it is not given itself.
        other: The submission's value, when the rule file's is used and both exist.
        report: The period of the earlier submission that gives it; None when none does.
        measured: All that the earlier submission says of it.
    """

    period: Period
    value: Quantity
    place: Place
    change: Change | None = None
    other: Quantity | None = None
    other_place: Place | None = None
    report: Period | None = None
    measured: Measured | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """The other figure that a comparison is with."""

    name: Localised | Text
    value: Quantity
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How a value stands to an earlier one: what a trend is concluded from.

    Attributes:
        value, earlier: Numbers, or the words of levels.
        change: Relative, in percent; None for levels, and from 0.
        question: Green stands for better, yellow for stable, red for worse.
    """

    period: Period
    before: Period
    value: Quantity | str
    earlier: Quantity | str
    change: Quantity | None
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """All that is known about one case before anything is concluded.

    Attributes:
        kind: Of the target in force; None when there is none.
        period: Of the judged value, else the report's.
        measured: The judged value, if there is one.
        value: The quantity compared, exact or as reported; of a change, in percent.
        change: The stated change that is judged in place of a value.
        compared: The other figure that the target compares with.
        readings: Every value of the entry as read.
        asides: What the explanation must mention beside the steps.
        troubles: What could not be read apart from values.
        status: The written status, or the stated level or combination of a risk.
    """

    kind: str | None
    basis: Basis | None
    period: Period
    question: Question
    target: Target | None = None
    measured: Measured | None = None
    value: Quantity | None = None
    change: Change | None = None
    place: Place | None = None
    baseline: Baseline | None = None
    compared: Compared | None = None
    bands: tuple[Band, ...] = ()
    readings: tuple[Reading, ...] = ()
    asides: tuple[Text, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    status: str | None = None
    delivered: date | bool | None = None
    course: Course | None = None

    @property
    def is_number(self) -> bool:
        """Whether one exact number was held against bands."""
        question = self.question
        return isinstance(question, NumberQuestion) and question.low == question.high


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reading that is judged, or why there is none, and what to say beside it.

    Attributes:
        older: The period of the latest value, where it is too old.
    """

    reading: Reading | None
    reason: Reason | None
    asides: tuple[Text, ...] = field(default=())
    older: Period | None = None


def from_earlier(baseline: Baseline, report: Period) -> Text:
    """Return what is said of a baseline that stands in an earlier submission, for that report's period."""
    return text("The figure of {period} it counts from is not given here; it is from the report for {report}.",
                period=baseline.period, report=report)  # fmt: skip


def after_the_report(period: Period) -> Text:
    """Return what is said of a value that is never judged, for it ends later than the report."""
    return text("The value of {period} ends after the report's period and is not judged.",
                period=period)  # fmt: skip


def too_old(period: Period, report: Period) -> Text:
    """Return what is said where the latest value ends before the report begins."""
    return text("The latest value is of {period}, which is too old for {report}.",
                period=period, report=report)  # fmt: skip
