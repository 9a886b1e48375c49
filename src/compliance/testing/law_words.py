"""What each law demands, in words for rule owners."""

from collections.abc import Mapping

from compliance.language import Text, text

LAW_WORDS: Mapping[str, Text] = {
    "threshold_belongs_to_the_stated_side": text(
        "On every threshold, and a hair and a step beside it, the colour is what the words of the target say."
    ),
    "improving_never_worsens": text("A better value never has a darker colour."),
    "mirroring_keeps_the_colour": text(
        "Value, thresholds and direction turned around together give the same colour."
    ),
    "colour_changes_only_at_stated_thresholds": text(
        "Two values with no threshold between them have one colour."
    ),
    "bands_cover_the_line_once": text(
        "Every number has exactly one colour: the ranges of the colours leave no gap and never overlap."
    ),
    "scaling_numerator_and_denominator_changes_nothing": text(
        "The same share of more cases has the same colour, if the number of cases is said apart."
    ),
    "way_of_writing_never_matters": text(
        "The same value has the same colour however it is written: decimals, spaces, unit, millions, in full."
    ),
    "target_not_in_force_never_matters": text(
        "Other demands before and after the target in force change nothing."
    ),
    "missing_or_impossible_is_never_coloured": text(
        "What is not there, not readable or not possible has no colour, but its reason."
    ),
    "missing_baseline_is_never_coloured": text(
        "Without the value that the target counts from there is no colour."
    ),
    "value_outside_the_window_is_never_judged": text(
        "A value is judged from `latency` before the report's period to its last month, and not beyond."
    ),
    "every_answer_gets_one_colour_or_one_reason": text(
        "Whatever is answered, there is one conclusion, and it can be explained in words."
    ),
    "order_of_values_never_matters": text(
        "The same values in another order give the same conclusion."
    ),
    "declared_colour_never_changes_a_computed_one": text(
        "What the organisation declares does not enter what is concluded."
    ),
    "would_be_green_is_the_smallest_change": text(
        "Applied, the change that is said to make it green does; one step less does not."
    ),
    "running_total_is_settled_only_when_it_must_be": text(
        "Before its year ends, a running total has only the colour that nothing can change any more."
    ),
    "deadline_includes_its_day": text(
        "Delivered on the due day is green, a day later red; silence is no answer."
    ),
    "whole_follows_from_its_parts": text(
        "All of: as dark as the darkest part; any of: as bright as the brightest; N of M: by counting."
    ),
    "absent_component_is_never_made_up": text(
        "A target for all components is never met while one of them is absent."
    ),
    "override_wins_where_it_applies_and_nowhere_else": text(
        "For whom it is written, an override is the target; for all others it might as well not be there."
    ),
    "trajectory_never_eases_and_never_passes_its_end": text(
        "Each year's threshold is as strict as the last or stricter, down to the end and no further."
    ),
    "end_of_a_trajectory_needs_no_baseline": text(
        "A value at or past the end is green without a baseline; any other one is not assessed."
    ),
    "announced_or_withdrawn_is_never_coloured": text(
        "While nothing is demanded, no answer has a colour."
    ),
    "every_level_has_its_colour_and_more_risk_is_never_brighter": text(
        "A stated level has its own colour; a higher probability or consequence never has a brighter one."
    ),
    "derived_figure_is_what_it_says": text(
        "A figure that is worked out has the colour of the same figure given directly."
    ),
    "stated_change_tells_the_same_as_the_values": text(
        "Where a change alone gives a colour, it is the colour of the two values that it is between."
    ),
    "trend_goes_by_the_relative_change_and_leaves_the_colour_alone": text(
        "Better and worse include their edges; without the trend the colour is the same."
    ),
    "engine_and_exact_evaluator_agree": text(
        "The rules engine concludes the same, by the same steps; nothing is tried where there is no engine."
    ),
}
"""By the name of the law."""
