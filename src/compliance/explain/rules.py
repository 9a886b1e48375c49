"""Says what a target demands, one sentence for each colour: given this, when that, then green.

The sentences are made from the demand itself, so they cannot say anything else than what is judged.
"""

from collections.abc import Iterator, Mapping
from typing import assert_never

from compliance.colour import Colour, Reason
from compliance.explain.figure_rules import figure_lines
from compliance.explain.lines import Grid, Line, Rule, Unassessed
from compliance.language import Joined, Text, text
from compliance.rulebook.demands import (
    BaselineDemand,
    ComparisonDemand,
    DeadlineDemand,
    Demand,
    ExpectedDemand,
    PartsDemand,
    PlainDemand,
    RangeDemand,
    RiskDemand,
    StatusDemand,
    ThresholdDemand,
    TrajectoryDemand,
    WithdrawnDemand,
)
from compliance.rulebook.model import Card


def demand_lines(demand: Demand, card: Card) -> Iterator[Line]:
    """Yield what a demand means under its card: green, yellow and red, then why there may be no colour."""
    match demand:
        case PartsDemand():
            yield from _of_parts(demand, card)
        case ExpectedDemand():
            when = text("no level has been set")
            yield Line(Rule(text("any answer"), when, Reason.TARGET_NOT_SET))
        case WithdrawnDemand():
            when = text("nothing is demanded any more")
            yield Line(Rule(text("any answer"), when, Reason.NO_TARGET_IN_FORCE))
        case _:
            if card.components:
                yield Line(text("Each part that is answered is judged on its own."))
            yield from _of_one(demand, card)


def _of_one(demand: PlainDemand, card: Card) -> Iterator[Line]:
    """Yield what one demand means for what is answered to it."""
    match demand:
        case (
            ThresholdDemand()
            | RangeDemand()
            | BaselineDemand()
            | TrajectoryDemand()
            | ComparisonDemand()
        ):
            yield from figure_lines(demand, card)
        case DeadlineDemand():
            yield from _deadline_lines(demand)
        case StatusDemand():
            yield from _status_lines(demand)
        case RiskDemand():
            yield from _risk_lines(demand)
        case _:
            assert_never(demand)


def _deadline_lines(demand: DeadlineDemand) -> Iterator[Line]:
    due, delivered = demand.due, text("a day of delivery")
    passed, ahead = text("{day} has passed", day=due), text("{day} has not passed", day=due)
    refused, silent = text("the answer “delivered: no”"), text("no day at all")
    either = text("the answer “delivered: no”, or no day at all")
    yield Line(Rule(delivered, text("it is {day} or earlier", day=due), Colour.GREEN))
    yield Line(Rule(delivered, text("it is later than {day}", day=due), Colour.RED))
    yield Line(Rule(refused, passed, Colour.RED))
    yield Line(Rule(either, ahead, Reason.NOT_DUE))
    yield Line(Rule(silent, passed, Reason.NO_VALUE))
    yield Line(Unassessed((Reason.VALUE_UNREADABLE,)))


def _status_lines(demand: StatusDemand) -> Iterator[Line]:
    for rule in status_rules(demand.colours):
        yield Line(rule)
    yield Line(Unassessed((Reason.NO_VALUE,)))


def status_rules(colours: Mapping[str, Colour]) -> Iterator[Rule]:
    """Yield what a written status stands for."""
    given = text("the organisation's own written status")
    yield from _word_rules(given, colours)
    yield Rule(given, text("it is anything else"), Reason.VALUE_UNREADABLE)


def _risk_lines(demand: RiskDemand) -> Iterator[Line]:
    for rule in _word_rules(text("the stated level of risk"), demand.levels):
        yield Line(rule)
    if demand.others:
        words = tuple(text("“{word}”", word=word) for word in demand.others)
        it_is = text("it is {words}", words=Joined(words, " / "))
        yield Line(Rule(text("the stated level of risk"), it_is, Reason.VALUE_IMPRECISE))
    if demand.matrix:
        yield Line(
            text(
                "Given probability (down) and consequence (across), then the colour where they meet:"
            )
        )
        yield Line(Grid(demand), 1)
    yield Line(
        Unassessed(
            (
                Reason.NO_VALUE,
                Reason.VALUE_UNREADABLE,
                Reason.NOT_APPLICABLE,
                Reason.VALUE_TOO_OLD,
            )
        )
    )


def _word_rules(given: Text, colours: Mapping[str, Colour]) -> Iterator[Rule]:
    for colour in Colour:
        words = tuple(text("“{word}”", word=w) for w, c in colours.items() if c is colour)
        if words:
            yield Rule(given, text("it is {words}", words=Joined(words, " / ")), colour)


def _of_parts(demand: PartsDemand, card: Card) -> Iterator[Line]:
    """Yield what is demanded of each part, equal ones once, and what follows from all of them."""
    groups: list[tuple[PlainDemand, list[object]]] = []
    for part in demand.parts:
        name: object = (
            text("the answer itself") if part.component is None else demand.names[part.component]
        )
        same = next((names for known, names in groups if known == part.demand), None)
        if same is None:
            groups.append((part.demand, [name]))
        else:
            same.append(name)
    can_be_yellow = False
    for inner, names in groups:
        listed = Joined(tuple(names))
        yield Line(
            text("For {name}: {demand}.", name=listed, demand=inner)
            if len(names) == 1
            else text("For each of {names}: {demand}.", names=listed, demand=inner)
        )
        for line in _of_one(inner, card):
            can_be_yellow |= _is_yellow(line.thing)
            yield Line(line.thing, line.depth + 1)
    yield Line(text("Together:"))
    for thing in _together(demand, can_be_yellow=can_be_yellow):
        yield Line(thing, 1)


def _is_yellow(thing: object) -> bool:
    if isinstance(thing, Grid):
        return any(Colour.YELLOW in row for row in thing.demand.matrix)
    return isinstance(thing, Rule) and thing.then is Colour.YELLOW


def _together(demand: PartsDemand, *, can_be_yellow: bool) -> Iterator[object]:
    """Yield what follows from the parts; several of one colour never make it yellow where N are needed."""
    given = text("the {n} parts", n=len(demand.parts))
    if demand.needed is not None:
        needed = demand.needed
        yield Rule(given, text("{needed} or more are green", needed=needed), Colour.GREEN)
        short = text("fewer than {needed} are green or not assessed", needed=needed)
        yield Rule(given, short, Colour.RED)
        undecided = text("fewer than {needed} are green, but those not assessed could make up for it",
                         needed=needed)  # fmt: skip
    elif demand.kind == "any of":
        yield Rule(given, text("at least one is green"), Colour.GREEN)
        if can_be_yellow:
            best = text("all are assessed, none is green and at least one is yellow")
            yield Rule(given, best, Colour.YELLOW)
        yield Rule(given, text("all are red"), Colour.RED)
        undecided = text("none is green and at least one is not assessed")
    else:
        yield Rule(given, text("all are green"), Colour.GREEN)
        if can_be_yellow:
            worst = text("all are assessed, none is red and at least one is yellow")
            yield Rule(given, worst, Colour.YELLOW)
        yield Rule(given, text("at least one is red"), Colour.RED)
        undecided = text("none is red and at least one is not assessed")
    if any(part.component is not None for part in demand.parts):
        absent = text("{undecided}, one of these because it is absent", undecided=undecided)
        yield Rule(given, absent, Reason.COMPONENT_MISSING)
        undecided = text("{undecided}, none of these because it is absent", undecided=undecided)
    yield text("Given {given}, when {when}, then not assessed, for the first one's reason.",
               given=given, when=undecided)  # fmt: skip
    yield Rule(text("an answer"), text("it says nothing of any part"), Reason.NO_VALUE)
