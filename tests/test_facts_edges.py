"""Cases that once were concluded wrongly or said badly: several sources of one figure, and what is not there."""

from dataclasses import replace

import pytest

from compliance.facts.changes import read_changes
from compliance.period import Period
from one_card import NORTH, above_growth, asks, book, codes, growing, outcomes, told
from written import EN, card, entry, judged, outcome

ANSWER = "  asked:\n    declared: green\n    source: R\n    text: t\n"


def values(*lines):
    """The values of an entry."""
    return "values:\n" + "".join(f"  {line}\n" for line in lines)


def answer(*lines):
    """The answer of a submission with these values."""
    return ANSWER + "    values:\n" + "".join(f"      {line}\n" for line in lines)


def traj(more="", direction="lower", step="reduce: 10 %", base="own value in 2023", until="75"):
    return card(f"""\
measure:
  unit: count
{more}direction: {direction} is better
targets:
  - from: 2024-01-01
    kind: trajectory
    baseline: {base}
    {step}
    each: year
    of: last year's target
    until: {until}
""")


RUN = "  total_over: year\n"


def test_running_total_at_the_end_without_baseline_is_not_due():
    assert "not-due" == outcome(traj(RUN), values("2025-H1: 70", "2023: 100"))
    assert "not-due" == outcome(traj(RUN), values("2025-H1: 70"))


def test_running_total_by_change_is_not_due():
    made = traj(RUN, base="own value in 2023, same months")
    assert "not-due" == outcome(
        made, "changes:\n  - -30 % since 2023-H1\n" + values("2025-H1: 100")
    )
    assert "not-due" == outcome(made, "changes:\n  - -30 % since 2023-H1\n")


def test_interval_across_the_end_with_a_change_is_not_red():
    made = traj(step="reduce: 5 %")
    assert "value-imprecise" == outcome(made, values("2025-H1: 70–80"))
    assert "red" != outcome(made, "changes:\n  - -4 % since 2023\n" + values("2025-H1: 70–80"))


MEAN = card("""\
measure:
  unit: count
  decimals: 1
  derived: mean of 3 months
direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 5
""")


def test_a_bad_month_outside_the_judged_mean_is_not_lost():
    made = told(book(MEAN), answer("2025-01: bra", "2025-04: 5", "2025-05: 5", "2025-06: 5"))
    assert ["value-unreadable"] == codes(made)


def test_a_bad_month_says_why():
    made = told(book(MEAN), answer("2025-04: bra", "2025-05: 5", "2025-06: 5"))
    (f,) = made["findings"]
    assert 'The answer to "Card" cannot be read: “bra” is not a number.' == f["message"]


def test_a_dash_for_a_month_is_a_missing_month():
    left_out = values("2025-02: 9", "2025-03: 9", "2025-04: 9", "2025-06: 5")
    dash = values("2025-02: 9", "2025-03: 9", "2025-04: 9", '2025-05: "-"', "2025-06: 5")
    assert "no-value" == outcome(MEAN, left_out)
    assert "no-value" == outcome(MEAN, dash)


SHARE = card("""\
beside:
  - id: staff
    nb: de ansatte
    en: the staff
measure:
  unit: percent
  decimals: 1
  derived: share of staff
direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 50 %
""")


def test_a_whole_that_cannot_be_read_is_found_once_and_says_why():
    made = told(
        book(SHARE), answer("2025-H1: 3") + "    beside:\n      staff:\n        2025-H1: bra\n"
    )
    assert ['The answer to "Card" cannot be read: “bra” is not a number.'] == [
        f["message"] for f in made["findings"]
    ]


def test_given_baseline_and_stated_percentage():
    """docs/submission.md: where the value itself is missing, a stated percentage is compared as it stands."""
    made = traj(step="reduce: 5 %")
    assert "green" == outcome(made, "changes:\n  - -7 % since 2023\n", report="2024")
    assert "green" == outcome(
        made, "changes:\n  - -7 % since 2023\n" + values("2023: 100"), report="2024"
    )


def test_a_change_within_the_latency():
    made = traj("  latency: 12 months\n", step="reduce: 5 %")
    assert "green" == outcome(made, 'changes:\n  - "2024: -7 % since 2023"\n')


def test_basis_of_a_whole_from_stated_levels():
    made = card("""\
components:
  - id: north
    nb: Nord
    en: North
targets:
  - from: 2024-01-01
    kind: each
    target:
      kind: risk
      green:
        - grønn
      red:
        - rød
      matrix:
        lav:
          liten: green
          stor: red
    source:
      document: Krav
""")
    found = told(
        book(made), ANSWER + "    by:\n      north:\n        values:\n          2025-T1: rød\n"
    )
    assert ["stated", "stated"] == [a["basis"] for a in found["assessments"]]


EACH = card("""\
components:
  - id: north
    nb: Nord
    en: North
  - id: south
    nb: Sør
    en: South
measure:
  unit: percent
direction: higher is better
targets:
  - from: 2020-01-01
    kind: each
    target:
      kind: threshold
      green: at least 50 %
    source:
      document: Krav
""")


def test_a_dash_for_the_whole_is_nothing_at_all():
    """The remedy of not-answered says: write "-" as the value if there is no figure yet."""
    made = told(book(EACH), answer('2025-H1: "-"'))
    assert [(None, None, "no-value")] == outcomes(made)
    assert [] == codes(made)


def test_a_figure_beside_for_all_components_is_no_answer_of_the_whole():
    made = above_growth(NORTH)
    text = (
        ANSWER
        + "    beside:\n      growth:\n        2025-H1: 2 %\n    by:\n      north:\n        values:\n          2025-H1: 3 %\n"
    )
    assert [(None, "north", "green")] == outcomes(told(book(made), text))


RISK = card("""\
trend:
  against: the period before
targets:
  - from: 2024-01-01
    kind: risk
    green:
      - grønn
    yellow:
      - gul
    red:
      - rød
""")


def test_an_empty_level_in_the_window_is_no_value_as_for_figures():
    assert "no-value" == outcome(RISK, values("2024-T3: gul", '2025-T1: "-"'))


def test_a_later_level_is_mentioned():
    """DESIGN 5: a value ending after the report's period is never judged, and the explanation says so."""
    found, _ = judged(RISK, values("2025-T1: gul", "2025-T2: rød"))
    assert ["The value of tertial 2 2025 ends after the report's period and is not judged."] == [
        EN.say(a) for a in found.asides
    ]


def test_trend_against_the_latest_earlier_value_passes_over_a_dash():
    made = card("""\
measure:
  unit: percent
direction: lower is better
trend:
  against: the period before
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 5 %
""")
    t = told(book(made), answer("2024-H1: 10 %", '2024-H2: "-"', "2025-H1: 9 %"))["assessments"][0][
        "trend"
    ]
    assert "better" == (t or {}).get("word")


TREND = card("""\
measure:
  unit: percent
direction: lower is better
trend:
  window: 3 months
  against: same months last year
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 50 %
""")


def test_a_dash_is_no_value_given_for_the_window():
    t = told(
        book(TREND),
        answer('2024-Q2: "-"', "2024-04: 9 %", "2024-05: 9 %", "2024-06: 9 %", "2025-Q2: 8 %"),
    )["assessments"][0]["trend"]
    assert "better" == (t or {}).get("word")


def test_the_words_of_a_trend_do_not_contradict_themselves():
    t = told(book(TREND), answer("2024-Q2: 9.6 %", "2025-Q2: 9.9 %"))["assessments"][0]["trend"]
    assert "from 10 %" not in t["words"]  # "worse (+3.1 % from 10 %)" beside the value 9.9 %


COUNT = card("""\
measure:
  unit: count
direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 5
""")


@pytest.mark.parametrize("said", ["Om lag -23", "omtrent -23", "-7 per cent", "-7 PROSENT"])
def test_words_that_values_may_use(said):
    changes, _ = read_changes(
        entry(f'changes:\n  - "{said} siden 2023"\n').changes, COUNT, Period.parse("2025-H1")
    )
    assert 1 == len(changes)


def test_one_percentage_point():
    made = card("""\
measure:
  unit: percent
direction: lower is better
targets:
  - from: 2024-01-01
    kind: baseline
    green: at most the value in 2023
""")
    e = told(book(made), answer("2025-H1: 9 %") + "    changes:\n      - -1 pp since 2023\n")[
        "assessments"
    ][0]["explanation"]
    assert (
        "It counts from 10 % in 2023, worked out from the stated change −1 percentage point since 2023 (s.yaml:14)."
        in e
    )


def test_the_budget_stands_in_its_own_line():
    made = card("""\
measure:
  unit: NOK
direction: higher is better
targets:
  - from: 2020-01-01
    kind: comparison
    green: at least the budget
""")
    a = told(
        book(made),
        ANSWER + "    values:\n      2025-H1:\n        value: 5 kr\n        budget: 6 kr\n",
    )["assessments"][0]
    assert "s.yaml:14" == a["baseline"]["place"]


def test_a_bad_value_of_a_component_that_the_target_does_not_name_is_not_lost():
    made = card("""\
components:
  - id: north
    nb: Nord
    en: North
  - id: south
    nb: Sør
    en: South
measure:
  unit: percent
direction: higher is better
targets:
  - from: 2020-01-01
    kind: all of
    targets:
      - component: north
        kind: threshold
        green: at least 50 %
      - kind: status
    source:
      document: Krav
""")
    text = (
        ANSWER
        + "    status: innfridd\n    by:\n      north:\n        values:\n          2025-H1: 60 %\n      south:\n        values:\n          2025-H1: bra\n"
    )
    assert ["value-unreadable"] == codes(told(book(made), text))


def test_equal_figures_written_differently_agree():
    growth = growing("growth")
    again = replace(growth, id="x/again")
    made = above_growth()
    b = book(
        made,
        growth,
        again,
        requirements=[asks(made), asks(growth, id_="growth"), asks(again, id_="again")],
    )
    text = (
        answer("2025-H1: 3 %")
        + "  growth:\n    values:\n      2025-H1: 2.4 %\n  again:\n    values:\n      2025-H1: 2,4 %\n"
    )
    assert "green" == outcomes(told(b, text))[0][2]


def test_unknown_component_of_a_location_says_the_location():
    text = (
        ANSWER
        + "    by:\n      Nordby:\n        by:\n          nort:\n            values:\n              2025-H1: 60 %\n"
    )
    (f,) = (f for f in told(book(EACH), text)["findings"] if f["code"] == "unknown-location")
    assert "Nordby" == f["location"]


@pytest.mark.parametrize(
    ("as_of", "whole"), [("2026-06-01", "not-due"), ("2026-06-02", "no-value")]
)
def test_deadlines_of_which_nothing_is_said_are_not_due_until_one_has_passed(as_of, whole):
    """As a single one."""
    made = card("""\
components:
  - id: north
    nb: Nord
    en: North
  - id: south
    nb: Sør
    en: South
targets:
  - from: 2020-01-01
    kind: each
    target:
      kind: deadline
      due: 2026-06-01
    source:
      document: Krav
""")
    silent = "    by:\n      north:\n        text: a\n      south:\n        text: b\n"
    reported = told(book(made), ANSWER + silent, as_of=as_of)

    assert [(None, None, whole), (None, "north", whole), (None, "south", whole)] == outcomes(
        reported
    )
