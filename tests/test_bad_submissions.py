"""One mistake a file: refused with these words, all at once, and nothing else.

YAML files say what is expected in their first line, the others in a file beside them; ¶ divides messages.
"""

from pathlib import Path

import pytest

from compliance.assess import check_file
from compliance.colour import Colour
from compliance.errors import InputRefused
from compliance.language import Language
from written import RULES

EN = Language("en")
BAD = Path(__file__).parent / "bad_submissions"
FILES = sorted(path for path in BAD.iterdir() if path.suffix != ".expect")


def expected(path):
    """The messages written down for a file."""
    beside = path.with_name(path.name + ".expect")
    if beside.exists():
        return beside.read_text(encoding="utf-8").rstrip("\n").split(" ¶ ")
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert first.startswith("# expect: ")
    return first.removeprefix("# expect: ").split(" ¶ ")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_submission_is_refused_with_these_words(path):
    """Never a report, never a traceback; the place is the file's name as it was given or its base name."""
    with pytest.raises(InputRefused) as caught:
        check_file(path, rules=RULES, with_engine=False)

    said = [p.words(EN).replace(str(path), path.name) for p in caught.value.problems]
    assert expected(path) == said


def test_every_format_is_there():
    assert {".yaml", ".json", ".csv", ".docx", ""} == {path.suffix for path in FILES}


@pytest.mark.parametrize("beside", sorted(BAD.glob("*.expect")), ids=lambda path: path.name)
def test_nothing_is_left_over(beside):
    assert beside.with_suffix("").exists()


def test_very_deep_json_is_refused(tmp_path):
    """Deeper than the parser itself can follow."""
    path = tmp_path / "deep.json"
    path.write_text("[" * 200_000)

    with pytest.raises(InputRefused) as caught:
        check_file(path, rules=RULES, with_engine=False)

    assert ["deep.json: this is nested deeper than 12 levels."] == [
        p.words(EN) for p in caught.value.problems
    ]


def test_a_head_line_said_again_is_no_harm(tmp_path):
    """In a table the same thing may stand twice; something else may not (`head-twice.csv`)."""
    path = tmp_path / "a.csv"
    text = (BAD / "head-twice.csv").read_text().replace("forecast-report", "half-year-report")
    path.write_text(text)

    assert (
        "half-year-report"
        == check_file(path, rules=RULES, with_engine=False).plan.submission.report
    )


HEAD = """\
organisation;TRI
report;half-year-report
period;2025-H1
rule_book;trial/2025
requirement;location;period;value;declared;content;text;source
"""


@pytest.mark.parametrize(
    "rows",
    [
        ["share;;2025-H1;60 %;green;;Bra.;R", "share;;2025-H1;;;measures;Kveldsåpent.;"],
        ["share;;2025-H1;;;measures;Kveldsåpent.;", "share;;2025-H1;60 %;green;;Bra.;R"],
    ],
)
def test_a_row_of_words_may_repeat_the_period_of_a_value(rows, tmp_path):
    """A table often has the period on every row; the words are not a second value."""
    path = tmp_path / "s.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")

    report = check_file(path, rules=RULES, with_engine=False)
    (share,) = (a for a in report.assessments if a.case.requirement.id == "share")

    assert Colour.GREEN is share.outcome
    assert ["Kveldsåpent."] == list(share.case.entry.contents.values())
