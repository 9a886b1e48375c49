"""Laws that every card keeps, whatever it says: each is a plain function that Hypothesis runs on one card.

`rule_laws("rules/")` makes a test of all of them for all cards of a folder. How many examples are tried
is decided by the Hypothesis profile in use.
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from compliance.engine import available
from compliance.errors import Problem, RulesRefused
from compliance.rulebook.demands import DeadlineDemand
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Card
from compliance.testing.answer_laws import (
    deadline_includes_its_day,
    declared_colour_never_changes_a_computed_one,
    engine_and_exact_evaluator_agree,
    every_answer_gets_one_colour_or_one_reason,
    order_of_values_never_matters,
    target_not_in_force_never_matters,
    value_outside_the_window_is_never_judged,
)
from compliance.testing.derived_laws import (
    derived_figure_is_what_it_says,
    has_trend_of_figures,
    is_derived,
    stated_change_tells_the_same_as_the_values,
    tells_changes,
    trend_goes_by_the_relative_change_and_leaves_the_colour_alone,
)
from compliance.testing.figure_laws import (
    bands_cover_the_line_once,
    colour_changes_only_at_stated_thresholds,
    counts_from_something,
    improving_never_worsens,
    missing_baseline_is_never_coloured,
    missing_or_impossible_is_never_coloured,
    running_total_is_settled_only_when_it_must_be,
    scaling_numerator_and_denominator_changes_nothing,
    threshold_belongs_to_the_stated_side,
    way_of_writing_never_matters,
    would_be_green_is_the_smallest_change,
)
from compliance.testing.figures import has_direction, has_figures, has_targets
from compliance.testing.mirror_law import mirroring_keeps_the_colour
from compliance.testing.parts_laws import (
    absent_component_is_never_made_up,
    announced_or_withdrawn_is_never_coloured,
    end_of_a_trajectory_needs_no_baseline,
    every_level_has_its_colour_and_more_risk_is_never_brighter,
    has_all_components,
    has_nothing_set,
    has_overrides,
    has_parts,
    override_wins_where_it_applies_and_nowhere_else,
    risks,
    trajectories,
    trajectory_never_eases_and_never_passes_its_end,
    whole_follows_from_its_parts,
)

Law = Callable[[Card], None]
"""Raises AssertionError when a card breaks the law."""

LAWS: Mapping[Law, Callable[[Card], bool]] = {
    threshold_belongs_to_the_stated_side: has_figures,
    improving_never_worsens: has_direction,
    mirroring_keeps_the_colour: has_figures,
    colour_changes_only_at_stated_thresholds: has_figures,
    bands_cover_the_line_once: has_figures,
    scaling_numerator_and_denominator_changes_nothing: has_figures,
    way_of_writing_never_matters: has_figures,
    target_not_in_force_never_matters: has_targets,
    missing_or_impossible_is_never_coloured: has_figures,
    missing_baseline_is_never_coloured: counts_from_something,
    value_outside_the_window_is_never_judged: has_figures,
    every_answer_gets_one_colour_or_one_reason: has_targets,
    order_of_values_never_matters: has_figures,
    declared_colour_never_changes_a_computed_one: has_targets,
    would_be_green_is_the_smallest_change: has_figures,
    running_total_is_settled_only_when_it_must_be: lambda card: (
        card.running_total and has_figures(card)
    ),
    deadline_includes_its_day: lambda card: any(
        isinstance(t.demand, DeadlineDemand) for t in card.targets
    ),
    whole_follows_from_its_parts: has_parts,
    absent_component_is_never_made_up: has_all_components,
    override_wins_where_it_applies_and_nowhere_else: has_overrides,
    trajectory_never_eases_and_never_passes_its_end: lambda card: bool(trajectories(card)),
    end_of_a_trajectory_needs_no_baseline: lambda card: bool(trajectories(card)),
    announced_or_withdrawn_is_never_coloured: has_nothing_set,
    every_level_has_its_colour_and_more_risk_is_never_brighter: lambda card: bool(risks(card)),
    derived_figure_is_what_it_says: is_derived,
    stated_change_tells_the_same_as_the_values: tells_changes,
    trend_goes_by_the_relative_change_and_leaves_the_colour_alone: has_trend_of_figures,
    engine_and_exact_evaluator_agree: lambda card: has_targets(card) and available(),
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
