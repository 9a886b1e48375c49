"""Changes in running text: the direction that is said of two figures, and the size of the change between them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import zip_longest

from compliance.amount import Amount
from compliance.arithmetic import Direction, Relation
from compliance.prose.model import ProseClaim
from compliance.prose.pairs import Pair, pairs_in
from compliance.prose.skeleton import ANY_AMOUNT, Skeleton, pattern
from compliance.prose.words import (
    AUXILIARY,
    FILL,
    GOVERNING,
    HAVE,
    NEGATION,
    NOT,
    OPENING,
    PARTICIPLE,
    SIGNS,
    SIZE,
    TELLING,
    A,
    words_of,
)
from compliance.quantity import Unit

_END = (
    r"(?:<W1>(?= ?(?:$|[.,;:!)–(]))| (?=(?:og|eller|i alt|samtidig|mens|men|noe som|noko som)\b))"
)
_GOVERN = {source: re.compile(rf"(?<![\w-])(?:{source})(?![\w-])") for source in GOVERNING}
_WORD = re.compile(r"[^\W\d_]+")
_NOUN = re.compile("|".join(SIGNS))
_BEHIND_NOUN = pattern(
    r"(?: (?:i|på|av|for|ved|blant) [^\W\d_]+(?: [^\W\d_]+)?)?(?: (?:ved|hos|i) [^\W\d_]+)?(?: i <T>)?"
    r"(?:,| er| var| ble|:)? ?"
)
_BREAK_OFF = words_of(
    "at som gjør gjorde gjer går gikk gjekk gått gir ga gav gjev fører førte medfører medførte og eller "
    "så vi å tok tar brakte holder mens når fordi siden sidan slik uten utan"
)
"""Words between a word of direction and a pair after which another thing may move."""
_PLACE = re.compile(r" (?:i|ved|på|for|hos|blant|totalt|samlet|samla)\b")
_CLAUSE = pattern(r"[.,;:!?–]|\((?!<S>\))|(?<!\(<S>)\)")
_NUMBERED = re.compile(ANY_AMOUNT)
_BEFORE_PAIR = pattern(
    r"(?:(?: (?:med|på|tilsvarende|tilsvarande)) (?P<says><S>)(?P<word><W1>)"
    r"|(?:^|(?<=falt)|(?<=sank)|(?<=steg)|(?<=økte)|(?<=auka)|(?<=sokk)|(?<=sunket)"
    r"|(?<=steget)) (?P<says3><S>))(?: \((?P<says2><S>)\))?"
    r"(?: (?:fra|frå) <T> til <T>| (?:siden|sidan|i) <T>)?,?(?: (?:og )?(?:gikk|gjekk))? ?"
    r"(?:\(|altså |dvs\. |det vil si )?$"
)
_OPP_BEFORE = pattern(
    r"\b(?:er|var|gikk|gjekk|går|gått)<L3> (?P<way>opp|ned) (?:med )?(?P<says><S>)(?P<word><W1>),? ?\(?$"
)
_OBJECT = pattern(r"<W4>")
_HOW = re.compile(
    r"(?: (?:gradvis|noe|noko|litt|kraftig|betydelig|betydeleg|jevnt|jamt|markant|svakt|igjen|videre|"
    r"ytterligere|ytterlegare))?[, (]*"
)
_TO_NOW = re.compile(
    r"(?: noe| noko| litt| kraftig| betydelig)? (?:til|og er(?: nå| no)?(?: på)?) "
)
_AFTER_PAIR = {
    source: pattern(
        rf"(?:,| –|;|:)? ?\(?{FILL}(?:{A} )?{SIZE}{source} (?:på|med|tilsvarende) (?:hele |heile "
        rf")?(?P<says><S>)(?P<word>{_END})"
    )
    for source in SIGNS
}
_OPP_NED = pattern(rf",? \(?(?P<way>opp|ned) (?:med )?(?P<says><S>)(?P<word>{_END})")
_BARE = pattern(rf",?(?: \(| {TELLING} (?:med )?| \({TELLING} )(?P<says><S>)(?P<word>{_END})")
_SCALED = re.compile(
    r"(?<!nesten )(?<!nær )(?<!enn )(?<!over )(?<!minst )(?<!omtrent )(?<!tilnærmet )(?<!tilnærma )(?<!godt )"
    r"\b(?P<word>halvert|halverte|halverast|halveres|halvere|doblet|dobla|fordoblet|fordobla|doblast|tredoblet|"
    r"tredobla)(?: (?:seg))?,? ?\(?$"
)
_SCALES = {"halv": (-58, -43), "dobl": (85, 130), "ford": (85, 130), "tred": (170, 260)}
"""The changes in percent that may still be called halved, doubled, trebled."""
_ALONE = tuple(
    (
        pattern(
            rf"(?:(?:det|dette) (?:er|var|tilsvarer|tilsvarar|utgjør|utgjer|utgjorde|gir|gjev|gav|ga|betyr|"
            rf"innebærer|inneber|svarer til|svarar til|vil si)(?: altså| dermed)? (?:{A} )?{SIZE}{source} "
            rf"(?:på|med|tilsvarende)"
            rf"|{source} (?:er|var|utgjør|utgjer|utgjorde|tilsvarer|tilsvarar|ble|blei|vart)(?: dermed| altså)?"
            rf"(?: på)?) (?P<says><S>)<W1>(?:,? (?:\(|eller )(?P<says2><S>)\)?)?\.?"
        ),
        sign,
    )
    for source, sign in SIGNS.items()
)
_SIGNED = {Direction.UP: 1, Direction.DOWN: -1}
_STEP_BACK = 90


def changes_in(skeleton: Skeleton) -> Iterator[ProseClaim]:
    """Return the changes of a sentence that gives both figures."""
    pairs = pairs_in(skeleton)
    for pair, following in zip_longest(pairs, pairs[1:]):
        before, start = _clause_before(skeleton.text, pair.start)
        if OPENING.search(before):
            continue
        way, at = _governing(before, pair)
        stop = len(skeleton.text) if following is None else following.start
        changes = list(_stated(skeleton, pair, before, start, way, stop))
        scaling = _scaling(pair, before)
        if scaling is not None:
            changes.append((scaling, pair.end))
        if way is None and not changes:
            continue
        end = max([pair.end, *(last for _, last in changes)])
        first = pair.start if at is None else start + at
        span = skeleton.span(first, end)
        way = way or _way_of(pair, [says for says, _ in changes])
        if way is not None and not (pair.is_signed and way in _SIGNED):
            yield ProseClaim(
                relation=Relation.DIRECTION, says=way, of=(pair.earlier, pair.later),
                periods=pair.periods, span=span, sentence=skeleton.sentence,
            )  # fmt: skip
        for says, _ in changes:
            claim = change_of(pair, says)
            if claim is not None:
                relation, loose = claim
                yield ProseClaim(
                    relation=relation, says=says, of=(pair.earlier, pair.later),
                    periods=pair.periods, loose=loose, span=span, sentence=skeleton.sentence,
                )  # fmt: skip


def _way_of(pair: Pair, changes: Iterable[Amount]) -> Direction | None:
    """Return the direction that the words of differences give, or None; of a percentage its sign tells."""
    claims = [(says, change_of(pair, says)) for says in changes if says.is_signed and says.number]
    signs = {says.number > 0 for says, claim in claims if claim == (Relation.DIFFERENCE, False)}
    if len(signs) != 1:
        return None
    return Direction.UP if signs.pop() else Direction.DOWN


def _clause_before(text: str, end: int) -> tuple[str, int]:
    """Return the clause before a pair and where it begins; one comma right before the pair is overlooked."""
    start = max(0, end - _STEP_BACK)
    stop = end - 1 if text[max(0, end - 1) : end] == " " else end
    trimmed = text[start:stop].rstrip(" ,:(")
    breaks = [found.end() for found in _CLAUSE.finditer(trimmed)]
    begin = start + (breaks[-1] if breaks else 0)
    return text[begin:end], begin


def _governing(before: str, pair: Pair) -> tuple[Direction | None, int | None]:
    """Return the direction that is said of a pair and where its word stands in the clause before."""
    if pair.way is not None:
        return (None, None) if NEGATION.search(before) else (pair.way, None)
    sized = _OPP_BEFORE.search(before) if pair.kind == "from-to" else None
    if sized is not None:
        way = Direction.UP if sized["way"] == "opp" else Direction.DOWN
        return (None, None) if NEGATION.search(before) else (way, sized.start("way"))
    clause = before + ("fra " if pair.kind == "from-to" else "")
    ways = [
        (found.start(), found.end(), direction)
        for source, direction in GOVERNING.items()
        for found in _GOVERN[source].finditer(clause)
        if _governs(before, found, pair)
    ]
    if not ways:
        return None, None
    if len({direction for _, _, direction in ways}) > 1:
        return None, None
    at, end, direction = max(ways)
    if NEGATION.search(before):
        exact = re.search(rf"\b{NOT} $", before[:at])
        opposite = {Direction.UP: Direction.NOT_UP, Direction.DOWN: Direction.NOT_DOWN}
        if exact is None or direction not in opposite or _BEFORE_PAIR.search(before):
            return None, None
        return opposite[direction], exact.start()
    leads = {"dated": _LEADS_TO, "against": _TO_NOW}.get(pair.kind)
    if leads is not None and not leads.fullmatch(before[end:]):
        return None, None
    return direction, at


_LEADS_TO = re.compile(r"(?: i [^\W\d_]+)?(?:,|:| og)? ?(?:(?:er|var|utgjorde|lå på|ligger på) )?")


def _governs(before: str, found: re.Match[str], pair: Pair) -> bool:
    rest = before[found.end() :]
    change = _BEFORE_PAIR.search(rest)
    if change is not None:
        rest = rest[: change.start()]
    if _NUMBERED.search(rest):
        return False
    if pair.kind == "from-to" and not _BREAK_OFF.isdisjoint(_WORD.findall(rest)):
        return False
    if pair.kind == "from-to" and _NOUN.fullmatch(found[0]) and not _BEHIND_NOUN.fullmatch(rest):
        return False
    if PARTICIPLE.fullmatch(found[0]) and rest.strip(" ,:("):
        lead = before[: found.start()]
        if HAVE.search(lead[-20:]) is not None and (
            pair.kind == "against"
            or _HOW.fullmatch(rest)
            or (change is not None and _OBJECT.fullmatch(rest))
        ):
            return True
        return AUXILIARY.search(lead[-40:]) is not None or (
            HAVE.search(lead[-20:]) is not None and _PLACE.match(rest) is not None
        )
    return pair.kind in {"from-to", "dated", "against"}


def _stated(
    skeleton: Skeleton, pair: Pair, before: str, start: int, way: Direction | None, stop: int
) -> Iterator[tuple[Amount, int]]:
    """Return the changes that are stated of a pair, signed by their words, and where each ends."""
    if NEGATION.search(before):
        return
    if way is not None:
        for says in _stated_before(skeleton, pair, before, start):
            yield _signed(says, _SIGNED.get(way, 0)), pair.end
    at = pair.end
    sign = 0
    found, says_sign = _noun_change(skeleton.text, at)
    if found is None and (found := _OPP_NED.match(skeleton.text, at)):
        says_sign = 1 if found["way"] == "opp" else -1
    if found is None and way is not None:
        found, says_sign = _BARE.match(skeleton.text, at), 0
        if found is not None and _is_bare_count(skeleton, found):
            found = None
    while found is not None and found.end() <= stop and _plausible_word(found["word"]):
        sign = says_sign if says_sign is not None else sign
        amount = skeleton.amount(found.start("says"))
        yield _signed(amount, sign), found.end("says")
        at = found.end("says") + len(found["word"].rstrip())
        found, says_sign = _BARE.match(skeleton.text, at), None
        if found is not None and _is_bare_count(skeleton, found):
            found = None


def _stated_before(skeleton: Skeleton, pair: Pair, before: str, start: int) -> Iterator[Amount]:
    """Return the sizes right before a pair: "økte med 2 600 timer (2 %) fra …", "falt 12 prosent fra …"."""
    lead = _BEFORE_PAIR.search(before) or (
        _OPP_BEFORE.search(before) if pair.kind == "from-to" else None
    )
    if lead is None or not _plausible_word(lead["word"] or ""):
        return
    said = lead.groupdict()
    for name in ("says", "says2", "says3"):
        if not said.get(name):
            continue
        says = skeleton.amount(start + lead.start(name))
        counts_others = says.unit is None and lead["word"] and pair.later.unit is not None
        if not counts_others:
            yield says


def _noun_change(text: str, at: int) -> tuple[re.Match[str] | None, int | None]:
    for source, sign in SIGNS.items():
        found = _AFTER_PAIR[source].match(text, at)
        if found is not None:
            return found, sign
    return None, 0


def _is_bare_count(skeleton: Skeleton, found: re.Match[str]) -> bool:
    """Whether it is a number alone, which in brackets may be anything."""
    amount = skeleton.amount(found.start("says"))
    return amount.unit is None and not amount.is_signed


def _plausible_word(word: str) -> bool:
    return word.strip() not in {
        "per",
        "pr",
        "av",
        "årlig",
        "årleg",
        "hver",
        "kvar",
        "i",
        "til",
        "over",
        "mer",
        "meir",
    }


def _signed(amount: Amount, sign: int) -> Amount:
    """Return the amount with the sign of its word; one that is signed or bounded stays as it is."""
    if sign == 0 or amount.is_signed or amount.bound is not None:
        return amount
    if sign > 0:
        return replace(amount, is_signed=True)
    return replace(amount, low=-amount.high, high=-amount.low, is_signed=True)


def change_of(pair: Pair, says: Amount) -> tuple[Relation, bool] | None:
    """Return what a change of these figures states and whether percent may mean points, or None."""
    unit = pair.later.unit
    small = max(pair.earlier.high, pair.later.high) <= 100
    may_be_percent = unit is Unit.PERCENT or (unit is None and small and not pair.has_noun)
    if says.unit is Unit.PERCENT:
        return None if pair.is_signed else (Relation.PERCENT_CHANGE, may_be_percent)
    if says.unit is Unit.POINTS:
        fits = may_be_percent or unit is Unit.POINTS
        return (Relation.DIFFERENCE, False) if fits else None
    if says.unit is None or says.unit is unit or (unit is None and not may_be_percent):
        return Relation.DIFFERENCE, False
    if unit is None and not pair.has_noun:
        return Relation.DIFFERENCE, False
    return None


def _scaling(pair: Pair, before: str) -> Amount | None:
    """Return the change in percent that "halvert" or "doblet" of a pair allows; people mean it roughly."""
    found = _SCALED.search(before) if pair.kind == "from-to" else None
    if found is None or pair.is_signed or NEGATION.search(before):
        return None
    low, high = _SCALES[found["word"][:4]]
    return Amount(
        low=Fraction(low), high=Fraction(high), step=Fraction(1), unit=Unit.PERCENT, is_signed=True,
        is_rounded=True, about=True, written=found["word"],
    )  # fmt: skip


def change_alone(skeleton: Skeleton) -> tuple[Amount, ...]:
    """Return the sizes that a sentence gives of what stood before it: "Det er en nedgang på 19 prosent."."""
    for shape_of, sign in _ALONE:
        found = shape_of.fullmatch(skeleton.text)
        if found is not None:
            said = [found.start(name) for name in ("says", "says2") if found[name]]
            return tuple(_signed(skeleton.amount(at), sign) for at in said)
    return ()
