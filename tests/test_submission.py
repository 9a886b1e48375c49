"""Half-filled forms: what is left empty is not there."""

from compliance.document import read_json
from compliance.submission.reader import submission_of
from written import HEAD, submission

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
