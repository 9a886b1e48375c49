"""The sentences about a target of several parts, and about the trend."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from compliance.assess import Assessment
from compliance.colour import Colour, Outcome, Trend
from compliance.explain.wording import Sentence, outcome_word
from compliance.facts.judged import Course
from compliance.language import Joined, Language, Text, text
from compliance.quantity import Shown, Unit
from compliance.rulebook.model import Target
from compliance.thresholds import NumberQuestion, PartsQuestion, thresholds_of

_MOST_NAMES = 5
"""How many parts a sentence names; the finding names all that are missing."""

_TRENDS = {
    Trend.BETTER: text("better"),
    Trend.STABLE: text("stable"),
    Trend.WORSE: text("worse"),
}


def trend_word(trend: Trend) -> Text:
    """Return the trend in words."""
    return _TRENDS[trend]


def part_name(part: Assessment) -> object:
    """Return what a part is called: its component, else what is demanded of it."""
    case = part.case
    if case.component is None or case.card is None:
        target: Target | None = case.judged.target
        return "" if target is None else target.demand
    return next(c.title for c in case.card.components if c.id == case.component)


def parts_said(assessment: Assessment) -> Iterator[object]:
    """Yield one sentence for each part that is there: what it is called and what was concluded of it."""
    for part in assessment.parts:
        if part.case.entry is None:
            continue
        outcome = outcome_word(part.outcome)
        yield Sentence(text("{name}: {outcome}", name=part_name(part), outcome=outcome))


def parts_conclusion(assessment: Assessment) -> Text:
    """Return what follows from the parts."""
    question = assessment.case.judged.question
    assert isinstance(question, PartsQuestion)  # noqa: S101  # the caller asked
    parts, outcome = assessment.parts, assessment.outcome
    step = assessment.derivation.steps[0].rule
    word = outcome_word(outcome)
    if question.needed is not None and step != "parts:missing":
        greens = sum(part.outcome is Colour.GREEN for part in parts)
        return text("{n} of {all} are green and {needed} are needed, so {colour}.",
                    n=greens, all=len(parts), needed=question.needed, colour=word)  # fmt: skip
    match step:
        case "parts:missing":
            return text("Not assessed: {reason} ({names}).",
                        reason=word, names=_names(parts, outcome))  # fmt: skip
        case "parts:red":
            return text("Not met for {names}, so red.", names=_names(parts, outcome))
        case "parts:green":
            return text("Met for {names}, and one is enough, so green.",
                        names=_names(parts, outcome))  # fmt: skip
        case "parts:worst" if outcome is Colour.GREEN:
            return text("Met for all {n} parts, so green.", n=len(parts))
        case "parts:worst":
            return text("None is red, but {names} yellow, so yellow.",
                        names=_names(parts, outcome))  # fmt: skip
        case _:
            return text("Not met for any of {n} parts, so {colour}.", n=len(parts), colour=word)


def names_all_open(assessment: Assessment) -> bool:
    """Whether the conclusion already names every part that is not green."""
    open_ = {part.outcome for part in assessment.parts} - {Colour.GREEN}
    return bool(assessment.parts) and open_ == {assessment.outcome}


def _names(parts: Sequence[Assessment], outcome: Outcome) -> object:
    return listed_parts([part for part in parts if part.outcome is outcome])


def listed_parts(parts: Sequence[Assessment]) -> object:
    """Return the names of some parts, the first ones when they are many."""
    names = tuple(part_name(part) for part in parts)
    if len(names) <= _MOST_NAMES + 1:
        return Joined(names)
    rest = len(names) - _MOST_NAMES
    return text("{names} and {n} more", names=Joined(names[:_MOST_NAMES]), n=rest)


def trend_said(assessment: Assessment) -> Iterator[object]:
    """Yield how it stands to an earlier value: a result of its own."""
    course = assessment.case.judged.course
    if course is None or assessment.trend is None:
        return
    word = trend_word(assessment.trend)
    if isinstance(course.earlier, str):
        yield text("Trend: {word} (from “{earlier}” in {before}).",
                   word=word, earlier=course.earlier, before=course.before)  # fmt: skip
    elif course.change is None:
        yield text("Trend: {word} (from {earlier} in {before}).",
                   word=word, earlier=course.earlier, before=course.before)  # fmt: skip
    else:
        change = _Signed(course.change.number, _edges(course))
        yield text("Trend: {word} ({change} from {earlier} in {before}).",
                   word=word, change=change, earlier=course.earlier, before=course.before)  # fmt: skip


def _edges(course: Course) -> tuple[Fraction, ...]:
    """Return the sizes where the trend changes, which the shown change must not contradict."""
    question = course.question
    edges = thresholds_of(question.bands) if isinstance(question, NumberQuestion) else ()
    return (Fraction(0), *(abs(edge) for edge in edges))


@dataclass(frozen=True, slots=True)
class _Signed:
    """A relative change in percent, with its sign; a small one is never said as 0.0."""

    number: Fraction
    edges: tuple[Fraction, ...]

    def words(self, language: Language) -> str:
        """Return the change in words."""
        shown = Shown(abs(self.number), Unit.PERCENT, 1, self.edges).words(language)
        sign = "+" if self.number > 0 else "\u2212" if self.number < 0 else ""
        return sign + shown
