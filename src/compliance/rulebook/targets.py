"""Reads the dated targets of a card and their overrides."""

from collections.abc import Sequence

from compliance.document import Mapping as NodeMapping
from compliance.document import Node, node_at
from compliance.errors import one_of
from compliance.language import text
from compliance.rulebook import grammar
from compliance.rulebook import target_shape as shape
from compliance.rulebook.demand_reader import DemandReader
from compliance.rulebook.demands import (
    TrajectoryDemand,
)
from compliance.rulebook.model import Source, Target
from compliance.rulebook.patterns import localised
from compliance.rulebook.sense import CardFrame
from compliance.rulebook.source import RuleFile, into

_Path = tuple[int | str, ...]


def read_targets(
    file: RuleFile, written: Sequence[shape.AnyTarget], frame: CardFrame
) -> tuple[Target, ...]:
    """Return the targets that can be read; problems go to the file."""
    targets: list[Target] = []
    for index, entry in enumerate(written):
        path = ("targets", index)
        if entry.source is None and entry.assumed is None:
            file.problem(
                path,
                text("the target of kind {kind} (line {line}) has no source.", kind=entry.kind,
                     line=str(file.at(*path, "kind").line)),
                text("Write source: with document and place, or assumed: and what is assumed."),
            )  # fmt: skip
        target = _read_target(file, path, entry, frame)
        if target is None:
            continue
        _accept_dates(file, path, target, targets)
        targets.append(target)
    return tuple(targets)


def read_source(written: shape.SourceShape) -> Source:
    """Return a source."""
    return Source(written.document, written.place, written.year, written.url)


def _read_target(
    file: RuleFile, path: _Path, written: shape.AnyTarget, frame: CardFrame
) -> Target | None:
    from_ = file.attempt((*path, "from"), grammar.day, written.from_)
    to = None
    if written.to is not None:
        to = file.attempt((*path, "to"), grammar.day, written.to)
    demand = DemandReader(file, frame).demand(path, written)
    if (
        isinstance(demand, TrajectoryDemand)
        and from_ is not None
        and demand.period.last_day >= from_
    ):
        file.problem(
            (*path, "baseline"),
            text("the baseline is of {period}, which has not ended on {start} (line {line}).",
                 period=demand.period.name, start=from_.isoformat(),
                 line=str(file.at(*path, "from").line)),
            text("Count from a period before the target."),
        )  # fmt: skip
    if from_ is None or demand is None:
        return None  # its overrides would have the same mistake again
    overrides = {
        name: changed
        for name in written.for_ or {}
        if (changed := _override(file, (*path, "for", name), written, frame)) is not None
    }
    return Target(
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
        overrides=overrides,
    )


def _override(
    file: RuleFile, path: _Path, written: shape.AnyTarget, frame: CardFrame
) -> Target | None:
    """Return a target with some of its keys replaced: read as if it stood so in the file."""
    base, changes = node_at(file.node, path[:-2]), node_at(file.node, path)
    if not isinstance(base, NodeMapping) or not isinstance(changes, NodeMapping):
        return None
    known = [key for key in shape.OverrideShape.model_fields if key in type(written).model_fields]
    strange = [key for key in changes.entries if key not in known]
    for key in strange:
        file.problem(
            (*path, key),
            text("a target of kind {kind} (line {line}) has no “{key}”.", kind=written.kind,
                 line=str(file.at(*path[:-2], "kind").line), key=key),
            one_of(known, key),
        )  # fmt: skip
    if strange:
        return None
    entries: dict[str, Node] = {k: v for k, v in base.entries.items() if k != "for"}
    merged = NodeMapping(entries | changes.entries, base.keys | changes.keys, file.at(*path))
    entry, problems = into(merged, type(written), code="invalid-rule")
    file.problems.extend(problems)
    if entry is None:
        return None
    return _read_target(RuleFile(file.name, merged, "", file.problems), (), entry, frame)


def _accept_dates(file: RuleFile, path: _Path, target: Target, before: Sequence[Target]) -> None:
    from_, to = target.from_, target.to
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
