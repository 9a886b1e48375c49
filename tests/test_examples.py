"""The examples of every shipped card, and what is said of those that are wrong or missing."""

import subprocess
import sys
from pathlib import Path

import pytest

import compliance.testing
from compliance.language import Language
from compliance.rulebook.loader import RuleFolder
from compliance.testing import check_examples, untested_thresholds

_ROOT = Path(__file__).parents[1]
_CARDS = [c for f in ("rules", "samples/rules") for c in RuleFolder(_ROOT / f).cards()]
_CARD = """\
schema: compliance/card@1
id: eksempel/wards
title:
  nb: Avdelinger
  en: Wards
indicator: wards
measure:
  unit: count
  decimals: 0
direction: higher is better
targets:
  - from: 2025-01-01
    kind: threshold
    green: at least 8
    source:
      document: Krav
examples:
"""


def said(problems):
    return [problem.words(Language("en")) for problem in problems]


@pytest.fixture
def card_with(tmp_path):
    def make(*examples):
        path = tmp_path / "rules/eksempel/cards/wards.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_CARD + "".join(examples), encoding="utf-8")
        rules = RuleFolder(tmp_path / "rules")
        card = rules.card("eksempel/wards")
        assert rules.problems == []
        return card

    return make


def example(expect, *when, period=None):
    lines = [f"  - expect: {expect}"]
    if period:
        lines.append(f"    period: {period}")
    if when:
        lines += ["    when:", *(f"      {line}" for line in when)]
    return "\n".join(lines) + "\n"


BELOW = example("red", "2025: 7")
ON = example("green", "2025: 8")
ABOVE = example("green", "2025: 9")
NOTHING = example("not assessed, no-value", '2025: "-"')


@pytest.mark.parametrize("card", _CARDS, ids=lambda card: card.id)
def test_examples_of_shipped_cards_pass(card):
    assert said(check_examples(card)) == []


@pytest.mark.parametrize("card", _CARDS, ids=lambda card: card.id)
def test_shipped_cards_have_examples_on_and_on_both_sides_of_every_threshold(card):
    assert said(untested_thresholds(card)) == []


def test_an_example_that_concludes_what_it_expects_is_no_problem(card_with):
    card = card_with(ON)

    assert check_examples(card) == []


def test_an_example_that_concludes_otherwise_is_named_with_both_outcomes(card_with):
    card = card_with(example("green", "2025: 7"), example("not assessed, no-value", "2025: 8"))

    assert said(check_examples(card)) == [
        "rules/eksempel/cards/wards.yaml:18: expected green, got red. Correct the example or the target.",
        "rules/eksempel/cards/wards.yaml:21: expected not assessed, no-value, got green. Correct the example or the target.",
    ]


def test_the_report_is_of_the_period_that_ends_last_unless_the_example_names_another(card_with):
    late = ("2025-H1: 7", "2025: 8")

    assert check_examples(card_with(example("green", *late))) == []
    assert said(check_examples(card_with(example("green", *late, period="2025-H1")))) == [
        "rules/eksempel/cards/wards.yaml:18: expected green, got red. Correct the example or the target.",
    ]


def test_an_example_without_any_period_cannot_be_tried(card_with):
    card = card_with(example("not assessed, no-value"))

    assert said(check_examples(card)) == [
        "rules/eksempel/cards/wards.yaml:18: the example has no period. Write the report's period, such as “period: 2025-H1”.",
    ]


def test_an_unknown_key_in_an_example_is_refused_with_its_near_miss(card_with):
    card = card_with(example("green", "2025:", "  numerater: 8"))

    assert said(check_examples(card)) == [
        "rules/eksempel/cards/wards.yaml:21: “numerater” is not a key here. Did you mean “numerator”?",
    ]


def test_a_threshold_with_all_its_examples_is_no_problem(card_with):
    assert untested_thresholds(card_with(BELOW, ON, ABOVE, NOTHING)) == []


@pytest.mark.parametrize(
    ("examples", "message"),
    [
        ((ON, ABOVE, NOTHING), "rules/eksempel/cards/wards.yaml:13: no example stands one step below 8. Write one under examples:."),
        ((BELOW, ABOVE, NOTHING), "rules/eksempel/cards/wards.yaml:13: no example stands on 8. Write one under examples:."),
        ((BELOW, ON, NOTHING), "rules/eksempel/cards/wards.yaml:13: no example stands one step above 8. Write one under examples:."),
        ((BELOW, ON, example("green", "2025: 10"), NOTHING), "rules/eksempel/cards/wards.yaml:13: no example stands one step above 8. Write one under examples:."),
        ((BELOW, ON, ABOVE), "rules/eksempel/cards/wards.yaml:2: no example is not assessed. Write one under examples:, such as “expect: not assessed, no-value”."),
        ((NOTHING,), "rules/eksempel/cards/wards.yaml:13: no example stands under the target. Write one under examples:."),
    ],
)  # fmt: skip
def test_a_threshold_without_an_example_is_named(card_with, examples, message):
    assert said(untested_thresholds(card_with(*examples))) == [message]


def test_checking_examples_needs_no_hypothesis():
    program = (
        "import sys; from compliance.testing import check_examples, untested_thresholds; "
        "sys.exit('hypothesis' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_everything_public_is_there():
    """Once; in which order they are listed, `test_house` says."""
    names = compliance.testing.__all__

    assert len(set(names)) == len(names)
    assert [] == [name for name in names if not hasattr(compliance.testing, name)]


def test_a_name_that_is_not_public_is_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'check_example'"):
        _ = compliance.testing.check_example
