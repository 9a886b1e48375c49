"""Answers that are right in every way: the colour is chosen first, then a value that has it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis.strategies import DrawFn

from compliance.colour import Colour
from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.demands import (
    ComparisonDemand,
    DeadlineDemand,
    FigureDemand,
    PartsDemand,
    RiskDemand,
    StatusDemand,
    TrajectoryDemand,
)
from compliance.rulebook.model import Card, Example, Organisation, RuleBook, Target
from compliance.testing.choices import either, index, pick, write, write_number
from compliance.testing.contents import content_of, periods_in
from compliance.testing.figures import stated_colour
from compliance.testing.scenes import PER, Stated, counts_from, is_passed, stated

_MONTHS = 12
_STEPS = (0, 1, 2, 3, 5, 8, 13, 21, 40)
_SMALL, _LARGE = 200, 30_000_000
_DARKEST_FIRST = (Colour.RED, Colour.YELLOW, Colour.GREEN)


@dataclass(slots=True, kw_only=True)
class Entered:
    """What stands at one place of an answer, and what is true of it.

    Attributes:
        content: The entry as it stands in a submission; more is put into it later.
        colour: What its figure, day or word means; None where nothing is judged.
        readings: Its plain values in the card's unit, by period.
        period: Of the judged value; None without one.
        below: The entries of locations or components under it.
    """

    card: Card | None = None
    location: str | None = None
    component: str | None = None
    content: dict[str, Any] = field(default_factory=dict)
    colour: Colour | None = None
    readings: dict[Period, Fraction] = field(default_factory=dict)
    period: Period | None = None
    thresholds: tuple[Fraction, ...] = ()
    below: list["Entered"] = field(default_factory=list)

    @property
    def all(self) -> Iterator["Entered"]:
        """Yield it and all below it."""
        yield self
        for entered in self.below:
            yield from entered.all


class Answering:
    """Draws answers of one submission; one fact has one value wherever it stands.

    Attributes:
        known: The value of each indicator, location, component and period.
    """

    def __init__(
        self, draw: DrawFn, rule_book: RuleBook, sender: Organisation, report: Period, day: date
    ) -> None:
        self.draw, self.rule_book, self.sender = draw, rule_book, sender
        self.report, self.day = report, day
        self.known: dict[tuple[str, str | None, str | None, Period], Fraction] = {}

    def answer(
        self, card: Card, location: str | None = None, near: Colour | None = None
    ) -> Entered:
        """Return an answer to a card.

        Args:
            near: Only colours at most one step from it are drawn, where there is a choice.
        """
        entered = Entered(card=card, location=location)
        period = self._period(card)
        target = self._target(card, location, period)
        if target is None or card.derived is not None:
            self._by_example(entered)
        else:
            self._demanded(entered, target, target.demand, period, near)
        return entered

    def _whom(self, location: str | None) -> tuple[str, ...]:
        own = (self.sender.id, *self.sender.kinds)
        return own if location is None else (location, *own)

    def _target(self, card: Card, location: str | None, period: Period) -> Target | None:
        return card.target_at(period.last_day, self._whom(location))

    def _period(self, card: Card) -> Period:
        """Return the period of the value that is judged: the report's own, or last year where figures are late."""
        if card.running_total:
            return Period.of_months(self.report.end_year * _MONTHS, self.report.last)
        year = Period.parse(str(self.report.first_day.year - 1))
        late = card.latency and year.last >= self.report.first - card.latency
        return year if late and either(self.draw) else self.report

    def _demanded(
        self,
        entered: Entered,
        target: Target,
        demand: object,
        period: Period,
        near: Colour | None,
    ) -> None:
        match demand:
            case DeadlineDemand():
                self._delivered(entered, demand)
            case StatusDemand(colours=colours):
                word = pick(self.draw, [w for w, c in colours.items() if _is_near(c, near)])
                entered.content["status"], entered.colour = word, colours[word]
            case RiskDemand():
                self._risk(entered, demand, near)
            case PartsDemand():
                self._parts(entered, target, demand, period, near)
            case _ if isinstance(demand, FigureDemand):
                self._figure(entered, demand, period, near)
            case _:
                self._unjudged(entered, period)

    # Days, words, levels

    def _delivered(self, entered: Entered, demand: DeadlineDemand) -> None:
        dues = [
            t.demand.due
            for t in (entered.card.targets if entered.card is not None else ())
            if isinstance(t.demand, DeadlineDemand)
        ]
        first, last = min([demand.due, *dues]), max([demand.due, *dues])
        on_time = min(first, self.day) - timedelta(days=pick(self.draw, (0, 1, 30)))
        if self.day <= first and either(self.draw):
            entered.content["delivered"] = "no"  # not due yet
        elif self.day > last and either(self.draw):
            entered.content["delivered"] = pick(self.draw, ("no", self.day.isoformat()))
            entered.colour = Colour.RED
        else:
            entered.content["delivered"] = on_time.isoformat()
            entered.colour = Colour.GREEN

    def _risk(self, entered: Entered, demand: RiskDemand, near: Colour | None) -> None:
        card = entered.card
        levels = [w for w, c in demand.levels.items() if _is_near(c, near)]
        if card is None or not levels:
            entered.content["values"] = {self.report.name: "-"}
        elif card.components:
            for component in card.components:
                part = Entered(card=card, location=entered.location, component=component.id)
                word = pick(self.draw, levels)
                part.content["values"] = {self.report.name: word}
                part.colour = demand.levels[word]
                entered.below.append(part)
        else:
            word = pick(self.draw, levels)
            entered.content["values"] = {self.report.name: word}
            entered.colour = demand.levels[word]

    # Parts

    def _parts(
        self,
        entered: Entered,
        target: Target,
        demand: PartsDemand,
        period: Period,
        near: Colour | None,
    ) -> None:
        if any(part.component is None for part in demand.parts):
            self._by_example(entered)
            return
        wanted = Colour.GREEN if demand.needed is not None else near
        for part in demand.parts:
            below = Entered(card=entered.card, location=entered.location, component=part.component)
            self._demanded(below, target, part.demand, period, wanted)
            if demand.needed is not None and below.colour is not Colour.GREEN:
                entered.below.clear()
                self._by_example(entered)
                return
            entered.below.append(below)
        entered.colour = _of_parts(demand, [below.colour for below in entered.below])

    def _by_example(self, entered: Entered) -> None:
        """Enter an example of the card, which somebody wrote by hand; a dash when none fits the report."""
        card = entered.card
        fitting = () if card is None else tuple(e for e in card.examples if self._fits(e))
        if not fitting:
            entered.content["values"] = {self.report.name: "-"}
            return
        example = pick(self.draw, fitting)
        assert isinstance(example.expect, Colour)  # noqa: S101  # chosen so
        assert example.when is not None  # noqa: S101  # chosen so
        entered.content |= content_of(example.when)
        entered.colour = example.expect

    def _fits(self, example: Example) -> bool:
        if example.when is None or example.whom is not None or example.as_of is not None:
            return False
        content = content_of(example.when)
        if content.get("delivered") or not isinstance(example.expect, Colour):
            return False
        return max(periods_in(content), key=lambda p: p.last, default=None) == self.report

    # Figures

    def _unjudged(self, entered: Entered, period: Period) -> None:
        """Enter a value where no target is in force."""
        card = entered.card
        assert card is not None  # noqa: S101  # it is answered
        if card.unit is None:
            return
        number = self._known_or(entered, period, self._any_number(card))
        entered.content["values"] = {period.name: self._write(card, number)}
        entered.readings, entered.period = {period: number}, period

    def _figure(
        self, entered: Entered, demand: FigureDemand, period: Period, near: Colour | None
    ) -> None:
        card = entered.card
        assert card is not None  # noqa: S101  # it is answered
        assert card.unit is not None  # noqa: S101  # it has a figure
        other, others = self._other(entered, demand, period)
        before = counts_from(demand, period)
        years = 1 if before is None else period.end_year - before.end_year
        said = stated(demand, other, years)
        number = self._known_or(entered, period, self._number(card, said, near))
        entered.colour = self._colour(card, demand, said, number, period)
        entered.period, entered.readings = period, {**others, period: number}
        entered.thresholds = tuple(sorted({s.number for s in said}))
        written = self._value(card, number)
        if isinstance(demand, ComparisonDemand) and other is not None:
            if demand.other.id is None:
                whole = {"value": written} if isinstance(written, str) else written
                written = {**whole, "budget": self._write(card, other)}
            else:
                beside = {demand.other.id: {period.name: self._write(card, other)}}
                entered.content["beside"] = beside
        values: dict[str, Any] = {p.name: self._write(card, n) for p, n in others.items()}
        for earlier in self._history(period):
            if earlier == before or either(self.draw):
                continue
            past = self._known_or(entered, earlier, self._near_number(card, number))
            entered.readings[earlier] = past
            values.setdefault(earlier.name, self._write(card, past))
        values[period.name] = written
        entered.content["values"] = dict(sorted(values.items(), key=lambda _: self.draw(index(9))))

    def _colour(
        self,
        card: Card,
        demand: FigureDemand,
        said: tuple[Stated, ...],
        number: Fraction,
        period: Period,
    ) -> Colour | None:
        """Return the colour that the words of the target give; a total that may still grow is only green."""
        if isinstance(demand, TrajectoryDemand) and is_passed(demand, number):
            return Colour.GREEN
        colour = stated_colour(said, number)
        is_open = card.running_total and (period.last + 1) % _MONTHS
        return None if is_open and colour is not Colour.GREEN else colour

    def _other(
        self, entered: Entered, demand: FigureDemand, period: Period
    ) -> tuple[Fraction | None, dict[Period, Fraction]]:
        """Return what a demand counts from, and the baseline that the submission gives."""
        card = entered.card
        assert card is not None  # noqa: S101  # it is answered
        if isinstance(demand, ComparisonDemand):
            return self._any_number(card), {}
        before = counts_from(demand, period)
        if before is None:
            return None, {}
        fixed: Mapping[str, Any] = getattr(demand, "fixed", {})
        for fixed_period, quantity, _ in fixed.get(entered.location or self.sender.id, ()):
            if fixed_period == before:
                given = {before: quantity.number} if either(self.draw) else {}
                return quantity.number, given
        baseline = self._known_or(entered, before, self._any_number(card))
        return baseline, {before: baseline}

    def _known_or(self, entered: Entered, period: Period, number: Fraction) -> Fraction:
        assert entered.card is not None  # noqa: S101  # it is answered
        fact = (entered.card.indicator, entered.location, entered.component, period)
        return self.known.setdefault(fact, number)

    def _history(self, period: Period) -> Iterator[Period]:
        """Yield earlier periods that are as long: the same months of last year, and the months before."""
        yield period.same_months_of(period.end_year - 1)
        before = Period.of_months(period.first - period.months, period.first - 1)
        if before != period.same_months_of(period.end_year - 1):
            yield before

    def _number(self, card: Card, said: tuple[Stated, ...], near: Colour | None) -> Fraction:
        """Return a number of a colour that is drawn first."""
        found: dict[Colour, list[Fraction]] = {}
        for number in _around(card, said):
            found.setdefault(stated_colour(said, number), []).append(number)
        colours = [c for c in Colour if c in found and _is_near(c, near)] or list(found)
        return pick(self.draw, found[pick(self.draw, colours)])

    def _any_number(self, card: Card) -> Fraction:
        """Return a number as such a figure may be."""
        most = _LARGE if card.unit is Unit.NOK else 99 if card.unit is Unit.PERCENT else 2_000
        least = most // 2 if card.unit is Unit.NOK else 2
        number = Fraction(least + self.draw(index(most - least)))
        if card.decimals:
            number += Fraction(self.draw(index(10**card.decimals)), 10**card.decimals)
        return _possible(card, number)

    def _near_number(self, card: Card, number: Fraction) -> Fraction:
        """Return what such a figure may have been in another period."""
        percent = pick(self.draw, (100, 97, 103, 88, 91, 112, 125, 60))
        steps = number * percent / 100 / card.step
        near = Fraction(round(steps)) * card.step
        return _possible(card, near)

    def _value(self, card: Card, number: Fraction) -> Any:
        """Return a figure as it is written, short or by its cases."""
        per = PER.get(card.unit or Unit.COUNT)
        if per is None or number < 0 or self.draw(index(4)):
            return self._write(card, number)
        denominator = per * 10**card.decimals
        numerator = number * denominator / per
        if numerator.denominator != 1 or numerator > denominator:
            return self._write(card, number)
        return {
            "numerator": write_number(self.draw, numerator),
            "denominator": write_number(self.draw, Fraction(denominator)),
        }

    def _write(self, card: Card, number: Fraction) -> str:
        return write(self.draw, number, card.unit or Unit.COUNT)


def worst(colours: list[Colour]) -> Colour:
    """Return the darkest of some colours."""
    return next(colour for colour in _DARKEST_FIRST if colour in colours)


def _is_near(colour: Colour, near: Colour | None) -> bool:
    return near is None or abs(colour.darkness - near.darkness) <= 1


def _of_parts(demand: PartsDemand, colours: list[Colour | None]) -> Colour | None:
    known = [colour for colour in colours if colour is not None]
    if demand.kind == "any of" and demand.needed is None:
        if Colour.GREEN in known:
            return Colour.GREEN
        return None if len(known) < len(colours) else min(known, key=lambda c: c.darkness)
    if Colour.RED in known:
        return Colour.RED
    return None if len(known) < len(colours) else worst(known)


def _around(card: Card, said: tuple[Stated, ...]) -> list[Fraction]:
    """Return numbers on and beside the thresholds, as they are published."""
    numbers = []
    for threshold in sorted({s.number for s in said}):
        on = Fraction(round(threshold / card.step)) * card.step
        for count in _STEPS:
            size = max(abs(on) / 200, card.step)
            step = Fraction(round(size / card.step)) * card.step
            numbers += [on + count * card.step, on - count * card.step]
            numbers += [on + count * step, on - count * step]
    kept = [n for n in numbers if _possible(card, n) == n]
    return list(dict.fromkeys(kept)) or [_possible(card, numbers[0])]


def _possible(card: Card, number: Fraction) -> Fraction:
    low, high = card.possible or (Fraction(0), None)
    if card.unit is not None and card.unit.may_be_negative and card.possible is None:
        return number
    number = max(number, low)
    return number if high is None else min(number, high)
