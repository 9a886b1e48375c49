"""Tells whether two parts of rules mean the same, wherever they stand."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass

from compliance.errors import Place


def bare(thing: object) -> object:
    """Return a thing for comparison: all that it holds except its places; mappings keep their order."""
    if isinstance(thing, Place):
        return None
    if is_dataclass(thing) and not isinstance(thing, type):
        held = tuple(bare(getattr(thing, field.name)) for field in fields(thing))
        return (type(thing).__name__, *held)
    if isinstance(thing, Mapping):
        return tuple((bare(key), bare(value)) for key, value in thing.items())
    if isinstance(thing, tuple | list):
        return tuple(bare(part) for part in thing)
    return thing


def same(one: object, other: object) -> bool:
    """Whether both mean the same."""
    return bare(one) == bare(other)
