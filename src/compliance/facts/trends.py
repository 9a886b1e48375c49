"""Finds what a trend is concluded from: the value over its window, and an earlier one."""

from collections.abc import Sequence
from fractions import Fraction

from compliance.colour import Colour, Reason
from compliance.facts.derived import mean_over
from compliance.facts.judged import Course
from compliance.facts.values import Measured, Reading
from compliance.period import Period
from compliance.quantity import Quantity, Shown, Unit
from compliance.rulebook.model import Card, TrendRule
from compliance.thresholds import Band, Bound, NumberQuestion, bands_of

_ONE_LEVEL = Fraction(1)


def figure_course(card: Card, readings: Sequence[Reading], judged: Period) -> Course | None:
    """Return what the trend of a judged figure is concluded from; None when there is nothing to compare."""
    rule, unit = card.trend, card.unit
    if rule is None or unit is None:
        return None
    months = rule.months or judged.months
    first = judged.last - months + 1
    span = judged if first == judged.first else Period.of_months(first, judged.last)
    before = _period_before(rule, span, readings)
    if before is None:
        return None
    values = [_value_over(readings, period, card.decimals) for period in (span, before)]
    if values[0] is None or values[1] is None:
        return None
    (now, now_decimals), (then, then_decimals) = values[0], values[1]
    change = None if then == 0 else (now - then) / abs(then) * 100
    asked = now - then if rule.better_from is None else change
    if asked is None:
        return None
    return Course(
        period=span,
        before=before,
        value=_shown(now, then, unit, now_decimals),
        earlier=_shown(then, now, unit, then_decimals),
        change=None if change is None else Quantity.of(change, Unit.PERCENT),
        question=NumberQuestion(
            bands=_bands(rule, higher=card.higher_is_better is True), low=asked, high=asked
        ),
    )


def _bands(rule: TrendRule, *, higher: bool) -> tuple[Band, ...]:
    """Return better as green, stable as yellow, worse as red."""
    better, worse = rule.better_from, rule.worse_from
    if better is None or worse is None:
        nothing = Fraction(0)
        good, same = ("above", "at least") if higher else ("below", "at most")
        return bands_of(Bound(good, nothing), Bound(same, nothing))
    if higher:
        return bands_of(Bound("at least", better), Bound("above", -worse))
    return bands_of(Bound("at most", -better), Bound("below", worse))


def _period_before(rule: TrendRule, span: Period, readings: Sequence[Reading]) -> Period | None:
    if rule.last_year:
        return span.same_months_of(span.end_year - 1)
    if rule.months is not None:
        return Period.of_months(span.first - rule.months, span.first - 1)
    earlier = [
        r.period
        for r in readings
        if r.period is not None and r.period.last < span.first and r.content is not Reason.NO_VALUE
    ]
    return max(earlier, key=lambda p: (p.last, p.months), default=None)


def _value_over(
    readings: Sequence[Reading], period: Period, decimals: int
) -> tuple[Fraction, int] | None:
    """Return the value of a period, as given, else the mean of its months; and its decimals."""
    reading = next((r for r in readings if r.period == period), None)
    if reading is None or reading.content is Reason.NO_VALUE:
        mean = mean_over(readings, period)
        return None if mean is None else (mean, decimals)
    content = reading.content
    if not isinstance(content, Measured) or content.exact.is_interval:
        return None
    return content.exact.number, max(decimals, content.reported.decimals or 0)


def _shown(number: Fraction, other: Fraction, unit: Unit, decimals: int) -> Quantity:
    """Return a value with as many decimals as it takes to tell it from the other one."""
    enough = Shown(number, unit, decimals, (other,)).enough_decimals
    return Quantity.of(number, unit, max(decimals, enough))


def level_course(now: tuple[Period, Colour, str], then: tuple[Period, Colour, str]) -> Course:
    """Return what the trend of two stated levels is concluded from: any step counts."""
    steps = Fraction(now[1].darkness - then[1].darkness)
    bands = bands_of(Bound("at most", -_ONE_LEVEL), Bound("below", _ONE_LEVEL))
    return Course(
        period=now[0],
        before=then[0],
        value=now[2],
        earlier=then[2],
        change=None,
        question=NumberQuestion(bands=bands, low=steps, high=steps),
    )
