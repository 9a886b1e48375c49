"""What a card demands in sentences, one kind of target after the other; each expected text is written by hand."""

from datetime import date
from pathlib import Path

import pytest

from compliance.cli.lines import broken
from compliance.colour import Colour, Reason
from compliance.explain import Grid, Line, card_lines
from compliance.explain.lines import Rule, Unassessed
from compliance.explain.rules import demand_lines
from compliance.report.page import Page
from compliance.rulebook.loader import RuleFolder
from written import EN, RULES, card

ROOT = Path(__file__).parents[1]
FIGURE = """\
measure:
  unit: {unit}
  decimals: 1
direction: {direction} is better
"""


def figure(targets, unit="percent", direction="higher", more=""):
    """A card with a figure, from its targets."""
    return card(FIGURE.format(unit=unit, direction=direction) + more + targets)


def said(made, day=None, whom=()):
    """The targets of a card as they are printed, without the head and the general reasons."""
    page = Page(EN, None, "utf-8")
    lines = [line for line in card_lines(made, day, whom) if not isinstance(line.thing, Unassessed)]
    start = next(n for n, line in enumerate(lines) if EN.say(line.thing).startswith("From "))
    return [row for line in lines[start:] for row in broken(Line(line.thing, line.depth), page)]


def head(made):
    """What is said of a card before its targets."""
    page = Page(EN, None, "utf-8")
    rows = [row for line in card_lines(made) for row in broken(line, page)]
    return rows[: next(n for n, row in enumerate(rows) if row.startswith("  From "))]


def meaning(made):
    """The sentences about the first target alone, nothing left out."""
    page = Page(EN, None, "utf-8")
    return [
        row for line in demand_lines(made.targets[0].demand, made) for row in broken(line, page)
    ]


GENERAL = (
    "Not assessed either when no value is given (no-value); what is given cannot be read (value-unreadable); "
    "the answer says that it is not applicable (not-applicable); what is given is not precise enough for one "
    "colour (value-imprecise); the latest value is too old for this report (value-too-old); it rests on too "
    "few cases (too-few-cases)."
)


# figures


def test_threshold():
    made = figure("targets:\n  - from: 2025-01-01\n    kind: threshold\n    green: at least 60 %\n"
                  "    yellow: at least 45 %\n")  # fmt: skip

    assert [
        "Given a value, when it is at least 60 %, then green.",
        "Given a value, when it is below 60 % but at least 45 %, then yellow.",
        "Given a value, when it is below 45 %, then red.",
        GENERAL,
    ] == meaning(made)


@pytest.mark.parametrize(
    ("green", "direction", "met", "missed"),
    [
        ("at least 5 %", "higher", "at least 5 %", "below 5 %"),
        ("above 5 %", "higher", "above 5 %", "at most 5 %"),
        ("at most 5 %", "lower", "at most 5 %", "above 5 %"),
        ("below 5 %", "lower", "below 5 %", "at least 5 %"),
    ],
)
def test_each_relation_has_its_other_side(green, direction, met, missed):
    made = figure(f"targets:\n  - from: 2025-01-01\n    kind: threshold\n    green: {green}\n",
                  direction=direction)  # fmt: skip

    assert [
        f"Given a value, when it is {met}, then green.",
        f"Given a value, when it is {missed}, then red.",
        GENERAL,
    ] == meaning(made)


def test_range():
    made = figure("targets:\n  - from: 2025-01-01\n    kind: range\n    green: 4 % to 5 %\n")

    assert [
        "Given a value, when it is from 4 to 5 %, then green.",
        "Given a value, when it is below 4 % or above 5 %, then red.",
        GENERAL,
    ] == meaning(made)


def test_baseline():
    made = figure("targets:\n  - from: 2025-01-01\n    kind: baseline\n"
                  "    green: at most the value in 2019, same months\n", direction="lower")  # fmt: skip

    assert [
        "Given a value and its baseline (the value in 2019, same months), when it is at most the baseline, then green.",
        "Given a value and its baseline (the value in 2019, same months), when it is above the baseline, then red.",
        "Given a value and its baseline (the value in 2019, same months), when the baseline is missing, then not assessed (no-baseline).",
        GENERAL,
    ] == meaning(made)


def test_a_percentage_of_a_baseline_cannot_be_of_0():
    made = figure("targets:\n  - from: 2025-01-01\n    kind: baseline\n"
                  "    green: at least 15 % more than the value in 2023\n"
                  "    yellow: at least 5 % more than the value in 2023\n", unit="hours")  # fmt: skip

    assert [
        "Given a value and its baseline (the value in 2023), when it is at least 15 % more than the baseline, then green.",
        "Given a value and its baseline (the value in 2023), when it is below 15 % more than the baseline but at least 5 % more than the baseline, then yellow.",
        "Given a value and its baseline (the value in 2023), when it is below 5 % more than the baseline, then red.",
        "Given a value and its baseline (the value in 2023), when the baseline is missing, then not assessed (no-baseline).",
        "Given a value and its baseline (the value in 2023), when the baseline is 0, then not assessed (baseline-zero).",
        GENERAL,
    ] == meaning(made)


def test_baselines_that_the_authority_has_fixed():
    made = figure("targets:\n  - from: 2025-01-01\n    kind: baseline\n    green: at most the value in 2024\n"
                  "    baselines:\n      UNN:\n        2024: 40\n      FIN:\n        2024: 7\n",
                  unit="count", direction="lower")  # fmt: skip

    fixed = [row.strip() for row in said(made) if "Fixed" in row]
    assert ["Fixed baseline of UNN in 2024: 40.", "Fixed baseline of FIN in 2024: 7."] == fixed
    of_fin = [row.strip() for row in said(made, whom=("FIN",)) if "Fixed" in row]
    assert ["Fixed baseline of FIN in 2024: 7."] == of_fin


TRAJECTORY = """\
targets:
  - from: 2024-01-01
    kind: trajectory
    baseline: own value in 2023
    {step}
    each: year
    {of}
    until: 7.5 %
"""


def trajectory(step, of, **options):
    return figure(
        TRAJECTORY.format(step=step, of=of).replace("    \n", ""),
        **{"direction": "lower"} | options,
    )


def test_trajectory():
    assert [
        "The threshold is 95 % of the baseline in 2024, 90.25 % of the baseline in 2025, 85.7375 % of the baseline in 2026 and so on, but never below 7.5 %.",
        "Given a value and its baseline (the value in 2023), when it is at most the threshold of its year, then green.",
        "Given a value without a baseline, when it is at most 7.5 %, then green.",
        "Given a value and its baseline (the value in 2023), when it is above the threshold of its year, then red.",
        "Given a value without a baseline, when it is above 7.5 %, then not assessed (no-baseline).",
        "Given a value and its baseline (the value in 2023), when the baseline is 0, then not assessed (baseline-zero).",
        GENERAL,
    ] == meaning(trajectory("reduce: 5 %", "of: last year's target"))


@pytest.mark.parametrize(
    ("step", "of", "direction", "first"),
    [
        ("reduce: 5 %", "of: the baseline", "lower",
         "The threshold is 95 % of the baseline in 2024, 90 % of the baseline in 2025, 85 % of the baseline in 2026 and so on, but never below 7.5 %."),
        ("reduce: 0.5 percentage points", "", "lower",
         "The threshold is 0.5 percentage points less than the baseline in 2024, 1 percentage point less than the baseline in 2025, 1.5 percentage points less than the baseline in 2026 and so on, but never below 7.5 %."),
        ("increase: 10 %", "of: last year's target", "higher",
         "The threshold is 110 % of the baseline in 2024, 121 % of the baseline in 2025, 133.1 % of the baseline in 2026 and so on, but never above 7.5 %."),
    ],
)  # fmt: skip
def test_a_trajectory_says_how_its_steps_add_up(step, of, direction, first):
    """Five percent a year has three readings; a zero baseline only harms percentages."""
    rows = meaning(trajectory(step, of, direction=direction))

    assert first == rows[0]
    assert ("points" not in step) == any("baseline-zero" in row for row in rows)


COMPARISON = """\
beside:
  - id: growth
    nb: veksten
    en: the growth
targets:
  - from: 2024-01-01
    kind: comparison
    green: above growth
"""


def test_comparison():
    assert [
        "Given a value and the growth of the same period, when it is above the growth, then green.",
        "Given a value and the growth of the same period, when it is at most the growth, then red.",
        "Given a value and the growth of the same period, when the growth is missing, then not assessed (no-baseline).",
        GENERAL,
    ] == meaning(figure(COMPARISON))


def test_the_tolerance_of_a_comparison_counts_to_the_easier_side():
    more = figure(COMPARISON + "    tolerance: 1 percentage point\n")
    less = figure("targets:\n  - from: 2024-01-01\n    kind: comparison\n    green: at most the budget\n"
                  "    tolerance: 2 %\n", unit="NOK", direction="lower")  # fmt: skip

    assert (
        "Given a value and the growth of the same period, when it is above the growth minus the tolerance of 1 percentage point, then green."
        == meaning(more)[0]
    )
    assert [
        "Given a value and the budget of the same period, when it is at most the budget plus the tolerance of 2 % of the budget, then green.",
        "Given a value and the budget of the same period, when it is above the budget plus the tolerance of 2 % of the budget, then red.",
        "Given a value and the budget of the same period, when the budget is missing, then not assessed (no-baseline).",
        "Given a value and the budget of the same period, when the budget is 0, then not assessed (baseline-zero).",
        GENERAL,
    ] == meaning(less)


@pytest.mark.parametrize(
    ("green", "direction", "rows"),
    [
        ("at least 200 hours", "higher", [
            "Given the total of the year so far, when it is at least 200 hours, then green.",
            "Given the total of the year so far, when it is below 200 hours and the year is over, then red.",
            "Given the total of the year so far, when it is below 200 hours and the year is not over, then not assessed (not-due).",
        ]),
        ("at most 200 hours", "lower", [
            "Given the total of the year so far, when it is at most 200 hours and the year is over, then green.",
            "Given the total of the year so far, when it is above 200 hours, then red.",
            "Given the total of the year so far, when it is at most 200 hours and the year is not over, then not assessed (not-due).",
        ]),
    ],
)  # fmt: skip
def test_a_running_total_waits_while_its_colour_can_change(green, direction, rows):
    made = card(
        f"measure:\n  unit: hours\n  total_over: year\ndirection: {direction} is better\n"
        f"targets:\n  - from: 2025-01-01\n    kind: threshold\n    green: {green}\n"
    )

    assert [*rows, GENERAL] == meaning(made)


# days and words


def test_deadline():
    made = card("targets:\n  - from: 2025-01-01\n    kind: deadline\n    due: 2025-11-01\n")

    assert [
        "Given a day of delivery, when it is 2025-11-01 or earlier, then green.",
        "Given a day of delivery, when it is later than 2025-11-01, then red.",
        "Given the answer “delivered: no”, when 2025-11-01 has passed, then red.",
        "Given the answer “delivered: no”, or no day at all, when 2025-11-01 has not passed, then not assessed (not-due).",
        "Given no day at all, when 2025-11-01 has passed, then not assessed (no-value).",
        "Not assessed either when what is given cannot be read (value-unreadable).",
    ] == meaning(made)


def test_status_with_words_of_its_own():
    made = card("targets:\n  - from: 2025-01-01\n    kind: status\n    green:\n      - ferdig\n      - levert\n"
                "    red:\n      - ikke begynt\n")  # fmt: skip

    assert [
        "Given the organisation's own written status, when it is “ferdig” / “levert”, then green.",
        "Given the organisation's own written status, when it is “ikke begynt”, then red.",
        "Given the organisation's own written status, when it is anything else, then not assessed (value-unreadable).",
        "Not assessed either when no value is given (no-value).",
    ] == meaning(made)


RISK = """\
targets:
  - from: 2025-01-01
    kind: risk
    matrix:
      lav:
        liten: green
        stor: yellow
      høy:
        liten: yellow
        stor: red
"""
OF_RISK = (
    "Not assessed either when no value is given (no-value); what is given cannot be read (value-unreadable); "
    "the answer says that it is not applicable (not-applicable); the latest value is too old for this report "
    "(value-too-old)."
)


def test_risk_in_words():
    made = card("targets:\n  - from: 2025-01-01\n    kind: risk\n    green:\n      - grønn\n    yellow:\n"
                "      - gul\n    red:\n      - rød\n")  # fmt: skip

    assert [
        "Given the stated level of risk, when it is “grønn”, then green.",
        "Given the stated level of risk, when it is “gul”, then yellow.",
        "Given the stated level of risk, when it is “rød”, then red.",
        OF_RISK,
    ] == meaning(made)


def test_risk_as_a_grid():
    assert [
        "Given probability (down) and consequence (across), then the colour where they meet:",
        "       liten   stor",
        "  lav  green   yellow",
        "  høy  yellow  red",
        OF_RISK,
    ] == meaning(card(RISK))


def test_a_grid_on_a_page_too_narrow_for_it():
    made = card(RISK.replace("stor:", "svært stor:"))
    (grid,) = [
        Line(line.thing, 1)
        for line in demand_lines(made.targets[0].demand, made)
        if isinstance(line.thing, Grid)
    ]

    assert [
        "  lav: liten = green,",
        "    svært stor = yellow",
        "  høy: liten = yellow,",
        "    svært stor = red",
    ] == list(broken(grid, Page(EN, 24, "utf-8")))
    assert [
        "       liten   svært stor",
        "  lav  green   yellow",
        "  høy  yellow  red",
    ] == list(broken(grid, Page(EN, 25, "utf-8")))


# several


SOURCE = "    source:\n      document: Krav\n"
PARTS = """\
components:
  - id: a
    nb: Del A
    en: Part A
  - id: b
    nb: Del B
    en: Part B
"""


def test_each():
    made = figure("targets:\n  - from: 2025-01-01\n    kind: each\n    target:\n      kind: threshold\n"
                  "      green: at least 70 %\n" + SOURCE, more=PARTS)  # fmt: skip

    assert [
        "For each of Part A, Part B: at least 70 %.",
        "  Given a value, when it is at least 70 %, then green.",
        "  Given a value, when it is below 70 %, then red.",
        f"  {GENERAL}",
        "Together:",
        "  Given the 2 parts, when all are green, then green.",
        "  Given the 2 parts, when at least one is red, then red.",
        "  Given the 2 parts, when none is red and at least one is not assessed, one of these because it is absent, then not assessed (component-missing).",
        "  Given the 2 parts, when none is red and at least one is not assessed, none of these because it is absent, then not assessed, for the first one's reason.",
        "  Given an answer, when it says nothing of any part, then not assessed (no-value).",
    ] == meaning(made)


def test_yellow_of_several_only_where_a_part_can_be_yellow():
    made = figure("targets:\n  - from: 2025-01-01\n    kind: each\n    target:\n      kind: threshold\n"
                  "      green: at least 70 %\n      yellow: at least 50 %\n" + SOURCE, more=PARTS)  # fmt: skip

    assert (
        "  Given the 2 parts, when all are assessed, none is red and at least one is yellow, then yellow."
        in meaning(made)
    )


def test_so_many_of_each():
    made = figure("targets:\n  - from: 2025-01-01\n    kind: each\n    needed: 1 of 2\n    target:\n"
                  "      kind: threshold\n      green: at least 70 %\n" + SOURCE, more=PARTS)  # fmt: skip

    assert [
        "  Given the 2 parts, when 1 or more are green, then green.",
        "  Given the 2 parts, when fewer than 1 are green or not assessed, then red.",
        "  Given the 2 parts, when fewer than 1 are green, but those not assessed could make up for it, one of these because it is absent, then not assessed (component-missing).",
        "  Given the 2 parts, when fewer than 1 are green, but those not assessed could make up for it, none of these because it is absent, then not assessed, for the first one's reason.",
    ] == meaning(made)[5:-1]


def test_all_of():
    made = card(PARTS + "targets:\n  - from: 2025-01-01\n    kind: all of\n    targets:\n"
                "      - component: a\n        kind: status\n        green:\n          - ja\n        red:\n          - nei\n"
                "      - kind: deadline\n        due: 2025-11-01\n" + SOURCE)  # fmt: skip

    rows = meaning(made)
    assert "For Part A: status “ja”." == rows[0]
    assert "For the answer itself: by 2025-11-01." == rows[5]
    assert "  Given the 2 parts, when all are green, then green." == rows[13]


def test_any_of():
    made = card("targets:\n  - from: 2025-01-01\n    kind: any of\n    targets:\n"
                "      - kind: status\n"
                "      - kind: deadline\n        due: 2025-11-01\n" + SOURCE)  # fmt: skip

    rows = meaning(made)
    assert [
        "Together:",
        "  Given the 2 parts, when at least one is green, then green.",
        "  Given the 2 parts, when all are assessed, none is green and at least one is yellow, then yellow.",
        "  Given the 2 parts, when all are red, then red.",
        "  Given the 2 parts, when none is green and at least one is not assessed, then not assessed, for the first one's reason.",
        "  Given an answer, when it says nothing of any part, then not assessed (no-value).",
    ] == rows[rows.index("Together:") :]


def test_parts_without_a_target_for_all_stand_alone():
    made = figure(
        "targets:\n  - from: 2025-01-01\n    kind: threshold\n    green: at least 70 %\n",
        more=PARTS,
    )

    assert "Each part that is answered is judged on its own." == meaning(made)[0]


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("expected", "Given any answer, when no level has been set, then not assessed (target-not-set)."),
        ("withdrawn", "Given any answer, when nothing is demanded any more, then not assessed (no-target-in-force)."),
    ],
)  # fmt: skip
def test_nothing_demanded(kind, row):
    assert [row] == meaning(card(f"targets:\n  - from: 2025-01-01\n    kind: {kind}\n"))


# cards

DATED = """\
targets:
  - from: 2023-01-01
    kind: threshold
    green: at least 50 %
    source:
      document: Krav 2023
      place: "7"
      year: "2022"
      url: https://example.org/krav
  - from: 2024-01-01
    to: 2025-01-01
    kind: threshold
    green: at least 60 %
    assumed: carried over
    for:
      UNN:
        green: at least 70 %
        assumed: by letter
      all trusts:
        green: at least 65 %
"""


def test_every_target_with_its_days_its_source_and_whom_it_differs_for():
    assert [
        "  From 2023-01-01 through 2023-12-31: at least 50 %.",
        "    Given a value, when it is at least 50 %, then green.",
        "    Given a value, when it is below 50 %, then red.",
        "    Source: Krav 2023, 7, 2022.",
        "    https://example.org/krav",
        "  From 2024-01-01 through 2024-12-31: at least 60 %.",
        "    Given a value, when it is at least 60 %, then green.",
        "    Given a value, when it is below 60 %, then red.",
        "    Assumed: carried over.",
        "    For UNN: at least 70 %.",
        "      Given a value, when it is at least 70 %, then green.",
        "      Given a value, when it is below 70 %, then red.",
        "      Assumed: by letter.",
        "    For all trusts: at least 65 %.",
        "      Given a value, when it is at least 65 %, then green.",
        "      Given a value, when it is below 65 %, then red.",
    ] == said(figure(DATED))


@pytest.mark.parametrize(
    ("day", "first"),
    [
        ("2023-01-01", "  From 2023-01-01 through 2023-12-31: at least 50 %."),
        ("2023-12-31", "  From 2023-01-01 through 2023-12-31: at least 50 %."),
        ("2024-01-01", "  From 2024-01-01 through 2024-12-31: at least 60 %."),
        ("2024-12-31", "  From 2024-01-01 through 2024-12-31: at least 60 %."),
    ],
)
def test_only_what_is_in_force_on_a_day(day, first):
    rows = said(figure(DATED), date.fromisoformat(day))

    assert first == rows[0]
    assert 1 == sum(row.startswith("  From ") for row in rows)


@pytest.mark.parametrize("day", ["2022-12-31", "2025-01-01"])
def test_nothing_in_force_on_a_day(day):
    *_, last = card_lines(figure(DATED), date.fromisoformat(day))

    assert (
        f"No target is in force on {day}, so nothing is assessed (no-target-in-force)."
        == EN.say(last.thing)
    )


def test_for_one_the_narrowest_name_wins():
    day = date(2024, 5, 1)

    assert [
        "  From 2024-01-01 through 2024-12-31: at least 70 %.",
        "    This is for UNN. In general: at least 60 %.",
        "    Given a value, when it is at least 70 %, then green.",
        "    Given a value, when it is below 70 %, then red.",
        "    Assumed: by letter.",
    ] == said(figure(DATED), day, ("Narvik", "UNN", "all trusts"))
    assert [
        "  From 2024-01-01 through 2024-12-31: at least 65 %.",
        "    This is for all trusts. In general: at least 60 %.",
    ] == said(figure(DATED), day, ("FIN", "all trusts"))[:2]
    assert [
        "  From 2024-01-01 through 2024-12-31: at least 60 %.",
        "    Given a value, when it is at least 60 %, then green.",
        "    Given a value, when it is below 60 %, then red.",
        "    Assumed: carried over.",
    ] == said(figure(DATED), day, ("SRV", "service trusts"))


def test_what_is_measured_and_how():
    made = card(
        """\
note:
  nb: Slik leses papiret.
  en: |
    This is how the paper
    is read.
components:
  - id: a
    nb: Del A
    en: Part A
beside:
  - id: all
    nb: alle
    en: all of them
measure:
  unit: percent
  decimals: 1
  latency: 2 months
  total_over: year
  possible: 0 % to 100 %
  derived: share of all
direction: higher is better
min_n: 30
min_coverage: 60 %
compare: as reported
trend:
  window: 3 months
  against: same months last year
  better_from: 2 %
  worse_from: 3 %
targets:
  - from: 2025-01-01
    kind: threshold
    green: at least 60 %
"""
    )

    assert [
        "Card, x/card",
        "  Indicator: card, in percent. Higher is better.",
        "  Judged is its share of all of them.",
        "  Parts: Part A (a).",
        "  Figures needed beside it: all of them (all).",
        "  Figures may be up to 2 months late.",
        "  The value is a running total of the year: it is not due yet while its colour can change.",
        "  The value lies between 0 % and 100 %.",
        "  Fewer than 30 cases are not assessed.",
        "  Coverage below 60 % is not assessed.",
        "  The value is compared as reported, rounded.",
        "  Trend, beside the colour: 3 months up to the value's end is held against the same months of the year before; better from a change of 2 %, worse from 3 %, else stable.",
        "  Note: This is how the paper is read.",
    ] == head(made)
    assert any("(low-coverage)" in row for row in meaning(made))


def test_the_trend_of_levels_has_no_size():
    made = card("trend:\n  against: the period before\n" + RISK)

    assert (
        "  Trend, beside the colour: the level is held against the period before; any step is better or worse."
        in head(made)
    )


def test_the_general_reasons_stand_once_at_the_end():
    lines = list(card_lines(figure(DATED)))

    assert [lines[-1]] == [line for line in lines if isinstance(line.thing, Unassessed)]
    assert GENERAL == EN.say(lines[-1].thing)


# all cards

FOLDERS = [ROOT / "rules", ROOT / "samples" / "rules", RULES]
CARDS = [(folder, c.id) for folder in FOLDERS for c in RuleFolder(folder).cards()]


def outcomes(made):
    """Every colour and reason that a card's sentences and grids end in."""
    found = {Reason.NO_TARGET_IN_FORCE}
    for line in card_lines(made):
        match line.thing:
            case Rule(then=then):
                found.add(then)
            case Unassessed(reasons=reasons):
                found |= set(reasons)
            case Grid(demand=demand):
                found |= {colour for row in demand.matrix for colour in row}
            case _:
                pass
    return found


@pytest.mark.parametrize(
    ("folder", "id_"), CARDS, ids=lambda v: v if isinstance(v, str) else v.name
)
def test_what_the_examples_of_a_card_conclude_is_said(folder, id_):
    made = RuleFolder(folder).card(id_)

    assert set() == {example.expect for example in made.examples} - outcomes(made)


def test_all_conclusions_are_seen_there():
    """The sweep would pass on nothing if cards or examples were not found."""
    concluded = {e.expect for folder, id_ in CARDS for e in RuleFolder(folder).card(id_).examples}

    assert {*Colour, Reason.NO_BASELINE, Reason.NOT_DUE, Reason.NO_VALUE} <= concluded
