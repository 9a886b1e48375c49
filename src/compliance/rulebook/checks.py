"""The vocabulary of checks: patterns over facts, joined by equal variables, and what is said when they match."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.colour import Applicability, Severity
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
            "lacks": _YES_NO,
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
    "claim": FactKind(
        {
            "claim": None,
            "requirement": None,
            "relation": (
                *("sum", "share", "difference", "percent-change"),
                *("rate", "complement", "count", "direction"),
            ),
            "origin": ("stated", "text"),
            "verdict": ("exact", "rounding", "false", "undecidable", "unreadable"),
        },
        ("says_text", "how_text", "why_text", "accepted_text", "quote_text", "where_text"),
    ),
    "statement": FactKind(
        {
            "statement": None,
            **_PLACE,
            "about": ("value", "direction", "status", "totals"),
            "agrees": ("yes", "no", "scope"),
        },
        ("title", "quote_text", "other_text", "other_place", "scope_text", "period_text"),
    ),
    "status": FactKind(
        {
            **_PLACE,
            "said": ("met", "partly", "not-met"),
            "computed": _COLOURS,
            "direction": ("brighter", "darker", "same"),
            "distance": ("none", "one", "two"),
            "whole": _YES_NO,
            "colours": ("result", "forecast"),
        },
        ("title", "status_text", "assessed_word", "part_text"),
    ),
    "twin": FactKind(
        {
            "twin": None,
            **_PLACE,
            "period": None,
            "against": ("same-report", "last-report"),
            "agrees": ("yes", "no", "scope"),
            "vintage": ("final", "preliminary", "estimated"),
        },
        ("title", "value_text", "other_text", "other_place", "scope_text", "period_text"),
    ),
    "previous": FactKind(
        {
            **_PLACE,
            "before": _COLOURS,
            "now": _COLOURS,
            "direction": ("brighter", "darker", "same"),
            "distance": ("none", "one", "two"),
            "figures": ("better", "same", "worse", "unknown"),
            "answered": _YES_NO,
        },
        ("title", "part_text", "before_word", "now_word", "previous_text"),
    ),
    "copied": FactKind(
        {"requirement": None, "content": None, "reached": _YES_NO},
        ("title", "content_title", "previous_text"),
    ),
    "promise": FactKind(
        {"promise": None, "requirement": None, "told": _YES_NO},
        ("title", "quote_text", "due_text", "other_place"),
    ),
    "unjudged": FactKind(
        {**_PLACE, "declared": ("green", "yellow", "red"), "reason": None},
        ("title", "declared_word", "cases_text", "least_text"),
    ),
    "uncertainty": FactKind(
        {**_PLACE, "spans": _YES_NO, "colour": _COLOURS},
        ("title", "low_text", "high_text", "threshold_text", "cases_text"),
    ),
    "freshness": FactKind(
        {
            **_PLACE,
            "period": None,
            "vintage": ("final", "preliminary", "estimated"),
            "final": ("known", "due", "not-due"),
        },
        ("title", "period_text", "other_text", "other_place", "due_text"),
    ),
    "months": FactKind(
        {**_PLACE, "period": None, "what": ("value", "baseline"), "fits": _YES_NO},
        ("title", "period_text", "wanted_text"),
    ),
    "identity-number": FactKind({"number": None}),
    "reference": FactKind(
        {
            "reference": None,
            "requirement": None,
            "to": ("attachment", "requirement"),
            "exists": ("yes", "no", "unknown"),
        },
        ("quote_text", "number_text", "accepted_text"),
    ),
    "attachment": FactKind(
        {"attachment": None, "exists": ("yes", "no", "unknown")}, ("name_text", "file_text")
    ),
    "summary": FactKind({"asked": _YES_NO, "given": _YES_NO}),
    "place": FactKind(
        {"requirement": None, "location": None, "answered": _YES_NO}, ("title", "location_text")
    ),
    "choice": FactKind(
        {"requirement": None, "location": None, "chosen": ("fewer", "within", "more")},
        ("title", "location_text", "number_text", "wanted_text"),
    ),
    "date": FactKind(
        {"given": _YES_NO, "needed": _YES_NO, "early": _YES_NO}, ("day_text", "period_text")
    ),
    "delivery": FactKind({**_PLACE, "later": _YES_NO}, ("title", "delivered_text", "as_of_text")),
    "deviation": FactKind(
        {
            "deviation": None,
            "code": None,
            "state": ("used", "unused", "expired", "not-acceptable", "unknown-code"),
        },
        ("until_text", "reason_text", "accepted_text"),
    ),
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
        is_acceptable: Whether an organisation may accept the finding, with a reason.
    """

    id: str
    code: str
    severity: Severity
    when: tuple[Pattern, ...]
    unless: tuple[Pattern, ...]
    say: Localised
    accept: Localised | None
    do: Localised
    applicability: Applicability = Applicability.DO_IT
    is_acceptable: bool = True
    place: Place

    @property
    def variables(self) -> tuple[str, ...]:
        """Every variable of `when`, in the order of first use."""
        return tuple(dict.fromkeys(name for p in self.when for _, name in p.variables))
