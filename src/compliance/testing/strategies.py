"""Generates what organisations might send, from the rules themselves.

Thresholds decide where values lie: on each, one step and a hair's breadth either side, far away; target
dates and the report's window decide the periods. What is generated is always a possible submission:
wrong figures are part of it, a broken structure is not.
"""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.model import BaselineDemand, Card, DeadlineDemand, StatusDemand
from compliance.testing.choices import draw_period, either, index, pick, write, write_interval
from compliance.testing.scenes import (
    FigureDemand,
    Scene,
    draw_baseline,
    draw_number,
    draw_ratio,
    last_months,
    ratio_in_full,
    stated,
)
from compliance.testing.trial import Trial, Written

_MONTHS = 12
_NOTHING_THERE = ("-", "", "–", "i.a.", "n/a", "< 10", "<5")
_UNREADABLE = ("svært bra", "9,7 liter", "5-", "1,2,3", "12 000 00", "1.572", "9" * 40)
_ABOUT = ("ca. ", "om lag ", "about ", "≈")


def _draw_value_in_full(draw: DrawFn, scene: Scene) -> Written:
    number = draw_number(draw, scene)
    whole: dict[str, str] = {}
    if either(draw):
        whole |= ratio_in_full(*draw_ratio(draw, scene))
        if draw(index(5)) == 0:
            whole["denominator"] = pick(draw, ("0", "29", "< 10", "-"))
    else:
        whole["value"] = write(draw, number, scene.unit)
    if either(draw):
        least = scene.card.min_n or 10
        whole["cases"] = draw(
            st.sampled_from((str(least - 1), str(least), str(least + 1), "< 10", "-"))
        )
    if scene.card.min_coverage is not None or either(draw):
        coverage = scene.card.min_coverage or Fraction(60)
        near = [coverage - Fraction(1, 10), coverage, coverage + Fraction(1, 10)]
        whole["coverage"] = write(draw, pick(draw, near), Unit.PERCENT)
    if either(draw):
        whole["vintage"] = draw(
            st.sampled_from(("final", "foreløpig", "estimated", "preliminary", "gammel"))
        )
    return whole


def draw_value(draw: DrawFn, scene: Scene) -> Written:
    """Return one value as it may stand in a submission: a figure, an interval, in full, nothing, nonsense."""
    card = scene.card
    if (card.min_n is not None or card.min_coverage is not None) and either(draw):
        return _draw_value_in_full(draw, scene)
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
            return write_interval(draw, ends, scene.unit)
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
        months = report.months if either(draw) else None
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


def draw_near(draw: DrawFn, day: date) -> date:
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
                day = draw_near(draw, due)
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
        as_of=draw_near(draw, pick(draw, dues)) if dues else None,
        organisation=organisation,
    )
