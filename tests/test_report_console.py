"""The terminal output: whole lines that a reader must find, on pages of every kind."""

import io
import json
import re
from functools import cache
from pathlib import Path

import pytest
from rich.cells import cell_len

from compliance.assess import Report, assess
from compliance.engine import exact
from compliance.language import Language
from compliance.report.console import print_reports
from compliance.report.page import Cell, Page, styled
from compliance.report.rows import report_rows
from compliance.rulebook.loader import RuleFolder
from compliance.submission.reader import read_submission

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples"
EN = Language("en")


class Exact:
    name = "exact"
    conclude_colours = staticmethod(exact.conclude_colours)
    conclude_findings = staticmethod(exact.conclude_findings)


def report_of(file, rules=None) -> Report:
    submission = read_submission(file)
    return assess(RuleFolder(rules).book(submission.rule_book), submission, Exact())


@cache
def unn() -> Report:
    return report_of(SAMPLES / "unn-halvarsrapport-2025.yaml")


@cache
def eks() -> Report:
    return report_of(SAMPLES / "eksempel-hf-2025.yaml", SAMPLES / "rules")


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    for name in ("FORCE_COLOR", "NO_COLOR", "COLUMNS", "LINES", "TTY_COMPATIBLE"):
        monkeypatch.delenv(name, raising=False)


def page_of(report, width=None, only=(), encoding="utf-8") -> list[str]:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding=encoding, newline="\n")
    print_reports([report], EN, stream, only=only, width=width)
    stream.flush()
    return raw.getvalue().decode(encoding).splitlines()


def row(lines, start) -> list[str]:
    """Return the cells of the only line that starts so."""
    (found,) = [line for line in lines if line.startswith(start)]
    return re.split(r"  +", found.strip())


# The whole page


def test_the_header_says_who_what_when_and_by_whom():
    expected = [
        "University Hospital of North Norway (UNN)",
        "Rule book     Requirements and framework 2025 (helse-nord/2025)",
        "As of         2025-06-30",
        "Evaluated by  the exact evaluator alone, without the rules engine",
        "File          unn-halvarsrapport-2025.yaml",
        "The declared colours are forecasts: will the target be reached this year?",
    ]

    lines = page_of(unn())

    assert expected == [lines[0], *lines[2:7]]
    assert lines[1].startswith("Half-year report, ")


def test_a_report_of_results_says_nothing_of_forecasts():
    assert not [line for line in page_of(eks()) if "forecast" in line]


@pytest.mark.parametrize("width", [None, 200, 140])
def test_the_last_line_counts_both_axes_and_says_whether_it_is_ready(width):
    expected = (
        "6 green, 1 yellow, 7 red, 21 not assessed · 18 errors, 1 warning, 3 notes · "
        "Not ready to send: 18 errors"
    )

    assert expected == page_of(unn(), width)[-1]


def test_stated_colours_are_counted_apart():
    expected = (
        "28 green, 7 yellow, 11 red, 23 not assessed, 6 stated · 12 errors, 5 warnings, 6 notes · "
        "Not ready to send: 12 errors"
    )

    assert expected == page_of(eks())[-1]


def test_on_a_narrow_page_the_verdict_is_a_line_of_its_own():
    expected = [
        "6 green, 1 yellow, 7 red, 21 not assessed",
        "18 errors, 1 warning, 3 notes",
        "Not ready to send: 18 errors",
    ]

    assert expected == page_of(unn(), 80)[-3:]


def test_a_submission_without_errors_is_ready(monkeypatch):
    lines = page_of(report_without_findings())

    assert "Nothing was found to be wrong or doubtful." in lines
    assert lines[-1].endswith(" · 0 errors, 0 warnings, 0 notes · Ready to send")


def report_without_findings() -> Report:
    old = unn()
    counts = (getattr(old.summary, n) for n in ("green", "yellow", "red", "not_assessed", "stated"))
    summary = type(old.summary)(*counts, errors=0, warnings=0, notes=0, accepted=0)
    return Report(old.plan, old.engine, old.assessments, (), summary)


# The table


def test_the_table_has_its_seven_columns():
    expected = ["Requirement", "Declared", "Assessed", "Value", "Target", "Margin", "Explanation"]

    assert expected == row(page_of(unn(), 200), "Requirement")


def test_a_red_row_shows_value_target_margin_place_and_what_would_make_it_green():
    expected = [
        "More health workers", "not published", "■ red", "3.1 %", "at least 5 %", "−1.9",
        "The value is below 5 %, so red. 1.9 percentage points more (5 %) would make it green.",
    ]  # fmt: skip
    found = row(page_of(unn()), "   More health workers")

    assert expected[:6] == found[:6]
    assert found[6].startswith(expected[6])
    assert found[6].endswith("line 56)")


def test_a_requirement_in_parts_shows_its_own_colour_above_them():
    lines = page_of(eks())
    start = lines.index(next(li for li in lines if li.startswith("5   More people")))

    assert row(lines, "5   More people") == [
        "5",
        "More people meet the hospital digitally",
        "▲ yellow",
    ]
    assert lines[start + 1] == "      Video consultations"
    assert re.split(r"  +", lines[start + 2].strip())[:3] == ["Nordby", "● green", "1,320"]


def test_components_judged_alone_stand_below_their_card():
    """The card has no line of its own there."""
    report = report_of(SAMPLES / "troms-ofoten-2022.yaml")
    lines = page_of(report)
    start = lines.index("  Share of co-operation deviations that are answered")

    assert lines[start - 1].startswith("  Answered co-operation deviations ")
    assert re.split(r"  +", lines[start + 1])[:4] == ["", "UNN", "○ not assessed", "65.9 %"]
    assert lines[start + 2].startswith("    Municipalities and general practitioners ")


def test_a_stated_colour_is_marked():
    expected = [
        "15",
        "Patient safety work is under way",
        "● green",
        "● green (stated)",
        "“innfridd”",
    ]

    assert expected == row(page_of(eks()), "15  ")[:5]


def test_the_reason_for_not_assessing_is_said_once():
    expected = ["16", "The user panel is at work", "● green", "○ not assessed",
                "The requirement has no measurable target. (line 167)"]  # fmt: skip

    assert expected == row(page_of(eks()), "16  ")


def test_a_missing_declared_colour_is_a_dash():
    assert row(page_of(eks()), "14  ")[2] == "–"


@pytest.mark.parametrize("width", [None, 200, 140, 100, 80])
@pytest.mark.parametrize("report", [unn, eks])
def test_every_row_is_there(report, width):
    rows = report_rows(report())
    lines = page_of(report(), width)
    marks = ("● green", "▲ yellow", "■ red", "○ not")
    declared = sum(1 for r in rows if r.declared in {"green", "yellow", "red"})
    assessed = sum(1 for r in rows if r.outcome is not None)

    assert len(report().assessments) == assessed
    assert declared + assessed == sum(line.count(mark) for line in lines for mark in marks)


@pytest.mark.parametrize("width", [20, 33, 47, 60, 80, 99, 100, 120, 121, 140, 200])
@pytest.mark.parametrize("report", [unn, eks])
def test_no_line_is_wider_than_the_page_and_no_word_is_lost(report, width):
    lines = page_of(report(), width)

    assert max(cell_len(line) for line in lines) <= width
    is_table = any(line.startswith("Requirement ") for line in lines)
    assert letters(page_of(report(), None if is_table else 100)) == letters(lines)


def letters(lines) -> list[str]:
    """Return all that is said, in no order; dots stand only between facts of one line."""
    return sorted(c for c in "".join(lines) if c not in " ─·")


def test_a_pipe_gets_each_row_whole_and_is_not_wrapped_at_80():
    lines = page_of(eks())

    assert [line for line in lines if line.startswith("18  ") and line.endswith(", line 195)")]
    assert row(lines, "19  ")[-1].startswith(
        "The total so far is below 200 hours, and the year is not over: not due yet. "
        "50 hours more (200 hours) would make it green. ("
    )


# Stacked lines


def test_a_narrow_page_stacks_the_fields():
    lines = page_of(unn(), 100)
    start = lines.index("■ red           More health workers")
    expected = [
        "                Declared: not published · Value: 3.1 % · Margin: −1.9 percentage points",
        "                Target: at least 5 %",
        "                The value is below 5 %, so red. 1.9 percentage points more (5 %) would make it green.",
    ]

    assert expected[:2] == lines[start + 1 : start + 3]
    assert not [line for line in lines if line.startswith("Requirement ")]


def test_stacked_parts_are_named_with_their_place():
    assert "○ not assessed     Video consultations · Sørby" in page_of(eks(), 100)


# Findings


def test_a_finding_shows_place_code_message_and_what_to_do():
    lines = page_of(eks())
    start = lines.index("! warning  eksempel-hf-2025.yaml:245 · declared-brighter · drills")
    expected = [
        'The declared colour of "The trust holds four to six emergency drills" is yellow, but the assessment is red.',
        "The colour must show the outcome measured against the target. Look at the colour and the figure once more.",
        "",
    ]

    assert expected == [line.strip() for line in lines[start + 1 : start + 4]]


def test_findings_are_grouped_by_weight():
    lines = page_of(eks())
    heads = [line for line in lines if re.fullmatch(r"\d+ (error|warning|note)s?", line)]

    assert heads == ["12 errors", "5 warnings", "6 notes"]


def test_an_empty_part_of_a_finding_vanishes():
    lines = page_of(eks())
    start = lines.index(
        "× error    eksempel-hf-2025.yaml:71 · unknown-location · digital-contact · eksempel/video-consultations"
    )

    assert lines[start + 2].strip().startswith(("Accepted", "Write"))
    assert lines[start + 3] == ""


# --only


def test_only_a_colour_shows_those_rows_below_their_headings_and_counts_all():
    lines = page_of(unn(), only=("yellow",))

    assert row(lines, "4 ") == ["4 Clinical indicators from SKDE per hospital", "not published"]
    assert sum("▲ yellow" in line for line in lines) == 1
    assert not [line for line in lines if "■ red" in line or "× error" in line]
    assert lines[-1].startswith("6 green, 1 yellow, 7 red, 21 not assessed · 18 errors")


def test_only_findings_shows_no_table():
    lines = page_of(unn(), only=("findings",))

    assert sum(line.startswith("× error") for line in lines) == 18
    assert not [line for line in lines if line.startswith("Requirement ") or "■" in line]


def test_only_assessments_shows_no_findings():
    lines = page_of(unn(), only=("assessments",))

    assert sum("■ red" in line for line in lines) == 7
    assert not [line for line in lines if "× error" in line]


def test_only_stated_is_not_only_green():
    assert sum("(stated)" in line for line in page_of(eks(), only=("stated",))) == 6
    assert not [line for line in page_of(eks(), only=("green",)) if "(stated)" in line]


# Streams


def test_ascii_gets_other_glyphs_and_plain_letters():
    lines = page_of(eks(), encoding="ascii")

    assert row(lines, "1   ")[:4] == [
        "1",
        "Patients wait at most 50 days on average",
        "[+] green",
        "[+] green",
    ]
    assert [line for line in lines if line.strip().startswith("Sorby")]
    assert [line for line in lines if line and set(line) == {"-"}]
    assert lines[-1].endswith(" | Not ready to send: 12 errors")


def test_cp1252_keeps_norwegian_letters_and_dashes():
    lines = page_of(eks(), encoding="cp1252")

    assert [line for line in lines if line.strip().startswith("Sørby")]
    assert [line for line in lines if "60–80 %" in line and "[ ] not assessed" in line]
    assert not [
        line for line in lines if "?" in line.replace("leave”?", "").replace("Nordby”?", "")
    ]


def test_glyphs_differ_in_shape_also_without_colour():
    lines = "\n".join(page_of(eks(), encoding="ascii"))

    assert all(mark in lines for mark in ("[+] green", "[~] yellow", "[x] red", "[ ] not assessed"))


def test_a_pipe_is_not_coloured():
    assert "\x1b" not in "".join(page_of(eks()))


def test_force_color_colours_a_pipe_without_narrowing_it(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    lines = page_of(eks())

    assert [line for line in lines if "\x1b[31m■ red\x1b[0m" in line]
    assert max(len(re.sub(r"\x1b\[[\d;]*m", "", line)) for line in lines) > 200


def test_no_color_wins(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")

    assert not re.search(r"\x1b\[[\d;]*3\d", "".join(page_of(eks())))


def test_a_file_is_never_coloured(monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    stream = io.StringIO()
    print_reports([unn()], EN, stream, in_colour=False)

    assert "\x1b" not in stream.getvalue()


def test_two_reports_stand_one_after_the_other():
    stream = io.StringIO()
    print_reports([unn(), eks()], EN, stream)

    assert stream.getvalue().count("Not ready to send") == 2
    assert "\n\nExample Hospital Trust (EKS)\n" in stream.getvalue()


# Hostile words


def test_words_of_a_submission_are_never_markup_nor_escapes(tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    hostile = "[bold red]delvis[/] :smile: \x1b[31m\u202einnfridd\u2069\x07 {n}"
    data = json.loads((SAMPLES / "eksempel-hf-2025.json").read_text())
    data["answers"]["training-plan"]["status"] = hostile
    file = tmp_path / "hostile.json"
    file.write_text(json.dumps(data))
    report = report_of(file, SAMPLES / "rules")
    raw = "\n".join(page_of(report))

    assert "“[bold red]delvis[/] :smile: [31minnfridd {n}”" in re.sub(r"\x1b\[[\d;]*m", "", raw)
    assert "\x1b[31m[" not in raw
    assert not set("\u202e\u2069\x07") & set(raw)


def test_clean_words_stand_on_one_line_and_keep_numbers_together():
    page = Page(EN, None, "utf-8")

    assert page.clean("one\n\ttwo 9.7 % 131 772\u200b") == "one two 9.7\u00a0% 131\u00a0772"
    assert page.clean("a\ud800") == "a?"


def test_a_number_is_never_broken():
    lines = Page(EN, None, None).wrap(styled("it was 131\u00a0772 timer"), 10)

    assert [line.plain for line in lines] == ["it was", "131 772", "timer"]


def test_a_word_wider_than_the_line_is_divided():
    lines = Page(EN, None, None).wrap(styled("abcdefghijkl mn"), 5)

    assert [line.plain for line in lines] == ["abcde", "fghij", "kl mn"]


def test_wide_letters_count_twice():
    lines = Page(EN, None, None).wrap(styled("日本語 日本"), 6)

    assert [line.plain for line in lines] == ["日本語", "日本"]


def test_numbers_end_at_the_right_edge():
    cells = [Cell(styled("7 %"), right=True), Cell(styled("x"))]
    (line,) = Page(EN, None, None).columns(cells, [6, 3], 2)

    assert line.plain == "   7 %  x"


# Rows


def test_rows_come_in_rule_book_order_with_headings_and_unanswered_requirements(tmp_path):
    text = (SAMPLES / "eksempel-hf-2025.yaml").read_text()
    start, end = text.index("  discharge-letters:"), text.index("  patient-experience:")
    file = tmp_path / "short.yaml"
    file.write_text(text[:start] + text[end:])
    report = report_of(file, SAMPLES / "rules")
    rows = report_rows(report)
    order = [r.id for r in report.plan.rule_book.requirements]
    headings = {r.requirement: r.below for r in rows if r.below is not None}
    (unanswered,) = [r for r in rows if r.requirement == "discharge-letters"]

    assert sorted(rows, key=lambda r: order.index(r.requirement)) == list(rows)
    assert headings == {
        "digital-contact": 4,
        "clinical-choices": 6,
        "plans": 4,
        # three hospitals; two cards with their places and counts; three parts, each judged on its own
        "cost-growth": 3,
        "local-care": 12,
        "risk-matrix": 3,
    }
    assert (unanswered.outcome, unanswered.is_answered) == (None, False)
    assert row(page_of(report), "10  ") == ["10", "The discharge letter is sent within one day", "–", "– not answered",
            "The requirement is not answered."]  # fmt: skip
    assert not [r for r in report_rows(report, ("red",)) if not r.is_answered]
    assert [
        r for r in report_rows(report, ("not-assessed",)) if r.requirement == "discharge-letters"
    ]


def test_a_declared_colour_without_an_assessment_is_shown_above_its_places(tmp_path):
    text = (SAMPLES / "eksempel-hf-2025.yaml").read_text()
    key = "  eksempel/video-consultations:\n"
    file = tmp_path / "bare.yaml"
    file.write_text(text.replace(key, f"{key}    declared: red\n"))
    line = text[: text.index(key)].count("\n") + 2
    lines = page_of(report_of(file, SAMPLES / "rules"))
    start = lines.index(next(li for li in lines if li.startswith("5   More people"))) + 1
    expected = [
        "Video consultations",
        "■ red",
        f"Declared here, where nothing is assessed. (line {line})",
    ]

    assert expected == re.split(r"  +", lines[start].strip())
    assert lines[start + 1].strip().startswith("Nordby")


def test_rows_hold_things_to_be_said_in_any_language():
    for shown in (*report_rows(unn()), *report_rows(eks())):
        for thing in (
            shown.title,
            shown.part,
            shown.value,
            shown.target,
            *shown.explanation,
            *shown.brief,
        ):
            EN.say(thing)
        assert not [t for t in (shown.title, shown.part, shown.target) if isinstance(t, str)]
