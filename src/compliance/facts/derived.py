"""Works out the judged figures from the given ones: complement, share, rate and mean."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from compliance.colour import Reason
from compliance.errors import Unreadable
from compliance.facts.values import (
    PER,
    Measured,
    Reading,
    accept_possible,
    rounded_quantity,
)
from compliance.language import Text, text
from compliance.period import Period
from compliance.quantity import Quantity, Unit
from compliance.rulebook.model import Card, Derived

_WHOLE = Fraction(100)


def derive(
    readings: Sequence[Reading], card: Card, beside: Mapping[str, Sequence[Reading]]
) -> tuple[tuple[Reading, ...], tuple[Text, ...]]:
    """Return the readings of the judged figure, and what to say beside them.

    Args:
        beside: The readings of the figures beside, by name.
    """
    derived = card.derived
    if derived is None or card.unit is None:
        return tuple(readings), ()
    if derived.rule == "mean":
        return _means(readings, derived.months, card)
    if derived.rule == "complement":
        return tuple(_each(reading, card, None, derived) for reading in readings), ()
    others = beside.get(derived.other.id or "", ()) if derived.other is not None else ()
    asides: list[Text] = []
    found = []
    for reading in readings:
        other = next((o for o in others if o.period == reading.period), None)
        worked_out = _each(reading, card, other, derived)
        is_short = worked_out.content is Reason.NO_VALUE and isinstance(reading.content, Measured)
        found.append(replace(worked_out, is_short=is_short))
        if is_short and derived.other is not None and reading.period is not None:
            asides.append(
                text("For {period} the figure “{name}” is not given, so nothing can be worked out.",
                     period=reading.period, name=derived.other.name)
            )  # fmt: skip
    return tuple(found), tuple(asides)


def _each(reading: Reading, card: Card, other: Reading | None, derived: Derived) -> Reading:
    """Return the reading of the judged figure of one period."""
    measured = reading.content
    if not isinstance(measured, Measured):
        return reading
    try:
        content = (
            _complement(measured, card.decimals)
            if derived.rule == "complement"
            else _ratio(measured, card, other)
        )
        if isinstance(content, Measured):
            accept_possible(content.exact, card.possible)
    except Unreadable as error:
        return replace(reading, content=Reason.VALUE_UNREADABLE, trouble=error)
    return replace(reading, content=content)


def _complement(measured: Measured, decimals: int) -> Measured:
    accept_possible(measured.exact, (Fraction(0), _WHOLE))

    def rest(value: Quantity) -> Quantity:
        return replace(value, low=_WHOLE - value.high, high=_WHOLE - value.low)

    numerator, denominator = measured.numerator, measured.denominator
    return replace(
        measured,
        exact=rest(measured.exact),
        reported=rest(measured.reported)
        if measured.is_stated
        else rounded_quantity(rest(measured.exact), decimals),
        numerator=None if numerator is None or denominator is None else denominator - numerator,
        given=measured.reported,
    )


def _ratio(measured: Measured, card: Card, other: Reading | None) -> Measured | Reason:
    """Return a count as a share of another count, or per 100 000 of it."""
    unit = card.unit
    if unit is None or measured.exact.unit is unit:
        return measured  # the share itself was given
    content = Reason.NO_VALUE if other is None else other.content
    if isinstance(content, Reason):
        return content
    if content.exact.is_interval or content.exact.about:
        return Reason.VALUE_IMPRECISE
    whole = content.exact.number
    if whole == 0:
        if measured.exact.high == 0:
            return Reason.TOO_FEW_CASES
        raise Unreadable(
            text("the figure that it is counted of is 0."),
            text("Write how many there were in all."),
        )
    low, high = (
        end / whole * PER.get(unit, 1) for end in (measured.exact.low, measured.exact.high)
    )
    exact = Quantity(low=low, high=high, unit=unit, about=measured.exact.about)
    is_one = not exact.is_interval
    return replace(
        measured,
        exact=exact,
        reported=rounded_quantity(exact, card.decimals),
        numerator=measured.exact.low if is_one else None,
        denominator=whole if is_one else None,
        cases=whole if measured.cases is None and unit is Unit.PERCENT else measured.cases,
        given=measured.reported,
    )


def _means(
    readings: Sequence[Reading], months: int, card: Card
) -> tuple[tuple[Reading, ...], tuple[Text, ...]]:
    """Return a reading for each run of months that is there as a whole, and the ones that are no months.

    Where the latest month has no complete run, nothing older is judged in its place.
    """
    single = {
        r.period.last: r
        for r in readings
        if r.period is not None and r.period.months == 1 and r.content is not Reason.NO_VALUE
    }
    found = [r for r in readings if _stands_alone(r, months)]
    given = {r.period for r in found if r.content is not Reason.NO_VALUE}
    odd = [r for r in readings if r.period is not None and r.period.months not in {1, months}]
    asides = [
        text("The value of {period} is neither of one month nor of {n} months, and is not judged.",
             period=r.period, n=months)
        for r in odd
    ]  # fmt: skip
    found += [replace(r, content=Reason.NO_VALUE, is_short=True) for r in odd if r not in found]
    means = []
    for last, here in sorted(single.items()):
        span = Period.of_months(last - months + 1, last)
        if span in given:
            continue
        missing = next((m for m in range(span.first, last + 1) if m not in single), None)
        if missing is None:
            means.append(
                _possible(replace(here, period=span, content=_mean(single, span, card)), card)
            )
            continue
        means.append(replace(here, period=span, content=Reason.NO_VALUE, is_short=True))
        if last == max(single):
            asides.append(
                text("The mean of {months} needs {missing}, which is not given.",
                     months=span, missing=Period.of_months(missing, missing))
            )  # fmt: skip
    return (*(_possible(r, card) for r in found), *means), tuple(asides)


def _possible(reading: Reading, card: Card) -> Reading:
    """Return a reading, or that it cannot be read when the judged figure cannot be so."""
    if not isinstance(reading.content, Measured):
        return reading
    try:
        accept_possible(reading.content.exact, card.possible)
    except Unreadable as error:
        return replace(reading, content=Reason.VALUE_UNREADABLE, trouble=error)
    return reading


def _stands_alone(reading: Reading, months: int) -> bool:
    """Whether a reading is kept beside the means: a span as given, what is empty or cannot be read."""
    return (
        reading.period is None
        or reading.period.months == months
        or reading.content in {Reason.NO_VALUE, Reason.VALUE_UNREADABLE}
    )


def _mean(single: Mapping[int, Reading], span: Period, card: Card) -> Measured | Reason:
    """Return the mean of a span whose months are all there, or why there is none."""
    contents = [single[month].content for month in range(span.first, span.last + 1)]
    reasons = [content for content in contents if isinstance(content, Reason)]
    parts = [content for content in contents if isinstance(content, Measured)]
    if reasons:
        return reasons[0]
    if any(part.exact.is_interval for part in parts):
        return Reason.VALUE_IMPRECISE
    total = sum((part.exact.number for part in parts), Fraction(0))
    exact = replace(
        Quantity.of(total / span.months, parts[0].exact.unit),
        about=any(part.exact.about for part in parts),
    )
    vintages = {part.vintage for part in parts}
    counts = [part.cases for part in parts if part.cases is not None]
    return Measured(
        exact=exact,
        reported=rounded_quantity(exact, card.decimals),
        numerator=None,
        denominator=None,
        cases=sum(counts, Fraction(0)) if len(counts) == len(parts) else None,
        coverage=min((p.coverage for p in parts if p.coverage is not None), default=None),
        vintage=next((v for v in ("estimated", "preliminary") if v in vintages), "final"),
    )


def mean_over(readings: Sequence[Reading], span: Period) -> Fraction | None:
    """Return the mean of the months of a span; None when one is missing or is not one number."""
    total = Fraction(0)
    for month in range(span.first, span.last + 1):
        one = Period.of_months(month, month)
        reading = next((r for r in readings if r.period == one), None)
        content = None if reading is None else reading.content
        if not isinstance(content, Measured) or content.exact.is_interval:
            return None
        total += content.exact.number
    return total / span.months
