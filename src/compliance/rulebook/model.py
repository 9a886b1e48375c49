"""A rule book as it is meant: cards with dated targets, requirements, organisations. All frozen.

Numbers are exact and in the card's unit; dates are days; spans are half-open (`to` is the first day
no longer in force).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from compliance.colour import Outcome, Trend
from compliance.document import Node
from compliance.errors import Place
from compliance.language import Joined, Language, Localised, text, texts
from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.bounds import Beside
from compliance.rulebook.checks import Check
from compliance.rulebook.demands import Demand
from compliance.thresholds import Bound


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One demand while it is in force.

    Attributes:
        to: First day no longer in force; None while nothing ends it (the next target's `from` does).
        overrides: The target as it is for some, by the name of a location, an organisation or a kind of
            them.
    """

    from_: date
    to: date | None
    demand: Demand
    source: Source | None
    assumed: Localised | str | None
    place: Place
    overrides: Mapping[str, "Target"] = field(default_factory=dict)

    def of(self, whom: tuple[str, ...]) -> "Target":
        """Return the target as it is for somebody, who is named from the narrowest name to the widest."""
        return next((self.overrides[name] for name in whom if name in self.overrides), self)

    @property
    def variants(self) -> tuple["Target", ...]:
        """The target itself and its overrides."""
        return (self, *self.overrides.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """What a card must conclude; `when` is the content of an answer to the card.

    Attributes:
        whom: The location, organisation or kind that answers; None when that does not matter.
    """

    expect: Outcome
    trend: Trend | None
    when: Node | None
    whom: str | None
    period: Period | None
    as_of: date | None
    place: Place


@dataclass(frozen=True, slots=True)
class Component:
    """A part named by a card: a sector, a pathway, a speciality."""

    id: str
    title: Localised
    also: tuple[str, ...] = ()

    def is_called(self, name: str) -> bool:
        """Whether a submission may use that name for it."""
        return name.strip().casefold() in {n.casefold() for n in (self.id, *self.also)}


@dataclass(frozen=True, slots=True)
class Derived:
    """How the judged figure follows from the given one.

    Attributes:
        rule: "complement", "share", "rate" or "mean".
        other: The figure beside that a share or rate is of.
        months: How many months a mean is over.
    """

    rule: str
    other: Beside | None = None
    months: int = 0

    @property
    def given_unit(self) -> Unit | None:
        """The unit in which it is given, where that is not the card's own."""
        return Unit.COUNT if self.rule in {"share", "rate"} else None

    def words(self, language: Language) -> str:
        """Return what is judged."""
        match self.rule:
            case "complement":
                said = text("Judged is what is left to 100 %.")
            case "mean":
                said = texts("Judged is the mean of {n} month.", "Judged is the mean of {n} months.",
                             self.months)  # fmt: skip
            case "share":
                said = text("Judged is its share of {other}.", other=_name_of(self.other))
            case _:
                said = text("Judged is its number per 100 000 of {other}.",
                            other=_name_of(self.other))  # fmt: skip
        return language.say(said)


def _name_of(other: Beside | None) -> object:
    return "" if other is None else other.name


@dataclass(frozen=True, slots=True)
class TrendRule:
    """How a change becomes better, stable or worse; the edges belong to better and worse.

    Attributes:
        months: How long the compared periods are; None for the value's own length.
        last_year: Whether it is held against the same months of last year, else against the period before.
        better_from, worse_from: Sizes of a relative change in percent; None when any change counts.
    """

    months: int | None
    last_year: bool
    better_from: Fraction | None
    worse_from: Fraction | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """How one thing is judged.

    Attributes:
        components: The parts that an answer may name.
        beside: Figures of other indicators that the card needs.
        unit: Of the judged figure; None for cards that judge no figure.
        decimals: With how many the figure is published; a step is 10^-decimals.
        latency: How many months figures come late.
        running_total: The value counts up until its year ends.
        possible: The lowest and highest judged value that can occur, both included.
        min_n: Fewer cases are not assessed; None when the card does not say.
        min_coverage: Lower coverage, in percent, is not assessed.
        as_reported: Compare the value as written, rounded, instead of the exact one.
        targets: By `from_`, never overlapping.
    """

    id: str
    title: Localised
    indicator: str
    components: tuple[Component, ...] = ()
    beside: tuple[Beside, ...] = ()
    unit: Unit | None
    decimals: int
    latency: int
    running_total: bool
    possible: tuple[Fraction, Fraction] | None
    derived: Derived | None = None
    higher_is_better: bool | None
    min_n: int | None
    min_coverage: Fraction | None
    as_reported: bool
    note: Localised | None
    trend: TrendRule | None = None
    targets: tuple[Target, ...]
    examples: tuple[Example, ...]
    place: Place

    @property
    def step(self) -> Fraction:
        """The smallest difference that is published."""
        return Fraction(1, 10**self.decimals)

    @property
    def given_unit(self) -> Unit | None:
        """The unit in which values are given; the judged figure may follow from them in another one."""
        return self.unit if self.derived is None else self.derived.given_unit or self.unit

    def target_at(self, day: date, whom: tuple[str, ...] = ()) -> Target | None:
        """Return the target in force on `day` for somebody, or None.

        Args:
            whom: Their names, the narrowest first: location, organisation, kinds of organisation.
        """
        held = [t for t in self.targets if t.from_ <= day]
        if not held:
            return None
        last = held[-1]
        return None if last.to is not None and last.to <= day else last.of(whom)

    def component(self, name: str) -> Component | None:
        """Return the component of that name or spelling."""
        return next((c for c in self.components if c.is_called(name)), None)


@dataclass(frozen=True, slots=True)
class Location:
    """A unit listed under an organisation."""

    id: str
    kind: str
    also: tuple[str, ...] = ()
    place: Place | None = field(default=None, compare=False)


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
class Organisations:
    """Who an authority is for; `kinds` names the kinds of organisations and locations in words."""

    all: tuple[Organisation, ...] = ()
    kinds: Mapping[str, Localised] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Content:
    """Something an answer must hold.

    Attributes:
        when_not_green: Whether only an answer with a red or yellow must.
        when: What a judged value must be, so that the answer must; in the unit of the card.
        unit: Of `when`.
    """

    id: str
    title: Localised
    when_not_green: bool
    when: Bound | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """How many of the listed cards each place of a kind answers, both ends included.

    Attributes:
        high: None when there is no upper end.
    """

    low: int
    high: int | None
    location_kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What the authority demands of an answer.

    Attributes:
        applies_to: Kinds and ids of organisations; None when the paper does not state it.
        cards: Ids, wildcards resolved, in listed order.
        separate_form: Whether it is answered in another form.
        chosen_locations: The places that `choice` and `answer_per` mean; None for all of the kind.
        answer_per: The kind of location each of which must answer; None when none must.
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
    answer_per: str | None = None
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

    def places(self, organisation: Organisation, kind: str) -> Iterator[Location]:
        """Yield the locations of a kind that the requirement means."""
        for location in organisation.locations:
            if location.kind == kind and (
                self.chosen_locations is None or location.id in self.chosen_locations
            ):
                yield location


@dataclass(frozen=True, slots=True)
class ReportForm:
    """One report that organisations send; in a forecast the colours mean "will it be reached"."""

    id: str
    title: Localised
    period: Period
    forecast: bool
    asks_summary: bool = False


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
        kinds: The kinds of organisations and locations in words.
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
    kinds: Mapping[str, Localised]
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

    def named(self, names: Iterable[str]) -> Joined:
        """Return organisations and kinds in words: kinds by their titles, organisations by their ids."""
        return Joined(tuple(self.kinds.get(name, name) for name in names))

    def requirement(self, id_: str) -> Requirement | None:
        """Return the requirement of that id."""
        return next((r for r in self.requirements if r.id == id_), None)
