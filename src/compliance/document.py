"""Reads YAML and JSON files into nodes: every scalar as text, with its place.

YAML is composed here over PyYAML's event stream, because YAML's own types (`no`, `010`, `12:30`) must
not happen to figures (docs/adr/0004-yaml-as-text.md). Block style only: no tags, anchors, aliases, flow
style or second document; duplicate keys are refused.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

from compliance.errors import InputRefused, Place, Problem, near_miss
from compliance.language import Text, text

MAX_BYTES = 20_000_000
"""Larger files are refused unread."""
MAX_EXPONENT = 30
"""Numbers with larger exponents are not written out."""
MAX_DEPTH = 12
"""Deeper nesting is refused; no format of ours needs more than nine levels."""


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text.

    Attributes:
        is_number: Whether it is a JSON number, whose digits are exact as they stand.
        is_literal: Whether its lines are lines of the file, the first one below `place` (YAML's `|`).
    """

    text: str
    place: Place
    is_number: bool = False
    is_literal: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple["Node", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in order; `keys` holds the places of the keys themselves."""

    entries: dict[str, "Node"]
    keys: dict[str, Place]
    place: Place


Node = Scalar | Sequence | Mapping


class NotText(ValueError):
    """The file is not readable text of its format."""


def refuse(place: Place, what: Text, accepted: Text | None = None) -> NoReturn:
    """Raise a refusal with one problem."""
    raise InputRefused([Problem(code="not-readable", place=place, what=what, accepted=accepted)])


def read_bytes(path: Path, shown: str) -> bytes:
    """Return the content of a file that is not too large.

    Raises:
        InputRefused: If it is not there, not a file, not readable or too large.
    """
    place = Place(shown)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        near = _near_file(path)
        refuse(
            place,
            text("there is no such file."),
            text("Did you mean “{name}”?", name=near) if near else None,
        )
    except IsADirectoryError:
        refuse(place, text("this is a folder."), text("Name a file."))
    except OSError as error:
        refuse(place, text("the file cannot be read: {why}.", why=str(error.strerror)))
    if len(content) > MAX_BYTES:
        refuse(place, text("the file is larger than {n} bytes.", n=MAX_BYTES))
    return content


def _near_file(path: Path) -> str | None:
    """Return the name of a file beside `path` that was probably meant."""
    beside = {p.stem: p.name for p in path.parent.glob(f"*{path.suffix}") if p.is_file()}
    near = near_miss(path.stem, beside)
    return None if near is None else beside[near]


def decode(content: bytes, shown: str) -> str:
    """Return UTF-8 text, with or without a byte order mark.

    Raises:
        InputRefused: If it is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        refuse(
            Place(shown, line),
            text("this is not UTF-8 text."),
            text("Save the file with the encoding UTF-8."),
        )


def read_yaml(content: str, shown: str) -> Node:
    """Return the one document of a YAML text.

    Raises:
        InputRefused: If it is not YAML, or uses what we do not read.
    """
    import yaml  # not needed for JSON and CSV

    parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # by libyaml where it is there
    try:
        return _Composer(parser(content), shown, yaml).document()
    except yaml.reader.ReaderError as error:
        line = content[: error.position].count("\n") + 1
        refuse(
            Place(shown, line),
            text("there is a character here that text files do not have."),
            text("Remove it."),
        )
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        refuse(
            Place(shown, mark.line + 1 if mark else 0),
            text("the line breaks the rules of YAML: {why}.", why=str(error.problem or error)),
            text("Check indentation (spaces, no tabs) and colons; put text with a colon or “#” in a "
                 "block after “|”."),
        )  # fmt: skip
    except yaml.YAMLError as error:
        refuse(Place(shown), text("this is not YAML: {why}.", why=str(error).splitlines()[0]))


class _Composer:
    """Builds nodes from the events of one YAML stream."""

    def __init__(self, parser: Any, shown: str, yaml: Any) -> None:
        self.parser, self.shown, self.yaml = parser, shown, yaml

    def document(self) -> Node:
        yaml = self.yaml
        self.parser.get_event()
        if self.parser.check_event(yaml.StreamEndEvent):
            refuse(Place(self.shown), text("the file is empty."))
        self.parser.get_event()
        node = self.node(0)
        self.parser.get_event()
        if not self.parser.check_event(yaml.StreamEndEvent):
            mark = self.parser.peek_event().start_mark
            refuse(
                Place(self.shown, mark.line + 1),
                text("a second document begins here."),
                text("One file holds one document."),
            )
        return node

    def node(self, depth: int) -> Node:
        yaml, event = self.yaml, self.parser.get_event()
        place = Place(self.shown, event.start_mark.line + 1)
        if depth > MAX_DEPTH:
            refuse(place, text("this is nested deeper than {n} levels.", n=MAX_DEPTH))
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            refuse(
                place,
                text("anchors (&) and aliases (*) are not read."),
                text("Write the text out, or put it in quotes."),
            )
        if event.tag is not None:
            refuse(
                place,
                text("tags (!) are not read."),
                text("Remove it, or put the text in quotes."),
            )
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, place, is_literal=event.style == "|")
        if event.flow_style:
            refuse(
                place,
                text("lists in [ ] and mappings in { } are not read."),
                text("Write one entry a line."),
            )
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(tuple(self._until(yaml.SequenceEndEvent, depth)), place)
        return self._mapping(place, depth)

    def _until(self, end: type, depth: int) -> Iterator[Node]:
        while not self.parser.check_event(end):
            yield self.node(depth + 1)
        self.parser.get_event()

    def _mapping(self, place: Place, depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        while not self.parser.check_event(self.yaml.MappingEndEvent):
            key = self.node(depth + 1)
            if not isinstance(key, Scalar):
                refuse(key.place, text("a key must be plain text."))
            if key.text in entries:
                refuse(
                    key.place,
                    text("“{key}” stands twice: here and in line {line}.",
                         key=key.text, line=str(keys[key.text].line)),
                    text("Keep one of them."),
                )  # fmt: skip
            entries[key.text] = self.node(depth + 1)
            keys[key.text] = key.place
        self.parser.get_event()
        return Mapping(entries, keys, place)


class _Number(str):
    """The digits of a JSON number."""

    __slots__ = ()


class _Pairs(list[tuple[str, Any]]):
    """A JSON object with all its pairs, duplicates too."""


def read_json(content: str, shown: str) -> Node:
    """Return a JSON text as nodes; places are paths such as `answers.sick-leave.declared`.

    `true` and `false` become "yes" and "no", `null` the empty text.

    Raises:
        InputRefused: If it is not JSON, or a key stands twice.
    """

    def constant(name: str) -> NoReturn:
        refuse(Place(shown), text("{name} is not a number.", name=name))

    try:
        value = json.loads(
            content,
            parse_int=_Number,
            parse_float=_Number,
            parse_constant=constant,
            object_pairs_hook=_Pairs,
        )
    except json.JSONDecodeError as error:
        refuse(
            Place(shown, error.lineno),
            text("the line breaks the rules of JSON: {why}.", why=error.msg),
        )
    except RecursionError:
        refuse(Place(shown), text("this is nested deeper than {n} levels.", n=MAX_DEPTH))
    return _json_node(value, shown, (), count(1))


def _without_exponent(digits: str) -> str:
    """Return `1.5e3` as `1500`; what would be absurdly long stays as it is, and is no number to anyone."""
    number = Decimal(digits)
    return format(number, "f") if abs(number.adjusted()) <= MAX_EXPONENT else digits


def _json_node(value: Any, shown: str, path: tuple[str, ...], order: "count[int]") -> Node:
    place = Place(shown, order=next(order), path=".".join(path))
    if len(path) > MAX_DEPTH:
        refuse(place, text("this is nested deeper than {n} levels.", n=MAX_DEPTH))
    if isinstance(value, _Pairs):
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key, item in value:
            at = Place(shown, order=next(order), path=".".join((*path, key)))
            if key in entries:
                refuse(at, text("“{key}” stands twice.", key=key), text("Keep one of them."))
            _accept_text(key, place)
            entries[key], keys[key] = _json_node(item, shown, (*path, key), order), at
        return Mapping(entries, keys, place)
    if isinstance(value, list):
        items = enumerate(value, start=1)
        return Sequence(
            tuple(_json_node(v, shown, (*path, str(n)), order) for n, v in items), place
        )
    if isinstance(value, _Number):
        if "e" in value.lower():
            value = _without_exponent(value)
        return Scalar(str(value), place, is_number=True)
    if isinstance(value, bool):
        return Scalar("yes" if value else "no", place)
    _accept_text(value or "", place)
    return Scalar(value or "", place)


def _accept_text(written: str, place: Place) -> None:
    """Refuse half of a surrogate pair (`U+D800`): no text file can hold it."""
    if not written.isascii() and any("\ud800" <= c <= "\udfff" for c in written):
        refuse(
            place,
            text("there is a character here that text files do not have."),
            text("Remove it."),
        )


def plain(node: Node) -> Any:
    """Return the node as dicts, lists and texts, for validation against a model."""
    match node:
        case Scalar():
            return node.text
        case Sequence():
            return [plain(item) for item in node.items]
        case Mapping():
            return {key: plain(item) for key, item in node.entries.items()}


def node_at(node: Node | None, path: tuple[int | str, ...]) -> Node | None:
    """Return what `path` leads to, or None."""
    for step in path:
        if isinstance(node, Mapping):
            node = node.entries.get(str(step))
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            return None
    return node


def place_of(node: Node, path: tuple[int | str, ...], *, key: bool = False) -> Place:
    """Return the place of what `path` leads to, as far as it leads anywhere.

    With `key`, the place of the last key itself instead of its value. Steps that are not in the
    document (names of union members) are passed over.
    """
    here, place = node, node.place
    for step in path:
        if isinstance(here, Mapping) and str(step) in here.entries:
            place = here.keys[str(step)]
            here = here.entries[str(step)]
            if not key and isinstance(here, Scalar) and here.place.line == place.line:
                place = here.place
        elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
            here = here.items[step]
            place = here.place
    return place
