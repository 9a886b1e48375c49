"""One answer to one card, concluded by the exact evaluator: what examples and laws are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from compliance import document
from compliance.assess import Assessment
from compliance.colour import Colour, Outcome, Reason
from compliance.document import Node, Scalar
from compliance.errors import Place
from compliance.facts.cases import Case
from compliance.facts.judged import Frame, judge
from compliance.language import Localised
from compliance.period import Period
from compliance.rulebook.model import Card, Requirement
from compliance.submission.model import Entry, Submission
from compliance.submission.reader import submission_of
from compliance.thresholds import answer

Written = str | Mapping[str, str]
"""A value as it is written: short, or in full."""

_NOWHERE = Place("trial")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Trial:
    """One answer to one card, in a report of its own.

    Attributes:
        report: The report's period.
        values: Period and value, as written.
        as_of: The last day of the report's period when None.
        organisation: Whose baselines count, where the rule file fixes them.
    """

    card: Card
    report: Period
    values: Mapping[str, Written] = field(default_factory=dict)
    delivered: str | None = None
    status: str | None = None
    declared: str | None = None
    as_of: date | None = None
    organisation: str = ""

    def __repr__(self) -> str:
        of = f" of {self.organisation}" if self.organisation else ""
        return f"<{self.answer} to {self.card.id} in {self.report.name}{of}, as of {self.as_of}>"

    @property
    def answer(self) -> dict[str, object]:
        """The answer as it would stand in a submission."""
        said = {
            "values": dict(self.values),
            "delivered": self.delivered,
            "status": self.status,
            "declared": self.declared,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def assessment(self) -> Assessment:
        """What is concluded from it."""
        frame = Frame(self.organisation, self.report, self.as_of or self.report.last_day)
        return conclude(self.card, entry_of(node_of(self.answer)), frame)

    @property
    def outcome(self) -> Outcome:
        """The colour, or the reason why there is none."""
        return self.assessment.outcome


def conclude(card: Card, entry: Entry, frame: Frame) -> Assessment:
    """Return the assessment of one entry under one card, by the exact evaluator."""
    judged = judge(card, entry, frame)
    derivation = answer(card.id, judged.question)
    said = derivation.conclusion
    outcome: Outcome = Colour(said) if said in set(Colour) else Reason(said)
    case = Case(
        subject=card.id,
        requirement=_requirement(card),
        card=card,
        location=None,
        component=None,
        judged=judged,
        entry=entry,
        answer=None,
    )
    return Assessment(case, outcome, derivation)


def entry_of(answer_node: Node) -> Entry:
    """Return the entry that an answer holds, read as in a submission.

    Raises:
        InputRefused: If it has keys that an answer does not have.
    """
    head = {"organisation": "-", "report": "-", "period": "2025", "rule_book": "-"}
    entries: dict[str, Node] = {
        name: Scalar(text, _NOWHERE)
        for name, text in ({"schema": "compliance/submission@1"} | head).items()
    }
    keys = dict.fromkeys((*entries, "answers"), _NOWHERE)
    entries["answers"] = document.Mapping({"-": answer_node}, {"-": answer_node.place}, _NOWHERE)
    whole = document.Mapping(entries, keys, _NOWHERE)
    return submission_of(whole, file=answer_node.place.file, digest="").answers[0].own


def submission_from(content: Mapping[str, Any]) -> Submission:
    """Return the submission that dicts, lists and texts make up.

    Raises:
        InputRefused: If it does not have the structure of a submission.
    """
    return submission_of(node_of(content, "generated.json"), file="generated.json", digest="")


def node_of(content: object, file: str = _NOWHERE.file, path: tuple[str, ...] = ()) -> Node:
    """Return dicts, lists and texts as nodes; their places are paths."""
    place = Place(file, path=".".join(path))
    match content:
        case Mapping():
            entries = {str(k): node_of(v, file, (*path, str(k))) for k, v in content.items()}
            keys = {key: Place(file, path=".".join((*path, key))) for key in entries}
            return document.Mapping(entries, keys, place)
        case list() | tuple():
            items = enumerate(content, start=1)
            return document.Sequence(
                tuple(node_of(v, file, (*path, str(n))) for n, v in items), place
            )
        case _:
            return Scalar(str(content), place)


def _requirement(card: Card) -> Requirement:
    return Requirement(
        id=card.id.rpartition("/")[2],
        number=None,
        title=Localised(card.title.nb, card.title.en),
        goal="",
        applies_to=None,
        reported_in="",
        separate_form=False,
        cards=(card.id,),
        choice=None,
        chosen_locations=None,
        contents=(),
        place=card.place,
    )
