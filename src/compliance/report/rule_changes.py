"""What differs between two versions of rules, as lines, as Markdown and as data."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from compliance.explain import Line
from compliance.explain.card_changes import source_words
from compliance.explain.changes import ADDED, CHANGED, REMOVED, Change, Item
from compliance.explain.rule_changes import Comparison
from compliance.language import Joined, Language, Text, text, texts
from compliance.rulebook.model import Source

SCHEMA = "compliance/rules-diff@1"
_HEADINGS = {
    ("rule-book", CHANGED): text("The rule book"),
    ("rule-book", ADDED): text("Rule book added"),
    ("rule-book", REMOVED): text("Rule book removed"),
    ("organisation", CHANGED): text("Organisations changed"),
    ("organisation", ADDED): text("Organisations added"),
    ("organisation", REMOVED): text("Organisations removed"),
    ("requirement", CHANGED): text("Requirements changed"),
    ("requirement", ADDED): text("Requirements added"),
    ("requirement", REMOVED): text("Requirements removed"),
    ("check", CHANGED): text("Checks changed"),
    ("check", ADDED): text("Checks added"),
    ("check", REMOVED): text("Checks removed"),
    ("card", CHANGED): text("Cards changed"),
    ("card", ADDED): text("Cards added"),
    ("card", REMOVED): text("Cards removed"),
}


def comparison_lines(comparison: Comparison) -> Iterator[Line]:
    """Yield the comparison as lines for a terminal or a pipe."""
    yield Line(_title(comparison))
    for heading, items in _sections(comparison):
        yield Line("")
        yield Line(heading)
        for item in items:
            yield Line(text("{title} [{id}]", title=item.title, id=item.id), 1)
            for change in item.changes:
                yield Line(Told(change), 2)
                source = sources_words(change)
                if source is not None:
                    yield Line(source, 3)
    yield Line("")
    yield Line(_count(comparison))


def comparison_page(comparison: Comparison, language: Language) -> str:
    """Return the comparison as Markdown."""
    parts = [f"# {_escaped(_title(comparison), language)}", _escaped(_count(comparison), language)]
    for heading, items in _sections(comparison):
        parts.append(f"## {_escaped(heading, language)}")
        for item in items:
            parts.append(f"### {_escaped(item.title, language)} (`{item.id}`)")
            parts.append("\n".join(_bullets(item, language)))
    return "\n\n".join(part for part in parts if part) + "\n"


def comparison_as_data(comparison: Comparison, language: Language) -> dict[str, Any]:
    """Return the comparison as dicts, lists and texts; absent things are null."""
    return {
        "schema": SCHEMA,
        "before": comparison.before,
        "after": comparison.after,
        "differs": bool(comparison.items),
        "items": [
            {
                "kind": item.kind,
                "id": item.id,
                "title": language.say(item.title),
                "status": item.status,
                "rule_book": item.book if "/" in item.book else None,
                "changes": [_change(change, language) for change in item.changes],
            }
            for item in comparison.items
        ],
    }


@dataclass(frozen=True, slots=True)
class Told:
    """A change on one line."""

    change: Change

    def words(self, language: Language) -> str:
        """Return the line; of texts that are the same in this language, that they differ in another."""
        change = self.change
        if change.before is None and change.after is None:
            return language.say(text("{name}.", name=change.name))
        if change.before is None or change.after is None:
            only = change.after if change.before is None else change.before
            return language.say(text("{name}: {what}", name=change.name, what=only))
        before, after = language.say(change.before), language.say(change.after)
        if before == after:
            said = text(
                "{name}: {what} (otherwise in another language)", name=change.name, what=after
            )
        else:
            said = text("{name}: {before} → {after}", name=change.name, before=before, after=after)
        return language.say(said)


def sources_words(change: Change) -> Text | None:
    """Return where it is written, both places when they differ."""
    before, after = change.source_before, change.source_after
    if before is not None and after is not None and before != after:
        return text("Source: {before} → {after}", before=source_words(before),
                    after=source_words(after))  # fmt: skip
    source = after or before
    return None if source is None else text("Source: {source}", source=source_words(source))


def _title(comparison: Comparison) -> Text:
    return text("From {before} to {after}", before=comparison.before, after=comparison.after)


def _sections(comparison: Comparison) -> Iterator[tuple[object, list[Item]]]:
    """Yield what stands together under one heading."""
    books = {(item.kind, item.book) for item in comparison.items if item.book}
    kinds = [kind for kind, _ in books]
    for (book, kind, status), items in groupby(
        comparison.items, key=lambda i: (i.book, i.kind, i.status)
    ):
        heading: object = _HEADINGS[kind, status]
        if book and kinds.count(kind) > 1:
            heading = text("{book}: {heading}", book=book, heading=heading)
        yield heading, list(items)


def _count(comparison: Comparison) -> Text | Joined:
    items = comparison.items
    if not items and comparison.digests_differ:
        return text("No difference in the rules. The files differ in what is not compared, such as comments, "
                    "examples and the order of keys.")  # fmt: skip
    if not items:
        return text("No difference.")
    counts = [
        sum(item.kind == "requirement" and item.status == status for item in items)
        for status in (CHANGED, ADDED, REMOVED)
    ]
    cards = sum(item.kind == "card" for item in items)
    others = len(items) - sum(counts) - cards
    parts: list[object] = []
    if any(counts):
        parts.append(
            text(
                "{requirements}: {changed}, {added}, {removed}.",
                requirements=texts(
                    "{n} requirement differs", "{n} requirements differ", sum(counts)
                ),
                changed=texts("{n} changed", "{n} changed", counts[0]),
                added=texts("{n} added", "{n} added", counts[1]),
                removed=texts("{n} removed", "{n} removed", counts[2]),
            )
        )
    if cards:
        parts.append(texts("{n} card differs.", "{n} cards differ.", cards))
    if others:
        parts.append(
            texts(
                "{n} rule book, organisation or check differs.",
                "{n} rule books, organisations or checks differ.",
                others,
            )
        )
    return Joined(tuple(parts), " ")


def _bullets(item: Item, language: Language) -> Iterator[str]:
    for change in item.changes:
        yield f"- {_escaped(Told(change), language)}"
        source = sources_words(change)
        if source is not None:
            yield f"  - {_escaped(source, language)}"


def _escaped(thing: object, language: Language) -> str:
    """Return words on one line that Markdown takes as they are."""
    said = " ".join(language.say(thing).split())
    return re.sub(r"([\\`*_<>|\[\]])", r"\\\1", said)


def _change(change: Change, language: Language) -> dict[str, Any]:
    def said(thing: object | None) -> str | None:
        return None if thing is None else language.say(thing)

    return {
        "what": change.what,
        "name": language.say(change.name),
        "before": said(change.before),
        "after": said(change.after),
        "source_before": _source(change.source_before),
        "source_after": _source(change.source_after),
    }


def _source(source: Source | None) -> dict[str, str | None] | None:
    if source is None:
        return None
    return {
        "document": source.document,
        "place": source.place,
        "year": source.year,
        "url": source.url,
    }
