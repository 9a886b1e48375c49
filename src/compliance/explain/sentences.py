"""The sentences of one assessment, in the order of thought.

Each step of the derivation is said as the evaluator took it; nothing is decided here again.
"""

from collections.abc import Iterator

from compliance.assess import Assessment
from compliance.colour import Basis, Colour, Reason
from compliance.derivation import Step
from compliance.explain.counterfactual import margin_words, would_be_green
from compliance.explain.parts import names_all_open, parts_conclusion, parts_said, trend_said
from compliance.explain.wording import (
    MOVING,
    Sentence,
    band_words,
    bands_words,
    green_words,
    outcome_word,
    shown_value,
    unit_of,
    value_decimals,
)
from compliance.facts.judged import Judged
from compliance.language import Text, text, texts
from compliance.observe.words import colour_word
from compliance.quantity import Shown
from compliance.rulebook.model import Target
from compliance.thresholds import (
    CellQuestion,
    DueQuestion,
    NumberQuestion,
    PartsQuestion,
    Settled,
    StatusQuestion,
)


def explanation(assessment: Assessment) -> tuple[object, ...]:
    """Return the sentences of one assessment, in the order of thought."""
    if assessment.masked is not None:
        return (assessment.masked,)
    return tuple(_sentences(assessment))


def _sentences(assessment: Assessment) -> Iterator[object]:
    case, judged = assessment.case, assessment.case.judged
    if judged.value is not None:
        yield _value_sentence(assessment)
    elif isinstance(judged.question, CellQuestion) and judged.status is not None:
        yield text("Probability × consequence in {period} is “{status}” ({place}).",
                   period=judged.period, status=judged.status, place=str(judged.place))  # fmt: skip
    elif judged.kind == "risk" and judged.status is not None:
        yield text("The stated level in {period} is “{status}” ({place}).",
                   period=judged.period, status=judged.status, place=str(judged.place))  # fmt: skip
    elif judged.status is not None:
        yield text("The stated status is “{status}”.", status=judged.status)
    elif judged.kind == "deadline":
        yield _delivery_sentence(assessment)
    yield from _counted_from(judged)
    yield from parts_said(assessment)
    if judged.target is not None:
        yield _target_sentence(assessment, judged.target)
    elif case.card is None and judged.bands:
        yield text("Asked for: {demand}.", demand=green_words(assessment))
    yield _conclusion(assessment)
    margin = margin_words(assessment)
    if margin is not None:
        yield text("Margin to the green threshold: {margin}.", margin=margin)
    change = would_be_green(assessment)
    if change is not None:
        yield change
    if isinstance(judged.question, DueQuestion) and assessment.outcome is Reason.NOT_DUE:
        yield text("Delivered by {day}, it will be green.", day=judged.question.due)
    yield from trend_said(assessment)
    yield from judged.asides
    yield from _troubles(judged)
    if judged.target is not None:
        if judged.target.assumed is not None:
            yield text("Assumed: {what}.", what=judged.target.assumed)
        if judged.target.source is not None:
            yield Sentence(text("Source: {source}", source=judged.target.source))
    if case.card is not None and case.card.note is not None:
        yield case.card.note


def _counted_from(judged: Judged) -> Iterator[object]:
    """Say what the target counts from or compares with."""
    if judged.baseline is not None and judged.baseline.change is not None:
        yield text("It counts from {value} in {period}, worked out from the stated change {change} ({place}).",
                   value=judged.baseline.value, period=judged.baseline.period,
                   change=judged.baseline.change, place=str(judged.baseline.place))  # fmt: skip
    elif judged.baseline is not None:
        yield text("It counts from {value} in {period} ({place}).",
                   value=judged.baseline.value, period=judged.baseline.period,
                   place=str(judged.baseline.place))  # fmt: skip
    if judged.compared is not None:
        yield text("It is compared with {name}: {value} ({place}).",
                   name=judged.compared.name, value=judged.compared.value,
                   place=str(judged.compared.place))  # fmt: skip


def brief(assessment: Assessment) -> tuple[object, ...]:
    """Return the short why, for a table that shows value and target beside it."""
    if assessment.masked is not None:
        return (assessment.masked,)
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
    if change is not None and not names_all_open(assessment):
        yield change
    if isinstance(judged.question, DueQuestion) and assessment.outcome is Reason.NOT_DUE:
        yield text("Delivered by {day}, it will be green.", day=judged.question.due)
    yield from trend_said(assessment)
    if case.card is not None or assessment.outcome is not Colour.GREEN:
        yield from judged.asides
    yield from _troubles(judged)
    if judged.target is not None and judged.target.assumed is not None and assessment.colour:
        yield text("Assumed: {what}.", what=judged.target.assumed)


def _troubles(judged: Judged) -> Iterator[object]:
    """Say what could not be read, each once."""
    for trouble in (*(r.trouble for r in judged.readings), *(t.error for t in judged.troubles)):
        if trouble is not None:
            yield Sentence(trouble.what)


def _value_sentence(assessment: Assessment) -> Text:
    judged = assessment.case.judged
    measured, value = judged.measured, shown_value(assessment)
    if judged.change is not None:
        return text("The stated change is {change} ({place}).",
                    change=judged.change, place=str(judged.place))  # fmt: skip
    if measured is None:
        n = int(judged.value.low) if judged.value is not None else 0
        return texts("{n} listed card is answered here.", "{n} listed cards are answered here.", n)
    said: object = value
    if measured.numerator is not None and measured.denominator is not None:
        said = text("{numerator} of {denominator} = {value}",
                    numerator=measured.numerator, denominator=measured.denominator, value=value)  # fmt: skip
    if measured.exact != measured.reported and judged.value == measured.reported:
        said = text("{value} as reported (exactly {exact})", value=said,
                    exact=Shown(measured.exact.low, measured.exact.unit, (value_decimals(value)) + 2))  # fmt: skip
    if measured.given is not None:
        said = text("{given} was given, that is {value}", given=measured.given, value=said)
    vintage = {
        "preliminary": text(", preliminary"),
        "estimated": text(", estimated"),
    }.get(measured.vintage, "")
    return text("{value} in {period}{vintage} ({place}).",
                value=said, period=judged.period, vintage=vintage, place=str(judged.place))  # fmt: skip


def _delivery_sentence(assessment: Assessment) -> Text:
    delivered = assessment.case.judged.delivered
    if delivered is None:
        return text("No day of delivery is given.")
    if isinstance(delivered, bool):
        return text("The answer says that it is not delivered.")
    return text("Delivered on {day}.", day=delivered)


def _target_sentence(assessment: Assessment, target: Target) -> Text:
    demand: object = target.demand
    if target.demand.kind in MOVING and assessment.case.judged.bands:
        bands = bands_words(assessment)
        if assessment.case.judged.change is not None:
            demand = text("{demand}, as a change {bands}", demand=demand, bands=bands)
        else:
            demand = text("{demand}, that is {bands}", demand=demand, bands=bands)
    if target.to is None:
        return text("Target from {day}: {demand}.", day=target.from_, demand=demand)
    return text(
        "Target from {day} until {end}: {demand}.", day=target.from_, end=target.to, demand=demand
    )


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
        if assessment.colour is None and assessment.case.judged.change is not None:
            return text("The change is {band}, and the value itself is not given: it may have reached the end "
                        "of the trajectory. Not assessed: {reason}.",
                        band=words, reason=outcome_word(assessment.outcome))  # fmt: skip
        if assessment.colour is None:
            return text("The end of the trajectory is not reached. Not assessed: {reason}.",
                        reason=outcome_word(assessment.outcome))  # fmt: skip
        if assessment.case.judged.change is not None:
            return text("The change is {band}, so {colour}.",
                        band=words, colour=outcome_word(assessment.outcome))  # fmt: skip
        return text(
            "The value is {band}, so {colour}.", band=words, colour=outcome_word(assessment.outcome)
        )
    if isinstance(assessment.case.judged.question, PartsQuestion):
        return parts_conclusion(assessment)
    if isinstance(assessment.case.judged.question, CellQuestion) and assessment.colour is not None:
        return text("In the risk matrix that is {colour}.", colour=colour_word(assessment.colour))
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
    return band_words(assessment.case.judged.bands[number], unit_of(assessment))


def _due_words(step: Step) -> Text | None:
    return {
        "delivered:on-time": text("That is in time, so green."),
        "delivered:late": text("That is after the deadline, so red."),
        "refused:open": text("The deadline has not passed: not due yet."),
        "refused:passed": text("The deadline has passed, so red."),
        "silent:open": text("The deadline has not passed: not due yet."),
        "silent:passed": text("The deadline has passed and nothing is said: no value is given."),
    }.get(step.rule)
