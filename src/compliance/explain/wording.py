"""The words of one assessment: outcome, value, target and bands, each to be said in any language."""

from dataclasses import dataclass
from fractions import Fraction

from compliance.assess import Assessment
from compliance.colour import Colour, Outcome, Reason
from compliance.facts.changes import Change
from compliance.language import Joined, Language, Text, text
from compliance.observe.words import colour_word
from compliance.quantity import Quantity, Shown, Unit
from compliance.rulebook.bounds import Number, bound_in_words
from compliance.thresholds import Band, thresholds_of

_REASONS = {
    Reason.NO_VALUE: text("no value is given"),
    Reason.VALUE_UNREADABLE: text("what is given cannot be read"),
    Reason.NOT_APPLICABLE: text("the answer says that it is not applicable"),
    Reason.VALUE_IMPRECISE: text("what is given is not precise enough for one colour"),
    Reason.VALUE_TOO_OLD: text("the latest value is too old for this report"),
    Reason.TOO_FEW_CASES: text("it rests on too few cases"),
    Reason.LOW_COVERAGE: text("too few of the cases are registered"),
    Reason.NO_BASELINE: text("the value to compare with is missing"),
    Reason.BASELINE_ZERO: text("a percentage of 0 cannot be counted from"),
    Reason.COMPONENT_MISSING: text("a part of it is missing"),
    Reason.NO_TARGET_IN_FORCE: text("no target is in force for this time"),
    Reason.TARGET_NOT_SET: text("no level has been set"),
    Reason.NOT_DUE: text("it is not due yet"),
    Reason.TARGET_NOT_MEASURABLE: text("the requirement has no measurable target"),
}


MOVING = {"baseline", "trajectory", "comparison"}
"""Kinds whose thresholds differ from one period to the next, so that they are said in numbers too."""


def outcome_word(outcome: Outcome) -> Text:
    """Return the colour's name, or the reason in words."""
    return colour_word(outcome) if isinstance(outcome, Colour) else _REASONS[outcome]


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something said as a sentence of its own: with a capital letter and a full stop."""

    thing: object

    def words(self, language: Language) -> str:
        """Return the sentence."""
        said = language.say(self.thing)
        return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")


def shown_value(assessment: Assessment) -> Change | Shown | Quantity | None:
    """Return the judged value for the eye; never with digits that contradict the colour."""
    judged = assessment.case.judged
    if judged.value is None:
        return None
    if judged.change is not None:
        return judged.change
    if judged.value.decimals is not None:
        return judged.value  # as written, so with all its digits
    card = assessment.case.card
    decimals = 0 if card is None else card.decimals
    return Shown(judged.value.number, judged.value.unit, decimals, thresholds_of(judged.bands))


def value_decimals(value: object) -> int:
    """Return how many decimals a shown value has at least."""
    return (value.decimals or 0) if isinstance(value, Shown | Quantity) else 0


def green_words(assessment: Assessment) -> object:
    """Return what is green, in numbers, for this period."""
    for band in assessment.case.judged.bands:
        if band.colour is Colour.GREEN:
            return band_words(band, unit_of(assessment))
    return ""


def bands_words(assessment: Assessment) -> object:
    """Return green and, where there is one, yellow in numbers."""
    parts = [
        text(
            "{colour} {band}",
            colour=colour_word(band.colour),
            band=band_words(band, unit_of(assessment)),
        )
        for colour in (Colour.GREEN, Colour.YELLOW)
        for band in assessment.case.judged.bands
        if band.colour is colour
    ]
    return Joined(tuple(parts))


def unit_of(assessment: Assessment) -> Unit:
    """Return the unit of the judged value; chosen cards are counted, a stated change is in percent."""
    if assessment.case.judged.change is not None:
        return Unit.PERCENT
    card = assessment.case.card
    return Unit.COUNT if card is None or card.unit is None else card.unit


def band_words(band: Band, unit: Unit) -> Text:
    """Return a band as one bound, two, or a range."""
    low = (
        None
        if band.lower is None
        else bound_in_words("at least" if band.lower_closed else "above", Number(band.lower, unit))
    )
    high = (
        None
        if band.upper is None
        else bound_in_words("at most" if band.upper_closed else "below", Number(band.upper, unit))
    )
    if low is None or high is None:
        return low or high or text("anything")
    if band.lower_closed and band.upper_closed:
        ends = (Number(end, Unit.COUNT) for end in (band.lower, band.upper) if end is not None)
        return text(
            "from {low} to {high}", low=next(ends), high=Number(band.upper or Fraction(0), unit)
        )
    return text("{low} and {high}", low=low, high=high)


def target_words(assessment: Assessment) -> object:
    """Return the target in a few words: the demand, for a baseline with its numbers."""
    judged = assessment.case.judged
    if judged.target is None:
        return green_words(assessment) if judged.bands else ""
    if judged.target.demand.kind in MOVING and judged.bands:
        return text(
            "{bands} ({demand})", bands=bands_words(assessment), demand=judged.target.demand
        )
    return judged.target.demand
