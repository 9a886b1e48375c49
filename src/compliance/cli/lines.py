"""Prints lines as wide as the terminal is; in a pipe or a file no line is broken."""

import shutil
import sys
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from compliance.cli.streams import write
from compliance.explain import Grid, Line
from compliance.language import Language
from compliance.report.page import Page

_STEP = 2


def page_of_stdout(language: Language) -> Page:
    """Return the page that stdout is: as wide as the terminal, or without end where there is none."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    return Page(language, width, sys.stdout.encoding)


def print_lines(lines: Iterable[Line], language: Language) -> None:
    """Print the lines, each broken where the page ends."""
    page = page_of_stdout(language)
    for line in lines:
        for said in broken(line, page):
            write(said)


def broken(line: Line, page: Page) -> Iterator[str]:
    """Yield what one line is on a page; what is continued hangs a step further in."""
    indent = line.depth * _STEP
    room = None if page.width is None else max(page.width - indent, _STEP)
    if isinstance(line.thing, Grid):
        aligned = list(line.thing.aligned(page.language))
        if room is None or max(map(cell_len, aligned)) <= room:
            yield from (" " * indent + row for row in aligned)
            return
        paragraphs = [page.said(row) for row in line.thing.listed(page.language)]
    else:
        paragraphs = [page.said(line.thing)]
    for paragraph in paragraphs:
        for part in page.wrap(paragraph, room, hang=_STEP):
            yield (" " * indent + part.plain).rstrip()
