"""Session 2: checks and facts become rules and facts, and what the rules fired becomes findings.

A pattern of a check becomes a *selection*: a fact derived once per combination of the values that its
variables take. Selections are joined pairwise, from left to right, into *hits*, so that each join is one
equality. Behind the sentinel each `unless` of a check asks of each of its hits whether its selection
exists or does not exist: exactly one of these rules must fire.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import prod

from compliance.derivation import Derivation, Fact, Step
from compliance.engine.faults import EngineFault
from compliance.engine.program import (
    MOST_PATTERNS,
    Firing,
    Program,
    done_rule,
    enforce_limits,
    limit_broken,
)
from compliance.engine.stages import Stages
from compliance.engine.subjects import bindings, finding_subject
from compliance.rulebook.checks import Check

# How many rules one pattern may become because several words are allowed in several fields.
_MOST_COMBINATIONS = 50


@dataclass(frozen=True, slots=True)
class FindingPlan:
    """One session: its program, its checks, and the stage whose facts are the hits of each check."""

    program: Program
    checks: tuple[Check, ...]
    hits: tuple[str, ...]


def refuse_unsafe(check: Check) -> str | None:
    """Return why the engine cannot run this check, or None when it can."""
    return _refuse_shape(check) or limit_broken(_compile((check,), ()).program.rules)


def _refuse_shape(check: Check) -> str | None:
    patterns = (*check.when, *check.unless)
    if not check.when:
        return "it has no pattern under when"
    if len(patterns) > MOST_PATTERNS:
        return f"it has {len(patterns)} patterns, at most {MOST_PATTERNS} are safe"
    for pattern in patterns:
        combinations = prod(len(words) for _, words in pattern.constants)
        if combinations > _MOST_COMBINATIONS:
            return (
                f"the words of one {pattern.kind} pattern combine in {combinations} ways, "
                f"at most {_MOST_COMBINATIONS} are safe"
            )
    bound = set(check.variables)
    for pattern in check.unless:
        for _, name in pattern.variables:
            if name not in bound:
                return f"${name} stands under unless but not under when"
    return None


def plan_findings(checks: Sequence[Check], facts: Sequence[Fact]) -> Iterator[FindingPlan]:
    """Compile the checks, in shards that the engine can hold.

    Raises:
        EngineFault: If a check is not safe, or there are more facts than the engine can hold.
    """
    for check in checks:
        reason = _refuse_shape(check)
        if reason is not None:
            raise EngineFault(f"check {check.id}: {reason}")
    if checks:
        yield from _plan(tuple(checks), facts)


def _plan(checks: tuple[Check, ...], facts: Sequence[Fact]) -> Iterator[FindingPlan]:
    try:
        plan = _compile(checks, facts)
        enforce_limits(plan.program)
    except EngineFault:
        if len(checks) == 1:
            raise
        half = len(checks) // 2
        yield from _plan(checks[:half], facts)
        yield from _plan(checks[half:], facts)
    else:
        yield plan


def _compile(checks: Sequence[Check], facts: Sequence[Fact]) -> FindingPlan:
    stages = Stages()
    hits = [stages.add(number, check) for number, check in enumerate(checks)]
    asserted = tuple(stages.encode(facts))
    rules = (*stages.finished(), done_rule())
    program = Program(rules, asserted, stages.names.used)
    return FindingPlan(program, tuple(checks), tuple(hit.name for hit in hits))


def read_findings(
    plan: FindingPlan, facts: Sequence[Fact], firings: Sequence[Firing]
) -> tuple[Derivation, ...]:
    """Return the findings, rebuilt from what fired: the hits for which every `unless` is absent.

    Raises:
        EngineFault: If an `unless` has an answer that no rule may give.
    """
    rules = plan.program.rules
    about = {fact.id: fact.about for fact in plan.program.facts}
    causes: dict[str, list[tuple[str, ...]]] = {}
    stage_of: dict[str, str] = {}
    answers: dict[tuple[str, str], str | None] = {}
    for firing in firings:
        rule = rules[firing.rule]
        if firing.derived is not None and rule.derives is not None:
            causes.setdefault(firing.derived, []).append(firing.premises)
            stage_of[firing.derived] = str(dict(rule.derives.attributes)["s"])
        elif rule.step.startswith("unless:"):
            ((_, question),) = rule.answers
            answers[firing.premises[0], question] = rule.conclusion
    known: dict[str, tuple[int, ...]] = {}

    def positions(derived: str) -> tuple[int, ...]:
        """Return the smallest positions of facts from which `derived` follows."""
        if derived in about:
            return (about[derived],)
        if derived not in known:
            known[derived] = min(
                tuple(position for premise in premises for position in positions(premise))
                for premises in causes[derived]
            )
        return known[derived]

    if not set(answers.values()) <= {"absent", "exists"}:
        raise EngineFault("an unless has an unknown answer")
    hits: dict[str, list[str]] = {}
    for derived, stage in stage_of.items():
        hits.setdefault(stage, []).append(derived)
    facts_by_id = {fact.id: fact for fact in facts}
    found = []
    for number, (check, stage) in enumerate(zip(plan.checks, plan.hits, strict=True)):
        questions = [f"unless:{number}:{place}" for place in range(len(check.unless))]
        absent = tuple(Step(f"unless:{place}", "absent") for place in range(len(check.unless)))
        matches = sorted(
            positions(hit)
            for hit in hits.get(stage, ())
            if all(answers[hit, question] == "absent" for question in questions)
        )
        for match in matches:
            premises = tuple(facts[position].id for position in match)
            subject = finding_subject(check, bindings(check, facts_by_id, premises))
            first = Step("check", check.code, premises)
            found.append(Derivation(subject, check.code, (first, *absent)))
    return tuple(found)
