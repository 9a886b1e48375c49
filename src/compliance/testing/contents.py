"""Answers as dicts, lists and texts: what nodes of a document hold."""

from collections.abc import Iterator, Mapping
from typing import Any

from compliance import document
from compliance.document import Node, Scalar
from compliance.period import Period


def content_of(node: Node) -> Any:
    """Return what a node holds, as dicts, lists and texts."""
    match node:
        case Scalar(text=text):
            return text
        case document.Sequence(items=items):
            return [content_of(item) for item in items]
        case _:
            return {key: content_of(value) for key, value in node.entries.items()}


def periods_in(content: Mapping[str, Any]) -> Iterator[Period]:
    """Yield the periods of the values of an answer."""
    for name in content.get("values", {}):
        yield Period.parse(name)
    for below in content.get("by", {}).values():
        yield from periods_in(below)
