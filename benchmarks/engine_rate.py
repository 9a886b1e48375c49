"""Facts per second: our driver against bare durable_rules, same rules, same facts, same run.

Bare means the stock Host with its timer threads off, one assert_fact after another, and actions that only
assert what the rules derive; without those the joins behind them would have nothing to do.
"""

import json
import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

from compliance.colour import Reason, Severity
from compliance.derivation import Fact
from compliance.engine import available, rete
from compliance.engine.colour_rules import plan_colours
from compliance.engine.finding_rules import plan_findings
from compliance.engine.program import KIND, SENTINEL, Names, Program, Rule
from compliance.errors import Place
from compliance.language import Localised
from compliance.rulebook.checks import Check, Pattern
from compliance.thresholds import Bound, DueQuestion, NumberQuestion, Question, Settled, bands_of

ROUNDS = 5


def questions() -> list[tuple[str, Question]]:
    asked: list[tuple[str, Question]] = []
    for n in range(50):
        subject = f"assessment {n}"
        if n % 10 == 0:
            asked.append((subject, Settled(reason=Reason.NO_VALUE)))
        elif n % 10 == 1:
            asked.append(
                (subject, DueQuestion(due=date(2025, 6, n % 28 + 1), as_of=date(2025, 6, 30)))
            )
        else:
            bands = bands_of(
                Bound("at least", Fraction(60 + n % 7)), Bound("at least", Fraction(45 + n % 5))
            )
            low = Fraction(4000 + 67 * n, 100)
            high = low + 3 if n % 10 == 2 else low
            asked.append((subject, NumberQuestion(bands=bands, low=low, high=high)))
    return asked


def checks() -> list[Check]:
    def entry(n: int, when: list[Pattern], unless: list[Pattern]) -> Check:
        said = Localised("", "")
        return Check(
            id=f"check#{n}",
            code="check",
            severity=Severity.ERROR,
            when=tuple(when),
            unless=tuple(unless),
            say=said,
            accept=None,
            do=said,
            place=Place("benchmark"),
        )

    requirement = (("requirement", "r"),)
    same = Pattern("requirement", (("form", ("same",)),), requirement)
    declared = [
        Pattern(
            "declaration",
            (("direction", (direction,)), ("distance", (distance,))),
            (*requirement, ("location", "l")),
        )
        for direction in ("brighter", "darker")
        for distance in ("one", "two")
    ]
    return [
        entry(
            0,
            [same, Pattern("assessment", (("colour", ("red", "yellow")),), requirement)],
            [
                Pattern("answer-text", (), requirement),
                Pattern("asks", (("content", ("why-not-reached",)),), requirement),
            ],
        ),
        entry(
            1,
            [Pattern("asks", (), (*requirement, ("content", "c")))],
            [Pattern("content", (), (*requirement, ("content", "c")))],
        ),
        entry(2, [Pattern("requirement", (("answered", ("no",)),), requirement)], []),
        entry(
            3,
            [Pattern("requirement", (("answered", ("yes",)),), requirement)],
            [Pattern("declared", (), requirement)],
        ),
        *(entry(4 + n, [pattern], []) for n, pattern in enumerate(declared)),
    ]


def facts() -> list[Fact]:
    known: list[Fact] = []

    def add(kind: str, **fields: str) -> None:
        known.append(Fact(id=f"{kind} {len(known)}", kind=kind, fields=fields))

    for n in range(50):
        name = f"requirement-{n}"
        add(
            "requirement",
            requirement=name,
            form="separate" if n % 9 == 0 else "same",
            answered="no" if n % 11 == 0 else "yes",
        )
        add("assessment", requirement=name, colour=("green", "yellow", "red", "none")[n % 4])
        add(
            "declaration",
            requirement=name,
            location="",
            direction=("same", "brighter", "same", "darker")[n % 4],
            distance=("none", "one", "none", "two")[n % 4],
        )
        if n % 3:
            add("declared", requirement=name)
        if n % 2:
            add("answer-text", requirement=name)
        for content in ("measures-taken", "why-not-reached")[: n % 3]:
            add("asks", requirement=name, content=content)
            if n % 5:
                add("content", requirement=name, content=content)
    return known


def run_bare(program: Program) -> int:
    """Run the program without our checks; returns how many facts were asserted."""
    import durable_rules_engine
    from durable.engine import Host

    class Quiet(Host):  # type: ignore[misc]
        def _run(self) -> None: ...

    names = Names(program.names)
    made: list[str] = []
    definitions = {
        f"r{number}": {
            "all": [rete.written(condition) for condition in rule.conditions],
            "pri": rule.priority,
            "run": bare_action(rule, names, made),
        }
        for number, rule in enumerate(program.rules)
    }
    host = Quiet()
    host.register_rulesets({"r": definitions})
    for fact in program.facts:
        host.assert_fact("r", {**fact.attributes, "id": fact.id, "sid": "S"})
    host.assert_fact("r", {KIND: SENTINEL, "n": 1, "id": names.fresh(), "sid": "S"})
    host.delete_state("r", "S")
    durable_rules_engine.delete_ruleset(host.get_ruleset("r")._handle)  # noqa: SLF001
    return len(program.facts) + 1 + len(made)


def bare_action(rule: Rule, names: Names, made: list[str]) -> Callable[[Any], None]:
    if rule.derives is None:

        def nothing(c: Any) -> None: ...

        return nothing
    attributes = rule.derives.attributes
    known: set[tuple[int | str, ...]] = set()

    def derive(c: Any) -> None:
        found = c._m  # noqa: SLF001
        fact: dict[str, int | str] = {}
        for name, value in attributes:
            if isinstance(value, int | str):
                fact[name] = value
            else:
                copied = tuple(found[alias][attribute] for alias, attribute in value.sources)
                fact[name] = copied[0] if len(copied) == 1 else names.of(copied)
        identity = tuple(fact.values())
        if identity not in known:
            known.add(identity)
            made.append(names.fresh())
            fact["id"] = made[-1]
            c.assert_fact(fact)

    return derive


def main() -> int:
    if not available():
        print("durable_rules is not installed: there is nothing to compare")
        return 0
    programs = [plan.program for plan in plan_colours(questions())]
    programs += [plan.program for plan in plan_findings(checks(), facts())]
    rates: dict[str, list[float]] = {"ours": [], "bare": []}
    rules = sum(len(program.rules) for program in programs)
    count = sum(run_bare(program) for program in programs)  # also warms up
    for program in programs:
        rete.run(program)
    for _ in range(ROUNDS):
        for name, runner in (("bare", run_bare), ("ours", rete.run)):
            started = time.perf_counter()
            for program in programs:
                runner(program)
            rates[name].append(count / (time.perf_counter() - started))
    ours, bare = (statistics.median(rates[name]) for name in ("ours", "bare"))
    print(f"{len(programs)} sessions, {rules} rules, {count} facts with the derived ones")
    print(f"ours {ours:9,.0f} facts/s   every firing checked, answers counted, derivation kept")
    print(f"bare {bare:9,.0f} facts/s   stock Host, actions that only derive")
    print(f"ratio {ours / bare:.2f} (goal: at least 0.8)")
    if "--json" in sys.argv[1:]:
        print(json.dumps({"ours": ours, "bare": bare, "ratio": ours / bare}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
