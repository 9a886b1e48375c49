"""What a change of rules does to submissions, as lines and as data."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from compliance.colour import Colour, Outcome
from compliance.explain import Line, Margin, outcome_word, shown_value
from compliance.explain.impact import Close, Concerned, Impact, Turn
from compliance.explain.wording import unit_of
from compliance.language import Joined, Language, Text, exact_text, text, texts
from compliance.rulebook.bounds import Number

SCHEMA = "compliance/rules-impact@1"


def impact_lines(impact: Impact) -> Iterator[Line]:
    """Yield what changes colour, what is close, and what could not be compared."""
    yield Line(text("From {before} to {after}", before=impact.before, after=impact.after))
    yield Line("")
    yield Line(text("Colours that change") if impact.turns else text("No colour changes."))
    for (organisation, file), turns in groupby(
        impact.turns, key=lambda t: (t.of.organisation, t.of.file)
    ):
        yield Line(text("{name} ({id})", name=organisation, id=file), 1)
        for turn in turns:
            yield Line(_turn(turn), 2)
    if impact.closest:
        yield Line("")
        yield Line(text("Closest to a threshold of {after}", after=impact.after))
        for close in impact.closest:
            yield Line(text("{organisation} ({file}): {what}", organisation=close.of.organisation,
                            file=close.of.file, what=_concerned(close.of)), 1)  # fmt: skip
            yield Line(_distance(close), 2)
    if impact.passed_over:
        yield Line("")
        yield Line(text("Not compared"))
        for passed in impact.passed_over:
            yield from (Line(problem, 1) for problem in passed.problems)
    yield Line("")
    yield Line(_count(impact))


def impact_as_data(impact: Impact, language: Language) -> dict[str, Any]:
    """Return the same as dicts, lists and texts; numbers are exact, absent things are null."""
    return {
        "schema": SCHEMA,
        "before": impact.before,
        "after": impact.after,
        "compared": list(impact.compared),
        "changes": [
            _of(turn.of, language)
            | {"before": _outcome(turn.before), "after": _outcome(turn.after)}
            for turn in impact.turns
        ],
        "closest": [
            _of(close.of, language)
            | {
                "colour": close.assessment.outcome.value,
                "value": exact_text(close.value),
                "threshold": exact_text(close.threshold),
                "distance": exact_text(close.distance),
                "unit": unit_of(close.assessment).value,
            }
            for close in impact.closest
        ],
        "not_compared": [
            {"file": passed.file, "why": [problem.words(language) for problem in passed.problems]}
            for passed in impact.passed_over
        ],
    }


def _turn(turn: Turn) -> Text:
    return text("{what}: {before} → {after}", what=_concerned(turn.of),
                before=_word(turn.before), after=_word(turn.after))  # fmt: skip


def _concerned(of: Concerned) -> Joined:
    names = tuple(name for name in (of.requirement, of.card) if name is not None)
    where = tuple(name for name in (of.location, of.component) if name is not None)
    return Joined((text("{title} [{id}]", title=of.title, id=Joined(names)), *where))


def _word(outcome: Outcome | None) -> object:
    if outcome is None:
        return text("not asked")
    if isinstance(outcome, Colour):
        return outcome_word(outcome)
    return text("not assessed ({reason})", reason=outcome_word(outcome))


@dataclass(frozen=True, slots=True)
class _Size:
    """A distance with its unit; of percentages in percentage points."""

    close: Close

    def words(self, language: Language) -> str:
        card = self.close.assessment.case.card
        decimals = 0 if card is None else card.decimals
        return Margin(self.close.distance, unit_of(self.close.assessment), decimals).size(language)


def _distance(close: Close) -> Text:
    threshold = Number(close.threshold, unit_of(close.assessment))
    colour, value = outcome_word(close.assessment.outcome), shown_value(close.assessment)
    if not close.distance:
        return text("{colour}: {value}, on the threshold itself", colour=colour, value=value)
    return text("{colour}: {value}, {distance} from {threshold}",
                colour=colour, value=value, distance=_Size(close), threshold=threshold)  # fmt: skip


def _count(impact: Impact) -> Text:
    return text(
        "{compared}, {changed}, {passed}.",
        compared=texts("{n} submission compared", "{n} submissions compared", len(impact.compared)),
        changed=texts("{n} colour changes", "{n} colours change", len(impact.turns)),
        passed=texts("{n} file not compared", "{n} files not compared", len(impact.passed_over)),
    )


def _of(of: Concerned, language: Language) -> dict[str, Any]:
    return {
        "file": of.file,
        "organisation": of.organisation,
        "requirement": of.requirement,
        "card": of.card,
        "location": of.location,
        "component": of.component,
        "title": language.say(of.title),
    }


def _outcome(outcome: Outcome | None) -> dict[str, str | None] | None:
    """Return a colour or the reason why there is none; None when it is not asked."""
    if outcome is None:
        return None
    is_colour = isinstance(outcome, Colour)
    return {
        "colour": outcome.value if is_colour else None,
        "not_assessed": None if is_colour else outcome.value,
    }
