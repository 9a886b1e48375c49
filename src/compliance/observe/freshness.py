"""Whether figures are fresh: estimates where the final figure is known or due, and the months they cover."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from compliance.colour import Reason
from compliance.errors import Place
from compliance.facts.cases import Case
from compliance.facts.judged import Judged
from compliance.facts.values import Measured
from compliance.observe.judged_cases import judged_cases
from compliance.observe.view import Made, View
from compliance.observe.words import title_of, where_of
from compliance.period import Period
from compliance.quantity import Quantity
from compliance.rulebook.demands import BaselineDemand, TrajectoryDemand
from compliance.rulebook.model import Card

_MONTHS_OF_YEAR = 12
_Figure = tuple[str, str | None, str | None, Period]
"""Indicator, location, component and period."""


@dataclass(frozen=True, slots=True)
class _Final:
    """A final value and where it stands."""

    value: Quantity
    place: Place


def freshness_observed(view: View) -> Iterator[Made]:
    """Yield what is known of each judged value that is not final, and the periods that are not the wanted ones."""
    finals = _finals(view)
    for case in judged_cases(view.plan):
        yield from _estimate(view, case, finals)
        yield from _other_baseline(view, case)
        yield from _other_start(case)


# Estimates


def _finals(view: View) -> Mapping[_Figure, Sequence[_Final]]:
    """Return the final values of this submission and of earlier ones, the latest first."""
    found: dict[_Figure, list[_Final]] = {}
    for concluded in (view.now, *view.earlier):
        for case in judged_cases(concluded.plan):
            for reading in case.judged.readings:
                card, period, content = case.card, reading.period, reading.content
                if card is None or period is None or not isinstance(content, Measured):
                    continue
                if content.vintage == "final":
                    final = _Final(_as_given(content), reading.place)
                    found.setdefault(_figure_of(card, case, period), []).append(final)
    return found


def _figure_of(card: Card, case: Case, period: Period) -> _Figure:
    return card.indicator, case.location, case.component, period


def _as_given(measured: Measured) -> Quantity:
    return measured.given or measured.reported


def _estimate(view: View, case: Case, finals: Mapping[_Figure, Sequence[_Final]]) -> Iterator[Made]:
    judged, card = case.judged, case.card
    measured = judged.measured
    if card is None or measured is None or judged.place is None or measured.vintage == "final":
        return
    known = finals.get(_figure_of(card, case, judged.period), ())
    same_unit = (f for f in known if f.value.unit is _as_given(measured).unit)
    final = next(same_unit, None)
    due = _due(judged.period, card.latency)
    # a card without a latency does not say when the final figure comes
    is_due = card.latency > 0 and due <= view.plan.as_of
    yield Made(
        "freshness",
        {
            **where_of(case),
            "period": judged.period.name,
            "vintage": measured.vintage,
            "final": "known" if final is not None else "due" if is_due else "not-due",
        },
        judged.place,
        {
            "title": title_of(case),
            "period_text": judged.period,
            "other_text": None if final is None else final.value,
            "other_place": None if final is None else str(final.place),
            "due_text": due,
        },
    )


def _due(period: Period, latency: int) -> date:
    """Return the last day of the month in which figures of a period are there."""
    month = period.last + latency
    return Period.of_months(month, month).last_day


# Months


def _other_baseline(view: View, case: Case) -> Iterator[Made]:
    """Yield the given value that covers other months of the year that a target counts from."""
    judged = case.judged
    demand = None if judged.target is None else judged.target.demand
    match demand:
        case BaselineDemand(green=green):
            wanted = green.period_for(judged.period)
        case TrajectoryDemand():
            wanted = demand.period_for(judged.period)
        case _:
            return
    if view.now.outcomes[case.subject] is not Reason.NO_BASELINE:
        return
    if any(reading.period == wanted for reading in judged.readings):
        return  # it says itself that there is none
    near = list(_near(judged, wanted))
    if near:
        period, place = max(near, key=lambda pair: _overlap(pair[0], wanted))
        yield _months(case, "baseline", period, wanted, place)


def _near(judged: Judged, wanted: Period) -> Iterator[tuple[Period, Place]]:
    """Yield what may have been meant: other values than the judged one, of the same year and some months."""
    for reading in judged.readings:
        period = reading.period
        if period is None or period == judged.period or not isinstance(reading.content, Measured):
            continue
        if period.end_year == wanted.end_year and _overlap(period, wanted) > 0:
            yield period, reading.place


def _overlap(period: Period, wanted: Period) -> int:
    """Return how many months two periods share; at most 0 when they share none."""
    return min(period.last, wanted.last) - max(period.first, wanted.first) + 1


def _other_start(case: Case) -> Iterator[Made]:
    """Yield the judged value of a running total that does not begin in January."""
    judged, card = case.judged, case.card
    if card is None or judged.measured is None or judged.place is None or not card.running_total:
        return
    period = judged.period
    if period.first % _MONTHS_OF_YEAR:
        wanted = Period.of_months(period.end_year * _MONTHS_OF_YEAR, period.last)
        yield _months(case, "value", period, wanted, judged.place)


def _months(case: Case, what: str, period: Period, wanted: Period, place: Place) -> Made:
    return Made(
        "months",
        {**where_of(case), "period": period.name, "what": what, "fits": "no"},
        place,
        {"title": title_of(case), "period_text": period, "wanted_text": wanted},
    )
