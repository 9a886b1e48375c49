"""Which earlier submission something is held against, and what messages call it."""

from compliance.errors import Place
from compliance.facts.cases import Plan
from compliance.language import Text, text
from compliance.observe.view import View
from compliance.rulebook.model import Requirement


def last_answering(view: View, requirement: Requirement) -> Plan | None:
    """Return the latest earlier submission that answers a requirement."""
    return next((c.plan for c in view.earlier if c.plan.answered.get(requirement.id)), None)


def previous_text(plan: Plan, place: Place | None) -> Text:
    """Return what an earlier submission is called: its period, and where in it something stands."""
    period = plan.submission.period
    where = plan.submission.file if place is None else str(place)
    return text("{period}, {place}", period=period, place=where)
