"""One mistake a folder; the first line of the file holds every message, in order, divided by ¶."""

from pathlib import Path

import pytest

from compliance.errors import RulesRefused
from compliance.language import Language
from compliance.rulebook.loader import NoSuchRuleBook, RuleFolder
from compliance.testing import check_examples

EN = Language("en")
BAD = Path(__file__).parent / "bad_rules"
FOLDERS = sorted(path for path in BAD.iterdir() if path.is_dir())
MARK = "# expect: "
BOOKS = (
    "helse-midt-norge/2025", "helse-nord/2024", "helse-nord/2025", "helsefellesskap-troms-ofoten/2022",
    "unn/2023",
)  # fmt: skip
"""That come with the program."""


def expected(folder):
    """The messages written on the first line of the one file that is marked."""
    lines = [path.read_text(encoding="utf-8").split("\n", 1)[0] for path in folder.rglob("*.yaml")]
    (marked,) = (line for line in lines if line.startswith(MARK))
    return marked.removeprefix(MARK).split(" ¶ ")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_mistake_is_found_with_these_words(folder):
    """All problems of the files and their examples, and only these: file, line, what was found, what to write."""
    rules = RuleFolder(folder)
    problems = rules.lint()
    problems += [problem for card in rules.cards() for problem in check_examples(card)]

    prefix = "rules/"
    assert expected(folder) == [p.words(EN).removeprefix(prefix) for p in problems]


@pytest.mark.parametrize(
    "folder", [f for f in FOLDERS if f.name.startswith("book-")], ids=lambda folder: folder.name
)
def test_a_book_with_a_mistake_is_never_used(folder):
    with pytest.raises(RulesRefused):
        RuleFolder(folder).book("x/2025")


def test_there_are_bad_rules():
    """The folder is found, and holds every kind of rule file."""
    assert {
        *("book", "card", "checks", "organisations"),
        *(
            "all",
            "any",
            "baseline",
            "comparison",
            "deadline",
            "each",
            "expected",
            "risk",
            "status",
            "trajectory",
        ),
        *("beside", "component", "derived", "example", "override", "trend", "unreachable"),
    } == {folder.name.split("-", 1)[0] for folder in FOLDERS}


@pytest.mark.parametrize("name", ["x", "x/2026", "../x/2025", "", "x/25"])
def test_no_such_rule_book(name):
    folder = BAD / "card-missing-key"

    with pytest.raises(NoSuchRuleBook) as caught:
        RuleFolder(folder).book(name)

    (problem,) = caught.value.problems
    assert (
        f"{folder}: there is no rule book “{name}”. Accepted: {', '.join(BOOKS)}."
        == problem.words(EN)
    )


def test_no_such_folder(tmp_path):
    with pytest.raises(RulesRefused) as caught:
        RuleFolder(tmp_path / "none").lint()

    assert f"{tmp_path / 'none'}: there is no such rule folder." == str(caught.value)


def test_a_folder_without_rules(tmp_path):
    (tmp_path / "notes.yaml").write_text("a: 1")

    with pytest.raises(RulesRefused) as caught:
        RuleFolder(tmp_path).lint()

    assert f"{tmp_path}: there is no rule file in this folder." == str(caught.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "x/cards/a.yaml: the file is empty."),
        (
            b"id: bl\xe5\n",
            "x/cards/a.yaml:1: this is not UTF-8 text. Save the file with the encoding UTF-8.",
        ),
        (
            b"id: a\nnote: \x00\n",
            "x/cards/a.yaml:2: there is a character here that text files do not have. Remove it.",
        ),
    ],
)
def test_a_file_that_is_no_text(tmp_path, content, message):
    cards = tmp_path / "rules" / "x" / "cards"
    cards.mkdir(parents=True)
    (cards / "a.yaml").write_bytes(content)

    problems = RuleFolder(tmp_path / "rules").lint()

    assert [f"rules/{message}"] == [p.words(EN) for p in problems]


def test_all_problems_of_all_files_at_once(tmp_path):
    """By place, whichever file they stand in."""
    for name in ("card-unknown-unit", "organisations-unknown-kind", "checks-unknown-field"):
        for path in (BAD / name).rglob("*.yaml"):
            target = tmp_path / "rules" / path.relative_to(BAD / name)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())

    problems = RuleFolder(tmp_path / "rules").lint()

    assert [
        "rules/x/cards/waiting.yaml:9",
        "rules/x/checks/house.yaml:7",
        "rules/x/organisations.yaml:18",
    ] == [str(p.place) for p in problems]


def test_the_shipped_rules_have_no_problem():
    assert [] == RuleFolder().lint()


def test_the_rules_of_the_sample_have_no_problem():
    assert [] == RuleFolder(Path(__file__).parents[1] / "samples" / "rules").lint()


@pytest.mark.parametrize("name", ["x/2025.yml", "x/krav-2025.yaml", "X/2025.yaml", "2025.yaml"])
def test_a_file_that_is_never_read_is_told(name, tmp_path):
    (tmp_path / "y").mkdir()
    organisations = BAD / "book-card-without-authority" / "x" / "organisations.yaml"
    (tmp_path / "y" / "organisations.yaml").write_bytes(organisations.read_bytes())
    stray = tmp_path / name
    stray.parent.mkdir(exist_ok=True)
    stray.write_text("schema: compliance/rule-book@1\n", encoding="utf-8")

    told = [p.words(EN) for p in RuleFolder(tmp_path).lint()]

    assert [name] == [
        line.removeprefix("rules/").partition(":")[0] for line in told if "is never read" in line
    ]


@pytest.mark.parametrize("ask", [RuleFolder.lint, lambda folder: folder.book("x/2025")])
def test_the_folder_of_one_authority_is_one_too_deep(ask):
    """Else the rules that come with the program would be used without a word."""
    folder = BAD / "book-card-without-authority" / "x"

    with pytest.raises(RulesRefused) as caught:
        ask(RuleFolder(folder))

    (problem,) = caught.value.problems
    assert (
        f"{folder}: this is the folder of one authority. Give the folder above it."
        == problem.words(EN)
    )
