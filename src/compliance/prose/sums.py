"""Sums in running text: "A, B og C, til sammen D", "D, hvorav A og B", "av D er A besvart og B ubesvart"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from compliance.amount import Amount
from compliance.arithmetic import Relation
from compliance.prose.model import ProseClaim
from compliance.prose.skeleton import AMOUNTS, ANY_AMOUNT, NO_AMOUNT, Skeleton, pattern
from compliance.prose.words import words_of
from compliance.quantity import Unit

_TOGETHER = r"(?:til sammen|tilsammen|til saman|i sum|sum)"
_IN_ALL = rf"(?:{_TOGETHER}|totalt|i alt|samlet|samla|sammenlagt)"
_OF_WHICH = r"(?:der )?(?:hvorav|kvarav|herav|derav|av disse|av desse|av dette)"
_SAYING = (
    r"(?:som er |dvs\. |altså |det er |noe som gir |noko som gjev |som gir |som gjev |som utgjør )?"
)
_LIST = r"(?P<list><N><W5>(?: <T>)?(?:, (?:og )?<N><W5>(?: <T>)?)*(?: og|,)<W2> <N><W5>(?: <T>)?)"
_PARTS_FIRST = pattern(
    rf"{_LIST}(?:,| –| -| \(| og|) ?{_SAYING}(?P<word>{_IN_ALL}) (?P<says><N>)(?P<noun><W3>)"
)
_WHOLE_FIRST = pattern(
    rf"(?P<word>{_IN_ALL}) (?P<says><N>)(?P<noun><W4>)(?::| \() ?{_LIST}(?=[.;)]|$)"
)
_TOTAL_LAST = pattern(
    rf"{_LIST}(?:,| –| \() ?{_SAYING}(?P<says><N>)(?P<noun><W1>) (?P<word>{_IN_ALL})(?=[.;,)]|$)"
)
_NAMED = pattern(
    r"\b(?:har|hadde|fikk|fekk|er|var) (?P<list><N><W1>(?:, [^\W\d_]+ <N><W1>)*,? og [^\W\d_]+ <N><W1>)"
    rf"(?:,| –| \() ?(?P<word>{_IN_ALL}) (?P<says><N>)(?P<noun><W1>)(?=[.;,)]|$)"
)
_SHARED_OUT = pattern(
    r"\bav (?:de |dei |totalt |i alt )?(?P<says><N>)(?P<noun><L3>) (?:er|ble|blei|vart|var|har|hadde) "
    r"(?P<list><N><L3>,? (?:og|mens|medan) <N><W3>)(?P<word>)(?=[.;,)]|$)"
)
_PLUS = pattern(
    r"(?P<list><N><W3>(?: ?\+ ?<N><W3>)+) ?(?P<word>=|er lik|gir|blir|utgjør) ?(?P<says><N>)(?P<noun>)"
)
_RESTING = pattern(
    rf"(?P<says><N>)(?P<noun><W4>)(?:,| \(| –|:)? ?(?P<word>{_OF_WHICH}) (?P<list><N><L5>,? og resten"
    r"(?:,| \(| på)? ?<N>)"
)
_HALVES = pattern(
    rf"(?P<says><N>)(?P<noun><L4>)(?:(?:,| \(| –|:)? ?(?P<word>fordelt på|fordelt med|bestående av|{_OF_WHICH})"
    rf"(?: av)? ?|: ?| (?=\())\(?{_LIST}(?=[.;),]|$| (?:er|var|ble|blei|vart)\b)"
)
_SHAPES = (_PARTS_FIRST, _WHOLE_FIRST, _TOTAL_LAST, _NAMED, _SHARED_OUT, _PLUS, _RESTING, _HALVES)
_COMPLETE = frozenset({_PLUS, _RESTING, _SHARED_OUT})
"""The wordings that can leave nothing out."""
_AFTER_A_WHOLE = frozenset({_SHARED_OUT, _RESTING, _HALVES})

_EACH_OTHERS = tuple(
    (re.compile(rf"\b(?:{one})\b"), re.compile(rf"\b(?:{other})\b"))
    for one, other in (
        (
            r"(?:egenmeldt|eigenmeldt|egenmelding)\w*",
            r"(?:legemeldt|sykmeldt|sykemeldt|sjukmeldt)\w*",
        ),
        (r"(?:korttid|kortid)\w*|kort fravær", r"langtid\w*|langt fravær"),
        ("mottatt|mottatte|motteke|mottekne", "sendt|sendte|sende|avsendt"),
        ("kvinner|kvinnelige|kvinnelege", "menn|mannlige|mannlege"),
        ("besvart|besvarte|svara", "ubesvart|ubesvarte|ikke besvart|ikkje svara"),
        ("fordelt|fordelte", "ufordelt|ikke fordelt|ikkje fordelt"),
        ("lukket|lukka", "åpen|åpne|opne|ikke lukket|ikkje lukka"),
    )
)
"""Words of two parts that are different, and of which nothing is both."""
_LEFT = re.compile(
    r" (?:står igjen|står att|er igjen|er att|gjenstår|attstår|(?:er |var |ble |blei |vart )?(?:ennå |enno )?"
    r"(?:ikke|ikkje)(?: (?P<same>[^\W\d_]+))?)$"
)
_ANY = re.compile(f"[{AMOUNTS}{NO_AMOUNT}]")
_NUMBER_WORD = re.compile(
    r"\b(?:én|to|tre|fire|fem|seks|sju|syv|åtte|ni|ti|elleve|tolv|ingen|begge|resten|hvorav|"
    r"herav|derav|inkludert|"
    r"inkl|pluss|minus|unntatt|cirka|henholdsvis|ytterligere|ytterlegare)\b|\b(?:en|ei|et|ett|"
    r"ein|eit|eitt) (?:i|ved|på|fra|frå)\b"
)
_NOT_IN_LIST = words_of("av til mot enn mens medan per pr ned opp økning nedgang minus budsjett")
_CHANGED = words_of(
    "med økte økt auka reduserte redusert falt sank steg gikk gjekk økning auke nedgang reduksjon høyere lavere"
)
_NO_PART = pattern(
    r"\b(?:fra|frå|mål|målet|måltallet|krav|kravet)(?: (?:er|var|på|om|til|er på))? <S>"
)
_PLACES = words_of("i for på ved hos innen innan blant fra frå og")
_WORD = re.compile(r"[^\W\d_]+")
_NOUN = pattern(r"<N> ([^\W\d_]+)")
_PART = pattern(r"<N>[^\ue000-\ue01f]*")
_PLACED = re.compile(r" (?:i|på|ved|fra|frå|hos)\b")
_VERB = re.compile(r"(?:\w+(?:te|de|et)|fikk|fekk|ga|gav|tok|har|hadde|er|var|ble|blei|vart)")
_NAME = pattern(r"(?:,| og) ([^\W\d_]+) <N>")
_GOES_ON = re.compile(r"(?: [^\W\d_]+)? (?:av|per|pr|mer|meir|flere|fleire|færre|mindre)\b")
_AVERAGED = frozenset(
    {Unit.PERCENT, Unit.DAYS, Unit.MONTHS, Unit.PER_100_000, Unit.DDD, Unit.POINTS}
)


@dataclass(frozen=True, slots=True)
class _Sum:
    """A list of parts with their total.

    Attributes:
        lead: What stands before the list and belongs to its first part.
        noun: The words behind the total.
    """

    shape: re.Match[str]
    parts: tuple[Amount, ...]
    says: Amount
    lead: str

    @property
    def listed(self) -> str:
        return self.shape["list"]

    @property
    def noun(self) -> list[str]:
        return _WORD.findall(self.shape["noun"])

    @property
    def is_of_two(self) -> bool:
        """Whether the parts are each other's rest, such as "mottatt" and "sendt"."""
        words = self.lead + self.listed
        return len(self.parts) == 2 and any(
            one.search(words) and other.search(words) for one, other in _EACH_OTHERS
        )

    @property
    def is_greater(self) -> bool:
        """Whether the total is more than its parts."""
        return self.says.low > sum(part.high for part in self.parts)


def sums_in(skeleton: Skeleton) -> Iterator[ProseClaim]:
    """Return the sum of a sentence; nothing where a part may be missing from the list."""
    if len(skeleton.numbers) < 3:
        return
    for shape_of in _SHAPES:
        shape = shape_of.search(skeleton.text)
        if shape is None or _is_spoilt(skeleton.text, shape):
            continue
        found = _sum(skeleton, shape)
        if _is_sure(found):
            yield ProseClaim(
                relation=Relation.SUM,
                says=_at_most(found.says) if _may_leave_out(shape) else found.says,
                of=found.parts,
                span=skeleton.span(*shape.span()),
                sentence=skeleton.sentence,
            )
            return


def _sum(skeleton: Skeleton, shape: re.Match[str]) -> _Sum:
    start = shape.start("list")
    after_whole = shape.re in _AFTER_A_WHOLE or shape.re is _WHOLE_FIRST
    return _Sum(
        shape=shape,
        parts=tuple(
            skeleton.amount(start + found.start())
            for found in re.finditer(ANY_AMOUNT, shape["list"])
        ),
        says=skeleton.amount(shape.start("says")),
        lead="" if after_whole else skeleton.text[: shape.start("list")],
    )


def _is_spoilt(text: str, shape: re.Match[str]) -> bool:
    """Whether a number or a word beside the list makes it another statement."""
    if _ANY.search(text, 0, shape.start()) or _GOES_ON.match(text, shape.end("says")):
        return True
    if shape.re not in _AFTER_A_WHOLE and _NUMBER_WORD.search(text):
        return True
    words = _WORD.findall(shape["list"] + ("" if shape.re is _WHOLE_FIRST else shape["noun"]))
    if shape.re is _SHARED_OUT:
        words = [word for word in words if word not in {"mens", "medan"}]
    return not _NOT_IN_LIST.isdisjoint(words) or _NO_PART.search(shape["list"]) is not None


def _is_sure(found: _Sum) -> bool:
    shape_of, of_two = found.shape.re, found.is_of_two
    if shape_of is _NAMED and not _are_named_alike(found):
        return False
    if shape_of is _HALVES and not (of_two and _is_counted_alike(found)):
        return False
    if shape_of is _SHARED_OUT and not (of_two or _is_left(found.listed)):
        return False
    if shape_of is _TOTAL_LAST and not set(found.noun) <= set(_WORD.findall(found.listed)):
        return False
    if shape_of in {_PARTS_FIRST, _TOTAL_LAST} and _begins_with_the_whole(found):
        return False
    together = re.fullmatch(_TOGETHER, found.shape["word"] or "") is not None
    if not _are_of_one_kind(found, together=together or of_two or shape_of in _COMPLETE):
        return False
    return of_two or shape_of in _COMPLETE or not _may_be_of_more(found)


def _are_of_one_kind(found: _Sum, *, together: bool) -> bool:
    amounts = (*found.parts, found.says)
    units = {amount.unit for amount in amounts} - {None}
    if len(units) > 1 or any(amount.per is not None or amount.is_interval for amount in amounts):
        return False
    scaled = {amount.step for amount in amounts}
    if units == {Unit.NOK} and any(a.unit is None for a in amounts) and max(scaled) > 1:
        return False
    if not units.isdisjoint(_AVERAGED) and not _CHANGED.isdisjoint(
        _WORD.findall(found.lead + found.listed)
    ):
        return False
    if together:
        return True
    return units.isdisjoint(_AVERAGED) and all(a.step.denominator == 1 for a in amounts)


def _begins_with_the_whole(found: _Sum) -> bool:
    """Whether the first number may be what the others are of: "40 søkere, 4 fra Harstad og 5 fra Tromsø"."""
    first, *rest = found.parts
    of_the_rest = sum(part.number for part in rest)
    if len(rest) > 1 and found.says.number in {first.number, of_the_rest}:
        return True
    if len(rest) > 1 and first.number == of_the_rest:
        return True
    placed = [_PLACED.search(item) is not None for item in _PART.findall(found.listed)]
    return not placed[0] and all(placed[1:])


def _is_counted_alike(found: _Sum) -> bool:
    """Whether parts without a unit can be counted as the whole is: "60 prosent (12 menn og 20 kvinner)" is not."""
    if found.says.unit is None:
        return all(part.unit is None for part in found.parts)
    return found.says.unit not in _AVERAGED or all(
        part.unit or part.step < 1 for part in found.parts
    )


def _may_be_of_more(found: _Sum) -> bool:
    """Whether a greater total counts more than the parts: it has a noun or a place that they have not."""
    behind = found.noun
    if not found.is_greater or not behind or found.shape.re is _WHOLE_FIRST:
        return False
    if behind[0] in _PLACES:
        return True
    nouns = [noun[1] for noun in _NOUN.finditer(found.listed) if noun[1] not in _PLACES]
    return bool(nouns) and set(behind).isdisjoint(_WORD.findall(found.listed))


def _are_named_alike(found: _Sum) -> bool:
    """Whether "A har 4 senger, B 2 og C 5, i alt 11 senger" counts one thing: one noun, and names between."""
    nouns = {noun[1] for noun in _NOUN.finditer(found.listed)} - {"og"}
    names = [name[1] for name in _NAME.finditer(found.listed)]
    return len(nouns | set(found.noun)) <= 1 and not any(_VERB.fullmatch(name) for name in names)


def _is_left(listed: str) -> bool:
    """Whether the last part is what is left: "og 90 mill. kr står igjen", "og 5 er ikke besvart"."""
    left = _LEFT.search(listed)
    return left is not None and (left["same"] is None or listed.count(f" {left['same']}") > 1)


def _may_leave_out(shape: re.Match[str]) -> bool:
    """Whether "hvorav" gives some parts of a whole only."""
    word = shape["word"] or ""
    return shape.re is _HALVES and re.fullmatch(_OF_WHICH, word) is not None


def _at_most(says: Amount) -> Amount:
    """Return the whole as the most that some of its parts can make."""
    end = says.high + (says.step / 2 if says.is_rounded else 0)
    return replace(says, low=end, high=end, bound="at most")
