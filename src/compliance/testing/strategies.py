"""Generates what organisations might send, from the rules themselves.

Thresholds decide where values lie: on each, one step and a hair's breadth either side, far away; target
dates and the report's window decide the periods. What is generated is always a possible submission:
wrong figures are part of it, a broken structure is not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from math import ceil
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from compliance.colour import Colour
from compliance.period import Period
from compliance.quantity import Unit, exact_text
from compliance.rulebook.model import (
    BaselineBound,
    BaselineDemand,
    Card,
    DeadlineDemand,
    Organisation,
    RangeDemand,
    Requirement,
    RuleBook,
    StatusDemand,
    Target,
    ThresholdDemand,
)
from compliance.submission.model import Submission
from compliance.testing.trial import Trial, Written, submission_from

_T = TypeVar("_T")

FigureDemand = ThresholdDemand | RangeDemand | BaselineDemand
"""Demands that judge a number."""

PER: Mapping[Unit, int] = {Unit.PERCENT: 100, Unit.PER_100_000: 100_000}
"""What a share is counted per; 1 for the other units."""

_HAIR = Fraction(1, 10**12)
_FAR = 10**7
_MONTHS = 12
_AMBIGUOUS = 3
_SIGNS = {
    Unit.PERCENT: ("%", " %", "\u00a0%", " prosent", " pst."),
    Unit.HOURS: ("", " timer", " hours"),
    Unit.PERSON_MONTHS: ("", " månedsverk"),
    Unit.DAYS: ("", " dager", " døgn"),
    Unit.COUNT: ("", " stk."),
    Unit.NOK: (" kr", " NOK", "\u00a0kroner"),
    Unit.POINTS: ("", " poeng"),
    Unit.PER_100_000: ("", " per 100 000"),
}
_NOTHING_THERE = ("-", "", "–", "i.a.", "n/a", "< 10", "<5")
_UNREADABLE = ("svært bra", "9,7 liter", "5-", "1,2,3", "12 000 00", "1.572", "9" * 40)
_ANY_COUNT = st.integers(1, 10**6)
_ABOUT = ("ca. ", "om lag ", "about ", "≈")


# -- how choices are made: plain functions of Hypothesis' `draw`, much faster than a strategy for each


@cache
def index(length: int) -> SearchStrategy[int]:
    """Return the places of `length` things."""
    return st.integers(0, length - 1)


def pick(draw: DrawFn, options: Sequence[_T]) -> _T:
    """Return one of the options; the first is the simplest."""
    return options[draw(index(len(options)))] if len(options) > 1 else options[0]


def pick_some(draw: DrawFn, options: Sequence[_T], most: int) -> list[_T]:
    """Return from one to `most` of the options, in any order."""
    left = list(options)
    count = min(1 + draw(index(most)), len(left))
    return [left.pop(draw(index(len(left))) if len(left) > 1 else 0) for _ in range(count)]


def _either(draw: DrawFn) -> bool:
    return draw(index(2)) == 1


# -- how numbers are written


def write(draw: DrawFn, number: Fraction, unit: Unit) -> str:
    """Return `number`, which has a finite decimal form, as somebody might write it under `unit`."""
    style = draw(index(128))
    signs = _SIGNS[unit]
    return _in_style(number, style % 32) + signs[style // 32 % len(signs)]


def write_number(draw: DrawFn, number: Fraction) -> str:
    """Return `number` with decimal comma or point, with or without thousands apart, and any minus."""
    return _in_style(number, draw(index(32)))


def _in_style(number: Fraction, style: int) -> str:
    """Return `number` in one of 32 styles; one draw for all is much faster than one for each part."""
    whole, _, part = exact_text(abs(number)).partition(".")
    part += "0" * (style & 1)
    # a point before three decimals would be ambiguous
    point = "," if len(part) == _AMBIGUOUS else ",."[style >> 1 & 1]
    apart = ("", " ", "\u00a0", "\u202f")[style >> 2 & 3]
    first = len(whole) % 3
    groups = [whole[:first], *(whole[n : n + 3] for n in range(first, len(whole), 3))]
    sign = "-\u2212"[style >> 4] if number < 0 else ""
    return sign + apart.join(g for g in groups if g) + (point + part if part else "")


def _write_interval(draw: DrawFn, ends: Sequence[Fraction], unit: Unit) -> str:
    low, high = sorted(ends)
    between = pick(draw, ("–", " – ", "-", " til "))
    return write_number(draw, low) + between + write_number(draw, high) + pick(draw, _SIGNS[unit])


# -- periods


def months_of(day: date) -> int:
    """Return the month of a day, counted as `Period` counts."""
    return 12 * day.year + day.month - 1


def draw_period(draw: DrawFn, last: int, months: int | None = None) -> Period:
    """Return a period that ends with the month `last`; it may go by any of its names."""
    length = pick(draw, (1, 3, 4, 6, 12, 5)) if months is None else months
    first = last - length + 1
    names = [f"{_month(first)}/{_month(last)}" if length > 1 else _month(last)]
    year, month = divmod(first, _MONTHS)
    if length == _MONTHS and month == 0:
        names.append(str(year))
    for letter, size in (("H", 6), ("T", 4), ("Q", 3)):
        if length == size and month % size == 0:
            names.append(f"{year}-{letter}{month // size + 1}")
    return Period.parse(pick(draw, names))


def _month(number: int) -> str:
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def last_months(card: Card, target: Target) -> tuple[int, int]:
    """Return the first and the last month in whose last day a target is in force (three years if open)."""
    later = [t.from_ for t in card.targets if t.from_ > target.from_]
    ends = [day for day in (target.to, *later[:1]) if day is not None]
    first = months_of(target.from_)  # its last day is `from` or later
    # the last month that ends before the target does
    return first, months_of(min(ends)) - 1 if ends else first + 3 * _MONTHS


# -- what a target demands, in numbers, read from the demand alone


@dataclass(frozen=True, slots=True)
class Stated:
    """One demand in numbers: `green at least 60` is (green, "at least", 60)."""

    colour: Colour
    relation: str
    number: Fraction

    def met_by(self, value: Fraction) -> bool:
        """Whether a value meets it."""
        match self.relation:
            case "at least":
                return value >= self.number
            case "at most":
                return value <= self.number
            case "above":
                return value > self.number
            case _:
                return value < self.number


def stated(demand: FigureDemand, baseline: Fraction | None) -> tuple[Stated, ...]:
    """Return what a demand says; a range is two demands for green."""

    def counted(colour: Colour, bound: BaselineBound) -> Stated:
        value = baseline or Fraction(0)
        # "10 % more" is always upwards
        percent = bound.percent if value >= 0 else -bound.percent
        return Stated(colour, bound.relation, value * (100 + percent) / 100)

    match demand:
        case RangeDemand(low=low, high=high):
            return (Stated(Colour.GREEN, "at least", low), Stated(Colour.GREEN, "at most", high))
        case ThresholdDemand(green=green, yellow=yellow):
            fixed = [Stated(Colour.GREEN, green.relation, green.number)]
            if yellow is not None:
                fixed.append(Stated(Colour.YELLOW, yellow.relation, yellow.number))
            return tuple(fixed)
        case BaselineDemand(green=green_of, yellow=yellow_of):
            if yellow_of is None:
                return (counted(Colour.GREEN, green_of),)
            return (counted(Colour.GREEN, green_of), counted(Colour.YELLOW, yellow_of))


def counts_in_percent(demand: BaselineDemand) -> bool:
    """Whether a baseline of 0 is of no use."""
    return bool(demand.green.percent or (demand.yellow and demand.yellow.percent))


# -- scenes


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """All about one figure but the figure: card, target in force, report, period, baseline.

    Attributes:
        stated: What the target demands here, in numbers.
        others: The values beside the judged one: its baseline, if it has one in the submission.
    """

    card: Card = field(repr=False)
    target: Target = field(repr=False)
    report: Period
    period: Period
    organisation: str
    stated: tuple[Stated, ...]
    others: Mapping[str, Written] = field(default_factory=dict)

    def trial(self, value: Written, declared: str | None = None) -> Trial:
        """Return the trial of one figure in this scene."""
        return Trial(
            card=self.card,
            report=self.report,
            values={**self.others, self.period.name: value},
            declared=declared,
            organisation=self.organisation,
        )

    @property
    def unit(self) -> Unit:
        """The card's unit."""
        assert self.card.unit is not None  # noqa: S101  # targets of figures have one
        return self.card.unit

    @property
    def thresholds(self) -> tuple[Fraction, ...]:
        """The numbers where the colour changes, ascending."""
        return tuple(sorted({s.number for s in self.stated}))

    @property
    def is_over(self) -> bool:
        """Whether the value is final: no running total, or one of a whole year."""
        whole = self.period.months == _MONTHS and self.period.first % _MONTHS == 0
        return whole or not self.card.running_total

    def allows(self, number: Fraction) -> bool:
        """Whether the unit and the card leave this value possible."""
        if number < 0 and not self.unit.may_be_negative:
            return False
        possible = self.card.possible
        return possible is None or possible[0] <= number <= possible[1]


def figure_targets(card: Card, *, whole_years: bool = False) -> list[Target]:
    """Return the targets that judge a number, and for running totals hold at the end of some year."""
    found = []
    for target in card.targets:
        first, last = last_months(card, target)
        ends = year_ends(first, last) if whole_years else list(range(first, last + 1))
        if isinstance(target.demand, FigureDemand) and ends:
            found.append(target)
    return found


def year_ends(first: int, last: int) -> list[int]:
    """Return the months from `first` to `last` that end a year."""
    return [m for m in range(first, last + 1) if m % _MONTHS == _MONTHS - 1]


@st.composite
def scenes_for(draw: DrawFn, card: Card, *, is_over: bool = False) -> Scene:
    """Return a scene of a card with a target of figures, whose baseline, if it needs one, is there.

    With `is_over` the period of a running total is a whole year.
    """
    whole = is_over and card.running_total
    target = pick(draw, figure_targets(card, whole_years=whole))
    first, last = last_months(card, target)
    if whole:
        period = draw_period(draw, pick(draw, year_ends(first, last)), _MONTHS)
    else:
        edges = sorted({first, min(first + 1, last), last, min(first + 5, last)})
        period = draw_period(draw, pick(draw, edges))
    report = _draw_report(draw, card, period)
    demand = target.demand
    assert isinstance(demand, FigureDemand)  # noqa: S101  # chosen so
    if not isinstance(demand, BaselineDemand):
        return Scene(
            card=card, target=target, report=report, period=period, organisation="", stated=stated(demand, None)
        )  # fmt: skip
    organisation = pick(draw, ("", *demand.fixed))
    before = demand.green.period_for(period)
    fixed = [q.number for p, q, _ in demand.fixed.get(organisation, ()) if p == before]
    baseline = draw_baseline(draw, card, zero=not counts_in_percent(demand))
    others: dict[str, Written] = {}
    if not fixed or _either(draw):
        others[before.name] = write(draw, baseline, card.unit or Unit.COUNT)
    return Scene(
        card=card,
        target=target,
        report=report,
        period=period,
        organisation=organisation,
        stated=stated(demand, fixed[0] if fixed else baseline),
        others=others,
    )


def _draw_report(draw: DrawFn, card: Card, period: Period) -> Period:
    """Return the period of a report that judges a value of `period`: also at both ends of its window."""
    earliest = pick(draw, (period.last, period.last + card.latency, period.first))
    months = max(period.last - earliest + 1, 1) + pick(draw, (0, 3))
    return draw_period(draw, earliest + months - 1, months)


def draw_baseline(draw: DrawFn, card: Card, *, zero: bool) -> Fraction:
    """Return a number to count from; 0 among them with `zero`."""
    number = pick(draw, (40, 83, 1_200, 7, 1, 0)) or draw(_ANY_COUNT)
    baseline = Fraction(number, 10 ** draw(index(card.decimals + 1)))
    if zero and draw(index(5)) == 0:
        baseline = Fraction(0)
    if card.unit is not None and card.unit.may_be_negative and draw(index(5)) == 0:
        baseline = -baseline
    if card.possible is not None:
        baseline = min(max(baseline, card.possible[0]), card.possible[1])
    return baseline


def draw_number(draw: DrawFn, scene: Scene) -> Fraction:
    """Return a number around the thresholds of a scene: on one, a step or a hair beside, between, far away."""
    step, thresholds = scene.card.step, scene.thresholds
    threshold = pick(draw, thresholds)
    match draw(index(4)):
        case 0:
            number = threshold
        case 1:
            number = threshold + pick(draw, (-1, 1)) * pick(draw, (step, _HAIR, step / 10))
        case 2:
            number = threshold + (draw(index(11)) - 5) * step
        case _:
            far = (
                Fraction(0),
                Fraction(_FAR),
                Fraction(-_FAR),
                2 * thresholds[-1],
                thresholds[0] / 2,
            )
            number = pick(draw, (*far, (thresholds[0] + thresholds[-1]) / 2))
    if scene.card.possible is not None:
        low, high = scene.card.possible
        return min(max(number, low), high)
    return number if scene.allows(number) else abs(number)


def draw_ratio(draw: DrawFn, scene: Scene) -> tuple[int, int]:
    """Return a numerator and a denominator whose ratio lies around a threshold, with enough cases."""
    least = max(scene.card.min_n or 1, 1)
    known = (0, *(n for n in (1, 7, 20, 100, 220, 300, 3_000) if n >= least))
    denominator = pick(draw, known) or least + draw(_ANY_COUNT) % 500
    per = PER.get(scene.unit, 1)
    nearest = pick(draw, scene.thresholds) * denominator / per
    numerator = max(int(nearest) + draw(index(6)) - 2, 0)
    if scene.card.possible is not None:
        low, high = (end * denominator / per for end in scene.card.possible)
        numerator = min(max(numerator, ceil(low)), int(high))
    return numerator, denominator


def ratio_in_full(numerator: int, denominator: int) -> dict[str, str]:
    """Return a value in full that is given by its parts."""
    return {"numerator": str(numerator), "denominator": str(denominator)}


# -- whole answers, right and wrong


def _draw_value_in_full(draw: DrawFn, scene: Scene) -> Written:
    number = draw_number(draw, scene)
    whole: dict[str, str] = {}
    if _either(draw):
        whole |= ratio_in_full(*draw_ratio(draw, scene))
        if draw(index(5)) == 0:
            whole["denominator"] = pick(draw, ("0", "29", "< 10", "-"))
    else:
        whole["value"] = write(draw, number, scene.unit)
    if _either(draw):
        least = scene.card.min_n or 10
        whole["cases"] = draw(
            st.sampled_from((str(least - 1), str(least), str(least + 1), "< 10", "-"))
        )
    if _either(draw):
        coverage = scene.card.min_coverage or Fraction(60)
        near = [coverage - Fraction(1, 10), coverage, coverage + Fraction(1, 10)]
        whole["coverage"] = write(draw, pick(draw, near), Unit.PERCENT)
    if _either(draw):
        whole["vintage"] = draw(
            st.sampled_from(("final", "foreløpig", "estimated", "preliminary", "gammel"))
        )
    return whole


def draw_value(draw: DrawFn, scene: Scene) -> Written:
    """Return one value as it may stand in a submission: a figure, an interval, in full, nothing, nonsense."""
    match draw(index(10)):
        case 0 | 1 | 2 | 3:
            return write(draw, draw_number(draw, scene), scene.unit)
        case 4:
            number = draw_number(draw, scene)
            return pick(draw, _ABOUT) + write(draw, number, scene.unit)
        case 5:
            ends = (draw_number(draw, scene), draw_number(draw, scene))
            if min(ends) < 0 or ends[0] == ends[1]:
                return write(draw, ends[0], scene.unit)
            return _write_interval(draw, ends, scene.unit)
        case 6 | 7:
            return _draw_value_in_full(draw, scene)
        case 8:
            return pick(draw, _NOTHING_THERE)
        case _:
            return pick(draw, _UNREADABLE)


@st.composite
def values_for(
    draw: DrawFn, card: Card, report: Period | None = None, organisation: str = ""
) -> dict[str, Written]:
    """Return the values of an answer to a card with a target of figures: period and value.

    Periods stand on both sides of the report's window and of the targets' dates. Baselines are there,
    missing, zero, or no number.
    """
    if report is None:
        report = _draw_any_report(draw, card)
    first = report.first - card.latency
    edges = [report.last, report.last, report.last, report.last, first, first - 1, report.last + 1]
    edges += [m for t in card.targets for m in last_months(card, t) if first <= m <= report.last]
    found: dict[str, Written] = {}
    for _ in range(pick(draw, (1, 1, 1, 2, 3))):
        last = pick(draw, edges)
        months = report.months if _either(draw) else None
        if card.running_total and last % _MONTHS == _MONTHS - 1:
            months = _MONTHS
        period = draw_period(draw, last, months)
        target = card.target_at(period.last_day) or next(
            t for t in card.targets if isinstance(t.demand, FigureDemand)
        )
        demand = target.demand
        if not isinstance(demand, FigureDemand):
            continue
        baseline = None
        if isinstance(demand, BaselineDemand):
            baseline = draw_baseline(draw, card, zero=True)
            before = demand.green.period_for(period)
            fixed = [q.number for p, q, _ in demand.fixed.get(organisation, ()) if p == before]
            said: Written = write(draw, baseline, card.unit or Unit.COUNT)
            if draw(index(6)) == 0:
                said = pick(draw, ("-", "i.a.", "0 %" if card.unit is Unit.PERCENT else "0", "x"))
            if draw(index(6)):
                found.setdefault(before.name, said)
            baseline = fixed[0] if fixed else baseline
        scene = Scene(
            card=card,
            target=target,
            report=report,
            period=period,
            organisation=organisation,
            stated=stated(demand, baseline),
        )
        found[period.name] = draw_value(draw, scene)
    if draw(index(31)) == 0:
        found["2025-H3"] = "5 %"
    return found


def _draw_any_report(draw: DrawFn, card: Card) -> Period:
    target = pick(draw, card.targets)
    first, last = last_months(card, target)
    return draw_period(draw, pick(draw, (first - 1, first, first + 5, last, last + 1)))


def _draw_near(draw: DrawFn, day: date) -> date:
    return day + timedelta(days=pick(draw, (0, -1, 1, -400, 400)))


def draw_answer(
    draw: DrawFn, card: Card, report: Period | None = None, organisation: str = ""
) -> dict[str, Any]:
    """Return what an answer to a card says of the thing itself: values, a delivery, a status, a colour."""
    target = pick(draw, card.targets)
    said: dict[str, Any] = {}
    match target.demand:
        case DeadlineDemand(due=due):
            if draw(index(4)):
                day = _draw_near(draw, due)
                local = f"{day.day}.{day.month}.{day.year}"
                said["delivered"] = draw(
                    st.sampled_from((day.isoformat(), local, "no", "nei", "-", "snart"))
                )
        case StatusDemand(colours=colours):
            if draw(index(4)):
                word = pick(draw, (*colours, "godt i gang"))
                said["status"] = pick(draw, (word, word.upper(), f" {word} "))
        case _:
            if draw(index(9)):
                said["values"] = draw(values_for(card, report, organisation))
    if draw(index(3)):
        said["declared"] = draw(
            st.sampled_from(("green", "yellow", "red", "gul", "not published", "blå"))
        )
    return said


@st.composite
def trials_for(draw: DrawFn, card: Card) -> Trial:
    """Return any answer to a card, in any report, seen from any day."""
    report = _draw_any_report(draw, card)
    demands = [t.demand for t in card.targets]
    fixed = [o for d in demands if isinstance(d, BaselineDemand) for o in d.fixed]
    organisation = pick(draw, ("", *fixed))
    said = draw_answer(draw, card, report, organisation)
    dues = [d.due for d in demands if isinstance(d, DeadlineDemand)]
    return Trial(
        card=card,
        report=report,
        values=said.get("values", {}),
        delivered=said.get("delivered"),
        status=said.get("status"),
        declared=said.get("declared"),
        as_of=_draw_near(draw, pick(draw, dues)) if dues else None,
        organisation=organisation,
    )


# -- whole submissions


def submissions_for(
    rule_book: RuleBook, organisation: str | None = None
) -> SearchStrategy[Submission]:
    """Return whole submissions of one organisation, or of any to which something applies."""
    return documents_for(rule_book, organisation).map(submission_from)


@st.composite
def documents_for(
    draw: DrawFn, rule_book: RuleBook, organisation: str | None = None
) -> dict[str, Any]:
    """Return whole submissions as the content of a file: dicts and texts."""
    sender = pick(draw, _senders(rule_book, organisation))
    forms = [
        f for f in rule_book.reports if any(r.applies(sender, f) for r in rule_book.requirements)
    ]
    form = rule_book.reports[pick(draw, forms)]
    # how much is answered differs from one submission to the next
    share = pick(draw, (1, 3, 3, 6, 9))
    answers: dict[str, Any] = {}
    asked = [r for r in rule_book.requirements if r.applies(sender, form.id) is not False]
    for requirement in rule_book.requirements:
        chance = share if requirement in asked else 1
        if draw(index(11)) < chance:
            answers |= _draw_answers(draw, requirement, rule_book, sender, form.period)
    if not any(_is_answered(r, answers) for r in rule_book.requirements):
        answers[asked[0].id] = {"declared": "green"}
    if draw(index(6)) == 0:
        answers[f"{asked[0].id[:-1]}"] = {"text": "?"}
    content: dict[str, Any] = {
        "schema": "compliance/submission@1",
        "organisation": pick(draw, (sender.id, *sender.also)),
        "report": form.id,
        "period": form.period.name,
        "rule_book": rule_book.id,
    }
    if _either(draw):
        dues = [
            t.demand.due
            for c in rule_book.cards.values()
            for t in c.targets
            if isinstance(t.demand, DeadlineDemand)
        ]
        day = pick(draw, (form.period.last_day, *dues))
        content["date"] = _draw_near(draw, day).isoformat()
    if _either(draw):
        colours = pick_some(draw, tuple(Colour), 3)
        content["declared_totals"] = {
            c.value: str(draw(index(min(len(answers), 9) + 1))) for c in colours
        }
    content["answers"] = answers
    return content


def _senders(rule_book: RuleBook, organisation: str | None) -> list[Organisation]:
    """Return the organisation asked for, or all to which some requirement applies."""
    return [
        o
        for o in rule_book.organisations
        if organisation in {None, o.id}
        and any(r.applies(o, f) for r in rule_book.requirements for f in rule_book.reports)
    ]


def _is_answered(requirement: Requirement, answers: Mapping[str, Any]) -> bool:
    return any(key in answers for key in (requirement.id, *requirement.cards))


def _draw_answers(
    draw: DrawFn,
    requirement: Requirement,
    rule_book: RuleBook,
    sender: Organisation,
    report: Period,
) -> dict[str, Any]:
    """Return the answers to one requirement, by key."""
    answers: dict[str, Any] = {}
    only = requirement.only_card
    if only is not None:
        key = pick(draw, (requirement.id, requirement.id, only))
        answers[key] = _draw_placed(draw, rule_book.cards[only], sender, report)
        own = answers[key]
    else:
        for id_ in requirement.cards:
            if _either(draw):
                answers[id_] = _draw_placed(draw, rule_book.cards[id_], sender, report)
        own = answers[requirement.id] = {}
        if _either(draw):
            own["declared"] = pick(draw, ("green", "yellow", "red", "not published"))
        if not requirement.cards and draw(index(3)) == 0:
            own["status"] = pick(draw, ("innfridd", "ikke innfridd", "kanskje"))
        if requirement.cards and _either(draw):
            del answers[requirement.id]
    if _either(draw):
        own["text"] = "Fordi."
    if _either(draw):
        own["source"] = "HN-LIS"
    if draw(index(10)) == 0:
        own["see"] = "Årsmeldingen"
    if requirement.contents and _either(draw):
        ids = [content.id for content in requirement.contents]
        own["contents"] = dict.fromkeys(pick_some(draw, ids, len(ids)), "Gjort.")
    return answers


def _draw_placed(draw: DrawFn, card: Card, sender: Organisation, report: Period) -> dict[str, Any]:
    """Return an answer to a card: for the organisation as a whole, or place by place."""
    if not sender.locations or _either(draw):
        return draw_answer(draw, card, report, sender.id)
    names = [name for place in sender.locations for name in (place.id, *place.also)]
    chosen = pick_some(draw, (*names, "Nordbi"), 3)
    entries = {}
    for name in chosen:
        place = sender.location(name)
        entry = draw_answer(draw, card, report, name if place is None else place.id)
        if _either(draw):
            entry["source"] = "Registeret"
        entries[name] = entry
    return {"by": entries}
