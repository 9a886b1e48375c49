"""Finds what a user names: a card, a requirement, an organisation, a location or a kind of organisation."""

from collections.abc import Iterable, Iterator
from datetime import date

from compliance.cli.streams import complain
from compliance.errors import RulesRefused, near_miss, one_of
from compliance.language import Joined, Language, Text, text
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Card, Organisation, Requirement, RuleBook


class NotFound(Exception):
    """There is nothing of that name; `what` says so, and what there is."""

    def __init__(self, what: Text | Joined) -> None:
        super().__init__()
        self.what = what

    def complain(self, language: Language) -> None:
        """Write the message to stderr."""
        complain(self.what, language)


def not_accepted(
    option: str,
    found: str,
    known: Iterable[str],
    spellings: Iterable[str] = (),
    *,
    is_number: bool = False,
) -> NotFound:
    """Return that an option was given something unknown.

    Args:
        spellings: What is accepted as well, but not listed.
        is_number: Whether what looks alike is no near miss.
    """
    names = list(dict.fromkeys(known))
    what = text("{option}: “{found}” is not accepted.", option=option, found=found)
    meant = None if is_number else near_miss(found, [*names, *spellings])
    accepted = one_of(names) if meant is None else text("Did you mean “{name}”?", name=meant)
    return NotFound(Joined((what, accepted), " "))


def nothing_called(name: str, known: Iterable[str]) -> NotFound:
    """Return that neither card nor requirement is called that."""
    names = list(dict.fromkeys(known))
    return NotFound(
        text(
            "There is nothing called “{name}”. {accepted}", name=name, accepted=one_of(names, name)
        )
    )


def own_books(folder: RuleFolder) -> list[str]:
    """Return the ids of the rule books that lie in the folder itself.

    Raises:
        RulesRefused: If there is no such folder, or no rule file in it.
    """
    ids = [id_ for id_ in folder.books() if (folder.folder / f"{id_}.yaml").is_file()]
    if not ids:
        folder.lint()
    return ids


def find_card(name: str, folder: RuleFolder) -> Card | None:
    """Return the card of that id, or None when there is none.

    Raises:
        RulesRefused: If it is there, but something in it is wrong.
    """
    card = folder.card(name) if "/" in name else None
    if card is None and folder.problems:
        raise RulesRefused(folder.problems)
    return card


def find_requirement(
    name: str, folder: RuleFolder, codes: Iterable[str] = ()
) -> list[tuple[Requirement, RuleBook]]:
    """Return the requirement of that id in each rule book that has it.

    Args:
        codes: What else could have been meant.

    Raises:
        NotFound: If none has.
        RulesRefused: If a rule book is invalid.
    """
    found: list[tuple[Requirement, RuleBook]] = []
    known: list[str] = []
    for book in _books(folder):
        known += [*(r.id for r in book.requirements), *book.cards]
        requirement = book.requirement(name)
        if requirement is not None:
            found.append((requirement, book))
    if not found:
        raise nothing_called(name, [*known, *codes])
    return found


def in_force(
    name: str, found: list[tuple[Requirement, RuleBook]], day: date
) -> list[tuple[Requirement, RuleBook]]:
    """Return the requirement in the rule books that are valid on a day.

    Raises:
        NotFound: If none is.
    """
    valid = [(r, book) for r, book in found if book.valid_from <= day < book.valid_to]
    if not valid:
        raise NotFound(
            text("--at: no rule book with “{name}” is valid on {day}. It is in {books}.", name=name, day=day,
                 books=Joined(tuple(book.id for _, book in found)))
        )  # fmt: skip
    return valid


def for_whom(
    name: str, found: list[tuple[Requirement, RuleBook]]
) -> list[tuple[Requirement, RuleBook, tuple[str, ...]]]:
    """Return the requirement in the rule books that know somebody, with the names that targets use for it.

    Args:
        name: Id or spelling of an organisation or a location, or a kind of organisation.

    Raises:
        NotFound: If no rule book knows anybody of that name, or one knows two.
    """
    known = [
        (requirement, book, whom)
        for requirement, book in found
        if (whom := _whom(name, book)) is not None
    ]
    if not known:
        raise not_accepted("--org", name, *names_of(book for _, book in found))
    return known


def whom_of_card(name: str, card: Card, folder: RuleFolder) -> tuple[str, ...]:
    """Return the same for a card alone: by a rule book that lists it, else by any, the latest first.

    Raises:
        NotFound: If no rule book knows anybody of that name, or one knows two.
    """
    books = list(_books(folder))[::-1]
    books = [book for book in books if card.id in book.cards] or books
    for book in books:
        whom = _whom(name, book)
        if whom is not None:
            return whom
    raise not_accepted("--org", name, *names_of(books))


def book_of_card(card: Card, folder: RuleFolder) -> RuleBook | None:
    """Return the latest rule book that lists a card, or None."""
    listing = [book for book in _books(folder) if card.id in book.cards]
    return listing[-1] if listing else None


def organisation_of(name: str, book: RuleBook) -> Organisation | None:
    """Return the organisation of that id, spelling or full name."""
    found = book.organisation(name)
    wanted = name.strip().casefold()
    named = (
        o for o in book.organisations if wanted in {o.name.nb.casefold(), o.name.en.casefold()}
    )
    return found or next(named, None)


def _whom(name: str, book: RuleBook) -> tuple[str, ...] | None:
    organisation = organisation_of(name, book)
    if organisation is not None:
        return (organisation.id, *organisation.kinds)
    places = [(o, place) for o in book.organisations if (place := o.location(name)) is not None]
    if len(places) > 1:
        raise NotFound(
            text("--org: “{name}” is a location of {names}. Name one of these.", name=name,
                 names=Joined(tuple(o.id for o, _ in places)))
        )  # fmt: skip
    if places:
        ((owner, place),) = places
        return (place.id, owner.id, *owner.kinds)
    wanted = name.strip().casefold()
    kinds = (kind for o in book.organisations for kind in o.kinds)
    return next(((kind,) for kind in kinds if kind.casefold() == wanted), None)


def names_of(books: Iterable[RuleBook]) -> tuple[list[str], list[str]]:
    """Return the ids of organisations, which are listed as accepted, and all else that is."""
    organisations = [o for book in books for o in book.organisations]
    places = [place for o in organisations for place in o.locations]
    spellings = [s for o in organisations for s in o.also]
    spellings += [s for place in places for s in place.also]
    spellings += [place.id for place in places]
    spellings += [name for o in organisations for name in (o.name.nb, o.name.en, *o.kinds)]
    return [o.id for o in organisations], spellings


def _books(folder: RuleFolder) -> Iterator[RuleBook]:
    """Yield the rule books of the folder; the others that can be asked for where it has none."""
    for id_ in own_books(folder) or folder.books():
        yield folder.book(id_)
