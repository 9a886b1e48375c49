"""Every demand of the five papers stands in a card or a requirement, or is none; and every card has its demand.

What the papers state (`data/gold-targets.yaml`) is held against the map (`data/targets.yaml`) and the rules
themselves. What the numbers of a card are is tested in `test_targets_in_cards`.
"""

import re

import pytest

from compliance.rulebook.demands import ExpectedDemand, StatusDemand
from compliance.rulebook.model import Choice
from gold import (
    ANNUAL,
    BOOKS,
    COMMUNITY,
    GOLD,
    HALF_YEAR,
    LAST_DAY,
    LONG_TERM,
    NOT_HERE,
    PAPERS,
    PLACED,
    TERTIAL,
    WAYS,
    books,
    card_of,
    entries,
    ids,
    listed,
    named,
    number_of,
    report_of,
    requirement_of,
    target_of,
)

# The copy


WORDS = {
    "note", "also", "also_required", "form", "frequency", "lost", "exclude", "must_be_separable", "size",
    "standard", "selection", "strength", "strength_mk", "areas", "shown_as", "formula", "boundary_note",
    "trigger", "left", "right", "colour_names_stated", "indicators", "delivered", "compare", "condition",
    "method", "old", "alternative", "per", "status", "unit", "earliest",
}  # fmt: skip
"""Keys of the curator's notes, which are not copied."""


def is_copied_whole(key, value, parameters, kind):
    """Days, ages and the names of parts; phrases are counted."""
    if key == "components" and kind == "all_of":
        return isinstance(value[0], dict) or "each" in parameters
    return key in {"due", "required_range"}


def facts(parameters, kind):
    """What is copied of a target's parameters: no notes, and of a list of phrases its length."""
    copied = {}
    for key, value in parameters.items():
        if (
            value == "null"
            or key in WORDS
            or (key in {"all_of", "each"} and isinstance(value, str))
        ):
            continue
        if key == "levels" and isinstance(value[0], str):
            continue
        if key == "levels" and "level" in value[0]:
            found = {level["colour"].lower(): level["level"] for level in value}
        elif key == "levels":
            found = [level["colour"].lower() for level in value]
        elif key == "reported_as":
            found = value.partition(":")[0]
        elif is_copied_whole(key, value, parameters, kind):
            found = value
            if isinstance(value, list):
                found = [facts(v, kind) if isinstance(v, dict) else v for v in value]
        elif isinstance(value, list):
            found = str(len(value))
        else:
            found = facts(value, kind) if isinstance(value, dict) else value
        if found:
            copied[key] = found
    return copied


@pytest.mark.skipif(not PAPERS.exists(), reason=NOT_HERE)
def test_the_copy_of_the_targets_is_fresh():
    copied = {}
    for target in entries(PAPERS / "targets.yaml", "targets"):
        one = target["source"] | {"id": target["id"], "kind": target["kind"]}
        if target["direction"] != "null":
            one["direction"] = target["direction"]
        if "kroner" in target["unit"]:
            one["unit"] = target["unit"]
        parameters = facts(target["parameters"], target["kind"])
        if parameters:
            one["parameters"] = parameters
        copied[target["id"]] = one

    assert copied == GOLD
    assert list(copied) == list(GOLD)


# The papers


def test_every_paper_has_its_rule_book_and_its_report():
    """Written here as the papers have them: the half-year, the year or the tertial that each reports on."""
    assert [
        ("helse-nord/2025", "half-year-report", "2025-H1"),
        ("helse-nord/2024", "annual-report", "2024"),
        ("unn/2023", "status-report", "2023"),
        ("helse-midt-norge/2025", "tertial-report", "2025-T3"),
        ("helsefellesskap-troms-ofoten/2022", "annual-report", "2022"),
    ] == [report_of(document) for document in BOOKS]
    assert set(BOOKS) == {target["document"] for target in GOLD.values()}


@pytest.mark.parametrize("document", BOOKS)
def test_a_paper_is_judged_on_the_last_day_of_its_report(document):
    book, report, _ = report_of(document)

    assert LAST_DAY[document] == books()[book].reports[report].period.last_day


# The map


def test_every_target_has_its_place_and_the_reverse():
    assert list(GOLD) == list(PLACED)
    assert 207 == len(PLACED)
    assert [] == [id_ for id_, e in PLACED.items() if len(set(e) & set(WAYS)) != 1]


def test_how_many_targets_stand_where():
    """Counted in the papers: 10 of 207 demand nothing of a report of those whom the rules know."""
    assert {"card": 148, "requirement": 49, "definition": 10} == {
        way: len(ids(way)) for way in WAYS
    }


@pytest.mark.parametrize("document", BOOKS)
def test_a_target_stands_in_the_rule_book_of_its_paper(document):
    """Or in one of another year of the same authority, or in cards that it includes."""
    authority = BOOKS[document].partition("/")[0]
    included = {"helse-nord": {"skde"}}.get(authority, set())
    found = {
        one.partition("/")[0]
        for id_, target in GOLD.items()
        if target["document"] == document
        for way in ("card", "requirement")
        for one in named(id_, way)
    }

    assert authority in found
    assert found <= {authority} | included


@pytest.mark.parametrize("id_", ids("card"))
def test_the_cards_of_a_target_are_listed_by_a_requirement(id_):
    reached = {
        card
        for book in books().values()
        for requirement in book.requirements
        for card in requirement.cards
    }

    assert [] == [card for card in named(id_, "card") if card not in reached]


def asked_by(target):
    """How many contents a paper asks for: so many answers in words, or so many parts."""
    parameters = target.get("parameters", {})
    if target["kind"] == "all_of":
        return int(parameters["components"])
    return int(parameters.get("required", 0))


@pytest.mark.parametrize("id_", ids("requirement"))
def test_the_requirements_of_a_target_are_there(id_):
    """And ask for at least as many contents as the paper does."""
    asked = asked_by(GOLD[id_])
    requirements = [requirement_of(written) for written in named(id_, "requirement")]

    assert all(requirements)
    if id_ == "hn-2025-indicator-answer-content":
        # measures, how far it is reached and why not: the second is what the card concludes
        assert 3 == asked
        assert all(
            {"measures", "why-not-reached"} <= {c.id for c in r.contents} and r.cards
            for r in requirements
        )
        return
    assert [] == [r.id for r in requirements if len(r.contents) < asked]


@pytest.mark.parametrize("id_", ids("requirement"))
def test_the_requirements_of_a_target_have_the_number_of_the_paper(id_):
    """The section names it: "Del 2 krav 14"; where it names none, the requirement has none."""
    number = re.search(r"krav (\d+)", GOLD[id_]["section"])

    for requirement in map(requirement_of, named(id_, "requirement")):
        assert (number and number[1]) == requirement.number


NOT_IN_A_CARD = {
    "hn-2025-skde-indicators-per-hospital": "how many cards a hospital chooses",
    "hn-2024-skde-min-five": "how many cards a hospital chooses",
    "od-2024-readmissions": "an indicator that the paper does not have",
    "hn-2024-lis1": "a table that the paper does not have",
    "hmn-sick-leave-bht-trigger": "above 10 % something is to be considered; nothing is to be reached",
    "hmn-2023-barnehus": "two parts that are told in words",
    "buk-digital-target": "whether 25 % is the target or the result is unclear",
}
"""Targets that no card could judge although their kind is not one of words, and why."""


def test_a_requirement_alone_stands_for_what_no_card_could_judge():
    alone = {"documentation", "qualitative"}

    assert NOT_IN_A_CARD.keys() == {i for i in ids("requirement") if GOLD[i]["kind"] not in alone}
    assert "min" not in GOLD["buk-digital-target"].get("parameters", {})


def test_what_demands_nothing_is_counted_out_by_name():
    """A new target cannot hide among them."""
    assert [
        "hn-2025-traffic-light-scale", "hn-2025-escalation-duty", "birth-escort-90-minutes",
        "birth-escort-small-municipality", "digital-pregnancy-card-12-months", "dl-genome-centre-status",
        "dl-recruitment-funds-application", "hn-scorecard-colour-rule", "lofoten-diabetes-coverage",
        "hmn-rehab-reprocurement",
    ] == ids("definition")  # fmt: skip
    assert all(PLACED[id_]["definition"] for id_ in ids("definition"))


OF_A_CARD = {"trend_rule", "data_lag", "small_number_rule"}
"""Kinds that say something of a card which has its demand from another target."""


OF_HELSE_NORD = {HALF_YEAR, ANNUAL}
"""Two papers of one authority: a card may have a target from each. All other cards have one paper."""


@pytest.mark.parametrize("id_", ids("card"))
def test_a_card_names_the_paper_and_the_section(id_):
    """So that a target cannot be mapped to another card with the same numbers."""
    target = GOLD[id_]
    for card in map(card_of, named(id_, "card")):
        held = (target_of(card, target),) if target["document"] in OF_HELSE_NORD else card.targets
        for source in (t.source for t in held):
            assert target["document"] == source.document
            if target["kind"] not in OF_A_CARD:
                assert target["section"] == source.place.removesuffix(" oppdrag")


MEASURES = [f"measure-{n}" for n in range(1, 14) if n != 6]
"""The rows of UNN's tables; the sixth is the traffic light, which has a target."""
WITHOUT_TARGET = {
    "helse-nord/2024#scorecard": "counts of colours, which have no level",
    "helse-nord/2024#audit-followup": "the words on a requirement that a card judges",
    "helse-midt-norge/2025#working-environment": "the paper sets no level for breaches",
    "helse-midt-norge/2025#leader-programme": "a number of participants is asked for, no level",
    "helse-midt-norge/2025#supervision": "which orders are closed is asked for, no level",
    "helsefellesskap-troms-ofoten/2022#cooperation-deviations": "the paper sets no level for deviations",
} | {f"unn/2023#{id_}": "the clinic's own word on a measure" for id_ in MEASURES}
CARDS_WITHOUT_TARGET = {
    f"helse-nord/{id_}": ("a count of colours, which has no level", "Del 2 målekort")
    for id_ in ("scorecard-green", "scorecard-red", "trend-green", "trend-yellow", "trend-red")
} | {
    "helse-midt-norge/working-time-breaches-change": ("no level", "2. HR Avvik"),
    "unn/traffic-light-status": ("the clinic's own word beside the day of the target", "Trafikklysmodell"),
    "unn/traffic-light-wards": ("a number of wards, no level", "Trafikklysmodell"),
} | {f"unn/{id_}": ("the clinic's own word", "Tabellene for klinikkene") for id_ in MEASURES} | {
    f"helsefellesskap-troms-ofoten/{id_}": ("no level", "Samhandlingsavvik 2022")
    for id_ in ("cooperation-deviations", "deviations-received", "deviations-sent", "deviations-answered",
                "deviation-response-rate")
}  # fmt: skip
"""What the rules follow although no target of the papers' data is behind it: why, and where it stands."""


def test_every_card_and_requirement_has_its_target():
    """But those that are named, each with its reason."""
    cards = {card for id_ in ids("card") for card in named(id_, "card")}
    written = {one for id_ in ids("requirement") for one in named(id_, "requirement")}
    left_over = {
        f"{book.id}#{requirement.id}"
        for book in books().values()
        for requirement in book.requirements
        if f"{book.id}#{requirement.id}" not in written and cards.isdisjoint(requirement.cards)
    }

    assert WITHOUT_TARGET.keys() == left_over
    assert (
        CARDS_WITHOUT_TARGET.keys()
        == {card for book in books().values() for card in book.cards} - cards
    )


@pytest.mark.parametrize("id_", CARDS_WITHOUT_TARGET)
def test_a_card_without_a_target_of_the_papers_judges_no_figure(id_):
    """It gives words their colour, or none; and it names the paper and the place."""
    card = card_of(id_)

    for target in card.targets:
        assert isinstance(target.demand, ExpectedDemand | StatusDemand)
        assert BOOKS[target.source.document].partition("/")[0] == id_.partition("/")[0]
        assert CARDS_WITHOUT_TARGET[id_][1] == target.source.place


# Their numbers


STATED = {
    "max", "percent", "percent_per_year", "points", "until_max", "suppress_below", "months", "due",
    "window_months", "target", "above", "original", "max_overrun", "max_deviation_percent", "budget", "amount",
    "required_range",
}  # fmt: skip
"""Keys of the numbers and days that are demanded."""


def stated(target):
    """The numbers and days that a paper states of a target."""
    parameters = target.get("parameters", {})
    of_kind = {"two_limits": {"green", "yellow"}, "deadline": set(), "fixed_value": {"value"}}
    keys = STATED | of_kind.get(target["kind"], {"min"})
    found = []
    for part in (parameters, parameters.get("each", {}), *listed(parameters.get("components", []))):
        if isinstance(part, dict):
            found += [n for key in keys & set(part) for n in listed(part[key])]
    found += parameters.get("values", {}).values()
    if target["kind"] == "trend_rule":
        found += re.findall(r"\d+", parameters["green"] + parameters["red"])
    if "each" not in parameters:
        found += listed(parameters.get("components_count", []))
    return {number_of(n) for n in found}


@pytest.mark.parametrize("id_", [i for i in PLACED if "definition" not in PLACED[i]])
def test_the_map_repeats_the_numbers_of_the_paper(id_):
    written = [number_of(n) for n in PLACED[id_].get("numbers", [])]

    assert stated(GOLD[id_]) == set(written)
    assert len(written) == len(set(written))


@pytest.mark.parametrize(
    ("id_", "choice"),
    [
        ("hn-2024-skde-min-five", Choice(5, None, "hospital")),
        ("hn-2025-skde-indicators-per-hospital", Choice(4, 5, "hospital")),
    ],
)
def test_a_requirement_counts_chosen_cards_as_the_paper_does(id_, choice):
    """The numbers written here are those of the paper."""
    said = GOLD[id_]["parameters"]
    (requirement,) = map(requirement_of, named(id_, "requirement"))

    assert "true" == said["inclusive"]
    assert (said["min"], said.get("max")) == (
        str(choice.low), choice.high and str(choice.high),
    )  # fmt: skip
    assert choice == requirement.choice
    assert 17 == len(requirement.cards)


# Their direction


DIRECTION_OF_THE_CARD = {
    "unn/preop-talk-days": None,  # neither earlier nor later
    "helsefellesskap-troms-ofoten/prize-contribution": None,  # neither more nor less
    "helsefellesskap-troms-ofoten/prize-amount": None,
    "helse-midt-norge/small-building-investments": None,  # a budget that may be a ceiling or not
    "helse-midt-norge/risk-rank": True,  # rank 1 is the greatest risk
    "helsefellesskap-troms-ofoten/discharge-ready-days-invoiced": False,  # to go down: another target says it
}
"""Whether higher is better on the cards of figures whose target has no direction in the papers' data."""


@pytest.mark.parametrize("id_", ids("card"))
def test_the_direction_is_that_of_the_paper(id_):
    """Where figures are judged; a deadline or a written status has none."""
    direction = GOLD[id_].get("direction")

    assert (direction and direction.replace("_", " ")) == PLACED[id_].get("direction")
    if GOLD[id_]["kind"] in OF_A_CARD:
        return  # they hold for indicators of either direction
    for card in map(card_of, named(id_, "card")):
        if card.unit is None:
            continue
        if card.id in DIRECTION_OF_THE_CARD:
            assert direction is None
            assert DIRECTION_OF_THE_CARD[card.id] is card.higher_is_better
        else:
            assert direction is not None
            assert (direction == "higher_is_better") is card.higher_is_better


def test_cards_with_a_direction_of_their_own_have_targets():
    """And the one that another target gives its direction has it from there."""
    mapped = {card for id_ in ids("card") for card in named(id_, "card")}

    assert set() == DIRECTION_OF_THE_CARD.keys() - mapped
    assert "lower_is_better" == GOLD["ssu-discharge-ready-down"]["direction"]
    (requirement,) = map(requirement_of, named("ssu-discharge-ready-down", "requirement"))
    assert "helsefellesskap-troms-ofoten/discharge-ready-days-invoiced" in requirement.cards


# Whom they are for


TRUSTS_WITH_NUMBERS = [
    id_
    for id_, target in GOLD.items()
    if target["kind"] == "per_organisation" and target["document"] == TERTIAL
]


@pytest.mark.parametrize("id_", TRUSTS_WITH_NUMBERS)
def test_a_number_for_each_trust_is_asked_of_just_these_trusts(id_):
    (card,) = named(id_, "card")
    book = books()[BOOKS[TERTIAL]]
    (whom,) = (r.applies_to for r in book.requirements if card in r.cards)

    assert set(GOLD[id_]["parameters"]["values"]) == {
        o.id for o in book.organisations if o.id in whom or set(o.kinds) & set(whom)
    }


@pytest.mark.parametrize(("document", "number"), [(LONG_TERM, 17), (TERTIAL, 38), (COMMUNITY, 12)])
def test_how_many_targets_a_paper_has(document, number):
    assert number == sum(target["document"] == document for target in GOLD.values())
