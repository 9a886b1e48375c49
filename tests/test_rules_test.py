"""`compliance rules test`: what passes, what fails and how it is shown, and entries that can be pasted."""

import io
import shutil
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compliance.cli import main
from compliance.cli.rules_test import Asked, run_test
from compliance.colour import Colour
from compliance.engine import exact
from compliance.language import Language
from compliance.period import Period
from compliance.rulebook.demands import TrajectoryDemand
from compliance.rulebook.loader import RuleFolder
from compliance.testing import LAWS, check_examples, trials_for
from compliance.testing.attempts import Attempts, current_attempts
from compliance.testing.example_entry import entry_of, scalar
from compliance.testing.junit import junit_of
from compliance.testing.law_words import LAW_WORDS
from compliance.testing.laws import (
    engine_and_exact_evaluator_agree,
    improving_never_worsens,
    threshold_belongs_to_the_stated_side,
    trajectory_never_eases_and_never_passes_its_end,
    way_of_writing_never_matters,
)
from compliance.testing.suite import Broken, Result, try_law
from compliance.testing.told import lines_of
from compliance.testing.trial import Trial
from compliance.thresholds import Band, NumberQuestion

SAMPLES = Path(__file__).parents[1] / "samples/rules"
EN = Language("en")
WARDS = """\
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
  - expect: green
    when:
      2025: 8
"""


@pytest.fixture
def wards(tmp_path):
    """A folder with one card; more examples can be given."""

    def make(more=""):
        path = tmp_path / "rules/eksempel/cards/wards.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(WARDS + more, encoding="utf-8")
        return tmp_path / "rules"

    return make


@pytest.fixture
def run(capsys, monkeypatch):
    """Run in this process: exit code, stdout, stderr."""
    for name in ("COMPLIANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["rules", "test", "--lang", "en", *map(str, arguments)])
        out, err = capsys.readouterr()
        return stop.value.code, out.splitlines(), err.splitlines()

    return run


@pytest.fixture
def edges_excluded(monkeypatch):
    """An evaluator that puts every threshold on the other side."""
    real = Band.holds

    def holds(band, value):
        return real(
            replace(band, lower_closed=not band.lower_closed, upper_closed=not band.upper_closed),
            value,
        )

    monkeypatch.setattr(Band, "holds", holds)


def concluding(monkeypatch, colour_of):
    """Have the exact evaluator give numbers these colours."""
    real = exact.conclude_colours

    def conclude(questions):
        made = []
        for derivation, (_, question) in zip(real(questions), questions, strict=True):
            colour = (
                colour_of(question.low) if isinstance(question, NumberQuestion) else None
            ) or derivation.conclusion
            last = replace(derivation.steps[-1], conclusion=colour)
            made.append(
                replace(derivation, conclusion=colour, steps=(*derivation.steps[:-1], last))
            )
        return tuple(made)

    monkeypatch.setattr(exact, "conclude_colours", conclude)


def sample(name):
    return RuleFolder(SAMPLES).card(f"eksempel/{name}")


# -- examples


def test_examples_that_pass_are_counted(run, wards):
    assert run(wards()) == (0, ["Examples: 1 of 1 conclude what they expect."], [])


def test_an_example_that_fails_is_named_and_ends_with_1(run, wards):
    assert run(wards("  - expect: green\n    when:\n      2025: 7\n")) == (
        1,
        [
            "rules/eksempel/cards/wards.yaml:21: expected green, got red. Correct the example or the target.",
            "Examples: 1 of 2 conclude what they expect.",
        ],
        [],
    )


def test_the_shipped_rules_are_tested_without_a_folder(run):
    cards = list(RuleFolder().cards())

    code, out, _ = run()

    count = EN.say(sum(len(card.examples) for card in cards))
    assert (code, out) == (0, [f"Examples: {count} of {count} conclude what they expect."])


def test_invalid_rules_are_refused_with_2(run, wards):
    code, out, err = run(wards("  - expect: blue\n"))

    assert (code, out, len(err)) == (2, [], 1)
    assert err[0].startswith("rules/eksempel/cards/wards.yaml:21: ")


def test_a_folder_that_is_not_there_is_refused(run, tmp_path):
    assert run(tmp_path / "nowhere")[0] == 2


def test_one_card_alone_can_be_tested(run):
    card = sample("waiting-days")

    assert run(SAMPLES, "--card", "eksempel/waiting-days")[1] == [
        f"Examples: {len(card.examples)} of {len(card.examples)} conclude what they expect."
    ]


def test_an_unknown_card_is_refused_with_its_near_miss(run):
    assert run(SAMPLES, "--card", "eksempel/waiting-day") == (
        2,
        [],
        ["--card: “eksempel/waiting-day” is not accepted. Did you mean “eksempel/waiting-days”?"],
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--examples", "5"], "--examples goes together with --properties."),
        (["--seed", "5"], "--seed goes together with --properties."),
        (
            ["--properties", "--examples", "0"],
            "--examples: 0 is too small. Write 1 or a larger number.",
        ),
    ],
)
def test_options_that_cannot_be_meant_are_refused(run, wards, arguments, said):
    assert run(wards(), *arguments) == (2, [], [said])


def test_without_hypothesis_laws_are_refused_and_examples_still_run(run, wards, monkeypatch):
    monkeypatch.setattr("compliance.cli.rules_test.find_spec", lambda _: None)

    assert run(wards(), "--properties") == (
        2,
        [],
        ["--properties needs Hypothesis. Install it with “pip install hypothesis”."],
    )
    assert run(wards())[0] == 0


# -- laws


def test_laws_that_hold_are_counted_for_each_seed(run, wards):
    code, out, err = run(wards(), "--properties", "--examples", "3", "--seed", "5", "--seed", "6")

    laws = 2 * len([law for law, concerns in LAWS.items() if concerns(wards_card(wards()))])
    assert (code, err) == (0, [])
    assert out == [
        "Examples: 1 of 1 conclude what they expect.",
        f"Laws: {laws} of {laws} hold, each tried on up to 3 answers (seed 5, 6).",
    ]


def test_laws_of_several_cards_are_tried_in_the_order_of_the_cards(run, wards, tmp_path):
    folder, file = wards(), tmp_path / "out.xml"
    other = (folder / "eksempel/cards/wards.yaml").read_text(encoding="utf-8")
    path = folder / "eksempel/cards/beds.yaml"
    path.write_text(other.replace("eksempel/wards", "eksempel/beds"), encoding="utf-8")

    assert run(folder, "--properties", "--examples", "1", "--junit", file)[0] == 0
    assert [suite.get("name") for suite in ET.parse(file).getroot()] == [
        "eksempel/beds",
        "eksempel/wards",
    ]


def wards_card(folder):
    return RuleFolder(folder).card("eksempel/wards")


@pytest.mark.usefixtures("edges_excluded")
def test_a_broken_law_is_said_in_words_with_the_smallest_answer_as_an_example(run, wards):
    code, out, _ = run(wards(), "--properties", "--examples", "100")

    law = "On every threshold, and a hair and a step beside it, the colour is what the words of the target say."
    at = out.index(f"rules/eksempel/cards/wards.yaml: this law does not hold (seed 1): {law}")
    assert code == 1
    assert out[at + 1 : at + 4] == [
        "  The smallest answer found that breaks it, as an entry under examples:",
        f"  # The law: {law}",
        "  - expect: red",
    ]
    assert "8" in out[at + 6]


@pytest.mark.usefixtures("edges_excluded")
def test_the_smallest_answer_stands_on_the_threshold():
    broken = try_law(
        threshold_belongs_to_the_stated_side,
        sample("surgery-start"),
        Attempts(examples=100, seed=1),
    )

    (entry,) = broken.entries
    assert entry.expect is entry.under_the_law


def test_a_law_of_two_answers_shows_both(monkeypatch, wards):
    concluding(monkeypatch, lambda number: "red" if number > 20 else "green")

    broken = try_law(improving_never_worsens, wards_card(wards()), Attempts(examples=300, seed=1))

    assert {entry.expect for entry in broken.entries} == {Colour.GREEN, Colour.RED}


def test_the_same_seed_finds_the_same_answer(monkeypatch, wards):
    concluding(monkeypatch, lambda number: "red" if number > 20 else "green")
    card = wards_card(wards())

    found = [
        try_law(improving_never_worsens, card, Attempts(examples=300, seed=8)) for _ in range(2)
    ]

    assert found[0] == found[1]


def test_another_way_of_writing_that_changes_the_colour_breaks_its_law(monkeypatch):
    card = sample("waiting-days")
    attempts = Attempts(examples=60, seed=1)
    assert try_law(way_of_writing_never_matters, card, attempts) is None
    real = Trial.outcome.fget

    def outcome(trial):
        in_full = any(not isinstance(value, str) for value in trial.values.values())
        return Colour.YELLOW if in_full else real(trial)

    monkeypatch.setattr(Trial, "outcome", property(outcome))

    assert try_law(way_of_writing_never_matters, card, attempts) is not None


def test_a_trajectory_that_eases_is_shown_with_its_baseline_and_the_year(monkeypatch):
    card = sample("antibiotic-use")
    monkeypatch.setattr(
        TrajectoryDemand,
        "threshold",
        lambda demand, baseline, years: baseline + years * demand.until,
    )

    broken = try_law(
        trajectory_never_eases_and_never_passes_its_end, card, Attempts(examples=20, seed=1)
    )

    (entry,) = broken.entries
    assert len(entry.content["when"]) == 2


def test_a_law_that_ends_in_an_error_does_not_hold(monkeypatch, wards):
    monkeypatch.setattr("compliance.testing.figure_laws.stated_colour", None)

    broken = try_law(
        threshold_belongs_to_the_stated_side, wards_card(wards()), Attempts(examples=5, seed=1)
    )

    assert broken.said[0] == "TypeError: 'NoneType' object is not callable"


def test_an_engine_that_differs_breaks_its_law(monkeypatch, wards):
    pytest.importorskip("durable")
    concluding(monkeypatch, lambda _: "yellow")

    broken = try_law(
        engine_and_exact_evaluator_agree, wards_card(wards()), Attempts(examples=100, seed=1)
    )

    assert broken.said[0].startswith("EngineFault: ")


def test_what_nothing_was_tried_for_is_told_by_its_notes(wards):
    def law(_):
        error = AssertionError()
        error.add_note("12 is red")
        error.add_note("Failing test case: trial(card=...)")
        raise error

    law.__name__ = "improving_never_worsens"
    card = wards_card(wards())
    broken = try_law(law, card, Attempts(examples=1, seed=3))

    assert told(card, broken) == [
        "rules/eksempel/cards/wards.yaml: this law does not hold (seed 3): A better value never has a darker colour.",
        "  12 is red",
    ]


def failed(card, broken):
    return Result(card=card, name=broken.law, law=broken.law, milliseconds=1005, broken=broken)


def told(card, broken):
    return list(lines_of(failed(card, broken), EN))


def test_attempts_end_with_their_law(wards):
    try_law(improving_never_worsens, wards_card(wards()), Attempts(examples=2, seed=1))

    assert current_attempts() is None


def test_every_law_has_its_words():
    assert {law.__name__: law.__doc__.splitlines()[0] for law in LAWS} == {
        name: said.source for name, said in LAW_WORDS.items()
    }


def test_every_law_stands_in_the_documentation():
    page = (SAMPLES.parents[1] / "docs/rules.md").read_text(encoding="utf-8")

    assert [law.__name__ for law in LAWS if f"`{law.__name__}`" not in page] == []


# -- entries


def pasted(folder, name, trials):
    """The entries of these answers, and what is wrong with the card that holds them."""
    card = RuleFolder(folder).card(f"eksempel/{name}")
    entries = [entry_of(trial, card) for trial in trials]
    path = folder / f"eksempel/cards/{name}.yaml"
    before = path.read_text(encoding="utf-8")
    lines = [line for entry in entries if entry.expect is not None for line in entry.lines()]
    path.write_text(before.rstrip("\n") + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    try:
        rules = RuleFolder(folder)
        read = rules.card(f"eksempel/{name}")
        assert rules.problems == []
        assert len(read.examples) == len(card.examples) + sum(e.expect is not None for e in entries)
        return entries, check_examples(read)
    finally:
        path.write_text(before, encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    ["waiting-days", "climate-plan", "risk-matrix", "antibiotic-use", "access-routes", "mean-wait"],
)
def test_an_entry_can_be_pasted_and_concludes_what_the_answer_did(name, tmp_path):
    folder = tmp_path / "rules"
    shutil.copytree(SAMPLES, folder)
    card = RuleFolder(folder).card(f"eksempel/{name}")

    @settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def check(data):
        trials = data.draw(st.lists(trials_for(card), min_size=10, max_size=10))
        entries, problems = pasted(folder, name, trials)

        assert problems == []
        assert all(
            entry.expect in {None, trial.outcome}
            for entry, trial in zip(entries, trials, strict=True)
        )

    check()


def test_what_an_example_cannot_hold_is_said():
    card = sample("access-routes")
    part = card.components[0].id
    said = {part: {"values": {"2025": "1 %"}, "changes": ["-7 % since 2023"]}}
    broken = Broken(
        law="improving_never_worsens",
        seed=1,
        entries=(entry_of(Trial(card=card, report=Period.parse("2025"), by=said), card),),
        said=(),
    )

    assert "  # An example cannot hold all of this answer." in told(card, broken)


def test_an_answer_to_a_part_of_a_card_is_written_under_its_component():
    card = sample("epicrises-by-sector")
    target = card.targets[0]
    part = target.demand.parts[0]
    plain = replace(card, components=(), targets=(replace(target, demand=part.demand),))
    trial = Trial(card=plain, report=Period.parse("2025"), values={"2025": "1 %"})

    entry = entry_of(trial, card)

    assert entry.content["when"] == {"by": {part.component: {"2025": "1 %"}}}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("89 %", "89 %"),
        ("2024-01/2024-06", "2024-01/2024-06"),
        ("-5 %", '"-5 %"'),
        ("", '""'),
        (" 8", '" 8"'),
        ("< 10", '"< 10"'),
        ("1\u00a0000", '"1\\u00a0000"'),
        ("2025: +5 %", '"2025: +5 %"'),
        ('så "fint"', '"så \\"fint\\""'),
        ("5 #", '"5 #"'),
    ],
)
def test_texts_are_quoted_where_yaml_needs_it(said, written):
    assert scalar(said) == written


# -- JUnit and the bar


@pytest.mark.usefixtures("edges_excluded")
def test_junit_has_a_case_for_each_example_and_law_and_says_what_failed(run, wards, tmp_path):
    file = tmp_path / "out.xml"

    code, out, _ = run(
        wards("  - expect: green\n    when:\n      2025: 7\n"),
        *("--properties", "--examples", "30", "--junit", file),
    )

    root = ET.parse(file).getroot()
    (suite,) = root
    failed = [case for case in suite if case.find("failure") is not None]
    assert code == 1
    assert (root.tag, suite.tag, {case.tag for case in suite}) == (
        "testsuites",
        "testsuite",
        {"testcase"},
    )
    assert suite.get("name") == "eksempel/wards"
    assert int(suite.get("tests")) == len(suite)
    assert int(suite.get("failures")) == len(failed) == int(root.get("failures"))
    assert [case.get("name") for case in suite][:2] == ["example in line 18", "example in line 21"]
    texts = "\n".join(case.find("failure").text for case in failed)
    assert texts.splitlines() == out[: len(texts.splitlines())]


def test_junit_cannot_be_written_into_a_folder_that_is_not_there(run, wards, tmp_path):
    file = tmp_path / "nowhere/out.xml"

    assert run(wards(), "--junit", file) == (
        2,
        [],
        [f"--junit: {file} cannot be written: there is no such folder, or it is one."],
    )


def test_control_characters_never_get_into_the_xml(wards):
    card = wards_card(wards())
    broken = Broken(law="improving_never_worsens", seed=1, entries=(), said=("a\x00b < c",))

    root = ET.fromstring(junit_of([failed(card, broken)], EN))

    assert root.find("testsuite/testcase/failure").text.endswith("a\ufffdb < c")
    assert root.get("time") == root.find("testsuite/testcase").get("time") == "1.005"


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_is_shown_on_a_terminal_only(wards, monkeypatch, capsys):
    folder = wards()
    monkeypatch.setattr(sys, "stderr", Terminal())

    assert run_test(folder, Asked(), EN) == 0
    assert "Testing cards" in sys.stderr.getvalue()
    assert capsys.readouterr().out == "Examples: 1 of 1 conclude what they expect.\n"
