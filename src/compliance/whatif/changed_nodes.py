"""Changes the nodes of a submission, so that the ordinary reading finds the values that are tried."""

import re
from collections.abc import Callable

from compliance.document import Mapping, Node, Scalar
from compliance.errors import Unreadable
from compliance.period import Period
from compliance.rulebook.model import Organisation
from compliance.whatif.settings import SET, Placed

_REPLACED = ("value", "numerator", "denominator", "probability", "consequence")
_RATIO = re.compile(r"([^/]+)/([^/]+)")


def with_setting(node: Node, placed: Placed, organisation: Organisation) -> Node:
    """Return the submission with one value set; what else is said of the value stays."""
    top = _mapping(node)
    answers = _mapping(top.entries.get("answers"))
    here = [key for id_ in placed.answers for key in answers.entries if key.strip() == id_]
    # an answer that holds the place already, else the one that is there
    key = next((k for k in here if _has_place(answers.entries[k], placed, organisation)), None)
    key = key or (here[0] if here else placed.answers[0])
    answer = _set_in(_mapping(answers.entries.get(key)), _steps(placed, organisation), placed)
    return _put(top, "answers", _put(answers, key, answer))


_Same = Callable[[str], bool]


def _steps(placed: Placed, organisation: Organisation) -> list[tuple[str, _Same]]:
    """Return the names under `by`, each with what tells whether a written one means the same."""
    steps: list[tuple[str, _Same]] = []
    if placed.location is not None:
        wanted = organisation.location(placed.location)
        steps.append((placed.location, lambda name: organisation.location(name) == wanted))
    card, component = placed.card, placed.component
    if card is not None and component is not None:
        part = card.component(component)
        steps.append((component, lambda name: card.component(name) == part))
    return steps


def _has_place(node: Node, placed: Placed, organisation: Organisation) -> bool:
    here = _mapping(node)
    for _, is_same in _steps(placed, organisation):
        by = _mapping(here.entries.get("by"))
        name = next((key for key in by.entries if is_same(key)), None)
        if name is None:
            return False
        here = _mapping(by.entries[name])
    return placed.field in here.entries


def _set_in(entry: Mapping, steps: list[tuple[str, _Same]], placed: Placed) -> Mapping:
    if not steps:
        return _with_value(entry, placed)
    (wanted, is_same), *rest = steps
    by = _mapping(entry.entries.get("by"))
    name = next((key for key in by.entries if is_same(key)), wanted)
    inner = _set_in(_mapping(by.entries.get(name)), rest, placed)
    return _put(entry, "by", _put(by, name, inner))


def _with_value(entry: Mapping, placed: Placed) -> Mapping:
    value = placed.setting.value
    if placed.field != "values":
        return _put(entry, placed.field, Scalar(value, SET))
    values = _mapping(entry.entries.get("values"))
    period = next((key for key in values.entries if _is_period(key, placed.period)), None)
    old = None if period is None else values.entries[period]
    written = _value(value, old, placed)
    return _put(entry, "values", _put(values, period or placed.period.name, written))


def _is_period(written: str, wanted: Period) -> bool:
    try:
        return Period.parse(written) == wanted
    except Unreadable:
        return False


def _value(value: str, old: Node | None, placed: Placed) -> Node:
    """Return the node of a value; its coverage, vintage, budget and number of cases stay as they were."""
    said = old.entries if isinstance(old, Mapping) else {}
    kept = {key: node for key, node in said.items() if key not in _REPLACED}
    ratio = _RATIO.fullmatch(value)
    if ratio is not None:
        names = ("probability", "consequence") if placed.in_two_words else _REPLACED[1:3]
        kept.pop("cases", None)
        parts = zip(names, ratio.groups(), strict=True)
        return _in_full({name: Scalar(part.strip(), SET) for name, part in parts} | kept)
    if "denominator" in said:
        kept.setdefault("cases", said["denominator"])
    return _in_full({"value": Scalar(value, SET)} | kept) if kept else Scalar(value, SET)


def _in_full(entries: dict[str, Node]) -> Mapping:
    return Mapping(entries, dict.fromkeys(entries, SET), SET)


def _mapping(node: Node | None) -> Mapping:
    """Return the node, or an empty mapping where nothing is filled in."""
    if isinstance(node, Mapping):
        return node
    return Mapping({}, {}, SET if node is None else node.place)


def _put(mapping: Mapping, key: str, node: Node) -> Mapping:
    """Return the mapping with one key replaced or added at the end; what is set stands at its own place."""
    place = SET if node.place == SET else mapping.keys.get(key, SET)
    return Mapping({**mapping.entries, key: node}, {**mapping.keys, key: place}, mapping.place)
