"""How a law is tried: how often and from which seed, and what was tried last."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True, kw_only=True)
class Attempts:
    """The attempts to break one law on one card.

    Attributes:
        examples: How many inputs are tried at most.
        seed: Where chance starts; the same seed tries the same inputs.
        drawn: The input that was tried last.
        tried: What was concluded on for it, in order.
    """

    examples: int
    seed: int
    drawn: Any = None
    tried: list[Any] = field(default_factory=list)


_CURRENT: ContextVar[Attempts | None] = ContextVar("attempts", default=None)


def current_attempts() -> Attempts | None:
    """Return the attempts that are going on, or None where the Hypothesis profile decides."""
    return _CURRENT.get()


@contextmanager
def attempting(attempts: Attempts) -> Iterator[Attempts]:
    """Have laws tried inside as the attempts say, and recorded in them."""
    token = _CURRENT.set(attempts)
    try:
        yield attempts
    finally:
        _CURRENT.reset(token)
