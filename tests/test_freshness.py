"""Estimates where the final figure is known or due, and values of other months than the wanted: hits and near misses."""

from dataclasses import replace

import pytest

from compliance.observe.freshness import freshness_observed
from observing import concluded, dated, made
from one_card import asks, assessed, book, codes, messages, other_card, told
from written import EN, HEAD, card

PERCENT = """\
measure:
  unit: percent
  decimals: 1
{measure}direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 10 %
"""


def percent(latency="", text=PERCENT):
    return card(text.format(measure=f"  latency: {latency}\n" if latency else ""))


def value(period, number, vintage="", *, key="asked"):
    """An answer with one value in full."""
    fields = f"        value: {number}\n"
    if vintage:
        fields += f"        vintage: {vintage}\n"
    return f"  {key}:\n    values:\n      {period}:\n{fields}"


def estimates(rules, answers, **options):
    return made(freshness_observed, rules, answers, kind="freshness", **options)


def months(rules, answers):
    return [
        (f.fields["what"], f.fields["fits"], f.fields["period"], EN.say(f.details["wanted_text"]))
        for f in made(freshness_observed, rules, answers, kind="months")
    ]


# An estimate, and the day on which the final figure should be there


@pytest.mark.parametrize(
    ("latency", "period", "day", "due", "expected"),
    [
        # two months after the half-year: the end of August
        ("2 months", "2025-H1", "2025-08-30", "2025-08-31", "not-due"),
        ("2 months", "2025-H1", "2025-08-31", "2025-08-31", "due"),
        ("2 months", "2025-H1", "2025-09-01", "2025-08-31", "due"),
        # across the turn of the year, into a February of 28 days
        ("2 months", "2024", "2025-02-27", "2025-02-28", "not-due"),
        ("2 months", "2024", "2025-02-28", "2025-02-28", "due"),
        ("1 year", "2024", "2025-12-30", "2025-12-31", "not-due"),
        # the card does not say when figures come
        ("", "2025-H1", "2026-06-30", "2025-06-30", "not-due"),
    ],
)  # fmt: skip
def test_the_final_figure_is_due_when_the_latency_has_passed(latency, period, day, due, expected):
    answers = value(period, "9.7 %", "preliminary")
    (fact,) = estimates(book(percent(latency)), answers, head=dated(day))

    assert (expected, "preliminary", period) == (
        fact.fields["final"], fact.fields["vintage"], fact.fields["period"],
    )  # fmt: skip
    assert due == EN.say(fact.details["due_text"])


def test_a_final_figure_that_is_due_is_a_note():
    answers = value("2024", "9.7 %", "estimated")
    report = told(book(percent("2 months")), answers)

    assert [
        'The figure of "Card" for 2024 is not final, but the final one should be there by 2025-02-28.'
    ] == messages(report, "estimate-used")
    (found,) = [f for f in report["findings"] if f["code"] == "estimate-used"]
    assert ("note", "s.yaml:10") == (found["severity"], found["place"])


@pytest.mark.parametrize(
    "answers",
    [
        value("2024", "9.7 %"),
        value("2024", "9.7 %", "final"),
        value("2024", "9.7 %", "endelig"),
        value("2024", '"-"', "estimated"),  # nothing is judged
    ],
)
def test_a_final_figure_is_silent(answers):
    rules = book(percent("2 months"))

    assert [] == estimates(rules, answers)
    assert "estimate-used" not in codes(told(rules, answers))


def test_only_the_judged_value_counts():
    answers = (
        value("2025-H1", "9.7 %")
        + "      2024-H2:\n        value: 9 %\n        vintage: estimated\n"
    )

    assert [] == estimates(book(percent("2 months")), answers)


def test_a_value_that_is_not_due_is_no_finding():
    answers = value("2025-H1", "9.7 %", "preliminary")

    assert "estimate-used" not in codes(told(book(percent("2 months")), answers))


def test_a_figure_that_is_one_of_several_demands_is_told():
    made_ = card("""\
measure:
  unit: percent
  decimals: 1
direction: lower is better
targets:
  - from: 2020-01-01
    kind: all of
    targets:
      - kind: threshold
        green: at most 10 %
      - kind: status
    source:
      document: Krav
""")
    answers = value("2025-H1", "9.7 %", "estimated") + "    status: innfridd\n"

    assert ["2025-H1"] == [f.fields["period"] for f in estimates(book(made_), answers)]


# An estimate, although the final figure is known


AGAIN = PERCENT.replace("at most 10 %", "at most 20 %")


def twice(text=AGAIN, *, indicator="card"):
    """A book with two cards that judge the same indicator, the second under "again"."""
    again = replace(other_card("again", text.format(measure="")), indicator=indicator)
    first = percent()
    return book(first, again, requirements=[asks(first), asks(again, id_="again")])


def test_a_final_figure_elsewhere_in_the_submission_is_found():
    answers = value("2025-H1", "9.7 %", "estimated") + value("2025-H1", "9.4 %", key="again")
    report = told(twice(), answers)

    assert [
        'The figure of "Card" for half-year 1 2025 is not final, but a final one is known, 9.4 % in s.yaml:15.'
    ] == messages(report, "estimate-used")
    (found,) = [f for f in report["findings"] if f["code"] == "estimate-used"]
    assert ("warning", "s.yaml:10") == (found["severity"], found["place"])


@pytest.mark.parametrize(
    ("rules", "answers"),
    [
        # another period
        (twice(), value("2025-Q2", "9.4 %", key="again")),
        # another location
        (
            twice(),
            "  again:\n    by:\n      Nordby:\n        values:\n          2025-H1: 9.4 %\n",
        ),
        # not final either
        (twice(), value("2025-H1", "9.4 %", "preliminary", key="again")),
        (twice(), value("2025-H1", '"-"', key="again")),
        # another indicator
        (twice(indicator="other"), value("2025-H1", "9.4 %", key="again")),
        # another unit
        (
            twice(AGAIN.replace("unit: percent", "unit: days").replace("20 %", "20")),
            value("2025-H1", "9.4", key="again"),
        ),
    ],
)
def test_another_figure_is_not_the_final_one(rules, answers):
    facts = estimates(rules, value("2025-H1", "9.7 %", "estimated") + answers)

    assert {"not-due"} == {f.fields["final"] for f in facts}


def test_the_same_months_by_another_name_are_the_same_period():
    answers = value("2025-H1", "9.7 %", "estimated")
    answers += value("2025-01/2025-06", "9.4 %", key="again")

    assert ["known"] == [f.fields["final"] for f in estimates(twice(), answers)]


AUTUMN = HEAD.replace("half-year-report", "autumn-report").replace("2025-H1", "2025-H2")


def autumn(*, latency="6 months"):
    made_ = percent(latency)
    return book(made_, requirements=[replace(asks(made_), reported_in="autumn-report")])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (value("2025-H1", "9.4 %"), "known"),
        (value("2025-H1", "9.7 %"), "known"),
        (value("2025-H1", "9.4 %", "estimated"), "due"),
        (value("2025-Q2", "9.4 %"), "due"),
    ],
)
def test_an_earlier_submission_may_hold_the_final_figure(before, expected):
    earlier = concluded(book(percent()), before, file="before.yaml")
    answers = value("2025-H1", "9.7 %", "estimated")
    (fact,) = estimates(autumn(), answers, head=AUTUMN, earlier=[earlier])

    assert expected == fact.fields["final"]
    if expected == "known":
        assert "before.yaml:10" == fact.details["other_place"]


def test_the_latest_of_several_final_figures_is_told():
    old = concluded(book(percent()), value("2025-H1", "9.1 %"), file="old.yaml")
    new = concluded(book(percent()), value("2025-H1", "9.4 %"), file="new.yaml")
    answers = value("2025-H1", "9.7 %", "estimated")
    (fact,) = estimates(autumn(), answers, head=AUTUMN, earlier=[new, old])

    assert ("9.4 %", "new.yaml:10") == (
        EN.say(fact.details["other_text"]), fact.details["other_place"],
    )  # fmt: skip


# Months of the baseline


def since(green, kind="baseline"):
    return card(PERCENT.format(measure="").replace(
        "kind: threshold\n    green: at most 10 %", f"kind: {kind}\n    {green}"
    ))  # fmt: skip


def given(*lines):
    return "  asked:\n    values:\n" + "".join(f"      {line}\n" for line in lines)


SAME = since("green: at most the value in 2019, same months")
LAST = since("green: below last year")
WAY = since(
    "baseline: own value in 2019, same months\n    reduce: 5 %\n    each: year\n    of: last year's target\n"
    "    until: 7.5 %",
    "trajectory",
)

SPRING = card("""\
measure:
  unit: percent
  decimals: 1
direction: lower is better
targets:
  - from: 2025-04-01
    kind: baseline
    green: at most the value in 2025-Q1
""")


@pytest.mark.parametrize(
    ("made_", "lines", "wanted", "period"),
    [
        (SAME, ["2025-T1: 9 %", "2019: 8 %"], "tertial 1 2019", "2019"),
        (SAME, ["2025-H1: 9 %", "2019-T1: 8 %"], "half-year 1 2019", "2019-T1"),
        (WAY, ["2025-H1: 9 %", "2019: 10 %"], "half-year 1 2019", "2019"),
        (LAST, ["2025-H1: 9 %", "2024-H1: 10 %"], "2024", "2024-H1"),
        # the one that covers most of it
        (SAME, ["2025-H1: 9 %", "2019-Q1: 8 %", "2019-T1: 8 %"], "half-year 1 2019", "2019-T1"),
    ],
)
def test_a_baseline_of_other_months_of_the_year_is_found(made_, lines, wanted, period):
    rules = book(made_)

    assert [("baseline", "no", period, wanted)] == months(rules, given(*lines))
    report = told(rules, given(*lines))
    assert ["no-baseline"] == [a["not_assessed"] for a in report["assessments"]]
    assert ["warning"] == [f["severity"] for f in report["findings"] if f["code"] == "wrong-months"]


def test_what_is_said_of_a_baseline_of_other_months():
    report = told(book(SAME), given("2025-T1: 9 %", "2019: 8 %"))

    assert [
        'The target of "Card" counts from tertial 1 2019, but the answer has 2019.'
    ] == messages(report, "wrong-months")
    assert ["s.yaml:10"] == [f["place"] for f in report["findings"] if f["code"] == "wrong-months"]


@pytest.mark.parametrize(
    ("made_", "lines"),
    [
        # the wanted one is there
        (SAME, ["2025-T1: 9 %", "2019-T1: 8 %"]),
        (SAME, ["2025-T1: 9 %", "2019-01/2019-04: 8 %"]),
        (SAME, ["2025-T1: 9 %", "2019-T1: 8 %", "2019: 8 %"]),
        # the answer says that there is none
        (SAME, ["2025-T1: 9 %", '2019-T1: "-"', "2019: 8 %"]),
        # nothing of that year
        (SAME, ["2025-T1: 9 %"]),
        (SAME, ["2025-T1: 9 %", "2018: 8 %", "2020: 8 %"]),
        (since("green: at most the value in 2019"), ["2025-T1: 9 %", "2019-07/2020-06: 8 %"]),
        # the judged value itself covers the wanted months
        (SPRING, ["2025-H1: 9 %"]),
        # no month of it
        (SAME, ["2025-T1: 9 %", "2019-T2: 8 %"]),
        # nothing is given for it
        (SAME, ["2025-T1: 9 %", '2019: "-"']),
        # green without the baseline: the end is reached
        (WAY, ["2025-H1: 7.5 %", "2019: 10 %"]),
        # a threshold counts from nothing
        (percent(), ["2025-T1: 9 %", "2019: 8 %"]),
    ],
)
def test_other_values_beside_the_judged_one_are_no_wrong_baseline(made_, lines):
    assert [] == months(book(made_), given(*lines))


def test_a_baseline_of_a_location_is_found_there():
    answers = """\
  asked:
    by:
      Nordby:
        values:
          2025-T1: 9 %
          2019: 8 %
      Sørby:
        values:
          2025-T1: 9 %
          2019-T1: 8 %
"""
    facts = made(freshness_observed, book(SAME), answers, kind="months")

    assert ["Nordby"] == [f.fields["location"] for f in facts]


# Months of a running total


RUNNING = card("""\
measure:
  unit: count
  decimals: 0
  total_over: year
direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 5
""")


@pytest.mark.parametrize(
    ("period", "wanted"),
    [
        ("2025-Q2", "January to June 2025"),
        ("2025-02/2025-06", "January to June 2025"),
        ("2025-05", "January to May 2025"),
        # of twelve months, but not of a year
        ("2024-07/2025-06", "January to June 2025"),
    ],
)
def test_a_running_total_begins_in_january(period, wanted):
    answers = given(f"{period}: 5")

    assert [("value", "no", period, wanted)] == months(book(RUNNING), answers)


def test_what_is_said_of_a_running_total_of_other_months():
    report = told(book(RUNNING), given("2025-Q2: 5"))

    assert [
        'The figure of "Card" covers quarter 2 2025, but is to cover January to June 2025.'
    ] == messages(report, "wrong-months")
    assert ["s.yaml:9"] == [f["place"] for f in report["findings"] if f["code"] == "wrong-months"]


@pytest.mark.parametrize("period", ["2025-H1", "2025-01", "2025-Q1", "2025-01/2025-05"])
def test_a_running_total_from_january_is_silent(period):
    rules, answers = book(RUNNING), given(f"{period}: 5")

    assert [] == months(rules, answers)
    assert "wrong-months" not in codes(told(rules, answers))


def test_other_figures_may_be_of_any_months():
    rules = book(percent())

    assert ["green"] == [a.outcome for a in assessed(rules, given("2025-Q2: 9 %")).assessments]
    assert [] == months(rules, given("2025-Q2: 9 %"))


def test_a_running_total_without_a_value_is_silent():
    assert [] == months(book(RUNNING), given('2025-Q2: "-"'))
