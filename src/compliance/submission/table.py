"""Reads the long table (CSV): one row a value, first lines that say whose it is.

The first lines are pairs such as `organisation;UNN`; then comes the row of column names, the one that
begins with `requirement`. A value is a row; what is said once about a requirement, card or location
(declared, status, text, source …) stands on any one of its rows; a required content is a row with its id
under `content` and its text under `text`. A row with a name under `beside` holds a figure of that other
indicator; `change` holds a stated change. The result is the same nodes that a YAML file gives.
"""

import csv
import io
from collections.abc import Mapping as Lookup

from compliance.document import Mapping, Node, Scalar, Sequence, decode, refuse
from compliance.errors import InputRefused, Place, Problem, one_of
from compliance.language import Text, text

MAX_ROWS = 200_000
"""Longer tables are refused."""
_HEAD = ("organisation", "report", "period", "rule_book", "date", "summary")
_TOTALS = tuple(f"declared_totals.{c}" for c in ("green", "yellow", "red"))
_VALUE = (
    *("value", "numerator", "denominator", "cases", "coverage", "vintage"),
    *("budget", "probability", "consequence"),
)
_SAID = ("declared", "status", "delivered", "text", "source", "see", "responsible")
_KEYS = ("requirement", "card", "location", "component", "period")
COLUMNS = (*_KEYS, *_VALUE, *_SAID, "content", "beside", "change")


def read_table(content: bytes, shown: str) -> Node:
    """Return the submission of a long table, as nodes.

    Raises:
        InputRefused: If it is no such table; with every problem found.
    """
    lines = decode(content, shown).replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in lines:
        refuse(Place(shown), text("there is a character here that text files do not have."))
    first = lines.split("\n", 1)[0]
    delimiter = max(";,\t", key=first.count)
    rows = csv.reader(io.StringIO(lines), delimiter=delimiter, strict=True)
    table = _Table(shown)
    try:
        for cells in rows:
            if rows.line_num > MAX_ROWS:
                refuse(
                    Place(shown, rows.line_num),
                    text("the table has more than {n} rows.", n=MAX_ROWS),
                )
            if any(cell.strip() for cell in cells):
                table.row(rows.line_num, [cell.strip() for cell in cells])
    except csv.Error as error:
        refuse(
            Place(shown, rows.line_num),
            text("the line breaks the rules of CSV: {why}.", why=str(error)),
        )
    return table.node()


class _Part:
    """A mapping while it grows."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.entries: dict[str, _Part | Scalar | Sequence] = {}
        self.keys: dict[str, Place] = {}

    def inside(self, key: str, place: Place) -> "_Part":
        part = self.entries.get(key)
        if not isinstance(part, _Part):
            part = _Part(place)
            self.entries[key], self.keys[key] = part, place
        return part

    def put(self, key: str, scalar: Scalar) -> None:
        self.entries[key], self.keys[key] = scalar, scalar.place

    def add(self, key: str, scalar: Scalar) -> None:
        listed = self.entries.get(key)
        before = listed.items if isinstance(listed, Sequence) else ()
        self.entries[key] = Sequence((*before, scalar), scalar.place)
        self.keys.setdefault(key, scalar.place)

    def node(self) -> Mapping:
        entries: dict[str, Node] = {
            k: v.node() if isinstance(v, _Part) else v for k, v in self.entries.items()
        }
        return Mapping(entries, self.keys, self.place)


class _Table:
    """Grows a submission from the rows of a long table."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.root = _Part(Place(shown, 1))
        self.root.put("schema", Scalar("compliance/submission@1", Place(shown, 1)))
        self.columns: list[str] | None = None
        self.problems: list[Problem] = []

    def node(self) -> Mapping:
        if self.columns is None:
            self.problem(
                1,
                text("there is no row of column names."),
                text("Begin it with “requirement”. {accepted}", accepted=one_of(COLUMNS)),
            )
        if self.problems:
            raise InputRefused(self.problems)
        self.root.inside("answers", Place(self.shown, 1))
        return self.root.node()

    def problem(self, line: int, what: Text, accepted: Text | None = None) -> None:
        self.problems.append(
            Problem(
                code="not-a-submission",
                place=Place(self.shown, line),
                what=what,
                accepted=accepted,
            )
        )

    def row(self, line: int, cells: list[str]) -> None:
        if self.columns is not None:
            self.values(line, cells)
        elif cells[0].casefold() == "requirement":
            self.head(line, [cell.casefold() for cell in cells])
        else:
            self.preamble(line, cells)

    def preamble(self, line: int, cells: list[str]) -> None:
        key, value = cells[0].casefold(), cells[1] if len(cells) > 1 else ""
        scalar = Scalar(value, Place(self.shown, line))
        if key in _TOTALS:
            totals = self.root.inside("declared_totals", scalar.place)
            self.once(totals, key.split(".")[1], value, line)
        elif key == "schema":
            self.root.put(key, scalar)
        elif key in _HEAD:
            self.once(self.root, key, value, line)
        else:
            self.problem(
                line,
                text("“{key}” is not a key here.", key=cells[0]),
                one_of([*_HEAD, *_TOTALS], key),
            )

    def head(self, line: int, columns: list[str]) -> None:
        for name in dict.fromkeys(columns):
            if name and name not in COLUMNS:
                self.problem(
                    line, text("“{key}” is not a column.", key=name), one_of(COLUMNS, name)
                )
            if name and columns.count(name) > 1:
                self.problem(line, text("the column “{key}” stands twice.", key=name))
        self.columns = columns

    def values(self, line: int, cells: list[str]) -> None:
        names = self.columns or []
        if any(cells[len(names) :]):
            self.problem(line, text("the row has more cells than there are columns."))
        row = {n: c for n, c in zip(names, cells, strict=False) if n}
        place = Place(self.shown, line)
        key = row.get("card") or row.get("requirement")
        if not key:
            self.problem(line, text("the row names no requirement or card."))
            return
        answers = self.root.inside("answers", place)
        if row.get("requirement"):
            answers.inside(row["requirement"], place)  # so that a name nobody has is found
        entry = answers.inside(key, place)
        for name in (row.get("location"), row.get("component")):
            if name:
                entry = entry.inside("by", place).inside(name, place)
        if row.get("content"):
            self.once(entry.inside("contents", place), row["content"], row.get("text", ""), line)
            row = {k: v for k, v in row.items() if k != "text"}
        for name in _SAID:
            if row.get(name):
                self.once(entry, name, row[name], line)
        if row.get("change"):
            self.change(entry, row, place)
        else:
            self.value(entry, row, place)

    def change(self, entry: _Part, row: Lookup[str, str], place: Place) -> None:
        """Note a stated change; the row's period is the one that it ends with."""
        if any(row.get(name) for name in _VALUE):
            self.problem(
                place.line,
                text("the row has both a value and a change."),
                text("Give each a row of its own."),
            )
            return
        said = row["change"]
        if row.get("period") and ":" not in said:
            said = f"{row['period']}: {said}"
        entry.add("changes", Scalar(said, place))

    def value(self, entry: _Part, row: Lookup[str, str], place: Place) -> None:
        given = {name: row[name] for name in _VALUE if row.get(name)}
        if not row.get("period"):
            if given:
                self.problem(
                    place.line, text("the value has no period."), text("Fill in “period”.")
                )
            return
        values = (
            entry.inside("beside", place).inside(row["beside"], place)
            if row.get("beside")
            else entry.inside("values", place)
        )
        there = values.entries.get(row["period"])
        if not given and there is not None and any(row.get(n) for n in ("content", *_SAID)):
            return  # the row says something else of the same time
        if there is not None and not (isinstance(there, Scalar) and not there.text):
            self.problem(
                place.line,
                text("“{key}” stands twice: here and in line {line}.",
                     key=row["period"], line=str(values.keys[row["period"]].line)),
                text("Keep one of them."),
            )  # fmt: skip
            return
        if set(given) <= {"value"}:
            values.put(row["period"], Scalar(given.get("value", ""), place))
            return
        value = values.inside(row["period"], place)
        for name, cell in given.items():
            value.put(name, Scalar(cell, place))

    def once(self, part: _Part, key: str, cell: str, line: int) -> None:
        """Put what is said once; the same again is no harm, something else is."""
        there = part.entries.get(key)
        if isinstance(there, Scalar) and there.text != cell:
            self.problem(
                line,
                text(
                    "“{key}” stands twice: here and in line {line}.",
                    key=key,
                    line=str(there.place.line),
                ),
                text("Keep one of them."),
            )
            return
        if there is None:
            part.put(key, Scalar(cell, Place(self.shown, line)))
