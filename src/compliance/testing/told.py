"""Says what failed in a rule test, line by line, in words that a rule owner can use."""

from collections.abc import Iterator

from compliance.language import Language, text, texts
from compliance.testing.example_entry import Entry
from compliance.testing.examples import written_outcome
from compliance.testing.law_words import LAW_WORDS
from compliance.testing.suite import Broken, Result


def lines_of(result: Result, language: Language) -> Iterator[str]:
    """Yield what is said of a result that failed: nothing when it passed."""
    yield from (problem.words(language) for problem in result.problems)
    if result.broken is not None:
        yield from _broken(result.broken, result, language)


def _broken(broken: Broken, result: Result, language: Language) -> Iterator[str]:
    law = language.say(LAW_WORDS[broken.law])
    yield language.say(
        text("{place}: this law does not hold (seed {seed}): {law}",
             place=str(result.card.place.file), seed=str(broken.seed), law=law)
    )  # fmt: skip
    if broken.entries:
        yield language.say(
            texts("  The smallest answer found that breaks it, as an entry under examples:",
                  "  The smallest answers found that break it, as entries under examples:",
                  len(broken.entries))
        )  # fmt: skip
        yield "  # " + language.say(text("The law: {law}", law=law))
    for entry in broken.entries:
        yield from _entry(entry, language)
    if not broken.entries:
        yield from (f"  {line}" for line in broken.said)


def _entry(entry: Entry, language: Language) -> Iterator[str]:
    if entry.expect is None:
        yield "  # " + language.say(text("An example cannot hold all of this answer."))
    elif entry.expect is not entry.under_the_law:
        found = written_outcome(entry.under_the_law)
        yield "  # " + language.say(
            text("The law tried it on a part of the card, where it is {found}.", found=found)
        )
    yield from entry.lines()
