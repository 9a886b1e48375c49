"""The last part of the report on a page: what was found, what of it is accepted, and the verdict."""

from collections.abc import Iterator

from rich.text import Text as Styled

from compliance.assess import Report, Summary
from compliance.colour import Applicability, Severity
from compliance.findings import Finding
from compliance.language import Joined, Text, text, texts
from compliance.report.marks import SEVERITIES, marked
from compliance.report.page import Page
from compliance.report.selection import shows

_GAP = 2


def found_lines(report: Report, page: Page, only: tuple[str, ...]) -> Iterator[Styled]:
    """Yield the findings, heaviest first, and the line with counts and verdict."""
    part = _Found(report, page, only)
    yield from part.all_findings()
    yield Styled()
    yield from part.last_line()


class _Found:
    """The findings of one report on one page."""

    def __init__(self, report: Report, page: Page, only: tuple[str, ...]) -> None:
        self.report, self.page = report, page
        self.only, self.said = only, page.said
        self.findings = [f for f in report.findings if shows(only, f)]

    def all_findings(self) -> Iterator[Styled]:
        if not self.only and not self.findings:
            yield Styled()
            yield from self.page.wrapped(
                self.said(text("Nothing was found to be wrong or doubtful."))
            )
        room = _GAP + max(marked(self.page, mark).cell_len for mark in SEVERITIES.values())
        for severity in sorted(Severity, key=lambda s: -s.weight):
            group = [f for f in self.findings if f.severity is severity and f.deviation is None]
            if not group:
                continue
            yield Styled()
            yield from self.page.wrapped(self.said(_counted(severity, len(group)), "bold"))
            for finding in group:
                yield Styled()
                mark = marked(self.page, SEVERITIES[severity])
                yield from self.page.hanging(mark, room, list(self.finding(finding, room)))
        accepted = [f for f in self.findings if f.deviation is not None]
        if accepted:
            yield Styled()
            yield from self.page.wrapped(self.said(_accepted(len(accepted)), "bold"))
        for finding in accepted:
            yield Styled()
            mark = marked(self.page, SEVERITIES[finding.severity])
            yield from self.page.hanging(mark, room, list(self.finding(finding, room)))

    def finding(self, finding: Finding, room: int) -> Iterator[Styled]:
        requirement = self.report.plan.rule_book.requirement(finding.requirement or "")
        is_only = requirement is not None and finding.card == requirement.only_card
        about = (
            finding.place,
            finding.code,
            finding.requirement,
            None if is_only else finding.card,
            finding.location,
            finding.component,
        )
        names = [self.said(name) for name in about if name]
        yield from self.page.joined(names, self.page.beside(room))
        yield self.said(finding.message)
        rest = [self.said(part) for part in (finding.accepted, finding.remedy)]
        rest = [part for part in rest if part.plain]
        if finding.deviation is not None:
            yield self.said(
                text("Accepted until {until}: {reason}",
                     until=finding.deviation.until, reason=finding.deviation.reason)
            )  # fmt: skip
        elif rest:
            yield Styled(" ").join([*rest, *self.hint(finding)])

    def hint(self, finding: Finding) -> Iterator[Styled]:
        """Yield what is said of a remedy that is not sure."""
        if finding.applicability is Applicability.WRITE_A_REASON:
            yield self.said(
                text("If it is meant so, accept it under “deviations”, with a reason."), "dim"
            )
        elif finding.applicability is Applicability.MAYBE:
            yield self.said(text("It may be right as it is."), "dim")

    def last_line(self) -> Iterator[Styled]:
        summary = self.report.summary
        parts = [self.said(_colours(summary)), self.said(_severities(summary))]
        verdict = self.said(_verdict(summary), "bold")
        line = Styled(self.page.dot).join([*parts, verdict])
        if self.page.width is None or line.cell_len <= self.page.width:
            yield from self.page.wrapped(line)
            return
        for part in (*parts, verdict):
            yield from self.page.wrapped(part)


def _counted(severity: Severity, number: int) -> Text:
    match severity:
        case Severity.ERROR:
            return texts("{n} error", "{n} errors", number)
        case Severity.WARNING:
            return texts("{n} warning", "{n} warnings", number)
        case Severity.NOTE:
            return texts("{n} note", "{n} notes", number)


def _colours(summary: Summary) -> Joined:
    counts = [
        texts("{n} green", "{n} green", summary.green),
        texts("{n} yellow", "{n} yellow", summary.yellow),
        texts("{n} red", "{n} red", summary.red),
        text("{n} not assessed", n=summary.not_assessed),
    ]
    if summary.stated:
        counts.append(text("{n} stated", n=summary.stated))
    return Joined(tuple(counts))


def _accepted(number: int) -> Text:
    return texts("{n} accepted deviation", "{n} accepted deviations", number)


def _severities(summary: Summary) -> Joined:
    counts = [
        _counted(Severity.ERROR, summary.errors),
        _counted(Severity.WARNING, summary.warnings),
        _counted(Severity.NOTE, summary.notes),
    ]
    if summary.accepted:
        counts.append(_accepted(summary.accepted))
    return Joined(tuple(counts))


def _verdict(summary: Summary) -> Text:
    if not summary.ready:
        return text("Not ready to send: {errors}", errors=_counted(Severity.ERROR, summary.errors))
    return text("Ready to send")
