"""Submissions that are right in every way have no finding; the same ones with one fault have it."""

from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from compliance.assess import assess, conclude
from compliance.engine import available, exact_only, proven
from compliance.period import Period
from compliance.prose.reader import read_prose
from compliance.rulebook.loader import RuleFolder
from compliance.testing import UNAVOIDABLE, book_before, consistent_documents
from compliance.testing.trial import submission_from

ROOT = Path(__file__).parents[1]
MADE_UP = ROOT / "samples" / "rules"
SHIPPED = ROOT / "rules"
_ALL = list(HealthCheck)
# a whole report takes minutes to shrink, and its finding tells enough
_PHASES = [Phase.generate]
_CHUNKS = 8
# about 60 in all by default, 5,000 with the profile of `make fuzz`
_IN_CHUNK = 625 if settings().max_examples > 100 else 8


@cache
def book(folder, id_):
    """A rule book, read once."""
    return RuleFolder(folder).book(id_)


def report_on(rules, made, evaluator=exact_only):
    """The report on a drawn submission, held against its earlier one when it has one."""
    with evaluator() as engine:
        earlier = [] if made.earlier is None else [made.earlier]
        before = [conclude(book_before(rules), submission_from(e), engine) for e in earlier]
        return assess(rules, submission_from(made.document), engine, earlier=before)


def unexpected(report):
    """Code and place of what a right submission must not be told."""
    return [(f.code, f.place) for f in report.findings if f.code not in UNAVOIDABLE]


@pytest.mark.fuzz
@pytest.mark.parametrize("chunk", range(_CHUNKS))
def test_nothing_is_found_in_a_right_submission(chunk):
    rules = book(MADE_UP, "eksempel/2025")

    @seed(chunk)
    @settings(max_examples=_IN_CHUNK, phases=_PHASES, suppress_health_check=_ALL)
    @given(consistent_documents(rules))
    def check(made):
        assert [] == unexpected(report_on(rules, made))

    check()


@pytest.mark.parametrize("id_", ["helse-nord/2024", "helse-nord/2025", "helse-midt-norge/2025"])
def test_nothing_is_found_in_a_right_submission_to_a_real_rule_book(id_):
    rules = book(SHIPPED, id_)

    @settings(max_examples=4, phases=_PHASES, suppress_health_check=_ALL)
    @given(consistent_documents(rules))
    def check(made):
        assert [] == unexpected(report_on(rules, made))

    check()


@pytest.mark.skipif(not available(), reason="the engine cannot run here")
def test_the_engine_finds_nothing_in_a_right_submission_either():
    rules = book(MADE_UP, "eksempel/2025")

    @settings(max_examples=3, phases=_PHASES, suppress_health_check=_ALL)
    @given(consistent_documents(rules, report="tertial-report"))
    def check(made):
        assert [] == unexpected(report_on(rules, made, proven))

    check()


@pytest.mark.parametrize(
    "written",
    [
        "Ubesatte stillinger var nesten 1 634 i 2025.",
        "Ubesatte stillinger var i overkant av 1 634 i 2025.",
        "Rutinen er versjon 3.3. 80,2 prosent svarte ja, mens de resterende 19,8 prosent svarte nei.",
    ],
)
def test_what_drawn_texts_had_misread(written):
    """The end of a number with its thousands apart was a figure; "3.3. 80" was a day."""
    prose = read_prose(written, Period.parse("2025"))

    assert [] == [f.amount.written for f in prose.figures]
    assert [] == [c.of[0].written for c in prose.claims if c.of[0].number != Fraction(401, 5)]


# -- one fault in a drawn submission


def an_answer_is_lost(document):
    del document["answers"]["innovation"]
    return "not-answered", "answers"


def a_colour_is_lost(document):
    del document["answers"]["climate"]["declared"]
    return "declared-missing", "answers.climate"


def a_total_is_wrong(document):
    document["sums"] = [{"total": "45", "rows": {"Nordby": "12", "Sørby": "42"}}]
    return "sum-differs", "sums.1.total"


def a_claim_is_wrong(document):
    claim = {"relation": "percent-change", "says": "36,3 %", "of": ["128", "209"]}
    document["claims"] = [*document.get("claims", []), claim]
    return "claim-false", f"claims.{len(document['claims'])}.says"


def an_identity_number_is_written(document):
    document["answers"]["training"]["text"] = "Saken gjelder 71125450002."
    return "identity-number", "answers.training.text"


def a_share_in_a_text_is_wrong(document):
    document["answers"]["patient-safety"]["text"] = "Av dem kom 31 av 220 (41,1 %) tilbake."
    return "text-arithmetic", "answers.patient-safety.text"


def the_summary_is_lost(document):
    del document["summary"]
    return "summary-missing", "report"


def the_colours_are_miscounted(document):
    document["declared_totals"] = {"green": "99"}
    return "totals-differ", "declared_totals"


def a_hospital_is_lost(document):
    del document["answers"]["infections"]["by"]["Nordby"]
    return "location-missing", "answers.infections"


def a_sector_is_lost(document):
    green = {"values": {"2025-T2": "78 %"}}  # a red part settles the colour, whatever is missing
    document["answers"]["epicrises"]["by"] = {"somatic-care": green, "addiction-care": green}
    return "component-missing", "answers.epicrises"


def a_value_is_a_word(document):
    document["answers"]["cancelled-operations"]["values"] = {"2025-T2": "mange"}
    return "value-unreadable", "answers.cancelled-operations.values.2025-T2"


@pytest.mark.parametrize(
    "spoil",
    [
        an_answer_is_lost,
        a_colour_is_lost,
        a_total_is_wrong,
        a_claim_is_wrong,
        an_identity_number_is_written,
        a_share_in_a_text_is_wrong,
        the_summary_is_lost,
        the_colours_are_miscounted,
        a_hospital_is_lost,
        a_sector_is_lost,
        a_value_is_a_word,
    ],
)
def test_a_fault_in_a_right_submission_is_found(spoil):
    rules = book(MADE_UP, "eksempel/2025")

    @settings(max_examples=4, phases=_PHASES, suppress_health_check=_ALL)
    @given(consistent_documents(rules, report="tertial-report"))
    def check(made):
        code, place = spoil(made.document)

        assert (code, f"generated.json, {place}") in unexpected(report_on(rules, made))

    check()


def test_a_figure_of_a_drawn_text_is_held_against_its_value():
    """Nothing would be found in right texts either if they were not read."""
    rules = book(MADE_UP, "eksempel/2025")
    found = []

    @settings(max_examples=30, phases=_PHASES, suppress_health_check=_ALL)
    @given(consistent_documents(rules, report="tertial-report"))
    def check(made):
        values = made.document["answers"]["first-consultation"]["values"]
        for period in values:
            values[period] = "7"
        found.extend(code for code, _ in unexpected(report_on(rules, made)))

    check()

    assert found.count("text-value-differs") > 3
