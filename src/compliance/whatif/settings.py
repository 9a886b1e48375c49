"""Reads `--set KEY=VALUE` and finds what it means in a report: which answer, place, period and key."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn

from compliance.assess import Report
from compliance.errors import InputRefused, Place, Problem, Unreadable, one_of
from compliance.language import Joined, Text, text
from compliance.period import Period, parse_day
from compliance.rulebook.demands import (
    DeadlineDemand,
    Demand,
    PartsDemand,
    RiskDemand,
    StatusDemand,
)
from compliance.rulebook.model import Card, Organisation, Requirement, RuleBook

SET = Place("--set")
"""The place of all that is set."""

_NOT_DELIVERED = {"no", "nei"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One `--set`, as written.

    Attributes:
        key: A requirement or a card.
        where: Names of a location and a component, as far as given.
    """

    key: str
    where: tuple[str, ...]
    period: Period | None
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A setting with what it means.

    Attributes:
        answers: The keys under which the answer may stand, the wanted one first.
        location, component: Ids.
        field: "values", "status" or "delivered".
        period: Of the value that is set.
        in_two_words: Whether the value is the probability and consequence of a risk.
    """

    setting: Setting
    requirement: Requirement
    card: Card | None
    answers: tuple[str, ...]
    location: str | None
    component: str | None
    field: str
    period: Period
    in_two_words: bool = False


def refuse(place: Place, what: Text, accepted: Text | None = None) -> NoReturn:
    """Raise that an option cannot be used.

    Raises:
        InputRefused: Always.
    """
    raise InputRefused([Problem(code="not-accepted", place=place, what=what, accepted=accepted)])


def read_setting(written: str) -> Setting:
    """Return what `KEY[@LOCATION[/COMPONENT]][@PERIOD]=VALUE` says.

    Raises:
        InputRefused: If it is not that.
    """
    left, sign, value = written.partition("=")
    key, *parts = (part.strip() for part in left.split("@"))
    if not sign or not key or not value.strip() or not all(parts):
        refuse(
            SET,
            text("“{written}” is not accepted.", written=written),
            text(
                "Write KEY=VALUE, such as “sick-leave=7,5 %”, or {full}.", full="KEY@LOCATION=VALUE"
            ),
        )
    where: list[str] = []
    period = None
    for part in parts:
        try:
            period = Period.parse(part)
        except Unreadable:
            where.append(part)
    return Setting(key, tuple(where), period, value.strip())


def requirement_and_card(key: str, book: RuleBook, place: Place) -> tuple[Requirement, Card | None]:
    """Return the requirement of that id with its only card, or the card with a requirement that lists it.

    Raises:
        InputRefused: If there is none of that name, or the requirement has several cards.
    """
    requirement = book.requirement(key)
    if requirement is None:
        listing = [r for r in book.requirements if key in r.cards]
        if not listing:
            known = [*(r.id for r in book.requirements), *book.cards]
            refuse(place, text("there is nothing called “{name}”.", name=key), one_of(known, key))
        return listing[0], book.cards[key]
    if requirement.cards and requirement.only_card is None:
        refuse(
            place,
            text("“{name}” is judged by several cards.", name=key),
            text("Name one of them: {names}.", names=Joined(requirement.cards)),
        )
    card = requirement.only_card
    return requirement, None if card is None else book.cards[card]


def place_setting(setting: Setting, report: Report) -> Placed:
    """Return what a setting means in a report; without a period it means the one that is judged.

    Raises:
        InputRefused: If nothing has its key, or no place its name.
    """
    plan = report.plan
    requirement, card = requirement_and_card(setting.key, plan.rule_book, SET)
    location, component = _where(setting.where, plan.organisation, card)
    # of parts at one place, the whole they belong to stands first
    here = [
        a
        for whole in report.assessments
        for a in (whole, *whole.parts)
        if (a.case.card, a.case.location, a.case.component) == (card, location, component)
    ]
    if not here and not setting.where:
        _accept_no_place(setting.key, card, report)
    if setting.period is not None:
        period = setting.period
    else:
        period = here[0].case.judged.period if here and card is not None else plan.submission.period
    field, in_two_words = "status", False
    if card is not None:
        names = (location or "", plan.organisation.id, *plan.organisation.kinds)
        target = card.target_at(period.last_day, names)
        demands = () if target is None else _demands(setting.key, target.demand, component, card)
        field = _field(setting.value, demands)
        in_two_words = "/" in setting.value and any(
            isinstance(d, RiskDemand) and d.matrix for d in demands
        )
    ids = [requirement.id]
    if card is not None:
        ids = [r.id for r in plan.rule_book.requirements if r.only_card == card.id] + [card.id]
    return Placed(
        setting=setting,
        requirement=requirement,
        card=card,
        answers=tuple(sorted(ids, key=lambda id_: id_ != setting.key)),
        location=location,
        component=component,
        field=field,
        period=period,
        in_two_words=in_two_words,
    )


def _where(
    names: Iterable[str], organisation: Organisation, card: Card | None
) -> tuple[str | None, str | None]:
    """Return the ids of the location and the component that are named."""
    location = component = None
    for written in names:
        whole = organisation.location(written)
        for name in (written,) if whole is not None else re.split(r"\s*/\s*", written):
            place = organisation.location(name)
            part = None if card is None else card.component(name)
            if place is not None and location is None:
                location = place.id
            elif part is not None and component is None:
                component = part.id
            else:
                known = [place.id for place in organisation.locations]
                known += [] if card is None else [c.id for c in card.components]
                refuse(
                    SET,
                    text("there is no location or component “{name}”.", name=name),
                    one_of(known, name) if known else None,
                )
    return location, component


def _accept_no_place(key: str, card: Card | None, report: Report) -> None:
    """Refuse a setting for the answer itself where only its places are judged."""
    cases = [a.case for a in report.assessments if card is not None and a.case.card == card]
    places = [
        f"{key}@" + "/".join(name for name in (case.location, case.component) if name)
        for case in cases
    ]
    if places:
        refuse(
            SET,
            text("“{name}” is answered for each place by itself.", name=key),
            text("Name one of them: {names}.", names=Joined(tuple(dict.fromkeys(places)))),
        )


def _demands(key: str, demand: Demand, component: str | None, card: Card) -> tuple[Demand, ...]:
    """Return what is demanded there, of one of several parts or of the whole."""
    if not isinstance(demand, PartsDemand):
        return (demand,)
    found = tuple(part.demand for part in demand.parts if part.component == component)
    if not found:
        parts = [c.id for c in card.components if any(p.component == c.id for p in demand.parts)]
        refuse(
            SET,
            text("“{name}” is judged by its parts.", name=key),
            text(
                "Name one of them: {names}.", names=Joined(tuple(f"{key}@{part}" for part in parts))
            ),
        )
    return found


def _field(value: str, demands: Iterable[Demand]) -> str:
    """Return the key of an answer that holds such a value."""
    kinds = {type(demand) for demand in demands}
    if DeadlineDemand in kinds and (len(kinds) == 1 or _is_delivery(value)):
        return "delivered"
    if StatusDemand in kinds and (len(kinds) == 1 or not re.search(r"\d", value)):
        return "status"
    return "values"


def _is_delivery(value: str) -> bool:
    if value.casefold() in _NOT_DELIVERED:
        return True
    try:
        parse_day(value)
    except Unreadable:
        return False
    return True
