"""Each seeded fault is found by its code at its place, and nothing else is; the table in docs/ says so."""

from pathlib import Path

import pytest

from compliance.engine import available, exact_only, proven
from compliance.rulebook.loader import RuleFolder
from compliance.testing import FAULTS, dressed_samples
from compliance.testing.faults import drop, findings_in, put, rename, stands_at, swap
from compliance.testing.faults_table import table_text

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "samples"
RULES = RuleFolder(SAMPLES / "rules")
BASE = dressed_samples(SAMPLES)
NAMES = [f"{fault.code}: {fault.says}" for fault in FAULTS]


def found(documents, *, compared, evaluator=exact_only):
    """Code and place of the findings that the organisation has not accepted."""
    with evaluator() as engine:
        findings = findings_in(documents, RULES, engine, compared=compared, folder=SAMPLES)
    return [(f.code, f.place) for f in findings if f.deviation is None]


@pytest.mark.parametrize("compared", [False, True], ids=["alone", "with the last report"])
def test_nothing_is_found_where_no_fault_is_seeded(compared):
    assert [] == found(BASE, compared=compared)


@pytest.mark.parametrize("fault", FAULTS, ids=NAMES)
def test_a_fault_is_found_by_its_code_at_its_place_and_nothing_unrelated_is(fault):
    said = found(fault.seeded_in(BASE), compared=fault.compared)

    assert [stands_at(fault.place)] == [place for code, place in said if code == fault.code]
    assert fault.companions == {code for code, _ in said} - {fault.code}


@pytest.mark.skipif(not available(), reason="the engine cannot run here")
def test_the_engine_finds_the_faults_of_every_fifth():
    for fault in FAULTS[::5]:
        said = found(fault.seeded_in(BASE), compared=fault.compared, evaluator=proven)

        assert (fault.code, stands_at(fault.place)) in said


def test_every_code_of_the_house_has_a_fault():
    assert {check.code for check in RULES.all_checks()} == {fault.code for fault in FAULTS}


def test_a_fault_leaves_the_documents_as_they_are():
    before = repr(BASE)
    for fault in FAULTS:
        assert before != repr(fault.seeded_in(BASE))
    assert before == repr(BASE)


def test_faults_have_names_of_their_own():
    assert len(NAMES) == len(set(NAMES))


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (put("a", "b", value="2"), {"a": {"b": "2"}, "c": ["x", "y"]}),
        (put("c", "2", value="z"), {"a": {"b": "1 og 1"}, "c": ["x", "z"]}),
        (drop("c", "1"), {"a": {"b": "1 og 1"}, "c": ["y"]}),
        (rename("a", to="d"), {"d": {"b": "1 og 1"}, "c": ["x", "y"]}),
        (swap("a", "b", old="og", new="+"), {"a": {"b": "1 + 1"}, "c": ["x", "y"]}),
    ],
)
def test_an_edit_changes_one_thing(edit, after):
    document = {"a": {"b": "1 og 1"}, "c": ["x", "y"]}
    edit(document)

    assert after == document
    assert list(after) == list(document)


@pytest.mark.parametrize("edit", [drop("d"), rename("d", to="e"), drop("a", "d")])
def test_what_is_not_there_cannot_be_changed(edit):
    with pytest.raises(KeyError):
        edit({"a": {"b": "1 og 1"}})


@pytest.mark.parametrize("old", ["1", "2"])
def test_words_are_swapped_only_where_they_stand_once(old):
    with pytest.raises(ValueError, match="does not stand once in a / b"):
        swap("a", "b", old=old, new="3")({"a": {"b": "1 og 1"}})


def test_the_table_in_docs_is_fresh():
    """Run `make fault-table` when it is not."""
    assert table_text(SAMPLES) == (ROOT / "docs" / "faults.md").read_text(encoding="utf-8")
