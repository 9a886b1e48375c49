"""What a rule book and a check may set for findings: weight, places, summary, how sure a remedy is, acceptance."""

import io

import pytest

from compliance.assess import assess
from compliance.colour import Applicability, Severity
from compliance.engine import exact_only
from compliance.language import Language
from compliance.report.console import print_reports
from compliance.report.json_report import report_as_data
from compliance.rulebook.loader import RuleFolder
from written import CLEAN, EN, FORECAST, RULES, edited, submission

NB = Language("nb")
POSITIONS = "  positions:\n    declared: green\n    values:\n      2025-H1: 40\n"
WORK = "  work:\n    declared: yellow\n"


@pytest.fixture
def books(tmp_path):
    """Make the trial rule book with edits, and with checks of its own."""

    def made(*edits, checks=""):
        for path in RULES.rglob("*.yaml"):
            copy = tmp_path / path.relative_to(RULES)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
        book = tmp_path / "trial" / "2025.yaml"
        book.write_text(edited(book.read_text(encoding="utf-8"), *edits), encoding="utf-8")
        if checks:
            (tmp_path / "trial" / "checks").mkdir()
            (tmp_path / "trial" / "checks" / "own.yaml").write_text(checks, encoding="utf-8")
        folder = RuleFolder(tmp_path)
        assert [] == [p.words(EN) for p in folder.lint()]
        return RuleFolder(tmp_path).book("trial/2025")

    return made


def concluded(book, text):
    with exact_only() as engine:
        return assess(book, submission(text), engine)


def data(book, text):
    """The report as data."""
    return report_as_data(concluded(book, text), EN)


def found(book, text):
    """Code, severity and requirement of every finding."""
    return [(f["code"], f["severity"], f["requirement"]) for f in data(book, text)["findings"]]


# severities


def weighing(**severities):
    """The edit that sets severities; `_` stands for `-`."""
    lines = [f"  {code.replace('_', '-')}: {word}\n" for code, word in severities.items()]
    return ("requirements:\n", "severities:\n" + "".join(lines) + "requirements:\n")


def test_a_rule_book_may_weigh_a_code_otherwise(books):
    text = CLEAN.replace("    source: Register\n", "", 1)

    assert [("no-source", "note", "share")] == found(books(), text)
    heavier = data(books(weighing(no_source="error")), text)
    assert [("no-source", "error")] == [(f["code"], f["severity"]) for f in heavier["findings"]]
    assert (1, 0, "not-ready") == tuple(
        heavier["summary"][n] for n in ("errors", "notes", "verdict")
    )


def test_it_may_be_lighter_too(books):
    text = edited(CLEAN, (WORK, "  work:\n"))
    lighter = data(books(weighing(declared_missing="note")), text)

    assert [("declared-missing", "error", "work")] == found(books(), text)
    assert (0, 1, "ready") == tuple(lighter["summary"][n] for n in ("errors", "notes", "verdict"))


@pytest.mark.parametrize(
    ("text", "code", "requirement", "severity"),
    [
        # one step and two steps, of a result and of a forecast: four entries of one code
        (edited(CLEAN, ("2025-H1: 60 %", "2025-H1: 50 %")), "declared-brighter", "share", "warning"),
        (edited(CLEAN, ("2025-H1: 60 %", "2025-H1: 40 %")), "declared-brighter", "share", "error"),
        (edited(FORECAST, ("2025-H1: 60 %", "2025-H1: 50 %")), "declared-brighter", "forecast-share", "note"),
        (edited(FORECAST, ("2025-H1: 60 %", "2025-H1: 40 %")), "declared-brighter", "forecast-share", "warning"),
        # of those it applies to, and where that is not stated
        (edited(CLEAN, (POSITIONS + "    source: Register\n", "")), "not-answered", "positions", "error"),
        (edited(CLEAN, ("  whom:\n    declared: green\n", "")), "not-answered", "whom", "note"),
    ],
)  # fmt: skip
def test_every_entry_of_the_code_gets_that_severity(books, text, code, requirement, severity):
    """Whichever it has in the house checks."""
    assert (code, severity, requirement) in found(books(), text)
    for word in Severity:
        weighed = books(weighing(**{code.replace("-", "_"): word.value}))
        same_code = [f for f in found(weighed, text) if f[0] == code]
        assert [(code, word.value, requirement)] == same_code


def test_other_codes_keep_their_weight(books):
    text = edited(
        CLEAN, (WORK, "  work:\n"), ("      measures: Kveldsåpent.\n", "      measures:\n")
    )
    weighed = books(weighing(content_missing="note"))

    assert [("content-missing", "note", "share"), ("declared-missing", "error", "work")] == found(
        weighed, text
    )


# a check of the authority's own

OWN = """\
schema: compliance/checks@1
checks:
  - code: own-check
    severity: warning
    when:
      - requirement:
          requirement: $requirement
          id: share
          answered: yes
    say:
      nb: Egen kontroll av «{title}».
      en: A check of our own of "{title}".
    do:
      nb: Se på det.
      en: Look at it.
"""
MESSAGE = 'A check of our own of "Share".'


def test_a_check_of_the_authority_may_be_weighed(books):
    weighed = books(weighing(own_check="error"), checks=OWN)

    assert [("own-check", "error", "share")] == found(weighed, CLEAN)


@pytest.mark.parametrize(
    ("line", "applicability", "english", "norwegian"),
    [
        ("", Applicability.DO_IT, "Look at it.", "Se på det."),
        ("    applicability: do it\n", Applicability.DO_IT, "Look at it.", "Se på det."),
        (
            "    applicability: maybe\n", Applicability.MAYBE,
            "Look at it. It may be right as it is.",
            "Se på det. Det kan være riktig slik det er.",
        ),
        (
            "    applicability: write a reason\n", Applicability.WRITE_A_REASON,
            "Look at it. If it is meant so, accept it under “deviations”, with a reason.",
            "Se på det. Er det ment slik, kan du godta det under «deviations» med en begrunnelse.",
        ),
    ],
)  # fmt: skip
def test_how_sure_a_remedy_is_stands_in_the_report_and_beside_it_on_the_page(
    books, line, applicability, english, norwegian
):
    report = concluded(books(checks=OWN + line), CLEAN)

    (finding,) = report_as_data(report, EN)["findings"]
    assert applicability.value == finding["applicability"]
    assert "Look at it." == finding["remedy"]
    for language, remedy in ((EN, english), (NB, norwegian)):
        stream = io.StringIO()
        print_reports([report], language, stream, width=120)
        lines = [written.strip() for written in stream.getvalue().splitlines()]
        assert remedy in lines


DEVIATION = """\
deviations:
  - code: own-check
    reason: Vi venter.
    until: 2025-12-31
"""


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("", []),
        ("    acceptable: yes\n", []),
        ("    acceptable: no\n", ["own-check", "deviation-refused"]),
    ],
)
def test_a_check_may_say_that_nobody_accepts_its_finding(books, line, codes):
    made = data(books(checks=OWN + line), CLEAN + DEVIATION)

    assert codes == [f["code"] for f in made["findings"] if f["deviation"] is None]
    assert ("own-check" not in codes) == (MESSAGE in [
        f["message"] for f in made["findings"] if f["deviation"]
    ])  # fmt: skip


# answer_per

PER_HOSPITAL = ("      - trial/positions\n", "      - trial/positions\n    answer_per: hospital\n")
BY = "    by:\n      {}:\n        values:\n          2025-H1: 40\n"


def answered(*places, key="positions"):
    """The clean submission with the positions of these places."""
    by = BY.format(places[0]) + "".join(BY.format(p).split("\n", 1)[1] for p in places[1:])
    whole = "  positions:\n    declared: green\n"
    if key != "positions":
        whole += f"  {key}:\n"
    return edited(CLEAN, (POSITIONS, whole + by))


def missing(book, text):
    """The locations that are missed."""
    return [f["location"] for f in data(book, text)["findings"] if f["code"] == "location-missing"]


@pytest.mark.parametrize(
    ("text", "locations"),
    [
        (CLEAN, ["Sørby", "Nordby"]),  # for the trust as a whole
        (answered("Nordby"), ["Sørby"]),
        (answered("Klinikk Vest"), ["Sørby", "Nordby"]),  # a place of another kind
        (answered("Nordby", "Sørby"), []),
        (answered("Nordby sykehus", "Sørby"), []),  # so called too
    ],
)
def test_each_place_of_the_kind_must_answer(books, text, locations):
    assert [] == missing(books(), text)
    assert locations == missing(books(PER_HOSPITAL), text)


def test_places_answered_under_the_card_count(books):
    text = answered("Nordby", "Sørby", key="trial/positions")

    assert [] == missing(books(PER_HOSPITAL), text)


def test_only_the_places_named_must_answer(books):
    old, new = PER_HOSPITAL
    named = books((old, new + "    hospitals:\n      - Sørby\n"))

    assert ["Sørby"] == missing(named, CLEAN)
    assert [] == missing(named, answered("Sørby"))


def test_an_unanswered_requirement_is_missed_once(books):
    text = edited(CLEAN, (POSITIONS + "    source: Register\n", ""))

    assert [("not-answered", "error", "positions")] == found(books(PER_HOSPITAL), text)


def test_a_missed_place_is_an_error_at_the_answer(books):
    made = data(books(PER_HOSPITAL), answered("Nordby"))
    (finding,) = (f for f in made["findings"] if f["code"] == "location-missing")

    assert ("error", "positions", "s.yaml:14") == (
        finding["severity"], finding["requirement"], finding["place"],
    )  # fmt: skip
    assert (
        'The requirement "Positions" is to be answered for each location, but Sørby is missing.'
        == finding["message"]
    )


# summary

ASKED = ("    colours: result\n", "    colours: result\n    summary: required\n")


def preceded(summary):
    """The clean submission with a summary."""
    return edited(CLEAN, ("answers:\n", summary + "answers:\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CLEAN, [("summary-missing", "error", None)]),
        (preceded("summary:\n"), [("summary-missing", "error", None)]),
        (preceded('summary: "-"\n'), [("summary-missing", "error", None)]),
        (preceded("summary: Alt går bra.\n"), []),
        (preceded("summary: |\n  Alt går bra.\n"), []),
    ],
)
def test_a_summary_is_missed_only_where_the_form_asks_for_it(books, text, expected):
    assert [] == found(books(), text)
    assert expected == found(books(ASKED), text)


def test_another_report_of_the_book_is_not_asked(books):
    assert [] == found(books(ASKED), FORECAST)


def test_the_missing_summary_is_placed_at_the_report(books):
    """There is no other place."""
    (finding,) = data(books(ASKED), CLEAN)["findings"]

    assert "s.yaml:3" == finding["place"]
    assert "The form asks for a summary, but the report has none." == finding["message"]
