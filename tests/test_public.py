"""A report that may be published: small counts are masked, and nothing that is left tells them."""

import io
import json
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from compliance.assess import assess, check_file, conclude
from compliance.cli import main
from compliance.engine import exact_only
from compliance.errors import InputRefused
from compliance.explain import explanation
from compliance.language import Language, Localised
from compliance.report.console import print_reports
from compliance.report.json_report import report_as_data
from compliance.report.public import public_report
from one_card import above_growth, asks, assessed, book, growing
from with_previous import BEFORE, NOW, of_period, written
from written import CLEAN, EN, HEAD, RULES, card, edited, trial_book

NB = Language("nb")
SAMPLES = Path(__file__).parents[1] / "samples"
MASK = "The figures are not shown: they rest on fewer than 5 cases."
DETAILS = "The details of this finding ({}) are not shown: they concern figures that rest on fewer than 5 cases."
NUMBERS = (
    "value",
    "numerator",
    "denominator",
    "cases",
    "vintage",
    "baseline",
    "margin",
    "trend",
    "would_be_green",
)

SHARE = """\
measure:
  unit: percent
  decimals: 1
direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 60 %
"""
COUNT = """\
measure:
  unit: count
  decimals: 0
direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 10
"""
FROM_BASELINE = """\
measure:
  unit: count
  decimals: 0
direction: lower is better
targets:
  - from: 2020-01-01
    kind: baseline
    green: at most 50 % more than the value in 2024
"""
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


TREND = """\
trend:
  window: 6 months
  against: same months last year
  better_from: 2 %
  worse_from: 2 %
"""
EACH = f"""\
{COMPONENTS}measure:
  unit: count
  decimals: 0
direction: lower is better
targets:
  - from: 2020-01-01
    kind: each
    target:
      kind: threshold
      green: at most 10
    source:
      document: Krav
"""
OF_OTHERS = """\
beside:
  - id: other
    nb: de andre
    en: the others
measure:
  unit: percent
  decimals: 1
  derived: share of other
direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 50 %
"""


def answer(*lines):
    """The answer to the one requirement of `book`."""
    return "  asked:\n" + "".join(f"    {line}\n" for line in lines)


def ratio(part, whole, *more):
    return answer(
        "values:", "  2025-H1:", f"    numerator: {part}", f"    denominator: {whole}", *more
    )


def at_places(whole=None, **values):
    """An answer by location or component; `whole` is the value of the answer itself."""
    lines = [] if whole is None else ["values:", f"  2025-H1: {whole}"]
    lines.append("by:")
    for name, value in values.items():
        lines += [f"  {name}:", "    values:", f"      2025-H1: {value}"]
    return answer(*lines)


def published(text, answers, least=5, **options):
    """The report that may be published."""
    return public_report(assessed(book(card(text)), answers, **options), least)


def as_data(text, answers, **options):
    return report_as_data(published(text, answers, **options), EN)


def masked(text, answers, **options):
    """Location and component of what is masked."""
    made = published(text, answers, **options)
    return [(a.case.location, a.case.component) for a in made.assessments if a.masked is not None]


def refusals(text, answers, **options):
    """What is said where publishing is refused."""
    with pytest.raises(InputRefused) as stop:
        published(text, answers, **options)
    assert {"not-public"} == {problem.code for problem in stop.value.problems}
    return [problem.words(EN) for problem in stop.value.problems]


def everything_shown(report):
    """All that any format tells of a report, in both languages."""
    pages = []
    for language in (EN, NB):
        for width in (None, 60):
            page = io.StringIO()
            print_reports([report], language, page, width=width, in_colour=False)
            pages.append(page.getvalue())
        pages.append(json.dumps(report_as_data(report, language), ensure_ascii=False))
        pages += [language.say(said) for a in report.assessments for said in explanation(a)]
    return pages


# what is masked


def test_a_masked_assessment_keeps_its_colour_target_bands_and_place_and_loses_its_numbers():
    plain = report_as_data(assessed(book(card(SHARE)), ratio(3, 40)), EN)["assessments"][0]
    (found,) = as_data(SHARE, ratio(3, 40))["assessments"]

    assert ("3", "40", "7.5", "-52.5") == (
        plain["numerator"],
        plain["denominator"],
        plain["value"],
        plain["margin"],
    )
    assert dict.fromkeys(NUMBERS) == {name: found[name] for name in NUMBERS}
    assert [MASK] == found["explanation"]
    kept = plain.keys() - {*NUMBERS, "explanation"}
    assert {k: plain[k] for k in kept} == {k: found[k] for k in kept}
    assert ("red", "s.yaml:10", "60") == (
        found["colour"],
        found["place"],
        found["bands"][1]["lower"],
    )


@pytest.mark.parametrize(
    ("part", "whole", "is_masked"),
    [
        (0, 40, False), (1, 40, True), (4, 40, True), (5, 40, False),
        # the rest: 0, 1, 4 and 5 are left
        (40, 40, False), (39, 40, True), (36, 40, True), (35, 40, False),
        # the whole
        (0, 4, True), (0, 5, False),
    ],
)  # fmt: skip
def test_a_share_is_masked_when_its_part_its_rest_or_its_whole_is_small(part, whole, is_masked):
    assert ([(None, None)] if is_masked else []) == masked(SHARE, ratio(part, whole))


@pytest.mark.parametrize(("cases", "is_masked"), [(1, True), (4, True), (5, False)])
def test_a_value_is_masked_when_it_rests_on_few_cases(cases, is_masked):
    answers = answer("values:", "  2025-H1:", "    value: 70 %", f"    cases: {cases}")

    assert ([(None, None)] if is_masked else []) == masked(SHARE, answers)


@pytest.mark.parametrize(
    ("value", "is_masked"),
    [
        ("0", False),
        ("1", True),
        ("4", True),
        ("5", False),
        ("2–8", True),
        ("3–4", True),
        ("5–6", False),
    ],
)
def test_a_count_is_masked_when_it_is_small(value, is_masked):
    answers = answer("values:", f"  2025-H1: {value}")

    assert ([(None, None)] if is_masked else []) == masked(COUNT, answers)


def test_a_percentage_without_cases_is_no_count():
    assert [] == masked(SHARE, answer("values:", "  2025-H1: 3 %"))


@pytest.mark.parametrize(("least", "is_masked"), [(4, False), (5, True), (10, True)])
def test_the_smallest_count_that_is_shown_can_be_chosen(least, is_masked):
    found = masked(COUNT, answer("values:", "  2025-H1: 4"), least=least)

    assert ([(None, None)] if is_masked else []) == found


def test_a_least_of_1_would_mask_nothing():
    with pytest.raises(ValueError, match="at least 2"):
        published(COUNT, answer("values:", "  2025-H1: 4"), least=1)


def test_a_small_baseline_is_masked_with_the_bands_that_tell_it():
    found = as_data(FROM_BASELINE, answer("values:", "  2025-H1: 12", "  2024: 4"))["assessments"][
        0
    ]

    assert ("red", None, None, []) == (
        found["colour"],
        found["value"],
        found["baseline"],
        found["bands"],
    )


def test_a_small_baseline_of_an_earlier_submission_is_masked_as_well():
    """7.5 % is 3 of 40."""
    share = FROM_BASELINE.replace("unit: count", "unit: percent").replace("in 2024", "in 2023")
    rules = book(card(share))
    before = written(
        answer("values:", "  2023:", "    numerator: 3", "    denominator: 40"), BEFORE
    )
    now = written(answer("values:", "  2025-H1: 7,4 %"), NOW)
    with exact_only() as engine:
        earlier = [conclude(of_period(rules, before), before, engine)]
        made = assess(of_period(rules, now), now, engine, earlier=earlier)
    (shown,) = report_as_data(public_report(made), EN)["assessments"]

    assert [Fraction(3)] == [a.case.judged.baseline.measured.numerator for a in made.assessments]
    assert (None, None, []) == (shown["value"], shown["baseline"], shown["bands"])


def test_a_colour_tells_nothing_where_its_bands_are_masked_too():
    """Of the small counts only 4 is more than 150 % of 2; but nobody is told of the 2."""
    assert [(None, None)] == masked(FROM_BASELINE, answer("values:", "  2025-H1: 4", "  2024: 2"))


def test_bands_stay_where_the_baseline_is_not_small():
    found = as_data(FROM_BASELINE, answer("values:", "  2025-H1: 4", "  2024: 40"))["assessments"][
        0
    ]

    assert ("green", None, None, "60") == (
        found["colour"], found["value"], found["baseline"], found["bands"][0]["upper"],
    )  # fmt: skip


def test_the_number_of_chosen_cards_counts_no_people():
    """The trial rule book: Nordby and Sørby have answered one of the cards to choose from."""
    with_counts = public_report(assessed(trial_book(), CLEAN.split("answers:\n")[1]))
    chosen = [a for a in with_counts.assessments if a.case.card is None and a.case.location]

    assert [None, None] == [a.masked for a in chosen]
    assert "1 listed card is answered here." in EN.say(explanation(chosen[0])[0])


def test_the_same_figure_under_another_card_is_masked_too():
    """The other card would tell the share that tells 3 of 40."""
    first, other = card(SHARE), replace(card(SHARE), id="x/other")
    answers = ratio(3, 40) + "  second:\n    values:\n      2025-H1: 7,5 %\n"

    def found(twin):
        rules = book(first, twin, requirements=(asks(first), asks(twin, id_="second")))
        made = public_report(assessed(rules, answers))
        return [a.case.requirement.id for a in made.assessments if a.masked is not None]

    assert ["asked", "second"] == found(other)
    assert ["asked"] == found(replace(other, indicator="another"))


def test_nothing_counted_is_left_in_a_masked_assessment_nor_in_its_parts():
    """Whatever a format tells some day, there is nothing to tell."""
    figure = FROM_BASELINE + TREND
    answers = answer(
        "values:",
        "  2025-H1: 3",
        "  2024: 4",
        "  2024-H1: 2",
        "changes:",
        "  - +3 siden 2023",
        "  - 3 flere",
    )
    (alone,) = published(figure, answers).assessments
    whole = published(EACH, at_places(north=3, south=7, west=8)).assessments[0]

    for masked_one in (alone, whole.parts[0]):
        judged = masked_one.case.judged
        assert [None] * 5 == [
            judged.measured,
            judged.value,
            judged.baseline,
            judged.course,
            masked_one.trend,
        ]
        assert ((), (), ()) == (judged.readings, judged.asides, judged.troubles)
    assert [True, False, False] == [part.masked is not None for part in whole.parts]


# nothing leaks

PAIRS = [
    pytest.param(SHARE, lambda n: ratio(n, 40), id="numerator"),
    pytest.param(SHARE, lambda n: ratio(40 - n, 40), id="rest"),
    pytest.param(SHARE, lambda n: ratio(0, n), id="denominator"),
    pytest.param(SHARE, lambda n: answer("values:", "  2025-H1:", "    value: 70 %", f"    cases: {n}"), id="cases"),
    pytest.param(COUNT, lambda n: answer("values:", f"  2025-H1: {n}"), id="count"),
    pytest.param(COUNT, lambda n: answer("values:", f"  2025-H1: {n}", "declared: red"), id="finding"),
    pytest.param(COUNT, lambda n: answer("values:", f"  2025-H1: {n} stykker"), id="unreadable count"),
    pytest.param(
        SHARE, lambda n: ratio(n, 40, "    value: 99 %"), id="a value that its numerator contradicts"
    ),
    pytest.param(
        FROM_BASELINE, lambda n: answer("values:", "  2025-H1: 12", f"  2024: {n}"), id="baseline"
    ),
    pytest.param(
        """\
measure:
  unit: percent
  decimals: 1
direction: higher is better
targets:
  - from: 2020-01-01
    kind: baseline
    green: at least the value in 2024
""",
        lambda n: answer(
            "values:", "  2025-H1: 60 %", "  2024:", f"    numerator: {n}", "    denominator: 40"
        ),
        id="numerator of a baseline",
    ),
    pytest.param(
        """\
measure:
  unit: count
  decimals: 0
direction: lower is better
targets:
  - from: 2020-01-01
    kind: comparison
    green: at most the budget
""",
        lambda n: answer("values:", "  2025-H1:", "    value: 12", f"    budget: {n}"),
        id="budget",
    ),
    pytest.param(
        COUNT + TREND,
        lambda n: answer("values:", "  2025-H1: 8", f"  2024-H1: {n}"),
        id="trend",
    ),
    pytest.param(
        SHARE + TREND,
        lambda n: answer(
            "values:", "  2025-H1: 8 %", "  2024-H1:", f"    numerator: {n}", "    denominator: 40"
        ),
        id="numerator of a trend",
    ),
    pytest.param(
        COUNT + TREND,
        lambda n: answer(
            "values:", "  2025-H1: 8", *(f"  2024-{month:02}: {n}" for month in range(1, 7))
        ),
        id="trend over months",
    ),
    pytest.param(
        COUNT,
        lambda n: answer("values:", "  2025-H1: 8", "changes:", f"  - {n} flere enn sist"),
        id="unreadable change",
    ),
    pytest.param(
        OF_OTHERS,
        lambda n: answer("values:", "  2025-H1: 8", "beside:", "  other:", f"    2025-H1: {n} stk?"),
        id="unreadable figure beside",
    ),
    pytest.param(COMPONENTS + COUNT, lambda n: at_places(north=n, south=7, west=n), id="components"),
    pytest.param(EACH, lambda n: at_places(north=n, south=7), id="parts of a target"),
    pytest.param(
        OF_OTHERS,
        lambda n: answer("values:", f"  2025-H1: {n}", "beside:", "  other:", "    2025-H1: 60"),
        id="worked out from a small count",
    ),
    pytest.param(
        OF_OTHERS,
        lambda n: answer("values:", "  2025-H1: 0", "beside:", "  other:", f"    2025-H1: {n}"),
        id="worked out of a small whole",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "answers"), PAIRS)
def test_two_reports_that_differ_in_a_small_count_look_the_same(text, answers):
    """Without the mask they do not, or this test would pass on nothing."""
    reports = [assessed(book(card(text)), answers(n)) for n in (3, 4)]

    assert everything_shown(reports[0]) != everything_shown(reports[1])
    assert everything_shown(public_report(reports[0])) == everything_shown(
        public_report(reports[1])
    )


def test_a_figure_of_another_card_that_cannot_be_read_is_masked_with_it():
    rules = book(above_growth(), growing("growth"))
    answers = (
        answer("values:", "  2025-H1: 9 %") + "  growth:\n    values:\n      2025-H1: {} stk\n"
    )
    reports = [assessed(rules, answers.format(n)) for n in (3, 4)]

    assert everything_shown(reports[0]) != everything_shown(reports[1])
    assert everything_shown(public_report(reports[0])) == everything_shown(
        public_report(reports[1])
    )


def test_the_table_says_that_small_counts_are_masked():
    page = everything_shown(published(COUNT, answer("values:", "  2025-H1: 8")))[0]
    narrow = everything_shown(published(COUNT, answer("values:", "  2025-H1: 8"), least=2))[0]

    assert "\nCounts from 1 to 4 are not shown.\n" in page
    assert "\nCounts of 1 are not shown.\n" in narrow


def test_colours_counts_and_verdict_do_not_change():
    plain = assessed(book(card(SHARE)), ratio(3, 40))
    public = public_report(plain)

    assert 2 <= plain.summary.errors
    assert (plain.summary, plain.worst()) == (public.summary, public.worst())
    assert [a.outcome for a in plain.assessments] == [a.outcome for a in public.assessments]
    assert [(f.code, f.severity, f.place) for f in plain.findings] == [
        (f.code, f.severity, f.place) for f in public.findings
    ]


# findings


def test_a_finding_about_a_masked_assessment_tells_its_code_alone():
    """Another baseline than the rules have, beside a small count."""
    made = public_report(
        assessed(
            trial_book(),
            edited(CLEAN, ("2025-H1: 40\n", "2025-H1: 3\n      2024: 41\n")).split("answers:\n")[1],
        )
    )
    (found,) = [f for f in report_as_data(made, EN)["findings"] if f["requirement"] is not None]

    assert ("baseline-differs", "warning", "positions") == (
        found["code"],
        found["severity"],
        found["requirement"],
    )
    assert (DETAILS.format("baseline-differs"), None) == (found["message"], found["accepted"])
    assert "See the report that is not for publication." == found["remedy"]


def test_a_finding_about_something_else_is_told():
    answers = answer("values:", "  2025-H1: 3", "declared: green") + "  nowhere:\n    text: t\n"
    messages = {f["code"]: f["message"] for f in as_data(COUNT, answers)["findings"]}

    assert "nowhere" in messages["unknown-requirement"]
    assert "has figures, but does not say where they come from" in messages["no-source"]


def test_a_finding_about_another_requirement_is_told_whatever_number_it_has():
    made = edited(CLEAN, ("2025-H1: 40\n", "2025-H1: 3\n"), ("delvis innfridd", "3 av 4 tiltak"))
    report = public_report(assessed(trial_book(), made.split("answers:\n")[1]))
    messages = [f["message"] for f in report_as_data(report, EN)["findings"]]

    assert ["3 av 4 tiltak"] == [
        m.split("“")[1].split("”")[0] for m in messages if "cannot be read" in m
    ]


@pytest.mark.parametrize(
    ("said", "is_masked"),
    [
        ("It was 3 last time.", True),
        ("It was 0 last time, and 5 before.", False),
        ("It is 12 here and 12 in s.yaml:3.", False),
        ("It was 3 % last time.", False),
    ],
)
def test_a_finding_that_tells_a_small_count_of_another_time_is_masked_too(said, is_masked):
    plain = assessed(book(card(COUNT)), answer("declared: red", "values:", "  2025-H1: 8"))
    telling = [
        replace(f, message=Localised(said, said).fill({}))
        for f in plain.findings
        if f.card is not None
    ]
    (found,) = report_as_data(public_report(replace(plain, findings=telling)), EN)["findings"]

    assert "declared-darker" == found["code"]
    assert (DETAILS.format("declared-darker") if is_masked else said) == found["message"]


# what follows from the rest

FOLLOWS = (
    "the masked figure of asked, x/card, {} follows from the whole and its parts that are shown. "
)


def test_the_only_masked_part_of_a_whole_is_refused():
    found = refusals(COUNT, at_places(whole=29, Nordby=3, Sørby=26))

    assert [
        "s.yaml:13: " + FOLLOWS.format("Nordby") + "Leave out the whole, or one more of its parts."
    ] == found


@pytest.mark.parametrize(
    "places",
    [
        # the whole is not given
        {"Nordby": 3, "Sørby": 26},
        # one part is not given: 29 tells nothing of Nordby
        {"whole": 40, "Nordby": 3, "Sørby": 26},
        # two are masked, and 6 may be 2 + 4 or 3 + 3
        {"whole": 32, "Nordby": 3, "Sørby": 3, "Klinikk Vest": 26},
        # nothing is masked
        {"whole": 31, "Nordby": 5, "Sørby": 26},
        # nobody is in it
        {"whole": 26, "Nordby": 0, "Sørby": 26},
    ],
)
def test_a_masked_part_that_does_not_follow_is_no_reason_to_refuse(places):
    assert [(n, None) for n in ("Sørby", "Nordby") if places[n] in {1, 2, 3, 4}] == masked(
        COUNT, at_places(**places)
    )


def test_parts_of_another_period_are_no_parts_of_the_whole():
    made = COUNT.replace("decimals: 0", "decimals: 0\n  latency: 6 months")
    answers = at_places(whole=29, Nordby=3, Sørby=26)

    assert 1 == len(refusals(made, answers))
    assert [("Nordby", None)] == masked(made, answers.replace("2025-H1: 3\n", "2024-H2: 3\n"))


def test_a_card_that_two_requirements_list_is_summed_in_each():
    """The trial rule book asks for the beds twice."""
    made = edited(
        CLEAN,
        ("2025-H1: 9\n", "2025-H1: 3\n"),
        ("  trial/beds:\n", "  trial/beds:\n    values:\n      2025-H1: 13\n"),
    )
    with pytest.raises(InputRefused) as stop:
        public_report(assessed(trial_book(), made.split("answers:\n")[1]))

    assert ["both", "chosen"] == sorted(
        p.words(EN).split("figure of ")[1].split(",")[0] for p in stop.value.problems
    )


@pytest.mark.parametrize(("each", "whole"), [(1, 28), (4, 34)])
def test_two_masked_parts_are_refused_when_only_one_sum_is_possible(each, whole):
    """1 + 1 and 4 + 4 are the only ways to 2 and 8."""
    found = refusals(COUNT, at_places(whole=whole, Nordby=each, Sørby=each, **{"Klinikk Vest": 26}))

    assert 2 == len(found)


def test_a_masked_component_follows_from_the_total_of_its_location():
    made = COMPONENTS + COUNT
    found = refusals(made, at_places(whole=36, north=3, south=7, west=26))

    assert [FOLLOWS.format("north").strip()] == [
        m.split(": ", 1)[1].split(" Leave")[0] for m in found
    ]


def test_a_masked_numerator_follows_from_numerators_and_a_masked_rest_from_rests():
    def shares(own, north, south):
        lines = [
            "values:",
            "  2025-H1:",
            f"    numerator: {own[0]}",
            f"    denominator: {own[1]}",
            "by:",
        ]
        for name, (part, whole) in {"Nordby": north, "Sørby": south}.items():
            lines += [f"  {name}:", "    values:", "      2025-H1:",
                      f"        numerator: {part}", f"        denominator: {whole}"]  # fmt: skip
        return answer(*lines)

    assert 1 == len(refusals(SHARE, shares((23, 80), (3, 40), (20, 40))))
    # 37 and 20 of 40 each: the rests 3 and 20 add up to 23
    assert 1 == len(refusals(SHARE, shares((57, 80), (37, 40), (20, 40))))
    # the whole is of something else
    assert [("Nordby", None)] == masked(SHARE, shares((30, 90), (3, 40), (20, 40)))


@pytest.mark.parametrize(
    ("green", "value", "is_told"),
    [
        ("at most 1", 1, True),
        ("at most 2", 2, False),
        ("at most 3", 4, True),
        ("at most 0", 3, False),
    ],
)
def test_a_count_that_is_the_only_small_one_of_its_colour_is_refused(green, value, is_told):
    made = COUNT.replace("at most 10", green)
    answers = answer("values:", f"  2025-H1: {value}")
    if not is_told:
        assert [(None, None)] == masked(made, answers)
        return
    (message,) = refusals(made, answers)
    colour = "green" if value == 1 else "red"
    assert message == (
        "s.yaml:9: the masked figure of asked, x/card follows from its colour: no other small count is "
        f"{colour}. Leave it out, or publish it without its colour."
    )


# what stands in the prose


def with_text(line, *before):
    return ratio(3, 40, *before, line)


@pytest.mark.parametrize(
    ("line", "field", "place"),
    [
        ("text: Tre pasienter ventet for lenge.", "text", 12),
        ("text: Det var 3 som ventet.", "text", 12),
        ("text: Andelen er 7,5 %.", "text", 12),
        ("text: De andre 92,5 % fikk time.", "text", 12),
        ("source: Register (3 av 40)", "source", 7),
        ("responsible: Avdelingen for 3 av 40", "responsible", 7),
    ],
)
def test_prose_that_tells_a_masked_number_is_refused(line, field, place):
    (message,) = refusals(SHARE, with_text(line))

    assert message == (
        f"s.yaml:{place}: “{field}” tells a number that is masked for asked, x/card. Write it without the number."
    )


@pytest.mark.parametrize(
    "line", ["text: Noen få ventet for lenge.", "source: Register 3", "text: 13 av 40"]
)
def test_prose_that_does_not_tell_it_is_published(line):
    assert [(None, None)] == masked(SHARE, with_text(line))


def test_a_number_in_prose_may_be_told_where_nothing_is_masked():
    assert [] == masked(SHARE, ratio(20, 40, "text: Tre pasienter ventet for lenge."))


def test_contents_and_the_summary_are_prose_too():
    made = edited(
        CLEAN, ("2025-H1: 60 %\n", "2025-H1:\n        numerator: 3\n        denominator: 5\n")
    )
    content = edited(made, ("Kveldsåpent.", "Kveldsåpent for tre pasienter."))
    summary = edited(made, ("answers:\n", "summary: Bare 3 fikk time.\nanswers:\n"))

    def found(text):
        head, answers = text.split("answers:\n", 1)
        with pytest.raises(InputRefused) as stop:
            public_report(assessed(trial_book(), answers, head=head))
        return [p.words(EN).split(" is masked")[0].split(": ", 1)[1] for p in stop.value.problems]

    assert ["“measures” tells a number that"] == found(content)
    assert ["“summary” tells a number that"] == found(summary)


def test_the_line_of_a_long_text_is_named():
    long_text = answer(
        "values:", "  2025-H1: 3", "text: |", "  Vi er i gang.", "  Tre pasienter ventet."
    )

    assert ["s.yaml:12"] == [m.split(": ")[0] for m in refusals(COUNT, long_text)]


STATED = """\
claims:
  - relation: share
    says: 7,5 %
    of:
      - 12
      - 160
    requirement: asked
sums:
  - total: 43
    rows:
      Nordby: 40
      Sørby: 3
    requirement: asked
deviations:
  - code: no-source
    reason: Registeret har bare tre pasienter.
    until: 2025-12-31
"""


def test_claims_sums_and_reasons_that_tell_it_are_refused():
    found = refusals(SHARE, ratio(3, 40), head=HEAD + STATED)
    of_others = STATED.replace("asked", "work").replace("tre pasienter", "tretti pasienter")

    assert ["“claims”", "“sums”", "“reason”"] == [m.split(" ")[1] for m in found]
    assert [(None, None)] == masked(SHARE, ratio(3, 40), head=HEAD + of_others)


def test_a_small_whole_is_told_by_prose_too():
    assert 1 == len(
        refusals(SHARE, ratio(2, 4, "    cases: 40", "text: Det var fire pasienter i alt."))
    )


@pytest.mark.parametrize(
    ("edit", "is_told"),
    [
        # the answer to the requirement as a whole
        (("Begge er på plass.", "Tre pasienter ventet."), True),
        # another card of the same requirement
        (("status: innfridd\n", "status: innfridd\n    text: Tre pasienter ventet.\n"), False),
    ],
)
def test_the_text_of_another_card_is_about_something_else(edit, is_told):
    made = edited(CLEAN, ("2025-H1: 9\n", "2025-H1: 3\n"), edit).split("answers:\n")[1]
    report = assessed(trial_book(), made)
    if is_told:
        with pytest.raises(InputRefused):
            public_report(report)
        return
    assert "Sørby" in {a.case.location for a in public_report(report).assessments if a.masked}


def test_the_text_of_another_place_is_of_other_people():
    lines = ["by:"]
    for name, value, text in (("Nordby", 3, "Bra."), ("Sørby", 26, "Tre pasienter ventet.")):
        lines += [f"  {name}:", "    values:", f"      2025-H1: {value}", f"    text: {text}"]

    assert [("Nordby", None)] == masked(COUNT, answer(*lines))
    swapped = [line.replace("Bra.", "Tre pasienter.") for line in lines]
    assert 1 == len(refusals(COUNT, answer(*swapped)))


# the command and the sample


@pytest.fixture
def run(capsys, monkeypatch):
    """Run in this process, by the exact evaluator: exit code, stdout, stderr."""
    monkeypatch.setattr("compliance.assess.available", lambda: False)
    monkeypatch.setenv("COMPLIANCE_LANG", "en")

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        return stop.value.code, *capsys.readouterr()

    return run


def test_the_command_masks_only_when_asked(run, tmp_path):
    file = tmp_path / "s.yaml"
    file.write_text(edited(CLEAN, ("2025-H1: 9\n", "2025-H1: 3\n")), encoding="utf-8")
    plain = run("check", file, "--rules", RULES)
    public = run("check", file, "--rules", RULES, "--public")
    larger = run("check", file, "--rules", RULES, "--public", "--min-cell", "3")

    assert 2 != plain[0] == public[0] == larger[0]
    assert [False, True, False] == [MASK in out for _, out, _ in (plain, public, larger)]
    assert [False, True, False] == ["from 1 to 4" in out for _, out, _ in (plain, public, larger)]
    assert plain[1].splitlines()[-1] == public[1].splitlines()[-1]


def test_the_command_refuses_with_the_places(run, tmp_path):
    file = tmp_path / "s.yaml"
    told = edited(CLEAN, ("2025-H1: 9\n", "2025-H1: 3\n        text: Det gjaldt tre pasienter.\n"))
    file.write_text(told, encoding="utf-8")
    code, out, err = run("check", file, "--rules", RULES, "--public")

    assert (2, "") == (code, out)
    assert (
        "“text” tells a number that is masked for both, trial/beds, Sørby. Write it without" in err
    )


@pytest.mark.parametrize("least", ["1", "0", "-3"])
def test_the_command_wants_a_least_of_at_least_2(run, least):
    message = f"--min-cell: {least} is too small. Write 2 or a larger number.\n"

    assert (2, "", message) == run("check", "x.yaml", "--public", "--min-cell", least)


def test_the_sample_is_published_with_the_same_summary():
    """By 10: 6 of 24 letters were late, there were 7 drills, and 6 beds for 125 000."""
    plain = check_file(
        SAMPLES / "eksempel-hf-2025.yaml", rules=SAMPLES / "rules", with_engine=False
    )
    public = public_report(plain, 10)

    found = [a.case.requirement.id for a in public.assessments if a.masked is not None]
    assert ["discharge-letters", "drills", "beds-rate"] == found
    assert plain.summary == public.summary
    assert [] == [a for a in public_report(plain).assessments if a.masked is not None]
