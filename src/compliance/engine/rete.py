"""Runs a program in durable_rules. The only module that imports it.

The engine reports most of its failures as success. So facts go in one by one, nothing unexpected is tolerated,
and afterwards every question about every fact must have been answered exactly once.

The calls to the C library are those of the stock `durable.engine.Host.assert_fact`, in its order. Host itself is
left out: its timer threads take actions of ours, it swallows what an action raises, and it doubles the time.
"""

import json
from collections.abc import ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from compliance.derivation import Derivation, Fact
from compliance.engine.colour_rules import plan_colours, read_colours
from compliance.engine.faults import EngineFault
from compliance.engine.finding_rules import plan_findings, read_findings
from compliance.engine.program import (
    KIND,
    MOST_FACTS,
    SENTINEL,
    Comparison,
    Condition,
    Derived,
    Firing,
    Join,
    Names,
    Program,
    Rule,
    Value,
)
from compliance.rulebook.checks import Check
from compliance.thresholds import Question

_Fact = dict[str, Value]

_RULESET = "r"
_SESSION = "S"
_CODES = {1: "no rule wants it", 2: "it is taken for another one", 3: "it is put off"}
_encode = json.JSONEncoder(separators=(",", ":")).encode
_OPERATORS = {"<": "$lt", "<=": "$lte", ">": "$gt", ">=": "$gte", "present": "$ex"}


def conclude_colours(questions: Sequence[tuple[str, Question]]) -> tuple[Derivation, ...]:
    """Conclude every question by rules, in the order given.

    Raises:
        EngineFault: If the engine did not do its job.
    """
    return tuple(
        derivation
        for plan in plan_colours(questions)
        for derivation in read_colours(plan, run(plan.program))
    )


def conclude_findings(checks: Sequence[Check], facts: Sequence[Fact]) -> tuple[Derivation, ...]:
    """Conclude all findings by rules: by the order of checks, then by the positions of the premises.

    Raises:
        EngineFault: If the engine did not do its job.
    """
    return tuple(
        derivation
        for plan in plan_findings(checks, facts)
        for derivation in read_findings(plan, facts, run(plan.program))
    )


def run(program: Program) -> tuple[Firing, ...]:
    """Compile the rules, assert the facts and then the sentinel, and return what fired, in order.

    Raises:
        EngineFault: If anything is not as it must be.
    """
    import durable_rules_engine as engine

    rules = {
        f"r{number}": {
            "all": [written(condition) for condition in rule.conditions],
            "pri": rule.priority,
        }
        for number, rule in enumerate(program.rules)
    }
    try:
        handle = engine.create_ruleset(_RULESET, _encode(rules))
        try:
            _warm_up(program, engine, handle)
            session = _Session(program, engine, handle)
            try:
                for fact in program.facts:
                    session.put(fact.attributes, fact.id, fact.asks)
                session.put({KIND: SENTINEL, "n": 1})
                stored = json.loads(engine.get_facts(handle, _SESSION))
            finally:
                engine.delete_state(handle, _SESSION)
        finally:
            engine.delete_ruleset(handle)
    except engine.error as error:
        raise EngineFault(f"durable_rules: {error}") from error
    return session.finish(len(stored))


def _warm_up(program: Program, engine: Any, handle: int) -> None:
    """Run a session with the sentinel alone.

    The engine frees memory that it never set when it deletes a session in which no rule ever fired. Later
    sessions get the memory of this one.
    """
    session = _Session(program, engine, handle)
    session.put({KIND: SENTINEL, "n": 1})
    if [program.rules[number].step for number, _, _ in session.fired] != ["done"]:
        raise EngineFault("the first session did not fire as it must")
    engine.delete_state(handle, _SESSION)


class _Session:
    """One session, and what is known of it on our side."""

    def __init__(self, program: Program, engine: Any, handle: int) -> None:
        self.program = program
        self.engine = engine
        self.handle = handle
        self.names = Names(program.names)
        self.fired: list[tuple[int, Mapping[str, _Fact], str | None]] = []
        self.facts: dict[str, _Fact] = {}
        self.open: set[tuple[str, str]] = set()  # (fact, question) without an answer
        self.derived: dict[tuple[Value, ...], str] = {}

    def put(
        self, attributes: Mapping[str, Value], id: str | None = None, asks: Sequence[str] = ()
    ) -> None:
        """Assert one fact and run its rules until none is left."""
        engine, handle = self.engine, self.handle
        state = self._assert(attributes, id or self.names.fresh(), asks)
        started = engine.start_action_for_state(handle, state)
        if started is None:
            return  # finish finds what has no answer
        context, waiting = started
        while waiting:
            ((name, found),) = json.loads(waiting).items()
            number = int(name[1:])
            derives = self.program.rules[number].derives
            derived = None if derives is None else self._derive(derives, found)
            self.fired.append((number, found, derived))
            engine.update_state(handle, context)
            waiting = engine.complete_and_start_action(handle, state)

    def _assert(self, attributes: Mapping[str, Value], id: str, asks: Sequence[str]) -> int:
        """Hand a fact to the engine and return its handle of the session."""
        if id in self.facts or len(self.facts) >= MOST_FACTS:
            raise EngineFault(f"fact {len(self.facts)} is one too many")
        fact = self.facts[id] = {**attributes, "id": id, "sid": _SESSION}
        for question in asks:
            self.open.add((id, question))
        code, state = self.engine.assert_fact(self.handle, _encode(fact))
        if code != 0:
            said = _CODES.get(code, f"code {code}")
            raise EngineFault(f"a fact was not taken: {said}")
        return int(state)

    def _derive(self, derives: Derived, found: Mapping[str, _Fact]) -> str:
        """Assert the fact that follows, unless it is there already; return its id."""
        attributes: _Fact = {}
        for name, value in derives.attributes:
            if isinstance(value, int | str):
                attributes[name] = value
            else:
                copied = tuple(found[alias][attribute] for alias, attribute in value.sources)
                attributes[name] = copied[0] if len(copied) == 1 else self.names.of(copied)
        identity = tuple(attributes.values())
        known = self.derived.get(identity)
        if known is None:
            known = self.derived[identity] = self.names.fresh()
            self._assert(attributes, known, derives.asks)
        return known

    def _firings(self) -> Iterator[Firing]:
        """Yield what fired, each rule held against the facts it fired on."""
        tests = [_Expected.of(rule) for rule in self.program.rules]
        for number, found, derived in self.fired:
            expected = tests[number]
            for alias, equal in expected.equal:
                fact = found[alias]
                if fact != self.facts[str(fact["id"])] or not equal <= fact.items():
                    raise EngineFault("a rule fired on a fact that it does not mean")
            for alias, test in expected.ordered:
                if not test.holds(found[alias][test.attribute]):
                    raise EngineFault("a rule fired on a fact that it does not mean")
            for alias, join in expected.joins:
                other = found[join.other_alias]
                if found[alias][join.attribute] != other[join.other_attribute]:
                    raise EngineFault("a rule joined two facts that do not belong together")
            ids = {alias: str(fact["id"]) for alias, fact in found.items()}
            for alias, question in self.program.rules[number].answers:
                answered = (ids[alias], question)
                if answered not in self.open:
                    raise EngineFault(f"{question} is answered twice")
                self.open.remove(answered)
            yield Firing(number, tuple(ids[alias] for alias in expected.named), derived)

    def finish(self, stored: int) -> tuple[Firing, ...]:
        """Return what fired, in order, if the engine is done with every fact and every question.

        Raises:
            EngineFault: If it is not.
        """
        firings = tuple(self._firings())
        if stored != len(self.facts):
            raise EngineFault(f"{stored} facts are stored instead of {len(self.facts)}")
        if self.open:
            _, question = min(self.open)
            raise EngineFault(f"{len(self.open)} questions have no answer, one is {question}")
        steps = [self.program.rules[firing.rule].step for firing in firings]
        if steps.count("done") != 1 or steps[-1] != "done":
            raise EngineFault("the last rule did not fire last")
        return firings


@dataclass(frozen=True, slots=True)
class _Expected:
    """What must hold when a rule has fired, apart by how it is tested."""

    equal: tuple[tuple[str, ItemsView[str, Value]], ...]
    ordered: tuple[tuple[str, Comparison], ...]
    joins: tuple[tuple[str, Join], ...]
    named: tuple[str, ...]

    @classmethod
    def of(cls, rule: Rule) -> "_Expected":
        needed = tuple(condition for condition in rule.conditions if not condition.absent)
        return cls(
            tuple((c.alias, _equal(c).items()) for c in needed),
            tuple((c.alias, test) for c in needed for test in c.tests if test.relation != "=="),
            tuple((c.alias, c.join) for c in needed if c.join is not None),
            tuple(c.alias for c in needed if c.alias != "p"),
        )


def _equal(condition: Condition) -> dict[str, Value]:
    return {test.attribute: test.constant for test in condition.tests if test.relation == "=="}


def written(condition: Condition) -> dict[str, Any]:
    """Return a condition in the engine's notation."""
    tests: list[Any] = [_test(test) for test in condition.tests]
    if condition.join is not None:
        # The join must stand last: anything behind it makes the engine read out of bounds.
        other = {condition.join.other_alias: condition.join.other_attribute}
        tests.append({condition.join.attribute: other})
    return {condition.alias + ("$not" if condition.absent else ""): {"$and": tests}}


def _test(test: Comparison) -> dict[str, Any]:
    plain = {test.attribute: test.constant}
    return plain if test.relation == "==" else {_OPERATORS[test.relation]: plain}
