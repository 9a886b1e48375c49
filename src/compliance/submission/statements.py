"""Reads what a submission states beside its answers: claims, sums, accepted deviations, attachments."""

import re
from collections.abc import Iterator
from pathlib import Path

from compliance.document import Mapping, Node, Scalar, Sequence
from compliance.errors import Place, Problem, Unreadable
from compliance.language import text
from compliance.period import parse_day
from compliance.submission.model import Attachment, Deviation, StatedClaim, StatedSum

_FILE = re.compile(
    r"(?!www\.)[^/\\:*?\"<>|]+\.(?!no$)(?=\d*[a-z])[a-z0-9]{2,5}", re.IGNORECASE | re.ASCII
)
"""A name with the ending of a file, which has a letter: neither a day (12.05.2025) nor an address on the web."""


def claims_of(node: Mapping) -> Iterator[StatedClaim]:
    """Yield the claims, of the right shape, in order."""
    for entry in _listed(node, "claims"):
        of = entry.entries["of"]
        items = of.items if isinstance(of, Sequence) else ()
        yield StatedClaim(
            relation=_text(entry, "relation"),
            says=_scalar(entry, "says"),
            of=tuple(item for item in items if isinstance(item, Scalar)),
            per=_optional(entry, "per"),
            direction=_text(entry, "direction") or None,
            requirement=_text(entry, "requirement") or None,
            where=_text(entry, "place"),
            place=entry.keys["says"],
        )


def sums_of(node: Mapping) -> Iterator[StatedSum]:
    """Yield the sums, of the right shape, in order."""
    for entry in _listed(node, "sums"):
        rows = entry.entries["rows"]
        listed = rows.entries if isinstance(rows, Mapping) else {}
        yield StatedSum(
            total=_scalar(entry, "total"),
            rows={n.strip(): item for n, item in listed.items() if isinstance(item, Scalar)},
            requirement=_text(entry, "requirement") or None,
            where=_text(entry, "place"),
            place=entry.keys["total"],
        )


def deviations_of(node: Mapping, problems: list[Problem]) -> Iterator[Deviation]:
    """Yield the accepted deviations; an empty reason or an unreadable day is added to `problems`."""
    for entry in _listed(node, "deviations"):
        until = _scalar(entry, "until")
        try:
            day = parse_day(until.text)
        except Unreadable as error:
            problems.append(_problem(until.place, "until", error))
            continue
        reason = _scalar(entry, "reason")
        if not reason.text.strip():
            empty = Unreadable(text("there is no reason."), text("Write why it is accepted."))
            problems.append(_problem(reason.place, "reason", empty))
            continue
        yield Deviation(
            code=_text(entry, "code"),
            requirement=_text(entry, "requirement") or None,
            card=_text(entry, "card") or None,
            location=_text(entry, "location") or None,
            component=_text(entry, "component") or None,
            reason=reason.text.strip(),
            until=day,
            place=entry.keys["code"],
        )


def attachments_of(node: Mapping, folder: Path | None) -> Iterator[Attachment]:
    """Yield the attachments; whether a named file lies in `folder` is looked up."""
    listed = node.entries.get("attachments")
    if not isinstance(listed, Mapping):
        return
    for name, item in listed.entries.items():
        file = item.text.strip() if isinstance(item, Scalar) else ""
        is_there = None
        if folder is not None and _FILE.fullmatch(file):
            is_there = (folder / file).is_file()
        yield Attachment(name.strip(), file, listed.keys[name], is_there)


def _listed(node: Mapping, key: str) -> Iterator[Mapping]:
    found = node.entries.get(key)
    for item in found.items if isinstance(found, Sequence) else ():
        if isinstance(item, Mapping):
            yield item


def _optional(node: Mapping, key: str) -> Scalar | None:
    found: Node | None = node.entries.get(key)
    return found if isinstance(found, Scalar) and found.text.strip() else None


def _scalar(node: Mapping, key: str) -> Scalar:
    found = node.entries[key]
    assert isinstance(found, Scalar)  # noqa: S101  # the shape is right
    return found


def _text(node: Mapping, key: str) -> str:
    found = _optional(node, key)
    return "" if found is None else found.text.strip()


def _problem(place: Place, key: str, error: Unreadable) -> Problem:
    what = text("{key}: {what}", key=key, what=error.what)
    return Problem(code="not-a-submission", place=place, what=what, accepted=error.accepted)
