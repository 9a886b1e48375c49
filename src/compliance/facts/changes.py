"""Reads stated changes: "-7 % since 2023" says how a value stands to another one that need not be given itself."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from compliance.colour import Reason
from compliance.document import Scalar
from compliance.errors import Place, Unreadable
from compliance.facts.values import accept_possible
from compliance.language import Language, Text, text
from compliance.period import Period
from compliance.quantity import ABOUT, Quantity, Unit, parse_quantity, tidy
from compliance.rulebook.model import Card
from compliance.submission.model import Trouble

_SHAPE = re.compile(
    r"(?:(?P<period>\d{4}[\w/-]*) ?: ?)?(?P<size>.+?) (?:since|from|siden|sidan|fra|frå) (?P<since>\d{4}[\w/-]*)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?P<number>.+?) ?(?:percentage points?|prosentpoeng|%-poeng|pp)", re.IGNORECASE
)
_WHOLE = Fraction(100)
_PERCENT = re.compile(r"(?:%|prosent|per ?cent|pst\.?)$", re.IGNORECASE)
_SIGN = re.compile(rf"(?P<about>{ABOUT} ?)?(?P<sign>[+-]?) ?(?P<rest>.+)", re.IGNORECASE)
_WORDED = re.compile(r"\d ?%? ?(?:til|to) ?\d", re.IGNORECASE)
_TWO_SIGNS = re.compile(r"\d ?%? ?(?:–|—|-|til|to) ?[-+] ?\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From `since` to `period` the value has changed by `size`.

    Attributes:
        size: A percentage of the earlier value when `relative`, else a difference in the value's unit.
    """

    since: Period
    period: Period
    relative: bool
    size: Quantity
    place: Place
    written: str = ""

    def words(self, language: Language) -> str:
        """Return the change as it was stated."""
        if self.size.low < 0 < self.size.high:
            sign, size = "", self.size
        elif self.size.low >= 0:
            sign, size = "+" if self.size.low else "", self.size
        else:
            sign, size = "\u2212", replace(self.size, low=-self.size.high, high=-self.size.low)
        if self.size.unit is Unit.PERCENT and not self.relative:
            said = self._points(sign, size)
        else:
            said = text("{sign}{size} since {period}", sign=sign, size=size, period=self.since)
        return language.say(said)

    def _points(self, sign: str, size: Quantity) -> Text:
        if size.is_interval:
            return text("{sign}{low} to {sign}{high} percentage points since {period}",
                        sign=sign, low=size.low, high=size.high, period=self.since)  # fmt: skip
        if size.low == 1:
            return text("{sign}1 percentage point since {period}", sign=sign, period=self.since)
        return text("{sign}{number} percentage points since {period}",
                    sign=sign, number=size.low, period=self.since)  # fmt: skip


def read_changes(
    written: Sequence[Scalar], card: Card, report: Period
) -> tuple[tuple[Change, ...], tuple[Trouble, ...]]:
    """Return the stated changes of an entry, and those that cannot be read.

    Args:
        report: The period that a change ends with, when it names none.
    """
    changes: list[Change] = []
    troubles: list[Trouble] = []
    for scalar in written:
        try:
            change = _read(tidy(scalar.text), card, report, scalar.place)
            _accept_new(change, changes)
            changes.append(change)
        except Unreadable as error:
            troubles.append(Trouble("changes", tidy(scalar.text), error, scalar.place))
    return tuple(changes), tuple(troubles)


def may_be_negative(card: Card) -> bool:
    """Whether the values of a card can be below zero."""
    unit, possible = card.unit, card.possible
    return unit is not None and (unit.may_be_negative if possible is None else possible[0] < 0)


def accept_earlier(value: Quantity, card: Card) -> None:
    """Refuse an earlier value that a stated difference gives, but that cannot have been.

    Raises:
        Unreadable: If it is below zero or not possible.
    """
    accept_possible(value, card.possible)
    if value.low < 0 and not may_be_negative(card):
        raise Unreadable(
            text(
                "by this change the earlier value would be {value}, which cannot be.", value=value
            ),
            text("Correct the change or the value."),
        )


def unused_changes(
    changes: Iterable[Change],
    given: Collection[Period | None],
    used: Collection[Change | None],
    judged: Period,
) -> Iterator[Text]:
    """Say which stated changes tell nothing here.

    Args:
        given: The periods of the values; where both are given, they tell the change themselves.
        judged: The period of what is judged.
    """
    for change in changes:
        if change.period != judged:
            yield text("The stated change {change} is of {other}, not of {period}, and is not used.",
                       change=change, other=change.period, period=judged)  # fmt: skip
        elif change not in used and not {change.since, change.period} <= set(given):
            yield text("The stated change {change} is not used.", change=change)


def _accept_new(change: Change, before: Sequence[Change]) -> None:
    between = (change.since, change.period, change.relative)
    twin = next((c for c in before if (c.since, c.period, c.relative) == between), None)
    if twin is not None:
        raise Unreadable(
            text("another change between the same periods stands in line {line}.",
                 line=str(twin.place.line or twin.place)),
            text("Keep one of them."),
        )  # fmt: skip


def _read(plain: str, card: Card, report: Period, place: Place) -> Change:
    shape = _SHAPE.fullmatch(plain)
    if shape is None:
        raise _no_change(plain)
    since = Period.parse(shape["since"])
    period = report if shape["period"] is None else Period.parse(shape["period"])
    if since.last >= period.last:
        raise Unreadable(
            text("“{written}” counts from {since}, which is not before {period}.",
                 written=plain, since=since, period=period),
            text("Write the earlier period after “since”."),
        )  # fmt: skip
    size, relative = _size(shape["size"], plain, card)
    if relative and size.low < -_WHOLE and not may_be_negative(card):
        raise Unreadable(
            text("“{written}” is more than all of it.", written=plain),
            text("A fall is at most 100 %."),
        )
    return Change(
        since=since, period=period, relative=relative, size=size, place=place, written=plain
    )


def _size(written: str, plain: str, card: Card) -> tuple[Quantity, bool]:
    """Return the size with its sign, and whether it is a percentage of the earlier value."""
    points = _POINTS.fullmatch(written)
    if points is not None and card.unit is Unit.PERCENT:
        return _signed(f"{points['number']} %", Unit.PERCENT, plain), False
    if points is None and _PERCENT.search(written):
        return _signed(written, Unit.PERCENT, plain), True
    unit = card.given_unit
    if points is not None or unit is None or unit is Unit.PERCENT:
        raise _no_change(plain)
    return _signed(written, unit, plain), False


def _signed(written: str, unit: Unit, plain: str) -> Quantity:
    shape = _SIGN.fullmatch(written)
    if shape is None:
        raise _no_change(plain)
    if shape["sign"] == "-" and _WORDED.search(written):
        raise Unreadable(
            text("“{written}” can be read in two ways.", written=plain),
            text("Write the sign of both ends, such as “-7 til -5 %”."),
        )
    has_two = _TWO_SIGNS.search(written) is not None
    size = parse_quantity(
        re.sub(r"([+-]) (?=\d)", r"\1", written)
        if has_two
        else (shape["about"] or "") + shape["rest"],
        unit,
        signed=has_two,
    )
    if isinstance(size, Reason):
        raise _no_change(plain)
    if has_two:
        return size
    if shape["sign"] == "-":
        return replace(size, low=-size.high, high=-size.low)
    return size


def _no_change(plain: str) -> Unreadable:
    return Unreadable(
        text("“{written}” is not a change between two periods.", written=plain),
        text("Write it as “-7 % since 2023” or “+23 since 2023-10”."),
    )
