"""Whether all is there that the form asks for: places, choices, a summary, days, attachments, references."""

from dataclasses import replace

import pytest

from compliance.assess import assess
from compliance.document import read_yaml
from compliance.engine import exact_only
from compliance.language import Language
from compliance.observe.completeness import completeness_observed
from compliance.report.json_report import report_as_data
from compliance.submission.reader import submission_of
from observing import made
from written import CLEAN, EN, edited, trial_book

NB = Language("nb")
CODES = {
    "location-missing", "choice-not-met", "summary-missing", "date-missing", "date-implausible",
    "delivered-later", "attachment-missing", "reference-missing",
}  # fmt: skip


def reported(text, rules=None, language=EN, folder=None):
    """The findings of completeness, as data."""
    node = read_yaml(text, "s.yaml")
    sent = submission_of(node, file="s.yaml", digest="0", folder=folder)
    with exact_only() as engine:
        data = report_as_data(assess(rules or trial_book(), sent, engine), language)
    return [f for f in data["findings"] if f["code"] in CODES]


def found(text, rules=None, folder=None):
    """Code, severity, requirement, location and place of each."""
    return [
        (f["code"], f["severity"], f["requirement"], f["location"], f["place"])
        for f in reported(text, rules, folder=folder)
    ]


def line_of(text, part):
    """The line where a part begins, which stands there once."""
    assert 1 == text.count(part)
    return f"s.yaml:{1 + text[: text.index(part)].count(chr(10))}"


def changed(id_, **fields):
    """The trial rule book with one requirement changed."""
    requirements = tuple(
        replace(r, **fields) if r.id == id_ else r for r in trial_book().requirements
    )
    return replace(trial_book(), requirements=requirements)


def test_a_complete_report_has_nothing_missing():
    assert [] == found(CLEAN)


# Places


PER_HOSPITAL = changed("work", answer_per="hospital")
BY_PLACE = """\
    by:
      Nordby sykehus:
        text: Her og.
      Klinikk Vest:
        text: Og her.
"""


def test_each_place_that_does_not_answer_is_named():
    at = line_of(CLEAN, "  work:")
    assert [
        ("location-missing", "error", "work", "Sørby", at),
        ("location-missing", "error", "work", "Nordby", at),
    ] == sorted(found(CLEAN, PER_HOSPITAL), key=lambda f: -"SN".index(f[3][0]), reverse=True)


def test_a_place_answers_under_another_spelling_and_a_clinic_is_not_asked():
    text = edited(CLEAN, ("    text: Vi er i gang.\n", "    text: Vi er i gang.\n" + BY_PLACE))
    assert [("work", "Sørby")] == [(f[2], f[3]) for f in found(text, PER_HOSPITAL)]


def test_only_the_places_that_are_chosen_must_answer():
    rules = changed("work", answer_per="hospital", chosen_locations=("Nordby",))
    assert ["Nordby"] == [f[3] for f in found(CLEAN, rules)]


def test_places_are_not_asked_of_a_requirement_without_an_answer():
    text = edited(
        CLEAN,
        (
            "  work:\n    declared: yellow\n    status: delvis innfridd\n    text: Vi er i gang.\n",
            "",
        ),
    )
    assert [] == [f for f in found(text, PER_HOSPITAL) if f[0] == "location-missing"]


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (EN, 'The requirement "Work" is to be answered for each location, but Nordby is missing.'),
        (NB, "Kravet «Arbeid» skal besvares for hvert sted, men Nordby mangler."),
    ],
)
def test_the_words_for_a_place(language, message):
    rules = changed("work", answer_per="hospital", chosen_locations=("Nordby",))
    assert [message] == [f["message"] for f in reported(CLEAN, rules, language)]


# Choices: 1 to 2 indicators a hospital


def chosen(*cards, by="Nordby"):
    """The clean report with these cards answered by a hospital."""
    answers = "".join(
        f"  {card}:\n    by:\n      {by}:\n        values:\n          2025-H1: 3\n    source: Register\n"
        for card in cards
    )
    return edited(CLEAN, ("  chosen:\n", answers + "  chosen:\n"))


def choices(text):
    """The places that chose, and whether it is what was asked."""
    return [
        (fact.fields["location"], fact.fields["chosen"])
        for fact in made(
            completeness_observed, trial_book(), text.split("answers:\n")[1], kind="choice"
        )
    ]


def test_one_or_two_are_within():
    # beds, which both hospitals answer, is one of the choices
    assert [("Sørby", "within"), ("Nordby", "within")] == choices(CLEAN)
    assert ("Nordby", "within") in choices(chosen("trial/pick-one"))


def test_three_are_too_many_at_that_place():
    text = chosen("trial/pick-one", "trial/pick-two")

    (finding,) = [f for f in found(text) if f[0] == "choice-not-met"]

    assert ("choice-not-met", "error", "chosen", "Nordby") == finding[:4]
    messages = [
        f["message"]
        for language in (EN, NB)
        for f in reported(text, language=language)
        if f["code"] == "choice-not-met"
    ]
    assert [
        'The requirement "Choice" asks for 1 to 2 indicators of Nordby, but the answer has 3.',
        "Kravet «Valg» ber om 1 til 2 indikatorer for Nordby, men svaret har 3.",
    ] == messages


# The summary


ASKED = replace(
    trial_book(),
    reports={k: replace(form, asks_summary=True) for k, form in trial_book().reports.items()},
)


@pytest.mark.parametrize("summary", ["", "summary: ''\n", "summary: '-'\n", "summary: |\n\n"])
def test_a_summary_that_is_asked_for_and_empty_is_missing(summary):
    text = CLEAN.replace("answers:", f"{summary}answers:")
    assert [("summary-missing", "error", None, None)] == [f[:4] for f in found(text, ASKED)]


def test_a_summary_that_is_there_or_not_asked_for_is_not_missing():
    text = CLEAN.replace("answers:", "summary: Det går bra.\nanswers:")
    assert [] == found(text, ASKED)
    assert [] == found(CLEAN)


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (EN, "The form asks for a summary, but the report has none."),
        (NB, "Skjemaet ber om et sammendrag, men rapporten har ikke noe."),
    ],
)
def test_the_words_for_a_summary(language, message):
    assert [message] == [f["message"] for f in reported(CLEAN, ASKED, language)]


# Days


NOT_DELIVERED = edited(CLEAN, ("    delivered: 2025-06-01\n", "    text: Snart.\n"))


def test_a_day_is_asked_for_where_it_decides():
    assert [("date-missing", "note", None, None, "s.yaml:4")] == found(NOT_DELIVERED)


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,  # the day of delivery is known
        edited(CLEAN, ("    delivered: 2025-06-01\n", "    delivered: no\n")),
        NOT_DELIVERED.replace("answers:", "date: 2025-07-01\nanswers:"),
    ],
)
def test_a_day_is_not_asked_for_where_it_does_not_matter(text):
    assert [] == found(text)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        ("2024-12-31", ["date-implausible", "delivered-later"]),
        ("2025-01-01", ["delivered-later"]),  # the first day of the period
        ("2025-05-31", ["delivered-later"]),  # delivered on 1 June
        ("2025-06-01", []),
        ("2025-09-30", []),
    ],
)
def test_days_are_held_against_the_day_of_the_report(day, codes):
    text = CLEAN.replace("answers:", f"date: {day}\nanswers:")
    assert codes == [f[0] for f in found(text)]


def test_the_words_and_places_of_days():
    text = CLEAN.replace("answers:", "date: 2024-12-31\nanswers:")

    assert [
        ("date-implausible", "warning", None, None, "s.yaml:6"),
        ("delivered-later", "warning", "plan", None, line_of(text, "    delivered: 2025-06-01")),
    ] == found(text)
    assert [
        "The report is dated 2024-12-31, before its period half-year 1 2025 has begun.",
        '"Plan" is given as delivered on 2025-06-01, but the report is of 2024-12-31.',
    ] == [f["message"] for f in reported(text)]
    assert [
        "Rapporten er datert 31.12.2024, før perioden 1. halvår 2025 har begynt.",
        "«Plan» står som levert 1.6.2025, men rapporten er fra 31.12.2024.",
    ] == [f["message"] for f in reported(text, language=NB)]


# Attachments


def with_attachments(listed, text="Vi er i gang."):
    attached = "".join(f"  {name}: {file}\n" for name, file in listed.items())
    return edited(CLEAN, ("answers:", f"attachments:\n{attached}answers:"), ("Vi er i gang.", text))


def test_a_file_that_does_not_lie_beside_the_report_is_missing(tmp_path):
    (tmp_path / "plan.pdf").write_text("x")
    text = with_attachments(
        {"Vedlegg 1": "plan.pdf", "Vedlegg 2": "risiko.xlsx", "Vedlegg 3": "en tabell på papir"}
    )

    assert [("attachment-missing", "error", None, None, line_of(text, "  Vedlegg 2:"))] == found(
        text, folder=tmp_path
    )
    assert [] == found(text), "where nothing can be looked up"


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (
            EN,
            'The attachment "Vedlegg 2" is listed, but its file risiko.xlsx does not lie beside the report.',
        ),
        (
            NB,
            "Vedlegget «Vedlegg 2» er listet, men filen risiko.xlsx ligger ikke ved siden av rapporten.",
        ),
    ],
)
def test_the_words_for_an_attachment(language, message, tmp_path):
    text = with_attachments({"Vedlegg 2": "risiko.xlsx"})
    assert [message] == [f["message"] for f in reported(text, language=language, folder=tmp_path)]


@pytest.mark.parametrize(
    "name", ["../s.pdf", "/etc/passwd", "mappe/s.pdf", "s", "https://x.no/s.pdf"]
)
def test_what_is_no_plain_file_name_is_not_looked_up(name, tmp_path):
    (tmp_path.parent / "s.pdf").write_text("x")
    assert [] == found(with_attachments({"Vedlegg 1": name}), folder=tmp_path)


# References


LISTED = {"Vedlegg 1": "Risikoanalyse", "Vedlegg 2": "Tiltaksplan"}
NUMBERED = replace(
    trial_book(),
    requirements=tuple(
        replace(r, number={"work": "3", "whom": "4", "autumn-share": "8"}.get(r.id))
        for r in trial_book().requirements
    ),
)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Se vedlegg 2.", "it is listed"),
        ("Vi viser til vedlegg 1 og 2.", "both are"),
        ("Se vedlegg A.", "letters are not read"),
        ("Vedlegg 3 til styresak 47-2025 viser det.", "of another paper"),
        ("Se styresak 47-2025, vedlegg 3.", "of another paper"),
        ("Jf. oppdragsdokumentet, krav 51.", "of another document"),
        ("Se protokollen fra foretaksmøtet, krav 18.", "of another document"),
        ("Vi viser til tildelingsbrevet og vedlegg 4 der.", "of a letter"),
        ("Utviklingsplanen, vedlegg 7, viser det.", "of a plan"),
        ("Rapporten fra Sykehusbygg har vedlegg 9.", "of a report of others"),
        ("Leverandøren oppfyller krav 45.", "of a tender"),
        ("I internkontrollen er krav 12 lukket.", "it points to no place of this report"),
        ("Normen har krav 45 om tilgang.", "of a norm"),
        ("Vi viser til krav 3 og krav 4.", "both are in the rule book"),
        ("Se krav 8 fra 2024.", "of another year"),
        ("Se krav 99 prosent oppetid.", "a percentage"),
        ("Sjå kapittel 12 og tabell 40.", "chapters and tables are not known"),
    ],
)
def test_a_reference_that_may_be_right_is_left_alone(text, why):
    assert [] == found(with_attachments(LISTED, text), NUMBERED), why


@pytest.mark.parametrize(
    "text",
    [
        "Se vedlegg 3.",
        "Risikoene er beskrevet i vedlegg 3.",
        "Tiltaka går fram av vedlegg 3.",
        "Tiltakene står i vedlegg 1 og 3.",
        "Vi viser til krav 9.",
        "Se omtale under krav 9.",
        "Dette er svart på under krav 8.",  # of the autumn report
    ],
)
def test_a_reference_to_what_is_not_there_is_found(text):
    made = with_attachments(LISTED, text)
    assert [("reference-missing", "warning", "work", None, line_of(made, text))] == found(
        made, NUMBERED
    )


def test_without_a_list_of_attachments_nobody_knows():
    assert [] == found(edited(CLEAN, ("Vi er i gang.", "Se vedlegg 3.")))


def test_without_numbered_requirements_nobody_knows():
    assert [] == found(edited(CLEAN, ("Vi er i gang.", "Se krav 3.")))


def test_the_words_and_the_line_of_a_reference():
    block = "|\n      En linje.\n      Se vedlegg 3."
    text = with_attachments(LISTED, block)

    (finding,) = reported(text, NUMBERED)

    assert line_of(text, "      Se vedlegg 3.") == finding["place"]
    assert (
        'The text refers to attachment 3, which does not exist. "Se vedlegg 3."'
        == finding["message"]
    )
    assert finding["accepted"] == "Listed under “attachments”: Vedlegg 1, Vedlegg 2."


def test_a_summary_refers_too():
    text = edited(
        CLEAN, ("answers:", "summary: Se vedlegg 3.\nattachments:\n  Vedlegg 1: a\nanswers:")
    )
    assert [("reference-missing", "warning", None, None, "s.yaml:6")] == found(text)
