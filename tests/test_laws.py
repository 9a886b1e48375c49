"""The laws of every shipped card, and of whole submissions of every shipped rule book."""

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.assess import assess
from compliance.colour import Colour, Reason
from compliance.engine import exact_only
from compliance.errors import RulesRefused
from compliance.rulebook.loader import RuleFolder
from compliance.testing import LAWS, documents_for, laws_for, rule_laws, submissions_for
from compliance.testing.laws import improving_never_worsens
from compliance.testing.trial import submission_from

_ROOT = Path(__file__).parents[1]
_BOOKS = {
    "helse-nord/2024": _ROOT / "rules",
    "helse-nord/2025": _ROOT / "rules",
    "helse-midt-norge/2025": _ROOT / "rules",
    "unn/2023": _ROOT / "rules",
    "helsefellesskap-troms-ofoten/2022": _ROOT / "rules",
    "eksempel/2025": _ROOT / "samples/rules",
}
_MANY = settings(
    max_examples=max(40, settings().max_examples), suppress_health_check=list(HealthCheck)
)

test_shipped_rules = pytest.mark.fuzz(rule_laws(_ROOT / "rules"))
test_sample_rules = pytest.mark.fuzz(rule_laws(_ROOT / "samples/rules"))


@pytest.fixture(scope="module", params=_BOOKS)
def book(request):
    return RuleFolder(_BOOKS[request.param]).book(request.param)


def sample_card(name):
    return RuleFolder(_ROOT / "samples/rules").card(f"eksempel/{name}")


def test_every_law_concerns_some_shipped_card():
    cards = [c for folder in set(_BOOKS.values()) for c in RuleFolder(folder).cards()]

    assert set(LAWS) == {law for card in cards for law in laws_for(card)}


def test_every_law_says_what_it_demands():
    assert all(law.__doc__ for law in LAWS)


def test_a_range_has_no_better_direction_so_improving_is_no_law_for_it():
    assert improving_never_worsens not in laws_for(sample_card("drills"))
    assert improving_never_worsens in laws_for(sample_card("waiting-days"))


def test_a_folder_with_a_broken_card_is_refused(tmp_path):
    cards = tmp_path / "eksempel/cards"
    cards.mkdir(parents=True)
    (cards / "broken.yaml").write_text("schema: compliance/card@1\n", encoding="utf-8")

    with pytest.raises(RulesRefused):
        rule_laws(tmp_path)


# No shipped card names the values that can occur, or rounds a running total that must stay low.
@pytest.mark.parametrize(
    "card",
    [
        replace(sample_card("surgery-start"), possible=(0, 100)),
        replace(sample_card("hip-surgery"), possible=(0, 100)),
        replace(sample_card("sick-leave"), possible=(0, 100)),
        replace(sample_card("waiting-days"), running_total=True),
        replace(sample_card("waiting-days"), decimals=3),
        replace(sample_card("reoperation"), as_reported=True),
        replace(sample_card("surgery-start"), as_reported=True, decimals=0),
        replace(sample_card("video-consultations"), running_total=True),
    ],
    ids=lambda card: f"{card.id}-{card.possible}-{card.running_total}-{card.as_reported}",
)
def test_laws_hold_for_settings_that_no_shipped_card_has(card):
    for law in laws_for(card):
        law(card)


@pytest.mark.fuzz
def test_order_of_input_never_matters(book):
    @_MANY
    @given(documents_for(book), st.integers(0, 10**6))
    def check(content, number):
        one = assess(book, submission_from(content), exact_only())
        shuffled = assess(
            book, submission_from(_shuffled(content, random.Random(number))), exact_only()
        )

        assert [a.derivation for a in one.assessments] == [
            a.derivation for a in shuffled.assessments
        ]
        assert _named(one) == _named(shuffled)

    check()


def _shuffled(node, chance):
    if not isinstance(node, dict):
        return node
    keys = chance.sample(list(node), len(node))
    return {key: _shuffled(node[key], chance) for key in keys}


def _named(report):
    return Counter(
        (f.code, f.severity, f.requirement, f.card, f.location, f.component)
        for f in report.findings
    )


@pytest.mark.fuzz
def test_declared_colours_never_change_an_assessment(book):
    @_MANY
    @given(documents_for(book), st.sampled_from((None, *Colour)))
    def check(content, declared):
        one = assess(book, submission_from(content), exact_only())
        other = assess(book, submission_from(_declaring(content, declared)), exact_only())

        assert [a.derivation for a in one.assessments] == [a.derivation for a in other.assessments]

    check()


def _declaring(node, declared):
    if not isinstance(node, dict):
        return node
    kept = {k: _declaring(v, declared) for k, v in node.items() if k != "declared"}
    if declared is not None and "declared" in node:
        kept["declared"] = declared.value
    return kept


@pytest.mark.fuzz
def test_counts_add_up(book):
    @_MANY
    @given(submissions_for(book))
    def check(submission):
        report = assess(book, submission, exact_only())
        summary = report.summary

        assert len(report.assessments) == (
            summary.green + summary.yellow + summary.red + summary.not_assessed + summary.stated
        )
        assert summary.ready == (not any(f.severity == "error" for f in report.findings))

    check()


NOT_OF_ANSWERS_ALONE = {
    # an earlier submission
    *("answer-dropped", "brighter-without-figures", "closed-period-changed", "colour-flipped"),
    *("explanation-copied", "promise-passed"),
    # what stands beside the answers
    *("attachment-missing", "claim-false", "claim-undecidable", "claim-unreadable", "sum-differs"),
    *("deviation-expired", "deviation-refused", "deviation-unused"),
    # sentences that say something
    *("identity-number", "reference-missing", "scope-unclear", "text-arithmetic"),
    *("text-direction-differs", "text-status-differs", "text-totals-differ", "text-value-differs"),
    # a known status word beside a figure
    *("status-brighter", "status-not-for-all"),
}
"""Codes that need more than the generated submissions hold; the example of each page trips them."""


def test_generated_submissions_reach_every_outcome_and_every_finding_of_answers():
    outcomes, codes = set(), set()
    known = set()
    for id_, folder in _BOOKS.items():
        book = RuleFolder(folder).book(id_)
        known |= {check.code for check in book.checks}

        many = 900 if id_.startswith("eksempel") else 120

        @settings(max_examples=many, suppress_health_check=list(HealthCheck))
        @given(submissions_for(book))
        def check(submission):
            report = assess(book, submission, exact_only())  # noqa: B023  # called at once
            outcomes.update(a.outcome for a in report.assessments)
            codes.update(f.code for f in report.findings)

        check()

    assert {*Colour, *Reason} == outcomes
    assert NOT_OF_ANSWERS_ALONE == known - codes
