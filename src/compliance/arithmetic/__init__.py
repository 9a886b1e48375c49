"""Whether what a report states can follow from the figures it gives: exact, rounded, false or undecidable."""

from compliance.arithmetic.directions import read_direction
from compliance.arithmetic.model import Claim, Direction, Recomputed, Relation, Verdict
from compliance.arithmetic.verify import verify

__all__ = [
    "Claim",
    "Direction",
    "Recomputed",
    "Relation",
    "Verdict",
    "read_direction",
    "verify",
]
