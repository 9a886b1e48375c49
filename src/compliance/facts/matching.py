"""Finds what the names in a submission mean: a requirement or card, a place, a component, a figure beside."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from compliance.errors import Place, Unreadable
from compliance.facts.judged import Surroundings
from compliance.language import Text, text
from compliance.quantity import Quantity, Unit, parse_quantity
from compliance.rulebook.model import Card, Organisation, Requirement, RuleBook
from compliance.submission.model import Answer, Entry, Submission, Trouble, WrittenValue

Said = tuple[Entry, Answer]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name in the submission that nothing has, and where it was used, as far as that is known."""

    what: str
    name: str
    known: tuple[str, ...]
    place: Place
    requirement: str | None = None
    card: str | None = None
    location: str | None = None


def match_answers(
    rule_book: RuleBook, submission: Submission, applies: Mapping[str, bool | None]
) -> tuple[dict[str, tuple[Answer, ...]], list[Unknown]]:
    """Return the answers of each requirement, and the keys that are neither requirement nor card.

    An answer to a card belongs to the requirements that apply and list it, else to all that list it.
    """
    found: dict[str, list[Answer]] = {r.id: [] for r in rule_book.requirements}
    unknown = []
    for answer in submission.answers:
        if answer.key in found:
            found[answer.key].append(answer)
            continue
        listing = [r.id for r in rule_book.requirements if answer.key in r.cards]
        if not listing:
            known = (*found, *rule_book.cards)
            unknown.append(Unknown("requirement", answer.key, known, answer.place))
        for id_ in [i for i in listing if applies[i] is not False] or listing:
            found[id_].append(answer)
    return {id_: tuple(answers) for id_, answers in found.items()}, unknown


def unknown_places(
    rule_book: RuleBook,
    submission: Submission,
    answered: Mapping[str, tuple[Answer, ...]],
    organisation: Organisation,
) -> Iterator[Unknown]:
    """Yield the names under `by` that are neither a location nor a component of the card."""
    first_of: dict[str, str] = {}
    for id_, answers in answered.items():
        for known in answers:
            first_of.setdefault(known.key, id_)
    for answer in submission.answers:
        if answer.key not in first_of:
            continue
        requirement = first_of[answer.key]
        where = requirement, None if answer.key == requirement else answer.key
        card = card_of(rule_book, rule_book.requirement(requirement), answer)
        components = () if card is None else tuple(c.id for c in card.components)
        locations = tuple(place.id for place in organisation.locations)
        for entry in answer.entries:
            if not entry.path:
                continue
            location = organisation.location(entry.path[0])
            component = None if card is None else card.component(entry.path[0])
            if len(entry.path) == 1:
                if location is None and component is None:
                    names = (*locations, *components)
                    yield Unknown("location", entry.path[0], names, entry.place, *where)
            elif location is not None:
                if card is None or card.component(entry.path[1]) is None:
                    name = entry.path[1]
                    yield Unknown("location", name, components, entry.place, *where, location.id)
            elif component is not None:
                yield Unknown("location", entry.path[1], (), entry.place, *where)


def card_of(rule_book: RuleBook, requirement: Requirement | None, answer: Answer) -> Card | None:
    """Return the card that an answer answers, if it is one."""
    if requirement is not None and answer.key == requirement.id:
        only = requirement.only_card
        return None if only is None else rule_book.cards[only]
    return rule_book.cards.get(answer.key)


@dataclass(slots=True)
class AtPlace:
    """What is answered to a card at one place: of itself, and of its components by their ids."""

    own: list[Said] = field(default_factory=list)
    components: dict[str, list[Said]] = field(default_factory=dict)

    @property
    def is_answered(self) -> bool:
        """Whether anything is said that may be judged here."""
        return bool(self.components) or any(entry.is_judged for entry, _ in self.own)


def by_location(
    answers: Sequence[Answer], organisation: Organisation, card: Card
) -> list[tuple[str | None, AtPlace]]:
    """Return what is judged at each place: the answer itself first, then the locations in their order."""
    found: dict[str | None, AtPlace] = {}
    for answer in answers:
        for entry in answer.entries:
            names = list(entry.path)
            location = organisation.location(names[0]) if names else None
            if location is not None:
                names.pop(0)
            place = None if location is None else location.id
            if not names:
                found.setdefault(place, AtPlace()).own.append((entry, answer))
                continue
            component = card.component(names[0])
            if component is None or len(names) > 1:
                continue
            parts = found.setdefault(place, AtPlace()).components
            parts.setdefault(component.id, []).append((entry, answer))
    for place in [p for p, said in found.items() if not said.is_answered]:
        del found[place]
    itself = found.get(None)
    if (
        itself is not None
        and len(found) > 1
        and not itself.components
        and not any(entry.says_something for entry, _ in itself.own)
    ):
        # "answered" by nothing but its own declared colour or text, while the locations hold the values
        del found[None]
    order: list[str | None] = [None, *(p.id for p in organisation.locations)]
    return sorted(found.items(), key=lambda pair: order.index(pair[0]))


def one_entry(
    pairs: Sequence[Said],
) -> tuple[Entry, Answer, tuple[Trouble, ...], bool]:
    """Return the one entry of a place, what is said of it twice, and whether that is what is judged."""
    saying = [pair for pair in pairs if pair[0].says_something]
    entry, answer = (saying or list(pairs))[0]
    troubles = []
    declaring = [e for e, _ in pairs if e.declared is not None]
    if len({e.declared for e in declaring}) > 1:
        entry = replace(entry, declared=None)
        places = (declaring[0].declared_place, declaring[1].declared_place)
        what = text("two different colours are declared, in line {first} and in line {second}.",
                    first=_line(places[0]), second=_line(places[1]))  # fmt: skip
        troubles.append(_twice("declared", what, places[1]))
    elif entry.declared is None and declaring:
        entry = replace(
            entry, declared=declaring[0].declared, declared_place=declaring[0].declared_place
        )
    if len(saying) > 1:
        other = saying[1][0].place
        what = text("it is answered twice, in line {first} and in line {second}.",
                    first=_line(entry.place), second=_line(other))  # fmt: skip
        troubles.append(_twice("by", what, other))
    return entry, answer, tuple(troubles), len(saying) > 1


def _twice(field: str, what: Text, place: Place) -> Trouble:
    return Trouble(field, "", Unreadable(what, text("Keep one of them.")), place)


def _line(place: Place) -> str:
    return str(place.line or place)


_Where = tuple[str | None, str | None]
"""A location and a component."""


def where_of_entry(entry: Entry, card: Card | None, organisation: Organisation) -> _Where | None:
    """Return the ids of the location and the component that an entry is of; None when a name is not known."""
    names = list(entry.path)
    location = organisation.location(names[0]) if names else None
    if location is not None:
        names.pop(0)
    component = card.component(names[0]) if names and card is not None else None
    if len(names) > 1 or (names and component is None):
        return None
    return (
        None if location is None else location.id,
        None if component is None else component.id,
    )


class Elsewhere:
    """The values that a submission gives of each indicator, wherever they stand."""

    def __init__(self, answers: Iterable[tuple[Card, Answer]], organisation: Organisation) -> None:
        self._found: dict[tuple[str, Unit | None, _Where], list[WrittenValue]] = {}
        self._organisation = organisation
        for card, answer in answers:
            for entry in answer.entries:
                place = where_of_entry(entry, card, self._organisation)
                if place is not None and card.derived is None:
                    # what is given under a derived card is not what is judged, and in another unit
                    # a bare number would mean something else
                    key = (card.indicator, card.given_unit, place)
                    self._found.setdefault(key, []).extend(entry.values)

    def beside(
        self, card: Card, entries: Sequence[Entry], location: str | None, component: str | None
    ) -> Surroundings:
        """Return the figures that a card needs beside an entry.

        Args:
            entries: Where they may be given, the nearest first; else another answer may hold them.
        """
        found: dict[str, Sequence[WrittenValue]] = {}
        for other in card.beside:
            if other.id is None:
                continue
            given = next((e.beside[other.id] for e in entries if other.id in e.beside), None)
            if given is None:
                key = (other.id, card.given_unit, (location, component))
                said = self._found.get(key, [])
                given = tuple({(v.period, _meaning(v, card.given_unit)): v for v in said}.values())
            found[other.id] = given
        return found


def _meaning(value: WrittenValue, unit: Unit | None) -> object:
    """Return what is the same for two values that say the same: "2.4 %" and "2,4 %"."""
    written = str({name: scalar.text for name, scalar in value.fields.items()})
    if set(value.fields) != {"value"} or unit is None:
        return written
    scalar = value.fields["value"]
    try:
        found = parse_quantity(scalar.text, unit, exact_number=scalar.is_number, signed=True)
    except Unreadable:
        return written
    return (found.low, found.high, found.about) if isinstance(found, Quantity) else written
