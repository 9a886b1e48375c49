"""What is told of a comparison: as lines for people, and as data in the words of the JSON report."""

from collections.abc import Iterable, Iterator
from typing import Any

from compliance.assess import Assessment, Report
from compliance.colour import Severity
from compliance.explain import (
    Line,
    brief,
    margin_words,
    outcome_word,
    shown_value,
    target_words,
)
from compliance.findings import Finding
from compliance.language import Joined, Language, Text, text, texts
from compliance.report.json_report import report_as_data
from compliance.whatif.trial import Comparison, Pair

_SEVERITIES = {
    Severity.ERROR: text("error"),
    Severity.WARNING: text("warning"),
    Severity.NOTE: text("note"),
}


def comparison_lines(comparison: Comparison) -> Iterator[Line]:
    """Yield what is changed, before and after, then the findings that go and come."""
    for pair in comparison.pairs:
        yield Line(_name(pair.shown))
        yield from _pair_lines(pair)
        yield Line("")
    if not comparison.pairs:
        yield Line(text("No assessment is changed, and none is made of what was set."))
        yield Line("")
    if comparison.unchanged:
        yield Line(
            texts("{n} other assessment stays as it is.", "{n} other assessments stay as they are.",
                  comparison.unchanged)
        )  # fmt: skip
    groups = (
        (text("Findings that go away:"), comparison.gone),
        (text("Findings that come:"), comparison.new),
        (text("Findings that say something else now:"), comparison.altered),
    )
    if not any(findings for _, findings in groups):
        yield Line(text("The findings are the same."))
    for head, findings in groups:
        if findings:
            yield Line(head)
            yield from _finding_lines(findings)
    yield Line(text("The report before: {verdict}", verdict=_verdict(comparison.before)))
    yield Line(text("The report after: {verdict}", verdict=_verdict(comparison.after)))
    yield Line(text("This was tried out only. Nothing is written."))


def comparison_data(comparison: Comparison, language: Language) -> dict[str, Any]:
    """Return the same as dicts, lists and texts.

    Each assessment and finding has the fields that it has in `compliance/report@1`.
    """
    before, after = (report_as_data(r, language) for r in (comparison.before, comparison.after))
    pairs = comparison.pairs
    return {
        "tool": after["tool"],
        "rule_book": before["rule_book"]["id"],
        "submission": before["submission"],
        "as_of": before["as_of"],
        "summary": {"before": before["summary"], "after": after["summary"]},
        "assessments": [
            {
                "before": _same(p.before, comparison.before.assessments, before["assessments"]),
                "after": _same(p.after, comparison.after.assessments, after["assessments"]),
            }
            for p in pairs
        ],
        "unchanged": comparison.unchanged,
        "findings": {
            "gone": [
                _same(f, comparison.before.findings, before["findings"]) for f in comparison.gone
            ],
            "new": [_same(f, comparison.after.findings, after["findings"]) for f in comparison.new],
            "altered": [
                _same(f, comparison.after.findings, after["findings"]) for f in comparison.altered
            ],
        },
    }


def _same(wanted: object, things: Iterable[object], told: Iterable[Any]) -> Any:
    """Return what is told of one of the things."""
    return next((t for thing, t in zip(things, told, strict=True) if thing is wanted), None)


def _name(assessment: Assessment) -> object:
    case = assessment.case
    title = case.requirement.title if case.card is None else case.card.title
    component = None if case.card is None else case.card.component(case.component or "")
    places: list[object] = [] if case.location is None else [case.location]
    places += [] if component is None else [component.title]
    id_ = case.requirement.id if case.card is None else case.card.id
    return text("{title} [{id}]", title=Joined((title, *places)), id=id_)


def _pair_lines(pair: Pair) -> Iterator[Line]:
    if not pair.is_changed:
        yield Line(text("As before: {outcome}", outcome=_outcome(pair.after)), 1)
        yield from _why(pair.after)
        return
    yield Line(text("Before: {outcome}", outcome=_outcome(pair.before)), 1)
    yield from _why(pair.before)
    yield Line(text("After: {outcome}", outcome=_outcome(pair.after)), 1)
    yield from _why(pair.after)


def _outcome(assessment: Assessment | None) -> object:
    """Return colour, value with its period, target and margin."""
    if assessment is None:
        return text("there is no assessment")
    parts: list[object] = [outcome_word(assessment.outcome)]
    judged = assessment.case.judged
    value, margin = shown_value(assessment), margin_words(assessment)
    if value is not None and judged.measured is not None:
        parts.append(text("{value} in {period}", value=value, period=judged.period))
    elif value is not None:
        parts.append(value)
    elif judged.status is not None:
        parts.append(text("“{status}”", status=judged.status))
    if judged.target is not None:
        parts.append(text("target: {target}", target=target_words(assessment)))
    if margin is not None:
        parts.append(text("margin {margin}", margin=margin))
    return Joined(tuple(parts), "; ")


def _why(assessment: Assessment | None) -> Iterator[Line]:
    if assessment is not None:
        yield Line(Joined(brief(assessment), " "), 2)


def _finding_lines(findings: Iterable[Finding]) -> Iterator[Line]:
    for finding in findings:
        places = (finding.card or finding.requirement, finding.location, finding.component)
        about = ", ".join(place for place in places if place)
        said = text("{severity} {code}: {message}", severity=_SEVERITIES[finding.severity],
                    code=Joined(tuple(part for part in (finding.code, about) if part), " · "),
                    message=finding.message)  # fmt: skip
        yield Line(said, 1)


def _verdict(report: Report) -> Text:
    errors = texts("{n} error", "{n} errors", report.summary.errors)
    if report.summary.ready:
        return text("ready to send.")
    return text("not ready to send ({errors}).", errors=errors)
