"""What rules are told in: lines, sentences, and grids of colours."""

from collections.abc import Iterator
from dataclasses import dataclass

from compliance.colour import Colour, Outcome, Reason
from compliance.explain.wording import outcome_word
from compliance.language import Joined, Language, text
from compliance.observe.words import colour_word
from compliance.rulebook.demands import RiskDemand


@dataclass(frozen=True, slots=True)
class Line:
    """Something said on a line of its own, so many steps indented."""

    thing: object
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """What follows from what."""

    given: object
    when: object
    then: Outcome

    def words(self, language: Language) -> str:
        """Return the rule as one sentence."""
        parts = {"given": self.given, "when": self.when}
        match self.then:
            case Colour.GREEN:
                said = text("Given {given}, when {when}, then green.", **parts)
            case Colour.YELLOW:
                said = text("Given {given}, when {when}, then yellow.", **parts)
            case Colour.RED:
                said = text("Given {given}, when {when}, then red.", **parts)
            case reason:
                said = text("Given {given}, when {when}, then not assessed ({reason}).",
                            reason=reason.value, **parts)  # fmt: skip
        return language.say(said)


@dataclass(frozen=True, slots=True)
class Unassessed:
    """The reasons for "not assessed" that are the same for every target of a kind."""

    reasons: tuple[Reason, ...]

    def words(self, language: Language) -> str:
        """Return all of them in one sentence."""
        said = tuple(
            text("{reason} ({code})", reason=outcome_word(reason), code=reason.value)
            for reason in self.reasons
        )
        return language.say(text("Not assessed either when {reasons}.", reasons=Joined(said, "; ")))


@dataclass(frozen=True, slots=True)
class Grid:
    """A colour for each probability (a row) and consequence (a column)."""

    demand: RiskDemand

    def aligned(self, language: Language) -> Iterator[str]:
        """Yield the lines of a table, for a page that is wide enough."""
        rows = [["", *self.demand.consequences], *self._rows(language)]
        widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
        for row in rows:
            cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
            yield "  ".join(cells).rstrip()

    def listed(self, language: Language) -> Iterator[str]:
        """Yield the same without columns, one probability a line."""
        for row in self._rows(language):
            pairs = zip(self.demand.consequences, row[1:], strict=True)
            glued = (f"{name} = {colour}".replace(" ", "\u00a0") for name, colour in pairs)
            yield f"{row[0]}: " + ", ".join(glued)

    def _rows(self, language: Language) -> Iterator[list[str]]:
        for name, row in zip(self.demand.probabilities, self.demand.matrix, strict=True):
            yield [name, *(language.say(colour_word(colour)) for colour in row)]
