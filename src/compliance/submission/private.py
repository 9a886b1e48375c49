"""Finds national identity numbers and takes them out, before anything can show them.

A number is eleven digits: the day of birth (D-numbers add 40 to it), three digits, and two check digits
modulo 11, as the National Population Register prescribes. The blanks, points and hyphens that people put
between its parts are allowed.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace

from compliance.document import Mapping, Node, Scalar, Sequence
from compliance.errors import Place, Problem
from compliance.language import Joined, Text

MASK = "***********"
"""What stands in a text where a number stood."""

_BLANK = "[ \u00a0\u2007\u2009\u202f]"
_BETWEEN = rf"(?:{_BLANK}?[.\-\u2010-\u2013]?{_BLANK}?|{_BLANK}*\n{_BLANK}*)"
_DIGITS = rf"(?<!\d)\d\d(?:[.{_BLANK[1:]}?\d\d){{2}}{_BETWEEN}\d{{3}}{_BLANK}?\d\d(?!\d)"
_ANYWHERE = re.compile(_DIGITS, re.ASCII)
_NO_DECIMALS = re.compile(rf"(?<!\d[.,]){_DIGITS}(?![.,](?!0+(?!\d))\d)", re.ASCII)
"""Nor part of a number with decimals, unless they are a spreadsheet's ".0"."""

_FIRST = (3, 7, 6, 1, 8, 9, 4, 5, 2)
_SECOND = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def is_identity_number(digits: str) -> bool:
    """Whether eleven digits are a valid national identity number or D-number.

    The numbers in the examples are made up and belong to nobody: their day does not exist.

    >>> is_identity_number("31029912345"), is_identity_number("00000000000")
    (False, False)
    """
    numbers = [int(digit) for digit in digits]
    return (
        _is_day(numbers)
        and numbers[9] == _check(numbers[:9], _FIRST)
        and numbers[10] == _check(numbers[:10], _SECOND)
    )


def _is_day(numbers: list[int]) -> bool:
    """Whether the first six digits are a day of some century; a D-number has 40 added to the day."""
    day, month = 10 * numbers[0] + numbers[1], 10 * numbers[2] + numbers[3]
    day -= 40 if day > 40 else 0
    # 29 February is a day of one century or another in every fourth year, and 1900 was no leap year
    year = 2000 + 10 * numbers[4] + numbers[5]
    return 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def _check(numbers: list[int], weights: tuple[int, ...]) -> int:
    """Return the check digit; 10, which no digit is, for numbers that are never given out."""
    rest = sum(n * w for n, w in zip(numbers, weights, strict=True)) % 11
    return 11 - rest if rest else 0


def masked(written: str, shape: re.Pattern[str] = _NO_DECIMALS) -> str:
    """Return the text with every valid number replaced; it keeps its lines."""
    parts, end = [], 0
    for start, stop in _found(written, shape):
        parts += [written[end:start], MASK, "\n" * written.count("\n", start, stop)]
        end = stop
    return "".join((*parts, written[end:])) if parts else written


def masked_message(written: str) -> str:
    """Return a message with every valid number replaced, whatever stands beside it."""
    return masked(written, _ANYWHERE)


def _found(written: str, shape: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where valid numbers stand: start and end."""
    found = shape.search(written)
    while found:
        is_one = is_identity_number(_digits(found[0]))
        if is_one:
            yield found.span()
        found = shape.search(written, found.end() if is_one else found.start() + 1)


def _digits(written: str) -> str:
    return "".join(c for c in written if c in "0123456789")


def lines_with_numbers(content: str, shown: str) -> dict[Place, set[str]]:
    """Return the lines of a file that hold numbers, with those; also where it is no data, as in a comment."""
    places: dict[Place, set[str]] = {}
    for line, written in enumerate(content.splitlines(), start=1):
        for start, stop in _found(written, _NO_DECIMALS):
            places.setdefault(Place(shown, line), set()).add(_digits(written[start:stop]))
    return places


def without_identity_numbers(
    node: Node, lines: dict[Place, set[str]] | None = None
) -> tuple[Node, tuple[Place, ...]]:
    """Return the document with every number replaced, in keys too, and the places where they stood.

    Args:
        lines: The lines of the file that hold numbers, which say more exactly where.
    """
    cleaner = _Cleaner()
    cleaned = cleaner.node(node, "")
    by_line = lines or {}
    placed = {digits for there in by_line.values() for digits in there}
    others = (place for place, digits in cleaner.found if digits not in placed)
    return cleaned, tuple(sorted({*by_line, *others}))


class _Cleaner:
    """Replaces numbers in nodes, and notes the place and the digits of each."""

    def __init__(self) -> None:
        self.found: list[tuple[Place, str]] = []

    def node(self, node: Node, path: str) -> Node:
        """Return a node without numbers; `path` leads to it, without numbers too."""
        place = _at(node.place, path)
        match node:
            case Scalar():
                shown = self.text(node, place)
                is_same = shown is node.text and place is node.place
                return node if is_same else replace(node, place=place, text=shown)
            case Sequence():
                items = enumerate(node.items, start=1)
                cleaned = tuple(self.node(item, _joined(path, str(n))) for n, item in items)
                return Sequence(cleaned, place)
            case Mapping():
                return self.mapping(node, place, path)

    def mapping(self, node: Mapping, place: Place, path: str) -> Mapping:
        entries: dict[str, Node] = {}
        keys: dict[str, Place] = {}
        for key, item in node.entries.items():
            shown = masked(key)
            while shown in entries:
                shown += "*"
            inner = _joined(path, shown)
            at = _at(node.keys[key], inner)
            self.note(key, at)
            entries[shown], keys[shown] = self.node(item, inner), at
        return Mapping(entries, keys, place)

    def text(self, node: Scalar, place: Place) -> str:
        for start, stop in _found(node.text, _NO_DECIMALS):
            below = 1 + node.text.count("\n", 0, start) if node.is_literal else 0
            at = replace(place, line=place.line + below)
            self.found.append((at, _digits(node.text[start:stop])))
        return masked(node.text)

    def note(self, written: str, place: Place) -> None:
        for start, stop in _found(written, _NO_DECIMALS):
            self.found.append((place, _digits(written[start:stop])))


def _joined(path: str, step: str) -> str:
    return f"{path}.{step}" if path else step


def _at(place: Place, path: str) -> Place:
    """Return a place by a path, if it has one, with the path that holds no numbers."""
    return replace(place, path=path) if place.path else place


def masked_problem(problem: Problem) -> Problem:
    """Return a problem without the numbers that it quotes."""
    place = problem.place
    return Problem(
        code=problem.code,
        place=replace(place, file=masked_message(place.file), path=masked_message(place.path)),
        what=_masked_text(problem.what),
        accepted=None if problem.accepted is None else _masked_text(problem.accepted),
        remedy=None if problem.remedy is None else _masked_text(problem.remedy),
    )


def _masked_text(said: Text) -> Text:
    return replace(said, values=tuple((name, _masked(value)) for name, value in said.values))


def _masked(value: object) -> object:
    match value:
        case str():
            return masked_message(value)
        case Text():
            return _masked_text(value)
        case Joined():
            return replace(value, parts=tuple(_masked(part) for part in value.parts))
        case _:
            return value
