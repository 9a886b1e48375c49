"""Laws of answers of any kind: what may matter for the conclusion, and what never does."""

# ruff: noqa: S101  # a law is an assertion
from dataclasses import replace
from fractions import Fraction

from hypothesis import note
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from compliance.colour import Colour, Reason
from compliance.engine import exact, prove
from compliance.explain import explanation, margin_of
from compliance.language import Language
from compliance.period import Period
from compliance.quantity import Unit
from compliance.rulebook.demands import DeadlineDemand, Demand, RangeDemand, StatusDemand
from compliance.rulebook.model import Card, Target
from compliance.testing.choices import draw_period, pick
from compliance.testing.figures import Figure, attempt, drawn_number
from compliance.testing.scenes import scenes_for
from compliance.testing.strategies import trials_for
from compliance.testing.trial import Trial


def target_not_in_force_never_matters(card: Card) -> None:
    """Other demands before and after the target in force change nothing."""

    def check(trial: Trial) -> None:
        before = trial.assessment
        # dates and statuses go by the report's last day, figures by the value's
        days = (trial.report.last_day, before.case.judged.period.last_day)
        ends = [t.from_ for t in card.targets[1:]]
        others = tuple(
            target
            if any(
                target.from_ <= day
                and all(end is None or day < end for end in (target.to, follows))
                for day in days
            )
            else replace(target, demand=_other(target))
            for target, follows in zip(card.targets, (*ends, None), strict=True)
        )
        after = replace(trial, card=replace(card, targets=others)).assessment
        note(f"{before.outcome}, and {after.outcome} under other targets")
        assert after.derivation == before.derivation
        assert after.case.judged.question == before.case.judged.question

    attempt(trials_for(card), check)


def _other(target: Target) -> Demand:
    """Return a demand of the same sort that would conclude otherwise."""
    match target.demand:
        case DeadlineDemand(due=due):
            return DeadlineDemand(due.replace(year=due.year - 50))
        case StatusDemand(colours=colours):
            return StatusDemand(dict.fromkeys(colours, Colour.RED))
        case _:
            return RangeDemand(Fraction(-7), Fraction(-7), Unit.COUNT)


def value_outside_the_window_is_never_judged(card: Card) -> None:
    """A value is judged from `latency` before the report's period to its last month, and not beyond."""

    @st.composite
    def figures(draw: DrawFn) -> tuple[Figure, Period, Period, Period]:
        figure = drawn_number(draw, draw(scenes_for(card)))
        last = figure.scene.period.last
        months = draw(st.integers(1, 12))
        oldest, too_late = last + card.latency, last + card.latency + 1
        return (
            figure,
            draw_period(draw, last - 1, months),
            draw_period(draw, oldest + months - 1, months),
            draw_period(draw, too_late + months - 1, months),
        )

    def check(drawn: tuple[Figure, Period, Period, Period]) -> None:
        figure, before, oldest, too_late = drawn
        values = {figure.scene.period.name: figure.value}
        alone = Trial(card=figure.scene.card, report=before, values=values)
        found = [replace(alone, report=r).assessment for r in (before, oldest, too_late)]
        note(f"{[(a.case.judged.value, a.outcome) for a in found]}")
        assert [a.case.judged.value is not None for a in found] == [False, True, False]
        # where no target is in force at the end of the report, that is the reason
        assert found[0].outcome in {Reason.NO_VALUE, Reason.NO_TARGET_IN_FORCE}
        assert found[2].outcome in {Reason.VALUE_TOO_OLD, Reason.NO_TARGET_IN_FORCE}

    attempt(figures(), check)


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

    attempt(trials_for(card), check)


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

    attempt(trials(), check)


def declared_colour_never_changes_a_computed_one(card: Card) -> None:
    """What the organisation declares does not enter what is concluded."""

    def check(trial: Trial) -> None:
        silent = replace(trial, declared=None).assessment
        for declared in (*Colour, "not published", "blå"):
            said = replace(trial, declared=declared).assessment
            note(f"{silent.outcome}, but declared {declared} it is {said.outcome}")
            assert said.derivation == silent.derivation

    attempt(trials_for(card), check)


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

    attempt(trials_for(card), check)


def engine_and_exact_evaluator_agree(card: Card) -> None:
    """The rules engine concludes the same, by the same steps; nothing is tried where there is no engine."""
    from compliance.engine import rete

    def check(trials: list[Trial]) -> None:
        concluded = [
            part
            for trial in trials
            for whole in trial.assessments
            for part in (whole, *whole.parts)
        ]
        asked = [part.case.judged.question for part in concluded]
        asked += [c.question for part in concluded if (c := part.case.judged.course) is not None]
        questions = [(f"question {n}", question) for n, question in enumerate(asked)]
        note(str(questions))
        prove(rete.conclude_colours(questions), exact.conclude_colours(questions))

    attempt(st.lists(trials_for(card), min_size=1, max_size=8), check)
