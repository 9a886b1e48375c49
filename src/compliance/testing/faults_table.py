"""Writes `docs/faults.md` by running every seeded fault: `python -m compliance.testing.faults_table`."""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from compliance.engine import exact_only
from compliance.findings import Finding
from compliance.rulebook.loader import RuleFolder
from compliance.testing.faults import FILE, Fault, findings_in
from compliance.testing.faults_base import FAULTS, dressed_samples

_HEAD = """\
# Checks and faults

Does each check find what it is for, and only that? {faults} faults are seeded, one at a time, in a report that has
no finding: the sample `samples/eksempel-hf-uten-feil-2025.yaml` with more figures, texts, claims and sums that are
true. Each fault must be found once, by its own code and at its place, and nothing else may be found but what
cannot but follow from the same change. The tests hold this.

The other direction is proven by whole reports that are made at random and right in every way
(`compliance.testing.consistent`): nothing is found in them. `make fuzz` makes 5,000.

This page is written by `make fault-table`, which runs every fault; a test fails when it is stale. "(last report)"
says that the earlier report was given too, with `--previous`.

## Which fault is found by which check

| Check | Fault | Found at | Severity | Follows from it |
|---|---|---|---|---|
{rows}

## How many faults each check finds

| Check | Its own faults | Follows from others |
|---|---|---|
{counts}
"""


def table_text(samples: Path) -> str:
    """Return the page as Markdown, from what is found in the samples of that folder."""
    rules, base = RuleFolder(samples / "rules"), dressed_samples(samples)
    with exact_only() as evaluator:
        ran = [
            (
                fault,
                findings_in(
                    fault.seeded_in(base),
                    rules,
                    evaluator,
                    compared=fault.compared,
                    folder=samples,
                ),
            )
            for fault in FAULTS
        ]
    rows = [_row(fault, findings) for fault, findings in sorted(ran, key=lambda r: r[0].code)]
    codes = sorted({check.code for check in rules.all_checks()})
    return _HEAD.format(
        faults=len(FAULTS), rows="\n".join(rows), counts="\n".join(_counts(ran, codes))
    )


def _row(fault: Fault, findings: tuple[Finding, ...]) -> str:
    own = [f for f in findings if f.code == fault.code]
    others = sorted({f.code for f in findings} - {fault.code})
    places = ", ".join(f"`{_path(f)}`" for f in own) or "not found"
    severities = ", ".join(dict.fromkeys(f.severity.value for f in own))
    says = fault.says + (" (last report)" if fault.compared else "")
    follows = ", ".join(f"`{code}`" for code in others)
    return f"| {_linked(fault.code)} | {says} | {places} | {severities} | {follows} |"


def _counts(ran: list[tuple[Fault, tuple[Finding, ...]]], codes: list[str]) -> Iterator[str]:
    own = Counter(fault.code for fault, found in ran if any(f.code == fault.code for f in found))
    others = Counter(
        code for fault, found in ran for code in {f.code for f in found} - {fault.code}
    )
    for code in codes:
        yield f"| {_linked(code)} | {own[code]} | {others[code] or ''} |"


def _linked(code: str) -> str:
    return f"[`{code}`](checks/{code}.md)"


def _path(finding: Finding) -> str:
    return finding.place.removeprefix(f"{FILE}, ").replace(".", " / ")


if __name__ == "__main__":
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    page = root / "docs" / "faults.md"
    page.write_text(table_text(root / "samples"), encoding="utf-8")
