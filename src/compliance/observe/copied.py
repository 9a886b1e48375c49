"""Explanations that stand in this report as they stood in an earlier one."""

from collections.abc import Iterator

from compliance.colour import Colour
from compliance.facts.cases import Plan
from compliance.facts.matching import card_of
from compliance.language import text
from compliance.observe.previously import last_answering, previous_text
from compliance.observe.view import Made, View
from compliance.observe.words import yes_no
from compliance.rulebook.model import Requirement
from compliance.submission.model import Answer, Entry, Passage

_SHORTEST = 40
"""Shorter texts may be equal by chance."""

_Where = tuple[str | None, tuple[str, ...], str]
"""Card, names of places as known, and "text" or the id of a content."""


def copied_observed(view: View) -> Iterator[Made]:
    """Yield the explanations that were copied from the latest earlier submission that has the answer."""
    for requirement in view.plan.rule_book.requirements:
        if view.plan.applies[requirement.id] is False:
            continue
        before = last_answering(view, requirement)
        if before is not None:
            yield from _copied(view, before, requirement)


def _copied(view: View, before: Plan, requirement: Requirement) -> Iterator[Made]:
    asked = {content.id: content for content in requirement.contents if content.when_not_green}
    then = {
        where: passage
        for where, _, _, passage in _explanations(before, requirement.id)
        if where[2] == "text" or where[2] in asked
    }
    for where, answer, entry, passage in _explanations(view.plan, requirement.id):
        earlier = then.get(where)
        written = _plain(passage.written)
        if earlier is None or len(written) < _SHORTEST or written != _plain(earlier.written):
            continue
        content = asked.get(passage.name)
        yield Made(
            "copied",
            {
                "requirement": requirement.id,
                "content": passage.name,
                "reached": yes_no(said=not _is_short_of(view, requirement, answer, entry)),
            },
            passage.place,
            {
                "title": requirement.title,
                "content_title": text("the text") if content is None else content.title,
                "previous_text": previous_text(before, earlier.place),
            },
        )


def _explanations(
    plan: Plan, requirement_id: str
) -> Iterator[tuple[_Where, Answer, Entry, Passage]]:
    requirement = plan.rule_book.requirement(requirement_id)
    for answer in plan.answered[requirement_id]:
        card = card_of(plan.rule_book, requirement, answer)
        for entry in answer.entries:
            places = tuple(_known(plan, name) for name in entry.path)
            for passage in entry.passages:
                where = (None if card is None else card.id, places, passage.name)
                yield where, answer, entry, passage


def _known(plan: Plan, name: str) -> str:
    """Return the id of a location, or the name as it can be compared."""
    location = plan.organisation.location(name)
    return name.strip().casefold() if location is None else location.id


def _plain(written: str) -> str:
    return " ".join(written.split()).casefold()


def _is_short_of(view: View, requirement: Requirement, answer: Answer, entry: Entry) -> bool:
    """Whether something that the text is about is yellow or red, as concluded or as declared."""
    dark = {Colour.YELLOW, Colour.RED}
    if entry.declared in dark:
        return True
    location = view.plan.organisation.location(entry.path[0]) if entry.path else None
    return any(
        view.now.outcomes[case.subject] in dark
        for case in view.plan.cases
        if case.requirement is requirement
        and (location is None or case.location == location.id)
        and (answer.key == requirement.id or case.card is None or case.card.id == answer.key)
    )
