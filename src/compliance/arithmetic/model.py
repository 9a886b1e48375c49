"""The words of recomputing: a claim, the relation it states between figures, and the verdict on it."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from compliance.amount import Amount
from compliance.language import Joined, Text


class Verdict(StrEnum):
    """What is known of a claim; only `FALSE` says that something is wrong."""

    EXACT = "exact"
    ROUNDING = "rounding"
    FALSE = "false"
    UNDECIDABLE = "undecidable"


class Relation(StrEnum):
    """What a claim states of its figures, in the order they stand in.

    Of a share, a rate and a complement: the part, the whole. Of changes: from the earlier to the later.
    """

    SUM = "sum"
    SHARE = "share"
    DIFFERENCE = "difference"
    PERCENT_CHANGE = "percent-change"
    RATE = "rate"
    COMPLEMENT = "complement"
    COUNT = "count"
    DIRECTION = "direction"


class Direction(StrEnum):
    """Which way figures are said to move."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    NOT_UP = "not-up"
    NOT_DOWN = "not-down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement and the figures it rests on.

    Attributes:
        says: A direction when `relation` is one, else a number.
        of: The figures, in the order that the relation asks for.
        things: How many entries stood there, of a count, also those that are no numbers; 0 means as
            many as `of`.
        per: What a rate is counted per, such as 100 000, when `says` does not tell.
        higher_is_better: None when nobody knows what is better.
        loose: Whether "percent" of a change may also mean percentage points.
    """

    relation: Relation
    says: Amount | Direction
    of: tuple[Amount, ...]
    things: int = 0
    per: int | None = None
    higher_is_better: bool | None = None
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Recomputed:
    """A verdict, and how it was reached.

    Attributes:
        value: The least and the greatest number that the figures allow, in the figures' unit or percent;
            of a direction the change from the first to the last. None when nothing could be reckoned.
        how: The reckoning, such as "209 − 128 = 81"; empty when there is none.
        why: Why it is undecidable; else None.
    """

    verdict: Verdict
    value: tuple[Fraction, Fraction] | None = None
    how: Text | Joined | str = ""
    why: Text | None = None
