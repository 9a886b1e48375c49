"""Claims in running text: changes, shares, comparisons, sums, rates, and what is left of a hundred percent."""

from collections.abc import Iterator

from compliance.prose.changes import changes_in
from compliance.prose.comparisons import comparisons_in
from compliance.prose.model import ProseClaim
from compliance.prose.pairs import says_respectively
from compliance.prose.rates import complements_in, rates_in
from compliance.prose.shares import shares_in
from compliance.prose.skeleton import Skeleton
from compliance.prose.sums import sums_in


def claims_in(skeleton: Skeleton) -> Iterator[ProseClaim]:
    """Return what a sentence states of its own figures; nothing of a question."""
    if skeleton.is_question or len(skeleton.numbers) < 2:
        return
    yield from changes_in(skeleton)
    if says_respectively(skeleton):
        return
    yield from shares_in(skeleton)
    yield from comparisons_in(skeleton)
    yield from sums_in(skeleton)
    yield from rates_in(skeleton)
    yield from complements_in(skeleton)
