"""Runs what a rule folder says of itself, one result at a time: examples of cards, and laws of cards."""

import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from time import perf_counter_ns
from typing import TYPE_CHECKING

from compliance.engine import EngineFault
from compliance.errors import ComplianceError, Problem
from compliance.rulebook.model import Card
from compliance.testing.attempts import Attempts, attempting
from compliance.testing.example_entry import Entry, entry_of
from compliance.testing.examples import check_examples
from compliance.testing.trial import Trial

if TYPE_CHECKING:
    from compliance.testing.laws import Law

FIRST_SEED = 1
"""Where chance starts unless told, so that every run tries the same."""
_MOST_ENTRIES = 3
_BREAKING = (
    AssertionError,
    AttributeError,
    ArithmeticError,
    ComplianceError,
    EngineFault,
    LookupError,
    TypeError,
    ValueError,
)
"""What a law ends in that does not hold: a conclusion is wrong, or there is none."""
_OF_HYPOTHESIS = ("Failing test case", "Falsifying example", "Draw ", "Explanation", "You can ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """A law that does not hold for a card.

    Attributes:
        law: Its name.
        entries: The smallest answers found that break it.
        said: What the law noted of them, for programmers.
    """

    law: str
    seed: int
    entries: tuple[Entry, ...]
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The result of one example, or of one law from one seed.

    Attributes:
        name: What build servers call it.
        law: Its name; None for an example.
        problems: What is wrong with the example.
        broken: How the law is broken.
    """

    card: Card
    name: str
    law: str | None = None
    milliseconds: int
    problems: tuple[Problem, ...] = ()
    broken: Broken | None = None

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems and self.broken is None


def example_results(card: Card) -> Iterator[Result]:
    """Yield the result of each example of a card."""
    for example in card.examples:
        start = perf_counter_ns()
        problems = tuple(check_examples(replace(card, examples=(example,))))
        yield Result(
            card=card,
            name=f"example in line {example.place.line}",
            milliseconds=_milliseconds_since(start),
            problems=problems,
        )


def law_results(card: Card, examples: int, seeds: Sequence[int]) -> Iterator[Result]:
    """Yield the result of each law that says something about a card, from each seed.

    Raises:
        ImportError: If Hypothesis is not installed.
    """
    from compliance.testing.laws import laws_for

    for law in laws_for(card):
        for seed in seeds:
            start = perf_counter_ns()
            broken = try_law(law, card, Attempts(examples=examples, seed=seed))
            yield Result(
                card=card,
                name=law.__name__ if len(seeds) == 1 else f"{law.__name__}, seed {seed}",
                law=law.__name__,
                milliseconds=_milliseconds_since(start),
                broken=broken,
            )


def _milliseconds_since(start: int) -> int:
    return (perf_counter_ns() - start) // 10**6


def try_law(law: "Law", card: Card, attempts: Attempts) -> Broken | None:
    """Return how a law is broken by a card, or None when no attempt breaks it.

    Raises:
        ImportError: If Hypothesis is not installed.
    """
    from hypothesis.errors import HypothesisException

    try:
        with attempting(attempts), warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Hypothesis' advice to programmers
            law(card)
    except (*_BREAKING, HypothesisException) as error:
        return Broken(
            law=law.__name__,
            seed=attempts.seed,
            entries=_entries(attempts, card),
            said=_said(error),
        )
    return None


def _said(error: Exception) -> tuple[str, ...]:
    """Return the error, unless it is a bare assertion, and the notes of the law without Hypothesis' own."""
    kind = () if isinstance(error, AssertionError) else (f"{type(error).__name__}: {error}",)
    notes = (str(note) for note in getattr(error, "__notes__", ()))
    return (*kind, *(note for note in notes if not note.startswith(_OF_HYPOTHESIS)))


def _entries(attempts: Attempts, card: Card) -> tuple[Entry, ...]:
    """Return what was tried last, written as examples of the card; of several in a row the last one."""
    tried: list[Trial] = attempts.tried
    if isinstance(attempts.drawn, list):
        tried = tried[-1:]
    of_one_unit = [t for t in tried if t.card.unit is card.unit] or tried[:1]
    entries: list[Entry] = []
    for trial in of_one_unit:
        entry = entry_of(trial, card)
        if all(entry.content != other.content for other in entries):
            entries.append(entry)
    return tuple(entries[:_MOST_ENTRIES])
