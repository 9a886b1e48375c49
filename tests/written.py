"""Cards, submissions and reports made from their text, for the tests."""

from functools import cache
from pathlib import Path
from textwrap import dedent, indent

from compliance.assess import assess
from compliance.document import read_yaml
from compliance.engine import exact_only
from compliance.facts.judged import Frame
from compliance.facts.judging import judge
from compliance.language import Language
from compliance.period import Period, parse_day
from compliance.report.json_report import report_as_data
from compliance.rulebook.cards import read_card
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.source import RuleFile
from compliance.submission.reader import submission_of
from compliance.thresholds import answer

EN = Language("en")
RULES = Path(__file__).parent / "data" / "rules"
HEAD = """\
schema: compliance/submission@1
organisation: TRI
report: half-year-report
period: 2025-H1
rule_book: trial/2025
"""
CLEAN = (
    HEAD
    + """\
answers:
  share:
    declared: green
    values:
      2025-H1: 60 %
    contents:
      measures: Kveldsåpent.
    source: Register
  positions:
    declared: green
    values:
      2025-H1: 40
    source: Register
  plan:
    declared: green
    delivered: 2025-06-01
  work:
    declared: yellow
    status: delvis innfridd
    text: Vi er i gang.
  both:
    declared: green
    text: Begge er på plass.
  trial/beds:
    by:
      Nordby:
        values:
          2025-H1: 10
      Sørby:
        values:
          2025-H1: 9
    source: Register
  trial/status:
    status: innfridd
  chosen:
    declared: green
  whom:
    declared: green
"""
)
SERVICE = (
    HEAD.replace("TRI", "SRV")
    + """\
answers:
  work:
    declared: green
    text: Vi er i gang.
  service:
    declared: green
    text: Avtalene er fornyet.
  whom:
    declared: green
    text: Vi svarer.
"""
)
FORECAST = (
    HEAD.replace("half-year-report", "forecast-report")
    + """\
answers:
  forecast-share:
    declared: green
    values:
      2025-H1: 60 %
    text: Slik blir det.
    source: Register
"""
)


def card(text):
    """A card from what differs: measure, direction, targets and the like."""
    head = """\
schema: compliance/card@1
id: x/card
title:
  nb: Kort
  en: Card
indicator: card
"""
    example = "examples:\n  - expect: not assessed, no-value\n"
    targets = dedent(text)
    if "source:" not in targets:
        targets = targets.replace("    kind:", "    assumed: a test\n    kind:")
    file = RuleFile("card.yaml", read_yaml(head + targets + example, "card.yaml"), "")
    made = read_card(file, "x/card")
    assert [] == [p.words(EN) for p in file.problems]
    return made


def submission(text, file="s.yaml"):
    """A submission from its text."""
    return submission_of(read_yaml(text, file), file=file, digest="0")


def entry(text):
    """The one entry of an answer."""
    answers = (
        "answers:\n  x:\n" + indent(dedent(text), "    ")
        if text.strip()
        else "answers:\n  x:\n    text: t\n"
    )
    return submission(HEAD + answers).answers[0].own


def judged(made, text, *, report="2025-H1", as_of=None, organisation="TRI", location=None):
    """What is judged of an entry under a card, and the conclusion as a word."""
    period = Period.parse(report)
    frame = Frame(organisation, period, period.last_day if as_of is None else parse_day(as_of))
    found = judge(made, entry(text), frame, location)
    return found, answer("a0", found.question).conclusion


def outcome(made, text, **options):
    """The conclusion as a word."""
    return judged(made, text, **options)[1]


@cache
def trial_book():
    """The rule book of the tests, read once."""
    return RuleFolder(RULES).book("trial/2025")


def edited(text, *edits):
    """The text with each (old, new) replaced; the old must stand there exactly once."""
    for old, new in edits:
        assert 1 == text.count(old), (old, text.count(old))
        text = text.replace(old, new)
    return text


def report(text, as_of=None):
    """The report on a submission against the trial rule book, as data."""
    made = submission(text)
    day = None if as_of is None else parse_day(as_of)
    with exact_only() as engine:
        return report_as_data(assess(trial_book(), made, engine, day), EN)


def found(text, as_of=None):
    """Code, severity and requirement of every finding."""
    return [(f["code"], f["severity"], f["requirement"]) for f in report(text, as_of)["findings"]]


def colours(text, as_of=None):
    """Requirement, card, location and outcome of every assessment."""
    return [
        (a["requirement"], a["card"], a["location"], a["colour"] or a["not_assessed"])
        for a in report(text, as_of)["assessments"]
    ]
