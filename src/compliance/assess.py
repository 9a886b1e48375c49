"""The recipe: rule book and submission become a report."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from compliance.colour import Basis, Colour, Outcome, Reason, Severity, Trend
from compliance.derivation import Derivation
from compliance.engine import Engine, available, exact_only, proven
from compliance.errors import InputRefused, Place, Problem
from compliance.facts.cases import Case, Plan, plan
from compliance.findings import Finding, find, with_deviations
from compliance.language import Text, text
from compliance.observe.observer import observe
from compliance.observe.view import Concluded, View
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
        masked: What is said in place of its figures, where they must not be published.
    """

    case: Case
    outcome: Outcome
    derivation: Derivation
    parts: tuple["Assessment", ...] = ()
    trend: Trend | None = None
    masked: Text | None = None

    @property
    def colour(self) -> Colour | None:
        """The colour, or None when not assessed."""
        return self.outcome if isinstance(self.outcome, Colour) else None

    @property
    def reason(self) -> Reason | None:
        """Why it is not assessed, or None when it is."""
        return self.outcome if isinstance(self.outcome, Reason) else None


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts on both axes. The first five add up to the number of assessments.

    Attributes:
        errors, warnings, notes: Findings that the organisation has not accepted.
        accepted: Findings that it has, with a reason.
    """

    green: int
    yellow: int
    red: int
    not_assessed: int
    stated: int
    errors: int
    warnings: int
    notes: int
    accepted: int

    @property
    def ready(self) -> bool:
        """Whether nothing stands in the way of sending it."""
        return self.errors == 0


@dataclass(frozen=True, slots=True)
class Report:
    """Both results for one submission.

    Attributes:
        masked: What is said of the figures that are not shown, in a report that may be published.
    """

    plan: Plan
    engine: str
    assessments: tuple[Assessment, ...]
    findings: tuple[Finding, ...]
    summary: Summary
    masked: Text | None = None

    def worst(self) -> Severity | None:
        """Return the heaviest severity found, of what is not accepted."""
        open_ = (f.severity for f in self.findings if f.deviation is None)
        return max(open_, key=lambda s: s.weight, default=None)


def assess(
    rule_book: RuleBook,
    submission: Submission,
    evaluator: Engine,
    as_of: date | None = None,
    *,
    earlier: Sequence[Concluded] = (),
    with_prose: bool = True,
) -> Report:
    """Return the report on one submission.

    Args:
        earlier: Earlier submissions of the same organisation, as `conclude` returns them.
        with_prose: Whether running text is read.

    Raises:
        InputRefused: If the submission is not one of this rule book, or answers nothing.
        EngineFault: If the evaluator did not do its job.
    """
    latest_first = sorted(earlier, key=lambda c: -c.plan.submission.period.last)
    planned = plan(rule_book, submission, as_of, [c.plan for c in latest_first])
    assessments = conclude_cases(planned.cases, evaluator)
    now = Concluded(planned, _outcomes(assessments))
    facts = observe(View(now=now, earlier=tuple(latest_first), with_prose=with_prose))
    findings = with_deviations(
        find(rule_book.checks, facts, evaluator),
        rule_book.checks,
        submission.deviations,
        planned.as_of,
        evaluator,
    )
    return Report(planned, evaluator.name, assessments, findings, _summary(assessments, findings))


def conclude(rule_book: RuleBook, submission: Submission, evaluator: Engine) -> Concluded:
    """Return an earlier submission with its conclusions, as of its own day.

    Raises:
        InputRefused: If the submission is not one of this rule book, or answers nothing.
        EngineFault: If the evaluator did not do its job.
    """
    planned = plan(rule_book, submission)
    return Concluded(planned, _outcomes(conclude_cases(planned.cases, evaluator)))


def _outcomes(assessments: Iterable[Assessment]) -> dict[str, Outcome]:
    """Return the conclusions by case subject, parts included."""
    return {part.case.subject: part.outcome for a in assessments for part in (a, *a.parts)}


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


def _outcome(conclusion: str) -> Outcome:
    return Colour(conclusion) if conclusion in set(Colour) else Reason(conclusion)


def _summary(assessments: Sequence[Assessment], findings: Sequence[Finding]) -> Summary:
    stated = [a for a in assessments if a.case.judged.basis is Basis.STATED and a.colour]
    computed = [a for a in assessments if a.case.judged.basis is not Basis.STATED]
    colours = [a.colour for a in computed]
    severities = [f.severity for f in findings if f.deviation is None]
    return Summary(
        green=colours.count(Colour.GREEN),
        yellow=colours.count(Colour.YELLOW),
        red=colours.count(Colour.RED),
        not_assessed=sum(1 for a in assessments if a.colour is None),
        stated=len(stated),
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        notes=severities.count(Severity.NOTE),
        accepted=sum(1 for f in findings if f.deviation is not None),
    )


def check_file(
    path: Path,
    *,
    rules: Path | None = None,
    as_of: date | None = None,
    with_engine: bool = True,
    meanwhile: Callable[[], object] | None = None,
    previous: Sequence[Path] = (),
    with_prose: bool = True,
) -> Report:
    """Return the report on one submission file: what `compliance check` shows.

    Args:
        path: A YAML, JSON or CSV submission.
        rules: A rule folder; None for the rules that come with the package.
        as_of: The day that decides deadlines; None for the submission's own date.
        with_engine: Whether to use the rules engine where it can run; its conclusions are always
            proven against the exact evaluator, which runs alone otherwise.
        meanwhile: Something to do while the engine works, such as loading what shows the report.
        previous: Earlier submissions of the same organisation, to compare with.
        with_prose: Whether running text is read.

    Raises:
        InputRefused: If the file is no submission of its rule book.
        RulesRefused: If the rules are invalid, a check cannot be run, or there is no such rule book.
        EngineFault: If the engine did not do its job.
    """
    # the engine's process starts while this one reads
    with proven(meanwhile=meanwhile) if with_engine and available() else exact_only() as engine:
        submission = read_submission(path)
        folder = RuleFolder(rules)
        book = book_of(submission, folder)
        earlier = earlier_reports(previous, submission, book, folder, engine)
        return assess(book, submission, engine, as_of, earlier=earlier, with_prose=with_prose)


def earlier_reports(
    paths: Sequence[Path],
    submission: Submission,
    book: RuleBook,
    folder: RuleFolder,
    engine: Engine,
) -> list[Concluded]:
    """Return the earlier submissions of the same organisation, each concluded by its own rule book.

    Those of others are passed over, so that several trusts can be checked at once.

    Raises:
        InputRefused: If all are of others, or one is not earlier.
    """
    sender = book.organisation(submission.organisation)
    found, others = [], []
    for path in paths:
        before = read_submission(path)
        own = book if before.rule_book == book.id else book_of(before, folder)
        writer = own.organisation(before.organisation)
        if sender is None or writer is None or writer.id != sender.id:
            others.append(before)
            continue
        if before.period.last > submission.period.last or before.period == submission.period:
            what = text("this submission is for {other}, which does not come before {period}.",
                        other=before.period, period=submission.period)  # fmt: skip
            raise _not_earlier(before.period_place, what)
        found.append(conclude(own, before, engine))
    if others and not found:
        what = text("this is a submission of {other}, not of {organisation}.",
                    other=others[0].organisation, organisation=submission.organisation)  # fmt: skip
        raise _not_earlier(others[0].organisation_place, what)
    return found


def _not_earlier(place: Place, what: Text) -> InputRefused:
    accepted = text("--previous takes earlier submissions of the same organisation.")
    return InputRefused([Problem(code="not-earlier", place=place, what=what, accepted=accepted)])


def book_of(submission: Submission, folder: RuleFolder) -> RuleBook:
    """Return the rule book that a submission names.

    Raises:
        InputRefused: If there is none of that id.
        RulesRefused: If it is invalid.
    """
    try:
        return folder.book(submission.rule_book)
    except NoSuchRuleBook as error:
        raise InputRefused(
            replace(problem, place=submission.rule_book_place) for problem in error.problems
        ) from None
