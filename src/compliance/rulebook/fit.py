"""Problems of cards that only show beside a rule book: names that nobody has, and what would be judged twice."""

from collections.abc import Iterator, Mapping, Sequence

from compliance.errors import one_of
from compliance.language import text
from compliance.rulebook.demands import BaselineDemand, FixedBaselines, TrajectoryDemand
from compliance.rulebook.model import Card, Organisation, Target
from compliance.rulebook.source import RuleFile

_Path = tuple[int | str, ...]


def accept_fit(
    authority: str,
    cards: Mapping[str, Card],
    files: Mapping[str, RuleFile],
    organisations: Sequence[Organisation],
) -> None:
    """Note what does not fit between cards and organisations, in the files of the cards.

    Args:
        files: The file of each card, by its id.
    """
    names = [n for o in organisations for n in (o.id, *(p.id for p in o.locations))]
    if not names:
        return
    for id_, card in cards.items():
        file = files.get(id_)
        if file is None:
            continue
        _accept_components(file, card, organisations)
        if id_.partition("/")[0] == authority:
            _accept_examples(file, card, names, organisations)
        for index, target in enumerate(card.targets):
            path = ("targets", index)
            _accept_overrides(file, path, target, organisations)
            if id_.partition("/")[0] == authority:
                _accept_names(file, path, target, names, organisations)


def _accept_components(file: RuleFile, card: Card, organisations: Sequence[Organisation]) -> None:
    for index, component in enumerate(card.components):
        for organisation in organisations:
            spellings = [("id",), *(("also", n) for n in range(len(component.also)))]
            for at, name in zip(spellings, (component.id, *component.also), strict=True):
                location = organisation.location(name)
                if location is not None:
                    file.problem(
                        ("components", index, *at),
                        text("“{name}” is also a location of {organisation} ({place}).",
                             name=name, organisation=organisation.id, place=str(location.place)),
                        text("Give the component another name: under by: nobody could tell which is meant."),
                    )  # fmt: skip


def _accept_overrides(
    file: RuleFile, path: _Path, target: Target, organisations: Sequence[Organisation]
) -> None:
    """Note two overrides for kinds that one organisation both has."""
    told: set[tuple[str, str]] = set()
    for organisation in organisations:
        if organisation.id in target.overrides:
            continue
        kinds = [kind for kind in target.overrides if kind in organisation.kinds]
        if len(kinds) > 1 and (kinds[0], kinds[1]) not in told:
            told.add((kinds[0], kinds[1]))
            file.problem(
                (*path, "for", kinds[1]),
                text("{organisation} is both “{one}” (line {line}) and “{other}”, and neither is more special.",
                     organisation=organisation.id, one=kinds[0], other=kinds[1],
                     line=str(file.at(*path, "for", kinds[0]).line)),
                text("Write the organisation itself under for:."),
            )  # fmt: skip


def _accept_examples(
    file: RuleFile, card: Card, names: Sequence[str], organisations: Sequence[Organisation]
) -> None:
    """Note examples of somebody who is not there: they would be judged as if they were nobody special."""
    kinds = list(dict.fromkeys(kind for o in organisations for kind in o.kinds))
    for index, example in enumerate(card.examples):
        if example.whom is not None and example.whom not in (*kinds, *names):
            file.problem(
                ("examples", index, "for"),
                text("there is no organisation, kind or location “{name}”.", name=example.whom),
                one_of([*kinds, *names], example.whom),
            )


def _accept_names(
    file: RuleFile,
    path: _Path,
    target: Target,
    names: Sequence[str],
    organisations: Sequence[Organisation],
) -> None:
    """Note overrides and fixed baselines that stand under a name nobody has."""
    kinds = list(dict.fromkeys(kind for o in organisations for kind in o.kinds))
    for whose in (w for w in target.overrides if w not in names and w not in kinds):
        file.problem(
            (*path, "for", whose),
            text("there is no organisation, kind or location “{name}”.", name=whose),
            one_of([*kinds, *names], whose),
        )
    for at, fixed in _fixed(path, target):
        for whose in (w for w in fixed if w not in names):
            file.problem(
                (*at, "baselines", whose),
                text("there is no organisation or location “{name}”.", name=whose),
                one_of(names, whose),
            )


def _fixed(path: _Path, target: Target) -> Iterator[tuple[_Path, FixedBaselines]]:
    if isinstance(target.demand, BaselineDemand | TrajectoryDemand):
        yield path, target.demand.fixed
    for name, changed in target.overrides.items():
        demand = changed.demand
        if isinstance(demand, BaselineDemand | TrajectoryDemand) and demand.fixed != getattr(
            target.demand, "fixed", None
        ):
            yield (*path, "for", name), demand.fixed
