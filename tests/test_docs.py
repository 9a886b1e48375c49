"""What the documentation says is so: commands run, links lead somewhere, keys are those of the models."""

import inspect
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from pydantic import BaseModel
from typer.main import get_command

from compliance import schemas
from compliance.cli.app import build
from compliance.colour import Basis, Reason, Severity
from compliance.document import read_yaml
from compliance.engine import available
from compliance.language import Language
from compliance.rulebook import page_shape as page_shapes
from compliance.rulebook import shape as rule_shapes
from compliance.rulebook import target_shape as target_shapes
from compliance.rulebook.cards import read_card
from compliance.rulebook.checks import FACT_KINDS
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.source import into, open_rule_file
from compliance.submission import shape as submission_shapes
from compliance.submission.reader import read_submission
from compliance.submission.table import COLUMNS
from compliance.testing import check_examples

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted(
    [
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
        *(ROOT / "docs").rglob("*.md"),
    ]
)
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
# Its commands need the files that it tells to write: see test_new_authority.
FOLLOWED = (ROOT / "docs" / "new-authority.md",)
SAMPLE = "unn-halvarsrapport-2025.yaml"
COMMAND = "from compliance.cli import main; main()"

# -- reading pages


def fences(content: str, *languages: str) -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```$", content, re.MULTILINE | re.DOTALL)
    return [block for language, block in found if language in languages]


def all_fences(*languages: str, without: tuple[Path, ...] = ()) -> list[str]:
    pages = [page for page in PAGES if page not in without]
    return [b for page in pages for b in fences(page.read_text("utf-8"), *languages)]


def rows_after(content: str, start: int) -> list[list[str]]:
    """Return the cells of the first table after `start`, without its head."""
    lines = content[start:].splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("|"))
    rows = []
    for line in lines[first:]:
        if not line.startswith("|"):
            break
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        rows.append([cell.strip() for cell in cells])
    return rows[2:]


def first_words(content: str, start: int) -> list[str]:
    return [row[0].strip("`") for row in rows_after(content, start)]


# -- commands


def written_commands() -> list[tuple[str, int]]:
    """Return the command lines of the pages with the exit code stated behind them, else 0."""
    found = []
    for block in all_fences("console", "sh", without=FOLLOWED):
        for line in block.splitlines():
            command = line.removeprefix("$ ").strip()
            if command.startswith("compliance "):
                code = re.search(r"# exit code (\d)$", command)
                found.append((command.split(" #")[0].strip(), int(code[1]) if code else 0))
    return list(dict.fromkeys(found))


def test_there_are_commands_to_run() -> None:
    commands = [command.split()[1] for command, _ in written_commands()]

    assert {"check", "explain", "doctor", "rules", "whatif"} == set(commands)


@pytest.mark.parametrize(("command", "code"), written_commands())
def test_a_written_command_ends_with_the_stated_code(
    command: str, code: int, tmp_path: Path
) -> None:
    for name in ("samples", "rules"):
        (tmp_path / name).symlink_to(ROOT / name)
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *shlex.split(command)[1:]],
        cwd=tmp_path,
        env=os.environ | {"COMPLIANCE_LANG": "en", "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert (code, "") == (done.returncode, done.stderr)


def cli_commands() -> dict[str, list[tuple[tuple[str, ...], str | None]]]:
    """Return every command with its options and their help; a command's own help stands under ()."""
    found: dict[str, list[tuple[tuple[str, ...], str | None]]] = {}

    def walk(command: object, name: str) -> None:
        options = [(tuple(p.opts), p.help) for p in command.params if p.param_type_name == "option"]
        found[name] = [((), command.help), *options]
        for inner_name, inner in getattr(command, "commands", {}).items():
            walk(inner, f"{name} {inner_name}")

    walk(get_command(build(Language("en"))), "compliance")
    return found


def test_every_command_and_option_has_help_and_is_documented() -> None:
    written = "\n".join(page.read_text("utf-8") for page in PAGES)
    missing = []
    for name, options in cli_commands().items():
        for spellings, help_ in options:
            wanted = spellings or (name.split()[-1],)
            if not help_:
                missing.append((name, *wanted, "no help"))
            missing += [
                (name, word, "not documented")
                for word in wanted
                if not re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", written)
            ]

    assert missing == []


def test_every_documented_option_exists() -> None:
    known = {word for options in cli_commands().values() for words, _ in options for word in words}
    known |= {"--help", "-h"}
    written = "\n".join(page.read_text("utf-8") for page in PAGES)
    said = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", written))

    assert set() == said - known


def test_every_make_target_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    written = "\n".join(page.read_text("utf-8") for page in PAGES)
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", written, re.MULTILINE))

    assert {"demo", "test"} <= named
    assert set() == named - targets


# -- links and lists


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_to_files(name: str) -> None:
    page = ROOT / name
    links = re.findall(r"\]\(([^)\s#]+)", page.read_text("utf-8"))
    dead = [
        link for link in links if "://" not in link and not (page.parent / link).resolve().exists()
    ]

    assert dead == []


def test_every_decision_is_listed_and_has_its_four_parts() -> None:
    folder = ROOT / "docs" / "adr"
    pages = sorted(page.name for page in folder.glob("[0-9]*.md"))
    index = (folder / "README.md").read_text("utf-8")
    parts = [r"^Status: \w", r"^## Context$", r"^## Decision$", r"^## Consequences$"]

    assert pages == re.findall(r"\]\((\d{4}-[a-z-]+\.md)\)", index)
    for page in pages:
        content = (folder / page).read_text("utf-8")
        assert re.match(rf"# {page[:4]} \w", content), page
        assert [part for part in parts if not re.search(part, content, re.MULTILINE)] == [], page


def test_every_house_check_has_a_page_and_is_in_the_changelog() -> None:
    codes = {check.code for check in RuleFolder(ROOT / "rules").all_checks()}
    pages = {page.stem for page in (ROOT / "docs" / "checks").glob("*.md")} - {"README"}
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")

    assert codes == pages
    assert [code for code in sorted(codes) if f"`{code}`" not in changelog] == []


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("## Reasons for not assessed", [r.value for r in Reason]),
        ("## Bases", [*(b.value for b in Basis), "none"]),
        ("## Severities", [s.value for s in Severity]),
    ],
)
def test_the_glossary_has_exactly_the_closed_words(heading: str, words: list[str]) -> None:
    content = (ROOT / "docs" / "glossary.md").read_text("utf-8")

    assert words == first_words(content, content.index(heading))


# -- keys


def models(module: ModuleType, *bases: str) -> dict[str, type[BaseModel]]:
    """Return the models that a module defines, except its bases, which no file holds."""
    return {
        name: model
        for name, model in inspect.getmembers(module, inspect.isclass)
        if issubclass(model, BaseModel)
        and model.__module__ == module.__name__
        and name not in bases
    }


def with_keys_of_its_own(known: dict[str, type[BaseModel]]) -> dict[str, type[BaseModel]]:
    """Leave out the models that only put others together: a kind of target with its dates, or as a part."""
    return {name: model for name, model in known.items() if keys_of(model)}


def keys_of(model: type[BaseModel]) -> list[str]:
    """Return the keys that a model's table explains: of targets, without those explained where they come from."""
    fields = model.model_fields
    names = inspect.get_annotations(model) if model.__module__ == target_shapes.__name__ else fields
    return [fields[name].alias or name for name in names]


MODELS = [
    ("docs/rules.md", models(rule_shapes) | with_keys_of_its_own(models(target_shapes))),
    ("docs/submission.md", models(submission_shapes, "Shape", "EntryShape")),
    ("docs/report.md", models(schemas, "_Part")),
    ("docs/checks/README.md", models(page_shapes)),
]


def documented_keys(name: str) -> dict[str, list[str]]:
    content = (ROOT / name).read_text("utf-8")
    return {
        model: first_words(content, mark.end())
        for mark in re.finditer(r"<!-- keys: ([\w ]+) -->", content)
        for model in mark[1].split()
    }


@pytest.mark.parametrize(("name", "known"), MODELS)
def test_every_model_has_its_table(name: str, known: dict[str, type[BaseModel]]) -> None:
    assert set(known) == set(documented_keys(name))


@pytest.mark.parametrize(
    ("name", "model"),
    [(name, model) for name, known in MODELS for model in known.values()],
    ids=lambda v: getattr(v, "__name__", None),
)
def test_the_documented_keys_are_those_of_the_model(name: str, model: type[BaseModel]) -> None:
    assert sorted(keys_of(model)) == sorted(documented_keys(name)[model.__name__])


def test_every_key_has_a_meaning() -> None:
    for name, _ in MODELS:
        content = (ROOT / name).read_text("utf-8")
        for mark in re.finditer(r"<!-- (?:keys|columns)", content):
            for key, meaning in rows_after(content, mark.end()):
                assert meaning.endswith((".", ".)")), f"{name}: {key}"


def test_the_columns_of_the_table_are_documented() -> None:
    content = (ROOT / "docs" / "submission.md").read_text("utf-8")

    assert sorted(COLUMNS) == sorted(first_words(content, content.index("<!-- columns -->")))


def test_the_facts_of_checks_are_documented_with_their_fields_and_words() -> None:
    content = (ROOT / "docs" / "rules.md").read_text("utf-8")
    documented = {
        row[0].strip("`"): (
            {
                field: tuple(words.split(", ")) if words else None
                for field, words in re.findall(r"`([\w-]+)`(?: \(([^)]+)\))?", row[1])
            },
            set(re.findall(r"`(\w+)`", row[2])),
        )
        for row in rows_after(content, content.index("| Fact |"))
    }

    assert {
        name: (dict(kind.fields), set(kind.details)) for name, kind in FACT_KINDS.items()
    } == documented


# -- examples

FORMATS = {
    "card": rule_shapes.CardFile,
    "rule-book": rule_shapes.RuleBookFile,
    "organisations": rule_shapes.OrganisationsFile,
    "checks": rule_shapes.ChecksFile,
    "check-page": page_shapes.CheckPageFile,
    "submission": submission_shapes.SubmissionFile,
}


def whole_files() -> list[tuple[str, str]]:
    """Return format and content of the YAML blocks that are whole files."""
    found = [(re.match(r"schema: compliance/([\w-]+)@1\n", b), b) for b in all_fences("yaml")]
    return [(match[1], block) for match, block in found if match]


def test_there_are_examples_of_files() -> None:
    assert {"card", "rule-book", "checks", "submission"} <= {name for name, _ in whole_files()}


@pytest.mark.parametrize(("format_", "block"), whole_files())
def test_an_example_of_a_file_has_the_shape_of_its_format(format_: str, block: str) -> None:
    found, problems = into(read_yaml(block, "example"), FORMATS[format_], code="example")

    assert [problem.words(Language("en")) for problem in problems] == []
    assert found is not None


def test_the_examples_of_an_example_card_hold(tmp_path: Path) -> None:
    for name, block in whole_files():
        if name == "card":
            path = tmp_path / "card.yaml"
            path.write_text(block, encoding="utf-8")
            file = open_rule_file(path, "card.yaml")
            card = read_card(file, re.search(r"^id: (.+)$", block, re.MULTILINE)[1])

            assert file.problems == []
            assert check_examples(card) == []


CARD_HEAD = """\
schema: compliance/card@1
id: x/y
title:
  nb: X
  en: X
indicator: y
"""


def parts_of_cards() -> list[str]:
    """Return the YAML blocks that show some keys of a card, its targets among them."""
    blocks = fences((ROOT / "docs" / "rules.md").read_text("utf-8"), "yaml")
    return [b for b in blocks if "\ntargets:" in f"\n{b}" and not b.startswith("schema:")]


def test_the_kinds_with_many_keys_are_shown() -> None:
    kinds = {kind for block in parts_of_cards() for kind in re.findall(r"kind: (.+)", block)}

    assert {"trajectory", "comparison", "each", "all of", "risk"} <= kinds


@pytest.mark.parametrize("block", parts_of_cards())
def test_a_shown_part_of_a_card_can_be_read_and_its_examples_hold(
    block: str, tmp_path: Path
) -> None:
    path = tmp_path / "card.yaml"
    path.write_text(CARD_HEAD + block, encoding="utf-8")
    file = open_rule_file(path, "card.yaml")
    card = read_card(file, "x/y")

    assert [problem.words(Language("en")) for problem in file.problems] == []
    assert [problem.words(Language("en")) for problem in check_examples(card)] == []


def test_the_example_table_is_a_submission(tmp_path: Path) -> None:
    blocks = [b for b in all_fences("") if b.startswith("organisation;")]
    path = tmp_path / "example.csv"
    path.write_text(blocks[0], encoding="utf-8")
    keys = [answer.key for answer in read_submission(path).answers]

    assert keys == ["sick-leave", "clinical-choices", "eksempel/hip-surgery"]


def test_the_example_of_python_runs() -> None:
    blocks = fences((ROOT / "README.md").read_text("utf-8"), "python")
    done = subprocess.run(
        [sys.executable, "-c", blocks[0]],
        cwd=ROOT,
        capture_output=True,
        check=True,
        encoding="utf-8",
    )

    assert "sick-leave None red" in done.stdout.splitlines()
    assert done.stdout.splitlines()[-1] == "False"


def test_the_example_of_a_finding_is_what_the_command_prints() -> None:
    blocks = [b for b in fences((ROOT / "README.md").read_text("utf-8"), "") if "error  " in b]
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, "check", f"samples/{SAMPLE}", "--lang", "en"],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )

    assert len(blocks) == 1
    assert " ".join(blocks[0].split()) in " ".join(done.stdout.split())


@pytest.mark.skipif(not available(), reason="the picture names the engine")
def test_the_picture_is_fresh(tmp_path: Path) -> None:
    drawn = tmp_path / "table.svg"
    subprocess.run([sys.executable, ROOT / "scripts" / "picture", drawn], check=True)

    shown = (ROOT / "docs" / "table.svg").read_text("utf-8")

    assert drawn.read_text("utf-8") == shown, "run scripts/picture"
