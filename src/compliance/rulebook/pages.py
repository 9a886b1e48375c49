"""Reads the page of a check code: title, what, why, and the examples, as pieces of a submission."""

from collections.abc import Iterable
from dataclasses import dataclass

from compliance.document import Mapping, Node, Scalar, node_at, read_yaml
from compliance.errors import InputRefused, Problem, one_of
from compliance.language import Localised, text
from compliance.rulebook.page_shape import CheckPageFile, PageExampleShape
from compliance.rulebook.patterns import localised
from compliance.rulebook.source import RuleFile


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a submission as it is written, and as nodes whose places are those of the page."""

    written: str
    node: Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class PageExample:
    """What is changed in a submission without findings.

    Attributes:
        without: The keys of the answers that are taken out before anything is laid over.
        submission: What is laid over the submission; None when nothing is.
        previous: What is laid over the earlier submission; None when there is none to compare with.
    """

    says: Localised
    without: tuple[str, ...]
    submission: Piece | None
    previous: Piece | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckPage:
    """All that is told about a code beside its checks."""

    code: str
    title: Localised
    what: Localised
    why: Localised
    trips: PageExample
    near_miss: PageExample


def read_page(file: RuleFile, name: str, codes: Iterable[str]) -> CheckPage | None:
    """Return the page of a file, or None after noting what is wrong with it.

    Args:
        name: The name of the file without its ending, which must be the code.
        codes: The codes that checks have.
    """
    entry = file.into(CheckPageFile)
    if entry is None:
        return None
    if entry.code not in (known := sorted(set(codes))):
        what = text("there is no check with the code “{code}”.", code=entry.code)
        file.problem(("code",), what, one_of(known, entry.code))
    elif entry.code != name:
        file.problem(
            ("code",),
            text("code: “{code}” is not the name of the file.", code=entry.code),
            text("Accepted: {names}.", names=name),
        )
    return CheckPage(
        code=entry.code,
        title=localised(entry.title),
        what=localised(entry.what),
        why=localised(entry.why),
        trips=_example(file, "trips", entry.trips),
        near_miss=_example(file, "near_miss", entry.near_miss),
    )


def _example(file: RuleFile, key: str, entry: PageExampleShape) -> PageExample:
    if not entry.without and entry.submission is None and entry.previous is None:
        what = text("“{key}” changes nothing.", key=key)
        file.problem((key,), what, text("Write without:, submission: or previous: under it."))
    return PageExample(
        says=localised(entry.says),
        without=tuple(entry.without),
        submission=_piece(file, (key, "submission")),
        previous=_piece(file, (key, "previous")),
    )


def _piece(file: RuleFile, path: tuple[str, str]) -> Piece | None:
    """Return a piece of a submission, or None when there is none or it is no YAML."""
    written = node_at(file.node, path)
    if not isinstance(written, Scalar):
        return None
    try:
        node = _read(written)
    except InputRefused as error:
        file.problems.extend(
            Problem(code="invalid-rule", place=p.place, what=p.what, accepted=p.accepted)
            for p in error.problems
        )
        return None
    if isinstance(node, Mapping):
        return Piece(written.text, node)
    file.problem(path, text("“{key}” must hold keys with values.", key=path[-1]))
    return None


def _read(written: Scalar) -> Node:
    """Return the YAML of a block scalar; its lines are numbered as in the file."""
    above = written.place.line if written.is_literal else written.place.line - 1
    return read_yaml("\n" * above + written.text, written.place.file)
