"""The examples of the pages of check codes, laid over the made-up submissions without findings."""

from functools import cache
from pathlib import Path

from compliance.assess import assess, conclude
from compliance.document import Mapping, read_yaml
from compliance.engine import exact_only
from compliance.rulebook.loader import RuleFolder
from compliance.submission.reader import submission_of

SAMPLES = Path(__file__).parents[1] / "samples"
BASE = SAMPLES / "eksempel-hf-uten-feil-2025.yaml"
BEFORE = SAMPLES / "eksempel-hf-uten-feil-forrige.yaml"


@cache
def book_of(name):
    """A rule book of the samples, read once."""
    return RuleFolder(SAMPLES / "rules").book(name)


def laid_over(below, above):
    """The nodes of one document over those of another: mappings merge deeply, the rest replaces."""
    if not (isinstance(below, Mapping) and isinstance(above, Mapping)):
        return above
    entries, keys = dict(below.entries), dict(below.keys)
    for key, node in above.entries.items():
        entries[key] = laid_over(entries[key], node) if key in entries else node
        keys[key] = above.keys[key]
    return Mapping(entries, keys, below.place)


def without(document, names):
    """The document without some of its answers, which must be there."""
    answers = document.entries["answers"]
    assert set(names) <= set(answers.entries)
    kept = {key: node for key, node in answers.entries.items() if key not in names}
    answers = Mapping(kept, answers.keys, answers.place)
    return Mapping(document.entries | {"answers": answers}, document.keys, document.place)


def submission_with(path, piece=None, names=()):
    """The submission of a file, without some answers and with a piece laid over it."""
    document = without(read_yaml(path.read_text(encoding="utf-8"), path.name), names)
    if piece is not None:
        document = laid_over(document, piece.node)
    return submission_of(document, file=path.name, digest="0", folder=path.parent)


def report_with(example=None, *, evaluator=exact_only, compared=None):
    """The report on what an example of a page makes of the submission without findings.

    It is compared with the earlier submission if the example changes that, or if `compared` says so.
    """
    piece, earlier = (None, None) if example is None else (example.submission, example.previous)
    names = () if example is None else example.without
    made = submission_with(BASE, piece, names)
    with evaluator() as engine:
        before = []
        if earlier is not None or compared:
            old = submission_with(BEFORE, earlier)
            before = [conclude(book_of(old.rule_book), old, engine)]
        return assess(book_of(made.rule_book), made, engine, earlier=before)
