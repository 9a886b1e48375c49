"""Which assessments a submission asks for: one case per requirement, card, location and component."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from compliance.colour import Basis, Reason
from compliance.errors import InputRefused, Place, Problem, one_of
from compliance.facts.earlier import EarlierFigures, EarlierReport
from compliance.facts.judged import Frame, Judged
from compliance.facts.judging import Answered, JudgedPart, judge_card
from compliance.facts.matching import (
    AtPlace,
    Elsewhere,
    Unknown,
    by_location,
    card_of,
    match_answers,
    one_entry,
    unknown_places,
)
from compliance.facts.words import judge_word
from compliance.language import Text, text
from compliance.quantity import Quantity, Unit
from compliance.rulebook.model import (
    Card,
    Choice,
    Location,
    Organisation,
    Requirement,
    RuleBook,
)
from compliance.submission.model import Answer, Entry, Submission, Trouble
from compliance.thresholds import Bound, NumberQuestion, Settled, bands_of, range_bands


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One assessment to be concluded.

    Attributes:
        subject: Unique in its submission: "a0", "a1", … in rule-book order; "a1.0" for a part of "a1".
        answer: None for a count of chosen cards.
        parts: What it is concluded from, when the target has several.
        is_part: Whether another case is concluded from it.
        is_listed: Whether it is an assessment of its own; parts of the answer itself and absent ones are not.
    """

    subject: str
    requirement: Requirement
    card: Card | None
    location: str | None
    component: str | None
    judged: Judged
    entry: Entry | None
    answer: Answer | None
    parts: tuple["Case", ...] = ()
    is_part: bool = False
    is_listed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A submission set against its rule book.

    Attributes:
        forecast: Whether the form's colours mean "will it be reached".
        applies: For every requirement: True, False, or None when the paper does not say of whom.
        answered: The answers of each requirement: under its own id and under its cards.
        unknown: Names that nothing has.
        cases: In rule-book order; within a requirement counts of chosen cards first, then cards in
            listed order, the answer itself before its locations.
    """

    rule_book: RuleBook
    submission: Submission
    organisation: Organisation
    forecast: bool
    as_of: date
    applies: Mapping[str, bool | None]
    answered: Mapping[str, tuple[Answer, ...]]
    unknown: tuple[Unknown, ...]
    cases: tuple[Case, ...]


def plan(
    rule_book: RuleBook,
    submission: Submission,
    as_of: date | None = None,
    earlier: Sequence[Plan] = (),
) -> Plan:
    """Return what a submission asks to be assessed.

    `as_of` wins over the submission's date, which wins over the last day of its period.

    Args:
        earlier: Earlier submissions, the latest first: they may hold the baselines that this one does not.

    Raises:
        InputRefused: If organisation, report or period are not of the rule book, no requirement
            applies, or nothing is answered.
    """
    organisation = _accept(rule_book, submission)
    report = rule_book.reports[submission.report]
    applies = {r.id: r.applies(organisation, report.id) for r in rule_book.requirements}
    answered, unknown = match_answers(rule_book, submission, applies)
    if not any(a is True or (a is None and answered[id_]) for id_, a in applies.items()):
        _refuse(
            submission.report_place,
            text("no requirement of {rule_book} applies to {organisation} in {report}.",
                 rule_book=rule_book.id, organisation=organisation.id, report=report.id),
            text("Check organisation and report."),
        )  # fmt: skip
    day = as_of or submission.date or submission.period.last_day
    if not submission.answers:
        _refuse(
            submission.answers_place,
            text("the submission holds no answer."),
            one_of([r.id for r in rule_book.requirements if applies[r.id] is not False]),
        )
    frame = Frame(
        organisation.id,
        submission.period,
        day,
        organisation.kinds,
        EarlierFigures(tuple(_figures_of(before) for before in earlier)),
    )
    carded = [
        (card, answer)
        for answer in submission.answers
        if (card := card_of(rule_book, rule_book.requirement(answer.key), answer)) is not None
    ]
    maker = _Maker(rule_book, organisation, frame, Elsewhere(carded, organisation))
    cases: list[Case] = []
    for requirement in rule_book.requirements:
        if applies[requirement.id] is not False:
            for case in maker.cases(requirement, answered[requirement.id]):
                cases += numbered(case, len(cases))
    places = unknown_places(rule_book, submission, answered, organisation)
    return Plan(
        rule_book=rule_book,
        submission=submission,
        organisation=organisation,
        forecast=report.forecast,
        as_of=day,
        applies=applies,
        answered=answered,
        unknown=(*unknown, *places),
        cases=tuple(cases),
    )


def _figures_of(before: Plan) -> EarlierReport:
    """Return the figures that an earlier submission gives, but for what it answers twice."""
    once = [c for c in before.cases if all(t.field != "by" for t in c.judged.troubles)]
    cases = [case for whole in once for case in (whole, *whole.parts)]
    return EarlierReport.of(
        before.submission.period,
        [(c.card, (c.location, c.component), c.judged.readings) for c in cases if c.card],
    )


def _refuse(place: Place, what: Text, accepted: Text | None = None) -> None:
    raise InputRefused(
        [Problem(code="not-of-rule-book", place=place, what=what, accepted=accepted)]
    )


def _accept(rule_book: RuleBook, submission: Submission) -> Organisation:
    """Return the organisation, once organisation, report and period are of the rule book."""
    problems = []
    organisation = rule_book.organisation(submission.organisation)
    if organisation is None:
        known = [o.id for o in rule_book.organisations]
        problems.append(
            Problem(
                code="unknown-organisation",
                place=submission.organisation_place,
                what=text("there is no organisation “{name}” in {rule_book}.",
                          name=submission.organisation.strip(), rule_book=rule_book.id),
                accepted=one_of(known, submission.organisation.strip()),
            )
        )  # fmt: skip
    report = rule_book.reports.get(submission.report)
    if report is None:
        problems.append(
            Problem(
                code="unknown-report",
                place=submission.report_place,
                what=text("there is no report “{name}” in {rule_book}.",
                          name=submission.report, rule_book=rule_book.id),
                accepted=one_of(rule_book.reports, submission.report),
            )
        )  # fmt: skip
    elif submission.period != report.period:
        problems.append(
            Problem(
                code="other-period",
                place=submission.period_place,
                what=text("the period is {found}, but {report} of {rule_book} is for {period}.",
                          found=submission.period.name, report=report.id, rule_book=rule_book.id,
                          period=report.period.name),
                accepted=text("Write {period}, or name another report or rule book.", period=report.period.name),
            )
        )  # fmt: skip
    if organisation is None or problems:
        raise InputRefused(problems)
    return organisation


def numbered(case: Case, number: int) -> tuple[Case, ...]:
    """Return a case and those of its parts that are listed, with their subjects."""
    subject = f"a{number}"
    parts = tuple(replace(part, subject=f"{subject}.{n}") for n, part in enumerate(case.parts))
    whole = replace(case, subject=subject, parts=parts)
    return (whole, *(part for part in parts if part.is_listed))


class _Maker:
    """Makes the cases of one submission, requirement by requirement."""

    def __init__(
        self, rule_book: RuleBook, organisation: Organisation, frame: Frame, elsewhere: Elsewhere
    ) -> None:
        self.rule_book, self.organisation = rule_book, organisation
        self.frame, self.elsewhere = frame, elsewhere

    def cases(self, requirement: Requirement, answers: Sequence[Answer]) -> Iterator[Case]:
        if not requirement.cards:
            yield _without_card(requirement, answers, self.frame)
            return
        if not answers:
            return
        if requirement.choice is not None:
            yield from _chosen(
                requirement, requirement.choice, answers, self.organisation, self.frame
            )
        for id_ in requirement.cards:
            card = self.rule_book.cards[id_]
            keys = {id_, requirement.id} if requirement.only_card else {id_}
            own = [a for a in answers if a.key in keys]
            for location, said in by_location(own, self.organisation, card):
                yield from card_cases(requirement, card, location, said, self.frame, self.elsewhere)


def card_cases(
    requirement: Requirement,
    card: Card,
    location: str | None,
    said: AtPlace,
    frame: Frame,
    elsewhere: Elsewhere,
) -> Iterator[Case]:
    """Yield the cases of one card at one place: the whole, or components that stand alone."""
    entry, answer, troubles, is_twice = one_entry(said.own)
    chosen = {name: one_entry(entries) for name, entries in said.components.items()}
    beside = {
        name: elsewhere.beside(card, entries, location, name)
        for name, entries in (
            (None, [entry]),
            *((name, [found[0], entry]) for name, found in chosen.items()),
        )
    }
    judged = judge_card(
        card,
        Answered(
            own=entry,
            components={name: found[0] for name, found in chosen.items()},
            beside=beside,
        ),
        frame,
        location,
    )
    base = Case(
        subject="",
        requirement=requirement,
        card=card,
        location=location,
        component=None,
        judged=judged.whole or judged.single[0].judged,
        entry=entry,
        answer=answer,
    )

    def of_part(part: JudgedPart) -> Case:
        found = None if part.component is None else chosen.get(part.component)
        case = replace(
            base,
            component=part.component,
            judged=part.judged,
            entry=part.entry,
            is_listed=found is not None,
        )
        return case if found is None else _with(case, found[2], is_twice=found[3])

    if judged.whole is not None:
        parts = tuple(replace(of_part(part), is_part=True) for part in judged.parts)
        whole = replace(base, judged=judged.whole, parts=parts)
        yield _with(whole, troubles, is_twice=is_twice)
    for part in judged.single:
        yield of_part(part)


def _with(case: Case, troubles: tuple[Trouble, ...], *, is_twice: bool) -> Case:
    """Return a case with what is said of it twice; what is judged twice is not judged."""
    judged = replace(case.judged, troubles=(*case.judged.troubles, *troubles))
    if is_twice:
        judged = replace(judged, question=Settled(Reason.VALUE_UNREADABLE))
    return replace(case, judged=judged)


def _without_card(requirement: Requirement, answers: Sequence[Answer], frame: Frame) -> Case:
    answer = next((a for a in answers if a.key == requirement.id), None)
    entry = None if answer is None else answer.own
    if entry is not None and entry.status is not None:
        judged = judge_word(entry, frame)
    else:
        judged = Judged(
            kind=None,
            basis=None,
            period=frame.period,
            question=Settled(Reason.TARGET_NOT_MEASURABLE),
            place=None if entry is None else entry.place,
            asides=(text("Figures are not judged here."),)
            if any(e.values for a in answers for e in a.entries)
            else (),
        )
    if any(e.path and e.says_something for a in answers for e in a.entries):
        aside = text("What stands under “by” is not judged here: the requirement has no card.")
        judged = replace(judged, asides=(*judged.asides, aside))
    return Case(
        subject="",
        requirement=requirement,
        card=None,
        location=None,
        component=None,
        judged=judged,
        entry=entry,
        answer=answer,
    )


def _chosen(
    requirement: Requirement,
    choice: Choice,
    answers: Sequence[Answer],
    organisation: Organisation,
    frame: Frame,
) -> Iterator[Case]:
    """Yield, for each place that chooses, the number of listed cards answered there."""
    for location in requirement.places(organisation, choice.location_kind):
        cards = {
            answer.key
            for answer in answers
            for entry in answer.entries
            if answer.key != requirement.id
            and entry.path
            and organisation.location(entry.path[0]) == location
        }
        yield _count_case(requirement, choice, location, sorted(cards), answers, frame)


def _count_case(
    requirement: Requirement,
    choice: Choice,
    location: Location,
    cards: Sequence[str],
    answers: Sequence[Answer],
    frame: Frame,
) -> Case:
    number = Fraction(len(cards))
    low = Fraction(choice.low)
    if choice.high is None:
        kind, bands = "threshold", bands_of(Bound("at least", low))
    else:
        kind, bands = "range", range_bands(low, Fraction(choice.high))
    listed = ", ".join(cards)
    asides = (text("Counted: {cards}.", cards=listed),) if cards else ()
    return Case(
        subject="",
        requirement=requirement,
        card=None,
        location=location.id,
        component=None,
        judged=Judged(
            kind=kind,
            basis=Basis.FIGURES,
            period=frame.period,
            question=NumberQuestion(bands=bands, low=number, high=number),
            value=Quantity.of(number, Unit.COUNT, 0),
            place=answers[0].place,
            bands=bands,
            asides=asides,
        ),
        entry=None,
        answer=None,
    )
