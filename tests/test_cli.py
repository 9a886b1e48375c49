"""The command line as people use it: exit codes, streams, languages, files, and no traceback ever."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.engine import available
from written import CLEAN, FORECAST, RULES, edited

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
UNN = SAMPLES / "unn-halvarsrapport-2025.yaml"
BAD = Path(__file__).parent / "bad_submissions"
COMMAND = Path(sys.executable).with_name("compliance")


@pytest.fixture
def run(capsys, monkeypatch):
    """Run in this process, by the exact evaluator: exit code, stdout, stderr. No language comes from outside."""
    monkeypatch.setattr("compliance.assess.available", lambda: False)
    for name in ("COMPLIANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return stop.value.code, out, err

    return run


def process(*arguments, folder=ROOT, data=None, **environment):
    """Run as a process of its own, piped: the finished process, with bytes."""
    inherited = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("LC_", "LANG", "COMPLIANCE", "PYTHONIO"))
    }
    return subprocess.run(
        [COMMAND, *map(str, arguments)],
        cwd=folder,
        env=inherited | environment,
        input=data,
        capture_output=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def files(tmp_path):
    """A report of each worst severity, against the rules of the tests."""
    texts = {
        "clean": CLEAN,
        "note": edited(
            CLEAN, ("delivered: 2025-06-01\n", "delivered: 2025-06-01\n    see: Sak 1\n")
        ),
        "warning": edited(CLEAN, ("  work:\n    declared: yellow", "  work:\n    declared: green")),
        "error": edited(CLEAN, ("  work:\n    declared: yellow\n", "  work:\n")),
        "forecast": FORECAST,
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


# exit codes


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        # fail-on: (default), error, warning, note, never
        ("clean", [0, 0, 0, 0, 0]),
        ("forecast", [0, 0, 0, 0, 0]),
        ("note", [0, 0, 0, 1, 0]),
        ("warning", [0, 0, 1, 1, 0]),
        ("error", [1, 1, 1, 1, 0]),
    ],
)
def test_the_exit_code_follows_the_findings(run, files, name, codes):
    options = [[], *(["--fail-on", word] for word in ("error", "warning", "note", "never"))]

    found = [
        run("check", files / f"{name}.yaml", "--rules", RULES, *option)[0] for option in options
    ]
    assert codes == found


def test_a_red_answer_can_be_ready_to_send(run, tmp_path):
    """The colour of an assessment never decides the exit code."""
    red = CLEAN.replace(
        "declared: yellow\n    status: delvis", "declared: red\n    status: ikke", 1
    )
    (tmp_path / "red.yaml").write_text(red)

    code, out, _ = run(
        "check", tmp_path / "red.yaml", "--rules", RULES, "--format", "json", "--only", "work"
    )

    (assessment,) = json.loads(out)["assessments"]
    assert (0, "red", "ready") == (
        code,
        assessment["colour"],
        json.loads(out)["summary"]["verdict"],
    )


def test_the_sample_is_not_ready(run):
    code, out, err = run("check", UNN)

    assert 1 == code
    assert "" == err
    last = out.rstrip("\n").split("\n")[-1]
    assert "not ready" in last.casefold()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", "missing.yaml"], "missing.yaml: there is no such file.\n"),
        (["check", "."], ".: this is a folder. Name a file.\n"),
        (["check", "x.yaml", "--lang", "de"], "--lang: “de” is not accepted. Accepted: nb, en.\n"),
        (["check", "x.yaml", "--as-of", "i går"],
         "--as-of: “i går” is not a date. Write it as 2025-11-01.\n"),
        (["check", "x.yaml", "--format", "xml"], "--format: “xml” is not accepted. Accepted: table, json.\n"),
        (["check", "x.yaml", "--fail-on", "ever"],
         "--fail-on: “ever” is not accepted. Did you mean “never”?\n"),
        (["rules", "lint", "nowhere"], "nowhere: there is no such rule folder.\n"),
        (["explain", "sick-leav"], "There is nothing called “sick-leav”. Did you mean “sick-leave”?\n"),
        (["explain", "skde/hip-fracture"],
         "There is nothing called “skde/hip-fracture”. Did you mean “skde/hip-fracture-48h”?\n"),
        (["explain", "no-sourc"], "There is nothing called “no-sourc”. Did you mean “no-source”?\n"),
        (["explain", "sick-leave", "--in", "missing.yaml"], "missing.yaml: there is no such file.\n"),
    ],
)  # fmt: skip
def test_refused_on_one_line(run, tmp_path, monkeypatch, arguments, message):
    """Exit 2, the message on stderr, nothing on stdout."""
    monkeypatch.chdir(tmp_path)

    assert (2, "", message) == run(*arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"], ["bogus"], ["check", "--bogus", "x.yaml"], ["check", UNN, "--lang"], ["explain"],
        ["rules", "bogus"], ["doctor", "x"],
    ],
)  # fmt: skip
def test_wrong_usage(run, arguments):
    """Exit 2, with a pointer to the help, nothing on stdout."""
    code, out, err = run(*arguments)

    assert (2, "") == (code, out)
    assert err.endswith("See compliance --help.\n")
    assert 1 == err.count("\n")


@pytest.mark.parametrize(
    "path", sorted(p for p in BAD.iterdir() if p.suffix != ".expect"), ids=lambda path: path.name
)
def test_no_bad_submission_gives_a_traceback_or_a_report(run, path):
    code, out, err = run("check", path, "--rules", RULES)

    assert (2, "") == (code, out)
    assert path.name in err


def test_help_and_version(run):
    for arguments in (
        [],
        ["rules"],
        ["--help"],
        ["-h"],
        ["check", "--help"],
        ["rules", "lint", "-h"],
        ["--version"],
    ):
        code, out, err = run(*arguments)

        assert (0, "") == (code, err)
        assert out


# several files


def test_one_bad_file_does_not_hide_the_others(run, files):
    code, out, err = run("check", files / "clean.yaml", BAD / "unknown-key.json", files / "error.yaml",
                         "--rules", RULES)  # fmt: skip

    assert 2 == code
    assert "“svar” is not a key here." in err
    assert out.count("Trial Trust") == 2
    assert out.index("clean.yaml") < out.index("error.yaml")


def test_several_files_as_json_are_a_list(run, files):
    one = json.loads(run("check", files / "clean.yaml", "--rules", RULES, "--format", "json")[1])
    code, out, _ = run(
        "check", files / "clean.yaml", files / "error.yaml", "--rules", RULES, "--format", "json"
    )

    assert 1 == code
    assert one == json.loads(out)[0]
    assert ["clean.yaml", "error.yaml"] == [
        report["submission"]["file"] for report in json.loads(out)
    ]


def test_broken_rules_give_no_report(run, files):
    bad = Path(__file__).parent / "bad_rules" / "book-unknown-goal"
    text = CLEAN.replace("trial/2025", "x/2025")
    (files / "x.yaml").write_text(text)

    code, out, err = run("check", files / "x.yaml", "--rules", bad)

    assert (2, "") == (code, out)
    assert "rules/x/2025.yaml:23: goal is “acces”. Did you mean “access”?\n" == err


# options


def test_only_narrows_what_is_listed_never_what_is_counted(run, files):
    path = files / "warning.yaml"

    def listed(*words):
        options = [option for word in words for option in ("--only", word)]
        code, out, _ = run("check", path, "--rules", RULES, "--format", "json", *options)
        report = json.loads(out)
        return code, report["summary"], len(report["assessments"]), len(report["findings"])

    everything = listed()
    summary = everything[1]

    assert (0, summary, 12, 1) == everything
    assert (0, summary, 0, 1) == listed("findings")
    assert (0, summary, 12, 0) == listed("assessments")
    assert (0, summary, 9, 0) == listed("green")
    assert (0, summary, 2, 0) == listed("stated")
    assert (0, summary, 1, 0) == listed("not-assessed")
    assert (0, summary, 0, 0) == listed("red")
    assert (0, summary, 1, 1) == listed("work")
    assert (0, summary, 1, 0) == listed("share", "green")
    assert (0, summary, 10, 0) == listed("green,not-assessed")


def test_only_with_a_word_that_is_none(run, files):
    code, out, err = run("check", files / "clean.yaml", "--rules", RULES, "--only", "gren")

    assert (2, "") == (code, out)
    assert "--only: “gren” is no such word. Did you mean “green”?\n" == err


@pytest.mark.parametrize(("as_of", "reason"), [("2025-06-30", "not-due"), ("1.7.2025", "no-value")])
def test_as_of(run, as_of, reason):
    _, out, _ = run(
        "check", UNN, "--format", "json", "--as-of", as_of, "--only", "sammen-om-forbedring"
    )

    (assessment,) = json.loads(out)["assessments"]
    assert reason == assessment["not_assessed"]


# output


def test_output_goes_to_the_file(run, files):
    target = files / "report.json"
    arguments = ("check", files / "clean.yaml", "--rules", RULES, "--format", "json")

    _, shown, _ = run(*arguments)
    code, out, err = run(*arguments, "-o", target)

    assert (0, "", "") == (code, out, err)
    assert shown == target.read_text(encoding="utf-8")
    assert [] == [p.name for p in files.iterdir() if p.name.startswith(".")]


def test_nothing_is_written_over(run, files):
    """Not over an input, also by another name; and a refusal leaves the old report."""
    source = files / "clean.yaml"
    before = source.read_bytes()
    (files / "link.yaml").symlink_to(source)
    report = files / "report.txt"
    report.write_text("the old one")

    for target in (source, files / "link.yaml", files / "." / "clean.yaml"):
        code, out, err = run("check", source, "--rules", RULES, "-o", target)
        assert (2, "") == (code, out)
        assert f"-o: {target} is one of the files to check. Name another file.\n" == err
    for arguments in (
        [BAD / "unknown-key.json"],
        [source, "--only", "gren"],
        [source, "--as-of", "x"],
    ):
        assert 2 == run("check", *arguments, "--rules", RULES, "-o", report)[0]

    assert before == source.read_bytes()
    assert "the old one" == report.read_text()


@pytest.mark.parametrize("target", ["no/such/folder/r.txt", "."])
def test_output_that_cannot_be_written(run, files, monkeypatch, target):
    monkeypatch.chdir(files)

    code, out, err = run("check", "clean.yaml", "--rules", RULES, "-o", target)

    assert (2, "") == (code, out)
    assert err.startswith("-o: ")


def test_a_table_in_a_file_has_no_colour_codes(run, files):
    target = files / "report.txt"
    run("check", files / "error.yaml", "--rules", RULES, "-o", target)

    written = target.read_text(encoding="utf-8")
    assert "\x1b" not in written
    assert "Trial Trust" in written


# languages


@pytest.mark.parametrize(
    ("environment", "options", "norwegian"),
    [
        ({}, [], False),
        ({"LC_ALL": "C"}, [], False),
        ({"LC_ALL": "nb_NO.UTF-8"}, [], True),
        ({"LANG": "nn_NO.UTF-8"}, [], True),
        ({"COMPLIANCE_LANG": "nb", "LC_ALL": "C"}, [], True),
        ({"COMPLIANCE_LANG": "en", "LC_ALL": "nb_NO"}, [], False),
        ({"LC_ALL": "nb_NO"}, ["--lang", "en"], False),
        ({"COMPLIANCE_LANG": "en"}, ["--lang", "nb"], True),
        ({"COMPLIANCE_LANG": "en"}, ["--lang=nb"], True),
    ],
)
def test_the_language_of_output_and_messages(
    run, files, monkeypatch, environment, options, norwegian
):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    _, table, _ = run("check", files / "error.yaml", "--rules", RULES, *options)
    _, _, message = run("check", files / "none.yaml", "--rules", RULES, *options)

    assert norwegian == ("Prøve HF" in table)
    assert norwegian != ("Trial Trust" in table)
    assert norwegian != ("there is no such file" in message)


def test_json_says_the_same_facts_in_both_languages(run, files):
    def facts(language):
        _, out, _ = run(
            "check", files / "error.yaml", "--rules", RULES, "--format", "json", "--lang", language
        )
        report = json.loads(out)
        for thing in (*report["assessments"], *report["findings"]):
            for name in ("title", "explanation", "message", "accepted", "remedy"):
                thing.pop(name, None)
            if thing.get("target"):
                thing["target"].pop("words")
            if thing.get("would_be_green"):
                thing["would_be_green"].pop("words")
        return report

    assert facts("en") == facts("nb")


# other commands


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "sick-leave",
            [
                "Sick leave",
                "Rule book: ",
                "at most the value in 2019, same months",
                "Given a value and its baseline (the value in 2019, same months), when it is at most the baseline, then green.",
                "Source: ",
            ],
        ),
        (
            "skde/hip-fracture-48h",
            [
                "in percent. Higher is better.",
                "Given a value, when it is at least 90 %, then green.",
                "carried over from 2024",
            ],
        ),
        ("content-missing", ["Severity: error.", "Write what is missing."]),
        ("clinical-indicators", ["Each hospital answers 4 to 5 of these cards."]),
    ],
)
def test_explain(run, name, said):
    code, out, err = run("explain", name)

    assert (0, "") == (code, err)
    assert [] == [words for words in said if words not in out]


def test_explain_one_answer(run):
    code, out, _ = run("explain", "sick-leave", "--in", UNN)

    assert 0 == code
    assert "1.4 percentage points less (8.3 %) would make it green." in out
    assert "content-missing" in out


def test_explain_a_code_in_a_submission(run):
    code, out, _ = run("explain", "totals-too-bright", "--in", UNN)

    assert 0 == code
    assert (
        "Red requirements by their own figures so far number 5, but the forecast states 2." in out
    )


def test_explain_what_was_not_found(run):
    assert (
        0, "Nothing is assessed or found for “totals-differ” in this submission.\n", "",
    ) == run("explain", "totals-differ", "--in", UNN)  # fmt: skip


def test_lint_of_good_rules(run):
    assert (0, "22 rule files, no problem.\n", "") == run("rules", "lint", RULES)
    assert 0 == run("rules", "lint")[0]
    assert 0 == run("rules", "lint", SAMPLES / "rules")[0]


def test_lint_tells_a_threshold_without_an_example(run, tmp_path):
    """60 % is green: on it there is an example, one step below it no more."""
    shutil.copytree(RULES, tmp_path / "rules")
    file = tmp_path / "rules" / "trial" / "cards" / "share.yaml"
    written = file.read_text(encoding="utf-8")
    below = "  - expect: yellow\n    when:\n      2025-H1: 59.9 %\n"
    assert 1 == written.count(below)
    file.write_text(written.replace(below, ""), encoding="utf-8")

    code, out, err = run("rules", "lint", tmp_path / "rules")

    assert (2, "") == (code, err)
    first, second = out.splitlines()
    assert first.endswith("no example stands one step below 60 %. Write one under examples:.")
    assert first.startswith("rules/trial/cards/share.yaml:")
    assert "1 problem." == second


def test_lint_of_bad_rules(run):
    """The problems are the data, so they stand on stdout; exit 2."""
    code, out, err = run("rules", "lint", Path(__file__).parent / "bad_rules" / "card-unknown-unit")

    assert (2, "") == (code, err)
    first, last = out.rstrip("\n").split("\n")
    assert "rules/x/cards/waiting.yaml:9: unit is “percentage”. Did you mean “percent”?" == first
    assert "1 problem." == last


def test_doctor(run):
    code, out, err = run("doctor")

    assert (0, "") == (code, err)
    assert "helse-nord/2025" in out
    assert ("passed" in out) is available()


# as processes


def test_piped_output_is_plain_and_complete():
    """No colour codes, no cut-off; every assessment and finding; the verdict last."""
    done = process("check", UNN, LC_ALL="C.UTF-8")
    out = done.stdout.decode()

    assert (1, b"") == (done.returncode, done.stderr)
    assert "\x1b" not in out
    assert "…" not in out
    assert 18 == out.count("content-missing")


def test_an_ascii_terminal_gets_ascii():
    done = process("check", UNN, PYTHONIOENCODING="ascii", LC_ALL="C")

    assert (1, b"") == (done.returncode, done.stderr)
    assert done.stdout.isascii()
    assert b"not ready" in done.stdout.lower()


def test_messages_on_an_ascii_terminal():
    done = process("check", BAD / "unknown-key.yaml", "--rules", RULES, PYTHONIOENCODING="ascii")

    assert (2, b"") == (done.returncode, done.stdout)
    assert done.stderr.isascii()
    assert b'"rulebook" is not a key here. Did you mean "rule_book"?' in done.stderr


@pytest.mark.parametrize("form", ["table", "json"])
def test_same_input_same_bytes(form, tmp_path):
    """Also from another folder and with another hash seed."""
    one = process(
        "check", "samples/unn-halvarsrapport-2025.yaml", "--format", form, PYTHONHASHSEED="1"
    )
    two = process(
        "check", UNN, "--format", form, folder=tmp_path, PYTHONHASHSEED="2", TZ="Asia/Tokyo"
    )

    assert one.stdout == two.stdout
    assert one.stdout


def test_a_reader_that_stops_early_is_no_fault():
    inherited = dict(os.environ)
    command = f"'{COMMAND}' check '{UNN}' --format json | head -c 10"
    done = subprocess.run(
        ["bash", "-c", command], env=inherited, capture_output=True, check=False, timeout=60
    )

    assert b"" == done.stderr
    assert 10 == len(done.stdout)


def test_a_file_cannot_steer_the_terminal(tmp_path):
    """Escape sequences from a submission never reach the output."""
    text = CLEAN.replace("status: delvis innfridd", 'status: "\\e[31mdelvis\\a"', 1)
    (tmp_path / "evil.yaml").write_text(text)

    done = process("check", tmp_path / "evil.yaml", "--rules", RULES, LC_ALL="C.UTF-8")
    explained = process("explain", "work", "--in", tmp_path / "evil.yaml", "--rules", RULES)

    for stream in (done.stdout, done.stderr, explained.stdout, explained.stderr):
        assert b"\x1b" not in stream
        assert b"\a" not in stream


def test_importing_the_command_line_is_cheap():
    """Starting up loads neither the engine nor the formats that a command does not need."""
    code = "import sys, compliance.cli; print(*sorted({'rich', 'durable', 'hypothesis', 'openpyxl'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)

    assert b"\n" == done.stdout
