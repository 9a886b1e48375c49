"""Laws of what belongs together: parts and wholes, overrides, trajectories, levels."""

# ruff: noqa: S101  # a law is an assertion
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from compliance.colour import Colour, Outcome, Reason
from compliance.language import exact_text
from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.demands import (
    ExpectedDemand,
    PartsDemand,
    RiskDemand,
    TrajectoryDemand,
    WithdrawnDemand,
    plain_demands,
)
from compliance.rulebook.model import Card, Target
from compliance.testing.choices import draw_period, pick, write
from compliance.testing.figures import Figure, attempt
from compliance.testing.plain import figure_cards
from compliance.testing.scenes import (
    draw_baseline,
    is_passed,
    last_months,
    scenes_for,
)
from compliance.testing.strategies import trials_for
from compliance.testing.trial import Trial, Written

_YEARS = 30


# -- parts and wholes


def has_parts(card: Card) -> bool:
    """Whether some target has several parts."""
    return any(isinstance(v.demand, PartsDemand) for t in card.targets for v in t.variants)


def whole_follows_from_its_parts(card: Card) -> None:
    """All of: as dark as the darkest part; any of: as bright as the brightest; N of M: by counting."""

    def check(trial: Trial) -> None:
        whole = trial.assessment
        target = whole.case.judged.target
        if target is None or not isinstance(target.demand, PartsDemand) or not whole.parts:
            return
        outcomes = [part.outcome for part in whole.parts]
        note(f"{outcomes} make {whole.outcome}")
        if whole.derivation.steps[0].rule == "settled":
            assert not isinstance(whole.outcome, Colour)
            return
        assert _is_right(target.demand, Counter(outcomes), whole.outcome)
        if isinstance(whole.outcome, Reason):
            assert whole.outcome in outcomes

    attempt(trials_for(card), check)


def _is_right(demand: PartsDemand, counts: Counter[Outcome], outcome: Outcome) -> bool:
    green, yellow, red = (counts[colour] for colour in Colour)
    unknown = counts.total() - green - yellow - red
    if demand.needed is not None:
        if green >= demand.needed:
            return outcome is Colour.GREEN
        if green + unknown < demand.needed:
            return outcome is Colour.RED
        return isinstance(outcome, Reason)
    if demand.kind == "any of":
        if green:
            return outcome is Colour.GREEN
        if unknown:
            return isinstance(outcome, Reason)
        return outcome is (Colour.YELLOW if yellow else Colour.RED)
    if red:
        return outcome is Colour.RED
    if unknown:
        return isinstance(outcome, Reason)
    return outcome is (Colour.YELLOW if yellow else Colour.GREEN)


def absent_component_is_never_made_up(card: Card) -> None:
    """A target for all components is never met while one of them is absent."""

    @st.composite
    def trials(draw: DrawFn) -> tuple[Trial, str]:
        trial = draw(trials_for(card))
        name = pick(draw, [component.id for component in card.components])
        return replace(trial, by={k: v for k, v in trial.by.items() if k != name}), name

    def check(drawn: tuple[Trial, str]) -> None:
        trial, name = drawn
        whole = trial.assessment
        target = whole.case.judged.target
        if target is None or not isinstance(target.demand, PartsDemand):
            return
        demand = target.demand
        names = {part.component for part in demand.parts}
        if demand.kind == "any of" or demand.needed is not None or name not in names:
            return
        note(f"{trial.by} without {name} is {whole.outcome}")
        assert whole.outcome not in {Colour.GREEN, Colour.YELLOW}

    attempt(trials(), check)


def has_all_components(card: Card) -> bool:
    """Whether some target asks something of all components."""
    return bool(card.components) and has_parts(card)


# -- overrides


def has_overrides(card: Card) -> bool:
    """Whether some target is another one for some."""
    return any(t.overrides for t in card.targets)


def override_wins_where_it_applies_and_nowhere_else(card: Card) -> None:
    """For whom it is written, an override is the target; for all others it might as well not be there."""
    names = [name for t in card.targets for name in t.overrides]

    @st.composite
    def trials(draw: DrawFn) -> Trial:
        return replace(draw(trials_for(card)), organisation=pick(draw, [*names, "", "NOBODY"]))

    def check(trial: Trial) -> None:
        name = trial.organisation
        alone = tuple(
            replace(t.overrides.get(name, t), from_=t.from_, to=t.to, overrides={})
            for t in card.targets
        )
        found = trial.assessment
        same = replace(trial, card=replace(card, targets=alone)).assessment
        note(f"{trial} is {found.outcome}, without overrides {same.outcome}")
        assert found.derivation == same.derivation
        assert found.case.judged.bands == same.case.judged.bands

    attempt(trials(), check)


# -- trajectories


def trajectories(card: Card) -> list[tuple[Card, Target, TrajectoryDemand]]:
    """Return the targets that move, each with its plain card."""
    return [
        (plain, target, target.demand)
        for plain in figure_cards(card)
        for target in plain.targets
        if isinstance(target.demand, TrajectoryDemand)
    ]


def trajectory_never_eases_and_never_passes_its_end(card: Card) -> None:
    """Each year's threshold is as strict as the last or stricter, down to the end and no further."""
    moving = trajectories(card)

    @st.composite
    def walks(draw: DrawFn) -> tuple[Card, TrajectoryDemand, Fraction]:
        plain, _, demand = pick(draw, moving)
        return plain, demand, draw_baseline(draw, plain, zero=True)

    def check(drawn: tuple[Card, TrajectoryDemand, Fraction]) -> None:
        plain, demand, baseline = drawn
        thresholds = [demand.threshold(baseline, years) for years in range(_YEARS)]
        sign = 1 if demand.falls else -1
        for years, (before, after) in enumerate(pairwise([thresholds[0], *thresholds])):
            stays = sign * demand.until <= sign * after <= sign * before
            if not stays:
                outcome = _on_the_way(plain, demand, baseline, years).outcome
                note(f"{exact_text(after)} after {years} years is {outcome}")
            assert stays

    attempt(walks(), check)


def _on_the_way(plain: Card, demand: TrajectoryDemand, baseline: Fraction, years: int) -> Trial:
    """Return an answer with the baseline, and the threshold of so many years later as its value."""
    sign = {Unit.PERCENT: " %", Unit.NOK: " kr"}.get(plain.unit or Unit.COUNT, "")
    start = demand.period
    report = Period.of_months(start.first + 12 * years, start.last + 12 * years)
    values = {
        start.name: exact_text(baseline) + sign,
        report.name: exact_text(demand.threshold(baseline, years)) + sign,
    }
    return Trial(card=plain, report=report, values=values)


def end_of_a_trajectory_needs_no_baseline(card: Card) -> None:
    """A value at or past the end is green without a baseline; any other one is not assessed."""
    moving = trajectories(card)

    @st.composite
    def figures(draw: DrawFn) -> Figure:
        plain, target, demand = pick(draw, moving)
        bare = replace(
            plain, targets=(replace(target, demand=replace(demand, fixed={})),), running_total=False
        )
        scene = replace(draw(scenes_for(bare)), others={})
        away = pick(draw, (0, 1, -1, 7, -7)) * plain.step
        number = demand.until + away
        if not scene.allows(number):
            number = demand.until
        return Figure(scene, number, write(draw, number, scene.unit))

    def check(figure: Figure) -> None:
        demand = figure.scene.target.demand
        assert isinstance(demand, TrajectoryDemand)
        found = figure.outcome
        note(f"{figure.value} is {found}")
        passed = is_passed(demand, figure.number)
        assert found is (Colour.GREEN if passed else Reason.NO_BASELINE)

    attempt(figures(), check)


# -- what is announced, withdrawn, or a level


def has_nothing_set(card: Card) -> bool:
    """Whether some target is announced or withdrawn."""
    return any(isinstance(t.demand, ExpectedDemand | WithdrawnDemand) for t in card.targets)


def announced_or_withdrawn_is_never_coloured(card: Card) -> None:
    """While nothing is demanded, no answer has a colour."""

    def check(trial: Trial) -> None:
        for found in trial.assessments:
            target = found.case.judged.target
            demand = None if target is None else target.demand
            note(f"{trial} is {found.outcome}")
            if isinstance(demand, ExpectedDemand):
                assert found.outcome in {Reason.TARGET_NOT_SET, Reason.VALUE_UNREADABLE}
            if demand is None or isinstance(demand, WithdrawnDemand):
                assert found.outcome in {Reason.NO_TARGET_IN_FORCE, Reason.VALUE_UNREADABLE}

    attempt(trials_for(card), check)


def risks(card: Card) -> list[tuple[Target, RiskDemand]]:
    """Return the targets that are risks."""
    return [
        (t, d) for t in card.targets for d in plain_demands(t.demand) if isinstance(d, RiskDemand)
    ]


def every_level_has_its_colour_and_more_risk_is_never_brighter(card: Card) -> None:
    """A stated level has its own colour; a higher probability or consequence never has a brighter one."""
    known = risks(card)
    plain = replace(card, components=(), trend=None)

    @st.composite
    def trials(draw: DrawFn) -> tuple[Trial, Trial, Colour | None]:
        target, demand = pick(draw, known)
        alone = replace(plain, targets=(replace(target, demand=demand, overrides={}),))
        first, _ = last_months(card, target)
        period = draw_period(draw, first + draw(st.integers(0, 3)))

        def of(value: Written) -> Trial:
            return Trial(card=alone, report=period, values={period.name: value})

        if demand.levels and (not demand.matrix or draw(st.booleans())):
            word = pick(draw, list(demand.levels))
            return of(word), of(f" {word.upper()} "), demand.levels[word]
        rows, columns = len(demand.probabilities), len(demand.consequences)
        row, column = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        higher = draw(st.integers(row, rows - 1)), draw(st.integers(column, columns - 1))
        one, other = (
            {"probability": demand.probabilities[r], "consequence": demand.consequences[c]}
            for r, c in ((row, column), higher)
        )
        return of(one), of(other), None

    def check(drawn: tuple[Trial, Trial, Colour | None]) -> None:
        first, second, expected = drawn
        found, other = first.outcome, second.outcome
        note(f"{first.values} is {found}, {second.values} is {other}")
        assert isinstance(found, Colour)
        assert isinstance(other, Colour)
        if expected is not None:
            assert found is other is expected
        assert other.darkness >= found.darkness

    attempt(trials(), check)
