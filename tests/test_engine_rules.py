from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.colour import Colour
from compliance.engine import EngineFault, refuse_unsafe
from compliance.engine import program as program_module
from compliance.engine.colour_rules import SHARD, _Scale, plan_colours
from compliance.engine.finding_rules import plan_findings
from compliance.engine.program import (
    MOST_NUMBER,
    Asserted,
    Comparison,
    Condition,
    Join,
    Names,
    Program,
    Rule,
    enforce_limits,
    fnv,
    limit_broken,
)
from compliance.thresholds import Bound, StatusQuestion, bands_of, thresholds_of
from engine_cases import (
    SIXTY_FORTY_FIVE,
    bands,
    check,
    explained_checks,
    explained_facts,
    fact,
    number,
    pattern,
    values,
)


@given(st.data())
def test_encoding_keeps_order_and_equality_with_every_threshold(data):
    of = data.draw(bands())
    value = data.draw(values(of))
    scale = _Scale.of(of)
    encoded = scale.encode(value)

    assert abs(encoded) <= MOST_NUMBER
    for threshold in thresholds_of(of):
        point = scale.encode(threshold)
        assert (encoded < point, encoded == point) == (value < threshold, value == threshold)


def test_values_far_away_stand_just_beyond_the_outermost_threshold():
    scale = _Scale.of(SIXTY_FORTY_FIVE)

    assert [scale.encode(Fraction(n)) for n in (45, 60)] == [90, 120]
    assert scale.encode(Fraction(45) - Fraction(1, 10**30)) == 89
    assert scale.encode(Fraction(10) ** 40) == 121
    assert scale.encode(-(Fraction(10) ** 40)) == 89


def test_thresholds_too_fine_for_the_engine_become_ranks():
    fine = bands_of(
        Bound("at least", Fraction(10**20 + 1, 10**20)), Bound("at least", Fraction(1, 3))
    )
    scale = _Scale.of(fine)

    assert scale.factor is None
    assert [scale.encode(v) for v in (Fraction(0), Fraction(1, 3), Fraction(1))] == [-1, 0, 1]
    assert [scale.encode(Fraction(10**20 + n, 10**20)) for n in (1, 2)] == [2, 3]


def test_generated_names_have_different_hashes():
    names = Names()
    made = [names.fresh() for _ in range(30_000)]

    assert len({fnv(name) for name in (*made, *program_module._FIXED)}) == len(made) + len(
        program_module._FIXED
    )


def test_colliding_names_are_skipped(monkeypatch):
    assert fnv("liquid") == fnv("costarring")
    monkeypatch.setattr(program_module, "fnv", lambda name: hash(name[-1]))  # c0 … c9 only
    pool = program_module._Pool()

    assert [pool.at(n) for n in range(5)] == ["c0", "c1", "c2", "c3", "c4"]
    assert pool.at(9) == "c9"
    pool.taken.remove(hash("3"))
    assert pool.at(10) == "c13"


def test_no_text_of_a_user_enters_a_program():
    (plan,) = plan_findings(explained_checks(), explained_facts())
    strings = {value for known in plan.program.facts for value in known.attributes.values()} | {
        key for known in plan.program.facts for key in known.attributes
    }
    strings |= {
        test.constant
        for rule in plan.program.rules
        for condition in rule.conditions
        for test in condition.tests
    }
    generated = {program_module._POOL.at(n) for n in range(plan.program.names)}

    assert strings - generated - {"k", "selection", "phase", 1} == set()


def test_every_join_is_one_equality_with_an_earlier_fact():
    (plan,) = plan_findings(explained_checks(), explained_facts())
    for rule in plan.program.rules:
        aliases = [condition.alias for condition in rule.conditions]
        for place, condition in enumerate(rule.conditions):
            if condition.join is not None:
                assert condition.join.other_alias in aliases[:place]
            if condition.absent:
                assert place == 2
                assert aliases[0] == "p"


def test_questions_are_compiled_in_shards():
    asked = [(f"subject {n}", number(SIXTY_FORTY_FIVE, n)) for n in range(SHARD + 1)]

    assert [len(plan.subjects) for plan in plan_colours(asked)] == [SHARD, 1]


def test_a_shard_with_too_many_rules_is_halved():
    asked = [
        (f"subject {n}", StatusQuestion(colours=(Colour.GREEN,) * (20 + n), number=n))
        for n in range(90)
    ]
    plans = list(plan_colours(asked))

    assert len(plans) > 1
    assert [s for plan in plans for s in plan.subjects] == [subject for subject, _ in asked]
    assert all(limit_broken(plan.program.rules) is None for plan in plans)


def test_checks_are_compiled_in_as_many_sessions_as_the_limits_ask_for():
    many = [
        check("code", [pattern("alfa", {"x": (f"word {n}",)}, y="u")], [pattern("beta", x="u")], n)
        for n in range(300)
    ]
    plans = list(plan_findings(many, [fact("1", "alfa", x="word 7", y="a")]))

    assert len(plans) > 1
    assert [c for plan in plans for c in plan.checks] == many
    assert all(limit_broken(plan.program.rules) is None for plan in plans)


def test_an_unknown_status_is_a_fault():
    with pytest.raises(EngineFault, match=r"^status 1 is none of 1$"):
        list(plan_colours([("a", StatusQuestion(colours=(Colour.GREEN,), number=1))]))


def test_an_unsafe_check_is_a_fault():
    with pytest.raises(EngineFault, match=r"^check code#1: it has no pattern under when$"):
        list(plan_findings([check("code", [])], []))


def test_a_check_that_alone_passes_a_limit_is_a_fault_and_refused():
    words = tuple(str(n) for n in range(50))
    wide = check("code", [pattern("alfa", {f"x{n}": words}) for n in range(15)])

    assert refuse_unsafe(wide) == "751 conditions side by side, at most 500 are safe"
    with pytest.raises(EngineFault, match=r"^751 conditions side by side, at most 500 are safe$"):
        list(plan_findings([wide, wide], []))


def test_too_many_facts_are_a_fault(monkeypatch):
    monkeypatch.setattr("compliance.engine.stages.MOST_FACTS", 1)
    facts = [fact(str(n), "alfa", x="a") for n in range(2)]

    with pytest.raises(EngineFault, match=r"^more than 1 facts in one session$"):
        list(plan_findings([check("code", [pattern("alfa", x="u")])], facts))


def rule(*tests, patterns=1, join=None):
    return Rule((Condition("f", tests, join),) * patterns)


def same(attribute, constant):
    return Comparison(attribute, "==", constant)


@pytest.mark.parametrize(
    ("allowed", "step"),
    [
        pytest.param([rule(same("k", "a"), patterns=15)], rule(patterns=16), id="patterns"),
        pytest.param(
            [rule(same("k", n % 100), same("v", n // 100)) for n in range(4000)],
            rule(same("k", "last")),
            id="rules",
        ),
        pytest.param([rule(same("k", n)) for n in range(500)], rule(same("k", 500)), id="ids"),
        pytest.param(
            [rule(same("k", "a"))] * 250, rule(same("k", "a")), id="rules of one condition"
        ),
        pytest.param(
            [rule(same("k", "a"), Comparison("v", ">=", n)) for n in range(60)],
            rule(same("k", "a"), Comparison("v", ">=", 60)),
            id="conditions of one fact",
        ),
        pytest.param(
            [rule(same("k", "a"), join=Join("i", "f", f"c{n}")) for n in range(60)],
            rule(same("k", "a"), join=Join("i", "f", "c60")),
            id="joins of one fact",
        ),
        pytest.param([rule(same("v", 2**60))], rule(same("v", 2**60 + 1)), id="size of a number"),
    ],
)
def test_each_limit_holds_to_the_last_and_no_further(allowed, step):
    assert limit_broken(allowed) is None
    assert limit_broken([*allowed, step]) is not None


def test_conditions_that_exclude_each_other_are_not_counted_together():
    rules = [rule(same("k", "a"), same("s", f"c{n}"), Comparison("v", "<", n)) for n in range(400)]

    assert limit_broken(rules) is None


def test_limits_are_enforced_on_rules_and_facts(monkeypatch):
    known = Asserted("c1", {"k": "exact", "v": 2**60}, (), 0)
    allowed = Program((rule(same("k", "a")),), (known,), 2)
    enforce_limits(allowed)

    with pytest.raises(EngineFault, match=r"^1152921504606846977 is too large a number$"):
        enforce_limits(replace(allowed, facts=(replace(known, attributes={"v": 2**60 + 1}),)))
    with pytest.raises(EngineFault, match=r"^16 patterns in one rule, at most 15 are safe$"):
        enforce_limits(replace(allowed, rules=(rule(patterns=16),)))
    monkeypatch.setattr(program_module, "MOST_FACTS", 0)
    with pytest.raises(EngineFault, match=r"^1 facts in one session, at most 0 fit$"):
        enforce_limits(allowed)
