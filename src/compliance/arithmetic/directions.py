"""Which way figures move: the words that say it, and whether the figures agree."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from compliance.amount import Amount
from compliance.arithmetic.model import Claim, Direction, Verdict
from compliance.arithmetic.spans import reach_of
from compliance.language import Text, text
from compliance.quantity import tidy

STABLE = Fraction(1, 50)
"""A smaller relative change is called stable, as on the authorities' scorecards."""

_WORDS = {
    Direction.UP: (
        "økt, øket, økte, øker, økende, økning, auka, auket, aukar, aukande, auke, opp, oppover, oppgang, "
        "gått opp, gikk opp, gjekk opp, går opp, steget, stige, stiger, steg, stigende, stigande, stigning, "
        "vekst, vokst, vokser, voksende, vakse, veks, veksande, høyere, høgare, høgre, flere, fleire, mer, "
        "meir, større, lengre, lengere, increased, increases, increasing, increase, up, upward, upwards, "
        "gone up, higher, rising, risen, rose, rise, grown, growing, grew, growth, more, larger, longer"
    ),
    Direction.DOWN: (
        "redusert, reduserte, reduserast, reduksjon, ned, nedover, nedgang, nedadgående, gått ned, gikk ned, "
        "gjekk ned, går ned, lavere, lågare, lægre, synkende, synkande, sunket, sokke, sank, sokk, synker, "
        "søkk, fallende, fallande, falt, faller, fell, falle, minket, minka, minker, minkar, minkende, "
        "minkande, minsket, minska, færre, mindre, kortere, stuttare, kortare, decreased, decreases, "
        "decreasing, decrease, reduced, reduction, down, downward, downwards, gone down, lower, falling, "
        "fallen, declined, declining, decline, dropped, dropping, drop, fewer, less, smaller, shorter"
    ),
    Direction.SAME: (
        "uendret, uendra, uforandret, uforandra, stabil, stabilt, stabile, lik, likt, samme, same, det samme, "
        "det same, på samme nivå, på same nivå, samme nivå, same nivå, ingen endring, inga endring, "
        "ikke endret, ikkje endra, flat, flatt, unchanged, stable, steady, the same, same level, "
        "no change, not changed, equal"
    ),
    Direction.BETTER: (
        "positiv, positivt, bedre, betre, bedret, betra, bedring, betring, forbedret, forbetra, forbetre, "
        "forbedring, forbetring, better, improved, improves, improving, improvement, positive"
    ),
    Direction.WORSE: (
        "negativ, negativt, verre, dårligere, dårlegare, forverret, forverra, forverring, svekket, svekka, "
        "worse, worsened, worsening, deteriorated, deteriorating, deterioration, negative"
    ),
    Direction.NOT_UP: "",
    Direction.NOT_DOWN: "",
}
_READ: Mapping[str, Direction] = {
    word: direction for direction, words in _WORDS.items() for word in words.split(", ") if word
}
_BESIDE = frozenset({
    "er", "har", "ble", "blei", "blitt", "vart", "vorte", "blir", "en", "ein", "ei", "utvikling",
    "utviklinga", "utviklingen", "trend", "tendens", "noe", "noko", "litt", "svak", "svakt", "klar",
    "klart", "tydelig", "tydeleg", "kraftig", "betydelig", "betydeleg", "gradvis", "jevnt", "jamt", "jevn",
    "jamn", "sterk", "sterkt", "fortsatt", "framleis", "nesten", "tilnærmet", "tilnærma", "omtrent", "is",
    "are", "was", "were", "has", "have", "been", "a", "an", "development", "slight", "slightly", "clear",
    "clearly", "gradual", "gradually", "almost",
})  # fmt: skip
"""Words that change nothing of the way."""
_NOT = frozenset(("ikke", "ikkje", "ingen", "inga", "not", "no"))
_NEGATED = {Direction.UP: Direction.NOT_UP, Direction.DOWN: Direction.NOT_DOWN}


def read_direction(written: str) -> Direction | None:
    """Return what a word or short phrase says of the way, or None when it is not one of the known.

    >>> read_direction("Positiv utvikling"), read_direction("ikkje auka"), read_direction("på veg")
    (<Direction.BETTER: 'better'>, <Direction.NOT_UP: 'not-up'>, None)
    """
    words = [word for word in tidy(written).casefold().rstrip(".").split() if word not in _BESIDE]
    whole = _READ.get(" ".join(words))
    if whole is not None or not words or words[0] not in _NOT:
        return whole
    plain = _READ.get(" ".join(words[1:]))
    return None if plain is None else _NEGATED.get(plain)


def judge_direction(
    said: Direction, claim: Claim, of: Sequence[Amount]
) -> tuple[Verdict, Text | None]:
    """Return the verdict on figures in the order of time, and why it is undecidable.

    Args:
        of: At least two figures of one kind.
    """
    match said:
        case Direction.BETTER | Direction.WORSE if claim.higher_is_better is None:
            return Verdict.UNDECIDABLE, text("Nobody has said whether higher or lower is better.")
        case Direction.BETTER | Direction.WORSE:
            up = (said is Direction.BETTER) == claim.higher_is_better
            return _moved(of, up=up, by_value=True)
        case Direction.UP | Direction.DOWN:
            return _moved(of, up=said is Direction.UP, by_value=False)
        case Direction.NOT_UP | Direction.NOT_DOWN:
            return _not_moved(of, up=said is Direction.NOT_UP), None
        case Direction.SAME:
            return _same(of), None


def _moved(of: Sequence[Amount], *, up: bool, by_value: bool) -> tuple[Verdict, Text | None]:
    """Judge "up" or "down"; `by_value` when better or worse was said, which equal figures do not refute."""
    series = _upwards(of, up=up)
    if any(_rises(later, earlier) for earlier, later in _steps(series)):
        return Verdict.FALSE, None
    first, last = series[0], series[-1]
    if reach_of(first) == reach_of(last) and not first.is_rounded and not first.is_interval:
        equal = text("The first and the last figure are equal.")
        return (Verdict.UNDECIDABLE, equal) if by_value else (Verdict.FALSE, None)
    if last.number <= first.number or any(b.number < a.number for a, b in pairwise(series)):
        return Verdict.UNDECIDABLE, text("The figures are too rounded to tell which way they go.")
    return (Verdict.EXACT if _rises(first, last) else Verdict.ROUNDING), None


def _not_moved(of: Sequence[Amount], *, up: bool) -> Verdict:
    series = _upwards(of, up=up)
    if any(_rises_by_much(earlier, later) for earlier, later in _steps(series)):
        return Verdict.FALSE
    still = all(later.high <= earlier.low for earlier, later in pairwise(series))
    return Verdict.EXACT if still else Verdict.ROUNDING


def _same(of: Sequence[Amount]) -> Verdict:
    if len({(amount.low, amount.high) for amount in of}) == 1 and not of[0].is_interval:
        return Verdict.EXACT
    for series in (_upwards(of, up=True), _upwards(of, up=False)):
        if any(_rises_by_much(series[0], later) for later in series[1:]):
            return Verdict.FALSE
    return Verdict.ROUNDING


def _steps(series: Sequence[Amount]) -> tuple[tuple[Amount, Amount], ...]:
    """Return each figure with the next, and the first with the last."""
    return (*pairwise(series), (series[0], series[-1]))


def _upwards(of: Sequence[Amount], *, up: bool) -> Sequence[Amount]:
    """Return the figures, mirrored at zero when "down" is asked, so that all is asked of "up"."""
    return of if up else [replace(amount, low=-amount.high, high=-amount.low) for amount in of]


def _rises(earlier: Amount, later: Amount) -> bool:
    """Whether the later is surely the greater; where two reaches touch, the end rounds to the greater."""
    gap = reach_of(later)[0] - reach_of(earlier)[1]
    return gap > 0 or (gap == 0 and (earlier.is_rounded or later.is_rounded))


def _rises_by_much(earlier: Amount, later: Amount) -> bool:
    """Whether the later is surely greater by 2 % of the earlier or more."""
    most = reach_of(earlier)[1]
    gap = reach_of(later)[0] - most
    return gap > 0 and gap >= STABLE * abs(most)
