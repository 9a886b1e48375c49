"""What running text says in words, held against figures, assessments and declared colours."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from compliance.arithmetic import Direction
from compliance.arithmetic.spans import Span
from compliance.colour import Basis, Colour
from compliance.facts.cases import Case
from compliance.facts.values import Measured, Reading
from compliance.language import Joined, Text, text
from compliance.observe.contradiction import contradiction
from compliance.observe.plain_words import is_plain, is_plain_status, is_plain_total
from compliance.observe.subjects import (
    CHANGES,
    names,
    own_scopes,
    scopes_in,
    speaks_of_others,
    words_of,
)
from compliance.observe.text_figures import figures_observed, numbers_of, written_reach
from compliance.observe.view import Made, Told, View
from compliance.observe.words import colour_word, counted, own_answer
from compliance.period import Period
from compliance.prose.model import Move, StatusSaid, TotalSaid
from compliance.submission.model import NOT_PUBLISHED
from compliance.thresholds import thresholds_of

_FOR_ALL = {"alle", "samtlige", "samtlege", "begge"}
_SHORT = 8
"""A longer sentence that does not name the indicator may be about something else."""


def texts_observed(view: View) -> Iterator[Made]:
    """Yield where a text contradicts what stands elsewhere; what agrees is not told."""
    for told in view.told:
        for move in told.prose.moves:
            yield from _move(view, told, move)
        for status in told.prose.statuses:
            yield from _status(view, told, status)
        if told.requirement is None:
            for total in told.prose.totals:
                yield from _total(view, told, total)
    yield from figures_observed(view)


def _move(view: View, told: Told, move: Move) -> Iterator[Made]:
    """Yield a direction word that all figures it can be about contradict."""
    words = words_of(move.subject_words)
    itself = words_of(told.passage.written[move.span.start : move.span.end])
    others = [w for w in words if w not in itself]
    if speaks_of_others(view.plan, told.location, others) or not CHANGES.isdisjoint(others):
        return
    for case in told.cases:
        card = case.card
        if card is None or case.is_part or card.unit is None:
            continue
        if scopes_in(*others) - own_scopes(case):
            continue
        is_value_word = move.direction in {Direction.BETTER, Direction.WORSE}
        if not names(card, words) and not (is_value_word and len(words) <= _SHORT):
            continue
        if not is_plain(view.plan, told, move.sentence, move.span, cards=[card]):
            continue
        pairs = list(_pairs(case, move))
        wanted = _wanted_sign(move.direction, higher_is_better=card.higher_is_better)
        if not pairs or wanted == 0:
            continue
        if all(_sign(earlier, later) == -wanted for earlier, later in pairs):
            earlier, later = pairs[-1]
            yield contradiction(
                told,
                case,
                "direction",
                move.span,
                move.sentence,
                other=Joined(tuple(_dated(r) for r in (earlier, later))),
                place=later.place,
            )


def _dated(reading: Reading) -> Text:
    assert isinstance(reading.content, Measured)  # noqa: S101  # chosen so
    return text("{value} in {period}", value=reading.content.reported, period=reading.period)


def _pairs(case: Case, move: Move) -> Iterator[tuple[Reading, Reading]]:
    """Yield the values that a direction word may compare: as long, the later one the latest."""
    given = sorted(
        (r for r in case.judged.readings if isinstance(r.content, Measured) and r.period),
        key=lambda r: 0 if r.period is None else r.period.last,
    )
    later = [r for r in given if move.until is None or r.period == move.until]
    if not later or (move.until is None and case.judged.period != later[-1].period):
        return
    latest = later[-1]
    assert latest.period is not None  # noqa: S101  # chosen so
    running = case.card is not None and case.card.running_total
    for reading in given:
        period = reading.period
        if period is None or period.last >= latest.period.last:
            continue
        is_alike = period.months == latest.period.months
        if running:
            is_alike = period == latest.period.same_months_of(period.end_year)
        if is_alike and (move.since is None or _within(period, move.since)):
            yield reading, latest


def _within(period: Period, wide: Period) -> bool:
    return wide.first <= period.first and period.last <= wide.last


def _wanted_sign(direction: Direction, *, higher_is_better: bool | None) -> int:
    """Return 1 for up and −1 for down; 0 where a word cannot be contradicted by a sign."""
    if direction in {Direction.UP, Direction.DOWN}:
        return 1 if direction is Direction.UP else -1
    if higher_is_better is None or direction not in {Direction.BETTER, Direction.WORSE}:
        return 0
    return 1 if (direction is Direction.BETTER) == higher_is_better else -1


def _sign(earlier: Reading, later: Reading) -> int:
    """Return which way the values move, or surely do not move back; 0 when their rounding leaves it open."""
    before, after = _reach(earlier), _reach(later)
    return 0 if before == after else (after[0] >= before[1]) - (after[1] <= before[0])


def _reach(reading: Reading) -> Span:
    assert isinstance(reading.content, Measured)  # noqa: S101  # chosen so
    return written_reach(reading.content.reported)


_OPPOSITE: Mapping[str, Colour] = {"met": Colour.RED, "not met": Colour.GREEN}


def _status(view: View, told: Told, said: StatusSaid) -> Iterator[Made]:
    """Yield a sentence that calls met what is red, or not met what is green."""
    opposite = _OPPOSITE.get(said.status)
    sentence = told.passage.written[said.sentence.start : said.sentence.end]
    words = words_of(sentence)
    if opposite is None or (told.requirement is None and not _is_of_all(said, words)):
        return
    if not is_plain_status(view.plan, told, said.sentence, said.span):
        return
    numbers = numbers_of(sentence)
    if speaks_of_others(view.plan, told.location, [w for w in words if w not in _STATUS_NOUNS]):
        return
    is_for_all = not _FOR_ALL.isdisjoint(words)
    cases = [
        case
        for case in (told.cases or view.plan.cases)
        if told.requirement in {None, case.requirement}
        and not case.is_part
        and _is_computed(view, case)
    ]
    if any(not numbers <= _known_of(case) for case in cases):
        return  # it speaks of something else
    against = [case for case in cases if view.now.outcomes[case.subject] is opposite]
    settled: Callable[[], bool] = (
        (lambda: bool(against))
        if is_for_all and opposite is Colour.RED
        else (lambda: bool(cases) and len(against) == len(cases))
    )
    if settled():
        case = against[0]
        yield contradiction(
            told,
            case,
            "status",
            said.span,
            said.sentence,
            other=colour_word(opposite),
            place=case.judged.place or told.passage.place,
        )


_STATUS_NOUNS = {"mål", "målet", "krav", "kravet"}
_ALL_OF_THEM = {"krav", "kravene", "krava", "mål", "målene", "måla"}


def _is_of_all(said: StatusSaid, words: list[str]) -> bool:
    """Whether a sentence of the summary says that all requirements are met."""
    return (
        said.status == "met"
        and not _FOR_ALL.isdisjoint(words)
        and not _ALL_OF_THEM.isdisjoint(words)
    )


def _known_of(case: Case) -> frozenset[Fraction]:
    """Return the numbers that a sentence about a case's target may hold: its thresholds, its value, its year."""
    value = case.judged.measured
    own = () if value is None else (value.reported.low, value.reported.high)
    year = Fraction(case.judged.period.end_year)
    return frozenset((*thresholds_of(case.judged.bands), *own, year))


def _is_computed(view: View, case: Case) -> bool:
    measured = case.judged.basis in {Basis.FIGURES, Basis.DATE} and case.card is not None
    return measured and isinstance(view.now.outcomes[case.subject], Colour)


def _total(view: View, told: Told, said: TotalSaid) -> Iterator[Made]:
    """Yield a count of colours that neither the declared nor the assessed colours give."""
    plan = view.plan
    if not is_plain_total(plan, told, said.sentence):
        return
    own = [
        answer.own.declared
        for requirement in plan.rule_book.requirements
        if plan.applies[requirement.id] is not False
        and (answer := own_answer(plan, requirement)) is not None
    ]
    every = [e.declared for a in plan.submission.answers for e in a.entries]
    if NOT_PUBLISHED in every:
        return
    assessed = [view.now.outcomes[c.subject] for c in plan.cases if not c.is_part]
    counts = [
        ({c: given.count(c) for c in said.counts}, size)
        for given, size in (
            (own, len(own)),
            ([e for e in every if e is not None], sum(1 for e in every if e is not None)),
            (assessed, len(assessed)),
        )
    ]
    applying = sum(1 for a in plan.applies.values() if a is not False)
    if said.whole is not None and said.whole not in {size for _, size in counts} | {applying}:
        return  # it counts something else
    if any(found == dict(said.counts) for found, _ in counts):
        return
    yield contradiction(
        told,
        None,
        "totals",
        said.span,
        said.sentence,
        other=Joined(tuple(counted(c, counts[0][0][c]) for c in said.counts)),
        place=plan.submission.answers_place,
    )
