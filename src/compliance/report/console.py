"""The report for a terminal, a pipe or a text file.

A wide page is a table; a page too narrow for one stacks the same fields line by line. Where nobody says
how wide the page is (a pipe, a file), the table is as wide as its contents need. Nothing is ever cut off,
and a colour never stands without its glyph and word.
"""

import os
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as Styled

from compliance.assess import Report
from compliance.colour import Basis, Colour
from compliance.language import Joined, Language, Text, text
from compliance.report.found import found_lines
from compliance.report.marks import COLOURS, NOT_ANSWERED, NOT_ASSESSED, Mark, marked
from compliance.report.page import Cell, Page, styled
from compliance.report.rows import Row, report_rows

_GAP = 2
_INDENT = 2
_SHORT = 24
_WIDEST = (56, 20, 24, 24, 44, 20, 96)
"""Contents beyond this take no room from the other columns."""
_EASY = (34, 0, 0, 0, 26, 0, 44)
_LEAST = (24, 0, 0, 0, 20, 0, 25)
"""A table with narrower columns is harder to read than stacked lines."""
_HEADS = (
    text("Requirement"), text("Declared"), text("Assessed"), text("Value"), text("Target"),
    text("Margin"), text("Explanation"),
)  # fmt: skip
_LOOSE = 60
"""Where the explanation is narrower, rows are tall, and an empty line parts the requirements."""
_SMALL = {1, 2, 3, 5}
"""The columns that are as wide as what they hold, or at least as their longest word."""
_NUMBERS = {3, 5}
"""The columns that end at their right edge."""


def print_reports(
    reports: Sequence[Report],
    language: Language,
    stream: TextIO,
    *,
    only: tuple[str, ...] = (),
    width: int | None = None,
    in_colour: bool = True,
) -> None:
    """Write the reports one after another; the last line of each is its verdict.

    Args:
        only: The words and requirement ids of `--only`.
        width: In cells; None asks the terminal, and where there is none the contents decide.
        in_colour: False never colours; True colours where rich would (a terminal, unless `NO_COLOR`;
            elsewhere only with `FORCE_COLOR`).
    """
    console = Console(
        file=stream,
        width=width,
        # without colours there is no bold or dim either: not one escape sequence
        color_system="auto" if in_colour and not os.environ.get("NO_COLOR") else None,
        highlight=False,
        markup=False,
        emoji=False,
    )
    if width is None and stream.isatty():
        width = console.width
    page = Page(language, width, stream.encoding)
    for number, report in enumerate(reports):
        if number:
            console.print()
        console.print(Styled("\n").join(report_lines(report, page, only)), soft_wrap=True)


def report_lines(report: Report, page: Page, only: tuple[str, ...] = ()) -> Iterator[Styled]:
    """Yield the lines of one report, none wider than the page."""
    return _Sheet(report, page, only).lines()


class _Sheet:
    """One report on one page."""

    def __init__(self, report: Report, page: Page, only: tuple[str, ...]) -> None:
        self.report, self.page = report, page
        self.only, self.said = only, page.said
        self.rows = report_rows(report, only)
        numbers = [cell_len(page.clean(row.number)) for row in self.rows if row.number]
        self.number_room = max(numbers) + 1 if numbers else 0

    def lines(self) -> Iterator[Styled]:
        yield from self.header()
        if self.rows:
            yield Styled()
            cells = [(row, self.cells(row)) for row in self.rows]
            widths = self.widths([c for _, c in cells])
            yield from self.stacked() if widths is None else self.table(cells, widths)
        yield from found_lines(self.report, self.page, self.only)

    def header(self) -> Iterator[Styled]:
        plan, page = self.report.plan, self.page
        form = plan.rule_book.reports[plan.submission.report]
        organisation = text("{name} ({id})", name=plan.organisation.name, id=plan.organisation.id)
        yield from page.wrapped(self.said(organisation, "bold"))
        title = text("{report}, {period}", report=form.title, period=plan.submission.period)
        yield from page.wrapped(self.said(title))
        book = text("{name} ({id})", name=plan.rule_book.title, id=plan.rule_book.id)
        engine: object = self.report.engine
        if engine == "exact":
            engine = text("the exact evaluator alone, without the rules engine")
        facts = (
            (text("Rule book"), book),
            (text("As of"), plan.as_of),
            (text("Evaluated by"), engine),
            (text("File"), plan.submission.file),
        )
        labels = [self.said(label, "dim") for label, _ in facts]
        room = max(label.cell_len for label in labels) + _GAP
        for label, (_, fact) in zip(labels, facts, strict=True):
            yield from page.hanging(label, room, [self.said(fact)])
        if plan.forecast:
            forecast = text(
                "The declared colours are forecasts: will the target be reached this year?"
            )
            yield from page.wrapped(self.said(forecast))
        if self.report.masked is not None:
            yield from page.wrapped(self.said(self.report.masked))

    # The table

    def widths(self, body: Sequence[Sequence[Cell]]) -> list[int] | None:
        """Return the width of each column; None when there is too little room for a table."""
        heads = [Cell(self.said(head)) for head in _HEADS]
        columns = list(zip(heads, *body, strict=True))
        long = [max(self.page.least(cell) for cell in column) for column in columns]
        full = [max(c.indent + c.text.cell_len for c in column) for column in columns]
        if self.page.width is None:
            return full
        full = [max(word, min(n)) for word, *n in zip(long, full, _WIDEST, strict=True)]
        small = [most if number in _SMALL else 0 for number, most in enumerate(full)]
        for words, least in ((small, _EASY), (long, _LEAST)):
            widths = [
                min(most, max(low, word if number in _SMALL else 0))
                for number, (most, low, word) in enumerate(zip(full, least, words, strict=True))
            ]
            room = self.page.width - _GAP * (len(full) - 1) - sum(widths)
            if room >= 0:
                return _shared_out(room, widths, full)
        return None

    def table(
        self, body: Sequence[tuple[Row, Sequence[Cell]]], widths: Sequence[int]
    ) -> Iterator[Styled]:
        heads = [
            Cell(self.said(head, "bold"), right=number in _NUMBERS)
            for number, head in enumerate(_HEADS)
        ]
        yield from self.page.columns(heads, widths, _GAP)
        yield styled(self.page.rule * (sum(widths) + _GAP * (len(widths) - 1)), "dim")
        is_loose = self.page.width is not None and widths[-1] < _LOOSE
        for number, (goal, of_goal) in enumerate(groupby(body, lambda pair: pair[0].goal)):
            if number:
                yield Styled()
            yield from self.page.wrapped(self.said(goal.title, "bold"))
            for place, (_, of_requirement) in enumerate(
                groupby(of_goal, lambda pair: pair[0].requirement)
            ):
                if place and is_loose:
                    yield Styled()
                above: tuple[object, ...] = ()
                for row, cells in of_requirement:
                    path = row.path
                    for level in range(1, len(path)):
                        if path[:level] != above[:level]:
                            indent = self.number_room + _INDENT * level
                            yield from self.page.wrapped(self.said(path[level - 1]), indent)
                    above = path
                    yield from self.page.columns(cells, widths, _GAP)

    def cells(self, row: Row) -> list[Cell]:
        margin = "" if row.margin is None else row.margin.bare(self.page.language)
        return [
            self.name(row),
            Cell(self.declared(row)),
            Cell(self.outcome(row), hang=_INDENT),
            Cell(self.said(row.value), right=True),
            Cell(self.said(row.target)),
            Cell(self.said(margin), right=True),
            Cell(self.why(row)),
        ]

    # The parts of a row, alike in both layouts

    def is_whole(self, row: Row) -> bool:
        """Whether the row stands for the requirement itself, not for a part or place of it."""
        return not row.path

    def indent(self, row: Row) -> int:
        if self.is_whole(row):
            return 0
        return self.number_room + _INDENT * len(row.path)

    def name(self, row: Row) -> Cell:
        if row.component is not None:
            return Cell(self.said(row.component), indent=self.indent(row), hang=_INDENT)
        if row.location is not None:
            return Cell(self.said(row.location), indent=self.indent(row))
        if row.part is not None:
            return Cell(self.said(row.part), indent=self.indent(row))
        number = self.said(row.number)
        number.pad_right(self.number_room - number.cell_len)
        return Cell(number + self.said(row.title), hang=self.number_room)

    def declared(self, row: Row) -> Styled:
        if isinstance(row.declared, Colour):
            return self.mark(COLOURS[row.declared])
        if row.declared is None:
            return self.said("–" if self.is_whole(row) else "", "dim")
        return self.said(text("not published"), "dim")

    def outcome(self, row: Row) -> Styled:
        if isinstance(row.outcome, Colour):
            mark = self.mark(COLOURS[row.outcome])
            if row.basis is Basis.STATED:
                mark += styled(" ") + self.said(text("(stated)"), "dim")
            return mark
        if row.outcome is not None:
            return self.mark(NOT_ASSESSED)
        return Styled() if row.is_answered else self.mark(NOT_ANSWERED)

    def why(self, row: Row) -> Styled:
        """Return the short why, and where in the submission it stands."""
        said = Styled(" ").join(self.said(sentence) for sentence in row.brief)
        if row.below is None and (row.place is not None or row.period is not None):
            where = Joined(tuple(self.where(row)))
            said += styled(" ") + self.said(text("({where})", where=where), "dim")
        return said

    def where(self, row: Row) -> Iterator[str]:
        """Yield the period and the place of what is judged; the report's own file is not named again."""
        things: list[object] = [] if row.period is None else [row.period]
        if row.place is not None and row.place.file != self.report.plan.submission.file:
            things.append(str(row.place))
        elif row.place is not None:
            line = text("line {line}", line=str(row.place.line))
            things.append(line if row.place.line else row.place.path)
        for thing in things:
            said = self.page.clean(thing)
            yield said if len(said) > _SHORT else said.replace(" ", "\u00a0")

    def mark(self, mark: Mark) -> Styled:
        return marked(self.page, mark)

    # Stacked lines

    def stacked(self) -> Iterator[Styled]:
        room = _GAP + max(self.outcome(row).cell_len for row in self.rows)
        for number, (goal, of_goal) in enumerate(groupby(self.rows, lambda row: row.goal)):
            if number:
                yield Styled()
            yield from self.page.wrapped(self.said(goal.title, "bold"))
            for row in of_goal:
                yield Styled()
                yield from self.page.hanging(
                    self.outcome(row), room, list(self.fields(row, self.page.beside(room)))
                )

    def fields(self, row: Row, width: int | None) -> Iterator[Styled]:
        names = [self.said(name) for name in row.path]
        title = self.said(row.title)
        if row.number is not None:
            title = self.said(row.number) + " " + title
        yield from self.page.joined(names or [title], width)
        facts = [
            (text("Declared"), self.declared(row)),
            (text("Value"), self.said(row.value)),
            (text("Margin"), self.said(row.margin)),
        ]
        told = [self.labelled(label, self.page.glued(fact)) for label, fact in facts if fact.plain]
        yield from self.page.joined(told, width)
        if row.target is not None:
            yield self.labelled(text("Target"), self.said(row.target))
        if row.brief:
            yield self.why(row)

    def labelled(self, label: Text, fact: Styled) -> Styled:
        return self.said(text("{label}:", label=label), "dim") + "\u00a0" + fact


def _shared_out(room: int, widths: Sequence[int], full: Sequence[int]) -> list[int]:
    """Return the widths with the room given to the columns that lack the largest share of what they need."""
    shared = list(widths)
    for _ in range(room):
        column = max(range(len(full)), key=lambda c: 1 - shared[c] / full[c])
        if shared[column] == full[column]:
            break
        shared[column] += 1
    return shared
