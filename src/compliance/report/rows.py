"""What every report format shows, line for line, as things still to be said.

A row is an assessment, or what stands in the place of one: the heading of a requirement that is
judged in several parts, a declared colour without an assessment, or a requirement that is not answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from compliance.assess import Assessment, Report
from compliance.colour import Basis, Colour, Outcome
from compliance.errors import Place
from compliance.explain import (
    Margin,
    brief,
    explanation,
    margin_words,
    shown_value,
    target_words,
    trend_said,
)
from compliance.language import Localised, Text, text
from compliance.period import Period
from compliance.report.selection import KINDS, shows
from compliance.rulebook.model import Card, Goal, Requirement, RuleBook
from compliance.submission.model import Answer, Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a report.

    Attributes:
        number: As the rule book's source gives it; None when it gives none.
        part: What of the requirement is judged here, when that is not all of it: the card's title.
        declared: What is declared at just this place; "not published", or None when nothing is.
        outcome: None when there is no assessment: a heading, a bare declared colour, or not answered.
        basis: None also for a target that is not measurable.
        value: The judged value, the day of delivery or the written status.
        period: Of the value; None without one.
        explanation: All sentences, in the order of thought.
        brief: The short why, for a format that shows value and target beside it.
        source: Where the organisation has its figures from.
        is_answered: False when the submission has no answer to the requirement.
        below: How many assessments a heading stands over; None when the row is no heading.
        trend: The trend in a sentence; None without one.
    """

    requirement: str
    number: str | None
    title: Localised
    goal: Goal
    card: str | None = None
    part: Localised | Text | None = None
    location: str | None = None
    component: Localised | None = None
    declared: Colour | str | None = None
    outcome: Outcome | None = None
    basis: Basis | None = None
    value: object | None = None
    target: object | None = None
    margin: Margin | None = None
    period: Period | None = None
    explanation: tuple[object, ...] = ()
    brief: tuple[object, ...] = ()
    place: Place | None = None
    source: str | None = None
    is_answered: bool = True
    below: int | None = None
    trend: object | None = None

    @property
    def path(self) -> tuple[object, ...]:
        """What of the requirement the row is: card, location and component, as far as it is not all of it."""
        return tuple(n for n in (self.part, self.location, self.component) if n is not None)


def report_rows(report: Report, only: tuple[str, ...] = ()) -> tuple[Row, ...]:
    """Return the rows in rule-book order, narrowed as `--only` says.

    A heading stays as long as something below it does.
    """
    rows: list[Row] = []
    for requirement in report.plan.rule_book.requirements:
        if report.plan.applies[requirement.id] is not False:
            rows += _Section(report, requirement, only).rows()
    return tuple(rows)


class _Section:
    """The rows of one requirement."""

    def __init__(self, report: Report, requirement: Requirement, only: tuple[str, ...]) -> None:
        self.report, self.requirement, self.only = report, requirement, only
        self.answers = report.plan.answered[requirement.id]
        self.assessments = [a for a in report.assessments if a.case.requirement is requirement]
        book = report.plan.rule_book
        self.has_whole = any(
            a.case.location is None and a.case.component is None for a in self.assessments
        )
        self.base = Row(
            requirement=requirement.id,
            number=requirement.number,
            title=requirement.title,
            goal=_goal_of(requirement, book),
        )
        self.is_divided = (
            len(requirement.cards) > 1
            or requirement.choice is not None
            or (
                bool(self.assessments)
                and all(
                    a.case.location is not None
                    or (a.case.component is not None and not self.has_whole)
                    for a in self.assessments
                )
            )
        )

    def rows(self) -> Iterator[Row]:
        if not self.assessments and not self.answers:
            if self.shows_unassessed():
                yield replace(
                    self.base,
                    is_answered=False,
                    explanation=(text("The requirement is not answered."),),
                    brief=(text("The requirement is not answered."),),
                )
            return
        below = [self.assessment(a) for a in self.assessments if shows(self.only, a)]
        if self.shows_unassessed():
            below = sorted([*below, *self.bare_colours()], key=self.order)
        if self.is_divided and (below or self.shows_unassessed()):
            yield self.heading()
        yield from below

    def order(self, row: Row) -> tuple[int, bool]:
        """Return where a row stands: counts first, then the cards as listed, each before its places."""
        card = -1 if row.card is None else self.requirement.cards.index(row.card)
        return card, row.location is not None

    def shows_unassessed(self) -> bool:
        """Whether rows without an assessment are selected."""
        kinds = {word for word in self.only if word in KINDS}
        ids = set(self.only) - kinds
        if ids and self.requirement.id not in ids:
            return False
        return not kinds or not kinds.isdisjoint({"assessments", "not-assessed"})

    def heading(self) -> Row:
        own = self.own()
        return replace(
            self.base,
            declared=None if own is None else own.declared,
            place=None if own is None else own.place,
            source=None if own is None else own.source or None,
            brief=() if self.assessments else (text("None of its cards is answered."),),
            explanation=() if self.assessments else (text("None of its cards is answered."),),
            below=len(self.assessments),
        )

    def own(self) -> Entry | None:
        """Return what is said of the requirement as a whole."""
        keys = (self.requirement.id, self.requirement.only_card)
        mine = [a.own for key in keys for a in self.answers if a.key == key]
        return next(
            (entry for entry in mine if entry.declared is not None), mine[0] if mine else None
        )

    def assessment(self, assessment: Assessment) -> Row:
        case, judged = assessment.case, assessment.case.judged
        card, entry = case.card, case.entry
        is_count = card is None and case.location is not None
        is_answered = entry is not None or is_count
        unanswered = () if is_answered else (text("The requirement is not answered."),)
        return replace(
            self.base,
            card=None if card is None else card.id,
            part=text("Indicators chosen") if is_count else self.part_of(card),
            location=case.location,
            component=_component(card, case.component),
            declared=None if entry is None else entry.declared,
            outcome=assessment.outcome,
            basis=judged.basis,
            value=_value(assessment),
            target=target_words(assessment) or None,
            margin=margin_words(assessment),
            period=None if judged.value is None else judged.period,
            explanation=(*unanswered, *explanation(assessment)),
            brief=(*unanswered, *brief(assessment)),
            place=judged.place,
            source=_source(entry, case.answer),
            is_answered=is_answered,
            trend=next(iter(trend_said(assessment)), None),
        )

    def part_of(self, card: Card | None) -> Localised | None:
        return card.title if card is not None and len(self.requirement.cards) > 1 else None

    def bare_colours(self) -> Iterator[Row]:
        """Yield the declared colours that belong to no assessment: shown, never judged."""
        told = {a.case.entry.declared_place for a in self.assessments if a.case.entry is not None}
        own = self.own() if self.is_divided else None
        if own is not None:
            told.add(own.declared_place)
        for answer in self.answers:
            for entry in answer.entries:
                if entry.declared is None or entry.declared_place in told:
                    continue
                yield self.bare_colour(answer, entry)

    def bare_colour(self, answer: Answer, entry: Entry) -> Row:
        card = self.report.plan.rule_book.cards.get(answer.key)
        location = self.report.plan.organisation.location(entry.path[0]) if entry.path else None
        names = [*entry.path]
        component = None
        if location is not None:
            names[0] = location.id
        if names and card is not None and (found := card.component(names[-1])) is not None:
            component = found.title
            names.pop()
        why = text("Declared here, where nothing is assessed.")
        return replace(
            self.base,
            card=None if card is None else card.id,
            part=self.part_of(card),
            location=", ".join(names) or None,
            component=component,
            declared=entry.declared,
            explanation=(why,),
            brief=(why,),
            place=entry.declared_place,
            source=_source(entry, answer),
        )


def _goal_of(requirement: Requirement, book: RuleBook) -> Goal:
    return next(goal for goal in book.goals if goal.id == requirement.goal)


def _component(card: Card | None, id_: str | None) -> Localised | None:
    if card is None or id_ is None:
        return None
    return next(component.title for component in card.components if component.id == id_)


def _value(assessment: Assessment) -> object | None:
    judged = assessment.case.judged
    if judged.value is not None:
        return shown_value(assessment)
    if judged.status is not None:
        return text("“{word}”", word=judged.status)
    if isinstance(judged.delivered, bool):
        return text("not delivered")
    return judged.delivered


def _source(entry: Entry | None, answer: Answer | None) -> str | None:
    own = "" if entry is None else entry.source
    return own or (answer.own.source if answer is not None else "") or None
