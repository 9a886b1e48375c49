"""Short forms of what is read in a text, for the tests of `compliance.prose`."""

from fractions import Fraction

from compliance.amount import Amount
from compliance.period import Period
from compliance.prose.reader import read_prose

YEAR = Period.parse("2025")
TERTIAL = Period.parse("2025-T1")
KINDS = ("claims", "moves", "figures", "statuses", "totals", "references", "promises")


def number(amount):
    """A number as a string: "97/10" for 9,7."""
    return str(amount.number) if isinstance(amount, Amount) else amount.value


def claims(text, report=YEAR):
    """Relation, what is said and of what."""
    return [
        (c.relation.value, number(c.says), *(number(a) for a in c.of))
        for c in read_prose(text, report).claims
    ]


def moves(text, report=YEAR):
    """Direction, since and until."""
    return [
        (m.direction.value, m.since and m.since.name, m.until and m.until.name)
        for m in read_prose(text, report).moves
    ]


def figures(text, report=YEAR):
    """Number and period."""
    return [(number(f.amount), f.period.name) for f in read_prose(text, report).figures]


def found(text, report=YEAR):
    """The kinds of which anything was read."""
    prose = read_prose(text, report)
    return [kind for kind in KINDS if getattr(prose, kind)]


def decimal(written):
    """9.7 as the string that `number` gives."""
    return str(Fraction(written))
