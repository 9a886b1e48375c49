"""docs/new-authority.md, followed step by step: its files are written, its commands run, its outputs compared."""

import contextlib
import io
import json
import re
import shlex
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

import test_samples
from compliance.cli import main
from compliance.engine import exact_only
from compliance.language import Language
from compliance.rulebook.loader import RuleFolder
from compliance.testing import laws_for, untested_thresholds
from written import edited

PAGE = (Path(__file__).parents[1] / "docs/new-authority.md").read_text(encoding="utf-8")
# How a paragraph ends when the blocks below it are the content of a file, or change it.
WHOLE = re.compile(r"(?:^| )`(\S+\.(?:yaml|json))`:$")
END = re.compile(r"Add to the end of `(\S+)`:$")
CHANGE = re.compile(r"Change in `(\S+)`:$")
UNDO = re.compile(r"^Change it back\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A command of the page: the exit code and lines that the page shows, and those it has."""

    command: str
    stated: int
    shown: tuple[str, ...]
    code: int
    printed: str


def parts_of(page):
    """The paragraphs (language None) and blocks (with their language) of a page, in order."""
    parts, lines, language = [], [], None
    for line in [*page.splitlines(), ""]:
        fence = line.startswith("```")
        if not fence and (line or language is not None):
            lines.append(line)
        else:
            if lines or language is not None:
                parts.append((language, lines))
            language = line.removeprefix("```") if fence and language is None else None
            lines = []
    assert language is None, "the last block does not end"
    return parts


class Reader:
    """Does what the page says, in one folder."""

    def __init__(self, folder):
        self.folder = folder
        self.said = ""
        self.undo = None
        self.ran = []

    def follow(self, page):
        doing = {
            None: self.listen,
            "": lambda _: None,
            "yaml": self.write,
            "json": self.write,
            "diff": self.change,
            "console": self.run,
        }
        for language, lines in parts_of(page):
            doing[language](lines)
        return self

    def listen(self, lines):
        self.said = " ".join(lines)
        if UNDO.match(self.said):
            path, content = self.undo
            path.write_text(content, encoding="utf-8")
            self.undo = None

    def write(self, lines):
        content = "".join(f"{line}\n" for line in lines)
        if end := END.search(self.said):
            path = self.folder / end[1]
            content = path.read_text(encoding="utf-8") + content
        else:
            whole = WHOLE.search(self.said)
            assert whole, f"no file is named before {lines[0]}"
            path = self.folder / whole[1]
            assert not path.exists(), f"{whole[1]} is written twice"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")

    def change(self, lines):
        named = CHANGE.search(self.said)
        assert named, f"no file is named before {lines[0]}"
        assert {line[0] for line in lines} == {"-", "+"}, lines
        old, new = ("".join(f"{x[1:]}\n" for x in lines if x[0] == sign) for sign in "-+")
        path = self.folder / named[1]
        self.undo = path, path.read_text(encoding="utf-8")
        path.write_text(edited(self.undo[1], (old, new)), encoding="utf-8")

    def run(self, lines):
        for block in re.split(r"^\$ ", "\n".join(lines), flags=re.MULTILINE)[1:]:
            line, *shown = block.splitlines()
            command, _, remark = line.partition("#")
            stated = re.fullmatch(r" exit code ([012])", remark)
            assert bool(stated) == bool(remark), line
            code, printed = run(*shlex.split(command))
            self.ran.append(
                Ran(
                    command=command.strip(),
                    stated=int(stated[1]) if stated else 0,
                    shown=tuple(shown),
                    code=code,
                    printed=printed,
                )
            )


def run(program, *arguments):
    """Run a command of the page in this process: its exit code and all that it prints."""
    assert program == "compliance"
    screen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with (
        contextlib.redirect_stdout(screen),
        contextlib.redirect_stderr(screen),
        pytest.raises(SystemExit) as stop,
    ):
        main(list(arguments))
    return stop.value.code, screen.buffer.getvalue().decode("utf-8")


def spaced(line):
    """The line with each gap as one space: how wide a column is depends on all rows of the table."""
    return " ".join(line.split())


def agrees(shown, printed):
    """Whether this is printed: `…` alone leaves out whole lines, within a line a part of it."""
    pattern = ""
    for line in shown:
        if line == "…":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            known = re.split(r" ?… ?", spaced(line))
            pattern += r"[^\n]*?".join(re.escape(part) for part in known) + r"\n"
    text = "".join(f"{spaced(line)}\n" for line in printed.splitlines())
    return re.fullmatch(pattern, text) is not None


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Who has followed the page to its end."""
    folder = tmp_path_factory.mktemp("afternoon")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr("compliance.assess.available", lambda: False)
        patch.setenv("COMPLIANCE_LANG", "en")
        return Reader(folder).follow(PAGE)


@pytest.fixture(scope="module")
def cards(reader):
    """The cards that the page has made, by name."""
    rules = RuleFolder(reader.folder / "rules")
    found = {card.id.removeprefix("helse-fjell/"): card for card in rules.cards()}
    assert rules.problems == []
    return found


def test_every_command_prints_what_the_page_shows_and_ends_with_the_stated_code(reader):
    wrong = [
        f"$ {ran.command}        # exit code {ran.code}\n{ran.printed}"
        for ran in reader.ran
        if ran.code != ran.stated or not agrees(ran.shown, ran.printed)
    ]

    assert wrong == [], "\n".join(wrong)


def test_the_page_runs_lint_show_list_and_check_and_makes_mistakes_of_each_sort(reader):
    assert [
        ("rules lint", 0),
        ("rules lint", 2),  # a misspelt key
        ("rules lint", 2),  # another number than the paper's
        ("rules show", 0),
        ("rules list", 0),
        ("check", 1),  # a yellow answer without a word of explanation
        ("check", 0),
        ("check", 0),
        ("rules lint", 0),
        ("rules show", 0),
        ("check", 0),
    ] == [(re.match(r"compliance ((?:rules )?\w+)", r.command)[1], r.code) for r in reader.ran]


def test_a_new_authority_is_yaml_and_its_expected_report(reader):
    files = {
        path.relative_to(reader.folder).as_posix()
        for path in reader.folder.rglob("*")
        if path.is_file()
    }

    assert {
        "report.json",
        "rules/helse-fjell/2026.yaml",
        "rules/helse-fjell/cards/coded-in-time.yaml",
        "rules/helse-fjell/cards/evacuation-plan.yaml",
        "rules/helse-fjell/cards/letters-in-time.yaml",
        "rules/helse-fjell/cards/missed-appointments.yaml",
        "rules/helse-fjell/cards/operations-risk.yaml",
        "rules/helse-fjell/organisations.yaml",
        "samples/tind-2026.expected.json",
        "samples/tind-2026.yaml",
    } == files


def test_the_colours_are_those_worked_out_by_hand(reader):
    """The arithmetic of the paper that the page tells of."""
    letters = Fraction(132, 200) * 100
    path = Fraction(7) - 2 * Fraction("0.5")
    assert (letters, path) == (66, 6)
    by_hand = [
        ("letters-in-time", None, "yellow"),  # 65 <= 66 < 80
        ("missed-appointments", None, "green"),  # 6.0 <= 6
        ("evacuation-plan", None, "red"),  # 2 May is after 1 May
        ("coded-in-time", None, "no-value"),  # one sector has none, the other is not red
        ("coded-in-time", "somatic-care", "green"),  # 93 >= 90
        ("coded-in-time", "mental-health", "no-value"),  # "-"
        ("operations-risk", None, "yellow"),  # the word middels
    ]
    expected = json.loads((reader.folder / "samples/tind-2026.expected.json").read_text("utf-8"))

    assert by_hand == [
        (a["requirement"], a["component"], a["colour"] or a["not_assessed"])
        for a in expected["assessments"]
    ]


def test_the_expected_report_passes_as_it_would_in_the_repository(reader, monkeypatch):
    """By the very test that compares the samples with what is written down beside them."""
    monkeypatch.setattr(test_samples, "SAMPLES", reader.folder / "samples")
    monkeypatch.setattr(test_samples, "rules_of", lambda _: reader.folder / "rules")
    sample = reader.folder / "samples/tind-2026.yaml"

    test_samples.test_a_sample_concludes_what_is_expected(sample, exact_only)


def test_each_card_has_all_the_examples_that_the_page_asks_for(cards):
    missing = [
        p.words(Language("en")) for card in cards.values() for p in untested_thresholds(card)
    ]

    assert missing == []


def test_the_kinds_that_the_page_promises_are_there(cards):
    assert {
        "letters-in-time": "threshold",
        "missed-appointments": "trajectory",
        "evacuation-plan": "deadline",
        "coded-in-time": "each",
        "operations-risk": "risk",
    } == {name: card.targets[0].demand.kind for name, card in cards.items()}
    assert {"VIDDE"} == set(cards["evacuation-plan"].targets[0].overrides)


def test_the_laws_hold_for_each_card(cards):
    tried = [law(card) for card in cards.values() for law in laws_for(card)]

    assert len(tried) >= len(cards)


# what would slip through otherwise


def test_what_is_shown_must_be_printed_in_its_order():
    printed = "one  two three\nfour\nfive\n"

    assert agrees(["one two three", "four", "five"], printed)
    assert agrees(["one … three", "…", "five"], printed)
    assert agrees(["…", "four", "…"], printed)
    assert not agrees(["one two three", "five"], printed)
    assert not agrees(["…", "five", "four", "…"], printed)
    assert not agrees(["one two", "…"], printed)
    assert not agrees(["…", "four"], printed)
    assert not agrees([], printed)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("`rules/helse-fjell/organisations.yaml`:\n", "The trusts:\n", "no file is named"),
        ("-    green: at least 80 %\n+    grene", "-    green: at least 81 %\n+    grene", "81 %"),
        ("rules lint rules        # exit code 2\nrules/", "rules lint rules # 2\nrules/", "# 2"),
    ],
)
def test_a_page_that_cannot_be_followed_is_told(old, new, complaint, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    broken = PAGE.replace(old, new, 1)

    assert broken != PAGE
    with pytest.raises(AssertionError, match=re.escape(complaint)):
        Reader(tmp_path).follow(broken)
