"""A rule book as it is meant: cards with dated targets, requirements, organisations. All frozen.

Numbers are exact and in the card's unit; dates are days; spans are half-open (`to` is the first day
no longer in force).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from compliance.colour import Colour, Outcome
from compliance.document import Node
from compliance.errors import Place
from compliance.language import Joined, Language, Localised, Text, text
from compliance.period import Period
from compliance.quantity import Quantity, Unit, with_unit
from compliance.rulebook.checks import Check
from compliance.thresholds import Bound

STATUS_WORDS: Mapping[str, Colour] = {
    "innfridd": Colour.GREEN,
    "oppfylt": Colour.GREEN,
    "nådd": Colour.GREEN,
    "met": Colour.GREEN,
    "delvis innfridd": Colour.YELLOW,
    "delvis oppfylt": Colour.YELLOW,
    "delvis nådd": Colour.YELLOW,
    "partly met": Colour.YELLOW,
    "ikke innfridd": Colour.RED,
    "ikke oppfylt": Colour.RED,
    "ikke nådd": Colour.RED,
    "not met": Colour.RED,
}
"""The written statuses that hold where a card names none of its own."""

_RELATIONS = {
    "at least": text("at least {value}"),
    "at most": text("at most {value}"),
    "above": text("above {value}"),
    "below": text("below {value}"),
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is written."""

    document: str
    place: str | None = None
    year: str | None = None
    url: str | None = None

    def words(self, _language: Language) -> str:
        """Return document and place, in any language as they are called."""
        return self.document if self.place is None else f"{self.document}, {self.place}"


def bound_in_words(relation: str, value: object) -> Text:
    """Return "at least 5 %" to be said."""
    return Text(_RELATIONS[relation].source, (("value", value),))


@dataclass(frozen=True, slots=True)
class Number:
    """A threshold with the unit it is said in."""

    number: Fraction
    unit: Unit

    def words(self, language: Language) -> str:
        """Return the number with its unit."""
        return with_unit(language.number(self.number), self.unit, language)


@dataclass(frozen=True, slots=True)
class BaselineBound:
    """`at least 15 % more than the value in 2023, same months`.

    Attributes:
        percent: 15 for "15 % more than", -5 for "5 % less than", 0 for the value itself.
        period: The named period; None means "last year".
        same_months: The value's own months, moved by whole years.
    """

    relation: str
    percent: Fraction
    period: Period | None
    same_months: bool

    def period_for(self, judged: Period) -> Period:
        """Return the period of the baseline of a value."""
        year = judged.end_year - 1
        if self.same_months:
            return judged.same_months_of(year if self.period is None else self.period.end_year)
        return Period.parse(str(year)) if self.period is None else self.period

    def bound(self, baseline: Fraction) -> Bound:
        """Return the bound that follows from the baseline's value.

        "More" is always upwards, also from a negative baseline.
        """
        return Bound(self.relation, baseline + abs(baseline) * self.percent / 100)

    def words(self, language: Language) -> str:
        """Return the demand as a rule owner would say it."""
        if self.period is None:
            value = (
                text("the value last year, same months")
                if self.same_months
                else text("the value last year")
            )
        elif self.same_months:
            value = text("the value in {period}, same months", period=self.period)
        else:
            value = text("the value in {period}", period=self.period)
        if self.percent:
            share = with_unit(language.number(abs(self.percent)), Unit.PERCENT, language)
            value = (
                text("{share} more than {value}", share=share, value=value)
                if self.percent > 0
                else text("{share} less than {value}", share=share, value=value)
            )
        return language.say(bound_in_words(self.relation, value))


@dataclass(frozen=True, slots=True)
class ThresholdDemand:
    """One or two fixed thresholds."""

    green: Bound
    yellow: Bound | None
    unit: Unit
    kind: str = "threshold"

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        return language.say(_two(*(_number_bound(b, self.unit) for b in (self.green, self.yellow))))


@dataclass(frozen=True, slots=True)
class RangeDemand:
    """From `low` to `high`, both included."""

    low: Fraction
    high: Fraction
    unit: Unit
    kind: str = "range"

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        ends = f"{language.number(self.low)}–{language.number(self.high)}"
        return with_unit(ends, self.unit, language)


@dataclass(frozen=True, slots=True)
class BaselineDemand:
    """Thresholds that follow from the value of another period.

    Attributes:
        fixed: Baselines the authority itself has fixed, by organisation.
    """

    green: BaselineBound
    yellow: BaselineBound | None
    fixed: Mapping[str, tuple[tuple[Period, Quantity, Place], ...]]
    kind: str = "baseline"

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        return language.say(_two(self.green, self.yellow))


@dataclass(frozen=True, slots=True)
class DeadlineDemand:
    """Done by a day, that day included."""

    due: date
    kind: str = "deadline"

    def words(self, language: Language) -> str:
        """Return the demand in words."""
        return language.say(text("by {day}", day=self.due))


@dataclass(frozen=True, slots=True)
class StatusDemand:
    """A written status stands for a colour; words are compared without case."""

    colours: Mapping[str, Colour]
    kind: str = "status"

    def words(self, language: Language) -> str:
        """Return the words that mean green."""
        green = tuple(
            text("“{word}”", word=w) for w, c in self.colours.items() if c is Colour.GREEN
        )
        return language.say(text("status {words}", words=Joined(green, " / ")))


Demand = ThresholdDemand | RangeDemand | BaselineDemand | DeadlineDemand | StatusDemand


def _number_bound(bound: Bound | None, unit: Unit) -> Text | None:
    return None if bound is None else bound_in_words(bound.relation, Number(bound.number, unit))


def _two(green: object, yellow: object | None) -> object:
    if yellow is None:
        return green
    return text("green {green}, yellow {yellow}", green=green, yellow=yellow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One demand while it is in force.

    Attributes:
        to: First day no longer in force; None while nothing ends it (the next target's `from` does).
    """

    from_: date
    to: date | None
    demand: Demand
    source: Source | None
    assumed: Localised | str | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What a card must conclude; `when` is the content of an answer to the card."""

    expect: Outcome
    when: Node | None
    period: Period | None
    as_of: date | None
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """How one thing is judged.

    Attributes:
        unit: None for cards that judge no figure.
        decimals: With how many the figure is published; a step is 10^-decimals.
        latency: How many months figures come late.
        running_total: The value counts up until its year ends.
        possible: The lowest and highest value that can occur, both included.
        min_n: Fewer cases are not assessed; None when the card does not say.
        min_coverage: Lower coverage, in percent, is not assessed.
        as_reported: Compare the value as written, rounded, instead of the exact one.
        targets: By `from_`, never overlapping.
    """

    id: str
    title: Localised
    indicator: str
    unit: Unit | None
    decimals: int
    latency: int
    running_total: bool
    possible: tuple[Fraction, Fraction] | None
    higher_is_better: bool | None
    min_n: int | None
    min_coverage: Fraction | None
    as_reported: bool
    note: Localised | None
    targets: tuple[Target, ...]
    examples: tuple[Example, ...]
    place: Place

    @property
    def step(self) -> Fraction:
        """The smallest difference that is published."""
        return Fraction(1, 10**self.decimals)

    def target_at(self, day: date) -> Target | None:
        """Return the target in force on `day`, or None."""
        held = [t for t in self.targets if t.from_ <= day]
        if not held:
            return None
        last = held[-1]
        return None if last.to is not None and last.to <= day else last


@dataclass(frozen=True, slots=True)
class Location:
    """A unit listed under an organisation."""

    id: str
    kind: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who is assessed."""

    id: str
    name: Localised
    kinds: tuple[str, ...]
    also: tuple[str, ...]
    locations: tuple[Location, ...]

    def location(self, name: str) -> Location | None:
        """Return the location of that name or spelling."""
        wanted = name.strip().casefold()
        for location in self.locations:
            if wanted in {n.casefold() for n in (location.id, *location.also)}:
                return location
        return None


@dataclass(frozen=True, slots=True)
class Content:
    """Something an answer must hold; `when_not_green` limits that to answers with a red or yellow."""

    id: str
    title: Localised
    when_not_green: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """How many of the listed cards each place of a kind answers, both ends included."""

    low: int
    high: int
    location_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What the authority demands of an answer.

    Attributes:
        applies_to: Kinds and ids of organisations; None when the paper does not state it.
        cards: Ids, wildcards resolved, in listed order.
        separate_form: Whether it is answered in another form.
        chosen_locations: The places a `choice` means; None for all of the kind.
    """

    id: str
    number: str | None
    title: Localised
    goal: str
    applies_to: tuple[str, ...] | None
    reported_in: str
    separate_form: bool
    cards: tuple[str, ...]
    choice: Choice | None
    chosen_locations: tuple[str, ...] | None
    contents: tuple[Content, ...]
    place: Place

    def applies(self, organisation: Organisation, report: str) -> bool | None:
        """Whether it is demanded of `organisation` in `report`; None when the paper does not say of whom."""
        if self.reported_in != report:
            return False
        if self.applies_to is None:
            return None
        return not {organisation.id, *organisation.kinds}.isdisjoint(self.applies_to)

    @property
    def only_card(self) -> str | None:
        """The card that an answer under the requirement's own id answers."""
        return self.cards[0] if len(self.cards) == 1 and self.choice is None else None


@dataclass(frozen=True, slots=True)
class ReportForm:
    """One report that organisations send; in a forecast the colours mean "will it be reached"."""

    id: str
    title: Localised
    period: Period
    forecast: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """A heading of the rule book."""

    id: str
    title: Localised


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBook:
    """One year of one authority, with everything it reaches.

    Attributes:
        digest: SHA-256 over the names and contents of the files it was read from.
        cards: The cards its requirements list, by id.
    """

    id: str
    title: Localised
    valid_from: date
    valid_to: date
    goals: tuple[Goal, ...]
    reports: Mapping[str, ReportForm]
    requirements: tuple[Requirement, ...]
    organisations: tuple[Organisation, ...]
    cards: Mapping[str, Card]
    checks: tuple[Check, ...]
    digest: str

    def organisation(self, name: str) -> Organisation | None:
        """Return the organisation of that id or spelling."""
        wanted = name.strip().casefold()
        for organisation in self.organisations:
            if wanted in {n.casefold() for n in (organisation.id, *organisation.also)}:
                return organisation
        return None

    def requirement(self, id_: str) -> Requirement | None:
        """Return the requirement of that id."""
        return next((r for r in self.requirements if r.id == id_), None)
