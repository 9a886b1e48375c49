"""`compliance whatif`: before and after, with values and targets that are tried."""

import json
import shutil
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.colour import Colour, Reason
from compliance.errors import ComplianceError
from compliance.language import Language
from compliance.whatif.shown import comparison_lines
from compliance.whatif.trial import try_out
from written import CLEAN, HEAD, RULES, edited

ROOT = Path(__file__).parents[1]
EN = Language("en")
GREEN, YELLOW, RED = Colour


@pytest.fixture
def file(tmp_path):
    """Write a submission, and return its path."""

    def file(content=CLEAN, name="s.yaml"):
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        return path

    return file


@pytest.fixture
def tried(file):
    """Try something out by the exact evaluator."""

    def tried(*values, targets=(), content=CLEAN, rules=RULES):
        return try_out(
            file(content), values=values, targets=targets, rules=rules, with_engine=False
        )

    return tried


@pytest.fixture
def own_rules(tmp_path):
    """The rules of the tests with a card edited: its name, then (old, new) pairs."""

    def own_rules(card, *edits):
        folder = tmp_path / "rules"
        shutil.copytree(RULES, folder)
        path = folder / "trial" / "cards" / f"{card}.yaml"
        path.write_text(edited(path.read_text(encoding="utf-8"), *edits), encoding="utf-8")
        return folder

    return own_rules


@pytest.fixture
def run(capsys, monkeypatch):
    """Run in this process, the engine too: exit code, stdout, stderr."""
    for name in ("COMPLIANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["whatif", *map(str, arguments), "--rules", str(RULES)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return stop.value.code, out, err

    return run


def outcomes(comparison):
    """Who is shown, with the outcome before and after."""
    return {
        (p.shown.case.requirement.id, p.shown.case.location): (
            p.before and p.before.outcome,
            p.after and p.after.outcome,
        )
        for p in comparison.pairs
    }


def codes(findings):
    return [f.code for f in findings]


def refused(tried, *values, **others):
    with pytest.raises(ComplianceError) as error:
        tried(*values, **others)
    return [p.words(EN) for p in error.value.problems]


# values


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        ("60 %", GREEN), ("60.0%", GREEN), ("59,9 %", YELLOW), ("45 %", YELLOW), ("44.9 %", RED),
        ("131/220", YELLOW), ("132/220", GREEN), ("132 / 220", GREEN), ("98 / 220", RED),
        ("i.a.", Reason.NOT_APPLICABLE), ("-", Reason.NO_VALUE), ("101 %", Reason.VALUE_UNREADABLE),
    ],
)  # fmt: skip
def test_a_value_is_read_as_people_write_it(value, colour, tried):
    """Green is at least 60 %, yellow at least 45 %; 132 of 220 is 60 %, 131 is less, 98 is below 45 %."""
    assert outcomes(tried(f"share={value}")) == {("share", None): (GREEN, colour)}


def test_what_was_set_stands_at_its_own_place(tried):
    (pair,) = tried("share=50 %").pairs

    assert str(pair.before.case.judged.place) == "s.yaml:10"
    assert str(pair.after.case.judged.place) == "--set"


def test_the_card_may_be_named_in_place_of_its_requirement(tried):
    assert outcomes(tried("trial/share=10 %")) == {("share", None): (GREEN, RED)}


def test_findings_go_and_come(tried):
    worse = tried("share=50 %")
    assert (codes(worse.gone), codes(worse.new)) == ([], ["content-missing", "declared-brighter"])
    assert worse.before.summary.ready
    assert not worse.after.summary.ready

    red = edited(CLEAN, ("2025-H1: 60 %", "2025-H1: 50 %"))
    better = tried("share=60 %", content=red)
    assert (codes(better.gone), codes(better.new)) == (["content-missing", "declared-brighter"], [])


def test_a_finding_in_other_words_neither_goes_nor_comes(tried):
    """Neither "abc" nor "def" can be read: the sentence names what stands there."""
    written = edited(CLEAN, ("2025-H1: 60 %", "2025-H1: abc"))
    other = tried("share=def", content=written)

    assert (codes(other.gone), codes(other.new)) == ([], [])
    assert codes(other.altered) == ["value-unreadable"]
    assert "def" in EN.say(other.altered[0].message)


def test_nothing_else_is_changed_or_shown(tried):
    comparison = tried("share=50 %")

    assert len(comparison.pairs) == 1
    assert comparison.unchanged == len(comparison.before.assessments) - 1 > 3


def test_what_was_asked_about_is_shown_though_it_stays(tried):
    comparison = tried("share=60 %")

    assert outcomes(comparison) == {("share", None): (GREEN, GREEN)}
    assert not comparison.pairs[0].is_changed


def test_a_value_at_a_location(tried):
    assert outcomes(tried("trial/beds@Nordby=11"))[("both", "Nordby")] == (GREEN, RED)


def test_a_location_by_another_spelling_is_the_same(tried):
    comparison = tried("trial/beds@nordby sykehus=11")

    assert ("both", "Nordby") in outcomes(comparison)
    assert "unknown-location" not in codes(comparison.new)
    assert {a.case.location for a in comparison.after.assessments} == {
        a.case.location for a in comparison.before.assessments
    }


def test_a_location_that_has_not_answered_is_added(tried):
    found = outcomes(tried("trial/beds@Klinikk Vest=11"))

    assert found[("both", "Klinikk Vest")] == (None, RED)


def test_without_a_period_it_is_the_judged_one(tried):
    """The second half of 2024 is judged, for the card has six months of latency and nothing is newer."""
    older = edited(CLEAN, ("          2025-H1: 10\n", "          2024-H2: 10\n"))
    found = tried("trial/beds@Nordby=11", content=older)
    pair = next(p for p in found.pairs if p.shown.case.location == "Nordby")

    assert (pair.after.outcome, pair.after.case.judged.period.name) == (RED, "2024-H2")


def test_a_period_may_be_named(tried):
    """Positions count from 40 in 2024, which the rules have fixed: the value of 2024 is not judged."""
    comparison = tried("positions@2024=30")

    assert outcomes(comparison)[("positions", None)] == (GREEN, GREEN)
    assert "baseline-differs" in codes(comparison.new)


def test_a_period_by_another_name_is_the_same_value(tried):
    assert outcomes(tried("share@2025-01/2025-06=50 %")) == {("share", None): (GREEN, YELLOW)}
    assert outcomes(tried("share@2025-Q2=50 %")) == {("share", None): (GREEN, GREEN)}


def test_an_answer_that_is_not_there_is_added(tried):
    only = HEAD + "answers:\n  work:\n    declared: green\n    text: Vi er i gang.\n"
    comparison = tried("share=44 %", content=only)

    assert outcomes(comparison) == {("share", None): (None, RED)}
    assert "not-answered" in codes(comparison.gone)


def test_what_else_is_said_of_the_value_stays(tried):
    """The number of cases is the denominator: it still stands when a percentage takes the place of both."""
    written = edited(CLEAN, ("      2025-H1: 60 %\n",
        "      2025-H1:\n        numerator: 60\n        denominator: 100\n        coverage: 90 %\n"))  # fmt: skip
    (pair,) = tried("share=50 %", content=written).pairs
    measured = pair.after.case.judged.measured

    assert (pair.after.outcome, measured.cases, measured.coverage) == (YELLOW, 100, 90)
    assert (measured.numerator, measured.denominator) == (None, None)

    (pair,) = tried("share=20/50", content=written).pairs
    measured = pair.after.case.judged.measured
    assert (pair.after.outcome, measured.cases, measured.coverage) == (RED, 50, 90)


def test_a_day_and_a_status_are_set_too(tried):
    assert outcomes(tried("plan=2025-06-02")) == {("plan", None): (GREEN, RED)}
    assert outcomes(tried("plan=no"))[("plan", None)] == (GREEN, RED)
    assert outcomes(tried("trial/status=ikke innfridd"))[("both", None)] == (GREEN, RED)
    assert outcomes(tried("work=innfridd"))[("work", None)] == (YELLOW, GREEN)


def test_it_is_written_into_the_answer_that_stands_there(tried):
    """The card stands under its requirement: a second answer under its own id would make both unreadable."""
    comparison = tried("trial/share=50 %")
    answers = comparison.after.plan.submission.answers

    assert [a.key for a in answers] == [a.key for a in comparison.before.plan.submission.answers]


def test_a_part_of_several_is_named():
    """Of the sample, whose card has a target for each of three sectors."""
    sample = ROOT / "samples" / "eksempel-hf-uten-feil-2025.yaml"
    rules = ROOT / "samples" / "rules"
    with pytest.raises(ComplianceError) as error:
        try_out(sample, values=["epicrises=3 %"], rules=rules, with_engine=False)
    (problem,) = error.value.problems
    assert problem.words(EN) == (
        "--set: “epicrises” is judged by its parts. Name one of them: "
        "epicrises@somatic-care, epicrises@mental-health, epicrises@addiction-care."
    )

    one = try_out(sample, values=["epicrises@mental-health=3 %"], rules=rules, with_engine=False)
    changed = {p.shown.case.component: (p.before.outcome, p.after.outcome) for p in one.pairs}
    assert changed == {None: (GREEN, RED), "mental-health": (GREEN, RED)}


def test_the_target_of_each_component_is_tried():
    """The inner target: of 78, 74 and 71 %, all above 50 %, which is still yellow, one is at least 75 %."""
    sample = ROOT / "samples" / "eksempel-hf-uten-feil-2025.yaml"
    found = try_out(
        sample, targets=["epicrises=at least 75 %"], rules=ROOT / "samples" / "rules", with_engine=False
    )  # fmt: skip
    changed = {p.shown.case.component: p.after.outcome for p in found.pairs}

    assert changed == {
        None: YELLOW,
        "somatic-care": GREEN,
        "mental-health": YELLOW,
        "addiction-care": YELLOW,
    }


def test_a_risk_is_set_by_its_two_words(tmp_path):
    """The matrix of the sample: middels × stor is red, lav × liten green; a level alone is green, gul or rød."""
    sample = ROOT / "samples" / "eksempel-hf-2025.yaml"
    for value, colour in (("middels / stor", RED), ("lav/liten", GREEN), ("gul", YELLOW)):
        found = try_out(
            sample, values=[f"risk-matrix@staffing={value}"], rules=ROOT / "samples" / "rules", with_engine=False
        )  # fmt: skip
        after = [p.after.outcome for p in found.pairs if p.shown.case.component == "staffing"]
        assert after == [colour]


def test_several_values_at_once(tried):
    found = outcomes(tried("share=10 %", "positions=41"))

    assert found == {("share", None): (GREEN, RED), ("positions", None): (GREEN, RED)}


# refusals


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("shre=4 %", "--set: there is nothing called “shre”. Did you mean “share”?"),
        ("trial/shar=4 %", "--set: there is nothing called “trial/shar”. Did you mean “trial/share”?"),
        ("share", "--set: “share” is not accepted. Write KEY=VALUE, such as “sick-leave=7,5 %”, or KEY@LOCATION=VALUE."),
        ("share=", "--set: “share=” is not accepted. Write KEY=VALUE, such as “sick-leave=7,5 %”, or KEY@LOCATION=VALUE."),
        ("share@=4 %", "--set: “share@=4 %” is not accepted. Write KEY=VALUE, such as “sick-leave=7,5 %”, or KEY@LOCATION=VALUE."),
        ("trial/beds@Nordbi=4", "--set: there is no location or component “Nordbi”. Did you mean “Nordby”?"),
        ("trial/beds@Nordby/Sørby=4", "--set: there is no location or component “Sørby”. Did you mean “Sørby”?"),
        ("trial/beds=4", "--set: “trial/beds” is answered for each place by itself. Name one of them: trial/beds@Sørby, trial/beds@Nordby."),
        ("both=4", "--set: “both” is judged by several cards. Name one of them: trial/beds, trial/status."),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_refused_with_what_is_accepted(given, said, tried):
    assert refused(tried, given) == [said]


# targets


@pytest.mark.parametrize(
    ("target", "colour"),
    [
        ("share=at least 61 %", YELLOW),
        ("share=green: at least 61 %", YELLOW),
        ("trial/share=green: at least 70 %; yellow: at least 61 %", RED),
        ("share=above 60 %", YELLOW),
        ("share=at least 60 %", GREEN),
    ],
)
def test_a_target_is_tried(target, colour, tried):
    """The value is 60 %."""
    assert outcomes(tried(targets=[target])) == {("share", None): (GREEN, colour)}


def test_a_tried_target_is_said_to_be_tried_and_has_no_source(tried):
    (pair,) = tried(targets=["share=at least 61 %"]).pairs
    target = pair.after.case.judged.target

    assert target.source is None
    assert EN.say(target.assumed) == "tried with --target, not in force"
    assert pair.before.case.judged.target.source.document == "Krav 2025"


def test_values_and_targets_at_once(tried):
    found = tried("share=50 %", targets=["share=at least 50 %"])

    assert outcomes(found) == {("share", None): (GREEN, GREEN)}


def test_other_keys_of_a_target(tried):
    """Delivered on the first of June; counted from 40, the value is 40."""
    assert outcomes(tried(targets=["plan=due: 2025-05-31"])) == {("plan", None): (GREEN, RED)}
    stricter = tried(targets=["positions=at most 10 % less than the value in 2024"])
    assert outcomes(stricter) == {("positions", None): (GREEN, RED)}
    assert outcomes(tried(targets=["trial/status=red: innfridd; green: nådd"]))[("both", None)] == (
        GREEN, RED
    )  # fmt: skip


def test_only_the_target_in_force_is_changed(tried, own_rules):
    """The later target holds from 2025-04-01; the value ends after that. The earlier one would be too strict."""
    later = """\
  - from: 2025-04-01
    kind: threshold
    green: at least 60 %
    source:
      document: Krav 2025
examples:
"""
    rules = own_rules("share", ("examples:\n", later))
    (pair,) = tried(targets=["share=at least 61 %"], rules=rules).pairs

    assert pair.after.outcome is RED
    assert str(pair.after.case.judged.target.from_) == "2025-04-01"
    assert pair.after.case.card.targets[0] == pair.before.case.card.targets[0]


def test_the_target_is_changed_where_it_is_otherwise_for_the_organisation(tried, own_rules):
    override = """\
      document: Krav 2025
    for:
      TRI:
        green: at least 50 %
      SRV:
        green: at least 55 %
"""
    rules = own_rules("share", ("      document: Krav 2025\n", override))
    (pair,) = tried(targets=["share=at least 61 %"], rules=rules).pairs
    overrides = pair.after.case.card.targets[0].overrides

    assert (pair.before.outcome, pair.after.outcome) == (GREEN, YELLOW)
    assert EN.say(overrides["SRV"].demand).startswith("green at least 55 %")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("share=at lest 4 %",
         "--target: green: “at lest 4 %” is not a threshold. Write “at least”, “at most”, “above” or “below” and a number, such as “at least 5 %”."),
        ("share=grn: at least 4 %",
         "--target: “grn” is not a key here. Did you mean “green”?"),
        ("shre=at least 4 %", "--target: there is nothing called “shre”. Did you mean “share”?"),
        ("work=at least 4 %", "--target: “work” has no card, and so no target."),
        ("share", "--target: “share” is not accepted. Write CARD=TARGET, such as “sick-leave=at most 7.5 %” or “sick-leave=green: at most 7.5 %”."),
    ],
)  # fmt: skip
def test_wrong_words_are_refused_with_what_is_accepted(given, said, tried):
    assert refused(tried, targets=[given]) == [said]


def test_a_target_that_is_not_in_force_is_not_changed(tried, own_rules):
    rules = own_rules("share", ("from: 2024-01-01\n", "from: 2025-07-01\n"))

    assert refused(tried, targets=["share=at least 4 %"], rules=rules) == [
        "--target: no target of “trial/share” is in force on 2025-06-30."
    ]


# the command


def test_before_and_after_are_shown(run, file):
    path = file()
    code, out, err = run(path, "--set", "share=50 %", "--lang", "en")

    assert (code, err) == (0, "")
    target = "target: green at least 60 %, yellow at least 45 %"
    why = "The value is at least 45 % and below 60 %, so yellow."
    assert out.splitlines()[:6] == [
        "Share card [trial/share]",
        f"  Before: green; 60 % in half-year 1 2025; {target}; margin 0 percentage points",
        "    The value is at least 60 %, so green.",
        f"  After: yellow; 50 % in half-year 1 2025; {target}; margin −10 percentage points",
        f"    {why} 10 percentage points more (60 %) would make it green.",
        "",
    ]
    assert "Findings that come:" in out
    assert "Findings that go away:" not in out
    assert out.splitlines()[-3:] == [
        "The report before: ready to send.",
        "The report after: not ready to send (1 error).",
        "This was tried out only. Nothing is written.",
    ]
    assert path.read_text(encoding="utf-8") == CLEAN


def test_it_is_said_in_norwegian(run, file):
    code, out, _ = run(file(), "--set", "share=50 %", "--lang", "nb")

    assert code == 0
    assert "  Før: grønn; 60 %" in out
    assert out.splitlines()[-1] == "Dette er bare prøvd ut. Ingenting er skrevet."


def test_json_has_the_fields_of_the_report(run, file):
    code, out, err = run(file(), "--set", "share=50 %", "--format", "json", "--lang", "en")
    told = json.loads(out)
    (pair,) = told["assessments"]

    assert (code, err) == (0, "")
    assert (pair["before"]["colour"], pair["after"]["colour"]) == ("green", "yellow")
    assert (pair["before"]["value"], pair["after"]["value"]) == ("60", "50")
    assert (pair["before"]["margin"], pair["after"]["margin"]) == ("0", "-10")
    assert [f["code"] for f in told["findings"]["new"]] == ["content-missing", "declared-brighter"]
    assert (told["findings"]["gone"], told["findings"]["altered"]) == ([], [])
    assert told["summary"]["before"]["verdict"] == "ready"
    assert told["summary"]["after"]["verdict"] == "not-ready"


def test_the_engine_and_the_exact_evaluator_agree(file):
    """Proven is what the command shows."""
    path = file()
    both = [
        try_out(path, values=["share=50 %"], targets=["positions=below the value in 2024"], rules=RULES,
                with_engine=with_engine)
        for with_engine in (True, False)
    ]  # fmt: skip

    assert outcomes(both[0]) == outcomes(both[1])
    engine, exact = ([EN.say(line.thing) for line in comparison_lines(c)] for c in both)
    assert engine == exact


def test_without_anything_to_try_it_is_refused(run, file):
    code, out, err = run(file(), "--lang", "en")

    assert (code, out) == (2, "")
    assert err == "There is nothing to try. Write --set KEY=VALUE or --target CARD=TARGET.\n"


def test_a_refusal_has_exit_code_two_and_no_output(run, file):
    code, out, err = run(file(), "--set", "shre=4 %", "--lang", "en")

    assert (code, out) == (2, "")
    assert err == "--set: there is nothing called “shre”. Did you mean “share”?\n"


def test_an_identity_number_is_never_shown(run, file):
    """The number is made up: 13097248022 has the right check digits."""
    code, out, err = run(file(), "--set", "share=13097248022", "--lang", "en")

    assert "13097248022" not in out + err
    assert code == 0


def test_csv_and_json_submissions_can_be_tried(run, file):
    table = "organisation;TRI\nreport;half-year-report\nperiod;2025-H1\nrule_book;trial/2025\nrequirement;period;value\nshare;2025-H1;60 %\n"
    code, out, err = run(file(table, "s.csv"), "--set", "share=10 %", "--lang", "en")

    assert (code, err) == (0, "")
    assert "  After: red; 10 %" in out
