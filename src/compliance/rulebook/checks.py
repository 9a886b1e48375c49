"""The vocabulary of checks: patterns over facts, joined by equal variables, and what is said when they match."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.colour import Severity
from compliance.errors import Place
from compliance.language import Localised


@dataclass(frozen=True, slots=True)
class FactKind:
    """One kind of fact: its fields, the closed words of some of them, and the details texts may use."""

    fields: Mapping[str, tuple[str, ...] | None]
    details: tuple[str, ...] = ()


_YES_NO = ("yes", "no")
_PLACE = {"requirement": None, "card": None, "location": None, "component": None}
_COLOURS = ("green", "yellow", "red", "none")

FACT_KINDS: Mapping[str, FactKind] = {
    "requirement": FactKind(
        {
            "requirement": None,
            "id": None,
            "applies": ("yes", "no", "not-stated"),
            "form": ("same", "separate"),
            "answered": _YES_NO,
        },
        ("title",),
    ),
    "answer": FactKind(
        {
            "answer": None,
            "requirement": None,
            "location": None,
            "own": _YES_NO,
            "values": _YES_NO,
            "see": _YES_NO,
        },
        ("title", "see_text"),
    ),
    "answer-text": FactKind({"requirement": None}),
    "declared": FactKind({"requirement": None}),
    "declaration": FactKind(
        {
            **_PLACE,
            "declared": ("green", "yellow", "red"),
            "computed": ("green", "yellow", "red"),
            "direction": ("brighter", "darker", "same"),
            "distance": ("none", "one", "two"),
            "colours": ("result", "forecast"),
        },
        ("title", "declared_word", "assessed_word"),
    ),
    "assessment": FactKind(
        {
            **_PLACE,
            "kind": None,
            "basis": ("figures", "date", "stated", "none"),
            "colour": _COLOURS,
            "reason": None,
            "part": _YES_NO,
        },
        ("title", "missing_text"),
    ),
    "asks": FactKind({"requirement": None, "content": None}, ("title", "content_title")),
    "content": FactKind({"requirement": None, "content": None}),
    "source": FactKind({"answer": None}),
    "value": FactKind(
        {
            "value": None,
            **_PLACE,
            "indicator": None,
            "period": None,
            "vintage": None,
            "reason": None,
        },
        ("title", "found", "why_text", "accepted_text", "period_text"),
    ),
    "unknown": FactKind(
        {
            "unknown": None,
            "what": ("requirement", "location"),
            "requirement": None,
            "card": None,
            "location": None,
        },
        ("found", "near", "accepted_text"),
    ),
    "claim": FactKind({"claim": None, "relation": None}),
    "previous": FactKind({**_PLACE, "period": None}),
    "baseline": FactKind(
        {**_PLACE, "period": None, "differs": _YES_NO},
        ("title", "rule_value", "submitted_value", "period_text"),
    ),
    "totals": FactKind(
        {
            "differ": ("yes", "no", "silent"),
            "too_bright": ("yes", "no", "silent"),
            "colours": ("result", "forecast"),
        },
        ("stated_text", "counted_text", "red_stated", "red_counted"),
    ),
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """Matches facts of one kind.

    Attributes:
        constants: Field and the words it may have; one word or several.
        variables: Field and the variable (without `$`) that it binds or must equal.
    """

    kind: str
    constants: tuple[tuple[str, tuple[str, ...]], ...]
    variables: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Found when all of `when` match with equal variables and none of `unless` does.

    Two matches with equal variables are one finding. Every variable of `unless` is bound in `when`.

    Attributes:
        id: `code#n`, n counting the entries of that code.
    """

    id: str
    code: str
    severity: Severity
    when: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    say: Localised
    accept: Localised | None
    do: Localised
    place: Place

    @property
    def variables(self) -> tuple[str, ...]:
        """Every variable of `when`, in the order of first use."""
        return tuple(dict.fromkeys(name for p in self.when for _, name in p.variables))
