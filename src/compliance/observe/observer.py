"""Gathers the facts of all observers and numbers them."""

from collections.abc import Callable, Iterator

from compliance.derivation import Fact
from compliance.observe.answers import answers_observed
from compliance.observe.claims import claims_observed
from compliance.observe.completeness import completeness_observed
from compliance.observe.freshness import freshness_observed
from compliance.observe.last_report import last_report_observed
from compliance.observe.small_numbers import small_numbers_observed
from compliance.observe.status_words import status_words_observed
from compliance.observe.texts import texts_observed
from compliance.observe.twins import twins_observed
from compliance.observe.view import Made, View

_OBSERVERS: tuple[Callable[[View], Iterator[Made]], ...] = (
    answers_observed,
    completeness_observed,
    status_words_observed,
    claims_observed,
    texts_observed,
    twins_observed,
    last_report_observed,
    small_numbers_observed,
    freshness_observed,
)


def observe(view: View) -> tuple[Fact, ...]:
    """Return every fact of a submission."""
    made = [fact for observed in _OBSERVERS for fact in observed(view)]
    return numbered(made)


def numbered(made: list[Made]) -> tuple[Fact, ...]:
    """Return facts with their ids: "f0", "f1" and so on."""
    return tuple(
        Fact(
            id=f"f{number}",
            kind=fact.kind,
            fields={name: value or "" for name, value in fact.fields.items()},
            details=fact.details,
            place=str(fact.place),
            line=fact.place.line or fact.place.order,
        )
        for number, fact in enumerate(made)
    )
