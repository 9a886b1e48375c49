"""Says what differs between the requirements of two rule books."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from compliance.explain.changes import CHANGED, Change, Item, added, either, lists, pair, removed
from compliance.language import Joined, text
from compliance.quantity import Unit
from compliance.rulebook.bounds import Number, bound_in_words
from compliance.rulebook.model import Content, Requirement, RuleBook


def of_requirements(old: RuleBook, new: RuleBook) -> Iterator[Item]:
    """Yield the requirements that differ: changed, added, removed, each in rule-book order."""
    renamed = _renamed(old, new)
    before = {r.id: r for r in old.requirements}
    known = {r.id: before[renamed.get(r.id, r.id)] for r in new.requirements
             if renamed.get(r.id, r.id) in before}  # fmt: skip
    moved = _moved([r.id for r in old.requirements if r in known.values()],
                   [known[r.id].id for r in new.requirements if r.id in known])  # fmt: skip
    places = [_places(book) for book in (old, new)]
    for requirement in new.requirements:
        earlier = known.get(requirement.id)
        if earlier is None:
            continue
        changes = list(_changes_of_requirement(earlier, old, requirement, new))
        if earlier.id in moved:
            changes += pair(
                "place", text("Place"), places[0][earlier.id], places[1][requirement.id]
            )
        if changes:
            yield Item("requirement", requirement.id, requirement.title, CHANGED, new.id,
                       tuple(changes))  # fmt: skip
    for requirement in new.requirements:
        if requirement.id not in known:
            facts = _requirement_facts(requirement, new)
            yield added("requirement", requirement.id, requirement.title, new.id, facts)
    kept = {r.id for r in known.values()}
    for requirement in old.requirements:
        if requirement.id not in kept:
            facts = _requirement_facts(requirement, old)
            yield removed("requirement", requirement.id, requirement.title, new.id, facts)


def _renamed(old: RuleBook, new: RuleBook) -> dict[str, str]:
    """Return the old id of each requirement that has a new one: the only ones with the same title."""
    ids = [{r.id for r in book.requirements} for book in (old, new)]
    gone = [r for r in old.requirements if r.id not in ids[1]]
    come = [r for r in new.requirements if r.id not in ids[0]]
    titles = [[r.title for r in left] for left in (gone, come)]
    once = [t for t in titles[1] if titles[0].count(t) == titles[1].count(t) == 1]
    by_title = {r.title: r.id for r in gone}
    return {r.id: by_title[r.title] for r in come if r.title in once}


def _moved(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """Return the ids that stand in another order: as few as the longest common run leaves."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    left = set(old)
    for start, _, size in matcher.get_matching_blocks():
        left -= {*old[start : start + size]}
    return left


def _places(book: RuleBook) -> dict[str, object]:
    """Return where each requirement stands, in words."""
    places: dict[str, object] = {}
    before: Requirement | None = None
    for requirement in book.requirements:
        places[requirement.id] = (
            text("first") if before is None else text("after “{title}”", title=before.title)
        )
        before = requirement
    return places


def _changes_of_requirement(
    old: Requirement, old_book: RuleBook, new: Requirement, new_book: RuleBook
) -> Iterator[Change]:
    yield from pair("id", text("Id"), old.id, new.id)
    yield from either("number", text("Number"), old.number, new.number)
    yield from pair("title", text("Title"), old.title, new.title)
    if old.goal != new.goal:
        yield from pair("goal", text("Goal"), _goal(old, old_book), _goal(new, new_book))
    if old.applies_to is None or new.applies_to is None or {*old.applies_to} != {*new.applies_to}:
        yield from pair(
            "applies-to", text("Applies to"), _whom(old, old_book), _whom(new, new_book)
        )
    if old.reported_in != new.reported_in:
        yield from pair(
            "reported-in", text("Reported in"), _report(old, old_book), _report(new, new_book)
        )
    yield from pair("form", text("Form"), _form(old), _form(new))
    for id_ in new.cards:
        if id_ not in old.cards:
            yield from _card_lines("card-added", text("Card added"), new, new_book, id_)
    for id_ in old.cards:
        if id_ not in new.cards:
            for change in _card_lines("card-removed", text("Card removed"), old, old_book, id_):
                yield change.turned()
    yield from either("choice", text("Choice"), _choice(old, old_book), _choice(new, new_book))
    yield from either(
        "answered-per", text("Answered by each"), _each(old, old_book), _each(new, new_book)
    )
    contents = [{content.id: content for content in r.contents} for r in (old, new)]
    yield from lists("content", text("Content"), contents[0], contents[1], _content)


def _requirement_facts(requirement: Requirement, book: RuleBook) -> Iterator[Change]:
    """Yield what is demanded by a requirement that the other side does not have."""
    if requirement.number is not None:
        yield Change("number", text("Number"), None, requirement.number)
    yield Change("applies-to", text("Applies to"), None, _whom(requirement, book))
    yield Change("reported-in", text("Reported in"), None, _report(requirement, book))
    if requirement.separate_form:
        yield Change("form", text("Form"), None, _form(requirement))
    for id_ in requirement.cards:
        yield from _card_lines("card", text("Card"), requirement, book, id_)
    if requirement.choice is not None:
        yield Change("choice", text("Choice"), None, _choice(requirement, book))
    if requirement.contents:
        held = Joined(tuple(_content(content) for content in requirement.contents), "; ")
        yield Change("contents", text("The answer must hold"), None, held)


def _card_lines(
    what: str, name: object, requirement: Requirement, book: RuleBook, id_: str
) -> Iterator[Change]:
    """Yield a card with its target at the end of what the requirement reports, and the source of that."""
    card = book.cards[id_]
    target = card.target_at(book.reports[requirement.reported_in].period.last_day)
    demand: object = text("no target in force") if target is None else target.demand
    said = text("{title} [{id}]: {demand}", title=card.title, id=id_, demand=demand)
    source = None if target is None else target.source
    yield Change(what, name, None, said, None, source)


def _goal(requirement: Requirement, book: RuleBook) -> object:
    return next((g.title for g in book.goals if g.id == requirement.goal), requirement.goal)


def _whom(requirement: Requirement, book: RuleBook) -> object:
    if requirement.applies_to is None:
        return text("not stated")
    return book.named(requirement.applies_to)


def _report(requirement: Requirement, book: RuleBook) -> object:
    report = book.reports[requirement.reported_in]
    return text("{name} ({id})", name=report.title, id=report.id)


def _form(requirement: Requirement) -> object:
    return text("a form of its own") if requirement.separate_form else text("this report")


def _choice(requirement: Requirement, book: RuleBook) -> object | None:
    choice = requirement.choice
    if choice is None:
        return None
    kind, low, high = book.named([choice.location_kind]), choice.low, choice.high
    said: object = (
        text("Each {kind} answers at least {low} of these cards.", kind=kind, low=low)
        if high is None
        else text(
            "Each {kind} answers {low} to {high} of these cards.", kind=kind, low=low, high=high
        )
    )
    return _meant(said, requirement)


def _each(requirement: Requirement, book: RuleBook) -> object | None:
    """Return the kind of location each of which must answer."""
    if requirement.answer_per is None:
        return None
    return _meant(book.named([requirement.answer_per]), requirement)


def _meant(said: object, requirement: Requirement) -> object:
    """Return something said of a kind of location, with the places of it that are meant."""
    chosen = requirement.chosen_locations
    if chosen is None:
        return said
    return Joined((said, text("Meant are {names}.", names=Joined(chosen))), " ")


def _content(content: Content) -> object:
    only: object = text(" (when it is not green)") if content.when_not_green else ""
    if content.when is not None:
        value = Number(content.when.number, content.unit or Unit.COUNT)
        only = text(" (when it is {bound})", bound=bound_in_words(content.when.relation, value))
    return Joined((content.title, only), "")
