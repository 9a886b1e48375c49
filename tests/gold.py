"""The five papers' own data as it is copied here, and where each of their targets stands in the rules."""

import calendar
import re
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from compliance.document import plain, read_yaml
from compliance.rulebook.loader import RuleFolder

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "data"
PAPERS = ROOT.parent / "shared" / "gold"
NOT_HERE = "the papers' own data is not part of this clone"
RULES = RuleFolder(ROOT / "rules")

HALF_YEAR, ANNUAL = "UNN styresak 47-2025", "Helse Nord styresak 23-2025"
LONG_TERM, TERTIAL = "UNN styresak 29-2023", "Helse Midt-Norge tertialrapport 3-2025"
COMMUNITY = "SSU møte 2-23"
BOOKS = {
    HALF_YEAR: "helse-nord/2025",
    ANNUAL: "helse-nord/2024",
    LONG_TERM: "unn/2023",
    TERTIAL: "helse-midt-norge/2025",
    COMMUNITY: "helsefellesskap-troms-ofoten/2022",
}
"""The rule book that is made from each paper."""
LAST_DAY = {
    HALF_YEAR: date(2025, 6, 30),
    ANNUAL: date(2024, 12, 31),
    LONG_TERM: date(2023, 12, 31),
    TERTIAL: date(2025, 12, 31),
    COMMUNITY: date(2022, 12, 31),
}
"""Of the report that each paper is."""


def entries(path, name):
    """A list of a file, every scalar as text."""
    return plain(read_yaml(path.read_text(encoding="utf-8"), path.name))[name]


GOLD = {t["id"]: t for t in entries(DATA / "gold-targets.yaml", "targets")}
PLACED = {t["id"]: t for t in entries(DATA / "targets.yaml", "targets")}
OBSERVATIONS = {o["id"]: o for o in entries(DATA / "observations.yaml", "observations")}
WAYS = ("card", "requirement", "definition")


# The map


def named(id_, way):
    """The cards or requirements that a target is mapped to; none of a target that is not there."""
    found = PLACED.get(id_, {}).get(way, [])
    return [found] if isinstance(found, str) else found


def ids(way):
    return [id_ for id_ in PLACED if way in PLACED[id_]]


# The rules


@cache
def books():
    return {id_: RULES.book(id_) for id_ in BOOKS.values()}


@cache
def report_of(document):
    """Rule book, report and period, from the rule book that names the paper as its source: its first report."""
    id_ = BOOKS[document]
    path = RULES.folder / f"{id_}.yaml"
    book = plain(read_yaml(path.read_text(encoding="utf-8"), path.name))
    assert document == book["source"]["document"]
    report, shape = next(iter(book["reports"].items()))
    return id_, report, shape["period"]


@cache
def cards_of(document):
    """The cards of the authority whose paper it is, in all its rule books, with those they include."""
    authority = BOOKS[document].partition("/")[0]
    return {
        id_: card
        for book in books().values()
        if book.id.partition("/")[0] == authority
        for id_, card in book.cards.items()
    }


def card_of(id_):
    return next(book.cards[id_] for book in books().values() if id_ in book.cards)


def requirement_of(written):
    book, _, id_ = written.partition("#")
    return books()[book].requirement(id_)


def target_of(card, target, whom=()):
    """The target in force at the end of the paper's report; else the first one, which begins later."""
    return card.target_at(LAST_DAY[target["document"]], whom) or card.targets[0]


# Numbers and days


def listed(value):
    return value if isinstance(value, list) else [value]


def number_of(written):
    """A number, or a day; of a month or a tertial its last day, of a day of every year month and day."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", written):
        return date.fromisoformat(written)
    if found := re.fullmatch(r"(\d{4})-(T?)(\d\d?)", written):
        year, month = int(found[1]), int(found[3]) * (4 if found[2] else 1)
        return date(year, month, calendar.monthrange(year, month)[1])
    if found := re.fullmatch(r"(\d\d)-(\d\d)", written):
        return int(found[1]), int(found[2])
    return Fraction(written)
