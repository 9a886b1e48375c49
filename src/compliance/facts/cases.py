"""Which assessments a submission asks for: one case per requirement, card, location and component."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from compliance.colour import Basis, Reason
from compliance.errors import InputRefused, Place, Problem, Unreadable, one_of
from compliance.facts.judged import Frame, Judged, by_word, judge
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
from compliance.thresholds import NumberQuestion, Settled, range_bands


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One assessment to be concluded.

    Attributes:
        subject: Unique in its submission: "a0", "a1", … in rule-book order.
        answer: None for a count of chosen cards.
    """

    subject: str
    requirement: Requirement
    card: Card | None
    location: str | None
    component: str | None
    judged: Judged
    entry: Entry | None
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in the submission that nothing has, and where it was used, as far as that is known."""

    what: str
    name: str
    known: tuple[str, ...]
    place: Place
    requirement: str | None = None
    card: str | None = None
    location: str | None = None


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


def plan(rule_book: RuleBook, submission: Submission, as_of: date | None = None) -> Plan:
    """Return what a submission asks to be assessed.

    `as_of` wins over the submission's date, which wins over the last day of its period.

    Raises:
        InputRefused: If organisation, report or period are not of the rule book, no requirement
            applies, or nothing is answered.
    """
    organisation = _accept(rule_book, submission)
    report = rule_book.reports[submission.report]
    applies = {r.id: r.applies(organisation, report.id) for r in rule_book.requirements}
    answered, unknown = _match_answers(rule_book, submission, applies)
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
    frame = Frame(organisation.id, submission.period, day)
    cases: list[Case] = []
    for requirement in rule_book.requirements:
        if applies[requirement.id] is False:
            continue
        answers = answered[requirement.id]
        for case in _cases_of(requirement, answers, rule_book, organisation, frame):
            cases.append(replace(case, subject=f"a{len(cases)}"))
    places = _unknown_places(submission, answered, organisation)
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


def _match_answers(
    rule_book: RuleBook, submission: Submission, applies: Mapping[str, bool | None]
) -> tuple[dict[str, tuple[Answer, ...]], list[Unknown]]:
    """Return the answers of each requirement, and the keys that are neither requirement nor card.

    An answer to a card belongs to the requirements that apply and list it, else to all that list it.
    """
    found: dict[str, list[Answer]] = {r.id: [] for r in rule_book.requirements}
    unknown = []
    for answer in submission.answers:
        if answer.key in found:
            found[answer.key].append(answer)
            continue
        listing = [r.id for r in rule_book.requirements if answer.key in r.cards]
        if not listing:
            known = (*found, *rule_book.cards)
            unknown.append(Unknown("requirement", answer.key, known, answer.place))
        for id_ in [i for i in listing if applies[i] is not False] or listing:
            found[id_].append(answer)
    return {id_: tuple(answers) for id_, answers in found.items()}, unknown


def _unknown_places(
    submission: Submission, answered: Mapping[str, tuple[Answer, ...]], organisation: Organisation
) -> Iterator[Unknown]:
    first_of: dict[str, str] = {}
    for id_, answers in answered.items():
        for known in answers:
            first_of.setdefault(known.key, id_)
    names = tuple(p.id for p in organisation.locations)
    for answer in submission.answers:
        if answer.key not in first_of:
            continue
        requirement = first_of[answer.key]
        where = requirement, None if answer.key == requirement else answer.key
        for entry in answer.entries:
            if not entry.path:
                continue
            at_location = organisation.location(entry.path[0]) is not None
            if len(entry.path) == 1 and not at_location:
                yield Unknown("location", entry.path[0], names, entry.place, *where)
            elif len(entry.path) > 1 and at_location:
                # no card of this vocabulary names components yet, so nothing can be called one
                yield Unknown("location", entry.path[-1], (), entry.place, *where, entry.path[0])


def _cases_of(
    requirement: Requirement,
    answers: Sequence[Answer],
    rule_book: RuleBook,
    organisation: Organisation,
    frame: Frame,
) -> Iterator[Case]:
    if not requirement.cards:
        yield _without_card(requirement, answers, frame)
        return
    if not answers:
        return
    if requirement.choice is not None:
        yield from _chosen(requirement, requirement.choice, answers, organisation, frame)
    for id_ in requirement.cards:
        card = rule_book.cards[id_]
        keys = {id_, requirement.id} if requirement.only_card else {id_}
        own = [a for a in answers if a.key in keys]
        for location, pairs in _by_location(own, organisation):
            entry, answer, troubles, is_answered_twice = _one_entry(pairs)
            judged = judge(card, entry, frame, location)
            judged = replace(judged, troubles=(*judged.troubles, *troubles))
            if is_answered_twice:
                judged = replace(judged, question=Settled(Reason.VALUE_UNREADABLE))
            yield Case(
                subject="",
                requirement=requirement,
                card=card,
                location=location,
                component=None,
                judged=judged,
                entry=entry,
                answer=answer,
            )


def _by_location(
    answers: Sequence[Answer], organisation: Organisation
) -> list[tuple[str | None, list[tuple[Entry, Answer]]]]:
    """Return what is judged at each place: the answer itself first, then the locations in their order."""
    found: dict[str | None, list[tuple[Entry, Answer]]] = {}
    for answer in answers:
        for entry in answer.entries:
            if len(entry.path) > 1 or not entry.is_judged:
                continue
            location = organisation.location(entry.path[0]) if entry.path else None
            if entry.path and location is None:
                continue
            found.setdefault(None if location is None else location.id, []).append((entry, answer))
    if None in found and len(found[None]) == 1 and len(found) > 1 and not found[None][0][0].values:
        # "answered" by nothing but its own declared colour or text, while the locations hold the values
        entry = found[None][0][0]
        if entry.status is None and entry.delivered is None:
            del found[None]
    order: list[str | None] = [None, *(p.id for p in organisation.locations)]
    return sorted(found.items(), key=lambda pair: order.index(pair[0]))


def _one_entry(
    pairs: Sequence[tuple[Entry, Answer]],
) -> tuple[Entry, Answer, tuple[Trouble, ...], bool]:
    """Return the one entry of a place, what is said of it twice, and whether that is what is judged."""
    saying = [
        pair
        for pair in pairs
        if pair[0].values or pair[0].status is not None or pair[0].delivered is not None
    ]
    entry, answer = (saying or list(pairs))[0]
    troubles = []
    declaring = [e for e, _ in pairs if e.declared is not None]
    if len({e.declared for e in declaring}) > 1:
        entry = replace(entry, declared=None)
        places = (declaring[0].declared_place, declaring[1].declared_place)
        what = text("two different colours are declared, in line {first} and in line {second}.",
                    first=_line(places[0]), second=_line(places[1]))  # fmt: skip
        troubles.append(_twice("declared", what, places[1]))
    elif entry.declared is None and declaring:
        entry = replace(
            entry, declared=declaring[0].declared, declared_place=declaring[0].declared_place
        )
    if len(saying) > 1:
        other = saying[1][0].place
        what = text("it is answered twice, in line {first} and in line {second}.",
                    first=_line(entry.place), second=_line(other))  # fmt: skip
        troubles.append(_twice("by", what, other))
    return entry, answer, tuple(troubles), len(saying) > 1


def _twice(field: str, what: Text, place: Place) -> Trouble:
    return Trouble(field, "", Unreadable(what, text("Keep one of them.")), place)


def _line(place: Place) -> str:
    return str(place.line or place)


def _without_card(requirement: Requirement, answers: Sequence[Answer], frame: Frame) -> Case:
    answer = next((a for a in answers if a.key == requirement.id), None)
    entry = None if answer is None else answer.own
    if entry is not None and entry.status is not None:
        judged = by_word(entry, frame)
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
    for location in organisation.locations:
        if location.kind != choice.location_kind:
            continue
        if (
            requirement.chosen_locations is not None
            and location.id not in requirement.chosen_locations
        ):
            continue
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
    low, high = Fraction(choice.low), Fraction(choice.high)
    bands = range_bands(low, high)
    listed = ", ".join(cards)
    asides = (text("Counted: {cards}.", cards=listed),) if cards else ()
    return Case(
        subject="",
        requirement=requirement,
        card=None,
        location=location.id,
        component=None,
        judged=Judged(
            kind="range",
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
