"""`compliance rules new`: lint names each blank of a new card, and nothing more once they are filled."""

import re
from datetime import date

import pytest

from compliance.cli import main
from compliance.document import read_yaml
from compliance.language import Language
from compliance.quantity import Unit
from compliance.rulebook.blanks import blanks_in
from compliance.rulebook.skeleton import KINDS, path_of, skeleton
from compliance.rulebook.target_shape import AnyTarget

EN, NB = Language("en"), Language("nb")
BLANK = re.compile(r"FILL IN(?: \(\w+\))?")
PERCENT = ("percent", "0")
NAMES = ("Navn", "Name")
PAPER = ("Krav til Eksempel HF 2025", "Side 7")
START = "2025-01-01"
REMEDY = "Write what belongs here in place of FILL IN."
IDS = "Write authority and name in small letters, digits and hyphens, such as eksempel/sick-leave."
COMPONENTS = ("day", "Dag", "Day", "night", "Natt", "Night")


def around(on, *values):
    """Examples on, better and worse than a threshold, each of so many words; worse is red."""
    return (on, *values[0], *values[1], "red", *values[2])


# The answers to the blanks of a card of each kind, in the order of the card. In each of them green is
# reckoned by hand: see the target.
FILLED = {
    "threshold": (
        *NAMES, *PERCENT, "higher is better", START, "at least 90 %", *PAPER,
        *around("green", ("2025", "90 %"), ("2025", "91 %"), ("2025", "89 %")), "2025",
    ),
    "range": (
        *NAMES, "count", "0", START, "4 to 6", *PAPER,
        *("2025", "4", "2025", "5", "2025", "3", "2025", "6", "2025", "5", "2025", "7"), "2025",
    ),
    "baseline": (
        *NAMES, *PERCENT, "lower is better", START, "below the value in 2019", *PAPER,
        *around("red", ("2019", "8 %", "2025", "8 %"), ("2019", "8 %", "2025", "7 %"),
                ("2019", "8 %", "2025", "9 %")), "2025", "8 %",
    ),
    # 5 % of 10 % a year: 9.5 % in 2025, 9.025 % in 2026; in 2035 it has long been at its end
    "trajectory": (
        *NAMES, "percent", "1", "lower is better", START, "2024", "5 %", "last year's target", "7.5 %", *PAPER,
        *("2024", "10 %", "2025", "9.5 %"), *("2024", "10 %", "2025", "9.4 %"),
        *("2024", "10 %", "2025", "9.6 %"),
        *("2024", "10 %", "2035", "7.5 %"), *("2024", "10 %", "2035", "7.4 %"),
        *("2024", "10 %", "2035", "7.6 %"), "2025", "8 %",
    ),
    "comparison": (
        *NAMES, "free-income-growth", "realveksten", "the real growth", *PERCENT, "higher is better", START,
        "at least free-income-growth", *PAPER,
        *around("green", *(("2025", value, "free-income-growth", "2025", "2 %")
                           for value in ("2 %", "3 %", "1 %"))), "2025", "2 %",
    ),
    "each": (
        *NAMES, *COMPONENTS, *PERCENT, "higher is better", START, "at least 70 %", *PAPER,
        *around("green", *(("day", "2025", value, "night", "2025", value)
                           for value in ("70 %", "71 %", "69 %"))), "day", "2025", "71 %",
    ),
    "all of": (
        *NAMES, *COMPONENTS, *PERCENT, "higher is better", START,
        "day", "at least 70 %", "night", "at least 50 %", *PAPER,
        *around("green", *(("day", "2025", day, "night", "2025", night)
                           for day, night in (("70 %", "50 %"), ("71 %", "51 %"), ("69 %", "49 %")))),
        "day", "2025", "71 %",
    ),
    "any of": (
        *NAMES, *COMPONENTS, *PERCENT, "higher is better", START,
        "day", "at least 70 %", "night", "at least 50 %", *PAPER,
        *around("green", *(("day", "2025", day, "night", "2025", night)
                           for day, night in (("70 %", "50 %"), ("71 %", "51 %"), ("69 %", "49 %")))),
        "day", "2025", "69 %",
    ),
    "deadline": (
        *NAMES, START, "2025-11-01", *PAPER,
        *("2025", "2025-11-01", "2025", "2025-10-31", "2025", "2025-11-02"),
        *("2025", "2025-11-01", "2025", "2025-11-02"),
    ),
    "status": (*NAMES, START, *PAPER, *("2025",) * 4),
    "risk": (
        *NAMES, START, "lav", "middels", "høy", *PAPER,
        *("2025", "lav", "2025", "middels", "2025", "høy", "2025"),
    ),
    "expected": (*NAMES, *PERCENT, "higher is better", START, *PAPER, "2025", "50 %"),
    "withdrawn": (*NAMES, *PERCENT, "higher is better", START, *PAPER, "2025", "50 %"),
}  # fmt: skip


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
def lint(tmp_path, run):
    """Lint a folder with one card in it: exit code and what is said."""

    def lint(card):
        path = tmp_path / path_of("eksempel/trial")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(card, encoding="utf-8")
        code, out, err = run("lint", tmp_path / "rules")
        assert err == ""
        return code, out.splitlines()

    return lint


def without_comments(card):
    return "\n".join(line for line in card.splitlines() if not line.lstrip().startswith("#"))


def blank_lines(card):
    """The lines with blanks, one for each blank: a name and a value may both be."""
    return [
        number
        for number, line in enumerate(card.splitlines(), start=1)
        if not line.lstrip().startswith("#")
        for _ in BLANK.findall(line)
    ]


def filled(card, answers):
    """The card with its blanks filled one after another, comments left as they are."""
    rest = iter(answers)
    lines = [
        line if line.lstrip().startswith("#") else BLANK.sub(lambda _: next(rest), line)
        for line in card.splitlines()
    ]
    assert list(rest) == [], "the card has fewer blanks"
    return "\n".join(lines) + "\n"


def test_there_is_a_card_of_every_kind_of_target():
    union = AnyTarget.__args__[0]  # what is annotated
    kinds = {shape.model_fields["kind"].annotation.__args__[0] for shape in union.__args__}

    assert kinds == set(KINDS) == set(FILLED)


@pytest.mark.parametrize("language", [EN, NB], ids=lambda language: language.code)
@pytest.mark.parametrize("kind", FILLED)
def test_lint_names_each_blank_of_a_new_card_and_nothing_else(kind, language, lint):
    card = skeleton(kind, "eksempel/trial", language)
    code, said = lint(card)

    places = [
        int(re.match(r"rules/eksempel/cards/trial\.yaml:(\d+): ", line)[1]) for line in said[:-1]
    ]
    assert (code, places) == (2, blank_lines(card))
    assert len(places) == len(FILLED[kind])
    assert all(line.endswith(" is not filled in yet. Write what belongs here in place of FILL IN.")
               for line in said[:-1])  # fmt: skip


@pytest.mark.parametrize("kind", FILLED)
def test_a_card_lints_once_its_blanks_are_filled(kind, lint):
    card = filled(skeleton(kind, "eksempel/trial", EN), FILLED[kind])

    code, said = lint(card)

    assert (code, len(said)) == (0, 1)
    assert said[0].endswith(" rule files, no problem.")


def test_a_blank_that_is_left_is_named_with_its_key_and_line(lint):
    card = filled(skeleton("threshold", "eksempel/trial", EN), FILLED["threshold"])
    left = card.replace("at least 90 %\n", "at least FILL IN\n")
    line = left[: left.index("at least FILL IN")].count("\n") + 1

    assert lint(left) == (
        2,
        [
            f"rules/eksempel/cards/trial.yaml:{line}: “green” is not filled in yet. {REMEDY}",
            "1 problem.",
        ],
    )


def test_a_name_that_is_left_blank_is_named_itself():
    node = read_yaml("when:\n  FILL IN (baseline): 10 %\n", "a.yaml")
    (problem,) = blanks_in(node)

    assert problem.words(EN) == (
        "a.yaml:2: the name “FILL IN (baseline)” is not filled in yet. "
        "Write what belongs here in place of FILL IN."
    )


def test_words_that_only_look_like_a_blank_are_none():
    node = read_yaml("note: Fill in the form. FILL INN\n", "a.yaml")

    assert list(blanks_in(node)) == []


def test_what_is_given_is_filled_in():
    card = skeleton(
        "trajectory", "eksempel/trial", EN, unit="hours", direction="higher is better", start=date(2026, 3, 1)
    )  # fmt: skip
    lines = without_comments(card).splitlines()

    assert {"  unit: hours", "direction: higher is better", "  - from: 2026-03-01", "    increase: FILL IN",
            "id: eksempel/trial", "indicator: trial"} <= set(lines)  # fmt: skip
    assert "    reduce: FILL IN" not in lines
    assert "      2026: FILL IN" in lines


def test_lower_is_better_reduces():
    card = skeleton("trajectory", "eksempel/trial", EN, direction="lower is better")

    assert "    reduce: FILL IN" in card.splitlines()


def test_the_comments_are_in_the_language_and_the_card_is_the_same():
    english, norwegian = (skeleton("each", "eksempel/trial", language) for language in (EN, NB))

    assert without_comments(english) == without_comments(norwegian)
    assert "# First day in force, such as 2026-01-01." in english.replace("  ", "")
    assert "First day" not in norwegian
    assert "# Lagre kortet som rules/eksempel/cards/trial.yaml." in norwegian


def test_it_is_printed(run):
    code, out, err = run(
        "new", "--kind", "all-of", "--id", "eksempel/trial", "--direction", "lower"
    )

    assert (code, err) == (0, "")
    expected = skeleton("all of", "eksempel/trial", EN, direction="lower is better")
    assert out == expected


def test_it_is_written_to_a_file_and_never_over_one(run, tmp_path):
    file = tmp_path / "trial.yaml"
    ask = ("new", "--kind", "range", "--id", "eksempel/trial", "-o", file)

    assert run(*ask) == (0, f"{file} is written.\n", "")
    assert file.read_text(encoding="utf-8") == skeleton("range", "eksempel/trial", EN)

    file.write_text("mine", encoding="utf-8")
    code, out, err = run(*ask)
    assert (code, out) == (2, "")
    assert err == f"-o: {file} is there already, and is left as it is. Name another file.\n"
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_file_that_cannot_be_written_is_said(run, tmp_path):
    file = tmp_path / "nowhere" / "trial.yaml"
    code, out, err = run("new", "--kind", "range", "--id", "eksempel/trial", "-o", file)

    assert (code, out, err) == (
        2, "", f"-o: {file} cannot be written: No such file or directory.\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--kind", "trajectry"), "--kind: “trajectry” is not accepted. Did you mean “trajectory”?"),
        (("--id", "Eksempel/trial"),
         f"--id: “Eksempel/trial” is not accepted. {IDS}"),
        (("--id", "trial"),
         f"--id: “trial” is not accepted. {IDS}"),
        (("--unit", "percnt"), "--unit: “percnt” is not accepted. Did you mean “percent”?"),
        (("--direction", "up"),
         "--direction: “up” is not accepted. Accepted: higher is better, lower is better."),
        (("--from", "soon"), "--from: “soon” is not a date. Write it as 2025-11-01."),
        (("--kind", "deadline", "--unit", "percent"),
         "--unit: a card of kind deadline judges no figure."),
        (("--kind", "range", "--direction", "higher"), "--direction: a range has no direction."),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_refused_with_what_is_accepted(given, said, run):
    asked = {"--kind": "threshold", "--id": "eksempel/trial"}
    asked |= dict(zip(given[::2], given[1::2], strict=True))
    code, out, err = run("new", *(word for pair in asked.items() for word in pair))

    assert (code, out, err) == (2, "", said + "\n")


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_may_be_given(unit, run):
    code, out, _ = run("new", "--kind", "threshold", "--id", "eksempel/trial", "--unit", unit.value)

    assert code == 0
    assert f"  unit: {unit.value}\n" in out
