"""Says what differs between two versions of rules: one item for each thing that was added, removed or changed.

Nothing that decides a colour or a finding is passed over: what cannot be said in a word is told as
written differently.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from compliance.explain.card_changes import card_facts, changes_of_card, judged_in
from compliance.explain.changes import CHANGED, Change, Item, added, either, lists, pair, removed
from compliance.explain.requirement_changes import of_requirements
from compliance.language import Joined, text
from compliance.rulebook.checks import Check
from compliance.rulebook.model import (
    Goal,
    Organisation,
    ReportForm,
    RuleBook,
)
from compliance.rulebook.sameness import bare, same
from compliance.rulebook.sides import Side

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two sides.

    Attributes:
        before, after: The sides as the user named them.
        items: By rule book and then by kind; changed, added, removed; each in rule-book order.
        digests_differ: Whether some file that the rule books are read from differs, be it in a comment.
    """

    before: str
    after: str
    items: tuple[Item, ...]
    digests_differ: bool


def compare(before: Side, after: Side) -> Comparison:
    """Return what differs between two sides of a kind."""
    if before.is_book:
        (old,), (new,) = before.books.values(), after.books.values()
        items = [*_of_books(old, new), *_of_two_years(old, new), *_of_checks(old, new)]
    else:
        items = list(_of_folders(before, after))
    digests = [[book.digest for book in side.books.values()] for side in (before, after)]
    return Comparison(before.name, after.name, tuple(_once(items)), digests[0] != digests[1])


def _once(items: Iterable[Item]) -> Iterator[Item]:
    """Yield each item once: organisations and checks are told of by every rule book that has them."""
    seen: set[object] = set()
    for item in items:
        key = bare(replace(item, title=""))
        if key not in seen:
            seen.add(key)
            yield item


def _of_folders(before: Side, after: Side) -> Iterator[Item]:
    for id_ in sorted({*before.books, *after.books}):
        old, new = before.books.get(id_), after.books.get(id_)
        if old is not None and new is not None:
            yield from _of_books(old, new)
        elif new is not None:
            yield added("rule-book", id_, new.title, id_, _book_facts(new))
        elif old is not None:
            yield removed("rule-book", id_, old.title, id_, _book_facts(old))
    books = (*before.books.values(), *after.books.values())
    kinds = {name: words for book in books for name, words in book.kinds.items()}
    changes = {
        id_: tuple(changes_of_card(before.cards[id_], card, kinds))
        for id_, card in after.cards.items()
        if id_ in before.cards
    }
    for id_ in sorted(changes):
        if changes[id_]:
            yield Item("card", id_, after.cards[id_].title, CHANGED, "", changes[id_])
    for id_ in sorted({*after.cards} - {*before.cards}):
        yield added("card", id_, after.cards[id_].title, "", card_facts(after.cards[id_], kinds))
    for id_ in sorted({*before.cards} - {*after.cards}):
        yield removed(
            "card", id_, before.cards[id_].title, "", card_facts(before.cards[id_], kinds)
        )
    for id_ in sorted({*before.books} & {*after.books}):
        yield from _of_checks(before.books[id_], after.books[id_])


def _of_two_years(old: RuleBook, new: RuleBook) -> Iterator[Item]:
    """Yield what is judged otherwise of the cards that both rule books list."""
    for id_, card in new.cards.items():
        if id_ in old.cards:
            changes = tuple(judged_in(old.cards[id_], old, card, new))
            if changes:
                yield Item("card", id_, card.title, CHANGED, new.id, changes)


# One rule book


def _of_books(old: RuleBook, new: RuleBook) -> Iterator[Item]:
    changes = tuple(_changes_of_book(old, new))
    if changes:
        yield Item("rule-book", new.id, new.title, CHANGED, new.id, changes)
    yield from _of_organisations(old, new)
    yield from of_requirements(old, new)


def _changes_of_book(old: RuleBook, new: RuleBook) -> Iterator[Change]:
    yield from pair("title", text("Title"), old.title, new.title)
    yield from pair("valid", text("Valid"), _valid(old), _valid(new))
    yield from lists("report", text("Report"), old.reports, new.reports, _report_words)
    goals = [{goal.id: goal for goal in book.goals} for book in (old, new)]
    yield from lists("goal", text("Goal"), goals[0], goals[1], _goal_words)


def _book_facts(book: RuleBook) -> Iterator[Change]:
    names = tuple(text("{title} [{id}]", title=r.title, id=r.id) for r in book.requirements)
    yield Change("requirements", text("Requirements"), None, Joined(names, "; "))


def _valid(book: RuleBook) -> object:
    return text("from {first} through {last}", first=book.valid_from, last=book.valid_to - _DAY)


def _report_words(report: ReportForm) -> object:
    colours = text("colours are forecasts") if report.forecast else text("colours are results")
    parts: list[object] = [report.title, report.period, colours]
    if report.asks_summary:
        parts.append(text("with a summary"))
    return Joined(tuple(parts))


def _goal_words(goal: Goal) -> object:
    return goal.title


# Organisations and checks


def _of_organisations(old: RuleBook, new: RuleBook) -> Iterator[Item]:
    authority = new.id.partition("/")[0]
    before = {o.id: o for o in old.organisations}
    come = []
    for organisation in new.organisations:
        earlier = before.get(organisation.id)
        facts = _organisation_facts(organisation, new)
        if earlier is None:
            come.append(added("organisation", organisation.id, organisation.name, authority, facts))
            continue
        changes = [*pair("title", text("Title"), earlier.name, organisation.name)]
        changes += _changed_facts(_organisation_facts(earlier, old), facts)
        if changes:
            yield Item("organisation", organisation.id, organisation.name, CHANGED, authority,
                       tuple(changes))  # fmt: skip
    yield from come
    left = {*before} - {o.id for o in new.organisations}
    for id_, organisation in before.items():
        if id_ in left:
            facts = _organisation_facts(organisation, old)
            yield removed("organisation", id_, organisation.name, authority, facts)


def _organisation_facts(organisation: Organisation, book: RuleBook) -> list[Change]:
    facts = [Change("kinds", text("Kinds"), None, book.named(organisation.kinds))]
    if organisation.also:
        facts.append(Change("also", text("Also called"), None, Joined(organisation.also)))
    for place in organisation.locations:
        said = Joined((book.named([place.kind]), *place.also))
        label = text("Location {name}", name=place.id)
        facts.append(Change(f"location {place.id}", label, None, said))
    return facts


def _changed_facts(old: Sequence[Change], new: Sequence[Change]) -> Iterator[Change]:
    """Yield the facts that differ, each held against the one of the same name."""
    before, after = ({fact.what: fact for fact in facts} for facts in (old, new))
    for what in dict.fromkeys([*after, *before]):
        earlier, later = before.get(what), after.get(what)
        name = (later or before[what]).name
        yield from either(
            what.partition(" ")[0], name,
            None if earlier is None else earlier.after, None if later is None else later.after,
        )  # fmt: skip


def _of_checks(old: RuleBook, new: RuleBook) -> Iterator[Item]:
    before, after = ({c.id: c for c in book.checks} for book in (old, new))
    for id_, check in after.items():
        if id_ in before and not same(before[id_], check):
            changes = tuple(_changes_of_check(before[id_], check))
            yield Item("check", id_, check.code, CHANGED, "", changes)
    for id_, check in after.items():
        if id_ not in before:
            yield added("check", id_, check.code, "", _check_facts(check))
    for id_, check in before.items():
        if id_ not in after:
            yield removed("check", id_, check.code, "", _check_facts(check))


def _changes_of_check(old: Check, new: Check) -> Iterator[Change]:
    yield from pair("severity", text("Severity"), old.severity.value, new.severity.value)
    yield from pair("message", text("Message"), old.say, new.say)
    if not same(replace(old, severity=new.severity, say=new.say), new):
        yield Change("check", text("The check is written differently"), None, None)


def _check_facts(check: Check) -> Iterable[Change]:
    return [
        Change("severity", text("Severity"), None, check.severity.value),
        Change("message", text("Message"), None, check.say),
    ]
