"""A change that the next sentence states: "… fra 470 til 382 mill. kroner. Det er en nedgang på 19 prosent."."""

import re
from collections.abc import Iterator, Sequence

from compliance.prose.changes import change_alone, change_of
from compliance.prose.figures import figures_in
from compliance.prose.model import ProseClaim
from compliance.prose.numbers import inherit
from compliance.prose.pairs import Pair, names_nothing_new, pairs_in
from compliance.prose.skeleton import Skeleton
from compliance.prose.words import NEGATION, OPENING, words_of

_WORD = re.compile(r"[^\W\d_]+")
_STARTS = re.compile(
    r"(?:det|dette|nedgang|reduksjon|økning|auke|vekst|fall|endring|forbedring|forbetring|bedring|betring|"
    r"forverring|oppgang|differanse|forskjell)"
)
_OF_TIME = words_of("i for per hadde")


def may_point_back(skeleton: Skeleton) -> bool:
    """Whether a sentence may state the size of a change that stood before it."""
    return (
        1 <= len(skeleton.numbers) <= 2
        and not skeleton.times
        and _STARTS.match(skeleton.text) is not None
    )


def changes_across(said: Skeleton, before: Sequence[Skeleton]) -> Iterator[ProseClaim]:
    """Return what a sentence states of the one pair of figures in the sentences right before it.

    Args:
        before: The sentences right before, the last last; those without a figure end the row.
    """
    sizes = change_alone(said) if before and not said.is_question else ()
    pair = _pair(before) if sizes else None
    if pair is None:
        return
    for says in sizes:
        found = change_of(pair, says)
        if found is not None:
            relation, loose = found
            yield ProseClaim(
                relation=relation,
                says=says,
                of=(pair.earlier, pair.later),
                periods=pair.periods,
                loose=loose,
                span=said.span(0, len(said.text)),
                sentence=said.sentence,
            )


def _pair(before: Sequence[Skeleton]) -> Pair | None:
    if any(_is_unsure(skeleton) for skeleton in before[-1:]):
        return None
    pairs = pairs_in(before[-1])
    if len(pairs) == 1:
        return pairs[0] if len(before[-1].numbers) == 2 else None
    if pairs or len(before) < 2 or _is_unsure(before[-2]):
        return None
    return _of_two(before[-2], before[-1])


def _is_unsure(skeleton: Skeleton) -> bool:
    return (
        skeleton.is_question
        or NEGATION.search(skeleton.text) is not None
        or OPENING.search(skeleton.text) is not None
    )


def _of_two(first: Skeleton, second: Skeleton) -> Pair | None:
    """Return the figures of two sentences, each with one figure of one period, that speak of the same."""
    figures = [list(figures_in(one, one.report)) for one in (first, second)]
    if any(len(found) != 1 for found in figures):
        return None
    if any(len(one.numbers) != 1 or len(one.times) != 1 for one in (first, second)):
        return None
    words = [word for word in _WORD.findall(second.text) if word not in _OF_TIME]
    if not names_nothing_new(words, frozenset(_WORD.findall(first.text))):
        return None
    (at, one), (at2, two) = (next(iter(skeleton.numbers.items())) for skeleton in (first, second))
    periods = tuple(found[0].period for found in figures)
    if one.other != two.other or (
        periods[0].first <= periods[1].last and periods[1].first <= periods[0].last
    ):
        return None
    if periods[0].first > periods[1].first:
        (at, one), (at2, two) = (at2, two), (at, one)
    earlier, later = inherit(one, two), inherit(two, one)
    if earlier is None or later is None or earlier.unit is not later.unit:
        return None
    return Pair(
        earlier=earlier, later=later, periods=tuple(sorted(periods, key=lambda period: period.first)),
        start=0, end=len(second.text), has_noun=bool(words), kind="dated", at=(at, at2),
    )  # fmt: skip
