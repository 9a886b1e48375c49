"""A written status beside figures and days: of the same thing, and of all while one of them fails."""

from dataclasses import replace

import pytest

from compliance.observe.status_words import status_words_observed
from compliance.rulebook.model import Choice
from observing import made
from one_card import asks, book, messages, other_card, outcomes, told
from written import HEAD, card

FIGURE = """\
measure:
  unit: percent
  decimals: 1
direction: higher is better
"""
BOUNDS = "kind: threshold\n{0}green: at least 60 %\n{0}yellow: at least 45 %\n"
PARTS = """\
components:
  - id: north
    nb: Nord
    en: North
  - id: south
    nb: Sør
    en: South
"""
SOURCE = "    source:\n      document: Krav\n"


def each(*more):
    """The lines of a target for each of the two parts."""
    lines = "".join(f"    {line}\n" for line in more)
    bounds = BOUNDS.format("      ")
    return f"  - from: 2020-01-01\n    kind: each\n{lines}    target:\n      {bounds}{SOURCE}"


FIGURES = card(FIGURE + "targets:\n  - from: 2020-01-01\n    " + BOUNDS.format("    "))
BY_DAY = card("targets:\n  - from: 2020-01-01\n    kind: deadline\n    due: 2025-06-01\n")
BY_WORD = card(
    "targets:\n  - from: 2020-01-01\n    kind: status\n    green:\n      - innfridd\n    red:\n"
    "      - ikke innfridd\n"
)
APART = card(PARTS + FIGURE + "targets:\n  - from: 2020-01-01\n    " + BOUNDS.format("    "))
EACH = card(PARTS + FIGURE + "targets:\n" + each())
ONE_OF = card(PARTS + FIGURE + "targets:\n" + each("needed: 1 of 2"))
FORECAST = HEAD.replace("half-year-report", "forecast-report")


def answer(status, share, key="asked"):
    return f"  {key}:\n    status: {status}\n    values:\n      2025-H1: {share}\n"


def by(status, key="asked", **shares):
    """An answer of several places or components, with a status of all."""
    said = f"    status: {status}\n" if status else ""
    places = "".join(
        f"      {name}:\n        values:\n          2025-H1: {share}\n"
        for name, share in shares.items()
    )
    return f"  {key}:\n{said}    by:\n{places}"


NESTED = """\
  asked:
    status: innfridd
    by:
      Nordby:
        by:
          north:
            values:
              2025-H1: 44 %
"""


def facts(rules, answers, **options):
    return made(status_words_observed, rules, answers, **options)


def seen(rules, answers, **options):
    """Of each fact: where it is, what is said, what was concluded, and whether the status is of more."""
    names = ("location", "component", "said", "computed", "whole")
    return [tuple(fact.fields[name] for name in names) for fact in facts(rules, answers, **options)]


def status_codes(rules, answers, **options):
    report = told(rules, answers, **options)
    return [
        (f["code"], f["severity"]) for f in report["findings"] if f["code"].startswith("status-")
    ]


BRIGHTER, NOTED, NOT_ALL = "status-brighter", "note", ("status-not-for-all", "warning")


# The same thing


@pytest.mark.parametrize(
    ("status", "share", "direction", "distance", "found"),
    [
        ("innfridd", "44.9 %", "brighter", "two", [(BRIGHTER, "error")]),
        ("innfridd", "45 %", "brighter", "one", [(BRIGHTER, "warning")]),
        ("innfridd", "60 %", "same", "none", []),
        ("delvis innfridd", "44.9 %", "brighter", "one", [(BRIGHTER, "warning")]),
        ("delvis innfridd", "45 %", "same", "none", []),
        ("delvis innfridd", "60 %", "darker", "one", []),
        ("ikke innfridd", "44.9 %", "same", "none", []),
        ("ikke innfridd", "60 %", "darker", "two", []),
        # other words, capitals, blanks
        ("Oppfylt", "44.9 %", "brighter", "two", [(BRIGHTER, "error")]),
        ("nådd", "44.9 %", "brighter", "two", [(BRIGHTER, "error")]),
        ("met", "44.9 %", "brighter", "two", [(BRIGHTER, "error")]),
        ("delvis   oppfylt", "44.9 %", "brighter", "one", [(BRIGHTER, "warning")]),
        # nynorsk
        ("ikkje innfridd", "44.9 %", "same", "none", []),
        ("ikkje oppfylt", "60 %", "darker", "two", []),
        ("Ikkje nådd", "45 %", "darker", "one", []),
    ],
)
def test_a_status_beside_the_figure_of_the_same_thing(status, share, direction, distance, found):
    rules, answers = book(FIGURES), answer(status, share)
    (fact,) = facts(rules, answers)

    assert (direction, distance, "no") == (
        fact.fields["direction"], fact.fields["distance"], fact.fields["whole"],
    )  # fmt: skip
    assert found == status_codes(rules, answers)


def test_what_is_said_of_it_and_where():
    report = told(book(FIGURES), answer("Innfridd", "44.9 %"))

    assert ['The status of "Card" is "Innfridd", but the assessment is red.'] == messages(
        report, "status-brighter"
    )
    assert ["s.yaml:8"] == [f["place"] for f in report["findings"] if f["code"] == BRIGHTER]
    assert [(None, None, "red")] == outcomes(report)


@pytest.mark.parametrize(
    "answers",
    [
        answer("innfridd", '"-"'),  # nothing was concluded
        answer("i arbeid", "44.9 %"),  # no word that stands for a colour
        answer("innfridd etter planen", "44.9 %"),
        "  asked:\n    values:\n      2025-H1: 44.9 %\n",
    ],
)
def test_without_a_word_or_a_colour_there_is_nothing_to_compare(answers):
    assert [] == facts(book(FIGURES), answers)


def test_a_forecast_that_is_brighter_is_a_note():
    rules = book(FIGURES, requirements=[replace(asks(FIGURES), reported_in="forecast-report")])

    assert [(BRIGHTER, NOTED)] == status_codes(rules, answer("innfridd", "44.9 %"), head=FORECAST)
    assert [] == status_codes(rules, answer("innfridd", "60 %"), head=FORECAST)


@pytest.mark.parametrize(
    ("day", "computed", "found"),
    [("2025-06-02", "red", [(BRIGHTER, "error")]), ("2025-06-01", "green", [])],
)
def test_a_status_beside_a_day(day, computed, found):
    answers = f"  asked:\n    status: innfridd\n    delivered: {day}\n"

    assert [("", "", "met", computed, "no")] == [
        tuple(part or "" for part in fact) for fact in seen(book(BY_DAY), answers)
    ]
    assert found == status_codes(book(BY_DAY), answers)


@pytest.mark.parametrize("status", ["innfridd", "ikke innfridd"])
def test_a_status_that_is_itself_what_is_judged_is_silent(status):
    assert [] == facts(book(BY_WORD), f"  asked:\n    status: {status}\n")


def test_the_status_of_a_requirement_without_a_card_is_silent():
    bare = replace(asks(FIGURES, id_="bare"), cards=())
    rules = book(FIGURES, requirements=[asks(FIGURES), bare])
    answers = "  bare:\n    status: innfridd\n" + answer("ikke innfridd", "44.9 %")

    assert [(None, None, "not-met", "red", "no")] == seen(rules, answers)


def test_a_nynorsk_status_alone_is_a_colour():
    bare = replace(asks(FIGURES, id_="bare"), cards=())
    report = told(book(FIGURES, requirements=[bare]), "  bare:\n    status: ikkje innfridd\n")

    assert [(None, None, "red")] == outcomes(report)


def test_a_component_has_a_status_of_its_own():
    answers = """\
  asked:
    by:
      north:
        status: innfridd
        values:
          2025-H1: 44 %
      south:
        status: innfridd
        values:
          2025-H1: 60 %
"""
    north, south = (None, "north", "met", "red", "no"), (None, "south", "met", "green", "no")

    assert [north, south] == seen(book(APART), answers)
    assert [north, south] == seen(book(EACH), answers)
    assert ['The status of "Card, North" is "innfridd", but the assessment is red.'] == messages(
        told(book(EACH), answers), BRIGHTER
    )


# Several parts


def test_the_status_of_a_whole_is_held_against_the_whole():
    """Its parts are not told beside it: that one of them is red is what made the whole red."""
    answers = by("innfridd", north="44 %", south="60 %")

    assert [(None, None, "met", "red", "no")] == seen(book(EACH), answers)
    assert [(BRIGHTER, "error")] == status_codes(book(EACH), answers)


def test_a_whole_may_be_met_although_a_part_is_not():
    answers = by("innfridd", north="44 %", south="60 %")

    assert [(None, None, "met", "green", "no")] == seen(book(ONE_OF), answers)
    assert [] == status_codes(book(ONE_OF), answers)


def two_of_one_answer(kind, second):
    """A card whose target is of the answer's own figure, and of something else of the same answer."""
    return card(
        FIGURE + f"targets:\n  - from: 2020-01-01\n    kind: {kind}\n    targets:\n"
        "      - kind: threshold\n        green: at least 60 %\n" + second + SOURCE
    )


def test_a_status_that_is_one_of_several_demands_is_silent():
    made_ = two_of_one_answer("all of", "      - kind: status\n")

    assert [] == facts(book(made_), answer("innfridd", "44 %"))


def test_demands_of_one_answer_are_told_once_as_a_whole():
    made_ = two_of_one_answer("any of", "      - kind: threshold\n        green: at least 40 %\n")

    assert [(None, None, "met", "green", "no")] == seen(book(made_), answer("innfridd", "44 %"))


# Met for all, while one is not


@pytest.mark.parametrize(
    ("made_", "answers", "name"),
    [
        (FIGURES, by("innfridd", Nordby="44 %", Sørby="60 %"), "Nordby"),
        (APART, by("innfridd", north="44 %", south="60 %"), "North"),
        (
            APART,
            NESTED,
            "Nordby, North",
        ),
    ],
)
def test_met_for_all_while_a_part_is_red(made_, answers, name):
    rules = book(made_)
    report = told(rules, answers)

    assert [NOT_ALL] == status_codes(rules, answers)
    assert [f'The status of "Card" is "innfridd" for all, but {name} is red.'] == messages(
        report, "status-not-for-all"
    )
    assert ["s.yaml:8"] == [f["place"] for f in report["findings"] if f["code"] == NOT_ALL[0]]


@pytest.mark.parametrize(
    "answers",
    [
        by("innfridd", Nordby="45 %", Sørby="60 %"),  # yellow is no failure
        by("innfridd", Nordby="60 %", Sørby="60 %"),
        by("delvis innfridd", Nordby="44 %", Sørby="60 %"),
        by("ikke innfridd", Nordby="44 %", Sørby="60 %"),
        by("", Nordby="44 %", Sørby="60 %"),
        by("innfridd", Sørby="60 %"),
        by("delvis innfridd", Nordby='"-"', Sørby="60 %"),
    ],
)
def test_what_does_not_fail_or_is_not_said_of_all_is_silent(answers):
    assert [] == status_codes(book(FIGURES), answers)


def test_met_for_all_while_a_part_has_no_figure_is_a_note():
    answers = by("innfridd", Nordby='"-"', Sørby="60 %")

    assert [("status-not-for-all", "note")] == status_codes(book(FIGURES), answers)
    assert [
        'The status of "Card" is "innfridd" for all, but Nordby has no figure yet.'
    ] == messages(told(book(FIGURES), answers), "status-not-for-all")


def test_met_at_a_location_while_one_of_its_components_is_red():
    answers = """\
  asked:
    by:
      Nordby:
        status: innfridd
        by:
          north:
            values:
              2025-H1: 44 %
      Sørby:
        by:
          north:
            values:
              2025-H1: 44 %
"""
    report = told(book(APART), answers)

    assert [("Nordby", "north", "met", "red", "yes")] == seen(book(APART), answers)
    assert ['The status of "Card, Nordby" is "innfridd" for all, but North is red.'] == messages(
        report, "status-not-for-all"
    )


SECOND = other_card(
    "second", FIGURE + "targets:\n  - from: 2020-01-01\n    " + BOUNDS.format("    ")
)
SEVERAL = book(FIGURES, SECOND, requirements=[asks(FIGURES, SECOND)])


def figures(key, share):
    return f"  {key}:\n    values:\n      2025-H1: {share}\n"


def test_met_for_a_requirement_of_several_cards_while_one_is_red():
    answers = (
        "  asked:\n    status: innfridd\n" + figures("x/card", "60 %") + figures("x/second", "44 %")
    )
    report = told(SEVERAL, answers)

    assert ['The status of "Card" is "innfridd" for all, but Card is red.'] == messages(
        report, "status-not-for-all"
    )
    assert ["x/second"] == [f["card"] for f in report["findings"] if f["code"] == NOT_ALL[0]]


@pytest.mark.parametrize(
    "answers",
    [
        "  asked:\n    status: innfridd\n"
        + figures("x/card", "60 %")
        + figures("x/second", "60 %"),
        # the status is of one card, which is green
        answer("innfridd", "60 %", key="x/card") + figures("x/second", "44 %"),
    ],
)
def test_several_cards_that_are_met_or_not_spoken_of_are_silent(answers):
    assert [] == status_codes(SEVERAL, answers)


def test_a_number_of_chosen_cards_is_not_part_of_what_is_met():
    asked = replace(
        asks(FIGURES, SECOND), choice=Choice(low=2, high=None, location_kind="hospital")
    )
    rules = book(FIGURES, SECOND, requirements=[asked])
    answers = "  asked:\n    status: innfridd\n" + by("", key="x/card", Nordby="60 %")
    report = told(rules, answers)

    assert "red" in [a["colour"] for a in report["assessments"]]
    assert [("Nordby", None, "met", "green", "yes")] == seen(rules, answers)


def test_a_part_that_need_not_be_met_does_not_count_among_several_cards():
    parted = replace(ONE_OF, id="x/parted", indicator="parted")
    rules = book(FIGURES, parted, requirements=[asks(FIGURES, parted)])
    answers = "  asked:\n    status: innfridd\n" + by(
        "", key="x/parted", north="44 %", south="60 %"
    )

    assert [(None, None, "met", "green", "yes")] == seen(rules, answers)


def test_a_status_is_of_its_own_requirement():
    """Two requirements list one card, and each is answered under its own id."""
    rules = book(FIGURES, requirements=[asks(FIGURES), asks(FIGURES, id_="other")])
    answers = by("innfridd", Sørby="60 %") + by("", key="other", Nordby="44 %")

    assert [("Sørby", None, "met", "green", "yes")] == seen(rules, answers)


def test_a_requirement_that_is_not_asked_is_silent():
    rules = book(FIGURES, requirements=[
        asks(FIGURES, applies_to=("service trusts",)), asks(SECOND, id_="second"),
    ])  # fmt: skip
    answers = answer("innfridd", "44 %") + figures("second", "60 %")

    assert [] == facts(replace(rules, cards=SEVERAL.cards), answers)
