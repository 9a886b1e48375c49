"""Reads the demands of words: statuses, levels of risk, and the matrix of probability and consequence."""

from collections.abc import Sequence
from dataclasses import dataclass

from compliance.colour import Colour
from compliance.language import text
from compliance.quantity import tidy
from compliance.rulebook import target_shape as shape
from compliance.rulebook.demands import RiskDemand
from compliance.rulebook.source import RuleFile

_Path = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class WordReader:
    """Reads words that stand for colours; problems go to the file."""

    file: RuleFile

    def words(
        self, path: _Path, written: shape.StatusKeys | shape.RiskKeys
    ) -> dict[str, Colour] | None:
        """Return the words of each colour; levels of risk need not reach down to green."""
        own: dict[str, Colour] = {}
        lines: dict[str, int] = {}
        for colour in Colour:
            for index, word in enumerate(getattr(written, colour.value) or []):
                key = tidy(word).casefold()
                at = (*path, colour.value, index)
                if key in own:
                    self.file.problem(
                        at,
                        text("“{word}” stands for two colours, also in line {line}.",
                             word=word, line=str(lines[key])),
                        text("Keep one of them."),
                    )  # fmt: skip
                    return None
                own[key], lines[key] = colour, self.file.at(*at).line
        is_status = isinstance(written, shape.StatusKeys)
        if is_status and own and Colour.GREEN not in own.values():
            self.file.problem(
                path, text("no word means green."), text("Write at least one under green:.")
            )
            return None
        return own

    def risk(self, path: _Path, written: shape.RiskKeys) -> RiskDemand | None:
        levels = self.words(path, written)
        if levels is None:
            return None
        if not levels and not written.matrix:
            self.file.problem(
                path,
                text("the risk says neither which levels nor which combinations mean a colour."),
                text("Write words under green:, yellow: and red:, or a matrix:."),
            )
            return None
        others = self.others(path, written, levels)
        if not written.matrix:
            return RiskDemand(levels, others=others)
        rows = list(written.matrix.items())
        first, columns = rows[0]
        taken: dict[str, int] = {}
        for name, _ in rows:
            self.file.accept_new((*path, "matrix", name), name, taken)
        taken = {}
        for name in columns:
            self.file.accept_new((*path, "matrix", first, name), name, taken)
        for name, row in rows[1:]:
            if list(row) != list(columns):
                self.file.problem(
                    (*path, "matrix", name),
                    text("the consequences of “{name}” are not those of “{first}” in line {line}.",
                         name=name, first=first,
                         line=str(self.file.at(*path, "matrix", first).line)),
                    text("Each row has the same consequences in the same order: {names}.",
                         names=", ".join(columns)),
                )  # fmt: skip
                return None
        matrix = tuple(tuple(Colour(colour) for colour in row.values()) for _, row in rows)
        if not self.is_monotone(path, [name for name, _ in rows], list(columns), matrix):
            return None
        return RiskDemand(
            levels,
            tuple(tidy(name).casefold() for name, _ in rows),
            tuple(tidy(name).casefold() for name in columns),
            matrix,
            others,
        )

    def others(
        self, path: _Path, written: shape.RiskKeys, levels: dict[str, Colour]
    ) -> tuple[str, ...]:
        """Return the levels without a colour."""
        found: list[str] = []
        for index, word in enumerate(written.other or []):
            key = tidy(word).casefold()
            if key in levels or key in found:
                self.file.problem(
                    (*path, "other", index),
                    text("“{word}” also stands under another key, or twice.", word=word),
                    text("Keep one of them."),
                )
            found.append(key)
        return tuple(found)

    def is_monotone(
        self,
        path: _Path,
        rows: Sequence[str],
        columns: Sequence[str],
        matrix: tuple[tuple[Colour, ...], ...],
    ) -> bool:
        """Whether no higher probability or consequence has a brighter colour."""
        for r, row in enumerate(matrix):
            for c, colour in enumerate(row):
                for before in ((r - 1, c), (r, c - 1)):
                    if min(before) < 0 or matrix[before[0]][before[1]].darkness <= colour.darkness:
                        continue
                    other = (*path, "matrix", rows[before[0]], columns[before[1]])
                    self.file.problem(
                        (*path, "matrix", rows[r], columns[c]),
                        text("“{name}” is {colour}, brighter than the lower risk in line {line}.",
                             name=columns[c], colour=colour.value,
                             line=str(self.file.at(*other).line)),
                        text("A higher probability or consequence never has a brighter colour."),
                    )  # fmt: skip
                    return False
        return True
