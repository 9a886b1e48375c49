"""Judges what is no figure: days of delivery, written statuses and levels of risk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from compliance.colour import Basis, Colour, Reason
from compliance.errors import Place, Unreadable, one_of
from compliance.facts.judged import Frame, Judged, after_the_report, too_old
from compliance.facts.trends import level_course
from compliance.facts.values import found_in
from compliance.language import text
from compliance.period import Period
from compliance.quantity import Unit, parse_quantity, tidy
from compliance.rulebook.demands import STATUS_WORDS, RiskDemand, StatusDemand
from compliance.rulebook.model import Card, Target
from compliance.submission.model import Entry, Trouble, WrittenValue
from compliance.thresholds import (
    CellQuestion,
    DueQuestion,
    Question,
    Settled,
    StatusQuestion,
)


def judge_date(entry: Entry, frame: Frame, target: Target | None, due: date) -> Judged:
    """Return what is judged of a day of delivery."""
    delivered = entry.delivered
    question: Question = DueQuestion(
        due=due,
        as_of=frame.as_of,
        delivered=delivered if isinstance(delivered, date) else None,
        refused=delivered is False,
    )
    troubles = tuple(t for t in entry.troubles if t.field == "delivered")
    asides = []
    if troubles:
        question = Settled(Reason.VALUE_UNREADABLE)
    if entry.values:
        asides.append(text("Figures are not judged here, only the date."))
    if entry.status is not None:
        asides.append(
            text("The stated “{status}” is not judged here: the date is.",
                 status=tidy(entry.status.text))
        )  # fmt: skip
    if isinstance(delivered, date) and delivered > frame.as_of:
        asides.append(
            text(
                "That day lies after {day}, from which the report is seen: is it a plan?",
                day=frame.as_of,
            )
        )
    return Judged(
        kind="deadline",
        basis=Basis.DATE,
        period=frame.period,
        question=question,
        target=target,
        place=entry.delivered_place,
        asides=tuple(asides),
        troubles=troubles,
        delivered=delivered,
    )


def judge_status(entry: Entry, frame: Frame, target: Target | None, demand: StatusDemand) -> Judged:
    """Return what is judged of a written status under a card's own words."""
    judged = judge_word(entry, frame, demand.colours)
    return replace(judged, kind="status", target=target)


def judge_word(entry: Entry, frame: Frame, words: Mapping[str, Colour] | None = None) -> Judged:
    """Return what is judged of an entry's written status, by `words` or the house words."""
    known = dict(STATUS_WORDS) if words is None else dict(words)
    question: Question = Settled(Reason.NO_VALUE)
    troubles: tuple[Trouble, ...] = ()
    if entry.status is not None:
        written = tidy(entry.status.text).casefold()
        if written in known:
            question = StatusQuestion(
                colours=tuple(known.values()), number=tuple(known).index(written)
            )
        else:
            question = Settled(Reason.VALUE_UNREADABLE)
            error = Unreadable(
                text("“{written}” is not a status here.", written=tidy(entry.status.text)),
                one_of(known),
            )
            troubles = (Trouble("status", tidy(entry.status.text), error, entry.status.place),)
    return Judged(
        kind=None,
        basis=Basis.STATED,
        period=frame.period,
        question=question,
        place=entry.place if entry.status is None else entry.status.place,
        troubles=troubles,
        status=None if entry.status is None else tidy(entry.status.text),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Level:
    """One entry under `values` of a risk.

    Attributes:
        question: What is asked of it, or the reason why nothing can be.
        colour: What it stands for; None without one.
        is_stated: Whether the organisation's own level is judged, not probability and consequence.
    """

    written: str
    period: Period | None
    question: Question
    colour: Colour | None
    is_stated: bool
    place: Place
    trouble: Trouble | None = None


def judge_risk(
    card: Card, entry: Entry, frame: Frame, target: Target | None, demand: RiskDemand
) -> Judged:
    """Return what is judged of a risk: the latest level that ends within the report's period."""
    levels = [_level(value, demand) for value in entry.values]
    first = frame.period.first - card.latency
    last = frame.period.last
    said = [
        v
        for v in levels
        if v.period is not None and v.question != Settled(Reason.NO_VALUE) and v.period.last <= last
    ]
    inside = [v for v in said if v.period is not None and v.period.last >= first]
    bad = next((v for v in levels if v.trouble is not None), None)
    judged = Judged(
        kind="risk",
        basis=Basis.FIGURES if demand.matrix else Basis.STATED,
        period=frame.period,
        question=Settled(Reason.NO_VALUE),
        target=target,
        place=entry.place,
        asides=tuple(
            after_the_report(v.period)
            for v in levels
            if v.period is not None
            and v.period.last > last
            and v.question != Settled(Reason.NO_VALUE)
        ),
        troubles=tuple(v.trouble for v in levels if v.trouble is not None),
    )
    if bad is not None or _are_twice(levels):
        twice = () if bad is not None else (_twice(levels),)
        return replace(
            judged,
            question=Settled(Reason.VALUE_UNREADABLE),
            troubles=(*judged.troubles, *twice),
        )
    if not inside:
        is_empty = any(v.period is not None and first <= v.period.last <= last for v in levels)
        latest = max(said, key=_end).period if said else None
        if is_empty or latest is None:
            return judged
        asides = (*judged.asides, too_old(latest, frame.period))
        return replace(judged, question=Settled(Reason.VALUE_TOO_OLD), asides=asides)
    ordered = sorted(said, key=_end)
    chosen = ordered[-1]
    assert chosen.period is not None  # noqa: S101  # only those are said
    judged = replace(
        judged,
        basis=Basis.STATED if chosen.is_stated else Basis.FIGURES,
        period=chosen.period,
        question=chosen.question,
        place=chosen.place,
        status=chosen.written,
    )
    earlier = [v for v in ordered[:-1] if v.colour is not None]
    if card.trend is None or chosen.colour is None or not earlier or earlier[-1].colour is None:
        return judged
    before = earlier[-1]
    if card.trend.last_year:
        wanted = chosen.period.same_months_of(chosen.period.end_year - 1)
        found = [v for v in earlier if v.period == wanted]
        if not found:
            return judged
        before = found[-1]
    assert before.period is not None and before.colour is not None  # noqa: S101, PT018  # chosen so
    course = level_course(
        (chosen.period, chosen.colour, chosen.written),
        (before.period, before.colour, before.written),
    )
    return replace(judged, course=course)


def _end(level: _Level) -> tuple[int, int]:
    return (0, 0) if level.period is None else (level.period.last, level.period.months)


def _are_twice(levels: Sequence[_Level]) -> bool:
    periods = [level.period for level in levels if level.period is not None]
    return len(set(periods)) < len(periods)


def _twice(levels: Sequence[_Level]) -> Trouble:
    seen: dict[Period, _Level] = {}
    for level in levels:
        if level.period is None:
            continue
        if level.period in seen:
            error = Unreadable(
                text("{period} is the same time as {other}.", period=level.period,
                     other=seen[level.period].period),
                text("Keep one of them."),
            )  # fmt: skip
            return Trouble("values", level.written, error, level.place)
        seen[level.period] = level
    msg = "no period stands twice"
    raise ValueError(msg)


def _level(value: WrittenValue, demand: RiskDemand) -> _Level:
    place = value.place
    try:
        period = Period.parse(value.period)
    except Unreadable as error:
        return _without(value, None, error)
    try:
        if "value" in value.fields and not value.fields.keys() & {"probability", "consequence"}:
            _accept_alone(value)
            return _stated(value, period, demand)
        row = _index(value, "probability", demand.probabilities)
        column = _index(value, "consequence", demand.consequences)
    except Unreadable as error:
        return _without(value, period, error)
    return _Level(
        written=f"{value.fields['probability'].text} × {value.fields['consequence'].text}",
        period=period,
        question=CellQuestion(matrix=demand.matrix, row=row, column=column),
        colour=demand.matrix[row][column],
        is_stated=False,
        place=place,
    )


def _accept_alone(value: WrittenValue) -> None:
    extra = next((name for name in value.fields if name != "value"), None)
    if extra is not None:
        raise Unreadable(
            text("a level of risk has no {key}.", key=extra), text("Write the level alone.")
        )


def _stated(value: WrittenValue, period: Period, demand: RiskDemand) -> _Level:
    scalar = value.fields["value"]
    written = tidy(scalar.text)
    question: Question
    colour = None
    key = written.casefold()
    if key in demand.levels:
        known = tuple(demand.levels)
        question = StatusQuestion(colours=tuple(demand.levels.values()), number=known.index(key))
        colour = demand.levels[key]
    elif key in demand.others:
        # between two of the three colours: the card does not say which
        question = Settled(Reason.VALUE_IMPRECISE)
    else:
        question = Settled(_reason_in(written, demand))
    return _Level(
        written=written,
        period=period,
        question=question,
        colour=colour,
        is_stated=True,
        place=scalar.place,
    )


def _reason_in(written: str, demand: RiskDemand) -> Reason:
    """Return what is meant by a word that is no level: there is none, or it does not apply.

    Raises:
        Unreadable: If it means neither.
    """
    known = [*demand.levels, *demand.others] or ["probability", "consequence"]
    error = Unreadable(
        text("“{written}” is no level of risk here.", written=written), one_of(known, written)
    )
    try:
        found = parse_quantity(written, Unit.COUNT)
    except Unreadable:
        raise error from None
    if found in {Reason.NO_VALUE, Reason.NOT_APPLICABLE}:
        assert isinstance(found, Reason)  # noqa: S101  # one of the two
        return found
    raise error


def _index(value: WrittenValue, key: str, known: Sequence[str]) -> int:
    if not known:
        raise Unreadable(
            text("this card has no matrix of probability and consequence."),
            text("Write the level alone."),
        )
    scalar = value.fields.get(key)
    written = "" if scalar is None else tidy(scalar.text).casefold()
    if written not in known:
        raise Unreadable(
            text("{key}: “{written}” is not one of its words.", key=key, written=written),
            one_of(known, written),
        )
    return tuple(known).index(written)


def _without(value: WrittenValue, period: Period | None, error: Unreadable) -> _Level:
    found = found_in(value)
    return _Level(
        written=found,
        period=period,
        question=Settled(Reason.VALUE_UNREADABLE),
        colour=None,
        is_stated=False,
        place=value.place,
        trouble=Trouble("values", found, error, value.place),
    )
