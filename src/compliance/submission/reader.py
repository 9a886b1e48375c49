"""Reads a submission from nodes; the formats themselves are read in `document` and `table`."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from compliance.colour import Colour
from compliance.document import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    decode,
    place_of,
    read_bytes,
    read_json,
    read_yaml,
)
from compliance.errors import InputRefused, Place, Problem, Unreadable, one_of
from compliance.language import text
from compliance.period import Period, parse_day
from compliance.quantity import is_dash, tidy
from compliance.rulebook.source import into
from compliance.submission.model import (
    NOT_PUBLISHED,
    Answer,
    Entry,
    Passage,
    Submission,
    Trouble,
    WrittenValue,
)
from compliance.submission.private import (
    lines_with_numbers,
    masked_message,
    masked_problem,
    without_identity_numbers,
)
from compliance.submission.shape import SubmissionFile
from compliance.submission.statements import attachments_of, claims_of, deviations_of, sums_of
from compliance.submission.table import read_table

_T = TypeVar("_T")

_COLOURS = {
    "green": Colour.GREEN, "grønn": Colour.GREEN, "grøn": Colour.GREEN,
    "yellow": Colour.YELLOW, "gul": Colour.YELLOW,
    "red": Colour.RED, "rød": Colour.RED, "raud": Colour.RED,
}  # fmt: skip
_NOT_PUBLISHED = {NOT_PUBLISHED, "ikke publisert", "ikkje publisert"}
_YES_NO = {"no": False, "nei": False, "ikke levert": False, "ikkje levert": False}


def read_submission(path: Path, change: Callable[[Node], Node] | None = None) -> Submission:
    """Return the submission of a YAML, JSON or CSV file; the ending of its name says which.

    Args:
        change: Makes other nodes of the file's, to be read in their place.

    Raises:
        InputRefused: With every problem of its structure; no problem quotes an identity number.
    """
    try:
        return _read(path, change)
    except InputRefused as error:
        raise InputRefused(masked_problem(problem) for problem in error.problems) from None


def _read(path: Path, change: Callable[[Node], Node] | None) -> Submission:
    content = read_bytes(path, str(path))
    name = masked_message(path.name)
    ending = path.suffix.casefold()
    lines: dict[Place, set[str]] = {}
    if ending in {".yaml", ".yml"}:
        written = decode(content, name)
        node = read_yaml(written, name)
        lines = lines_with_numbers(written, name)
    elif ending == ".json":
        node = read_json(decode(content, name), name)
    elif ending == ".csv":
        node = read_table(content, name)
        lines = lines_with_numbers(decode(content, name), name)
    else:
        raise InputRefused(
            [
                Problem(
                    code="not-readable",
                    place=Place(name),
                    what=text("the file is neither YAML, JSON nor CSV."),
                    accepted=text("Accepted: {names}.", names=".yaml, .yml, .json, .csv"),
                )
            ]
        )
    if name != path.name:
        lines[Place(name)] = set()
    if change is not None:
        node = change(node)
    digest = hashlib.sha256(content).hexdigest()
    return submission_of(node, file=name, digest=digest, folder=path.parent, lines=lines)


def submission_of(
    node: Node,
    *,
    file: str,
    digest: str,
    folder: Path | None = None,
    lines: dict[Place, set[str]] | None = None,
) -> Submission:
    """Return the submission that a document's nodes hold.

    Args:
        folder: Where the files of its attachments lie; None when that cannot be looked up.
        lines: The lines of the file that hold identity numbers, comments included.

    Raises:
        InputRefused: With every problem of its structure.
    """
    node, identity_numbers = without_identity_numbers(node, lines)
    shape, problems = into(node, SubmissionFile, code="not-a-submission")
    if shape is None or not isinstance(node, Mapping):
        raise InputRefused(problems)
    reader = _Reader(node)
    period = reader.read("period", Period.parse)
    day = reader.read("date", parse_day) if shape.date and shape.date.strip() else None
    totals = {c: n for c in Colour if (n := reader.total(c)) is not None}
    answers = tuple(reader.answers())
    deviations = tuple(deviations_of(node, reader.problems))
    if reader.problems or period is None:
        raise InputRefused(reader.problems)
    return Submission(
        file=file,
        digest=digest,
        organisation=shape.organisation,
        organisation_place=reader.at("organisation"),
        report=shape.report.strip(),
        report_place=reader.at("report"),
        period=period,
        period_place=reader.at("period"),
        date=day,
        date_place=reader.at("date" if "date" in node.entries else "period"),
        rule_book=shape.rule_book.strip(),
        rule_book_place=reader.at("rule_book"),
        summary=(shape.summary or "").strip(),
        preface=_passage("summary", node.entries.get("summary")),
        declared_totals=totals,
        totals_place=reader.at("declared_totals"),
        answers=answers,
        answers_place=reader.at("answers"),
        claims=tuple(claims_of(node)),
        sums=tuple(sums_of(node)),
        deviations=deviations,
        attachments=tuple(attachments_of(node, folder)),
        identity_numbers=identity_numbers,
    )


class _Reader:
    """Reads one document whose shape is right."""

    def __init__(self, node: Mapping) -> None:
        self.node = node
        self.problems: list[Problem] = []

    def at(self, *path: str) -> Place:
        return place_of(self.node, path, key=len(path) == 1 and path[0] == "answers")

    def read(self, key: str, reader: Callable[[str], _T]) -> _T | None:
        """Return one top-level scalar as `reader` reads it, or None after noting why not."""
        node = self.node.entries.get(key)
        if not isinstance(node, Scalar):
            return None
        try:
            return reader(node.text)
        except Unreadable as error:
            self.problems.append(
                Problem(
                    code="not-a-submission",
                    place=node.place,
                    what=text("{key}: {what}", key=key, what=error.what),
                    accepted=error.accepted,
                )
            )
            return None

    def total(self, colour: Colour) -> int | None:
        totals = self.node.entries.get("declared_totals")
        node = totals.entries.get(colour.value) if isinstance(totals, Mapping) else None
        if not isinstance(node, Scalar) or is_dash(node.text):
            return None
        if not node.text.strip().isdecimal() or len(node.text) > 9:
            self.problems.append(
                Problem(
                    code="not-a-submission",
                    place=node.place,
                    what=text("{key}: {what}", key=colour.value,
                              what=text("“{written}” is not a whole number.", written=node.text)),
                    accepted=text("Write digits, such as 10."),
                )
            )  # fmt: skip
            return None
        return int(node.text)

    def answers(self) -> Iterator[Answer]:
        answers = self.node.entries["answers"]
        assert isinstance(answers, Mapping)  # noqa: S101  # the shape is right
        for key, node in answers.entries.items():
            if isinstance(node, Mapping):
                place = answers.keys[key]
                yield Answer(key.strip(), place, tuple(_entries(node, place, ())))


def _entries(node: Mapping, place: Place, path: tuple[str, ...]) -> Iterator[Entry]:
    """Yield an entry, then those under its `by`."""
    by = node.entries.get("by")
    yield _entry(node, place, path, is_container=isinstance(by, Mapping) and bool(by.entries))
    if isinstance(by, Mapping):
        for name, inner in by.entries.items():
            if isinstance(inner, Mapping):
                yield from _entries(inner, by.keys[name], (*path, name.strip()))


def _entry(node: Mapping, place: Place, path: tuple[str, ...], *, is_container: bool) -> Entry:
    troubles: list[Trouble] = []

    def scalar(name: str) -> Scalar | None:
        found = node.entries.get(name)
        return found if isinstance(found, Scalar) and not is_dash(found.text) else None

    def text_of(name: str) -> str:
        found = scalar(name)
        return "" if found is None else found.text.strip()

    def read(name: str, reader: Callable[[str], _T]) -> _T | None:
        found = scalar(name)
        if found is None:
            return None
        try:
            return reader(found.text)
        except Unreadable as error:
            troubles.append(Trouble(name, tidy(found.text), error, found.place))
            return None

    values = node.entries.get("values")
    changes = node.entries.get("changes")
    beside = node.entries.get("beside")
    contents = node.entries.get("contents")
    return Entry(
        path=path,
        place=place,
        declared=read("declared", _declared),
        declared_place=place_of(node, ("declared",)) if "declared" in node.entries else place,
        status=scalar("status"),
        delivered=read("delivered", _delivered),
        delivered_place=place_of(node, ("delivered",)) if "delivered" in node.entries else place,
        values=tuple(_values(values)) if isinstance(values, Mapping) else (),
        changes=tuple(_changes(changes)) if isinstance(changes, Sequence) else (),
        beside=_beside(beside) if isinstance(beside, Mapping) else {},
        contents=_contents(contents) if isinstance(contents, Mapping) else {},
        text=text_of("text"),
        passages=tuple(_passages(node)),
        source=text_of("source"),
        see=text_of("see"),
        responsible=text_of("responsible"),
        is_container=is_container,
        troubles=tuple(troubles),
    )


def _passages(node: Mapping) -> Iterator[Passage]:
    """Yield the text of an entry, then its contents."""
    contents = node.entries.get("contents")
    listed = {} if not isinstance(contents, Mapping) else contents.entries
    for name, written in (("text", node.entries.get("text")), *listed.items()):
        passage = _passage(name.strip(), written)
        if passage is not None:
            yield passage


def _passage(name: str, node: Node | None) -> Passage | None:
    if not isinstance(node, Scalar) or is_dash(node.text):
        return None
    return Passage(name, node.text, node.place, node.is_literal)


def _contents(node: Mapping) -> dict[str, str]:
    return {
        name.strip(): part.text.strip()
        for name, part in node.entries.items()
        if isinstance(part, Scalar) and not is_dash(part.text)
    }


def _changes(node: Sequence) -> Iterator[Scalar]:
    for item in node.items:
        if isinstance(item, Scalar) and not is_dash(item.text):
            yield item


def _beside(node: Mapping) -> dict[str, tuple[WrittenValue, ...]]:
    return {
        name.strip(): tuple(_values(part))
        for name, part in node.entries.items()
        if isinstance(part, Mapping)
    }


def _values(node: Mapping) -> Iterator[WrittenValue]:
    for period, value in node.entries.items():
        if isinstance(value, Scalar):
            yield WrittenValue(period, {"value": value}, value.place)
        elif isinstance(value, Mapping):
            fields = {k: v for k, v in value.entries.items() if isinstance(v, Scalar)}
            yield WrittenValue(period, fields, node.keys[period])


def _declared(written: str) -> Colour | str:
    plain = tidy(written).casefold()
    if plain in _NOT_PUBLISHED:
        return NOT_PUBLISHED
    if plain not in _COLOURS:
        raise Unreadable(
            text("“{written}” is not a colour.", written=tidy(written)),
            one_of([*Colour, NOT_PUBLISHED]),
        )
    return _COLOURS[plain]


def _delivered(written: str) -> Any:
    plain = tidy(written).casefold()
    if plain in _YES_NO:
        return _YES_NO[plain]
    return parse_day(written)
