"""Every sample concludes exactly what was written down by hand beside it, in every format and by both evaluators."""

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import jsonschema
import pytest

from compliance.assess import assess, check_file
from compliance.colour import Colour
from compliance.document import decode, plain, read_json, read_yaml
from compliance.engine import available, exact_only, proven
from compliance.language import Language
from compliance.report.json_report import report_as_data
from compliance.rulebook.loader import RuleFolder
from compliance.schemas import SCHEMAS, schema_text
from compliance.submission.reader import read_submission
from compliance.submission.table import read_table

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
EN = Language("en")
EXPECTED = sorted(SAMPLES.glob("*.expected.json"))
FILES = sorted(
    path
    for expected in EXPECTED
    for path in SAMPLES.glob(expected.name.removesuffix(".expected.json") + ".*")
    if path.suffix in {".yaml", ".json", ".csv"} and not path.name.endswith(".expected.json")
)
EVALUATORS = [exact_only, *([proven] if available() else [])]


def rules_of(path):
    """The made-up trust has rules of its own."""
    return SAMPLES / "rules" if path.name.startswith("eksempel") else None


@cache
def book_of(rules, name):
    """A rule book, read once."""
    return RuleFolder(rules).book(name)


@cache
def made(path, evaluator, as_of):
    """The report as text."""
    submission = read_submission(path)
    with evaluator() as engine:
        report = assess(book_of(rules_of(path), submission.rule_book), submission, engine, as_of)
    return json.dumps(report_as_data(report, EN))


def report_of(path, evaluator=exact_only, as_of=None):
    """The report as data, by one evaluator."""
    return json.loads(made(path, evaluator, as_of))


@cache
def validator(name):
    """What validates against one schema."""
    schema = json.loads(schema_text(name))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def thresholds(assessment):
    """Where the colour changes, ascending; for a deadline its day."""
    due = (assessment["target"] or {}).get("due")
    return [due] if due else [b["upper"] for b in assessment["bands"] if b["upper"] is not None]


@pytest.mark.parametrize("evaluator", EVALUATORS, ids=lambda e: e.__name__)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_sample_concludes_what_is_expected(path, evaluator):
    """Assessments in order with their thresholds; findings as a multiset; the summary."""
    expected = json.loads((SAMPLES / f"{path.stem}.expected.json").read_text(encoding="utf-8"))

    report = report_of(path, evaluator)

    keys = ("requirement", "card", "location", "component", "colour", "not_assessed")
    assert expected["assessments"] == [
        {key: a[key] for key in keys} | {"thresholds": thresholds(a)} for a in report["assessments"]
    ]
    assert Counter((f["code"], f["requirement"]) for f in expected["findings"]) == Counter(
        (f["code"], f["requirement"]) for f in report["findings"]
    )
    assert expected["summary"] == report["summary"]


def test_every_format_of_the_made_up_trust_is_there():
    names = {path.name for path in FILES}

    assert {f"eksempel-hf-2025.{e}" for e in ("yaml", "json", "csv")} <= names
    assert "unn-halvarsrapport-2025.yaml" in names


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_formats_give_the_same_report(ending):
    """All but the places, the file's name and its digest."""

    def without_places(report):
        report["submission"].pop("file")
        report["submission"].pop("digest")
        for thing in (*report["assessments"], *report["findings"]):
            thing.pop("place")
        for assessment in report["assessments"]:
            assessment.pop("explanation")
            if assessment["baseline"]:
                assessment["baseline"].pop("place")
        report["findings"].sort(key=str)
        return report

    one, other = (report_of(SAMPLES / f"eksempel-hf-2025.{e}") for e in ("yaml", ending))

    assert without_places(one) == without_places(other)


@pytest.mark.skipif(not available(), reason="durable_rules cannot be installed here")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_evaluators_give_the_same_report(path):
    exact, engine = report_of(path, exact_only), report_of(path, proven)

    assert "exact" == exact["tool"].pop("engine")
    assert engine["tool"].pop("engine").startswith("durable_rules 2.")
    assert exact == engine


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_report_follows_its_schema(path):
    validator("report").validate(report_of(path))


def test_the_schema_of_the_report_refuses_what_it_does_not_know():
    report = report_of(SAMPLES / "unn-halvarsrapport-2025.yaml")
    report["assessments"][0]["score"] = 1

    with pytest.raises(jsonschema.ValidationError):
        validator("report").validate(report)


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_are_fresh(name):
    written = (ROOT / "schemas" / f"{name}.schema.json").read_text(encoding="utf-8")

    assert schema_text(name) == written, "run: .venv/bin/python -m compliance.schemas"


def test_no_schema_is_left_over():
    assert set(SCHEMAS) == {
        p.name.removesuffix(".schema.json") for p in (ROOT / "schemas").iterdir()
    }


RULE_FILES = sorted(
    path for top in (ROOT / "rules", SAMPLES / "rules") for path in top.rglob("*.yaml")
)


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_rule_files_follow_their_schema(path):
    """As texts: the way they are read."""
    content = plain(read_yaml(path.read_text(encoding="utf-8"), path.name))
    name = content["schema"].removeprefix("compliance/").removesuffix("@1")

    validator(name).validate(content)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_samples_follow_the_schema_of_submissions(path):
    content = path.read_bytes()
    if path.suffix == ".csv":
        node = read_table(content, path.name)
    else:
        reader = read_json if path.suffix == ".json" else read_yaml
        node = reader(decode(content, path.name), path.name)

    validator("submission").validate(plain(node))


UNN = SAMPLES / "unn-halvarsrapport-2025.yaml"


def find(report, card, location=None):
    """The one assessment of a card at a place."""
    (found,) = (a for a in report["assessments"] if (a["card"], a["location"]) == (card, location))
    return found


@pytest.fixture(scope="module")
def unn():
    """The report on UNN's half-year report 2025."""
    return report_of(UNN)


@pytest.mark.parametrize(
    ("card", "location", "value", "colour", "edges", "margin", "change", "green"),
    [
        # the figures of styresak 47-2025, worked out on paper
        ("helse-nord/sick-leave", None, "9.7", "red", ["8.3"], "-1.4", "-1.4", "8.3"),
        (
            "helse-nord/overtime-hours",
            None,
            "131772",
            "red",
            ["129172"],
            "-2600",
            "-2601",
            "129171",
        ),
        ("helse-nord/hired-staff-person-months", None, "209", "red", ["128"], "-81", "-81", "128"),
        ("helse-nord/health-worker-share", None, "3.1", "red", ["5"], "-1.9", "1.9", "5"),
        ("helse-nord/combined-positions", None, "0", "red", ["0"], "0", "1", "1"),
        ("skde/hba1c-over-75", "Tromsø", "11.5", "green", ["12", "14"], "0.5", None, None),
        ("skde/hba1c-over-75", "Harstad", "14.1", "red", ["12", "14"], "-2.1", "-2.1", "12"),
        ("skde/hba1c-over-75", "Narvik", "9.9", "green", ["12", "14"], "2.1", None, None),
        ("skde/hip-fracture-48h", "Tromsø", "78.8", "red", ["80", "90"], "-11.2", "11.2", "90"),
        ("skde/hip-fracture-48h", "Harstad", "97.9", "green", ["80", "90"], "7.9", None, None),
        ("skde/hip-fracture-48h", "Narvik", "81", "yellow", ["80", "90"], "-9", "9", "90"),
    ],
)
def test_unn_figures(unn, card, location, value, colour, edges, margin, change, green):
    found = find(unn, card, location)

    assert (value, colour, margin) == (found["value"], found["colour"], found["margin"])
    assert edges == thresholds(found)
    would = found["would_be_green"] or {"change": None, "value": None}
    assert (change, green) == (would["change"], would["value"])


@pytest.mark.parametrize(
    ("card", "period", "baseline"),
    [
        ("helse-nord/sick-leave", "2025-01/2025-04", ("2019-01/2019-04", "8.3")),
        ("helse-nord/overtime-hours", "2025-01/2025-04", ("2024-01/2024-04", "129172")),
        ("helse-nord/hired-staff-person-months", "2025-01/2025-04", ("2019-01/2019-04", "128")),
        ("helse-nord/combined-positions", "2025-H1", ("2024", "0")),
    ],
)
def test_unn_baselines(unn, card, period, baseline):
    found = find(unn, card)

    assert period == found["period"]
    assert baseline == (found["baseline"]["period"], found["baseline"]["value"])


def test_unn_as_a_whole(unn):
    """35 assessments; 18 errors, all contents; the verdict."""
    colours = Counter(a["colour"] for a in unn["assessments"])
    reasons = Counter(a["not_assessed"] for a in unn["assessments"])
    findings = Counter((f["code"], f["severity"]) for f in unn["findings"])

    assert {"green": 6, "yellow": 1, "red": 7, None: 21} == colours
    assert {None: 14, "no-value": 7, "not-due": 3, "target-not-measurable": 11} == reasons
    assert {
        ("content-missing", "error"): 18,
        ("totals-too-bright", "warning"): 1,
        ("answered-elsewhere", "note"): 1,
        ("no-source", "note"): 1,
        ("date-missing", "note"): 1,  # three measures are due after the half-year
    } == findings
    assert "2025-06-30" == unn["as_of"]
    assert "not-ready" == unn["summary"]["verdict"]


def test_unn_counts_of_clinical_indicators(unn):
    counted = [
        a for a in unn["assessments"] if a["requirement"] == "clinical-indicators" and not a["card"]
    ]

    assert [("Tromsø", "4", "green"), ("Harstad", "4", "green"), ("Narvik", "4", "green")] == [
        (a["location"], a["value"], a["colour"]) for a in counted
    ]


def test_unn_totals_name_both_numbers(unn):
    (finding,) = (f for f in unn["findings"] if f["code"] == "totals-too-bright")

    assert (
        "Red requirements by their own figures so far number 5, but the forecast states 2."
        == finding["message"]
    )


@pytest.mark.parametrize(
    ("as_of", "reason"), [("2025-06-30", "not-due"), ("2025-07-01", "no-value")]
)
def test_unn_deadline_on_the_day_and_the_day_after(as_of, reason):
    report = report_of(UNN, as_of=date.fromisoformat(as_of))

    assert reason == find(report, "helse-nord/sammen-om-forbedring")["not_assessed"]
    assert as_of == report["as_of"]


def test_the_explanation_of_sick_leave(unn):
    words = find(unn, "helse-nord/sick-leave")["explanation"]

    assert [
        "9.7 % in January to April 2025 (unn-halvarsrapport-2025.yaml:25).",
        "It counts from 8.3 % in January to April 2019 (unn-halvarsrapport-2025.yaml:26).",
        "Target from 2025-01-01: at most the value in 2019, same months, that is green at most 8.3 %.",
        "The value is above 8.3 %, so red.",
        "Margin to the green threshold: −1.4 percentage points.",
        "1.4 percentage points less (8.3 %) would make it green.",
        "Source: UNN styresak 47-2025, 3.2 Indikatorer.",
    ] == words[:7]


def test_carried_over_targets_say_so():
    """A value of 2025 is under the target that no paper has renewed."""
    card = RuleFolder().card("skde/hip-fracture-48h")

    assert ["", "carried over from 2024"] == [EN.say(t.assumed) for t in card.targets]
    assert [2023, 2025] == [t.from_.year for t in card.targets]


def test_checking_a_file_gives_the_same_as_the_recipe():
    report = check_file(UNN, with_engine=False)

    assert "exact" == report.engine
    assert [Colour.RED] * 7 == [a.colour for a in report.assessments if a.colour is Colour.RED]
    assert report.summary.ready is False
