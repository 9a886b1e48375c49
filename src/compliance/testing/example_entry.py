"""Writes an answer that was tried as an entry under `examples:` of its card."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.colour import Outcome
from compliance.quantity import Unit
from compliance.rulebook.demands import Demand, PartsDemand
from compliance.rulebook.model import Card, Example
from compliance.testing.examples import try_example, written_outcome
from compliance.testing.trial import Trial, node_of

_PLAIN = re.compile(r"[\wæøåÆØÅ](?:[\wæøåÆØÅ ,.%/+-]*[\wæøåÆØÅ,.%/+-])?", re.ASCII)
_SIGNS = {Unit.PERCENT: " %", Unit.NOK: " kr"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One answer as an example of a card.

    Attributes:
        content: Its keys without `expect`, as dicts, lists and texts.
        expect: What the exact evaluator concludes of it under the card; None when no example can hold it.
        under_the_law: What it concluded where the law tried it, on a part of the card or a changed one.
    """

    content: Mapping[str, Any]
    expect: Outcome | None
    under_the_law: Outcome

    def lines(self) -> Iterator[str]:
        """Yield the lines of YAML, as they stand below `examples:`."""
        expect = self.under_the_law if self.expect is None else self.expect
        said = {"expect": written_outcome(expect), **self.content}
        for number, line in enumerate(_yaml(said)):
            yield ("    " if number else "  - ") + line


def entry_of(trial: Trial, card: Card) -> Entry:
    """Return what was tried as an example of `card`, of which the trial may hold only a part."""
    assessment = trial.assessment
    target = assessment.case.judged.target
    when = _when(_in_unit(trial, card))
    whom = trial.organisation
    if target is not None:
        component = _component(card, target.demand)
        if component and not trial.by and not trial.card.components and trial.values:
            when = {"by": {component: when}}
        whom = whom or _whom(card, target.demand)
    content: dict[str, Any] = {"for": whom} if whom else {}
    content["period"] = trial.report.name
    if trial.as_of is not None:
        content["as_of"] = trial.as_of.isoformat()
    if when:
        content["when"] = when
    example = Example(
        expect=assessment.outcome,
        trend=None,
        when=node_of(when),
        whom=whom or None,
        period=trial.report,
        as_of=trial.as_of,
        place=card.place,
    )
    found = try_example(card, example)[0] if _can_stand(when) else None
    return Entry(
        content=content,
        expect=None if found is None else found.outcome,
        under_the_law=assessment.outcome,
    )


def _can_stand(when: Mapping[str, Any]) -> bool:
    """Whether `examples:` can hold it: changes stand only beside the whole, not under a component."""
    parts = when.get("by", {}).values()
    return not any(isinstance(value, list) for part in parts for value in part.values())


def _in_unit(trial: Trial, card: Card) -> dict[str, object]:
    """Return the answer in the unit of the card; the mirror judges every figure in points."""
    answer = trial.answer
    if card.unit is None or trial.card.unit is card.unit:
        return answer
    sign = _SIGNS.get(card.unit, "")
    answer["values"] = {
        period: value.removesuffix(" poeng") + sign if isinstance(value, str) else value
        for period, value in trial.values.items()
    }
    return answer


def _when(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer as `when` says it: periods stand beside the other keys."""
    when = dict(answer.get("values", {}))
    when |= {k: v for k, v in answer.items() if k not in {"values", "by", "declared"} and v}
    parts = {name: _when(part) for name, part in answer.get("by", {}).items()}
    return when | ({"by": parts} if parts else {})


def _component(card: Card, demand: Demand) -> str | None:
    """Return a component of which the card demands that, or None when it demands it of the whole."""
    variants = [v for t in card.targets for v in t.variants]
    if any(v.demand == demand for v in variants):
        return None
    for variant in variants:
        if isinstance(variant.demand, PartsDemand):
            for part in variant.demand.parts:
                if part.component and part.demand == demand:
                    return part.component
    return None


def _whom(card: Card, demand: Demand) -> str:
    """Return for whom alone the card demands that, or nothing."""
    if any(_demands(t.demand, demand) for t in card.targets):
        return ""
    overrides = [pair for t in card.targets for pair in t.overrides.items()]
    return next((whom for whom, t in overrides if _demands(t.demand, demand)), "")


def _demands(whole: Demand, demand: Demand) -> bool:
    parts = whole.parts if isinstance(whole, PartsDemand) else ()
    return whole == demand or any(part.demand == demand for part in parts)


# -- YAML as rule files have it: block style, every scalar a text


def _yaml(content: Mapping[str, Any]) -> Iterator[str]:
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield f"{scalar(key)}:"
            yield from (f"  {line}" for line in _yaml(value))
        elif isinstance(value, str) or not isinstance(value, Sequence):
            yield f"{scalar(key)}: {scalar(str(value))}"
        else:
            yield f"{scalar(key)}:"
            yield from (f"  - {scalar(str(item))}" for item in value)


def scalar(said: str) -> str:
    """Return a text as a scalar of YAML, in quotes where it needs them."""
    if _PLAIN.fullmatch(said):
        return said
    return "".join(
        c if _shows(c) else f"\\u{ord(c):04x}" for c in json.dumps(said, ensure_ascii=False)
    )


def _shows(character: str) -> bool:
    return character == " " or unicodedata.category(character)[0] not in "CZ"
