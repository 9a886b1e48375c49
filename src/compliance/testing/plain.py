"""Takes a card apart: one card for each single demand in it, without components, overrides or derived figures.

What holds for every figure is tried on these; how the parts belong together has laws of its own.
"""

from collections.abc import Iterator
from dataclasses import replace

from compliance.rulebook.demands import (
    Demand,
    ExpectedDemand,
    FigureDemand,
    PartsDemand,
    PlainDemand,
    WithdrawnDemand,
    plain_demands,
)
from compliance.rulebook.model import Card, Target


def plain_cards(card: Card) -> tuple[Card, ...]:
    """Return the card with the first demand of each target, then one card for each further one.

    Only cards that judge something are returned.
    """
    first = tuple(replace(t, demand=_first(t.demand), overrides={}) for t in card.targets)
    cards = [_with(card, first), *(_with(card, (t,)) for t in _further(card))]
    return tuple(c for c in cards if any(plain_demands(t.demand) for t in c.targets))


def figure_cards(card: Card) -> tuple[Card, ...]:
    """Return the plain cards that judge a number."""
    return tuple(
        plain
        for plain in plain_cards(card)
        if any(isinstance(t.demand, FigureDemand) for t in plain.targets)
    )


def _with(card: Card, targets: tuple[Target, ...]) -> Card:
    return replace(card, components=(), derived=None, trend=None, targets=targets, examples=())


def _first(demand: Demand) -> Demand:
    return demand.parts[0].demand if isinstance(demand, PartsDemand) else demand


def _further(card: Card) -> Iterator[Target]:
    """Yield a target for each demand that is not the first one of its target."""
    for target in card.targets:
        known: list[PlainDemand | ExpectedDemand | WithdrawnDemand] = []
        for variant in target.variants:
            for demand in plain_demands(variant.demand):
                if demand not in known:
                    known.append(demand)
                    if len(known) > 1:
                        yield replace(variant, from_=target.from_, demand=demand, overrides={})
