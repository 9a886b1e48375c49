"""Finds the two sides of a comparison: rule folders, rule books of one folder, or revisions in git."""

import io
import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from compliance.errors import InputRefused, Place, Problem, RulesRefused
from compliance.language import Text, text
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Card, RuleBook

_BOOK = re.compile(r"[a-z0-9-]+/\d{4}")
_USUAL_PATH = "rules"
_ENDINGS = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of the two things that are compared, fully read.

    Attributes:
        name: As the user named it.
        is_book: Whether one rule book was named; else a folder or a revision.
        books: Its rule books by id, in alphabetical order; one when a rule book was named.
        cards: All cards of the folder by id, those that the books list from elsewhere too.
    """

    name: str
    is_book: bool
    books: dict[str, RuleBook]
    cards: dict[str, Card]


@contextmanager
def read_sides(before: str, after: str, rules: Path | None = None) -> Iterator[tuple[Side, Side]]:
    """Read both sides; what is taken from git lies in a temporary folder meanwhile.

    Args:
        before, after: `AUTHORITY/YEAR`, a folder, `git:REVISION`, `git:REVISION:PATH` or `REVISION:PATH`.
        rules: The folder that rule books are named of; None for the rules that come along.

    Raises:
        InputRefused: If one is not there, or they are not two of a kind.
        RulesRefused: If rules of one are invalid; each place begins with the name of the side.
    """
    with ExitStack() as stack:
        sides = [_read(name, rules, stack) for name in (before, after)]
        if sides[0].is_book is not sides[1].is_book:
            book, other = sorted((s.name for s in sides), key=lambda n: _BOOK.fullmatch(n) is None)
            raise _refused(
                book,
                text("this is a rule book, but “{other}” is a rule folder.", other=other),
                text("Name two rule books, or two folders or revisions."),
            )
        yield sides[0], sides[1]


def _read(name: str, rules: Path | None, stack: ExitStack) -> Side:
    if _BOOK.fullmatch(name) and not Path(name).is_dir():
        book = RuleFolder(rules).book(name)
        return Side(name=name, is_book=True, books={name: book}, cards=dict(book.cards))
    folder = Path(name)
    if not folder.is_dir() and _is_revision(name):
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="compliance-")))
        _take_out(name, folder)
    try:
        return _read_folder(name, folder)
    except RulesRefused as error:
        raise RulesRefused(_of_side(problem, folder, name) for problem in error.problems) from None


def _read_folder(name: str, folder: Path) -> Side:
    rules = RuleFolder(folder)
    problems = rules.lint()
    if problems:
        raise RulesRefused(problems)
    ids = [id_ for id_ in rules.books() if (folder / f"{id_}.yaml").is_file()]
    books = {id_: rules.book(id_) for id_ in ids}
    cards = {card.id: card for card in rules.cards()}
    for book in books.values():
        cards |= {id_: card for id_, card in book.cards.items() if id_ not in cards}
    return Side(name=name, is_book=False, books=books, cards=cards)


def _of_side(problem: Problem, folder: Path, name: str) -> Problem:
    """Return a problem with the side in its place, and never a temporary folder."""
    file = problem.place.file
    inside = "" if file == str(folder) else "/" + file.removeprefix("rules/")
    return replace(problem, place=replace(problem.place, file=name.rstrip("/") + inside))


# git


def _is_revision(name: str) -> bool:
    """Whether it names a revision; a drive letter is none."""
    return name.startswith("git:") or re.fullmatch(r"[^:/\\]{2,}:[^:]*", name) is not None


def _take_out(name: str, folder: Path) -> None:
    """Write the rule files of a revision into `folder`."""
    revision, colon, inside = name.removeprefix("git:").partition(":")
    path = inside.strip("/") if colon else _USUAL_PATH
    if not revision or revision.startswith("-"):
        raise _refused(
            name,
            text("this names no revision."),
            text("Write git:REVISION or git:REVISION:PATH, such as git:HEAD~1:rules."),
        )
    top = _git(name, "rev-parse", "--show-toplevel")
    if top is None:
        what = text("this folder is not in a git repository, so no revision can be read.")
        raise _refused(name, what, text("Name two folders instead."))
    # in a folder of the repository, an archive would hold that folder alone
    at_top = ("-C", os.fsdecode(top).rstrip("\r\n"))
    commit = _git(name, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    if commit is None:
        what = text("there is no revision “{revision}” in this git repository.", revision=revision)
        raise _refused(name, what, text("Name a tag, a branch or a commit."))
    tree = commit.decode("ascii").strip()
    whole = f"{tree}:{path}" if path else tree
    archive = _git(name, *at_top, "-c", "core.autocrlf=false", "archive", "--format=tar", whole)
    if archive is None:
        what = text("revision “{revision}” has no folder “{path}”.", revision=revision, path=path)
        accepted = text("Name the folder: git:{revision}:PATH.", revision=revision)
        raise _refused(name, what, accepted)
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        for member in tar:
            content = tar.extractfile(member) if member.isfile() else None
            place = PurePosixPath(member.name)
            leads_out = place.is_absolute() or ".." in place.parts
            if content is None or place.suffix not in _ENDINGS or leads_out:
                continue
            target = folder.joinpath(*place.parts)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


def _git(name: str, *arguments: str) -> bytes | None:
    """Return what git prints, or None when it fails."""
    program = shutil.which("git")
    if program is None:
        what = text("git is not installed, so no revision can be read.")
        raise _refused(name, what, text("Name two folders instead."))
    done = subprocess.run(  # noqa: S603  # a revision that begins with a hyphen is refused above
        [program, *arguments], capture_output=True, check=False
    )
    return done.stdout if done.returncode == 0 else None


def _refused(name: str, what: Text, accepted: Text) -> InputRefused:
    return InputRefused(
        [Problem(code="no-such-side", place=Place(name), what=what, accepted=accepted)]
    )
