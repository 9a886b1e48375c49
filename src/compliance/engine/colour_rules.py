"""Session 1: questions become rules and facts, and what the rules fired becomes derivations.

Questions with the same bands share their rules. A number is encoded in the scale of its own thresholds:
every threshold is an even number, a value between two points of that grid an odd one, so that order and
equality with each threshold are kept for any number of digits.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor, lcm
from typing import assert_never

from compliance.colour import Colour, Outcome, Reason
from compliance.derivation import Derivation, Step
from compliance.engine.faults import EngineFault
from compliance.engine.program import (
    KIND,
    MOST_NUMBER,
    Asserted,
    Comparison,
    Condition,
    Copied,
    Derived,
    Firing,
    Join,
    Names,
    Program,
    Rule,
    Value,
    done_rule,
    enforce_limits,
)
from compliance.thresholds import (
    Band,
    CellQuestion,
    DueQuestion,
    NumberQuestion,
    PartsQuestion,
    Question,
    Settled,
    StatusQuestion,
    thresholds_of,
)

# Assessments of one session.
SHARD = 300


@dataclass(frozen=True, slots=True)
class ColourPlan:
    """One session: its program, and the subjects that the facts' `about` counts."""

    program: Program
    subjects: tuple[str, ...]


def plan_colours(questions: Sequence[tuple[str, Question]]) -> Iterator[ColourPlan]:
    """Compile the questions, in shards that the engine can hold.

    Raises:
        EngineFault: If one question alone is more than the engine can hold.
    """
    for start in range(0, len(questions), SHARD):
        yield from _plan(questions[start : start + SHARD])


def _plan(questions: Sequence[tuple[str, Question]]) -> Iterator[ColourPlan]:
    program = _compile(questions)
    try:
        enforce_limits(program)
    except EngineFault:
        if len(questions) == 1:
            raise
        half = len(questions) // 2
        yield from _plan(questions[:half])
        yield from _plan(questions[half:])
    else:
        yield ColourPlan(program, tuple(subject for subject, _ in questions))


def _compile(questions: Sequence[tuple[str, Question]]) -> Program:
    names = Names()
    rules: dict[object, tuple[Rule, ...]] = {}  # by what they are about, so that each is made once
    facts: list[Asserted] = []
    scales: dict[str, _Scale] = {}
    most_bands = 0

    def fact(about: int, kind: str, **attributes: Value) -> None:
        facts.append(Asserted(names.fresh(), {KIND: kind, **attributes}, ("outcome",), about))

    for about, (_, question) in enumerate(questions):
        match question:
            case Settled(reason=reason):
                code = names.of(reason)
                if code not in rules:
                    tests = (_equal("r", code),)
                    rules[code] = (_outcome("settled", tests, "settled", reason.value),)
                fact(about, "settled", r=code)
            case StatusQuestion(colours=colours, number=number):
                if not 0 <= number < len(colours):
                    raise EngineFault(f"status {number} is none of {len(colours)}")
                group = names.of(("status", colours))
                if group not in rules:
                    rules[group] = tuple(_status_rules(group, colours))
                fact(about, "status", g=group, v=number)
            case CellQuestion(matrix=matrix, row=row, column=column):
                if not (0 <= row < len(matrix) and 0 <= column < len(matrix[row])):
                    raise EngineFault(f"{row}, {column} is no place in the risk matrix")
                group = names.of(("cell", matrix))
                if group not in rules:
                    rules[group] = tuple(_cell_rules(group, matrix))
                fact(about, "cell", g=group, v=row, b=column)
            case PartsQuestion(one_is_enough=one, needed=needed, outcomes=outcomes):
                if not outcomes:
                    raise EngineFault("a target of several parts came without them")
                why = _why_missing(outcomes)
                group = names.of(("parts", one, needed, why))
                if group not in rules:
                    rules[group] = tuple(_parts_rules(group, question, why))
                tally = {word: outcomes.count(colour) for word, colour in _TALLY.items()}
                missing = len(outcomes) - sum(tally.values())
                fact(about, "parts", g=group, u=missing, o=tally["w"] + missing, **tally)
            case DueQuestion(due=due, delivered=delivered):
                group = names.of(("due", due))
                if group not in rules:
                    rules[group] = tuple(_due_rules(group, due.toordinal()))
                if delivered is not None:
                    fact(about, "delivered", g=group, v=delivered.toordinal())
                else:
                    kind = "refused" if question.refused else "silent"
                    fact(about, kind, g=group, v=question.as_of.toordinal())
            case NumberQuestion(bands=bands, low=low, high=high):
                group = names.of(("number", bands, question.withheld))
                if group not in scales:
                    scales[group] = _Scale.of(bands)
                scale = scales[group]
                ends = (("exact", low),) if low == high else (("low", low), ("high", high))
                for kind, _ in ends:
                    if (kind, group) not in rules:
                        rules[kind, group] = tuple(_band_rules(kind, group, question, scale))
                if low == high:
                    fact(about, "exact", g=group, v=scale.encode(low))
                else:
                    most_bands = max(most_bands, len(bands))
                    assessment = names.fresh()
                    for kind, value in ends:
                        fact(about, kind, g=group, i=assessment, v=scale.encode(value))
            case _:
                assert_never(question)
    made = (rule for several in rules.values() for rule in several)
    return Program((*made, *_pair_rules(most_bands), done_rule()), tuple(facts), names.used)


@dataclass(frozen=True, slots=True)
class _Scale:
    """How the numbers of one set of bands become whole numbers.

    Where the common denominator would leave the engine's range, thresholds become their ranks and a value
    between two of them the odd number between: their order is all that the rules look at.
    """

    thresholds: tuple[Fraction, ...]  # ascending, each once
    factor: int | None

    @classmethod
    def of(cls, bands: tuple[Band, ...]) -> "_Scale":
        thresholds = tuple(sorted(set(thresholds_of(bands))))
        factor = lcm(*(threshold.denominator for threshold in thresholds))
        fits = all(abs(2 * threshold * factor) < MOST_NUMBER for threshold in thresholds)
        return cls(thresholds, factor if fits else None)

    def encode(self, value: Fraction) -> int:
        """Return a number that stands to each encoded threshold as `value` stands to the threshold.

        A value too far away for the engine becomes the next number beyond the outermost threshold.
        """
        if self.factor is None:
            rank = bisect_left(self.thresholds, value)
            met = rank < len(self.thresholds) and self.thresholds[rank] == value
            return 2 * rank if met else 2 * rank - 1
        scaled = value * self.factor
        whole = floor(scaled)
        number = 2 * whole + (whole != scaled)
        if abs(number) < MOST_NUMBER:
            return number
        if not self.thresholds:
            return 0
        if number > 0:
            return 2 * int(self.thresholds[-1] * self.factor) + 1
        return 2 * int(self.thresholds[0] * self.factor) - 1


def _equal(attribute: str, constant: Value) -> Comparison:
    return Comparison(attribute, "==", constant)


def _outcome(kind: str, tests: tuple[Comparison, ...], step: str, conclusion: str) -> Rule:
    """Return the rule that concludes from one fact alone."""
    return Rule(
        (Condition("f", (_equal(KIND, kind), *tests)),),
        answers=(("f", "outcome"),),
        step=step,
        conclusion=conclusion,
    )


def _status_rules(group: str, colours: tuple[Colour, ...]) -> Iterator[Rule]:
    for number, colour in enumerate(colours):
        tests = (_equal("g", group), _equal("v", number))
        yield _outcome("status", tests, f"status:{number}", colour.value)


def _cell_rules(group: str, matrix: tuple[tuple[Colour, ...], ...]) -> Iterator[Rule]:
    for row, colours in enumerate(matrix):
        for column, colour in enumerate(colours):
            tests = (_equal("g", group), _equal("v", row), _equal("b", column))
            yield _outcome("cell", tests, f"cell:{row}:{column}", colour.value)


_TALLY = {"w": Colour.GREEN, "y": Colour.YELLOW, "d": Colour.RED}
"""What counts the parts of each colour; `u` counts those without one, `o` those that are or may be green."""


def _why_missing(outcomes: Sequence[Outcome]) -> Reason | None:
    """Return why there is no colour, where parts have none: an absent part says the most."""
    for outcome in outcomes:
        if outcome is Reason.COMPONENT_MISSING:
            return outcome
    return next((outcome for outcome in outcomes if isinstance(outcome, Reason)), None)


def _parts_rules(group: str, question: PartsQuestion, why: Reason | None) -> Iterator[Rule]:
    """Yield rules of which exactly one fires, whatever the counts are."""

    def rule(step: str, conclusion: str, **counts: int) -> Rule:
        # 1 stands for "at least one", 0 for none; thresholds come as they are
        tests = (
            Comparison(attribute, ">=" if number else "<=", number)
            for attribute, number in counts.items()
        )
        return _outcome("parts", (_equal("g", group), *tests), f"parts:{step}", conclusion)

    unknown = "" if why is None else why.value
    if question.needed is not None:
        yield rule("enough", "green", w=question.needed)
        yield _outcome(
            "parts",
            (
                _equal("g", group),
                Comparison("w", "<", question.needed),
                Comparison("o", ">=", question.needed),
            ),
            "parts:missing",
            unknown,
        )
        yield _outcome(
            "parts",
            (_equal("g", group), Comparison("o", "<", question.needed)),
            "parts:out-of-reach",
            "red",
        )
        return
    decisive, other, step, ends = (
        ("w", "d", "best", ("yellow", "red"))
        if question.one_is_enough
        else ("d", "w", "worst", ("yellow", "green"))
    )
    word = _TALLY[decisive].value
    yield rule(word, word, **{decisive: 1})
    yield rule("missing", unknown, **{decisive: 0, "u": 1})
    yield rule(step, ends[0], **{decisive: 0, "u": 0, "y": 1})
    yield rule(step, ends[1], **{decisive: 0, "u": 0, "y": 0, other: 1})


def _due_rules(group: str, due: int) -> Iterator[Rule]:
    for kind, relation, step, conclusion in (
        ("delivered", "<=", "delivered:on-time", "green"),
        ("delivered", ">", "delivered:late", "red"),
        ("refused", "<=", "refused:open", Reason.NOT_DUE.value),
        ("refused", ">", "refused:passed", "red"),
        ("silent", "<=", "silent:open", Reason.NOT_DUE.value),
        ("silent", ">", "silent:passed", Reason.NO_VALUE.value),
    ):
        yield _outcome(kind, (_equal("g", group), Comparison("v", relation, due)), step, conclusion)


def _band_rules(kind: str, group: str, question: NumberQuestion, scale: _Scale) -> Iterator[Rule]:
    """Yield one rule per band; the end of an interval becomes a fact that the pair rules join."""
    end = "low" if kind == "exact" else kind
    for number, band in enumerate(question.bands):
        tests = [_equal("g", group)]
        if band.lower is not None:
            relation = ">=" if band.lower_closed else ">"
            tests.append(Comparison("v", relation, scale.encode(band.lower)))
        if band.upper is not None:
            relation = "<=" if band.upper_closed else "<"
            tests.append(Comparison("v", relation, scale.encode(band.upper)))
        outcome = question.outcome_of(band.colour)
        rule = _outcome(kind, tuple(tests), f"{end}:{number}", outcome.value)
        if kind != "exact":
            attributes = (
                (KIND, "end"),
                ("e", end),
                ("b", number),
                ("i", Copied((("f", "i"),))),
            )
            rule = replace(rule, derives=Derived(attributes, asks=("pair",)))
        yield rule


def _pair_rules(bands: int) -> Iterator[Rule]:
    """Yield the rules that join the ends of an interval; inequality is written out in constants."""
    for low in range(bands):
        for high in range(bands):
            yield Rule(
                (
                    Condition("a", (_equal(KIND, "end"), _equal("e", "low"), _equal("b", low))),
                    Condition(
                        "c",
                        (_equal(KIND, "end"), _equal("e", "high"), _equal("b", high)),
                        Join("i", "a", "i"),
                    ),
                ),
                answers=(("a", "pair"), ("c", "pair")),
                step="same-band" if low == high else "different-bands",
                conclusion=None if low == high else Reason.VALUE_IMPRECISE.value,
            )


def read_colours(plan: ColourPlan, firings: Sequence[Firing]) -> tuple[Derivation, ...]:
    """Return one derivation per subject, rebuilt from what fired.

    Raises:
        EngineFault: If a subject has no conclusion.
    """
    rules = plan.program.rules
    about = {fact.id: fact.about for fact in plan.program.facts}
    end_of: dict[str, tuple[int, Step]] = {}
    found: dict[int, Derivation] = {}

    def conclude(subject: int, conclusion: str, *steps: Step) -> None:
        found[subject] = Derivation(plan.subjects[subject], conclusion, steps)

    for firing in firings:
        rule = rules[firing.rule]
        if firing.derived is not None:
            step = Step(rule.step, rule.conclusion or "")
            end_of[firing.derived] = (about[firing.premises[0]], step)
        elif len(firing.premises) == 1:
            conclusion = rule.conclusion or ""
            conclude(about[firing.premises[0]], conclusion, Step(rule.step, conclusion))
        elif len(firing.premises) == 2:
            (subject, low), (_, high) = (end_of[premise] for premise in firing.premises)
            conclusion = low.conclusion if rule.conclusion is None else rule.conclusion
            conclude(subject, conclusion, low, high, Step(rule.step, conclusion))
    if len(found) != len(plan.subjects):
        raise EngineFault(f"{len(plan.subjects) - len(found)} assessments have no conclusion")
    return tuple(found[subject] for subject in range(len(plan.subjects)))
