"""Reads a card file: what is typed, measured and named, and that it can be meant."""

from collections.abc import Sequence
from fractions import Fraction

from compliance.document import node_at
from compliance.errors import one_of
from compliance.language import text
from compliance.period import Period, parse_months
from compliance.quantity import Unit
from compliance.rulebook import grammar, shape
from compliance.rulebook.bounds import Beside
from compliance.rulebook.demands import (
    ComparisonDemand,
    DeadlineDemand,
    FigureDemand,
    StatusDemand,
    plain_demands,
)
from compliance.rulebook.model import Card, Component, Derived, Example, Target, TrendRule
from compliance.rulebook.patterns import localised, titled
from compliance.rulebook.sense import CardFrame
from compliance.rulebook.source import RuleFile
from compliance.rulebook.targets import read_targets

MAX_DECIMALS = 6


def read_card(file: RuleFile, expected_id: str) -> Card | None:
    """Return the card of a file, or None when something in it is wrong (`file.problems`)."""
    entry = file.into(shape.CardFile)
    if entry is None:
        return None
    if entry.id != expected_id:
        file.problem(
            ("id",),
            text(
                "id is “{found}”, but the file is {expected}.", found=entry.id, expected=expected_id
            ),
            text("Write “{expected}” or move the file.", expected=expected_id),
        )
    components = _read_components(file, entry.components)
    beside = _read_beside(file, entry.beside)
    measured = _read_measure(file, entry, beside)
    if measured is None:
        return None
    frame = CardFrame(
        unit=measured.unit,
        possible=measured.possible,
        possible_line=file.at("measure", "possible").line,
        higher_is_better=(
            None if entry.direction is None else entry.direction == "higher is better"
        ),
        direction_line=file.at("direction").line,
        components=components,
        beside=beside,
    )
    targets = read_targets(file, entry.targets, frame)
    examples = _read_examples(file, entry)
    min_n = None if entry.min_n is None else file.attempt(("min_n",), grammar.count, entry.min_n)
    coverage = (
        None
        if entry.min_coverage is None
        else file.attempt(("min_coverage",), grammar.exact, entry.min_coverage, Unit.PERCENT)
    )
    trend = None
    if len(targets) == len(entry.targets):
        trend = _read_trend(file, entry, targets)
        _accept_words(file, entry, targets)
    if file.problems:
        return None
    return Card(
        id=entry.id,
        title=localised(entry.title),
        indicator=entry.indicator,
        components=components,
        beside=beside,
        unit=measured.unit,
        decimals=measured.decimals,
        latency=measured.latency,
        running_total=entry.measure is not None and entry.measure.total_over == "year",
        possible=measured.possible,
        derived=measured.derived,
        higher_is_better=frame.higher_is_better,
        min_n=min_n,
        min_coverage=coverage,
        as_reported=entry.compare == "as reported",
        note=None if entry.note is None else localised(entry.note),
        trend=trend,
        targets=targets,
        examples=examples,
        place=file.at("id"),
    )


def _read_components(
    file: RuleFile, written: Sequence[shape.ComponentShape]
) -> tuple[Component, ...]:
    taken: dict[str, int] = {}
    for index, component in enumerate(written):
        file.accept_spellings(("components", index), component.id, component.also, taken)
    return tuple(
        Component(c.id, titled(file, ("components", n), c, c.id), tuple(c.also))
        for n, c in enumerate(written)
    )


def _read_beside(file: RuleFile, written: Sequence[shape.NamedShape]) -> tuple[Beside, ...]:
    taken: dict[str, int] = {}
    for index, beside in enumerate(written):
        file.accept_new(("beside", index, "id"), beside.id, taken)
    return tuple(Beside(b.id, titled(file, ("beside", n), b, b.id)) for n, b in enumerate(written))


class _Measure:
    """A measure as it is read: unit None when the card has none."""

    unit: Unit | None = None
    decimals: int = 0
    latency: int = 0
    possible: tuple[Fraction, Fraction] | None = None
    derived: Derived | None = None


def _read_measure(
    file: RuleFile, entry: shape.CardFile, beside: Sequence[Beside]
) -> _Measure | None:
    """Return the measure, or None when its unit is unknown, without which no target can be read."""
    measured, written = _Measure(), entry.measure
    if written is None:
        return measured
    if written.unit not in set(Unit):
        file.problem(
            ("measure", "unit"),
            text("unit is “{found}”.", found=written.unit),
            one_of(Unit, written.unit),
        )
        return None
    measured.unit = Unit(written.unit)
    measured.decimals = file.attempt(("measure", "decimals"), grammar.count, written.decimals) or 0
    if measured.decimals > MAX_DECIMALS:
        file.problem(
            ("measure", "decimals"),
            text("decimals is {found}.", found=written.decimals),
            text("At most {n}.", n=MAX_DECIMALS),
        )
    if written.latency is not None:
        measured.latency = file.attempt(("measure", "latency"), parse_months, written.latency) or 0
    if written.possible is not None:
        unit = measured.unit
        measured.possible = file.attempt(
            ("measure", "possible"), grammar.span, written.possible, unit
        )
    if written.derived is not None:
        measured.derived = _read_derived(file, written.derived, measured.unit, beside)
    return measured


_UNIT_OF_DERIVED = {
    "complement": Unit.PERCENT,
    "share": Unit.PERCENT,
    "rate": Unit.PER_100_000,
}


def _read_derived(
    file: RuleFile, written: str, unit: Unit, beside: Sequence[Beside]
) -> Derived | None:
    path = ("measure", "derived")
    found = file.attempt(path, grammar.derived, written)
    if found is None:
        return None
    rule, name, months = found
    needed = _UNIT_OF_DERIVED.get(rule, unit)
    if needed is not unit:
        file.problem(
            path,
            text("derived is “{found}”, but unit is {unit} in line {line}.", found=written,
                 unit=unit.value, line=str(file.at("measure", "unit").line)),
            text("Write unit: {unit}.", unit=needed.value),
        )  # fmt: skip
    other = next((b for b in beside if b.id == name), None)
    if name is not None and other is None:
        names = [b.id for b in beside if b.id is not None]
        file.problem(
            path,
            text("there is no figure “{name}” beside this card.", name=name),
            one_of(names, name) if names else text("List it under beside:."),
        )
    return Derived(rule, other, months)


def _read_trend(
    file: RuleFile, entry: shape.CardFile, targets: Sequence[Target]
) -> TrendRule | None:
    written = entry.trend
    if written is None:
        return None
    last_year = written.against == "same months last year"
    months = None
    if written.window is not None:
        months = file.attempt(("trend", "window"), parse_months, written.window)
        if months == 0:
            file.problem(
                ("trend", "window"),
                text("window is “{found}”.", found=written.window),
                text("Write it as “3 months”."),
            )
    sizes = []
    for name in ("better_from", "worse_from"):
        phrase = getattr(written, name)
        sizes.append(
            None
            if phrase is None
            else file.attempt(("trend", name), grammar.size, phrase, Unit.PERCENT)
        )
    figures = any(
        isinstance(d, FigureDemand) for t in targets for d in plain_demands(t.demand)
    ) or (entry.measure is not None and entry.direction is not None)
    if (written.better_from is None) != (written.worse_from is None):
        file.problem(
            ("trend",),
            text("the trend says only on one side which change counts."),
            text("Write both better_from: and worse_from:, or neither: then any change counts."),
        )
    if figures and entry.direction is None:
        file.problem(
            ("trend",),
            text("a trend needs a direction."),
            text("Write direction: higher is better, or direction: lower is better."),
        )
    sized = (written.window, written.better_from, written.worse_from) != (None, None, None)
    if not figures and sized:
        file.problem(
            ("trend",),
            text("levels have no size of change and no window."),
            text("Keep against: alone."),
        )
    return TrendRule(months, last_year, *sizes)


def _accept_words(file: RuleFile, entry: shape.CardFile, targets: Sequence[Target]) -> None:
    """Refuse settings that would have no meaning on this card."""
    demands = [d for t in targets for v in t.variants for d in plain_demands(v.demand)]
    figures = any(isinstance(d, FigureDemand) for d in demands)
    # where nothing is demanded yet, the measure says what is counted
    judged = bool(demands)
    for name in ("measure", "direction", "min_n", "min_coverage"):
        if getattr(entry, name) is not None and judged and not figures:
            file.problem(
                (name,),
                text("{key} has no meaning: no target of this card judges figures.", key=name),
                text("Remove it."),
            )
    if entry.measure is not None and entry.measure.total_over and entry.direction is None:
        file.problem(
            ("measure", "total_over"),
            text("a running total needs a direction."),
            text("Write direction: higher is better, or direction: lower is better."),
        )
    derived = entry.measure is not None and entry.measure.derived is not None
    if derived and any(isinstance(d, ComparisonDemand) for d in demands):
        file.problem(
            ("measure", "derived"),
            text("a figure that is worked out is not compared with another one."),
            text("Give the figure itself, or write another kind of target."),
        )
    if entry.trend is not None and demands:
        dated = all(isinstance(d, DeadlineDemand | StatusDemand) for d in demands)
        if dated:
            file.problem(
                ("trend",),
                text("{key} has no meaning: no target of this card judges figures.", key="trend"),
                text("Remove it."),
            )


def _read_examples(file: RuleFile, entry: shape.CardFile) -> tuple[Example, ...]:
    examples = []
    for index, written in enumerate(entry.examples):
        path = ("examples", index)
        expect = file.attempt((*path, "expect"), grammar.expectation, written.expect)
        period = as_of = None
        if written.period is not None:
            period = file.attempt((*path, "period"), Period.parse, written.period)
        if written.as_of is not None:
            as_of = file.attempt((*path, "as_of"), grammar.day, written.as_of)
        trend = None
        if written.trend is not None:
            trend = file.attempt((*path, "trend"), grammar.trend, written.trend)
        when = node_at(file.node, (*path, "when"))
        if expect is not None:
            examples.append(
                Example(
                    expect=expect,
                    trend=trend,
                    when=when,
                    whom=written.for_,
                    period=period,
                    as_of=as_of,
                    place=file.at(*path, "expect"),
                )
            )
    return tuple(examples)
