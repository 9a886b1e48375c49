import pytest
from engine_cases import checks, explained_checks, explained_facts, facts, questions
from hypothesis import HealthCheck, given, settings

from compliance.engine import available, exact, prove

if not available():
    pytest.skip("durable_rules is not installed, so the engine is not tested", allow_module_level=True)

from compliance.engine import rete

_MANY = settings(
    max_examples=max(300, settings().max_examples),  # the profile of `make fuzz` asks for more
    deadline=None, suppress_health_check=[HealthCheck.too_slow])


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


def test_engine_and_exact_evaluator_agree_on_the_written_case():
    said = rete.conclude_findings(explained_checks(), explained_facts())

    prove(said, exact.conclude_findings(explained_checks(), explained_facts()))
    assert len(said) == 5
