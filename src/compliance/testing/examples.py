"""Runs the examples of a card, and tells which of its thresholds have none."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from compliance import document
from compliance.assess import Assessment
from compliance.colour import Colour, Outcome, Reason
from compliance.document import Node
from compliance.errors import InputRefused, Place, Problem, Unreadable
from compliance.facts.judged import Frame
from compliance.language import Text, text
from compliance.period import Period
from compliance.quantity import Shown
from compliance.rulebook.model import Card, DeadlineDemand, Example, StatusDemand, Target
from compliance.testing.trial import conclude, entry_of
from compliance.thresholds import NumberQuestion, thresholds_of

_ANSWER_KEYS = ("delivered", "status")
_SIDES = (
    (-1, text("one step below {threshold}")),
    (0, text("on {threshold}")),
    (1, text("one step above {threshold}")),
)


def check_examples(card: Card) -> list[Problem]:
    """Return what is wrong with the examples of a card, by place: nothing when all conclude what they expect."""
    problems = []
    for example in card.examples:
        assessment, found = _try(card, example)
        problems += found
        if assessment is not None and assessment.outcome is not example.expect:
            problems.append(
                _problem(
                    example.place,
                    text("expected {expected}, got {found}.",
                         expected=_written(example.expect), found=_written(assessment.outcome)),
                    text("Correct the example or the target."),
                )
            )  # fmt: skip
    return sorted(problems, key=lambda p: p.place)


def untested_thresholds(card: Card) -> list[Problem]:
    """Return which thresholds lack an example on them, one step below or one step above, by place.

    Baselines are those of the examples. A card also needs an example that is not assessed.
    """
    tried = [a for e in card.examples if (a := _try(card, e)[0]) is not None]
    problems = [
        _problem(
            target.place,
            text("no example stands {where}.", where=where),
            text("Write one under examples:."),
        )
        for target in card.targets
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


def _written(outcome: Outcome) -> str:
    """Return an outcome as rule files write it."""
    return outcome.value if isinstance(outcome, Colour) else f"not assessed, {outcome.value}"


def _try(card: Card, example: Example) -> tuple[Assessment | None, list[Problem]]:
    """Return what an example concludes, or None and why it cannot be tried."""
    try:
        entry = entry_of(_answer_of(example))
    except InputRefused as error:
        return None, list(error.problems)
    report = example.period or _last_period(value.period for value in entry.values)
    if report is None:
        return None, [
            _problem(
                example.place,
                text("the example has no period."),
                text("Write the report's period, such as “period: 2025-H1”."),
            )
        ]
    return conclude(card, entry, Frame("", report, example.as_of or report.last_day)), []


def _answer_of(example: Example) -> Node:
    """Return the answer that `when` stands for: periods are values, the rest are keys of their own."""
    when = example.when
    if not isinstance(when, document.Mapping):
        return document.Mapping({}, {}, example.place)
    own = {key: node for key, node in when.entries.items() if key in _ANSWER_KEYS}
    values = {key: node for key, node in when.entries.items() if key not in _ANSWER_KEYS}
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
    match target.demand:
        case DeadlineDemand(due=due):
            yield from _missing_days(due, under)
        case StatusDemand(colours=colours):
            for colour in Colour:
                if colour in colours.values() and not any(a.outcome is colour for a in under):
                    yield text("on a status that means {colour}", colour=colour.value)
        case _:
            yield from _missing_numbers(card, under)


def _missing_days(due: date, under: list[Assessment]) -> Iterator[Text]:
    days = {a.case.judged.delivered for a in under}
    for away, where in _SIDES:
        if due + timedelta(days=away) not in days:
            yield Text(where.source, (("threshold", due),))


def _missing_numbers(card: Card, under: list[Assessment]) -> Iterator[Text]:
    """Yield the places that no example holds; thresholds of baselines are told apart by their order."""
    places: dict[int, set[int]] = {}
    shown: dict[int, Fraction] = {}
    for assessment in under:
        question = assessment.case.judged.question
        if not isinstance(question, NumberQuestion) or question.low != question.high:
            continue
        for number, threshold in enumerate(thresholds_of(question.bands)):
            shown.setdefault(number, threshold)
            away = question.low - threshold
            if abs(away) <= card.step:
                places.setdefault(number, set()).add((away > 0) - (away < 0))
    if not shown:
        yield text("under the target")
    for number, threshold in shown.items():
        for side, where in _SIDES:
            if side not in places.get(number, set()) and card.unit is not None:
                number_shown = Shown(threshold, card.unit, card.decimals, (threshold,))
                yield Text(where.source, (("threshold", number_shown),))
