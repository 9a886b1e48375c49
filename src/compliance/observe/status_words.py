"""A written status beside figures: "innfridd" where the figures say something else, or not of all."""

from collections.abc import Iterator

from compliance.colour import Basis, Colour, Reason
from compliance.document import Scalar
from compliance.facts.cases import Case
from compliance.language import Joined
from compliance.observe.view import Made, View
from compliance.observe.words import colour_word, title_of, where_of, yes_no
from compliance.quantity import tidy
from compliance.rulebook.demands import STATUS_WORDS
from compliance.rulebook.model import Requirement

_SAID = {Colour.GREEN: "met", Colour.YELLOW: "partly", Colour.RED: "not-met"}
_DISTANCES = ("none", "one", "two")


def status_words_observed(view: View) -> Iterator[Made]:
    """Yield each written status beside what the figures or the day of the same thing, or of its parts, gave."""
    plan = view.plan
    for requirement in plan.rule_book.requirements:
        yield from _of_several_cards(view, requirement)
    for case in plan.cases:
        if case.entry is None or case.entry.status is None:
            continue
        status = case.entry.status
        if _is_measured(view, case):
            yield from _beside(view, case, status, title_of(case), part=None)
        for part in plan.cases:
            if _is_below(part, case) and (_is_measured(view, part) or _is_open(view, part)):
                named = _part_names(part, without=case.location)
                yield from _beside(view, part, status, title_of(case), part=Joined(named))


def _of_several_cards(view: View, requirement: Requirement) -> Iterator[Made]:
    """Yield the status of a requirement that has no assessment of its own, beside those of its cards."""
    if requirement.only_card is not None:
        return
    answers = view.plan.answered[requirement.id]
    own = next((a.own for a in answers if a.key == requirement.id and a.own.status), None)
    if own is None or own.status is None:
        return
    for case in view.plan.cases:
        is_answered = case.requirement is requirement and case.answer is not None
        if is_answered and not case.is_part and _is_measured(view, case):
            card = () if case.card is None else (case.card.title,)
            named = Joined((*card, *_part_names(case)))
            yield from _beside(view, case, own.status, requirement.title, part=named)


def _is_below(part: Case, whole: Case) -> bool:
    """Whether a case is of a location or a component of what another is about.

    What the other is concluded from is not: it may be met although one of them is not.
    """
    return (
        part is not whole
        and part.requirement is whole.requirement
        and part.card is whole.card
        and not part.is_part
        and whole.component is None
        and whole.location in {None, part.location}
    )


def _is_measured(view: View, case: Case) -> bool:
    """Whether its colour comes from figures or a date, not from the word itself."""
    measured = case.judged.basis in {Basis.FIGURES, Basis.DATE}
    return measured and isinstance(view.now.outcomes[case.subject], Colour)


def _is_open(view: View, case: Case) -> bool:
    """Whether its answer says that there is no figure or day yet."""
    return view.now.outcomes[case.subject] is Reason.NO_VALUE and case.entry is not None


def _part_names(part: Case, *, without: str | None = None) -> tuple[object, ...]:
    """Return what a part is called: its location, unless that is the whole's own, and its component."""
    place = () if part.location in {None, without} else (part.location,)
    components = () if part.card is None else part.card.components
    return (*place, *(c.title for c in components if c.id == part.component))


def _beside(
    view: View, case: Case, status: Scalar, title: object, *, part: Joined | None
) -> Iterator[Made]:
    """Yield a written status beside the colour of a case.

    Args:
        part: What the case is called, where the status is of more than it.
    """
    word = tidy(status.text)
    said, computed = STATUS_WORDS.get(word.casefold()), view.now.outcomes[case.subject]
    if said is None:
        return
    steps = computed.darkness - said.darkness if isinstance(computed, Colour) else 0
    yield Made(
        "status",
        {
            **where_of(case),
            "said": _SAID[said],
            "computed": computed.value if isinstance(computed, Colour) else "none",
            "direction": "brighter" if steps > 0 else "darker" if steps < 0 else "same",
            "distance": _DISTANCES[abs(steps)],
            "whole": yes_no(said=part is not None),
            "colours": "forecast" if view.plan.forecast else "result",
        },
        status.place,
        {
            "title": title,
            "status_text": word,
            "assessed_word": colour_word(computed) if isinstance(computed, Colour) else "",
            "part_text": part,
        },
    )
