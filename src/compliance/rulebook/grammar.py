"""Reads the short phrases of rule files: bounds, baselines, ranges, choices, days, expectations."""

import re
from datetime import date
from fractions import Fraction

from compliance.colour import Colour, Outcome, Reason
from compliance.errors import Unreadable, one_of
from compliance.language import text
from compliance.period import Period, parse_day
from compliance.quantity import Quantity, Unit, parse_quantity, tidy
from compliance.rulebook.model import BaselineBound, Choice
from compliance.thresholds import Bound

_RELATION = r"(?P<relation>at least|at most|above|below)"
_BASELINE = re.compile(
    _RELATION
    + r"(?: (?P<percent>[\d.]+) % (?P<way>more|less) than)?"
    + r" (?:the value in (?P<period>[\w/-]+)|(?P<last>last year))"
    + r"(?P<same>, same months)?"
)


def exact(written: str, unit: Unit) -> Fraction:
    """Return one exact number in `unit`, written with a decimal point.

    Raises:
        Unreadable: If it is not exactly one number, or has no unit where one must stand.
    """
    quantity = parse_quantity(written, unit, rule_file=True)
    if not isinstance(quantity, Quantity) or quantity.is_interval or quantity.about:
        raise Unreadable(
            text("“{written}” is not one exact number.", written=tidy(written)),
            text(
                "Write a number such as “{example}”.",
                example="5 %" if unit is Unit.PERCENT else "5",
            ),
        )
    return quantity.number


def bound(written: str, unit: Unit) -> Bound:
    """Return the bound of "at least 60 %".

    Raises:
        Unreadable: If it is not a bound in `unit`.
    """
    shape = re.fullmatch(_RELATION + r" (?P<number>.+)", tidy(written))
    if shape is None:
        raise Unreadable(
            text("“{written}” is not a threshold.", written=tidy(written)),
            text(
                "Write “at least”, “at most”, “above” or “below” and a number, such as “at least 5 %”."
            ),
        )
    return Bound(shape["relation"], exact(shape["number"], unit))


def span(written: str, unit: Unit) -> tuple[Fraction, Fraction]:
    """Return the ends of "4 to 5", both included.

    Raises:
        Unreadable: If it is not two numbers, the smaller first.
    """
    ends = tidy(written).split(" to ")
    if len(ends) != 2:
        raise Unreadable(
            text("“{written}” is not a range.", written=tidy(written)),
            text("Write the two ends, such as “4 to 5”."),
        )
    if unit is Unit.PERCENT and not ends[0].endswith("%"):
        ends[0] += " %"
    low, high = (exact(end, unit) for end in ends)
    if low > high:
        raise Unreadable(
            text("“{written}” ends before it begins.", written=tidy(written)),
            text("Write the smaller number first."),
        )
    return low, high


def baseline(written: str) -> BaselineBound:
    """Return the bound of "at most the value in 2019, same months".

    Raises:
        Unreadable: If it is not that.
    """
    shape = _BASELINE.fullmatch(tidy(written))
    if shape is None:
        raise Unreadable(
            text("“{written}” is not a comparison with another period.", written=tidy(written)),
            text("Write “at most the value in 2019, same months”, “at least 15 % more than the value "
                 "in 2023” or “below last year, same months”."),
        )  # fmt: skip
    percent = Fraction(0)
    if shape["percent"]:
        percent = exact(shape["percent"] + " %", Unit.PERCENT)
        percent = percent if shape["way"] == "more" else -percent
    period = Period.parse(shape["period"]) if shape["period"] else None
    return BaselineBound(shape["relation"], percent, period, bool(shape["same"]))


def choice(written: str) -> Choice:
    """Return "4 to 5 per hospital".

    Raises:
        Unreadable: If it is not that.
    """
    shape = re.fullmatch(r"(\d{1,3}) to (\d{1,3}) per (\S.*)", tidy(written), re.ASCII)
    if shape is None or int(shape[1]) > int(shape[2]):
        raise Unreadable(
            text("“{written}” does not say how many to choose.", written=tidy(written)),
            text("Write it as “4 to 5 per hospital”."),
        )
    return Choice(int(shape[1]), int(shape[2]), shape[3])


def count(written: str) -> int:
    """Return a whole number that is not negative.

    Raises:
        Unreadable: If it is not that.
    """
    if not re.fullmatch(r"\d{1,9}", written.strip(), re.ASCII):
        raise Unreadable(
            text("“{written}” is not a whole number.", written=written.strip()),
            text("Write digits, such as 10."),
        )
    return int(written)


def expectation(written: str) -> Outcome:
    """Return the outcome of "green" or "not assessed, no-value".

    Raises:
        Unreadable: If it is neither.
    """
    plain = tidy(written)
    reason = re.fullmatch(r"not assessed, ([\w-]+)", plain)
    try:
        return Reason(reason[1]) if reason else Colour(plain)
    except ValueError:
        known = [*Colour, *(f"not assessed, {r}" for r in Reason)]
        raise Unreadable(
            text("“{written}” is no possible outcome.", written=plain), one_of(known, plain)
        ) from None


def day(written: str) -> date:
    """Return a day written as 2025-11-01."""
    return parse_day(written)
