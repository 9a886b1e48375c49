"""The exact evaluator: plain Python over the questions, checks and facts as they are.

Nothing here is shared with the compiler or the engine, which are held against it.
"""

from collections.abc import Iterator, Sequence

from compliance.derivation import Derivation, Fact, Step
from compliance.engine.subjects import finding_subject
from compliance.rulebook.checks import Check, Pattern
from compliance.thresholds import Question, answer


def conclude_colours(questions: Sequence[tuple[str, Question]]) -> tuple[Derivation, ...]:
    """Conclude every question, in the order given; a question comes with its subject."""
    return tuple(answer(subject, question) for subject, question in questions)


def conclude_findings(checks: Sequence[Check], facts: Sequence[Fact]) -> tuple[Derivation, ...]:
    """Conclude all findings: by the order of checks, then by the positions of the premises.

    Several matches with equal variables are one finding, the one whose facts come first.
    """
    by_kind: dict[str, list[int]] = {}
    for position, fact in enumerate(facts):
        by_kind.setdefault(fact.kind, []).append(position)
    return tuple(finding for check in checks for finding in _findings_of(check, facts, by_kind))


def _findings_of(
    check: Check, facts: Sequence[Fact], by_kind: dict[str, list[int]]
) -> Iterator[Derivation]:
    first_match: dict[tuple[str, ...], tuple[int, ...]] = {}
    for match, values in _matches(check.when, facts, by_kind):
        # Matches come in the order of their positions.
        first_match.setdefault(tuple(values[name] for name in check.variables), match)
    excuses = [_excuses(pattern, facts, by_kind) for pattern in check.unless]
    for combination, match in first_match.items():
        values = dict(zip(check.variables, combination, strict=True))
        if any(tuple(values[name] for name in names) in excused for names, excused in excuses):
            continue
        premises = tuple(facts[position].id for position in match)
        absent = (Step(f"unless:{number}", "absent") for number in range(len(check.unless)))
        yield Derivation(
            finding_subject(check, values),
            check.code,
            (Step("check", check.code, premises), *absent),
        )


def _values(pattern: Pattern, fact: Fact) -> dict[str, str] | None:
    """Return what the pattern's variables become, or None when the fact does not match."""
    for field, words in pattern.constants:
        if fact.fields[field] not in words:
            return None
    values: dict[str, str] = {}
    for field, name in pattern.variables:
        if values.setdefault(name, fact.fields[field]) != fact.fields[field]:
            return None
    return values


def _matches(
    patterns: Sequence[Pattern], facts: Sequence[Fact], by_kind: dict[str, list[int]]
) -> Iterator[tuple[tuple[int, ...], dict[str, str]]]:
    bound: list[str] = []
    stages = []
    for pattern in patterns:
        names = tuple(dict.fromkeys(name for _, name in pattern.variables))
        shared = tuple(name for name in names if name in bound)
        index: dict[tuple[str, ...], dict[tuple[str, ...], int]] = {}
        for position in by_kind.get(pattern.kind, ()):
            values = _values(pattern, facts[position])
            if values is not None:
                group = index.setdefault(tuple(values[name] for name in shared), {})
                group.setdefault(tuple(values[name] for name in names), position)
        stages.append((names, shared, index))
        bound.extend(name for name in names if name not in bound)

    def extend(
        stage: int, match: tuple[int, ...], values: dict[str, str]
    ) -> Iterator[tuple[tuple[int, ...], dict[str, str]]]:
        if stage == len(stages):
            yield match, values
            return
        names, shared, index = stages[stage]
        for found, position in index.get(tuple(values[name] for name in shared), {}).items():
            new = values | dict(zip(names, found, strict=True))
            yield from extend(stage + 1, (*match, position), new)

    return extend(0, (), {})


def _excuses(
    pattern: Pattern, facts: Sequence[Fact], by_kind: dict[str, list[int]]
) -> tuple[tuple[str, ...], set[tuple[str, ...]]]:
    """Return the variables of an `unless` and every combination of their values that some fact has."""
    names = tuple(dict.fromkeys(name for _, name in pattern.variables))
    found = (_values(pattern, facts[position]) for position in by_kind.get(pattern.kind, ()))
    return names, {tuple(v[name] for name in names) for v in found if v is not None}
