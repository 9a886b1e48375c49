"""The report as JSON (`compliance/report@1`): numbers are exact strings, absent things are null."""

from fractions import Fraction
from typing import Any

from compliance._version import __version__
from compliance.assess import Assessment, Report
from compliance.colour import Colour
from compliance.explain import (
    Counterfactual,
    Otherwise,
    explanation,
    margin_of,
    trend_said,
    would_be_green,
)
from compliance.facts.judged import Judged
from compliance.findings import Finding
from compliance.language import Language, exact_text
from compliance.quantity import Quantity, Unit
from compliance.report.selection import shows
from compliance.rulebook.model import Target
from compliance.thresholds import Band

SCHEMA = "compliance/report@1"


def report_as_data(
    report: Report, language: Language, only: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return the report as dicts, lists and texts; `only` narrows what is listed, never what is counted."""
    plan, summary = report.plan, report.summary
    return {
        "schema": SCHEMA,
        "tool": {"version": __version__, "engine": report.engine},
        "rule_book": {"id": plan.rule_book.id, "digest": plan.rule_book.digest},
        "submission": {
            "file": plan.submission.file,
            "digest": plan.submission.digest,
            "organisation": plan.organisation.id,
            "report": plan.submission.report,
            "period": plan.submission.period.name,
        },
        "as_of": plan.as_of.isoformat(),
        "summary": {
            "green": summary.green,
            "yellow": summary.yellow,
            "red": summary.red,
            "not_assessed": summary.not_assessed,
            "stated": summary.stated,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "notes": summary.notes,
            "accepted": summary.accepted,
            "verdict": "ready" if summary.ready else "not-ready",
        },
        "assessments": [
            _assessment(a, report, language) for a in report.assessments if shows(only, a)
        ],
        "findings": [_finding(f, language) for f in report.findings if shows(only, f)],
    }


def _assessment(assessment: Assessment, report: Report, language: Language) -> dict[str, Any]:
    case, judged = assessment.case, assessment.case.judged
    measured = judged.measured
    change = would_be_green(assessment)
    declared = None if case.entry is None else case.entry.declared
    title = case.requirement.title if case.card is None else case.card.title
    own_source = "" if case.entry is None else case.entry.source
    if not own_source and case.answer is not None:
        own_source = case.answer.own.source
    return {
        "requirement": case.requirement.id,
        "card": None if case.card is None else case.card.id,
        "number": case.requirement.number,
        "title": language.say(title),
        "organisation": report.plan.organisation.id,
        "location": case.location,
        "component": case.component,
        "period": judged.period.name,
        "kind": judged.kind,
        "basis": None if judged.basis is None else judged.basis.value,
        "colour": None if assessment.colour is None else assessment.colour.value,
        "not_assessed": None if assessment.reason is None else assessment.reason.value,
        "declared": declared.value if isinstance(declared, Colour) else declared,
        "value": _quantity(judged.value),
        "unit": None if judged.value is None and case.card is None else _unit(assessment),
        "numerator": None if measured is None else _number(measured.numerator),
        "denominator": None if measured is None else _number(measured.denominator),
        "cases": None if measured is None else _number(measured.cases),
        "vintage": None if measured is None else measured.vintage,
        "baseline": _baseline(judged),
        "target": None if judged.target is None else _target(judged.target, language),
        "bands": [_band(band) for band in judged.bands],
        "margin": _number(margin_of(assessment)),
        "trend": _trend(assessment, language),
        "explanation": [language.say(sentence) for sentence in explanation(assessment)],
        "would_be_green": _would_be_green(change, language),
        "source": own_source or None,
        "place": None if judged.place is None else str(judged.place),
    }


def _baseline(judged: Judged) -> dict[str, Any] | None:
    """Return what the target counts from: the value of another period, or the figure it compares with."""
    if judged.baseline is not None:
        period, counted = judged.baseline.period, judged.baseline
        return {
            "period": period.name,
            "value": _quantity(counted.value),
            "place": str(counted.place),
        }
    other = judged.compared
    if other is None:
        return None
    return {
        "period": judged.period.name,
        "value": _quantity(other.value),
        "place": str(other.place),
    }


def _would_be_green(
    change: Counterfactual | Otherwise | None, language: Language
) -> dict[str, Any] | None:
    if change is None:
        return None
    number = change if isinstance(change, Counterfactual) else None
    return {
        "change": None if number is None else exact_text(number.change),
        "value": None if number is None else exact_text(number.value),
        "numerator": None if number is None else _number(number.numerator),
        "words": language.say(change),
    }


def _trend(assessment: Assessment, language: Language) -> dict[str, Any] | None:
    course = assessment.case.judged.course
    if course is None or assessment.trend is None:
        return None
    return {
        "word": assessment.trend.value,
        "period": course.period.name,
        "before": course.before.name,
        "value": _level_or_number(course.value),
        "earlier": _level_or_number(course.earlier),
        "change": None if course.change is None else exact_text(course.change.number),
        "words": " ".join(language.say(sentence) for sentence in trend_said(assessment)),
    }


def _level_or_number(value: Quantity | str) -> str:
    return value if isinstance(value, str) else exact_text(value.number)


def _unit(assessment: Assessment) -> str | None:
    card = assessment.case.card
    if assessment.case.judged.change is not None:
        return Unit.PERCENT.value
    if card is None:
        return "count"
    return None if card.unit is None else card.unit.value


def _quantity(quantity: Quantity | None) -> str | None:
    if quantity is None:
        return None
    if quantity.is_interval:
        return f"{exact_text(quantity.low)}..{exact_text(quantity.high)}"
    return exact_text(quantity.number)


def _number(number: Fraction | None) -> str | None:
    return None if number is None else exact_text(number)


def _band(band: Band) -> dict[str, Any]:
    return {
        "colour": band.colour.value,
        "lower": _number(band.lower),
        "upper": _number(band.upper),
        "lower_closed": band.lower_closed,
        "upper_closed": band.upper_closed,
    }


def _target(target: Target, language: Language) -> dict[str, Any]:
    due = getattr(target.demand, "due", None)
    source = target.source
    return {
        "words": language.say(target.demand),
        "from": target.from_.isoformat(),
        "to": None if target.to is None else target.to.isoformat(),
        "due": None if due is None else due.isoformat(),
        "assumed": None if target.assumed is None else language.say(target.assumed),
        "source": None
        if source is None
        else {
            "document": source.document,
            "place": source.place,
            "year": source.year,
            "url": source.url,
        },
    }


def _finding(finding: Finding, language: Language) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "requirement": finding.requirement,
        "card": finding.card,
        "location": finding.location,
        "component": finding.component,
        "place": finding.place,
        "message": _tidy(language.say(finding.message)),
        "accepted": None
        if finding.accepted is None
        else _tidy(language.say(finding.accepted)) or None,
        "remedy": _tidy(language.say(finding.remedy)),
        "applicability": finding.applicability.value,
        "deviation": None
        if finding.deviation is None
        else {
            "reason": _tidy(finding.deviation.reason),
            "until": finding.deviation.until.isoformat(),
            "place": str(finding.deviation.place),
        },
    }


def _tidy(said: str) -> str:
    return " ".join(said.split())
