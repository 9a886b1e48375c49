"""Generates what organisations might send, from the rules themselves.

Thresholds decide where values lie: on each, one step and a hair's breadth either side, far away; target
dates and the report's window decide the periods. What is generated is always a possible submission:
wrong figures are part of it, a broken structure is not.
"""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.demands import (
    ComparisonDemand,
    DeadlineDemand,
    Demand,
    ExpectedDemand,
    FigureDemand,
    Part,
    PartsDemand,
    RiskDemand,
    StatusDemand,
    WithdrawnDemand,
    plain_demands,
)
from compliance.rulebook.model import Card
from compliance.testing.choices import (
    draw_period,
    either,
    index,
    pick,
    pick_some,
    write,
    write_interval,
)
from compliance.testing.scenes import (
    Scene,
    draw_number,
    draw_ratio,
    last_months,
    ratio_in_full,
    scene_of,
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
def values_for(draw: DrawFn, card: Card, report: Period | None = None) -> dict[str, Written]:
    """Return the values of an answer to a card with a target of figures: period and value.

    Periods stand on both sides of the report's window and of the targets' dates. Baselines are there,
    missing, zero, or no number.
    """
    values: dict[str, Written] = _draw_figures(draw, card, report)["values"]
    return values


def _draw_figures(draw: DrawFn, card: Card, report: Period | None) -> dict[str, Any]:
    """Return the values of an answer and the figures beside it, right and wrong ones."""
    if report is None:
        report = _draw_any_report(draw, card)
    first = report.first - card.latency
    edges = [report.last, report.last, report.last, report.last, first, first - 1, report.last + 1]
    edges += [m for t in card.targets for m in last_months(card, t) if first <= m <= report.last]
    found: dict[str, Written] = {}
    beside: dict[str, dict[str, Written]] = {}
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
        scene = scene_of(draw, card, target, report, period, zero=True)
        for before, number in scene.others.items():
            said = number
            if draw(index(6)) == 0:
                said = pick(draw, ("-", "i.a.", "0 %" if card.unit is Unit.PERCENT else "0", "x"))
            if draw(index(6)):
                found.setdefault(before, said)
        value = draw_value(draw, scene)
        if isinstance(demand, ComparisonDemand) and scene.compared is not None:
            other = pick(draw, (scene.compared, scene.compared, scene.compared, "-", "x"))
            if demand.other.id is not None:
                beside.setdefault(demand.other.id, {})[period.name] = other
            elif draw(index(6)):
                value = {"budget": other} | (
                    {"value": value} if isinstance(value, str) else dict(value)
                )
        found[period.name] = value
    if draw(index(31)) == 0:
        found["2025-H3"] = "5 %"
    return {"values": found, "beside": beside}


def _draw_any_report(draw: DrawFn, card: Card) -> Period:
    target = pick(draw, card.targets)
    first, last = last_months(card, target)
    return draw_period(draw, pick(draw, (first - 1, first, first + 5, last, last + 1)))


def draw_near(draw: DrawFn, day: date) -> date:
    return day + timedelta(days=pick(draw, (0, -1, 1, -400, 400)))


def draw_answer(draw: DrawFn, card: Card, report: Period | None = None) -> dict[str, Any]:
    """Return what an answer to a card says of the thing itself: values, a delivery, a status, a colour."""
    target = pick(draw, card.targets)
    said = _draw_said(draw, card, target.demand, report)
    names = [component.id for component in card.components]
    by_component = draw(index(8))
    if names and by_component:
        parts = {p.component: p.demand for p in _parts(target.demand)}
        by: dict[str, dict[str, Any]] = {}
        answered: list[str] = names if either(draw) else pick_some(draw, names, len(names))
        for name in answered:
            demand = parts.get(name, target.demand)
            by[name] = _draw_said(draw, card, demand, report)
            if draw(index(5)) == 0:
                by[name]["declared"] = pick(draw, ("green", "rød"))
        said["by"] = by
        if draw(index(3)):
            said.pop("values", None)
    if draw(index(3)):
        said["declared"] = draw(
            st.sampled_from(("green", "yellow", "red", "gul", "not published", "blå"))
        )
    return said


def _parts(demand: Demand) -> tuple[Part, ...]:
    return demand.parts if isinstance(demand, PartsDemand) else ()


def _draw_said(draw: DrawFn, card: Card, demand: Demand, report: Period | None) -> dict[str, Any]:
    """Return what answers one demand."""
    said: dict[str, Any] = {}
    match demand:
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
        case RiskDemand():
            if draw(index(6)):
                said["values"] = _draw_levels(draw, card, demand, report)
        case PartsDemand(parts=parts):
            for part in parts:
                if part.component is None:
                    said |= _draw_said(draw, card, part.demand, report)
            if card.unit is not None and draw(index(4)) == 0:
                said.setdefault("values", {"2024": write(draw, Fraction(64), card.unit)})
        case ExpectedDemand() | WithdrawnDemand():
            if card.unit is not None and either(draw):
                said["values"] = {
                    (report or Period.parse("2024")).name: write(draw, Fraction(5), card.unit)
                }
        case _:
            if draw(index(9)):
                said |= _draw_of_figures(draw, card, demand, report)
    return said


def _draw_of_figures(
    draw: DrawFn, card: Card, demand: FigureDemand, report: Period | None
) -> dict[str, Any]:
    """Return values, figures beside and stated changes that answer one demand of figures."""
    at = pick(draw, card.targets)
    single = replace(
        card,
        components=(),
        targets=tuple(
            replace(t, demand=demand if t is at or _parts(t.demand) else t.demand)
            for t in card.targets
        ),
    )
    if not any(isinstance(t.demand, FigureDemand) for t in single.targets):
        return {}
    said = {k: v for k, v in _draw_figures(draw, single, report).items() if v}
    if card.derived is not None and card.derived.other is not None and card.derived.other.id:
        periods = said.get("values", {})
        said.setdefault("beside", {})[card.derived.other.id] = {
            period: pick(draw, ("200", "33", "0", "-", "x")) for period in periods
        }
    if draw(index(8)) == 0:
        size = pick(draw, ("-7 %", "+5 %", "-5 %", "0 %", "+3", "−2 prosentpoeng", "litt"))
        said["changes"] = [f"{size} since {pick(draw, ('2023', '2024', '2019'))}"]
    return said


def _draw_levels(
    draw: DrawFn, card: Card, demand: RiskDemand, report: Period | None
) -> dict[str, Written]:
    """Return levels of a risk, period by period."""
    span = report or _draw_any_report(draw, card)
    found: dict[str, Written] = {}
    for last in pick_some(draw, (span.last, span.last - 4, span.last + 1), 2):
        words = [*demand.levels, *demand.others, "-", "i.a.", "ganske høy"]
        level: Written = pick(draw, words)
        if demand.matrix and either(draw):
            level = {
                "probability": pick(draw, (*demand.probabilities, "kanskje")),
                "consequence": pick(draw, demand.consequences),
            }
        found[draw_period(draw, last).name] = level
    return found


@st.composite
def trials_for(draw: DrawFn, card: Card) -> Trial:
    """Return any answer to a card, in any report, seen from any day."""
    report = _draw_any_report(draw, card)
    variants = [v for t in card.targets for v in t.variants]
    demands = [d for v in variants for d in plain_demands(v.demand)]
    named = [o for d in demands for o in getattr(d, "fixed", {})]
    named += [name for t in card.targets for name in t.overrides]
    organisation = pick(draw, ("", *named))
    said = draw_answer(draw, card, report)
    dues = [d.due for d in demands if isinstance(d, DeadlineDemand)]
    return Trial(
        card=card,
        report=report,
        values=said.get("values", {}),
        by=said.get("by", {}),
        beside=said.get("beside", {}),
        changes=tuple(said.get("changes", ())),
        delivered=said.get("delivered"),
        status=said.get("status"),
        declared=said.get("declared"),
        as_of=draw_near(draw, pick(draw, dues)) if dues else None,
        organisation=organisation,
    )
