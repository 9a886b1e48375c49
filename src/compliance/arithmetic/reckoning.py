"""What the figures of a claim give: each way to read the claim, reckoned as written and as far as they reach."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from compliance.amount import Amount
from compliance.arithmetic.model import Claim, Relation
from compliance.arithmetic.spans import (
    Span,
    as_written,
    minus,
    over,
    reach_of,
    size,
    times,
    total,
)
from compliance.language import Joined, Language, Text, texts
from compliance.quantity import Unit, scale_of

MINUS = "−"
_HUNDRED = Fraction(100)
_PER = {Unit.PERCENT: 100, Unit.DDD: 100, Unit.PER_100_000: 100_000}
_COARSE = {Relation.DIFFERENCE, Relation.PERCENT_CHANGE, Relation.RATE, Relation.SHARE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a claim.

    Attributes:
        says: What is stated, in the unit of the spans.
        written: What the figures give as they stand; both ends equal unless one is an interval.
        possible: What they give when each may be anything that it stands for.
        by_size: Whether only the size is stated, not the sign.
        may_be_coarse: Whether zeros at the end of `says` may come from rounding.
        formula: The left side of the reckoning, to be said; a sentence when nothing is reckoned.
        unit: What the result counts in, as far as it is known.
    """

    says: Amount
    written: Span
    possible: Span
    formula: Joined | Text
    by_size: bool = False
    may_be_coarse: bool = False
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class WithMinus:
    """A reckoning whose numbers below zero have the minus of its operators."""

    said: object

    def words(self, language: Language) -> str:
        """Return the reckoning."""
        return language.say(self.said).replace("-", MINUS)


def per_of(claim: Claim, says: Amount) -> int | None:
    """Return what a rate is counted per, or None when nothing tells."""
    return says.per or claim.per or (None if says.unit is None else _PER.get(says.unit))


def alike(amounts: Sequence[Amount]) -> Iterator[tuple[Amount, ...]]:
    """Yield the ways to read figures of one kind, of which some have no unit.

    Beside percent a bare number is percent; beside millions it may be meant in millions.
    """
    if {amount.unit for amount in amounts} == {Unit.PERCENT, None}:
        yield tuple(
            amount if amount.unit else replace(amount, unit=Unit.PERCENT, is_rounded=True)
            for amount in amounts
        )
        return
    yield tuple(amounts)
    if all(amount.unit for amount in amounts):
        return
    words = (word for amount in amounts for word in amount.written.split())
    for power in sorted({power for word in words if (power := scale_of(word))}):
        yield tuple(a if a.unit else _scaled(a, 10**power, Unit.NOK) for a in amounts)


def readings(claim: Claim, says: Amount) -> Iterator[Reading]:
    """Yield the ways to read a claim, the plainest first; those that would divide by zero are left out."""
    match claim.relation:
        case Relation.SUM:
            for *of, sum_ in alike((*claim.of, says)):
                yield from _reading(claim, sum_, of, total, _chain(of))
        case Relation.DIFFERENCE:
            for *of, change in alike((*claim.of, _as_percent(says, claim.of))):
                yield from _difference(claim, change, of)
        case Relation.SHARE:
            for part, whole in alike(claim.of):
                for share in _shares(says):
                    yield from _reading(claim, share, (part, whole), _share, _ratio(part, whole),
                                        unit=Unit.PERCENT)  # fmt: skip
        case Relation.PERCENT_CHANGE:
            for figures in alike(claim.of):
                yield from _percent_change(claim, says, figures)
            if claim.loose and {amount.unit for amount in claim.of} <= {Unit.PERCENT, None}:
                for earlier, later in alike(claim.of):
                    formula = _chain((later, earlier), minus_rest=True)
                    yield from _reading(claim, says, (later, earlier), _less, formula,
                                        by_size=not says.is_signed)  # fmt: skip
        case Relation.RATE:
            yield from _rate(claim, says)
        case Relation.COMPLEMENT:
            yield from _complement(claim, says)
        case Relation.COUNT:
            yield from _count(claim, says)
        case Relation.DIRECTION:
            return


def _reading(
    claim: Claim,
    says: Amount,
    of: Sequence[Amount],
    reckon: Callable[[Sequence[Span]], Span | None],
    formula: Joined | Text,
    *,
    by_size: bool = False,
    unit: Unit | None = None,
) -> Iterator[Reading]:
    """Yield the reading, unless it would divide by what may be zero."""
    written = reckon([as_written(amount) for amount in of])
    possible = reckon([reach_of(amount) for amount in of])
    if written is None or possible is None:
        return
    units = {amount.unit for amount in (says, *of)} - {None}
    yield Reading(
        says=says,
        written=written,
        possible=possible,
        by_size=by_size,
        may_be_coarse=_may_be_coarse(claim.relation, says),
        formula=formula,
        unit=unit or (units.pop() if len(units) == 1 else None),
    )


def _may_be_coarse(relation: Relation, says: Amount) -> bool:
    """Whether zeros at its end may come from rounding; a share of 100 % is the whole, and no rounded number."""
    return relation in _COARSE and not (relation is Relation.SHARE and says.number == _HUNDRED)


def _difference(claim: Claim, says: Amount, of: Sequence[Amount]) -> Iterator[Reading]:
    """Of two figures the later minus the earlier, turned to the stated sign; of more the first minus the rest."""
    if len(of) == 2:
        earlier, later = of
        falls = later.number < earlier.number
        of = (earlier, later) if falls != (says.is_signed and says.number < 0) else (later, earlier)
    yield from _reading(claim, says, of, _less, _chain(of, minus_rest=True), by_size=True)


def _percent_change(claim: Claim, says: Amount, of: Sequence[Amount]) -> Iterator[Reading]:
    earlier, later = of
    difference = Joined(("(", _chain((later, earlier), minus_rest=True), ")"), "")
    yield from _reading(
        claim,
        says,
        of,
        _change,
        Joined((difference, _operand(earlier)), " / "),
        by_size=not says.is_signed or earlier.number < 0,
        unit=Unit.PERCENT,
    )


def _rate(claim: Claim, says: Amount) -> Iterator[Reading]:
    per = per_of(claim, says)
    if per is None:
        return
    part, whole = claim.of

    def rate(spans: Sequence[Span]) -> Span | None:
        quotient = over(spans[0], spans[1])
        return None if quotient is None else times(quotient, per)

    formula = Joined((_ratio(part, whole), Fraction(per)), " × ")
    for reading in _reading(claim, says, claim.of, rate, formula):
        yield replace(reading, unit=says.unit)


def _complement(claim: Claim, says: Amount) -> Iterator[Reading]:
    if len(claim.of) == 1:
        for one, rest in alike((*claim.of, says)):
            is_fraction = one.unit is None and max(one.high, rest.high) <= 1
            whole = _exactly(Fraction(1) if is_fraction else _HUNDRED, one.unit)
            formula = _chain((whole, one), minus_rest=True)
            yield from _reading(claim, rest, (whole, one), _less, formula)
        return
    for *of, rest in alike((*claim.of, says)) if _is_plain(claim, says) else ():
        part, whole = of
        formula = _chain((whole, part), minus_rest=True)
        yield from _reading(claim, rest, (whole, part), _less, formula)
    if says.unit is Unit.PERCENT:
        part, whole = claim.of
        difference = Joined(("(", _chain((whole, part), minus_rest=True), ")"), "")
        formula = Joined((difference, _operand(whole)), " / ")
        yield from _reading(claim, says, claim.of, _rest_share, formula, unit=Unit.PERCENT)


def _is_plain(claim: Claim, says: Amount) -> bool:
    """Whether the complement is counted as its figures are, not in percent of them."""
    return says.unit is not Unit.PERCENT or any(a.unit is Unit.PERCENT for a in claim.of)


def _count(claim: Claim, says: Amount) -> Iterator[Reading]:
    things = claim.things or len(claim.of)
    counted = _exactly(Fraction(things), None)
    yield from _reading(claim, says, (counted,), total, _entries(things))
    if len(claim.of) == things and _agree((*claim.of, says)):
        yield from _reading(claim, says, claim.of, total, _chain(claim.of))


def _entries(things: int) -> Text:
    return texts("{n} entry", "{n} entries", things)


def _agree(amounts: Sequence[Amount]) -> bool:
    return len({a.unit for a in amounts} - {None}) <= 1 and not any(a.bound for a in amounts[:-1])


def _less(spans: Sequence[Span]) -> Span:
    return minus(spans[0], total(spans[1:]))


def _share(spans: Sequence[Span]) -> Span | None:
    quotient = over(spans[0], spans[1])
    return None if quotient is None else times(quotient, _HUNDRED)


def _rest_share(spans: Sequence[Span]) -> Span | None:
    share = _share(spans)
    return None if share is None else minus((_HUNDRED, _HUNDRED), share)


def _change(spans: Sequence[Span]) -> Span | None:
    share = _share((spans[1], spans[0]))
    return None if share is None else minus(share, (_HUNDRED, _HUNDRED))


def _shares(says: Amount) -> Iterator[Amount]:
    """Yield a share in percent; a bare number of at most one may also be a fraction of one.

    A bare 1 is then the whole, and not all that rounds to it.
    """
    yield says
    if says.unit is None and 0 <= says.low <= says.high <= 1:
        step = says.step if says.step < 1 else Fraction(0)
        yield _scaled(replace(says, step=step), 100, Unit.PERCENT)


def _scaled(amount: Amount, factor: int, unit: Unit) -> Amount:
    return replace(
        amount,
        low=amount.low * factor,
        high=amount.high * factor,
        step=amount.step * factor,
        unit=unit,
        is_rounded=True,
    )


def _as_percent(says: Amount, of: Sequence[Amount]) -> Amount:
    """Return points as percent where the figures are in percent."""
    if says.unit is Unit.POINTS and any(amount.unit is Unit.PERCENT for amount in of):
        return replace(says, unit=Unit.PERCENT)
    return says


def _exactly(number: Fraction, unit: Unit | None) -> Amount:
    return Amount(low=number, high=number, step=Fraction(1), unit=unit)


def _operand(amount: Amount) -> Joined:
    """Return a figure as it stands in a reckoning, in brackets below zero."""
    ends = (amount.low, amount.high) if amount.is_interval else (amount.low,)
    said = Joined(ends, "–")
    return Joined(("(", said, ")"), "") if amount.low < 0 else said


def _ratio(part: Amount, whole: Amount) -> Joined:
    return Joined((_operand(part), _operand(whole)), " / ")


def _chain(of: Sequence[Amount], *, minus_rest: bool = False) -> Joined:
    """Return figures with plus and minus between them."""
    parts: list[object] = [
        Joined((of[0].low, of[0].high) if of[0].is_interval else (of[0].low,), "–")
    ]
    for amount in of[1:]:
        below = amount.high < 0
        low, high = size(as_written(amount)) if below else as_written(amount)
        parts.append(f" {MINUS} " if below != minus_rest else " + ")
        parts.append(_operand(replace(amount, low=low, high=high)))
    return Joined(tuple(parts), "")
