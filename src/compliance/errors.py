"""Problems and the exceptions that carry them.

    ComplianceError          carries a tuple of Problem
    ├── InputRefused         a submission, or how the tool was called, cannot be used
    └── RulesRefused         rule files are invalid

    Unreadable               one written thing could not be read; its finder adds the place
    EngineFault              the rules engine did not do its job (`compliance.engine`)

Only `compliance.cli` turns these into output. A red assessment is never an exception.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from compliance.language import Joined, Language, Text, text


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file, and a line or a path in it.

    Attributes:
        line: Counted from 1; 0 when there is none (JSON has paths).
        order: Where it stands among the places of a file without lines.
    """

    file: str
    line: int = 0
    order: int = 0
    path: str = ""

    def __str__(self) -> str:
        if self.line:
            return f"{self.file}:{self.line}"
        return f"{self.file}, {self.path}" if self.path else self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong with a file: where, what was found, what is accepted, what to do."""

    code: str
    place: Place
    what: Text
    accepted: Text | None = None
    remedy: Text | None = None

    def words(self, language: Language) -> str:
        """Return the whole message on one line."""
        parts = [self.what, self.accepted, self.remedy]
        said = " ".join(language.say(part) for part in parts if part is not None)
        return f"{self.place}: {said}"


class ComplianceError(Exception):
    """Something that ends the run of one file; `problems` says all that was found, by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda p: p.place))
        super().__init__("; ".join(p.words(Language("en")) for p in self.problems))


class InputRefused(ComplianceError):
    """A submission cannot be used, or the tool was called with something that is not there."""


class RulesRefused(ComplianceError):
    """Rule files are invalid."""


class Unreadable(ValueError):
    """One written thing could not be read. Whoever knows its place makes a `Problem` of it."""

    def __init__(
        self, what: Text, accepted: Text | None = None, remedy: Text | None = None
    ) -> None:
        self.what, self.accepted, self.remedy = what, accepted, remedy
        super().__init__(what.source)


MAX_LISTED = 12
"""How many accepted names a message lists."""
SHORTEST_PART = 3
"""A part of a name that is shorter does not tell which name was meant."""


def near_miss(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that `name` was probably meant to be, if one is close."""
    names = {k.casefold(): k for k in known}
    wanted = name.casefold()
    found = get_close_matches(wanted, names, n=1, cutoff=0.7)
    if not found and len(wanted) >= SHORTEST_PART:
        found = [known_name for known_name in names if wanted in known_name]
    return names[found[0]] if len(found) == 1 else None


def one_of(known: Iterable[str], name: str | None = None) -> Text:
    """Return "Accepted: …", led by the near miss of `name` when there is one."""
    names = list(known)
    meant = near_miss(name, names) if name is not None else None
    if meant is not None:
        return text("Did you mean “{name}”?", name=meant)
    if len(names) > MAX_LISTED:
        rest = len(names) - MAX_LISTED
        listed = Joined(tuple(names[:MAX_LISTED]))
        return text("Accepted: {names} and {n} more.", names=listed, n=rest)
    return text("Accepted: {names}.", names=Joined(tuple(names)))
