"""What a reviewer sees with the last report beside this one: colours, figures and answers, then and now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from compliance.colour import Colour
from compliance.errors import Place
from compliance.facts.cases import Case, Plan
from compliance.facts.judged import Judged
from compliance.language import Joined
from compliance.observe.copied import copied_observed
from compliance.observe.previously import previous_text
from compliance.observe.promises import promises_observed
from compliance.observe.rounding import may_be_one
from compliance.observe.view import Concluded, Made, View
from compliance.observe.words import colour_word, own_answer, title_of, yes_no
from compliance.rulebook.model import Requirement
from compliance.submission.model import Entry

_DISTANCES = ("none", "one", "two")

_Where = tuple[str | None, str | None, str | None]
"""Card, location and component."""


def last_report_observed(view: View) -> Iterator[Made]:
    """Yield what can be held against earlier submissions; nothing without one."""
    if not view.earlier:
        return
    for requirement in view.plan.rule_book.requirements:
        if view.plan.applies[requirement.id] is False:
            continue
        before = _last_of_its_kind(view, requirement)
        if before is not None:
            yield from _Compared(view.plan, before, requirement).all()
    yield from copied_observed(view)
    yield from promises_observed(view)


def _last_of_its_kind(view: View, requirement: Requirement) -> Concluded | None:
    """Return the latest earlier submission that had the requirement and whose colours mean the same."""
    return next(
        (
            concluded
            for concluded in view.earlier
            if concluded.plan.forecast == view.plan.forecast
            and concluded.plan.applies.get(requirement.id, False) is not False
        ),
        None,
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """What one submission has of a requirement, card, location and component."""

    case: Case | None = None
    declared: Colour | None = None
    place: Place | None = None


class _Compared:
    """One requirement, then and now."""

    def __init__(self, plan: Plan, before: Concluded, requirement: Requirement) -> None:
        self.plan, self.before, self.requirement = plan, before.plan, requirement
        self.now_sides = _sides(plan, requirement.id)
        self.then_sides = _sides(before.plan, requirement.id)

    def all(self) -> Iterator[Made]:
        for where, then in self.then_sides.items():
            if not self.is_asked_now(where):
                continue
            now = self.now_sides.get(where)
            if now is not None:
                yield self.both(where, then, now)
            elif self.is_dropped(where, then):
                yield self.dropped(where, then)

    def is_asked_now(self, where: _Where) -> bool:
        """Whether the card is still one of the requirement's, and place and component are still known."""
        card_id, location, component = where
        if card_id is not None and card_id not in self.requirement.cards:
            return False
        if location is not None and self.plan.organisation.location(location) is None:
            return False
        card = None if card_id is None else self.plan.rule_book.cards[card_id]
        return component is None or (card is not None and card.component(component) is not None)

    # Answered both times

    def both(self, where: _Where, then: _Side, now: _Side) -> Made:
        steps = (
            None
            if then.declared is None or now.declared is None
            else then.declared.darkness - now.declared.darkness
        )
        is_there = now.place or self.plan.submission.answers_place
        return self.made(
            where,
            {
                "before": _word(then.declared),
                "now": _word(now.declared),
                "direction": None if steps is None else _direction(steps),
                "distance": None if steps is None else _DISTANCES[abs(steps)],
                "figures": _figures(then.case, now.case),
                "answered": "yes",
            },
            is_there,
            then,
            now,
        )

    # Answered then, and not now

    def is_dropped(self, where: _Where, then: _Side) -> bool:
        """Whether what was given last time is missing now, and nothing else tells or explains it."""
        requirement, answers = self.requirement, self.plan.answered[self.requirement.id]
        if then.case is None or then.case.entry is None or not _gives(then.case.entry):
            return False
        if requirement.separate_form or requirement.choice is not None:
            return False  # answered elsewhere, or chosen anew in each report
        if not answers and self.plan.applies[requirement.id] is True:
            return False  # told as not answered
        return not self.is_given_closer(where) and not self.is_explained(where)

    def is_given_closer(self, where: _Where) -> bool:
        """Whether it is given by location or component now, where it was given as a whole."""
        card, location, component = where
        return any(
            card == other_card
            and location in {None, other_location}
            and component in {None, other_component}
            for other_card, other_location, other_component in self.now_sides
        )

    def is_explained(self, where: _Where) -> bool:
        """Whether a text of the answer names the location that is missing."""
        location = self.plan.organisation.location(where[1]) if where[1] is not None else None
        if location is None:
            return False
        names = [name.casefold() for name in (location.id, *location.also)]
        said = (
            "\n".join((entry.text, entry.see, *entry.contents.values())).casefold()
            for answer in self.plan.answered[self.requirement.id]
            for entry in answer.entries
        )
        return any(name in written for written in said for name in names)

    def dropped(self, where: _Where, then: _Side) -> Made:
        answers = self.plan.answered[self.requirement.id]
        fields = {
            "before": _word(then.declared),
            "now": "none",
            "direction": None,
            "distance": None,
            "figures": "unknown",
            "answered": yes_no(said=False),
        }
        place = answers[0].place if answers else self.plan.submission.answers_place
        return self.made(where, fields, place, then, _Side())

    def made(
        self,
        where: _Where,
        fields: Mapping[str, str | None],
        place: Place,
        then: _Side,
        now: _Side,
    ) -> Made:
        card, location, component = where
        case = now.case or then.case
        title = self.requirement.title if case is None else title_of(case)
        return Made(
            "previous",
            {
                "requirement": self.requirement.id,
                "card": card,
                "location": location,
                "component": component,
                **fields,
            },
            place,
            {
                "title": title,
                "part_text": self.part(where),
                "before_word": "" if then.declared is None else colour_word(then.declared),
                "now_word": "" if now.declared is None else colour_word(now.declared),
                "previous_text": previous_text(self.before, then.place),
            },
        )

    def part(self, where: _Where) -> object:
        """Return what it is of: location and component, else the organisation."""
        card_id, location, component = where
        card = None if card_id is None else self.plan.rule_book.cards[card_id]
        found = None if card is None or component is None else card.component(component)
        named = [n for n in (location, None if found is None else found.title) if n is not None]
        return Joined(tuple(named)) if named else self.plan.organisation.name


def _sides(plan: Plan, requirement_id: str) -> dict[_Where, _Side]:
    """Return what a submission has of a requirement, by card, location and component."""
    requirement = plan.rule_book.requirement(requirement_id)
    if requirement is None:
        return {}
    found = {}
    for case in plan.cases:
        if case.requirement is not requirement or case.entry is None:
            continue
        declared = case.entry.declared
        found[(None if case.card is None else case.card.id, case.location, case.component)] = _Side(
            case,
            declared if isinstance(declared, Colour) else None,
            case.entry.declared_place if isinstance(declared, Colour) else case.entry.place,
        )
    own = own_answer(plan, requirement)
    if own is not None and isinstance(own.own.declared, Colour):
        found.setdefault(
            (requirement.only_card, None, None),
            _Side(None, own.own.declared, own.own.declared_place),
        )
    return found


def _gives(entry: Entry) -> bool:
    """Whether an entry gives a value, a status or a day."""
    has_value = any(not value.is_empty for value in entry.values)
    return has_value or entry.status is not None or entry.delivered is not None


def _word(colour: Colour | None) -> str:
    return "none" if colour is None else colour.value


def _direction(steps: int) -> str:
    return "brighter" if steps > 0 else "darker" if steps < 0 else "same"


def _figures(then: Case | None, now: Case | None) -> str:
    """Return how the judged value stands to the earlier one, where the two were asked the same.

    A worse value that may be the same once rounding is thought of is unknown.
    """
    if then is None or now is None or now.card is None or not _are_comparable(then, now):
        return "unknown"
    before, after = then.judged.value, now.judged.value
    if before is None or after is None or before.is_interval or after.is_interval:
        return "unknown"
    if before.about or after.about:
        return "unknown"
    gain = after.number - before.number
    if gain == 0:
        return "same"
    if (gain > 0) == now.card.higher_is_better:
        return "better"
    return "unknown" if may_be_one(before, after) else "worse"


def _are_comparable(then: Case, now: Case) -> bool:
    """Whether both values are of equally many months, and the target in force asks the same of both."""
    if then.card is None or now.card is None or now.card.higher_is_better is None:
        return False
    before, after = then.judged, now.judged
    return (
        (then.card.indicator, then.card.unit) == (now.card.indicator, now.card.unit)
        and before.measured is not None
        and after.measured is not None
        and before.period.months == after.period.months
        and before.kind != "range"
        and _asks_the_same(before, after)
    )


def _asks_the_same(before: Judged, after: Judged) -> bool:
    return before.kind == after.kind and before.bands == after.bands
