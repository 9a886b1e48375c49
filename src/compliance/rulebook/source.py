"""Rule files while they are read: their nodes, their shape, and the problems found so far."""

import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from compliance.document import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    decode,
    node_at,
    place_of,
    plain,
    read_bytes,
    read_yaml,
)
from compliance.errors import InputRefused, Place, Problem, Unreadable, one_of
from compliance.language import Text, text, texts
from compliance.rulebook.blanks import BLANK, blanks_in

_T = TypeVar("_T")
_Model = TypeVar("_Model", bound=BaseModel)
_Path = tuple[int | str, ...]


@dataclass
class RuleFile:
    """One rule file while it is read."""

    name: str
    node: Node
    digest: str
    problems: list[Problem] = field(default_factory=list)

    def at(self, *path: int | str) -> Place:
        """Return the place of what `path` leads to."""
        return place_of(self.node, path)

    def problem(self, path: _Path, what: Text, accepted: Text | None = None) -> None:
        """Note a problem at `path`."""
        self.problems.append(
            Problem(code="invalid-rule", place=self.at(*path), what=what, accepted=accepted)
        )

    def accept_new(self, path: _Path, name: str, taken: dict[str, int]) -> None:
        """Note a name that stands twice; `taken` holds the line of each one, without case."""
        key = name.strip().casefold()
        if key in taken:
            self.problem(
                path,
                text(
                    "“{name}” stands twice, also in line {line}.", name=name, line=str(taken[key])
                ),
                text("Give each one its own name."),
            )
        taken[key] = self.at(*path).line

    def accept_spellings(
        self, path: _Path, id_: str, also: Iterable[str], taken: dict[str, int]
    ) -> None:
        """Note an id under `path`, or another spelling of it, that stands twice."""
        self.accept_new((*path, "id"), id_, taken)
        for n, name in enumerate(also):
            self.accept_new((*path, "also", n), name, taken)

    def attempt(self, path: _Path, reader: Callable[..., _T], *given: object) -> _T | None:
        """Return what `reader` makes of what was given, or None after noting why it could not."""
        try:
            return reader(*given)
        except Unreadable as error:
            name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
            what = text("{key}: {what}", key=name, what=error.what) if name else error.what
            self.problem(path, what, error.accepted)
            return None

    def into(self, model: type[_Model]) -> _Model | None:
        """Return the file's content as `model`, or None after noting all that does not fit."""
        shape, problems = into(self.node, model, code="invalid-rule")
        self.problems.extend(problems)
        return shape


def open_rule_file(path: Path, name: str) -> RuleFile:
    """Return a rule file; `name` is how messages call it.

    Raises:
        InputRefused: If it cannot be read as YAML, or has blanks: with a problem for each.
    """
    content = read_bytes(path, name)
    node = read_yaml(decode(content, name), name)
    blanks = list(blanks_in(node)) if BLANK.encode() in content else []
    if blanks:
        raise InputRefused(blanks)
    return RuleFile(name, node, hashlib.sha256(content).hexdigest())


def into(node: Node, model: type[_Model], *, code: str) -> tuple[_Model | None, list[Problem]]:
    """Return a node's content as `model`, or None and every problem with its place."""
    try:
        return model.model_validate(plain(node)), []
    except ValidationError as error:
        problems = [
            _problem(node, kind, loc, ctx, model, code)
            for kind, loc, ctx in _without_echoes(node, error)
        ]
        return None, list(dict.fromkeys(problems))


_Error = tuple[str, _Path, dict[str, object]]
_BEST = ("string_too_short", "dict_type", "model_type", "list_type", "literal_error", "string_type")


def _without_echoes(node: Node, error: ValidationError) -> list[_Error]:
    """Return kind, path and context of each error, once where something may take several shapes.

    There pydantic names every shape that does not fit; a shape is a step that the document does not have.
    """
    errors = error.errors(include_url=False, include_input=False)
    found = [(e["type"], e["loc"], e.get("ctx", {})) for e in errors]
    paths = {_in_document(node, loc, kind) for kind, loc, _ in found}
    kept: list[_Error] = []
    shapes: dict[_Path, _Error] = {}
    for kind, loc, ctx in found:
        path = _in_document(node, loc, kind)
        if kind not in _BEST or path == loc or loc[-1:] == path[-1:]:
            kept.append((kind, loc, ctx))
        elif not any(len(other) > len(path) and other[: len(path)] == path for other in paths):
            best = shapes.get(path)
            if best is None or _BEST.index(kind) < _BEST.index(best[0]):
                shapes[path] = (kind, path, ctx)
    return [*kept, *shapes.values()]


def _in_document(node: Node, loc: _Path, kind: str) -> _Path:
    """Return the steps of a path that the document has, and the last one if that is what is missing."""
    here = node
    path: list[int | str] = []
    for number, step in enumerate(loc, start=1):
        if isinstance(here, Mapping) and str(step) in here.entries:
            here = here.entries[str(step)]
        elif isinstance(here, Sequence) and isinstance(step, int) and step < len(here.items):
            here = here.items[step]
        elif number < len(loc) or kind != "missing":
            continue
        path.append(step)
    return tuple(path)


def _problem(
    node: Node, kind: str, loc: _Path, ctx: dict[str, object], model: type[BaseModel], code: str
) -> Problem:
    """Return our words for one of pydantic's."""
    steps = _in_document(node, loc, kind)  # without the names of union members
    name = str(steps[-1]) if steps else ""
    listed = next((step for step in reversed(steps) if isinstance(step, str)), "")
    place = place_of(node, loc, key=kind == "extra_forbidden")
    accepted: Text | None = None
    match kind:
        case "missing":
            place = place_of(node, loc[:-1])
            what, accepted = _missing(node, loc)
        case "extra_forbidden":
            what = text("“{key}” is not a key here.", key=name)
            accepted = one_of(_keys(model, loc[:-1]), name)
        case "literal_error" | "union_tag_invalid":
            found = _found(node, loc if kind == "literal_error" else (*loc, "kind"))
            known = str(ctx.get("expected") or ctx.get("expected_tags", ""))
            names = [one or other for one, other in re.findall(r"'([^']*)'|\"([^\"]*)\"", known)]
            name = name if kind == "literal_error" else "kind"
            place = place_of(node, loc if kind == "literal_error" else (*loc, "kind"))
            what = text("{key} is “{found}”.", key=name, found=found)
            accepted = one_of(names, found)
        case "union_tag_not_found":
            what = text("“{key}” is missing.", key="kind")
        case "string_type":
            if steps and isinstance(steps[-1], int):
                what = text("each entry of “{key}” must be text.", key=listed)
                if isinstance(node_at(node, steps), Mapping):
                    accepted = text("If there is a colon in it, put it in quotes.")
            else:
                what = text("“{key}” must be text.", key=listed)
        case "list_type":
            what = text("“{key}” must be a list.", key=name)
            accepted = text("Write each entry on a line of its own after “- ”.")
        case "dict_type" | "model_type" if not steps:
            what = text("the file must hold keys with values.")
        case "dict_type" | "model_type" | "model_attributes_type" if isinstance(steps[-1], int):
            what = text("each entry of “{key}” must hold keys with values.", key=listed)
        case "dict_type" | "model_type" | "model_attributes_type":
            what = text("“{key}” must hold keys with values.", key=name)
        case "string_too_short":
            what = (
                text("“{key}” is empty.", key=name)
                if name == listed
                else text("an entry of “{key}” is empty.", key=listed)
            )
        case "too_short":
            what = texts(
                "“{key}” needs at least {n} entry.",
                "“{key}” needs at least {n} entries.",
                int(str(ctx.get("min_length", 1))),
                key=name,
            )
        case _:
            what = text("“{key}” does not fit here.", key=name)
    return Problem(code=code, place=place, what=what, accepted=accepted)


def _missing(node: Node, path: _Path) -> tuple[Text, Text | None]:
    """Return what is missing, and where the same text stands in the other language."""
    *above, key = _in_document(node, path, "missing")
    other = {"nb": "en", "en": "nb"}.get(str(key))
    if other is None or not isinstance(node_at(node, (*above, other)), Scalar):
        return text("“{key}” is missing.", key=str(key)), None
    return missing_translation(str(key), other, place_of(node, (*above, other)))


def missing_translation(key: str, other: str, place: Place) -> tuple[Text, Text]:
    """Return that a text stands in one language only, and what to do."""
    what = text("“{key}” is missing; “{other}” stands in line {line}.", key=key, other=other,
                line=str(place.line))  # fmt: skip
    return what, text("Write the text in both languages.")


def _found(node: Node, path: _Path) -> str:
    for step in path:
        if isinstance(node, Mapping) and str(step) in node.entries:
            node = node.entries[str(step)]
        elif not isinstance(node, Mapping | Scalar) and isinstance(step, int):
            node = node.items[step]
    return node.text if isinstance(node, Scalar) else ""


def _keys(model: type[BaseModel], path: _Path) -> list[str]:
    """Return the keys that are accepted where `path` leads to in `model`."""
    here: list[type[BaseModel]] = [model]
    for step in path:
        if not isinstance(step, str):
            continue
        inner = [
            m
            for one in here
            for name, info in one.model_fields.items()
            if (info.alias or name) == step
            for m in models_in(info.annotation)
        ]
        tagged = [m for m in here if step in _tags(m)]
        here = inner or tagged or here
    return [info.alias or name for one in here for name, info in one.model_fields.items()]


def _tags(model: type[BaseModel]) -> tuple[str, ...]:
    kind = model.model_fields.get("kind")
    return getattr(kind.annotation, "__args__", ()) if kind else ()


def models_in(annotation: object) -> list[type[BaseModel]]:
    """Return the models that an annotation such as `list[A | B]` mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for part in getattr(annotation, "__args__", ()) for m in models_in(part)]
