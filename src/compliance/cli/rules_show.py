"""`compliance rules show`: a card or a requirement in plain words."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from compliance.cli.lines import print_lines
from compliance.cli.lookup import (
    NotFound,
    book_of_card,
    find_card,
    find_requirement,
    for_whom,
    in_force,
    whom_of_card,
)
from compliance.cli.streams import complain_of
from compliance.errors import ComplianceError
from compliance.explain import Line, card_lines, requirement_lines
from compliance.language import Language
from compliance.rulebook.loader import RuleFolder

REFUSED = 2


def run_show(
    name: str, *, rules: Path | None, language: Language, day: date | None, whom: str | None
) -> int:
    """Print the card or requirement and return the exit code."""
    try:
        print_lines(list(_lines(name, RuleFolder(rules), day, whom)), language)
    except ComplianceError as error:
        complain_of(error.problems, language)
        return REFUSED
    except NotFound as error:
        error.complain(language)
        return REFUSED
    return 0


def _lines(name: str, folder: RuleFolder, day: date | None, whom: str | None) -> Iterator[Line]:
    card = find_card(name, folder)
    if card is not None:
        names = () if whom is None else whom_of_card(whom, card, folder)
        yield from card_lines(card, day, names, book_of_card(card, folder))
        return
    found = find_requirement(name, folder)
    if day is not None:
        found = in_force(name, found, day)
    shown = [(*one, ()) for one in found] if whom is None else for_whom(whom, found)
    for number, (requirement, book, names) in enumerate(shown):
        if number:
            yield Line("")
        yield from requirement_lines(requirement, book, day, names)
