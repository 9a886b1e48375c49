"""The last report beside this one: baselines, colours, answers that are gone, copied explanations, promises."""

import json
from dataclasses import replace

import pytest

from compliance.document import read_json
from compliance.language import Localised
from compliance.observe.last_report import last_report_observed
from compliance.rulebook.model import Content
from compliance.submission.reader import submission_of
from one_card import NORTH, asks, book, other_card
from with_previous import (
    BEFORE,
    LONG_BEFORE,
    NOW,
    codes,
    observed,
    reported,
    said,
    view,
    written,
)
from written import card, trial_book

COUNT = """\
measure:
  unit: count
  decimals: 0
direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 10
    yellow: at most 20
"""
BASELINE = COUNT.replace("kind: threshold", "kind: baseline").replace(
    "    green: at most 10\n    yellow: at most 20\n", "    green: at most the value in 2023\n"
)
TRAJECTORY = """\
measure:
  unit: percent
  decimals: 1
direction: lower is better
targets:
  - from: 2024-01-01
    kind: trajectory
    baseline: own value in 2023
    reduce: 5 %
    each: year
    of: last year's target
    until: 5 %
"""
COUNTED = book(card(BASELINE))
ONE = book(card(COUNT))


def values(period, *lines, key="asked", more="", **options):
    """A submission with one answer that has these values."""
    listed = "".join(f"      {line}\n" for line in lines)
    return written(f"  {key}:\n    values:\n{listed}{more}", period, **options)


# Baselines


def first(rules, now, *before):
    """Outcome, baseline and explanation of the first assessment."""
    made = reported(rules, now, *before)["assessments"][0]
    return made["colour"] or made["not_assessed"], made["baseline"], made["explanation"]


def outcome(rules, now, *before):
    return first(rules, now, *before)[0]


TAKEN = "The figure of 2023 it counts from is not given here; it is from the report for half-year 2 2024."


def test_a_baseline_is_taken_from_an_earlier_submission_and_told_so():
    now = values(NOW, "2025-H1: 40")

    assert ("no-baseline", None) == first(COUNTED, now)[:2]
    colour, baseline, explanation = first(COUNTED, now, values(BEFORE, "2023: 41"))
    assert "green" == colour
    assert {"period": "2023", "value": "41", "place": "2024-H2.yaml:10"} == baseline
    assert "It counts from 41 in 2023 (2024-H2.yaml:10)." in explanation
    assert TAKEN in explanation
    assert "red" == outcome(COUNTED, now, values(BEFORE, "2023: 39"))


def test_a_trajectory_counts_from_an_earlier_submission_too():
    """From 10 % in 2023, 5 % less each year: 9.025 % in 2025."""
    rules = book(card(TRAJECTORY))
    before = values(BEFORE, "2023: 10 %")

    assert "no-baseline" == outcome(rules, values(NOW, "2025-H1: 9.0 %"))
    assert "green" == outcome(rules, values(NOW, "2025-H1: 9.0 %"), before)
    assert "red" == outcome(rules, values(NOW, "2025-H1: 9.1 %"), before)


def test_what_the_submission_gives_itself_comes_first():
    before = values(BEFORE, "2023: 50")

    colour, baseline, explanation = first(COUNTED, values(NOW, "2023: 39", "2025-H1: 40"), before)
    assert ("red", "2025-H1.yaml:10") == (colour, baseline["place"])
    assert TAKEN not in explanation
    changed = values(NOW, "2025-H1: 40", more="    changes:\n      - +2 since 2023\n")
    assert "red" == outcome(COUNTED, changed, before)
    relative = values(NOW, "2025-H1: 40", more="    changes:\n      - +2 % since 2023\n")
    assert "red" == outcome(COUNTED, relative, before)


def test_what_the_rule_file_gives_comes_first():
    fixed = BASELINE + "    baselines:\n      TRI:\n        2023: 39\n"

    assert "red" == outcome(
        book(card(fixed)), values(NOW, "2025-H1: 40"), values(BEFORE, "2023: 50")
    )


def test_a_baseline_that_is_given_and_differs_from_the_earlier_one_is_found():
    now = values(NOW, "2023: 40", "2025-H1: 40")

    assert [("closed-period-changed", "warning", "asked")] == codes(
        COUNTED, now, values(BEFORE, "2023: 41"), of=("closed-period-changed",)
    )


def test_the_latest_submission_that_gives_the_period_is_used():
    now = values(NOW, "2025-H1: 40")
    older = values(LONG_BEFORE, "2023: 39")

    assert "green" == outcome(COUNTED, now, values(BEFORE, "2023: 41"), older)
    assert "green" == outcome(COUNTED, now, older, values(BEFORE, "2023: 41"))
    assert "red" == outcome(COUNTED, now, values(BEFORE, "2024-H2: 41"), older)


@pytest.mark.parametrize(
    "given",
    [
        ("2023-H2: 41",),
        ('2023: "-"',),
        ("2023: < 10",),
        ("2023: i.a.",),
        ("2023: 41 kroner",),
        ("2023: 40–42",),
        ("2023: om lag 41",),
        ("2023:", "  value: 41", "  vintage: estimert"),
        ("2023: 41", "2023-01/2023-12: 41"),
    ],
)
def test_what_is_no_certain_number_of_that_period_counts_as_not_given(given):
    assert "no-baseline" == outcome(COUNTED, values(NOW, "2025-H1: 40"), values(BEFORE, *given))


@pytest.mark.parametrize("own", ["< 10", "i.a.", "40 kroner"])
def test_a_baseline_that_is_given_in_words_or_cannot_be_read_is_not_replaced(own):
    now = values(NOW, f"2023: {own}", "2025-H1: 40")
    before = values(BEFORE, "2023: 41")

    assert outcome(COUNTED, now) == outcome(COUNTED, now, before) != "green"


def test_an_empty_baseline_is_not_given():
    now = values(NOW, '2023: "-"', "2025-H1: 40")

    assert "green" == outcome(COUNTED, now, values(BEFORE, "2023: 41"))


def test_two_different_earlier_values_tell_nothing():
    rules = book(
        card(BASELINE), requirements=[asks(card(BASELINE)), asks(card(BASELINE), id_="again")]
    )
    before = written("  asked:\n    values:\n      2023: 41\n  again:\n    values:\n      2023: 42\n", BEFORE)  # fmt: skip

    assert "no-baseline" == outcome(rules, values(NOW, "2025-H1: 40"), before)


def test_an_earlier_answer_that_stands_twice_tells_nothing():
    twice = "  asked:\n    values:\n      2023: 41\n  x/card:\n    values:\n      2023: 41\n"

    assert "no-baseline" == outcome(COUNTED, values(NOW, "2025-H1: 40"), written(twice, BEFORE))


def test_an_earlier_value_that_cannot_be_is_not_used():
    """A share of 141 %, which the rules of that time allowed."""
    share = BASELINE.replace("unit: count", "unit: percent")
    bounded = share.replace("  decimals: 0\n", "  decimals: 0\n  possible: 0 % to 100 %\n")
    now, before = values(NOW, "2025-H1: 40 %"), (book(card(share)), values(BEFORE, "2023: 141 %"))

    assert "green" == outcome(book(card(share)), now, before)
    assert "no-baseline" == outcome(book(card(bounded)), now, before)


def test_a_baseline_that_is_given_in_part_is_not_replaced():
    """A count without what it is a share of: nobody knows whether the earlier one is still right."""
    share = BASELINE.replace(
        "  unit: count\n  decimals: 0\n", "  unit: percent\n  derived: share of all\n"
    )
    rules = book(card("beside:\n  - id: all\n    nb: alle\n    en: all\n" + share))
    whole = "    beside:\n      all:\n        {}: 100\n"
    now = values(NOW, "2025-H1: 40", more=whole.format("2025-H1"))
    short = values(NOW, "2023: 41", "2025-H1: 40", more=whole.format("2025-H1"))
    before = values(BEFORE, "2023: 41", more=whole.format("2023"))

    assert "green" == outcome(rules, now, before)
    assert "no-baseline" == outcome(rules, short, before)


def test_an_earlier_value_is_never_judged():
    now = values(NOW, '2025-H1: "-"')

    assert "no-value" == outcome(ONE, now, values(BEFORE, "2025-H1: 5"))


def test_an_earlier_value_makes_no_trend():
    trend = "trend:\n  window: 6 months\n  against: same months last year\n"
    rules = book(card(COUNT.replace("targets:\n", trend + "targets:\n")))
    now = values(NOW, "2025-H1: 5")

    def course(*before):
        return reported(rules, now, *before)["assessments"][0]["trend"]

    assert course() == course(values(BEFORE, "2024-H1: 9")) is None
    assert (
        "better"
        == reported(rules, values(NOW, "2024-H1: 9", "2025-H1: 5"))["assessments"][0]["trend"][
            "word"
        ]
    )


def test_another_indicator_unit_or_place_gives_no_baseline():
    now = values(NOW, "2025-H1: 40")
    before = values(BEFORE, "2023: 41")
    hours = book(card(BASELINE.replace("count", "hours")))
    other = book(replace(card(BASELINE), indicator="other"))

    assert "no-baseline" == outcome(COUNTED, now, (hours, before))
    assert "no-baseline" == outcome(COUNTED, now, (other, before))
    nordby = "  asked:\n    by:\n      Nordby:\n        values:\n          {}\n"
    assert "no-baseline" == outcome(COUNTED, now, written(nordby.format("2023: 41"), BEFORE))
    here = written(nordby.format("2025-H1: 40"))
    assert "green" == outcome(COUNTED, here, written(nordby.format("2023: 41"), BEFORE))
    assert "no-baseline" == outcome(COUNTED, here, before)


def test_a_component_counts_from_its_own_earlier_value():
    rules = book(card(NORTH + BASELINE))
    north = "  asked:\n    by:\n      north:\n        values:\n          {}\n"
    now = written(north.format("2025-H1: 40"))

    assert "green" == outcome(rules, now, written(north.format("2023: 41"), BEFORE))
    assert "no-baseline" == outcome(rules, now, values(BEFORE, "2023: 41"))


def test_a_card_that_works_out_its_figure_counts_from_what_was_worked_out():
    """Left of 100 %: 60 % given is 40 %."""
    complement = BASELINE.replace(
        "  unit: count\n  decimals: 0\n", "  unit: percent\n  decimals: 0\n  derived: complement\n"
    )
    rules = book(card(complement))
    now, before = values(NOW, "2025-H1: 61 %"), values(BEFORE, "2023: 60 %")

    assert "green" == outcome(rules, now, before)
    plain = book(card(complement.replace("  derived: complement\n", "")))
    assert "no-baseline" == outcome(rules, now, (plain, before))


# Colours and figures, then and now

FLIPPED = 'The declared colour of "Card" is red, but was green in the last report ({}).'
FLIPS = ("colour-flipped", "brighter-without-figures")


def declared(colour, *lines, period=NOW, **options):
    """One answer that declares a colour and gives values."""
    return values(period, *lines, more=f"    declared: {colour}\n", **options)


def previous(rules, now, *before, names=("before", "now", "direction", "distance", "figures")):
    return observed(last_report_observed, "previous", *names, of=view(rules, now, *before))


def flips(now, *before, rules=ONE):
    return [(code, severity) for code, severity, _ in codes(rules, now, *before, of=FLIPS)]


def test_without_an_earlier_submission_nothing_is_held_against_it():
    made = view(ONE, declared("green", "2025-H1: 5"))

    assert [] == list(last_report_observed(made))


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("green", "green", ("same", "none")),
        ("green", "yellow", ("darker", "one")),
        ("green", "red", ("darker", "two")),
        ("red", "yellow", ("brighter", "one")),
        ("red", "green", ("brighter", "two")),
        ("not published", "green", ("", "")),
    ],
)
def test_declared_colours_then_and_now(before, now, expected):
    made = view(ONE, declared(now, "2025-H1: 5"), declared(before, "2024-H2: 5", period=BEFORE))

    assert [expected] == [
        tuple(m.fields[name] or "" for name in ("direction", "distance"))
        for m in last_report_observed(made)
    ]


def test_a_flip_to_red_is_noted_and_a_step_is_not():
    now, before = "2025-H1: 25", "2024-H2: 5"

    assert [("colour-flipped", "note")] == flips(
        declared("red", now), declared("green", before, period=BEFORE)
    )
    assert [] == flips(declared("red", now), declared("yellow", before, period=BEFORE))
    assert [FLIPPED.format("half-year 2 2024, 2024-H2.yaml:11")] == said(
        ONE,
        declared("red", now),
        declared("green", before, period=BEFORE),
        code="colour-flipped",
    )


def test_a_flip_to_green_is_noted_where_the_figures_are_better():
    assert [("colour-flipped", "note")] == flips(
        declared("green", "2025-H1: 5"), declared("red", "2024-H2: 25", period=BEFORE)
    )


def test_a_brighter_colour_with_figures_that_are_not_better_is_found():
    before = declared("red", "2024-H2: 25", period=BEFORE)

    assert [("brighter-without-figures", "warning")] == flips(
        declared("yellow", "2025-H1: 25"), before
    )
    assert [("brighter-without-figures", "warning")] == flips(
        declared("green", "2025-H1: 26"), before
    )
    assert [] == flips(declared("yellow", "2025-H1: 24"), before)


def test_a_brighter_colour_that_is_the_assessed_one_was_too_dark_before():
    assert [] == flips(
        declared("yellow", "2025-H1: 15"), declared("red", "2024-H2: 15", period=BEFORE)
    )


def test_a_brighter_colour_under_an_easier_target_is_fine():
    easier = COUNT.replace("at most 20", "at most 30")
    now, before = declared("green", "2025-H1: 25"), declared("red", "2024-H2: 25", period=BEFORE)

    assert [("brighter-without-figures", "warning")] == flips(now, before)
    assert [] == [
        c for c in flips(now, (ONE, before), rules=book(card(easier))) if c[0] == FLIPS[1]
    ]


def test_a_brighter_colour_under_a_baseline_that_has_moved_is_not_compared():
    moved = BASELINE.replace("the value in 2023", "last year, same months")
    now = declared("green", "2024-H1: 30", "2025-H1: 25")
    before = declared("red", "2023-H2: 20", "2024-H2: 25", period=BEFORE)

    assert [("unknown",)] == previous(book(card(moved)), now, before, names=("figures",))


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("2024-H2: 10", "2025-H1: 9", "better"),
        ("2024-H2: 10", "2025-H1: 10", "same"),
        ("2024-H2: 10", "2025-H1: 12", "worse"),
        ("2024-H2: 10", "2025-Q2: 9", "unknown"),  # three months against six
        ("2024-H2: 10", '2025-H1: "-"', "unknown"),
        ("2024-H2: < 10", "2025-H1: 10", "unknown"),
        ("2024-H2: 9–10", "2025-H1: 12", "unknown"),
        ("2024-H2: om lag 10", "2025-H1: 12", "unknown"),
        ("2024-H2: 9,9", "2025-H1: 10", "unknown"),  # 0.1 worse, and the one is 9.5 to 10.5
        ("2024-H2: 10,1", "2025-H1: 10", "better"),
    ],
)
def test_figures_then_and_now(before, now, expected):
    """Lower is better."""
    made = declared("green", now), declared("green", before, period=BEFORE)

    assert [(expected,)] == previous(ONE, *made, names=("figures",))


def test_higher_is_better_turns_the_figures_around():
    rules = book(card(COUNT.replace("lower", "higher").replace("at most 10", "at least 20").replace(
        "at most 20", "at least 10")))  # fmt: skip
    made = declared("green", "2025-H1: 12"), declared("green", "2024-H2: 10", period=BEFORE)

    assert [("better",)] == previous(rules, *made, names=("figures",))


def test_values_that_are_to_lie_between_two_ends_are_neither_better_nor_worse():
    between = COUNT.replace("threshold", "range").replace(
        "    green: at most 10\n    yellow: at most 20\n", "    green: 10 to 20\n"
    )
    made = declared("green", "2025-H1: 12"), declared("red", "2024-H2: 10", period=BEFORE)

    assert [("unknown",)] == previous(book(card(between)), *made, names=("figures",))


def test_a_card_that_follows_another_indicator_now_is_not_compared():
    other = book(replace(card(COUNT), indicator="other"))
    now, before = declared("green", "2025-H1: 12"), declared("red", "2024-H2: 10", period=BEFORE)

    assert [("worse",)] == previous(ONE, now, before, names=("figures",))
    assert [("unknown",)] == previous(ONE, now, (other, before), names=("figures",))


def test_colours_of_a_forecast_and_of_a_result_are_not_compared():
    forecast = replace(
        ONE,
        reports={i: replace(f, forecast=True) for i, f in ONE.reports.items()},
    )
    now, before = declared("red", "2025-H1: 25"), declared("green", "2024-H2: 5", period=BEFORE)

    assert [] == previous(ONE, now, (forecast, before))
    assert [] == flips(now, (forecast, before))
    assert 1 == len(previous(forecast, now, (forecast, before)))


def test_the_latest_result_report_is_compared_with_across_a_forecast():
    forecast = replace(
        ONE,
        reports={i: replace(f, forecast=True) for i, f in ONE.reports.items()},
    )
    now, between = declared("red", "2025-H1: 25"), declared("red", "2024-H2: 25", period=BEFORE)
    older = declared("green", "2024-H1: 5", period=LONG_BEFORE)

    assert [("green", "red")] == previous(
        ONE, now, (forecast, between), older, names=("before", "now")
    )


def test_the_colour_of_a_requirement_with_several_cards_is_compared():
    second = other_card("second", COUNT)
    rules = book(card(COUNT), second, requirements=[asks(card(COUNT), second)])
    cards = "  x/card:\n    values:\n      {}\n"
    now = written("  asked:\n    declared: red\n" + cards.format("2025-H1: 5"))
    before = written("  asked:\n    declared: green\n" + cards.format("2024-H2: 5"), BEFORE)

    assert ("", "darker", "two") in [
        (card_id or "", direction, distance)
        for card_id, direction, distance in previous(
            rules, now, before, names=("card", "direction", "distance")
        )
    ]


# Answers that are gone


def dropped(rules, now, *before):
    found = previous(rules, now, *before, names=("card", "location", "component", "answered"))
    return [where[:3] for where in found if where[3] == "no"]


def by(period, *locations, more=""):
    """One answer with a value at each location, or at each component of one."""
    places = "".join(
        f"      {name}:\n        values:\n          {period}: 5\n" for name in locations
    )
    return written(f"  asked:\n{more}    by:\n{places}", period)


def test_a_location_that_is_gone_is_found():
    now, before = by(NOW, "Nordby"), by(BEFORE, "Nordby", "Sørby")

    assert [("x/card", "Sørby", None)] == dropped(ONE, now, before)
    assert [("answer-dropped", "warning", "asked")] == codes(
        ONE, now, before, of=("answer-dropped",)
    )
    assert [
        'The last report answered "Card, Sørby" (half-year 2 2024, 2024-H2.yaml:13), but this one does not.'
    ] == said(ONE, now, before, code="answer-dropped")


def test_a_component_that_is_gone_is_found():
    rules = book(card(NORTH + "  - id: south\n    nb: Sør\n    en: South\n" + COUNT))

    assert [("x/card", None, "south")] == dropped(
        rules, by(NOW, "north"), by(BEFORE, "north", "south")
    )


def test_a_card_that_is_gone_is_found():
    second = other_card("second", COUNT)
    rules = book(card(COUNT), second, requirements=[asks(card(COUNT), second)])
    both = "  x/card:\n    values:\n      {0}: 5\n  x/second:\n    values:\n      {0}: 5\n"
    now = written("  x/card:\n    values:\n      2025-H1: 5\n")

    assert [("x/second", None, None)] == dropped(
        rules, now, written(both.format("2024-H2"), BEFORE)
    )


def test_what_is_still_there_or_new_is_fine():
    assert [] == dropped(ONE, by(NOW, "Nordby", "Sørby"), by(BEFORE, "Nordby", "Sørby"))
    assert [] == dropped(ONE, by(NOW, "Nordby", "Sørby"), by(BEFORE, "Nordby"))
    assert [] == dropped(ONE, by(NOW, "Nordby sykehus"), by(BEFORE, "Nordby"))


def test_a_location_without_a_figure_now_is_answered():
    empty = written('  asked:\n    by:\n      Nordby:\n        values:\n          2025-H1: "-"\n')

    assert [] == dropped(ONE, empty, by(BEFORE, "Nordby"))


def test_a_location_that_only_has_a_text_now_is_answered():
    spoken = written(
        "  asked:\n    by:\n      Nordby:\n        values:\n          2025-H1: 5\n"
        "      Sørby:\n        text: Stengt fra nyttår.\n"
    )

    assert [] == dropped(ONE, spoken, by(BEFORE, "Nordby", "Sørby"))


def test_what_held_nothing_last_time_cannot_be_gone():
    empty = written(
        '  asked:\n    by:\n      Sørby:\n        values:\n          2024-H2: "-"\n'
        "      Nordby:\n        values:\n          2024-H2: 5\n",
        BEFORE,
    )

    assert [] == dropped(ONE, by(NOW, "Nordby"), empty)


def test_a_whole_that_is_given_by_location_now_is_not_gone():
    assert [] == dropped(ONE, by(NOW, "Nordby"), values(BEFORE, "2024-H2: 5"))
    assert [("x/card", "Nordby", None)] == dropped(
        ONE, values(NOW, "2025-H1: 5"), by(BEFORE, "Nordby")
    )


def test_a_location_that_the_text_speaks_of_is_explained():
    told = "    text: Sørby er slått sammen med Nordby.\n"

    assert [] == dropped(ONE, by(NOW, "Nordby", more=told), by(BEFORE, "Nordby", "Sørby"))


def test_a_requirement_that_is_not_answered_at_all_is_told_as_such():
    second = other_card("second", COUNT)
    rules = book(card(COUNT), second)
    now = written("  second:\n    values:\n      2025-H1: 5\n")
    both = "  asked:\n    values:\n      2024-H2: 5\n  second:\n    values:\n      2024-H2: 5\n"
    before = written(both, BEFORE)

    assert [] == dropped(rules, now, before)
    assert [("not-answered", "error", "asked")] == codes(
        rules, now, before, of=("not-answered", "answer-dropped")
    )
    of_whom = [replace(r, applies_to=None) for r in rules.requirements]
    assert [("x/card", None, None)] == dropped(replace(rules, requirements=of_whom), now, before)


def test_a_requirement_or_card_that_is_no_more_demanded_is_not_missed():
    second = other_card("second", COUNT)
    rules = book(card(COUNT), second, requirements=[asks(card(COUNT), second)])
    both = "  x/card:\n    values:\n      {0}: 5\n  x/second:\n    values:\n      {0}: 5\n"
    before = written(both.format("2024-H2"), BEFORE)
    now = written("  x/card:\n    values:\n      2025-H1: 5\n")

    assert [] == dropped(book(card(COUNT)), now, (rules, before))
    elsewhere = [
        replace(asks(card(COUNT), second), applies_to=("service trusts",)),
        asks(card(COUNT), id_="new"),
    ]
    assert [] == dropped(replace(rules, requirements=tuple(elsewhere)), now, (rules, before))


def test_a_location_or_component_that_is_no_more_is_not_missed():
    (trust, *others) = ONE.organisations
    smaller = replace(trust, locations=tuple(p for p in trust.locations if p.id != "Sørby"))
    rules = replace(ONE, organisations=(smaller, *others))

    assert [] == dropped(rules, by(NOW, "Nordby"), (ONE, by(BEFORE, "Nordby", "Sørby")))
    two = book(card(NORTH + "  - id: south\n    nb: Sør\n    en: South\n" + COUNT))
    one = book(card(NORTH + COUNT))
    assert [] == dropped(one, by(NOW, "north"), (two, by(BEFORE, "north", "south")))


def test_a_location_that_must_answer_is_missed_once():
    asked = replace(asks(card(COUNT)), answer_per="hospital")
    rules = book(card(COUNT), requirements=[asked])

    assert [("location-missing", "error", "asked")] == codes(
        rules,
        by(NOW, "Nordby"),
        by(BEFORE, "Nordby", "Sørby"),
        of=("location-missing", "answer-dropped"),
    )


def test_chosen_indicators_may_be_others_each_time():
    chosen = "  trial/pick-{}:\n    by:\n      Nordby:\n        values:\n          {}: 5\n"
    now = written(chosen.format("one", NOW))
    before = written(chosen.format("two", BEFORE), BEFORE)

    assert [] == dropped(trial_book(), now, before)


# Explanations

LONG = "Vi mangler fagfolk i to av klinikkene, og har leid inn vikarer."
COPIED = 'The explanation of "Card" (the text) is word for word the one of the last report ({}).'
WHY = Content("why", Localised("hvorfor", "why"), when_not_green=True)
MEASURES = Content("measures", Localised("tiltak", "measures"), when_not_green=False)
EXPLAINED = book(card(COUNT), requirements=[asks(card(COUNT), contents=(WHY, MEASURES))])


def copied(now, before, *, value=15):
    """What is observed of two texts under an answer whose value is yellow unless told."""
    made = (
        values(NOW, f"2025-H1: {value}", more=now),
        values(BEFORE, "2024-H2: 15", more=before),
    )
    return observed(last_report_observed, "copied", "content", "reached", of=view(EXPLAINED, *made))


def test_a_text_that_was_copied_is_found():
    text = f"    text: {LONG}\n"

    assert [("text", "no")] == copied(text, text)
    now, before = values(NOW, "2025-H1: 15", more=text), values(BEFORE, "2024-H2: 15", more=text)
    assert [("explanation-copied", "warning", "asked")] == codes(
        EXPLAINED, now, before, of=("explanation-copied",)
    )
    assert [COPIED.format("half-year 2 2024, 2024-H2.yaml:11")] == said(
        EXPLAINED, now, before, code="explanation-copied"
    )


def test_line_ends_blanks_and_capitals_make_no_difference():
    folded = LONG.upper().replace(" OG ", "\n      OG  ")

    assert [("text", "no")] == copied(f"    text: {LONG}\n", f"    text: |\n      {folded}\n")


def test_one_new_word_is_a_new_text():
    assert [] == copied(f"    text: {LONG} Igjen.\n", f"    text: {LONG}\n")


def test_a_short_text_may_be_equal():
    """39 characters, and 40."""
    text = "    text: {}\n".format("x" * 39)

    assert [] == copied(text, text)
    assert [("text", "no")] == copied(
        text.replace("xxx", "xxxx", 1), text.replace("xxx", "xxxx", 1)
    )


def test_an_explanation_of_what_is_reached_may_stay():
    text = f"    text: {LONG}\n"

    assert [("text", "yes")] == copied(text, text, value=5)


def test_a_declared_colour_that_is_not_green_asks_for_a_new_explanation():
    text = f"    text: {LONG}\n    declared: red\n"

    assert [("text", "no")] == copied(text, text, value=5)


def test_of_the_contents_only_those_that_explain_count():
    contents = "    contents:\n      {}: " + LONG + "\n"

    assert [("why", "no")] == copied(contents.format("why"), contents.format("why"))
    assert [] == copied(contents.format("measures"), contents.format("measures"))
    assert [] == copied(contents.format("why"), contents.format("measures"))
    assert [] == copied(f"    text: {LONG}\n", contents.format("why"))


def test_a_text_is_held_against_the_one_of_its_own_location():
    place = "    by:\n      {}:\n        text: " + LONG + "\n        values:\n          {}: 15\n"
    made = written("  asked:\n" + place.format("Nordby", NOW))

    def found(name):
        before = written("  asked:\n" + place.format(name, BEFORE), BEFORE)
        return observed(last_report_observed, "copied", "reached", of=view(EXPLAINED, made, before))

    assert [("no",)] == found("Nordby")
    assert [("no",)] == found("Nordby sykehus")
    assert [] == found("Sørby")


def test_the_text_of_a_location_that_is_green_may_stay_whatever_the_others_are():
    places = (
        "  asked:\n    by:\n      Nordby:\n        text: "
        + LONG
        + "\n        values:\n          {0}: 5\n"
        "      Sørby:\n        values:\n          {0}: 15\n"
    )
    made = written(places.format(NOW)), written(places.format(BEFORE), BEFORE)

    assert [("yes",)] == observed(
        last_report_observed, "copied", "reached", of=view(EXPLAINED, *made)
    )


def test_the_text_of_a_card_that_is_green_may_stay_whatever_the_others_are():
    second = other_card("second", COUNT)
    rules = book(card(COUNT), second, requirements=[asks(card(COUNT), second)])
    answers = (
        "  x/card:\n    text: " + LONG + "\n    values:\n      {0}: 5\n"
        "  x/second:\n    values:\n      {0}: 15\n"
    )
    made = written(answers.format(NOW)), written(answers.format(BEFORE), BEFORE)

    assert [("yes",)] == observed(last_report_observed, "copied", "reached", of=view(rules, *made))


# Promises

PROMISE = "Nye rutiner skal være på plass innen 1. mars 2025."


def promised(now, before=PROMISE, *, date=None, **options):
    """Whether each promise of the last report is spoken of."""
    made = (
        values(NOW, "2025-H1: 15", more=now, date=date),
        values(BEFORE, "2024-H2: 15", more=f"    text: {before}\n"),
    )
    return [told for (told,) in
            observed(last_report_observed, "promise", "told", of=view(ONE, *made, **options))]  # fmt: skip


def test_a_promise_whose_day_has_passed_without_a_word_is_found():
    silent = "    text: Vi følger utviklingen.\n"

    assert ["no"] == promised(silent)
    now = values(NOW, "2025-H1: 15", more=silent)
    before = values(BEFORE, "2024-H2: 15", more=f"    text: {PROMISE}\n")
    assert [("promise-passed", "note", "asked")] == codes(ONE, now, before, of=("promise-passed",))
    (message,) = said(ONE, now, before, code="promise-passed")
    assert PROMISE.rstrip(".") in message
    assert "2025-03-01" in message
    assert "2024-H2.yaml:11" in message


@pytest.mark.parametrize(
    "text",
    [
        "Rutinene er innført.",
        "Rutinane er innførte i alle einingar.",
        "Arbeidet er forsinket.",
        "Arbeidet er forseinka.",
        "Tiltaket er utsatt til høsten.",
        "Prosjektet er stoppa.",
        "Dei nye rutinane er tekne i bruk.",
        "Rutinene kom i mars.",
        "Fristen 01.03. ble holdt.",
    ],
)
def test_a_promise_that_is_spoken_of_is_told(text):
    assert ["yes"] == promised(f"    text: {text}\n")


@pytest.mark.parametrize(
    "text",
    ["Vi skal gjennomføre tiltak.", "Vi opprettholder bemanningen.", "Vi har 3 nye stillinger."],
)
def test_words_of_something_else_do_not_tell_what_became_of_it(text):
    assert ["no"] == promised(f"    text: {text}\n")


def test_a_status_or_a_day_of_delivery_tells_what_became_of_it():
    assert ["yes"] == promised("    status: delvis innfridd\n")
    assert ["yes"] == promised('    delivered: "no"\n')


def test_the_same_season_again_is_told():
    before = "Planen skal være klar i løpet av våren 2025."

    assert ["no"] == promised("    text: Vi arbeider med planen.\n", before)
    assert ["yes"] == promised("    text: Planen var klar våren 2025.\n", before)


@pytest.mark.parametrize(
    ("day", "as_of", "expected"),
    [
        ("31. desember 2024", None, []),  # the day of the last report itself
        ("1. januar 2025", None, ["no"]),
        ("30. juni 2025", None, ["no"]),  # the day of this report
        ("1. juli 2025", None, []),
        ("30. juni 2025", "2025-06-29", []),
    ],
)
def test_a_promise_counts_from_the_day_after_the_last_report_to_the_day_of_this(
    day, as_of, expected
):
    before = f"Nye rutiner skal innføres innen {day}."

    assert expected == promised("    text: Vi ser på saken.\n", before, date=as_of)


def test_running_text_that_is_not_read_holds_no_promise():
    assert [] == promised("    text: Vi følger utviklingen.\n", with_prose=False)


def test_a_day_that_was_promised_twice_is_asked_for_once():
    twice = f"{PROMISE} Planen skal være klar innen 1. mars 2025."

    assert ["no"] == promised("    text: Vi følger utviklingen.\n", twice)


def test_a_promise_of_another_requirement_is_not_asked_for_here():
    second = other_card("second", COUNT)
    rules = book(card(COUNT), second)
    before = written(
        "  asked:\n    text: Slik var det.\n    values:\n      2024-H2: 5\n"
        f"  second:\n    text: {PROMISE}\n    values:\n      2024-H2: 5\n",
        BEFORE,
    )
    now = written("  asked:\n    values:\n      2025-H1: 5\n  second:\n    text: Det er innført.\n")

    assert [("second", "yes")] == observed(
        last_report_observed, "promise", "requirement", "told", of=view(rules, now, before)
    )


def test_places_of_a_file_without_lines_are_paths():
    head = {"schema": "compliance/submission@1", "organisation": "TRI", "rule_book": "trial/2025"}
    answers = {"asked": {"values": {"2024-H2": 5}, "declared": "green"}}
    data = head | {"report": "half-year-report", "period": BEFORE, "answers": answers}
    before = submission_of(
        read_json(json.dumps(data), "before.json"), file="before.json", digest="0"
    )

    assert [FLIPPED.format("half-year 2 2024, before.json, answers.asked.declared")] == said(
        ONE, declared("red", "2025-H1: 25"), before, code="colour-flipped"
    )
