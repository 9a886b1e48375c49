"""The facts that checks ask about: what was answered, declared and given, and what was concluded."""

from collections.abc import Iterator, Mapping, Sequence

from compliance.colour import Basis, Colour, Outcome, Reason
from compliance.errors import Place, Unreadable, near_miss, one_of
from compliance.facts.asking import asked_contents
from compliance.facts.cases import Case, Plan
from compliance.language import Joined, text
from compliance.observe.view import Made, View
from compliance.observe.words import (
    colour_word,
    counted,
    own_answer,
    title_of,
    where_of,
    yes_no,
)
from compliance.rulebook.model import Requirement
from compliance.submission.model import NOT_PUBLISHED, Answer, Entry, Trouble
from compliance.thresholds import PartsQuestion

_DISTANCES = ("none", "one", "two")


def answers_observed(view: View) -> Iterator[Made]:
    """Yield what was answered, declared and given, and what was concluded."""
    for kind, fields, place, details in _Maker(view.plan, view.now.outcomes).all():
        yield Made(kind, fields, place, details)


_Made = tuple[str, Mapping[str, str | None], Place, Mapping[str, object]]


class _Maker:
    """Makes the facts of one submission."""

    def __init__(self, plan: Plan, outcomes: Mapping[str, Outcome]) -> None:
        self.plan, self.outcomes = plan, outcomes
        self.colours = "forecast" if plan.forecast else "result"

    def all(self) -> Iterator[_Made]:
        for requirement in self.plan.rule_book.requirements:
            yield from self.requirement(requirement)
        for key, answer in {a.key: a for a in self.plan.submission.answers}.items():
            if any(answer in answers for answers in self.plan.answered.values()):
                yield from self.source(key, answer)
        for case in self.plan.cases:
            yield from self.case(case)
        yield from self.troubles()
        yield from self.unknown()
        yield from self.totals()

    def requirement(self, requirement: Requirement) -> Iterator[_Made]:
        applies = self.plan.applies[requirement.id]
        answers = self.plan.answered[requirement.id]
        own = own_answer(self.plan, requirement)
        place = self.plan.submission.answers_place
        if answers:
            place = answers[0].place if own is None else own.place
        yield (
            "requirement",
            {
                "requirement": requirement.id,
                "id": requirement.id,
                "applies": "not-stated" if applies is None else yes_no(said=applies),
                "form": "separate" if requirement.separate_form else "same",
                "answered": yes_no(said=bool(answers)),
            },
            place,
            {"title": requirement.title},
        )
        for answer in answers:
            yield from self.answer(requirement, answer)
        if own is not None and (
            own.own.declared is not None or any(t.field == "declared" for t in own.own.troubles)
        ):
            yield "declared", {"requirement": requirement.id}, own.own.declared_place, {}
        yield from self.contents(requirement, answers, place)

    def answer(self, requirement: Requirement, answer: Answer) -> Iterator[_Made]:
        see = next((e.see for e in answer.entries if e.see), "")
        for location in dict.fromkeys(e.path[0] if e.path else None for e in answer.entries):
            yield (
                "answer",
                {
                    "answer": answer.key,
                    "requirement": requirement.id,
                    "location": location,
                    "own": yes_no(said=answer.key in (requirement.id, requirement.only_card)),
                    "values": yes_no(said=any(e.values for e in answer.entries)),
                    "see": yes_no(said=bool(see)),
                },
                answer.place,
                {"title": requirement.title, "see_text": see},
            )
        if any(e.text for e in answer.entries):
            yield "answer-text", {"requirement": requirement.id}, answer.place, {}

    def contents(
        self, requirement: Requirement, answers: Sequence[Answer], place: Place
    ) -> Iterator[_Made]:
        given = {id_: e.place for a in answers for e in a.entries for id_ in e.contents}
        for id_, at in given.items():
            yield "content", {"requirement": requirement.id, "content": id_}, at, {}
        if not answers or requirement.separate_form or self.plan.applies[requirement.id] is False:
            return
        for content in asked_contents(requirement, self.plan.cases, self.outcomes):
            yield (
                "asks",
                {"requirement": requirement.id, "content": content.id},
                place,
                {"title": requirement.title, "content_title": content.title},
            )

    def source(self, key: str, answer: Answer) -> Iterator[_Made]:
        holding = [e for e in answer.entries if e.values]
        if answer.own.source or (holding and all(e.source for e in holding)):
            yield "source", {"answer": key}, answer.place, {}

    def case(self, case: Case) -> Iterator[_Made]:
        outcome, judged = self.outcomes[case.subject], case.judged
        colour = outcome.value if isinstance(outcome, Colour) else "none"
        reason = outcome.value if isinstance(outcome, Reason) else "none"
        place = judged.place or self.plan.submission.answers_place
        where = where_of(case)
        title, missing = title_of(case), _missing(case)
        yield (
            "assessment",
            {
                **where,
                "kind": judged.kind,
                "basis": "none" if judged.basis is None else judged.basis.value,
                "colour": colour,
                "reason": reason,
                "part": yes_no(said=case.is_part),
                "lacks": yes_no(said=_needs_all(case) and bool(missing.parts)),
            },
            place,
            {"title": title, "missing_text": missing},
        )
        yield from self.readings(case)
        for part in case.parts:
            if not part.is_listed and part.entry is not None:
                yield from self.readings(part)
        baseline = judged.baseline
        if baseline is not None and baseline.other is not None:
            yield (
                "baseline",
                {
                    **where,
                    "period": baseline.period.name,
                    "differs": yes_no(said=baseline.value.number != baseline.other.low),
                },
                baseline.other_place or place,
                {
                    "title": title,
                    "rule_value": baseline.value,
                    "submitted_value": baseline.other,
                    "period_text": baseline.period,
                },
            )
        if case.entry is not None and isinstance(case.entry.declared, Colour):
            yield from self.declaration(case, case.entry, outcome, title)

    def readings(self, case: Case) -> Iterator[_Made]:
        """Yield every value that was given for a case, and what could not be read."""
        judged, where = case.judged, where_of(case)
        title = title_of(case)
        for reading in judged.readings:
            content = reading.content
            if content is Reason.VALUE_UNREADABLE and reading.trouble is None:
                continue  # worked out from one that cannot be read, which is told by itself
            why = content.value if isinstance(content, Reason) else "none"
            vintage = "" if isinstance(content, Reason) else content.vintage
            error = reading.trouble
            yield (
                "value",
                {
                    "value": str(reading.place) + reading.written,
                    **where,
                    "indicator": None if case.card is None else case.card.indicator,
                    "period": reading.written if reading.period is None else reading.period.name,
                    "vintage": vintage,
                    "reason": why,
                },
                reading.place,
                {
                    "title": title,
                    "found": reading.found,
                    "why_text": "" if error is None else error.what,
                    "accepted_text": "" if error is None else error.accepted or "",
                    "period_text": reading.written,
                },
            )
        for trouble in judged.troubles:
            yield self.unreadable(case.requirement, where, trouble)

    def declaration(
        self, case: Case, entry: Entry, outcome: Outcome, title: object
    ) -> Iterator[_Made]:
        declared = entry.declared
        if not isinstance(outcome, Colour) or not isinstance(declared, Colour):
            return
        steps = outcome.darkness - declared.darkness
        yield (
            "declaration",
            {
                **where_of(case),
                "declared": declared.value,
                "computed": outcome.value,
                "direction": "brighter" if steps > 0 else "darker" if steps < 0 else "same",
                "distance": _DISTANCES[abs(steps)],
                "colours": self.colours,
            },
            entry.declared_place,
            {
                "title": title,
                "declared_word": colour_word(declared),
                "assessed_word": colour_word(outcome),
            },
        )

    def unreadable(
        self, requirement: Requirement, where: Mapping[str, str | None], trouble: Trouble
    ) -> _Made:
        return (
            "value",
            {
                "value": f"{trouble.place}{trouble.field}",
                **where,
                "indicator": None,
                "period": None,
                "vintage": None,
                "reason": Reason.VALUE_UNREADABLE.value,
            },
            trouble.place,
            {
                "title": requirement.title,
                "found": trouble.found,
                "why_text": trouble.error.what,
                "accepted_text": trouble.error.accepted or "",
                "period_text": "",
            },
        )

    def troubles(self) -> Iterator[_Made]:
        """Yield the fields that could not be read and belong to no assessment, such as declared colours."""
        told = [
            trouble
            for whole in self.plan.cases
            for case in (whole, *whole.parts)
            for trouble in case.judged.troubles
        ]
        for requirement in self.plan.rule_book.requirements:
            if self.plan.applies[requirement.id] is False:
                continue
            for answer in self.plan.answered[requirement.id]:
                card = None if answer.key == requirement.id else answer.key
                for entry in answer.entries:
                    where = {
                        "requirement": requirement.id,
                        "card": card,
                        "location": entry.path[0] if entry.path else None,
                        "component": entry.path[1] if len(entry.path) > 1 else None,
                    }
                    for trouble in entry.troubles:
                        if trouble not in told:
                            yield self.unreadable(requirement, where, trouble)
                if card is None and requirement.cards and requirement.only_card is None:
                    yield from self.figures_without_card(requirement, answer)

    def figures_without_card(self, requirement: Requirement, answer: Answer) -> Iterator[_Made]:
        """Yield the figures under a requirement with several cards: nobody can tell which card judges them."""
        for entry in answer.entries:
            if entry.says_something:
                error = Unreadable(
                    text("figures stand under a requirement with several cards.")
                    if entry.values
                    else text("the answer stands under a requirement with several cards."),
                    text("Write them under the id of the card that judges them.")
                    if entry.values
                    else text("Write it under the id of the card that judges it."),
                )
                place = entry.values[0].place if entry.values else entry.place
                found = entry.values[0].period if entry.values else ""
                trouble = Trouble("values", found, error, place)
                where = {
                    "requirement": requirement.id,
                    "card": None,
                    "location": entry.path[0] if entry.path else None,
                    "component": None,
                }
                yield self.unreadable(requirement, where, trouble)

    def unknown(self) -> Iterator[_Made]:
        for index, unknown in enumerate(self.plan.unknown):
            near = near_miss(unknown.name, unknown.known)
            yield (
                "unknown",
                {
                    "unknown": f"{unknown.name}#{index}",
                    "what": unknown.what,
                    "requirement": unknown.requirement,
                    "card": unknown.card,
                    "location": unknown.location,
                },
                unknown.place,
                {
                    "found": unknown.name,
                    "near": "" if near is None else text("Did you mean “{name}”?", name=near),
                    "accepted_text": "" if near or not unknown.known else one_of(unknown.known),
                },
            )

    def totals(self) -> Iterator[_Made]:
        stated = self.plan.submission.declared_totals
        if not stated:
            return
        declared = [
            own.own.declared
            for r in self.plan.rule_book.requirements
            if (own := own_answer(self.plan, r)) is not None
        ]
        found = {colour: declared.count(colour) for colour in Colour}
        differ = "no"
        if NOT_PUBLISHED in declared:
            differ = "silent"
        elif any(found[colour] != number for colour, number in stated.items()):
            differ = "yes"
        red = sum(
            1
            for case in self.plan.cases
            if case.card is not None
            and case.requirement.only_card == case.card.id
            and case.location is None
            and case.component is None
            and case.judged.basis is Basis.FIGURES
            and self.outcomes[case.subject] is Colour.RED
        )
        red_stated = stated.get(Colour.RED)
        bright = "silent" if red_stated is None else yes_no(said=red > red_stated)
        yield (
            "totals",
            {"differ": differ, "too_bright": bright, "colours": self.colours},
            self.plan.submission.totals_place,
            {
                "stated_text": Joined(tuple(counted(c, n) for c, n in stated.items())),
                "counted_text": Joined(tuple(counted(c, found[c]) for c in stated)),
                "red_stated": red_stated,
                "red_counted": red,
            },
        )


def _needs_all(case: Case) -> bool:
    """Whether it is concluded from parts that must all be met."""
    question = case.judged.question
    if not isinstance(question, PartsQuestion):
        return False
    return question.needed is None and not question.one_is_enough


def _missing(case: Case) -> Joined:
    """Return the names of the components that the answer does not have."""
    titles = {} if case.card is None else {c.id: c.title for c in case.card.components}
    absent = (
        titles[part.component]
        for part in case.parts
        if part.entry is None and part.component is not None
    )
    return Joined(tuple(absent))
