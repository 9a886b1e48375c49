"""Figures that a sentence ties to exactly one period: "9,7 prosent i 2024", "(2024: 9,7 %)"."""

import re
from collections.abc import Iterator

from compliance.amount import Amount
from compliance.period import Period
from compliance.prose.model import StatedFigure
from compliance.prose.pairs import pairs_in, speaks_of_a_result
from compliance.prose.skeleton import (
    AMOUNTS,
    DAY,
    OTHER_TIME,
    PERCENT,
    PERIOD,
    SEASON,
    Skeleton,
    pattern,
)
from compliance.prose.words import NEGATION, NOT_A_FIGURE, words_of
from compliance.quantity import Unit

_TIED = (
    pattern(
        r"^(?:i )?(?P<at><T>) (?:var|hadde|utgjorde|er|ble|blei|vart|fikk|fekk|brukte|behandlet|har)"
        r"(?P<words><W6>) (?P<says><N>)"
    ),
    pattern(r"(?P<says><N>)(?P<words><W4>) (?:i|for|per|pr\.?) (?P<at><T>)"),
    pattern(r"(?P<says><N>)(?P<words><W2>) (?:hittil )?(?P<at><T>)"),
    pattern(r"(?P<says><N>)(?P<words><W2>) \((?:i )?(?P<at><T>)\)"),
    pattern(
        r"(?:^|[(,;:] ?|og )(?:i )?(?P<at><T>)(?:: ?| = )(?P<says><N>)(?P<words>)(?=[ ,;)%.]|$)"
    ),
)
_SINGLE_TIME = pattern(r"(?:^|[ (,])(?:i|for|per|pr\.?) (?P<at><T>)")
_NOT_BEFORE = re.compile(
    r"\b(?:med|av|per|pr|til|fra|frå|mellom|enn|minus|pluss|nr|hver|kvar|og|eller|ved|på hele|"
    r"etter|siden|sidan|innen|"
    r"før|ca|inntil|opp|ned|alle|disse|de|dei|hele|heile|første|fyrste|siste|topp|blant|plass|i|"
    r"om|over|under)\.? $"
)
_NOT_AFTER = pattern(
    r" (?:og|eller|til|-|–) <S>|(?: [^\W\d_]+)? (?:flere|fleire|færre|mer|meir|mindre|høyere|høgare|"
    r"lavere|lågare|økning|auke|nedgang|reduksjon|vekst|over|under|per|pr|bedre|betre|dårligere|"
    r"verre|ganger|ned|opp|prosentpoeng)\b"
)
_PER = re.compile(r"(?: [^\W\d_]+)* (?:per|pr\.?|hver|kvar) ")
_CHANGING = words_of(
    "økte øker aukar auke økt auka økning vekst oppgang opp redusert reduserte reduksjon nedgang "
    "ned sank falt fall steg "
    "endring flere fleire færre mer meir mindre høyere høgare lavere lågare bedre betre endret "
    "endra besparelse spart "
    "avvik differanse over under unna bak foran vokste forbedret ekstra ytterligere"
)
_OF = pattern(
    r"<A>(?: [^\W\d_]+)? av (?:[^\W\d_]+ ){0,2}<S>|\bav (?:[^\W\d_]+ ){0,2}<A>(?: "
    r"[^\W\d_]+){0,3} (?:er|var|ble|har|hadde)\b"
)
_IN_ROWS = frozenset({"henholdsvis", "høvesvis"})
_SIGNED_VALUE = re.compile(r"\b(?:er|var|på|ble|blei|vart|mot|fra|frå|til|utgjorde|med) $")
_CLAUSE = re.compile(r"[,;:()]| men | mens | medan | og (?=var\b|er\b|utgjorde\b|lå\b)")
_UNIT = re.compile(r"[;]|,? men | mens | medan ")
_WORD = re.compile(r"[^\W\d_]+")
_BREAKS = words_of(
    "av per pr mot enn til fra frå og eller som men flere færre fleire mer mindre hver kvar "
    "siden før etter"
)


def figures_in(skeleton: Skeleton, report: Period) -> Iterator[StatedFigure]:
    """Return the figures of a sentence; nothing of a question, a target, a plan, a change or what is to come."""
    text = skeleton.text
    if skeleton.is_question or PERIOD not in text or not any(mark in text for mark in AMOUNTS):
        return
    if any(mark in text for mark in (SEASON, DAY, OTHER_TIME)) or _is_of_many(text):
        return
    found: dict[int, int] = {}
    for start, end in _units(text):
        if NOT_A_FIGURE.isdisjoint(_WORD.findall(text[start:end])):
            found.update(_tied(skeleton, start, end))
    if (NOT_A_FIGURE - _IN_ROWS).isdisjoint(skeleton.words):
        found.update(_of_pairs(skeleton))
    parts = any(time.is_part for time in skeleton.times.values())
    for at, time_at in sorted(found.items()):
        number, period = skeleton.numbers[at], skeleton.period(time_at)
        if (
            period is None
            or number.amount is None
            or ((parts and period.months == 12) or period.first > report.last)
        ):
            continue
        yield StatedFigure(
            amount=number.amount,
            period=period,
            subject_words=skeleton.subject_words,
            span=skeleton.span(at, at + 1),
            sentence=skeleton.sentence,
        )


def _of_pairs(skeleton: Skeleton) -> dict[int, int]:
    """Return the numbers of pairs whose periods both stand there, which are values however they are linked."""
    return {
        number: time
        for pair in pairs_in(skeleton)
        if pair.periods and not NEGATION.search(skeleton.text[: pair.start])
        for number, time in zip(pair.at, pair.times_at, strict=True)
        if _may_be_a_value(skeleton, number)
    }


def _is_of_many(text: str) -> bool:
    """Whether a number is said of another one: "12 av 40"."""
    return _OF.search(text) is not None


def _units(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _UNIT.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _tied(skeleton: Skeleton, start: int, end: int) -> dict[int, int]:
    """Return the offsets of numbers and of the periods they are tied to."""
    text = skeleton.text
    found: dict[int, int] = {}
    for shape_of in _TIED:
        for shape in shape_of.finditer(text, start, end):
            words = (shape["words"] or "").split()
            if _BREAKS.isdisjoint(words):
                found.setdefault(shape.start("says"), shape.start("at"))
    if not found:
        found = _alone(skeleton, start, end)
    if len(set(found.values())) < len(found):
        return {}
    return {at: time for at, time in found.items() if _is_a_value(skeleton, at, time, start, end)}


def _alone(skeleton: Skeleton, start: int, end: int) -> dict[int, int]:
    """Return the only number and the only period of a sentence."""
    text = skeleton.text
    times = list(_SINGLE_TIME.finditer(text, start, end))
    amounts = [at for at, number in skeleton.numbers.items() if number.amount is not None]
    if len(skeleton.times) != 1 or len(times) != 1 or len(amounts) != 1:
        return {}
    return {amounts[0]: times[0].start("at")} if start <= amounts[0] < end else {}


def _is_a_value(skeleton: Skeleton, at: int, time: int, start: int, end: int) -> bool:
    text = skeleton.text
    if not _may_be_a_value(skeleton, at):
        return False
    before, after = text[start:at], text[at + 1 : end]
    if _NOT_BEFORE.search(before) or _NOT_AFTER.match(after) or _PER.match(after):
        return False
    if after.startswith(" av") and text[at] != PERCENT:
        return False
    return _CHANGING.isdisjoint(_WORD.findall(_clause(text, at, time, start, end)))


def _may_be_a_value(skeleton: Skeleton, at: int) -> bool:
    number = skeleton.numbers[at]
    amount = number.amount
    return (
        amount is not None
        and amount.bound is None
        and (not amount.is_signed or _is_below_zero(skeleton, at, amount))
        and not number.is_points
        and not number.other
    )


def _is_below_zero(skeleton: Skeleton, at: int, amount: Amount) -> bool:
    """Whether a minus is the sign of a result, and not that of a fall."""
    return (
        amount.high < 0
        and amount.unit in {Unit.NOK, None}
        and speaks_of_a_result(skeleton)
        and _SIGNED_VALUE.search(skeleton.text, 0, at) is not None
    )


def _clause(text: str, at: int, time: int, start: int, end: int) -> str:
    first, last = min(at, time), max(at, time)
    begins = [found.end() for found in _CLAUSE.finditer(text, start, first)]
    ends = _CLAUSE.search(text, last + 1, end)
    return text[begins[-1] if begins else start : ends.start() if ends else end]
