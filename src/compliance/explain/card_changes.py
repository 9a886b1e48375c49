"""Says what differs between two versions of a card, or between what is judged of it in two rule books."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

from compliance.explain.changes import NONE, Change, either, pair
from compliance.explain.rules import demand_lines
from compliance.language import LANGUAGES, Joined, Language, Localised, Text, text, texts
from compliance.quantity import Unit
from compliance.rulebook.bounds import Beside, Number
from compliance.rulebook.demands import BaselineDemand, FixedBaselines, TrajectoryDemand
from compliance.rulebook.model import Card, Component, RuleBook, Source, Target, TrendRule
from compliance.rulebook.sameness import bare, same

_DAY = timedelta(days=1)
Kinds = Mapping[str, Localised]


def card_facts(card: Card, kinds: Kinds) -> Iterator[Change]:
    """Yield what a card says that the other side does not have: what is followed, and its targets."""
    yield Change("indicator", text("Indicator"), None, card.indicator)
    for target in card.targets:
        yield Change("target", _from(target), None, _with_assumed(target), None, target.source)
        yield from _overrides_alone(target, kinds)


def changes_of_card(old: Card, new: Card, kinds: Kinds) -> Iterator[Change]:
    """Yield what differs between two versions of a card: its settings, then its targets by their days.

    Args:
        kinds: The kinds of organisations and locations in words.
    """
    yield from _settings(old, new)
    yield from _targets(old, new, kinds)


# Settings


def _settings(old: Card, new: Card) -> Iterator[Change]:
    yield from pair("title", text("Title"), old.title, new.title)
    yield from pair("indicator", text("Indicator"), old.indicator, new.indicator)
    yield from either("unit", text("Unit"), _unit(old), _unit(new))
    yield from pair("decimals", text("Decimals"), old.decimals, new.decimals)
    yield from pair("direction", text("Direction"), _direction(old), _direction(new))
    yield from pair("derived", text("Judged figure"), _derived(old), _derived(new))
    yield from pair("latency", text("Latency"), _latency(old), _latency(new))
    yield from pair("running-total", text("Running total"), old.running_total, new.running_total)
    yield from either("possible", text("Possible values"), _possible(old), _possible(new))
    yield from either("min-n", text("Fewest cases"), old.min_n, new.min_n)
    yield from either("min-coverage", text("Lowest coverage"), _coverage(old), _coverage(new))
    yield from pair("compare", text("Compared"), _compared(old), _compared(new))
    yield from either("trend", text("Trend"), _trend(old.trend), _trend(new.trend))
    yield from either("components", text("Parts"), _parts(old.components), _parts(new.components))
    yield from either("beside", text("Figures beside"), _beside(old.beside), _beside(new.beside))
    yield from either("note", text("Note"), old.note, new.note)


def _unit(card: Card) -> object | None:
    return None if card.unit is None else card.unit.name_in_words


def _direction(card: Card) -> Text:
    if card.higher_is_better is None:
        return text("not stated")
    return text("higher is better") if card.higher_is_better else text("lower is better")


def _derived(card: Card) -> object:
    return text("the given one") if card.derived is None else card.derived


def _latency(card: Card) -> Text:
    return texts("{n} month", "{n} months", card.latency)


def _possible(card: Card) -> object | None:
    if card.possible is None:
        return None
    low, high = (Number(end, card.unit or Unit.COUNT) for end in card.possible)
    return text("{low} to {high}", low=low, high=high)


def _coverage(card: Card) -> Number | None:
    return None if card.min_coverage is None else Number(card.min_coverage, Unit.PERCENT)


def _compared(card: Card) -> Text:
    return text("as reported, rounded") if card.as_reported else text("exactly")


def _trend(rule: TrendRule | None) -> Joined | None:
    if rule is None:
        return None
    before = (
        text("the same months of the year before") if rule.last_year else text("the period before")
    )
    parts: list[object] = [text("against {before}", before=before)]
    if rule.months is not None:
        parts.append(texts("over {n} month", "over {n} months", rule.months))
    if rule.better_from is not None and rule.worse_from is not None:
        better, worse = (Number(n, Unit.PERCENT) for n in (rule.better_from, rule.worse_from))
        parts.append(text("better from {better}, worse from {worse}", better=better, worse=worse))
    return Joined(tuple(parts))


def _parts(components: Iterable[Component]) -> Joined | None:
    said = tuple(
        Joined((text("{name} ({id})", name=c.title, id=c.id), *c.also)) for c in components
    )
    return Joined(said, "; ") if said else None


def _beside(beside: Iterable[Beside]) -> Joined | None:
    said = tuple(
        b.name if b.id is None else text("{name} ({id})", name=b.name, id=b.id) for b in beside
    )
    return Joined(said, "; ") if said else None


# Targets, by their days


def _targets(old: Card, new: Card, kinds: Kinds) -> Iterator[Change]:
    pairs, gone, come = _matched(old.targets, new.targets)
    for target in new.targets:
        if target in come:
            yield Change("target-added", _said_from(text("Target added"), target), None,
                         _with_assumed(target), None, target.source)  # fmt: skip
            yield from _overrides_alone(target, kinds)
        else:
            earlier = next(before for before, after in pairs if after is target)
            yield from _changes_of_target(earlier, old, target, new, kinds)
    for target in gone:
        yield Change("target-removed", _said_from(text("Target removed"), target),
                     _with_assumed(target), None, target.source, None)  # fmt: skip
        yield from (change.turned() for change in _overrides_alone(target, kinds))


def _matched(
    old: tuple[Target, ...], new: tuple[Target, ...]
) -> tuple[list[tuple[Target, Target]], list[Target], list[Target]]:
    """Return the targets that belong together, and those that only one side has.

    They do by the day on which they begin, else by what they demand: then the day was moved.
    """
    pairs = [(o, n) for n in new for o in old if o.from_ == n.from_]
    gone = [o for o in old if all(o is not before for before, _ in pairs)]
    come = [n for n in new if all(n is not after for _, after in pairs)]
    for later in list(come):
        earlier = next((o for o in gone if _judges(o) == _judges(later)), None)
        if earlier is not None:
            pairs.append((earlier, later))
            gone.remove(earlier)
            come.remove(later)
    return pairs, gone, come


def _judges(target: Target) -> object:
    """Return all of a target that a colour may depend on, but for its days."""
    return bare([(name, t.demand) for name, t in (("", target), *sorted(target.overrides.items()))])


def _changes_of_target(
    old: Target, old_card: Card, new: Target, new_card: Card, kinds: Kinds
) -> Iterator[Change]:
    name = _from(new)
    yield from pair("target-from", text("{target}, first day", target=name), old.from_, new.from_)
    yield from either("target-to", text("{target}, last day", target=name), *(
        None if t.to is None else t.to - _DAY for t in (old, new)))  # fmt: skip
    yield from _changes_of_demand(name, old, old_card, new, new_card)
    for whom in dict.fromkeys([*new.overrides, *old.overrides]):
        before, after = old.overrides.get(whom), new.overrides.get(whom)
        if before is None and after is not None:
            label = text("{target}, added for {whom}", target=name, whom=kinds.get(whom, whom))
            yield Change("override-added", label, None, _with_assumed(after), None, after.source)
        elif before is not None and after is None:
            label = text("{target}, no longer for {whom}", target=name, whom=kinds.get(whom, whom))
            said = _with_assumed(before)
            yield Change("override-removed", label, said, None, before.source, None)
        elif before is not None and after is not None:
            label = text("{target}, for {whom}", target=name, whom=kinds.get(whom, whom))
            yield from _changes_of_demand(label, before, old_card, after, new_card)


def _changes_of_demand(
    name: object, old: Target, old_card: Card, new: Target, new_card: Card
) -> Iterator[Change]:
    """Yield a new level with both sources; else what is new in its source or in what is assumed."""
    sources = (old.source, new.source)
    if not same(old.demand, new.demand):
        before, after = _told_apart(old, old_card, new, new_card)
        yield Change("target", name, before, after, *sources)
    elif not same(old.source, new.source):
        yield Change("source", text("{target}, source", target=name), _written(old.source),
                     _written(new.source))  # fmt: skip
    yield from either("assumed", text("{target}, assumed", target=name), old.assumed, new.assumed)


def _told_apart(old: Target, old_card: Card, new: Target, new_card: Card) -> tuple[object, object]:
    """Return two demands in words that differ: in a few, or else every sentence that the other has not."""
    if _spoken(old.demand) != _spoken(new.demand):
        return old.demand, new.demand
    before, after = _sentences(old, old_card), _sentences(new, new_card)
    alone = [[line for line in lines if bare(line) not in map(bare, others)]
             for lines, others in ((before, after), (after, before))]  # fmt: skip
    if not any(alone):
        return text("written differently: {demand}", demand=old.demand), new.demand
    told = [Joined(tuple(lines), " ") if lines else NONE for lines in alone]
    return told[0], told[1]


def _spoken(thing: object) -> tuple[str, ...]:
    """Return the words of a thing in every language."""
    return tuple(Language(code).say(thing) for code in LANGUAGES)


def _sentences(target: Target, card: Card) -> list[object]:
    lines = [
        line.thing for line in demand_lines(target.demand, card) if hasattr(line.thing, "words")
    ]
    for whom, values in _fixed(target).items():
        lines += [
            text(
                "Fixed baseline of {name} in {period}: {value}.",
                name=whom,
                period=period,
                value=value,
            )
            for period, value, _ in values
        ]
    return lines


def _fixed(target: Target) -> FixedBaselines:
    demand = target.demand
    return demand.fixed if isinstance(demand, BaselineDemand | TrajectoryDemand) else {}


def _overrides_alone(target: Target, kinds: Kinds) -> Iterator[Change]:
    for whom, other in target.overrides.items():
        label = text("{target}, for {whom}", target=_from(target), whom=kinds.get(whom, whom))
        yield Change("override", label, None, _with_assumed(other), None, other.source)


def _from(target: Target) -> Text:
    return text("Target from {day}", day=target.from_)


def _said_from(what: Text, target: Target) -> Text:
    return text("{what}, from {day}", what=what, day=target.from_)


def _with_assumed(target: Target) -> object:
    if target.assumed is None:
        return target.demand
    return text("{demand} (assumed: {what})", demand=target.demand, what=target.assumed)


def _written(source: Source | None) -> object:
    if source is None:
        return NONE
    return (
        source_words(source) if source.url is None else Joined((source_words(source), source.url))
    )


def source_words(source: Source) -> Joined:
    """Return document, place and year."""
    return Joined(tuple(p for p in (source.document, source.place, source.year) if p is not None))


# What is judged in two rule books


def judged_in(old: Card, old_book: RuleBook, new: Card, new_book: RuleBook) -> Iterator[Change]:
    """Yield what is judged otherwise under the targets in force in the one rule book and in the other."""
    yield from _settings(old, new)
    kinds = {**old_book.kinds, **new_book.kinds}
    before, after = _in_force(old, old_book), _in_force(new, new_book)
    if len(before) == len(after) == 1:
        yield from _changes_in_force(before[0], old, after[0], new, kinds)
    elif [_judges(t) for t in before] != [_judges(t) for t in after]:
        earlier, later = _all(before, kinds), _all(after, kinds)
        if _spoken(earlier) == _spoken(later):
            earlier = text("written differently: {demand}", demand=earlier)
        yield Change(
            "target", text("Target"), earlier, later, _last_source(before), _last_source(after)
        )


def _changes_in_force(
    old: Target, old_card: Card, new: Target, new_card: Card, kinds: Kinds
) -> Iterator[Change]:
    yield from _changes_of_demand(text("Target"), old, old_card, new, new_card)
    for whom in dict.fromkeys([*new.overrides, *old.overrides]):
        label = text("Target for {whom}", whom=kinds.get(whom, whom))
        before, after = old.of((whom,)), new.of((whom,))
        if whom in old.overrides and whom in new.overrides:
            yield from _changes_of_demand(label, before, old_card, after, new_card)
        elif not same(before.demand, after.demand):
            told = _told_apart(before, old_card, after, new_card)
            yield Change("override", label, *told, before.source, after.source)


def _in_force(card: Card, book: RuleBook) -> list[Target]:
    """Return the targets that hold some day while a rule book is valid."""
    found = []
    for target, later in pairwise((*card.targets, None)):
        assert target is not None  # noqa: S101  # only the last one is
        end = min(target.to or date.max, date.max if later is None else later.from_)
        if target.from_ < book.valid_to and end > book.valid_from:
            found.append(target)
    return found


def _all(targets: list[Target], kinds: Kinds) -> object:
    if not targets:
        return text("no target in force")
    said: list[object] = []
    for target in targets:
        said.append(text("from {day}: {demand}", day=target.from_, demand=target.demand))
        said += [
            text("for {whom}: {demand}", whom=kinds.get(whom, whom), demand=other.demand)
            for whom, other in target.overrides.items()
        ]
    return Joined(tuple(said), "; ")


def _last_source(targets: list[Target]) -> Source | None:
    return targets[-1].source if targets else None
