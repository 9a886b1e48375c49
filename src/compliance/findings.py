"""Checks and facts become findings; what the organisation accepts is marked, never hidden."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from compliance.colour import Applicability, Severity
from compliance.derivation import Derivation, Fact
from compliance.engine import Engine, EngineFault, bindings, refuse_unsafe
from compliance.errors import Problem, RulesRefused, near_miss, one_of
from compliance.language import Filled, text
from compliance.observe.observer import numbered
from compliance.observe.view import Made
from compliance.rulebook.checks import Check
from compliance.submission.model import Deviation


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something wrong or doubtful in the submission.

    Attributes:
        place: File and line or path of what the finding is about.
        deviation: The organisation's own acceptance; None when it has accepted nothing here.
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
    applicability: Applicability
    derivation: Derivation
    deviation: Deviation | None = None


def find(checks: Sequence[Check], facts: Sequence[Fact], evaluator: Engine) -> tuple[Finding, ...]:
    """Return what the checks find in the facts, by place.

    Raises:
        EngineFault: If the evaluator did not do its job.
        RulesRefused: If a check is outside of what the engine can run.
    """
    try:
        concluded = evaluator.conclude_findings(checks, facts)
    except EngineFault:
        _accept_checks(checks)  # perhaps it is a check's fault, not the engine's
        raise
    return _in_order(_findings(checks, facts, concluded))


def with_deviations(
    findings: Sequence[Finding],
    checks: Sequence[Check],
    deviations: Sequence[Deviation],
    as_of: date,
    evaluator: Engine,
) -> tuple[Finding, ...]:
    """Return the findings with those marked that the organisation accepts, and what is wrong with that.

    A deviation holds through its last day, for findings of its code at what it names, unless the check says
    that nobody may accept it.

    Raises:
        EngineFault: If the evaluator did not do its job.
    """
    if not deviations:
        return tuple(findings)
    refused = {check.code for check in checks if not check.is_acceptable}
    holding = [d for d in deviations if as_of <= d.until and d.code not in refused]
    marked = [
        replace(f, deviation=next((d for d in holding if _means(d, f)), None)) for f in findings
    ]
    used = {id(d) for d in holding if any(_means(d, f) for f in findings)}
    codes = list(dict.fromkeys(check.code for check in checks))
    made = [_fact_of(d, as_of, codes, refused, is_used=id(d) in used) for d in deviations]
    about = [c for c in checks if all(p.kind == "deviation" for p in (*c.when, *c.unless))]
    return _in_order([*marked, *find(about, numbered(made), evaluator)])


def _means(deviation: Deviation, finding: Finding) -> bool:
    """Whether a deviation is about a finding: all that it names is so."""
    return deviation.code == finding.code and all(
        wanted is None or wanted == found
        for wanted, found in (
            (deviation.requirement, finding.requirement),
            (deviation.card, finding.card),
            (deviation.location, finding.location),
            (deviation.component, finding.component),
        )
    )


def _fact_of(
    deviation: Deviation, as_of: date, codes: Sequence[str], refused: set[str], *, is_used: bool
) -> Made:
    if deviation.code not in codes:
        state = "unknown-code"
    elif deviation.code in refused:
        state = "not-acceptable"
    elif as_of > deviation.until:
        state = "expired"
    else:
        state = "used" if is_used else "unused"
    return Made(
        "deviation",
        {"deviation": str(deviation.place), "code": deviation.code, "state": state},
        deviation.place,
        {
            "until_text": deviation.until,
            "reason_text": deviation.reason,
            "accepted_text": one_of(codes, deviation.code)
            if near_miss(deviation.code, codes)
            else "",
        },
    )


def _in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda f: (f.line, f.place, f.code)))


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


def _findings(
    checks: Sequence[Check], facts: Sequence[Fact], concluded: Sequence[Derivation]
) -> tuple[Finding, ...]:
    """Return the findings; entries of one code with equal variables are one, the heaviest."""
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
    return tuple(found.values())


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
        applicability=check.applicability,
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
