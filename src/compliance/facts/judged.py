"""Finds for one card and entry: the value that is judged, its target, its baseline, and the question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from compliance.colour import Basis, Colour, Reason
from compliance.errors import Place, Unreadable, one_of
from compliance.facts.values import Measured, Reading, read_values
from compliance.language import Text, text
from compliance.period import Period
from compliance.quantity import Quantity, tidy
from compliance.rulebook.model import (
    STATUS_WORDS,
    BaselineDemand,
    Card,
    DeadlineDemand,
    Demand,
    RangeDemand,
    StatusDemand,
    Target,
    ThresholdDemand,
)
from compliance.submission.model import Entry, Trouble
from compliance.thresholds import (
    Band,
    DueQuestion,
    NumberQuestion,
    Question,
    Settled,
    StatusQuestion,
    bands_of,
    range_bands,
)

_MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds for all cases of one submission: whose, of which time, seen from which day."""

    organisation: str
    period: Period
    as_of: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The value a target counts from.

    Attributes:
        place: Where it stands: in the submission or in a rule file.
        other: The submission's value, when the rule file's is used and both exist.
    """

    period: Period
    value: Quantity
    place: Place
    other: Quantity | None = None
    other_place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """All that is known about one case before anything is concluded.

    Attributes:
        kind: Of the target in force; None when there is none.
        period: Of the judged value, else the report's.
        measured: The judged value, if there is one.
        value: The quantity compared, exact or as reported.
        readings: Every value of the entry as read.
        asides: What the explanation must mention beside the steps.
        troubles: What could not be read apart from values.
    """

    kind: str | None
    basis: Basis | None
    period: Period
    question: Question
    target: Target | None = None
    measured: Measured | None = None
    value: Quantity | None = None
    place: Place | None = None
    baseline: Baseline | None = None
    bands: tuple[Band, ...] = ()
    readings: tuple[Reading, ...] = ()
    asides: tuple[Text, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    status: str | None = None
    delivered: date | bool | None = None


def judge(card: Card, entry: Entry, frame: Frame, location: str | None = None) -> Judged:
    """Return what is judged of one entry under one card."""
    target = card.target_at(frame.period.last_day)
    match None if target is None else target.demand:
        case DeadlineDemand(due=due):
            return _by_date(entry, frame, target, due)
        case StatusDemand() as demand:
            return _by_status(entry, frame, target, demand)
        case _:
            pass
    if card.unit is None:
        kinds = {t.demand.kind for t in card.targets}
        basis = Basis.STATED if kinds == {"status"} else Basis.DATE
        return Judged(
            kind=None,
            basis=basis,
            period=frame.period,
            question=Settled(Reason.NO_TARGET_IN_FORCE),
            place=entry.place,
        )
    return _by_figures(card, entry, frame, location)


def _by_date(entry: Entry, frame: Frame, target: Target | None, due: date) -> Judged:
    delivered = entry.delivered
    question: Question = DueQuestion(
        due=due,
        as_of=frame.as_of,
        delivered=delivered if isinstance(delivered, date) else None,
        refused=delivered is False,
    )
    troubles = tuple(t for t in entry.troubles if t.field == "delivered")
    asides = []
    if troubles:
        question = Settled(Reason.VALUE_UNREADABLE)
    if entry.values:
        asides.append(text("Figures are not judged here, only the date."))
    if isinstance(delivered, date) and delivered > frame.as_of:
        asides.append(
            text(
                "That day lies after {day}, from which the report is seen: is it a plan?",
                day=frame.as_of,
            )
        )
    return Judged(
        kind="deadline",
        basis=Basis.DATE,
        period=frame.period,
        question=question,
        target=target,
        place=entry.delivered_place,
        asides=tuple(asides),
        troubles=troubles,
        delivered=delivered,
    )


def _by_status(entry: Entry, frame: Frame, target: Target | None, demand: StatusDemand) -> Judged:
    judged = by_word(entry, frame, demand.colours)
    return replace(judged, kind="status", target=target)


def by_word(entry: Entry, frame: Frame, words: Mapping[str, Colour] | None = None) -> Judged:
    """Return what is judged of an entry's written status, by `words` or the house words."""
    known = dict(STATUS_WORDS) if words is None else dict(words)
    question: Question = Settled(Reason.NO_VALUE)
    troubles: tuple[Trouble, ...] = ()
    if entry.status is not None:
        written = tidy(entry.status.text).casefold()
        if written in known:
            question = StatusQuestion(
                colours=tuple(known.values()), number=tuple(known).index(written)
            )
        else:
            question = Settled(Reason.VALUE_UNREADABLE)
            error = Unreadable(
                text("“{written}” is not a status here.", written=tidy(entry.status.text)),
                one_of(known),
            )
            troubles = (Trouble("status", tidy(entry.status.text), error, entry.status.place),)
    return Judged(
        kind=None,
        basis=Basis.STATED,
        period=frame.period,
        question=question,
        place=entry.place if entry.status is None else entry.status.place,
        troubles=troubles,
        status=None if entry.status is None else tidy(entry.status.text),
    )


def _by_figures(card: Card, entry: Entry, frame: Frame, location: str | None) -> Judged:
    readings = read_values(entry.values, card)
    chosen, reason, asides = _choose(readings, card, frame.period)
    period = frame.period if chosen is None or chosen.period is None else chosen.period
    target = card.target_at(period.last_day)
    demand = None if target is None else target.demand
    if not isinstance(demand, ThresholdDemand | RangeDemand | BaselineDemand):
        target, demand = None, None
    judged = Judged(
        kind=None if demand is None else demand.kind,
        basis=Basis.FIGURES,
        period=period,
        question=Settled(reason or Reason.NO_VALUE),
        target=target,
        place=entry.place if chosen is None else chosen.place,
        readings=readings,
        asides=asides,
    )
    measured = None if chosen is None or isinstance(chosen.content, Reason) else chosen.content
    if measured is not None:
        judged = replace(judged, measured=measured, value=_compared(measured, card))
    if demand is None:
        unread = reason is Reason.VALUE_UNREADABLE
        return judged if unread else replace(judged, question=Settled(Reason.NO_TARGET_IN_FORCE))
    baseline, missing = _baseline(demand, judged, frame, location, card)
    bands = _bands(demand, baseline, missing)
    judged = replace(judged, baseline=baseline, bands=bands)
    if measured is None or reason is not None:
        return judged
    reason = _too_thin(measured, card) or missing
    if reason is not None:
        return replace(judged, question=Settled(reason))
    assert judged.value is not None  # noqa: S101  # measured is there
    question = NumberQuestion(
        bands=bands,
        low=judged.value.low,
        high=judged.value.high,
        unsettled=_unsettled(card, period),
    )
    return replace(judged, question=question)


def _choose(
    readings: Sequence[Reading], card: Card, report: Period
) -> tuple[Reading | None, Reason | None, tuple[Text, ...]]:
    """Return the reading that is judged, the reason if it cannot be, and what to say beside it.

    The latest value that ends within the report's period, extended back by the card's latency; of
    two that end the same day, the longer.
    """
    asides: list[Text] = []
    bad = next((r for r in readings if r.trouble is not None), None)
    said = [r for r in readings if r.period is not None and r.content is not Reason.NO_VALUE]
    first = report.first - card.latency
    inside = [r for r in said if r.period is not None and first <= r.period.last <= report.last]
    later = [r for r in said if r.period is not None and r.period.last > report.last]
    asides += [
        text(
            "The value of {period} ends after the report's period and is not judged.",
            period=r.period,
        )
        for r in later
    ]
    if inside:
        chosen = max(inside, key=lambda r: (r.period.last, r.period.months) if r.period else (0, 0))
        reason = chosen.content if isinstance(chosen.content, Reason) else None
        # who knows what the unreadable one would have said: it may be meant for this very period
        return chosen, reason if bad is None else Reason.VALUE_UNREADABLE, tuple(asides)
    if bad is not None:
        return bad, Reason.VALUE_UNREADABLE, tuple(asides)
    missing = any(
        r.period is not None
        and r.content is Reason.NO_VALUE
        and first <= r.period.last <= report.last
        for r in readings
    )
    older = [r for r in said if r.period is not None and r.period.last < first]
    if older and not missing:
        latest = max(older, key=lambda r: r.period.last if r.period else 0)
        asides.append(
            text("The latest value is of {period}, which is too old for {report}.",
                 period=latest.period, report=report)
        )  # fmt: skip
        return None, Reason.VALUE_TOO_OLD, tuple(asides)
    return None, Reason.NO_VALUE, tuple(asides)


def _compared(measured: Measured, card: Card) -> Quantity:
    """Return the value that comparisons use: exact, or as it is published."""
    return measured.reported if card.as_reported else measured.exact


def _too_thin(measured: Measured, card: Card) -> Reason | None:
    if card.min_n is not None and measured.cases is not None and measured.cases < card.min_n:
        return Reason.TOO_FEW_CASES
    if (
        card.min_coverage is not None
        and measured.coverage is not None
        and measured.coverage < card.min_coverage
    ):
        return Reason.LOW_COVERAGE
    return None


def _baseline(
    demand: Demand, judged: Judged, frame: Frame, location: str | None, card: Card
) -> tuple[Baseline | None, Reason | None]:
    """Return the baseline, and the reason if there is none that can be counted from."""
    if not isinstance(demand, BaselineDemand):
        return None, None
    period = demand.green.period_for(judged.period)
    fixed = next(
        (
            Baseline(period=period, value=value, place=place)
            for of, value, place in demand.fixed.get(location or frame.organisation, ())
            if of == period
        ),
        None,
    )
    own = next((r for r in judged.readings if r.period == period), None)
    content = None if own is None else own.content
    if fixed is not None:
        if own is not None and isinstance(content, Measured):
            fixed = replace(fixed, other=_compared(content, card), other_place=own.place)
        baseline = fixed
    elif own is None or content is Reason.NO_VALUE:
        return None, Reason.NO_BASELINE
    elif isinstance(content, Reason):
        unreadable = content is Reason.VALUE_UNREADABLE
        return None, Reason.VALUE_UNREADABLE if unreadable else Reason.NO_BASELINE
    elif content is not None:
        baseline = Baseline(period=period, value=_compared(content, card), place=own.place)
    if baseline.value.is_interval:
        return baseline, Reason.VALUE_IMPRECISE
    counts_in_percent = demand.green.percent or (demand.yellow and demand.yellow.percent)
    if counts_in_percent and baseline.value.number == 0:
        return baseline, Reason.BASELINE_ZERO
    return baseline, None


def _bands(demand: Demand, baseline: Baseline | None, missing: Reason | None) -> tuple[Band, ...]:
    match demand:
        case ThresholdDemand(green=green, yellow=yellow):
            return bands_of(green, yellow)
        case RangeDemand(low=low, high=high):
            return range_bands(low, high)
        case BaselineDemand(green=green_of, yellow=yellow_of):
            if baseline is None or missing is not None:
                return ()
            number = baseline.value.number
            easier = None if yellow_of is None else yellow_of.bound(number)
            return bands_of(green_of.bound(number), easier)
        case DeadlineDemand() | StatusDemand():
            return ()
        case _:
            assert_never(demand)


def _unsettled(card: Card, period: Period) -> frozenset[Colour]:
    """Return the colours that may still change: a running total only grows until its year ends."""
    whole_year = period.first % _MONTHS_OF_YEAR == 0 and period.months == _MONTHS_OF_YEAR
    if not card.running_total or whole_year:
        return frozenset()
    final = Colour.GREEN if card.higher_is_better else Colour.RED
    return frozenset(set(Colour) - {final})
