"""The words that observers share: where a case is, what it is called, colours and counts."""

from compliance.arithmetic import Direction
from compliance.colour import Colour
from compliance.facts.cases import Case, Plan
from compliance.language import Joined, Text, text, texts
from compliance.rulebook.model import Requirement
from compliance.submission.model import Answer


def yes_no(*, said: bool) -> str:
    """Return the word that a field of a fact has."""
    return "yes" if said else "no"


def where_of(case: Case) -> dict[str, str | None]:
    """Return requirement, card, location and component, as fields of a fact."""
    return {
        "requirement": case.requirement.id,
        "card": None if case.card is None else case.card.id,
        "location": case.location,
        "component": case.component,
    }


def title_of(case: Case) -> object:
    """Return what messages call the case: the card's title where the requirement has several."""
    title = (
        case.requirement.title
        if case.card is None or case.requirement.only_card
        else case.card.title
    )
    component = None
    if case.component is not None and case.card is not None:
        component = next(c.title for c in case.card.components if c.id == case.component)
    named = tuple(part for part in (title, case.location, component) if part is not None)
    return title if len(named) == 1 else Joined(named)


def colour_word(colour: Colour) -> Text:
    """Return the colour's name."""
    return {
        Colour.GREEN: text("green"),
        Colour.YELLOW: text("yellow"),
        Colour.RED: text("red"),
    }[colour]


def counted(colour: Colour, n: int) -> Text:
    """Return a number of colours in words."""
    return {
        Colour.GREEN: texts("{n} green", "{n} green", n),
        Colour.YELLOW: texts("{n} yellow", "{n} yellow", n),
        Colour.RED: texts("{n} red", "{n} red", n),
    }[colour]


def own_answer(plan: Plan, requirement: Requirement) -> Answer | None:
    """Return the requirement's own answer: under its id, else under its only card."""
    answers = plan.answered[requirement.id]
    keys = (requirement.id, requirement.only_card)
    mine = [a for key in keys for a in answers if a.key == key]
    return next((a for a in mine if a.own.declared is not None), mine[0] if mine else None)


def direction_word(direction: Direction) -> Text:
    """Return a direction in words."""
    return {
        Direction.UP: text("increased"),
        Direction.DOWN: text("decreased"),
        Direction.SAME: text("unchanged"),
        Direction.BETTER: text("better"),
        Direction.WORSE: text("worse"),
        Direction.NOT_UP: text("not increased"),
        Direction.NOT_DOWN: text("not decreased"),
    }[direction]
