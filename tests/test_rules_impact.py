"""`compliance rules impact`: whose colour changes, who is close to a threshold, and what cannot be compared."""

import json
import shutil
from pathlib import Path

import pytest

from compliance.cli import main
from written import CLEAN, RULES, edited

ROOT = Path(__file__).parents[1]


@pytest.fixture
def run(capfdbinary, monkeypatch):
    """Run in this process, in English: exit code, stdout, stderr."""
    monkeypatch.setenv("COMPLIANCE_LANG", "en")

    def run(*arguments, submissions="sent"):
        with pytest.raises(SystemExit) as stop:
            main(["rules", "impact", *map(str, arguments), "--submissions", str(submissions)])
        out, err = capfdbinary.readouterr()
        return stop.value.code, out.decode(), err.decode()

    return run


@pytest.fixture
def rules(tmp_path, monkeypatch):
    """Two copies of the trial rules, and one submission in `sent`; edits are made to `new`."""
    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        shutil.copytree(RULES, tmp_path / name)
    (tmp_path / "sent").mkdir()
    (tmp_path / "sent" / "a.yaml").write_text(CLEAN, encoding="utf-8")

    def edit(name, *edits):
        path = tmp_path / "new" / "trial" / name
        path.write_text(edited(path.read_text(encoding="utf-8"), *edits), encoding="utf-8")

    return edit


def data(run, *arguments, **more):
    code, out, _ = run(*arguments, "--format", "json", **more)
    assert 0 == code
    return json.loads(out)


def turned(found):
    return [
        (c["organisation"], c["requirement"], c["card"], c["location"], c["before"], c["after"])
        for c in found["changes"]
    ]


def colour(name):
    return {"colour": name, "not_assessed": None}


def test_the_same_rules_change_no_colour(run, rules):
    code, out, err = run("old", "new")

    assert (0, "") == (code, err)
    assert "No colour changes." in out.splitlines()
    assert "1 submission compared, 0 colours change, 0 files not compared." == out.splitlines()[-1]


def test_a_harder_threshold_changes_the_colour_of_who_does_not_reach_it(run, rules):
    rules("cards/share.yaml", ("green: at least 60 %", "green: at least 60.1 %"))

    assert [
        ("TRI", "share", "trial/share", None, colour("green"), colour("yellow"))
    ] == turned(data(run, "old", "new"))  # fmt: skip


def test_a_harder_threshold_that_is_still_reached_changes_nothing(run, rules):
    rules("cards/share.yaml", ("yellow: at least 45 %", "yellow: at least 46 %"))

    assert [] == turned(data(run, "old", "new"))


def test_only_the_location_that_falls_behind_changes(run, rules):
    rules("cards/beds.yaml", ("at most 10", "at most 9"))

    assert [
        ("TRI", requirement, "trial/beds", "Nordby", colour("green"), colour("red"))
        for requirement in ("both", "chosen")
    ] == turned(data(run, "old", "new"))  # fmt: skip


def test_the_table_says_organisation_requirement_card_and_location(run, rules):
    rules("cards/beds.yaml", ("at most 10", "at most 9"))

    lines = run("old", "new")[1].splitlines()

    assert [
        "From old to new",
        "",
        "Colours that change",
        "  TRI (a.yaml)",
        "    Card beds [both, trial/beds], Nordby: green → red",
        "    Card beds [chosen, trial/beds], Nordby: green → red",
        "",
        "Closest to a threshold of new",
    ] == lines[:8]
    assert "1 submission compared, 2 colours change, 0 files not compared." == lines[-1]


def test_a_colour_that_is_lost_or_no_longer_asked_for_is_told(run, rules):
    rules("cards/plan.yaml", ("due: 2025-06-01", "due: 2025-05-31"))
    rules("cards/share.yaml", ("targets:", "min_n: 10\ntargets:"))
    plan = "  - id: plan\n    nb: Plan\n    en: Plan\n"
    rules("2025.yaml", (plan, plan.replace("id: plan", "id: plan-b")))

    assert [
        ("TRI", "plan", "trial/plan", None, colour("green"), None)
    ] == turned(data(run, "old", "new"))  # fmt: skip


def test_a_target_not_yet_in_force_takes_the_colour_away(run, rules):
    rules("cards/share.yaml", ("from: 2024-01-01", "from: 2026-01-01"))

    found = data(run, "old", "new")

    assert [
        ("TRI", "share", "trial/share", None, colour("green"),
         {"colour": None, "not_assessed": "no-target-in-force"}),
    ] == turned(found)  # fmt: skip


def test_the_closest_margins_come_first_and_are_those_of_the_later_rules(run, rules):
    # the beds count in two requirements and are taken once; share 60 % of 62.5 %: 2.5/62.5 = 4 %; beds 10 of 10 and 9 of 10; positions 40 of 40
    rules("cards/share.yaml", ("green: at least 60 %", "green: at least 62.5 %"))

    closest = data(run, "old", "new")["closest"]

    assert [
        ("positions", None, "40", "40", "0", "count", "green"),
        ("both", "Nordby", "10", "10", "0", "count", "green"),
        ("share", None, "60", "62.5", "2.5", "percent", "yellow"),
        ("both", "Sørby", "9", "10", "1", "count", "green"),
    ] == [
        (c["requirement"], c["location"], c["value"], c["threshold"], c["distance"], c["unit"], c["colour"])
        for c in closest
    ]  # fmt: skip


def test_at_most_five_margins_are_shown(run, rules):
    for name in ("b.yaml", "c.yaml"):
        shutil.copyfile("sent/a.yaml", f"sent/{name}")

    assert 5 == len(data(run, "old", "new")["closest"])


def test_the_margin_in_words_has_its_unit(run, rules):
    rules("cards/share.yaml", ("green: at least 60 %", "green: at least 62.5 %"))

    out = run("old", "new")[1]

    assert "    yellow: 60 %, 2.5 percentage points from 62.5 %" in out.splitlines()
    assert "    green: 40, on the threshold itself" in out.splitlines()


def test_json_and_tables_count_as_submissions_and_other_files_do_not(run, rules):
    Path("sent/notes.txt").write_text("…", encoding="utf-8")
    Path("sent/b.csv").write_text(
        "organisation;report;period;rule_book;requirement;value_period;value\n", encoding="utf-8"
    )
    Path("sent/c.json").write_text("{", encoding="utf-8")

    found = data(run, "old", "new")

    assert ["a.yaml"] == found["compared"]
    assert ["b.csv", "c.json"] == [f["file"] for f in found["not_compared"]]


def test_a_submission_of_another_period_is_passed_over_with_the_reason(run, rules):
    later = CLEAN.replace("period: 2025-H1", "period: 2025-H2", 1)
    Path("sent/b.yaml").write_text(later, encoding="utf-8")

    code, out, _ = run("old", "new")

    assert 0 == code
    assert (
        "  b.yaml:4: the period is 2025-H2, but half-year-report of trial/2025 is for 2025-H1. Write 2025-H1, "
        "or name another report or rule book." in out.splitlines()
    )
    assert "1 submission compared, 0 colours change, 1 file not compared." == out.splitlines()[-1]


def test_a_rule_book_that_only_one_side_has_is_the_reason(run, rules):
    book = Path("new/trial/2025.yaml")
    book.write_text(
        book.read_text(encoding="utf-8").replace("trial/2025", "trial/2026"), encoding="utf-8"
    )
    book.rename("new/trial/2026.yaml")

    code, out, err = run("old", "new")

    assert (2, "No submission could be concluded by both sides.\n") == (code, err)
    assert "  a.yaml:5: there is no rule book “trial/2025” in new." in out.splitlines()


def test_two_rule_books_conclude_a_submission_of_either(run, rules):
    book = Path("new/trial/2025.yaml").read_text(encoding="utf-8")
    changed = book.replace("trial/2025", "trial/2026").replace(
        "      - trial/share\n", "      - trial/stricter\n", 1
    )
    Path("new/trial/2026.yaml").write_text(changed, encoding="utf-8")
    card = Path("new/trial/cards/share.yaml").read_text(encoding="utf-8")
    Path("new/trial/cards/stricter.yaml").write_text(
        card.replace("trial/share", "trial/stricter").replace("at least 60 %", "at least 61 %"),
        encoding="utf-8",
    )

    assert [
        ("TRI", "share", "trial/stricter", None, None, colour("yellow")),
        ("TRI", "share", "trial/share", None, colour("green"), None),
    ] == turned(data(run, "trial/2025", "trial/2026", "--rules", "new"))  # fmt: skip


def test_a_folder_without_submissions_or_none_at_all_is_refused(run, rules):
    Path("empty").mkdir()

    assert (
        2, "", "empty: there is no submission in this folder: no file in YAML, JSON or CSV.\n"
    ) == run("old", "new", submissions="empty")  # fmt: skip
    assert (2, "", "nowhere: there is no such folder.\n") == run(
        "old", "new", submissions="nowhere"
    )


def test_the_real_half_year_report_turns_where_its_threshold_is_moved(run, tmp_path):
    shutil.copytree(ROOT / "rules", tmp_path / "rules")
    (tmp_path / "sent").mkdir()
    shutil.copy(ROOT / "samples" / "unn-halvarsrapport-2025.yaml", tmp_path / "sent")
    path = tmp_path / "rules" / "skde" / "cards" / "hba1c-over-75.yaml"
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace("at most 14 %", "at most 14.1 %"), encoding="utf-8")

    found = data(run, ROOT / "rules", tmp_path / "rules", submissions=tmp_path / "sent")

    assert [c["location"] for c in found["changes"]] == ["Harstad"]
    assert {"skde/hba1c-over-75"} == {c["card"] for c in found["changes"]}
