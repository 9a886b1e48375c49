"""Splits a text into sentences without losing the offsets of its characters."""

import re

from compliance.prose.model import Span
from compliance.prose.words import words_of

_BLANKS = {
    ord(blank): " "
    for blank in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
    "\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u2060\u3000\ufeff"
}
_PLAIN: dict[int, str] = (
    _BLANKS
    | {0x2212: "-", 0x2010: "-", 0x2011: "-", 0x2014: "–", 0x2015: "–"}
    # marks of tokens (see skeleton), which a text may hold too
    | dict.fromkeys(range(57344, 57376), "•")
)  # fmt: skip

_NEVER_LAST = words_of(
    "nr ca jf jfr kap pkt eks bl a dvs kl tlf pr dr adm inkl ekskl evt hhv ift iht s st tab fig "
    "vedr ang "
    "ref maks min avd mht mtp"
)
"""Abbreviations after whose point a sentence always goes on."""
_SELDOM_LAST = words_of(
    "mill mrd kr pst mv osv m v o l mnd gj sn jan feb mar apr jun jul aug sep sept okt nov des "
    "resp årl "
    "tilsv mil tus gjsn snitt"
)
"""Abbreviations after whose point a sentence goes on unless a capital follows."""
_MONTH = (
    r"(?i:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b"
)
_STOP = re.compile(r"[.!?…]+[)\]”»\"']*(?=\s|$)|\n[ \t\r]*\n\s*|\n")
_ITEM = re.compile(r"[ \t]*(?:[-–•*·▪o]|\d{1,2}[.)]|[a-z]\)) ", re.ASCII)
_LAST_WORD = re.compile(r"([^\W_]+)$")
_SHORT_LINE = 60


def plain_text(written: str) -> str:
    """Return the text in small letters with one kind of blank, dash and minus, as long as it was."""
    spaced = written.translate(_PLAIN)
    low = spaced.lower()
    if len(low) == len(spaced):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in spaced)


def split_sentences(written: str) -> tuple[Span, ...]:
    """Return the sentences in order, without the blanks around them.

    >>> text = "Se nr. 4. Det er 1. mai."
    >>> [text[span.start : span.end] for span in split_sentences(text)]
    ['Se nr. 4.', 'Det er 1. mai.']
    """
    spans = []
    start = 0
    for stop in _STOP.finditer(written):
        if _ends(written, stop, start):
            spans.append((start, stop.end()))
            start = stop.end()
    spans.append((start, len(written)))
    return tuple(
        span for span in (_trimmed(written, *ends) for ends in spans) if span.start < span.end
    )


def _trimmed(written: str, start: int, end: int) -> Span:
    piece = written[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _ends(written: str, stop: re.Match[str], start: int) -> bool:
    mark = stop[0]
    if mark.startswith("\n"):
        return _line_ends(written, stop, start)
    follow = written[stop.end() : stop.end() + 40].lstrip()
    if not follow:
        return True
    if not mark.startswith(".") or mark.startswith(".."):
        return True
    before = _LAST_WORD.search(written, max(start, stop.start() - 24), stop.start())
    word = before[1].lower() if before else ""
    if word in _NEVER_LAST:
        return False
    if word.isdecimal() and len(word) <= 2:
        if re.match(_MONTH, follow):
            return False
        return follow[0].isupper() and before is not None and before.start() > start
    if word in _SELDOM_LAST:
        return follow[0].isupper()
    return not follow[0].islower()


def _line_ends(written: str, stop: re.Match[str], start: int) -> bool:
    """Whether a line break ends a sentence: not inside a wrapped paragraph."""
    if stop[0].count("\n") > 1:
        return True
    follow = written[stop.end() : stop.end() + 40]
    if _ITEM.match(follow):
        return True
    line = written[max(start, written.rfind("\n", start, stop.start()) + 1) : stop.start()].strip()
    next_word = follow.lstrip()
    if not line or not next_word:
        return True
    starts_anew = next_word[0].isupper() or next_word[0].isdecimal()
    return starts_anew and len(line) < _SHORT_LINE and line[-1] not in ",-–" and not _open(line)


def _open(line: str) -> bool:
    """Whether a line cannot stand alone: it ends in a word that wants another."""
    last = _LAST_WORD.search(line)
    return last is not None and last[1].lower() in _WANT_MORE


_WANT_MORE = words_of(
    "i på til fra frå av med ved for om og eller som at er var ble enn mot per pr ca nr den det de "
    "en et ein eit ei siden sidan under over"
)
