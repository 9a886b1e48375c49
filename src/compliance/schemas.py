"""Writes `schemas/*.schema.json` from the models: `python -m compliance.schemas` (a test fails when stale).

The report's schema is written from the fields of `compliance.report.json_report`; a test validates
every sample's report against it.
"""

import json
import sys
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from compliance.colour import Applicability, Basis, Colour, Reason, Severity, Trend
from compliance.quantity import Unit
from compliance.rulebook.page_shape import CheckPageFile
from compliance.rulebook.shape import CardFile, ChecksFile, OrganisationsFile, RuleBookFile
from compliance.submission.shape import SubmissionFile

Exact = Annotated[
    str,
    Field(
        pattern=r"^-?\d+(\.\d+)?(/\d+)?(\.\.-?\d+(\.\d+)?(/\d+)?)?$",
        description="A finite decimal, a fraction such as 155/11, or an interval low..high",
    ),
]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class _Part(BaseModel):
    """A part of the report: every key is always there."""

    model_config = ConfigDict(extra="forbid")


class _Tool(_Part):
    version: str
    engine: str


class _Digested(_Part):
    id: str
    digest: str


class _Submission(_Part):
    file: str
    digest: str
    organisation: str
    report: str
    period: str


class _Summary(_Part):
    green: int
    yellow: int
    red: int
    not_assessed: int
    stated: int
    errors: int
    warnings: int
    notes: int
    accepted: int
    verdict: Literal["ready", "not-ready"]


class _Baseline(_Part):
    period: str
    value: Exact
    place: str


class _Source(_Part):
    document: str
    place: str | None
    year: str | None
    url: str | None


class _Target(_Part):
    words: str
    from_: Day = Field(alias="from")
    to: Day | None
    due: Day | None
    assumed: str | None
    source: _Source | None


class _Band(_Part):
    colour: Colour
    lower: Exact | None
    upper: Exact | None
    lower_closed: bool
    upper_closed: bool


class _WouldBeGreen(_Part):
    change: Exact | None
    value: Exact | None
    numerator: Exact | None
    words: str


class _Trend(_Part):
    word: Trend
    period: str
    before: str
    value: str
    earlier: str
    change: Exact | None
    words: str


class _Assessment(_Part):
    requirement: str
    card: str | None
    number: str | None
    title: str
    organisation: str
    location: str | None
    component: str | None
    period: str
    kind: str | None
    basis: Basis | None
    colour: Colour | None
    not_assessed: Reason | None
    declared: Colour | Literal["not published"] | None
    value: Exact | None
    unit: Unit | None
    numerator: Exact | None
    denominator: Exact | None
    cases: Exact | None
    vintage: Literal["final", "preliminary", "estimated"] | None
    baseline: _Baseline | None
    target: _Target | None
    bands: list[_Band]
    margin: Exact | None
    trend: _Trend | None
    explanation: list[str]
    would_be_green: _WouldBeGreen | None
    source: str | None
    place: str | None


class _Deviation(_Part):
    reason: str
    until: Day
    place: str


class _Finding(_Part):
    code: str
    severity: Severity
    requirement: str | None
    card: str | None
    location: str | None
    component: str | None
    place: str
    message: str
    accepted: str | None
    remedy: str
    applicability: Applicability
    deviation: _Deviation | None


class ReportFile(_Part):
    """The report on one submission (`compliance check --format json`)."""

    schema_: Literal["compliance/report@1"] = Field(alias="schema")
    tool: _Tool
    rule_book: _Digested
    submission: _Submission
    as_of: Day
    summary: _Summary
    assessments: list[_Assessment]
    findings: list[_Finding]


SCHEMAS: dict[str, type[BaseModel]] = {
    "card": CardFile,
    "rule-book": RuleBookFile,
    "organisations": OrganisationsFile,
    "checks": ChecksFile,
    "check-page": CheckPageFile,
    "submission": SubmissionFile,
    "report": ReportFile,
}


def schema_text(name: str) -> str:
    """Return the JSON Schema of one file format."""
    schema = SCHEMAS[name].model_json_schema(by_alias=True)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"compliance/{name}@1",
    }
    return json.dumps(head | schema, ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in SCHEMAS:
        (folder / f"{name}.schema.json").write_text(schema_text(name), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]) if len(sys.argv) > 1 else Path("schemas"))
