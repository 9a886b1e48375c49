"""The shape of a card's targets and examples: one model for each kind of target. Every scalar is text here.

A kind has the same keys wherever it stands (`…Keys`): dated, as a target of a card (`…Shape`), or as a part
of several targets that belong together (`…Part`).
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


AnyWords = Words | list[Words]


class OverrideShape(Shape):
    """The keys of a target that are others for some: for a location, an organisation or a kind of them."""

    green: AnyWords | None = None
    yellow: AnyWords | None = None
    red: list[Words] | None = None
    due: Words | None = None
    baseline: Words | None = None
    baselines: dict[Words, dict[Words, Words]] | None = None
    reduce: Words | None = None
    increase: Words | None = None
    of: Words | None = None
    until: Words | None = None
    tolerance: Words | None = None
    needed: Words | None = None
    source: SourceShape | None = None
    assumed: Words | Texts | None = None


class TargetShape(Shape):
    """What every kind of target has."""

    from_: Words = Field(alias="from", description="First day in force")
    to: Words | None = Field(None, description="First day no longer in force")
    source: SourceShape | None = None
    assumed: Words | Texts | None = Field(
        None, description="What is assumed where no paper says it"
    )
    for_: dict[Words, OverrideShape] | None = Field(
        None,
        alias="for",
        description="Other keys for a location, an organisation or a kind of them",
    )


class ThresholdKeys(Shape):
    """A fixed number: “at least 60 %”."""

    kind: Literal["threshold"]
    green: Words
    yellow: Words | None = None


class RangeKeys(Shape):
    """Two numbers, both included: “4 to 5”."""

    kind: Literal["range"]
    green: Words


class BaselineKeys(Shape):
    """The organisation's own value of another period: “at most the value in 2019, same months”."""

    kind: Literal["baseline"]
    green: Words
    yellow: Words | None = None
    baselines: dict[Words, dict[Words, Words]] | None = Field(
        None, description="Values the authority itself has fixed: organisation, period, value"
    )


class TrajectoryKeys(Shape):
    """A target that moves a step each year, from a baseline until an end."""

    kind: Literal["trajectory"]
    baseline: Words = Field(description="“own value in 2023”, also with “, same months”")
    reduce: Words | None = Field(None, description="“5 %” or “0.5 percentage points”")
    increase: Words | None = Field(None, description="Instead of `reduce`")
    each: Literal["year"]
    of: Literal["last year's target", "the baseline"] | None = Field(
        None, description="What a step in percent is counted of"
    )
    until: Words = Field(description="Where it ends; a value there is green without a baseline")
    baselines: dict[Words, dict[Words, Words]] | None = Field(
        None, description="Values the authority itself has fixed: organisation, period, value"
    )


class ComparisonKeys(Shape):
    """Another figure of the same organisation and period: “above free-income-growth”, “at least the budget”."""

    kind: Literal["comparison"]
    green: Words
    yellow: Words | None = None
    tolerance: Words | None = Field(
        None, description="So much short of it still counts: “1 percentage point”, “2 %”"
    )


class DeadlineKeys(Shape):
    """A day; the day itself is on time."""

    kind: Literal["deadline"]
    due: Words


class StatusKeys(Shape):
    """A written status stands for a colour."""

    kind: Literal["status"]
    green: list[Words] | None = None
    yellow: list[Words] | None = None
    red: list[Words] | None = None


class RiskKeys(Shape):
    """A stated level, or probability and consequence, stands for a colour."""

    kind: Literal["risk"]
    green: list[Words] | None = None
    yellow: list[Words] | None = None
    red: list[Words] | None = None
    other: list[Words] | None = Field(
        None, description="Levels that are shown as stated and have no colour"
    )
    matrix: dict[Words, dict[Words, Literal["green", "yellow", "red"]]] | None = Field(
        None, description="Probability, consequence, colour; each from low to high"
    )


class PartShape(Shape):
    """One of several targets that belong together."""

    component: Words | None = Field(
        None, description="Whose entry under `by:` is judged; else the answer itself"
    )


class ThresholdPart(ThresholdKeys, PartShape):
    """A threshold as a part."""


class RangePart(RangeKeys, PartShape):
    """A range as a part."""


class BaselinePart(BaselineKeys, PartShape):
    """A baseline as a part."""


class TrajectoryPart(TrajectoryKeys, PartShape):
    """A trajectory as a part."""


class ComparisonPart(ComparisonKeys, PartShape):
    """A comparison as a part."""


class DeadlinePart(DeadlineKeys, PartShape):
    """A deadline as a part."""


class StatusPart(StatusKeys, PartShape):
    """A status as a part."""


class RiskPart(RiskKeys, PartShape):
    """A risk as a part."""


AnyPart = Annotated[
    ThresholdPart
    | RangePart
    | BaselinePart
    | TrajectoryPart
    | ComparisonPart
    | DeadlinePart
    | StatusPart
    | RiskPart,
    Field(discriminator="kind"),
]


class ThresholdShape(ThresholdKeys, TargetShape):
    """A dated threshold."""


class RangeShape(RangeKeys, TargetShape):
    """A dated range."""


class BaselineShape(BaselineKeys, TargetShape):
    """A dated baseline."""


class TrajectoryShape(TrajectoryKeys, TargetShape):
    """A dated trajectory."""


class ComparisonShape(ComparisonKeys, TargetShape):
    """A dated comparison."""


class DeadlineShape(DeadlineKeys, TargetShape):
    """A dated deadline."""


class StatusShape(StatusKeys, TargetShape):
    """A dated status."""


class RiskShape(RiskKeys, TargetShape):
    """A dated risk."""


class EachShape(TargetShape):
    """One target for every component of the card."""

    kind: Literal["each"]
    target: AnyPart
    needed: Words | None = Field(None, description="How many of them must be green: “5 of 6”")


class AllOfShape(TargetShape):
    """Several targets, all of which must be met."""

    kind: Literal["all of"]
    targets: list[AnyPart] = Field(min_length=2)
    needed: Words | None = Field(None, description="How many of them must be green: “2 of 3”")


class AnyOfShape(TargetShape):
    """Several targets, one of which must be met."""

    kind: Literal["any of"]
    targets: list[AnyPart] = Field(min_length=2)


class ExpectedShape(TargetShape):
    """A target that is announced but not set, or a figure that is asked for without one."""

    kind: Literal["expected"]


class WithdrawnShape(TargetShape):
    """From this day nothing is demanded any more."""

    kind: Literal["withdrawn"]


AnyTarget = Annotated[
    ThresholdShape
    | RangeShape
    | BaselineShape
    | TrajectoryShape
    | ComparisonShape
    | EachShape
    | AllOfShape
    | AnyOfShape
    | DeadlineShape
    | StatusShape
    | RiskShape
    | ExpectedShape
    | WithdrawnShape,
    Field(discriminator="kind"),
]

WrittenInside = str | list[str] | dict[Words, str | dict[Words, str | dict[Words, Words]]]


class ExampleShape(Shape):
    """What a card must conclude for some values."""

    expect: Words = Field(description="green, yellow, red or “not assessed, REASON”")
    trend: Words | None = Field(None, description="better, stable or worse")
    when: dict[Words, WrittenInside] | None = Field(
        None,
        description="Period and value; or `delivered`, `status`, `by`, `beside`, `changes` as in an answer",
    )
    for_: Words | None = Field(
        None, alias="for", description="The location, organisation or kind that answers"
    )
    period: Words | None = Field(None, description="The report's period")
    as_of: Words | None = None
