"""A program for the engine: rules and facts as plain data, inside the subset that the engine gets right.

Whole numbers and generated strings only; a join is one equality; an absence stands behind the sentinel, which
is asserted last; silence is never an answer. Why: docs/adr, the role of durable_rules.
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from compliance.engine.faults import EngineFault

# Beyond these the engine fails, hangs or crashes; its own limits are a little higher.
MOST_RULES = 4_000
MOST_IDS = 500
MOST_RULES_PER_CONDITION = 250
MOST_CONDITIONS_PER_FACT = 60
MOST_PATTERNS = 15
# A stored fact takes about 7 kB.
MOST_FACTS = 40_000
# Half a step from the engine's 64-bit integers.
MOST_NUMBER = 2**60

KIND = "k"
SENTINEL = "phase"
# Every string that is not generated: attributes, aliases, kinds and the engine's own names.
_FIXED = (
    *("k", "g", "i", "v", "b", "e", "r", "s", "n", "w", "y", "d", "u", "o"),
    *("f", "a", "c", "p", "x"),
    *(
        "exact",
        "low",
        "high",
        "end",
        "settled",
        "status",
        "delivered",
        "refused",
        "silent",
        "cell",
        "parts",
    ),
    *("selection", SENTINEL),
    *("id", "sid", "$s", "$m", "$time", "$forward", "$pulse", "S", "sid-S", "m"),
)

Value = int | str

_ORDERS: Mapping[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """One attribute compared with a constant; the relation is `==`, `<`, `<=`, `>`, `>=` or `present`."""

    attribute: str
    relation: str
    constant: Value

    def holds(self, value: Value) -> bool:
        """Whether `value` passes; numbers and strings are never compared with each other."""
        if self.relation == "==":
            return value == self.constant
        if self.relation == "present":
            return True
        order = _ORDERS[self.relation]
        if isinstance(value, int) and isinstance(self.constant, int):
            return order(value, self.constant)
        return False


@dataclass(frozen=True, slots=True)
class Join:
    """The one equality between two facts of a rule."""

    attribute: str
    other_alias: str
    other_attribute: str


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact that a rule needs, or with `absent` one that must not exist."""

    alias: str
    tests: tuple[Comparison, ...]
    join: Join | None = None
    absent: bool = False


@dataclass(frozen=True, slots=True)
class Copied:
    """A value that a derived fact takes from the rule's facts: (alias, attribute) pairs.

    One pair is copied; several, or none, are replaced by one generated string for the combination.
    """

    sources: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact that a rule concludes; once for each combination of its attributes' values."""

    attributes: tuple[tuple[str, Value | Copied], ...]
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        answers: Which question (second) about which fact (first, an alias) it answers by firing.
        step, conclusion: What it says in a derivation; a conclusion of None is that of its first premise.
        priority: Lower runs first among the rules that wait.
    """

    conditions: tuple[Condition, ...]
    answers: tuple[tuple[str, str], ...] = ()
    derives: Derived | None = None
    step: str = ""
    conclusion: str | None = None
    priority: int = 0


@dataclass(frozen=True, slots=True)
class Asserted:
    """A fact to assert.

    Attributes:
        asks: Questions that must be answered about it exactly once each.
        about: Position of the question or fact that it was made from.
    """

    id: str
    attributes: Mapping[str, Value]
    asks: tuple[str, ...]
    about: int


@dataclass(frozen=True, slots=True)
class Program:
    """Rules and facts of one session; `names` is the number of generated strings already in use."""

    rules: tuple[Rule, ...]
    facts: tuple[Asserted, ...]
    names: int


@dataclass(frozen=True, slots=True)
class Firing:
    """One rule (its place in the program) that fired, with the ids of its facts and of the derived fact."""

    rule: int
    premises: tuple[str, ...]
    derived: str | None


def fnv(text: str) -> int:
    """Return the 32-bit hash by which alone the engine knows names, ids and join keys."""
    value = 0x811C9DC5
    for byte in text.encode("ascii"):
        value = ((value ^ byte) * 16777619) & 0xFFFFFFFF
    return value


@dataclass(slots=True)
class _Pool:
    """Generated strings, grown when needed: `c0`, `c1` … without those whose hash is taken."""

    names: list[str] = field(default_factory=list)
    taken: set[int] = field(default_factory=lambda: {fnv(name) for name in _FIXED})
    tried: int = 0

    def at(self, index: int) -> str:
        while len(self.names) <= index:
            name = f"c{self.tried}"
            self.tried += 1
            value = fnv(name)
            if value not in self.taken:
                self.taken.add(value)
                self.names.append(name)
        return self.names[index]


_POOL = _Pool()


@dataclass(slots=True)
class Names:
    """Generated strings of one program, no two with the same hash."""

    used: int = 0
    interned: dict[object, str] = field(default_factory=dict)

    def fresh(self) -> str:
        """Return a string not used before."""
        name = _POOL.at(self.used)
        self.used += 1
        return name

    def of(self, key: object) -> str:
        """Return the string that stands for `key`: the same one each time."""
        name = self.interned.get(key)
        if name is None:
            name = self.interned[key] = self.fresh()
        return name


def done_rule() -> Rule:
    """Return the rule that fires last, on the sentinel."""
    return Rule((sentinel(),), step="done", priority=9)


def sentinel() -> Condition:
    """Return the condition that holds when everything has been asserted."""
    return Condition("p", (Comparison(KIND, "==", SENTINEL), Comparison("n", "==", 1)))


def enforce_limits(program: Program) -> None:
    """Refuse a program that the engine would not survive.

    Raises:
        EngineFault: If a limit is passed.
    """
    broken = limit_broken(program.rules)
    if broken is None and len(program.facts) > MOST_FACTS:
        broken = f"{len(program.facts)} facts in one session, at most {MOST_FACTS} fit"
    for fact in program.facts:
        for value in fact.attributes.values():
            if isinstance(value, int) and abs(value) > MOST_NUMBER:
                broken = f"{value} is too large a number"
    if broken is not None:
        raise EngineFault(broken)


@dataclass(slots=True)
class _Node:
    """A place in the engine's tree of conditions, where equal beginnings are shared."""

    kids: dict[object, "_Node"] = field(default_factory=dict)
    rules: int = 0

    def width(self) -> int:
        """Return how many conditions below here one fact can match at the same time, at most."""
        together = 0
        exclusive: dict[str, int] = {}  # one attribute equals only one of several constants
        for test, kid in self.kids.items():
            if isinstance(test, Comparison) and test.relation == "==":
                exclusive[test.attribute] = max(exclusive.get(test.attribute, 0), kid.width())
            else:
                together += kid.width()
        return max(1, together + sum(exclusive.values()))


def limit_broken(rules: Iterable[Rule]) -> str | None:
    """Return which limit of the engine the rules pass, or None."""
    root = _Node()
    nodes = [root]
    count = 0
    for rule in rules:
        count += 1
        if len(rule.conditions) > MOST_PATTERNS:
            return f"{len(rule.conditions)} patterns in one rule, at most {MOST_PATTERNS} are safe"
        for condition in rule.conditions:
            node = root
            path: tuple[object, ...] = condition.tests
            if condition.join is not None:
                path = (*path, condition.join)
            for test in path:
                if isinstance(test, Comparison) and (
                    isinstance(test.constant, int) and abs(test.constant) > MOST_NUMBER
                ):
                    return f"{test.constant} is too large a number"
                if test not in node.kids:
                    nodes.append(_Node())
                    node.kids[test] = nodes[-1]
                node = node.kids[test]
            node.rules += 1
    if count > MOST_RULES:
        return f"{count} rules in one session, at most {MOST_RULES} are safe"
    widest = max(len(node.kids) for node in nodes)
    if widest > MOST_IDS:
        return f"{widest} conditions side by side, at most {MOST_IDS} are safe"
    busiest = max(node.rules for node in nodes)
    if busiest > MOST_RULES_PER_CONDITION:
        return (
            f"{busiest} rules begin with the same condition, "
            f"at most {MOST_RULES_PER_CONDITION} are safe"
        )
    matched = root.width()
    if matched > MOST_CONDITIONS_PER_FACT:
        return (
            f"one fact can match {matched} conditions at a time, "
            f"at most {MOST_CONDITIONS_PER_FACT} are safe"
        )
    return None
