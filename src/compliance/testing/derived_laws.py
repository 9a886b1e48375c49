"""Laws of figures that stand for other figures: derived ones, stated changes, and trends."""

# ruff: noqa: S101  # a law is an assertion
from dataclasses import replace
from fractions import Fraction

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from compliance.colour import Colour, Trend
from compliance.facts.values import PER
from compliance.language import exact_text, finite_decimals
from compliance.period import Period
from compliance.quantity import Quantity, Unit, parse_quantity
from compliance.rulebook.demands import (
    BaselineDemand,
    FigureDemand,
    ThresholdDemand,
    TrajectoryDemand,
)
from compliance.rulebook.model import Card, Target
from compliance.testing.choices import pick, write
from compliance.testing.figures import attempt, drawn_number
from compliance.testing.plain import figure_cards
from compliance.testing.scenes import (
    ANY_COUNT,
    last_months,
    scenes_for,
)
from compliance.testing.trial import Trial, Written

_YEARS = 30


# -- derived figures and stated changes


def is_derived(card: Card) -> bool:
    """Whether the judged figure is worked out from the given one, under a demand of figures."""
    demands = [t.demand for plain in figure_cards(card) for t in plain.targets]
    if card.derived is None or not demands:
        return False
    return card.derived.rule != "mean" or any(isinstance(d, ThresholdDemand) for d in demands)


def derived_figure_is_what_it_says(card: Card) -> None:
    """A figure that is worked out has the colour of the same figure given directly."""
    derived, unit = card.derived, card.unit
    assert derived is not None
    assert unit is not None
    rule, other_id = derived.rule, "" if derived.other is None else derived.other.id or ""

    def quantity(written: Written) -> Fraction:
        found = parse_quantity(str(written), unit)
        assert isinstance(found, Quantity)
        return found.number

    @st.composite
    def trials(draw: DrawFn) -> tuple[Trial, Trial]:
        bare = replace(card, min_n=None)
        if rule == "mean":
            counting = tuple(t for t in card.targets if isinstance(t.demand, ThresholdDemand))
            bare = replace(bare, targets=counting)
        figure = drawn_number(draw, draw(scenes_for(bare, is_over=True)))
        scene, number, period = figure.scene, figure.number, figure.scene.period
        beside: dict[str, dict[str, Written]] = {}
        values: dict[str, Written] = {}
        if rule == "complement":
            values = {p: write(draw, 100 - quantity(v), unit) for p, v in scene.others.items()}
            values[period.name] = write(draw, 100 - number, unit)
            said: Written = write(draw, number, unit)
        elif rule == "mean":
            period = Period.of_months(period.last - derived.months + 1, period.last)
            scene = replace(scene, period=period)
            low = number - card.step if scene.allows(number - card.step) else number
            months = [low, 2 * number - low, *[number] * (derived.months - 2)]
            for month, one in zip(range(period.first, period.last + 1), months, strict=True):
                values[Period.of_months(month, month).name] = write(draw, one, unit)
            said = write(draw, number, unit)
        else:
            whole = draw(ANY_COUNT)
            count = max(int(number * whole / PER[unit]), 0)
            if rule == "share":
                count = min(count, whole)
            sign = "%" if unit is Unit.PERCENT else unit.value
            values = {p: f"{exact_text(quantity(v))} {sign}" for p, v in scene.others.items()}
            values[period.name] = str(count)
            beside[other_id] = {period.name: str(whole)}
            said = {"numerator": str(count), "denominator": str(whole)}
        given = Trial(
            card=replace(scene.card, derived=derived, beside=card.beside),
            report=scene.report,
            values=values,
            beside=beside,
            organisation=scene.organisation,
        )
        return given, scene.trial(said)

    def check(drawn: tuple[Trial, Trial]) -> None:
        given, direct = drawn
        found, same = given.outcome, direct.outcome
        note(f"{given} is {found}, {direct} is {same}")
        assert found is same

    attempt(trials(), check)


def tells_changes(card: Card) -> bool:
    """Whether a relative change can stand for the values it is between."""
    return any(_of_change(plain) for plain in figure_cards(card)) and card.derived is None


def _of_change(plain: Card) -> list[Target]:
    possible = plain.possible
    if plain.unit is None or (plain.unit.may_be_negative if possible is None else possible[0] < 0):
        return []
    return [
        t
        for t in plain.targets
        if (
            isinstance(t.demand, BaselineDemand)
            and not any(b is not None and b.shift.points for b in (t.demand.green, t.demand.yellow))
        )
        or (isinstance(t.demand, TrajectoryDemand) and not t.demand.points)
    ]


def stated_change_tells_the_same_as_the_values(card: Card) -> None:
    """Where a change alone gives a colour, it is the colour of the two values that it is between."""

    @st.composite
    def trials(draw: DrawFn) -> tuple[Trial, Trial]:
        plain = pick(draw, [c for c in figure_cards(card) if _of_change(c)])
        wide = (Fraction(0), Fraction(10**6))
        only = replace(plain, targets=tuple(_of_change(plain)), running_total=False, possible=wide)
        scene = draw(scenes_for(only))
        scene = replace(scene, organisation="")
        demand = scene.target.demand
        assert isinstance(demand, BaselineDemand | TrajectoryDemand)
        before = (
            demand.green.period_for(scene.period)
            if isinstance(demand, BaselineDemand)
            else demand.period_for(scene.period)
        )
        bounds = (demand.green, demand.yellow) if isinstance(demand, BaselineDemand) else ()
        edges = [b.shift.percent for b in bounds if b is not None]
        if isinstance(demand, TrajectoryDemand):
            years = scene.period.end_year - before.end_year
            edges.append((demand.share_left(years) - 1) * 100)
        edges = [edge for edge in edges if finite_decimals(edge) is not None]
        percent = pick(draw, [*edges, Fraction(0)]) + draw(st.integers(-30, 30)) / Fraction(10)
        baseline = Fraction(draw(st.integers(1, 400)), 4)
        value = baseline * (1 + percent / 100)
        sign = "+" if percent > 0 else "-"
        change = f"{scene.period.name}: {sign}{write(draw, abs(percent), Unit.PERCENT)} since {before.name}"
        both = replace(scene, others={before.name: write(draw, baseline, scene.unit)}).trial(
            write(draw, value, scene.unit)
        )
        alone = Trial(card=only, report=scene.report, changes=(change,))
        return both, alone

    def check(drawn: tuple[Trial, Trial]) -> None:
        both, alone = drawn
        meant, told = both.outcome, alone.outcome
        note(f"{both} is {meant}, {alone} is {told}")
        if isinstance(told, Colour):
            assert told is meant

    attempt(trials(), check)


# -- trends


def has_trend_of_figures(card: Card) -> bool:
    """Whether a trend of figures is concluded."""
    return (
        card.trend is not None and card.trend.better_from is not None and bool(figure_cards(card))
    )


def trend_goes_by_the_relative_change_and_leaves_the_colour_alone(card: Card) -> None:
    """Better and worse include their edges; without the trend the colour is the same."""
    rule = card.trend
    assert rule is not None
    assert rule.better_from is not None
    assert rule.worse_from is not None
    better, worse = rule.better_from, rule.worse_from

    @st.composite
    def trials(draw: DrawFn) -> tuple[Trial, Fraction]:
        plain = pick(draw, list(figure_cards(card)))
        target = pick(draw, [t for t in plain.targets if isinstance(t.demand, FigureDemand)])
        alone = replace(plain, trend=rule, targets=(target,), possible=None, running_total=False)
        first, last = last_months(card, target)
        months = rule.months or 12
        end = draw(st.integers(first, last))
        period = Period.of_months(end - months + 1, end)
        away = 12 if rule.last_year else months
        before = Period.of_months(period.first - away, period.last - away)
        edge = pick(draw, (better, -better, worse, -worse, Fraction(0)))
        change = edge + pick(draw, (0, 0, 1, -1)) * Fraction(1, 10**6)
        earlier = Fraction(draw(st.integers(1, 400)), 4)
        now = earlier * (1 + change / 100)
        values = {
            period.name: write(draw, now, card.unit or Unit.COUNT),
            before.name: write(draw, earlier, card.unit or Unit.COUNT),
        }
        return Trial(card=alone, report=period, values=values), change

    def check(drawn: tuple[Trial, Fraction]) -> None:
        trial, change = drawn
        found = trial.assessment
        up = change if card.higher_is_better else -change
        expected = Trend.BETTER if up >= better else Trend.WORSE if up <= -worse else Trend.STABLE
        note(f"{trial} changed by {change}: {found.trend}, expected {expected}")
        assert found.trend is expected
        silent = replace(trial, card=replace(trial.card, trend=None)).assessment
        assert silent.derivation == found.derivation
        assert silent.trend is None

    attempt(trials(), check)
