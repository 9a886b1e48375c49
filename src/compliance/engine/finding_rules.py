"""Session 2: checks and facts become rules and facts, and what the rules fired becomes findings.

A pattern of a check becomes a *selection*: a fact derived once per combination of the values that its
variables take. Selections are joined pairwise, from left to right, into *hits*, so that each join is one
equality. Behind the sentinel each `unless` of a check asks of each of its hits whether its selection
exists or does not exist: exactly one of these rules must fire.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from compliance.derivation import Derivation, Fact, Step
from compliance.engine.faults import EngineFault
from compliance.engine.program import (
    KIND,
    MOST_FACTS,
    MOST_PATTERNS,
    Asserted,
    Comparison,
    Condition,
    Copied,
    Derived,
    Firing,
    Join,
    Names,
    Program,
    Rule,
    Value,
    done_rule,
    enforce_limits,
    limit_broken,
    sentinel,
)
from compliance.engine.subjects import bindings, finding_subject
from compliance.rulebook.checks import Check, Pattern

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
    if not check.when:
        return "it has no pattern under when"
    if len(check.when) + len(check.unless) > MOST_PATTERNS:
        return (
            f"it has {len(check.when) + len(check.unless)} patterns, "
            f"at most {MOST_PATTERNS} are safe"
        )
    for pattern in (*check.when, *check.unless):
        combinations = 1
        for _, words in pattern.constants:
            combinations *= len(words)
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
    return limit_broken(_compile((check,), ()).program.rules)


def plan_findings(checks: Sequence[Check], facts: Sequence[Fact]) -> Iterator[FindingPlan]:
    """Compile the checks, in shards that the engine can hold.

    Raises:
        EngineFault: If a check is not safe, or there are more facts than the engine can hold.
    """
    for check in checks:
        reason = refuse_unsafe(check)
        if reason is not None:
            raise EngineFault(f"check {check.id}: {reason}")
    if checks:
        yield from _plan(tuple(checks), facts)


def _plan(checks: tuple[Check, ...], facts: Sequence[Fact]) -> Iterator[FindingPlan]:
    if len(checks) > 1 and limit_broken(_compile(checks, ()).program.rules) is not None:
        half = len(checks) // 2
        yield from _plan(checks[:half], facts)
        yield from _plan(checks[half:], facts)
        return
    plan = _compile(checks, facts)
    enforce_limits(plan.program)
    yield plan


@dataclass(frozen=True, slots=True)
class _Selection:
    """Which facts a pattern means.

    Attributes:
        columns: Per variable the fields that must all have its value.
        copy: 1 for a second selection of the same facts, because a rule never uses one fact twice.
    """

    kind: str
    constants: tuple[tuple[str, tuple[str, ...]], ...]
    columns: tuple[tuple[str, ...], ...]
    copy: int = 0


@dataclass(slots=True)
class _Stage:
    """A kind of derived fact: its name, the attribute of each variable, its rules and its join keys.

    Attributes:
        keys: Attributes that hold the join key of several variables together.
    """

    name: str
    attributes: tuple[str, ...]
    rules: list[Rule] = field(default_factory=list)
    keys: dict[tuple[str, ...], str] = field(default_factory=dict)
    asks: dict[str, None] = field(default_factory=dict)

    def finished(self) -> Iterator[Rule]:
        """Yield its rules, with the join keys and questions that later stages asked for."""
        for rule in self.rules:
            assert rule.derives is not None  # noqa: S101  # stages are made of deriving rules only
            own = dict(rule.derives.attributes)
            keys = tuple(
                (key, _together(own[attribute] for attribute in attributes))
                for attributes, key in self.keys.items()
            )
            attributes = (*rule.derives.attributes, *keys)
            yield replace(rule, derives=Derived(attributes, ("seen", *self.asks)))


def _together(values: Iterable[Value | Copied]) -> Copied:
    return Copied(tuple(pair for v in values if isinstance(v, Copied) for pair in v.sources))


def _compile(checks: Sequence[Check], facts: Sequence[Fact]) -> FindingPlan:
    builder = _Builder()
    hits = [builder.add(number, check) for number, check in enumerate(checks)]
    asserted = tuple(builder.encode(facts))
    rules = (*builder.finished(), done_rule())
    program = Program(rules, asserted, builder.names.used)
    return FindingPlan(program, tuple(checks), tuple(hit.name for hit in hits))


@dataclass(slots=True)
class _Builder:
    """Collects the stages and rules of several checks, which share their selections."""

    names: Names = field(default_factory=Names)
    selections: dict[_Selection, _Stage] = field(default_factory=dict)
    joined: list[_Stage] = field(default_factory=list)
    excuses: list[Rule] = field(default_factory=list)

    def add(self, number: int, check: Check) -> _Stage:
        """Add a check and return the stage of its hits."""
        left: _Stage | None = None
        bound: list[str] = []
        for pattern in check.when:
            right, variables = self._select(pattern, left)
            if left is None:
                left, bound = right, variables
            else:
                left, bound = self._extend(left, bound, right, variables)
        assert left is not None  # noqa: S101  # refuse_unsafe
        for place, pattern in enumerate(check.unless):
            right, variables = self._select(pattern, left)
            join = self._join(left, bound, right, variables)
            question = f"unless:{number}:{place}"
            left.asks[question] = None
            hit = Condition("a", _is(left))
            for absent, conclusion in ((False, "exists"), (True, "absent")):
                other = Condition("x" if absent else "c", _is(right), join, absent=absent)
                self.excuses.append(
                    Rule(
                        (sentinel(), hit, other),
                        answers=(("a", question),),
                        step=f"unless:{place}",
                        conclusion=conclusion,
                    )
                )
        return left

    def _select(self, pattern: Pattern, left: _Stage | None) -> tuple[_Stage, list[str]]:
        """Return the stage of a pattern, other than `left`, and its variables by column."""
        fields: dict[str, dict[str, None]] = {}
        for name, variable in pattern.variables:
            fields.setdefault(variable, {})[name] = None
        selection = _Selection(
            pattern.kind,
            tuple((name, tuple(dict.fromkeys(words))) for name, words in pattern.constants),
            tuple(tuple(same) for same in fields.values()),
        )
        stage = self._stage_of(selection)
        if stage is left:
            stage = self._stage_of(replace(selection, copy=1))
        return stage, list(fields)

    def _stage_of(self, selection: _Selection) -> _Stage:
        if selection not in self.selections:
            stage = self._new_stage(len(selection.columns))
            stage.rules.extend(self._selecting(selection, stage))
            self.selections[selection] = stage
        return self.selections[selection]

    def _new_stage(self, columns: int) -> _Stage:
        attributes = tuple(self.names.of(("column", column)) for column in range(columns))
        return _Stage(self.names.fresh(), attributes)

    def _selecting(self, selection: _Selection, stage: _Stage) -> Iterator[Rule]:
        kind = selection.kind
        equal = (
            Comparison(self._equality(kind, same), "==", self._text("yes"))
            for same in selection.columns
            if len(same) > 1
        )
        choices: list[tuple[Comparison, ...]]
        choices = [(Comparison(KIND, "==", self._kind(kind)), *equal)]
        for name, words in selection.constants:
            choices = [
                (*choice, Comparison(self._field(kind, name), "==", self._text(word)))
                for choice in choices
                for word in words
            ]
        copied = (("f", self._field(kind, same[0])) for same in selection.columns)
        derived = Derived(_attributes(stage, copied))
        for choice in choices:
            yield Rule((Condition("f", choice),), derives=derived, step="select")

    def _extend(
        self, left: _Stage, bound: list[str], right: _Stage, variables: list[str]
    ) -> tuple[_Stage, list[str]]:
        join = self._join(left, bound, right, variables)
        source = dict(zip(bound, (("a", name) for name in left.attributes), strict=True))
        for variable, name in zip(variables, right.attributes, strict=True):
            source.setdefault(variable, ("c", name))
        stage = self._new_stage(len(source))
        conditions = (Condition("a", _is(left)), Condition("c", _is(right), join))
        derived = Derived(_attributes(stage, source.values()))
        stage.rules.append(Rule(conditions, derives=derived, step="join"))
        self.joined.append(stage)
        return stage, list(source)

    def _join(self, left: _Stage, bound: list[str], right: _Stage, variables: list[str]) -> Join:
        shared = [variable for variable in variables if variable in bound]

        def key(stage: _Stage, order: list[str]) -> str:
            attributes = tuple(stage.attributes[order.index(variable)] for variable in shared)
            if len(attributes) == 1:
                return attributes[0]
            return stage.keys.setdefault(attributes, self.names.of(("key", attributes)))

        return Join(key(right, variables), "a", key(left, bound))

    def finished(self) -> Iterator[Rule]:
        """Yield all rules but the last."""
        for kind in dict.fromkeys(selection.kind for selection in self.selections):
            yield _seen(Comparison(KIND, "==", self._kind(kind)), KIND)
        yield _seen(Comparison(KIND, "==", "selection"), "s")
        for stage in (*self.selections.values(), *self.joined):
            yield from stage.finished()
        yield from self.excuses

    def encode(self, facts: Sequence[Fact]) -> Iterator[Asserted]:
        """Yield the facts that some selection may mean, every text replaced by a generated string."""
        fields: dict[str, dict[str, str]] = {}
        equalities: dict[str, dict[tuple[str, ...], str]] = {}
        for selection in self.selections:
            kind = selection.kind
            of_kind = fields.setdefault(kind, {})
            same_of_kind = equalities.setdefault(kind, {})
            for name, _ in selection.constants:
                of_kind[name] = self._field(kind, name)
            for same in selection.columns:
                of_kind[same[0]] = self._field(kind, same[0])
                if len(same) > 1:
                    same_of_kind[same] = self._equality(kind, same)
        if sum(fact.kind in fields for fact in facts) > MOST_FACTS:
            raise EngineFault(f"more than {MOST_FACTS} facts in one session")
        for about, fact in enumerate(facts):
            if fact.kind not in fields:
                continue
            attributes: dict[str, Value] = {KIND: self._kind(fact.kind)}
            for name, attribute in fields[fact.kind].items():
                attributes[attribute] = self._text(fact.fields[name])
            for same, attribute in equalities[fact.kind].items():
                equal = len({fact.fields[name] for name in same}) == 1
                attributes[attribute] = self._text("yes" if equal else "no")
            yield Asserted(self.names.fresh(), attributes, ("seen",), about)

    def _kind(self, kind: str) -> str:
        return self.names.of(("kind", kind))

    def _field(self, kind: str, name: str) -> str:
        return self.names.of(("field", kind, name))

    def _equality(self, kind: str, fields: tuple[str, ...]) -> str:
        return self.names.of(("equality", kind, fields))

    def _text(self, text: str) -> str:
        return self.names.of(("text", text))


def _is(stage: _Stage) -> tuple[Comparison, ...]:
    return (Comparison(KIND, "==", "selection"), Comparison("s", "==", stage.name))


def _seen(test: Comparison, attribute: str) -> Rule:
    """Return the rule that answers for every fact of a kind that it has arrived."""
    condition = Condition("f", (test, Comparison(attribute, "present", 1)))
    return Rule((condition,), answers=(("f", "seen"),), step="seen", priority=5)


def _attributes(
    stage: _Stage, sources: Iterable[tuple[str, str]]
) -> tuple[tuple[str, Value | Copied], ...]:
    copied = zip(stage.attributes, (Copied((source,)) for source in sources), strict=True)
    return ((KIND, "selection"), ("s", stage.name), *copied)


def read_findings(
    plan: FindingPlan, facts: Sequence[Fact], firings: Sequence[Firing]
) -> tuple[Derivation, ...]:
    """Return the findings, rebuilt from what fired: the hits for which every `unless` is absent."""
    rules = plan.program.rules
    about = {fact.id: fact.about for fact in plan.program.facts}
    causes: dict[str, list[tuple[str, ...]]] = {}
    stage_of: dict[str, str] = {}
    excused: set[tuple[str, str]] = set()
    for firing in firings:
        rule = rules[firing.rule]
        if firing.derived is not None and rule.derives is not None:
            causes.setdefault(firing.derived, []).append(firing.premises)
            stage_of[firing.derived] = str(dict(rule.derives.attributes)["s"])
        if rule.conclusion == "exists":
            ((_, question),) = rule.answers
            excused.add((firing.premises[0], question))
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
            if not any((hit, question) in excused for question in questions)
        )
        for match in matches:
            premises = tuple(facts[position].id for position in match)
            subject = finding_subject(check, bindings(check, facts_by_id, premises))
            first = Step("check", check.code, premises)
            found.append(Derivation(subject, check.code, (first, *absent)))
    return tuple(found)
