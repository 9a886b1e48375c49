"""The cases whose figures observers look at: assessments, and parts of an answer that are none of their own."""

from collections.abc import Iterator

from compliance.facts.cases import Case, Plan


def judged_cases(plan: Plan) -> Iterator[Case]:
    """Yield every assessment, and after it those of its parts that are answered but not listed."""
    for case in plan.cases:
        yield case
        yield from (p for p in case.parts if not p.is_listed and p.entry is not None)
