"""Generates whole submissions to a rule book: right and wrong answers, present and missing ones."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from compliance.colour import Colour
from compliance.period import Period
from compliance.rulebook.demands import DeadlineDemand
from compliance.rulebook.model import Card, Organisation, ReportForm, Requirement, RuleBook
from compliance.submission.model import Submission
from compliance.testing.choices import either, index, pick, pick_some
from compliance.testing.strategies import draw_answer, draw_near
from compliance.testing.trial import submission_from


def submissions_for(
    rule_book: RuleBook, organisation: str | None = None
) -> SearchStrategy[Submission]:
    """Return whole submissions of one organisation, or of any to which something applies."""
    return documents_for(rule_book, organisation).map(submission_from)


@st.composite
def documents_for(
    draw: DrawFn, rule_book: RuleBook, organisation: str | None = None
) -> dict[str, Any]:
    """Return whole submissions as the content of a file: dicts and texts."""
    reports = _reports_of(rule_book, organisation)
    sender, form = pick(draw, (*reports[:1] * len(reports), *reports))
    # how much is answered differs from one submission to the next
    share = pick(draw, (1, 3, 3, 6, 9))
    answers: dict[str, Any] = {}
    asked = [r for r in rule_book.requirements if r.applies(sender, form.id) is not False]
    for requirement in rule_book.requirements:
        chance = share if requirement in asked else 1
        if draw(index(11)) < chance:
            answers |= _draw_answers(draw, requirement, rule_book, sender, form.period)
    if not any(_is_answered(r, answers) for r in rule_book.requirements):
        answers[asked[0].id] = {"declared": "green"}
    if draw(index(6)) == 0:
        answers[f"{asked[0].id[:-1]}"] = {"text": "?"}
    content: dict[str, Any] = {
        "schema": "compliance/submission@1",
        "organisation": pick(draw, (sender.id, *sender.also)),
        "report": form.id,
        "period": form.period.name,
        "rule_book": rule_book.id,
    }
    if either(draw):
        dues = [
            t.demand.due
            for c in rule_book.cards.values()
            for t in c.targets
            if isinstance(t.demand, DeadlineDemand)
        ]
        day = pick(draw, (form.period.last_day, *dues))
        content["date"] = draw_near(draw, day).isoformat()
    if either(draw):
        colours = pick_some(draw, tuple(Colour), 3)
        content["declared_totals"] = {
            c.value: str(pick(draw, (0, 1, 2, len(answers)))) for c in colours
        }
    content["answers"] = answers
    return content


def _reports_of(
    rule_book: RuleBook, organisation: str | None
) -> list[tuple[Organisation, ReportForm]]:
    """Return who sends what, for the organisation asked for or for all; what asks most comes first."""
    demanded = {
        (sender.id, form.id): sum(bool(r.applies(sender, form.id)) for r in rule_book.requirements)
        for sender in rule_book.organisations
        for form in rule_book.reports.values()
    }
    found = [
        (sender, form)
        for sender in rule_book.organisations
        for form in rule_book.reports.values()
        if organisation in {None, sender.id} and demanded[sender.id, form.id]
    ]
    return sorted(found, key=lambda pair: -demanded[pair[0].id, pair[1].id])


def _is_answered(requirement: Requirement, answers: Mapping[str, Any]) -> bool:
    return any(key in answers for key in (requirement.id, *requirement.cards))


def _draw_answers(
    draw: DrawFn,
    requirement: Requirement,
    rule_book: RuleBook,
    sender: Organisation,
    report: Period,
) -> dict[str, Any]:
    """Return the answers to one requirement, by key."""
    answers: dict[str, Any] = {}
    only = requirement.only_card
    if only is not None:
        key = pick(draw, (requirement.id, requirement.id, only))
        answers[key] = _draw_placed(draw, rule_book.cards[only], sender, report)
        own = answers[key]
    else:
        for id_ in requirement.cards:
            if either(draw):
                answers[id_] = _draw_placed(draw, rule_book.cards[id_], sender, report)
        own = answers[requirement.id] = {}
        if either(draw):
            own["declared"] = pick(draw, ("green", "yellow", "red", "not published"))
        if not requirement.cards and draw(index(3)) == 0:
            own["status"] = pick(draw, ("innfridd", "ikke innfridd", "kanskje"))
        if requirement.cards and either(draw):
            del answers[requirement.id]
    if either(draw):
        own["text"] = "Fordi."
    if either(draw):
        own["source"] = "HN-LIS"
    if draw(index(10)) == 0:
        own["see"] = "Årsmeldingen"
    if requirement.contents and either(draw):
        ids = [content.id for content in requirement.contents]
        own["contents"] = dict.fromkeys(pick_some(draw, ids, len(ids)), "Gjort.")
    return answers


def _draw_placed(draw: DrawFn, card: Card, sender: Organisation, report: Period) -> dict[str, Any]:
    """Return an answer to a card: for the organisation as a whole, or place by place."""
    if not sender.locations or either(draw):
        return draw_answer(draw, card, report)
    names = [name for place in sender.locations for name in (place.id, *place.also)]
    chosen = pick_some(draw, (*names, "Nordbi"), 3)
    entries = {}
    for name in chosen:
        entry = draw_answer(draw, card, report)
        if either(draw):
            entry["source"] = "Registeret"
        entries[name] = entry
    return {"by": entries}
