"""`compliance rules test`: the examples of cards, and with --properties the laws that every card keeps."""

import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from multiprocessing import Pool
from pathlib import Path

from compliance.cli.lookup import NotFound, find_card, not_accepted
from compliance.cli.streams import complain, complain_of, replace_file, write
from compliance.errors import RulesRefused
from compliance.language import Language, text
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Card
from compliance.testing.suite import FIRST_SEED, Result, example_results, law_results
from compliance.testing.told import lines_of

EXAMPLES = 100
"""How many inputs are tried on each law unless told."""
_REFUSED = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is to be tested.

    Attributes:
        card: The only card, or None for all.
        properties: Whether laws are tried.
        examples: How many inputs are tried on each law at most; None when not told.
        seeds: Where chance starts; every law is tried from each.
        junit: A file to write the results to.
    """

    card: str | None = None
    properties: bool = False
    examples: int | None = None
    seeds: tuple[int, ...] = ()
    junit: Path | None = None


def run_test(folder: Path | None, asked: Asked, language: Language) -> int:
    """Print what fails and how many passed; return 0 when all do, 1 when not, 2 when nothing can be tested."""
    try:
        _accept(asked)
        cards = _cards(RuleFolder(folder), asked.card)
    except RulesRefused as error:
        complain_of(error.problems, language)
        return _REFUSED
    except NotFound as error:
        error.complain(language)
        return _REFUSED
    results = _with_progress(cards, asked, language)
    for result in results:
        for line in lines_of(result, language):
            write(line)
    _summarise(results, asked, language)
    if asked.junit is not None and not _written(asked.junit, results, language):
        return _REFUSED
    return 0 if all(result.passed for result in results) else 1


def _accept(asked: Asked) -> None:
    """Refuse options that would do nothing, and laws where they cannot be tried."""
    if asked.examples is not None and asked.examples < 1:
        raise NotFound(
            text("--examples: {n} is too small. Write 1 or a larger number.", n=asked.examples)
        )
    for option, given in (
        ("--examples", asked.examples is not None),
        ("--seed", bool(asked.seeds)),
    ):
        if given and not asked.properties:
            raise NotFound(text("{option} goes together with --properties.", option=option))
    if asked.junit is not None and (
        asked.junit.is_dir() or not asked.junit.absolute().parent.is_dir()
    ):
        raise NotFound(
            text("--junit: {file} cannot be written: there is no such folder, or it is one.",
                 file=str(asked.junit))
        )  # fmt: skip
    if asked.properties and find_spec("hypothesis") is None:
        raise NotFound(
            text("--properties needs Hypothesis. Install it with “pip install hypothesis”.")
        )


def _cards(folder: RuleFolder, name: str | None) -> list[Card]:
    """Return the cards to test.

    Raises:
        RulesRefused: If some rule file is invalid.
        NotFound: If there is no card of that name.
    """
    problems = folder.lint()
    if problems:
        raise RulesRefused(problems)
    cards = list(folder.cards())
    if name is None:
        return cards
    card = find_card(name, folder)
    if card is None:
        raise not_accepted("--card", name, [known.id for known in cards])
    return [card]


def _with_progress(cards: Sequence[Card], asked: Asked, language: Language) -> list[Result]:
    """Return every result; on a terminal a bar tells how far it is."""
    if not sys.stderr.isatty():
        return [result for of_card in _by_card(cards, asked) for result in of_card]
    from rich.console import Console
    from rich.progress import Progress

    results: list[Result] = []
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(language.say(text("Testing cards")), total=len(cards))
        for of_card in _by_card(cards, asked):
            results += of_card
            progress.advance(bar)
    return results


def _by_card(cards: Sequence[Card], asked: Asked) -> Iterator[list[Result]]:
    """Yield the results of each card, in order; laws of several cards are tried on all processors."""
    results_of = partial(_results, asked=asked)
    if not asked.properties or len(cards) == 1:
        yield from map(results_of, cards)
        return
    with Pool(initializer=_leave_interrupts_to_the_command) as pool:  # ends its processes when left
        yield from pool.imap(results_of, cards)


def _leave_interrupts_to_the_command() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _results(card: Card, asked: Asked) -> list[Result]:
    found = list(example_results(card))
    if asked.properties:
        found += law_results(card, asked.examples or EXAMPLES, asked.seeds or (FIRST_SEED,))
    return found


def _summarise(results: Sequence[Result], asked: Asked, language: Language) -> None:
    laws = [result for result in results if result.law is not None]
    examples = [result for result in results if result.law is None]
    write(language.say(
        text("Examples: {passed} of {all} conclude what they expect.",
             passed=sum(r.passed for r in examples), all=len(examples))
    ))  # fmt: skip
    if asked.properties:
        write(language.say(
            text("Laws: {passed} of {all} hold, each tried on up to {tries} answers (seed {seeds}).",
                 passed=sum(r.passed for r in laws), all=len(laws), tries=asked.examples or EXAMPLES,
                 seeds=", ".join(map(str, asked.seeds or (FIRST_SEED,))))
        ))  # fmt: skip


def _written(path: Path, results: Sequence[Result], language: Language) -> bool:
    from compliance.testing.junit import junit_of

    try:
        replace_file(path, junit_of(results, language))
    except OSError as error:
        complain(
            text(
                "--junit: {file} cannot be written: {why}.", file=str(path), why=str(error.strerror)
            ),
            language,
        )
        return False
    return True
