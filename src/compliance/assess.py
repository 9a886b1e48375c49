"""The recipe: rule book and submission become a report."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from compliance.colour import Basis, Colour, Outcome, Reason, Severity, Trend
from compliance.derivation import Derivation, Fact
from compliance.engine import (
    Engine,
    EngineFault,
    available,
    bindings,
    exact_only,
    proven,
    refuse_unsafe,
)
from compliance.errors import InputRefused, Problem, RulesRefused
from compliance.facts.cases import Case, Plan, plan
from compliance.facts.observed import observe
from compliance.language import Filled, text
from compliance.rulebook.checks import Check
from compliance.rulebook.loader import NoSuchRuleBook, RuleFolder
from compliance.rulebook.model import RuleBook
from compliance.submission.model import Submission
from compliance.submission.reader import read_submission
from compliance.thresholds import PartsQuestion


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was concluded for one case, and how.

    Attributes:
        parts: What it was concluded from, when the target has several.
        trend: Better, stable or worse than before; never part of the outcome.
    """

    case: Case
    outcome: Outcome
    derivation: Derivation
    parts: tuple["Assessment", ...] = ()
    trend: Trend | None = None

    @property
    def colour(self) -> Colour | None:
        """The colour, or None when not assessed."""
        return self.outcome if isinstance(self.outcome, Colour) else None

    @property
    def reason(self) -> Reason | None:
        """Why it is not assessed, or None when it is."""
        return self.outcome if isinstance(self.outcome, Reason) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong or doubtful in the submission.

    Attributes:
        place: File and line or path of what the finding is about.
    """

    code: str
    severity: Severity
    requirement: str | None
    card: str | None
    location: str | None
    component: str | None
    place: str
    line: int
    message: Filled
    accepted: Filled | None
    remedy: Filled
    derivation: Derivation


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts on both axes. The first five add up to the number of assessments."""

    green: int
    yellow: int
    red: int
    not_assessed: int
    stated: int
    errors: int
    warnings: int
    notes: int

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of sending it."""
        return self.errors == 0


@dataclass(frozen=True, slots=True)
class Report:
    """Both results for one submission."""

    plan: Plan
    engine: str
    assessments: tuple[Assessment, ...]
    findings: tuple[Finding, ...]
    summary: Summary

    def worst(self) -> Severity | None:
        """Return the heaviest severity found."""
        return max((f.severity for f in self.findings), key=lambda s: s.weight, default=None)


def assess(
    rule_book: RuleBook,
    submission: Submission,
    evaluator: Engine,
    as_of: date | None = None,
) -> Report:
    """Return the report on one submission.

    Raises:
        InputRefused: If the submission is not one of this rule book, or answers nothing.
        EngineFault: If the evaluator did not do its job.
    """
    planned = plan(rule_book, submission, as_of)
    assessments = conclude_cases(planned.cases, evaluator)
    every = [part for a in assessments for part in (a, *a.parts)]
    facts = observe(planned, {a.case.subject: a.outcome for a in every})
    try:
        concluded = evaluator.conclude_findings(rule_book.checks, facts)
    except EngineFault:
        _accept_checks(rule_book.checks)  # perhaps it is a check's fault, not the engine's
        raise
    findings = _findings(rule_book.checks, facts, concluded)
    return Report(planned, evaluator.name, assessments, findings, _summary(assessments, findings))


def conclude_cases(cases: Sequence[Case], evaluator: Engine) -> tuple[Assessment, ...]:
    """Return the assessments of the cases: parts are concluded first, then what follows from them."""
    alone = [c for case in cases for c in (case, *case.parts) if not _follows(c)]
    unique = {case.subject: case for case in alone}
    courses = {
        f"trend {subject}": case.judged.course.question
        for subject, case in unique.items()
        if case.judged.course is not None
    }
    questions = {subject: case.judged.question for subject, case in unique.items()} | courses
    found = {d.subject: d for d in evaluator.conclude_colours(list(questions.items()))}
    wholes = {}
    for case in cases:
        question = case.judged.question
        if isinstance(question, PartsQuestion):
            outcomes = tuple(_outcome(found[part.subject].conclusion) for part in case.parts)
            wholes[case.subject] = replace(question, outcomes=outcomes)
    if wholes:
        found |= {d.subject: d for d in evaluator.conclude_colours(list(wholes.items()))}

    def assessment(case: Case) -> Assessment:
        derivation = found[case.subject]
        if case.subject in wholes:
            case = replace(case, judged=replace(case.judged, question=wholes[case.subject]))
        course = found.get(f"trend {case.subject}")
        return Assessment(
            case,
            _outcome(derivation.conclusion),
            derivation,
            tuple(assessment(part) for part in case.parts),
            None if course is None else TRENDS[Colour(course.conclusion)],
        )

    return tuple(assessment(case) for case in cases)


TRENDS = {Colour.GREEN: Trend.BETTER, Colour.YELLOW: Trend.STABLE, Colour.RED: Trend.WORSE}
"""What the bands of a course stand for."""


def _follows(case: Case) -> bool:
    """Whether it can only be concluded from its parts."""
    return isinstance(case.judged.question, PartsQuestion)


def _accept_checks(checks: Sequence[Check]) -> None:
    """Refuse checks that the engine cannot run, with their places."""
    problems = []
    for check in checks:
        why = refuse_unsafe(check)
        if why is not None:
            what = text("the engine cannot run this check: {why}", why=why)
            problems.append(Problem(code="unsafe-check", place=check.place, what=what))
    if problems:
        raise RulesRefused(problems)


def _outcome(conclusion: str) -> Outcome:
    return Colour(conclusion) if conclusion in set(Colour) else Reason(conclusion)


def _findings(
    checks: Sequence[Check], facts: Sequence[Fact], concluded: Sequence[Derivation]
) -> tuple[Finding, ...]:
    """Return the findings by place; entries of one code with equal variables are one, the heaviest."""
    by_id = {fact.id: fact for fact in facts}
    by_subject = {check.id: check for check in checks}
    found: dict[tuple[str, tuple[tuple[str, str], ...]], Finding] = {}
    for derivation in concluded:
        check = by_subject[derivation.subject.split(" ", 1)[0]]
        premises = derivation.steps[0].premises
        values = bindings(check, by_id, premises)
        key = (check.code, tuple(sorted(values.items())))
        finding = _finding(check, values, [by_id[p] for p in premises], derivation)
        if key not in found or found[key].severity.weight < finding.severity.weight:
            found[key] = finding
    return tuple(sorted(found.values(), key=lambda f: (f.line, f.place, f.code)))


def _finding(
    check: Check, values: dict[str, str], premises: Sequence[Fact], derivation: Derivation
) -> Finding:
    said: dict[str, object] = dict(values)
    for fact in premises:
        for name, value in fact.details.items():
            said.setdefault(name, value)  # the first pattern names the subject
    about = _about(check, premises)
    return Finding(
        code=check.code,
        severity=check.severity,
        requirement=about.get("requirement"),
        card=about.get("card"),
        location=about.get("location"),
        component=about.get("component"),
        place=premises[-1].place,
        line=premises[-1].line,
        message=check.say.fill(said),
        accepted=None if check.accept is None else check.accept.fill(said),
        remedy=check.do.fill(said),
        derivation=derivation,
    )


def _about(check: Check, premises: Sequence[Fact]) -> dict[str, str]:
    """Return requirement, card, location and component of a finding: what its patterns name, and no more."""
    about: dict[str, str] = {}
    for pattern, fact in zip(check.when, premises, strict=True):
        named = [field for field, _ in pattern.variables]
        named += [field for field, words in pattern.constants if len(words) == 1]
        for field in named:
            if fact.fields[field]:
                about.setdefault(field, fact.fields[field])
    return about


def _summary(assessments: Sequence[Assessment], findings: Sequence[Finding]) -> Summary:
    stated = [a for a in assessments if a.case.judged.basis is Basis.STATED and a.colour]
    computed = [a for a in assessments if a.case.judged.basis is not Basis.STATED]
    colours = [a.colour for a in computed]
    severities = [f.severity for f in findings]
    return Summary(
        green=colours.count(Colour.GREEN),
        yellow=colours.count(Colour.YELLOW),
        red=colours.count(Colour.RED),
        not_assessed=sum(1 for a in assessments if a.colour is None),
        stated=len(stated),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        notes=severities.count(Severity.NOTE),
    )


def check_file(
    path: Path,
    *,
    rules: Path | None = None,
    as_of: date | None = None,
    with_engine: bool = True,
    meanwhile: Callable[[], object] | None = None,
) -> Report:
    """Return the report on one submission file: what `compliance check` shows.

    Args:
        path: A YAML, JSON or CSV submission.
        rules: A rule folder; None for the rules that come with the package.
        as_of: The day that decides deadlines; None for the submission's own date.
        with_engine: Whether to use the rules engine where it can run; its conclusions are always
            proven against the exact evaluator, which runs alone otherwise.
        meanwhile: Something to do while the engine works, such as loading what shows the report.

    Raises:
        InputRefused: If the file is no submission of its rule book.
        RulesRefused: If the rules are invalid, a check cannot be run, or there is no such rule book.
        EngineFault: If the engine did not do its job.
    """
    # the engine's process starts while this one reads
    with proven(meanwhile=meanwhile) if with_engine and available() else exact_only() as engine:
        submission = read_submission(path)
        return assess(_book_of(submission, rules), submission, engine, as_of)


def _book_of(submission: Submission, rules: Path | None) -> RuleBook:
    try:
        return RuleFolder(rules).book(submission.rule_book)
    except NoSuchRuleBook as error:
        raise InputRefused(
            replace(problem, place=submission.rule_book_place) for problem in error.problems
        ) from None
