"""The rules engine against the exact evaluator on whole generated submissions."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, seed, settings

from compliance.assess import assess
from compliance.engine import available, exact, exact_only, prove, proven
from compliance.rulebook.loader import RuleFolder
from compliance.testing import submissions_for

if not available():
    pytest.skip(
        "durable_rules is not installed, so the engine is not tested", allow_module_level=True
    )

from compliance.engine import rete

_ROOT = Path(__file__).parents[1]
_BOOKS = {
    "helse-nord/2024": _ROOT / "rules",
    "helse-nord/2025": _ROOT / "rules",
    "helse-midt-norge/2025": _ROOT / "rules",
    "unn/2023": _ROOT / "rules",
    "helsefellesskap-troms-ofoten/2022": _ROOT / "rules",
    "eksempel/2025": _ROOT / "samples/rules",
}
# Together 2,000 submissions; in chunks, so that several processes can share them.
_CHUNKS = [
    *((id_, 0) for id_ in list(_BOOKS)[:-1]),
    *(("eksempel/2025", number) for number in range(5)),
]
_IN_CHUNK = 200
_ALL = list(HealthCheck)


class _InProcess:
    """The proven engine without a child process, which would take half of the time."""

    name = "durable_rules"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def conclude_colours(self, questions):
        said = rete.conclude_colours(questions)
        prove(said, exact.conclude_colours(questions))
        return said

    def conclude_findings(self, checks, facts):
        said = rete.conclude_findings(checks, facts)
        prove(said, exact.conclude_findings(checks, facts))
        return said


@pytest.mark.fuzz
@pytest.mark.parametrize(("id_", "chunk"), _CHUNKS)
def test_engine_and_exact_evaluator_agree_on_whole_submissions(id_, chunk):
    book = RuleFolder(_BOOKS[id_]).book(id_)
    tried = 0

    @seed(chunk)
    @settings(max_examples=max(_IN_CHUNK, 2 * settings().max_examples), suppress_health_check=_ALL)
    @given(submissions_for(book))
    def check(submission):
        nonlocal tried
        report = assess(book, submission, _InProcess())

        assert len(report.assessments) == len(report.plan.cases)
        tried += 1

    check()

    assert tried >= _IN_CHUNK


def _derivations(report):
    return [each.derivation for each in (*report.assessments, *report.findings)]


@pytest.mark.parametrize("id_", _BOOKS)
def test_the_child_process_gives_the_report_of_the_exact_evaluator(id_):
    book = RuleFolder(_BOOKS[id_]).book(id_)

    with proven() as engine, exact_only() as alone:

        @settings(max_examples=25, suppress_health_check=_ALL)
        @given(submissions_for(book))
        def check(submission):
            said, meant = assess(book, submission, engine), assess(book, submission, alone)

            assert _derivations(meant) == _derivations(said)

        check()
