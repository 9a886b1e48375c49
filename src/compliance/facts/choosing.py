"""Which of several values is judged, and which period that is."""

from collections.abc import Sequence

from compliance.colour import Reason
from compliance.facts.changes import Change
from compliance.facts.judged import Chosen, after_the_report
from compliance.facts.values import Reading
from compliance.period import Period
from compliance.rulebook.model import Card

NOTHING_GIVEN = {Reason.NO_VALUE, Reason.VALUE_TOO_OLD}
"""Reasons that leave room for a stated change."""


def choose(readings: Sequence[Reading], card: Card, report: Period) -> Chosen:
    """Return the reading that is judged, the reason if it cannot be, and what to say beside it.

    The latest value that ends within the report's period, extended back by the card's latency; of
    two that end the same day, the longer.
    """
    bad = next((r for r in readings if r.trouble is not None), None)
    said = [
        r
        for r in readings
        if r.period is not None and (r.content is not Reason.NO_VALUE or r.is_short)
    ]
    first = report.first - card.latency
    inside = [r for r in said if r.period is not None and first <= r.period.last <= report.last]
    asides = tuple(
        after_the_report(r.period)
        for r in said
        if r.period is not None and r.period.last > report.last
    )
    if inside:
        latest = max(inside, key=_end)
        reason = latest.content if isinstance(latest.content, Reason) else None
        # who knows what the unreadable one would have said: it may be meant for this very period
        return Chosen(latest, reason if bad is None else Reason.VALUE_UNREADABLE, asides)
    if bad is not None:
        return Chosen(bad, Reason.VALUE_UNREADABLE, asides)
    missing = any(
        r.period is not None
        and r.content is Reason.NO_VALUE
        and first <= r.period.last <= report.last
        for r in readings
    )
    older = [r for r in said if r.period is not None and r.period.last < first]
    if older and not missing:
        last = max(
            (r.period for r in older if r.period is not None), key=lambda p: (p.last, p.months)
        )
        return Chosen(None, Reason.VALUE_TOO_OLD, asides, last)
    return Chosen(None, Reason.NO_VALUE, asides)


def _end(reading: Reading) -> tuple[int, bool, int]:
    """Order readings by their last day; of two that end the same day, the longer one that is whole."""
    period = reading.period
    return (0, False, 0) if period is None else (period.last, not reading.is_short, period.months)


def judged_period(chosen: Chosen, changes: Sequence[Change], card: Card, report: Period) -> Period:
    """Return the period of what is judged: of the value, else of a stated change, else the report's."""
    if chosen.reading is not None and chosen.reading.period is not None:
        return chosen.reading.period
    first = report.first - card.latency
    inside = [c.period for c in changes if first <= c.period.last <= report.last]
    if chosen.reason not in NOTHING_GIVEN:
        return report
    return max(inside, key=lambda p: (p.last, p.months), default=report)
