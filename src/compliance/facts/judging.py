"""Finds for one card and what is answered to it: the target in force, and all that is judged under it.

A card is judged at one place (the organisation, or a location): as a whole, and component by component
where it has components.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from compliance.colour import Basis, Reason
from compliance.facts.figures import Figures, judge_figures, read_figures
from compliance.facts.judged import Frame, Judged, Surroundings
from compliance.facts.values import Reading, found_in
from compliance.facts.words import judge_date, judge_risk, judge_status
from compliance.language import Text, text
from compliance.period import Period
from compliance.quantity import tidy
from compliance.rulebook.demands import (
    DeadlineDemand,
    FigureDemand,
    Part,
    PartsDemand,
    PlainDemand,
    RiskDemand,
    StatusDemand,
    plain_demands,
)
from compliance.rulebook.model import Card, Target
from compliance.submission.model import Entry, WrittenValue
from compliance.thresholds import DueQuestion, PartsQuestion, Question, Settled

_NOTHING: Surroundings = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What is answered to a card at one place.

    Attributes:
        own: What is said of the place as a whole.
        components: What is said of each component, by its id.
        beside: The figures beside, for the whole (None) and for each component.
    """

    own: Entry
    components: Mapping[str, Entry]
    beside: Mapping[str | None, Surroundings]

    def entry(self, component: str | None) -> Entry | None:
        """Return what is said of a component, or of the whole."""
        return self.own if component is None else self.components.get(component)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedPart:
    """One of several targets that belong together; `entry` None when its component is absent."""

    component: str | None
    entry: Entry | None
    judged: Judged


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedCard:
    """A card at one place.

    Attributes:
        whole: None when only components are judged, each on its own.
        parts: What the whole is concluded from; empty when it stands alone.
        single: Components judged on their own.
    """

    whole: Judged | None
    parts: tuple[JudgedPart, ...] = ()
    single: tuple[JudgedPart, ...] = ()


def judge(card: Card, entry: Entry, frame: Frame, location: str | None = None) -> Judged:
    """Return what is judged of one entry under a card without components."""
    answered = Answered(own=entry, components={}, beside={None: entry.beside})
    judged = judge_card(card, answered, frame, location).whole
    assert judged is not None  # noqa: S101  # the whole is always judged where nothing else is answered
    return judged


def judge_card(
    card: Card, answered: Answered, frame: Frame, location: str | None = None
) -> JudgedCard:
    """Return what is judged of a card at one place."""
    return _Judge(card, answered, frame, location).all()


class _Judge:
    def __init__(self, card: Card, answered: Answered, frame: Frame, location: str | None) -> None:
        self.card, self.answered = card, answered
        self.frame, self.location = frame, location
        self.whom = frame.whom(location)
        entries: dict[str | None, Entry] = {None: answered.own}
        entries.update(answered.components)
        self.figures: dict[str | None, Figures] = {}
        if card.unit is not None:
            self.figures = {
                name: read_figures(card, entry, frame, answered.beside.get(name, _NOTHING))
                for name, entry in entries.items()
            }

    def all(self) -> JudgedCard:
        card, answered = self.card, self.answered
        target = card.target_at(self.period().last_day, self.whom)
        if target is not None and isinstance(target.demand, PartsDemand):
            return self.together(target, target.demand)
        single = tuple(
            JudgedPart(component=c.id, entry=entry, judged=self.alone(c.id, entry))
            for c in card.components
            if (entry := answered.components.get(c.id)) is not None
        )
        own = answered.own
        is_whole = not single or own.says_something_itself
        if is_whole:
            return JudgedCard(whole=self.alone(None, own), single=single)
        figures = self.figures.get(None)
        if figures is not None and figures.troubles:
            first = single[0].judged
            first = replace(first, troubles=(*first.troubles, *figures.troubles))
            single = (replace(single[0], judged=first), *single[1:])
        return JudgedCard(whole=None, single=single)

    def period(self) -> Period:
        """Return the period of the place as a whole: of the latest judged value, else the report's."""
        at_end = self.card.target_at(self.frame.period.last_day, self.whom)
        if at_end is not None and not _judges_figures(at_end):
            return self.frame.period
        periods = [
            figures.period
            for figures in self.figures.values()
            if figures.chosen.reading is not None
        ]
        return max(periods, key=lambda p: (p.last, p.months), default=self.frame.period)

    # One target

    def alone(self, component: str | None, entry: Entry) -> Judged:
        """Return what is judged of one entry under the card's own target."""
        at_end = self.card.target_at(self.frame.period.last_day, self.whom)
        if component not in self.figures or (at_end is not None and not _judges_figures(at_end)):
            return self.under(component, entry, at_end)
        target = self.card.target_at(self.figures[component].period.last_day, self.whom)
        if target is not None and not _judges_figures(target):
            target = None  # a value of a time when words or days were judged
        return self.under(component, entry, target)

    def under(self, component: str | None, entry: Entry, target: Target | None) -> Judged:
        """Return what is judged of one entry under one target."""
        frame = self.frame
        match None if target is None else target.demand:
            case DeadlineDemand(due=due):
                return judge_date(entry, frame, target, due)
            case StatusDemand() as demand:
                return judge_status(entry, frame, target, demand)
            case RiskDemand() as demand:
                return judge_risk(self.card, entry, frame, target, demand)
            case _:
                pass
        if component not in self.figures:
            return self.nothing_demanded(entry, target)
        judged = judge_figures(
            self.card,
            entry,
            frame,
            self.figures[component],
            (self.location, component),
            target,
        )
        if entry.status is None:
            return judged
        aside = text("The stated “{status}” is not judged here: figures are.",
                     status=tidy(entry.status.text))  # fmt: skip
        return replace(judged, asides=(*judged.asides, aside))

    def nothing_demanded(self, entry: Entry, target: Target | None) -> Judged:
        """Return what is judged where no target is in force, on a card that judges no figures."""
        demands = [d for t in self.card.targets for d in plain_demands(t.demand)]
        kind = None if target is None else target.demand.kind
        reason = Reason.TARGET_NOT_SET if kind == "expected" else Reason.NO_TARGET_IN_FORCE
        return Judged(
            kind=kind,
            basis=weakest(map(_basis_of, demands)),
            period=self.frame.period,
            question=Settled(reason),
            target=target,
            place=entry.place,
        )

    # Several targets

    def together(self, target: Target, demand: PartsDemand) -> JudgedCard:
        parts = tuple(self.part(part, target) for part in demand.parts)
        own = self.answered.own
        question: Question = PartsQuestion(
            one_is_enough=demand.kind == "any of", needed=demand.needed
        )
        is_silent = not any(
            part.entry is not None and _says(part.entry, part.judged) for part in parts
        )
        own_values = [value for value in own.values if not value.is_empty]
        own_says = bool(own_values) or replace(own, values=()).says_something_itself
        are_days = all(isinstance(part.judged.question, DueQuestion) for part in parts)
        if is_silent and not own_says and not are_days:
            question = Settled(Reason.NO_VALUE)
        by_itself = any(part.component is None for part in demand.parts)
        asides: tuple[Text, ...] = ()
        if own_values and not by_itself:
            asides = (_not_judged(own_values[-1], demand),)
        figures = self.figures.get(None)
        unread = () if figures is None else figures.troubles
        unreadable, idle = self.not_demanded(demand)
        whole = Judged(
            kind=demand.kind,
            basis=weakest(part.judged.basis for part in parts),
            period=self.period(),
            question=question,
            target=target,
            place=own.place,
            readings=(*(() if figures is None or by_itself else figures.readings), *unreadable),
            asides=(*asides, *idle),
            troubles=() if by_itself else unread,
        )
        return JudgedCard(whole=whole, parts=parts)

    def not_demanded(self, demand: PartsDemand) -> tuple[tuple[Reading, ...], tuple[Text, ...]]:
        """Return what cannot be read of components that the target does not name, and that they are idle."""
        named = {part.component for part in demand.parts}
        idle = [
            c
            for c in self.card.components
            if c.id in self.answered.components and c.id not in named
        ]
        readings = tuple(
            reading
            for c in idle
            if c.id in self.figures
            for reading in self.figures[c.id].readings
            if reading.trouble is not None
        )
        asides = tuple(
            text("{name} is not judged: the target does not speak of it.", name=c.title)
            for c in idle
        )
        return readings, asides

    def part(self, part: Part, whole: Target) -> JudgedPart:
        entry = self.answered.entry(part.component)
        target = replace(whole, demand=part.demand, overrides={})
        if entry is None:
            absent = Judged(
                kind=part.demand.kind,
                basis=_basis_of(part.demand),
                period=self.frame.period,
                question=Settled(Reason.COMPONENT_MISSING),
                target=target,
                place=self.answered.own.place,
            )
            return JudgedPart(component=part.component, entry=None, judged=absent)
        judged = self.under(part.component, entry, target)
        is_judged = judged.measured is not None or judged.change is not None
        if isinstance(part.demand, FigureDemand) and is_judged:
            in_force = self.card.target_at(judged.period.last_day, self.whom)
            if in_force is not whole:
                # it belongs to a time when something else was demanded
                judged = replace(judged, question=Settled(Reason.VALUE_TOO_OLD))
        return JudgedPart(component=part.component, entry=entry, judged=judged)


def _judges_figures(target: Target) -> bool:
    """Whether the target goes by the period of a value; others go by the report's last day."""
    demands = plain_demands(target.demand)
    return not demands or any(isinstance(d, FigureDemand) for d in demands)


def _says(entry: Entry, judged: Judged) -> bool:
    """Whether there is anything to judge in an entry: a value that is not empty, a day, a status."""
    question = judged.question
    return entry.says_something and question != Settled(Reason.NO_VALUE)


def _basis_of(demand: PlainDemand) -> Basis:
    """Return what a conclusion from a demand rests on, where nothing is answered."""
    if isinstance(demand, RiskDemand) and not demand.matrix:
        return Basis.STATED
    return _BASES.get(type(demand), Basis.FIGURES)


def weakest(bases: Iterable[Basis | None]) -> Basis:
    """Return the weakest of what several conclusions rest on."""
    found = set(bases)
    order = (Basis.STATED, Basis.FIGURES, Basis.DATE)
    return next((basis for basis in order if basis in found), Basis.FIGURES)


_BASES = {DeadlineDemand: Basis.DATE, StatusDemand: Basis.STATED}


def _not_judged(value: WrittenValue, demand: PartsDemand) -> Text:
    return text("The figure of the whole, {value}, is not judged: the target is for each of its {n} parts.",
                value=found_in(value), n=len(demand.parts))  # fmt: skip
