"""The texts of new cards, one a kind of target, and what their comments say.

A line `#: name` stands for the comment of that name; names in braces are filled in.
"""

from compliance.language import text

COMMENTS = {
    "title": text("What reports call it, in bokmål and in English."),
    "indicator": text("What is followed. Several cards may judge the same indicator."),
    "unit": text("Unit of the judged figure: percent, hours, person-months, days, months, count, NOK, points,\n"
                 "per 100 000 or DDD per 100 bed days."),
    "decimals": text("With how many decimals the figure is published: 0 to 6."),
    "direction": text("higher is better, or lower is better."),
    "from": text("First day in force, such as 2026-01-01."),
    "document": text("The paper that sets the target."),
    "place": text("Where in the paper. Remove the line where it cannot be said."),
    "threshold": text("at least 90 %; at most 5 %; above 90 %; below 5 %. “at least” and “at most” include the\n"
                      "number. Only if the paper has an easier number too, add a line such as\n"
                      "“yellow: at least 80 %”, and examples on it and to both sides."),
    "range": text("Two numbers, both included, such as 4 to 5. Outside is red."),
    "baseline": text("at most the value in 2019, same months; at least 15 % more than the value in 2023;\n"
                     "below last year, same months. Without “same months” the period is meant exactly as it\n"
                     "is written."),
    "own_value": text("The year that is counted from. It must have ended before the target begins."),
    "step": text("How much a year: 5 %, 0.5 percentage points, or a number in the unit of the card.\n"
                 "The key is “reduce” where lower is better, and “increase” where higher is better."),
    "of": text("What a step in percent is counted of: last year's target, or the baseline.\n"
               "Remove the line for other steps."),
    "until": text("Where it ends. A value there is green whatever the baseline."),
    "beside": text("The other figure: an id of small letters and hyphens, and a name that goes on in a sentence.\n"
                   "To compare with the budget, remove this, and write “budget” below “value” in the examples."),
    "comparison": text("above NAME, at most 5 % more than NAME, or at least the budget. NAME is the id\n"
                       "under “beside”."),
    "components": text("The parts, as submissions name them under “by”. Add as many as there are."),
    "inner": text("The one target that each component must meet."),
    "needed": text("If not all of them must be green, add a line such as “needed: 5 of 6”."),
    "parts": text("The targets that belong together. Each has a kind of its own, and may be for a component."),
    "due": text("The day, such as 2026-11-01. The day itself is on time."),
    "status": text("These words hold: innfridd, delvis innfridd, ikke innfridd, and others like them.\n"
                   "Where the paper has words of its own, list them under “green:”, “yellow:” and “red:”,\n"
                   "and use them in the examples."),
    "levels": text("The levels that mean each colour, as the paper writes them.\n"
                   "Remove a colour that the paper does not have. If the paper has a matrix of probability and\n"
                   "consequence, see “matrix” in docs/rules.md."),
    "expected": text("Announced, but not set; or a figure that is asked for without a target.\n"
                     "There is never a colour."),
    "withdrawn": text("From this day nothing is demanded any more. On a card that had a target before,\n"
                      "write this one below it instead of a new card."),
    "examples": text("What the card must conclude. Lint runs these."),
    "on": text("On the threshold itself: green, unless the target says “above” or “below”."),
    "better": text("One step better than the threshold."),
    "worse": text("One step worse than the threshold: red, or yellow if there is such a number."),
    "low_on": text("On the lower end."),
    "low_in": text("One step above the lower end."),
    "low_out": text("One step below the lower end."),
    "high_on": text("On the upper end."),
    "high_in": text("One step below the upper end."),
    "high_out": text("One step above the upper end."),
    "way_on": text("On the target of a year on the way."),
    "end": text("The same in a year in which the target has reached its end."),
    "no_value": text("Nothing is given."),
    "no_baseline": text("The value it counts from is not given. A value here that is green whatever that is\n"
                        "shows nothing: write another one."),
    "missing": text("A component is missing."),
    "on_time": text("On the day itself, the day before, and the day after."),
    "not_due": text("Nothing is given, and the day has not passed."),
    "passed": text("Nothing is given, and the day has passed."),
    "any_figure": text("Any figure."),
}  # fmt: skip
"""What the comments say, by name."""

_MEASURE = """\
measure:
  #: unit
  unit: {unit}
  #: decimals
  decimals: {blank}
"""
_DIRECTION = """\
#: direction
direction: {direction}
"""
_COMPONENTS = """\
#: components
components:
  - id: {blank}
    nb: {blank}
    en: {blank}
  - id: {blank}
    nb: {blank}
    en: {blank}
"""
_BESIDE = """\
#: beside
beside:
  - id: {blank}
    nb: {blank}
    en: {blank}
"""
_FROM = """\
targets:
  #: from
  - from: {from}
"""
_SOURCE = """\
    source:
      #: document
      document: {blank}
      #: place
      place: {blank}
#: examples
examples:
"""
_NO_VALUE = """\
  #: no_value
  - expect: not assessed, no-value
    period: {year}
"""
_VALUE = "      {year}: {blank}\n"
_COUNTED_FROM = "      {blank} (baseline): {blank}\n"


def _example(comment: str, expect: str, when: str) -> str:
    said = f"  #: {comment}\n" if comment else ""
    return f"{said}  - expect: {expect}\n    when:\n{when}"


def _around(when: str, on: str = "on") -> str:
    """Return examples on a threshold and to both sides."""
    return (
        _example(on, "{blank}", when)
        + _example("better", "green", when)
        + _example("worse", "{blank}", when)
    )


def _by(*names: str) -> str:
    entries = (f"        {{blank}} ({name}):\n          {{year}}: {{blank}}\n" for name in names)
    return "      by:\n" + "".join(entries)


def _target(kind: str, keys: str) -> str:
    return f"{_FROM}    kind: {kind}\n{keys}{_SOURCE}"


def _parts(kind: str) -> str:
    part = """\
      - component: {blank}
        kind: threshold
        #: threshold
        green: {blank}
"""
    return _target(kind, "    #: parts\n    targets:\n" + part * 2)


_BOTH = _by("first", "second")
_FIRST = _by("first")
_OTHER = "      beside:\n        {blank} (other):\n          {year}: {blank}\n"
_ENDED = "      {blank} (baseline): {blank}\n      {blank} (end): {blank}\n"

BODIES = {
    "threshold": _MEASURE
    + _DIRECTION
    + _target("threshold", "    #: threshold\n    green: {blank}\n")
    + _around(_VALUE)
    + _NO_VALUE,
    "range": _MEASURE
    + _target("range", "    #: range\n    green: {blank}\n")
    + _example("low_on", "green", _VALUE)
    + _example("low_in", "green", _VALUE)
    + _example("low_out", "red", _VALUE)
    + _example("high_on", "green", _VALUE)
    + _example("high_in", "green", _VALUE)
    + _example("high_out", "red", _VALUE)
    + _NO_VALUE,
    "baseline": _MEASURE
    + _DIRECTION
    + _target("baseline", "    #: baseline\n    green: {blank}\n")
    + _around(_COUNTED_FROM + _VALUE)
    + _example("no_baseline", "not assessed, no-baseline", _VALUE),
    "trajectory": _MEASURE
    + _DIRECTION
    + _target(
        "trajectory",
        """\
    #: own_value
    baseline: own value in {blank}
    #: step
    {step}: {blank}
    each: year
    #: of
    of: {blank}
    #: until
    until: {blank}
""",
    )
    + _example("way_on", "green", _COUNTED_FROM + _VALUE)
    + _example("better", "green", _COUNTED_FROM + _VALUE)
    + _example("worse", "red", _COUNTED_FROM + _VALUE)
    + _example("end", "green", _ENDED)
    + _example("better", "green", _ENDED)
    + _example("worse", "red", _ENDED)
    + _example("no_baseline", "not assessed, no-baseline", _VALUE),
    "comparison": _BESIDE
    + _MEASURE
    + _DIRECTION
    + _target("comparison", "    #: comparison\n    green: {blank}\n")
    + _around(_VALUE + _OTHER)
    + _example("no_baseline", "not assessed, no-baseline", _VALUE),
    "each": _COMPONENTS
    + _MEASURE
    + _DIRECTION
    + _target(
        "each",
        """\
    #: inner
    target:
      kind: threshold
      #: threshold
      green: {blank}
    #: needed
""",
    )
    + _around(_BOTH)
    + _example("missing", "not assessed, component-missing", _FIRST),
    "all of": _COMPONENTS
    + _MEASURE
    + _DIRECTION
    + _parts("all of")
    + _around(_BOTH)
    + _example("missing", "not assessed, component-missing", _FIRST),
    "any of": _COMPONENTS
    + _MEASURE
    + _DIRECTION
    + _parts("any of")
    + _around(_BOTH)
    + _example("missing", "not assessed, component-missing", _FIRST),
    "deadline": _target("deadline", "    #: due\n    due: {blank}\n")
    + "  #: on_time\n"
    + "".join(
        f"  - expect: {colour}\n    period: {{year}}\n    when:\n      delivered: {{blank}}\n"
        for colour in ("green", "green", "red")
    )
    + "  #: not_due\n  - expect: not assessed, not-due\n    period: {year}\n    as_of: {blank}\n"
    + "  #: passed\n  - expect: not assessed, no-value\n    period: {year}\n    as_of: {blank}\n",
    "status": _target("status", "    #: status\n")
    + "".join(
        f"  - expect: {colour}\n    period: {{year}}\n    when:\n      status: {word}\n"
        for colour, word in (
            ("green", "innfridd"),
            ("yellow", "delvis innfridd"),
            ("red", "ikke innfridd"),
        )
    )
    + _NO_VALUE,
    "risk": _target(
        "risk",
        "    #: levels\n"
        + "".join(f"    {colour}:\n      - {{blank}}\n" for colour in ("green", "yellow", "red")),
    )
    + "".join(_example("", colour, _VALUE) for colour in ("green", "yellow", "red"))
    + _NO_VALUE,
    "expected": _MEASURE
    + _DIRECTION
    + _target("expected", "    #: expected\n")
    + _example("any_figure", "not assessed, target-not-set", _VALUE),
    "withdrawn": _MEASURE
    + _DIRECTION
    + _target("withdrawn", "    #: withdrawn\n")
    + _example("any_figure", "not assessed, no-target-in-force", _VALUE),
}
"""The rest of a card after its indicator, by kind of target."""

WITHOUT_MEASURE = frozenset({"deadline", "status", "risk"})
"""Kinds that judge no figure."""
