"""Sweeps over everything that is shipped: what there is, is documented and exercised, and the reverse."""

import ast
import importlib
import json
import pkgutil
import re
from functools import cache
from itertools import groupby
from pathlib import Path

import pytest

import compliance
from compliance.colour import Colour, Reason, Severity
from compliance.document import Mapping, read_yaml
from compliance.language import Localised
from compliance.quantity import Unit
from compliance.rulebook.checks import FACT_KINDS
from compliance.rulebook.demands import STATUS_WORDS
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.shape import CardFile
from compliance.rulebook.source import models_in

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "compliance"
SAMPLE_RULES = ROOT / "samples" / "rules"
SHIPPED = sorted(path for top in ("rules", "samples") for path in (ROOT / top).rglob("*.yaml"))
MODULES = sorted(path for path in SOURCE.rglob("*.py"))
LINES = 425


@cache
def checks():
    """The house checks."""
    return RuleFolder().all_checks()


@cache
def cards():
    """Every card that is shipped, and those of the samples."""
    return tuple(
        card for folder in (RuleFolder(), RuleFolder(SAMPLE_RULES)) for card in folder.cards()
    )


@cache
def expected(name):
    """What was written down for a sample."""
    return json.loads((ROOT / "samples" / f"{name}.expected.json").read_text(encoding="utf-8"))


# checks


def codes():
    """Every code of a house check."""
    return {check.code for check in checks()}


def test_the_first_checks_are_those_of_the_design():
    assert {
        "not-answered", "unknown-requirement", "does-not-apply", "declared-missing", "declared-brighter",
        "declared-darker", "no-explanation", "content-missing", "no-source", "value-unreadable",
        "unknown-location", "answered-elsewhere", "baseline-differs", "totals-differ", "totals-too-bright",
        "component-missing",
    } <= codes()  # fmt: skip


DOCUMENTED = sorted(
    path for path in (ROOT / "docs" / "checks").glob("*.md") if path.stem != "README"
)


def test_every_code_is_documented_and_the_reverse():
    assert codes() == {path.stem for path in DOCUMENTED}


@pytest.mark.parametrize("path", DOCUMENTED, ids=lambda p: p.stem)
def test_a_page_names_its_code_and_its_severities(path):
    text = path.read_text(encoding="utf-8")
    severities = {check.severity.value for check in checks() if check.code == path.stem}

    assert text.startswith(f"# {path.stem}\n")
    introduction = text.split("\n## ", 1)[0].casefold()
    said = {s.value for s in Severity if re.search(rf"\b{s.value}\b", introduction)}
    assert severities == said


def test_every_code_has_a_page_and_the_reverse():
    """Whose example trips it: see test_check_pages."""
    assert codes() == {path.stem for path in (ROOT / "rules" / "checks" / "pages").iterdir()}


def test_every_fact_kind_is_asked_about():
    """By a house check: `answer-text` in `unless` counts."""
    asked = {p.kind for check in checks() for p in (*check.when, *check.unless)}

    assert set(FACT_KINDS) == asked


# colours and reasons


def test_every_colour_and_reason_occurs_in_the_made_up_sample():
    assessments = expected("eksempel-hf-2025")["assessments"]

    assert {c.value for c in Colour} == {a["colour"] for a in assessments} - {None}
    assert {r.value for r in Reason} == {a["not_assessed"] for a in assessments} - {None}


def test_every_kind_of_target_is_used_by_a_card():
    target = CardFile.model_fields["targets"].annotation
    kinds = {m.model_fields["kind"].annotation.__args__[0] for m in models_in(target)}

    assert {
        "threshold", "range", "baseline", "trajectory", "comparison", "each", "all of", "any of",
        "deadline", "status", "risk", "expected", "withdrawn",
    } == kinds  # fmt: skip
    assert kinds == {t.demand.kind for card in cards() for t in card.targets}


def test_the_closed_words_are_those_of_the_design():
    assert [
        "no-value", "value-unreadable", "not-applicable", "value-imprecise", "value-too-old", "too-few-cases",
        "low-coverage", "no-baseline", "baseline-zero", "component-missing", "no-target-in-force",
        "target-not-set", "not-due", "target-not-measurable",
    ] == list(Reason)  # fmt: skip
    assert ["green", "yellow", "red"] == list(Colour)
    assert [
        "percent", "hours", "person-months", "days", "count", "NOK", "points", "per 100 000",
        # not of the design: docs/adr/0007
        "months", "DDD per 100 bed days",
    ] == list(Unit)  # fmt: skip
    # nynorsk differs from bokmål in the negation alone
    assert {Colour.GREEN: 4, Colour.YELLOW: 4, Colour.RED: 4 + 3} == {
        colour: list(STATUS_WORDS.values()).count(colour) for colour in Colour
    }


# rule files


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_shipped_file_says_its_schema_first(path):
    """And is read by our own composer: block style, no tags, anchors or duplicate keys."""
    node = read_yaml(path.read_text(encoding="utf-8"), path.name)

    assert isinstance(node, Mapping)
    assert "schema" == next(iter(node.entries))
    assert node.entries["schema"].text.startswith("compliance/")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_shipped_file_is_tidy(path):
    """UTF-8 without a byte order mark, no tabs or trailing blanks, one line end at the end, short lines."""
    text = path.read_bytes().decode()

    assert not text.startswith("\ufeff")
    assert "\t" not in text
    assert "\r" not in text
    assert [] == [line for line in text.split("\n") if line != line.rstrip()]
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert [] == [line for line in text.split("\n") if len(line) > 125]


def test_ids_of_the_half_year_report_2025():
    """In the order of its document."""
    book = RuleFolder().book("helse-nord/2025")

    assert [
        "recruitment-funds", "sick-leave", "overtime", "hired-staff", "health-worker-share", "task-sharing",
        "patient-initiated-clinics", "clinical-indicators", "medication-list", "contract-specialists",
        "private-providers", "critical-information", "home-monitoring", "cancer-centre", "ai-and-ict",
        "exit-causes", "sammen-om-forbedring", "specialist-training", "combined-positions",
        "decentral-study-places", "climate",
    ] == [r.id for r in book.requirements if r.reported_in == "half-year-report"]  # fmt: skip


def test_numbers_of_the_annual_report_2024():
    """The numbered requirements in the order of its document; 39 is asked of trusts and of the authority."""
    book = RuleFolder().book("helse-nord/2024")

    assert [
        "2", "5", "6", "7", "10", "11", "12", "13", "14", "15", "16", "18", "20", "21", "22", "23", "24", "25",
        "28", "29", "31", "32", "33", "34", "35", "36", "37", "38", "39", "39", "40", "41", "42", "43", "44", "45",
    ] == [r.number for r in book.requirements if r.number is not None]  # fmt: skip


@pytest.mark.parametrize("id_", [*RuleFolder().books(), "eksempel/2025"])
def test_the_goals_of_a_rule_book_are_headings_that_stand_once(id_):
    """So a table does not come back to a heading."""
    book = RuleFolder(SAMPLE_RULES).book(id_)
    for report in book.reports:
        goals = [r.goal for r in book.requirements if r.reported_in == report]

        assert len(set(goals)) == len(list(groupby(goals)))


def test_every_card_is_reached_by_a_rule_book():
    """A card that no requirement lists demands nothing."""
    reached = set()
    for folder in (RuleFolder(), RuleFolder(SAMPLE_RULES)):
        for id_ in folder.books():
            reached |= set(folder.book(id_).cards)

    assert {card.id for card in cards()} == reached


@pytest.mark.parametrize("card", cards(), ids=lambda card: card.id)
def test_every_target_has_a_source(card):
    """What is assumed says so, and still names the paper it was carried over from."""
    assert all(target.source is not None and target.source.document for target in card.targets)


def test_every_authority_has_trusts_with_kinds():
    for folder, id_ in (
        *((RuleFolder(), id_) for id_ in RuleFolder().books()),
        (RuleFolder(SAMPLE_RULES), "eksempel/2025"),
    ):
        book = folder.book(id_)
        assert all(o.kinds for o in book.organisations)
        assert all(isinstance(o.name, Localised) for o in book.organisations)


def test_all_trusts_includes_pharmacy_and_ict():
    """ "Alle" and "Alle HF" both include SANO and HN IKT."""
    book = RuleFolder().book("helse-nord/2025")

    kinds = {o.id: set(o.kinds) for o in book.organisations}
    both = [name for name in kinds if name in {"SANO", "HNIKT"}]
    assert 2 == len(both)
    assert all("all trusts" in kinds[name] for name in both)
    assert "HNIKT" == book.organisation("HN IKT").id


def test_numbers_stand_only_where_a_book_gives_them():
    """Task-sharing is number 2 in the paper; indicators have none."""
    numbers = {r.id: r.number for r in RuleFolder().book("helse-nord/2025").requirements}

    assert None is numbers["sick-leave"]
    assert any(numbers.values())


# source


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_are_short(path):
    lines = path.read_text(encoding="utf-8").count("\n")

    assert lines <= LINES, f"{lines} lines"


def module_names():
    """Every module of the package."""
    found = pkgutil.walk_packages(compliance.__path__, "compliance.")
    return ["compliance", *(m.name for m in found if not m.name.endswith("__main__"))]


@pytest.mark.parametrize("name", module_names())
def test_public_names_are_there_and_sorted(name):
    """`__all__`, where there is one, names what exists, once, in order."""
    module = importlib.import_module(name)
    public = getattr(module, "__all__", None)
    if public is None:
        return

    assert sorted(set(public), key=lambda n: (not n.isupper(), not n[0].isupper(), n)) == list(
        public
    )
    assert [] == [n for n in public if not hasattr(module, n)]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_says_what_it_is(path):
    """A docstring, no `print` or `sys.exit` outside the command line, no float, no broad `except`."""
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    if source.strip():
        assert ast.get_docstring(tree)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}

    if "engine" not in path.parts:  # there it counts the seconds of a time limit
        assert "float" not in names
    if "cli" not in path.parts:
        assert "print" not in names
        assert "exit" not in {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute)}
        broad = [
            node
            for node in ast.walk(tree)
            if isinstance(node, ast.ExceptHandler)
            and (
                node.type is None
                or (isinstance(node.type, ast.Name) and node.type.id == "Exception")
            )
        ]
        assert [] == broad


def test_nothing_reads_the_clock():
    """As-of comes from outside; same input, same bytes."""
    reads = re.compile(r"\b(?:date\.today|datetime\.now|time\.time|utcnow)\(")

    assert [] == [str(p) for p in MODULES if reads.search(p.read_text(encoding="utf-8"))]
