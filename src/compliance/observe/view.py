"""What observers look at: a submission set against its rules, what was concluded, earlier submissions, texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from compliance.colour import Outcome
from compliance.errors import Place
from compliance.facts.cases import Case, Plan
from compliance.facts.matching import card_of, where_of_entry
from compliance.prose.model import Prose
from compliance.prose.reader import read_prose
from compliance.rulebook.model import Card, Requirement
from compliance.submission.model import Answer, Entry, Passage


@dataclass(frozen=True, slots=True)
class Made:
    """A fact before it has a number: its kind, its fields, its place, and what texts may say of it."""

    kind: str
    fields: Mapping[str, str | None]
    place: Place
    details: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Concluded:
    """A submission with its rules and its conclusions by case subject, parts included."""

    plan: Plan
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A running text, what it belongs to, and what it states.

    Attributes:
        requirement: None for the summary.
        cases: What is assessed of the same card at the same place.
    """

    passage: Passage
    prose: Prose
    requirement: Requirement | None = None
    card: Card | None = None
    location: str | None = None
    component: str | None = None
    entry: Entry | None = None
    cases: tuple[Case, ...] = ()

    @property
    def where(self) -> dict[str, str | None]:
        """Return requirement, card, location and component, as fields of a fact."""
        return {
            "requirement": None if self.requirement is None else self.requirement.id,
            "card": None if self.card is None else self.card.id,
            "location": self.location,
            "component": self.component,
        }


@dataclass(frozen=True, kw_only=True)
class View:
    """All that observers may look at.

    Attributes:
        earlier: Earlier submissions of the same organisation, the latest first.
        with_prose: Whether running text is read.
    """

    now: Concluded
    earlier: tuple[Concluded, ...] = ()
    with_prose: bool = True

    @property
    def plan(self) -> Plan:
        """The submission set against its rules."""
        return self.now.plan

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """The running texts in the order of the file; none when they are not read."""
        return tuple(told_in(self.plan)) if self.with_prose else ()


def told_in(plan: Plan) -> Iterator[Told]:
    """Yield the running texts of a submission: its summary, then those of its answers."""
    period = plan.submission.period
    preface = plan.submission.preface
    if preface is not None:
        yield Told(passage=preface, prose=read_prose(preface.written, period))
    for answer in plan.submission.answers:
        requirement = _requirement_of(plan, answer)
        if requirement is None:
            continue
        card = card_of(plan.rule_book, requirement, answer)
        for entry in answer.entries:
            where = where_of_entry(entry, card, plan.organisation)
            # what stands at an unknown place is of no known case
            location, component = where or (" / ".join(entry.path), None)
            cases = tuple(
                case
                for case in plan.cases
                if case.requirement is requirement
                and (case.card, case.location, case.component) == (card, location, component)
            )
            for passage in entry.passages:
                yield Told(
                    passage=passage,
                    prose=read_prose(passage.written, period),
                    requirement=requirement,
                    card=card,
                    location=location,
                    component=component,
                    entry=entry,
                    cases=cases,
                )


def _requirement_of(plan: Plan, answer: Answer) -> Requirement | None:
    """Return the requirement that an answer is for; the first one that applies, if several list its card."""
    for requirement in plan.rule_book.requirements:
        if answer in plan.answered[requirement.id] and plan.applies[requirement.id] is not False:
            return requirement
    return None
