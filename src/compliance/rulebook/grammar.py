"""Reads the short phrases of rule files: bounds, baselines, comparisons, steps, choices, days, expectations."""

import re
from datetime import date
from fractions import Fraction

from compliance.colour import Colour, Outcome, Reason, Trend
from compliance.errors import Unreadable, one_of
from compliance.language import text
from compliance.period import Period, parse_day
from compliance.quantity import Quantity, Unit, parse_quantity, tidy
from compliance.rulebook.bounds import BaselineBound, ComparedBound, Shift
from compliance.rulebook.model import Choice
from compliance.thresholds import Bound

_MOST_MONTHS = 12

_RELATION = r"(?P<relation>at least|at most|above|below)"
_SHIFT = r"(?: (?P<size>[\d.]+) (?P<sort>%|percentage points?) (?P<way>more|less) than)?"
_PERIOD = r"(?P<period>[\w/-]+)"
_BASELINE = re.compile(
    rf"{_RELATION}{_SHIFT} (?:the value in {_PERIOD}|(?:the value )?(?P<last>last year))"
    r"(?P<same>, same months)?"
)
_COMPARED = re.compile(rf"{_RELATION}{_SHIFT} (?P<other>the budget|[\w-]+)")
_OWN_VALUE = re.compile(rf"own value in {_PERIOD}(?P<same>, same months)?")
_POINTS = re.compile(r"(?P<size>[\d.]+) percentage points?")


def exact(written: str, unit: Unit) -> Fraction:
    """Return one exact number in `unit`, written with a decimal point.

    Raises:
        Unreadable: If it is not exactly one number, or has no unit where one must stand.
    """
    has_digits = re.search(r"\d", written, re.ASCII) is not None
    quantity = parse_quantity(written, unit, rule_file=True) if has_digits else None
    if not isinstance(quantity, Quantity) or quantity.is_interval or quantity.about:
        example = {Unit.PERCENT: "5 %", Unit.NOK: "5000 NOK"}.get(unit, "5")
        raise Unreadable(
            text("“{written}” is not one exact number.", written=tidy(written)),
            text("Write a number such as “{example}”.", example=example),
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


def baseline(written: str, unit: Unit) -> BaselineBound:
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
    period = Period.parse(shape["period"]) if shape["period"] else None
    return BaselineBound(shape["relation"], _shift(shape, unit), period, bool(shape["same"]))


def _shift(shape: re.Match[str], unit: Unit) -> Shift:
    """Return the "5 % less than" of a phrase, or no shift at all."""
    if not shape["size"]:
        return Shift()
    size = exact(shape["size"] + " %", Unit.PERCENT)
    signed = size if shape["way"] == "more" else -size
    if shape["sort"] == "%":
        return Shift(percent=signed)
    _accept_points(unit)
    return Shift(points=signed)


def _accept_points(unit: Unit) -> None:
    if unit is not Unit.PERCENT:
        raise Unreadable(
            text("percentage points are for figures in percent; the unit is {unit}.",
                 unit=unit.name_in_words),
            text("Write “%”."),
        )  # fmt: skip


def compared(written: str, unit: Unit) -> tuple[ComparedBound, str | None]:
    """Return the bound of "above free-income-growth" and the figure's id; None is the budget.

    Raises:
        Unreadable: If it is not that.
    """
    shape = _COMPARED.fullmatch(tidy(written))
    if shape is None:
        raise Unreadable(
            text("“{written}” is not a comparison with another figure.", written=tidy(written)),
            text("Write “at least the budget”, “above NAME” or “at most 5 % more than NAME”, where NAME stands "
                 "under beside:."),
        )  # fmt: skip
    other = None if shape["other"] == "the budget" else shape["other"]
    return ComparedBound(shape["relation"], _shift(shape, unit)), other


def slack(written: str, unit: Unit) -> Shift:
    """Return a tolerance: "2 %" of the other figure, "1 percentage point", or a number in `unit`.

    Raises:
        Unreadable: If it is none of that, or below 0.
    """
    points = _POINTS.fullmatch(tidy(written))
    if points is not None:
        _accept_points(unit)
        return Shift(points=exact(points["size"] + " %", Unit.PERCENT))
    number = exact(written, Unit.PERCENT if tidy(written).endswith("%") else unit)
    if number < 0:
        raise Unreadable(
            text("“{written}” is below 0.", written=tidy(written)), text("Write a number above 0.")
        )
    return Shift(percent=number) if tidy(written).endswith("%") else Shift(points=number)


def own_value(written: str) -> tuple[Period, bool]:
    """Return the period of "own value in 2023, same months", and whether the months follow the value.

    Raises:
        Unreadable: If it is not that.
    """
    shape = _OWN_VALUE.fullmatch(tidy(written))
    if shape is None:
        raise Unreadable(
            text("“{written}” is not a baseline.", written=tidy(written)),
            text("Write “own value in 2023” or “own value in 2023, same months”."),
        )
    return Period.parse(shape["period"]), bool(shape["same"])


def step(written: str, unit: Unit) -> Shift:
    """Return the step of a year: "5 %", "0.5 percentage points", or a number in `unit`; never 0.

    Raises:
        Unreadable: If it is none of that.
    """
    found = slack(written, unit)
    if not found.percent + found.points > 0:
        raise Unreadable(
            text("“{written}” is no step.", written=tidy(written)),
            text("Write a number above 0."),
        )
    return found


def size(written: str, unit: Unit) -> Fraction:
    """Return a number above 0.

    Raises:
        Unreadable: If it is not that.
    """
    number = exact(written, unit)
    if number <= 0:
        raise Unreadable(
            text("“{written}” is no size of a change.", written=tidy(written)),
            text("Write a number above 0."),
        )
    return number


def derived(written: str) -> tuple[str, str | None, int]:
    """Return the rule of a derived figure, the figure it is of, and the months of a mean.

    Raises:
        Unreadable: If it is none of the known ones.
    """
    plain = tidy(written)
    if plain == "complement":
        return "complement", None, 0
    for rule, start in (("share", "share of "), ("rate", "rate per 100 000 of ")):
        if plain.startswith(start):
            return rule, plain.removeprefix(start), 0
    mean = re.fullmatch(r"mean of (\d{1,2}) months", plain, re.ASCII)
    if mean is None or not 2 <= int(mean[1]) <= _MOST_MONTHS:
        raise Unreadable(
            text("“{written}” is no derived figure.", written=plain),
            text(
                "Accepted: complement, share of NAME, rate per 100 000 of NAME, mean of 3 months."
            ),
        )
    return "mean", None, int(mean[1])


def needed(written: str, parts: int) -> int:
    """Return the 5 of "5 of 6", where 6 is the number of parts.

    Raises:
        Unreadable: If it is not that.
    """
    shape = re.fullmatch(r"(\d{1,3}) of (\d{1,3})", tidy(written), re.ASCII)
    if shape is None or int(shape[2]) != parts or not 1 <= int(shape[1]) <= parts:
        raise Unreadable(
            text("“{written}” does not say how many of the {n}.", written=tidy(written), n=parts),
            text("Write it as “{example}”.", example=f"{max(parts - 1, 1)} of {parts}"),
        )
    return int(shape[1])


def trend(written: str) -> Trend:
    """Return better, stable or worse.

    Raises:
        Unreadable: If it is none of them.
    """
    try:
        return Trend(tidy(written))
    except ValueError:
        raise Unreadable(
            text("“{written}” is no trend.", written=tidy(written)), one_of(Trend, tidy(written))
        ) from None


def choice(written: str) -> Choice:
    """Return "4 to 5 per hospital" or "at least 5 per hospital".

    Raises:
        Unreadable: If it is not that.
    """
    plain = tidy(written)
    open_ = re.fullmatch(r"at least (\d{1,3}) per (\S.*)", plain, re.ASCII)
    if open_ is not None:
        return Choice(int(open_[1]), None, open_[2])
    shape = re.fullmatch(r"(\d{1,3}) to (\d{1,3}) per (\S.*)", plain, re.ASCII)
    if shape is None or int(shape[1]) > int(shape[2]):
        raise Unreadable(
            text("“{written}” does not say how many to choose.", written=plain),
            text("Write it as “4 to 5 per hospital” or “at least 5 per hospital”."),
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
