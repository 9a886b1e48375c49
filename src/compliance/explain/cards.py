"""Says in plain words what a card and a requirement demand: the same for `explain` and `rules show`."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from compliance.colour import Reason
from compliance.explain.figure_rules import count_rules
from compliance.explain.lines import Line, Rule, Unassessed
from compliance.explain.rules import demand_lines, status_rules
from compliance.explain.wording import Sentence
from compliance.language import Joined, Text, text, texts
from compliance.quantity import Shown, Unit
from compliance.rulebook.bounds import Number, bound_in_words
from compliance.rulebook.demands import (
    STATUS_WORDS,
    BaselineDemand,
    Demand,
    FixedBaselines,
    TrajectoryDemand,
)
from compliance.rulebook.model import Card, Requirement, RuleBook, Source, Target, TrendRule

_DAY = timedelta(days=1)


def card_lines(
    card: Card,
    day: date | None = None,
    whom: tuple[str, ...] = (),
    book: RuleBook | None = None,
) -> Iterator[Line]:
    """Yield what is followed, how it is measured, and what each target demands.

    Args:
        day: Only the target in force then; None for all.
        whom: Only as it is for them, the narrowest name first: location, organisation, kinds.
        book: A rule book that lists it, which has the kinds of organisations in words.
    """
    yield Line(Joined((card.title, card.id)))
    for thing in _measure(card):
        yield Line(thing, 1)
    if card.trend is not None:
        yield Line(_trend(card.trend), 1)
    if card.note is not None:
        yield Line(text("Note: {note}", note=card.note), 1)
    lines: list[Line] = []
    for target, end in _dated(card):
        if day is None or (target.from_ <= day and (end is None or day < end)):
            lines += _target_lines(card, target, end, whom, book)
    if not lines and day is not None:
        yield Line(text("No target is in force on {day}, so nothing is assessed ({reason}).",
                        day=day, reason=Reason.NO_TARGET_IN_FORCE.value), 1)  # fmt: skip
    # what can be amiss whatever is demanded is said once
    amiss = {r for line in lines if isinstance(line.thing, Unassessed) for r in line.thing.reasons}
    yield from (line for line in lines if not isinstance(line.thing, Unassessed))
    if amiss:
        yield Line(Unassessed(tuple(r for r in Reason if r in amiss)), 1)


def requirement_lines(
    requirement: Requirement, book: RuleBook, day: date | None = None, whom: tuple[str, ...] = ()
) -> Iterator[Line]:
    """Yield what a rule book says of a requirement, and then its cards."""
    number = (
        () if requirement.number is None else (text("no. {number}", number=requirement.number),)
    )
    yield Line(Joined((requirement.title, *number, requirement.id)))
    yield Line(text("Rule book: {title} ({id}).", title=book.title, id=book.id), 1)
    goal = next((g.title for g in book.goals if g.id == requirement.goal), requirement.goal)
    yield Line(text("Goal: {goal}.", goal=goal), 1)
    whose = (
        text("not stated") if requirement.applies_to is None else book.named(requirement.applies_to)
    )
    yield Line(text("Applies to: {whom}. Reported in: {report}.", whom=whose,
                    report=book.reports[requirement.reported_in].title), 1)  # fmt: skip
    if requirement.applies_to is not None and whom and not {*whom} & {*requirement.applies_to}:
        yield Line(text("It does not apply to {name}.", name=book.named(whom[:1])), 1)
    if requirement.separate_form:
        separate = text(
            "It is answered in a form of its own, so its contents are not checked here."
        )
        yield Line(separate, 1)
    yield from _choice(requirement, book)
    if requirement.contents:
        yield Line(text("The answer must hold:"), 1)
        for content in requirement.contents:
            only: object = text(" (when it is not green)") if content.when_not_green else ""
            if content.when is not None and content.unit is not None:
                value = Number(content.when.number, content.unit)
                only = text(" (when it is {bound})",
                            bound=bound_in_words(content.when.relation, value))  # fmt: skip
            yield Line(Joined(("– ", content.title, only, f" [{content.id}]"), ""), 2)
    if not requirement.cards:
        yield Line(text("It has no measurable target."), 1)
        yield from (Line(rule, 2) for rule in status_rules(STATUS_WORDS))
        silent = text("it has no written status")
        yield Line(Rule(text("an answer"), silent, Reason.TARGET_NOT_MEASURABLE), 2)
    for id_ in requirement.cards:
        yield Line("")
        yield from card_lines(book.cards[id_], day, whom, book)


def _choice(requirement: Requirement, book: RuleBook) -> Iterator[Line]:
    choice = requirement.choice
    if choice is None:
        return
    kind, low, high = book.named([choice.location_kind]), choice.low, choice.high
    if high is None:
        said = text("Each {kind} answers at least {low} of these cards.", kind=kind, low=low)
    else:
        said = text("Each {kind} answers {low} to {high} of these cards.",
                    kind=kind, low=low, high=high)  # fmt: skip
    yield Line(said, 1)
    if requirement.chosen_locations is not None:
        yield Line(text("Meant are {names}.", names=", ".join(requirement.chosen_locations)), 1)
    given = text("the number of these cards that it answers")
    for rule in count_rules(given, low, high):
        yield Line(rule, 2)


# How it is measured


def _measure(card: Card) -> Iterator[object]:
    if card.unit is None:
        yield text("Indicator: {indicator}.", indicator=card.indicator)
    else:
        yield text("Indicator: {indicator}, in {unit}. {direction}",
                   indicator=card.indicator, unit=card.unit.name_in_words,
                   direction=_direction(card))  # fmt: skip
    if card.derived is not None:
        yield card.derived
    if card.components:
        yield text("Parts: {names}.",
                   names=Joined(tuple(_named(c.title, c.id) for c in card.components), "; "))  # fmt: skip
    beside = tuple(_named(b.name, b.id) for b in card.beside if b.id is not None)
    if beside:
        yield text("Figures needed beside it: {names}.", names=Joined(beside, "; "))
    if card.latency:
        yield texts(
            "Figures may be up to {n} month late.",
            "Figures may be up to {n} months late.",
            card.latency,
        )
    if card.running_total:
        yield text(
            "The value is a running total of the year: it is not due yet while its colour can change."
        )
    if card.possible is not None and card.unit is not None:
        low, high = (Number(end, card.unit) for end in card.possible)
        yield text("The value lies between {low} and {high}.", low=low, high=high)
    if card.min_n is not None:
        yield text("Fewer than {n} cases are not assessed.", n=card.min_n)
    if card.min_coverage is not None:
        yield text(
            "Coverage below {share} is not assessed.",
            share=Shown(card.min_coverage, Unit.PERCENT, 0),
        )
    if card.as_reported:
        yield text("The value is compared as reported, rounded.")


def _named(title: object, id_: str) -> Text:
    return text("{name} ({id})", name=title, id=id_)


def _direction(card: Card) -> Text | str:
    if card.higher_is_better is None:
        return ""
    return text("Higher is better.") if card.higher_is_better else text("Lower is better.")


def _trend(rule: TrendRule) -> Text:
    before = (
        text("the same months of the year before") if rule.last_year else text("the period before")
    )
    if rule.better_from is None or rule.worse_from is None:
        return text("Trend, beside the colour: the level is held against {before}; any step is better or worse.",
                    before=before)  # fmt: skip
    span = (
        text("the value")
        if rule.months is None
        else texts(
            "{n} month up to the value's end", "{n} months up to the value's end", rule.months
        )
    )
    return text("Trend, beside the colour: {span} is held against {before}; better from a change of {better}, "
                "worse from {worse}, else stable.", span=span, before=before,
                better=Number(rule.better_from, Unit.PERCENT),
                worse=Number(rule.worse_from, Unit.PERCENT))  # fmt: skip


# Targets


def _dated(card: Card) -> Iterator[tuple[Target, date | None]]:
    """Yield each target with the first day on which it no longer holds."""
    for target, later in pairwise((*card.targets, None)):
        assert target is not None  # noqa: S101  # only the last one is
        ends = [day for day in (target.to, None if later is None else later.from_) if day]
        yield target, min(ends, default=None)


def _target_lines(
    card: Card,
    target: Target,
    end: date | None,
    whom: tuple[str, ...],
    book: RuleBook | None,
) -> Iterator[Line]:
    def named(name: str) -> object:
        return name if book is None else book.named([name])

    own = target.of(whom)
    yield Line(
        text("From {day}: {demand}.", day=own.from_, demand=own.demand)
        if end is None
        else text("From {day} through {last}: {demand}.",
                  day=own.from_, last=end - _DAY, demand=own.demand),
        1,
    )  # fmt: skip
    if own is not target:
        name = next(name for name in whom if name in target.overrides)
        yield Line(text("This is for {name}. In general: {demand}.",
                        name=named(name), demand=target.demand), 2)  # fmt: skip
    yield from _meaning(card, own, whom)
    yield from _origin(own)
    if whom:
        return
    for name, other in target.overrides.items():
        yield Line(text("For {name}: {demand}.", name=named(name), demand=other.demand), 2)
        yield from (Line(line.thing, line.depth + 1) for line in _meaning(card, other, whom))
        if (other.source, other.assumed) != (target.source, target.assumed):
            yield from (Line(line.thing, line.depth + 1) for line in _origin(other))


def _meaning(card: Card, target: Target, whom: tuple[str, ...]) -> Iterator[Line]:
    for line in demand_lines(target.demand, card):
        yield Line(line.thing, line.depth + 2)
    for name, values in _fixed(target.demand).items():
        if not whom or name in whom:
            for period, value, _ in values:
                yield Line(text("Fixed baseline of {name} in {period}: {value}.",
                                name=name, period=period, value=value), 2)  # fmt: skip


def _fixed(demand: Demand) -> FixedBaselines:
    return demand.fixed if isinstance(demand, BaselineDemand | TrajectoryDemand) else {}


def _origin(target: Target) -> Iterator[Line]:
    """Yield where a target is written, and what is assumed beyond that."""
    if target.assumed is not None:
        yield Line(text("Assumed: {what}.", what=target.assumed), 2)
    if target.source is not None:
        yield Line(Sentence(text("Source: {source}", source=_written(target.source))), 2)
        if target.source.url is not None:
            yield Line(target.source.url, 2)


def _written(source: Source) -> Joined:
    return Joined(tuple(p for p in (source.document, source.place, source.year) if p is not None))
