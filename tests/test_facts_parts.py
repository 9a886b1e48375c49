"""Targets for several parts, in whole submissions: which assessments there are, and what follows from them."""

import pytest

from compliance.language import Localised
from compliance.rulebook.model import Content
from one_card import asks, assessed, book, codes, messages, other_card, outcomes, told
from written import HEAD, card

COMPONENTS = """\
components:
  - id: north
    nb: Nord
    en: North
    also:
      - nordlig
      - N
  - id: south
    nb: Sør
    en: South
  - id: west
    nb: Vest
    en: West
"""
FIGURE = """\
measure:
  unit: percent
  decimals: 1
  latency: 12 months
direction: higher is better
"""
BOUNDS = "      {} kind: threshold\n        green: at least 70 %\n        yellow: at least 50 %\n"
SOURCE = "    source:\n      document: Krav\n"


def together(kind, *more, start="2020-01-01"):
    """The lines of a target for the three parts."""
    head = f"  - from: {start}\n    kind: {kind}\n"
    if kind == "each":
        inner = "    target:\n" + BOUNDS.format(" ")
    else:
        parts = [
            BOUNDS.format("-").replace("- kind", f"- component: {name}\n        kind")
            for name in ("north", "south", "west")
        ]
        inner = "    targets:\n" + "".join(parts)
    return head + inner + "".join(f"    {line}\n" for line in more) + SOURCE


def parted(target):
    """A card with the three components."""
    return card(COMPONENTS + FIGURE + "targets:\n" + target)


EACH = parted(together("each"))
TWO = parted(together("each", "needed: 2 of 3"))
ALL = parted(together("all of"))
TWO_OF_ALL = parted(together("all of", "needed: 2 of 3"))
ANY = parted(together("any of"))
ORDINARY = parted("""\
  - from: 2020-01-01
    kind: threshold
    green: at least 70 %
    yellow: at least 50 %
    source:
      document: Krav
""")


def entries(given, pad=4, period="2025-H1"):
    """Components and their values, under `by`."""
    space = " " * pad
    lines = [f"{space}  {name}:\n{space}    values:\n{space}      {period}: {value}\n"
             for name, value in given.items()]  # fmt: skip
    return f"{space}by:\n" + "".join(lines) if given else ""


def answer(given, extra="", **options):
    """An answer with its components, complete but for what is left out on purpose."""
    return f"  asked:\n    declared: red\n    source: R\n    text: t\n{extra}" + entries(
        given, **options
    )


# what follows from the parts

WORDS = {
    "g": "80 %",
    "y": "60 %",
    "r": "40 %",
    "-": '"-"',
    "i": "i.a.",
    "u": "bra",
    "w": "60–80 %",
}


def letters(said):
    """A value for each letter; a dot leaves the component out."""
    names = ("north", "south", "west")
    return {name: WORDS[s] for name, s in zip(names, said, strict=True) if s != "."}


@pytest.mark.parametrize(
    ("said", "every", "two", "one"),
    [
        ("ggg", "green", "green", "green"),
        ("gyg", "yellow", "green", "green"),
        ("gyy", "yellow", "red", "green"),
        ("yyy", "yellow", "red", "yellow"),
        ("grr", "red", "red", "green"),
        ("ggr", "red", "green", "green"),
        ("yrr", "red", "red", "yellow"),
        ("rrr", "red", "red", "red"),
        # one is absent
        ("gg.", "component-missing", "green", "green"),
        ("gr.", "red", "component-missing", "green"),
        ("gy.", "component-missing", "component-missing", "green"),
        ("yy.", "component-missing", "red", "component-missing"),
        ("rr.", "red", "red", "component-missing"),
        (".gg", "component-missing", "green", "green"),
        # one is there, without a colour
        ("gg-", "no-value", "green", "green"),
        ("gy-", "no-value", "no-value", "green"),
        ("gr-", "red", "no-value", "green"),
        ("yr-", "red", "red", "no-value"),
        ("ugg", "value-unreadable", "green", "green"),
        ("wgr", "red", "value-imprecise", "green"),
        ("wyy", "value-imprecise", "red", "value-imprecise"),
        # the reason of the first such part
        ("g-i", "no-value", "no-value", "green"),
        ("gi-", "not-applicable", "not-applicable", "green"),
        ("y-i", "no-value", "no-value", "no-value"),
        # an absent part is said before another reason
        ("yi.", "component-missing", "component-missing", "component-missing"),
        ("i..", "component-missing", "component-missing", "component-missing"),
        # nothing at all
        ("-..", "no-value", "no-value", "no-value"),
        ("---", "no-value", "no-value", "no-value"),
        ("...", "no-value", "no-value", "no-value"),
    ],
)
def test_what_follows_from_three_parts(said, every, two, one):
    found = {
        name: outcomes(told(book(made), answer(letters(said))))[0][2]
        for name, made in (
            ("each", EACH),
            ("all", ALL),
            ("two", TWO),
            ("two of all", TWO_OF_ALL),
            ("any", ANY),
        )
    }

    assert {"each": every, "all": every, "two": two, "two of all": two, "any": one} == found


# which assessments there are


def test_the_whole_comes_first_and_then_its_parts_as_the_card_has_them():
    given = {"west": "40 %", "north": "80 %", "south": "60 %"}

    assert [
        (None, None, "red"),
        (None, "north", "green"),
        (None, "south", "yellow"),
        (None, "west", "red"),
    ] == outcomes(told(book(EACH), answer(given)))


def test_an_absent_part_is_no_assessment():
    assert [
        (None, None, "component-missing"),
        (None, "north", "green"),
    ] == outcomes(told(book(EACH), answer({"north": "80 %"})))


def test_at_each_location_there_is_a_whole_with_its_parts():
    """Locations in the order of organisations.yaml, whatever the order of the answer."""
    text = (
        "  asked:\n    by:\n      Nordby:\n"
        + entries({"south": "80 %", "north": "60 %", "west": "80 %"}, pad=8)
        + "      Sørby:\n"
        + entries({"north": "80 %"}, pad=8)
    )

    assert [
        ("Sørby", None, "component-missing"),
        ("Sørby", "north", "green"),
        ("Nordby", None, "yellow"),
        ("Nordby", "north", "yellow"),
        ("Nordby", "south", "green"),
        ("Nordby", "west", "green"),
    ] == outcomes(told(book(EACH), text))


def test_the_trust_itself_may_have_parts_beside_its_locations():
    text = (
        "  asked:\n"
        + entries({"north": "80 %", "south": "80 %", "west": "80 %"})
        + "      Nordby:\n"
        + entries({"north": "40 %"}, pad=8)
    )

    assert [
        (None, None, "green"),
        (None, "north", "green"),
        (None, "south", "green"),
        (None, "west", "green"),
        ("Nordby", None, "red"),
        ("Nordby", "north", "red"),
    ] == outcomes(told(book(EACH), text))


def test_requirements_of_two_cards_list_the_parts_of_each():
    other = other_card("other", COMPONENTS + FIGURE + "targets:\n" + together("any of"))
    made = book(EACH, other, requirements=[asks(EACH, other)])
    text = "  x/other:\n" + entries({"south": "80 %"}) + "  x/card:\n" + entries({"west": "40 %"})

    assert [
        ("x/card", None, "red"),
        ("x/card", "west", "red"),
        ("x/other", None, "green"),
        ("x/other", "south", "green"),
    ] == [(a["card"], a["component"], a["colour"]) for a in told(made, text)["assessments"]]


@pytest.mark.parametrize("spelling", ["north", "North", "nordlig", "NORDLIG", "n", '" N "'])
def test_a_component_by_another_spelling(spelling):
    given = {spelling: "80 %", "south": "80 %", "west": "80 %"}
    made = told(book(EACH), answer(given))

    assert (None, "north", "green") in outcomes(made)
    assert [] == messages(made, "unknown-location")


def test_with_an_ordinary_target_each_component_is_judged_on_its_own():
    """Nothing is rolled up, so there is no assessment of the whole."""
    made = told(book(ORDINARY), answer({"west": "40 %", "north": "80 %"}))

    assert [(None, "north", "green"), (None, "west", "red")] == outcomes(made)
    assert {"threshold"} == {a["kind"] for a in made["assessments"]}
    assert [] == messages(made, "component-missing")


def test_with_an_ordinary_target_the_figure_of_the_whole_is_judged_too():
    own = "    values:\n      2025-H1: 60 %\n"

    assert [
        (None, None, "yellow"),
        (None, "south", "green"),
    ] == outcomes(told(book(ORDINARY), answer({"south": "80 %"}, own)))


def test_an_ordinary_target_at_locations():
    text = "  asked:\n    by:\n      Nordby:\n" + entries({"west": "40 %", "north": "60 %"}, pad=8)

    assert [
        ("Nordby", "north", "yellow"),
        ("Nordby", "west", "red"),
    ] == outcomes(told(book(ORDINARY), text))


# names that nothing has


def unknown(made):
    """What is said of every unknown name: message, what is accepted and remedy."""
    return [
        (f["message"], f["accepted"], f["remedy"])
        for f in made["findings"]
        if f["code"] == "unknown-location"
    ]


SAID = 'You have no location or component called "{}", so this answer is not assessed.'
DO = "Write the name as it stands in the list of locations or components."


def test_a_misspelt_component_is_an_unknown_name_and_one_is_missing():
    made = told(book(EACH), answer({"nort": "80 %", "south": "80 %", "west": "80 %"}))

    assert [(SAID.format("nort"), None, f"{DO} Did you mean “north”?")] == unknown(made)
    assert [
        'The answer to "Card" lacks parts that are to be measured each for itself: North.'
    ] == messages(made, "component-missing")
    assert "component-missing" == made["assessments"][0]["not_assessed"]
    assert {"component-missing", "unknown-location"} == set(codes(made))


def test_a_misspelt_component_of_a_location():
    text = "  asked:\n    by:\n      Nordby:\n" + entries({"soth": "80 %", "west": "80 %"}, pad=8)
    made = told(book(EACH), text)

    assert [(SAID.format("soth"), None, f"{DO} Did you mean “south”?")] == unknown(made)
    assert ("Nordby", None, "component-missing") == outcomes(made)[0]


def test_without_a_near_miss_all_names_are_listed():
    made = told(book(EACH), answer({"psykiatri": "80 %"}))

    accepted = "Accepted: Sørby, Nordby, Klinikk Vest, north, south, west."
    assert [(SAID.format("psykiatri"), accepted, DO)] == unknown(made)


PLAIN = card(
    FIGURE
    + """\
targets:
  - from: 2020-01-01
    kind: threshold
    green: at least 70 %
"""
)


@pytest.mark.parametrize("where", [None, "Nordby"])
def test_a_card_without_components_has_none(where):
    own = "    values:\n      2025-H1: 80 %\n"
    text = "  asked:\n" + own + entries({"north": "40 %"})
    if where is not None:
        inner = own.replace("    values", "        values").replace("      2025", "          2025")
        text = f"  asked:\n    by:\n      {where}:\n" + inner + entries({"north": "40 %"}, pad=8)
    made = told(book(PLAIN), text)

    assert [(where, None, "green")] == outcomes(made)
    assert [SAID.format("north")] == [said[0] for said in unknown(made)]


def test_a_component_has_no_parts_of_its_own():
    text = "  asked:\n" + entries({"north": "80 %"}) + entries({"south": "80 %"}, pad=8)
    made = told(book(EACH), text)

    assert [SAID.format("south")] == [said[0] for said in unknown(made)]
    assert (None, "north", "green") == outcomes(made)[1]


# absent ones


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("gg.", "West"),
        ("g..", "South, West"),
        (".-g", "North"),
        ("..i", "North, South"),
    ],
)
def test_the_finding_names_exactly_the_absent_ones(said, names):
    made = told(book(EACH), answer(letters(said)))

    assert "component-missing" == made["assessments"][0]["not_assessed"]
    (finding,) = made["findings"]
    assert ("component-missing", "error") == (finding["code"], finding["severity"])
    assert ("asked", "x/card", None, None) == tuple(
        finding[key] for key in ("requirement", "card", "location", "component")
    )
    said = 'The answer to "Card" lacks parts that are to be measured each for itself: {}.'
    assert said.format(names) == finding["message"]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        # green whatever the absent one is, out of reach, or nothing given
        (TWO, "gg."), (TWO, "rr."), (ANY, "g.."), (EACH, "-.."), (EACH, "..."),
        (EACH, "gg-"),
    ],
)  # fmt: skip
def test_where_the_colour_does_not_depend_on_it_nothing_is_missing(made, said):
    assert [] == messages(told(book(made), answer(letters(said))), "component-missing")


def test_what_is_red_already_still_lacks_its_other_parts():
    """A warning: the colour stands, but the answer is not complete."""
    found = told(book(EACH), answer(letters("r..")))["findings"]

    assert ["warning"] == [f["severity"] for f in found if f["code"] == "component-missing"]


def test_at_a_location_the_finding_says_where():
    text = "  asked:\n    by:\n      Nordby:\n" + entries({"south": "80 %", "west": "80 %"}, pad=8)
    (finding,) = (f for f in told(book(EACH), text)["findings"] if f["code"] == "component-missing")

    assert (
        "Nordby",
        'The answer to "Card, Nordby" lacks parts that are to be measured each for itself: North.',
    ) == (finding["location"], finding["message"])


def test_a_figure_of_the_whole_alone_is_not_judged():
    made = told(book(EACH), answer({}, "    values:\n      2025-H1: 80 %\n"))

    assert [(None, None, "component-missing")] == outcomes(made)
    assert ["component-missing"] == codes(made)
    said = "The figure of the whole, 80 %, is not judged: the target is for each of its 3 parts."
    assert said in made["assessments"][0]["explanation"]


def test_a_figure_of_the_whole_beside_its_parts_is_not_judged_either():
    made = told(book(EACH), answer(letters("ggg"), "    values:\n      2025-H1: 40 %\n"))

    assert (None, None, "green") == outcomes(made)[0]
    said = "The figure of the whole, 40 %, is not judged: the target is for each of its 3 parts."
    assert said in made["assessments"][0]["explanation"]


# which value of a part

NEWER = parted(together("each") + together("each", start="2025-04-01").replace("70 %", "75 %"))


def dated(north, south, west):
    """An answer whose parts are of these periods, each 72 %."""
    periods = {"north": north, "south": south, "west": west}
    return "  asked:\n    by:\n" + "".join(
        f"      {name}:\n        values:\n          {period}: 72 %\n"
        for name, period in periods.items()
    )


@pytest.mark.parametrize(
    ("periods", "expected"),
    [
        # all of a time when 70 % was demanded
        (("2024", "2024", "2024"), ["green", "green", "green", "green"]),
        (("2024", "2025-Q1", "2025-03"), ["green", "green", "green", "green"]),
        # the latest belongs to the new target, 75 %, and an older one answers another question
        (("2024", "2025-04", "2025-H1"), ["value-too-old", "value-too-old", "yellow", "yellow"]),
        (("2025-04", "2025-05", "2025-06"), ["yellow", "yellow", "yellow", "yellow"]),
        (("2025-H1", "2025-H1", "2025-Q1"), ["value-too-old", "yellow", "yellow", "value-too-old"]),
        # older than the latency, whatever the target
        (("2023", "2025-04", "2025-04"), ["value-too-old", "value-too-old", "yellow", "yellow"]),
    ],
)
def test_a_part_of_a_time_with_another_target_is_too_old(periods, expected):
    """The target of the whole is that of its latest part."""
    found = [outcome for _, _, outcome in outcomes(told(book(NEWER), dated(*periods)))]

    assert expected == found


def test_a_component_that_is_answered_twice_is_unreadable():
    given = {"north": "80 %", "nordlig": "80 %", "south": "80 %", "west": "80 %"}
    made = told(book(EACH), "  asked:\n    declared: green\n    source: R\n" + entries(given))

    assert [
        (None, None, "value-unreadable"),
        (None, "north", "value-unreadable"),
        (None, "south", "green"),
        (None, "west", "green"),
    ] == outcomes(made)
    assert [
        (
            "north",
            'The answer to "Card" cannot be read: it is answered twice, in line 11 and in line 14.',
        )
    ] == [(f["component"], f["message"]) for f in made["findings"]]


def test_a_bad_value_of_a_part_is_found_there_and_the_others_are_assessed():
    made = told(book(EACH), answer({"north": "80 %", "south": "bra", "west": "60 %"}))

    assert [
        (None, None, "value-unreadable"),
        (None, "north", "green"),
        (None, "south", "value-unreadable"),
        (None, "west", "yellow"),
    ] == outcomes(made)
    assert [("value-unreadable", "south")] == [
        (f["code"], f["component"]) for f in made["findings"]
    ]


# declared colours


def declared(colours, values="ggg", whole="red"):
    """An answer whose components declare a colour, or none."""
    lines = [f"  asked:\n    declared: {whole}\n    source: R\n    text: t\n    by:\n"]
    for name, value, colour in zip(("north", "south", "west"), values, colours, strict=True):
        said = "" if colour is None else f"        declared: {colour}\n"
        lines.append(f"      {name}:\n{said}        values:\n          2025-H1: {WORDS[value]}\n")
    return "".join(lines)


@pytest.mark.parametrize(
    ("colours", "values", "whole", "expected"),
    [
        (("green", "yellow", "red"), "gyr", "red", []),
        (("green", "green", "red"), "gyr", "red", [("declared-brighter", "warning", "south")]),
        (("green", "yellow", "green"), "gyr", "red", [("declared-brighter", "error", "west")]),
        (("red", "yellow", "red"), "gyr", "red", [("declared-darker", "note", "north")]),
        ((None, None, None), "gyr", "red", []),
        # the colour of the whole is held against the whole alone
        ((None, None, None), "gyr", "green", [("declared-brighter", "error", None)]),
        (("green", "green", "green"), "gy-", "green", [("declared-brighter", "warning", "south")]),
        (("green", "green", "green"), "gg-", "green", []),
    ],
)
def test_a_declared_colour_is_held_against_the_assessment_of_its_own_part(
    colours, values, whole, expected
):
    made = told(book(EACH), declared(colours, values, whole))

    assert expected == [(f["code"], f["severity"], f["component"]) for f in made["findings"]]


def test_the_words_on_a_declared_colour_name_the_part():
    made = told(book(EACH), declared(("green", None, None), "rgg"))

    assert [
        'The declared colour of "Card, North" is green, but the assessment is red.'
    ] == messages(made, "declared-brighter")


# explanations, sums and totals

WHY = Content("why-not-reached", Localised("hvorfor", "why"), when_not_green=True)


@pytest.mark.parametrize(
    ("made", "said", "expected"),
    [
        # a red part of a green whole needs no explanation
        (ANY, "grr", []),
        (TWO, "ggr", []),
        (ANY, "yrr", ["no-explanation"]),
        (TWO, "grr", ["no-explanation"]),
        (EACH, "ggr", ["no-explanation"]),
        (EACH, "ggg", []),
        (EACH, "gg-", []),
        # a component on its own is no part of anything
        (ORDINARY, "ggr", ["no-explanation"]),
        (ORDINARY, "ggg", []),
    ],
)
def test_why_it_was_not_reached_is_asked_for_the_whole(made, said, expected):
    text = "  asked:\n    declared: red\n    source: R\n" + entries(letters(said))
    with_content = book(made, requirements=[asks(made, contents=(WHY,))])

    def silent(found):
        return [code for code in codes(found) if not code.startswith("declared-")]

    assert expected == silent(told(book(made), text))
    asked = ["content-missing" for _ in expected]
    assert asked == silent(told(with_content, text))


@pytest.mark.parametrize(
    ("made", "said", "counts"),
    [
        # green, yellow, red, not assessed, stated: the whole counts beside its parts
        (EACH, "gyr", (1, 1, 2, 0, 0)),
        (ANY, "gyr", (2, 1, 1, 0, 0)),
        (TWO, "gg.", (3, 0, 0, 0, 0)),
        (EACH, "gy.", (1, 1, 0, 1, 0)),
        (EACH, "gi-", (1, 0, 0, 3, 0)),
        (EACH, "...", (0, 0, 0, 1, 0)),
        (ORDINARY, "gyr", (1, 1, 1, 0, 0)),
    ],
)
def test_the_summary_counts_every_assessment_that_is_listed(made, said, counts):
    found = told(book(made), answer(letters(said)))
    keys = ("green", "yellow", "red", "not_assessed", "stated")

    assert counts == tuple(found["summary"][key] for key in keys)
    assert sum(counts) == len(found["assessments"])


@pytest.mark.parametrize(
    ("made", "said", "expected"),
    [
        (EACH, "ggr", ["totals-too-bright"]),
        # red parts alone are no red requirement
        (ANY, "grr", []),
        (TWO, "ggr", []),
        (ORDINARY, "rrr", []),
    ],
)
def test_a_red_component_is_no_red_requirement(made, said, expected):
    head = HEAD + "declared_totals:\n  red: 0\n"
    text = answer(letters(said)).replace("declared: red", "declared: not published")

    assert expected == codes(told(book(made), text, head=head))


# mixed parts


def mixed(*parts, kind="all of"):
    """A card whose parts are of different kinds, for the first components or, with None, the answer itself."""
    lines = []
    for component, inner in parts:
        first, *rest = inner.splitlines()
        if component is not None:
            first, rest = f"component: {component}", [first, *rest]
        lines += [f"      - {first}", *(f"        {line}" for line in rest)]
    figures = any("threshold" in inner for _, inner in parts)
    return card(
        COMPONENTS + (FIGURE if figures else "") + f"targets:\n  - from: 2020-01-01\n    kind: {kind}\n"
        + "    targets:\n" + "\n".join(lines) + "\n" + SOURCE
    )  # fmt: skip


THRESHOLD = "kind: threshold\ngreen: at least 70 %"
STATUS = "kind: status"
DUE = "kind: deadline\ndue: 2025-06-01"
FIGURES = {"values": "\n          2025-H1: 80 %"}
MET = {"status": " innfridd"}
DONE = {"delivered": " 2025-06-01"}


def said_of(**given):
    """An answer with these fields of the components."""
    lines = [
        f"      {name}:\n" + "".join(f"        {key}:{said}\n" for key, said in fields.items())
        for name, fields in given.items()
    ]
    return "  asked:\n    declared: green\n    source: R\n    by:\n" + "".join(lines)


@pytest.mark.parametrize(
    ("north", "south", "whole"),
    [
        ((STATUS, MET, "stated"), (DUE, DONE, "date"), "stated"),
        ((DUE, DONE, "date"), (STATUS, MET, "stated"), "stated"),
        ((THRESHOLD, FIGURES, "figures"), (STATUS, MET, "stated"), "stated"),
        ((THRESHOLD, FIGURES, "figures"), (DUE, DONE, "date"), "figures"),
        ((DUE, DONE, "date"), (DUE, DONE, "date"), "date"),
        ((THRESHOLD, FIGURES, "figures"), (THRESHOLD, FIGURES, "figures"), "figures"),
    ],
)
def test_the_basis_of_mixed_parts_is_the_weakest_of_them(north, south, whole):
    made = mixed(("north", north[0]), ("south", south[0]))
    found = told(book(made), said_of(north=north[1], south=south[1]))

    assert [whole, north[2], south[2]] == [a["basis"] for a in found["assessments"]]
    assert ["green", "green", "green"] == [a["colour"] for a in found["assessments"]]
    stated = [whole, north[2], south[2]].count("stated")
    assert (3 - stated, stated) == (found["summary"]["green"], found["summary"]["stated"])


def test_a_stated_red_is_no_red_by_figures():
    """Only colours that were worked out are held against the totals."""
    made = mixed(("north", THRESHOLD), ("south", STATUS))
    head = HEAD + "declared_totals:\n  red: 0\n"
    text = said_of(north={"values": "\n          2025-H1: 40 %"}, south=MET)
    text = text.replace("declared: green", "declared: not published\n    text: t")

    found = told(book(made), text, head=head)

    assert (None, None, "red") == outcomes(found)[0]
    assert [] == codes(found)


OWN = mixed((None, THRESHOLD), (None, DUE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("    values:\n      2025-H1: 70 %\n    delivered: 2025-06-01\n", "green"),
        ("    values:\n      2025-H1: 69.9 %\n    delivered: 2025-06-01\n", "red"),
        ("    values:\n      2025-H1: 70 %\n    delivered: 2025-06-02\n", "red"),
        ("    values:\n      2025-H1: 70 %\n", "no-value"),
        ("    delivered: 2025-06-01\n", "no-value"),
        ("    text: t\n", "no-value"),
    ],
)
def test_several_targets_for_the_answer_itself_are_one_assessment(text, expected):
    made = told(book(OWN), "  asked:\n" + text)

    assert [(None, None, expected)] == outcomes(made)
    assert [] == messages(made, "component-missing")


def test_the_answer_itself_beside_a_component():
    """The figure of the whole is one of the parts, so it is judged."""
    made = book(mixed((None, THRESHOLD), ("south", DUE)))
    own = "  asked:\n    values:\n      2025-H1: 40 %\n    by:\n      south:\n        delivered: 2025-06-01\n"
    found = told(made, own)

    assert [(None, None, "red"), (None, "south", "green")] == outcomes(found)
    assert not [s for s in found["assessments"][0]["explanation"] if "is not judged" in s]


@pytest.mark.parametrize(
    ("as_of", "whole", "south"),
    [
        ("2025-06-01", "not-due", "not-due"),
        ("2025-06-02", "no-value", "no-value"),
    ],
)
def test_the_day_it_is_seen_from_decides_the_deadline_of_a_part(as_of, whole, south):
    made = mixed(("north", THRESHOLD), ("south", DUE))
    text = said_of(north=FIGURES, south={"text": " kommer"})
    found = told(book(made), text, as_of=as_of)

    assert [(None, None, whole), (None, "north", "green"), (None, "south", south)] == outcomes(
        found
    )


def test_needed_may_be_another_number_for_some():
    other = parted(together("each", "for:", "  Nordby:", "    needed: 1 of 3"))
    given = {"north": "80 %", "south": "40 %", "west": "40 %"}
    at_nordby = "  asked:\n    by:\n      Nordby:\n" + entries(given, pad=8)

    assert "red" == outcomes(told(book(other), answer(given)))[0][2]
    assert "green" == outcomes(told(book(other), at_nordby))[0][2]


def test_parts_of_a_report_are_kept_with_their_whole():
    """The absent ones too, though they are no assessment of their own."""
    report = assessed(book(EACH), answer({"north": "80 %"}))

    assert [
        ("north", "green", True),
        ("south", "component-missing", False),
        ("west", "component-missing", False),
    ] == [(p.case.component, str(p.outcome), p.case.is_listed) for p in report.assessments[0].parts]
