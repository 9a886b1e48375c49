"""The facts that one observer makes of a submission, for its tests."""

from compliance.assess import conclude
from compliance.engine import exact_only
from compliance.observe.view import View
from written import HEAD, submission


def concluded(rules, answers, *, head=HEAD, file="s.yaml"):
    """A submission with its conclusions."""
    with exact_only() as engine:
        return conclude(rules, submission(head + "answers:\n" + answers, file), engine)


def made(observer, rules, answers, *, head=HEAD, earlier=(), kind=None):
    """The facts that an observer makes of these answers, of one kind when it is given."""
    view = View(now=concluded(rules, answers, head=head), earlier=tuple(earlier))
    return [fact for fact in observer(view) if kind in {None, fact.kind}]


def dated(day):
    """The head of a submission of that day."""
    return HEAD + f"date: {day}\n"
