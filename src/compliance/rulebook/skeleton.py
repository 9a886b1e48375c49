"""A new card with its comments: what is to be written stands as a blank, and it lints once all are filled."""

import re
from datetime import date

from compliance.language import Language, text
from compliance.rulebook.blanks import BLANK
from compliance.rulebook.skeleton_kinds import BODIES, COMMENTS, WITHOUT_MEASURE

KINDS = tuple(BODIES)
"""The kinds of target there is a card of."""

_COMMENT = re.compile(r"^( *)#: (\w+)$", re.MULTILINE)
_HEAD = """\
schema: compliance/card@1
id: {id}
#: title
title:
  nb: {blank}
  en: {blank}
#: indicator
indicator: {name}
"""


def has_measure(kind: str) -> bool:
    """Whether a card of that kind judges figures, and so has a unit and a direction."""
    return kind not in WITHOUT_MEASURE


def path_of(id_: str) -> str:
    """Return where the card of that id lies: "rules/eksempel/cards/name.yaml"."""
    authority, _, name = id_.partition("/")
    return f"rules/{authority}/cards/{name}.yaml"


def skeleton(
    kind: str,
    id_: str,
    language: Language,
    *,
    unit: str | None = None,
    direction: str | None = None,
    start: date | None = None,
) -> str:
    """Return the text of a card file whose blanks say FILL IN, with comments in that language.

    Args:
        kind: One of `KINDS`.
        id_: Authority and name: "helse-nord/sick-leave".
        unit, direction: As the card writes them; None leaves a blank.
        start: The first day in force; None leaves a blank. Its year is that of the examples.
    """
    grows = direction == "higher is better"
    filled = {
        "{id}": id_,
        "{name}": id_.partition("/")[2],
        "{unit}": unit or BLANK,
        "{direction}": direction or BLANK,
        "{from}": BLANK if start is None else start.isoformat(),
        "{year}": BLANK if start is None else f"{start.year:04d}",
        "{step}": "increase" if grows else "reduce",
        "{blank}": BLANK,
    }
    written = _HEAD + BODIES[kind]
    for place, said in filled.items():
        written = written.replace(place, said)
    written = _COMMENT.sub(lambda m: _comment(m[1], language.say(COMMENTS[m[2]])), written)
    head = (
        text("Save this card as {path}.", path=path_of(id_)),
        text("Write something in place of each {blank}. “compliance rules lint” names those that are left.",
             blank=BLANK),
    )  # fmt: skip
    return "\n".join(_comment("", language.say(line)) for line in head) + "\n" + written


def _comment(indent: str, said: str) -> str:
    return "\n".join(f"{indent}# {line}" for line in said.splitlines())
