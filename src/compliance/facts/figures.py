"""Judges figures: which value, against which thresholds, counted from what."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import assert_never

from compliance.colour import Basis, Colour, Reason
from compliance.errors import Unreadable, one_of
from compliance.facts.bands import (
    baseline_bands,
    change_bands,
    compared_bands,
    is_green,
    too_thin,
    withheld,
)
from compliance.facts.baselines import Found, Sources
from compliance.facts.changes import Change, read_changes, unused_changes
from compliance.facts.choosing import NOTHING_GIVEN, choose, judged_period
from compliance.facts.derived import derive
from compliance.facts.earlier import Where
from compliance.facts.judged import (
    Baseline,
    Chosen,
    Compared,
    Frame,
    Judged,
    Surroundings,
    from_earlier,
    too_old,
)
from compliance.facts.trends import figure_course
from compliance.facts.values import Form, Measured, Reading, compared_value, read_values
from compliance.language import Text, text
from compliance.period import Period
from compliance.quantity import Quantity
from compliance.rulebook.demands import (
    BaselineDemand,
    ComparisonDemand,
    FigureDemand,
    RangeDemand,
    ThresholdDemand,
    TrajectoryDemand,
)
from compliance.rulebook.model import Card, Target
from compliance.submission.model import Entry, Trouble
from compliance.thresholds import (
    Band,
    Bound,
    NumberQuestion,
    Question,
    Settled,
    bands_of,
    range_bands,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one entry says of the judged figure, and of the figures beside it.

    Attributes:
        period: Of what is judged: of the value, else of a stated change, else the report's.
    """

    readings: tuple[Reading, ...]
    beside: Mapping[str, tuple[Reading, ...]]
    changes: tuple[Change, ...]
    asides: tuple[Text, ...]
    troubles: tuple[Trouble, ...]
    chosen: Chosen
    period: Period


def read_figures(card: Card, entry: Entry, frame: Frame, beside: Surroundings) -> Figures:
    """Return what an entry says under a card with a unit."""
    form = Form.of(card)
    others = {}
    if form is not None:
        plain = replace(form, own=form.unit, possible=None)
        others = {name: read_values(values, plain) for name, values in beside.items()}
    readings, asides = derive(read_values(entry.values, form), card, others)
    changes, troubles = read_changes(entry.changes, card, frame.period)
    if card.derived is not None and changes:
        asides = (*asides, text("Stated changes are not judged here."))
        changes = ()
    known = [b.id for b in card.beside if b.id is not None]
    asides += tuple(
        text("The figure beside, {found}, cannot be used: {why}", found=r.found, why=r.trouble.what)
        for name, read in others.items()
        if name not in entry.beside
        for r in read
        if r.trouble is not None
    )
    for name, values in entry.beside.items():
        for reading in others.get(name, ()):
            if reading.trouble is not None:
                trouble = Trouble("beside", reading.found, reading.trouble, reading.place)
                troubles = (*troubles, trouble)
        if name not in known:
            error = Unreadable(
                text("this card needs no figure called “{name}” beside it.", name=name),
                one_of(known, name) if known else None,
            )
            place = values[0].place if values else entry.place
            troubles = (*troubles, Trouble("beside", name, error, place))
    chosen = choose(readings, card, frame.period)
    return Figures(
        readings=readings,
        beside=others,
        changes=changes,
        asides=asides,
        troubles=troubles,
        chosen=chosen,
        period=judged_period(chosen, changes, card, frame.period),
    )


def judge_figures(
    card: Card,
    entry: Entry,
    frame: Frame,
    figures: Figures,
    where: Where,
    target: Target | None,
) -> Judged:
    """Return what is judged of an entry's figures.

    Args:
        where: The location and the component that the entry is of.
        target: The one in force on the last day of the judged value's period.
    """
    chosen, reason = figures.chosen.reading, figures.chosen.reason
    period = figures.period
    demand = (
        target.demand if target is not None and isinstance(target.demand, FigureDemand) else None
    )
    measured = None if chosen is None or isinstance(chosen.content, Reason) else chosen.content
    judged = Judged(
        kind=None if target is None else target.demand.kind,
        basis=Basis.FIGURES,
        period=period,
        question=Settled(reason or Reason.NO_VALUE),
        target=target,
        place=entry.place if chosen is None else chosen.place,
        readings=figures.readings,
        asides=(*figures.chosen.asides, *figures.asides),
        troubles=figures.troubles,
    )
    if measured is not None:
        judged = replace(judged, measured=measured, value=compared_value(measured, card))
    if measured is not None and reason is None and too_thin(measured, card) is None:
        judged = replace(judged, course=figure_course(card, figures.readings, judged.period))
    if any(t.field == "changes" for t in figures.troubles):
        reason = Reason.VALUE_UNREADABLE
        judged = replace(judged, question=Settled(reason))
    if demand is None:
        return judged if reason is Reason.VALUE_UNREADABLE else _without_demand(judged)
    answer = _Answer(card, frame, where, figures, judged)
    concluded = answer.judged(demand, measured, reason)
    given = {r.period for r in figures.readings if isinstance(r.content, Measured)}
    used = (concluded.change, None if concluded.baseline is None else concluded.baseline.change)
    unused = unused_changes(figures.changes, given, used, period)
    return replace(concluded, asides=(*concluded.asides, *unused))


def _without_demand(judged: Judged) -> Judged:
    kind = None if judged.target is None else judged.target.demand.kind
    reason = Reason.TARGET_NOT_SET if kind == "expected" else Reason.NO_TARGET_IN_FORCE
    if kind not in {"expected", "withdrawn"}:
        judged = replace(judged, kind=None, target=None)
    return replace(judged, question=Settled(reason))


class _Answer:
    """One demand on one entry: finds what it counts from, its bands and its question."""

    def __init__(
        self, card: Card, frame: Frame, where: Where, figures: Figures, judged: Judged
    ) -> None:
        self.card, self.frame = card, frame
        self.figures, self.base = figures, judged
        self.sources = Sources(
            card=card,
            frame=frame,
            where=where,
            readings=figures.readings,
            changes=figures.changes,
            judged=judged,
        )

    def judged(
        self, demand: FigureDemand, measured: Measured | None, reason: Reason | None
    ) -> Judged:
        judged, missing = self.base, None
        compared = None
        found = Found(None)
        bands: tuple[Band, ...] = ()
        match demand:
            case ThresholdDemand(green=green, yellow=yellow):
                bands = bands_of(green, yellow)
            case RangeDemand(low=low, high=high):
                bands = range_bands(low, high)
            case BaselineDemand():
                found = self.sources.baseline(demand)
                baseline, missing = found.baseline, found.missing
                bands = () if baseline is None or missing else baseline_bands(demand, baseline)
            case TrajectoryDemand():
                found = self.sources.baseline(demand)
                baseline, missing = found.baseline, found.missing
                bands = () if baseline is None or missing else self.trajectory(demand, baseline)
            case ComparisonDemand():
                compared, missing = self.compared(demand, measured)
                bands = () if compared is None or missing else compared_bands(demand, compared)
            case _:
                assert_never(demand)
        if isinstance(demand, ComparisonDemand) and missing is Reason.NO_BASELINE:
            aside = text("For {period} {name} is not given.",
                         period=judged.period, name=demand.other.name)  # fmt: skip
            judged = replace(judged, asides=(*judged.asides, aside))
        judged = replace(judged, baseline=found.baseline, compared=compared, bands=bands)
        if found.unread is not None:
            judged = replace(judged, troubles=(*judged.troubles, found.unread))
        if found.baseline is not None and found.baseline.report is not None:
            aside = from_earlier(found.baseline, found.baseline.report)
            judged = replace(judged, asides=(*judged.asides, aside))
        thin = None if measured is None else too_thin(measured, self.card)
        if thin is None and missing is not None and isinstance(demand, TrajectoryDemand):
            ended = self.at_the_end(demand, judged, reason, missing)
            if ended is not None:
                return ended
        has_no_value = reason in NOTHING_GIVEN and judged.value is None
        if (missing is Reason.NO_BASELINE and thin is None) or (missing is None and has_no_value):
            changed = self.by_change(demand, judged, reason)
            if changed is not None:
                return changed
        if reason is Reason.VALUE_TOO_OLD and self.figures.chosen.older is not None:
            aside = too_old(self.figures.chosen.older, self.frame.period)
            return replace(judged, asides=(*judged.asides, aside))
        if measured is None or reason is not None:
            return judged
        reason = thin or missing
        if reason is not None:
            return replace(judged, question=Settled(reason))
        assert judged.value is not None  # noqa: S101  # measured is there
        return replace(judged, question=self.question(bands, judged.value))

    def question(self, bands: tuple[Band, ...], value: Quantity) -> Question:
        return NumberQuestion(
            bands=bands,
            low=value.low,
            high=value.high,
            withheld=withheld(self.card, self.base.period, self.base.kind),
        )

    # What it counts from

    def trajectory(self, demand: TrajectoryDemand, baseline: Baseline) -> tuple[Band, ...]:
        years = self.base.period.end_year - baseline.period.end_year
        threshold = demand.threshold(baseline.value.number, years)
        return bands_of(Bound(demand.relation, threshold))

    def compared(
        self, demand: ComparisonDemand, measured: Measured | None
    ) -> tuple[Compared | None, Reason | None]:
        """Return the other figure of the same period, and the reason if it cannot be compared with."""
        name = demand.other.name
        if demand.other.id is None:
            if measured is None or measured.budget is None:
                return None, Reason.NO_BASELINE
            place = measured.budget_place or self.base.place
            assert place is not None  # noqa: S101  # a value stands somewhere
            other = Compared(name=name, value=measured.budget, place=place)
        else:
            readings = self.figures.beside.get(demand.other.id, ())
            reading = next((r for r in readings if r.period == self.base.period), None)
            content = Reason.NO_VALUE if reading is None else reading.content
            if reading is None or isinstance(content, Reason):
                unreadable = content is Reason.VALUE_UNREADABLE
                return None, Reason.VALUE_UNREADABLE if unreadable else Reason.NO_BASELINE
            value = compared_value(content, self.card)
            other = Compared(name=name, value=value, place=reading.place)
        if other.value.is_interval:
            return other, Reason.VALUE_IMPRECISE
        shifts = [demand.slack, *(b.shift for b in (demand.green, demand.yellow) if b is not None)]
        if other.value.number == 0 and any(shift.percent for shift in shifts):
            return other, Reason.BASELINE_ZERO
        return other, None

    # What can be said without the baseline

    def at_the_end(
        self, demand: TrajectoryDemand, judged: Judged, reason: Reason | None, missing: Reason
    ) -> Judged | None:
        """Return what the end of a trajectory tells without a baseline: at or past it a value is green."""
        value = judged.value
        if reason is not None or value is None:
            return None
        end = bands_of(Bound(demand.relation, demand.until))
        is_short = not any(is_green(end, v) for v in (value.low, value.high))
        if is_short and self.sources.usable_change(demand) is not None:
            return None
        question = NumberQuestion(
            bands=end, low=value.low, high=value.high, withheld=self.withheld_but_red(missing)
        )
        return replace(judged, bands=end, question=question)

    def withheld_but_red(self, reason: Reason) -> tuple[tuple[Colour, Reason], ...]:
        """Return what is withheld where red cannot be told either: for `reason`, if nothing else."""
        final = withheld(self.card, self.base.period)
        return (*final, *(((Colour.RED, reason),) if Colour.RED not in dict(final) else ()))

    def by_change(
        self, demand: FigureDemand, judged: Judged, reason: Reason | None
    ) -> Judged | None:
        """Return what a stated relative change tells where the baseline, or the value itself, is not given."""
        if reason is not None and not (reason in NOTHING_GIVEN and judged.value is None):
            return None
        change = self.sources.usable_change(demand)
        if change is None:
            return None
        bands = change_bands(demand, self.base.period)
        if not bands:
            return None
        kept_back = withheld(self.card, self.base.period)
        if isinstance(demand, TrajectoryDemand) and judged.value is None:
            # the value itself may be at the end already
            kept_back = self.withheld_but_red(Reason.NO_VALUE)
        question = NumberQuestion(
            bands=bands, low=change.size.low, high=change.size.high, withheld=kept_back
        )
        return replace(
            judged,
            value=change.size,
            measured=None,
            change=change,
            place=change.place,
            bands=bands,
            question=question,
        )
