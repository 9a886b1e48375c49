"""The recipe: what stops a report, and that every evaluator is stopped by the same."""

import shutil

import pytest

from compliance.assess import check_file
from compliance.engine import available
from compliance.errors import RulesRefused
from compliance.language import Language
from written import CLEAN, RULES

PATTERN = "      - requirement:\n          requirement: $requirement\n"
CHECK = """\
schema: compliance/checks@1
checks:
  - code: house-rule
    severity: note
    when:
{patterns}    say: Found.
    do: Write it.
"""


@pytest.mark.parametrize("with_engine", [False, pytest.param(True, marks=pytest.mark.skipif(
    not available(), reason="durable_rules is not installed"))])  # fmt: skip
@pytest.mark.parametrize(("patterns", "is_refused"), [(15, False), (16, True)])
def test_a_check_that_the_engine_cannot_run_is_refused_everywhere(
    tmp_path, with_engine, patterns, is_refused
):
    """With its place, and as invalid rules; not as a fault of the engine."""
    rules, file = tmp_path / "rules", tmp_path / "s.yaml"
    shutil.copytree(RULES, rules)
    (rules / "trial" / "checks").mkdir()
    (rules / "trial" / "checks" / "own.yaml").write_text(CHECK.format(patterns=PATTERN * patterns))
    file.write_text(CLEAN, encoding="utf-8")

    if not is_refused:
        assert "house-rule" in {
            f.code for f in check_file(file, rules=rules, with_engine=with_engine).findings
        }
        return
    with pytest.raises(RulesRefused) as caught:
        check_file(file, rules=rules, with_engine=with_engine)

    assert [
        (
            "rules/trial/checks/own.yaml:3: the engine cannot run this check: "
            "it has 16 patterns, at most 15 are safe"
        )
    ] == [p.words(Language("en")) for p in caught.value.problems]
