"""`compliance rules list`: the requirements of the rule books, with their cards."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from pathlib import Path

from rich.cells import cell_len

from compliance.cli.lines import page_of_stdout
from compliance.cli.lookup import NotFound, not_accepted, organisation_of, own_books
from compliance.cli.streams import complain_of, write
from compliance.errors import ComplianceError
from compliance.language import Joined, Language, Localised, Text, text, texts
from compliance.report.page import Page, styled
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Card, Requirement, RuleBook

REFUSED = 2
_GAP = 2
_KINDS = {
    "threshold": text("threshold"),
    "range": text("range"),
    "baseline": text("baseline"),
    "trajectory": text("trajectory"),
    "comparison": text("comparison"),
    "each": text("each part"),
    "all of": text("all of several"),
    "any of": text("one of several"),
    "deadline": text("deadline"),
    "status": text("status"),
    "risk": text("risk"),
    "expected": text("no level set"),
    "withdrawn": text("withdrawn"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is listed: None is everything.

    Attributes:
        organisation: Id or spelling.
    """

    authority: str | None = None
    year: str | None = None
    organisation: str | None = None
    report: str | None = None


def run_list(selection: Selection, *, rules: Path | None, language: Language) -> int:
    """Print the requirements and return the exit code."""
    try:
        folder = RuleFolder(rules)
        chosen = _books(selection, folder)
        _accept(selection, chosen)
    except ComplianceError as error:
        complain_of(error.problems, language)
        return REFUSED
    except NotFound as error:
        error.complain(language)
        return REFUSED
    sections = [(book, found) for book in chosen if (found := _listed(book, selection))]
    page = page_of_stdout(language)
    for book, found in sections:
        for line in _book_lines(book, found, page):
            write(line)
        write("")
    for last in page.wrap(page.said(_count(sections)), page.width):
        write(last.plain)
    return 0


def _books(selection: Selection, folder: RuleFolder) -> list[RuleBook]:
    """Return the rule books of the authority and year asked for.

    Raises:
        NotFound: If there is no such authority, or no such year of it.
        RulesRefused: If one of the rule books is invalid.
    """
    ids = own_books(folder)
    for option, asked, place in (
        ("--authority", selection.authority, 0),
        ("--year", selection.year, 1),
    ):
        if asked is not None:
            known = [id_.split("/")[place] for id_ in ids]
            ids = [id_ for id_ in ids if id_.split("/")[place] == asked.strip().casefold()]
            if not ids:
                raise not_accepted(option, asked, known, is_number=option == "--year")
    return [folder.book(id_) for id_ in ids]


def _accept(selection: Selection, books: Sequence[RuleBook]) -> None:
    """Refuse an organisation or report that no rule book knows.

    Raises:
        NotFound: With what is accepted.
    """
    whom = selection.organisation
    if whom is not None and not any(organisation_of(whom, book) for book in books):
        organisations = [o for book in books for o in book.organisations]
        also = [name for o in organisations for name in (*o.also, o.name.nb, o.name.en)]
        raise not_accepted("--org", whom, [o.id for o in organisations], also)
    reports = [id_ for book in books for id_ in book.reports]
    if selection.report is not None and selection.report not in reports:
        raise not_accepted("--report", selection.report, reports)


def _listed(book: RuleBook, selection: Selection) -> list[Requirement]:
    """Return the requirements that the selection leaves; one "not stated" may apply to anybody."""
    found = [r for r in book.requirements if selection.report in {None, r.reported_in}]
    if selection.organisation is None:
        return found
    organisation = organisation_of(selection.organisation, book)
    if organisation is None:
        return []
    return [r for r in found if r.applies(organisation, r.reported_in) is not False]


def _count(sections: Sequence[tuple[RuleBook, Sequence[Requirement]]]) -> Joined:
    listed = [requirement for _, found in sections for requirement in found]
    cards = {id_ for requirement in listed for id_ in requirement.cards}
    unstated = sum(requirement.applies_to is None for requirement in listed)
    parts = [
        text("{requirements} with {cards} in {books}.",
             requirements=texts("{n} requirement", "{n} requirements", len(listed)),
             cards=texts("{n} card", "{n} cards", len(cards)),
             books=texts("{n} rule book", "{n} rule books", len(sections)))
    ]  # fmt: skip
    if unstated:
        parts.append(
            texts(
                "{n} does not state whom it applies to.",
                "{n} do not state whom they apply to.",
                unstated,
            )
        )
    return Joined(tuple(parts), " ")


# One rule book


def _book_lines(book: RuleBook, found: Sequence[Requirement], page: Page) -> Iterator[str]:
    for line in page.wrap(
        page.said(text("{name} ({id})", name=book.title, id=book.id)), page.width
    ):
        yield line.plain
    goals = {goal.id: goal.title for goal in book.goals}
    numbers = [page.clean(r.number or "") for r in found]
    widest = max(map(cell_len, numbers))
    room = _GAP + (widest + _GAP if widest else 0)
    for goal, requirements in groupby(found, key=lambda r: r.goal):
        yield ""
        title: Localised | str = goals.get(goal, goal)
        for line in page.wrap(page.said(title), page.width):
            yield line.plain
        for requirement in requirements:
            yield from _requirement_lines(requirement, book, page, room)


def _requirement_lines(
    requirement: Requirement, book: RuleBook, page: Page, room: int
) -> Iterator[str]:
    number = page.clean(requirement.number or "")
    label = styled(" " * (room - _GAP - cell_len(number)) + number)
    head = page.said(text("{title} [{id}]", title=requirement.title, id=requirement.id))
    for line in page.hanging(label, room, [head]) if number else page.wrapped(head, room):
        yield line.plain.rstrip()
    for thing in _details(requirement, book):
        for line in page.wrapped(page.said(thing), room + _GAP):
            yield line.plain


def _details(requirement: Requirement, book: RuleBook) -> Iterator[object]:
    if requirement.applies_to is None:
        yield text("does not state whom it applies to")
    if requirement.separate_form:
        yield text("answered in a form of its own")
    choice = requirement.choice
    if choice is not None and choice.high is None:
        yield text(
            "at least {low} per {kind} of these cards", low=choice.low, kind=choice.location_kind
        )
    elif choice is not None:
        yield text("{low} to {high} per {kind} of these cards",
                   low=choice.low, high=choice.high, kind=choice.location_kind)  # fmt: skip
    for id_ in requirement.cards:
        yield text("{card}: {kind}", card=id_, kind=_kinds(book.cards[id_], book))
    if not requirement.cards and not requirement.separate_form:
        yield text("no measurable target")


def _kinds(card: Card, book: RuleBook) -> Joined | Text:
    """Return the kinds of the targets that hold some day while the rule book is valid."""
    kinds: list[str] = []
    for target, later in pairwise((*card.targets, None)):
        assert target is not None  # noqa: S101  # only the last one is
        ends = [target.to or date.max, date.max if later is None else later.from_]
        if target.from_ < book.valid_to and min(ends) > book.valid_from:
            kinds.append(target.demand.kind)
    said = tuple(_KINDS[kind] for kind in dict.fromkeys(kinds))
    return Joined(said) if said else text("no target in force")
