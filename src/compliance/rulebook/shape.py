"""The shape of rule files: which keys there are, as pydantic models. Every scalar is text here.

The JSON Schemas in `schemas/` are generated from these models. What the texts mean is read in
`compliance.rulebook.loader`, into the types of `compliance.rulebook.model`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Shape(BaseModel):
    """A mapping of a rule file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


Words = Annotated[str, Field(min_length=1)]


class Texts(Shape):
    """One text in several languages."""

    nb: Words = Field(description="Bokmål")
    en: Words = Field(description="English")
    nn: Words | None = Field(None, description="Nynorsk; falls back to bokmål")


class SourceShape(Shape):
    """Where a target or rule book is written."""

    document: Words
    place: Words | None = None
    year: Words | None = None
    url: Words | None = None


class MeasureShape(Shape):
    """How the indicator is counted."""

    unit: Words = Field(
        description="percent, hours, person-months, days, count, NOK, points, per 100 000"
    )
    decimals: Words = Field("0", description="How many decimals the figure is published with")
    latency: Words | None = Field(None, description="How late figures come, such as “2 months”")
    total_over: Literal["year"] | None = Field(None, description="The value is a running total")
    possible: Words | None = Field(
        None, description="The values that can occur, such as “0 % to 100 %”; others are unreadable"
    )


class TargetShape(Shape):
    """What every kind of target has."""

    from_: Words = Field(alias="from", description="First day in force")
    to: Words | None = Field(None, description="First day no longer in force")
    source: SourceShape | None = None
    assumed: Words | Texts | None = Field(
        None, description="What is assumed where no paper says it"
    )


class ThresholdShape(TargetShape):
    """A fixed number: “at least 60 %”."""

    kind: Literal["threshold"]
    green: Words
    yellow: Words | None = None


class RangeShape(TargetShape):
    """Two numbers, both included: “4 to 5”."""

    kind: Literal["range"]
    green: Words


class BaselineShape(TargetShape):
    """The organisation's own value of another period: “at most the value in 2019, same months”."""

    kind: Literal["baseline"]
    green: Words
    yellow: Words | None = None
    baselines: dict[Words, dict[Words, Words]] | None = Field(
        None, description="Values the authority itself has fixed: organisation, period, value"
    )


class DeadlineShape(TargetShape):
    """A day; the day itself is on time."""

    kind: Literal["deadline"]
    due: Words


class StatusShape(TargetShape):
    """A written status stands for a colour."""

    kind: Literal["status"]
    green: list[Words] | None = None
    yellow: list[Words] | None = None
    red: list[Words] | None = None


AnyTarget = Annotated[
    ThresholdShape | RangeShape | BaselineShape | DeadlineShape | StatusShape,
    Field(discriminator="kind"),
]


class ExampleShape(Shape):
    """What a card must conclude for some values."""

    expect: Words = Field(description="green, yellow, red or “not assessed, REASON”")
    when: dict[Words, str | dict[Words, Words]] | None = Field(
        None, description="Period and value; or `delivered`; or `status`"
    )
    period: Words | None = Field(None, description="The report's period")
    as_of: Words | None = None


class CardFile(Shape):
    """How one thing is judged."""

    schema_: Literal["compliance/card@1"] = Field(alias="schema")
    id: Words
    title: Texts
    indicator: Words
    measure: MeasureShape | None = None
    direction: Literal["higher is better", "lower is better"] | None = None
    min_n: Words | None = Field(None, description="Fewer cases are not assessed")
    min_coverage: Words | None = Field(None, description="Lower coverage is not assessed")
    compare: Literal["exact", "as reported"] = "exact"
    note: Texts | None = Field(None, description="How an ambiguous paper is read, and why")
    targets: list[AnyTarget] = Field(min_length=1)
    examples: list[ExampleShape] = []


class TitledShape(Shape):
    """Something that may have a title: as `nb:` and `en:`, or under `title:`; else its id is its name."""

    nb: Words | None = None
    en: Words | None = None
    nn: Words | None = None
    title: Texts | None = None


class NamedShape(TitledShape):
    """Something with an id, and a name in words."""

    id: Words


class LocationShape(Shape):
    """A unit listed under an organisation."""

    id: Words
    kind: Words
    also: list[Words] = []


class OrganisationShape(NamedShape):
    """Who is assessed."""

    kinds: list[Words]
    also: list[Words] = Field([], description="Other spellings a submission may use")
    locations: list[LocationShape] = []


class OrganisationsFile(Shape):
    """The organisations of one authority, with the kinds that rule books name."""

    schema_: Literal["compliance/organisations@1"] = Field(alias="schema")
    authority: Texts
    kinds: list[NamedShape]
    location_kinds: list[NamedShape] = []
    organisations: list[OrganisationShape] = Field(min_length=1)


class ValidShape(Shape):
    """A half-open span of days."""

    from_: Words = Field(alias="from")
    to: Words


class ReportShape(TitledShape):
    """One report that organisations send."""

    period: Words
    colours: Literal["result", "forecast"] = "result"


class ContentShape(NamedShape):
    """Something an answer must hold."""

    when: Literal["not green"] | None = None


class RequirementShape(NamedShape):
    """What the authority demands of an answer."""

    number: Words | None = None
    goal: Words
    applies_to: list[Words] | Literal["not stated"]
    reported_in: Words
    form: Literal["separate"] | None = None
    cards: list[Words] = []
    choose: Words | None = Field(
        None, description="How many cards each place picks: “4 to 5 per hospital”"
    )
    hospitals: list[Words] | None = None
    contents: list[ContentShape] = []


class RuleBookFile(Shape):
    """One year of one authority."""

    schema_: Literal["compliance/rule-book@1"] = Field(alias="schema")
    id: Words
    title: Texts
    valid: ValidShape
    source: SourceShape | None = None
    goals: list[NamedShape] = []
    reports: dict[Words, ReportShape]
    includes: list[Words] = []
    requirements: list[RequirementShape] = Field(min_length=1)


class CheckShape(Shape):
    """One check: found when all of `when` match and none of `unless` does."""

    code: Words
    severity: Literal["error", "warning", "note"]
    when: list[dict[Words, dict[Words, Words | list[Words]]]] = Field(min_length=1)
    unless: list[dict[Words, dict[Words, Words | list[Words]]]] = []
    say: Texts | Words
    accept: Texts | Words | None = None
    do: Texts | Words = Field(description="The remedy; one text serves all languages")


class ChecksFile(Shape):
    """Checks over the facts of a submission."""

    schema_: Literal["compliance/checks@1"] = Field(alias="schema")
    checks: list[CheckShape] = Field(min_length=1)
