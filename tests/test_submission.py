"""Half-filled forms, what is stated beside the answers, and where a character of a text stands."""

from datetime import date
from functools import cache

import pytest

from compliance.assess import assess, check_file
from compliance.document import read_json
from compliance.engine import exact_only
from compliance.submission.reader import read_submission, submission_of
from compliance.submission.table import read_table
from written import EN, HEAD, RULES, submission, trial_book

FULL = """\
answers:
  share:
    declared: green
    values:
      2025-H1: 60 %
"""


def test_an_empty_part_is_as_good_as_none():
    """`values:`, `by:`, `contents:` and `declared_totals:` may stand without anything below."""
    half = FULL + "    contents:\n    by:\n    source:\n"

    whole, half_filled = submission(HEAD + FULL), submission(HEAD + "declared_totals:\n" + half)

    assert {} == half_filled.declared_totals
    assert [] == [e for a in half_filled.answers for e in a.entries if e.is_container]
    assert whole.answers[0].own.values[0].period == "2025-H1"
    assert len(half_filled.answers[0].own.values) == 1
    assert half_filled.answers[0].own.contents == {}


def test_an_answer_with_nothing_in_it_is_no_answer():
    assert ["share"] == [a.key for a in submission(HEAD + FULL + "  positions:\n").answers]


def test_json_numbers_may_have_an_exponent():
    """1e5 is 100000 exactly; what would be absurdly long is left as it is."""
    written = (
        '{"schema": "compliance/submission@1", "organisation": "TRI", "report": "half-year-report", '
        '"period": "2025-H1", "rule_book": "trial/2025", "answers": {"positions": {"values": '
        '{"2025-H1": 1.5e3, "2024": 25E-1, "2023": 1e999999}}}}'
    )

    made = submission_of(read_json(written, "s.json"), file="s.json", digest="0")

    assert ["1500", "2.5", "1e999999"] == [
        v.fields["value"].text for v in made.answers[0].own.values
    ]


# claims, sums, deviations, attachments

STATED = """\
claims:
  - relation: percent-change
    says: 63,28 %
    of:
      - 128
      - 209
    requirement: share
    place: side 4
  - relation: direction
    says: bedre
    direction: lower is better
    of:
      - 12
      - 9
  - relation: rate
    says: 25
    per: 100 000
    of:
      - 1
      - 4 000
sums:
  - total: 33
    rows:
      Grønn: 16
      Rød: 17
    place: tabell 1
deviations:
  - code: no-source
    requirement: share
    card: trial/share
    location: Nordby
    component: north
    reason: "  Vi venter. "
    until: 31.12.2025
  - code: no-explanation
    reason: Vi venter.
    until: 2025-12-30
attachments:
  1: plan.pdf
  Kart: Kartet over sykehuset
"""
"""Its first line is line 11, below the answers."""


@cache
def stated():
    """A submission that states more than answers."""
    return submission(HEAD + FULL + STATED)


def test_claims_are_kept_as_written_with_their_places():
    first, second, third = stated().claims

    assert ("percent-change", "63,28 %", ["128", "209"], None, None, "share", "side 4") == (
        first.relation, first.says.text, [s.text for s in first.of], first.per, first.direction,
        first.requirement, first.where,
    )  # fmt: skip
    assert ("s.yaml:13", "s.yaml:15") == (str(first.place), str(first.of[0].place))
    assert ("lower is better", None, "") == (second.direction, second.requirement, second.where)
    assert "100 000" == third.per.text


def test_sums_keep_the_names_of_their_rows():
    (total,) = stated().sums

    assert ("33", {"Grønn": "16", "Rød": "17"}, None, "tabell 1") == (
        total.total.text, {n: s.text for n, s in total.rows.items()}, total.requirement, total.where,
    )  # fmt: skip
    assert "s.yaml:32" == str(total.place)


def test_deviations_are_read_whole():
    first, second = stated().deviations

    assert ("no-source", "share", "trial/share", "Nordby", "north", "Vi venter.", date(2025, 12, 31)) == (
        first.code, first.requirement, first.card, first.location, first.component, first.reason,
        first.until,
    )  # fmt: skip
    assert (None, None, None, None) == (
        second.requirement, second.card, second.location, second.component,
    )  # fmt: skip
    assert ["s.yaml:38", "s.yaml:45"] == [str(d.place) for d in stated().deviations]


def test_attachments_have_names_and_places():
    assert [("1", "plan.pdf", "s.yaml:49"), ("Kart", "Kartet over sykehuset", "s.yaml:50")] == [
        (a.name, a.file, str(a.place)) for a in stated().attachments
    ]


def test_what_is_stated_may_be_left_empty_or_out():
    empty = submission(HEAD + FULL + "claims:\nsums:\ndeviations:\nattachments:\n")

    for made in (empty, submission(HEAD + FULL)):
        assert ((), (), (), ()) == (made.claims, made.sums, made.deviations, made.attachments)


@pytest.mark.parametrize(
    ("file", "is_there"),
    [
        ("plan.pdf", True),
        ("Plan 2025.DOCX", True),
        ("missing.pdf", False),
        ("folder.zip", False),  # a folder is no file
        ("Opptak av møtet.mp3", False),
        ("Særutskrift.7z", False),
        # these name no file
        ("Kartet over sykehuset", None),
        ("underlag/plan.pdf", None),
        ("../plan.pdf", None),
        ("sak 12/2025", None),
        ("https://example.org/plan.pdf", None),
        ("Brev av 12.05.2025", None),
        ("Årsrapporten kapittel 3.12", None),
        ("www.example.org", None),
        ("example.no", None),
        ('""', None),
    ],
)
def test_whether_the_file_of_an_attachment_lies_beside_the_submission(tmp_path, file, is_there):
    for name in ("plan.pdf", "Plan 2025.DOCX"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "folder.zip").mkdir()
    (tmp_path / "underlag").mkdir()
    (tmp_path / "underlag" / "plan.pdf").write_bytes(b"x")
    path = tmp_path / "s.yaml"
    path.write_text(HEAD + FULL + f"attachments:\n  1: {file}\n", encoding="utf-8")

    (attachment,) = read_submission(path).attachments
    assert is_there is attachment.is_there


def test_without_a_folder_nobody_knows_whether_a_file_is_there():
    assert [None, None] == [a.is_there for a in stated().attachments]


@pytest.mark.parametrize(
    ("file", "found"),
    [
        ("missing.pdf", [("attachment-missing", "error", "s.yaml:12")]),
        ("plan.pdf", []),
        ("Kartet over sykehuset", []),
    ],
)
def test_a_file_that_is_not_there_is_found(tmp_path, file, found):
    (tmp_path / "plan.pdf").write_bytes(b"x")
    path = tmp_path / "s.yaml"
    path.write_text(HEAD + FULL + f"attachments:\n  1: {file}\n", encoding="utf-8")

    report = check_file(path, rules=RULES, with_engine=False)
    assert found == [
        (f.code, f.severity.value, f.place)
        for f in report.findings
        if f.code.startswith("attachment")
    ]


# where a character of a text stands

YAML_TEXTS = """\
answers:
  share:
    text: |
      En.

      To.
    contents:
      plain: Én linje.
      quoted: "Første.\\nAndre."
      folded: >
        Tre.
        Fire.
      kept: |+
        Fem.
        Seks.
"""
"""Its first line is line 6."""


def place_in(made, name, wanted):
    """Where a word of a passage stands."""
    (passage,) = (p for p in made.answers[0].own.passages if p.name == name)
    return str(passage.at(passage.written.index(wanted)))


@pytest.mark.parametrize(
    ("name", "wanted", "place"),
    [
        ("text", "En", "s.yaml:9"),
        ("text", "To", "s.yaml:11"),
        ("plain", "linje", "s.yaml:13"),
        # lines of these are not lines of the file
        ("quoted", "Andre", "s.yaml:14"),
        ("folded", "Tre", "s.yaml:15"),
        ("folded", "Fire", "s.yaml:15"),
        ("kept", "Fem", "s.yaml:19"),
        ("kept", "Seks", "s.yaml:20"),
    ],
)
def test_a_character_of_a_literal_block_has_a_line_of_its_own(name, wanted, place):
    assert place == place_in(submission(HEAD + YAML_TEXTS), name, wanted)


def test_the_summary_has_lines_too():
    preface = submission(HEAD + "summary: |\n  En.\n  To.\n" + FULL).preface

    assert ["s.yaml:7", "s.yaml:8"] == [
        str(preface.at(preface.written.index(w))) for w in ("En", "To")
    ]


def test_a_text_of_json_has_a_path():
    written = (
        '{"schema": "compliance/submission@1", "organisation": "TRI", "report": "half-year-report", '
        '"period": "2025-H1", "rule_book": "trial/2025", "answers": {"share": {"text": "En.\\nTo."}}}'
    )
    made = submission_of(read_json(written, "s.json"), file="s.json", digest="0")

    assert "s.json, answers.share.text" == place_in(made, "text", "To")


def test_a_text_of_a_table_has_the_line_on_which_its_row_ends():
    """Where a cell holds several lines, so does the row."""
    table = (
        "organisation;TRI\nreport;half-year-report\nperiod;2025-H1\nrule_book;trial/2025\n"
        'requirement;text\nshare;"En.\nTo."\nplan;Tre.\n'
    )
    made = submission_of(read_table(table.encode(), "s.csv"), file="s.csv", digest="0")
    share, plan = (answer.own.passages[0] for answer in made.answers)

    assert ["s.csv:7", "s.csv:7"] == [str(share.at(share.written.index(w))) for w in ("En", "To")]
    assert "s.csv:8" == str(plan.at(0))


# what a text calls an attachment


def referring(name, sentence):
    """The messages about references, of a text that has the sentence beside an attachment so called."""
    text = f"answers:\n  work:\n    text: {sentence}\n"
    made = submission(HEAD + f"attachments:\n  {name}: Kartet over sykehuset\n" + text)
    with exact_only() as engine:
        report = assess(trial_book(), made, engine)
    return [f.message.words(EN) for f in report.findings if f.code == "reference-missing"]


@pytest.mark.parametrize(
    "name",
    ["4", "4.", "Vedlegg 4", "vedlegg nr. 4", '"Vedlegg 4: Kart"', "4 Kart", "Attachment 4"],
)
def test_an_attachment_is_listed_by_its_number_however_that_is_written(name):
    assert [] == referring(name, "Se vedlegg 4.")
    assert ['The text refers to attachment 5, which does not exist. "Se vedlegg 5."'] == referring(
        name, "Se vedlegg 5."
    )


@pytest.mark.parametrize("name", ["Kart", "Vedlegg", '""', '"Plan 2025"', '"-"'])
def test_an_attachment_without_a_number_may_be_any(name):
    """Nobody can tell that it is not the one that the text means."""
    assert [] == referring(name, "Se vedlegg 4.")
