"""One answer to one card, concluded by the exact evaluator: what examples and laws are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from compliance import document
from compliance.assess import Assessment, conclude_cases
from compliance.colour import Outcome
from compliance.document import Node, Scalar
from compliance.engine import exact_only
from compliance.errors import Place
from compliance.facts.cases import Case, card_cases, numbered
from compliance.facts.judged import Frame
from compliance.facts.matching import Elsewhere, by_location
from compliance.language import Localised
from compliance.period import Period
from compliance.rulebook.model import Card, Organisation, Requirement
from compliance.submission.model import Answer, Submission
from compliance.submission.reader import submission_of
from compliance.testing.attempts import current_attempts

Written = str | Mapping[str, str]
"""A value as it is written: short, or in full."""

_NOWHERE = Place("trial")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Trial:
    """One answer to one card, in a report of its own.

    Attributes:
        report: The report's period.
        values: Period and value, as written.
        by: Component, and the same keys of an answer again.
        beside: Name of another figure, period and value.
        changes: Stated changes, as written.
        as_of: The last day of the report's period when None.
        organisation: Whose baselines and overrides count; it may also be a kind or a location.
    """

    card: Card
    report: Period
    values: Mapping[str, Written] = field(default_factory=dict)
    by: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    beside: Mapping[str, Mapping[str, Written]] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
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
            "by": dict(self.by),
            "beside": dict(self.beside),
            "changes": list(self.changes),
            "delivered": self.delivered,
            "status": self.status,
            "declared": self.declared,
        }
        return {name: value for name, value in said.items() if value}

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """What is concluded from it: of the whole first, then of its components."""
        attempts = current_attempts()
        if attempts is not None:
            attempts.tried.append(self)
        frame = Frame(self.organisation, self.report, self.as_of or self.report.last_day)
        return conclude(self.card, answer_of(node_of(self.answer)), frame)

    @property
    def assessment(self) -> Assessment:
        """What is concluded of the whole, or of the only component."""
        return self.assessments[0]

    @property
    def outcome(self) -> Outcome:
        """The colour, or the reason why there is none."""
        return self.assessment.outcome


def conclude(card: Card, answer: Answer, frame: Frame) -> tuple[Assessment, ...]:
    """Return the assessments of one answer under one card, by the exact evaluator: the whole first."""
    somebody = Organisation(frame.organisation, card.title, frame.kinds, (), ())
    said = by_location([answer], somebody, card)[0][1]
    made = card_cases(_requirement(card), card, None, said, frame, Elsewhere((), somebody))
    cases: list[Case] = []
    for case in made:
        cases += numbered(case, len(cases))
    with exact_only() as evaluator:
        return conclude_cases(cases, evaluator)


def answer_of(answer_node: Node) -> Answer:
    """Return the answer that a node holds, read as in a submission.

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
    return submission_of(whole, file=answer_node.place.file, digest="").answers[0]


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
