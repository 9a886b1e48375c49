"""Whether everything is there that the form asks for: places, indicators, dates, attachments, a summary."""

import re
from collections.abc import Iterator
from datetime import date

from compliance.facts.cases import Case
from compliance.language import Joined, Text, text
from compliance.observe.view import Made, Told, View
from compliance.observe.words import title_of, where_of, yes_no
from compliance.period import Period
from compliance.prose.reader import quote
from compliance.rulebook.demands import DeadlineDemand
from compliance.rulebook.model import Choice, Requirement

_POINTS = re.compile(
    r"\b(?:se|sjå|jf|jfr|vise|viser|vist|visast|omtal\w*|omtalt\w*|beskrevet|beskrive|skildra|står|stod|framgår|"
    r"fremgår|går fram|går frem|finnes|finst|finn|finner|ligger|ligg|lagt ved|vedlagt|svart|besvart|rapportert|"
    r"redegjort|gjort greie|dokumentert|oppsummert|samlet|samla)\b"
)
"""Words that point to another place of the same report."""
_ELSEWHERE = re.compile(
    r"\b(?:styresak\w*|sak(?= \d)|\w*dokument(?:et|a|ene)?|protokoll\w*|f[oø]retaksmøte\w*|styremøte\w*|"
    r"\w+brev(?:et)?|\w*avtale[nr]?|\w*avtala|rapporten? fr[aå]|\w*standarden?|iso|nek|norm(?:en|a)?|"
    r"\w*forskrift\w*|\w*lov(?:en|a)?|\w*veileder\w*|\w*rettleiar\w*|\w*retningslinje\w*|riksrevisjon\w*|"
    r"tilsyn\w*|leverandør\w*|departement\w*|direktorat\w*)\b|\w+en,? $|\w+et,? $"
)
"""What is said before a number of another document or body: its name, or a noun right before."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)
_NUMBERED = re.compile(
    r"\s*(?:(?:vedlegg|attachment)\b)?\s*(?:nr\.?|no\.)?\s*(?P<number>\d+[a-z]?|[a-z])\b",
    re.IGNORECASE,
)
"""The name of an attachment that is listed by its number or letter: "1", "Vedlegg 1", "vedlegg nr. 2b: Kart"."""


def completeness_observed(view: View) -> Iterator[Made]:
    """Yield what was asked for and whether it is there."""
    plan = view.plan
    for requirement in plan.rule_book.requirements:
        if plan.applies[requirement.id] is not False and plan.answered[requirement.id]:
            yield from _places(view, requirement)
            yield from _choices(view, requirement)
    yield from _summary(view)
    yield from _dates(view)
    for attachment in plan.submission.attachments:
        exists = {True: "yes", False: "no", None: "unknown"}[attachment.is_there]
        yield Made(
            "attachment",
            {"attachment": attachment.name, "exists": exists},
            attachment.place,
            {"name_text": attachment.name, "file_text": attachment.file},
        )
    for place in plan.submission.identity_numbers:
        yield Made("identity-number", {"number": str(place)}, place, {})
    for told in view.told:
        yield from _references(view, told)


def _places(view: View, requirement: Requirement) -> Iterator[Made]:
    """Yield each location that must answer by itself."""
    if requirement.answer_per is None:
        return
    plan = view.plan
    answers = plan.answered[requirement.id]
    answered = {
        location.id
        for answer in answers
        for entry in answer.entries
        if entry.path and (location := plan.organisation.location(entry.path[0])) is not None
    }
    for location in requirement.places(plan.organisation, requirement.answer_per):
        yield Made(
            "place",
            {
                "requirement": requirement.id,
                "location": location.id,
                "answered": yes_no(said=location.id in answered),
            },
            answers[0].place,
            {"title": requirement.title, "location_text": location.id},
        )


def _choices(view: View, requirement: Requirement) -> Iterator[Made]:
    """Yield how many indicators each place has chosen of those it may choose from."""
    choice = requirement.choice
    if choice is None:
        return
    for case in view.plan.cases:
        if case.requirement is not requirement or case.card is not None or case.location is None:
            continue
        value, place = case.judged.value, case.judged.place
        if value is None or place is None:
            continue
        is_few = value.number < choice.low
        is_many = choice.high is not None and value.number > choice.high
        yield Made(
            "choice",
            {
                "requirement": requirement.id,
                "location": case.location,
                "chosen": "fewer" if is_few else "more" if is_many else "within",
            },
            place,
            {
                "title": requirement.title,
                "location_text": case.location,
                "number_text": value,
                "wanted_text": _wanted(choice),
            },
        )


def _wanted(choice: Choice) -> Text:
    if choice.high is None:
        return text("at least {n}", n=choice.low)
    if choice.low == choice.high:
        return text("{n}", n=choice.low)
    return text("{low} to {high}", low=choice.low, high=choice.high)


def _summary(view: View) -> Iterator[Made]:
    submission = view.plan.submission
    form = view.plan.rule_book.reports[submission.report]
    preface = submission.preface
    yield Made(
        "summary",
        {"asked": yes_no(said=form.asks_summary), "given": yes_no(said=preface is not None)},
        submission.report_place if preface is None else preface.place,
        {},
    )


def _dates(view: View) -> Iterator[Made]:
    """Yield the day of the report, and of what it says is delivered."""
    plan = view.plan
    given, period = plan.submission.date, plan.submission.period
    decides = any(_depends_on_the_day(case, period) for case in plan.cases)
    yield Made(
        "date",
        {
            "given": yes_no(said=given is not None),
            "needed": yes_no(said=decides and plan.as_of == period.last_day),
            "early": yes_no(said=given is not None and given < period.first_day),
        },
        plan.submission.date_place,
        {"day_text": given or period.last_day, "period_text": period},
    )
    for case in (c for whole in plan.cases for c in (whole, *whole.parts)):
        day = case.judged.delivered
        if isinstance(day, date) and case.entry is not None:
            yield Made(
                "delivery",
                {**where_of(case), "later": yes_no(said=day > plan.as_of)},
                case.entry.delivered_place,
                {
                    "title": title_of(case),
                    "delivered_text": day,
                    "as_of_text": plan.as_of,
                },
            )


def _depends_on_the_day(case: Case, period: Period) -> bool:
    """Whether a deadline near the report's period is open, so that its day decides what is said of it."""
    target = case.judged.target
    demand = None if target is None else target.demand
    if not isinstance(demand, DeadlineDemand) or case.judged.delivered is not None:
        return False
    return period.first_day <= demand.due < date(period.end_year + 2, 1, 1)


def _references(view: View, told: Told) -> Iterator[Made]:
    """Yield the attachments and requirements that a text refers to, and whether there are such."""
    written = told.passage.written
    for reference in told.prose.references:
        before = written[reference.sentence.start : reference.span.start].casefold()
        if not _POINTS.search(before) or _ELSEWHERE.search(before):
            continue
        if reference.kind == "attachment":
            exists, called, accepted = _attachment(view, reference.number)
        elif reference.kind == "requirement":
            sentence = written[reference.sentence.start : reference.sentence.end]
            if set(_YEAR.findall(sentence)) - {str(view.plan.submission.period.end_year)}:
                continue  # a requirement of another year's document
            exists, called, accepted = _requirement(view, reference.number)
        else:
            continue
        place = told.passage.at(reference.span.start)
        yield Made(
            "reference",
            {
                "reference": f"{place} {reference.kind} {reference.number}",
                "requirement": told.where["requirement"],
                "to": reference.kind,
                "exists": exists,
            },
            place,
            {
                "quote_text": quote(written, reference.sentence),
                "number_text": called,
                "accepted_text": accepted,
            },
        )


def _attachment(view: View, number: str) -> tuple[str, Text, Text]:
    """Return whether there is an attachment of that number, what it is called, and which there are."""
    listed = [a.name for a in view.plan.submission.attachments]
    numbered = [found for found in map(_NUMBERED.match, listed) if found is not None]
    known = {found["number"].casefold() for found in numbered}
    called = text("attachment {number}", number=number)
    if not listed:
        return "unknown", called, text("No attachment is listed under “attachments”.")
    accepted = text("Listed under “attachments”: {names}.", names=Joined(tuple(listed)))
    if len(numbered) < len(listed) and number.casefold() not in known:
        return "unknown", called, accepted  # it may be one that is listed by what it is
    return yes_no(said=number.casefold() in known), called, accepted


def _requirement(view: View, number: str) -> tuple[str, Text, Text]:
    """Return the same for a requirement of the rule book that is reported in this report."""
    numbers = [
        r.number
        for r in view.plan.rule_book.requirements
        if r.number is not None and r.reported_in == view.plan.submission.report
    ]
    called = text("requirement {number}", number=number)
    accepted = text("The numbers of the rule book are {names}.", names=Joined(tuple(numbers)))
    return (yes_no(said=number in numbers) if numbers else "unknown"), called, accepted
