"""`compliance rules diff`: what differs between two versions of rules is said, and nothing else."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.colour import Colour
from compliance.explain.card_changes import changes_of_card
from compliance.explain.rule_changes import compare
from compliance.language import Language
from compliance.report.rule_changes import comparison_page
from compliance.rulebook import sides
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.sameness import same
from compliance.rulebook.sides import read_sides
from written import EN, RULES, edited

ROOT = Path(__file__).parents[1]
BOOK, CARD = "2025.yaml", "cards/share.yaml"


@pytest.fixture
def run(capfdbinary, monkeypatch):
    """Run in this process, in English: exit code, stdout, stderr."""
    monkeypatch.setenv("COMPLIANCE_LANG", "en")

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["rules", "diff", *map(str, arguments)])
        out, err = capfdbinary.readouterr()
        return stop.value.code, out.decode(), err.decode()

    return run


@pytest.fixture
def versions(tmp_path, monkeypatch):
    """Two copies of the trial rules, `old` and `new`, the second one edited: a file, then (old, new) pairs."""
    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        shutil.copytree(RULES, tmp_path / name)

    def edit(name, *edits, side="new"):
        path = tmp_path / side / "trial" / name
        path.write_text(edited(path.read_text(encoding="utf-8"), *edits), encoding="utf-8")

    return edit


def told(out):
    """The lines between the title and the count, without indents."""
    return [line.strip() for line in out.splitlines()[1:-1] if line.strip()]


# nothing


def test_two_equal_folders_do_not_differ(run, versions):
    assert (0, "From old to new\n\nNo difference.\n", "") == run("old", "new", "--exit-code")


def test_a_comment_and_an_example_are_no_difference_but_are_told_of(run, versions):
    versions(CARD, ("indicator: share", "# what is followed\nindicator: share"))
    versions("cards/beds.yaml", ("      2025-H1: 9\n", "      2025-H1: 8\n"))

    code, out, _ = run("old", "new", "--exit-code")

    assert 0 == code
    assert (
        "No difference in the rules. The files differ in what is not compared, such as comments, "
        "examples and the order of keys." == out.splitlines()[-1]
    )


def test_lines_that_only_stand_lower_are_no_difference(run, versions):
    versions("cards/positions.yaml", ("targets:\n", "\n\ntargets:\n"))

    assert "No difference in the rules." in run("old", "new")[1]


# cards

SHARE = ["Cards changed", "Share card [trial/share]"]
GREEN = "Target from 2024-01-01: green at least 60 %, yellow at least 45 % → "
SOURCE = "Source: Krav 2025"


@pytest.mark.parametrize(
    ("edits", "lines"),
    [
        ([("    en: Share card", "    en: Share")], None),
        ([("green: at least 60 %", "green: at least 61 %")],
         [GREEN + "green at least 61 %, yellow at least 45 %", SOURCE]),
        ([("green: at least 60 %", "green: above 60 %")],
         [GREEN + "green above 60 %, yellow at least 45 %", SOURCE]),
        ([("    yellow: at least 45 %\n", "")], [GREEN + "at least 60 %", SOURCE]),
        ([("green: at least 60 %", "green: at least 61 %"), ("Krav 2025", "Krav 2026")],
         [GREEN + "green at least 61 %, yellow at least 45 %", "Source: Krav 2025 → Krav 2026"]),
        ([("Krav 2025", "Krav 2026")], ["Target from 2024-01-01, source: Krav 2025 → Krav 2026"]),
        ([("Krav 2025\n", "Krav 2025\n      url: https://example.org/krav\n")],
         ["Target from 2024-01-01, source: Krav 2025 → Krav 2025, https://example.org/krav"]),
        ([("    source:\n", "    assumed: as before\n    source:\n")],
         ["Target from 2024-01-01, assumed: none → as before"]),
        ([("from: 2024-01-01", "from: 2024-07-01")],
         ["Target from 2024-07-01, first day: 2024-01-01 → 2024-07-01"]),
        ([("from: 2024-01-01", "from: 2024-01-01\n    to: 2026-01-01")],
         ["Target from 2024-01-01, last day: none → 2025-12-31"]),
        ([("decimals: 1", "decimals: 2")], ["Decimals: 1 → 2"]),
        ([("decimals: 1", "decimals: 1\n  latency: 6 months")], ["Latency: 0 months → 6 months"]),
        ([("decimals: 1", "decimals: 1\n  total_over: year")], ["Running total: no → yes"]),
        ([("decimals: 1", "decimals: 1\n  derived: complement")],
         ["Judged figure: the given one → Judged is what is left to 100 %."]),
        ([("0 % to 100 %", "0 % to 90 %")], ["Possible values: 0 % to 100 % → 0 % to 90 %"]),
        ([("  possible: 0 % to 100 %\n", "")], ["Possible values: 0 % to 100 % → none"]),
        ([("targets:", "min_n: 10\ntargets:")], ["Fewest cases: none → 10"]),
        ([("targets:", "min_coverage: 80 %\ntargets:")], ["Lowest coverage: none → 80 %"]),
        ([("targets:", "compare: as reported\ntargets:")], ["Compared: exactly → as reported, rounded"]),
        ([("indicator: share", "indicator: other-share")], ["Indicator: share → other-share"]),
        ([("targets:", "note:\n  nb: Merk.\n  en: Mind this.\ntargets:")], ["Note: none → Mind this."]),
        ([("targets:", "components:\n  - id: somatic\n    nb: Somatikk\n    en: Somatic\ntargets:")],
         ["Parts: none → Somatic (somatic)"]),
        ([("targets:", "beside:\n  - id: beds\n    nb: senger\n    en: beds\ntargets:")],
         ["Figures beside: none → beds (beds)"]),
        ([("targets:", "trend:\n  against: same months last year\n  better_from: 2 %\n  worse_from: 3 %\ntargets:")],
         ["Trend: none → against the same months of the year before, better from 2 %, worse from 3 %"]),
        ([("examples:", "    for:\n      TRI:\n        green: at least 70 %\nexamples:")],
         ["Target from 2024-01-01, added for TRI: green at least 70 %, yellow at least 45 %", SOURCE]),
        ([("examples:", "  - from: 2026-01-01\n    kind: withdrawn\n    source:\n      document: Krav 2026\nexamples:")],
         ["Target added, from 2026-01-01: withdrawn", "Source: Krav 2026"]),
    ],
    ids=lambda v: None if not isinstance(v, list) or not isinstance(v[0], tuple) else v[0][1][:30].strip(),
)  # fmt: skip
def test_each_setting_of_a_card_is_told(run, versions, edits, lines):
    if lines is None:
        edits = [("  en: Share card", "  en: Share of cases")]
        lines = ["Title: Share card → Share of cases"]
        heads = ["Cards changed", "Share of cases [trial/share]"]
    else:
        heads = SHARE
    if any("derived" in new for _, new in edits):  # its examples would have to be others
        path = Path("new/trial") / CARD
        head, _, _ = path.read_text(encoding="utf-8").partition("examples:\n")
        path.write_text(
            head + "examples:\n  - expect: green\n    when:\n      2025-H1: 40 %\n",
            encoding="utf-8",
        )
    versions(CARD, *edits)

    code, out, err = run("old", "new", "--exit-code")

    assert (1, "") == (code, err)
    assert [*heads, *lines] == told(out)
    assert "1 card differs." == out.splitlines()[-1]


def test_another_direction_and_unit_are_told(run, versions):
    versions(
        "cards/beds.yaml",
        ("lower is better", "higher is better"), ("at most 10", "at least 10"), ("unit: count", "unit: days"),
    )  # fmt: skip

    assert [
        "Unit: count → days",
        "Direction: lower is better → higher is better",
        "Target from 2024-01-01: at most 10 → at least 10 days",
        "Source: Krav 2025",
    ] == told(run("old", "new")[1])[2:]


def test_a_fixed_baseline_is_told_where_the_target_has_the_same_words(run, versions):
    versions(
        "cards/positions.yaml", ("        2024: 40\n    source", "        2024: 41\n    source")
    )

    assert [
        "Target from 2025-01-01: Fixed baseline of TRI in 2024: 40. → Fixed baseline of TRI in 2024: 41.",
        "Source: Krav 2025",
    ] == told(run("old", "new")[1])[2:]


def test_a_due_date_and_an_exception_that_ends_are_told(run, versions):
    exception = "    for:\n      TRI:\n        due: 2025-07-01\nexamples:"
    versions("cards/plan.yaml", ("examples:", exception), side="old")
    versions("cards/plan.yaml", ("due: 2025-06-01", "due: 2025-08-01"))

    assert [
        "Target from 2025-01-01: by 2025-06-01 → by 2025-08-01",
        "Source: Krav 2025",
        "Target from 2025-01-01, no longer for TRI: by 2025-07-01",
        "Source: Krav 2025",
    ] == told(run("old", "new")[1])[2:]


def test_an_exception_for_a_kind_is_said_in_words(run, versions):
    exception = "    for:\n      hospital trusts:\n        due: 2025-07-01\nexamples:"
    versions("cards/plan.yaml", ("examples:", exception))

    assert "for sykehusforetak: " in run("old", "new", "--lang", "nb")[1]


def test_a_card_that_nothing_lists_is_told_as_added(run, versions):
    card = Path("new/trial/cards/share.yaml").read_text(encoding="utf-8")
    Path("new/trial/cards/spare.yaml").write_text(
        edited(card, ("trial/share", "trial/spare")), encoding="utf-8"
    )

    assert [
        "Cards added",
        "Share card [trial/spare]",
        "Indicator: share",
        "Target from 2024-01-01: green at least 60 %, yellow at least 45 %",
        "Source: Krav 2025",
    ] == told(run("old", "new")[1])
    assert "Cards removed" == told(run("new", "old")[1])[0]


# requirements

WORK = "  - id: work\n    nb: Arbeid\n    en: Work\n    goal: all\n    applies_to:\n      - all trusts\n"


@pytest.mark.parametrize(
    ("edits", "lines"),
    [
        ([("  - id: work\n", '  - id: work\n    number: "7"\n')], ["Number: none → 7"]),
        ([(WORK, WORK.replace("all trusts", "TRI"))], ["Applies to: all trusts → TRI"]),
        ([(WORK, WORK.replace("\n      - all trusts", " not stated"))], ["Applies to: all trusts → not stated"]),
        ([(WORK, WORK.replace("en: Work", "en: Labour"))], ["Title: Work → Labour"]),
        ([(WORK, WORK.replace("nb: Arbeid", "nb: Innsats"))], ["Title: Work (otherwise in another language)"]),
        ([(WORK, WORK.replace("id: work", "id: labour"))], ["Id: work → labour"]),
        ([(WORK + "    reported_in: half-year-report\n", WORK + "    reported_in: autumn-report\n")],
         ["Reported in: Half-year report (half-year-report) → Autumn report (autumn-report)"]),
        ([(WORK, WORK + "    form: separate\n")], ["Form: this report → a form of its own"]),
        ([(WORK, WORK + "    contents:\n      - id: why\n        when: not green\n        nb: hvorfor\n        en: why\n")],
         ["Content added: why (when it is not green) [why]"]),
        ([(WORK, WORK + "    cards:\n      - trial/plan\n")],
         ["Card added: Plan card [trial/plan]: by 2025-06-01", "Source: Krav 2025"]),
    ],
    ids=lambda v: None if not isinstance(v, list) or isinstance(v[0], tuple) else v[0][:20],
)  # fmt: skip
def test_each_setting_of_a_requirement_is_told(run, versions, edits, lines):
    versions(BOOK, *edits)

    out = run("old", "new")[1]

    assert "Requirements changed" == told(out)[0]
    assert lines == told(out)[2:]
    assert "1 requirement differs: 1 changed, 0 added, 0 removed." == out.splitlines()[-1]


def test_the_other_way_round_added_is_removed(run, versions):
    versions(BOOK, (WORK, WORK + "    cards:\n      - trial/plan\n"))

    assert [
        "Card removed: Plan card [trial/plan]: by 2025-06-01",
        "Source: Krav 2025",
    ] == told(run("new", "old")[1])[2:]


def test_a_choice_is_told(run, versions):
    versions(BOOK, ("1 to 2 per hospital", "2 to 2 per hospital"))

    assert [
        "Choice: Each hospital answers 1 to 2 of these cards. → Each hospital answers 2 to 2 of these cards."
    ] == told(run("old", "new")[1])[2:]


def test_a_requirement_that_moves_is_told_alone(run, versions):
    work = WORK + "    reported_in: half-year-report\n"
    versions(BOOK, (work, ""), ("  - id: share\n", work + "  - id: share\n"))

    assert [
        "Requirements changed", "Work [work]", "Place: after “Plan” → first",
    ] == told(run("old", "new")[1])  # fmt: skip


def test_added_and_removed_requirements_say_what_they_demand(run, versions):
    new = (
        WORK.replace("id: work", "id: rest")
        .replace("nb: Arbeid", "nb: Hvile")
        .replace("en: Work", "en: Rest")
    )
    versions(BOOK, (WORK, new))

    assert [
        "Requirements added", "Rest [rest]", "Applies to: all trusts",
        "Reported in: Half-year report (half-year-report)",
        "Requirements removed", "Work [work]", "Applies to: all trusts",
        "Reported in: Half-year report (half-year-report)",
    ] == told(run("old", "new")[1])  # fmt: skip


def test_rule_book_and_organisations_are_told(run, versions):
    versions(
        BOOK,
        ("from: 2025-01-01", "from: 2024-07-01"),
        ("    period: 2025-H2", "    period: 2025-H2\n    colours: forecast"),
    )
    versions("organisations.yaml", ("      - all trusts\n      - hospital trusts\n", "      - hospital trusts\n"),
             ("kind: clinic", "kind: hospital"))  # fmt: skip

    out = run("old", "new")[1]

    assert [
        "The rule book",
        "Trial requirements 2025 [trial/2025]",
        "Valid: from 2025-01-01 through 2025-12-31 → from 2024-07-01 through 2025-12-31",
        (
            "Report: Autumn report, half-year 2 2025, colours are results [autumn-report] → "
            "Autumn report, half-year 2 2025, colours are forecasts [autumn-report]"
        ),
        "Organisations changed",
        "Trial Trust [TRI]",
        "Kinds: all trusts, hospital trusts → hospital trusts",
        "Location Klinikk Vest: clinic → hospital",
    ] == told(out)
    assert "2 rule books, organisations or checks differ." == out.splitlines()[-1]


def test_checks_are_told_once_for_several_rule_books(run, versions):
    shutil.copytree(ROOT / "rules" / "checks", "old/checks")
    shutil.copytree(ROOT / "rules" / "checks", "new/checks")
    other = Path("new/trial/2025.yaml").read_text(encoding="utf-8")
    for side in ("old", "new"):
        Path(side, "trial/2026.yaml").write_text(
            other.replace("trial/2025", "trial/2026"), encoding="utf-8"
        )
    path = Path("new/checks/form.yaml")
    path.write_text(
        path.read_text(encoding="utf-8").replace("severity: error", "severity: warning", 1),
        encoding="utf-8",
    )

    lines = told(run("old", "new")[1])

    assert "Checks changed" == lines[0]
    assert 1 == lines.count("Severity: error → warning")


# years


def test_between_two_years_the_targets_in_force_are_compared(run):
    code, out, _ = run("helse-nord/2024", "helse-nord/2025", "--rules", ROOT / "rules")
    lines = told(out)

    assert 0 == code
    at = lines.index("Sick leave [helse-nord/sick-leave]")
    assert [
        (
            "Target: down 5 % of last year's target each year from the value in 2023, until 7.5 % → "
            "at most the value in 2019, same months"
        ),
        "Source: Helse Nord styresak 23-2025, Del 2 indikator → UNN styresak 47-2025, 3.2 Indikatorer",
    ] == lines[at + 1 : at + 3]
    assert "Number: 5 → 4" in lines
    assert (
        "Choice: Each hospital answers at least 5 of these cards. → Each hospital answers 4 to 5 of these cards."
        in lines
    )
    assert out.endswith(
        "82 removed. 19 cards differ. 1 rule book, organisation or check differs.\n"
    )


def test_a_target_that_changes_within_a_year_is_told_with_its_days(run, versions):
    book = Path("new/trial/2025.yaml").read_text(encoding="utf-8")
    later = book.replace("2025", "2026").replace("2026-01-01\ngoals", "2027-01-01\ngoals")
    later = later.replace("to: 2026-01-01", "to: 2027-01-01")
    Path("new/trial/2026.yaml").write_text(later, encoding="utf-8")
    more = "  - from: 2026-07-01\n    kind: threshold\n    green: at least 70 %\n    source:\n      document: Krav 2026\nexamples:"
    versions(CARD, ("examples:", more))

    lines = told(run("trial/2025", "trial/2026", "--rules", "new")[1])

    assert [
        "Share card [trial/share]",
        ("Target: from 2024-01-01: green at least 60 %, yellow at least 45 % → from 2024-01-01: green at least 60 %, "
         "yellow at least 45 %; from 2026-07-01: at least 70 %"),
        "Source: Krav 2025 → Krav 2026",
    ] == lines[-3:]  # fmt: skip


def test_a_year_does_not_differ_from_itself(run):
    assert "No difference." == run("helse-nord/2024", "helse-nord/2024")[1].splitlines()[-1]


def test_the_page_of_the_changes_is_fresh():
    with read_sides("helse-nord/2024", "helse-nord/2025", ROOT / "rules") as both:
        made = comparison_page(compare(*both), Language("en"))

    assert made == (ROOT / "docs" / "changes-2024-2025.md").read_text("utf-8"), "make rule-changes"


# formats


def test_data_holds_both_sides_with_their_sources(run, versions):
    versions(CARD, ("green: at least 60 %", "green: at least 61 %"), ("Krav 2025", "Krav 2026"))

    code, out, _ = run("old", "new", "--format", "json")

    def source(document):
        return {"document": document, "place": None, "year": None, "url": None}

    assert 0 == code
    assert {
        "schema": "compliance/rules-diff@1", "before": "old", "after": "new", "differs": True,
        "items": [{
            "kind": "card", "id": "trial/share", "title": "Share card", "status": "changed", "rule_book": None,
            "changes": [{
                "what": "target", "name": "Target from 2024-01-01",
                "before": "green at least 60 %, yellow at least 45 %",
                "after": "green at least 61 %, yellow at least 45 %",
                "source_before": source("Krav 2025"), "source_after": source("Krav 2026"),
            }],
        }],
    } == json.loads(out)  # fmt: skip


def test_markdown_takes_words_as_they_are(run, versions):
    versions(BOOK, (WORK, WORK.replace("en: Work", "en: Work_*<b>")))

    assert "- Title: Work → Work\\_\\*\\<b\\>\n" in run("old", "new", "--format", "md")[1]


def test_norwegian_says_kinds_and_numbers_in_norwegian(run, versions):
    versions(CARD, ("green: at least 60 %", "green: at least 60.5 %"))

    assert "60,5 %" in run("old", "new", "--lang", "nb")[1]


# git


@pytest.fixture
def repository(versions, tmp_path):
    """The folder of the two versions as a repository that holds `new`, as it was, under `rules`."""
    shutil.copytree("new", "rules")

    def git(*arguments):
        names = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
        subprocess.run(
            ["git", *arguments], check=True, capture_output=True,
            env=os.environ | {f"GIT_{name}": "nobody" for name in names},
        )  # fmt: skip

    git("init", "-q")
    git("add", "rules")
    git("commit", "-q", "-m", "Rules")
    return versions


needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


@needs_git
@pytest.mark.parametrize("revision", ["git:HEAD", "git:HEAD:rules", "HEAD:rules"])
def test_a_revision_is_compared_with_a_folder(run, repository, revision):
    repository(CARD, ("green: at least 60 %", "green: at least 61 %"))

    code, out, err = run(revision, "new")

    assert (0, "") == (code, err)
    assert f"From {revision} to new" == out.splitlines()[0]
    assert GREEN + "green at least 61 %, yellow at least 45 %" in told(out)


@needs_git
def test_a_revision_is_found_from_a_folder_of_the_repository(run, repository, monkeypatch):
    monkeypatch.chdir("old")

    assert "No difference." == run("git:HEAD", "../new")[1].splitlines()[-1]


@needs_git
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("git:nothing", "there is no revision “nothing” in this git repository. Name a tag, a branch or a commit."),
        ("git:HEAD:cards", "revision “HEAD” has no folder “cards”. Name the folder: git:HEAD:PATH."),
        ("git:--help", "this names no revision. Write git:REVISION or git:REVISION:PATH, such as git:HEAD~1:rules."),
        ("git:", "this names no revision. Write git:REVISION or git:REVISION:PATH, such as git:HEAD~1:rules."),
    ],
)  # fmt: skip
def test_what_git_does_not_have_is_refused(run, repository, name, said):
    assert (2, "", f"{name}: {said}\n") == run(name, "new")


@needs_git
def test_outside_a_repository_a_revision_is_refused(run, versions, monkeypatch, tmp_path):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert (
        2, "", "git:HEAD: this folder is not in a git repository, so no revision can be read. Name two folders instead.\n",
    ) == run("git:HEAD", "new")  # fmt: skip


def test_without_git_a_revision_is_refused(run, versions, monkeypatch):
    monkeypatch.setattr(sides.shutil, "which", lambda name: None)

    assert (
        2, "", "git:HEAD: git is not installed, so no revision can be read. Name two folders instead.\n",
    ) == run("git:HEAD", "new")  # fmt: skip


# refused


def test_a_rule_book_is_not_compared_with_a_folder(run, versions):
    assert (
        2, "",
        ("helse-nord/2024: this is a rule book, but “new” is a rule folder. Name two rule books, or two folders "
         "or revisions.\n"),
    ) == run("new", "helse-nord/2024")  # fmt: skip


def test_a_folder_that_is_not_there_is_refused(run, versions):
    assert (2, "", "nowhere: there is no such rule folder.\n") == run("nowhere", "new")


def test_the_side_with_the_mistake_is_named(run, versions):
    versions(CARD, ("green: at least 60 %", "green: at least 60"))

    code, out, err = run("old", "new")

    assert (2, "") == (code, out)
    assert err.startswith("new/trial/cards/share.yaml:15: ")


@pytest.mark.skipif(sys.platform == "win32", reason="a drive letter is no revision")
def test_a_drive_letter_is_no_revision(run, versions):
    assert (2, "", "C:rules: there is no such rule folder.\n") == run("C:rules", "new")


def test_a_format_that_is_not_there_is_refused(run, versions):
    code, _, err = run("old", "new", "--format", "html")

    assert (2, "--format: “html” is not accepted. Accepted: table, md, json.\n") == (code, err)


# every kind of target


def targets_by_kind():
    """Every target of the shipped cards and those of the samples, with its card, by kind."""
    found = {}
    for folder in (RuleFolder(ROOT / "rules"), RuleFolder(ROOT / "samples" / "rules")):
        for card in folder.cards():
            for target in card.targets:
                found.setdefault(target.demand.kind, []).append((card, target))
    return found


@pytest.mark.parametrize("code", ["nb", "en"])
@pytest.mark.parametrize("kind", ["threshold", "range", "baseline", "trajectory", "comparison", "each", "all of",
                                  "any of", "deadline", "status", "risk"])  # fmt: skip
def test_two_different_demands_never_sound_alike(kind, code):
    language = Language(code)
    known = targets_by_kind()[kind]
    compared = 0
    for (card, target), (_, other) in pairwise(known):
        if same(target.demand, other.demand):
            continue
        changed = replace(card, targets=(replace(target, demand=other.demand),))
        changes = list(changes_of_card(replace(card, targets=(target,)), changed, {}))

        assert [("target", True)] == [
            (c.what, language.say(c.before) != language.say(c.after)) for c in changes
        ], (card.id, target.demand, other.demand)  # fmt: skip
        compared += 1
    assert compared >= 1 or len(known) == 1


def test_a_colour_of_a_matrix_that_is_not_green_is_told_too():
    card, target = next((c, t) for c, t in targets_by_kind()["risk"] if t.demand.matrix)
    *rows, last = target.demand.matrix
    assert Colour.RED is last[-1]
    demand = replace(target.demand, matrix=(*rows, (*last[:-1], Colour.YELLOW)))
    changed = replace(card, targets=(replace(target, demand=demand),))

    (change,) = changes_of_card(replace(card, targets=(target,)), changed, {})

    assert EN.say(change.before).startswith("written differently: ")
