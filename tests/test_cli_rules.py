"""`compliance rules list` and `rules show` as people use them: what is shown, filters, near misses, widths, streams."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from compliance.cli import main
from written import RULES, edited

ROOT = Path(__file__).parents[1]
SAMPLE_RULES = ROOT / "samples" / "rules"
COMMAND = Path(sys.executable).with_name("compliance")


@pytest.fixture
def run(capsys, monkeypatch):
    """Run in this process: exit code, stdout, stderr. No language comes from outside."""
    for name in ("COMPLIANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main(["rules", *map(str, arguments)])
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return stop.value.code, out, err

    return run


@pytest.fixture
def terminal(run, monkeypatch):
    """Run as on a terminal of that width."""

    def terminal(width, *arguments):
        monkeypatch.setenv("COLUMNS", str(width))
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
        return run(*arguments)

    return terminal


@pytest.fixture
def rules(tmp_path):
    """The rules of the tests, to be edited: a file, then (old, new) pairs."""
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)

    def edit(name, *edits):
        path = folder / "trial" / name
        path.write_text(edited(path.read_text(encoding="utf-8"), *edits), encoding="utf-8")
        return folder

    return edit


TRIAL = """\
Trial requirements 2025 (trial/2025)

Everything
  Share [share]
    trial/share: threshold
  Positions [positions]
    trial/positions: baseline
  Plan [plan]
    trial/plan: deadline
  Work [work]
    no measurable target
  Both [both]
    trial/beds: threshold
    trial/status: status
  Choice [chosen]
    1 to 2 per hospital of these cards
    trial/pick-one: threshold
    trial/pick-two: threshold
    trial/beds: threshold
  Form of its own [apart]
    answered in a form of its own
    trial/apart: threshold
  For whom [whom]
    does not state whom it applies to
    no measurable target
  Service [service]
    no measurable target
  Forecast of the share [forecast-share]
    trial/share: threshold
  Share in autumn [autumn-share]
    trial/share: threshold

11 requirements with 8 cards in 1 rule book. 1 does not state whom it applies to.
"""


def listed(out):
    """The ids of the requirements in a list."""
    return [line.rpartition("[")[2][:-1] for line in out.splitlines() if line.endswith("]")]


# list


def test_list(run):
    assert (0, TRIAL, "") == run("list", "--rules", RULES)


def test_list_with_numbers_and_goals(run, rules):
    folder = rules(
        "2025.yaml",
        ("  - id: all\n", "  - id: first\n    nb: Først\n    en: First\n  - id: all\n"),
        ("    en: Share\n    goal: all\n", '    en: Share\n    number: "6–9"\n    goal: first\n'),
        (
            "    en: Positions\n    goal: all\n",
            '    en: Positions\n    number: "10"\n    goal: first\n',
        ),
    )

    assert """\
Trial requirements 2025 (trial/2025)

First
  6–9  Share [share]
         trial/share: threshold
   10  Positions [positions]
         trial/positions: baseline

Everything
       Plan [plan]
         trial/plan: deadline
       Work [work]
""" == "".join(run("list", "--rules", folder)[1].partition("       Work [work]\n")[:2])


@pytest.mark.parametrize("name", ["TRI", "tri", "Prøve HF", "Trial Trust"])
def test_list_for_an_organisation(run, name):
    """By id, spelling or full name; what is not stated may apply to it, and says so."""
    code, out, _ = run("list", "--rules", RULES, "--org", name)

    assert 0 == code
    assert [
        "share", "positions", "plan", "work", "both", "chosen", "whom", "forecast-share", "autumn-share",
    ] == listed(out)  # fmt: skip
    assert out.endswith(
        "9 requirements with 7 cards in 1 rule book. 1 does not state whom it applies to.\n"
    )


def test_list_for_another_organisation(run):
    _, out, _ = run("list", "--rules", RULES, "--org", "SRV")

    assert ["work", "apart", "whom", "service"] == listed(out)


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--report", "forecast-report"], ["forecast-share"]),
        (["--report", "autumn-report", "--org", "TRI"], ["autumn-share"]),
        (["--authority", "trial", "--year", "2025", "--report", "autumn-report"], ["autumn-share"]),
    ],
)
def test_filters(run, options, ids):
    code, out, _ = run("list", "--rules", RULES, *options)

    assert 0 == code
    assert ids == listed(out)


def test_nothing_left(run):
    assert (0, "0 requirements with 0 cards in 0 rule books.\n", "") == run(
        "list", "--rules", RULES, "--report", "autumn-report", "--org", "SRV"
    )


def test_two_years_are_two_lists_and_a_year_is_one(run, rules):
    folder = rules("2025.yaml", ("id: trial/2025", "id: trial/2025"))
    text = (folder / "trial" / "2025.yaml").read_text(encoding="utf-8").replace("2025", "2026")
    text = text.replace("to: 2026-01-01", "to: 2027-01-01")
    (folder / "trial" / "2026.yaml").write_text(text, encoding="utf-8")

    _, both, _ = run("list", "--rules", folder)
    _, one, _ = run("list", "--rules", folder, "--year", "2026", "--report", "half-year-report")

    assert both.index("(trial/2025)") < both.index("(trial/2026)")
    assert "22 requirements with 8 cards in 2 rule books." in both
    assert "(trial/2025)" not in one
    assert "(trial/2026)" in one


def test_a_card_whose_kind_changes_within_the_year(run, rules):
    folder = rules("cards/apart.yaml", ("examples:", """\
  - from: 2025-07-01
    kind: range
    green: 4 to 5
    source:
      document: Krav 2025
  - from: 2026-01-01
    kind: withdrawn
    source:
      document: Krav 2026
examples:"""))  # fmt: skip

    _, out, _ = run("list", "--rules", folder, "--org", "SRV")

    assert "    trial/apart: threshold, range\n" in out


def test_a_card_without_a_target_in_the_year(run, rules):
    folder = rules("cards/apart.yaml", ("  - from: 2024-01-01", "  - from: 2026-01-01"))

    assert "    trial/apart: no target in force\n" in run("list", "--rules", folder)[1]


def test_a_choice_without_an_upper_end(run, rules):
    folder = rules("2025.yaml", ("choose: 1 to 2 per hospital", "choose: at least 1 per hospital"))

    assert "    at least 1 per hospital of these cards\n" in run("list", "--rules", folder)[1]
    shown = run("show", "chosen", "--rules", folder)[1]
    assert "  Each hospital answers at least 1 of these cards.\n" in shown
    assert (
        "    Given the number of these cards that it answers, when it is at least 1, then green.\n"
        in shown
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["list", "--authority", "trail"], "--authority: “trail” is not accepted. Did you mean “trial”?\n"),
        (["list", "--authority", "skde"], "--authority: “skde” is not accepted. Accepted: trial.\n"),
        (["list", "--year", "2026"], "--year: “2026” is not accepted. Accepted: 2025.\n"),
        (["list", "--org", "TRIX"], "--org: “TRIX” is not accepted. Did you mean “TRI”?\n"),
        (["list", "--org", "Prøve H"], "--org: “Prøve H” is not accepted. Did you mean “Prøve HF”?\n"),
        (["list", "--org", "Nordby"], "--org: “Nordby” is not accepted. Accepted: TRI, SRV.\n"),
        (["list", "--report", "autumn"], "--report: “autumn” is not accepted. Did you mean “autumn-report”?\n"),
        (["list", "--report", "x"],
         "--report: “x” is not accepted. Accepted: half-year-report, forecast-report, autumn-report.\n"),
        (["show", "trial/shar"], "There is nothing called “trial/shar”. Did you mean “trial/share”?\n"),
        (["show", "position"], "There is nothing called “position”. Did you mean “positions”?\n"),
        (["show", "share", "--at", "i dag"],
         "--at: “i dag” is not a date. Write it as 2025-11-01.\n"),
        (["show", "share", "--at", "2024-12-31"],
         "--at: no rule book with “share” is valid on 2024-12-31. It is in trial/2025.\n"),
        (["show", "share", "--at", "2026-01-01"],
         "--at: no rule book with “share” is valid on 2026-01-01. It is in trial/2025.\n"),
        (["show", "share", "--org", "x"], "--org: “x” is not accepted. Accepted: TRI, SRV.\n"),
        (["show", "trial/share", "--org", "Nordbi"],
         "--org: “Nordbi” is not accepted. Did you mean “Nordby”?\n"),
        (["show", "trial/share", "--org", "all trust"],
         "--org: “all trust” is not accepted. Did you mean “all trusts”?\n"),
        (["list", "--lang", "de"], "--lang: “de” is not accepted. Accepted: nb, en.\n"),
    ],
)  # fmt: skip
def test_refused_on_one_line(run, arguments, message):
    """Exit 2, the message on stderr, nothing on stdout."""
    assert (2, "", message) == run(*arguments, "--rules", RULES)


@pytest.mark.parametrize("arguments", [["list"], ["show", "share"], ["show", "trial/share"]])
def test_no_such_folder(run, tmp_path, arguments):
    nowhere = tmp_path / "nowhere"

    assert (2, "", f"{nowhere}: there is no such rule folder.\n") == run(
        *arguments, "--rules", nowhere
    )


@pytest.mark.parametrize("arguments", [["list"], ["show", "share"]])
def test_a_folder_without_rules(run, tmp_path, arguments):
    assert (2, "", f"{tmp_path}: there is no rule file in this folder.\n") == run(
        *arguments, "--rules", tmp_path
    )


@pytest.mark.parametrize("arguments", [["list"], ["show", "share"], ["show", "trial/share"]])
def test_invalid_rules(run, rules, arguments):
    folder = rules("cards/share.yaml", ("unit: percent", "unit: percentage"))

    assert (
        2,
        "",
        "rules/trial/cards/share.yaml:8: unit is “percentage”. Did you mean “percent”?\n",
    ) == run(*arguments, "--rules", folder)


@pytest.mark.parametrize(
    "arguments", [["show"], ["show", "a", "b"], ["list", "--bogus"], ["list", "x"]]
)
def test_wrong_usage(run, arguments):
    code, out, err = run(*arguments)

    assert (2, "") == (code, out)
    assert err.endswith("See compliance --help.\n")


# show


SHARE = """\
Share card, trial/share
  Indicator: share, in percent. Higher is better.
  The value lies between 0 % and 100 %.
  From 2024-01-01: green at least 60 %, yellow at least 45 %.
    Given a value, when it is at least 60 %, then green.
    Given a value, when it is below 60 % but at least 45 %, then yellow.
    Given a value, when it is below 45 %, then red.
    Source: Krav 2025.
  Not assessed either when no value is given (no-value); what is given cannot be read (value-unreadable); the answer says that it is not applicable (not-applicable); what is given is not precise enough for one colour (value-imprecise); the latest value is too old for this report (value-too-old); it rests on too few cases (too-few-cases).
"""


def test_show_a_card(run):
    assert (0, SHARE, "") == run("show", "trial/share", "--rules", RULES)


def test_explain_says_the_same_of_a_card(capsys, run):
    with pytest.raises(SystemExit):
        main(["explain", "trial/share", "--rules", str(RULES)])

    assert SHARE == capsys.readouterr().out


def test_show_a_requirement(run):
    code, out, err = run("show", "share", "--rules", RULES)

    assert (0, "") == (code, err)
    head = """\
Share, share
  Rule book: Trial requirements 2025 (trial/2025).
  Goal: Everything.
  Applies to: hospital trusts. Reported in: Half-year report.
  The answer must hold:
    – the measures [measures]
    – why the target was not reached (when it is not green) [why-not-reached]

"""
    assert head + SHARE == out


def test_show_a_requirement_without_a_card(run):
    assert """\
Work, work
  Rule book: Trial requirements 2025 (trial/2025).
  Goal: Everything.
  Applies to: all trusts. Reported in: Half-year report.
  It has no measurable target.
    Given the organisation's own written status, when it is “innfridd” / “oppfylt” / “nådd” / “met”, then green.
    Given the organisation's own written status, when it is “delvis innfridd” / “delvis oppfylt” / “delvis nådd” / “partly met”, then yellow.
    Given the organisation's own written status, when it is “ikke innfridd” / “ikke oppfylt” / “ikke nådd” / “ikkje innfridd” / “ikkje oppfylt” / “ikkje nådd” / “not met”, then red.
    Given the organisation's own written status, when it is anything else, then not assessed (value-unreadable).
    Given an answer, when it has no written status, then not assessed (target-not-measurable).
""" == run("show", "work", "--rules", RULES)[1]  # fmt: skip


def test_show_a_choice(run):
    out = run("show", "clinical-choices", "--rules", SAMPLE_RULES)[1]

    assert [
        "  Each hospital answers 2 to 3 of these cards.",
        "    Given the number of these cards that it answers, when it is from 2 to 3, then green.",
        "    Given the number of these cards that it answers, when it is below 2 or above 3, then red.",
        "",
    ] == out.splitlines()[4:8]


def test_show_says_whom_it_does_not_apply_to(run):
    applies = run("show", "apart", "--rules", RULES, "--org", "SRV")[1]
    other = run("show", "apart", "--rules", RULES, "--org", "Sørby")[1]

    assert "does not apply" not in applies
    assert "  It does not apply to Sørby.\n" in other


FOR = """\
      document: Krav 2025
    for:
      TRI:
        green: at least 70 %
      Nordby:
        green: at least 80 %
      service trusts:
        green: at least 50 %
examples:
  - expect: yellow
    for: TRI
    when:
      2025-H1: 69.9 %
"""


@pytest.mark.parametrize(
    ("whom", "green", "matched"),
    [
        ("Nordby sykehus", "80 %", "Nordby"),
        ("Sørby", "70 %", "TRI"),
        ("Prøve HF", "70 %", "TRI"),
        ("Service Trust", "50 %", "service trusts"),
        ("service trusts", "50 %", "service trusts"),
        ("hospital trusts", "60 %", None),
    ],
)
def test_show_as_it_is_for_somebody(run, rules, whom, green, matched):
    """The location beats the organisation, which beats the kind; a kind alone is itself."""
    folder = rules("cards/share.yaml", ("      document: Krav 2025\nexamples:\n", FOR))
    for name in ("trial/share", "share"):
        code, out, _ = run("show", name, "--rules", folder, "--org", whom)

        assert 0 == code
        assert f"    Given a value, when it is at least {green}, then green.\n" in out
        assert 1 == out.count("then green")
        assert (matched is not None) == ("    This is for " in out)
        assert f"This is for {matched}. In general: " in out or matched is None


def test_show_lists_whom_it_differs_for(run, rules):
    folder = rules("cards/share.yaml", ("      document: Krav 2025\nexamples:\n", FOR))

    out = run("show", "trial/share", "--rules", folder)[1]

    assert [
        "    For TRI: green at least 70 %, yellow at least 45 %.",
        "    For Nordby: green at least 80 %, yellow at least 45 %.",
        "    For service trusts: green at least 50 %, yellow at least 45 %.",
    ] == [line for line in out.splitlines() if line.startswith("    For ")]
    assert 4 == out.count("then green")


def test_of_two_authorities_the_one_that_knows_the_organisation_is_shown(run):
    """Both have a requirement called sick-leave."""
    _, both, _ = run("show", "sick-leave", "--at", "2025-06-30")
    _, out, _ = run("show", "sick-leave", "--at", "2025-06-30", "--org", "UNN")
    code, nothing, message = run("show", "sick-leave", "--at", "2025-06-30", "--org", "TRI")

    assert 2 == both.count("  Rule book: ")
    assert 1 == out.count("  Rule book: ")
    assert "(helse-nord/2025)" in out
    assert (2, "") == (code, nothing)
    assert message.startswith("--org: “TRI” is not accepted.")


def test_a_location_of_two_organisations_is_no_answer(run, rules):
    folder = rules(
        "organisations.yaml",
        (
            "      - service trusts\n",
            "      - service trusts\n    locations:\n      - id: Nordby\n        kind: clinic\n",
        ),
    )
    message = "--org: “Nordby” is a location of TRI, SRV. Name one of these.\n"

    assert (2, "", message) == run("show", "share", "--rules", folder, "--org", "Nordby")
    assert (2, "", message) == run("show", "trial/share", "--rules", folder, "--org", "Nordby")


@pytest.mark.parametrize(
    ("day", "line"),
    [
        ("2023-12-31", "  No target is in force on 2023-12-31, so nothing is assessed (no-target-in-force).\n"),
        ("31.12.2023", "  No target is in force on 2023-12-31, so nothing is assessed (no-target-in-force).\n"),
        ("2024-01-01", "    Given a value, when it is at least 60 %, then green.\n"),
    ],
)  # fmt: skip
def test_show_at_a_day(run, day, line):
    code, out, _ = run("show", "trial/share", "--rules", RULES, "--at", day)

    assert 0 == code
    assert line in out
    assert ("then green" in line) == ("then green" in out)


def test_show_a_requirement_at_a_day(run):
    code, out, _ = run("show", "share", "--rules", RULES, "--at", "2025-12-31")

    assert 0 == code
    assert "From 2024-01-01: green at least 60 %" in out


def test_a_card_of_the_shipped_rules_can_be_shown_with_a_folder_of_ones_own(run):
    """Authorities that the folder has not come from the shipped rules."""
    code, out, _ = run("show", "skde/hip-fracture-48h", "--rules", RULES)

    assert 0 == code
    assert "skde/hip-fracture-48h\n" in out


# streams and widths


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--rules", SAMPLE_RULES],
        ["list", "--year", "2025"],
        ["show", "sick-leave"],
        ["show", "eksempel/training-hours", "--rules", SAMPLE_RULES],
        ["show", "clinical-choices", "--rules", SAMPLE_RULES],
    ],
    ids=lambda arguments: "-".join(map(str, arguments[:2])).replace("/", "-"),
)
@pytest.mark.parametrize("width", [30, 60, 100])
def test_a_terminal_breaks_lines_and_cuts_nothing(terminal, run, width, arguments):
    whole = run(*arguments)[1]
    code, out, _ = terminal(width, *arguments)

    assert 0 == code
    assert [] == [line for line in out.splitlines() if len(line) > width]
    words = "".join(whole.split())
    assert words == "".join(out.split())
    assert width > 60 or any(len(line) > width for line in whole.splitlines()), "nothing to break"


def test_on_a_terminal_what_is_continued_hangs(terminal):
    out = terminal(60, "show", "trial/share", "--rules", RULES)[1]

    assert [
        "    Given a value, when it is below 60 % but at least 45 %,",
        "      then yellow.",
    ] == out.splitlines()[6:8]


def process(*arguments, **environment):
    inherited = {
        k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "COMPLIANCE"))
    }
    return subprocess.run(
        [COMMAND, "rules", *map(str, arguments)],
        env=inherited | environment, capture_output=True, check=False, timeout=60,
    )  # fmt: skip


def test_a_pipe_gets_whole_lines_whatever_the_columns():
    done = process("list", "--rules", RULES, COLUMNS="40", LC_ALL="C.UTF-8", FORCE_COLOR="1")

    assert (0, b"") == (done.returncode, done.stderr)
    assert TRIAL == done.stdout.decode()


def test_an_ascii_stream_gets_ascii():
    done = process("show", "work", "--rules", RULES, PYTHONIOENCODING="ascii", LC_ALL="C")

    assert (0, b"") == (done.returncode, done.stderr)
    assert b'when it is "innfridd" / "oppfylt" / "nadd" / "met", then green.' in done.stdout


def test_a_rule_file_cannot_steer_the_terminal(run, rules):
    folder = rules("cards/share.yaml", ("  en: Share card", '  en: "Share \\e[31mcard\\a"'))

    for arguments in (["show", "trial/share"], ["list"]):
        _, out, _ = run(*arguments, "--rules", folder)

        assert "\x1b" not in out
        assert "\a" not in out


def test_titles_are_those_of_the_language(run):
    assert (
        "Andelskort, trial/share\n"
        in run("show", "trial/share", "--rules", RULES, "--lang", "nb")[1]
    )
    assert "\nAlt\n  Andel [share]\n" in run("list", "--rules", RULES, "--lang", "nb")[1]
