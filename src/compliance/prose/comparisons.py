"""Comparisons in running text: "2 165 mot budsjettert 2 104, 2,9 % over", "9 færre enn i 2021 (232)"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from compliance.amount import Amount
from compliance.arithmetic import Direction, Relation
from compliance.prose.changes import change_of
from compliance.prose.model import ProseClaim
from compliance.prose.numbers import inherit
from compliance.prose.pairs import Pair
from compliance.prose.skeleton import Skeleton, pattern
from compliance.prose.words import NEGATION, A

_BUDGET = r"(?:(?:budsjett|ramme|kostnadsramme|styringsramme)(?:et|en|a)?)"
_AGAINST = rf"(?:mot|sammenlignet med|samanlikna med) (?:{A} )?(?:budsjetterte?|budsjettet på|{_BUDGET}(?: på)?)"
_END = r"(?=[.;,)]|$| (?:og|men|i <T>)\b)"
_OVER = r"(?P<way>over|under|høyere|høgare|lavere|lågare|mer|meir|mindre|flere|fleire|færre)"
_DEVIATION = (
    r"(?:positivt |negativt |samlet |samla )?(?:avvik(?:et)?|differanse(?:n)?|mindreforbruk|merforbruk|"
    r"meirforbruk|underforbruk|overforbruk)"
)
_WITH_BUDGET = (
    pattern(
        rf"(?P<actual><N>)<W2>,? \(?{_AGAINST} (?P<other><N>)<W2>\)?"
        rf"(?:,| –|;| og| \(|,? som er|,? altså|,? dvs\.) ?(?P<says><S>)<W2> {_OVER}(?: enn)?(?: {_BUDGET})?{_END}"
    ),
    pattern(
        rf"(?P<actual><N>)<W2>,? \(?{_AGAINST} (?P<other><N>)<W2>\)?(?:,| –|;| \(|,? som gir|,? altså|,? dvs\.) ?"
        rf"(?:{A} )?{_DEVIATION} (?:på|tilsvarende) (?P<says><S>)<W1>{_END}"
    ),
    pattern(
        rf"(?P<says><S>)<W2> {_OVER} {_BUDGET} på (?P<other><N>)<W2>,? \((?P<actual><N>)<W2>\)"
    ),
    pattern(
        rf"\b{_DEVIATION} (?:på|er|var|utgjorde) (?P<says><S>)<W1> (?:mot|fra|frå|i forhold til|sammenlignet med|"
        rf"samanlikna med|til) {_BUDGET} \((?P<actual><N>)<W2> mot (?P<other><N>)<W2>\)"
    ),
)
_WITH_EARLIER = (
    pattern(
        rf"(?P<says><S>)<W2> {_OVER}<L3> i <T> \((?P<actual><N>)<W2>\) enn i <T> \((?P<other><N>)<W2>\)"
    ),
    pattern(
        rf"(?P<says><S>)<W2> {_OVER}<L3>(?: i <T>)? enn i <T> \((?P<actual><N>)<W2> mot (?P<other><N>)<W2>\)"
    ),
    pattern(
        rf"(?P<actual><N>)<W2>(?: i <T>)?(?:,| –) (?:noe som er |noko som er |som er |det er |dvs\. |altså )?"
        rf"(?P<says><S>)<W1> {_OVER}<L3> enn i <T> \((?P<other><N>)<W2>\)"
    ),
)
_UP = frozenset({"over", "høyere", "høgare", "mer", "meir", "flere", "fleire"})


def comparisons_in(skeleton: Skeleton) -> Iterator[ProseClaim]:
    """Return what is said to lie above or below a budget or an earlier time, when both figures stand there."""
    if len(skeleton.numbers) != 3:
        return
    if "budsjett" in skeleton.text or "ramme" in skeleton.text:
        yield from _first(skeleton, _WITH_BUDGET)
    elif " enn i " in skeleton.text and not NEGATION.search(skeleton.text):
        yield from _first(skeleton, _WITH_EARLIER)


def _first(skeleton: Skeleton, shapes: Sequence[re.Pattern[str]]) -> Iterator[ProseClaim]:
    for shape_of in shapes:
        shape = shape_of.search(skeleton.text)
        claims = [] if shape is None else list(_claims(skeleton, shape))
        if claims:
            yield from claims
            return


def _claims(skeleton: Skeleton, shape: re.Match[str]) -> Iterator[ProseClaim]:
    pair = _pair(skeleton, shape)
    says = skeleton.amount(shape.start("says"))
    found = None if pair is None or says.bound else change_of(pair, says)
    if pair is None or found is None:
        return
    relation, loose = found
    up = shape["way"] in _UP if "way" in shape.groupdict() else None
    span = skeleton.span(*shape.span())
    if up is not None and shape.re in _WITH_EARLIER:
        yield ProseClaim(
            relation=Relation.DIRECTION, says=Direction.UP if up else Direction.DOWN,
            of=(pair.earlier, pair.later), span=span, sentence=skeleton.sentence,
        )  # fmt: skip
    if relation is Relation.PERCENT_CHANGE and up is not None:
        says = _signed(says, up=up)
    yield ProseClaim(
        relation=relation, says=says, of=(pair.earlier, pair.later), loose=loose, span=span,
        sentence=skeleton.sentence,
    )  # fmt: skip


def _pair(skeleton: Skeleton, shape: re.Match[str]) -> Pair | None:
    """Return the other figure and the actual one, of one unit; nothing below zero, where over and under turn."""
    actual, other = (skeleton.numbers[shape.start(name)] for name in ("actual", "other"))
    if actual.other != other.other and actual.other and other.other:
        return None
    first, second = inherit(other, actual), inherit(actual, other)
    if first is None or second is None or first.is_signed or second.is_signed:
        return None
    return Pair(
        earlier=first, later=second, periods=(), start=shape.start(), end=shape.end(), has_noun=False,
        kind="comparison", at=(shape.start("other"), shape.start("actual")),
    )  # fmt: skip


def _signed(says: Amount, *, up: bool) -> Amount:
    if says.is_signed:
        return says
    if up:
        return replace(says, is_signed=True)
    return replace(says, low=-says.high, high=-says.low, is_signed=True)
