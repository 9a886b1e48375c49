"""One fact stated twice: in two places of a submission, or in this and an earlier one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from compliance.errors import Place
from compliance.facts.cases import Plan
from compliance.facts.earlier import Where
from compliance.facts.matching import card_of, where_of_entry
from compliance.facts.values import Form, Measured, read_values
from compliance.language import Joined
from compliance.observe.rounding import may_be_one
from compliance.observe.scope import narrower
from compliance.observe.view import Made, View
from compliance.period import Period
from compliance.quantity import Quantity, Shown, Unit
from compliance.rulebook.model import Card, Requirement
from compliance.submission.model import Answer, Entry, WrittenValue

_Fact = tuple[str, Unit, Where, Period]
"""Indicator, unit, location and component, period: what a figure states."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Given:
    """A figure where it stands.

    Attributes:
        card: The one that the answer answers, also of a figure beside.
        is_beside: Whether it is a figure of another indicator that the card needs.
    """

    requirement: Requirement
    card: Card
    answer: Answer
    entry: Entry
    measured: Measured
    place: Place
    is_beside: bool

    @property
    def value(self) -> Quantity:
        """The number, exact where numerator and denominator are given."""
        return self.measured.exact

    @property
    def said(self) -> tuple[Entry, ...]:
        """The entries whose words hold for it."""
        return (self.answer.own, self.entry)


def twins_observed(view: View) -> Iterator[Made]:
    """Yield the figures that two places state differently."""
    now = _all_given(view.plan)
    for fact, given in now.items():
        for number, later in enumerate(given):
            first = next((g for g in given[:number] if _differ_here(view.plan, g, later)), None)
            if first is not None:
                yield _twin(view.plan, fact, first, later)
    if view.earlier:
        yield from _against_earlier(view, now)


def _against_earlier(view: View, now: Mapping[_Fact, Sequence[_Given]]) -> Iterator[Made]:
    """Yield what differs from the latest earlier submission that gives the same."""
    earlier = [(concluded.plan, _all_given(concluded.plan)) for concluded in view.earlier]
    for fact, given in now.items():
        before = next(((plan, found[fact]) for plan, found in earlier if fact in found), None)
        if before is None:
            continue
        plan, then = before
        if not any(may_be_one(here.value, there.value) for here in given for there in then):
            yield _twin(view.plan, fact, given[0], then[0], plan)


def _differ_here(plan: Plan, one: _Given, other: _Given) -> bool:
    """Whether two places of one submission contradict each other, and nothing else tells it."""
    return (
        one.measured.vintage == other.measured.vintage
        and not may_be_one(one.value, other.value)
        and not _is_answered_twice(plan, one, other)
    )


def _is_answered_twice(plan: Plan, one: _Given, other: _Given) -> bool:
    """Whether both are the answer to one card of one requirement, which cannot be read then."""
    return (
        one.card.id == other.card.id
        and not one.is_beside
        and not other.is_beside
        and any(
            {id(one.answer), id(other.answer)} <= {id(answer) for answer in answers}
            for answers in plan.answered.values()
        )
    )


# Where figures stand


def _all_given(plan: Plan) -> dict[_Fact, list[_Given]]:
    """Return every figure of a submission by what it states, in the order of the rule book.

    Not in that of the file: which of two places a finding is about must not depend on it.
    """
    found: dict[_Fact, list[_Given]] = {}
    for answer in plan.submission.answers:
        requirement = _requirement_of(plan, answer)
        card = None if requirement is None else card_of(plan.rule_book, requirement, answer)
        form = None if card is None else Form.of(card)
        if requirement is None or card is None or form is None:
            continue
        for entry in answer.entries:
            where = where_of_entry(entry, card, plan.organisation)
            if where is None:
                continue
            for indicator, values, read_as in _values(entry, card, form):
                for reading in read_values(values, read_as):
                    if reading.period is None or not isinstance(reading.content, Measured):
                        continue
                    given = _Given(
                        requirement=requirement,
                        card=card,
                        answer=answer,
                        entry=entry,
                        measured=reading.content,
                        place=reading.place,
                        is_beside=values is not entry.values,
                    )
                    fact = (indicator, form.unit, where, reading.period)
                    found.setdefault(fact, []).append(given)
    place_of = {r.id: number for number, r in enumerate(plan.rule_book.requirements)}
    return {
        fact: sorted(
            given,
            key=lambda g: (
                place_of[g.requirement.id],
                g.requirement.cards.index(g.card.id),
                g.is_beside,
                g.value.low,
            ),
        )
        for fact, given in found.items()
    }


def _values(
    entry: Entry, card: Card, form: Form
) -> Iterator[tuple[str, Sequence[WrittenValue], Form]]:
    """Yield the figures of an entry with their indicator; what a derived card is given has none of its own."""
    if card.derived is None:
        yield card.indicator, entry.values, form
    plain = replace(form, own=form.unit, possible=None)
    for other in card.beside:
        if other.id is not None and other.id in entry.beside:
            yield other.id, entry.beside[other.id], plain


def _requirement_of(plan: Plan, answer: Answer) -> Requirement | None:
    """Return the first requirement that applies and that an answer is for."""
    return next(
        (
            requirement
            for requirement in plan.rule_book.requirements
            if plan.applies[requirement.id] is not False
            and any(answer is own for own in plan.answered[requirement.id])
        ),
        None,
    )


# What is said


def _twin(
    plan: Plan, fact: _Fact, here: _Given, there: _Given, earlier: Plan | None = None
) -> Made:
    """Return the fact that two places differ.

    Args:
        earlier: The submission of the other place; None for the same one.
    """
    _, _, (location, component), period = fact
    scope = narrower(here.said, there.said, plan.organisation, location)
    against = "same-report" if earlier is None else "last-report"
    return Made(
        "twin",
        {
            "twin": f"{against} {here.place} {there.place} {period.name}",
            "requirement": here.requirement.id,
            "card": here.card.id,
            "location": location,
            "component": component,
            "period": period.name,
            "against": against,
            "agrees": "no" if scope is None else "scope",
            "vintage": there.measured.vintage
            if earlier is None
            else _vintage(there, period, earlier),
        },
        here.place,
        {
            "title": _title(fact, here),
            "value_text": _shown(here, there),
            "other_text": _shown(there, here),
            "other_place": str(there.place),
            "scope_text": scope or "",
            "period_text": period,
        },
    )


def _vintage(given: _Given, period: Period, earlier: Plan) -> str:
    """Return the vintage of an earlier figure; before its time it can only have been preliminary."""
    vintage = given.measured.vintage
    known = period.last + given.card.latency
    if vintage == "final" and Period.of_months(known, known).last_day > earlier.as_of:
        return "preliminary"
    return vintage


def _title(fact: _Fact, given: _Given) -> object:
    """Return what the figure is called, and where it is of."""
    indicator, _, (location, component), _ = fact
    title: object = given.card.title
    if given.is_beside:
        title = next(b.name for b in given.card.beside if b.id == indicator)
    elif given.requirement.only_card:
        title = given.requirement.title
    part = next((c.title for c in given.card.components if c.id == component), None)
    named = tuple(name for name in (title, location, part) if name is not None)
    return title if len(named) == 1 else Joined(named)


def _shown(given: _Given, other: _Given) -> Quantity | Shown:
    """Return the number as it was written; a worked-out one so that it differs from the other."""
    value = given.value
    if value.step is not None or value.is_interval:
        return value
    apart = () if other.value.is_interval else (other.value.number,)
    return Shown(value.number, value.unit, given.card.decimals, apart)
