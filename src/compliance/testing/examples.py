"""Runs the examples of a card, and tells which of its thresholds have none."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction

from compliance import document
from compliance.assess import Assessment
from compliance.colour import Colour, Outcome, Reason
from compliance.document import Node
from compliance.errors import InputRefused, Place, Problem, Unreadable, one_of
from compliance.facts.judged import Frame
from compliance.language import Text, text
from compliance.period import Period
from compliance.quantity import Shown
from compliance.rulebook.demands import (
    DeadlineDemand,
    Demand,
    ExpectedDemand,
    PartsDemand,
    RiskDemand,
    StatusDemand,
    TrajectoryDemand,
    WithdrawnDemand,
)
from compliance.rulebook.model import Card, Example, Target
from compliance.submission.model import Answer
from compliance.testing.trial import answer_of, conclude
from compliance.thresholds import CellQuestion, NumberQuestion, thresholds_of

_ANSWER_KEYS = ("delivered", "status", "beside", "changes")
_SIDES = (
    (-1, text("one step below {threshold}")),
    (0, text("on {threshold}")),
    (1, text("one step above {threshold}")),
)


def check_examples(card: Card) -> list[Problem]:
    """Return what is wrong with the examples of a card, by place: nothing when all conclude what they expect."""
    problems = []
    for example in card.examples:
        assessment, found = try_example(card, example)
        problems += found
        if assessment is not None and example.trend not in {None, assessment.trend}:
            problems.append(
                _problem(
                    example.place,
                    text("expected the trend {expected}, got {found}.", expected=example.trend or "",
                         found="none" if assessment.trend is None else assessment.trend.value),
                    text("Correct the example or the trend."),
                )
            )  # fmt: skip
        if assessment is not None and assessment.outcome is not example.expect:
            problems.append(
                _problem(
                    example.place,
                    text("expected {expected}, got {found}.",
                         expected=written_outcome(example.expect), found=written_outcome(assessment.outcome)),
                    text("Correct the example or the target."),
                )
            )  # fmt: skip
    return sorted(problems, key=lambda p: p.place)


def untested_thresholds(card: Card) -> list[Problem]:
    """Return which thresholds lack an example on them, one step below or one step above, by place.

    Baselines are those of the examples. A card also needs an example that is not assessed.
    """
    tried = [a for e in card.examples if (a := try_example(card, e)[0]) is not None]
    problems = [
        _problem(
            target.place,
            text("no example stands {where}.", where=where),
            text("Write one under examples:."),
        )
        for target in (v for t in card.targets for v in t.variants)
        for where in _missing(card, target, tried)
    ]
    if card.targets and not any(isinstance(a.outcome, Reason) for a in tried):
        problems.append(
            _problem(
                card.place,
                text("no example is not assessed."),
                text("Write one under examples:, such as “expect: not assessed, no-value”."),
            )
        )
    return sorted(problems, key=lambda p: p.place)


def _problem(place: Place, what: Text, accepted: Text) -> Problem:
    return Problem(code="example-fails", place=place, what=what, accepted=accepted)


def written_outcome(outcome: Outcome) -> str:
    """Return an outcome as rule files write it."""
    return outcome.value if isinstance(outcome, Colour) else f"not assessed, {outcome.value}"


def try_example(card: Card, example: Example) -> tuple[Assessment | None, list[Problem]]:
    """Return what an example concludes, or None and why it cannot be tried."""
    try:
        answer = answer_of(_answer_of(example.when, example.place))
    except InputRefused as error:
        return None, list(error.problems)
    named = (value.period for entry in answer.entries for value in entry.values)
    report = example.period or _last_period(named)
    if report is None:
        return None, [
            _problem(
                example.place,
                text("the example has no period."),
                text("Write the report's period, such as “period: 2025-H1”."),
            )
        ]
    frame = Frame(example.whom or "", report, example.as_of or report.last_day)
    unknown = _unknown_component(card, answer)
    if unknown is not None:
        return None, [unknown]
    return conclude(card, answer, frame)[0], []


def _unknown_component(card: Card, answer: Answer) -> Problem | None:
    for entry in answer.entries:
        if entry.path and card.component(entry.path[0]) is None:
            return _problem(
                entry.place,
                text("there is no component “{name}”.", name=entry.path[0]),
                one_of([component.id for component in card.components], entry.path[0]),
            )
    return None


def _answer_of(when: Node | None, place: Place) -> Node:
    """Return the answer that `when` stands for: periods are values, the rest are keys of their own."""
    if not isinstance(when, document.Mapping):
        return document.Mapping({}, {}, place)
    own = {key: node for key, node in when.entries.items() if key in _ANSWER_KEYS}
    by = when.entries.get("by")
    if isinstance(by, document.Mapping):
        parts = {name: _answer_of(part, by.keys[name]) for name, part in by.entries.items()}
        own["by"] = document.Mapping(parts, by.keys, by.place)
    values = {key: node for key, node in when.entries.items() if key not in (*_ANSWER_KEYS, "by")}
    keys = dict(when.keys)
    if values:
        own["values"] = document.Mapping(values, {key: keys[key] for key in values}, when.place)
        keys["values"] = when.place
    return document.Mapping(own, {key: keys[key] for key in own}, when.place)


def _last_period(names: Iterable[str]) -> Period | None:
    """Return the period that ends last, of those that can be read."""
    periods = []
    for name in names:
        try:
            periods.append(Period.parse(name))
        except Unreadable:
            continue
    return max(periods, key=lambda p: (p.last, p.months), default=None)


def _missing(card: Card, target: Target, tried: list[Assessment]) -> Iterator[Text]:
    """Yield where no example of a target stands."""
    under = [a for a in tried if a.case.judged.target is target]
    if isinstance(target.demand, PartsDemand):
        demands = list({id(part.demand): part.demand for part in target.demand.parts}.values())
        for demand in demands:
            parts = [
                part
                for whole in under
                for part in whole.parts
                if part.case.judged.target is not None and part.case.judged.target.demand is demand
            ]
            yield from _missing_under(card, demand, parts)
    else:
        yield from _missing_under(card, target.demand, under)


def _missing_under(card: Card, demand: Demand, under: list[Assessment]) -> Iterator[Text]:
    match demand:
        case DeadlineDemand(due=due):
            yield from _missing_days(due, under)
        case StatusDemand(colours=colours):
            yield from _missing_words(colours, under)
        case RiskDemand(levels=levels, matrix=matrix, others=others):
            yield from _missing_words(levels, under)
            if others and not any(a.outcome is Reason.VALUE_IMPRECISE for a in under):
                yield text("on a level without a colour")
            asked = {a.case.judged.question for a in under}
            for row, colours_of_row in enumerate(matrix):
                for column in range(len(colours_of_row)):
                    if CellQuestion(matrix=matrix, row=row, column=column) not in asked:
                        yield text("on “{probability}” × “{consequence}”",
                                   probability=demand.probabilities[row],
                                   consequence=demand.consequences[column])  # fmt: skip
        case ExpectedDemand() | WithdrawnDemand() | PartsDemand():
            if not under:
                yield text("under the target")
        case _:
            end = demand.until if isinstance(demand, TrajectoryDemand) else None
            yield from _missing_numbers(card, under, end)


def _missing_words(colours: Mapping[str, Colour], under: list[Assessment]) -> Iterator[Text]:
    for colour in Colour:
        if colour in colours.values() and not any(a.outcome is colour for a in under):
            yield text("on a status that means {colour}", colour=colour.value)


def _missing_days(due: date, under: list[Assessment]) -> Iterator[Text]:
    days = {a.case.judged.delivered for a in under}
    for away, where in _SIDES:
        if due + timedelta(days=away) not in days:
            yield Text(where.source, (("threshold", due),))


def _missing_numbers(card: Card, under: list[Assessment], end: Fraction | None) -> Iterator[Text]:
    """Yield the places that no example holds.

    Thresholds of baselines are told apart by their order; the `end` of a trajectory is one of its own.
    """
    places: dict[tuple[int, bool], set[int]] = {}
    shown: dict[tuple[int, bool], Fraction] = {}
    for assessment in under:
        question = assessment.case.judged.question
        if not isinstance(question, NumberQuestion) or question.low != question.high:
            continue
        for number, threshold in enumerate(thresholds_of(question.bands)):
            key = (number, threshold == end)
            shown.setdefault(key, threshold)
            away = question.low - threshold
            if abs(away) <= card.step:
                places.setdefault(key, set()).add((away > 0) - (away < 0))
    if not shown:
        yield text("under the target")
    for key, threshold in shown.items():
        for side, where in _SIDES:
            if side not in places.get(key, set()) and card.unit is not None:
                number_shown = Shown(threshold, card.unit, card.decimals, (threshold,))
                yield Text(where.source, (("threshold", number_shown),))
