"""The shape of rule files: which keys there are, as pydantic models. Every scalar is text here.

The JSON Schemas in `schemas/` are generated from these models. What the texts mean is read in
`compliance.rulebook.loader`, into the types of `compliance.rulebook.model`.
"""

from typing import Literal

from pydantic import Field

from compliance.rulebook.target_shape import (
    AnyTarget,
    ExampleShape,
    Shape,
    SourceShape,
    Texts,
    Words,
)


class TitledShape(Shape):
    """Something that may have a title: as `nb:` and `en:`, or under `title:`; else its id is its name."""

    nb: Words | None = None
    en: Words | None = None
    nn: Words | None = None
    title: Texts | None = None


class NamedShape(TitledShape):
    """Something with an id, and a name in words."""

    id: Words


class ComponentShape(NamedShape):
    """A part named by a card: a sector, a pathway, a speciality."""

    also: list[Words] = Field([], description="Other spellings a submission may use")


class MeasureShape(Shape):
    """How the indicator is counted."""

    unit: Words = Field(
        description="percent, hours, person-months, days, months, count, NOK, points, per 100 000, "
        "DDD per 100 bed days"
    )
    decimals: Words = Field("0", description="How many decimals the figure is published with")
    latency: Words | None = Field(None, description="How late figures come, such as “2 months”")
    total_over: Literal["year"] | None = Field(None, description="The value is a running total")
    possible: Words | None = Field(
        None, description="The values that can occur, such as “0 % to 100 %”; others are unreadable"
    )
    derived: Words | None = Field(
        None,
        description="How the judged figure follows from the given one: “complement”, “share of X”, "
        "“rate per 100 000 of X”, “mean of 3 months”",
    )


class TrendShape(Shape):
    """Better, stable or worse: beside the colour, never changing it."""

    window: Words | None = Field(None, description="The months that are compared: “3 months”")
    against: Literal["same months last year", "the period before"]
    better_from: Words | None = Field(None, description="Relative change, included: “2 %”")
    worse_from: Words | None = Field(None, description="Relative change, included: “2 %”")


class CardFile(Shape):
    """How one thing is judged."""

    schema_: Literal["compliance/card@1"] = Field(alias="schema")
    id: Words
    title: Texts
    indicator: Words
    components: list[ComponentShape] = Field([], description="The parts that `by` may name")
    beside: list[NamedShape] = Field(
        [], description="Figures of other indicators that this card needs"
    )
    measure: MeasureShape | None = None
    direction: Literal["higher is better", "lower is better"] | None = None
    min_n: Words | None = Field(None, description="Fewer cases are not assessed")
    min_coverage: Words | None = Field(None, description="Lower coverage is not assessed")
    compare: Literal["exact", "as reported"] = "exact"
    note: Texts | None = Field(None, description="How an ambiguous paper is read, and why")
    trend: TrendShape | None = None
    targets: list[AnyTarget] = Field(min_length=1)
    examples: list[ExampleShape] = Field([])


class LocationShape(Shape):
    """A unit listed under an organisation."""

    id: Words
    kind: Words
    also: list[Words] = Field([])


class OrganisationShape(NamedShape):
    """Who is assessed."""

    kinds: list[Words]
    also: list[Words] = Field([], description="Other spellings a submission may use")
    locations: list[LocationShape] = Field([])


class OrganisationsFile(Shape):
    """The organisations of one authority, with the kinds that rule books name."""

    schema_: Literal["compliance/organisations@1"] = Field(alias="schema")
    authority: Texts
    kinds: list[NamedShape]
    location_kinds: list[NamedShape] = Field([])
    organisations: list[OrganisationShape] = Field(min_length=1)


class ValidShape(Shape):
    """A half-open span of days."""

    from_: Words = Field(alias="from")
    to: Words


class ReportShape(TitledShape):
    """One report that organisations send."""

    period: Words
    colours: Literal["result", "forecast"] = "result"
    summary: Literal["required"] | None = Field(
        None, description="“required” where the form asks for a summary of the whole"
    )


class ContentShape(NamedShape):
    """Something an answer must hold."""

    when: Words | None = Field(
        None, description="When it is asked for: “not green”, or a value such as “above 10 %”"
    )


class RequirementShape(NamedShape):
    """What the authority demands of an answer."""

    number: Words | None = None
    goal: Words
    applies_to: list[Words] | Literal["not stated"]
    reported_in: Words
    form: Literal["separate"] | None = None
    cards: list[Words] = Field([])
    choose: Words | None = Field(
        None, description="How many cards each place picks: “4 to 5 per hospital”"
    )
    hospitals: list[Words] | None = None
    answer_per: Words | None = Field(
        None, description="The kind of location each of which must answer: “hospital”"
    )
    contents: list[ContentShape] = Field([])


class RuleBookFile(Shape):
    """One year of one authority."""

    schema_: Literal["compliance/rule-book@1"] = Field(alias="schema")
    id: Words
    title: Texts
    valid: ValidShape
    source: SourceShape | None = None
    goals: list[NamedShape] = Field([])
    reports: dict[Words, ReportShape]
    includes: list[Words] = Field([])
    severities: dict[Words, Literal["error", "warning", "note"]] = Field(
        {}, description="Codes of checks that weigh otherwise in this rule book"
    )
    requirements: list[RequirementShape] = Field(min_length=1)


class CheckShape(Shape):
    """One check: found when all of `when` match and none of `unless` does."""

    code: Words
    severity: Literal["error", "warning", "note"]
    when: list[dict[Words, dict[Words, Words | list[Words]]]] = Field(min_length=1)
    unless: list[dict[Words, dict[Words, Words | list[Words]]]] = Field([])
    say: Texts | Words
    accept: Texts | Words | None = None
    do: Texts | Words = Field(description="The remedy; one text serves all languages")
    applicability: Literal["do it", "maybe", "write a reason"] = Field(
        "do it", description="How sure the remedy is"
    )
    acceptable: Literal["yes", "no"] = Field(
        "yes", description="Whether an organisation may accept the finding, with a reason"
    )


class ChecksFile(Shape):
    """Checks over the facts of a submission."""

    schema_: Literal["compliance/checks@1"] = Field(alias="schema")
    checks: list[CheckShape] = Field(min_length=1)
