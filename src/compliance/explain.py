"""Says why: the ordered steps of one assessment, and what would make it green.

The only place with sentences about results. Each step of the derivation is said as the evaluator
took it; nothing is decided here again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from compliance.assess import Assessment
from compliance.colour import Basis, Colour, Outcome, Reason
from compliance.derivation import Step
from compliance.facts.judged import Judged
from compliance.facts.observed import colour_word
from compliance.language import Joined, Language, Text, text
from compliance.quantity import Quantity, Shown, Unit, with_unit
from compliance.rulebook.model import Target, bound_in_words
from compliance.thresholds import (
    Band,
    DueQuestion,
    NumberQuestion,
    Settled,
    StatusQuestion,
    margin,
    thresholds_of,
)

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
    Reason.TARGET_NOT_SET: text("the target is announced but not set"),
    Reason.NOT_DUE: text("it is not due yet"),
    Reason.TARGET_NOT_MEASURABLE: text("the requirement has no measurable target"),
}


def outcome_word(outcome: Outcome) -> Text:
    """Return the colour's name, or the reason in words."""
    return colour_word(outcome) if isinstance(outcome, Colour) else _REASONS[outcome]


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The smallest change that makes it green.

    Attributes:
        change: In the measure's unit, or in whole cases when `numerator` is given.
        value: What the value would be then.
        numerator: The numerator then, with the denominator unchanged.
        step: The next smaller change is this much less; it would not be green.
    """

    change: Fraction
    value: Fraction
    numerator: Fraction | None
    step: Fraction
    unit: Unit
    decimals: int

    def words(self, language: Language) -> str:
        """Return the sentence."""
        if self.numerator is not None:
            more = text("{n} more", n=self.change)
            cases = more if self.change > 0 else text("{n} fewer", n=-self.change)
            return language.say(
                text("{size} in the numerator ({numerator} in all) would make it green, with the denominator "
                     "unchanged.", size=cases, numerator=self.numerator)
            )  # fmt: skip
        size = _Points(abs(self.change), self.unit, self.decimals)
        value = Shown(self.value, self.unit, self.decimals)
        if self.unit is Unit.COUNT and self.change > 0:
            said = text("{size} more ({value} in all) would make it green.", size=size, value=value)
        elif self.unit is Unit.COUNT:
            said = text(
                "{size} fewer ({value} in all) would make it green.", size=size, value=value
            )
        elif self.change > 0:
            said = text("{size} more ({value}) would make it green.", size=size, value=value)
        else:
            said = text("{size} less ({value}) would make it green.", size=size, value=value)
        return language.say(said)


@dataclass(frozen=True, slots=True)
class _Points:
    """A difference: of percentages it is said in percentage points."""

    number: Fraction
    unit: Unit
    decimals: int

    def words(self, language: Language) -> str:
        if self.unit is not Unit.PERCENT:
            return Shown(self.number, self.unit, self.decimals).words(language)
        number = Shown(self.number, Unit.COUNT, self.decimals).words(language)
        return language.say(text("{number} percentage points", number=number))


def would_be_green(assessment: Assessment) -> Counterfactual | None:
    """Return the smallest change of the value that makes it green; None when it is, or none can."""
    case, judged = assessment.case, assessment.case.judged
    question = judged.question
    if (
        assessment.outcome is Colour.GREEN
        or assessment.outcome is Reason.VALUE_IMPRECISE
        or not isinstance(question, NumberQuestion)
        or question.low != question.high
    ):
        return None
    value = question.low
    (green,) = (band for band in question.bands if band.colour is Colour.GREEN)
    upwards = green.lower is not None and not _above(value, green)
    edge, closed = (
        (green.lower, green.lower_closed) if upwards else (green.upper, green.upper_closed)
    )
    if edge is None:
        return None
    unit = Unit.COUNT if case.card is None or case.card.unit is None else case.card.unit
    step = Fraction(1) if case.card is None else case.card.step
    decimals = 0 if case.card is None else case.card.decimals
    measured, cases = judged.measured, None
    if (
        measured is not None
        and measured.numerator is not None
        and measured.denominator is not None
        and measured.numerator.denominator == 1
        and not (case.card is not None and case.card.as_reported)
    ):
        # the value moves in steps of one case; a rounded one does not
        cases = measured.numerator
        step = value / cases if cases else _one_case(judged, unit)
    target = _first_on_grid(edge, step, closed=closed, upwards=upwards)
    possible = None if case.card is None else case.card.possible
    if target < 0 and (cases is not None or not unit.may_be_negative):
        return None
    if not green.holds(target) or Colour.GREEN in question.unsettled:
        return None
    if possible is not None and not possible[0] <= target <= possible[1]:
        return None
    if cases is not None:
        numerator = target / step
        return Counterfactual(numerator - cases, target, numerator, Fraction(1), unit, decimals)
    return Counterfactual(target - value, target, None, step, unit, decimals)


def _one_case(judged: Judged, unit: Unit) -> Fraction:
    measured = judged.measured
    assert measured is not None and measured.denominator  # noqa: S101, PT018
    per = {Unit.PERCENT: 100, Unit.PER_100_000: 100_000}.get(unit, 1)
    return Fraction(per) / measured.denominator


def _above(value: Fraction, band: Band) -> bool:
    """Whether `value` lies above the band."""
    if band.upper is None:
        return False
    return value > band.upper or (value == band.upper and not band.upper_closed)


def _first_on_grid(edge: Fraction, step: Fraction, *, closed: bool, upwards: bool) -> Fraction:
    """Return the multiple of `step` nearest to `edge` on its good side."""
    steps = edge / step
    nearest = (
        -(-steps.numerator // steps.denominator)
        if upwards
        else steps.numerator // steps.denominator
    )
    if nearest * step == edge and not closed:
        nearest += 1 if upwards else -1
    return nearest * step


def margin_of(assessment: Assessment) -> Fraction | None:
    """Return the distance to the green threshold, positive on the green side; None where there is none."""
    question = assessment.case.judged.question
    if not isinstance(question, NumberQuestion) or question.low != question.high:
        return None
    return margin(question.bands, question.low)


def explanation(assessment: Assessment) -> tuple[object, ...]:
    """Return the sentences of one assessment, in the order of thought."""
    return tuple(_sentences(assessment))


def _sentences(assessment: Assessment) -> Iterator[object]:
    case, judged = assessment.case, assessment.case.judged
    if judged.value is not None:
        yield _value_sentence(assessment)
    elif judged.status is not None:
        yield text("The stated status is “{status}”.", status=judged.status)
    elif judged.kind == "deadline":
        yield _delivery_sentence(assessment)
    if judged.baseline is not None:
        yield text("It counts from {value} in {period} ({place}).",
                   value=judged.baseline.value, period=judged.baseline.period,
                   place=_place(judged.baseline.place))  # fmt: skip
    if judged.target is not None:
        yield _target_sentence(assessment, judged.target)
    elif case.card is None and judged.bands:
        yield text("Asked for: {demand}.", demand=green_words(assessment))
    yield _conclusion(assessment)
    change = would_be_green(assessment)
    if change is not None:
        yield change
    if isinstance(judged.question, DueQuestion) and assessment.outcome is Reason.NOT_DUE:
        yield text("Delivered by {day}, it will be green.", day=judged.question.due)
    yield from judged.asides
    for trouble in (*(r.trouble for r in judged.readings), *(t.error for t in judged.troubles)):
        if trouble is not None:
            yield Sentence(trouble.what)
    if judged.target is not None:
        if judged.target.assumed is not None:
            yield text("Assumed: {what}.", what=judged.target.assumed)
        if judged.target.source is not None:
            yield text("Source: {source}.", source=judged.target.source)
    if case.card is not None and case.card.note is not None:
        yield case.card.note


def brief(assessment: Assessment) -> tuple[object, ...]:
    """Return the short why, for a table that shows value and target beside it."""
    return tuple(_brief_sentences(assessment))


def _brief_sentences(assessment: Assessment) -> Iterator[object]:
    case, judged = assessment.case, assessment.case.judged
    if isinstance(judged.question, Settled):
        yield Sentence(outcome_word(assessment.outcome))
    elif isinstance(judged.question, StatusQuestion):
        yield text("By the organisation's own word.")
    else:
        yield _conclusion(assessment)
    measured = judged.measured
    if measured is not None and measured.exact != measured.reported == judged.value:
        decimals = value_decimals(shown_value(assessment)) + 2
        exact = Shown(measured.exact.low, measured.exact.unit, decimals)
        yield text("Judged as reported; exactly it is {exact}.", exact=exact)
    change = would_be_green(assessment)
    if change is not None:
        yield change
    if isinstance(judged.question, DueQuestion) and assessment.outcome is Reason.NOT_DUE:
        yield text("Delivered by {day}, it will be green.", day=judged.question.due)
    if case.card is not None or assessment.outcome is not Colour.GREEN:
        yield from judged.asides
    for trouble in (*(r.trouble for r in judged.readings), *(t.error for t in judged.troubles)):
        if trouble is not None:
            yield Sentence(trouble.what)
    if judged.target is not None and judged.target.assumed is not None and assessment.colour:
        yield text("Assumed: {what}.", what=judged.target.assumed)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Something said as a sentence of its own: with a capital letter and a full stop."""

    thing: object

    def words(self, language: Language) -> str:
        """Return the sentence."""
        said = language.say(self.thing)
        return said[:1].upper() + said[1:] + ("" if said.endswith(".") else ".")


def _place(place: object) -> str:
    return str(place)


def shown_value(assessment: Assessment) -> Text | Shown | Quantity | None:
    """Return the judged value for the eye; never with digits that contradict the colour."""
    judged = assessment.case.judged
    if judged.value is None:
        return None
    if judged.value.decimals is not None:
        return judged.value  # as written, so with all its digits
    card = assessment.case.card
    decimals = 0 if card is None else card.decimals
    return Shown(judged.value.number, judged.value.unit, decimals, thresholds_of(judged.bands))


def _value_sentence(assessment: Assessment) -> Text:
    judged = assessment.case.judged
    measured, value = judged.measured, shown_value(assessment)
    if measured is None:
        return text("{value} listed cards are answered here.", value=value)
    said: object = value
    if measured.numerator is not None and measured.denominator is not None:
        said = text("{numerator} of {denominator} = {value}",
                    numerator=measured.numerator, denominator=measured.denominator, value=value)  # fmt: skip
    if measured.exact != measured.reported and judged.value == measured.reported:
        said = text("{value} as reported (exactly {exact})", value=said,
                    exact=Shown(measured.exact.low, measured.exact.unit, (value_decimals(value)) + 2))  # fmt: skip
    vintage = {
        "preliminary": text(", preliminary"),
        "estimated": text(", estimated"),
    }.get(measured.vintage, "")
    return text("{value} in {period}{vintage} ({place}).",
                value=said, period=judged.period, vintage=vintage, place=_place(judged.place))  # fmt: skip


def value_decimals(value: object) -> int:
    """Return how many decimals a shown value has at least."""
    return (value.decimals or 0) if isinstance(value, Shown | Quantity) else 0


def _delivery_sentence(assessment: Assessment) -> Text:
    delivered = assessment.case.judged.delivered
    if delivered is None:
        return text("No day of delivery is given.")
    if isinstance(delivered, bool):
        return text("The answer says that it is not delivered.")
    return text("Delivered on {day}.", day=delivered)


def _target_sentence(assessment: Assessment, target: Target) -> Text:
    demand: object = target.demand
    if target.demand.kind == "baseline" and assessment.case.judged.bands:
        demand = text("{demand}, that is {bands}", demand=demand, bands=bands_words(assessment))
    if target.to is None:
        return text("Target from {day}: {demand}.", day=target.from_, demand=demand)
    return text(
        "Target from {day} until {end}: {demand}.", day=target.from_, end=target.to, demand=demand
    )


def green_words(assessment: Assessment) -> object:
    """Return what is green, in numbers, for this period."""
    for band in assessment.case.judged.bands:
        if band.colour is Colour.GREEN:
            return _band_words(band, _unit(assessment))
    return ""


def bands_words(assessment: Assessment) -> object:
    """Return green and, where there is one, yellow in numbers."""
    parts = [
        text(
            "{colour} {band}",
            colour=colour_word(band.colour),
            band=_band_words(band, _unit(assessment)),
        )
        for colour in (Colour.GREEN, Colour.YELLOW)
        for band in assessment.case.judged.bands
        if band.colour is colour
    ]
    return Joined(tuple(parts))


def _unit(assessment: Assessment) -> Unit:
    card = assessment.case.card
    return Unit.COUNT if card is None or card.unit is None else card.unit


@dataclass(frozen=True, slots=True)
class _End:
    number: Fraction
    unit: Unit

    def words(self, language: Language) -> str:
        return with_unit(language.number(self.number), self.unit, language)


def _band_words(band: Band, unit: Unit) -> Text:
    low = (
        None
        if band.lower is None
        else bound_in_words("at least" if band.lower_closed else "above", _End(band.lower, unit))
    )
    high = (
        None
        if band.upper is None
        else bound_in_words("at most" if band.upper_closed else "below", _End(band.upper, unit))
    )
    if low is None or high is None:
        return low or high or text("anything")
    if band.lower_closed and band.upper_closed:
        ends = (_End(end, Unit.COUNT) for end in (band.lower, band.upper) if end is not None)
        return text(
            "from {low} to {high}", low=next(ends), high=_End(band.upper or Fraction(0), unit)
        )
    return text("{low} and {high}", low=low, high=high)


def _conclusion(assessment: Assessment) -> Text:
    """Say the steps that the evaluator took."""
    steps = assessment.derivation.steps
    if assessment.outcome is Reason.VALUE_IMPRECISE and len(steps) > 1:
        ends = [_end_words(assessment, step) for step in steps[:-1]]
        return text("Its ends lie in different bands ({low}; {high}), so it is not assessed.",
                    low=ends[0], high=ends[1])  # fmt: skip
    first = steps[0]
    if isinstance(assessment.case.judged.question, NumberQuestion):
        words = _end_words(assessment, first)
        if assessment.outcome is Reason.NOT_DUE:
            return text(
                "The total so far is {band}, and the year is not over: not due yet.", band=words
            )
        return text(
            "The value is {band}, so {colour}.", band=words, colour=outcome_word(assessment.outcome)
        )
    due = _due_words(first)
    if due is not None:
        return due
    if assessment.case.judged.basis is Basis.STATED and assessment.colour is not None:
        return text(
            "So {colour}, by the organisation's own word.", colour=colour_word(assessment.colour)
        )
    return text("Not assessed: {reason}.", reason=outcome_word(assessment.outcome))


def _end_words(assessment: Assessment, step: Step) -> Text:
    number = int(step.rule.split(":")[1])
    return _band_words(assessment.case.judged.bands[number], _unit(assessment))


def _due_words(step: Step) -> Text | None:
    return {
        "delivered:on-time": text("That is in time, so green."),
        "delivered:late": text("That is after the deadline, so red."),
        "refused:open": text("The deadline has not passed: not due yet."),
        "refused:passed": text("The deadline has passed, so red."),
        "silent:open": text("The deadline has not passed: not due yet."),
        "silent:passed": text("The deadline has passed and nothing is said: no value is given."),
    }.get(step.rule)


def target_words(assessment: Assessment) -> object:
    """Return the target in a few words: the demand, for a baseline with its numbers."""
    judged = assessment.case.judged
    if judged.target is None:
        return green_words(assessment) if judged.bands else ""
    if judged.target.demand.kind == "baseline" and judged.bands:
        return text(
            "{bands} ({demand})", bands=bands_words(assessment), demand=judged.target.demand
        )
    return judged.target.demand
