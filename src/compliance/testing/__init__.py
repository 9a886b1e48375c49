"""Tests that rule files bring along: their examples, laws of cards, right submissions and seeded faults.

For rule owners and for our own tests. In a test file, `test_rules = rule_laws("rules/")` is all it takes.
Examples need nothing but this package; strategies and laws need Hypothesis, which the program never does.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compliance.testing.consistent import UNAVOIDABLE, book_before, consistent_documents
    from compliance.testing.examples import check_examples, untested_thresholds
    from compliance.testing.faults import Fault
    from compliance.testing.faults_base import FAULTS, dressed_samples
    from compliance.testing.laws import LAWS, Law, laws_for, rule_laws
    from compliance.testing.strategies import trials_for, values_for
    from compliance.testing.submissions import documents_for, submissions_for
    from compliance.testing.trial import Trial

__all__ = [
    "FAULTS",
    "LAWS",
    "UNAVOIDABLE",
    "Fault",
    "Law",
    "Trial",
    "book_before",
    "check_examples",
    "consistent_documents",
    "documents_for",
    "dressed_samples",
    "laws_for",
    "rule_laws",
    "submissions_for",
    "trials_for",
    "untested_thresholds",
    "values_for",
]

_MODULES = {
    "consistent": ("UNAVOIDABLE", "book_before", "consistent_documents"),
    "examples": ("check_examples", "untested_thresholds"),
    "faults": ("Fault",),
    "faults_base": ("FAULTS", "dressed_samples"),
    "laws": ("LAWS", "Law", "laws_for", "rule_laws"),
    "strategies": ("trials_for", "values_for"),
    "submissions": ("documents_for", "submissions_for"),
    "trial": ("Trial",),
}


def __getattr__(name: str) -> Any:
    """Import what is asked for, and Hypothesis only with what needs it."""
    for module, names in _MODULES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
