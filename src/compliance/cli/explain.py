"""`compliance explain`: a requirement, a card or a finding code in plain words; or one submission's answer."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from compliance.assess import Report, check_file
from compliance.cli.streams import complain, complain_of, write
from compliance.colour import Severity
from compliance.engine import EngineFault
from compliance.errors import ComplianceError, one_of
from compliance.explain import explanation, outcome_word
from compliance.language import Joined, Language, Text, text, texts
from compliance.quantity import Shown, Unit
from compliance.rulebook.checks import Check
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Card, Requirement, RuleBook

REFUSED = 2

_SEVERITIES = {
    Severity.ERROR: text("error"),
    Severity.WARNING: text("warning"),
    Severity.NOTE: text("note"),
}


def run_explain(
    name: str, *, file: Path | None, rules: Path | None, language: Language, as_of: date | None
) -> int:
    """Print the explanation and return the exit code."""
    try:
        if file is not None:
            lines = _in_report(name, check_file(file, rules=rules, as_of=as_of))
        else:
            lines = _in_rules(name, RuleFolder(rules))
        for line in lines:
            write(language.say(line))
    except ComplianceError as error:
        complain_of(error.problems, language)
        return REFUSED
    except EngineFault as error:
        complain(
            text("The rules engine did not do its job: {detail}.", detail=error.detail), language
        )
        return REFUSED
    except _Unknown as error:
        complain(
            text("There is nothing called “{name}”. {accepted}",
                 name=error.name, accepted=one_of(error.known, error.name)),
            language,
        )  # fmt: skip
        return REFUSED
    return 0


class _Unknown(Exception):
    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


def _in_report(name: str, report: Report) -> list[object]:
    """Return every step of the assessments of a requirement or card, or the findings of a code."""
    book = report.plan.rule_book
    assessments = [
        a
        for a in report.assessments
        if name in (a.case.requirement.id, None if a.case.card is None else a.case.card.id)
    ]
    findings = [f for f in report.findings if name in (f.code, f.requirement, f.card)]
    codes = {c.code for c in book.checks}
    known = [*(r.id for r in book.requirements), *book.cards, *sorted(codes)]
    if name not in known:
        raise _Unknown(name, known)
    lines: list[object] = []
    for assessment in assessments:
        case = assessment.case
        title = case.requirement.title if case.card is None else case.card.title
        place = () if case.location is None else (case.location,)
        lines.append(text("{title}: {outcome}", title=Joined((title, *place)),
                          outcome=outcome_word(assessment.outcome)))  # fmt: skip
        lines += [Joined(("  ", sentence), "") for sentence in explanation(assessment)]
    for finding in findings:
        said = Joined((finding.message, finding.accepted or "", finding.remedy), " ")
        lines.append(
            text("{place}: {code}: {said}", place=finding.place, code=finding.code, said=said)
        )
    if not lines:
        lines.append(
            text("Nothing is assessed or found for “{name}” in this submission.", name=name)
        )
    return lines


def _in_rules(name: str, folder: RuleFolder) -> list[object]:
    checks = [check for check in folder.all_checks() if check.code == name]
    if checks:
        return list(_check_lines(checks))
    if "/" in name:
        card = folder.card(name)
        if card is not None:
            return list(_card_lines(card))
    lines: list[object] = []
    known: list[str] = []
    for id_ in folder.books():
        book = folder.book(id_)
        known += [*(r.id for r in book.requirements), *book.cards]
        requirement = book.requirement(name)
        if requirement is not None:
            lines += _requirement_lines(requirement, book)
        elif name in book.cards:
            return list(_card_lines(book.cards[name]))
    if not lines:
        known += [check.code for check in folder.all_checks()]
        raise _Unknown(name, list(dict.fromkeys(known)))
    return lines


def _requirement_lines(requirement: Requirement, book: RuleBook) -> Iterator[object]:
    number = (
        () if requirement.number is None else (text("no. {number}", number=requirement.number),)
    )
    yield Joined((requirement.title, *number, requirement.id))
    yield text("Rule book: {title} ({id}).", title=book.title, id=book.id)
    goal = next((g.title for g in book.goals if g.id == requirement.goal), requirement.goal)
    yield text("Goal: {goal}.", goal=goal)
    whom = (
        text("not stated") if requirement.applies_to is None else ", ".join(requirement.applies_to)
    )
    yield text("Applies to: {whom}. Reported in: {report}.", whom=whom,
               report=book.reports[requirement.reported_in].title)  # fmt: skip
    if requirement.separate_form:
        yield text("It is answered in a form of its own, so its contents are not checked here.")
    choice = requirement.choice
    if choice is not None:
        yield text("Each {kind} answers {low} to {high} of these cards.",
                   kind=choice.location_kind, low=choice.low, high=choice.high)  # fmt: skip
    if requirement.contents:
        yield text("The answer must hold:")
        for content in requirement.contents:
            only = text(" (when it is not green)") if content.when_not_green else ""
            yield Joined(("  – ", content.title, only, f" [{content.id}]"), "")
    if not requirement.cards:
        yield text("It has no measurable target.")
    for id_ in requirement.cards:
        yield ""
        yield from _card_lines(book.cards[id_])


def _card_lines(card: Card) -> Iterator[object]:
    yield Joined((card.title, card.id))
    if card.unit is not None:
        yield text("Indicator: {indicator}, in {unit}. {direction}",
                   indicator=card.indicator, unit=card.unit.name_in_words,
                   direction=_direction(card))  # fmt: skip
    if card.latency:
        yield texts(
            "Figures may be up to {n} month late.",
            "Figures may be up to {n} months late.",
            card.latency,
        )
    if card.running_total:
        yield text(
            "The value is a running total of the year: it is not due yet while its colour can change."
        )
    if card.min_n is not None:
        yield text("Fewer than {n} cases are not assessed.", n=card.min_n)
    if card.min_coverage is not None:
        yield text(
            "Coverage below {share} is not assessed.",
            share=Shown(card.min_coverage, Unit.PERCENT, 0),
        )
    if card.as_reported:
        yield text("The value is compared as reported, rounded.")
    for target in card.targets:
        until = "" if target.to is None else text(" until {day}", day=target.to)
        yield text(
            "From {day}{until}: {demand}.", day=target.from_, until=until, demand=target.demand
        )
        if target.assumed is not None:
            yield Joined(("  ", text("Assumed: {what}.", what=target.assumed)), "")
        if target.source is not None:
            yield Joined(("  ", text("Source: {source}.", source=target.source)), "")
    if card.note is not None:
        yield card.note


def _direction(card: Card) -> Text | str:
    if card.higher_is_better is None:
        return ""
    return text("Higher is better.") if card.higher_is_better else text("Lower is better.")


def _check_lines(checks: list[Check]) -> Iterator[object]:
    yield checks[0].code
    for check in checks:
        yield ""
        yield text("Severity: {severity}.", severity=_SEVERITIES[check.severity])
        for words in (check.say, check.accept, check.do):
            if words is not None:
                yield words.fill(dict.fromkeys(re.findall(r"\{(\w+)\}", words.en + words.nb), "…"))
