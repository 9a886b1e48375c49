"""One fact in two places: rounding, scope, other levels and periods, and against earlier submissions."""

from dataclasses import replace

import pytest

from compliance.observe.twins import twins_observed
from one_card import asks, book, other_card
from with_previous import BEFORE, LONG_BEFORE, NOW, codes, observed, reported, said, view, written
from written import card

PERCENT = """\
measure:
  unit: percent
  decimals: 1
direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 10 %
"""
COUNT = PERCENT.replace("percent", "count").replace("10 %", "10")
HOURS = PERCENT.replace("percent", "hours").replace("10 %", "10")
MONEY = PERCENT.replace("percent", "NOK").replace("10 %", "10 NOK")
TWINS = ("value-differs", "closed-period-changed", "scope-unclear")


def pair(text):
    """Two cards, each the only one of a requirement, that follow one indicator."""
    return book(card(text), replace(other_card("second", text), indicator="card"),
                requirements=[asks(card(text)), asks(other_card("second", text), id_="again")])  # fmt: skip


def both(one, other, *, period=NOW, extra_one="", extra_other=""):
    """Two answers that give a value of a period each."""
    return written(
        f"  asked:\n    values:\n      {NOW}: {one}\n{extra_one}"
        f"  again:\n    values:\n      {period}: {other}\n{extra_other}"
    )


def agrees(text, one, other, **options):
    """What is observed of the two: nothing, or "no" or "scope"."""
    return observed(
        twins_observed, "twin", "agrees", of=view(pair(text), both(one, other, **options))
    )


# Within one submission


def test_two_answers_that_differ_are_found_at_the_first_and_name_the_other():
    made = reported(pair(PERCENT), both("9,7 %", "9,9 %"))

    (finding,) = [f for f in made["findings"] if f["code"] in TWINS]
    assert ("value-differs", "error", "asked") == (
        finding["code"],
        finding["severity"],
        finding["requirement"],
    )
    assert finding["message"] == (
        'The figure of "Card" for half-year 1 2025 is 9.7 % here, but 9.9 % in 2025-H1.yaml:13.'
    )
    assert "2025-H1.yaml:10" == finding["place"]


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (PERCENT, "9,7 %", "9,7 %"),
        (PERCENT, "9,7 %", "9.70 %"),
        (PERCENT, "9,7 %", "10 %"),  # 9.65 to 9.75 lies in 9.5 to 10.5
        (PERCENT, "9,5 %", "9 %"),  # 9.5 is the end of both: 9.45 to 9.55, 8.5 to 9.5
        (PERCENT, "9–10 %", "9,8 %"),
        (PERCENT, "om lag 10 %", "9,4 %"),  # 5 % of 10 is 0.5, and half a percent of rounding
        (COUNT, "1 572", "1572"),
        (COUNT, "om lag 1 600", "1 572"),  # 5 % of 1600 is 80
        (HOURS, "131 772 timer", "131 771,6"),  # the whole number is the other one rounded
        (MONEY, "1,2 mill. kr", "1 213 456 kr"),
        (MONEY, "380 mill. kr", "382 mill. kr"),  # rounded to tens
        (MONEY, "380 mill. kr", "384 900 000 kr"),
        (PERCENT, '"-"', "9 %"),
        (PERCENT, "< 10", "9 %"),
        (PERCENT, "9 kroner", "8 %"),  # told as unreadable
    ],
)
def test_what_rounding_explains_is_no_conflict(text, one, other):
    assert [] == agrees(text, one, other)
    assert [] == agrees(text, other, one)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        (PERCENT, "9,7 %", "9,9 %"),
        (PERCENT, "9,7 %", "9,6 %"),  # their spans touch at 9.65
        (PERCENT, "9,4 %", "10 %"),  # 9.45 is below 9.5
        (PERCENT, "9–10 %", "10,6 %"),  # 10.5 is below 10.55
        (PERCENT, "om lag 10 %", "8,9 %"),  # 9.0 is above 8.95
        (COUNT, "1 572", "1 571"),
        (COUNT, "om lag 1 600", "1 500"),
        (HOURS, "131 772 timer", "131 771,4"),  # 131 771.5 is above 131 771.45
        (MONEY, "1,2 mill. kr", "1 262 000 kr"),
        (MONEY, "380 mill. kr", "386 mill. kr"),
        (MONEY, "380 mill. kr", "370 mill. kr"),  # both in tens
        (MONEY, "70 mill. kr", "65 mill. kr"),  # tens would be too coarse
        (MONEY, "3,80 mill. kr", "3,82 mill. kr"),  # a written decimal is meant
        (COUNT, "1 570", "1 572"),
    ],
)
def test_what_rounding_does_not_explain_is_a_conflict(text, one, other):
    assert [("no",)] == agrees(text, one, other)
    assert [("no",)] == agrees(text, other, one)


def test_numerator_and_denominator_are_exact():
    """31 of 220 is 14.09 %."""
    counted = "\n        numerator: 31\n        denominator: 220"

    assert [] == agrees(PERCENT, counted, "14,1 %")
    assert [("no",)] == agrees(PERCENT, counted, "14,2 %")


def test_another_period_is_no_conflict():
    assert [] == agrees(COUNT, "5", "6", period="2025-Q1")


def test_a_period_of_another_name_is_the_same():
    assert [("no",)] == agrees(COUNT, "5", "6", period="2025-01/2025-06")


def test_a_preliminary_figure_is_no_conflict_with_a_final_one():
    preliminary = "\n        value: 5\n        vintage: foreløpig"

    assert [] == agrees(COUNT, preliminary, "6")
    assert [("no",)] == agrees(COUNT, preliminary, preliminary.replace("5", "6"))


def test_another_location_or_component_is_no_conflict():
    nordby = "    by:\n      Nordby:\n        values:\n          2025-H1: 6\n"
    sorby = nordby.replace("Nordby", "Sørby").replace("6\n", "7\n")
    rules = pair(COUNT)

    def found(one, other):
        made = written(f"  asked:\n{one}  again:\n{other}")
        return observed(twins_observed, "twin", "location", "agrees", of=view(rules, made))

    assert [] == found(nordby, sorby)
    assert [] == found(nordby, "    values:\n      2025-H1: 7\n")
    assert [("Nordby", "no")] == found(nordby, nordby.replace("6\n", "7\n"))
    assert [("Nordby", "no")] == found(
        nordby, nordby.replace("Nordby", "Nordby sykehus").replace("6\n", "7\n")
    )


def test_an_unknown_place_is_not_taken_for_the_whole():
    wrong = "    by:\n      Vestby:\n        values:\n          2025-H1: 6\n"
    made = written(f"  asked:\n    values:\n      2025-H1: 7\n  again:\n{wrong}")

    assert [] == observed(twins_observed, "twin", "agrees", of=view(pair(COUNT), made))


def test_another_unit_or_indicator_is_no_conflict():
    rules = book(card(COUNT), other_card("second", COUNT),
                 requirements=[asks(card(COUNT)), asks(other_card("second", COUNT), id_="again")])  # fmt: skip

    assert [] == observed(twins_observed, "twin", "agrees", of=view(rules, both("5", "6")))


BESIDE = """\
beside:
  - id: card
    nb: antallet
    en: the count
"""
DERIVED = f"""\
{BESIDE}measure:
  unit: percent
  decimals: 1
  derived: share of card
direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 10 %
"""


def with_beside(count, whole):
    """A count as an answer of its own, and beside the share that is worked out from it."""
    share = other_card("share", DERIVED)
    rules = book(card(COUNT), share, requirements=[asks(card(COUNT)), asks(share, id_="share")])
    made = written(
        f"  asked:\n    values:\n      2025-H1: {count}\n"
        "  share:\n    values:\n      2025-H1: 3\n"
        f"    beside:\n      card:\n        2025-H1: {whole}\n"
    )
    return observed(twins_observed, "twin", "requirement", "agrees", of=view(rules, made))


def test_a_figure_beside_is_the_same_fact_as_an_answer():
    assert [] == with_beside("40", "40")
    assert [("asked", "no")] == with_beside("40", "41")


def test_what_a_derived_card_is_given_is_no_fact_of_its_indicator():
    """3 is a number of things under the share, 9 % the share itself elsewhere."""
    share = replace(other_card("share", DERIVED), indicator="card")
    rules = book(card(COUNT), share, requirements=[asks(card(COUNT)), asks(share, id_="again")])
    made = both("40", "3", extra_other="    beside:\n      card:\n        2025-H1: 40\n")

    assert [] == observed(twins_observed, "twin", "agrees", of=view(rules, made))


def test_what_is_answered_twice_is_told_as_such_alone():
    made = written(
        "  asked:\n    values:\n      2025-H1: 5\n  x/card:\n    values:\n      2025-H1: 6\n"
    )

    assert [("value-unreadable", "error", "asked")] == codes(
        book(card(COUNT)), made, of=(*TWINS, "value-unreadable")
    )


def test_each_place_that_deviates_is_told_once():
    rules = book(
        card(COUNT),
        requirements=[asks(card(COUNT), id_=id_) for id_ in ("one", "two", "three", "four")],
    )
    made = written(
        "".join(
            f"  {id_}:\n    values:\n      2025-H1: {n}\n"
            for id_, n in (("one", 5), ("two", 5), ("three", 6), ("four", 5))
        )
    )

    assert [("one", "no"), ("three", "no")] == observed(
        twins_observed, "twin", "requirement", "agrees", of=view(rules, made)
    )


# Scope


@pytest.mark.parametrize(
    ("extra_one", "extra_other"),
    [
        ("    source: HN-LIS\n", "    source: HN-LIS, somatikk\n"),
        ("    source: HN-LIS, psykisk helsevern\n", "    source: HN-LIS, TSB\n"),
        ("    text: Tallet gjelder voksne.\n", ""),
        ("", "    text: Tala gjeld vaksne.\n"),
        ("", "    see: Rapporten om poliklinikk\n"),
        ("", "    text: Det var 6 ekskl. avtalespesialister.\n"),
        ("", "    text: Det var 6 i Sørby.\n"),
        ("", "    source: Medisinsk klinikk\n"),
    ],
)
def test_a_likely_difference_of_scope_is_said_as_such(extra_one, extra_other):
    made = both("5", "6", extra_one=extra_one, extra_other=extra_other)

    assert [("scope",)] == observed(twins_observed, "twin", "agrees", of=view(pair(COUNT), made))
    assert [("scope-unclear", "note", "asked")] == codes(pair(COUNT), made, of=TWINS)


@pytest.mark.parametrize(
    ("extra_one", "extra_other"),
    [
        ("    source: HN-LIS\n", "    source: NPR\n"),
        ("    source: HN-LIS, somatikk\n", "    source: NPR, somatiske pasienter\n"),
        ("    text: Vi skal gjøre det bedre.\n", "    text: Barn og unge er viktige for oss.\n"),
        ("", "    text: Tallet er 6 rusken dager.\n"),
    ],
)
def test_words_that_both_have_or_that_are_of_no_figure_tell_no_scope(extra_one, extra_other):
    made = both("5", "6", extra_one=extra_one, extra_other=extra_other)

    assert [("no",)] == observed(twins_observed, "twin", "agrees", of=view(pair(COUNT), made))


def test_the_scope_of_the_whole_answer_holds_for_its_places():
    nordby = "    by:\n      Nordby:\n        values:\n          2025-H1: 6\n"
    made = written(
        f"  asked:\n    source: Somatikk\n{nordby}  again:\n{nordby.replace(': 6', ': 7')}"
    )

    assert [("Nordby", "scope")] == observed(
        twins_observed, "twin", "location", "agrees", of=view(pair(COUNT), made)
    )


def test_the_name_of_the_place_that_both_are_of_narrows_nothing():
    nordby = (
        "    by:\n      Nordby:\n        source: Nordby\n        values:\n          2025-H1: 6\n"
    )
    other = nordby.replace("source: Nordby", "source: Register").replace(": 6", ": 7")
    made = written(f"  asked:\n{nordby}  again:\n{other}")

    assert [("no",)] == observed(twins_observed, "twin", "agrees", of=view(pair(COUNT), made))


# Against earlier submissions

ONE = book(card(COUNT))


def values(period, *lines, **options):
    """A submission whose only answer has these values."""
    return written("  asked:\n    values:\n" + "".join(f"      {line}\n" for line in lines),
                   period, **options)  # fmt: skip


def against(now, *before, rules=ONE):
    """What is observed against earlier submissions."""
    return observed(
        twins_observed,
        "twin",
        "against",
        "period",
        "agrees",
        "vintage",
        of=view(rules, now, *before),
    )


def test_a_changed_figure_of_a_closed_period_is_found():
    now = values(NOW, "2024-H2: 8", "2025-H1: 7")
    before = values(BEFORE, "2024-H2: 9")

    assert [("last-report", "2024-H2", "no", "final")] == against(now, before)
    assert [("closed-period-changed", "warning", "asked")] == codes(ONE, now, before, of=TWINS)
    assert [
        'The figure of "Card" for half-year 2 2024 is 8, but was 9 in an earlier report (2024-H2.yaml:10).'
    ] == said(ONE, now, before, code="closed-period-changed")


def test_an_unchanged_figure_and_a_new_period_are_fine():
    assert [] == against(values(NOW, "2024-H2: 9", "2025-H1: 7"), values(BEFORE, "2024-H2: 9"))


def test_rounding_explains_a_figure_that_has_more_decimals_now():
    now, before = values(NOW, "2024-H2: 8,96"), values(BEFORE, "2024-H2: 9")

    assert [] == against(now, before)
    assert [("last-report", "2024-H2", "no", "final")] == against(
        values(NOW, "2024-H2: 9,51"), before
    )


def test_the_latest_submission_that_gives_it_counts():
    now = values(NOW, "2024-H1: 8")
    older = values(LONG_BEFORE, "2024-H1: 9")

    assert [] == against(now, values(BEFORE, "2024-H1: 8"), older)
    assert [("last-report", "2024-H1", "no", "final")] == against(
        now, values(BEFORE, "2024-H2: 8"), older
    )


@pytest.mark.parametrize("vintage", ["preliminary", "estimated"])
def test_a_figure_that_was_not_final_may_change(vintage):
    now = values(NOW, "2024-H2: 8")
    before = values(BEFORE, "2024-H2:", "  value: 9", f"  vintage: {vintage}")

    assert [("last-report", "2024-H2", "no", vintage)] == against(now, before)
    assert [] == codes(ONE, now, before, of=TWINS)


def test_a_figure_of_a_period_that_was_not_over_may_change():
    now, before = values(NOW, "2024: 8"), "2024: 9"

    assert [("last-report", "2024", "no", "preliminary")] == against(
        now, values(LONG_BEFORE, before)
    )
    assert [("last-report", "2024", "no", "final")] == against(now, values(BEFORE, before))
    assert [("last-report", "2024", "no", "preliminary")] == against(
        now, values(BEFORE, before, date="2024-12-30")
    )


def test_a_figure_that_comes_late_may_change_until_then():
    """The figures of a year come three months late: on the last day of March."""
    rules = book(card(COUNT.replace("  decimals: 1\n", "  decimals: 1\n  latency: 3 months\n")))
    now, before = values(NOW, "2024: 8"), "2024: 9"

    assert [("last-report", "2024", "no", "preliminary")] == against(
        now, values(BEFORE, before, date="2025-03-30"), rules=rules
    )
    assert [("last-report", "2024", "no", "final")] == against(
        now, values(BEFORE, before, date="2025-03-31"), rules=rules
    )


def test_a_change_of_scope_against_an_earlier_report_is_a_note():
    now = written("  asked:\n    values:\n      2024-H2: 8\n    source: Register, somatikk\n")
    before = values(BEFORE, "2024-H2: 9")

    assert [("last-report", "2024-H2", "scope", "final")] == against(now, before)
    assert [("scope-unclear", "note", "asked")] == codes(ONE, now, before, of=TWINS)


def test_two_places_of_which_one_says_what_was_said_before_are_told_within_the_report_alone():
    now = both("9", "8")
    then = values(BEFORE, "2025-H1: 9")

    assert [("same-report",)] == observed(
        twins_observed, "twin", "against", of=view(pair(COUNT), now, then)
    )
