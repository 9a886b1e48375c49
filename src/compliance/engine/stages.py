"""Turns the patterns of checks into selections, joins and excuses: the rules of session 2."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from compliance.derivation import Fact
from compliance.engine.faults import EngineFault
from compliance.engine.program import (
    KIND,
    MOST_FACTS,
    Asserted,
    Comparison,
    Condition,
    Copied,
    Derived,
    Join,
    Names,
    Rule,
    Value,
    sentinel,
)
from compliance.rulebook.checks import Check, Pattern


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
class Stage:
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


@dataclass(slots=True)
class Stages:
    """Collects the stages and rules of several checks, which share their selections."""

    names: Names = field(default_factory=Names)
    selections: dict[_Selection, Stage] = field(default_factory=dict)
    joined: list[Stage] = field(default_factory=list)
    excuses: list[Rule] = field(default_factory=list)

    def add(self, number: int, check: Check) -> Stage:
        """Add a check and return the stage of its hits."""
        left: Stage | None = None
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

    def _select(self, pattern: Pattern, left: Stage | None) -> tuple[Stage, list[str]]:
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

    def _stage_of(self, selection: _Selection) -> Stage:
        if selection not in self.selections:
            stage = self._new_stage(len(selection.columns))
            stage.rules.extend(self._selecting(selection, stage))
            self.selections[selection] = stage
        return self.selections[selection]

    def _new_stage(self, columns: int) -> Stage:
        attributes = tuple(self.names.of(("column", column)) for column in range(columns))
        return Stage(self.names.fresh(), attributes)

    def _selecting(self, selection: _Selection, stage: Stage) -> Iterator[Rule]:
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
        self, left: Stage, bound: list[str], right: Stage, variables: list[str]
    ) -> tuple[Stage, list[str]]:
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

    def _join(self, left: Stage, bound: list[str], right: Stage, variables: list[str]) -> Join:
        shared = [variable for variable in variables if variable in bound]

        def key(stage: Stage, order: list[str]) -> str:
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


def _is(stage: Stage) -> tuple[Comparison, ...]:
    return (Comparison(KIND, "==", "selection"), Comparison("s", "==", stage.name))


def _seen(test: Comparison, attribute: str) -> Rule:
    """Return the rule that answers for every fact of a kind that it has arrived."""
    condition = Condition("f", (test, Comparison(attribute, "present", 1)))
    return Rule((condition,), answers=(("f", "seen"),), step="seen", priority=5)


def _attributes(
    stage: Stage, sources: Iterable[tuple[str, str]]
) -> tuple[tuple[str, Value | Copied], ...]:
    copied = zip(stage.attributes, (Copied((source,)) for source in sources), strict=True)
    return ((KIND, "selection"), ("s", stage.name), *copied)
