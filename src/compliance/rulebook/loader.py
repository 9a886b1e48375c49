"""Reads a rule folder: the only place that knows how rules lie in files.

A rule folder holds one folder an authority (`organisations.yaml`, `<year>.yaml`, `cards/`, `checks/`)
and `checks/` for all; the pages of the codes lie in `checks/pages/`. Only the files that a rule book
reaches are read, and a page when it is asked for. An authority, or `checks/`, that is not in the folder
asked for is taken from the rules that come with the package.
"""

import hashlib
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.errors import InputRefused, Place, Problem, RulesRefused, one_of
from compliance.language import Text, text
from compliance.rulebook import shape
from compliance.rulebook.book import BookReader, read_organisations
from compliance.rulebook.cards import read_card
from compliance.rulebook.checks import Check
from compliance.rulebook.fit import accept_fit
from compliance.rulebook.model import Card, Organisations, RuleBook
from compliance.rulebook.patterns import read_checks
from compliance.rulebook.source import RuleFile, open_rule_file

if TYPE_CHECKING:
    from compliance.rulebook.pages import CheckPage


class NoSuchRuleBook(RulesRefused):
    """The rule book asked for is not there; the one problem says which are."""


_BOOK_ID = re.compile(r"[a-z0-9-]+/\d{4}")
_RULE_FILE = re.compile(
    r"(?:[a-z0-9-]+/)?checks/(?:pages/)?[^/]+\.yaml"
    r"|[a-z0-9-]+/(?:\d{4}|organisations|cards/[^/]+)\.yaml"
)
_ACCEPTED = (
    "AUTHORITY/organisations.yaml, AUTHORITY/2026.yaml, AUTHORITY/cards/NAME.yaml, "
    "AUTHORITY/checks/NAME.yaml, checks/NAME.yaml, AUTHORITY/checks/pages/CODE.yaml, "
    "checks/pages/CODE.yaml"
)


def shipped_rules() -> Path:
    """Return the folder of the rules that come with the package."""
    packaged = Path(__file__).parents[1] / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "rules"


def _card_file(id_: str) -> str:
    """Return the name of a card's file, relative to its rule folder."""
    authority, _, name = id_.partition("/")
    return f"{authority}/cards/{name}.yaml"


class RuleFolder:
    """One rule folder, and what has been read from it so far.

    Attributes:
        problems: Everything found wrong so far.
        files: The files read so far, by name relative to the folder.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = shipped_rules() if folder is None else folder
        self._roots = tuple(dict.fromkeys([self.folder, shipped_rules()]))
        self._refused: list[Problem] = []
        self._cards: dict[str, Card | None] = {}
        self._names: dict[str, list[str]] = {}
        self.files: dict[str, RuleFile | None] = {}

    @property
    def problems(self) -> list[Problem]:
        """Everything found wrong so far, by place."""
        found = [p for f in self.files.values() if f is not None for p in f.problems]
        return sorted({*self._refused, *found}, key=lambda p: (p.place, p.what.source))

    def books(self) -> list[str]:
        """Return the ids of the rule books that can be asked for."""
        paths = (p for root in self._roots for p in root.glob("*/[0-9][0-9][0-9][0-9].yaml"))
        return sorted({f"{path.parent.name}/{path.stem}" for path in paths})

    def book(self, id_: str) -> RuleBook:
        """Return a rule book with everything it reaches.

        Raises:
            RulesRefused: With every problem of the files read.
        """
        self._accept_folder()
        if not _BOOK_ID.fullmatch(id_) or self._find(f"{id_}.yaml") is None:
            what = text("there is no rule book “{id}”.", id=id_)
            place = Place(str(self.folder))
            raise NoSuchRuleBook(
                [
                    Problem(
                        code="no-rule-book",
                        place=place,
                        what=what,
                        accepted=one_of(self.books(), id_),
                    )
                ]
            )
        book = self._read_book(id_)
        if book is None or self.problems:
            raise RulesRefused(self.problems)
        return book

    def lint(self) -> list[Problem]:
        """Return every problem of every rule file in the folder, by place.

        Raises:
            RulesRefused: If there is no such folder, or no rule file in it.
        """
        self._accept_folder()
        for path in sorted(self.folder.glob("*/cards/*.yaml")):
            self.card(f"{path.parents[1].name}/{path.stem}")
        for path in sorted(self.folder.glob("*/[0-9][0-9][0-9][0-9].yaml")):
            self._read_book(f"{path.parent.name}/{path.stem}")
        for path in sorted(self.folder.glob("*/organisations.yaml")):
            self._organisations(path.parent.name)
        if not self.files and not any(self.folder.glob("**/checks/*.yaml")):
            self._refuse(text("there is no rule file in this folder."))
        self._lint_pages({check.code for check in self.all_checks()})
        self._refused += self._strays()
        return self.problems

    def _lint_pages(self, codes: set[str]) -> None:
        """Read every page of a code in the folder."""
        from compliance.rulebook.pages import read_page

        for path in sorted(self.folder.glob("**/checks/pages/*.yaml")):
            file = self._open(path.relative_to(self.folder).as_posix())
            if file is not None:
                read_page(file, path.stem, codes)

    def _strays(self) -> Iterator[Problem]:
        """Yield a problem for each file that looks like a rule file, but is never read as one."""
        accepted = text("Accepted: {names}; authorities are written in small letters, digits and hyphens.",
                        names=_ACCEPTED)  # fmt: skip
        for path in sorted([*self.folder.rglob("*.yaml"), *self.folder.rglob("*.yml")]):
            name = path.relative_to(self.folder).as_posix()
            if not _RULE_FILE.fullmatch(name):
                yield Problem(
                    code="stray-file",
                    place=Place(f"rules/{name}"),
                    what=text("this file is never read."),
                    accepted=accepted,
                )

    def card(self, id_: str) -> Card | None:
        """Return a card, or None when it is not there or something in it is wrong."""
        if id_ not in self._cards:
            file = self._open(_card_file(id_))
            self._cards[id_] = None if file is None else read_card(file, id_)
        return self._cards[id_]

    def cards(self) -> Iterator[Card]:
        """Yield every card of the folder that can be read."""
        for path in sorted(self.folder.glob("*/cards/*.yaml")):
            card = self.card(f"{path.parents[1].name}/{path.stem}")
            if card is not None:
                yield card

    def all_checks(self) -> tuple[Check, ...]:
        """Return every check of the folder that can be read."""
        return self._checks(sorted(p.parent.name for p in self.folder.glob("*/checks")))

    def page(self, code: str) -> "CheckPage | None":
        """Return the page of a code; None when there is none or something in it is wrong.

        A page of the house is found first, then those of the authorities in alphabetical order.
        """
        from compliance.rulebook.pages import read_page

        authorities = sorted(p.parent.name for p in self.folder.glob("*/checks"))
        codes = [check.code for check in self.all_checks()]
        for folder in ("checks", *(f"{a}/checks" for a in authorities)):
            file = self._open(f"{folder}/pages/{code}.yaml")
            if file is not None:
                return read_page(file, code, codes)
        return None

    def _accept_folder(self) -> None:
        if not self.folder.is_dir():
            self._refuse(text("there is no such rule folder."))
        is_above = any(self.folder.glob("*/organisations.yaml"))
        if (self.folder / "organisations.yaml").is_file() and not is_above:
            self._refuse(text("this is the folder of one authority."),
                         text("Give the folder above it."))  # fmt: skip

    def _refuse(self, what: Text, accepted: Text | None = None) -> None:
        place = Place(str(self.folder))
        raise RulesRefused([Problem(code="no-rules", place=place, what=what, accepted=accepted)])

    def _find(self, name: str) -> Path | None:
        """Return where a file or folder lies: in the first root that has its top folder."""
        for root in self._roots:
            if (root / name.split("/", maxsplit=1)[0]).is_dir():
                return root / name if (root / name).exists() else None
        return None

    def _open(self, name: str) -> RuleFile | None:
        """Return a rule file, read once; None when it is not there or no YAML."""
        if name not in self.files:
            path = self._find(name)
            self.files[name] = None
            if path is not None:
                try:
                    # the same name wherever the folder lies: reports must not tell
                    self.files[name] = open_rule_file(path, f"rules/{name}")
                except InputRefused as error:
                    self._refused.extend(error.problems)
        return self.files[name]

    def _read_book(self, id_: str) -> RuleBook | None:
        file = self._open(f"{id_}.yaml")
        entry = None if file is None else file.into(shape.RuleBookFile)
        if file is None or entry is None:
            return None
        authority = id_.partition("/")[0]
        organisations = self._organisations(authority, needed_by=file)
        reader = BookReader(file, entry, organisations)
        reader.accept_id(id_)
        for include in entry.includes:
            if self._find(f"{include}/cards") is None:
                file.problem(
                    ("includes",),
                    text("there is no folder with cards of “{name}”.", name=include),
                )
        cards: dict[str, Card | None] = {}
        listed: dict[str, tuple[str, ...]] = {}
        for index, requirement in enumerate(entry.requirements):
            ids: list[str] = []
            for n, pattern in enumerate(requirement.cards):
                path = ("requirements", index, "cards", n)
                ids += self._listed(pattern, (authority, *entry.includes), file, path)
            listed[requirement.id] = tuple(dict.fromkeys(ids))
            cards |= {i: self.card(i) for i in ids}
        checks = self._checks([authority])
        known = {id_: card for id_, card in cards.items() if card is not None}
        files = {i: f for i in known if (f := self.files.get(_card_file(i))) is not None}
        accept_fit(authority, known, files, reader.organisations)
        return reader.book(cards=known, listed=listed, checks=checks, digest=self._digest())

    def _listed(
        self,
        pattern: str,
        authorities: tuple[str, ...],
        file: RuleFile,
        path: tuple[int | str, ...],
    ) -> list[str]:
        """Return the ids of the cards that an entry of `cards:` means, a wildcard alphabetically."""
        authority, slash, name = pattern.partition("/")
        if not slash:
            names = self._card_names(authorities[0])
            file.problem(
                path,
                text("“{card}” does not name its authority.", card=pattern),
                one_of([f"{authorities[0]}/{n}" for n in names], f"{authorities[0]}/{pattern}"),
            )
            return []
        if authority not in authorities:
            file.problem(
                path,
                text("“{card}” is of another authority, which is not included.", card=pattern),
                text("Write “{name}” under includes:.", name=authority),
            )
            return []
        names = self._card_names(authority)
        found = [f"{authority}/{n}" for n in names if fnmatchcase(n, name)]
        if not found:
            known = [f"{authority}/{n}" for n in names]
            file.problem(
                path, text("there is no card “{card}”.", card=pattern), one_of(known, pattern)
            )
        return found

    def _card_names(self, authority: str) -> list[str]:
        """Return the names of an authority's cards, alphabetically."""
        if authority not in self._names:
            folder = self._find(f"{authority}/cards")
            paths = () if folder is None else folder.glob("*.yaml")
            self._names[authority] = sorted(path.stem for path in paths)
        return self._names[authority]

    def _organisations(
        self, authority: str, needed_by: RuleFile | None = None
    ) -> Organisations | None:
        name = f"{authority}/organisations.yaml"
        file = self._open(name)
        if file is not None:
            return read_organisations(file)
        if needed_by is not None and self._find(name) is None:
            needed_by.problem(
                ("id",), text("there is no organisations.yaml beside this rule book.")
            )
        return None

    def _checks(self, authorities: list[str]) -> tuple[Check, ...]:
        checks: list[Check] = []
        seen: dict[str, int] = {}
        for folder in ("checks", *(f"{a}/checks" for a in authorities)):
            path = self._find(folder)
            for found in sorted(path.glob("*.yaml")) if path is not None else ():
                file = self._open(f"{folder}/{found.name}")
                entry = None if file is None else file.into(shape.ChecksFile)
                if file is not None and entry is not None:
                    checks += read_checks(file, entry, seen)
        return tuple(checks)

    def _digest(self) -> str:
        """Return SHA-256 over names and contents of the files read, in the order of the names.

        Pages do not count: nothing follows from them.
        """
        digest = hashlib.sha256()
        for name in sorted(self.files):
            file = self.files[name]
            if file is not None and "/pages/" not in name:
                digest.update(f"{name}\0{file.digest}\n".encode())
        return digest.hexdigest()
