"""The bounds that targets are made of, counted from another period or a figure beside, and their words."""

from dataclasses import dataclass
from fractions import Fraction

from compliance.language import Language, Localised, Text, text
from compliance.period import Period
from compliance.quantity import Unit, with_unit
from compliance.thresholds import Bound

_RELATIONS = {
    "at least": text("at least {value}"),
    "at most": text("at most {value}"),
    "above": text("above {value}"),
    "below": text("below {value}"),
}


def bound_in_words(relation: str, value: object) -> Text:
    """Return "at least 5 %" to be said."""
    return Text(_RELATIONS[relation].source, (("value", value),))


@dataclass(frozen=True, slots=True)
class Number:
    """A threshold with the unit it is said in."""

    number: Fraction
    unit: Unit

    def words(self, language: Language) -> str:
        """Return the number with its unit."""
        return with_unit(language.number(self.number), self.unit, language)


@dataclass(frozen=True, slots=True)
class Shift:
    """So much more (positive) or less (negative) than something: a percentage of it, or points in its own unit.

    "More" is always upwards, also from a negative number.
    """

    percent: Fraction = Fraction(0)
    points: Fraction = Fraction(0)

    def of(self, number: Fraction) -> Fraction:
        """Return `number` with the shift."""
        return number + abs(number) * self.percent / 100 + self.points

    def said(self, value: Text) -> Text:
        """Return "5 % less than the value in 2023"."""
        if self.percent:
            size: object = Number(abs(self.percent), Unit.PERCENT)
        elif self.points:
            size = Points(abs(self.points))
        else:
            return value
        if self.percent + self.points > 0:
            return text("{share} more than {value}", share=size, value=value)
        return text("{share} less than {value}", share=size, value=value)


@dataclass(frozen=True, slots=True)
class Points:
    """A difference between percentages."""

    number: Fraction

    def words(self, language: Language) -> str:
        """Return the number with its unit."""
        number = language.number(self.number)
        if self.number == 1:
            return language.say(text("{number} percentage point", number=number))
        return language.say(text("{number} percentage points", number=number))


@dataclass(frozen=True, slots=True)
class BaselineBound:
    """`at least 15 % more than the value in 2023, same months`.

    Attributes:
        period: The named period; None means "last year".
        same_months: The value's own months, moved by whole years.
    """

    relation: str
    shift: Shift
    period: Period | None
    same_months: bool

    def period_for(self, judged: Period) -> Period:
        """Return the period of the baseline of a value."""
        return counted_from(self.period, judged, same_months=self.same_months)

    def bound(self, baseline: Fraction) -> Bound:
        """Return the bound that follows from the baseline's value."""
        return Bound(self.relation, self.shift.of(baseline))

    def words(self, language: Language) -> str:
        """Return the demand as a rule owner would say it."""
        value = value_in_words(self.period, same_months=self.same_months)
        return language.say(bound_in_words(self.relation, self.shift.said(value)))


def counted_from(named: Period | None, judged: Period, *, same_months: bool) -> Period:
    """Return the period that a value of `judged` is held against: as named, or its own months of that year."""
    year = judged.end_year - 1 if named is None else named.end_year
    if same_months:
        return judged.same_months_of(year)
    return Period.parse(str(year)) if named is None else named


def value_in_words(period: Period | None, *, same_months: bool) -> Text:
    """Return what a demand calls the value of another period."""
    if period is None:
        return (
            text("the value last year, same months") if same_months else text("the value last year")
        )
    if same_months:
        return text("the value in {period}, same months", period=period)
    return text("the value in {period}", period=period)


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure of another indicator that a card needs; `id` None is the organisation's own budget."""

    id: str | None
    name: Localised | Text


@dataclass(frozen=True, slots=True)
class ComparedBound:
    """`at least 5 % more than NAME`."""

    relation: str
    shift: Shift

    def bound(self, other: Fraction, tolerance: Fraction) -> Bound:
        """Return the bound that follows from the other figure; `tolerance` makes it easier."""
        number = self.shift.of(other)
        easier = -tolerance if self.relation in {"at least", "above"} else tolerance
        return Bound(self.relation, number + easier)
