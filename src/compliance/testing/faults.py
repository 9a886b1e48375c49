"""Seeded single faults: one thing is changed in a submission without findings, and one code must find it there."""

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from compliance.assess import assess, conclude
from compliance.engine import Engine
from compliance.findings import Finding
from compliance.rulebook.loader import RuleFolder
from compliance.submission.model import Submission
from compliance.submission.reader import submission_of
from compliance.testing.trial import node_of

Path_ = tuple[str, ...]
"""The keys that lead to a place of a document; items of lists are counted from 1."""
FILE, FILE_BEFORE = "report.json", "earlier.json"


@dataclass(frozen=True, slots=True)
class Documents:
    """A submission and the one before it, as dicts, lists and texts."""

    now: dict[str, Any]
    earlier: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong, and what must be found.

    Attributes:
        says: What is changed, in a few words.
        code: The check that must find it, once.
        place: Where it must be found: keys from the top of the submission.
        edits: The one change. Several only where one thing stands in several places.
        in_earlier: Whether the earlier submission is changed, not this one.
        compared: Whether the earlier submission is given.
        companions: Other codes that cannot but follow from the same change.
    """

    says: str
    code: str
    place: Path_
    edits: tuple["Edit", ...]
    in_earlier: bool = False
    compared: bool = False
    companions: frozenset[str] = field(default_factory=frozenset)

    def seeded_in(self, documents: Documents) -> Documents:
        """Return the documents with the fault in them; the given ones stay as they are."""
        made = deepcopy(documents)
        for edit in self.edits:
            edit(made.earlier if self.in_earlier else made.now)
        return made


Edit = Callable[[dict[str, Any]], None]


def put(*path: str, value: Any) -> Edit:
    """Return the edit that puts a value there, whether something stood there or not."""

    def edit(document: dict[str, Any]) -> None:
        parent = _at(document, path[:-1])
        parent[_key(parent, path[-1])] = value

    return edit


def drop(*path: str) -> Edit:
    """Return the edit that removes what stands there.

    Raises:
        KeyError: When nothing does.
    """

    def edit(document: dict[str, Any]) -> None:
        parent = _at(document, path[:-1])
        del parent[_key(parent, path[-1])]

    return edit


def swap(*path: str, old: str, new: str) -> Edit:
    """Return the edit that replaces words of a text, which must stand there once.

    Raises:
        ValueError: When they do not.
    """

    def edit(document: dict[str, Any]) -> None:
        parent = _at(document, path[:-1])
        key = _key(parent, path[-1])
        if parent[key].count(old) != 1:
            raise ValueError(f"“{old}” does not stand once in {' / '.join(path)}")
        parent[key] = parent[key].replace(old, new)

    return edit


def rename(*path: str, to: str) -> Edit:
    """Return the edit that gives a key another name, in the same place among the others."""

    def edit(document: dict[str, Any]) -> None:
        parent = _at(document, path[:-1])
        if path[-1] not in parent:
            raise KeyError(path[-1])
        entries = {to if key == path[-1] else key: value for key, value in parent.items()}
        parent.clear()
        parent.update(entries)

    return edit


def _at(document: Any, path: Iterable[str]) -> Any:
    for key in path:
        document = document[_key(document, key)]
    return document


def _key(parent: Any, key: str) -> str | int:
    return int(key) - 1 if isinstance(parent, list) else key


def read(content: Mapping[str, Any], file: str = FILE, folder: Path | None = None) -> Submission:
    """Return the submission that a document makes up.

    Args:
        folder: Where its attachments would lie; None when nobody can tell.
    """
    return submission_of(node_of(content, file), file=file, digest="", folder=folder)


def findings_in(
    documents: Documents,
    rules: RuleFolder,
    evaluator: Engine,
    *,
    compared: bool,
    folder: Path | None = None,
) -> tuple[Finding, ...]:
    """Return what is found in a submission, held against the earlier one when `compared`."""
    made = read(documents.now, FILE, folder)
    earlier = []
    if compared:
        before = read(documents.earlier, FILE_BEFORE)
        earlier = [conclude(rules.book(before.rule_book), before, evaluator)]
    return assess(rules.book(made.rule_book), made, evaluator, earlier=earlier).findings


def stands_at(path: Path_) -> str:
    """Return the place of keys as a finding writes it."""
    return f"{FILE}, {'.'.join(path)}" if path else FILE
