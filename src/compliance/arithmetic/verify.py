"""The verdict on a claim: what is stated held against what its figures give."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import assert_never

from compliance.amount import Amount, BoundWord
from compliance.arithmetic.directions import judge_direction
from compliance.arithmetic.model import Claim, Direction, Recomputed, Relation, Verdict
from compliance.arithmetic.reckoning import Reading, WithMinus, alike, per_of, readings
from compliance.arithmetic.spans import (
    Span,
    around,
    as_written,
    meet,
    minus,
    negative,
    reach_of,
    size,
    within,
)
from compliance.language import Joined, Text, finite_decimals, text
from compliance.quantity import Shown, Unit

_FROM_BEST = (Verdict.EXACT, Verdict.ROUNDING, Verdict.UNDECIDABLE, Verdict.FALSE)
_TOGETHER = {Relation.SUM, Relation.DIFFERENCE, Relation.COMPLEMENT}
_IN_PERCENT = {Relation.SHARE, Relation.PERCENT_CHANGE}


def verify(claim: Claim) -> Recomputed:
    """Return whether what is stated can follow from the figures it rests on.

    Where a claim can be read in several ways, the reading that suits it best counts: nothing is called
    false that can be true.
    """
    why = _why_not(claim)
    if why is not None:
        return Recomputed(verdict=Verdict.UNDECIDABLE, why=why)
    if isinstance(claim.says, Direction):
        return _best([_direction(claim, claim.says, of) for of in alike(claim.of)])
    found = [_recomputed(reading) for reading in readings(claim, claim.says)]
    if not found:
        return Recomputed(
            verdict=Verdict.UNDECIDABLE,
            why=text("It would have to be divided by a number that is zero, or may be."),
        )
    return _best(found)


def _best(found: Sequence[Recomputed]) -> Recomputed:
    """Return what suits the claim best; the first of equals."""
    return min(found, key=lambda one: _FROM_BEST.index(one.verdict))


def _direction(claim: Claim, said: Direction, of: Sequence[Amount]) -> Recomputed:
    verdict, why = judge_direction(said, claim, of)
    numbers = tuple(
        Joined((amount.low, amount.high), "–") if amount.is_interval else amount.low
        for amount in of
    )
    return Recomputed(
        verdict=verdict,
        value=minus(reach_of(of[-1]), reach_of(of[0])),
        how=Joined((WithMinus(Joined(numbers, " → ")),)),
        why=why,
    )


def _recomputed(reading: Reading) -> Recomputed:
    verdict, why = _judge(reading)
    return Recomputed(verdict=verdict, value=reading.possible, how=_how(reading), why=why)


def _judge(reading: Reading) -> tuple[Verdict, Text | None]:
    """Return the verdict on one reading, and why it is undecidable."""
    says, written, possible = _in_one_sign(reading)
    if says.bound is not None:
        return _judge_bound(says, says.bound, possible)
    if within(written, as_written(says)):
        return Verdict.EXACT, None
    if meet(possible, around(says, says.step)):
        return Verdict.ROUNDING, None
    coarse = _coarse_step(says)
    if reading.may_be_coarse and meet(possible, around(says, coarse)):
        return Verdict.UNDECIDABLE, text(
            "The stated number may be rounded to the nearest {step}.", step=coarse
        )
    return Verdict.FALSE, None


def _in_one_sign(reading: Reading) -> tuple[Amount, Span, Span]:
    """Return what is stated, and both spans, without signs where only the size counts.

    A bound below zero looks away from zero: "a fall of more than 5 %" is a larger fall.
    """
    says, written, possible = reading.says, reading.written, reading.possible
    if reading.by_size or (says.bound and not says.is_signed and possible[1] <= 0):
        low, high = size(as_written(says))
        return replace(says, low=low, high=high), size(written), size(possible)
    if says.bound and says.high < 0:
        return (
            replace(says, low=-says.high, high=-says.low),
            negative(written),
            negative(possible),
        )
    return says, written, possible


def _judge_bound(says: Amount, bound: BoundWord, possible: Span) -> tuple[Verdict, Text | None]:
    """Judge "over 500" and the like: the bound itself is exact, unless it is approximate."""
    low, high = reach_of(says) if says.about else as_written(says)
    least, greatest = possible
    match bound:
        case "at least":
            surely, never = least >= high, greatest < low
        case "above":
            surely, never = least > high, greatest <= low
        case "at most":
            surely, never = greatest <= low, least > high
        case "below":
            surely, never = greatest < low, least >= high
        case _:
            assert_never(bound)
    if surely:
        return Verdict.EXACT, None
    if never:
        return Verdict.FALSE, None
    return Verdict.UNDECIDABLE, text("The figures are too rounded to tell on which side they are.")


def _coarse_step(says: Amount) -> Fraction:
    """Return the coarsest step a whole number may be rounded to: 100 for 2 600, 10 for 500, 1 for 90."""
    step = says.step
    if step < 1 or says.is_interval:
        return step
    digits = abs(says.number) / step
    while digits >= 100 and digits % 10 == 0:
        digits, step = digits / 10, step * 10
    return step


def _how(reading: Reading) -> Joined | Text:
    """Return the reckoning with its result, and how far the result reaches when more than the result counts."""
    if isinstance(reading.formula, Text):
        return reading.formula
    said = WithMinus(Joined((reading.formula, _shown(reading, reading.written)), " = "))
    if reading.written == reading.possible or reading.written == as_written(reading.says):
        return Joined((said,))
    least, greatest = (WithMinus(_shown(reading, (end, end), more=1)) for end in reading.possible)
    return text(
        "{reckoning}, between {least} and {greatest} before rounding",
        reckoning=said,
        least=least,
        greatest=greatest,
    )


def _shown(reading: Reading, span: Span, *, more: int = 0) -> Joined:
    """Return a result with the decimals of what is stated, or more where it would look like another number.

    Args:
        more: How many decimals the number may have beyond that.
    """
    says = reading.says
    decimals = (finite_decimals(says.step) or 0) + more
    ends = around(says, says.step)
    looks = tuple(sorted({sign * end for sign in (1, -1) for end in (*as_written(says), *ends)}))
    numbers = dict.fromkeys(span)
    unit = reading.unit if reading.unit is Unit.PERCENT else Unit.COUNT
    return Joined(tuple(Shown(number, unit, decimals, looks) for number in numbers), "–")


def _why_not(claim: Claim) -> Text | None:
    """Return why nothing can be reckoned, or None."""
    given = claim.things or len(claim.of) if claim.relation is Relation.COUNT else len(claim.of)
    least, most, needs = _needs(claim.relation)
    if given < least or (most is not None and given > most):
        return needs
    if claim.relation is Relation.COUNT:
        return _says_number(claim)
    bound = next((amount for amount in claim.of if amount.bound), None)
    if bound is not None:
        return text("“{written}” is only one end of what the figure may be.", written=bound)
    if isinstance(claim.says, Direction) or claim.relation is Relation.DIRECTION:
        return _says_number(claim) or _says_direction(claim) or _apart(claim.of)
    if claim.relation is Relation.RATE:
        if per_of(claim, claim.says) is None:
            return text("It does not say per how many.")
        return None
    if claim.relation in _IN_PERCENT:
        return _apart(claim.of) or _apart((claim.says, _PERCENT))
    return _apart(claim.of) or _apart_from(claim.says, claim)


_PERCENT = Amount(low=Fraction(1), high=Fraction(1), step=Fraction(1), unit=Unit.PERCENT)


def _says_number(claim: Claim) -> Text | None:
    if isinstance(claim.says, Direction) and claim.relation is not Relation.DIRECTION:
        return text("It states a direction, where a number is needed.")
    return None


def _says_direction(claim: Claim) -> Text | None:
    if isinstance(claim.says, Direction):
        return None
    return text("It states a number, where a direction is needed, such as “{up}”.", up="økt")


def _apart_from(says: Amount, claim: Claim) -> Text | None:
    """Return why the stated number cannot be reckoned from the figures: another unit."""
    units = {amount.unit for amount in claim.of}
    if says.unit is Unit.POINTS and Unit.PERCENT in units and claim.relation is Relation.DIFFERENCE:
        return None
    if claim.relation is Relation.COMPLEMENT and says.unit is Unit.PERCENT and len(claim.of) == 2:
        return None
    if claim.relation is Relation.COMPLEMENT and len(claim.of) == 1:
        return _apart((says, *claim.of, _PERCENT))
    return _apart((says, *claim.of))


def _apart(amounts: Sequence[Amount]) -> Text | None:
    """Return why figures cannot be reckoned together: different units, or rates per different numbers."""
    units = sorted({amount.unit for amount in amounts if amount.unit is not None})
    if len(units) > 1:
        return text(
            "The figures are in different units: {units}.",
            units=Joined(tuple(unit.name_in_words for unit in units)),
        )
    if len({amount.per for amount in amounts if amount.per is not None}) > 1:
        return text("The figures are rates per different numbers.")
    return None


def _needs(relation: Relation) -> tuple[int, int | None, Text]:
    """Return the least and the greatest number of figures, and what is said when there are others."""
    match relation:
        case Relation.SUM:
            return 2, None, text("A sum needs at least two figures.")
        case Relation.SHARE:
            return 2, 2, text("A share needs two figures: the part, then the whole.")
        case Relation.DIFFERENCE:
            return 2, None, text("A difference needs at least two figures.")
        case Relation.PERCENT_CHANGE:
            return 2, 2, text("A change in percent needs two figures: the earlier, then the later.")
        case Relation.RATE:
            return 2, 2, text("A rate needs two figures: the cases, then what they are counted in.")
        case Relation.COMPLEMENT:
            return 1, 2, text("A complement needs one percentage, or the part and the whole.")
        case Relation.COUNT:
            return 1, None, text("A count needs the entries that are counted.")
        case Relation.DIRECTION:
            return 2, None, text("A direction needs at least two figures, in the order of time.")
