"""Pairs of figures: "fra X til Y", "X i 2023 og Y i 2024", "Y, ned fra X", earlier first."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from compliance.amount import Amount
from compliance.arithmetic import Direction
from compliance.period import Period
from compliance.prose.numbers import Number, inherit
from compliance.prose.skeleton import PERIOD, Skeleton, pattern
from compliance.prose.words import FROM, A, words_of
from compliance.quantity import Unit

_AT = r"(?: (?:i|for|per|pr\.?) (?P<{0}><T>)| (?P<{0}b><T>)| \((?:i )?(?P<{0}c><T>)\))"
_FROM_TO = pattern(
    rf"\b{FROM} (?P<one><N>)(?P<word><W1>){_AT.format('at')}?,? (?:og )?til (?P<two><N>)"
    rf"(?P<word2><W1>){_AT.format('at2')}?"
)
_OF_CHANGES = re.compile(
    r"\b(?:med|opp|ned|(?:økning|auke|nedgang|reduksjon|vekst|endring|forbedring)(?:en|a)? (?:på|var)) $"
)
_TO_FROM = pattern(
    rf"(?<=[ ,])til (?P<two><N>)(?P<word2><W1>){_AT.format('at2')}?,? {FROM} (?P<one><N>)(?P<word><W1>)"
    rf"{_AT.format('at')}?"
)
_DATED = pattern(
    rf"(?P<one><N>)(?P<word><W2>){_AT.format('at')},?(?: –)? (?:og|mot|til|mens det var|medan "
    rf"det var|mens|medan|"
    rf"sammenlignet med|samanlikna med|opp mot|og i|men) "
    rf"(?P<two><N>)(?P<word2><W2>){_AT.format('at2')}"
)
_DOWN_FROM = pattern(
    rf"(?P<two><N>)(?P<word2><W3>){_AT.format('at2')}?,? \(?(?:(?:som|noe som|noko som|dette|og|"
    rf"det) er )?"
    rf"(?:{A} )?(?P<way>ned|opp|nedgang|økning|auke|reduksjon|vekst|redusert|økt|auka) {FROM} "
    rf"(?P<one><N>)(?P<word><W1>){_AT.format('at')}?(?! (?:til|via|og|-))"
)
_BESIDES = (
    r",?(?: –|;)? ?(?:(?:og|mot|mens|medan|men|sammenlignet med|samanlikna med)(?P<link><L3>) )?"
)
_TIME_FIRST = pattern(
    rf"(?<![\w(])(?:i |for )?(?P<at><T>)(?::|(?P<said><W5>)) (?P<one><N>)(?P<word><L2>){_BESIDES}"
    rf"(?:i |for )?(?P<at2><T>)(?::|(?P<said2><W4>)) (?P<two><N>)(?P<word2><W2>)"
)
_TIME_OUTSIDE = pattern(
    rf"(?<![\w(])(?:i |for )?(?P<at><T>)(?::|(?P<said><W5>)) (?P<one><N>)(?P<word><L2>){_BESIDES}"
    rf"(?P<two><N>)(?P<word2><W2>){_AT.format('at2')}"
)
_TIME_INSIDE = pattern(
    rf"(?P<one><N>)(?P<word><L2>){_AT.format('at')}{_BESIDES}"
    rf"(?:i |for )?(?P<at2><T>)(?::|(?P<said2><W4>)) (?P<two><N>)(?P<word2><W2>)"
)
_RESPECTIVELY = (
    pattern(
        r"(?:henholdsvis|høvesvis) (?P<one><N>)(?P<word><W1>) og (?P<two><N>)(?P<word2><W1>)"
        r"(?:,? (?:i|for) )(?P<at><T>) og (?:i )?(?P<at2><T>)(?! og)"
    ),
    pattern(
        r"(?<![\w(])(?:i |for )?(?P<at><T>) og (?:i )?(?P<at2><T>)(?P<said><W5>) (?:henholdsvis|høvesvis) "
        r"(?P<one><N>)(?P<word><W1>) og (?P<two><N>)(?P<word2><W1>)(?! og)"
    ),
)
_AGAINST = pattern(
    r"(?P<two><N>)(?P<word2><W2>),? \(?(?:mot|sammenlignet med|samanlikna med) (?P<one><N>)"
    rf"(?P<word><W1>){_AT.format('at')}"
)
_MORE = pattern(
    r" (?:(?:er|var|blir|har) (?:det|vi|alle|ingen)|av|per|pr\.?|til|via|år|års|"
    r"om (?:kvelden|natta|natten|dagen)|på (?:kvelden|natta|"
    r"hverdager|kvardagar)|hverdager|kvardagar|i helgene?|poeng av|og <S>)(?: |$|\.)|[-–/]<S>"
)
_BREAKS = words_of(
    "av per pr hver kvar enn til fra frå mot og eller hvorav herav som ganger årlig henholdsvis"
)
_LINKS = words_of(
    "i ved på for hos blant med nå no etter siden sidan når mens samtidig før om var er ble har hadde "
    "men "
    "grunnet innen under noe noko en ein det dette"
)

_ANAPHORA = words_of(
    "var er den det dei de han utgjorde utgjør utgjer lå låg på ble blei vart blitt hadde har vi tallet talet "
    "andelen andel nivået antallet antall antalet tilsvarende tilsvarande denne dette bare "
    "berre hele heile også òg igjen kun nå no brukte kom endte enda målt målte verdien samlet samla totalt"
)
"""Words that name nothing new."""
_RESULT = words_of(
    "resultat resultatet resultata driftsresultat driftsresultatet årsresultat årsresultatet "
    "regnskapsresultat regnskapsresultatet"
)
"""Words of what can lie below zero, so that a minus is a sign and no fall."""
_NO_VALUE = words_of(
    "med enn over under mer meir flere fleire færre mindre budsjett budsjettert økning auke nedgang "
    "endring avvik differanse hver kvar landet nasjonalt mål målet krav kravet"
)
_WORD = re.compile(r"[^\W\d_]+")
_PLACES = words_of("i ved på for hos blant")
_BOTH_TIMES = f"{PERIOD} og {PERIOD}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two figures of one thing.

    Attributes:
        earlier, later: In order of time.
        periods: Of both, or nothing.
        start, end: Its place in the skeleton.
        has_noun: Whether a word that is no unit stands behind a figure.
        kind: How it was written.
        at, times_at: Where the numbers and the periods of earlier and later stand.
        way: The direction that stands between the two, as in "Y, ned fra X".
    """

    earlier: Amount
    later: Amount
    periods: tuple[Period, ...]
    start: int
    end: int
    has_noun: bool
    kind: str
    at: tuple[int, int]
    times_at: tuple[int, ...] = ()
    way: Direction | None = None

    @property
    def is_signed(self) -> bool:
        """Whether a figure has a plus or a minus of its own."""
        return self.earlier.is_signed or self.later.is_signed


def pairs_in(skeleton: Skeleton) -> list[Pair]:
    """Return the pairs of a sentence in order, those of which every reading is the same."""
    text = skeleton.text
    found: list[Pair] = []
    if says_respectively(skeleton):
        if len(skeleton.times) == 2 and len(skeleton.numbers) in {2, 3}:
            for shape_of in _RESPECTIVELY:
                found += _read(skeleton, shape_of, "respectively")
        return found[:1]
    if "fra " in text or "frå " in text:
        found += _read(skeleton, _FROM_TO, "from-to")
        found += _read(skeleton, _TO_FROM, "from-to")
        found += _read(skeleton, _DOWN_FROM, "down-from")
    if len(skeleton.times) > 1:
        for shape_of in (_DATED, _TIME_FIRST, _TIME_OUTSIDE, _TIME_INSIDE):
            found += _read(skeleton, shape_of, "dated")
    elif len(skeleton.times) == 1:
        found += _read(skeleton, _AGAINST, "against")
    found.sort(key=lambda pair: (pair.start, -pair.end))
    kept: list[Pair] = []
    for pair in found:
        if kept and pair.start < kept[-1].end:
            continue
        kept.append(pair)
    return kept


def names_nothing_new(words: Iterable[str], before: Collection[str]) -> bool:
    """Whether words only point back: "var den", or the same noun once more."""
    return all(word in _ANAPHORA or (word in before and word not in _BREAKS) for word in words)


def says_respectively(skeleton: Skeleton) -> bool:
    """Whether it gives numbers and what they belong to in two rows."""
    return "henholdsvis" in skeleton.words or "høvesvis" in skeleton.words


def speaks_of_a_result(skeleton: Skeleton) -> bool:
    """Whether a minus is the sign of what can lie below zero."""
    return not _RESULT.isdisjoint(skeleton.words)


def _read(skeleton: Skeleton, shape_of: re.Pattern[str], kind: str) -> Iterator[Pair]:
    for shape in shape_of.finditer(skeleton.text):
        pair = _pair(skeleton, shape, kind)
        if pair is not None:
            yield pair


def _pair(skeleton: Skeleton, shape: re.Match[str], kind: str) -> Pair | None:
    nouns = [_noun(shape["word"]), _noun(_without_whole(skeleton, shape))]
    if None in nouns or (nouns[0] and nouns[1] and nouns[0] != nouns[1]):
        return None
    if (
        _is_of_another_place(shape)
        or not _is_of_the_same(skeleton, shape)
        or (kind == "against" and nouns[0] not in {"", nouns[1]})
    ):
        return None
    if kind == "dated" and _OF_CHANGES.search(
        skeleton.text, 0, min(shape.start("one"), shape.start("two"))
    ):
        return None
    one, two = (skeleton.numbers[shape.start(name)] for name in ("one", "two"))
    below_zero = speaks_of_a_result(skeleton)
    amounts = _of_one_kind(
        one, two, nouns, below_zero=below_zero, in_order=shape.start("one") < shape.start("two")
    )
    if amounts is None or _goes_on(skeleton.text, shape):
        return None
    times = [_time(skeleton, shape, name) for name in ("at", "at2")]
    dated = [(at, period) for at, period in times if at is not None and period is not None]
    periods = tuple(period for _, period in dated)
    swapped = False
    if len(periods) == 2:
        if _overlap(*periods):
            return None
        swapped = periods[0].first > periods[1].first
    if swapped and kind not in {"dated", "respectively"}:
        return None
    if kind == "against" and not (periods and periods[0].last < skeleton.report.first):
        return None
    earlier, later = reversed(amounts) if swapped else amounts
    names = ("two", "one") if swapped else ("one", "two")
    return Pair(
        earlier=earlier,
        later=later,
        periods=tuple(sorted(periods, key=lambda p: p.first)) if len(periods) == 2 else (),
        start=shape.start(),
        end=shape.end() - _linking(shape),
        has_noun=any(nouns) or bool(one.other or two.other),
        kind=kind,
        at=(shape.start(names[0]), shape.start(names[1])),
        times_at=tuple(at for at, _ in (reversed(dated) if swapped else dated)),
        way=_way(shape["way"]) if kind == "down-from" else None,
    )


def _of_one_kind(
    one: Number, two: Number, nouns: list[str | None], *, below_zero: bool, in_order: bool
) -> tuple[Amount, Amount] | None:
    """Return both amounts, the first as written with the unit that stands behind the second."""
    if one.other != two.other and one.other:
        return None
    first, second = (one, two) if in_order else (two, one)
    first_noun, second_noun = nouns if in_order else reversed(nouns)
    if second.after and not first.after and (first_noun or first.other):
        return None
    if first.after and not second.after and second_noun:
        return None
    taken = inherit(first, second)
    if taken is None or second.amount is None or second.amount.bound:
        return None
    if not below_zero and (taken.is_signed or second.amount.is_signed):
        return None
    if first.after and not second.after and second.amount.unit is None:
        other = inherit(second, first)
        if other is None:
            return None
        return (taken, other) if in_order else (other, taken)
    return (taken, second.amount) if in_order else (second.amount, taken)


def _is_of_another_place(shape: re.Match[str]) -> bool:
    """Whether only one figure has a place between it and its period: "mot 12 prosent i landet i 2023"."""
    places = [
        shape[name].split()
        for name in ("word", "word2")
        if shape[name].split(" ")[1:2] and shape[name].split()[0] in _PLACES
    ]
    places = [words for words in places if len(words) > 1 and words[1] not in {"hele", "heile"}]
    return len(places) == 1 or (len(places) == 2 and places[0] != places[1])


def _is_of_the_same(skeleton: Skeleton, shape: re.Match[str]) -> bool:
    """Whether the second figure is of what the first is: its words name nothing that did not stand before."""
    said = shape.groupdict()
    second = f"{said.get('link') or ''} {said.get('said2') or ''}".split()
    first = (said.get("said") or "").split()
    if shape.re in _RESPECTIVELY and " og " in skeleton.text[: shape.start("one")].replace(
        _BOTH_TIMES, ""
    ):
        return False
    if not (_BREAKS - {"og"}).isdisjoint(first) or not _NO_VALUE.isdisjoint((*first, *second)):
        return False
    before = set(
        _WORD.findall(skeleton.text[: shape.start("two" if "said2" not in said else "at2")])
    )
    return names_nothing_new(second, before)


def _without_whole(skeleton: Skeleton, shape: re.Match[str]) -> str:
    """Return the words behind the second number, but nothing of "14 prosent av"."""
    two = skeleton.numbers[shape.start("two")].amount
    of = shape["word2"] == " av" and two is not None and two.unit is Unit.PERCENT
    return "" if of else shape["word2"]


def _noun(word: str) -> str | None:
    """Return the word behind a number, "" when it belongs to what follows, None when it breaks the pair."""
    plain = word.strip()
    first = plain.split(" ")[0]
    if any(part in _BREAKS for part in plain.split(" ")):
        return None
    return "" if first in _LINKS else plain


def _linking(shape: re.Match[str]) -> int:
    """Return how much of the match is a word that belongs to what follows."""
    if shape.end("word2") == shape.end() and _noun(shape["word2"]) == "":
        return len(shape["word2"])
    return 0


def _time(skeleton: Skeleton, shape: re.Match[str], name: str) -> tuple[int | None, Period | None]:
    said = shape.groupdict()
    for group in (name, f"{name}b", f"{name}c"):
        if said.get(group):
            return shape.start(group), skeleton.period(shape.start(group))
    return None, None


def _way(word: str) -> Direction:
    return Direction.DOWN if word in {"ned", "nedgang", "reduksjon", "redusert"} else Direction.UP


def _goes_on(text: str, shape: re.Match[str]) -> bool:
    """Whether what follows makes it another statement: "til 5 av 10", "per ansatt", "år", "er det stengt"."""
    ends = {shape.end(), shape.end() - _linking(shape)}
    return any(_MORE.match(text, end) for end in ends)


def _overlap(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last
