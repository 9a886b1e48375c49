"""Changes targets of rule files in memory; the ordinary grammar reads them, and refuses wrong words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from compliance.assess import Report
from compliance.document import Mapping, Node, Scalar
from compliance.document import Sequence as NodeSequence
from compliance.errors import Place, RulesRefused
from compliance.language import text
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Card, RuleBook
from compliance.whatif.settings import Placed, refuse, requirement_and_card

TARGET = Place("--target")
"""The place of all targets that are tried."""

_TRIED = {"nb": "prøvd med --target, gjelder ikke", "en": "tried with --target, not in force"}
_WORD_LISTS = {"status", "risk"}


@dataclass(frozen=True, slots=True)
class TargetChange:
    """One `--target`: the keys of a target that are others, as a rule file writes them."""

    key: str
    changes: tuple[tuple[str, str], ...]


def read_target_change(written: str) -> TargetChange:
    """Return what `CARD=green: at least 4 %; yellow: …` says; a bound alone is of green.

    Raises:
        InputRefused: If it is not that.
    """
    key, sign, said = (part.strip() for part in written.partition("="))
    changes = []
    for part in said.split(";"):
        shape = re.fullmatch(r"\s*(?:(\w+)\s*:)?\s*(\S.*?)\s*", part)
        if shape is not None:
            changes.append((shape[1] or "green", shape[2]))
    if not sign or not key or not changes:
        refuse(
            TARGET,
            text("“{written}” is not accepted.", written=written),
            text("Write CARD=TARGET, such as “sick-leave=at most 7.5 %” or “sick-leave=green: at most 7.5 %”."),
        )  # fmt: skip
    return TargetChange(key, tuple(changes))


def card_meant(change: TargetChange, book: RuleBook) -> Card:
    """Return the card whose target is changed.

    Raises:
        InputRefused: If there is none of that name, or the requirement has none or several.
    """
    requirement, card = requirement_and_card(change.key, book, TARGET)
    if card is None:
        refuse(TARGET, text("“{name}” has no card, and so no target.", name=requirement.id))
    return card


def book_with(
    changes: Sequence[TargetChange],
    report: Report,
    folder: RuleFolder,
    rules: Path | None,
    placed: Sequence[Placed],
) -> RuleBook:
    """Return the rule book of a report with targets changed: those in force for what is judged.

    Args:
        folder: From which the rule book was read.
        placed: What is set in the submission, for it may be of other days.

    Raises:
        InputRefused: If a card is unknown, or no target of it is in force.
        RulesRefused: If a target is none; each problem says what is accepted.
    """
    book = report.plan.rule_book
    changed = RuleFolder(rules)
    for change in changes:
        card = card_meant(change, book)
        name = card.place.file.removeprefix("rules/")
        file = changed.files.get(name) or folder.files[name]
        if file is None or not isinstance(file.node, Mapping):  # it was read before
            raise AssertionError(name)
        node = file.node
        for index in sorted(_in_force(card, _days(card, report, placed))):
            node = _with_target(node, index, change, card, _names(report))
        changed.files[name] = replace(file, node=node, problems=[])
    try:
        return changed.book(book.id)
    except RulesRefused as error:
        raise RulesRefused(replace(p, place=TARGET) for p in error.problems) from None


def _days(card: Card, report: Report, placed: Sequence[Placed]) -> set[date]:
    """Return the days whose targets count: the ends of what is judged and of what is set."""
    days = {a.case.judged.period.last_day for a in report.assessments if a.case.card == card}
    days |= {p.period.last_day for p in placed if p.card == card}
    return days or {report.plan.submission.period.last_day}


def _in_force(card: Card, days: Iterable[date]) -> set[int]:
    found = {card.targets.index(t) for day in days if (t := card.target_at(day)) is not None}
    if not found:
        refuse(
            TARGET,
            text("no target of “{name}” is in force on {day}.", name=card.id, day=max(days)),
        )
    return found


def _names(report: Report) -> set[str]:
    """Return all names by which a target may be otherwise for the organisation and its locations."""
    organisation = report.plan.organisation
    places = {place.id for place in organisation.locations}
    return {organisation.id, *organisation.kinds, *places}


def _with_target(
    node: Mapping, index: int, change: TargetChange, card: Card, names: set[str]
) -> Mapping:
    """Return the card's node with keys of one target replaced, also where they are otherwise for `names`."""
    targets = node.entries["targets"]
    assert isinstance(targets, NodeSequence)  # noqa: S101  # the card was read
    target = targets.items[index]
    assert isinstance(target, Mapping)  # noqa: S101
    entries, place = dict(target.entries), target.keys["kind"]
    kind = card.targets[index].demand.kind
    inner = entries.get("target")
    for key, written in change.changes:
        value = _value(written, entries.get(key), kind, key, place)
        if kind == "each" and key != "needed" and isinstance(inner, Mapping):
            inner = _mapping({**inner.entries, key: value}, inner.keys, place)
            entries["target"] = inner
        else:
            entries[key] = value
    keys = {key for key, _ in change.changes}
    overrides = entries.get("for")
    if isinstance(overrides, Mapping):
        entries["for"] = replace(
            overrides,
            entries={
                name: _other(other, entries, keys, place) if name in names else other
                for name, other in overrides.entries.items()
            },
        )
    entries.pop("source", None)
    entries["assumed"] = _mapping({k: Scalar(v, place) for k, v in _TRIED.items()}, {}, place)
    items = (
        *targets.items[:index],
        _mapping(entries, target.keys, place),
        *targets.items[index + 1 :],
    )
    return replace(node, entries={**node.entries, "targets": replace(targets, items=items)})


def _other(other: Node, entries: dict[str, Node], keys: set[str], place: Place) -> Node:
    """Return an override with the changed keys as they are tried, where it has them."""
    if not isinstance(other, Mapping) or keys.isdisjoint(other.entries):
        return other
    kept = {k: node for k, node in other.entries.items() if k not in {"source", "assumed"}}
    return _mapping(
        {k: entries[k] if k in keys else node for k, node in kept.items()}, other.keys, place
    )


def _value(written: str, old: Node | None, kind: str, key: str, place: Place) -> Node:
    is_list = isinstance(old, NodeSequence) or (kind in _WORD_LISTS and key != "matrix")
    if not is_list:
        return Scalar(written, place)
    words = (word.strip() for word in written.split(","))
    return NodeSequence(tuple(Scalar(word, place) for word in words if word), place)


def _mapping(entries: dict[str, Node], keys: dict[str, Place], place: Place) -> Mapping:
    return Mapping(entries, {key: keys.get(key, place) for key in entries}, place)
