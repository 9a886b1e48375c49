"""`compliance explain`: a requirement, a card or a finding code in plain words; or one submission's answer."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from compliance.assess import Report, check_file
from compliance.cli.lines import print_lines
from compliance.cli.lookup import NotFound, find_card, find_requirement, nothing_called
from compliance.cli.streams import complain, complain_of
from compliance.colour import Applicability, Severity
from compliance.engine import EngineFault
from compliance.errors import ComplianceError, RulesRefused
from compliance.explain import Line, card_lines, explanation, outcome_word, requirement_lines
from compliance.language import Filled, Joined, Language, Localised, text
from compliance.rulebook.checks import Check
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.pages import CheckPage, PageExample, Piece

REFUSED = 2

_SEVERITIES = {
    Severity.ERROR: text("error"),
    Severity.WARNING: text("warning"),
    Severity.NOTE: text("note"),
}
_HOW_SURE = {
    Applicability.DO_IT: text("Do it:"),
    Applicability.MAYBE: text("Perhaps:"),
    Applicability.WRITE_A_REASON: text("Do it, or write a reason:"),
}


def run_explain(
    name: str,
    *,
    file: Path | None,
    rules: Path | None,
    language: Language,
    as_of: date | None,
    previous: Sequence[Path] = (),
) -> int:
    """Print the explanation and return the exit code."""
    try:
        if file is not None:
            lines = _in_report(name, check_file(file, rules=rules, as_of=as_of, previous=previous))
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
        page = folder.page(name)
        if folder.problems:
            raise RulesRefused(folder.problems)
        return list(_code_lines(checks, page))
    card = find_card(name, folder)
    if card is not None:
        return list(card_lines(card))
    found = find_requirement(name, folder, [check.code for check in all_checks])
    lines: list[Line] = []
    for requirement, book in found:
        lines += [Line(""), *requirement_lines(requirement, book)]
    return lines[1:]


def _code_lines(checks: list[Check], page: CheckPage | None) -> Iterator[Line]:
    """Yield what is told of a code: its page, where it has one, and what its checks say."""
    code = checks[0].code
    yield Line(code if page is None else text("{code}: {title}", code=code, title=page.title))
    severities = sorted({c.severity for c in checks}, key=lambda s: -s.weight)
    named = Joined(tuple(_SEVERITIES[severity] for severity in severities))
    yield Line(text("Severity: {severity}.", severity=named))
    if page is not None:
        yield from _page_lines(page)
    for check in checks:
        yield Line("")
        severity = _SEVERITIES[check.severity]
        yield Line(text("{severity}: {said}", severity=severity, said=_open(check.say)))
        if check.accept is not None:
            yield Line(_open(check.accept), 1)
        yield Line(Joined((_HOW_SURE[check.applicability], _open(check.do)), " "), 1)
    yield Line("")
    if all(check.is_acceptable for check in checks):
        yield Line(
            text(
                "An organisation may accept the finding under “deviations”, with a reason and a last day."
            )
        )
    else:
        yield Line(text("Nobody may accept the finding: it must be corrected."))


def _page_lines(page: CheckPage) -> Iterator[Line]:
    yield from (Line(""), Line(page.what))
    yield from (Line(""), Line(text("Why it matters: {why}", why=page.why)))
    yield Line("")
    yield Line(text("An example that trips it: {says}", says=page.trips.says))
    yield from _example_lines(page.trips)
    yield Line("")
    yield Line(text("A near miss that does not: {says}", says=page.near_miss.says))
    yield from _example_lines(page.near_miss)


def _example_lines(example: PageExample) -> Iterator[Line]:
    """Yield what is changed in a report without findings."""
    if example.without:
        taken = Joined(example.without)
        yield Line(text("The answer to {keys} is taken out first.", keys=taken), 1)
    if example.submission is not None:
        yield from _piece_lines(example.submission)
    if example.previous is not None:
        yield Line(text("In the earlier report, given with --previous:"), 1)
        yield from _piece_lines(example.previous)


def _piece_lines(piece: Piece) -> Iterator[Line]:
    for line in piece.written.rstrip().splitlines():
        words = line.lstrip(" ")
        yield Line(words, 2 + (len(line) - len(words)) // 2)


def _open(words: Localised) -> Filled:
    """Return a text of a check with its places left open."""
    return words.fill(dict.fromkeys(re.findall(r"\{(\w+)\}", words.en + words.nb), "…"))
