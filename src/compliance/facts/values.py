"""Reads the values of an entry under the unit in which they are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from compliance.colour import Reason
from compliance.document import Scalar
from compliance.errors import Place, Unreadable, one_of
from compliance.language import rounded, text
from compliance.period import Period
from compliance.quantity import Quantity, Shown, Unit, parse_quantity, tidy
from compliance.rulebook.model import Card
from compliance.submission.model import WrittenValue

_VINTAGES = {
    "": "final", "final": "final", "endelig": "final",
    "preliminary": "preliminary", "foreløpig": "preliminary", "førebels": "preliminary",
    "estimated": "estimated", "estimert": "estimated", "anslag": "estimated", "anslått": "estimated",
}  # fmt: skip
PER = {Unit.PERCENT: 100, Unit.PER_100_000: 100_000}
"""What a ratio is multiplied by, where that is not 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value that can be judged.

    Attributes:
        exact: From numerator and denominator when both are given, else as written.
        reported: As written, else the exact one rounded to the card's decimals.
        cases: How many cases it rests on: as stated, else the denominator.
        coverage: In percent.
        is_stated: Whether the value itself was written, not only its numerator and denominator.
        budget: What was budgeted for the same period.
        given: What was written, where the judged figure was worked out from it.
    """

    exact: Quantity
    reported: Quantity
    numerator: Fraction | None
    denominator: Fraction | None
    cases: Fraction | None
    coverage: Fraction | None
    vintage: str
    is_stated: bool = False
    budget: Quantity | None = None
    budget_place: Place | None = None
    given: Quantity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """How values are written.

    Attributes:
        unit: In which they are given.
        own: The card's own unit, in which the judged figure may be given instead.
        decimals: With how many the judged figure is published.
        possible: Of values in the card's own unit; None when it is not to be looked at.
        signed: Whether values below zero are possible, whatever the unit.
    """

    unit: Unit
    own: Unit
    decimals: int
    possible: tuple[Fraction, Fraction] | None
    signed: bool = False

    @classmethod
    def of(cls, card: Card) -> "Form | None":
        """Return how the values of a card are written; None when it has no unit."""
        if card.unit is None:
            return None
        given_as_judged = card.derived is None or card.derived.given_unit is not None
        return cls(
            unit=card.given_unit or card.unit,
            own=card.unit,
            decimals=card.decimals,
            possible=card.possible if given_as_judged else None,
            signed=card.possible is not None and card.possible[0] < 0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one entry under `values` says.

    Attributes:
        written: The period as written.
        period: None when it could not be read.
        content: A value, or the reason why there is none.
        trouble: Why it is unreadable, when it is.
        found: What stood there, for messages.
        is_short: Whether something was given, but not enough to work out the judged figure: no
            older value is judged in its place.
    """

    written: str
    period: Period | None
    content: Measured | Reason
    place: Place
    found: str
    trouble: Unreadable | None = None
    is_short: bool = False


def read_values(values: Sequence[WrittenValue], form: Form | None) -> tuple[Reading, ...]:
    """Return what the values of one entry say, in written order."""
    readings = [_read(value, form) for value in values]
    return tuple(
        reading
        if twin is None
        else unreadable(value, reading.period, _twice(reading, twin), value.place)
        for value, reading in zip(values, readings, strict=True)
        for twin in [_twin(reading, readings)]
    )


def _twin(reading: Reading, readings: Sequence[Reading]) -> Reading | None:
    """Return another reading of the same time: neither of the two can be judged."""
    if reading.period is None:
        return None
    same = (r for r in readings if r is not reading and r.period == reading.period)
    return next(same, None)


def _twice(reading: Reading, twin: Reading) -> Unreadable:
    return Unreadable(
        text("{period} is the same time as {other}.", period=reading.written, other=twin.written),
        text("Keep one of them."),
    )


def _read(value: WrittenValue, form: Form | None) -> Reading:
    try:
        period = Period.parse(value.period)
    except Unreadable as error:
        return unreadable(value, None, error, value.place, value.period)
    place = value.place
    for field in ("value", "numerator"):
        if field in value.fields:
            place = value.fields[field].place
            break
    try:
        content = Reason.NO_VALUE if form is None else _content(value.fields, form)
    except Unreadable as error:
        return unreadable(value, period, error, place)
    return Reading(
        written=value.period, period=period, content=content, place=place, found=found_in(value)
    )


def unreadable(
    value: WrittenValue, period: Period | None, error: Unreadable, place: Place, found: str = ""
) -> Reading:
    """Return the reading of a value that cannot be read."""
    return Reading(
        written=value.period,
        period=period,
        content=Reason.VALUE_UNREADABLE,
        place=place,
        found=found or found_in(value),
        trouble=error,
    )


def found_in(value: WrittenValue) -> str:
    """Return what stood there, for messages."""
    if set(value.fields) == {"value"}:
        return tidy(value.fields["value"].text)
    return ", ".join(f"{name} {tidy(s.text)}" for name, s in value.fields.items())


def _content(fields: Mapping[str, Scalar], form: Form) -> Measured | Reason:
    """Return the value that the fields of one entry give.

    Raises:
        Unreadable: If one of them cannot be read, or they contradict each other.
    """
    _accept_fields(fields)
    stated = _stated(fields.get("value"), form)
    parts = {name: _quantity(fields.get(name), Unit.COUNT) for name in ("numerator", "denominator")}
    for part in (*parts.values(), stated):
        if isinstance(part, Reason) and part is not Reason.NO_VALUE:
            return part
    numerator, denominator = (_number(part) for part in parts.values())
    exact = stated if isinstance(stated, Quantity) else None
    if numerator is not None and denominator is not None:
        if denominator == 0:
            if numerator == 0:
                return Reason.TOO_FEW_CASES
            raise Unreadable(
                text("the denominator is 0."), text("Write how many there were in all.")
            )
        ratio = Quantity.of(numerator / denominator * PER.get(form.own, 1), form.own)
        if exact is not None:
            _accept_same(exact, ratio, form)
        exact = ratio
    elif exact is None and (numerator is not None or denominator is not None):
        raise Unreadable(
            text("a numerator or a denominator stands alone."), text("Write both, or the value.")
        )
    if exact is None:
        return Reason.NO_VALUE
    if exact.unit is form.own:
        accept_possible(exact, form.possible)
    cases = _quantity(fields.get("cases"), Unit.COUNT)
    if isinstance(cases, Reason) and cases is not Reason.NO_VALUE:
        return cases
    budget = _quantity(fields.get("budget"), form.own, signed=form.signed)
    return Measured(
        exact=exact,
        reported=stated if isinstance(stated, Quantity) else rounded_quantity(exact, form.decimals),
        numerator=numerator,
        denominator=denominator,
        cases=denominator if _number(cases) is None else _number(cases),
        coverage=_coverage(fields.get("coverage")),
        vintage=_vintage(fields.get("vintage")),
        is_stated=isinstance(stated, Quantity),
        budget=budget if isinstance(budget, Quantity) else None,
        budget_place=fields["budget"].place if "budget" in fields else None,
    )


def _accept_fields(fields: Mapping[str, Scalar]) -> None:
    for name in ("probability", "consequence"):
        if name in fields:
            raise Unreadable(
                text("a figure has no {key}.", key=name), text("Write the value alone.")
            )


def _stated(scalar: Scalar | None, form: Form) -> Quantity | Reason:
    """Return the written value: in the unit in which it is given, or as the judged figure itself."""
    try:
        return _quantity(scalar, form.unit, signed=form.signed)
    except Unreadable:
        if form.own is form.unit:
            raise
        try:
            return _quantity(scalar, form.own)
        except Unreadable:
            pass
        raise


def accept_possible(value: Quantity, possible: tuple[Fraction, Fraction] | None) -> None:
    """Refuse a value outside of what can occur.

    Raises:
        Unreadable: If it cannot be.
    """
    if possible is None or possible[0] <= value.low <= value.high <= possible[1]:
        return
    low, high = (Shown(end, value.unit, 0) for end in possible)
    raise Unreadable(
        text("{value} cannot be.", value=value),
        text("The value lies between {low} and {high}.", low=low, high=high),
    )


def _quantity(scalar: Scalar | None, unit: Unit, *, signed: bool = False) -> Quantity | Reason:
    if scalar is None:
        return Reason.NO_VALUE
    return parse_quantity(scalar.text, unit, exact_number=scalar.is_number, signed=signed)


def _number(part: Quantity | Reason) -> Fraction | None:
    """Return the one number of a numerator, denominator, count of cases or coverage."""
    if isinstance(part, Reason):
        return None
    if part.is_interval or part.about:
        raise Unreadable(
            text("numerator, denominator, cases and coverage must be exact."),
            text("Write one number, or the value alone."),
        )
    return part.number


def _coverage(scalar: Scalar | None) -> Fraction | None:
    share = _quantity(scalar, Unit.PERCENT)
    if share is Reason.NO_VALUE:
        return None
    number = _number(share)
    if number is None or not 0 <= number <= 100:
        raise Unreadable(
            text("“{written}” is not a coverage.", written=tidy(scalar.text if scalar else "")),
            text("Write a share between 0 % and 100 %."),
        )
    return number


def _accept_same(stated: Quantity, ratio: Quantity, form: Form) -> None:
    """Refuse a stated value that its own numerator and denominator contradict."""
    if stated.unit is not ratio.unit:
        raise Unreadable(
            text("the value is {value}, but numerator and denominator give {ratio}.",
                 value=stated, ratio=Shown(ratio.number, ratio.unit, form.decimals + 1)),
            text("Write one of the two."),
        )  # fmt: skip
    half = (stated.step or Fraction(1)) / 2
    if stated.about or stated.low - half <= ratio.number <= stated.high + half:
        return
    raise Unreadable(
        text("the value is {value}, but numerator and denominator give {ratio}.",
             value=stated, ratio=Shown(ratio.number, ratio.unit, form.decimals + 1)),
        text("Correct the one that is wrong."),
    )  # fmt: skip


def compared_value(measured: Measured, card: Card) -> Quantity:
    """Return the value that comparisons use: exact, or as it is published."""
    return measured.reported if card.as_reported else measured.exact


def rounded_quantity(exact: Quantity, decimals: int) -> Quantity:
    """Return an exact value as it would be published."""
    low, high = (rounded(end, decimals) for end in (exact.low, exact.high))
    return Quantity(low=low, high=high, unit=exact.unit, about=exact.about, decimals=decimals)


def _vintage(scalar: Scalar | None) -> str:
    written = "" if scalar is None else tidy(scalar.text).casefold()
    if written not in _VINTAGES:
        raise Unreadable(
            text("“{written}” is not a vintage.", written=written),
            one_of(["final", "preliminary", "estimated"], written),
        )
    return _VINTAGES[written]
