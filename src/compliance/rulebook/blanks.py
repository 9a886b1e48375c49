"""Blanks of a rule file that is not written to its end: all that still says FILL IN."""

import re
from collections.abc import Iterator

from compliance.document import Mapping, Node, Scalar
from compliance.errors import Place, Problem
from compliance.language import Text, text

BLANK = "FILL IN"
"""What stands where something is still to be written, alone or within other words."""

_BLANK = re.compile(r"\bFILL IN\b")


def blanks_in(node: Node, key: str = "") -> Iterator[Problem]:
    """Yield a problem for each blank, by place; a name that is blank is one too."""
    if isinstance(node, Scalar):
        if _BLANK.search(node.text):
            yield _problem(node.place, text("“{key}” is not filled in yet.", key=key))
    elif isinstance(node, Mapping):
        for name, inner in node.entries.items():
            if _BLANK.search(name):
                what = text("the name “{name}” is not filled in yet.", name=name)
                yield _problem(node.keys[name], what)
            yield from blanks_in(inner, name)
    else:
        for inner in node.items:
            yield from blanks_in(inner, key)


def _problem(place: Place, what: Text) -> Problem:
    remedy = text("Write what belongs here in place of {blank}.", blank=BLANK)
    return Problem(code="invalid-rule", place=place, what=what, accepted=remedy)
