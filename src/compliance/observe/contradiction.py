"""The fact that a text contradicts something: which words, and what stands where against them."""

from compliance.errors import Place
from compliance.facts.cases import Case
from compliance.language import Joined
from compliance.observe.view import Made, Told
from compliance.observe.words import title_of, where_of
from compliance.period import Period
from compliance.prose.model import Span
from compliance.prose.reader import quote


def contradiction(
    told: Told,
    case: Case | None,
    about: str,
    span: Span,
    sentence: Span,
    *,
    other: object,
    place: Place,
    scopes: frozenset[str] = frozenset(),
    period: Period | None = None,
) -> Made:
    """Return that a stretch of a text and something elsewhere do not agree.

    Args:
        about: What it is about: a value, a direction, a status or totals.
        other: What stands elsewhere, and `place` where.
        scopes: What only one of the two narrows; with any, they may both be right.
    """
    at = told.passage.at(span.start)
    return Made(
        "statement",
        {
            "statement": f"{at} {span.start}",
            **(told.where if case is None else where_of(case)),
            "about": about,
            "agrees": "scope" if scopes else "no",
        },
        at,
        {
            "title": "" if case is None else title_of(case),
            "quote_text": quote(told.passage.written, sentence),
            "other_text": other,
            "other_place": str(place),
            "scope_text": Joined(tuple(sorted(scopes))),
            "period_text": "" if period is None else period,
        },
    )
