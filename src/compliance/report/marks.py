"""How outcomes and severities look: a glyph of its own shape, a word, and a colour on top."""

from dataclasses import dataclass

from rich.text import Text as Styled

from compliance.colour import Colour, Severity
from compliance.language import Text, text
from compliance.report.page import Page, styled


@dataclass(frozen=True, slots=True)
class Mark:
    """How one outcome or severity looks: a glyph of its own shape, a word, and a colour on top."""

    glyph: str
    plain: str
    word: Text
    style: str


COLOURS = {
    Colour.GREEN: Mark("●", "[+]", text("green"), "green"),
    Colour.YELLOW: Mark("▲", "[~]", text("yellow"), "yellow"),
    Colour.RED: Mark("■", "[x]", text("red"), "red"),
}
NOT_ASSESSED = Mark("○", "[ ]", text("not assessed"), "dim")
NOT_ANSWERED = Mark("–", " - ", text("not answered"), "dim")
SEVERITIES = {
    Severity.ERROR: Mark("×", "[x]", text("error"), "red"),
    Severity.WARNING: Mark("!", "[!]", text("warning"), "yellow"),
    Severity.NOTE: Mark("•", "[i]", text("note"), "cyan"),
}
GLYPHS = "".join(m.glyph for m in (*COLOURS.values(), NOT_ASSESSED, *SEVERITIES.values()))


def marked(page: Page, mark: Mark) -> Styled:
    """Return glyph and word, in plain characters where the page cannot show all glyphs."""
    glyph = mark.glyph if page.can_show(GLYPHS) else mark.plain
    return styled(f"{glyph}\u00a0{page.clean(mark.word)}", mark.style)
