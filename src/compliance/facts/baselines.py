"""Finds what a target counts from: in the rule file, the submission, a stated change, an earlier submission."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from compliance.colour import Reason
from compliance.errors import Unreadable
from compliance.facts.changes import Change, accept_earlier, may_be_negative
from compliance.facts.earlier import Where
from compliance.facts.judged import Baseline, Frame, Judged
from compliance.facts.values import Measured, Reading, compared_value
from compliance.period import Period
from compliance.quantity import Quantity
from compliance.rulebook.demands import BaselineDemand, FigureDemand, TrajectoryDemand
from compliance.rulebook.model import Card
from compliance.submission.model import Trouble


@dataclass(frozen=True, slots=True)
class Found:
    """A baseline, why none can be counted from, and a stated change that cannot be read."""

    baseline: Baseline | None
    missing: Reason | None = None
    unread: Trouble | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where one entry's baseline may come from.

    Attributes:
        readings, changes: What the entry gives.
        judged: The judged value and its period.
    """

    card: Card
    frame: Frame
    where: Where
    readings: Sequence[Reading]
    changes: Sequence[Change]
    judged: Judged

    @property
    def whose(self) -> str | None:
        """The location or organisation whose own baselines in the rules hold; None for a component."""
        location, component = self.where
        return None if component is not None else location or self.frame.organisation

    def baseline(self, demand: BaselineDemand | TrajectoryDemand) -> Found:
        """Return the baseline, and the reason if there is none that can be counted from."""
        of = demand.period_for if isinstance(demand, TrajectoryDemand) else demand.green.period_for
        found = self._given(demand, of(self.judged.period))
        if found.baseline is None:
            return found
        value = found.baseline.value
        if value.is_interval:
            return replace(found, missing=Reason.VALUE_IMPRECISE)
        if _is_in_percent(demand) and value.number == 0:
            return replace(found, missing=Reason.BASELINE_ZERO)
        return found

    def _given(self, demand: BaselineDemand | TrajectoryDemand, period: Period) -> Found:
        own = next((r for r in self.readings if r.period == period), None)
        content = Reason.NO_VALUE if own is None else own.content
        fixed = self._fixed(demand, period)
        if fixed is not None:
            if own is not None and isinstance(content, Measured):
                other = compared_value(content, self.card)
                fixed = replace(fixed, other=other, other_place=own.place)
            return Found(fixed)
        if own is not None and isinstance(content, Measured):
            value = compared_value(content, self.card)
            return Found(Baseline(period=period, value=value, place=own.place))
        if content is Reason.VALUE_UNREADABLE:
            return Found(None, Reason.VALUE_UNREADABLE)
        if content is not Reason.NO_VALUE:
            return Found(None, Reason.NO_BASELINE)
        found = self._worked_out(period)
        is_silent = own is None or not own.is_short
        if found.missing is Reason.NO_BASELINE and is_silent and self.usable_change(demand) is None:
            return self._from_earlier(period)
        return found

    def _fixed(self, demand: BaselineDemand | TrajectoryDemand, period: Period) -> Baseline | None:
        return next(
            (
                Baseline(period=period, value=value, place=place)
                for fixed_period, value, place in demand.fixed.get(self.whose or "", ())
                if fixed_period == period
            ),
            None,
        )

    def _worked_out(self, period: Period) -> Found:
        """Return the baseline that a stated difference from the judged value gives."""
        value = self.judged.value
        change = self._change_since(period, relative=False)
        if value is None or change is None:
            return Found(None, Reason.NO_BASELINE)
        low, high = value.low - change.size.high, value.high - change.size.low
        about = value.about or change.size.about
        before = Quantity(low=low, high=high, unit=value.unit, about=about, decimals=value.decimals)
        try:
            accept_earlier(before, self.card)
        except Unreadable as error:
            unread = Trouble("changes", change.written, error, change.place)
            return Found(None, Reason.VALUE_UNREADABLE, unread)
        return Found(Baseline(period=period, value=before, place=change.place, change=change))

    def _from_earlier(self, period: Period) -> Found:
        """Return the value that an earlier submission gives of the same thing and time."""
        found = self.frame.earlier.value(self.card, self.where, period)
        if found is None:
            return Found(None, Reason.NO_BASELINE)
        return Found(
            Baseline(
                period=period,
                value=found.value,
                place=found.place,
                report=found.report,
                measured=found.measured,
            )
        )

    def usable_change(self, demand: FigureDemand) -> Change | None:
        """Return the stated relative change from the baseline's period, where a ratio tells the same."""
        if self.card.unit is None or may_be_negative(self.card):
            return None  # "7 % down" of a negative number may mean either way
        match demand:
            case BaselineDemand():
                since = demand.green.period_for(self.judged.period)
            case TrajectoryDemand():
                since = demand.period_for(self.judged.period)
            case _:
                return None
        return self._change_since(since, relative=True)

    def _change_since(self, period: Period, *, relative: bool) -> Change | None:
        return next(
            (
                c
                for c in self.changes
                if c.since == period and c.period == self.judged.period and c.relative == relative
            ),
            None,
        )


def _is_in_percent(demand: BaselineDemand | TrajectoryDemand) -> bool:
    """Whether it asks for a percentage of the baseline, which 0 has none of."""
    if isinstance(demand, TrajectoryDemand):
        return bool(demand.percent)
    bounds = (demand.green, demand.yellow)
    return any(b is not None and b.shift.percent for b in bounds)
