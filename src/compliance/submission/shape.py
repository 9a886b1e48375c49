"""The shape of a submission file, as pydantic models; the JSON Schema is generated from them.

Every scalar is text here (JSON numbers as their digits). What the texts mean is read in
`compliance.submission.reader` and, once the card's unit is known, in `compliance.facts`.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator


class Shape(BaseModel):
    """A mapping of a submission: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def leave_out_what_is_not_filled_in(cls, given: object) -> object:
        """Take an empty `values:`, `by:` or answer for one that is not there, as in a half-filled form."""
        if isinstance(given, str) and not given.strip():
            return {}
        if not isinstance(given, dict):
            return given
        blank = {k for k, v in given.items() if k in cls.MAY_BE_BLANK and v == ""}
        return {k: v for k, v in given.items() if k not in blank}

    MAY_BE_BLANK: ClassVar[frozenset[str]] = frozenset(
        {
            *("values", "contents", "by", "beside", "changes", "declared_totals"),
            *("claims", "sums", "deviations", "attachments"),
        }
    )


class ValueShape(Shape):
    """A value in full: at least a value, or numerator and denominator."""

    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    cases: str | None = Field(None, description="How many cases the value rests on")
    coverage: str | None = Field(None, description="How many percent of the cases are registered")
    vintage: str | None = Field(None, description="final, preliminary or estimated")
    budget: str | None = Field(None, description="What was budgeted for the same period")
    probability: str | None = Field(None, description="Of a risk, in the words of its card")
    consequence: str | None = Field(None, description="Of a risk, in the words of its card")


def _value_kind(value: object) -> str:
    return "in full" if isinstance(value, dict | ValueShape) else "short"


AnyValue = Annotated[
    Annotated[str, Tag("short")] | Annotated[ValueShape, Tag("in full")],
    Discriminator(_value_kind),
]


class EntryShape(Shape):
    """What is said about one requirement or card, at one place."""

    declared: str | None = Field(None, description="green, yellow or red; or: not published")
    responsible: str | None = None
    values: dict[str, AnyValue] | None = Field(None, description="Period and value")
    status: str | None = Field(None, description="The written status, such as “innfridd”")
    delivered: str | None = Field(None, description="The day of delivery, or: no")
    contents: dict[str, str] | None = Field(
        None, description="Id and text of each required content"
    )
    text: str | None = None
    source: str | None = Field(None, description="Where the values come from")
    see: str | None = Field(None, description="Where else it is answered")
    changes: list[str] | None = Field(
        None, description="Stated changes between two periods: “-7 % since 2023”"
    )
    beside: dict[str, dict[str, AnyValue]] | None = Field(
        None, description="Figures of other indicators that the card needs: name, period, value"
    )


class ComponentEntryShape(EntryShape):
    """An entry of one component of a location; nothing nests deeper."""


class PlaceEntryShape(EntryShape):
    """An entry of one location or component."""

    by: dict[str, ComponentEntryShape] | None = None


class AnswerShape(EntryShape):
    """An answer; `by` holds its locations or components."""

    by: dict[str, PlaceEntryShape] | None = None


class TotalsShape(Shape):
    """How many requirements of each colour the report itself counts."""

    green: str | None = None
    yellow: str | None = None
    red: str | None = None


class ClaimShape(Shape):
    """A statement of the report that can be recomputed."""

    relation: Literal[
        "sum", "share", "difference", "percent-change", "rate", "complement", "count", "direction"
    ]
    says: str
    of: list[str] = Field(description="The figures it follows from: earlier, later; part, whole")
    per: str | None = Field(None, description="Of a rate: per how many, such as 100 000")
    direction: Literal["higher is better", "lower is better"] | None = Field(
        None, description="What “bedre” and “verre” mean, where the relation is direction"
    )
    requirement: str | None = Field(None, description="The requirement it belongs to")
    place: str | None = Field(None, description="Where it stands in the paper")


class SumShape(Shape):
    """A table or list of the report whose total can be added up."""

    total: str
    rows: dict[str, str] = Field(description="Name of each row and its figure")
    requirement: str | None = Field(None, description="The requirement it belongs to")
    place: str | None = Field(None, description="Where it stands in the paper")


class DeviationShape(Shape):
    """A finding that the organisation accepts, with its reason and until when."""

    code: str
    requirement: str | None = Field(None, description="All requirements where it is left out")
    card: str | None = None
    location: str | None = None
    component: str | None = None
    reason: str
    until: str = Field(description="The last day on which it holds")


class SubmissionFile(Shape):
    """What an organisation sends."""

    schema_: Literal["compliance/submission@1"] = Field(alias="schema")
    organisation: str
    report: str
    period: str
    date: str | None = None
    rule_book: str
    summary: str | None = None
    declared_totals: TotalsShape | None = None
    answers: dict[str, AnswerShape]
    claims: list[ClaimShape] | None = None
    sums: list[SumShape] | None = None
    deviations: list[DeviationShape] | None = None
    attachments: dict[str, str] | None = Field(
        None, description="Name or number of each attachment, and its file or what it is"
    )
