"""What a comparison of rules is told in: items, each with its changes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from compliance.language import text
from compliance.rulebook.model import Source
from compliance.rulebook.sameness import same

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
NONE = text("none")
_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise; of what was added or removed, one thing that it says.

    Attributes:
        what: A word for machines.
        name: The same in words.
        before, after: To be said in words; None where there is nothing on that side.
        source_before, source_after: Where it is written.
    """

    what: str
    name: object
    before: object | None
    after: object | None
    source_before: Source | None = None
    source_after: Source | None = None

    def turned(self) -> "Change":
        """Return the change with its sides exchanged."""
        return replace(self, before=self.after, after=self.before, source_before=self.source_after,
                       source_after=self.source_before)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """A rule book, organisation, requirement, card or check that was added, removed or changed.

    Attributes:
        kind: "rule-book", "organisation", "requirement", "card" or "check".
        status: "added", "removed" or "changed".
        book: The rule book that it is told of; of an organisation the authority; "" for checks, and for cards of
            a whole folder.
    """

    kind: str
    id: str
    title: object
    status: str
    book: str
    changes: tuple[Change, ...]


def added(kind: str, id_: str, title: object, book: str, facts: Iterable[Change]) -> Item:
    """Return an item that only the later side has."""
    return Item(kind, id_, title, ADDED, book, tuple(facts))


def removed(kind: str, id_: str, title: object, book: str, facts: Iterable[Change]) -> Item:
    """Return an item that only the earlier side has; its facts are given as of an added one."""
    return Item(kind, id_, title, REMOVED, book, tuple(fact.turned() for fact in facts))


def pair(
    what: str,
    name: object,
    before: object | None,
    after: object | None,
    sources: tuple[Source | None, Source | None] = (None, None),
) -> Iterator[Change]:
    """Yield the change from one to the other, or nothing when they are the same."""
    if not same(before, after):
        yield Change(what, name, before, after, *sources)


def either(
    what: str, name: object, before: object | None, after: object | None
) -> Iterator[Change]:
    """Yield the same of something that may be there or not, which is said as "none"."""
    yield from pair(
        what, name, NONE if before is None else before, NONE if after is None else after
    )


def lists(
    what: str,
    name: object,
    old: Mapping[str, _Thing],
    new: Mapping[str, _Thing],
    words: Callable[[_Thing], object],
) -> Iterator[Change]:
    """Yield what was changed in, added to and removed from a list of things with names."""

    def said(id_: str, thing: _Thing) -> object:
        return text("{what} [{id}]", what=words(thing), id=id_)

    for id_, thing in new.items():
        if id_ not in old:
            label = text("{name} added", name=name)
            yield Change(f"{what}-added", label, None, said(id_, thing))
        elif not same(old[id_], thing):
            yield Change(what, name, said(id_, old[id_]), said(id_, thing))
    for id_, thing in old.items():
        if id_ not in new:
            yield Change(
                f"{what}-removed", text("{name} removed", name=name), said(id_, thing), None
            )
