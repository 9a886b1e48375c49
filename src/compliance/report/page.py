"""A page of plain lines: what a stream can carry, and how words are laid out in its width.

Widths are counted in cells of a terminal. rich colours the lines; it does not break them, because it
also breaks numbers at the no-break spaces in them.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, chop_cells
from rich.text import Span
from rich.text import Text as Styled

from compliance.language import Language

_PLAIN = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-",
    "\u2010": "-", "\u2011": "-", "\u2212": "-", "…": "...", "·": "|", "•": "*", "×": "x", "→": "->",
    "≥": ">=", "≤": "<=", "≠": "!=", "≈": "~", "±": "+/-", "½": "1/2", "§": "S", "°": "o", "μ": "u",
    "æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A", "ß": "ss", "đ": "d", "ŋ": "ng",
    "ŧ": "t",
}  # fmt: skip
"""How a stream that cannot carry a character shows it; NFKD and then "?" for all others."""

_BLANKS = re.compile(r"[^\S\u00a0\u202f\u2007]+")
_KEPT_TOGETHER = re.compile(r"(?<=\d) (?=[%\d])")
_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}
_NO_BREAK = "\u00a0\u202f\u2007"
_SPACES = str.maketrans(dict.fromkeys(_NO_BREAK, " "))


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of one row.

    Attributes:
        indent: Of all its lines.
        hang: Of its second and later lines, on top of that.
        right: Whether it ends at the right edge, as numbers do.
    """

    text: Styled
    indent: int = 0
    hang: int = 0
    right: bool = False


class Page:
    """Lays out words in `width` cells, or without end when it is None."""

    def __init__(self, language: Language, width: int | None, encoding: str | None) -> None:
        self.language = language
        self.width = None if width is None else max(width, 20)
        self.encoding = encoding or "utf-8"
        self.rule = "─" if self.can_show("─") else "-"
        self.dot = " · " if self.can_show("·") else " | "

    def can_show(self, characters: str) -> bool:
        """Whether the stream can carry all of them."""
        try:
            characters.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True

    def clean(self, thing: object) -> str:
        """Return `thing` in words on one line, with nothing that could steer a terminal.

        Words of a submission are never read as markup. Control characters, bidirectional overrides and
        invisible characters are dropped; what the stream cannot carry is written in a plainer way.
        """
        said = _BLANKS.sub(" ", self.language.say(thing)).strip()
        if not said.isascii():
            said = unicodedata.normalize("NFC", said)
        if not said.isprintable():
            said = "".join(c for c in said if unicodedata.category(c) not in _UNSEEN)
        said = _KEPT_TOGETHER.sub("\u00a0", said)
        if said.isascii() or self.can_show(said):
            return said
        return "".join(self._plain(c) for c in said)

    def _plain(self, character: str) -> str:
        if character in _NO_BREAK or self.can_show(character):
            return character
        if character in _PLAIN:
            return _PLAIN[character]
        parts = unicodedata.normalize("NFKD", character)
        return "".join(c for c in parts if self.can_show(c) and not unicodedata.combining(c)) or "?"

    def said(self, thing: object, style: str = "") -> Styled:
        """Return `thing` in clean words of one style."""
        return styled(self.clean(thing), style)

    def glued(self, said: Styled) -> Styled:
        """Return the text so that no line ends within it."""
        whole = said.copy()
        whole.plain = said.plain.replace(" ", _NO_BREAK[0])
        return whole

    def least(self, cell: Cell) -> int:
        """Return the width in which no word of the cell is divided."""
        words = cell.text.plain.split(" ")
        return cell.indent + max(cell_len(w) + (cell.hang if n else 0) for n, w in enumerate(words))

    def wrap(self, said: Styled, width: int | None, hang: int = 0) -> list[Styled]:
        """Return the lines of a text, at least one; a word wider than the line is divided, never cut off."""
        breaks = _breaks(said.plain, width, hang)
        lines = list(said.divide(breaks)) if breaks else [said.copy()]
        for number, line in enumerate(lines):
            line.rstrip()
            if not line.plain.isascii():
                line.plain = line.plain.translate(_SPACES)
            if number:
                lines[number] = _indented(line, hang)
        return lines

    def wrapped(self, said: Styled, indent: int = 0) -> Iterator[Styled]:
        """Yield the lines of a paragraph, all of them indented."""
        width = None if self.width is None else self.width - indent
        for line in self.wrap(said, width):
            yield _indented(line, indent)

    def is_crowded(self, room: int) -> bool:
        """Whether a label of that width leaves too little beside it."""
        return self.width is not None and room > self.width // 3

    def beside(self, room: int) -> int | None:
        """Return the width of what hangs to the right of a label."""
        if self.width is None:
            return None
        return self.width - (2 if self.is_crowded(room) else room)

    def joined(self, parts: Sequence[Styled], width: int | None) -> Iterator[Styled]:
        """Yield the parts with dots between them, as many on a line as fit."""
        line = Styled()
        for part in parts:
            longer = line + styled(self.dot, "dim") + part if line.plain else part
            if line.plain and width is not None and longer.cell_len > width:
                yield line
                longer = part
            line = longer
        if line.plain:
            yield line

    def hanging(self, label: Styled, room: int, paragraphs: Sequence[Styled]) -> Iterator[Styled]:
        """Yield paragraphs to the right of a label; below it where that leaves too little room."""
        width = self.beside(room)
        if self.is_crowded(room):
            yield from self.wrapped(label)
            room, label = 2, Styled()
        start = _padded(self.wrap(label, None)[0], room)
        for paragraph in paragraphs:
            for line in self.wrap(paragraph, width):
                yield start + line
                start = Styled(" " * room)

    def columns(self, cells: Sequence[Cell], widths: Sequence[int], gap: int) -> Iterator[Styled]:
        """Yield the lines of one row of a table."""
        columns = [
            [
                _indented(line, cell.indent)
                for line in self.wrap(cell.text, width - cell.indent, cell.hang)
            ]
            for cell, width in zip(cells, widths, strict=True)
        ]
        for number in range(max(len(column) for column in columns)):
            line = Styled()
            for cell, column, width in zip(cells, columns, widths, strict=True):
                part = column[number] if number < len(column) else Styled()
                blank = " " * (width - part.cell_len)
                line.append(blank if cell.right else "").append_text(part)
                line.append(" " * gap if cell.right else blank + " " * gap)
            line.rstrip()
            yield line


def styled(plain: str, style: str = "") -> Styled:
    """Return a text whose style does not spread to what is appended to it."""
    return Styled(plain, spans=[Span(0, len(plain), style)] if style else None)


def _breaks(plain: str, width: int | None, hang: int) -> list[int]:
    """Return where to divide the text so that each line fits."""
    if width is None or cell_len(plain) <= width:
        return []
    breaks: list[int] = []
    room, used = width, 0
    for word in re.finditer(r"( *)([^ ]+)", plain):
        size = cell_len(word[0])
        if used and used + size > room:
            breaks.append(word.start(2))
            room, used, size = width - hang, 0, cell_len(word[2])
        used += size
        start = word.start() if used == cell_len(word[0]) else word.start(2)
        while used > room:
            start += len(chop_cells(plain[start : word.end()], room)[0]) or 1
            breaks.append(start)
            room, used = width - hang, cell_len(plain[start : word.end()])
    return breaks


def _indented(line: Styled, indent: int) -> Styled:
    return Styled(" " * indent) + line if indent and line.plain else line


def _padded(part: Styled, width: int) -> Styled:
    return part + " " * max(0, width - part.cell_len)
