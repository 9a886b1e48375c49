"""Whole reports on rule books that hold nothing but the cards a test is about."""

from dataclasses import replace

from compliance.assess import assess
from compliance.engine import exact_only
from compliance.language import Language
from compliance.period import parse_day
from compliance.report.json_report import report_as_data
from compliance.rulebook.model import Requirement
from written import EN, HEAD, card, submission, trial_book

NORTH = "components:\n  - id: north\n    nb: Nord\n    en: North\n"
"""The one component of a card."""


def other_card(name, text):
    """A second card, which judges the indicator of its own name."""
    return replace(card(text), id=f"x/{name}", indicator=name)


def above_growth(head=""):
    """A card that is green above the growth, a figure beside."""
    return card(f"""\
{head}beside:
  - id: growth
    nb: veksten
    en: the growth
measure:
  unit: percent
  decimals: 1
direction: higher is better
targets:
  - from: 2020-01-01
    kind: comparison
    green: above growth
""")


def growing(name):
    """A card that judges the growth itself, or so called."""
    return other_card(name, """\
measure:
  unit: percent
  decimals: 1
direction: higher is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: above 0 %
""")  # fmt: skip


def asks(*cards, id_="asked", applies_to=("hospital trusts",), contents=()):
    """A requirement of the half-year report that lists these cards."""
    return Requirement(
        id=id_,
        number=None,
        title=cards[0].title,
        goal="all",
        applies_to=applies_to,
        reported_in="half-year-report",
        separate_form=False,
        cards=tuple(c.id for c in cards),
        choice=None,
        chosen_locations=None,
        contents=contents,
        place=cards[0].place,
    )


def book(*cards, requirements=None):
    """The trial rule book with these cards alone; each is the only card of a requirement unless told."""
    first, *rest = cards
    asked = [asks(first), *(asks(c, id_=c.indicator) for c in rest)]
    return replace(
        trial_book(),
        requirements=tuple(asked if requirements is None else requirements),
        cards={c.id: c for c in cards},
    )


def assessed(rules, answers, *, as_of=None, head=HEAD):
    """The report on these answers, with all its parts."""
    day = None if as_of is None else parse_day(as_of)
    with exact_only() as engine:
        return assess(rules, submission(head + "answers:\n" + answers), engine, day)


def told(rules, answers, *, language=EN, **options):
    """The report on these answers as data."""
    return report_as_data(assessed(rules, answers, **options), language)


def explained(rules, answers, *, number=0, language="en", **options):
    """The whole explanation of one assessment."""
    made = told(rules, answers, language=Language(language), **options)
    return made["assessments"][number]["explanation"]


def outcomes(made):
    """Location, component and outcome of every assessment."""
    return [
        (a["location"], a["component"], a["colour"] or a["not_assessed"])
        for a in made["assessments"]
    ]


def codes(made):
    """The code of every finding, by place."""
    return [f["code"] for f in made["findings"]]


def messages(made, code):
    """The message of each finding of a code."""
    return [f["message"] for f in made["findings"] if f["code"] == code]
