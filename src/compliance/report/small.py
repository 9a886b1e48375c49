"""What is counted in one assessment, and which of it is so little that it could point to a person."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from compliance.assess import Assessment
from compliance.facts.judged import Judged
from compliance.facts.values import Measured
from compliance.quantity import Quantity, Unit
from compliance.report.told import Hidden, bare_numbers

Role = Literal["value", "numerator", "rest", "denominator", "cases"]
"""What a count is of a value; the rest is the denominator without the numerator."""

_QUOTED = {"values", "changes", "beside"}
"""Fields whose unreadable contents a report quotes."""


@dataclass(frozen=True, slots=True)
class Small:
    """Counts from 1 to `least` − 1 are small; 0 tells of nobody."""

    least: int

    def holds(self, number: Fraction) -> bool:
        """Whether a count is small."""
        return 0 < number < self.least

    def is_in(self, assessment: Assessment) -> bool:
        """Whether anything that is told of an assessment is a small count."""
        return any(self.holds(number) for number in _all_counts(assessment)) or any(
            self.holds(Fraction(number))
            for found in _quoted(assessment.case.judged)
            for _, number in bare_numbers(found)
        )

    def is_in_value(self, assessment: Assessment) -> bool:
        """Whether the judged value itself tells a small count."""
        measured = assessment.case.judged.measured
        return measured is not None and self._is_told_by(measured)

    def is_in_baseline(self, assessment: Assessment) -> bool:
        """Whether what it counts from or compares with is a small count, so that its bands tell one."""
        return any(self.holds(number) for number in _counted_from(assessment.case.judged))

    def hidden(self, assessment: Assessment) -> Hidden:
        """Return what no text may tell of an assessment."""
        measured = [m for m in _measured(assessment.case.judged) if self._is_told_by(m)]
        return Hidden(
            counts=frozenset(int(n) for n in _all_counts(assessment) if self._is_whole(n)),
            pairs=frozenset(pair for m in measured for pair in _pairs(m)),
            shares=frozenset(share for m in measured for share in _shares(m)),
        )

    def any_count(self) -> Hidden:
        """Return what a text may not tell of anybody."""
        return Hidden(counts=frozenset(range(1, self.least)), pairs=frozenset(), shares=frozenset())

    def _is_told_by(self, measured: Measured) -> bool:
        return any(self.holds(number) for number in figures_of(measured).values())

    def _is_whole(self, number: Fraction) -> bool:
        return self.holds(number) and number.denominator == 1


def figures_of(measured: Measured) -> Mapping[Role, Fraction]:
    """Return the counts that are told of one value, by what they are of it."""
    found: dict[Role, Fraction | None] = {
        "value": _count(measured.exact),
        "numerator": measured.numerator,
        "denominator": measured.denominator,
        "cases": measured.cases,
    }
    if measured.numerator is not None and measured.denominator is not None:
        found["rest"] = measured.denominator - measured.numerator
    return {role: number for role, number in found.items() if number is not None}


def _count(quantity: Quantity) -> Fraction | None:
    """Return the number of a quantity that is one count."""
    if quantity.unit is not Unit.COUNT or quantity.is_interval:
        return None
    return quantity.number


def _all_counts(assessment: Assessment) -> Iterator[Fraction]:
    """Yield every count of an assessment; the number of chosen cards counts no people."""
    if assessment.case.card is None:
        return
    judged = assessment.case.judged
    for measured in _measured(judged):
        yield from figures_of(measured).values()
    for quantity in _quantities(judged):
        if quantity.unit is Unit.COUNT:
            yield from (quantity.low, quantity.high)


def _quantities(judged: Judged) -> Iterator[Quantity]:
    """Yield every quantity that is told, apart from what stands in numerator and denominator."""
    for measured in _measured(judged):
        told = (measured.exact, measured.reported, measured.given)
        yield from (quantity for quantity in told if quantity is not None)
    if judged.value is not None:
        yield judged.value
    yield from _compared(judged)
    course = judged.course
    if course is not None:
        yield from (end for end in (course.value, course.earlier) if isinstance(end, Quantity))


def _compared(judged: Judged) -> Iterator[Quantity]:
    if judged.baseline is not None:
        yield judged.baseline.value
    if judged.compared is not None:
        yield judged.compared.value


def _counted_from(judged: Judged) -> Iterator[Fraction]:
    """Yield the counts of what a target counts from or compares with."""
    for quantity in _compared(judged):
        if quantity.unit is Unit.COUNT:
            yield from (quantity.low, quantity.high)
    if judged.baseline is not None:
        if judged.baseline.measured is not None:
            yield from figures_of(judged.baseline.measured).values()
        for reading in judged.readings:
            if reading.period == judged.baseline.period and isinstance(reading.content, Measured):
                yield from figures_of(reading.content).values()


def _measured(judged: Judged) -> Iterator[Measured]:
    """Yield the judged value, and those that it is held against."""
    if judged.measured is not None:
        yield judged.measured
    if judged.baseline is not None and judged.baseline.measured is not None:
        yield judged.baseline.measured
    others = set() if judged.baseline is None else {judged.baseline.period}
    if judged.course is not None:
        others |= {judged.course.period, judged.course.before}
    for reading in judged.readings:
        if reading.period in others and isinstance(reading.content, Measured):
            yield reading.content


def _quoted(judged: Judged) -> Iterator[str]:
    """Yield what could not be read and is quoted as it stood."""
    yield from (reading.found for reading in judged.readings if reading.trouble is not None)
    yield from (trouble.found for trouble in judged.troubles if trouble.field in _QUOTED)
    for aside in judged.asides:
        yield from (str(value) for name, value in aside.values if name == "found")


def _pairs(measured: Measured) -> Iterator[tuple[int, int]]:
    """Yield numerator and rest, each with the denominator."""
    part, whole = measured.numerator, measured.denominator
    if part is None or whole is None or {part.denominator, whole.denominator} != {1}:
        return
    yield int(part), int(whole)
    yield int(whole - part), int(whole)


def _shares(measured: Measured) -> Iterator[Fraction]:
    """Yield a percentage and what is left of 100, exact and as written."""
    for quantity in (measured.exact, measured.reported):
        if quantity.unit is Unit.PERCENT and not quantity.is_interval:
            yield quantity.number
            yield 100 - quantity.number
