"""A sentence as patterns see it: small letters, one mark for each number and time, and the way back to the text.

Patterns are written with places in angle brackets: `<N>` a number without a bound, `<S>` with or without, `<P>` a
percentage, `<Q>` percentage points, `<T>` a known period, `<D>` a day, `<H>` a season, `<U>` another time, `<X>` a
number that is no amount, `<W2>` up to two ordinary words, `<L2>` as few as will do.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from compliance.amount import Amount
from compliance.period import Period
from compliance.prose.model import Span
from compliance.prose.numbers import Number, numbers_in
from compliance.prose.times import Time, times_in
from compliance.quantity import Unit

_PLAIN, PERCENT, _POINTS = "\ue001", "\ue002", "\ue003"
_BOUND_PLAIN, _BOUND_PERCENT, _BOUND_POINTS = "\ue004", "\ue005", "\ue006"
PERIOD, DAY, SEASON, OTHER_TIME, NO_AMOUNT = "\ue007", "\ue008", "\ue009", "\ue00a", "\ue00b"
AMOUNTS = _PLAIN + PERCENT + _POINTS + _BOUND_PLAIN + _BOUND_PERCENT + _BOUND_POINTS
ANY_AMOUNT = f"[{AMOUNTS}]"
_PLACES = {
    "<N>": f"[{_PLAIN}{PERCENT}{_POINTS}]",
    "<A>": _PLAIN,
    "<S>": f"[{AMOUNTS}]",
    "<P>": PERCENT,
    "<Ps>": f"[{PERCENT}{_BOUND_PERCENT}]",
    "<Q>": _POINTS,
    "<T>": PERIOD,
    "<D>": DAY,
    "<H>": SEASON,
    "<U>": OTHER_TIME,
    "<X>": NO_AMOUNT,
}
_PLACE = re.compile(r"<(?:[A-Z]s?)>")
_WORDS = re.compile(r"<([WL])(\d)>")


def pattern(source: str) -> re.Pattern[str]:
    """Return a compiled pattern with its places filled."""
    words = _WORDS.sub(_up_to, source)
    return re.compile(_PLACE.sub(lambda m: _PLACES[m[0]], words))


def _up_to(place: re.Match[str]) -> str:
    return rf"(?: [^\W\d_][\w-]*){{0,{place[2]}}}" + ("?" if place[1] == "L" else "")


@dataclass(slots=True)
class Skeleton:
    """A sentence for patterns.

    Attributes:
        text: The sentence with marks.
        sentence: Its place in the whole text.
        words: Its words, without numbers.
        subject_words: The sentence in small letters, with single blanks.
        report: The period of the report it stands in.
        numbers, times: The numbers and times by the offset of their mark.
        starts, ends: Where each sign of `text` begins and ends in the whole text.
    """

    text: str
    sentence: Span
    words: frozenset[str]
    subject_words: str
    report: Period
    numbers: dict[int, Number] = field(default_factory=dict)
    times: dict[int, Time] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def span(self, start: int, end: int) -> Span:
        """Return the place in the whole text of a part of `text`."""
        return Span(self.starts[start], self.ends[end - 1])

    def amount(self, at: int) -> Amount:
        """Return the amount whose mark stands at an offset."""
        amount = self.numbers[at].amount
        assert amount is not None  # noqa: S101  # the mark of a number stands only for an amount
        return amount

    def period(self, at: int) -> Period | None:
        """Return the period at an offset; None for -1 and for what is no known period."""
        time = self.times.get(at)
        return None if time is None else time.period

    @property
    def is_question(self) -> bool:
        """Whether it asks."""
        return self.text.endswith("?")


def skeleton(plain: str, sentence: Span, words: frozenset[str], report: Period) -> Skeleton:
    """Return the skeleton of a sentence of a plain text."""
    times = times_in(plain, sentence.start, sentence.end, report)
    numbers = numbers_in(
        plain, sentence.start, sentence.end, [(time.start, time.end) for time in times]
    )
    tidy = " ".join(plain[sentence.start : sentence.end].split())
    built = Skeleton("", sentence, words, tidy, report)
    marks: list[str] = []
    length = 0
    at = sentence.start
    for token in _in_order(times, numbers, sentence.start):
        length = _copy(plain, at, token.start, marks, built, length)
        marks.append(_mark(token))
        built.starts.append(token.start)
        built.ends.append(token.end)
        if isinstance(token, Time):
            built.times[length] = token
        else:
            built.numbers[length] = token
        length += 1
        at = token.end
    _copy(plain, at, sentence.end, marks, built, length)
    built.text = "".join(marks)
    return built


def _in_order(times: list[Time], numbers: list[Number], start: int) -> Iterator[Time | Number]:
    """Return the tokens by place; of two that overlap the first."""
    tokens: list[Time | Number] = [*times, *numbers]
    end = start
    for token in sorted(tokens, key=lambda token: (token.start, -token.end)):
        if token.start >= end:
            yield token
            end = token.end


def _copy(plain: str, start: int, end: int, marks: list[str], built: Skeleton, length: int) -> int:
    """Copy ordinary text, runs of blanks as one; return the new length."""
    piece = plain[start:end]
    if "  " not in piece:
        marks.append(piece)
        built.starts.extend(range(start, end))
        built.ends.extend(range(start + 1, end + 1))
        return length + len(piece)
    for at, sign in enumerate(piece, start):
        if sign == " " and at > start and plain[at - 1] == " ":
            continue
        marks.append(sign)
        built.starts.append(at)
        built.ends.append(at + 1)
        length += 1
    return length


def _mark(token: Time | Number) -> str:
    if isinstance(token, Time):
        if token.is_season:
            return SEASON
        if token.period is not None:
            return PERIOD
        return DAY if token.due is not None else OTHER_TIME
    amount = token.amount
    if amount is None:
        return NO_AMOUNT
    if amount.unit is Unit.PERCENT:
        return PERCENT if amount.bound is None else _BOUND_PERCENT
    if token.is_points:
        return _POINTS if amount.bound is None else _BOUND_POINTS
    return _PLAIN if amount.bound is None else _BOUND_PLAIN
