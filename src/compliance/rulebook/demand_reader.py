"""Reads what one target demands, whatever its kind, alone or as a part of several."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar, assert_never

from compliance.errors import Place, one_of
from compliance.language import text
from compliance.period import Period
from compliance.quantity import Quantity, Unit, tidy
from compliance.rulebook import grammar
from compliance.rulebook import target_shape as shape
from compliance.rulebook.bounds import BaselineBound, Beside, Shift
from compliance.rulebook.demands import (
    STATUS_WORDS,
    BaselineDemand,
    ComparisonDemand,
    DeadlineDemand,
    Demand,
    ExpectedDemand,
    FixedBaselines,
    Part,
    PartsDemand,
    PlainDemand,
    RangeDemand,
    StatusDemand,
    ThresholdDemand,
    TrajectoryDemand,
    WithdrawnDemand,
)
from compliance.rulebook.sense import CardFrame, Sense
from compliance.rulebook.source import RuleFile
from compliance.rulebook.word_demands import WordReader
from compliance.thresholds import Bound, bands_of, range_bands

_T = TypeVar("_T")
_Path = tuple[int | str, ...]
_Plain = (
    shape.ThresholdKeys
    | shape.RangeKeys
    | shape.BaselineKeys
    | shape.TrajectoryKeys
    | shape.ComparisonKeys
    | shape.DeadlineKeys
    | shape.StatusKeys
    | shape.RiskKeys
)
BUDGET = Beside(None, text("the budget"))


@dataclass(frozen=True, slots=True)
class DemandReader:
    """Reads one demand of a card."""

    file: RuleFile
    frame: CardFrame

    @property
    def sense(self) -> Sense:
        """What can be meant on this card."""
        return Sense(self.file, self.frame)

    @property
    def word_reader(self) -> WordReader:
        """The reader of words."""
        return WordReader(self.file)

    def demand(self, path: _Path, written: shape.AnyTarget) -> Demand | None:
        match written:
            case shape.EachShape():
                return self.each(path, written)
            case shape.AllOfShape() | shape.AnyOfShape():
                return self.several(path, written)
            case shape.ExpectedShape():
                return ExpectedDemand()
            case shape.WithdrawnShape():
                return WithdrawnDemand()
            case _:
                return self.plain(path, written)

    # Several targets

    def each(self, path: _Path, written: shape.EachShape) -> PartsDemand | None:
        components = self.frame.components
        if not components:
            self.file.problem(
                path,
                text("the target is for each component, and the card names none."),
                text("List them under components:."),
            )
            return None
        if written.target.component is not None:
            self.file.problem(
                (*path, "target", "component"),
                text("the target is for each component, so it names none."),
                text("Remove it."),
            )
        demand = self.plain((*path, "target"), written.target)
        needed = self.needed(path, written.needed, len(components))
        if demand is None:
            return None
        parts = tuple(Part(component.id, demand) for component in components)
        return PartsDemand(kind="each", parts=parts, needed=needed, names=self.frame.names)

    def several(
        self, path: _Path, written: shape.AllOfShape | shape.AnyOfShape
    ) -> PartsDemand | None:
        parts: list[Part] = []
        taken: dict[str, int] = {}
        for index, inner in enumerate(written.targets):
            at = (*path, "targets", index)
            demand = self.plain(at, inner)
            component = self.component(at, inner.component)
            line = self.file.at(*at).line
            if component is not None and component in taken:
                self.file.problem(
                    (*at, "component"),
                    text("“{name}” already has a target in line {line}.",
                         name=component, line=str(taken[component])),
                    text("Give each component one target."),
                )  # fmt: skip
            elif component is not None:
                taken[component] = line
            if demand is not None:
                parts.append(Part(component, demand))
        needed = None
        if isinstance(written, shape.AllOfShape):
            needed = self.needed(path, written.needed, len(written.targets))
        if len(parts) < len(written.targets):
            return None
        return PartsDemand(
            kind=written.kind, parts=tuple(parts), needed=needed, names=self.frame.names
        )

    def component(self, path: _Path, name: str | None) -> str | None:
        known = [component.id for component in self.frame.components]
        if name is not None and name not in known:
            self.file.problem(
                (*path, "component"),
                text("there is no component “{name}”.", name=name),
                one_of(known, name) if known else text("List it under components:."),
            )
        return name

    def needed(self, path: _Path, written: str | None, parts: int) -> int | None:
        if written is None:
            return None
        return self.file.attempt((*path, "needed"), grammar.needed, written, parts)

    # One target

    def plain(self, path: _Path, written: _Plain) -> PlainDemand | None:
        match written:
            case shape.DeadlineKeys():
                due = self.file.attempt((*path, "due"), grammar.day, written.due)
                return None if due is None else DeadlineDemand(due)
            case shape.StatusKeys():
                own = self.word_reader.words(path, written)
                return None if own is None else StatusDemand(own or dict(STATUS_WORDS))
            case shape.RiskKeys():
                return self.word_reader.risk(path, written)
            case _:
                pass
        unit = self.frame.unit
        if unit is None:
            self.file.problem(
                path,
                text("a target of figures needs a measure, and the card has none."),
                text("Write measure: with unit and decimals."),
            )
            return None
        match written:
            case shape.RangeKeys():
                ends = self.file.attempt((*path, "green"), grammar.span, written.green, unit)
                if ends is None:
                    return None
                self.sense.accept_reachable(path, range_bands(*ends))
                return RangeDemand(*ends, unit)
            case shape.ThresholdKeys():
                return self.threshold(path, written, unit)
            case shape.BaselineKeys():
                return self.baseline(path, written, unit)
            case shape.TrajectoryKeys():
                return self.trajectory(path, written, unit)
            case shape.ComparisonKeys():
                return self.comparison(path, written, unit)
            case _:
                assert_never(written)

    def threshold(
        self, path: _Path, written: shape.ThresholdKeys, unit: Unit
    ) -> ThresholdDemand | None:
        green = self.file.attempt((*path, "green"), grammar.bound, written.green, unit)
        yellow = None
        if written.yellow is not None:
            yellow = self.file.attempt((*path, "yellow"), grammar.bound, written.yellow, unit)
            if yellow is None:
                return None
        if green is None or not self.sense.looks_right(path, written, (green, yellow)):
            return None
        self.sense.accept_reachable(path, bands_of(green, yellow))
        return ThresholdDemand(green, yellow, unit)

    def baseline(
        self, path: _Path, written: shape.BaselineKeys, unit: Unit
    ) -> BaselineDemand | None:
        green, yellow = self.two(path, written, lambda phrase: grammar.baseline(phrase, unit))
        if green is None or (written.yellow is not None and yellow is None):
            return None
        if yellow is not None and (yellow.period, yellow.same_months) != (
            green.period,
            green.same_months,
        ):
            self.file.problem(
                (*path, "yellow"),
                text("yellow counts from another period than green in line {line}.",
                     line=str(self.file.at(*path, "green").line)),
                text("Name the same period in both."),
            )  # fmt: skip
            return None
        # with a baseline of 100 the bounds show in which direction they look
        trial = _on_trial(green), None if yellow is None else _on_trial(yellow)
        if not self.sense.looks_right(path, written, trial):
            return None
        return BaselineDemand(green, yellow, self.fixed(path, written.baselines, unit))

    def trajectory(
        self, path: _Path, written: shape.TrajectoryKeys, unit: Unit
    ) -> TrajectoryDemand | None:
        own = self.file.attempt((*path, "baseline"), grammar.own_value, written.baseline)
        until = self.file.attempt((*path, "until"), grammar.exact, written.until, unit)
        if written.reduce is None and written.increase is None:
            self.file.problem(
                path,
                text("the target does not say how it moves."),
                text("Write reduce: or increase:, with the step of a year."),
            )
            return None
        if written.reduce is not None and written.increase is not None:
            self.file.problem(
                (*path, "increase"),
                text("the target is both increased and, in line {line}, reduced.",
                     line=str(self.file.at(*path, "reduce").line)),
                text("Keep one of them."),
            )  # fmt: skip
            return None
        key, phrase = (
            ("increase", written.increase) if written.reduce is None else ("reduce", written.reduce)
        )
        step = self.file.attempt((*path, key), grammar.step, phrase, unit)
        if own is None or until is None or step is None:
            return None
        falls = key == "reduce"
        if self.frame.higher_is_better is not (not falls):
            self.sense.against_direction(path, key, phrase or "", "increase" if falls else "reduce")
            return None
        if step.percent and written.of is None:
            self.file.problem(
                (*path, key),
                text(
                    "{key} is “{found}”, which does not say of what.",
                    key=key,
                    found=tidy(phrase or ""),
                ),
                text("Write of: last year's target, or of: the baseline."),
            )
            return None
        if step.points and written.of is not None:
            self.file.problem(
                (*path, "of"),
                text("{key} in line {line} is “{found}”, which is not a percentage of anything.", key=key,
                     line=str(self.file.at(*path, key).line), found=tidy(phrase or "")),
                text("Remove of:, or write the step in percent."),
            )  # fmt: skip
            return None
        relation = "at most" if falls else "at least"
        self.sense.accept_reachable(path, bands_of(Bound(relation, until)), "until")
        return TrajectoryDemand(
            period=own[0],
            same_months=own[1],
            falls=falls,
            percent=step.percent,
            points=step.points,
            compound=written.of == "last year's target",
            until=until,
            unit=unit,
            fixed=self.fixed(path, written.baselines, unit),
        )

    def comparison(
        self, path: _Path, written: shape.ComparisonKeys, unit: Unit
    ) -> ComparisonDemand | None:
        green, yellow = self.two(path, written, lambda phrase: grammar.compared(phrase, unit))
        slack: Shift | None = Shift()
        if written.tolerance is not None:
            slack = self.file.attempt((*path, "tolerance"), grammar.slack, written.tolerance, unit)
        if green is None or slack is None or (written.yellow is not None and yellow is None):
            return None
        if yellow is not None and yellow[1] != green[1]:
            self.file.problem(
                (*path, "yellow"),
                text("yellow compares with another figure than green in line {line}.",
                     line=str(self.file.at(*path, "green").line)),
                text("Name the same figure in both."),
            )  # fmt: skip
            return None
        known = {beside.id: beside for beside in self.frame.beside} | {None: BUDGET}
        if green[1] not in known:
            names = [name for name in known if name is not None]
            self.file.problem(
                (*path, "green"),
                text("there is no figure “{name}” beside this card.", name=green[1]),
                one_of(names, green[1]) if names else text("List it under beside:."),
            )
            return None
        bounds = green[0], None if yellow is None else yellow[0]
        trial = (
            bounds[0].bound(Fraction(100), Fraction(0)),
            None if bounds[1] is None else bounds[1].bound(Fraction(100), Fraction(0)),
        )
        if not self.sense.looks_right(path, written, trial):
            return None
        return ComparisonDemand(
            green=bounds[0], yellow=bounds[1], other=known[green[1]], slack=slack, unit=unit
        )

    def two(
        self,
        path: _Path,
        written: shape.BaselineKeys | shape.ComparisonKeys,
        reader: Callable[[str], _T],
    ) -> tuple[_T | None, _T | None]:
        green = self.file.attempt((*path, "green"), reader, written.green)
        yellow = None
        if written.yellow is not None:
            yellow = self.file.attempt((*path, "yellow"), reader, written.yellow)
        return green, yellow

    def fixed(
        self, path: _Path, written: Mapping[str, Mapping[str, str]] | None, unit: Unit
    ) -> FixedBaselines:
        found: dict[str, tuple[tuple[Period, Quantity, Place], ...]] = {}
        for organisation, values in (written or {}).items():
            entries = []
            for name, number in values.items():
                at = (*path, "baselines", organisation, name)
                period = self.file.attempt(at, Period.parse, name)
                exact = self.file.attempt(at, grammar.exact, number, unit)
                if period is not None and exact is not None:
                    entries.append((period, Quantity.of(exact, unit), self.file.at(*at)))
            found[organisation] = tuple(entries)
        return found


def _on_trial(bound: BaselineBound) -> Bound:
    return bound.bound(Fraction(100))
