"""What earlier submissions give: the value of a baseline's period may be found there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from compliance.errors import Place, Unreadable
from compliance.facts.values import Measured, Reading, accept_possible, compared_value
from compliance.period import Period
from compliance.quantity import Quantity, Unit
from compliance.rulebook.model import Card, Derived

Where = tuple[str | None, str | None]
"""A location and a component."""

_Form = tuple[str, Unit | None, Unit | None, tuple[str, str | None, int] | None]
"""Indicator, unit, given unit and derivation: what two cards share that read figures the same way."""


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """The figures of one earlier submission, by what they are of."""

    period: Period
    readings: Mapping[tuple[_Form, Where], tuple[Reading, ...]]

    @classmethod
    def of(
        cls, period: Period, figures: Iterable[tuple[Card, Where, tuple[Reading, ...]]]
    ) -> "EarlierReport":
        """Return the report with the readings of each card at each place."""
        found: dict[tuple[_Form, Where], tuple[Reading, ...]] = {}
        for card, where, readings in figures:
            key = (_form(card), where)
            found[key] = (*found.get(key, ()), *readings)
        return cls(period, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierValue:
    """A value that an earlier submission gives.

    Attributes:
        value: As comparisons use it.
        report: The period of that submission.
    """

    value: Quantity
    measured: Measured
    place: Place
    report: Period


@dataclass(frozen=True, slots=True)
class EarlierFigures:
    """The figures of earlier submissions of the same organisation, the latest first."""

    reports: tuple[EarlierReport, ...] = field(default=())

    def value(self, card: Card, where: Where, period: Period) -> EarlierValue | None:
        """Return the own value of exactly that period from the latest submission that gives it.

        What is no final single number counts as not given. A submission that gives it twice, and
        differently, tells nothing, and neither does any before it.
        """
        key = (_form(card), where)
        for report in self.reports:
            given = [
                (reading, reading.content)
                for reading in report.readings.get(key, ())
                if reading.period == period and isinstance(reading.content, Measured)
            ]
            if not given:
                continue
            values = {compared_value(measured, card) for _, measured in given}
            if len({(v.low, v.high) for v in values}) > 1:
                return None
            reading, measured = given[0]
            value = compared_value(measured, card)
            if _is_certain(value, measured, card):
                return EarlierValue(
                    value=value, measured=measured, place=reading.place, report=report.period
                )
        return None


def _form(card: Card) -> _Form:
    return card.indicator, card.unit, card.given_unit, _rule(card.derived)


def _rule(derived: Derived | None) -> tuple[str, str | None, int] | None:
    if derived is None:
        return None
    return derived.rule, None if derived.other is None else derived.other.id, derived.months


def _is_certain(value: Quantity, measured: Measured, card: Card) -> bool:
    """Whether it is one final number that can be."""
    if value.is_interval or value.about or measured.vintage != "final":
        return False
    try:
        accept_possible(value, card.possible)
    except Unreadable:
        return False
    return True
