from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from compliance.colour import Colour, Reason
from compliance.derivation import Derivation, Step
from compliance.engine import EngineFault, available, exact, prove
from compliance.engine.colour_rules import plan_colours, read_colours
from compliance.engine.finding_rules import plan_findings, read_findings
from compliance.engine.program import Comparison, Derived
from compliance.thresholds import (
    CellQuestion,
    PartsQuestion,
    Settled,
    StatusQuestion,
    range_bands,
)
from engine_cases import (
    SIXTY_FORTY_FIVE,
    check,
    checks,
    due,
    explained_checks,
    explained_facts,
    fact,
    facts,
    number,
    pattern,
    questions,
)

if not available():
    pytest.skip(
        "durable_rules is not installed here, so the engine is not tested", allow_module_level=True
    )

from compliance.engine import rete

_MANY = settings(
    max_examples=max(300, settings().max_examples),  # the profile of `make fuzz` asks for more
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def parts(one_is_enough, needed, *outcomes):
    return PartsQuestion(one_is_enough=one_is_enough, needed=needed, outcomes=outcomes)


# -- what it concludes


def test_colours_are_derived_step_by_step():
    asked = [
        ("exact", number(SIXTY_FORTY_FIVE, 60)),
        ("same", number(SIXTY_FORTY_FIVE, 50, 55)),
        ("across", number(SIXTY_FORTY_FIVE, Fraction(599, 10), 60)),
        ("running", number(SIXTY_FORTY_FIVE, 44, unsettled=[Colour.RED])),
        ("none", Settled(reason=Reason.TOO_FEW_CASES)),
        ("told", StatusQuestion(colours=(Colour.GREEN, Colour.YELLOW), number=1)),
        ("on time", due(delivered=date(2025, 11, 1))),
        ("due today", due()),
        ("refused", due(as_of=date(2025, 11, 2), refused=True)),
        ("cell", CellQuestion(matrix=((Colour.GREEN, Colour.RED),), row=0, column=1)),
        ("all", parts(False, None, Colour.GREEN, Colour.YELLOW)),
        ("any", parts(True, None, Colour.RED, Reason.NO_VALUE)),
        ("some", parts(False, 2, Colour.GREEN, Reason.COMPONENT_MISSING, Colour.GREEN)),
        ("few", parts(False, 2, Colour.GREEN, Colour.YELLOW, Colour.RED)),
    ]
    expected = (
        Derivation("exact", "green", (Step("low:2", "green"),)),
        Derivation(
            "same",
            "yellow",
            (Step("low:1", "yellow"), Step("high:1", "yellow"), Step("same-band", "yellow")),
        ),
        Derivation(
            "across",
            "value-imprecise",
            (
                Step("low:1", "yellow"),
                Step("high:2", "green"),
                Step("different-bands", "value-imprecise"),
            ),
        ),
        Derivation("running", "not-due", (Step("low:0", "not-due"),)),
        Derivation("none", "too-few-cases", (Step("settled", "too-few-cases"),)),
        Derivation("told", "yellow", (Step("status:1", "yellow"),)),
        Derivation("on time", "green", (Step("delivered:on-time", "green"),)),
        Derivation("due today", "not-due", (Step("silent:open", "not-due"),)),
        Derivation("refused", "red", (Step("refused:passed", "red"),)),
        Derivation("cell", "red", (Step("cell:0:1", "red"),)),
        Derivation("all", "yellow", (Step("parts:worst", "yellow"),)),
        Derivation("any", "no-value", (Step("parts:missing", "no-value"),)),
        Derivation("some", "green", (Step("parts:enough", "green"),)),
        Derivation("few", "red", (Step("parts:out-of-reach", "red"),)),
    )

    assert expected == rete.conclude_colours(asked)


def test_nothing_asked_is_nothing_concluded():
    assert rete.conclude_colours([]) == ()
    assert rete.conclude_findings([], explained_facts()) == ()
    assert rete.conclude_findings(explained_checks(), []) == ()


def test_findings_of_the_written_case():
    said = rete.conclude_findings(explained_checks(), explained_facts())

    assert [(finding.subject, *finding.steps[0].premises) for finding in said] == [
        (
            'no-explanation#1 ["untold"]',
            "requirement:untold",
            "assessment:untold:Nordby",
        ),
        ('no-explanation#1 ["early"]', "requirement:early", "assessment:early:"),
        ('content-missing#1 ["asked", "why-not-reached"]', "asks:asked:why"),
        ('content-missing#1 ["early", "plan"]', "asks:early:plan"),
        ('content-missing#1 ["told", "plan"]', "asks:told:plan"),
    ]
    prove(said, exact.conclude_findings(explained_checks(), explained_facts()))


def test_values_that_only_the_hash_confuses_are_not_joined():
    joined = check("code", [pattern("alfa", x="u")], [pattern("beta", x="u")])
    known = [fact("1", "alfa", x="liquid"), fact("2", "beta", x="costarring")]

    assert len(rete.conclude_findings([joined], known)) == 1
    assert rete.conclude_findings([joined], [*known, fact("3", "beta", x="liquid")]) == ()


def test_checks_in_several_sessions_keep_their_order():
    many = [
        check("code", [pattern("alfa", x="u")], [pattern("beta", {"y": (f"{n}",)}, x="u")], n)
        for n in range(130)
    ]
    known = [fact(str(n), "alfa", x=x) for n, x in enumerate("abc")]
    known += [fact("off", "beta", x="b", y="128")]

    assert len(list(plan_findings(many, known))) > 1
    assert exact.conclude_findings(many, known) == rete.conclude_findings(many, known)


@pytest.mark.fuzz
@_MANY
@given(questions())
def test_engine_and_exact_evaluator_agree_on_colours(asked):
    said = rete.conclude_colours(asked)

    assert exact.conclude_colours(asked) == said


@pytest.mark.fuzz
@_MANY
@given(checks(), facts())
def test_engine_and_exact_evaluator_agree_on_findings(asked, known):
    said = rete.conclude_findings(asked, known)

    assert exact.conclude_findings(asked, known) == said


def test_the_engine_holds_as_much_as_the_limits_allow():
    steps = [Comparison("v", ">=", n) for n in range(60)]
    (plan,) = plan_colours([("a", number(SIXTY_FORTY_FIVE, 100))])
    (first, *_) = [r for r in plan.program.rules if r.conclusion == "green"]
    condition = first.conditions[0]
    crowd = tuple(
        replace(
            first,
            conditions=(replace(condition, tests=(*condition.tests[:2], step)),),
            answers=(("f", f"step {n}"),),
        )
        for n, step in enumerate(steps)
    )
    (known,) = plan.program.facts
    asks = tuple(f"step {n}" for n in range(60))
    rules = (*crowd, plan.program.rules[-1])
    program = replace(plan.program, rules=rules, facts=(replace(known, asks=asks),))

    assert len(rete.run(program)) == 61


# -- what it refuses


def sides():
    """Questions with values on and beside every threshold, for every kind of fact and pair of bands."""
    tiny = Fraction(1, 10**9)
    asked = []
    for bands, points in (
        (SIXTY_FORTY_FIVE, (45, 60)),
        (range_bands(Fraction(4), Fraction(5)), (4, 5)),
    ):
        near = [point + step for point in points for step in (-tiny, 0, tiny)]
        near += [points[0] - 1, points[-1] + 1]
        asked += [number(bands, value) for value in near]
        asked += [
            replace(number(bands, 0), low=Fraction(low), high=Fraction(high))
            for low, high in product(near, near)
            if low != high
        ]
    asked += [due(delivered=date(2025, 11, day)) for day in (1, 2)]
    asked += [
        due(as_of=date(2025, 11, day), refused=refused)
        for day in (1, 2)
        for refused in (True, False)
    ]
    asked += [
        StatusQuestion(colours=(Colour.GREEN, Colour.YELLOW, Colour.RED), number=n)
        for n in range(3)
    ]
    asked += [Settled(reason=reason) for reason in (Reason.NO_VALUE, Reason.NO_BASELINE)]
    return [(f"subject {n}", question) for n, question in enumerate(asked)]


_SWAPS = {">=": (">",), ">": (">=",), "<=": ("<",), "<": ("<=",), "==": (), "present": ()}


def mutated_tests(test, strings):
    """The test with one thing wrong; a number by half a step and by one."""
    for relation in _SWAPS[test.relation]:
        yield replace(test, relation=relation)
    if test.relation == "present":
        return
    if isinstance(test.constant, int):
        for step in (-2, -1, 1, 2):
            yield replace(test, constant=test.constant + step)
    else:
        for other in strings:
            if other != test.constant:
                yield replace(test, constant=other)


def mutants(program):
    """Every program with one rule deleted, one test, join, conclusion, step or derived value wrong."""
    rules = program.rules
    strings = {}
    for rule in rules:
        for condition in rule.conditions:
            for test in condition.tests:
                if isinstance(test.constant, str):
                    strings.setdefault(test.attribute, {})[test.constant] = None
    for place, rule in enumerate(rules):

        def put(*new, place=place):
            return replace(program, rules=(*rules[:place], *new, *rules[place + 1 :]))

        yield f"{rule.step} deleted", put()
        for n, condition in enumerate(rule.conditions):
            changed = []
            for m, test in enumerate(condition.tests):
                for wrong in mutated_tests(test, list(strings.get(test.attribute, ()))[:4]):
                    tests = (*condition.tests[:m], wrong, *condition.tests[m + 1 :])
                    changed.append(replace(condition, tests=tests))
            if condition.join is not None:
                changed.append(replace(condition, join=None))
            if condition.absent:
                changed.append(replace(condition, alias="c", absent=False))
            for wrong in changed:
                conditions = (*rule.conditions[:n], wrong, *rule.conditions[n + 1 :])
                yield (
                    f"{rule.step}: {condition} became {wrong}",
                    put(replace(rule, conditions=conditions)),
                )
        if rule.conclusion is not None:
            for other in ("red", "green", "exists", "absent"):
                if other != rule.conclusion:
                    yield f"{rule.step} says {other}", put(replace(rule, conclusion=other))
        if rule.answers:
            yield f"{rule.step} answers nothing", put(replace(rule, answers=()))
        if rule.derives is not None:
            yield f"{rule.step} derives nothing", put(replace(rule, derives=None))
            yield (
                f"{rule.step} asks nothing",
                put(replace(rule, derives=Derived(rule.derives.attributes))),
            )


def survivors(plan, judge):
    """The mutants that neither the engine's own checks nor the exact evaluator refuses."""
    count = 0
    for what, program in mutants(plan.program):
        count += 1
        try:
            judge(replace(plan, program=program), rete.run(program))
        except (EngineFault, KeyError, ValueError):
            continue  # the child makes a fault of anything that is raised
        yield what
    assert count > 200


def test_every_mutant_of_the_colour_rules_is_caught():
    asked = sides()
    (plan,) = plan_colours(asked)
    meant = exact.conclude_colours(asked)
    prove(read_colours(plan, rete.run(plan.program)), meant)

    assert (
        list(survivors(plan, lambda wrong, fired: prove(read_colours(wrong, fired), meant))) == []
    )


def test_every_mutant_of_the_finding_rules_is_caught():
    known = explained_facts()
    (plan,) = plan_findings(explained_checks(), known)
    meant = exact.conclude_findings(explained_checks(), known)
    prove(read_findings(plan, known, rete.run(plan.program)), meant)

    assert (
        list(survivors(plan, lambda wrong, fired: prove(read_findings(wrong, known, fired), meant)))
        == []
    )


def test_a_fact_asserted_twice_is_a_fault():
    (plan,) = plan_colours([("a", number(SIXTY_FORTY_FIVE, 60))])
    twice = replace(plan.program, facts=plan.program.facts * 2)

    with pytest.raises(EngineFault, match=r"^fact 1 is one too many$"):
        rete.run(twice)


def test_more_facts_than_fit_are_a_fault(monkeypatch):
    monkeypatch.setattr(rete, "MOST_FACTS", 3)

    with pytest.raises(EngineFault, match=r"^fact 3 is one too many$"):
        rete.conclude_findings(explained_checks(), explained_facts())


def test_a_fact_that_no_rule_wants_is_a_fault():
    (plan,) = plan_colours([("a", number(SIXTY_FORTY_FIVE, 60))])
    (known,) = plan.program.facts
    unknown = replace(known, attributes={**known.attributes, "k": "unheard of"})

    with pytest.raises(EngineFault, match=r"^a fact was not taken: no rule wants it$"):
        rete.run(replace(plan.program, facts=(unknown,)))


def test_rules_that_the_engine_refuses_are_a_fault():
    (plan,) = plan_colours([("a", number(SIXTY_FORTY_FIVE, 60))])
    one, *_ = plan.program.rules
    (condition,) = one.conditions
    rules = tuple(
        replace(one, conditions=(replace(condition, tests=condition.tests[:1] + tests),))
        for n in range(4200)
        for tests in [(Comparison("g", "==", n % 100), Comparison("v", "==", n // 100))]
    )
    with pytest.raises(EngineFault, match=r"^durable_rules: .* error code: 106$"):
        rete.run(replace(plan.program, rules=(*rules, plan.program.rules[-1])))
