"""The two evaluators: the rules engine in a child process, and the exact one that it is held against."""

import importlib.util
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from compliance.derivation import Derivation, Fact
from compliance.engine import exact
from compliance.engine.child import TIME_LIMIT, EngineChild, available
from compliance.engine.faults import EngineFault
from compliance.engine.subjects import bindings, finding_subject
from compliance.rulebook.checks import Check
from compliance.thresholds import Question

__all__ = [
    "Engine",
    "EngineFault",
    "available",
    "bindings",
    "engine_version",
    "exact_only",
    "finding_subject",
    "prove",
    "proven",
    "refuse_unsafe",
]


class Engine(Protocol):
    """What the recipe asks; used in a `with` block.

    Attributes:
        name: What reports call it, such as `durable_rules 2.0.28` or `exact`.
    """

    @property
    def name(self) -> str: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def conclude_colours(self, questions: Sequence[tuple[str, Question]]) -> tuple[Derivation, ...]:
        """Conclude every question, in the order given; a question comes with its subject.

        Raises:
            EngineFault: If nothing can be concluded that may be trusted.
        """
        ...

    def conclude_findings(
        self, checks: Sequence[Check], facts: Sequence[Fact]
    ) -> tuple[Derivation, ...]:
        """Conclude all findings: by the order of checks, then by the positions of their facts.

        Raises:
            EngineFault: If nothing can be concluded that may be trusted.
        """
        ...


def engine_version() -> str | None:
    """Return the version of durable_rules, or None where it cannot run. Does not import it."""
    if not available():
        return None
    spec = importlib.util.find_spec("durable_rules_engine")
    if spec is not None and spec.origin is not None:
        # importlib.metadata would do, but takes longer to import than the rules to run.
        for installed in Path(spec.origin).parent.iterdir():
            if found := re.fullmatch(r"durable[_-]rules-(.+)\.(dist|egg)-info", installed.name):
                return found[1]
    return "of unknown version"


@cache
def refuse_unsafe(check: Check) -> str | None:
    """Return why the engine cannot run this check, or None when it can; a rule book's lint asks."""
    from compliance.engine.finding_rules import refuse_unsafe as refuse  # not needed to run

    return refuse(check)


def exact_only() -> Engine:
    """Return the exact evaluator, alone."""
    return _ExactOnly()


def proven(limit: float = TIME_LIMIT, meanwhile: Callable[[], object] | None = None) -> Engine:
    """Return the rules engine, each of whose conclusions is proven against the exact evaluator.

    Args:
        limit: Seconds that the engine may take to answer one question or request.
        meanwhile: Something to do while the engine looks for findings.
    """
    return _Proven(EngineChild(limit), meanwhile)


def prove(engine: Sequence[Derivation], exactly: Sequence[Derivation]) -> None:
    """Hold the engine's derivations against the exact ones: same subjects, conclusions and steps.

    Raises:
        EngineFault: At the first difference, which it names.
    """
    for said, meant in zip(engine, exactly, strict=False):
        if said.subject != meant.subject:
            raise EngineFault(
                f"the engine concludes {said.subject!r} where the exact evaluator "
                f"concludes {meant.subject!r}"
            )
        if said != meant:
            raise EngineFault(
                f"{said.subject}: the engine says {_words(said)}, "
                f"the exact evaluator {_words(meant)}"
            )
    if len(engine) != len(exactly):
        longer, name = (
            (engine, "engine") if len(engine) > len(exactly) else (exactly, "exact evaluator")
        )
        missing = longer[min(len(engine), len(exactly))]
        raise EngineFault(f"only the {name} concludes {missing.subject!r}")


def _words(derivation: Derivation) -> str:
    steps = ", ".join(
        " ".join((step.rule, step.conclusion, *step.premises)) for step in derivation.steps
    )
    return f"{derivation.conclusion} ({steps})"


class _ExactOnly:
    name = "exact"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...

    def conclude_colours(self, questions: Sequence[tuple[str, Question]]) -> tuple[Derivation, ...]:
        return exact.conclude_colours(questions)

    def conclude_findings(
        self, checks: Sequence[Check], facts: Sequence[Fact]
    ) -> tuple[Derivation, ...]:
        for check in checks:  # as the engine does, so that reports do not differ
            why = refuse_unsafe(check)
            if why is not None:
                raise EngineFault(f"{check.id}: {why}")
        return exact.conclude_findings(checks, facts)


class _Proven:
    def __init__(self, child: EngineChild, meanwhile: Callable[[], object] | None) -> None:
        self._child = child
        self._meanwhile = meanwhile

    @property
    def name(self) -> str:
        return f"durable_rules {engine_version()}"

    def __enter__(self) -> Self:
        self._child.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._child.__exit__(kind, error, traceback)

    def conclude_colours(self, questions: Sequence[tuple[str, Question]]) -> tuple[Derivation, ...]:
        self._child.send_colours(questions)
        meant = exact.conclude_colours(questions)  # while the child is at work
        said = self._child.receive()
        prove(said, meant)
        return said

    def conclude_findings(
        self, checks: Sequence[Check], facts: Sequence[Fact]
    ) -> tuple[Derivation, ...]:
        self._child.send_findings(checks, facts)
        meant = exact.conclude_findings(checks, facts)  # while the child is at work
        if self._meanwhile is not None:
            self._meanwhile()
        said = self._child.receive()
        prove(said, meant)
        return said
