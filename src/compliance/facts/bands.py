"""Turns a demand and what it counts from into bands, and says which colours they cannot give yet."""

from collections.abc import Sequence
from fractions import Fraction

from compliance.colour import Colour, Reason
from compliance.facts.judged import Baseline, Compared
from compliance.facts.values import Measured
from compliance.period import Period
from compliance.rulebook.demands import (
    BaselineDemand,
    ComparisonDemand,
    FigureDemand,
    TrajectoryDemand,
)
from compliance.rulebook.model import Card
from compliance.thresholds import Band, Bound, bands_of, is_easier

_MONTHS_OF_YEAR = 12


def is_green(bands: Sequence[Band], value: Fraction) -> bool:
    """Whether a value lies in the green band."""
    return any(band.colour is Colour.GREEN and band.holds(value) for band in bands)


def change_bands(demand: FigureDemand, period: Period) -> tuple[Band, ...]:
    """Return the bands of a relative change in percent; none where points, not shares, are demanded."""
    match demand:
        case BaselineDemand(green=green, yellow=yellow):
            bounds = [b for b in (green, yellow) if b is not None]
            if any(b.shift.points for b in bounds):
                return ()
            of_hundred = [Bound(b.relation, b.shift.percent) for b in bounds]
            return bands_of(of_hundred[0], of_hundred[1] if yellow is not None else None)
        case TrajectoryDemand():
            if demand.points:
                return ()
            years = period.end_year - demand.period_for(period).end_year
            return bands_of(Bound(demand.relation, (demand.share_left(years) - 1) * 100))
        case _:
            return ()


def baseline_bands(demand: BaselineDemand, baseline: Baseline) -> tuple[Band, ...]:
    """Return the bands that follow from a baseline."""
    number = baseline.value.number
    easier = None if demand.yellow is None else demand.yellow.bound(number)
    return _bands(demand.green.bound(number), easier)


def compared_bands(demand: ComparisonDemand, compared: Compared) -> tuple[Band, ...]:
    """Return the bands that follow from the figure that is compared with."""
    number = compared.value.number
    easier = None if demand.yellow is None else demand.bound(demand.yellow, number)
    return _bands(demand.bound(demand.green, number), easier)


def _bands(green: Bound, yellow: Bound | None) -> tuple[Band, ...]:
    """Return the bands; of steps in percent and in points, yellow may be the harder one and then says nothing."""
    if yellow is not None and not is_easier(yellow, green):
        yellow = None
    return bands_of(green, yellow)


def too_thin(measured: Measured, card: Card) -> Reason | None:
    """Return why a value rests on too little to be judged, or None."""
    if card.min_n is not None and measured.cases is not None and measured.cases < card.min_n:
        return Reason.TOO_FEW_CASES
    if (
        card.min_coverage is not None
        and measured.coverage is not None
        and measured.coverage < card.min_coverage
    ):
        return Reason.LOW_COVERAGE
    return None


def withheld(
    card: Card, period: Period, kind: str | None = None
) -> tuple[tuple[Colour, Reason], ...]:
    """Return the colours that may still change: a running total only grows until its year ends."""
    whole_year = period.first % _MONTHS_OF_YEAR == 0 and period.months == _MONTHS_OF_YEAR
    if not card.running_total or whole_year:
        return ()
    if kind == "range":
        return tuple((colour, Reason.NOT_DUE) for colour in Colour)
    final = Colour.GREEN if card.higher_is_better else Colour.RED
    return tuple((colour, Reason.NOT_DUE) for colour in Colour if colour is not final)
