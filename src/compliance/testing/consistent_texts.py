"""Sentences in bokmål and nynorsk that are true of the figures beside them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil, floor

from hypothesis.strategies import DrawFn

from compliance.colour import Basis, Colour
from compliance.language import exact_text
from compliance.period import Period
from compliance.quantity import Unit
from compliance.testing.choices import index, pick
from compliance.testing.consistent_answers import Entered
from compliance.testing.consistent_filler import MONTH_NAMES, Words

_MONTHS = 12
_HUNDRED = 100
_MILLION = 1_000_000
_PARTS = {4: "tertial", 6: "halvår", 3: "kvartal"}
_UNITS: dict[Unit, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Unit.PERCENT: ((" prosent", " %", "\u00a0%"), (" prosent", " %")),
    Unit.HOURS: ((" timer",), (" timar",)),
    Unit.PERSON_MONTHS: ((" månedsverk",), (" månadsverk",)),
    Unit.DAYS: ((" dager", " døgn"), (" dagar", " døgn")),
    Unit.COUNT: (("",), ("",)),
    Unit.NOK: ((" kroner", " kr"), (" kroner",)),
    Unit.POINTS: ((" poeng",), (" poeng",)),
    Unit.PER_100_000: ((" per 100 000 innbyggere",), (" per 100 000 innbyggjarar",)),
    Unit.MONTHS: ((" måneder",), (" månader",)),
    Unit.DDD: ((" DDD per 100 liggedøgn",), (" DDD per 100 liggedøgn",)),
}


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes true sentences of one submission.

    Attributes:
        words: The language and its words.
        report: The period of the report.
    """

    draw: DrawFn
    words: Words
    report: Period

    def about(self, entered: Entered, basis: Basis | None) -> list[str]:
        """Return sentences about what stands at one place, in an order that is drawn."""
        known = [
            self._figure,
            self._figures,
            self._sign,
            self._change,
            self._rough,
            self._near_goal,
            self._bound,
        ]
        kinds: list[Callable[[Entered], Iterator[str]]] = []
        if entered.card is not None and entered.period is not None:
            most = 5 if entered.location is None else 2
            kinds = [pick(self.draw, known) for _ in range(self.draw(index(most)))]
        said = [sentence for kind in kinds for sentence in kind(entered)]
        if self.draw(index(3)) == 0 and basis is Basis.FIGURES and not entered.below:
            said += self._status(entered)
        if self.draw(index(2)):
            said += self._places(entered)
        return said

    # How things are called

    def title(self, entered: Entered) -> str:
        """Return what the indicator is called, with its component and its place where it has one."""
        assert entered.card is not None  # noqa: S101  # only such entries are written about
        title = entered.card.title.nb
        if self.words.is_nynorsk and entered.card.title.nn is not None:
            title = entered.card.title.nn
        place = "" if entered.location is None else f" {self.words.at} {entered.location}"
        part = next((c for c in entered.card.components if c.id == entered.component), None)
        named = "" if part is None else f" ({_small(part.title.nb)})"
        return title + named + place

    def number(self, number: Fraction, unit: Unit | None) -> str:
        """Return a number with its unit; the sign of a negative one before it."""
        whole, _, part = exact_text(abs(number)).partition(".")
        blank = pick(self.draw, (" ", "\u00a0"))
        first = len(whole) % 3
        groups = [whole[:first], *(whole[n : n + 3] for n in range(first, len(whole), 3))]
        digits = blank.join(g for g in groups if g) + ("," + part if part else "")
        sign = "\u2212" if number < 0 else ""
        return sign + digits + self.unit(unit)

    def unit(self, unit: Unit | None) -> str:
        """Return a unit as it stands behind a number."""
        return pick(self.draw, _UNITS[unit or Unit.COUNT][self.words.is_nynorsk])

    def period(self, period: Period) -> str:
        """Return a period in words that follow "i"."""
        year, month = divmod(period.first, _MONTHS)
        if (period.months, month) == (_MONTHS, 0):
            return str(year)
        size = period.months
        if size in _PARTS and month % size == 0:
            nth = month // size
            ordinal = pick(self.draw, (f"{nth + 1}.", self.words.ordinals[nth]))
            return f"{ordinal} {_PARTS[size]} {year}"
        first, last = MONTH_NAMES[month], MONTH_NAMES[period.last % _MONTHS]
        return f"{self.words.in_months} {first}–{last} {period.end_year}"

    def _worded(self, entered: Entered, patterns: Sequence[str]) -> str:
        """Return a pattern; one that names what it is of, where that is not the whole answer."""
        is_whole = entered.location is None and entered.component is None
        return pick(self.draw, [p for p in patterns if is_whole or "{title}" in p or "{low}" in p])

    # What is said of figures

    def _figure(self, entered: Entered) -> Iterator[str]:
        """Yield a figure and its period, as `values` has it."""
        period = pick(self.draw, tuple(entered.readings))
        value = self.number(entered.readings[period], self._unit(entered))
        title, when = self.title(entered), self.period(period)
        yield self._worded(entered, self.words.figure).format(
            title=title, low=_small(title), value=value, when=when
        )

    def _figures(self, entered: Entered) -> Iterator[str]:
        """Yield two figures with their periods."""
        pair = self._pair(entered)
        if pair is None:
            return
        before, after = pair
        unit = self._unit(entered)
        yield self._worded(entered, self.words.two_figures).format(
            title=self.title(entered),
            low=_small(self.title(entered)),
            first=self.number(entered.readings[before], unit),
            then=self.period(before),
            second=self.number(entered.readings[after], unit),
            when=self.period(after),
        )

    def _sign(self, entered: Entered) -> Iterator[str]:
        """Yield a direction without figures."""
        pair = self._pair(entered)
        if pair is None or entered.card is None:
            return
        before, after = pair
        gain = entered.readings[after] - entered.readings[before]
        if gain == 0:
            patterns = self.words.same
        else:
            patterns = self.words.up if gain > 0 else self.words.down
            better = entered.card.higher_is_better
            if better is not None and self.draw(index(2)):
                patterns = self.words.better if (gain > 0) == better else self.words.worse
        title = self.title(entered)
        yield self._worded(entered, patterns).format(
            title=title, low=_small(title), then=self.period(before), when=self.period(after)
        )

    def _change(self, entered: Entered) -> Iterator[str]:
        """Yield a change between two figures with its size."""
        pair = self._pair(entered)
        if pair is None:
            return
        before, after = (entered.readings[p] for p in pair)
        if before == after or before <= 0 or after < 0:
            return
        unit = self._unit(entered)
        size = self._size(before, after, unit)
        patterns = self.words.rise if after > before else self.words.fall
        yield self._worded(entered, patterns).format(
            title=self.title(entered),
            first=self.number(before, unit),
            second=self.number(after, unit),
            then=self.period(pair[0]),
            when=self.period(pair[1]),
            size=size,
        )

    def _size(self, before: Fraction, after: Fraction, unit: Unit | None) -> str:
        """Return how much two figures differ: in the unit, in points, or in percent of the earlier one."""
        gain = abs(after - before)
        if unit is Unit.PERCENT:
            return self.number(gain, None) + f" {self.words.points}"
        if self.draw(index(2)):
            return self.number(gain, unit)
        decimals = pick(self.draw, (0, 1, 1, 2))
        percent = rounded(gain * _HUNDRED / before, decimals)
        return self.number(percent, Unit.PERCENT) if percent else self.number(gain, unit)

    def _rough(self, entered: Entered) -> Iterator[str]:
        """Yield a figure that is told roughly."""
        assert entered.period is not None  # noqa: S101  # only such entries are written about
        number, unit = entered.readings[entered.period], self._unit(entered)
        if unit is Unit.NOK and number > 0 and number % (_MILLION // 10) == 0:
            value = exact_text(number / _MILLION).replace(".", ",") + " mill. kroner"
        else:
            value = f"{self.words.about} {self.number(rounded(number, 0), unit)}"
        if rounded(number, 0) <= 0:
            return
        yield self._worded(entered, self.words.figure).format(
            title=self.title(entered),
            low=_small(self.title(entered)),
            value=value,
            when=self.period(entered.period),
        )

    def _status(self, entered: Entered) -> Iterator[str]:
        """Yield whether the target is met."""
        match entered.colour:
            case Colour.GREEN:
                yield pick(self.draw, self.words.met)
            case Colour.RED:
                yield pick(self.draw, self.words.not_met)
            case Colour.YELLOW:
                yield pick(self.draw, self.words.partly)
            case _:
                return

    def _near_goal(self, entered: Entered) -> Iterator[str]:
        """Yield the judged figure beside a number that the target asks for."""
        assert entered.period is not None  # noqa: S101  # only such entries are written about
        if not entered.thresholds:
            return
        unit, title = self._unit(entered), self.title(entered)
        goal = rounded(pick(self.draw, entered.thresholds), 2)
        yield self._worded(entered, self.words.goal).format(
            title=title,
            low=_small(title),
            goal=self.number(goal, unit),
            value=self.number(entered.readings[entered.period], unit),
            when=self.period(entered.period),
            year=self.report.end_year,
        )

    def _bound(self, entered: Entered) -> Iterator[str]:
        """Yield that the judged figure is over or under a whole number."""
        assert entered.period is not None  # noqa: S101  # only such entries are written about
        number = entered.readings[entered.period]
        is_over = self.draw(index(2)) == 0
        bound = Fraction(ceil(number) - 1 if is_over else floor(number) + 1)
        if bound <= 0:
            return
        yield self._worded(entered, self.words.over if is_over else self.words.under).format(
            title=self.title(entered),
            value=self.number(bound, self._unit(entered)),
            when=self.period(entered.period),
        )

    def _places(self, entered: Entered) -> Iterator[str]:
        """Yield the figures of two places below."""
        placed = [e for e in entered.below if e.period is not None and e.component is None]
        for one, other in pairwise(placed):
            if one.period is None or one.period != other.period or one.card is None:
                continue
            unit = self._unit(one)
            yield pick(self.draw, self.words.places).format(
                low=_small(one.card.title.nb),
                one=one.location,
                other=other.location,
                first=self.number(one.readings[one.period], unit),
                second=self.number(other.readings[one.period], unit),
                when=self.period(one.period),
            )

    def _pair(self, entered: Entered) -> tuple[Period, Period] | None:
        """Return an earlier period and that of the judged value, both as long."""
        assert entered.period is not None  # noqa: S101  # only such entries are written about
        latest = entered.period
        earlier = [p for p in entered.readings if p.last < latest.last]
        alike = [p for p in earlier if p.months == latest.months]
        return (pick(self.draw, alike), latest) if alike else None

    def _unit(self, entered: Entered) -> Unit | None:
        return None if entered.card is None else entered.card.unit


def rounded(number: Fraction, decimals: int) -> Fraction:
    """Return a number rounded half up, to so many decimals."""
    scale = 10**decimals
    return Fraction(floor(number * scale + Fraction(1, 2)), scale)


def _small(title: str) -> str:
    """Return a title as it stands within a sentence."""
    return title[:1].lower() + title[1:]
