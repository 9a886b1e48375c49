"""Refuses targets that cannot be meant: bounds against the direction, colours that no value can have."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from compliance.colour import Colour
from compliance.language import Localised, text
from compliance.quantity import Unit, tidy
from compliance.rulebook import target_shape as shape
from compliance.rulebook.bounds import Beside
from compliance.rulebook.model import Component
from compliance.rulebook.source import RuleFile
from compliance.thresholds import Band, Bound, bands_of

_OTHER_SIDE = {"at least": "at most", "at most": "at least", "above": "below", "below": "above"}
_Path = tuple[int | str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFrame:
    """What of a card its targets must fit; the lines are where the file says so."""

    unit: Unit | None
    possible: tuple[Fraction, Fraction] | None
    possible_line: int
    higher_is_better: bool | None
    direction_line: int
    components: tuple[Component, ...]
    beside: tuple[Beside, ...]

    @property
    def names(self) -> Mapping[str, Localised]:
        """The components in words."""
        return {component.id: component.title for component in self.components}


@dataclass(frozen=True, slots=True)
class Sense:
    """What the demands of one card must make of its other keys; problems go to its file."""

    file: RuleFile
    frame: CardFrame

    def looks_right(
        self,
        path: _Path,
        written: shape.ThresholdKeys | shape.BaselineKeys | shape.ComparisonKeys,
        bounds: tuple[Bound, Bound | None],
    ) -> bool:
        """Whether the bounds look in the card's direction, and yellow is easier than green."""
        if self.frame.higher_is_better is None:
            self.file.problem(
                ("targets",),
                text("the card has targets but no direction."),
                text("Write direction: higher is better, or direction: lower is better."),
            )
            return False
        ok = True
        green, yellow = bounds
        for name, bound, phrase in (
            ("green", green, written.green),
            ("yellow", yellow, written.yellow),
        ):
            if bound is not None and bound.is_lower != self.frame.higher_is_better:
                said = tidy(phrase or "")
                other = _OTHER_SIDE[bound.relation] + said.removeprefix(bound.relation)
                self.against_direction(path, name, said, other)
                ok = False
        if ok and yellow is not None:
            try:
                bands_of(green, yellow)
            except ValueError:
                self.file.problem(
                    (*path, "yellow"),
                    text("yellow is as strict as green in line {line} or stricter, so nothing can be yellow.",
                         line=str(self.file.at(*path, "green").line)),
                    text("Write an easier number, or leave yellow out."),
                )  # fmt: skip
                return False
        return ok

    def against_direction(self, path: _Path, key: str, found: str, other: str) -> None:
        """Note a bound or step that looks the other way."""
        if self.frame.higher_is_better is None:
            self.file.problem(
                ("targets",),
                text("the card has targets but no direction."),
                text("Write direction: higher is better, or direction: lower is better."),
            )
            return
        higher = self.frame.higher_is_better
        self.file.problem(
            (*path, key),
            text("{colour} is “{found}” but direction is “{direction}” in line {line}.",
                 colour=key, found=tidy(found),
                 direction="higher is better" if higher else "lower is better",
                 line=str(self.frame.direction_line)),
            text("Write “{other}” or change direction.", other=other),
        )  # fmt: skip

    def accept_reachable(self, path: _Path, bands: Sequence[Band], key: str = "green") -> None:
        """Note a colour that no possible value has; `key` holds the number that decides."""
        possible, unit = self.frame.possible, self.frame.unit
        if possible is None or unit is None:
            return
        low, high = possible
        has_yellow = any(band.colour is Colour.YELLOW for band in bands)
        for colour in (Colour.GREEN, Colour.YELLOW, Colour.RED):
            own = [band for band in bands if band.colour is colour]
            if own and not any(_meets(band, low, high) for band in own):
                is_key = colour is Colour.GREEN or not has_yellow
                self.file.problem(
                    (*path, key if is_key else "yellow"),
                    text("nothing can be {colour}: the possible values in line {line} all lie elsewhere.",
                         colour=colour.value, line=str(self.frame.possible_line)),
                    text("Correct the number, or possible: under measure:."),
                )  # fmt: skip


def _meets(band: Band, low: Fraction, high: Fraction) -> bool:
    """Whether some number from `low` to `high`, both included, lies in the band."""
    if band.upper is not None and (
        band.upper < low or (band.upper == low and not band.upper_closed)
    ):
        return False
    return band.lower is None or not (
        band.lower > high or (band.lower == high and not band.lower_closed)
    )
