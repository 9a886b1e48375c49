"""Writes `docs/checks/*.md` from the pages: `python -m compliance.check_pages` (a test fails when stale)."""

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

from compliance.language import Localised
from compliance.rulebook.checks import Check
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.page_shape import CheckPageFile, PageExampleShape
from compliance.rulebook.pages import CheckPage, PageExample, Piece

_WIDTH = 110
_README = """\
# The checks

Every finding has a code, and every code has a page: what is found, why it matters, an example that trips it, and
a near miss that does not. `compliance explain CODE` prints the same page, in Norwegian or English.

The examples are laid over `samples/eksempel-hf-uten-feil-2025.yaml`, a made-up report without any finding; with
`--previous` it is compared with `samples/eksempel-hf-uten-feil-forrige.yaml`. The tests run every example.

These files are written by `make check-pages` from `rules/checks/pages/`.

| Code | Severity | Finds |
|---|---|---|
{codes}

## The format of a page

A page lies in `checks/pages/CODE.yaml` of the house or of an authority. All texts stand in `nb` and `en`. An
authority's own code may be without a page.

<!-- keys: CheckPageFile -->
| Key | Meaning |
|---|---|
{page}

Each of the two examples says what is changed in the report without findings.

<!-- keys: PageExampleShape -->
| Key | Meaning |
|---|---|
{example}
"""


def page_text(page: CheckPage, checks: Sequence[Check]) -> str:
    """Return the page of a code as Markdown, in English.

    Args:
        checks: The checks of that code.
    """
    parts = [
        f"# {page.code}",
        _paragraph(page.title),
        f"Severity: {', '.join(_severities(checks))}.",
        "## What it does",
        _paragraph(page.what),
        "## Why it matters",
        _paragraph(page.why),
        "## Example that trips it",
        *_example(page.trips),
        "## Near miss that does not",
        *_example(page.near_miss),
        "## What it says and what to do",
        *(part for check in checks for part in _says(check)),
        _acceptance(checks),
    ]
    return "\n\n".join(parts) + "\n"


def index_text(pages: Sequence[CheckPage], checks: Sequence[Check]) -> str:
    """Return the list of all pages, and what a page is made of, as Markdown."""
    rows = []
    for page in pages:
        severities = ", ".join(_severities([c for c in checks if c.code == page.code]))
        rows.append(f"| [`{page.code}`]({page.code}.md) | {severities} | {page.title.en} |")
    return _README.format(
        codes="\n".join(rows),
        page="\n".join(_keys(CheckPageFile)),
        example="\n".join(_keys(PageExampleShape)),
    )


def pages_of(folder: RuleFolder) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file of `docs/checks/`."""
    checks = folder.all_checks()
    codes = sorted({check.code for check in checks})
    pages = [page for code in codes if (page := folder.page(code)) is not None]
    for page in pages:
        yield f"{page.code}.md", page_text(page, [c for c in checks if c.code == page.code])
    yield "README.md", index_text(pages, checks)


def write_pages(folder: Path) -> None:
    """Write every page into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, written in pages_of(RuleFolder()):
        (folder / name).write_text(written, encoding="utf-8")


def _paragraph(words: Localised) -> str:
    return _wrapped(words.en)


def _wrapped(words: str, indent: str = "") -> str:
    return "\n".join(
        wrap(
            words, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
        )
    )


def _severities(checks: Sequence[Check]) -> list[str]:
    """Return the severities of some checks, the heaviest first."""
    found = sorted({c.severity for c in checks}, key=lambda s: -s.weight)
    return [severity.value for severity in found]


def _example(example: PageExample) -> Iterator[str]:
    yield _paragraph(example.says)
    if example.without:
        taken = ", ".join(f"`{key}`" for key in example.without)
        yield f"Without the answer to {taken} of the base."
    if example.submission is not None:
        yield _fenced(example.submission)
    if example.previous is not None:
        yield "The earlier report, given with `--previous`:"
        yield _fenced(example.previous)


def _fenced(piece: Piece) -> str:
    return f"```yaml\n{piece.written.rstrip()}\n```"


def _says(check: Check) -> Iterator[str]:
    """Yield what one check says: its message, what is accepted, what to do."""
    yield _wrapped(f"**{check.severity.value.capitalize()}**: {_open(check.say)}")
    told = [f"- What to do ({check.applicability.value}): {_open(check.do)}"]
    if check.accept is not None and _open(check.accept) != "…":
        told.insert(0, f"- What is accepted: {_open(check.accept)}")
    yield "\n".join(_wrapped(words, "  ") for words in told)


def _open(words: Localised) -> str:
    """Return a text with its places left open."""
    return re.sub(r"\{\w+\}", "…", words.en).replace("….", "…").strip()


def _acceptance(checks: Sequence[Check]) -> str:
    if all(check.is_acceptable for check in checks):
        return "An organisation may accept the finding under `deviations:`, with a reason and a last day."
    return "Nobody may accept the finding: it must be corrected."


def _keys(model: type[CheckPageFile | PageExampleShape]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield f"| `{info.alias or name}` | {info.description} |"


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("docs/checks"))
