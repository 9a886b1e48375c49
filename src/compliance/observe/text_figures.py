"""Figures of running text, held against the values of the same submission and against each other."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from compliance.amount import Amount
from compliance.arithmetic.spans import Span, meet, overlap, reach_of
from compliance.errors import Place
from compliance.facts.cases import Case
from compliance.facts.values import Measured
from compliance.language import text
from compliance.observe.contradiction import contradiction
from compliance.observe.plain_words import is_plain
from compliance.observe.subjects import (
    CHANGES,
    location_in,
    names,
    names_nothing,
    own_scopes,
    rest_of_title,
    scopes_in,
    speaks_of_others,
    tells_apart,
    words_of,
)
from compliance.observe.view import Made, Told, View
from compliance.period import Period
from compliance.prose.model import StatedFigure
from compliance.prose.reader import quote
from compliance.quantity import Quantity, Unit, parse_number, tidy, unit_of

_NEAR = Fraction(1, 4)
"""A figure whose sentence does not name the indicator is thought to be the same one only if it is this near."""
_HALF = Fraction(1, 2)
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_ADJECTIVES = re.compile(r"(?: [a-zæøå]{4,}e){1,2} (?P<unit>[a-zæøå]+)\b")


def figures_observed(view: View) -> Iterator[Made]:
    """Yield where a figure of a text contradicts a value or another text; what agrees is not told."""
    said = [
        one
        for told in view.told
        for one in _each_once(
            one for figure in _stated(told) for one in _subjects(view, told, figure)
        )
    ]
    for one in said:
        yield from _against_value(one)
    yield from _against_each_other(said)


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure of a text, and the case that it is about.

    Attributes:
        is_named: Whether the sentence names the indicator, or opens its answer and names nothing else; if not,
            it only stands in that answer.
        beside: What narrows the case, where the sentence may mean another one.
    """

    told: Told
    figure: StatedFigure
    case: Case
    is_named: bool
    beside: frozenset[str] = frozenset()

    @property
    def place(self) -> Place:
        return self.told.passage.at(self.figure.span.start)

    @property
    def quoted(self) -> str:
        return quote(self.told.passage.written, self.figure.sentence)

    @property
    def scopes(self) -> frozenset[str]:
        return scopes_in(self.figure.subject_words)


def _stated(told: Told) -> Iterator[StatedFigure]:
    """Yield the figures that a text ties to a period, those of its claims too."""
    yield from told.prose.figures
    for claim in told.prose.claims:
        if len(claim.periods) == len(claim.of):
            start, end = claim.sentence.start, claim.sentence.end
            for amount, period in zip(claim.of, claim.periods, strict=True):
                yield StatedFigure(
                    amount=amount,
                    period=period,
                    subject_words=told.passage.written[start:end].casefold(),
                    span=claim.span,
                    sentence=claim.sentence,
                )


def _each_once(said: Iterable[_Said]) -> Iterable[_Said]:
    """Return the figures of one text without those that its claims only repeat."""
    found: dict[object, _Said] = {}
    for one in said:
        amount, figure = one.figure.amount, one.figure
        key = (one.case.subject, figure.period, amount.low, amount.high, figure.sentence)
        found.setdefault(key, one)
    return found.values()


def _subjects(view: View, told: Told, figure: StatedFigure) -> Iterator[_Said]:
    """Yield the case that a figure is about, if that is settled."""
    words = words_of(figure.subject_words)
    location = told.location or location_in(view.plan, words)
    before = told.passage.written[figure.sentence.start : figure.span.start]
    if (
        figure.amount.bound is not None
        or speaks_of_others(view.plan, location, words)
        or not CHANGES.isdisjoint(words_of(before))
    ):
        return
    unit = _unit_of(told, figure)
    there = [
        case
        for case in view.plan.cases
        if _has_unit(case, unit)
        and (case.location, case.component) == (location, told.component)
        and not case.is_part
    ]
    named = [case for case in there if case.card is not None and names(case.card, words)]
    own = [case for case in there if _is_own(case, told)]
    cards = [case.card for case in named]
    if not is_plain(view.plan, told, figure.sentence, figure.span, cards=cards, location=location,
                    with_scopes=True):  # fmt: skip
        return
    if len(_cards_of(named)) > 1:
        apart = [case for case in named if case.card is not None and tells_apart(case.card, words)]
        if len(_cards_of(apart)) != 1:
            yield from _of_several(told, figure, named)
            return
        named = apart
    if named:
        mine = [case for case in named if case in own]
        yield _Said(told, figure, (mine or named)[0], is_named=True)
    elif len(own) == 1 and unit not in {None, Unit.COUNT}:
        is_first = figure.sentence == told.prose.sentences[0]
        is_alone = is_first and names_nothing(words, location)
        yield _Said(told, figure, own[0], is_named=is_alone)


def _of_several(told: Told, figure: StatedFigure, named: list[Case]) -> Iterator[_Said]:
    """Yield the one case that is near, where a figure may be of several and agrees with none of them."""
    found = [(case, value) for case in named if (value := _value_of(case, figure.period))]
    values = [(case, measured.reported) for case, (measured, _) in found]
    if any(meet(reach_of(figure.amount), written_reach(value)) for _, value in values):
        return
    near = [case for case, value in values if _is_near(figure.amount, value)]
    if len(near) == 1 and near[0].card is not None:
        beside = frozenset([rest_of_title(near[0].card)])
        yield _Said(told, figure, near[0], is_named=True, beside=beside)


def _cards_of(cases: list[Case]) -> set[str]:
    return {case.card.id for case in cases if case.card is not None}


def _is_own(case: Case, told: Told) -> bool:
    """Whether a text stands in the answer that a case is about, or in the one above it."""
    return told.card is not None and (case.requirement, case.card) == (told.requirement, told.card)


def _unit_of(told: Told, figure: StatedFigure) -> Unit | None:
    """Return the unit behind a number, also with adjectives between: "133 utskrivningsklare døgn"."""
    if figure.amount.unit is not None:
        return figure.amount.unit
    behind = _ADJECTIVES.match(told.passage.written, figure.span.end)
    return None if behind is None else unit_of(behind["unit"])


def _has_unit(case: Case, unit: Unit | None) -> bool:
    """Whether it is the unit in which values of the card are given, and judged as given."""
    card = case.card
    if card is None or card.unit is None or card.derived is not None:
        return False
    return unit is card.unit or (card.unit is Unit.COUNT and unit is None)


def _against_value(one: _Said) -> Iterator[Made]:
    """Yield a figure of a text that the answer's value of the same time contradicts."""
    found = _value_of(one.case, one.figure.period)
    if found is None:
        return
    measured, place = found
    value, said = measured.reported, reach_of(one.figure.amount)
    span = written_reach(value)
    is_loose = _is_loose(one.figure.amount) or value.is_interval or value.about
    if _are_one(said, span, is_loose=is_loose) or _may_be_rounded(one.figure.amount, value):
        return
    if meet(said, (measured.exact.low, measured.exact.high)):
        return
    if not one.is_named and not _is_near(one.figure.amount, value):
        return
    entry = one.case.entry
    beside = () if entry is None else (entry.source, entry.see)
    scopes = (one.scopes ^ scopes_in(*beside)) - own_scopes(one.case) | one.beside
    if scopes and _says_both(one, span):
        return
    yield contradiction(
        one.told,
        one.case,
        "value",
        one.figure.span,
        one.figure.sentence,
        other=value,
        place=place,
        scopes=scopes,
        period=one.figure.period,
    )


def _value_of(case: Case, period: Period) -> tuple[Measured, Place] | None:
    """Return the value that a case has of a period, and where it stands, if it is one."""
    found = next((r for r in case.judged.readings if r.period == period), None)
    if found is None or not isinstance(found.content, Measured):
        return None
    return found.content, found.place


def _is_near(amount: Amount, value: Quantity) -> bool:
    return abs(amount.number - (value.low + value.high) * _HALF) <= _NEAR * abs(value.high)


def _says_both(one: _Said, value: Span) -> bool:
    """Whether the sentence gives the value itself too, and so tells the parts from the whole."""
    sentence = one.figure.sentence
    written = one.told.passage.written[sentence.start : sentence.end]
    return any(value[0] <= number <= value[1] for number in numbers_of(written))


def numbers_of(written: str) -> frozenset[Fraction]:
    """Return every number of a text, without its sign and unit."""
    return frozenset(parse_number(tidy(found[0]))[0] for found in _NUMBER.finditer(written))


def written_reach(value: Quantity) -> Span:
    """Return the least and the greatest number that a written value may stand for."""
    is_rounded = bool(value.decimals) or value.unit is Unit.PERCENT or (value.step or 0) > 1
    slack = (value.step or Fraction(0)) * _HALF if is_rounded else Fraction(0)
    if value.about:
        slack = max(slack, abs(value.high) / 20)
    return value.low - slack, value.high + slack


def _may_be_rounded(amount: Amount, value: Quantity) -> bool:
    """Whether the amount may be the value rounded to fewer digits: 380 for 382, 1,3 mill. for 1 263 000."""
    if amount.is_interval or amount.low.denominator != 1:
        return False
    digits = str(abs(int(amount.low)))
    zeros = min(len(digits) - len(digits.rstrip("0")), len(digits) - 2)
    if zeros <= 0:
        return False
    slack = Fraction(10**zeros, 2)
    return meet((amount.low - slack, amount.high + slack), written_reach(value))


def _against_each_other(said: list[_Said]) -> Iterator[Made]:
    """Yield figures of texts that contradict each other, where no value stands beside them."""
    first: dict[tuple[str, Period], _Said] = {}
    for one in said:
        if not one.is_named:
            continue
        before = first.setdefault((one.case.subject, one.figure.period), one)
        if before is one:
            continue
        known = {r.period for r in one.case.judged.readings}
        if one.figure.period in known or _are_one(
            reach_of(before.figure.amount),
            reach_of(one.figure.amount),
            is_loose=_is_loose(before.figure.amount) or _is_loose(one.figure.amount),
        ):
            continue
        other = _as_quantity(before.figure.amount)
        if _may_be_rounded(one.figure.amount, other) or _may_be_rounded(
            before.figure.amount, _as_quantity(one.figure.amount)
        ):
            continue
        yield contradiction(
            one.told,
            one.case,
            "value",
            one.figure.span,
            one.figure.sentence,
            other=text("“{quote}”", quote=before.quoted),
            place=before.place,
            scopes=(one.scopes ^ before.scopes) - own_scopes(one.case),
            period=one.figure.period,
        )


def _is_loose(amount: Amount) -> bool:
    return amount.is_interval or amount.about


def _are_one(one: Span, other: Span, *, is_loose: bool) -> bool:
    """Whether one number may be written as both; loose ones already where they touch."""
    return meet(one, other) if is_loose else overlap(one, other)


def _as_quantity(amount: Amount) -> Quantity:
    unit = amount.unit or Unit.COUNT
    return Quantity(
        low=amount.low, high=amount.high, unit=unit, about=amount.about, step=amount.step
    )
