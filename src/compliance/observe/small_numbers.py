"""How much a figure on few cases can tell: colours declared on too few, intervals across a threshold.

The interval is Wilson's, 95 %. Whether it holds a threshold is decided exactly; it never changes a colour.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import isqrt

from compliance.colour import Colour, Outcome, Reason
from compliance.errors import Unreadable
from compliance.facts.cases import Case
from compliance.facts.values import PER
from compliance.language import Joined, Text, text, texts
from compliance.observe.view import Made, View
from compliance.observe.words import colour_word, title_of, where_of, yes_no
from compliance.period import Period
from compliance.quantity import Quantity, Shown, Unit, parse_quantity, tidy
from compliance.rulebook.bounds import Number
from compliance.rulebook.demands import RangeDemand, ThresholdDemand
from compliance.rulebook.model import Card
from compliance.submission.model import WrittenValue
from compliance.thresholds import NumberQuestion, thresholds_of

Z_SQUARED = Fraction("3.841458820694124")
"""The square of the normal deviate that leaves 2.5 % on either side."""
_SCALE = 10**18
_HUNDRED = PER[Unit.PERCENT]


def small_numbers_observed(view: View) -> Iterator[Made]:
    """Yield each colour declared of what is not assessed, and how far the shares that are reach."""
    for case in view.plan.cases:
        yield from _unjudged(view, case)
        yield from _uncertain(view, case)


# Declared, but not assessed


def _unjudged(view: View, case: Case) -> Iterator[Made]:
    entry, reason = case.entry, view.now.outcomes[case.subject]
    if entry is None or not isinstance(entry.declared, Colour) or not isinstance(reason, Reason):
        return
    cases = least = None
    if reason is Reason.TOO_FEW_CASES:
        parts = (p for p in case.parts if view.now.outcomes[p.subject] is reason)
        thin = next(parts, case)
        cases, least = _cases(thin), _least(thin.card)
        components = () if thin is case or thin.card is None else thin.card.components
        for name in (c.title for c in components if c.id == thin.component):
            cases = text("{name}: {cases}", name=name, cases=cases)
    yield Made(
        "unjudged",
        {**where_of(case), "declared": entry.declared.value, "reason": reason.value},
        entry.declared_place,
        {
            "title": title_of(case),
            "declared_word": colour_word(entry.declared),
            "cases_text": cases,
            "least_text": least,
        },
    )


def _cases(case: Case) -> Text:
    """Return how many cases a figure on too few rests on, as far as the answer tells."""
    measured = case.judged.measured
    if measured is not None and measured.cases is not None:
        return _counted(measured.cases)
    here = () if case.entry is None else case.entry.values
    values = [v for v in here if _is_within(v, case.judged.period)]
    fields = [scalar.text for value in values for scalar in value.fields.values()]
    masked = next((tidy(written) for written in fields if _is_masked(written)), None)
    if masked is not None:
        return text("“{written}” is given", written=masked)
    if any("denominator" in value.fields for value in values):
        return _counted(Fraction(0))  # nothing of nothing
    return text("how many is not given")


def _counted(number: Fraction) -> Text:
    if number.denominator == 1:
        return texts("{n} case", "{n} cases", number.numerator)
    return text("{number} cases", number=number)


def _least(card: Card | None) -> Text:
    if card is None or card.min_n is None:
        return text("The card does not say how many are needed.")
    return texts("At least {n} is needed.", "At least {n} are needed.", card.min_n)


def _is_within(value: WrittenValue, period: Period) -> bool:
    found = Period.parse(value.period)  # where one cannot be read, that is the reason
    return period.first <= found.first and found.last <= period.last


def _is_masked(written: str) -> bool:
    """Whether it only says that there are too few, such as "< 10"."""
    try:
        return parse_quantity(written, Unit.COUNT) is Reason.TOO_FEW_CASES
    except Unreadable:
        return False


# How far a share reaches


@dataclass(frozen=True, slots=True)
class Share:
    """A share of so many cases; `number` is of 1."""

    number: Fraction
    cases: Fraction

    def reaches(self, threshold: Fraction) -> bool:
        """Whether its interval holds a threshold, of 1, strictly inside."""
        spread = Z_SQUARED * threshold * (1 - threshold) / self.cases
        return (self.number - threshold) ** 2 < spread

    def interval(self) -> tuple[Fraction, Fraction]:
        """Return the ends of its interval, of 1: never too narrow, and at most 10^-17 too wide."""
        n, p = self.cases, self.number
        middle = p + Z_SQUARED / (2 * n)
        half = _root_above(Z_SQUARED * (p * (1 - p) / n + Z_SQUARED / (4 * n * n)))
        whole = 1 + Z_SQUARED / n
        return max((middle - half) / whole, Fraction(0)), min((middle + half) / whole, Fraction(1))


def _root_above(number: Fraction) -> Fraction:
    """Return a number whose square is at least `number`, and hardly more."""
    return Fraction(isqrt(number.numerator * _SCALE**2 // number.denominator) + 1, _SCALE)


def share_of(case: Case) -> Share | None:
    """Return the share that was judged against thresholds of its own card; None when it is no such figure.

    A share is a percentage that its card keeps between 0 and 100, counted in whole cases. Means, shares of a
    figure beside, approximate values and what counts from another value have no such interval.
    """
    judged, card = case.judged, case.card
    measured, target = judged.measured, judged.target
    if card is None or measured is None or target is None or not _is_share(card):
        return None
    if not isinstance(target.demand, ThresholdDemand | RangeDemand):
        return None
    value = measured.exact
    if value.is_interval or value.about or value.unit is not Unit.PERCENT:
        return None
    cases = measured.denominator if measured.numerator is not None else measured.cases
    if cases is None or cases <= 0 or not 0 <= value.number <= _HUNDRED:
        return None
    counts = (cases, measured.numerator or Fraction(0))
    if any(count.denominator != 1 for count in counts):
        return None
    return Share(value.number / _HUNDRED, cases)


def _is_share(card: Card) -> bool:
    is_counted = card.derived is None or card.derived.rule == "complement"
    possible = card.possible
    return (
        card.unit is Unit.PERCENT
        and is_counted
        and possible is not None
        and 0 <= possible[0] <= possible[1] <= _HUNDRED
    )


def _uncertain(view: View, case: Case) -> Iterator[Made]:
    colour, question, share = view.now.outcomes[case.subject], case.judged.question, share_of(case)
    if share is None or not isinstance(colour, Colour) or not isinstance(question, NumberQuestion):
        return
    crossed = tuple(_crossed(question, share))
    thresholds = thresholds_of(question.bands)
    low, high = (Shown(end * _HUNDRED, Unit.PERCENT, 1, thresholds) for end in share.interval())
    yield Made(
        "uncertainty",
        {**where_of(case), "spans": yes_no(said=bool(crossed)), "colour": colour.value},
        case.judged.place or view.plan.submission.answers_place,
        {
            "title": title_of(case),
            "low_text": low,
            "high_text": high,
            "threshold_text": Joined(tuple(Number(t, Unit.PERCENT) for t in crossed)),
            "cases_text": Quantity.of(share.cases, Unit.COUNT, 0),
        },
    )


def _crossed(question: NumberQuestion, share: Share) -> Iterator[Fraction]:
    """Yield the thresholds that the interval holds and that part two colours which can both be given."""
    for below, above in pairwise(question.bands):
        sides: list[Outcome] = [question.outcome_of(band.colour) for band in (below, above)]
        if below.upper is None or not all(isinstance(side, Colour) for side in sides):
            continue
        if share.reaches(below.upper / _HUNDRED):
            yield below.upper
