"""Which contents an answer must hold: some are asked for only after a colour or a value."""

from collections.abc import Iterable, Iterator, Mapping

from compliance.colour import Colour, Outcome
from compliance.facts.bands import is_green
from compliance.facts.cases import Case
from compliance.quantity import Quantity
from compliance.rulebook.model import Content, Requirement
from compliance.thresholds import Bound, bands_of


def asked_contents(
    requirement: Requirement, cases: Iterable[Case], outcomes: Mapping[str, Outcome]
) -> Iterator[Content]:
    """Yield the contents that an answer to a requirement must hold.

    Args:
        cases: Of the whole submission.
        outcomes: By the subjects of the cases.
    """
    own = [case for case in cases if case.requirement is requirement]
    is_dark = any(
        outcomes[case.subject] in {Colour.YELLOW, Colour.RED} for case in own if not case.is_part
    )
    values = [
        case.judged.value
        for case in own
        if case.judged.value is not None and case.judged.measured is not None
    ]
    for content in requirement.contents:
        if content.when is not None:
            is_asked = any(_meets(value, content.when) for value in values)
        else:
            is_asked = is_dark or not content.when_not_green
        if is_asked:
            yield content


def _meets(value: Quantity, bound: Bound) -> bool:
    """Whether the whole of a value, which may be an interval, lies on the stated side."""
    bands = bands_of(bound)
    return is_green(bands, value.low) and is_green(bands, value.high)
