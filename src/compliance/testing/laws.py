"""Laws that every card keeps, whatever it says: each is a plain function that Hypothesis runs on one card.

`rule_laws("rules/")` makes a test of all of them for all cards of a folder. How many examples are tried
is decided by the Hypothesis profile in use.
"""

# ruff: noqa: S101  # a law is an assertion
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from compliance.colour import Colour, Outcome, Reason
from compliance.engine import available, exact, prove
from compliance.errors import Problem, RulesRefused
from compliance.explain import Counterfactual, explanation, margin_of, would_be_green
from compliance.language import Language
from compliance.period import Period
from compliance.quantity import Quantity, Unit
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import (
    BaselineBound,
    BaselineDemand,
    Card,
    DeadlineDemand,
    Demand,
    RangeDemand,
    StatusDemand,
    Target,
    ThresholdDemand,
)
from compliance.testing.strategies import (
    PER,
    Scene,
    Stated,
    draw_number,
    draw_ratio,
    figure_targets,
    pick,
    ratio_in_full,
    scenes_for,
    trials_for,
    write,
)
from compliance.testing.trial import Trial, Written
from compliance.thresholds import Bound, NumberQuestion

if TYPE_CHECKING:
    from hypothesis.strategies import DataObject

_T = TypeVar("_T")

Law = Callable[[Card], None]
"""Raises AssertionError when a card breaks the law."""

_FLIPPED = {"at least": "at most", "at most": "at least", "above": "below", "below": "above"}


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure in its scene, as a number and as it is written.

    Attributes:
        parts: Numerator and denominator, when it is given by them.
    """

    scene: Scene
    number: Fraction
    value: Written
    parts: tuple[int, int] | None = None

    @property
    def outcome(self) -> Outcome:
        return self.scene.trial(self.value).outcome


def _run(strategy: SearchStrategy[_T], check: Callable[[_T], None]) -> None:
    """Try `check` on what the strategy gives, as often as the profile says."""

    @settings(database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def trial(data: "DataObject") -> None:
        check(data.draw(strategy))

    trial()


def _drawn_number(draw: DrawFn, scene: Scene) -> _Figure:
    number = draw_number(draw, scene)
    return _Figure(scene, number, write(draw, number, scene.unit))


def _drawn_ratio(draw: DrawFn, scene: Scene) -> _Figure:
    parts = draw_ratio(draw, scene)
    number = Fraction(parts[0], parts[1]) * PER.get(scene.unit, 1)
    if scene.card.as_reported:
        number = _rounded(number, scene.card.decimals)
    return _Figure(scene, number, ratio_in_full(*parts), parts)


def _rounded(number: Fraction, decimals: int) -> Fraction:
    """Return a number that is not negative rounded half up."""
    return Fraction(floor(number * 10**decimals + Fraction(1, 2)), 10**decimals)


@st.composite
def _figures(draw: DrawFn, card: Card) -> _Figure:
    """Return a figure, written as a number or by its parts, of a final value."""
    scene = draw(scenes_for(card, is_over=True))
    return _drawn_ratio(draw, scene) if draw(st.booleans()) else _drawn_number(draw, scene)


@st.composite
def _pairs(draw: DrawFn, card: Card) -> tuple[_Figure, _Figure]:
    """Return two numbers in one scene, the smaller first."""
    scene = draw(scenes_for(card, is_over=True))
    first, second = (_drawn_number(draw, scene) for _ in range(2))
    return (first, second) if first.number <= second.number else (second, first)


# -- what a target means, said here once more and without bands


def _stated_colour(stated: tuple[Stated, ...], number: Fraction) -> Colour:
    """Return the colour that the words of a target give a number."""
    if all(s.met_by(number) for s in stated if s.colour is Colour.GREEN):
        return Colour.GREEN
    if any(s.met_by(number) for s in stated if s.colour is Colour.YELLOW):
        return Colour.YELLOW
    return Colour.RED


def _has_figures(card: Card) -> bool:
    return bool(figure_targets(card, whole_years=card.running_total))


def _has_direction(card: Card) -> bool:
    ranges = any(isinstance(t.demand, RangeDemand) for t in card.targets)
    return _has_figures(card) and card.higher_is_better is not None and not ranges


def _has_targets(card: Card) -> bool:
    return bool(card.targets)


# -- the laws


def threshold_belongs_to_the_stated_side(card: Card) -> None:
    """On a threshold, and a hair beside it, the colour is what the words of the target say."""

    def check(figure: _Figure) -> None:
        stated = figure.scene.stated
        expected = _stated_colour(stated, figure.number)
        found = figure.outcome
        note(f"{figure.value} in {figure.scene.period.name} is {found}, {stated}")
        assert found is expected

    _run(_figures(card), check)


def improving_never_worsens(card: Card) -> None:
    """A better value never has a darker colour."""

    def check(pair: tuple[_Figure, _Figure]) -> None:
        worse, better = pair if card.higher_is_better else (pair[1], pair[0])
        first, second = worse.outcome, better.outcome
        note(f"{worse.value} is {first}, {better.value} is {second}")
        assert isinstance(first, Colour)
        assert isinstance(second, Colour)
        assert second.darkness <= first.darkness

    _run(_pairs(card), check)


def mirroring_keeps_the_colour(card: Card) -> None:
    """Value, thresholds and direction turned around together give the same colour."""
    plain = _in_points(card, sign=1)
    mirror = _in_points(card, sign=-1)

    @st.composite
    def both(draw: DrawFn) -> tuple[Trial, Trial]:
        scene = draw(scenes_for(plain, is_over=True))
        number = draw_number(draw, scene)
        others = {p: str(v) for p, v in scene.others.items()}
        mirrored = {
            p: v.translate({0x2212: None, 0x2D: None}) if v[:1] in "-\u2212" else f"-{v}"
            for p, v in others.items()
        }
        one = replace(scene, card=plain).trial(write(draw, number, Unit.POINTS))
        other = replace(scene, card=mirror, others=mirrored).trial(
            write(draw, -number, Unit.POINTS)
        )
        return one, other

    def check(trials: tuple[Trial, Trial]) -> None:
        one, other = trials
        found, mirrored = one.outcome, other.outcome
        note(f"{one.values} is {found}, {other.values} is {mirrored}")
        assert isinstance(found, Colour)
        assert found is mirrored

    _run(both(), check)


def _in_points(card: Card, sign: int) -> Card:
    """Return a card of a unit that may be negative, turned around when `sign` is -1."""
    higher = card.higher_is_better
    possible = None
    if card.possible is not None:
        low, high = sorted(sign * end for end in card.possible)
        possible = (low, high)
    return replace(
        card,
        unit=Unit.POINTS,
        possible=possible,
        higher_is_better=None if higher is None else higher == (sign > 0),
        targets=tuple(replace(t, demand=_turned(t, sign)) for t in card.targets),
    )


def _turned(target: Target, sign: int) -> Demand:
    def bound(b: Bound) -> Bound:
        return Bound(b.relation if sign > 0 else _FLIPPED[b.relation], sign * b.number)

    def of_baseline(b: BaselineBound) -> BaselineBound:
        # 10 % more than 40 is 44; 10 % less than -40 is -44
        relation = b.relation if sign > 0 else _FLIPPED[b.relation]
        return replace(b, relation=relation, percent=sign * b.percent)

    match target.demand:
        case ThresholdDemand(green=green, yellow=yellow):
            return ThresholdDemand(bound(green), yellow and bound(yellow), Unit.POINTS)
        case RangeDemand(low=low, high=high):
            ends = sorted((sign * low, sign * high))
            return RangeDemand(ends[0], ends[1], Unit.POINTS)
        case BaselineDemand(green=green_of, yellow=yellow_of, fixed=fixed):
            turned = {
                o: tuple((p, Quantity.of(sign * q.number, Unit.POINTS), at) for p, q, at in entries)
                for o, entries in fixed.items()
            }
            return BaselineDemand(
                of_baseline(green_of), yellow_of and of_baseline(yellow_of), turned
            )
        case DeadlineDemand() | StatusDemand() as demand:
            return demand


def colour_changes_only_at_stated_thresholds(card: Card) -> None:
    """Two values with no threshold between them have one colour."""

    @st.composite
    def neighbours(draw: DrawFn) -> tuple[_Figure, _Figure]:
        scene = draw(scenes_for(card, is_over=True))
        lowest = Fraction(-(10**6)) if scene.unit.may_be_negative else Fraction(0)
        highest = max(*scene.thresholds, Fraction(0)) + 10**6
        if card.possible is not None:
            lowest, highest = card.possible
        inside = [t for t in scene.thresholds if lowest < t < highest]
        gap = draw(st.integers(0, len(inside)))
        ends = (lowest, *inside, highest)
        low, high = ends[gap], ends[gap + 1]
        # strictly inside: from a hair behind the one end to a hair before the other
        shares = [Fraction(1, 10**9), 1 - Fraction(1, 10**9), Fraction(1, 2), Fraction(1, 10)]
        numbers = [low + (high - low) * pick(draw, shares) for _ in range(2)]
        figures = [_Figure(scene, n, write(draw, n, scene.unit)) for n in numbers]
        return figures[0], figures[1]

    def check(pair: tuple[_Figure, _Figure]) -> None:
        first, second = pair
        found, same = first.outcome, second.outcome
        note(f"{first.value} is {found}, {second.value} is {same}")
        assert isinstance(found, Colour)
        assert found is same

    _run(neighbours(), check)


def bands_cover_the_line_once(card: Card) -> None:
    """Every number lies in exactly one band of every question."""

    @st.composite
    def questions(draw: DrawFn) -> tuple[NumberQuestion, list[Fraction]]:
        scene = draw(scenes_for(card, is_over=True))
        figure = _drawn_number(draw, scene)
        question = scene.trial(figure.value).assessment.case.judged.question
        assert isinstance(question, NumberQuestion), f"{figure.value} is {question}"
        random = draw(
            st.lists(st.fractions() | st.fractions(min_value=0, max_value=100), max_size=5)
        )
        return question, [*scene.thresholds, *random]

    def check(drawn: tuple[NumberQuestion, list[Fraction]]) -> None:
        question, numbers = drawn
        for number in numbers:
            holding = [band.colour for band in question.bands if band.holds(number)]
            note(f"{number} lies in {holding}")
            assert len(holding) == 1
        ends = [(b.lower, b.upper) for b in question.bands]
        assert ends[0][0] is None
        assert ends[-1][1] is None
        assert [high for _, high in ends[:-1]] == [low for low, _ in ends[1:]]

    _run(questions(), check)


def scaling_numerator_and_denominator_changes_nothing(card: Card) -> None:
    """The same share of more cases has the same colour, if the number of cases is said apart."""

    @st.composite
    def scaled(draw: DrawFn) -> tuple[_Figure, dict[str, str]]:
        figure = _drawn_ratio(draw, draw(scenes_for(card, is_over=True)))
        assert figure.parts is not None
        numerator, denominator = figure.parts
        times = draw(st.integers(2, 1_000))
        more = ratio_in_full(numerator * times, denominator * times)
        return figure, {**more, "cases": str(denominator)}

    def check(drawn: tuple[_Figure, dict[str, str]]) -> None:
        figure, more = drawn
        found, same = figure.outcome, figure.scene.trial(more).outcome
        note(f"{figure.value} is {found}, {more} is {same}")
        assert isinstance(found, Colour)
        assert found is same

    _run(scaled(), check)


def target_not_in_force_never_matters(card: Card) -> None:
    """Other demands before and after the target in force change nothing."""

    def check(trial: Trial) -> None:
        before = trial.assessment
        # dates and statuses go by the report's last day, figures by the value's
        in_force = [
            card.target_at(day)
            for day in (trial.report.last_day, before.case.judged.period.last_day)
        ]
        others = tuple(
            t if any(t is kept for kept in in_force) else replace(t, demand=_other(t))
            for t in card.targets
        )
        after = replace(trial, card=replace(card, targets=others)).assessment
        note(f"{before.outcome}, and {after.outcome} under other targets")
        assert after.derivation == before.derivation
        assert after.case.judged.question == before.case.judged.question

    _run(trials_for(card), check)


def _other(target: Target) -> Demand:
    """Return a demand of the same sort that would conclude otherwise."""
    match target.demand:
        case DeadlineDemand(due=due):
            return DeadlineDemand(due.replace(year=due.year - 50))
        case StatusDemand(colours=colours):
            return StatusDemand(dict.fromkeys(colours, Colour.RED))
        case _:
            return RangeDemand(Fraction(-7), Fraction(-7), Unit.COUNT)


def missing_or_impossible_is_never_coloured(card: Card) -> None:
    """What is not there, not readable or not possible has no colour, but its reason."""
    assert card.unit is not None
    unreadable = Reason.VALUE_UNREADABLE
    cannot: list[tuple[Written, Reason]] = [
        ("-", Reason.NO_VALUE),
        ("", Reason.NO_VALUE),
        ("\u2212", Reason.NO_VALUE),
        ("i.a.", Reason.NOT_APPLICABLE),
        ("< 10", Reason.TOO_FEW_CASES),
        ("svært bra", unreadable),
        ("5 liter", unreadable),
        ("1.572 kr", unreadable),
        ("1e3", unreadable),
        ("NaN", unreadable),
        ("∞ %", unreadable),
        ({"numerator": "0", "denominator": "0"}, Reason.TOO_FEW_CASES),
        ({"numerator": "3", "denominator": "0"}, unreadable),
        ({"numerator": "3"}, unreadable),
        ({"denominator": "3"}, unreadable),
        ({"numerator": "-3", "denominator": "10"}, unreadable),
        ({"value": "-"}, Reason.NO_VALUE),
        ({"vintage": "final"}, Reason.NO_VALUE),
    ]
    if card.unit.must_be_written:
        cannot.append(("5", unreadable))
    if not card.unit.may_be_negative:
        cannot.append(("-1", unreadable))
    if card.possible is not None:
        sign = {Unit.PERCENT: " %", Unit.NOK: " kr"}.get(card.unit, "")
        low, high = (floor(card.possible[0]) - 1, floor(card.possible[1]) + 1)
        cannot += [(f"{low}{sign}", unreadable), (f"{high}{sign}", unreadable)]
    if card.min_n is not None:
        few = {"numerator": "0", "denominator": str(card.min_n - 1)}
        cannot.append((few, Reason.TOO_FEW_CASES))

    @st.composite
    def figures(draw: DrawFn) -> tuple[Trial, Reason]:
        scene = draw(scenes_for(card, is_over=True))
        value, reason = pick(draw, cannot)
        # where nothing is said of the period, a baseline inside the report's window would be judged
        first = scene.report.first - card.latency
        others = {p: v for p, v in scene.others.items() if Period.parse(p).last < first}
        return replace(scene, others=others).trial(value), reason

    def check(drawn: tuple[Trial, Reason]) -> None:
        trial, reason = drawn
        found = trial.outcome
        note(f"{trial.values} is {found}")
        assert found is reason

    _run(figures(), check)


def missing_baseline_is_never_coloured(card: Card) -> None:
    """Without the value that the target counts from there is no colour."""
    counted = [t for t in card.targets if isinstance(t.demand, BaselineDemand)]
    only = replace(card, targets=tuple(_without_fixed(t) for t in counted))

    @st.composite
    def trials(draw: DrawFn) -> tuple[Trial, Reason]:
        figure = _drawn_number(draw, draw(scenes_for(only, is_over=True)))
        said: list[tuple[str | None, Reason]] = [
            (None, Reason.NO_BASELINE),
            ("-", Reason.NO_BASELINE),
            ("i.a.", Reason.NO_BASELINE),
            ("< 10", Reason.NO_BASELINE),
            ("svært bra", Reason.VALUE_UNREADABLE),
        ]
        demand = figure.scene.target.demand
        assert isinstance(demand, BaselineDemand)
        if demand.green.percent or (demand.yellow and demand.yellow.percent):
            said.append((write(draw, Fraction(0), figure.scene.unit), Reason.BASELINE_ZERO))
        baseline, reason = pick(draw, said)
        others = {} if baseline is None else dict.fromkeys(figure.scene.others, baseline)
        return replace(figure.scene, others=others).trial(figure.value), reason

    def check(drawn: tuple[Trial, Reason]) -> None:
        trial, reason = drawn
        found = trial.outcome
        note(f"{trial.values} is {found}")
        assert found is reason

    _run(trials(), check)


def _without_fixed(target: Target) -> Target:
    assert isinstance(target.demand, BaselineDemand)
    return replace(target, demand=replace(target.demand, fixed={}))


def every_answer_gets_one_colour_or_one_reason(card: Card) -> None:
    """Whatever is answered, there is one conclusion, and it can be explained in words."""
    language = Language("en")

    def check(trial: Trial) -> None:
        assessment = trial.assessment
        assert (assessment.colour is None) != (assessment.reason is None)
        assert assessment.derivation.steps[-1].conclusion == assessment.outcome.value
        sentences = [language.say(sentence) for sentence in explanation(assessment)]
        assert all(sentences)
        margin = margin_of(assessment)
        if assessment.outcome is Colour.GREEN and margin is not None:
            assert margin >= 0
        if assessment.outcome in {Colour.YELLOW, Colour.RED} and margin is not None:
            assert margin <= 0

    _run(trials_for(card), check)


def order_of_values_never_matters(card: Card) -> None:
    """The same values in another order give the same conclusion."""

    @st.composite
    def trials(draw: DrawFn) -> tuple[Trial, Trial]:
        trial = draw(trials_for(card))
        values = dict(trial.values)
        if values and draw(st.integers(0, 4)) == 0:
            # a period under two names
            name = pick(draw, list(values))
            values[f" {name}"] = "17 %" if card.unit is Unit.PERCENT else "17"
        shuffled = draw(st.permutations(list(values)))
        return replace(trial, values=values), replace(
            trial, values={p: values[p] for p in shuffled}
        )

    def check(drawn: tuple[Trial, Trial]) -> None:
        one, other = (trial.assessment for trial in drawn)
        note(f"{drawn[0].values} is {one.outcome}, {drawn[1].values} is {other.outcome}")
        assert one.derivation == other.derivation

    _run(trials(), check)


def declared_colour_never_changes_a_computed_one(card: Card) -> None:
    """What the organisation declares does not enter what is concluded."""

    def check(trial: Trial) -> None:
        silent = replace(trial, declared=None).assessment
        for declared in (*Colour, "not published", "blå"):
            said = replace(trial, declared=declared).assessment
            note(f"{silent.outcome}, but declared {declared} it is {said.outcome}")
            assert said.derivation == silent.derivation

    _run(trials_for(card), check)


def would_be_green_is_the_smallest_change(card: Card) -> None:
    """Applied, the change that is said to make it green does; one step less does not."""

    @st.composite
    def figures(draw: DrawFn) -> _Figure:
        scene = draw(scenes_for(card))
        return _drawn_ratio(draw, scene) if draw(st.booleans()) else _drawn_number(draw, scene)

    def check(figure: _Figure) -> None:
        assessment = figure.scene.trial(figure.value).assessment
        change = would_be_green(assessment)
        note(f"{figure.value} is {assessment.outcome}, change {change}")
        if change is None:
            assert assessment.outcome is Colour.GREEN or not _can_be_green(figure)
            return
        assert assessment.outcome is not Colour.GREEN
        assert change.change != 0
        one_less = change.step if change.change > 0 else -change.step
        assert _outcome_of(figure, change, Fraction(0)) is Colour.GREEN
        assert _outcome_of(figure, change, one_less) is not Colour.GREEN

    _run(figures(), check)


def _outcome_of(figure: _Figure, change: Counterfactual, less: Fraction) -> Outcome:
    """Return what is concluded once the change, `less` a part of it, has been made."""
    if change.numerator is None:
        value = change.value - less
        sign = {Unit.PERCENT: " %", Unit.NOK: " kr"}.get(figure.scene.unit, "")
        return figure.scene.trial(_plain(value) + sign).outcome
    assert figure.parts is not None
    assert figure.parts[0] + change.change == change.numerator
    numerator = change.numerator - less
    return figure.scene.trial(ratio_in_full(int(numerator), figure.parts[1])).outcome


def _plain(number: Fraction) -> str:
    """Return a number with a finite decimal form, with a decimal comma."""
    scaled = number * 10**20
    assert scaled.denominator == 1
    whole, part = divmod(abs(int(scaled)), 10**20)
    return f"{'-' if number < 0 else ''}{whole},{part:020d}".rstrip("0").rstrip(",")


def _can_be_green(figure: _Figure) -> bool:
    """Whether some value in steps is green, and a change of the value decides it."""
    scene = figure.scene
    if not scene.is_over and not scene.card.higher_is_better:
        return False  # a running total that must stay low is green only at the end
    step = scene.card.step
    by_cases = figure.parts is not None and not scene.card.as_reported
    if figure.parts is not None and by_cases:
        step = Fraction(PER.get(scene.unit, 1), figure.parts[1])
    near = [floor(t / step) + n for t in scene.thresholds for n in (-1, 0, 1, 2)]
    return any(
        scene.allows(n * step)
        and (n >= 0 or not by_cases)
        and _stated_colour(scene.stated, n * step) is Colour.GREEN
        for n in near
    )


def running_total_is_settled_only_when_it_must_be(card: Card) -> None:
    """Before its year ends, a running total has only the colour that nothing can change any more."""
    final = Colour.GREEN if card.higher_is_better else Colour.RED

    @st.composite
    def figures(draw: DrawFn) -> _Figure:
        return _drawn_number(draw, draw(scenes_for(card)))

    def check(figure: _Figure) -> None:
        colour = _stated_colour(figure.scene.stated, figure.number)
        settled = figure.scene.is_over or colour is final
        found = figure.outcome
        note(f"{figure.value} in {figure.scene.period.name} is {found}")
        assert found is (colour if settled else Reason.NOT_DUE)

    _run(figures(), check)


def deadline_includes_its_day(card: Card) -> None:
    """Delivered on the due day is green, a day later red; silence is no answer."""

    def check(trial: Trial) -> None:
        target = card.target_at(trial.report.last_day)
        if target is None or not isinstance(target.demand, DeadlineDemand):
            return
        due = target.demand.due
        silent = replace(trial, delivered=None)
        refused = replace(trial, delivered="no")
        later = due.replace(year=due.year + 1)
        on_time = replace(trial, delivered=due.isoformat())
        too_late = replace(trial, delivered=later.isoformat())
        note(f"due {due}")
        assert on_time.outcome is Colour.GREEN
        assert too_late.outcome is Colour.RED
        assert replace(silent, as_of=due).outcome is Reason.NOT_DUE
        assert replace(silent, as_of=later).outcome is Reason.NO_VALUE
        assert replace(refused, as_of=due).outcome is Reason.NOT_DUE
        assert replace(refused, as_of=later).outcome is Colour.RED

    _run(trials_for(card), check)


def engine_and_exact_evaluator_agree(card: Card) -> None:
    """The rules engine concludes the same, by the same steps; nothing is tried where there is no engine."""
    from compliance.engine import rete

    def check(trials: list[Trial]) -> None:
        questions = [
            (f"trial {n}", trial.assessment.case.judged.question) for n, trial in enumerate(trials)
        ]
        note(str(questions))
        prove(rete.conclude_colours(questions), exact.conclude_colours(questions))

    _run(st.lists(trials_for(card), min_size=1, max_size=8), check)


LAWS: Mapping[Law, Callable[[Card], bool]] = {
    threshold_belongs_to_the_stated_side: _has_figures,
    improving_never_worsens: _has_direction,
    mirroring_keeps_the_colour: _has_figures,
    colour_changes_only_at_stated_thresholds: _has_figures,
    bands_cover_the_line_once: _has_figures,
    scaling_numerator_and_denominator_changes_nothing: _has_figures,
    target_not_in_force_never_matters: _has_targets,
    missing_or_impossible_is_never_coloured: _has_figures,
    missing_baseline_is_never_coloured: lambda card: any(
        isinstance(t.demand, BaselineDemand) for t in card.targets
    ),
    every_answer_gets_one_colour_or_one_reason: _has_targets,
    order_of_values_never_matters: _has_figures,
    declared_colour_never_changes_a_computed_one: _has_targets,
    would_be_green_is_the_smallest_change: _has_figures,
    running_total_is_settled_only_when_it_must_be: lambda card: (
        card.running_total and _has_figures(card)
    ),
    deadline_includes_its_day: lambda card: any(
        isinstance(t.demand, DeadlineDemand) for t in card.targets
    ),
    engine_and_exact_evaluator_agree: lambda card: _has_targets(card) and available(),
}
"""Each law, and whether it says anything about a card."""


def laws_for(card: Card) -> tuple[Law, ...]:
    """Return the laws that say something about this card."""
    return tuple(law for law, concerns in LAWS.items() if concerns(card))


def rule_laws(folder: str | Path) -> Callable[..., None]:
    """Return a test for pytest: every law for every card of a rule folder.

    Raises:
        RulesRefused: If a card cannot be read.
    """
    import pytest

    rules = RuleFolder(Path(folder))
    cards = list(rules.cards())
    problems: list[Problem] = rules.problems
    if problems:
        raise RulesRefused(problems)

    @pytest.mark.parametrize(
        ("law", "card"),
        [
            pytest.param(law, card, id=f"{law.__name__}-{card.id}")
            for card in cards
            for law in laws_for(card)
        ],
    )
    def test(law: Law, card: Card) -> None:
        law(card)

    return test
