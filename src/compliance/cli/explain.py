"""`compliance explain`: a requirement, a card or a finding code in plain words; or one submission's answer."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from compliance.assess import Report, check_file
from compliance.cli.lines import print_lines
from compliance.cli.lookup import NotFound, find_card, find_requirement, nothing_called
from compliance.cli.streams import complain, complain_of
from compliance.colour import Severity
from compliance.engine import EngineFault
from compliance.errors import ComplianceError
from compliance.explain import Line, card_lines, explanation, outcome_word, requirement_lines
from compliance.language import Joined, Language, text
from compliance.rulebook.checks import Check
from compliance.rulebook.loader import RuleFolder

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
        print_lines(lines, language)
    except ComplianceError as error:
        complain_of(error.problems, language)
        return REFUSED
    except EngineFault as error:
        complain(
            text("The rules engine did not do its job: {detail}.", detail=error.detail), language
        )
        return REFUSED
    except NotFound as error:
        error.complain(language)
        return REFUSED
    return 0


def _in_report(name: str, report: Report) -> list[Line]:
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
        raise nothing_called(name, known)
    lines: list[Line] = []
    for assessment in assessments:
        case = assessment.case
        title = case.requirement.title if case.card is None else case.card.title
        place = () if case.location is None else (case.location,)
        component = None if case.card is None else case.card.component(case.component or "")
        names = (title, *place, *(() if component is None else (component.title,)))
        head = text("{title}: {outcome}", title=Joined(names),
                    outcome=outcome_word(assessment.outcome))  # fmt: skip
        lines.append(Line(head))
        lines += [Line(sentence, 1) for sentence in explanation(assessment)]
    for finding in findings:
        said = Joined((finding.message, finding.accepted or "", finding.remedy), " ")
        lines.append(
            Line(text("{place}: {code}: {said}", place=finding.place, code=finding.code, said=said))
        )
    if not lines:
        lines.append(
            Line(text("Nothing is assessed or found for “{name}” in this submission.", name=name))
        )
    return lines


def _in_rules(name: str, folder: RuleFolder) -> list[Line]:
    all_checks = folder.all_checks()
    checks = [check for check in all_checks if check.code == name]
    if checks:
        return list(_check_lines(checks))
    card = find_card(name, folder)
    if card is not None:
        return list(card_lines(card))
    found = find_requirement(name, folder, [check.code for check in all_checks])
    lines: list[Line] = []
    for requirement, book in found:
        lines += [Line(""), *requirement_lines(requirement, book)]
    return lines[1:]


def _check_lines(checks: list[Check]) -> Iterator[Line]:
    yield Line(checks[0].code)
    for check in checks:
        yield Line("")
        yield Line(text("Severity: {severity}.", severity=_SEVERITIES[check.severity]))
        for words in (check.say, check.accept, check.do):
            if words is not None:
                places = dict.fromkeys(re.findall(r"\{(\w+)\}", words.en + words.nb), "…")
                yield Line(words.fill(places))
