"""`compliance rules new`: a card with comments and blanks, to be filled in."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compliance.cli.streams import complain, write
from compliance.errors import one_of
from compliance.language import Joined, Language, Text, text
from compliance.quantity import Unit
from compliance.rulebook.skeleton import KINDS, has_measure, skeleton

REFUSED = 2

DIRECTIONS = ("higher is better", "lower is better")


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCard:
    """What is asked for, as written; None where it is left blank."""

    kind: str
    id: str
    unit: str | None = None
    direction: str | None = None
    start: date | None = None


def run_new(card: NewCard, *, output: Path | None, language: Language) -> int:
    """Print a new card, or write it to a file that is not there yet; return the exit code: 0, or 2 if refused."""
    kind = card.kind.replace("-", " ").strip()
    what = _wrong(card, kind)
    if what is not None:
        complain(what, language)
        return REFUSED
    direction = next((d for d in DIRECTIONS if card.direction in {d, d.split()[0]}), None)
    made = skeleton(
        kind, card.id, language, unit=card.unit, direction=direction, start=card.start
    )  # fmt: skip
    if output is None:
        write(made.rstrip("\n"))
        return 0
    try:
        with output.open("x", encoding="utf-8", newline="\n") as file:
            file.write(made)
    except FileExistsError:
        complain(
            text("-o: {file} is there already, and is left as it is. Name another file.", file=str(output)),
            language,
        )  # fmt: skip
        return REFUSED
    except OSError as error:
        complain(
            text("-o: {file} cannot be written: {why}.", file=str(output), why=str(error.strerror)),
            language,
        )
        return REFUSED
    write(language.say(text("{file} is written.", file=str(output))))
    return 0


def _wrong(card: NewCard, kind: str) -> Text | Joined | None:
    """Return what is wrong with what is asked for, and what is accepted."""
    if kind not in KINDS:
        return _not_accepted("--kind", card.kind, one_of(KINDS, kind))
    if re.fullmatch(r"[a-z0-9-]+/[a-z0-9-]+", card.id) is None:
        accepted = text("Write authority and name in small letters, digits and hyphens, such as "
                        "eksempel/sick-leave.")  # fmt: skip
        return _not_accepted("--id", card.id, accepted)
    for option, given in (("--unit", card.unit), ("--direction", card.direction)):
        if given is not None and not has_measure(kind):
            return text(
                "{option}: a card of kind {kind} judges no figure.", option=option, kind=kind
            )
    if card.unit is not None and card.unit not in set(Unit):
        return _not_accepted("--unit", card.unit, one_of(Unit, card.unit))
    known = {*DIRECTIONS, *(d.split()[0] for d in DIRECTIONS)}
    if card.direction is not None and card.direction not in known:
        return _not_accepted("--direction", card.direction, one_of(DIRECTIONS, card.direction))
    if card.direction is not None and kind == "range":
        return text("{option}: a range has no direction.", option="--direction")
    return None


def _not_accepted(option: str, found: str, accepted: Text) -> Joined:
    what = text("{option}: “{found}” is not accepted.", option=option, found=found)
    return Joined((what, accepted), " ")
