"""References ("vedlegg 3", "krav 5") and promises ("innen 1. september 2025") in running text."""

import re
from collections.abc import Iterator
from datetime import date

from compliance.period import Period
from compliance.prose.model import Promise, Reference, ReferenceKind, Span
from compliance.prose.skeleton import Skeleton, pattern

_KINDS: dict[str, ReferenceKind] = {
    "vedl": "attachment", "krav": "requirement", "tabe": "table", "kapi": "chapter",
    "kap.": "chapter", "kap": "chapter",
}  # fmt: skip
_ONE = r"\d{1,3}(?:\.\d{1,2}){0,2}"
_REFERENCE = re.compile(
    r"(?<![\w-])(?P<kind>vedlegg(?:ene|a)?|krav(?:ene|a)?|tabell(?:ene|ane)?|kapittel|"
    r"kap\.?) (?:nr\.? ?|nummer )?"
    rf"(?P<number>{_ONE})(?P<more>(?:, {_ONE})*(?: og {_ONE})?(?= ?(?:$|[.;,:)])))?"
    r"(?![\w%]|[.,]?\d| ?[-–/] ?\d| ?%)(?=(?P<after>.{0,16}))"
)
_NO_REFERENCE = re.compile(
    r" ?(?:prosent|pst|timer|timar|time|dager|dagar|døgn|uker|veker|måneder|månader|år\b|mill|"
    r"mrd|kr\b|kroner|av \d|til \d|"
    r"poeng|ganger|minutter|årsverk|månedsverk|og \d|eller \d|i |til |fra |frå |av |mot |per )"
)
_LAW = re.compile(
    r"(?:lov\w*|\w+lova|\w+loven|\w+lovens|\w*forskrift\w*|statutt\w*|instruks\w*)(?: \w+)? $"
)
_NUMBER = re.compile(_ONE)

_BY = r"(?:innen|innan|senest|seinast|før)"
_WHEN = r"(?P<at><D>|<T>|<H>)"
_END_OF = r"(?:(?:utgangen|slutten|sluttet) av )?"
_DONE = (
    r"(?:ferdigstilt|ferdigstilles|ferdigstillast|ferdig|klart?e?|på plass|innført|innføres|"
    r"innførast|gjennomført|gjennomføres|"
    r"gjennomførast|levert|leveres|leverast|i drift|etablert|etableres|etablerast|tatt i bruk|"
    r"tas i bruk|takast i bruk|"
    r"avsluttet|avsluttes|implementert|implementeres|lukket|lukkes|vedtatt|vedtas)"
)
_PROMISES = (
    pattern(rf"\b{_BY} (?:fristen )?(?:den )?{_END_OF}{_WHEN}"),
    pattern(rf"\bi løpet av (?:årene )?{_WHEN}"),
    pattern(
        rf"\b(?:frist|fristen|tidsfrist|ny frist)(?: er|:| for [^.,;:]{{1,40}} er)? (?:den "
        rf")?{_END_OF}{_WHEN}"
    ),
    pattern(rf"\b{_DONE}<W3> (?:i |ved {_END_OF})?{_WHEN}"),
)
_WILL = re.compile(
    r"\b(?:skal|vil|planlegges|planleggast|planlegger|planlegg|planlagt|forventes|forventast|"
    r"forventer|forventar|forventet|ventes|ventast|"
    r"må|bør|tar sikte på|tek sikte på|målet er|ferdigstilles|ferdigstillast|innføres|innførast|"
    r"gjennomføres|gjennomførast|leveres|leverast|"
    r"tas i bruk|etableres|etablerast|implementeres|avsluttes|lukkes|vedtas|kommer til å)\b"
)
_PAST = re.compile(
    r"\b(?:ble|blei|vart|var|hadde|skulle|er levert|er gjennomført|er ferdigstilt|er innført|er "
    r"sendt|er på plass|er etablert|"
    r"har|fikk|fekk|er lukket|er avsluttet|innfridd|oppfylt|nådd|er oppnådd|gikk|gjorde|økte|"
    r"ikke|ikkje|dersom|hvis)\b"
)
_BREAK = re.compile(r"[,;:()]|(?: og| men| som)(?= (?:skal|vil|er|ble|blei|vart|har|må)\b)")
_NEVER = re.compile(r"\b(?:skulle|ikke|ikkje|dersom|hvis|viss|uten|hvorvidt|kanskje)\b")


def references_in(plain: str, sentence: Span) -> Iterator[Reference]:
    """Return the attachments, requirements, tables and chapters that a sentence mentions by number."""
    for shape in _REFERENCE.finditer(plain, sentence.start, sentence.end):
        if _NO_REFERENCE.match(shape["after"]) or _LAW.search(
            plain[max(sentence.start, shape.start() - 40) : shape.start()]
        ):
            continue
        kind = _KINDS[shape["kind"][:4]]
        places = [shape.span("number")]
        if shape["more"]:
            start = shape.start("more")
            places += [
                (start + n.start(), start + n.end()) for n in _NUMBER.finditer(shape["more"])
            ]
        for index, (start, end) in enumerate(places):
            yield Reference(
                kind=kind,
                number=plain[start:end],
                span=Span(shape.start() if index == 0 else start, end),
                sentence=sentence,
            )


def promises_in(skeleton: Skeleton, report: Period) -> Iterator[Promise]:
    """Return what a sentence says is to be done by a day; nothing of what was done or is conditional."""
    text = skeleton.text
    if skeleton.is_question or not skeleton.times or _NEVER.search(text):
        return
    seen: set[int] = set()
    for index, shape_of in enumerate(_PROMISES):
        for shape in shape_of.finditer(text):
            at = shape.start("at")
            due = skeleton.times[at].due
            if due is None or at in seen:
                continue
            clause = _clause(text, shape.start(), shape.end())
            alone = not _PAST.search(clause) and _may_stand_alone(index, due, report)
            if not (alone or _WILL.search(clause)):
                continue
            seen.add(at)
            yield Promise(due=due, span=skeleton.span(*shape.span()), sentence=skeleton.sentence)


def _clause(text: str, start: int, end: int) -> str:
    """Return the clause around a place."""
    begins = [found.end() for found in _BREAK.finditer(text, 0, start)]
    stop = _BREAK.search(text, end)
    return text[begins[-1] if begins else 0 : stop.start() if stop else len(text)]


def _may_stand_alone(index: int, due: date, report: Period) -> bool:
    """Whether it promises without "skal": "innen …" and "frist …" do, "ferdig i …" only of a time to come."""
    return index in {0, 2} or (index == 3 and due > report.last_day)
