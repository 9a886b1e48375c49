"""Each house check: a near miss that stays silent, a hit, its severity and its words.

Every case starts from a submission without findings and changes one thing.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from compliance.assess import assess
from compliance.colour import Colour, Severity
from compliance.engine import exact_only
from compliance.rulebook.loader import RuleFolder
from written import (
    CLEAN,
    FORECAST,
    HEAD,
    SERVICE,
    edited,
    found,
    report,
    submission,
    trial_book,
)

CORRECT = 'Correct what stands there, or write "-" if there is none.'
SECTORS = "eksempel/epicrises-by-sector"
SHARE = "  share:\n    declared: green\n    values:\n      2025-H1: 60 %\n"


def change(*edits, of=CLEAN):
    """Findings after the edits."""
    return found(edited(of, *edits))


def messages(text, code):
    """Message, what is accepted and remedy of each finding of a code."""
    return [
        " | ".join(str(f[part]) for part in ("message", "accepted", "remedy"))
        for f in report(text)["findings"]
        if f["code"] == code
    ]


def test_submissions_without_a_mistake_have_no_finding():
    assert [] == found(CLEAN)
    assert [] == found(FORECAST)


def test_the_service_trust_only_lacks_its_other_form():
    """The note stands by every requirement with a form of its own, answered here or not."""
    assert [
        ("answered-elsewhere", "note", "apart"),
        ("not-answered", "error", "apart"),
    ] == found(SERVICE)


# not-answered

PLAN = "  plan:\n    declared: green\n    delivered: 2025-06-01\n"
DATE_MISSING = ("date-missing", "note", None)
"""A deadline is open, and the clean submission has no day of its own."""


@pytest.mark.parametrize(
    ("gone", "expected"),
    [
        (PLAN, [("not-answered", "error", "plan")]),
        # whom it is for is not stated
        ("  whom:\n    declared: green\n", [("not-answered", "note", "whom")]),
    ],
)
def test_not_answered(gone, expected):
    assert expected == change((gone, ""))


def test_an_answer_under_the_card_is_an_answer():
    assert [] == change(("  plan:\n", "  trial/plan:\n"))


def test_an_empty_answer_is_an_answer_without_a_value():
    """It is answered, but declares nothing; what is not delivered yet needs the day of the report."""
    assert [DATE_MISSING, ("declared-missing", "error", "plan")] == change(
        (PLAN, '  plan:\n    text: "-"\n')
    )


def test_requirements_of_other_reports_and_trusts_are_not_missed():
    """forecast-share, autumn-share and service are not answered by the clean submission."""
    assert not {"forecast-share", "autumn-share", "service"} & {r for _, _, r in found(CLEAN)}


def test_not_answered_words():
    assert [
        (
            'The requirement "Plan" is not answered. | '
            "Every requirement that applies to you in this report needs an answer. | "
            'Add an answer. Write "-" as the value if there is no figure yet.'
        )
    ] == messages(edited(CLEAN, (PLAN, "")), "not-answered")


# unknown-requirement


@pytest.mark.parametrize(
    ("key", "accepted", "remedy"),
    [
        ("shar", None, "Write the id as it stands in the rule book. Did you mean “share”?"),
        (
            "trial/shares",
            None,
            "Write the id as it stands in the rule book. Did you mean “trial/share”?",
        ),
    ],
)
def test_unknown_requirement(key, accepted, remedy):
    text = CLEAN + f"  {key}:\n    declared: red\n    values:\n      2025-H1: 1 %\n"

    assert [("unknown-requirement", "error", None)] == found(text)
    assert [
        (
            f'The rule book has no requirement or card called "{key}", so this answer is not assessed. | '
            f"{accepted} | {remedy}"
        )
    ] == messages(text, "unknown-requirement")


def test_unknown_requirement_without_a_near_miss_lists_what_there_is():
    (message,) = messages(CLEAN + "  økonomi:\n    text: x\n", "unknown-requirement")

    assert "Accepted: share, positions, plan, work, both, chosen" in message


def test_when_no_key_is_known_everything_is_missing():
    text = HEAD + "answers:\n  økonomi:\n    text: x\n"

    expected = [
        ("not-answered", "error", id_)
        for id_ in ("share", "positions", "plan", "work", "both", "chosen")
    ]
    expected += [("not-answered", "note", "whom"), ("unknown-requirement", "error", None)]
    assert sorted(map(str, expected)) == sorted(map(str, found(text)))


def test_every_unknown_key_is_found_once():
    text = CLEAN + "  aaaa:\n    text: x\n  bbbb:\n    text: x\n"

    assert 2 * [("unknown-requirement", "error", None)] == found(text)


# unknown-location


@pytest.mark.parametrize("spelling", ["Nordby", "nordby", "NORDBY", "Nordby sykehus"])
def test_spellings_of_a_location(spelling):
    assert [] == change(("      Nordby:\n", f"      {spelling}:\n"))


def test_unknown_location():
    text = edited(CLEAN, ("      Nordby:\n", "      Nordbi:\n"))

    assert ("unknown-location", "error", "both") in found(text)
    assert [
        (
            'You have no location or component called "Nordbi", so this answer is not assessed. | None | '
            "Write the name as it stands in the list of locations or components. Did you mean “Nordby”?"
        )
    ] == messages(text, "unknown-location")


def test_unknown_component():
    text = edited(
        CLEAN,
        ("      Nordby:\n        values:\n          2025-H1: 10\n",
         ("      Nordby:\n        values:\n          2025-H1: 10\n"
         "        by:\n          Avdeling A:\n            values:\n              2025-H1: 5\n")),
    )  # fmt: skip

    assert [("unknown-location", "error", "both")] == found(text)


# does-not-apply


@pytest.mark.parametrize("key", ["service", "forecast-share", "autumn-share"])
def test_does_not_apply(key):
    """Of another trust, or of another report; nothing else is said about it."""
    text = CLEAN + f"  {key}:\n    text: Vi svarer likevel.\n"

    assert [("does-not-apply", "warning", key)] == found(text)


def test_a_card_answer_belongs_to_the_requirements_that_apply():
    """trial/share is also listed in two other reports."""
    assert [] == change(("  share:\n", "  trial/share:\n"))


# declared-missing


def test_declared_missing():
    assert [("declared-missing", "error", "work")] == change(
        ("  work:\n    declared: yellow\n", "  work:\n")
    )
    assert [("declared-missing", "error", "whom")] == change(
        ("  whom:\n    declared: green\n", "  whom:\n    text: Nei.\n")
    )


def test_declared_at_the_card_is_not_declared_at_the_requirement():
    """A requirement with several cards has its own colour."""
    assert [("declared-missing", "error", "both")] == change(
        ("  both:\n    declared: green\n", "  both:\n"),
        ("  trial/status:\n    status", "  trial/status:\n    declared: green\n    status"),
    )


def test_declared_at_a_location_is_not_declared_at_the_requirement():
    assert [("declared-missing", "error", "share")] == change(
        (SHARE, ("  share:\n    by:\n      Nordby:\n        declared: green\n"
                "        values:\n          2025-H1: 60 %\n")),
    )  # fmt: skip


@pytest.mark.parametrize("said", ["not published", "ikke publisert", "grønn", "GREEN"])
def test_declared_words(said):
    assert [] == change(("  work:\n    declared: yellow\n", f"  work:\n    declared: {said}\n"),
                        ("delvis innfridd\n    text", "innfridd\n    text"))  # fmt: skip


def test_declared_unreadable_is_not_missing_too():
    text = edited(CLEAN, ("  work:\n    declared: yellow\n", "  work:\n    declared: lilla\n"))

    assert [("value-unreadable", "error", "work")] == found(text)
    assert [
        (
            'The answer to "Work" cannot be read: “lilla” is not a colour. | '
            f"Accepted: green, yellow, red, not published. | {CORRECT}"
        )
    ] == messages(text, "value-unreadable")


# declared-brighter, declared-darker

VALUES = {"green": "60 %", "yellow": "59,9 %", "red": "44,9 %"}
WHY = "      why-not-reached: Mangler folk.\n"


def shares(declared, assessed, *, forecast=False):
    """Findings on the share with one colour declared and another assessed."""
    text = FORECAST if forecast else CLEAN.replace("      measures: Kveldsåpent.\n",
                                                   "      measures: Kveldsåpent.\n" + WHY)  # fmt: skip
    share = text[text.index("share:") :]
    new = share.replace("declared: green", f"declared: {declared}", 1)
    new = new.replace("60 %", VALUES[assessed], 1)
    return [finding[:2] for finding in found(text.replace(share, new))]


@pytest.mark.parametrize(
    ("declared", "assessed", "result", "forecast"),
    [
        ("green", "green", [], []),
        ("yellow", "yellow", [], []),
        ("red", "red", [], []),
        ("green", "yellow", [("declared-brighter", "warning")], [("declared-brighter", "note")]),
        ("yellow", "red", [("declared-brighter", "warning")], [("declared-brighter", "note")]),
        ("green", "red", [("declared-brighter", "error")], [("declared-brighter", "warning")]),
        ("yellow", "green", [("declared-darker", "note")], [("declared-darker", "note")]),
        ("red", "yellow", [("declared-darker", "note")], [("declared-darker", "note")]),
        ("red", "green", [("declared-darker", "note")], [("declared-darker", "note")]),
        ("not published", "red", [], []),
    ],
)
def test_declared_against_assessed(declared, assessed, result, forecast):
    """A forecast may be brighter than the figures so far, so it weighs one step less."""
    assert result == shares(declared, assessed)
    assert forecast == shares(declared, assessed, forecast=True)


def test_a_declared_colour_without_an_assessment_is_never_judged():
    assert [] == change((SHARE, SHARE.replace("60 %", '"-"')))


def test_the_colour_of_several_cards_is_never_compared():
    """One card red, and the requirement declared green: only the explanation counts."""
    assert [] == change(
        ("  trial/status:\n    status: innfridd\n", "  trial/status:\n    status: ikke innfridd\n")
    )


def test_colours_of_locations_are_compared_there():
    text = edited(
        CLEAN, ("      Nordby:\n", "      Nordby:\n        declared: green\n"),
        ("2025-H1: 10\n", "2025-H1: 11\n"), ("  chosen:\n", "  chosen:\n    text: Mange senger.\n"),
    )  # fmt: skip
    brighter = [f for f in report(text)["findings"] if f["code"] == "declared-brighter"]

    # both requirements that list the card
    assert [("both", "trial/beds", "Nordby"), ("chosen", "trial/beds", "Nordby")] == [
        (f["requirement"], f["card"], f["location"]) for f in brighter
    ]
    assert len(brighter) == len(report(text)["findings"])


def test_a_stated_colour_is_compared_too():
    assert [("declared-brighter", "warning", "work")] == change(
        ("  work:\n    declared: yellow\n", "  work:\n    declared: green\n")
    )


def test_declared_words_in_messages():
    text = edited(CLEAN, ("  work:\n    declared: yellow\n", "  work:\n    declared: green\n"))

    assert [
        (
            'The declared colour of "Work" is green, but the assessment is yellow. | '
            "The colour must show the outcome measured against the target. | "
            "Look at the colour and the figure once more."
        )
    ] == messages(text, "declared-brighter")


# no-explanation


@pytest.mark.parametrize("colour", ["ikke innfridd", "delvis innfridd"])
def test_no_explanation(colour):
    declared = "red" if colour.startswith("ikke") else "yellow"
    edits = [
        ("declared: yellow\n    status: delvis innfridd\n    text: Vi er i gang.\n",
         f"declared: {declared}\n    status: {colour}\n"),
    ]  # fmt: skip

    assert [("no-explanation", "error", "work")] == change(*edits)


@pytest.mark.parametrize("blank", ['""', '"-"', '"  "', "–"])
def test_an_empty_text_explains_nothing(blank):
    assert [("no-explanation", "error", "work")] == change(
        ("text: Vi er i gang.", f"text: {blank}")
    )


def test_green_and_not_assessed_need_no_explanation():
    assert [] == change(("  both:\n    declared: green\n    text: Begge er på plass.\n",
                         "  both:\n    declared: green\n"))  # fmt: skip
    assert [DATE_MISSING] == change((PLAN, '  plan:\n    declared: red\n    delivered: "-"\n'))


def test_the_content_why_not_reached_replaces_the_explanation():
    """The share asks for it by a content, so its absence is found once, by its own name."""
    assert [("content-missing", "error", "share")] == change(
        (SHARE, SHARE.replace("60 %", "44,9 %").replace("green", "red"))
    )


def test_a_form_of_its_own_needs_no_explanation_here():
    text = SERVICE + "  apart:\n    declared: red\n    values:\n      2025-H1: 11\n    source: R\n"

    assert [("answered-elsewhere", "note", "apart")] == found(text)


def test_the_explanation_of_one_card_explains_the_requirement():
    assert [] == change(
        (
            "  both:\n    declared: green\n    text: Begge er på plass.\n",
            "  both:\n    declared: green\n",
        ),
        ("    status: innfridd\n", "    status: ikke innfridd\n    text: Forsinket.\n"),
    )


# content-missing

MEASURES = "    contents:\n      measures: Kveldsåpent.\n"


@pytest.mark.parametrize(
    "left", ["", '    contents:\n      measures: "-"\n', '    contents:\n      measures: ""\n']
)
def test_content_missing(left):
    assert [("content-missing", "error", "share")] == change((MEASURES, left))


def test_content_missing_words():
    assert [
        (
            'The answer to "Share" lacks something the requirement asks for, namely the measures. | '
            'It belongs under "contents" with the id "measures". | Write what is missing.'
        )
    ] == messages(edited(CLEAN, (MEASURES, "")), "content-missing")


@pytest.mark.parametrize(
    ("value", "missing"),
    [("60 %", 0), ("59,9 %", 1), ("44,9 %", 1), ("40–70 %", 0), ("svært bra", 0), ('"-"', 0)],
)
def test_when_not_green_is_asked_of_red_and_yellow_only(value, missing):
    """Not assessed does not count."""
    codes = [c for c, _, _ in change((SHARE, SHARE.replace("60 %", value)))]

    assert missing == codes.count("content-missing")


def test_a_content_under_the_card_or_a_location_counts():
    assert [] == change(("  share:\n", "  trial/share:\n"))


def test_contents_of_a_form_of_its_own_are_not_asked_for():
    text = SERVICE + "  apart:\n    declared: green\n"

    assert [("answered-elsewhere", "note", "apart")] == found(text)


# answered-elsewhere

WHOM = "  whom:\n    declared: green\n"


def test_answered_elsewhere():
    text = edited(CLEAN, (WHOM, WHOM + "    see: Årsrapporten\n"))

    assert [("answered-elsewhere", "note", "whom")] == found(text)
    assert [
        (
            'The answer to "For whom" only refers elsewhere, to "Årsrapporten". | '
            "That is fine, but the other place is not read. | Consider writing the main points here too."
        )
    ] == messages(text, "answered-elsewhere")


def test_a_reference_beside_a_text_is_no_finding():
    assert [] == change((WHOM, WHOM + "    see: Årsrapporten\n    text: Kort sagt bra.\n"))


def test_several_references_of_a_requirement_are_one_note():
    assert [("answered-elsewhere", "note", "chosen")] == change(
        ("  chosen:\n    declared: green\n",
         ("  chosen:\n    declared: green\n    see: A\n"
         "  trial/pick-one:\n    by:\n      Nordby:\n        see: B\n")),
    )  # fmt: skip


def test_a_form_of_its_own_is_one_note_also_with_a_reference():
    text = SERVICE + "  apart:\n    declared: green\n    see: Eget skjema\n"

    assert [("answered-elsewhere", "note", "apart")] == found(text)


# no-source


def test_no_source():
    text = edited(CLEAN, (MEASURES + "    source: Register\n", MEASURES))

    assert [("no-source", "note", "share")] == found(text)


@pytest.mark.parametrize("blank", ['""', '"-"'])
def test_an_empty_source_is_none(blank):
    assert [("no-source", "note", "share")] == change(
        (MEASURES + "    source: Register\n", MEASURES + f"    source: {blank}\n")
    )


def test_answers_without_values_need_no_source():
    """plan, work, both, chosen and whom have none in the clean submission."""
    assert "source" not in CLEAN[CLEAN.index("  plan:") : CLEAN.index("  trial/beds:")]


def test_the_source_of_every_location_is_a_source():
    beds = "          2025-H1: 10\n      Sørby:\n        values:\n          2025-H1: 9\n    source: Register\n"
    each = beds.replace("    source: Register\n", "")
    north = each.replace("2025-H1: 10\n", "2025-H1: 10\n        source: A\n")
    both = north + "        source: B\n"

    assert [] == change((beds, both))
    # one of two is not enough; said once for each requirement that lists the card
    assert [("no-source", "note", "both"), ("no-source", "note", "chosen")] == change((beds, north))


# value-unreadable

NUMBER = "Write a number such as “7,5 %”, an interval such as “5–6 %”, or “-” if there is none."


@pytest.mark.parametrize(
    ("value", "what", "remedy"),
    [
        ("svært bra", "“svært bra” is not a number.", NUMBER),
        ("0.605", "“0.605” has no unit.", "Write “0.605 %”."),
        ("60", "“60” has no unit.", "Write “60 %”."),
        ("60 timer", "“60 timer” is in hours.", "The unit is percent."),
        ("60 % ca", "“60 % ca” ends in “% ca”, which is not a unit here.", "The unit is percent."),
        ("70–60 %", "“70–60 %” ends before it begins.", "Write the smaller number first."),
        ("101 %", "101 % cannot be.", "The value lies between 0 % and 100 %."),
        ("-1 %", "-1 % cannot be.", "The value lies between 0 % and 100 %."),
        (
            "\n        numerator: 12",
            "a numerator or a denominator stands alone.", "Write both, or the value.",
        ),
        (
            "\n        numerator: 12\n        denominator: 0",
            "the denominator is 0.", "Write how many there were in all.",
        ),
        (
            "\n        numerator: 50\n        denominator: 40",
            "125 % cannot be.", "The value lies between 0 % and 100 %.",
        ),
        (
            "\n        value: 62 %\n        numerator: 60\n        denominator: 100",

            "the value is 62 %, but numerator and denominator give 60 %.",
            "Correct the one that is wrong.",
        ),
        (
            "\n        numerator: about 60\n        denominator: 100",

            "numerator, denominator, cases and coverage must be exact.",
            "Write one number, or the value alone.",
        ),
        (
            "\n        value: 62 %\n        vintage: draft",
            "“draft” is not a vintage.",
            "Accepted: final, preliminary, estimated.",
        ),
        (
            "\n        value: 62 %\n        coverage: 0.9",
            "“0.9” has no unit.", "Write “0.9 %”.",
        ),
        (
            "\n        value: 62 %\n        coverage: 101 %",
            "“101 %” is not a coverage.", "Write a share between 0 % and 100 %.",
        ),
        (
            "\n        value: 62 %\n        coverage: i.a.",
            "“i.a.” is not a coverage.", "Write a share between 0 % and 100 %.",
        ),
    ],
)  # fmt: skip
def test_value_unreadable(value, what, remedy):
    """One error that says why, and what to write; the assessment has the same reason."""
    text = edited(CLEAN, ("      2025-H1: 60 %\n", f"      2025-H1: {value}\n"))

    assert [("value-unreadable", "error", "share")] == found(text)
    assert [f'The answer to "Share" cannot be read: {what} | {remedy} | {CORRECT}'] == (
        messages(text, "value-unreadable")
    )
    assert "value-unreadable" == report(text)["assessments"][0]["not_assessed"]


@pytest.mark.parametrize(
    ("old", "new", "requirement", "message"),
    [
        (
            "delivered: 2025-06-01", "delivered: snart", "plan",
            ('The answer to "Plan" cannot be read: “snart” is not a date. | '
            "Write it as 2025-11-01."),
        ),
        (
            "  trial/status:\n    status: innfridd", "  trial/status:\n    status: i rute", "both",
            ('The answer to "Both" cannot be read: '
            "“i rute” is not a status here. | Accepted: innfridd, oppfylt, nådd, met, delvis innfridd, "
            "delvis oppfylt, delvis nådd, partly met, ikke innfridd, ikke oppfylt, ikke nådd, "
            "ikkje innfridd and 3 more."),
        ),
        (
            "status: delvis innfridd", "status: delvis innfrid", "work",
            ('The answer to "Work" cannot be read: '
            "“delvis innfrid” is not a status here. | Accepted: innfridd, oppfylt, nådd, met, "
            "delvis innfridd, delvis oppfylt, delvis nådd, partly met, ikke innfridd, ikke oppfylt, "
            "ikke nådd, ikkje innfridd and 3 more."),
        ),
        (
            "2025-H1: 40\n", "2025-H3: 40\n", "positions",
            ('The answer to "Positions" cannot be read: '
            "“2025-H3” is not a period. | Write a year (2025), half-year (2025-H1), tertial (2025-T1), "
            "quarter (2025-Q1), month (2025-01) or span of months (2025-01/2025-04)."),
        ),
        (
            "2025-H1: 40\n", "2025-H1: 1.040\n", "positions",
            ('The answer to "Positions" cannot be read: '
            "“1.040” can be read in two ways. | Write 1 040 or 1,040."),
        ),
        (
            "2025-H1: 40\n", "2025-H1: -4\n", "positions",
            ('The answer to "Positions" cannot be read: '
            "“-4” is below zero, which count cannot be. | Write 0 or more, or “-” if there is no value."),
        ),
        (
            "2025-H1: 40\n", "2025-H1: 40\n      2025-01/2025-06: 41\n", "positions",
            ('The answer to "Positions" cannot be read: '
            "2025-01/2025-06 is the same time as 2025-H1. | Keep one of them."),
        ),
    ],
)  # fmt: skip
def test_other_things_that_cannot_be_read(old, new, requirement, message):
    text = edited(CLEAN, (old, new))

    assert ("value-unreadable", "error", requirement) in found(text)
    assert f"{message} | {CORRECT}" in messages(text, "value-unreadable")


def test_two_values_of_the_same_time_are_both_unreadable():
    text = edited(CLEAN, ("      2025-H1: 40\n", "      2025-H1: 40\n      2025-01/2025-06: 40\n"))

    assert 2 * [("value-unreadable", "error", "positions")] == found(text)


def test_places_of_findings():
    """The line of what is wrong, not of the answer."""
    text = edited(CLEAN, ("      2025-H1: 60 %\n", "      2025-H1: 60\n"))
    (finding,) = report(text)["findings"]

    line = text.split("\n").index("      2025-H1: 60") + 1
    assert f"s.yaml:{line}" == finding["place"]


# baseline-differs


@pytest.mark.parametrize(
    ("baseline", "expected"),
    [
        ("40", []),
        ("40,0", []),
        ('"-"', []),
        ("41", [("baseline-differs", "warning", "positions")]),
        ("39,9", [("baseline-differs", "warning", "positions")]),
    ],
)
def test_baseline_differs(baseline, expected):
    assert expected == change(
        ("      2025-H1: 40\n", f"      2025-H1: 40\n      2024: {baseline}\n")
    )


def test_baseline_differs_words():
    text = edited(CLEAN, ("      2025-H1: 40\n", "      2025-H1: 40\n      2024: 41\n"))

    assert [
        (
            'The baseline "Positions" for 2024 is 41 in your report, not 40 as in the rules. | '
            "The value in the rules was used in the assessment. | "
            "Correct the value, or tell the rule owner if the rules are wrong."
        )
    ] == messages(text, "baseline-differs")


# totals-differ, totals-too-bright


def totals(green=None, yellow=None, red=None):
    """The clean submission with declared totals; it declares 6 green and 1 yellow."""
    lines = [
        f"  {name}: {n}\n"
        for name, n in (("green", green), ("yellow", yellow), ("red", red))
        if n is not None
    ]
    return CLEAN.replace("answers:\n", "declared_totals:\n" + "".join(lines) + "answers:\n", 1)


@pytest.mark.parametrize(
    ("stated", "differs"),
    [
        ({"green": 6, "yellow": 1, "red": 0}, False),
        ({"green": 6}, False),
        ({"yellow": 1}, False),
        ({"green": 6, "yellow": '"-"'}, False),
        ({"green": 7}, True),
        ({"green": 5, "yellow": 1}, True),
        ({"green": 6, "yellow": 1, "red": 1}, True),
    ],
)
def test_totals_differ(stated, differs):
    expected = [("totals-differ", "error", None)] if differs else []

    assert expected == found(totals(**stated))


def test_totals_are_silent_when_a_colour_is_not_published():
    text = totals(green=9).replace(
        "  whom:\n    declared: green\n", "  whom:\n    declared: not published\n"
    )

    assert [] == found(text)


def test_totals_differ_words():
    assert [
        (
            "The stated totals are 5 green, 1 yellow, but the answers give 6 green, 1 yellow. | "
            "The totals must equal the number of colours declared per requirement. | "
            "Count again, and correct the totals or the colours."
        )
    ] == messages(totals(green=5, yellow=1), "totals-differ")


def red_shares(stated_red, text=CLEAN):
    """The share red by its figures and declared so."""
    dark = text.replace("    declared: green\n    values:\n      2025-H1: 60 %\n",
                        "    declared: red\n    values:\n      2025-H1: 44 %\n", 1)  # fmt: skip
    dark = dark.replace("measures: Kveldsåpent.\n", "measures: Kveldsåpent.\n" + WHY, 1)
    return dark.replace("answers:\n", f"declared_totals:\n  red: {stated_red}\nanswers:\n", 1)


def test_totals_too_bright():
    """An error where colours are results, a warning where they are forecasts."""
    assert [] == found(red_shares(1))
    assert [("totals-differ", "error", None), ("totals-too-bright", "error", None)] == (
        found(red_shares(0))
    )
    assert [] == found(red_shares(1, FORECAST))
    assert [("totals-differ", "error", None), ("totals-too-bright", "warning", None)] == (
        found(red_shares(0, FORECAST))
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # red by a date, by its own word, at one location, or as one of several cards
        (PLAN, "  plan:\n    declared: red\n    delivered: 2025-06-02\n    text: Sent.\n"),
        (
            "declared: yellow\n    status: delvis innfridd",
            "declared: red\n    status: ikke innfridd",
        ),
        ("2025-H1: 10\n", "2025-H1: 11\n"),
        ("  trial/status:\n    status: innfridd", "  trial/status:\n    status: ikke innfridd"),
    ],
)
def test_only_requirements_red_by_their_own_figures_count(old, new):
    text = edited(CLEAN, (old, new)).replace(
        "answers:\n", "declared_totals:\n  red: 0\nanswers:\n", 1
    )

    assert "totals-too-bright" not in {code for code, _, _ in found(text)}


def test_a_red_location_is_not_the_requirement():
    at_nordby = SHARE.replace(
        "    values:\n      2025-H1: 60 %\n",
        "    by:\n      Nordby:\n        values:\n          2025-H1: 44 %\n",
    )
    text = edited(
        CLEAN, (SHARE, at_nordby), ("answers:\n", "declared_totals:\n  red: 0\nanswers:\n")
    )

    assert [("content-missing", "error", "share")] == found(text)


@pytest.mark.parametrize("heavy_first", [True, False])
def test_entries_of_one_code_with_equal_variables_are_one_finding_the_heaviest(heavy_first):
    book = trial_book()
    heavy = next(c for c in book.checks if c.id == "not-answered#1")
    light = replace(heavy, id="not-answered#9", severity=Severity.NOTE)
    checks = (heavy, light) if heavy_first else (light, heavy)

    with exact_only() as engine:
        made = assess(replace(book, checks=checks), submission(edited(CLEAN, (PLAN, ""))), engine)

    assert [("not-answered", "plan", Severity.ERROR)] == [
        (f.code, f.requirement, f.severity) for f in made.findings
    ]


def test_a_result_is_the_same_whatever_is_declared():
    """A declared colour never changes a computed one."""
    one = report(CLEAN)["assessments"]
    other = report(CLEAN.replace("declared: green", "declared: red"))["assessments"]

    for assessment in (*one, *other):
        assessment.pop("declared")
    assert one == other


def test_findings_stand_by_place():
    text = edited(CLEAN, (MEASURES, ""), (PLAN, "")) + "  aaaa:\n    text: x\n"

    lines = [int(f["place"].rpartition(":")[2]) for f in report(text)["findings"]]
    assert sorted(lines) == lines
    assert 3 == len(lines)


def test_the_head_is_the_same_everywhere():
    """The texts of this module start from one head."""
    assert CLEAN.startswith(HEAD)


def test_a_red_part_does_not_hide_a_missing_one():
    """The sample's answer of Sørby lacks one of three sectors, whatever colour the others have."""
    path = Path(__file__).parents[1] / "samples" / "eksempel-hf-2025.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "2025-H1: 80 %\n          mental", "2025-H1: 1 %\n          mental"
    )
    book = RuleFolder(path.parent / "rules").book("eksempel/2025")
    with exact_only() as engine:
        made = assess(book, submission(text), engine)
    of_sectors = [a for a in made.assessments if a.case.card and a.case.card.id == SECTORS]
    whole = next(a for a in of_sectors if a.case.location == "Sørby" and a.parts)

    assert Colour.RED is whole.colour
    assert [("Sørby", "local-care")] == [
        (f.location, f.requirement) for f in made.findings if f.code == "component-missing"
    ]
