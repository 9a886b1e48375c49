"""Figures and words of running text against the values of the same submission: whose they are, and of what."""

import pytest

from compliance.assess import assess
from compliance.engine import exact_only
from compliance.rulebook.loader import RuleFolder
from written import EN, submission

BOOKS = RuleFolder(None)
COMMUNITY = """\
schema: compliance/submission@1
organisation: Helsefellesskapet Troms og Ofoten
report: annual-report
period: 2022
rule_book: helsefellesskap-troms-ofoten/2022
"""
NARVIK = """\
answers:
  helsefellesskap-troms-ofoten/discharge-ready-days-old-method:
    by:
      Narvik:
        values:
          2022: 1450 døgn
"""
INVOICED = """\
  helsefellesskap-troms-ofoten/discharge-ready-days-invoiced:
    by:
      Narvik:
        values:
          2022: 589 døgn
"""
TRUST = """\
schema: compliance/submission@1
organisation: UNN
report: half-year-report
period: 2025-H1
rule_book: helse-nord/2025
answers:
"""
HIP = """\
  skde/hip-fracture-48h:
    by:
      Narvik:
        values:
          2024: 81,0 %
        text: {text}
"""


def found(written):
    """Codes of what is found about texts and claims."""
    made = submission(written)
    with exact_only() as engine:
        report = assess(BOOKS.book(made.rule_book), made, engine)
    codes = ("text-", "scope-", "claim-", "sum-")
    return [f.code for f in report.findings if f.code.startswith(codes)]


@pytest.mark.parametrize(
    ("summary", "codes"),
    [
        ("Narvik hadde 1 572 utskrivningsklare døgn i 2022.", ["text-value-differs"]),
        ("Narvik hadde 1 450 utskrivningsklare døgn i 2022.", []),
        ("I 2022 var det 1 572 utskrivningsklare døgn i Narvik.", ["text-value-differs"]),
        ("Narvik hadde 1 572 døgn i 2022.", []),  # of what, nobody says
        ("Narvik hadde 1 572 utskrivningsklare pasienter i 2022.", []),
        ("Narvik og Harstad hadde 1 572 utskrivningsklare døgn i 2022.", []),
        ("Det var 1 572 utskrivningsklare døgn i 2022.", []),  # of all places
        ("Narvik hadde 1 572 utskrivningsklare døgn i 2021.", []),
    ],
)
def test_a_summary_that_names_a_place_and_an_indicator_is_held_against_its_value(summary, codes):
    assert found(COMMUNITY + f"summary: {summary}\n" + NARVIK) == codes


def test_of_several_ways_to_count_the_named_one_is_meant():
    summary = "summary: Narvik hadde 598 fakturerte utskrivningsklare døgn i 2022.\n"
    assert found(COMMUNITY + summary + NARVIK + INVOICED) == ["text-value-differs"]


def test_of_several_ways_to_count_none_may_be_meant_so_that_it_is_a_note():
    summary = "summary: Narvik hadde 1 572 utskrivningsklare døgn i 2022.\n"
    assert found(COMMUNITY + summary + NARVIK + INVOICED) == ["scope-unclear"]


def test_what_agrees_with_one_way_to_count_is_fine():
    summary = "summary: Narvik hadde 589 utskrivningsklare døgn i 2022.\n"
    assert found(COMMUNITY + summary + NARVIK + INVOICED) == []


def test_a_value_with_a_narrower_source_is_a_note():
    source = NARVIK + "        source: DIPS, somatikk\n"
    summary = "summary: Narvik hadde 1 572 utskrivningsklare døgn i 2022.\n"
    assert found(COMMUNITY + summary + source) == ["scope-unclear"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Andelen var 18,0 % i 2024.", ["text-value-differs"]),  # far off, but of nothing else
        ("I 2024 lå Narvik på 18,0 %.", ["text-value-differs"]),
        ("Andelen var 81 % i 2024.", []),
        ("Reinnleggelser utgjorde 18,0 % i 2024.", []),  # names something else, and is far off
        ("Vi ser også på epikriser. Andelen var 18,0 % i 2024.", []),
    ],
)
def test_a_first_sentence_that_names_nothing_is_of_its_own_answer(text, codes):
    assert found(TRUST + HIP.format(text=text)) == codes


def test_a_figure_that_is_also_part_of_a_change_is_told_once():
    text = "Andelen sank fra 92,3 % i 2023 til 78,0 % i 2024."
    assert found(TRUST + HIP.format(text=text)) == ["text-value-differs"]


PARTS = """\
schema: compliance/submission@1
organisation: UNN
report: status-report
period: 2023
rule_book: unn/2023
answers:
  digital-consultations:
    values:
      2023-01: 13,4 %
    text: {text}
"""


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "I januar 2023 var andelen digitale konsultasjoner 9,7 % i somatikken og 13,4 % samlet.",
            [],
        ),
        (
            "I januar 2023 var andelen digitale konsultasjoner 9,7 % i somatikken.",
            ["scope-unclear"],
        ),
        ("Målet på 15 % er nådd.", ["text-status-differs"]),
        ("Målet for 2023 er nådd.", ["text-status-differs"]),
        ("Målet på 15 % er ikke nådd.", []),
        ("Målet på 10 % er nådd.", []),  # another target
        ("Målet for 2022 er nådd.", []),
    ],
)
def test_parts_beside_the_whole_and_targets_by_their_number(text, codes):
    assert found(PARTS.format(text=text)) == codes


@pytest.mark.parametrize(
    ("later", "codes"), [("23,6 %", []), ("23,7 %", []), ("23,5 %", ["text-direction-differs"])]
)
def test_figures_that_cannot_have_gone_up_contradict_a_rise(later, codes):
    parts = f"""\
    by:
      somatikk:
        values:
          2022-01: 23,6 %
          2023-01: {later}
        text: Andelen digitale konsultasjoner har gått opp.
"""
    assert found(PARTS.format(text="Vi er i gang.") + parts) == codes


@pytest.mark.parametrize(
    ("total", "codes"),
    [
        ("-509", []),
        ("-1242", ["claim-undecidable"]),  # what the row without a figure holds is not known
    ],
)
def test_a_row_without_a_figure_may_hold_the_rest(total, codes):
    rows = 'StO: "-291"\n      HMR: "-609"\n      HNT: "391"\n      Andre: "-"\n'
    sums = f'sums:\n  - total: "{total}"\n    rows:\n      {rows}'
    assert found(COMMUNITY + sums + NARVIK) == codes


@pytest.mark.parametrize(
    ("total", "code"), [("40", "claim-undecidable"), ("20", "sum-differs"), ("-3", "sum-differs")]
)
def test_a_row_without_a_figure_cannot_make_counts_less(total, code):
    sums = f'sums:\n  - total: "{total}"\n    rows:\n      A: 16\n      B: 17\n      C: "-"\n'
    assert found(COMMUNITY + sums + NARVIK) == [code]


def test_the_message_of_a_note_names_what_narrows_the_value():
    made = submission(
        COMMUNITY
        + "summary: Narvik hadde 1 572 utskrivningsklare døgn i 2022.\n"
        + NARVIK
        + INVOICED
    )
    with exact_only() as engine:
        report = assess(BOOKS.book(made.rule_book), made, engine)
    said = [EN.say(f.message) for f in report.findings if f.code == "scope-unclear"]
    assert ["påbegynte døgn" in one for one in said] == [True]
