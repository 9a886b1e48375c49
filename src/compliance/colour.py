"""The closed words of a conclusion: colours, reasons for having none, severities, bases."""

from enum import StrEnum


class Colour(StrEnum):
    """The traffic light. Brighter is better: green, then yellow, then red."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def darkness(self) -> int:
        """0 for green, 1 for yellow, 2 for red; the distance of two colours is the difference."""
        return _DARKNESS[self]


_DARKNESS = {Colour.GREEN: 0, Colour.YELLOW: 1, Colour.RED: 2}


class Reason(StrEnum):
    """Why something is not assessed. The list is closed (`docs/glossary.md`)."""

    NO_VALUE = "no-value"
    VALUE_UNREADABLE = "value-unreadable"
    NOT_APPLICABLE = "not-applicable"
    VALUE_IMPRECISE = "value-imprecise"
    VALUE_TOO_OLD = "value-too-old"
    TOO_FEW_CASES = "too-few-cases"
    LOW_COVERAGE = "low-coverage"
    NO_BASELINE = "no-baseline"
    BASELINE_ZERO = "baseline-zero"
    COMPONENT_MISSING = "component-missing"
    NO_TARGET_IN_FORCE = "no-target-in-force"
    TARGET_NOT_SET = "target-not-set"
    NOT_DUE = "not-due"
    TARGET_NOT_MEASURABLE = "target-not-measurable"


Outcome = Colour | Reason


class Trend(StrEnum):
    """Where a figure is heading: a result of its own, which never changes a colour."""

    BETTER = "better"
    STABLE = "stable"
    WORSE = "worse"


class Severity(StrEnum):
    """How much a finding weighs: an error makes the submission not ready to send."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def weight(self) -> int:
        """2 for an error, 1 for a warning, 0 for a note."""
        return (Severity.NOTE, Severity.WARNING, Severity.ERROR).index(self)


class Applicability(StrEnum):
    """How sure a remedy is: a mistake to be corrected, something to look at, or a reason to be written."""

    DO_IT = "do it"
    MAYBE = "maybe"
    WRITE_A_REASON = "write a reason"


class Basis(StrEnum):
    """What a conclusion rests on: figures, a date, or the organisation's own word."""

    FIGURES = "figures"
    DATE = "date"
    STATED = "stated"
