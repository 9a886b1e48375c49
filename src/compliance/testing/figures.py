"""Figures in their scenes, and how a law is tried on them."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from typing import TypeVar

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from compliance.colour import Colour, Outcome
from compliance.rulebook.demands import RangeDemand
from compliance.rulebook.model import Card
from compliance.testing.attempts import current_attempts
from compliance.testing.choices import write
from compliance.testing.plain import figure_cards
from compliance.testing.scenes import (
    PER,
    Scene,
    Stated,
    draw_number,
    draw_ratio,
    figure_targets,
    ratio_in_full,
    scenes_for,
)
from compliance.testing.trial import Written

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, repr=False)
class Figure:
    """A figure in its scene, as a number and as it is written.

    Attributes:
        parts: Numerator and denominator, when it is given by them.
    """

    scene: Scene
    number: Fraction
    value: Written
    parts: tuple[int, int] | None = None

    def __repr__(self) -> str:
        return f"<{self.value} in {self.scene}>"

    @property
    def outcome(self) -> Outcome:
        return self.scene.trial(self.value).outcome


def attempt(strategy: SearchStrategy[_T], check: Callable[[_T], None]) -> None:
    """Try `check` on what the strategy gives, as often as the attempts or else the profile say."""
    attempts = current_attempts()

    @given(st.data())
    def trial(data: st.DataObject) -> None:
        # not an argument of its own: Hypothesis would say the strategy, with the whole card in it
        if attempts is not None:
            attempts.drawn = None
            attempts.tried.clear()
        drawn = data.draw(strategy)
        if attempts is not None:
            attempts.drawn = drawn
        check(drawn)

    often = settings(database=None, suppress_health_check=list(HealthCheck))
    if attempts is not None:
        trial = seed(attempts.seed)(trial)
        often = settings(
            often,
            max_examples=attempts.examples,
            deadline=None,
            derandomize=False,
            print_blob=False,
            report_multiple_bugs=False,
        )
    often(trial)()


def drawn_number(draw: DrawFn, scene: Scene) -> Figure:
    number = draw_number(draw, scene)
    return Figure(scene, number, write(draw, number, scene.unit))


def drawn_ratio(draw: DrawFn, scene: Scene) -> Figure:
    parts = draw_ratio(draw, scene)
    number = Fraction(parts[0], parts[1]) * PER.get(scene.unit, 1)
    if scene.card.as_reported:
        number = _rounded(number, scene.card.decimals)
    return Figure(scene, number, ratio_in_full(*parts), parts)


def _rounded(number: Fraction, decimals: int) -> Fraction:
    """Return a number that is not negative rounded half up."""
    return Fraction(floor(number * 10**decimals + Fraction(1, 2)), 10**decimals)


@st.composite
def pairs(draw: DrawFn, card: Card) -> tuple[Figure, Figure]:
    """Return two numbers in one scene, the smaller first."""
    scene = draw(scenes_for(card, is_over=True))
    first, second = (drawn_number(draw, scene) for _ in range(2))
    return (first, second) if first.number <= second.number else (second, first)


# -- what a target means, said here once more and without bands


def stated_colour(stated: tuple[Stated, ...], number: Fraction) -> Colour:
    """Return the colour that the words of a target give a number."""
    if all(s.met_by(number) for s in stated if s.colour is Colour.GREEN):
        return Colour.GREEN
    if any(s.met_by(number) for s in stated if s.colour is Colour.YELLOW):
        return Colour.YELLOW
    return Colour.RED


def has_figures(card: Card) -> bool:
    return any(
        figure_targets(plain, whole_years=card.running_total) for plain in figure_cards(card)
    )


def has_direction(card: Card) -> bool:
    demands = [t.demand for plain in figure_cards(card) for t in plain.targets]
    ranges = any(isinstance(demand, RangeDemand) for demand in demands)
    return has_figures(card) and card.higher_is_better is not None and not ranges


def has_targets(card: Card) -> bool:
    return bool(card.targets)
