"""The claims of the papers as submissions: read from tests/data/claims, handed in, and counted."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import yaml

from compliance.assess import assess, conclude
from compliance.colour import Severity
from compliance.document import read_yaml
from compliance.engine import exact_only
from compliance.findings import Finding
from compliance.rulebook.loader import RuleFolder
from compliance.submission.reader import submission_of

FOLDER = Path(__file__).parent / "data" / "claims"
FLOORS = FOLDER / "floors.yaml"
KINDS = ("structured", "prose", "figures")
ABOUT_A_CLAIM = {
    "attachment-missing", "baseline-differs", "brighter-without-figures", "claim-false", "claim-undecidable",
    "claim-unreadable", "closed-period-changed", "date-implausible", "declared-brighter", "declared-darker",
    "delivered-later", "reference-missing", "scope-unclear", "status-brighter", "status-not-for-all",
    "sum-differs", "text-arithmetic", "text-direction-differs", "text-status-differs", "text-totals-differ",
    "text-value-differs", "totals-differ", "totals-too-bright", "unknown-location", "unknown-requirement",
    "value-differs", "value-unreadable",
}  # fmt: skip
"""The codes that speak of what is stated; the others ask for the rest of the form."""


@dataclass(frozen=True, slots=True)
class Found:
    """A finding about a claim."""

    code: str
    severity: Severity


@dataclass(frozen=True)
class Way:
    """One way to hand a claim in.

    Attributes:
        finds: The codes that must be found, in alphabetical order.
        also: Codes of the form that speak of this claim, each with the requirement or location it must be about.
        parts: What is handed in, as the text of a submission.
        earlier: Texts of earlier submissions.
    """

    claim: str
    name: str
    finds: tuple[str, ...]
    also: Mapping[str, str]
    parts: str
    earlier: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What it tries: structured claims, running text, or figures."""
        first = self.name.split("-")[0]
        return {"count": "structured", "dated": "prose", "status": "figures"}.get(first, first)

    @cached_property
    def found(self) -> tuple[Found, ...]:
        """What is found about the claim, in alphabetical order."""
        return self.found_in(self.parts)

    def found_in(self, written: str) -> tuple[Found, ...]:
        """Return what is found about the claim in another text of the same way."""
        submission = _submission(written)
        with exact_only() as engine:
            earlier = [_submission(text) for text in self.earlier]
            concluded = [conclude(_book(one.rule_book), one, engine) for one in earlier]
            report = assess(_book(submission.rule_book), submission, engine, earlier=concluded)
        found = [Found(f.code, f.severity) for f in report.findings if self._is_of_it(f)]
        return tuple(sorted(found, key=lambda f: f.code))

    def _is_of_it(self, finding: Finding) -> bool:
        where = self.also.get(finding.code)
        return finding.code in ABOUT_A_CLAIM or where in {finding.requirement, finding.location} - {
            None
        }


@dataclass(frozen=True)
class Fault:
    """A way with one figure or word made wrong."""

    way: Way
    old: str
    new: str

    @property
    def name(self) -> str:
        return f"{self.way.claim} {self.way.name}: {self.old} → {self.new}"

    @cached_property
    def is_flagged(self) -> bool:
        """Whether it is found; it counts only beside what the right figures give."""
        assert not is_flagged(self.way.found), self.name
        return is_flagged(self.way.found_in(_places(self.old).sub(self.new, self.way.parts)))


@dataclass(frozen=True)
class Claim:
    """A claim with its verdict, the ways to hand it in, and its faults."""

    id: str
    verdict: str
    ways: tuple[Way, ...]
    faults: tuple[Fault, ...]
    missed: str | None

    @cached_property
    def is_flagged(self) -> bool:
        return any(is_flagged(way.found) for way in self.ways)


def is_flagged(found: tuple[Found, ...]) -> bool:
    """Whether something is called wrong; a note only points something out."""
    return any(one.severity is not Severity.NOTE for one in found)


@cache
def claims() -> tuple[Claim, ...]:
    """Return all claims, by document."""
    return tuple(claim for file in sorted(FOLDER.glob("*-20*.yaml")) for claim in _read(file))


def faults(kind: str) -> tuple[Fault, ...]:
    """Return the faults that are made in one kind of way."""
    return tuple(f for claim in claims() for f in claim.faults if f.way.kind == kind)


Share = tuple[int, int]
"""How many, and of how many."""


def measured() -> dict[str, Share]:
    """Return precision and recall, and the recall of the single faults by kind of way."""
    flagged = [claim for claim in claims() if claim.is_flagged]
    wrong = [claim for claim in claims() if claim.verdict == "inconsistent"]
    right = sum(claim.verdict == "inconsistent" for claim in flagged)
    return {
        "precision": (right, len(flagged)),
        "recall": (right, len(wrong)),
        **{f"faults {kind}": _share_found(faults(kind)) for kind in KINDS},
    }


def _share_found(made: tuple[Fault, ...]) -> Share:
    return sum(fault.is_flagged for fault in made), len(made)


def floors() -> dict[str, Share]:
    """Return what was measured when the floors were last raised."""
    kept = yaml.load(FLOORS.read_text(encoding="utf-8"), yaml.BaseLoader)  # text only
    shares = {name: written.split(" of ") for name, written in kept.items()}
    return {name: (int(part), int(whole)) for name, (part, whole) in shares.items()}


def table() -> str:
    """Return what was measured, and by name what was missed and what was flagged wrongly."""
    lines = [
        f"{name:18} {part / of:6.1%}  {part} of {of}" for name, (part, of) in measured().items()
    ]
    for claim in claims():
        is_wrong = claim.verdict == "inconsistent"
        if claim.is_flagged is not is_wrong:
            lines.append(f"{'missed' if is_wrong else 'false alarm':12} {claim.id}")
    lines += [f"not found    {f.name}" for kind in KINDS for f in faults(kind) if not f.is_flagged]
    return "\n".join(lines)


def _read(file: Path) -> Iterator[Claim]:
    data = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # text only
    for name, claim in data["claims"].items():
        ways = tuple(_way(name, way, given, data["base"]) for way, given in claim["ways"].items())
        made = tuple(
            Fault(way, fault["old"], fault["new"])
            for fault in claim.get("wrong", [])
            for way in _ways_with(ways, fault["old"])
        )
        yield Claim(name, claim["verdict"], ways, made, claim.get("missed"))


def _ways_with(ways: tuple[Way, ...], old: str) -> list[Way]:
    """Return the ways in which something stands exactly once; it must stand in one of them."""
    counts = {way.name: len(_places(old).findall(way.parts)) for way in ways}
    assert any(counts.values()), (ways[0].claim, old)
    assert max(counts.values()) == 1, (ways[0].claim, old, counts)
    return [way for way in ways if counts[way.name]]


def _places(old: str) -> re.Pattern[str]:
    """Return where a figure or words stand for themselves, not within others."""
    return re.compile(rf"(?<![\w-])(?<!\d,){re.escape(old)}(?!\w|,\d)")


def _way(claim: str, name: str, given: Mapping[str, object], base: Mapping[str, object]) -> Way:
    told = {key: given[key] for key in given if key not in {"finds", "also", "earlier"}}
    return Way(
        claim=claim,
        name=name,
        finds=tuple(given.get("finds", ())),
        also=given.get("also", {}),
        parts=_written(_over(base, told)),
        earlier=tuple(_written(one) for one in given.get("earlier", ())),
    )


def _over(base: Mapping[str, object], told: Mapping[str, object]) -> dict[str, object]:
    """Return the base with what is told put over it; the answers of both."""
    answers = {**base["answers"], **told.get("answers", {})}
    return {**base, **told, "answers": answers}


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _written(parts: Mapping[str, object]) -> str:
    """Return a submission as text."""
    whole = {"schema": "compliance/submission@1", **parts}
    return yaml.dump(whole, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10_000)


def _submission(written):
    return submission_of(read_yaml(written, "s.yaml"), file="s.yaml", digest="0")


@cache
def _book(name):
    return RuleFolder(None).book(name)
