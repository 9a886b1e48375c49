"""Shares in running text: "55 av 101 (54,5 %)", "av 101 avvik er 55 besvart (54,5 %)", "55/101 (54,5 %)"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from compliance.amount import Amount, read_amount
from compliance.arithmetic import Relation
from compliance.prose.model import ProseClaim
from compliance.prose.skeleton import NO_AMOUNT, Skeleton, pattern
from compliance.prose.words import OF, TELLING, words_of

_PART_OF_WHOLE = rf"(?P<part><A>)(?:<W1>)? {OF} (?P<whole><A>)"
_SHARES = (
    pattern(rf"{_PART_OF_WHOLE}(?P<words><W5>)[, ] ?\((?:{TELLING} )?(?P<says><Ps>)\)"),
    pattern(rf"{_PART_OF_WHOLE}(?P<words><W5>),? \(?{TELLING} (?P<says><Ps>)(?= ?(?:$|[.,;!)]))"),
    pattern(rf"{_PART_OF_WHOLE}(?P<words><W3>), (?P<says><Ps>)(?=[.;!)]|$)"),
    pattern(rf"(?P<says><Ps>)(?P<words><W3>),? \((?:{TELLING} )?{_PART_OF_WHOLE}<W4>\)"),
    pattern(rf"(?P<says><Ps>),? \((?P<part><A>)(?P<words><W1>)\) {OF} (?P<whole><A>)(?! ?[%(])"),
    pattern(
        r"\b[^\W\d_]*(?:prosent(?:en)?|andel(?:en)?|grad(?:en)?|dekning(?:en|a)?)"
        r"(?P<words>(?: (?:er|var|ble|blei|vart|på|utgjorde|for [^\W\d_]+|hos [^\W\d_]+|i <T>)){0,3})"
        rf" (?P<says><A>) \({_PART_OF_WHOLE}<W2>\)"
    ),
)
_WHOLE_FIRST = (
    pattern(
        r"\bav (?:de |dei |totalt |i alt |til sammen |alle )?(?P<whole><A>)(?P<words><W4>) "
        r"(?:er|ble|blei|vart|var|har|hadde|fikk|fekk)<W1> (?P<part><A>)(?P<words2><W3>),? "
        rf"(?:\((?:{TELLING} )?(?P<says><Ps>)\)|{TELLING} (?P<says2><Ps>)(?= ?(?:$|[.,;!])))"
    ),
)
_WITH_STROKE = pattern(r"(?P<ratio><X>)(?P<words><W3>),? \((?P<says><Ps>)\)")
_RATIO = re.compile(r"(?P<part>\d{1,4})/(?P<whole>\d{2,4})", re.ASCII)
_N_OF_M = pattern(rf"<A>(?:<W1>)? {OF} <A>")
_BREAKS = words_of(
    "mot mens og fra frå til økning nedgang reduksjon flere færre enn per hvorav "
    "herav derav kvarav medan men som"
)
_GOALS = words_of("mål målet måla målene krav kravet krava kravene grensen grensa")
_TOLD = re.compile(rf"[ (]{TELLING} ")
_UNITS_OF_WORK = re.compile(
    r" (?:de |dei )?(?:\w*foretak\w*|\w*føretak\w*|\w*sykehus\w*|\w*sjukehus\w*|\w*klinikk\w*|"
    r"\w*avdeling\w*|\w*enhe\w*|\w*eining\w*|\w*krav\w*|\w*mål|\w*måla|\w*målene|\w*indikator\w*|"
    r"tiltak\w*|\w*lokasjon\w*|team\w*|\w*utvalg\w*|\w*utval\w*|kommun\w*|plan\w*|program\w*)\b"
)
"""Things of which people count each; of "tre av fire pasienter" they speak roughly."""


def shares_in(skeleton: Skeleton) -> Iterator[ProseClaim]:
    """Return the shares of a sentence with part and whole; nothing where it may be a share of another."""
    taken: list[tuple[int, int]] = []
    for shape_of in (*_SHARES, *(_WHOLE_FIRST if "av " in skeleton.text else ())):
        for shape in shape_of.finditer(skeleton.text):
            if any(shape.start() < end and start < shape.end() for start, end in taken):
                continue
            if _is_one_of_several(skeleton.text, shape, taken):
                continue
            claim = _share(skeleton, shape)
            if claim is not None:
                taken.append(shape.span())
                yield claim
    if NO_AMOUNT in skeleton.text:
        yield from _with_stroke(skeleton)


def _share(skeleton: Skeleton, shape: re.Match[str]) -> ProseClaim | None:
    said = shape.groupdict()
    words = (said["words"] or "").split() + (said.get("words2") or "").split()
    if not _BREAKS.isdisjoint(words):
        return None
    if not _GOALS.isdisjoint(words) and not _TOLD.search(shape[0]):
        return None
    part = _roughly(skeleton, shape)
    whole = skeleton.amount(shape.start("whole"))
    says = skeleton.amount(shape.start("says" if said["says"] else "says2"))
    if part.unit is not whole.unit and None not in {part.unit, whole.unit}:
        return None
    if part.is_interval or whole.is_interval or part.is_signed or part.per or whole.per:
        return None
    return _claim(skeleton, shape, says, (part, whole))


def _roughly(skeleton: Skeleton, shape: re.Match[str]) -> Amount:
    """Return the part; one in words, such as "ni av ti", is only about so many."""
    part = skeleton.numbers[shape.start("part")]
    assert part.amount is not None  # noqa: S101  # the mark of a number stands only for an amount
    if not part.is_spelled or _UNITS_OF_WORK.match(skeleton.text, shape.end("whole")):
        return part.amount
    return replace(part.amount, about=True)


def _is_one_of_several(text: str, shape: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    """Whether another "N av M" stands before it, so that the percentage may be of both."""
    start = max([0, *(end for _, end in taken if end <= shape.start())])
    return _N_OF_M.search(text, start, shape.start()) is not None


def _with_stroke(skeleton: Skeleton) -> Iterator[ProseClaim]:
    """Return "55/101 (54,5 %)"; what may be a day, a case or an interval of the week is none."""
    for shape in _WITH_STROKE.finditer(skeleton.text):
        ratio = _RATIO.fullmatch(skeleton.numbers[shape.start("ratio")].digits)
        if ratio is None or not (_BREAKS | _GOALS).isdisjoint(shape["words"].split()):
            continue
        part, whole = int(ratio["part"]), int(ratio["whole"])
        if part <= whole and whole > 12 and not 1900 < whole < 2100:
            of = (read_amount(ratio["part"]), read_amount(ratio["whole"]))
            yield _claim(skeleton, shape, skeleton.amount(shape.start("says")), of)


def _claim(
    skeleton: Skeleton, shape: re.Match[str], says: Amount, of: tuple[Amount, ...]
) -> ProseClaim:
    return ProseClaim(
        relation=Relation.SHARE,
        says=says,
        of=of,
        span=skeleton.span(*shape.span()),
        sentence=skeleton.sentence,
    )
