"""The whole explanation of one assessment of each kind, written by hand."""

import pytest

from one_card import book, explained
from written import card

SOURCE = "    source:\n      document: Krav\n"


def said(made, answer, **options):
    """The explanation of an answer, given without its key; its first line is line 8 of the file."""
    text = "  asked:\n" + "".join(f"    {line}\n" for line in answer.splitlines())
    return explained(book(made), text, **options)


def figure(target, *, unit="percent", direction="lower", head="", more="", decimals=1):
    """A card with a figure."""
    return card(
        f"{head}measure:\n  unit: {unit}\n  decimals: {decimals}\n{more}"
        f"direction: {direction} is better\ntargets:\n{target}{SOURCE}"
    )


# trajectory

FALLING = figure("""\
  - from: 2024-01-01
    kind: trajectory
    baseline: own value in 2023
    reduce: 5 %
    each: year
    of: last year's target
    until: 7.5 %
""")
FALLS = "down 5 % of last year's target each year from the value in 2023, until 7.5 %"


def test_a_trajectory_that_is_missed():
    assert [
        "9.1 % in half-year 1 2025 (s.yaml:9).",
        "It counts from 10 % in 2023 (s.yaml:10).",
        f"Target from 2024-01-01: {FALLS}, that is green at most 9.025 %.",
        "The value is above 9.025 %, so red.",
        "Margin to the green threshold: −0.1 percentage points.",
        "0.1 percentage points less (9 %) would make it green.",
        "Source: Krav.",
    ] == said(FALLING, "values:\n  2025-H1: 9.1 %\n  2023: 10 %")


def test_the_end_of_a_trajectory_without_a_baseline():
    assert [
        "7.5 % in half-year 1 2025 (s.yaml:9).",
        f"Target from 2024-01-01: {FALLS}, that is green at most 7.5 %.",
        "The value is at most 7.5 %, so green.",
        "Margin to the green threshold: 0 percentage points.",
        "Source: Krav.",
    ] == said(FALLING, "values:\n  2025-H1: 7.5 %")


def test_a_trajectory_with_nothing_to_count_from():
    assert [
        "8 % in half-year 1 2025 (s.yaml:9).",
        f"Target from 2024-01-01: {FALLS}, that is green at most 7.5 %.",
        "The end of the trajectory is not reached. Not assessed: the value to compare with is missing.",
        "Margin to the green threshold: −0.5 percentage points.",
        "0.5 percentage points less (7.5 %) would make it green.",
        "Source: Krav.",
    ] == said(FALLING, "values:\n  2025-H1: 8 %")


# comparison

GROWTH = "beside:\n  - id: growth\n    nb: veksten\n    en: the growth\n"
ABOVE = figure(
    "  - from: 2024-01-01\n    kind: comparison\n    green: above growth\n",
    direction="higher",
    head=GROWTH,
)
EASED = figure(
    "  - from: 2024-01-01\n    kind: comparison\n    green: at least growth\n"
    "    tolerance: 1 percentage point\n",
    direction="higher",
    head=GROWTH,
)


def test_a_comparison_on_its_edge():
    assert [
        "2.2 % in half-year 1 2025 (s.yaml:9).",
        "It is compared with the growth: 2.2 % (s.yaml:12).",
        "Target from 2024-01-01: above the growth, that is green above 2.2 %.",
        "The value is at most 2.2 %, so red.",
        "Margin to the green threshold: 0 percentage points.",
        "0.1 percentage points more (2.3 %) would make it green.",
        "Source: Krav.",
    ] == said(ABOVE, "values:\n  2025-H1: 2.2 %\nbeside:\n  growth:\n    2025-H1: 2.2 %")


def test_a_comparison_with_a_tolerance():
    assert [
        "1.5 % in half-year 1 2025 (s.yaml:9).",
        "It is compared with the growth: 2.2 % (s.yaml:12).",
        (
            "Target from 2024-01-01: at least the growth (tolerance 1 percentage point), "
            "that is green at least 1.2 %."
        ),
        "The value is at least 1.2 %, so green.",
        "Margin to the green threshold: +0.3 percentage points.",
        "Source: Krav.",
    ] == said(EASED, "values:\n  2025-H1: 1.5 %\nbeside:\n  growth:\n    2025-H1: 2.2 %")


# parts

COMPONENTS = """\
components:
  - id: north
    nb: Nord
    en: North
  - id: south
    nb: Sør
    en: South
  - id: west
    nb: Vest
    en: West
"""
BOUNDS = "kind: threshold\n        green: at least 70 %\n        yellow: at least 50 %\n"
EACH = "  - from: 2020-01-01\n    kind: each\n    target:\n      " + BOUNDS.replace("   g", " g").replace("   y", " y")  # fmt: skip
ANY = "  - from: 2020-01-01\n    kind: any of\n    targets:\n" + "".join(
    f"      - component: {name}\n        {BOUNDS}" for name in ("north", "south", "west")
)
WANTED = "green at least 70 %, yellow at least 50 %"


def parts(target):
    return figure(target, direction="higher", head=COMPONENTS)


def given(**values):
    """An answer with these values of its components."""
    return "by:\n" + "".join(
        f"  {name}:\n    values:\n      2025-H1: {value}\n" for name, value in values.items()
    )


IN_EACH = f"Target from 2020-01-01: {WANTED}, in each of 3."
TWO = EACH + "    needed: 2 of 3\n"
IN_TWO = f"Target from 2020-01-01: {WANTED}, in 2 of 3."
IN_ANY = f"Target from 2020-01-01: one of: North: {WANTED}; South: {WANTED}; West: {WANTED}."


@pytest.mark.parametrize(
    ("target", "values", "expected"),
    [
        (EACH, ("80 %", "70 %", "75 %"),
         ["North: green.", "South: green.", "West: green.", IN_EACH,
          "Met for all 3 parts, so green."]),
        (EACH, ("80 %", "60 %", "40 %"),
         ["North: green.", "South: yellow.", "West: red.", IN_EACH, "Not met for West, so red.",
          "It is green when the rest is green too: South, West."]),
        (EACH, ("40 %", "60 %", "40 %"),
         ["North: red.", "South: yellow.", "West: red.", IN_EACH,
          "Not met for North, West, so red."]),
        (EACH, ("80 %", "60 %", "75 %"),
         ["North: green.", "South: yellow.", "West: green.", IN_EACH,
          "None is red, but South yellow, so yellow.",
          "It is green when the rest is green too: South."]),
        (EACH, ("80 %", '"-"', "i.a."),
         ["North: green.", "South: no value is given.",
          "West: the answer says that it is not applicable.", IN_EACH,
          "Not assessed: no value is given (South).",
          "It is green when the rest is green too: South, West."]),
        (TWO, ("80 %", "60 %", "75 %"),
         ["North: green.", "South: yellow.", "West: green.", IN_TWO,
          "2 of 3 are green and 2 are needed, so green."]),
        (TWO, ("80 %", "60 %", "40 %"),
         ["North: green.", "South: yellow.", "West: red.", IN_TWO,
          "1 of 3 are green and 2 are needed, so red.",
          "1 more of these would make it green: South, West."]),
        (ANY, ("40 %", "80 %", "75 %"),
         ["North: red.", "South: green.", "West: green.", IN_ANY,
          "Met for South, West, and one is enough, so green."]),
        (ANY, ("40 %", "60 %", "40 %"),
         ["North: red.", "South: yellow.", "West: red.", IN_ANY,
          "Not met for any of 3 parts, so yellow.",
          "One of these would make it green: North, South, West."]),
    ],
)  # fmt: skip
def test_a_target_of_three_parts(target, values, expected):
    north, south, west = values
    answer = given(north=north, south=south, west=west)

    assert [*expected, "Source: Krav."] == said(parts(target), answer)


def test_a_part_that_is_absent():
    assert [
        "North: green.",
        IN_EACH,
        "Not assessed: a part of it is missing (South, West).",
        "It is green when the rest is green too: South, West.",
        "Source: Krav.",
    ] == said(parts(EACH), given(north="80 %"))


def test_a_figure_of_the_whole_that_is_not_judged():
    assert [
        IN_EACH,
        "Not assessed: a part of it is missing (North, South, West).",
        "The figure of the whole, 80 %, is not judged: the target is for each of its 3 parts.",
        "Source: Krav.",
    ] == said(parts(EACH), "values:\n  2025-H1: 80 %")


def test_a_part_is_explained_by_itself():
    assert [
        "60 % in half-year 1 2025 (s.yaml:14).",
        f"Target from 2020-01-01: {WANTED}.",
        "The value is at least 50 % and below 70 %, so yellow.",
        "Margin to the green threshold: −10 percentage points.",
        "10 percentage points more (70 %) would make it green.",
        "Source: Krav.",
    ] == said(parts(EACH), given(north="80 %", south="60 %"), number=2)


def test_the_parts_in_norwegian():
    answer = given(north="80 %", south="60 %", west="40 %")

    assert [
        "Nord: grønn.",
        "Sør: gul.",
        "Vest: rød.",
        "Mål fra 1.1.2020: grønn ved minst 70 %, gul ved minst 50 %, i hver av 3.",
        "Ikke nådd for Vest, altså rød.",
        "Det blir grønt når resten også er grønt: Sør, Vest.",
        "Kilde: Krav.",
    ] == said(parts(EACH), answer, language="nb")


MIXED = card("""\
components:
  - id: in
    nb: Start
    en: Onboarding
  - id: out
    nb: Slutt
    en: Offboarding
targets:
  - from: 2024-01-01
    kind: all of
    targets:
      - component: in
        kind: status
      - component: out
        kind: deadline
        due: 2025-07-31
    source:
      document: Krav
""")


def test_parts_of_different_kinds():
    answer = "by:\n  in:\n    status: Innfridd\n  out:\n    delivered: no"

    assert [
        "Onboarding: green.",
        "Offboarding: it is not due yet.",
        (
            "Target from 2024-01-01: all of: Onboarding: status “innfridd” / “oppfylt” / “nådd” / “met”; "
            "Offboarding: by 2025-07-31."
        ),
        "Not assessed: it is not due yet (Offboarding).",
        "It is green when the rest is green too: Offboarding.",
        "Source: Krav.",
    ] == said(MIXED, answer)


# risk

LEVELS = card("""\
trend:
  against: the period before
targets:
  - from: 2024-01-01
    kind: risk
    green:
      - grønn
    yellow:
      - gul
    source:
      document: Krav
""")
MATRIX = card("""\
targets:
  - from: 2024-01-01
    kind: risk
    matrix:
      lav:
        liten: green
        stor: green
      høy:
        liten: yellow
        stor: red
    source:
      document: Krav
""")


def test_a_stated_level():
    assert [
        "The stated level in tertial 1 2025 is “Gul” (s.yaml:10).",
        "Target from 2024-01-01: risk level “grønn”.",
        "So yellow, by the organisation's own word.",
        "Trend: worse (from “Grønn” in tertial 3 2024).",
        "Source: Krav.",
    ] == said(LEVELS, "values:\n  2024-T3: Grønn\n  2025-T1: Gul")


def test_a_cell_of_a_matrix():
    assert [
        "Probability × consequence in tertial 1 2025 is “Høy × stor” (s.yaml:9).",
        "Target from 2024-01-01: probability × consequence lav × liten, lav × stor.",
        "In the risk matrix that is red.",
        "It would be green with probability “lav”.",
        "Source: Krav.",
    ] == said(MATRIX, "values:\n  2025-T1:\n    probability: Høy\n    consequence: stor")


# announced, withdrawn, and for some


@pytest.mark.parametrize(
    ("kind", "words", "reason"),
    [
        ("expected", "no level set", "no level has been set"),
        ("withdrawn", "withdrawn", "no target is in force for this time"),
    ],
)
def test_where_nothing_is_demanded(kind, words, reason):
    made = figure(f"  - from: 2025-01-01\n    kind: {kind}\n", unit="count", decimals=0)

    assert [
        "6 in May 2025 (s.yaml:9).",
        f"Target from 2025-01-01: {words}.",
        f"Not assessed: {reason}.",
        "Source: Krav.",
    ] == said(made, "values:\n  2025-05: 6")


def test_a_target_that_is_otherwise_for_some():
    made = card("""\
measure:
  unit: percent
direction: higher is better
targets:
  - from: 2025-01-01
    kind: threshold
    green: at least 60 %
    source:
      document: Krav
    for:
      TRI:
        green: at least 70 %
        assumed: som avtalt
        source:
          document: Brev
""")

    assert [
        "65 % in half-year 1 2025 (s.yaml:9).",
        "Target from 2025-01-01: at least 70 %.",
        "The value is below 70 %, so red.",
        "Margin to the green threshold: −5 percentage points.",
        "5 percentage points more (70 %) would make it green.",
        "Assumed: som avtalt.",
        "Source: Brev.",
    ] == said(made, "values:\n  2025-H1: 65 %")


# derived figures

SHARE_OF = "beside:\n  - id: staff\n    nb: de ansatte\n    en: the staff\n"


def test_a_complement():
    made = figure(
        "  - from: 2025-01-01\n    kind: threshold\n    green: at least 84 %\n",
        direction="higher",
        more="  derived: complement\n",
    )

    assert [
        "17 % was given, that is 83 % in half-year 1 2025 (s.yaml:9).",
        "Target from 2025-01-01: at least 84 %.",
        "The value is below 84 %, so red.",
        "Margin to the green threshold: −1 percentage point.",
        "1 percentage point more (84 %) would make it green.",
        "Source: Krav.",
    ] == said(made, "values:\n  2025-H1: 17 %")


def test_a_share_without_its_whole():
    made = figure(
        "  - from: 2025-01-01\n    kind: threshold\n    green: at least 48 %\n",
        direction="higher",
        head=SHARE_OF,
        more="  derived: share of staff\n",
    )

    assert [
        "Target from 2025-01-01: at least 48 %.",
        "Not assessed: no value is given.",
        "For half-year 1 2025 the figure “the staff” is not given, so nothing can be worked out.",
        "Source: Krav.",
    ] == said(made, "values:\n  2025-H1: 16")


def test_a_mean_of_months():
    """16 in three months is 5.33… each."""
    made = figure(
        "  - from: 2025-01-01\n    kind: threshold\n    green: at most 5\n",
        unit="hours",
        more="  derived: mean of 3 months\n",
    )

    assert [
        "5.3 hours in April to June 2025 (s.yaml:11).",
        "Target from 2025-01-01: at most 5 hours.",
        "The value is above 5 hours, so red.",
        "Margin to the green threshold: −0.3 hours.",
        "0.3 hours less (5 hours) would make it green.",
        "Source: Krav.",
    ] == said(made, "values:\n  2025-04: 5\n  2025-05: 5\n  2025-06: 6")


# stated changes

RISING = figure(
    """\
  - from: 2024-01-01
    kind: trajectory
    baseline: own value in 2023
    increase: 10 %
    each: year
    of: last year's target
    until: 80
""",
    unit="count",
    direction="higher",
    decimals=0,
)
MORE = figure(
    "  - from: 2024-01-01\n    kind: baseline\n    green: at least 15 % more than the value in 2023\n",
    unit="count",
    direction="higher",
    decimals=0,
)


def test_a_change_that_is_judged_in_place_of_a_value():
    assert [
        "The stated change is +14 % since 2023 (s.yaml:9).",
        (
            "Target from 2024-01-01: at least 15 % more than the value in 2023, "
            "as a change green at least 15 %."
        ),
        "The change is below 15 %, so red.",
        "Margin to the green threshold: −1 percentage point.",
        "Source: Krav.",
    ] == said(MORE, "changes:\n  - +14 % since 2023")


def test_a_change_that_does_not_tell_whether_the_end_is_reached():
    """Twice 10 % is 21 % more."""
    assert [
        "The stated change is +20 % since 2023 (s.yaml:9).",
        (
            "Target from 2024-01-01: up 10 % of last year's target each year from the value in 2023, "
            "until 80, as a change green at least 21 %."
        ),
        (
            "The change is below 21 %, and the value itself is not given: it may have reached the end "
            "of the trajectory. Not assessed: no value is given."
        ),
        "Margin to the green threshold: −1 percentage point.",
        "Source: Krav.",
    ] == said(RISING, "changes:\n  - +20 % since 2023")


def test_a_baseline_that_a_difference_gives():
    """182 − 23 is 159, and 15 % more than that is 182.85."""
    assert [
        "182 in half-year 1 2025 (s.yaml:9).",
        "It counts from 159 in 2023, worked out from the stated change +23 since 2023 (s.yaml:11).",
        (
            "Target from 2024-01-01: at least 15 % more than the value in 2023, "
            "that is green at least 182.85."
        ),
        "The value is below 182.85, so red.",
        "Margin to the green threshold: −1.",
        "1 more (183 in all) would make it green.",
        "Source: Krav.",
    ] == said(MORE, "values:\n  2025-H1: 182\nchanges:\n  - +23 since 2023")


# trend


@pytest.mark.parametrize(
    ("earlier", "expected"),
    [
        ("12 %", "Trend: better (−10 % from 12.0 % in half-year 1 2024)."),
        ("10.8 %", "Trend: stable (0 % from 10.8 % in half-year 1 2024)."),
        ("10 %", "Trend: worse (+8 % from 10.0 % in half-year 1 2024)."),
        ('"-"', None),
    ],
)
def test_a_trend_stands_after_what_would_make_it_green(earlier, expected):
    made = figure(
        "  - from: 2024-01-01\n    kind: threshold\n    green: at most 10 %\n",
        head="trend:\n  against: same months last year\n  better_from: 2 %\n  worse_from: 2 %\n",
    )

    assert [
        "10.8 % in half-year 1 2025 (s.yaml:10).",
        "Target from 2024-01-01: at most 10 %.",
        "The value is above 10 %, so red.",
        "Margin to the green threshold: −0.8 percentage points.",
        "0.8 percentage points less (10 %) would make it green.",
        *([] if expected is None else [expected]),
        "Source: Krav.",
    ] == said(made, f"values:\n  2024-H1: {earlier}\n  2025-H1: 10.8 %")
