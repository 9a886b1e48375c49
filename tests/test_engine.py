import subprocess
import sys

import pytest

import compliance.engine
from compliance.derivation import Derivation, Step
from compliance.engine import EngineFault, bindings, exact_only, finding_subject, prove
from engine_cases import (
    SIXTY_FORTY_FIVE,
    check,
    explained_checks,
    explained_facts,
    fact,
    number,
    pattern,
)

GREEN = Derivation("a", "green", (Step("low:2", "green"),))


def test_public_names_are_sorted_and_there():
    public = compliance.engine.__all__

    assert sorted(public) == public
    assert all(hasattr(compliance.engine, name) for name in public)


def test_nothing_heavy_is_imported_with_the_package():
    program = (
        "import sys, compliance.engine;"
        "print([m for m in ('durable', 'durable_rules_engine', 'compliance.engine.rete', 'importlib.metadata')"
        " if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert ran.stdout == "[]\n"


def test_equal_derivations_are_proven():
    prove((GREEN,), (GREEN,))


@pytest.mark.parametrize(
    ("said", "detail"),
    [
        (
            Derivation("a", "red", (Step("low:0", "red"),)),
            "a: the engine says red (low:0 red), the exact evaluator green (low:2 green)",
        ),
        (
            Derivation("a", "green", (Step("low:2", "green", ("fact 1",)),)),
            "a: the engine says green (low:2 green fact 1), the exact evaluator green (low:2 green)",
        ),
        (
            Derivation("b", "green", (Step("low:2", "green"),)),
            "the engine concludes 'b' where the exact evaluator concludes 'a'",
        ),
    ],
)
def test_a_difference_is_named(said, detail):
    with pytest.raises(EngineFault) as raised:
        prove((GREEN, said), (GREEN, GREEN))

    assert raised.value.detail == detail


def test_a_conclusion_too_few_or_too_many_is_named():
    with pytest.raises(EngineFault, match=r"^only the exact evaluator concludes 'a'$"):
        prove((), (GREEN,))
    with pytest.raises(EngineFault, match=r"^only the engine concludes 'a'$"):
        prove((GREEN, GREEN), (GREEN,))


def test_subjects_of_different_values_differ():
    joined = check("code", [pattern("alfa", x="u", y="v")])

    assert finding_subject(joined, {"u": 'a", "b', "v": ""}) != finding_subject(
        joined, {"u": "a", "v": 'b", "'}
    )
    assert finding_subject(joined, {"v": "ø", "u": "a"}) == 'code#1 ["a", "ø"]'


def test_bindings_are_read_from_the_premises():
    joined = check("code", [pattern("alfa", x="u"), pattern("beta", x="u", y="v")])
    known = {
        "1": fact("1", "alfa", x="a", y="no"),
        "2": fact("2", "beta", x="a", y="b"),
    }

    assert bindings(joined, known, ("1", "2")) == {"u": "a", "v": "b"}


def test_the_exact_evaluator_alone_is_an_engine():
    with exact_only() as engine:
        colours = engine.conclude_colours([("a", number(SIXTY_FORTY_FIVE, 60))])
        findings = engine.conclude_findings(explained_checks(), explained_facts())

    assert engine.name == "exact"
    assert colours == (GREEN,)
    assert len(findings) == 5
