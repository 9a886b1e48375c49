"""Deliberate faults: each is caught, by the engine's own end check, by the proof, or by a law."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from compliance import quantity, thresholds
from compliance.assess import assess
from compliance.colour import Colour, Reason
from compliance.engine import EngineFault, available, proven
from compliance.explain import counterfactual
from compliance.facts import bands, cases, derived, figures, trends, values, words
from compliance.rulebook.demands import TrajectoryDemand
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Card, Target
from compliance.submission.reader import read_submission
from compliance.testing import LAWS, check_examples, laws, laws_for
from compliance.thresholds import Band, DueQuestion, Settled, StatusQuestion

_ROOT = Path(__file__).parents[1]
_RULES = _ROOT / "samples/rules"
_SAMPLE = _ROOT / "samples/eksempel-hf-2025.yaml"

needs_engine = pytest.mark.skipif(
    not available(), reason="durable_rules is not installed, so the engine is not tested"
)


def check_sample():
    submission = read_submission(_SAMPLE)
    book = RuleFolder(_RULES).book(submission.rule_book)
    with proven() as engine:
        return assess(book, submission, engine)


# -- the engine: faults in the compiled program, in a whole run


@pytest.fixture
def compiled(monkeypatch):
    """Change the compiled rules of a session before it runs: `compiled(session, change)`."""
    from compliance.engine import rete

    def patch(session, change):
        compile_plans = getattr(rete, session)

        def changed(*questions):
            for plan in compile_plans(*questions):
                rules = tuple(change(plan.program.rules))
                yield replace(plan, program=replace(plan.program, rules=rules))

        monkeypatch.setattr(rete, session, changed)

    return patch


def changed_tests(rule, change):
    """The rule with each comparison of a number changed."""

    def test(comparison):
        numbers = comparison.attribute == "v" and comparison.relation in {"<", "<=", ">", ">="}
        return change(comparison) if numbers else comparison

    conditions = (
        replace(condition, tests=tuple(map(test, condition.tests))) for condition in rule.conditions
    )
    return replace(rule, conditions=tuple(conditions))


@needs_engine
def test_without_a_fault_the_sample_is_assessed(compiled):
    compiled("plan_colours", lambda rules: rules)
    compiled("plan_findings", lambda rules: rules)

    assert check_sample().summary.green == 28


@needs_engine
def test_all_thresholds_moved_by_one_step_are_caught_by_the_proof(compiled):
    # both bands move, so the engine is at peace with itself
    step = 2  # a threshold is an even number
    compiled(
        "plan_colours",
        lambda rules: (
            changed_tests(rule, lambda test: replace(test, constant=test.constant + step))
            for rule in rules
        ),
    )

    with pytest.raises(EngineFault, match=r"the engine says .*, the exact evaluator "):
        check_sample()


@needs_engine
def test_the_threshold_of_one_band_moved_by_one_step_is_caught(compiled):
    def moved(rules):
        for rule in rules:
            yield (
                changed_tests(rule, lambda test: replace(test, constant=test.constant + 2))
                if rule.conclusion == "green"
                else rule
            )

    compiled("plan_colours", moved)

    with pytest.raises(EngineFault, match=r"a fact was not taken: no rule wants it|answered twice"):
        check_sample()


@needs_engine
@pytest.mark.parametrize(("inclusive", "exclusive"), [(">=", ">"), ("<=", "<")])
def test_an_inclusive_threshold_made_exclusive_is_caught(compiled, inclusive, exclusive):
    def strict(test):
        return replace(test, relation=exclusive) if test.relation == inclusive else test

    compiled("plan_colours", lambda rules: (changed_tests(rule, strict) for rule in rules))

    with pytest.raises(
        EngineFault, match=r"a fact was not taken: no rule wants it|questions? ha(s|ve) no answer"
    ):
        check_sample()


@needs_engine
def test_a_deleted_rule_is_caught_when_it_would_have_fired(compiled):
    # what each rule concludes, and whether the sample needs it
    needed = {"settled", "delivered:on-time", "silent:open", "status:0", "low:1", "done"}
    for step in sorted(needed):
        with pytest.MonkeyPatch.context() as patch:
            from compliance.engine import rete

            plans = rete.plan_colours

            def without(questions, plans=plans, step=step):
                for plan in plans(questions):
                    kept = tuple(r for r in plan.program.rules if r.step != step)
                    assert len(kept) < len(plan.program.rules)
                    yield replace(plan, program=replace(plan.program, rules=kept))

            patch.setattr(rete, "plan_colours", without)
            with pytest.raises(EngineFault):
                check_sample()


@needs_engine
@pytest.mark.parametrize("conclusion", ["exists", "absent"])
def test_a_deleted_rule_of_an_excuse_is_caught(compiled, conclusion):
    compiled(
        "plan_findings", lambda rules: (rule for rule in rules if rule.conclusion != conclusion)
    )

    with pytest.raises(
        EngineFault, match=r"a fact was not taken: no rule wants it|questions? ha(s|ve) no answer"
    ):
        check_sample()


@needs_engine
def test_a_finding_that_is_not_reported_is_caught(monkeypatch):
    from compliance.engine import rete

    read = rete.read_findings
    monkeypatch.setattr(rete, "read_findings", lambda *found: read(*found)[1:])

    with pytest.raises(EngineFault, match="where the exact evaluator concludes"):
        check_sample()


# -- the laws: faults in our own code


@pytest.fixture(autouse=True)
def unshrunk():
    """Stop at the first counterexample: nobody reads it here."""
    before = settings.get_current_profile_name()
    settings.register_profile(
        "unshrunk", settings.get_profile("default"), phases=[Phase.generate], max_examples=200
    )
    settings.load_profile("unshrunk")
    yield
    settings.load_profile(before)


def card(name):
    """A card of the made-up authority, or with its whole id a shipped one."""
    if "/" in name:
        return RuleFolder().card(name)
    return RuleFolder(_RULES).card(f"eksempel/{name}")


def exclusive(green, yellow=None):
    """Bands whose thresholds all belong to the darker side."""
    strict = {"at least": "above", "at most": "below"}
    own = _BANDS_OF
    bounds = (
        b and replace(b, relation=strict.get(b.relation, b.relation)) for b in (green, yellow)
    )
    return own(*bounds)


def shifted(green, yellow=None):
    """Bands whose thresholds are all a hair too high."""
    return _BANDS_OF(
        *(b and replace(b, number=b.number + Fraction(1, 10)) for b in (green, yellow))
    )


def swapped(green, yellow=None):
    """Bands with the colours of the ends exchanged."""
    turned = {Colour.GREEN: Colour.RED, Colour.RED: Colour.GREEN, Colour.YELLOW: Colour.YELLOW}
    return tuple(replace(b, colour=turned[b.colour]) for b in _BANDS_OF(green, yellow))


def upwards_exclusive(green, yellow=None):
    """Bands whose thresholds belong to the darker side when more is better."""
    return exclusive(green, yellow) if green.is_lower else _BANDS_OF(green, yellow)


def overlapping(green, yellow=None):
    """Bands that all own their ends."""

    def closed(band: Band) -> Band:
        return replace(
            band, lower_closed=band.lower is not None, upper_closed=band.upper is not None
        )

    return tuple(map(closed, _BANDS_OF(green, yellow)))


_BANDS_OF = figures.bands_of
_JUDGE = cases.judge_card
_READ = figures.read_values
_CHOOSE = figures.choose
_ANSWER_PARTS = thresholds._answer_parts
_CHANGE_BANDS = figures.change_bands
_TREND_BANDS = trends._bands
_GRID = counterfactual._first_on_grid


def small_shares_only(written, of):
    """Readings in which a share of many cases is 0."""
    return tuple(
        replace(r, content=replace(r.content, exact=replace(r.content.exact, low=Fraction(0), high=Fraction(0))))
        if isinstance(r.content, values.Measured) and (r.content.denominator or 0) > 1_000
        else r
        for r in _READ(written, of)
    )  # fmt: skip


def nothing_is_zero(written, of):
    """Readings in which "-" is 0."""
    zero = values.Quantity.of(0, of.own)
    measured = values.Measured(
        exact=zero, reported=zero, numerator=None, denominator=None, cases=None, coverage=None, vintage="final"
    )  # fmt: skip
    return tuple(
        replace(r, content=measured) if r.content is Reason.NO_VALUE else r
        for r in _READ(written, of)
    )


def first_wins(readings, of, report):
    """The first value is judged."""
    return _CHOOSE(readings[:1], of, report)


def one_month_older(readings, of, report):
    """The window begins a month early."""
    return _CHOOSE(readings, replace(of, latency=of.latency + 1), report)


def one_month_newer(readings, of, report):
    """The window ends a month late."""
    return _CHOOSE(readings, of, replace(report, last=report.last + 1))


def latest_target(self, day, whom=()):
    """The last target, whatever the day."""
    return self.targets[-1].of(whom)


def one_step_too_far(edge, step, *, closed, upwards):
    return _GRID(edge, step, closed=closed, upwards=upwards) + (step if upwards else -step)


def one_step_short(edge, step, *, closed, upwards):
    return _GRID(edge, step, closed=closed, upwards=upwards) - (step if upwards else -step)


def declared_is_believed(of, answered, frame, location=None):
    found = _JUDGE(of, answered, frame, location)
    if answered.own.declared != "green":
        return found
    return replace(found, whole=replace(found.whole, question=Settled(Reason.NOT_DUE)))


def year_is_over(of, period, kind=None):
    return ()


def brightest_part(subject, question):
    """What follows from the parts, as if one were always enough."""
    return _ANSWER_PARTS(subject, replace(question, one_is_enough=True, needed=None))


def absent_parts_forgotten(subject, question):
    there = tuple(o for o in question.outcomes if o is not Reason.COMPONENT_MISSING)
    return _ANSWER_PARTS(subject, replace(question, outcomes=there or (Colour.GREEN,)))


def no_override(self, whom):
    return self


def without_an_end(self, baseline, years):
    return baseline * self.share_left(years)


def without_a_step(self, baseline, years):
    return baseline * (1 + self.percent / 100) ** years


def end_not_seen(self, demand, found, reason, missing):
    return None


def believed(found):
    return replace(found, question=StatusQuestion(colours=(Colour.GREEN,), number=0))


def first_word(*, colours, number):
    return StatusQuestion(colours=colours, number=0)


def not_the_rest(measured, decimals):
    return measured


def change_of_either_sign(demand, period):
    return tuple(
        replace(b, colour=Colour.GREEN) if b.colour is Colour.RED else b
        for b in _CHANGE_BANDS(demand, period)
    )


def edges_are_stable(rule, *, higher):
    def turned(band):
        middle = band.colour is Colour.YELLOW
        return replace(
            band,
            lower_closed=middle and band.lower is not None,
            upper_closed=middle and band.upper is not None,
        )

    return tuple(map(turned, _TREND_BANDS(rule, higher=higher)))


def early_due(*, due, **rest):
    return DueQuestion(due=date.fromordinal(due.toordinal() - 1), **rest)


def a_comma_adds_one(written, *, comma=True, _read=quantity.parse_number):
    """A decimal comma changes the number; the point does not."""
    number, decimals = _read(written, comma=comma)
    return (number + 1 if "," in written else number), decimals


FAULTS = [
    (laws.way_of_writing_never_matters, "corridor-patients", quantity, "parse_number", a_comma_adds_one),
    (laws.threshold_belongs_to_the_stated_side, "waiting-days", figures, "bands_of", exclusive),
    (laws.threshold_belongs_to_the_stated_side, "surgery-start", figures, "bands_of", exclusive),
    (laws.threshold_belongs_to_the_stated_side, "vacant-positions", bands, "bands_of", shifted),
    (laws.improving_never_worsens, "waiting-days", figures, "bands_of", swapped),
    (laws.mirroring_keeps_the_colour, "surgery-start", figures, "bands_of", upwards_exclusive),
    (laws.mirroring_keeps_the_colour, "waiting-days", figures, "bands_of", upwards_exclusive),
    (laws.colour_changes_only_at_stated_thresholds, "cancer-pathways", figures, "bands_of", shifted),
    (laws.bands_cover_the_line_once, "waiting-days", figures, "bands_of", overlapping),
    (laws.scaling_numerator_and_denominator_changes_nothing, "hip-surgery", figures, "read_values", small_shares_only),
    (laws.target_not_in_force_never_matters, "stroke-unit", Card, "target_at", latest_target),
    (laws.missing_or_impossible_is_never_coloured, "waiting-days", figures, "read_values", nothing_is_zero),
    (laws.missing_baseline_is_never_coloured, "sick-leave", figures, "read_values", nothing_is_zero),
    (laws.every_answer_gets_one_colour_or_one_reason, "surgery-start", figures, "bands_of", overlapping),
    (laws.value_outside_the_window_is_never_judged, "stroke-unit", figures, "choose", one_month_older),
    (laws.value_outside_the_window_is_never_judged, "waiting-days", figures, "choose", one_month_newer),
    (laws.order_of_values_never_matters, "hip-surgery", figures, "choose", first_wins),
    (laws.declared_colour_never_changes_a_computed_one, "drills", cases, "judge_card", declared_is_believed),
    (laws.would_be_green_is_the_smallest_change, "waiting-days", counterfactual, "_first_on_grid", one_step_too_far),
    (laws.would_be_green_is_the_smallest_change, "waiting-days", counterfactual, "_first_on_grid", one_step_short),
    (laws.would_be_green_is_the_smallest_change, "hip-surgery", counterfactual, "_first_on_grid", one_step_too_far),
    (laws.running_total_is_settled_only_when_it_must_be, "training-hours", figures, "withheld", year_is_over),
    (laws.deadline_includes_its_day, "emergency-plan", words, "DueQuestion", early_due),
    (laws.whole_follows_from_its_parts, "helse-nord/discharge-summary-1day", thresholds, "_answer_parts", brightest_part),
    (laws.whole_follows_from_its_parts, "helse-nord/vocational-mapping", thresholds, "_answer_parts", brightest_part),
    (laws.absent_component_is_never_made_up, "helse-nord/onboarding-status", thresholds, "_answer_parts", absent_parts_forgotten),
    (laws.override_wins_where_it_applies_and_nowhere_else, "helse-nord/ia-unit-share", Target, "of", no_override),
    (laws.trajectory_never_eases_and_never_passes_its_end, "helse-nord/sick-leave", TrajectoryDemand, "threshold", without_an_end),
    (laws.trajectory_never_eases_and_never_passes_its_end, "helse-nord/sick-leave", TrajectoryDemand, "threshold", without_a_step),
    (laws.end_of_a_trajectory_needs_no_baseline, "helse-nord/sick-leave", figures._Answer, "at_the_end", end_not_seen),
    (laws.announced_or_withdrawn_is_never_coloured, "helse-nord/waiting-time-long-term", figures, "_without_demand", believed),
    (laws.every_level_has_its_colour_and_more_risk_is_never_brighter, "helse-nord/risk-level", words, "StatusQuestion", first_word),
    (laws.derived_figure_is_what_it_says, "helse-nord/appointments-overdue", derived, "_complement", not_the_rest),
    (laws.stated_change_tells_the_same_as_the_values, "helse-nord/sick-leave", figures, "change_bands", change_of_either_sign),
    (laws.trend_goes_by_the_relative_change_and_leaves_the_colour_alone, "skde/hba1c-over-75", trends, "_bands", edges_are_stable),
]  # fmt: skip


@pytest.mark.parametrize(
    ("law", "name", "owner", "attribute", "fault"),
    FAULTS,
    ids=[f"{law.__name__}-{name}-{fault.__name__}" for law, name, _, _, fault in FAULTS],
)
def test_a_law_breaks_when_the_code_is_wrong(monkeypatch, law, name, owner, attribute, fault):
    of = card(name)
    assert law in laws_for(of)
    target = f"{owner}.{attribute}" if isinstance(owner, str) else (owner, attribute)
    monkeypatch.setattr(*([target] if isinstance(target, str) else target), fault)

    # an overlap is already refused where the one band of a value is looked for
    with pytest.raises((AssertionError, ValueError, ExceptionGroup)):
        law(of)


@needs_engine
def test_the_law_of_the_engine_breaks_when_the_engine_is_wrong(compiled):
    compiled(
        "plan_colours",
        lambda rules: (
            changed_tests(rule, lambda test: replace(test, constant=test.constant + 2))
            for rule in rules
        ),
    )

    with pytest.raises((EngineFault, ExceptionGroup)):
        laws.engine_and_exact_evaluator_agree(card("waiting-days"))


def test_every_law_has_a_fault_that_breaks_it():
    broken = {law for law, *_ in FAULTS} | {laws.engine_and_exact_evaluator_agree}

    assert set(LAWS) == broken


def test_examples_break_when_a_threshold_is_exclusive(monkeypatch):
    of = card("waiting-days")
    assert check_examples(of) == []

    monkeypatch.setattr(figures, "bands_of", exclusive)

    assert [problem.place.line for problem in check_examples(of)] == [23, 32]
