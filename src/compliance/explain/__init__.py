"""Says why: the ordered steps of one assessment, and what would make it green.

The only place with sentences about results.
"""

from compliance.explain.cards import card_lines, requirement_lines
from compliance.explain.counterfactual import (
    Counterfactual,
    Margin,
    Otherwise,
    margin_of,
    margin_words,
    would_be_green,
)
from compliance.explain.lines import Grid, Line
from compliance.explain.parts import trend_said, trend_word
from compliance.explain.sentences import brief, explanation
from compliance.explain.wording import outcome_word, shown_value, target_words

__all__ = [
    "Counterfactual",
    "Grid",
    "Line",
    "Margin",
    "Otherwise",
    "brief",
    "card_lines",
    "explanation",
    "margin_of",
    "margin_words",
    "outcome_word",
    "requirement_lines",
    "shown_value",
    "target_words",
    "trend_said",
    "trend_word",
    "would_be_green",
]
