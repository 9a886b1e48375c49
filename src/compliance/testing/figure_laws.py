"""Laws of figures: which colour a number has, and how colours of several numbers belong together."""

# ruff: noqa: S101  # a law is an assertion
from dataclasses import replace
from fractions import Fraction
from math import floor

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from compliance.colour import Colour, Outcome, Reason
from compliance.explain import Counterfactual, would_be_green
from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.demands import (
    BaselineDemand,
    ComparisonDemand,
    FigureDemand,
    TrajectoryDemand,
)
from compliance.rulebook.model import Card, Target
from compliance.testing.choices import HAIR, pick, write
from compliance.testing.figures import (
    Figure,
    attempt,
    drawn_number,
    drawn_ratio,
    pairs,
    stated_colour,
)
from compliance.testing.plain import figure_cards
from compliance.testing.scenes import (
    PER,
    counts_in_percent,
    ratio_in_full,
    scenes_for,
)
from compliance.testing.trial import Trial, Written
from compliance.thresholds import NumberQuestion


def threshold_belongs_to_the_stated_side(card: Card) -> None:
    """On every threshold, and a hair and a step beside it, the colour is what the words of the target say."""

    @st.composite
    def figures(draw: DrawFn) -> list[Figure]:
        scene = draw(scenes_for(card, is_over=True))
        found = [drawn_ratio(draw, scene)]
        for threshold in scene.thresholds:
            for away in (Fraction(0), HAIR, -HAIR, card.step, -card.step):
                if scene.allows(threshold + away):
                    number = threshold + away
                    found.append(Figure(scene, number, write(draw, number, scene.unit)))
        return found

    def check(figures: list[Figure]) -> None:
        for figure in figures:
            stated = figure.scene.stated
            expected = stated_colour(stated, figure.number)
            found = figure.outcome
            note(f"{figure.value} in {figure.scene.period.name} is {found}, {stated}")
            assert found is expected

    attempt(figures(), check)


def improving_never_worsens(card: Card) -> None:
    """A better value never has a darker colour."""

    def check(pair: tuple[Figure, Figure]) -> None:
        worse, better = pair if card.higher_is_better else (pair[1], pair[0])
        first, second = worse.outcome, better.outcome
        note(f"{worse.value} is {first}, {better.value} is {second}")
        assert isinstance(first, Colour)
        assert isinstance(second, Colour)
        assert second.darkness <= first.darkness

    attempt(pairs(card), check)


def colour_changes_only_at_stated_thresholds(card: Card) -> None:
    """Two values with no threshold between them have one colour."""

    @st.composite
    def neighbours(draw: DrawFn) -> tuple[Figure, Figure]:
        scene = draw(scenes_for(card, is_over=True))
        lowest = Fraction(-(10**6)) if scene.unit.may_be_negative else Fraction(0)
        highest = max(*scene.thresholds, Fraction(0)) + 10**6
        if scene.card.possible is not None:
            lowest, highest = scene.card.possible
        inside = [t for t in scene.thresholds if lowest < t < highest]
        gap = draw(st.integers(0, len(inside)))
        ends = (lowest, *inside, highest)
        low, high = ends[gap], ends[gap + 1]
        # strictly inside: from a hair behind the one end to a hair before the other
        shares = [Fraction(1, 10**9), 1 - Fraction(1, 10**9), Fraction(1, 2), Fraction(1, 10)]
        numbers = [low + (high - low) * pick(draw, shares) for _ in range(2)]
        figures = [Figure(scene, n, write(draw, n, scene.unit)) for n in numbers]
        return figures[0], figures[1]

    def check(pair: tuple[Figure, Figure]) -> None:
        first, second = pair
        found, same = first.outcome, second.outcome
        note(f"{first.value} is {found}, {second.value} is {same}")
        assert isinstance(found, Colour)
        assert found is same

    attempt(neighbours(), check)


def bands_cover_the_line_once(card: Card) -> None:
    """Every number has exactly one colour: the ranges of the colours leave no gap and never overlap."""

    @st.composite
    def questions(draw: DrawFn) -> tuple[NumberQuestion, list[Fraction]]:
        scene = draw(scenes_for(card, is_over=True))
        figure = drawn_number(draw, scene)
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

    attempt(questions(), check)


def scaling_numerator_and_denominator_changes_nothing(card: Card) -> None:
    """The same share of more cases has the same colour, if the number of cases is said apart."""

    @st.composite
    def scaled(draw: DrawFn) -> tuple[Figure, dict[str, str]]:
        figure = drawn_ratio(draw, draw(scenes_for(card, is_over=True)))
        assert figure.parts is not None
        numerator, denominator = figure.parts
        times = draw(st.integers(2, 1_000))
        more = ratio_in_full(numerator * times, denominator * times)
        return figure, {**more, "cases": str(denominator)}

    def check(drawn: tuple[Figure, dict[str, str]]) -> None:
        figure, more = drawn
        found, same = figure.outcome, figure.scene.trial(more).outcome
        note(f"{figure.value} is {found}, {more} is {same}")
        assert isinstance(found, Colour)
        assert found is same

    attempt(scaled(), check)


def way_of_writing_never_matters(card: Card) -> None:
    """The same value has the same colour however it is written: decimals, spaces, unit, millions, in full."""

    @st.composite
    def figures(draw: DrawFn) -> tuple[Figure, Written]:
        figure = drawn_number(draw, draw(scenes_for(card, is_over=True)))
        same = write(draw, figure.number, figure.scene.unit)
        if figure.scene.unit is Unit.NOK:
            same = pick(draw, (same, f"{_plain(figure.number / 10**6)} mill. kr"))
        return figure, {"value": same} if draw(st.booleans()) else same

    def check(drawn: tuple[Figure, Written]) -> None:
        figure, same = drawn
        found, other = figure.outcome, figure.scene.trial(same).outcome
        note(f"{figure.value} is {found}, {same} is {other}")
        assert isinstance(found, Colour)
        assert found is other

    attempt(figures(), check)


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
    if not card.unit.may_be_negative and (card.possible is None or card.possible[0] >= 0):
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
        at_end = trial.card.target_at(trial.report.last_day, (trial.organisation,))
        if reason is Reason.NO_VALUE and (
            at_end is None or not isinstance(at_end.demand, FigureDemand)
        ):
            # without a value the report's last day says what is demanded, and that is nothing
            assert found in {Reason.NO_TARGET_IN_FORCE, Reason.TARGET_NOT_SET}
        else:
            assert found is reason

    attempt(figures(), check)


def missing_baseline_is_never_coloured(card: Card) -> None:
    """Without the value that the target counts from there is no colour."""
    counting = [plain for plain in figure_cards(card) if counts_from_something(plain)]

    @st.composite
    def trials(draw: DrawFn) -> tuple[Trial, Reason]:
        plain = pick(draw, counting)
        targets = (t for t in plain.targets if _counts(t))
        only = replace(plain, targets=tuple(_without_fixed(t) for t in targets))
        figure = drawn_number(draw, draw(scenes_for(only, is_over=True)))
        demand = figure.scene.target.demand
        if isinstance(demand, TrajectoryDemand):
            # past its end a value is green whatever the baseline
            worse = demand.until + (
                figure.scene.card.step if demand.falls else -figure.scene.card.step
            )
            figure = Figure(figure.scene, worse, write(draw, worse, figure.scene.unit))
        said: list[tuple[str | None, Reason]] = [
            (None, Reason.NO_BASELINE),
            ("-", Reason.NO_BASELINE),
            ("i.a.", Reason.NO_BASELINE),
            ("< 10", Reason.NO_BASELINE),
            ("svært bra", Reason.VALUE_UNREADABLE),
        ]
        assert isinstance(demand, FigureDemand)
        if counts_in_percent(demand):
            said.append((write(draw, Fraction(0), figure.scene.unit), Reason.BASELINE_ZERO))
        baseline, reason = pick(draw, said)
        if isinstance(demand, ComparisonDemand):
            return replace(figure.scene, compared=baseline).trial(figure.value), reason
        others = {} if baseline is None else dict.fromkeys(figure.scene.others, baseline)
        return replace(figure.scene, others=others).trial(figure.value), reason

    def check(drawn: tuple[Trial, Reason]) -> None:
        trial, reason = drawn
        found = trial.outcome
        note(f"{trial.values} is {found}")
        assert found is reason

    attempt(trials(), check)


def _counts(target: Target) -> bool:
    return isinstance(target.demand, BaselineDemand | TrajectoryDemand | ComparisonDemand)


def counts_from_something(card: Card) -> bool:
    """Whether a card counts from another period or from a figure beside."""
    return any(_counts(t) for plain in figure_cards(card) for t in plain.targets)


def _without_fixed(target: Target) -> Target:
    demand = target.demand
    if isinstance(demand, BaselineDemand | TrajectoryDemand):
        return replace(target, demand=replace(demand, fixed={}))
    return target


def would_be_green_is_the_smallest_change(card: Card) -> None:
    """Applied, the change that is said to make it green does; one step less does not."""

    @st.composite
    def figures(draw: DrawFn) -> Figure:
        scene = draw(scenes_for(card))
        return drawn_ratio(draw, scene) if draw(st.booleans()) else drawn_number(draw, scene)

    def check(figure: Figure) -> None:
        assessment = figure.scene.trial(figure.value).assessment
        change = would_be_green(assessment)
        note(f"{figure.value} is {assessment.outcome}, change {change}")
        if change is None:
            assert assessment.outcome is Colour.GREEN or not _can_be_green(figure)
            return
        assert isinstance(change, Counterfactual)
        assert assessment.outcome is not Colour.GREEN
        assert change.change != 0
        one_less = change.step if change.change > 0 else -change.step
        assert _outcome_of(figure, change, Fraction(0)) is Colour.GREEN
        assert _outcome_of(figure, change, one_less) is not Colour.GREEN

    attempt(figures(), check)


def _outcome_of(figure: Figure, change: Counterfactual, less: Fraction) -> Outcome:
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


def _can_be_green(figure: Figure) -> bool:
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
        and stated_colour(scene.stated, n * step) is Colour.GREEN
        for n in near
    )


def running_total_is_settled_only_when_it_must_be(card: Card) -> None:
    """Before its year ends, a running total has only the colour that nothing can change any more."""
    final = Colour.GREEN if card.higher_is_better else Colour.RED

    @st.composite
    def figures(draw: DrawFn) -> Figure:
        return drawn_number(draw, draw(scenes_for(card)))

    def check(figure: Figure) -> None:
        colour = stated_colour(figure.scene.stated, figure.number)
        settled = figure.scene.is_over or colour is final
        found = figure.outcome
        note(f"{figure.value} in {figure.scene.period.name} is {found}")
        assert found is (colour if settled else Reason.NOT_DUE)

    attempt(figures(), check)
