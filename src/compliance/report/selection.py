"""What `--only` shows. Selecting narrows what is listed, never what is counted."""

from compliance.assess import Assessment
from compliance.colour import Basis, Colour
from compliance.findings import Finding

KINDS = (*(c.value for c in Colour), "stated", "not-assessed", "assessments", "findings")


def shows(only: tuple[str, ...], thing: Assessment | Finding) -> bool:
    """Whether one assessment or finding is selected by the words and requirement ids of `only`."""
    kinds = {word for word in only if word in KINDS}
    ids = {word for word in only if word not in KINDS}
    if isinstance(thing, Finding):
        return (not ids or thing.requirement in ids) and (not kinds or "findings" in kinds)
    if ids and thing.case.requirement.id not in ids:
        return False
    return not kinds or not kinds.isdisjoint({"assessments", _kind(thing)})


def _kind(assessment: Assessment) -> str:
    if assessment.colour is None:
        return "not-assessed"
    return "stated" if assessment.case.judged.basis is Basis.STATED else assessment.colour.value
