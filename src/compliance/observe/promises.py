"""What the last report promised to do by a day that has passed, and whether this report says what became of it."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from compliance.facts.cases import Plan
from compliance.observe.previously import last_answering
from compliance.observe.view import Made, Told, View, told_in
from compliance.observe.words import own_answer, yes_no
from compliance.prose.model import Promise
from compliance.prose.reader import quote
from compliance.rulebook.model import Requirement

_DONE = (
    r"gjennomført\w*|utført\w*|fullført\w*|sluttført\w*|ferdig\w*|innført\w*|implementert\w*"
    r"|etablert\w*|iverksatt\w*|iverksett\w*|igangsatt\w*|igangsett\w*|tatt i bruk|(?:teke|teken|tekne) i bruk"
    r"|i bruk|i drift|på plass|i gang|levert\w*|avsluttet|avsluttede|avslutta|oppnådd\w*|nådd\w*"
    r"|vedtatt\w*|vedteke\w*|godkjent\w*|signert\w*|opprettet|oppretta|åpnet|åpna|opna|lansert\w*"
    r"|rekruttert\w*|ansatt|tilsatt\w*|tilsett\w*|startet|starta|påbegynt\w*|gjort|gjorde|løst|løyst"
)
_PUT_OFF = (
    r"utsatt\w*|utsett\w*|forsink\w*|forseink\w*|stoppet|stoppa|stanset|stansa|skjøvet|skuva|forskjøvet"
    r"|avlyst\w*|utgår|utgått|gjenstår|står (?:igjen|att)|pågår|(?:ikke|ikkje) (?:rukket|rokke|klart|kommet|komne)"
    r"|revidert\w*|(?:ny|nye) frist\w*"
)
_OUTCOME = re.compile(rf"\b(?:{_DONE}|{_PUT_OFF})\b", re.IGNORECASE)
"""Words of doing and of delaying, in bokmål and nynorsk."""

_MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni",
    "juli", "august", "september", "oktober", "november", "desember",
)  # fmt: skip


def promises_observed(view: View) -> Iterator[Made]:
    """Yield the promises of the last report that have come due since; none when running text is not read."""
    if not view.with_prose:
        return
    told: dict[int, tuple[Told, ...]] = {}
    for requirement in view.plan.rule_book.requirements:
        before = last_answering(view, requirement)
        if before is None or view.plan.applies[requirement.id] is False:
            continue
        if not view.plan.answered[requirement.id] or requirement.separate_form:
            continue
        if id(before) not in told:
            told[id(before)] = tuple(told_in(before))
        yield from _due(view, before, requirement, told[id(before)])


def _due(
    view: View, before: Plan, requirement: Requirement, told: Iterable[Told]
) -> Iterator[Made]:
    """Yield one promise a day, the first that was written."""
    answers = view.plan.answered[requirement.id]
    own = own_answer(view.plan, requirement)
    place = answers[0].place if own is None else own.place
    seen: set[date] = set()
    for text_before in told:
        if text_before.requirement is None or text_before.requirement.id != requirement.id:
            continue
        written = text_before.passage.written
        for promise in text_before.prose.promises:
            if not before.as_of < promise.due <= view.plan.as_of or promise.due in seen:
                continue
            seen.add(promise.due)
            stands = text_before.passage.at(promise.span.start)
            yield Made(
                "promise",
                {
                    "promise": f"{stands} {promise.due.isoformat()}",
                    "requirement": requirement.id,
                    "told": yes_no(said=_is_told(view.plan, requirement, written, promise)),
                },
                place,
                {
                    "title": requirement.title,
                    "quote_text": quote(written, promise.sentence),
                    "due_text": promise.due,
                    "other_place": str(stands),
                },
            )


def _is_told(plan: Plan, requirement: Requirement, before: str, promise: Promise) -> bool:
    """Whether the answer speaks of the day again, of doing or delaying, or is itself a day or a status."""
    entries = [e for answer in plan.answered[requirement.id] for e in answer.entries]
    if any(e.status is not None or e.delivered is not None for e in entries):
        return True
    written = "\n".join(
        (*(p.written for e in entries for p in e.passages), *(e.see for e in entries))
    )
    when = " ".join(before[promise.span.start : promise.span.end].split()[-2:])
    return (
        _OUTCOME.search(written) is not None
        or (bool(when) and when.casefold() in " ".join(written.split()).casefold())
        or _names(written, promise.due)
    )


def _names(written: str, due: date) -> bool:
    """Whether a text names the month or the day, in letters or in figures."""
    day, month = due.day, due.month
    figures = rf"\b0?{day}\. ?0?{month}\b|\b{due.year}-{month:02d}\b|\b0?{month}[./]{due.year}\b"
    return re.search(rf"\b{_MONTHS[month - 1]}\b|{figures}", written, re.IGNORECASE) is not None
