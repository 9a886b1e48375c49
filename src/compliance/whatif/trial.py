"""The recipe: a submission is assessed as it is and as it would be, and the two reports are compared."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from compliance.assess import Assessment, Report, assess, book_of, earlier_reports
from compliance.document import Node
from compliance.engine import available, exact_only, proven
from compliance.explain import brief, margin_of, target_words
from compliance.findings import Finding
from compliance.language import Language
from compliance.rulebook.loader import RuleFolder
from compliance.submission.reader import read_submission
from compliance.whatif.changed_nodes import with_setting
from compliance.whatif.changed_rules import TargetChange, book_with, card_meant, read_target_change
from compliance.whatif.settings import Placed, place_setting, read_setting

_ENGLISH = Language("en")


@dataclass(frozen=True, slots=True)
class Pair:
    """One assessment as it is and as it would be; None where there is none."""

    before: Assessment | None
    after: Assessment | None

    @property
    def shown(self) -> Assessment:
        """The one that is there, the later one if both are."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  # one of them is there
        return found

    @property
    def is_changed(self) -> bool:
        """Whether anything is said otherwise."""
        return _told(self.before) != _told(self.after)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A report as it is and as it would be.

    Attributes:
        pairs: What is changed, and what was asked about, in the order of the report.
        unchanged: How many other assessments there are.
        gone, new: Findings that only one of the reports has.
        altered: Findings of the later report that are about the same as before, in other words.
    """

    before: Report
    after: Report
    pairs: tuple[Pair, ...]
    unchanged: int
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]
    altered: tuple[Finding, ...]


def try_out(
    path: Path,
    *,
    values: Sequence[str] = (),
    targets: Sequence[str] = (),
    rules: Path | None = None,
    as_of: date | None = None,
    previous: Sequence[Path] = (),
    with_engine: bool = True,
) -> Comparison:
    """Return what would be if values of a submission, or targets, were others. Nothing is written.

    Args:
        path: A YAML, JSON or CSV submission.
        values: As `--set` takes them: "sick-leave=7,5 %", "skde/hba1c-over-75@Nordby@2024=31/220".
        targets: As `--target` takes them: "sick-leave=green: at most 7.5 %".
        rules: A rule folder; None for the rules that come with the package.
        as_of: The day that decides deadlines; None for the submission's own date.
        previous: Earlier submissions of the same organisation; they stay as they are.
        with_engine: Whether to use the rules engine where it can run; its conclusions are always
            proven against the exact evaluator, which runs alone otherwise.

    Raises:
        InputRefused: If the file is no submission of its rule book, or there is nothing of a name.
        RulesRefused: If the rules are invalid, or a target that is tried is none.
        EngineFault: If the engine did not do its job.
    """
    settings = [read_setting(written) for written in values]
    changes = [read_target_change(written) for written in targets]
    with proven() if with_engine and available() else exact_only() as engine:
        submission = read_submission(path)
        folder = RuleFolder(rules)
        book = book_of(submission, folder)
        earlier = earlier_reports(previous, submission, book, folder, engine)
        before = assess(book, submission, engine, as_of, earlier=earlier)
        placed = [place_setting(setting, before) for setting in settings]
        if changes:
            book = book_with(changes, before, folder, rules, placed)
        if placed:
            submission = read_submission(path, lambda node: _with_settings(node, placed, before))
        after = assess(book, submission, engine, as_of, earlier=earlier)
    return compare(before, after, placed, changes)


def _with_settings(node: Node, placed: Sequence[Placed], report: Report) -> Node:
    for one in placed:
        node = with_setting(node, one, report.plan.organisation)
    return node


def compare(
    before: Report,
    after: Report,
    placed: Sequence[Placed] = (),
    changes: Sequence[TargetChange] = (),
) -> Comparison:
    """Return two reports on one submission beside each other.

    Args:
        placed, changes: What was asked about; it is shown even where nothing is changed.
    """
    old = {_key(a): a for a in before.assessments}
    new = {_key(a): a for a in after.assessments}
    pairs = [Pair(old.get(key), a) for key, a in new.items()]
    pairs += [Pair(a, None) for key, a in old.items() if key not in new]
    cards = {card_meant(change, before.plan.rule_book).id for change in changes}
    kept = [p for p in pairs if p.is_changed or _is_asked_about(p, placed, cards)]
    gone = _only_in(before.findings, after.findings, _what)
    come = _only_in(after.findings, before.findings, _what)
    new_ones = _only_in(come, gone, _about)
    return Comparison(
        before=before,
        after=after,
        pairs=tuple(kept),
        unchanged=len(pairs) - len(kept),
        gone=_only_in(gone, come, _about),
        new=new_ones,
        altered=_only_in(come, new_ones, id),
    )


def _is_asked_about(pair: Pair, placed: Sequence[Placed], cards: set[str]) -> bool:
    case = pair.shown.case
    return (case.card is not None and case.card.id in cards) or any(
        _key(pair.shown)
        == (
            p.requirement.id,
            None if p.card is None else p.card.id,
            p.location,
            p.component,
        )
        for p in placed
    )


_Key = tuple[str, str | None, str | None, str | None]


def _key(assessment: Assessment) -> _Key:
    case = assessment.case
    card = None if case.card is None else case.card.id
    return case.requirement.id, card, case.location, case.component


def _told(assessment: Assessment | None) -> tuple[object, ...] | None:
    """Return what is shown of an assessment."""
    if assessment is None:
        return None
    judged = assessment.case.judged
    said = tuple(_ENGLISH.say(sentence) for sentence in brief(assessment))
    return (
        assessment.outcome,
        judged.period,
        judged.value,
        judged.status,
        judged.delivered,
        margin_of(assessment),
        _ENGLISH.say(target_words(assessment)),
        said,
    )


def _only_in(
    findings: Iterable[Finding], others: Iterable[Finding], like: Callable[[Finding], object]
) -> tuple[Finding, ...]:
    """Return the findings for which there is none alike among the others, wherever they stand."""
    rest = Counter(like(f) for f in others)
    found = []
    for finding in findings:
        if rest[like(finding)]:
            rest[like(finding)] -= 1
        else:
            found.append(finding)
    return tuple(found)


def _about(finding: Finding) -> object:
    places = (finding.requirement, finding.card, finding.location, finding.component)
    return (finding.code, finding.severity, *places, finding.deviation is None)


def _what(finding: Finding) -> object:
    said = (finding.message, finding.accepted)
    return _about(finding), tuple(_ENGLISH.say(part) for part in said)
