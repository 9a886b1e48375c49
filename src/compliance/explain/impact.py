"""Concludes submissions by two versions of rules: whose colour changes, and who is closest to a threshold."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from compliance.assess import Assessment, conclude_cases
from compliance.colour import Colour, Outcome
from compliance.engine import Engine, exact_only
from compliance.errors import ComplianceError, InputRefused, Place, Problem
from compliance.facts.cases import plan
from compliance.language import Text, text
from compliance.rulebook.model import RuleBook
from compliance.rulebook.sides import Side
from compliance.submission.model import Submission
from compliance.submission.reader import read_submission
from compliance.thresholds import NumberQuestion, thresholds_of

ENDINGS = (".csv", ".json", ".yaml", ".yml")
CLOSEST = 5
"""How many margins are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerned:
    """Which conclusion it is.

    Attributes:
        file: Of the submission, without its folder.
        card, location, component: None where there is none.
        title: What the card is called, or the requirement where there is no card.
    """

    file: str
    organisation: str
    requirement: str
    card: str | None
    location: str | None
    component: str | None
    title: object


@dataclass(frozen=True, slots=True)
class Turn:
    """A colour that changes.

    Attributes:
        before, after: None where that side does not demand it, or it is not answered under it.
    """

    of: Concerned
    before: Outcome | None
    after: Outcome | None


@dataclass(frozen=True, slots=True)
class Close:
    """A value near a threshold of the later side.

    Attributes:
        assessment: By the later side.
        distance: From the value to the nearest threshold, never negative, in the measure's unit.
        share: The distance as a share of the larger of value and threshold; 0 on the threshold itself.
    """

    of: Concerned
    assessment: Assessment
    value: Fraction
    threshold: Fraction
    distance: Fraction
    share: Fraction


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A submission that could not be concluded by both sides, and why."""

    file: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What the change of rules does to some submissions.

    Attributes:
        compared: Names of the files that were concluded by both sides.
        turns: In the order of the files, then of the later rule book.
        closest: The closest of all, at most five.
    """

    before: str
    after: str
    compared: tuple[str, ...]
    passed_over: tuple[PassedOver, ...]
    turns: tuple[Turn, ...]
    closest: tuple[Close, ...]


def impact(before: Side, after: Side, folder: Path) -> Impact:
    """Return what is concluded otherwise of every submission in a folder, by the exact evaluator.

    A submission is concluded by the rule books of both sides: those that were named, whichever it names
    itself; of two folders the one that it names.

    Raises:
        InputRefused: If there is no such folder, or no submission in it.
    """
    compared: list[str] = []
    passed: list[PassedOver] = []
    turns: list[Turn] = []
    close: list[Close] = []
    with exact_only() as evaluator:
        for path in _files(folder):
            try:
                submission = read_submission(path)
                sides = [_concluded(submission, side, evaluator) for side in (before, after)]
            except ComplianceError as error:
                passed.append(PassedOver(path.name, error.problems))
                continue
            compared.append(path.name)
            turns += _turns(path.name, *sides)
            close += _close(path.name, sides[1])
    # the sort is stable: files and rule book decide where shares are equal
    closest = sorted(close, key=lambda c: c.share)[:CLOSEST]
    return Impact(
        before.name, after.name, tuple(compared), tuple(passed), tuple(turns), tuple(closest)
    )


def _files(folder: Path) -> list[Path]:
    """Return the files of the folder that may be submissions, by name; reports in JSON are none."""
    if not folder.is_dir():
        raise _refused(folder, text("there is no such folder."))
    files = sorted(
        path for path in folder.iterdir()
        if path.suffix.casefold() in ENDINGS and not path.name.endswith(".expected.json")
    )  # fmt: skip
    if not files:
        raise _refused(
            folder, text("there is no submission in this folder: no file in YAML, JSON or CSV.")
        )
    return files


def _refused(folder: Path, what: Text) -> InputRefused:
    return InputRefused([Problem(code="no-submissions", place=Place(str(folder)), what=what)])


def _concluded(
    submission: Submission, side: Side, evaluator: Engine
) -> tuple[str, tuple[Assessment, ...]]:
    """Return the organisation and what a side concludes.

    Raises:
        InputRefused: If report or period are not of its rule book.
    """
    book = _book(submission, side)
    planned = plan(book, replace(submission, rule_book=book.id))
    return planned.organisation.id, conclude_cases(planned.cases, evaluator)


def _book(submission: Submission, side: Side) -> RuleBook:
    if side.is_book:
        return next(iter(side.books.values()))
    book = side.books.get(submission.rule_book)
    if book is None:
        what = text(
            "there is no rule book “{id}” in {side}.", id=submission.rule_book, side=side.name
        )
        raise InputRefused(
            [Problem(code="no-rule-book", place=submission.rule_book_place, what=what)]
        )
    return book


def _by_key(
    file: str, organisation: str, assessments: Iterable[Assessment]
) -> Iterator[tuple[tuple[object, ...], Concerned, Assessment]]:
    """Yield each assessment with what it is known by on both sides; one answered twice keeps its turn."""
    seen: Counter[tuple[object, ...]] = Counter()
    for assessment in assessments:
        case = assessment.case
        title = case.requirement.title if case.card is None else case.card.title
        card = None if case.card is None else case.card.id
        of = Concerned(
            file=file,
            organisation=organisation,
            requirement=case.requirement.id,
            card=card,
            location=case.location,
            component=case.component,
            title=title,
        )
        key = (of.requirement, of.card, of.location, of.component)
        seen[key] += 1
        yield (*key, seen[key]), of, assessment


def _turns(
    file: str,
    before: tuple[str, Sequence[Assessment]],
    after: tuple[str, Sequence[Assessment]],
) -> Iterator[Turn]:
    old = {key: (of, a.outcome) for key, of, a in _by_key(file, *before)}
    new = {key: (of, a.outcome) for key, of, a in _by_key(file, *after)}
    for key in dict.fromkeys([*new, *old]):
        of = new[key][0] if key in new else old[key][0]
        outcomes = [side[key][1] if key in side else None for side in (old, new)]
        colours = [outcome if isinstance(outcome, Colour) else None for outcome in outcomes]
        if colours[0] is not colours[1]:
            yield Turn(of, *outcomes)


def _close(file: str, after: tuple[str, Sequence[Assessment]]) -> Iterator[Close]:
    """Yield the distance of each coloured figure to the nearest threshold, where there is one.

    A card that several requirements list is taken once.
    """
    seen: set[tuple[object, ...]] = set()
    for (_, *known_by), of, assessment in _by_key(file, *after):
        question = assessment.case.judged.question
        if (
            assessment.colour is None
            or of.card is None  # a count of chosen cards lies close to its ends by its nature
            or not isinstance(question, NumberQuestion)
            or question.low != question.high
        ):
            continue
        if tuple(known_by) in seen:
            continue
        seen.add(tuple(known_by))
        value, thresholds = question.low, thresholds_of(question.bands)
        if thresholds:
            threshold = min(thresholds, key=lambda t: abs(value - t))
            distance = abs(value - threshold)
            size = max(abs(value), abs(threshold))
            yield Close(of, assessment, value, threshold, distance,
                        distance / size if size else Fraction(0))  # fmt: skip
