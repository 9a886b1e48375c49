"""Makes a report that may be published: what rests on small counts is masked, or the report is refused.

A masked assessment keeps its colour, target and place, and nothing else that was counted. The report's
plan still holds the submission as it was written; no format shows its values.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from compliance.assess import Assessment, Report
from compliance.colour import Reason
from compliance.document import Scalar
from compliance.errors import InputRefused, Place, Problem
from compliance.explain import outcome_word
from compliance.findings import Finding
from compliance.language import LANGUAGES, Filled, Joined, Language, Localised, Text, text
from compliance.report.small import Role, Small, figures_of
from compliance.report.told import Hidden, told_at
from compliance.submission.model import Entry, Passage, Submission
from compliance.thresholds import NumberQuestion, Settled

CODE = "not-public"
LEAST = 5
"""The smallest count that is told, where nobody says otherwise."""


def public_report(report: Report, least: int = LEAST) -> Report:
    """Return the report without the figures that rest on 1 … `least` − 1 people or cases.

    Colours, counts and verdict are the same.

    Raises:
        InputRefused: If a masked number follows from what is shown, or stands in the prose.
        ValueError: If `least` leaves nothing to mask.
    """
    if least < 2:
        msg = "a count is small from 1 on, so the least that is told is at least 2"
        raise ValueError(msg)
    small = Small(least)
    found = _found(report, small)
    problems = (
        *_that_follow(report, small, found),
        *_told_by_colour(report, small, found),
        *_in_prose(report, small, found),
    )
    if problems:
        raise InputRefused(dict.fromkeys(problems))
    hidden = [(a, small.hidden(a)) for a in found]
    subjects = {a.case.subject for a in found}
    return replace(
        report,
        assessments=tuple(_public(a, subjects, small) for a in report.assessments),
        findings=tuple(_public_finding(f, hidden, small) for f in report.findings),
        masked=text("Counts from 1 to {n} are not shown.", n=least - 1)
        if least > 2
        else text("Counts of 1 are not shown."),
    )


def _every(assessments: Sequence[Assessment]) -> Iterator[Assessment]:
    """Yield the assessments and their parts, each once."""
    told = set()
    for assessment in assessments:
        for each in (assessment, *assessment.parts):
            if each.case.subject not in told:
                told.add(each.case.subject)
                yield each


def _found(report: Report, small: Small) -> list[Assessment]:
    """Return what must be masked: what tells a small count, and the same figure judged by another card."""
    every = list(_every(report.assessments))
    figures = {_figure(a) for a in every if a.case.card is not None and small.is_in_value(a)}
    return [
        a for a in every if small.is_in(a) or (a.case.card is not None and _figure(a) in figures)
    ]


def _figure(assessment: Assessment) -> tuple[object, ...]:
    """Return which figure an assessment is about, whichever card judges it."""
    case = assessment.case
    indicator = None if case.card is None else case.card.indicator
    return (indicator, case.location, case.component, case.judged.period)


# Masking


def _public(assessment: Assessment, subjects: set[str], small: Small) -> Assessment:
    parts = tuple(_public(part, subjects, small) for part in assessment.parts)
    assessment = replace(assessment, parts=parts)
    if assessment.case.subject not in subjects:
        return assessment
    judged = assessment.case.judged
    is_number = isinstance(judged.question, NumberQuestion)
    blank = replace(
        judged,
        question=Settled(Reason.TOO_FEW_CASES) if is_number else judged.question,
        measured=None,
        value=None,
        change=None,
        baseline=None,
        compared=None,
        bands=() if small.is_in_baseline(assessment) else judged.bands,
        readings=(),
        asides=(),
        troubles=(),
        course=None,
    )
    return replace(
        assessment,
        case=replace(assessment.case, judged=blank),
        trend=None,
        masked=text("The figures are not shown: they rest on fewer than {n} cases.", n=small.least),
    )


def _public_finding(
    finding: Finding, hidden: Sequence[tuple[Assessment, Hidden]], small: Small
) -> Finding:
    is_about_masked = any(_tells_of(finding, assessment, what) for assessment, what in hidden)
    # a figure of another time or place, which no assessment shows
    if not is_about_masked and (finding.card is None or not _tells(finding, small.any_count())):
        return finding
    return replace(
        finding,
        message=_filled(
            text("The details of this finding ({code}) are not shown: they concern figures that rest on "
                 "fewer than {n} cases.", code=finding.code, n=small.least)
        ),
        accepted=None,
        remedy=_filled(text("See the report that is not for publication.")),
    )  # fmt: skip


def _filled(said: Text) -> Filled:
    """Return a text of ours in the form in which checks say theirs."""
    return Localised("{said}", "{said}").fill({"said": said})


def _tells_of(finding: Finding, assessment: Assessment, hidden: Hidden) -> bool:
    """Whether a finding is about just this assessment, or about more and tells one of its numbers."""
    about = (finding.requirement, finding.card, finding.location, finding.component)
    subject = _subject(assessment)
    if about == subject:
        return True
    if any(name not in {None, own} for name, own in zip(about, subject, strict=True)):
        return False
    return _tells(finding, hidden)


def _tells(finding: Finding, hidden: Hidden) -> bool:
    """Whether a finding tells, in any language, what is hidden."""
    said = (finding.message, finding.accepted, finding.remedy)
    return any(
        told_at(Language(code).say(part), hidden) is not None for code in LANGUAGES for part in said
    )


def _subject(assessment: Assessment) -> tuple[str | None, ...]:
    case = assessment.case
    card = None if case.card is None else case.card.id
    return (case.requirement.id, card, case.location, case.component)


# What follows from what is shown


@dataclass(frozen=True, slots=True)
class _Member:
    """One part of a whole, or the whole: a count of it, and whether it is masked."""

    assessment: Assessment
    number: Fraction
    is_masked: bool


def _that_follow(report: Report, small: Small, found: Sequence[Assessment]) -> Iterator[Problem]:
    """Yield the masked counts that whole and parts give away."""
    masked = {a.case.subject for a in found}
    for whole, parts in _wholes(report.assessments):
        for role in figures_of(whole.case.judged.measured) if whole.case.judged.measured else ():
            members = [_member(a, role, masked) for a in (whole, *parts)]
            known = [member for member in members if member is not None]
            if len(known) < len(members):
                continue
            for member in _given_away(known[0], known[1:], small):
                yield Problem(
                    code=CODE,
                    place=_place(member.assessment, report.plan.submission),
                    what=text("the masked figure of {name} follows from the whole and its parts that are shown.",
                              name=_name(member.assessment)),
                    remedy=text("Leave out the whole, or one more of its parts."),
                )  # fmt: skip


def _wholes(
    assessments: Sequence[Assessment],
) -> Iterator[tuple[Assessment, Sequence[Assessment]]]:
    """Yield each assessment that others of the same card and period may add up to, with these."""
    for whole in assessments:
        near = [
            a
            for a in assessments
            if a.case.requirement is whole.case.requirement
            and a.case.card is whole.case.card
            and a.case.judged.period == whole.case.judged.period
        ]
        location, component = whole.case.location, whole.case.component
        if component is None:
            parts = [a for a in near if a.case.component and a.case.location == location]
            if parts:
                yield whole, parts
        if location is None:
            parts = [a for a in near if a.case.location and a.case.component == component]
            if parts:
                yield whole, parts


def _member(assessment: Assessment, role: Role, masked: set[str]) -> _Member | None:
    measured = assessment.case.judged.measured
    number = None if measured is None else figures_of(measured).get(role)
    if number is None:
        return None
    return _Member(assessment, number, assessment.case.subject in masked)


def _given_away(whole: _Member, parts: Sequence[_Member], small: Small) -> Sequence[_Member]:
    """Return the parts whose small count anyone can work out."""
    hidden = [part for part in parts if part.is_masked]
    if whole.is_masked or sum(part.number for part in parts) != whole.number:
        return ()  # what is left over is another number
    if not all(small.holds(part.number) for part in hidden):
        return ()
    left = sum(part.number for part in hidden)
    is_sure = len(hidden) == 1 or left in {len(hidden), len(hidden) * (small.least - 1)}
    return hidden if is_sure else ()


def _told_by_colour(report: Report, small: Small, found: Sequence[Assessment]) -> Iterator[Problem]:
    """Yield the masked counts that are the only small ones of their colour."""
    for assessment in found:
        judged, card = assessment.case.judged, assessment.case.card
        value = None if judged.measured is None else figures_of(judged.measured).get("value")
        is_shown = bool(judged.bands) and not small.is_in_baseline(assessment)
        if value is None or not small.holds(value) or not is_shown or card is None or card.decimals:
            continue
        possible = [
            number
            for number in range(1, small.least)
            for band in judged.bands
            if band.holds(Fraction(number)) and band.colour is assessment.outcome
        ]
        if possible == [value]:
            yield Problem(
                code=CODE,
                place=_place(assessment, report.plan.submission),
                what=text("the masked figure of {name} follows from its colour: no other small count is {colour}.",
                          name=_name(assessment), colour=outcome_word(assessment.outcome)),
                remedy=text("Leave it out, or publish it without its colour."),
            )  # fmt: skip


# What stands in the prose


@dataclass(frozen=True, slots=True)
class _Prose:
    """A text that is published with the figures.

    Attributes:
        bare: Whether a number by itself tells something there; names of sources hold many.
    """

    passage: Passage
    bare: bool = True


def _in_prose(report: Report, small: Small, found: Sequence[Assessment]) -> Iterator[Problem]:
    """Yield the texts that tell a masked number."""
    for assessment in found:
        hidden = small.hidden(assessment)
        for prose in _texts_beside(assessment, report):
            passage = prose.passage
            offset = told_at(passage.written, hidden, bare=prose.bare)
            if offset is not None:
                yield Problem(
                    code=CODE,
                    place=passage.at(offset),
                    what=text("“{field}” tells a number that is masked for {name}.",
                              field=passage.name, name=_name(assessment)),
                    remedy=text("Write it without the number."),
                )  # fmt: skip


def _texts_beside(assessment: Assessment, report: Report) -> Iterator[_Prose]:
    """Yield the summary and the texts of the same answer, except those of other places."""
    submission, case = report.plan.submission, assessment.case
    if submission.preface is not None:
        yield _Prose(submission.preface)
    for deviation in submission.deviations:
        if deviation.requirement in {None, case.requirement.id}:
            yield _Prose(Passage("reason", deviation.reason, deviation.place))
    for field, written in _statements(submission, case.requirement.id):
        yield _Prose(Passage(field, written.text, written.place))
    keys = {case.requirement.id, None if case.card is None else case.card.id}
    own = None if case.entry is None else case.entry.path
    for answer in report.plan.answered[case.requirement.id]:
        for entry in answer.entries:
            if answer.key in keys and (own is None or _is_on_the_way(entry.path, own)):
                yield from _texts_of(entry)


def _statements(submission: Submission, requirement: str) -> Iterator[tuple[str, Scalar]]:
    """Yield the numbers that the report states of a requirement outside of its answer."""
    for claim in submission.claims:
        if claim.requirement == requirement:
            yield from (("claims", written) for written in (claim.says, *claim.of))
    for table in submission.sums:
        if table.requirement == requirement:
            yield from (("sums", written) for written in (table.total, *table.rows.values()))


def _is_on_the_way(path: tuple[str, ...], own: tuple[str, ...]) -> bool:
    """Whether one of two places holds the other."""
    shared = min(len(path), len(own))
    return path[:shared] == own[:shared]


def _texts_of(entry: Entry) -> Iterator[_Prose]:
    yield from (_Prose(passage) for passage in entry.passages)
    for field in ("source", "see", "responsible"):
        yield _Prose(Passage(field, getattr(entry, field), entry.place), bare=False)


def _place(assessment: Assessment, submission: Submission) -> Place:
    return assessment.case.judged.place or submission.answers_place


def _name(assessment: Assessment) -> Joined:
    return Joined(tuple(name for name in _subject(assessment) if name is not None))
