"""Reads one card file into a `Card`, and refuses what cannot be meant."""

from datetime import date
from fractions import Fraction
from typing import assert_never

from compliance.colour import Colour
from compliance.document import Mapping as NodeMapping
from compliance.document import Node, Sequence
from compliance.errors import Place, one_of
from compliance.language import text
from compliance.period import Period, parse_months
from compliance.quantity import Quantity, Unit, tidy
from compliance.rulebook import grammar, shape
from compliance.rulebook.model import (
    STATUS_WORDS,
    BaselineDemand,
    Card,
    DeadlineDemand,
    Demand,
    Example,
    RangeDemand,
    Source,
    StatusDemand,
    Target,
    ThresholdDemand,
)
from compliance.rulebook.patterns import localised
from compliance.rulebook.source import RuleFile
from compliance.thresholds import Bound, bands_of

MAX_DECIMALS = 6
_OTHER_SIDE = {"at least": "at most", "at most": "at least", "above": "below", "below": "above"}


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
    measured = _read_measure(file, entry)
    if measured is None:
        return None
    higher = None if entry.direction is None else entry.direction == "higher is better"
    targets = _read_targets(file, entry, measured, higher_is_better=higher)
    _accept_words(file, entry)
    examples = _read_examples(file, entry)
    min_n = None if entry.min_n is None else file.attempt(("min_n",), grammar.count, entry.min_n)
    coverage = (
        None
        if entry.min_coverage is None
        else file.attempt(("min_coverage",), grammar.exact, entry.min_coverage, Unit.PERCENT)
    )
    if file.problems:
        return None
    return Card(
        id=entry.id,
        title=localised(entry.title),
        indicator=entry.indicator,
        unit=measured.unit,
        decimals=measured.decimals,
        latency=measured.latency,
        running_total=entry.measure is not None and entry.measure.total_over == "year",
        possible=measured.possible,
        higher_is_better=higher,
        min_n=min_n,
        min_coverage=coverage,
        as_reported=entry.compare == "as reported",
        note=None if entry.note is None else localised(entry.note),
        targets=targets,
        examples=examples,
        place=file.at("id"),
    )


class _Measure:
    """A measure as it is read: unit None when the card has none."""

    unit: Unit | None = None
    decimals: int = 0
    latency: int = 0
    possible: tuple[Fraction, Fraction] | None = None


def _read_measure(file: RuleFile, entry: shape.CardFile) -> _Measure | None:
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
    return measured


def _read_targets(
    file: RuleFile, entry: shape.CardFile, measured: _Measure, *, higher_is_better: bool | None
) -> tuple[Target, ...]:
    targets: list[Target] = []
    for index, written in enumerate(entry.targets):
        path = ("targets", index)
        from_ = file.attempt((*path, "from"), grammar.day, written.from_)
        to = None
        if written.to is not None:
            to = file.attempt((*path, "to"), grammar.day, written.to)
        demand = _read_demand(file, path, written, measured, higher_is_better=higher_is_better)
        if written.source is None and written.assumed is None:
            file.problem(
                path,
                text("the target has no source."),
                text("Write source: with document and place, or assumed: and what is assumed."),
            )
        if from_ is None or demand is None:
            continue
        _accept_dates(file, path, from_, to, targets)
        targets.append(
            Target(
                from_=from_,
                to=to,
                demand=demand,
                source=None if written.source is None else read_source(written.source),
                assumed=(
                    localised(written.assumed)
                    if isinstance(written.assumed, shape.Texts)
                    else written.assumed
                ),
                place=file.at(*path, "kind"),
            )
        )
    return tuple(targets)


def read_source(written: shape.SourceShape) -> Source:
    """Return a source."""
    return Source(written.document, written.place, written.year, written.url)


def _accept_dates(
    file: RuleFile, path: tuple[int | str, ...], from_: date, to: date | None, before: list[Target]
) -> None:
    if to is not None and to <= from_:
        file.problem(
            (*path, "to"),
            text(
                "to is {to}, which is not after from, {start}.",
                to=to.isoformat(),
                start=from_.isoformat(),
            ),
            text("Write the first day on which the target no longer holds."),
        )
    if before and from_ <= before[-1].from_:
        file.problem(
            (*path, "from"),
            text("from is {start}, but the target before it (line {line}) is from {other}.",
                 start=from_.isoformat(), line=str(before[-1].place.line),
                 other=before[-1].from_.isoformat()),
            text("Write the targets in the order of their dates, one a day."),
        )  # fmt: skip
    elif before and before[-1].to is not None and before[-1].to > from_:
        file.problem(
            (*path, "from"),
            text("from is {start}, but the target before it (line {line}) holds to {other}.",
                 start=from_.isoformat(), line=str(before[-1].place.line),
                 other=before[-1].to.isoformat()),
            text("End that one earlier, or leave its “to” out."),
        )  # fmt: skip


def _read_demand(
    file: RuleFile,
    path: tuple[int | str, ...],
    written: shape.AnyTarget,
    measured: _Measure,
    *,
    higher_is_better: bool | None,
) -> Demand | None:
    unit = measured.unit
    match written:
        case shape.DeadlineShape():
            due = file.attempt((*path, "due"), grammar.day, written.due)
            return None if due is None else DeadlineDemand(due)
        case shape.StatusShape():
            return _read_statuses(file, path, written)
        case _:
            pass
    if unit is None:
        file.problem(
            path,
            text("a target of figures needs a measure, and the card has none."),
            text("Write measure: with unit and decimals."),
        )
        return None
    match written:
        case shape.RangeShape():
            ends = file.attempt((*path, "green"), grammar.span, written.green, unit)
            return None if ends is None else RangeDemand(*ends, unit)
        case shape.ThresholdShape():
            green = file.attempt((*path, "green"), grammar.bound, written.green, unit)
            yellow = None
            if written.yellow is not None:
                yellow = file.attempt((*path, "yellow"), grammar.bound, written.yellow, unit)
                if yellow is None:
                    return None
            if green is None or not _looks_right(
                file, path, written, (green, yellow), higher_is_better
            ):
                return None
            return ThresholdDemand(green, yellow, unit)
        case shape.BaselineShape():
            return _read_baseline(file, path, written, unit, higher_is_better)
        case _:
            assert_never(written)


def _read_baseline(
    file: RuleFile,
    path: tuple[int | str, ...],
    written: shape.BaselineShape,
    unit: Unit,
    higher_is_better: bool | None,
) -> Demand | None:
    green = file.attempt((*path, "green"), grammar.baseline, written.green)
    yellow = None
    if written.yellow is not None:
        yellow = file.attempt((*path, "yellow"), grammar.baseline, written.yellow)
        if yellow is None:
            return None
    if green is None:
        return None
    if yellow is not None and (yellow.period, yellow.same_months) != (
        green.period,
        green.same_months,
    ):
        file.problem(
            (*path, "yellow"),
            text("yellow counts from another period than green."),
            text("Name the same period in both."),
        )
        return None
    # with a baseline of 100 the bounds show in which direction they look
    trial = green.bound(Fraction(100)), None if yellow is None else yellow.bound(Fraction(100))
    if not _looks_right(file, path, written, trial, higher_is_better):
        return None
    fixed: dict[str, tuple[tuple[Period, Quantity, Place], ...]] = {}
    for organisation, values in (written.baselines or {}).items():
        entries = []
        for name, number in values.items():
            at = (*path, "baselines", organisation, name)
            period = file.attempt(at, Period.parse, name)
            exact = file.attempt(at, grammar.exact, number, unit)
            if period is not None and exact is not None:
                entries.append((period, Quantity.of(exact, unit), file.at(*at)))
        fixed[organisation] = tuple(entries)
    return BaselineDemand(green, yellow, fixed)


def _looks_right(
    file: RuleFile,
    path: tuple[int | str, ...],
    written: shape.ThresholdShape | shape.BaselineShape,
    bounds: tuple[Bound, Bound | None],
    higher_is_better: bool | None,
) -> bool:
    """Whether the bounds look in the card's direction, and yellow is easier than green."""
    if higher_is_better is None:
        file.problem(
            ("targets",),
            text("the card has targets but no direction."),
            text("Write direction: higher is better, or direction: lower is better."),
        )
        return False
    ok = True
    green, yellow = bounds
    for name, bound, phrase in (
        ("green", green, written.green),
        ("yellow", yellow, written.yellow),
    ):
        if bound is not None and bound.is_lower != higher_is_better:
            said = tidy(phrase or "")
            other = _OTHER_SIDE[bound.relation] + said.removeprefix(bound.relation)
            file.problem(
                (*path, name),
                text("{colour} is “{found}” but direction is “{direction}”.",
                     colour=name, found=said,
                     direction="higher is better" if higher_is_better else "lower is better"),
                text("Write “{other}” or change direction.", other=other),
            )  # fmt: skip
            ok = False
    if ok and yellow is not None:
        try:
            bands_of(green, yellow)
        except ValueError:
            file.problem(
                (*path, "yellow"),
                text("yellow is as strict as green or stricter, so nothing can be yellow."),
                text("Write an easier number, or leave yellow out."),
            )
            return False
    return ok


def _read_statuses(
    file: RuleFile, path: tuple[int | str, ...], written: shape.StatusShape
) -> StatusDemand | None:
    own: dict[str, Colour] = {}
    for colour in Colour:
        for index, word in enumerate(getattr(written, colour.value) or []):
            key = tidy(word).casefold()
            if key in own:
                file.problem(
                    (*path, colour.value, index),
                    text("“{word}” stands for two colours.", word=word),
                    text("Keep one of them."),
                )
                return None
            own[key] = colour
    return StatusDemand(own or dict(STATUS_WORDS))


def _accept_words(file: RuleFile, entry: shape.CardFile) -> None:
    """Refuse settings that would have no meaning on this card."""
    figures = any(not isinstance(t, shape.DeadlineShape | shape.StatusShape) for t in entry.targets)
    for name in ("measure", "direction", "min_n", "min_coverage"):
        if getattr(entry, name) is not None and not figures:
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
        when = _step(_step(_step(file.node, "examples"), index), "when")
        if expect is not None:
            examples.append(
                Example(
                    expect=expect,
                    when=when,
                    period=period,
                    as_of=as_of,
                    place=file.at(*path, "expect"),
                )
            )
    return tuple(examples)


def _step(node: Node | None, step: int | str) -> Node | None:
    if isinstance(node, NodeMapping) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, Sequence) and isinstance(step, int):
        return node.items[step]
    return None
