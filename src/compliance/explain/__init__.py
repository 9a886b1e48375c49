"""Says why: the ordered steps of one assessment, and what would make it green.

The only place with sentences about results.
"""

from compliance.explain.counterfactual import (
    Counterfactual,
    Margin,
    margin_of,
    margin_words,
    would_be_green,
)
from compliance.explain.sentences import brief, explanation
from compliance.explain.wording import outcome_word, shown_value, target_words

__all__ = [
    "Counterfactual",
    "Margin",
    "brief",
    "explanation",
    "margin_of",
    "margin_words",
    "outcome_word",
    "shown_value",
    "target_words",
    "would_be_green",
]
