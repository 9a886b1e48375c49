"""What would make it green: the smallest change of the judged value, and how far it is from the threshold."""

from dataclasses import dataclass
from fractions import Fraction

from compliance.assess import Assessment
from compliance.colour import Colour, Reason
from compliance.explain.parts import listed_parts
from compliance.facts.judged import Judged
from compliance.facts.values import PER
from compliance.language import Joined, Language, finite_decimals, text
from compliance.quantity import Shown, Unit
from compliance.rulebook.demands import RiskDemand
from compliance.thresholds import Band, CellQuestion, NumberQuestion, PartsQuestion, margin


@dataclass(frozen=True, slots=True)
class Counterfactual:
    """The smallest change that makes it green.

    Attributes:
        change: In the measure's unit, or in whole cases when `numerator` is given.
        value: What the value would be then.
        numerator: The numerator then, with the denominator unchanged.
        step: The next smaller change is this much less; it would not be green.
    """

    change: Fraction
    value: Fraction
    numerator: Fraction | None
    step: Fraction
    unit: Unit
    decimals: int

    def words(self, language: Language) -> str:
        """Return the sentence."""
        if self.numerator is not None:
            more = text("{n} more", n=self.change)
            cases = more if self.change > 0 else text("{n} fewer", n=-self.change)
            return language.say(
                text("{size} in the numerator ({numerator} in all) would make it green, with the denominator "
                     "unchanged.", size=cases, numerator=self.numerator)
            )  # fmt: skip
        digits = finite_decimals(self.change)
        decimals = self.decimals if digits is None else max(self.decimals, digits)
        size = Margin(self.change, self.unit, decimals).size(language)
        value = Shown(self.value, self.unit, self.decimals)
        if self.unit is Unit.COUNT and self.change > 0:
            said = text("{size} more ({value} in all) would make it green.", size=size, value=value)
        elif self.unit is Unit.COUNT:
            said = text(
                "{size} fewer ({value} in all) would make it green.", size=size, value=value
            )
        elif self.change > 0:
            said = text("{size} more ({value}) would make it green.", size=size, value=value)
        else:
            said = text("{size} less ({value}) would make it green.", size=size, value=value)
        return language.say(said)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What would make it green, where that is no single number: which parts, or which place of a risk."""

    said: object

    def words(self, language: Language) -> str:
        """Return the sentence."""
        return language.say(self.said)


def would_be_green(assessment: Assessment) -> Counterfactual | Otherwise | None:
    """Return the smallest change that makes it green; None when it is, or none can."""
    question = assessment.case.judged.question
    if assessment.outcome is Colour.GREEN:
        return None
    if isinstance(question, PartsQuestion):
        return _parts_then_green(assessment, question)
    if isinstance(question, CellQuestion):
        return _cell_then_green(assessment, question)
    return _number_then_green(assessment)


def _parts_then_green(assessment: Assessment, question: PartsQuestion) -> Otherwise | None:
    """Say which parts must be green too."""
    open_ = [part for part in assessment.parts if part.outcome is not Colour.GREEN]
    if len(open_) == len(assessment.parts) and not question.one_is_enough:
        return None  # nothing is green yet: all of it is asked for, as the target says
    names = listed_parts(open_)
    if question.one_is_enough:
        return Otherwise(text("One of these would make it green: {names}.", names=names))
    if question.needed is not None:
        more = question.needed - (len(assessment.parts) - len(open_))
        return Otherwise(
            text("{n} more of these would make it green: {names}.", n=more, names=names)
        )
    return Otherwise(text("It is green when the rest is green too: {names}.", names=names))


def _cell_then_green(assessment: Assessment, question: CellQuestion) -> Otherwise | None:
    """Name the highest probability and the highest consequence that are green, the other unchanged."""
    target = assessment.case.judged.target
    demand = None if target is None else target.demand
    if not isinstance(demand, RiskDemand):
        return None
    ways: list[object] = []
    rows = [r for r, row in enumerate(question.matrix) if row[question.column] is Colour.GREEN]
    if rows:
        ways.append(text("probability “{word}”", word=demand.probabilities[max(rows)]))
    row = question.matrix[question.row]
    columns = [c for c, colour in enumerate(row) if colour is Colour.GREEN]
    if columns:
        ways.append(text("consequence “{word}”", word=demand.consequences[max(columns)]))
    if not ways:
        return None
    return Otherwise(text("It would be green with {way}.", way=Joined(tuple(ways), " / ")))


def _number_then_green(assessment: Assessment) -> Counterfactual | None:
    case, judged = assessment.case, assessment.case.judged
    question = judged.question
    if (
        assessment.outcome is Reason.VALUE_IMPRECISE
        or judged.change is not None
        or not isinstance(question, NumberQuestion)
        or question.low != question.high
    ):
        return None
    value = question.low
    (green,) = (band for band in question.bands if band.colour is Colour.GREEN)
    upwards = green.lower is not None and not _above(value, green)
    edge, closed = (
        (green.lower, green.lower_closed) if upwards else (green.upper, green.upper_closed)
    )
    if edge is None:
        return None
    unit = Unit.COUNT if case.card is None or case.card.unit is None else case.card.unit
    step = Fraction(1) if case.card is None else case.card.step
    decimals = 0 if case.card is None else case.card.decimals
    measured, cases = judged.measured, None
    if (
        measured is not None
        and measured.numerator is not None
        and measured.denominator is not None
        and measured.numerator.denominator == 1
        and not (case.card is not None and case.card.as_reported)
    ):
        # the value moves in steps of one case; a rounded one does not
        cases = measured.numerator
        step = value / cases if cases else _one_case(judged, unit)
    target = _first_on_grid(edge, step, closed=closed, upwards=upwards)
    possible = None if case.card is None else case.card.possible
    if target < 0 and (cases is not None or (possible is None and not unit.may_be_negative)):
        return None
    if not green.holds(target) or isinstance(question.outcome_of(Colour.GREEN), Reason):
        return None
    if possible is not None and not possible[0] <= target <= possible[1]:
        return None
    if cases is not None:
        numerator = target / step
        return Counterfactual(numerator - cases, target, numerator, Fraction(1), unit, decimals)
    return Counterfactual(target - value, target, None, step, unit, decimals)


def _one_case(judged: Judged, unit: Unit) -> Fraction:
    """Return what one case more adds to the value."""
    measured = judged.measured
    assert measured is not None and measured.denominator  # noqa: S101, PT018
    return Fraction(PER.get(unit, 1)) / measured.denominator


def _above(value: Fraction, band: Band) -> bool:
    """Whether `value` lies above the band."""
    if band.upper is None:
        return False
    return value > band.upper or (value == band.upper and not band.upper_closed)


def _first_on_grid(edge: Fraction, step: Fraction, *, closed: bool, upwards: bool) -> Fraction:
    """Return the multiple of `step` nearest to `edge` on its good side."""
    steps = edge / step
    nearest = (
        -(-steps.numerator // steps.denominator)
        if upwards
        else steps.numerator // steps.denominator
    )
    if nearest * step == edge and not closed:
        nearest += 1 if upwards else -1
    return nearest * step


@dataclass(frozen=True, slots=True)
class Margin:
    """The distance to the green threshold, positive on the green side."""

    number: Fraction
    unit: Unit
    decimals: int

    def words(self, language: Language) -> str:
        """Return the margin with its sign and unit; of percentages in percentage points."""
        if self.unit is not Unit.PERCENT:
            return self._signed(self.unit, language)
        number = self._signed(Unit.COUNT, language)
        if abs(self.number) == 1:
            return language.say(text("{number} percentage point", number=number))
        return language.say(text("{number} percentage points", number=number))

    def bare(self, language: Language) -> str:
        """Return the margin with its sign, to stand beside a value with its unit."""
        return self._signed(Unit.COUNT, language)

    def size(self, language: Language) -> str:
        """Return the margin without its sign, with its unit."""
        return Margin(abs(self.number), self.unit, self.decimals).words(language).removeprefix("+")

    def _signed(self, unit: Unit, language: Language) -> str:
        # the threshold 0 keeps a small margin from being said as 0.0
        size = Shown(abs(self.number), unit, self.decimals, (Fraction(0),)).words(language)
        sign = "+" if self.number > 0 else "\u2212" if self.number < 0 else ""
        return sign + size


def margin_of(assessment: Assessment) -> Fraction | None:
    """Return the distance to the green threshold, positive on the green side; None where there is none."""
    question = assessment.case.judged.question
    if not isinstance(question, NumberQuestion) or question.low != question.high:
        return None
    return margin(question.bands, question.low)


def margin_words(assessment: Assessment) -> Margin | None:
    """Return the margin with its unit, to be said; None where there is none."""
    number = margin_of(assessment)
    value = assessment.case.judged.value
    if number is None or value is None:
        return None
    card = assessment.case.card
    decimals = max(0 if card is None else card.decimals, value.decimals or 0)
    if assessment.case.judged.change is not None:
        digits = finite_decimals(number)  # a threshold of a change has more decimals than a figure
        decimals = decimals + 2 if digits is None else max(decimals, min(digits, decimals + 2))
    return Margin(number, value.unit, decimals)
