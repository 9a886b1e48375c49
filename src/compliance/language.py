"""What a user reads, in the user's language: texts that wait to be said, and the catalogues they are said from.

A `Text` is made where something is found and said where it is shown. Source strings are English;
`nb` comes from the gettext catalogue in `locale/`.
"""

import gettext
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.numbers import NumberPattern

LANGUAGES = ("nb", "en")
_NORWEGIAN = {"nb", "nn", "no"}
_PRECISION = 200
"""More digits than any number made of `quantity.MAX_DIGITS` has."""


@dataclass(frozen=True, slots=True)
class Localised:
    """A text that a rule file gives in several languages."""

    nb: str
    en: str
    nn: str | None = None

    def words(self, language: "Language") -> str:
        """Return the text in that language; nynorsk falls back to bokmål."""
        if language.code == "en":
            return self.en
        return self.nn if language.code == "nn" and self.nn is not None else self.nb

    def fill(self, values: Mapping[str, object]) -> "Filled":
        """Return the text with its `{name}` places filled when it is said."""
        return Filled(self, tuple(values.items()))


@dataclass(frozen=True, slots=True)
class Filled:
    """A localised text with values for its places."""

    text: Localised
    values: tuple[tuple[str, object], ...]

    def words(self, language: "Language") -> str:
        """Return the filled text in that language."""
        return language.fill(self.text.words(language), self.values)


@dataclass(frozen=True, slots=True)
class Text:
    """An English source string with values for its `{name}` places; said from the catalogue.

    With `many`, the string has a plural form, chosen by the value named `n`.
    """

    source: str
    values: tuple[tuple[str, object], ...] = ()
    many: str | None = None

    def words(self, language: "Language") -> str:
        """Return the text in that language."""
        if self.many is None:
            pattern = language.catalogue.gettext(self.source)
        else:
            number = dict(self.values)["n"]
            assert isinstance(number, int)  # noqa: S101  # made by `texts` only
            pattern = language.catalogue.ngettext(self.source, self.many, number)
        return language.fill(pattern, self.values)


def text(source: str, /, **values: object) -> Text:
    """Return a text to be said later; the catalogues are extracted from calls of this function."""
    return Text(source, tuple(values.items()))


def texts(one: str, many: str, n: int, /, **values: object) -> Text:
    """Return a text with a plural form, chosen by `n`, which is also the value `{n}`."""
    return Text(one, (("n", n), *values.items()), many)


@dataclass(frozen=True, slots=True)
class Joined:
    """Several things said one after another."""

    parts: tuple[object, ...]
    between: str = ", "

    def words(self, language: "Language") -> str:
        """Return the words of the parts."""
        return self.between.join(language.say(part) for part in self.parts)


class Language:
    """One language to speak: `nb` or `en`."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.catalogue: gettext.NullTranslations = _catalogue(code)

    def say(self, thing: object) -> str:
        """Return `thing` in words: texts from the catalogue, numbers and dates as this language writes them.

        Anything else says itself, by a method `words(language)`.
        """
        match thing:
            case str():
                return thing
            case bool():
                return self.say(text("yes") if thing else text("no"))
            case int() | Decimal() | Fraction():
                return self.number(thing)
            case date():
                return self.date(thing)
            case None:
                return ""
            case _:
                words = getattr(thing, "words", None)  # cheaper than asking a protocol
        if words is None:
            msg = f"nothing is said about {type(thing).__name__}"
            raise TypeError(msg)
        return str(words(self))

    def fill(self, pattern: str, values: tuple[tuple[str, object], ...]) -> str:
        """Return `pattern` with its `{name}` places filled; values are never read as patterns."""
        said = dict(values)
        return re.sub(
            r"\{(\w+)\}",
            lambda m: self.say(said[m[1]]) if m[1] in said else m[0],
            pattern,
        )

    def number(self, value: Fraction | Decimal | int, decimals: int | None = None) -> str:
        """Return a number as people write it here, with exactly `decimals` decimals, or all that it has.

        A number without a finite decimal form gets enough decimals to be told apart, marked by nothing;
        callers that must not hide a threshold choose the decimals (`compliance.quantity.shown`).
        """
        from babel.numbers import format_decimal  # heavy; not needed to find out

        exact = Fraction(value)
        if decimals is None:
            decimals = finite_decimals(exact)
            decimals = 2 if decimals is None else decimals
        scaled = int(rounded(exact, decimals) * 10**decimals)
        with localcontext(Context(prec=_PRECISION)):  # the usual 28 digits would cut long numbers
            shown = Decimal(scaled).scaleb(-decimals)
            return str(format_decimal(shown, format=_pattern(decimals), locale=self.code))

    def date(self, day: date) -> str:
        """Return a day: ISO in English, day.month.year in Norwegian."""
        return day.isoformat() if self.code == "en" else f"{day.day}.{day.month}.{day.year}"


@cache
def _pattern(decimals: int) -> "NumberPattern":
    from babel.numbers import parse_pattern

    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


def rounded(value: Fraction, decimals: int) -> Fraction:
    """Return the number as it is published with `decimals` decimals: half away from zero."""
    whole = (2 * abs(value) * 10**decimals + 1) // 2
    return Fraction(whole if value >= 0 else -whole, 10**decimals)


def finite_decimals(value: Fraction) -> int | None:
    """Return how many decimals write `value` exactly, or None if no number of them does."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def exact_text(number: Fraction) -> str:
    """Return the exact number for machines, alike in every language: a finite decimal, else a fraction.

    >>> exact_text(Fraction(97, 10)), exact_text(Fraction(155, 11)), exact_text(Fraction(-2))
    ('9.7', '155/11', '-2')
    """
    decimals = finite_decimals(number)
    if decimals is None:
        return f"{number.numerator}/{number.denominator}"
    scaled = abs(number.numerator) * 10**decimals // number.denominator
    digits = str(scaled).rjust(decimals + 1, "0")
    sign = "-" if number < 0 else ""
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    return gettext.translation("compliance", Path(__file__).parent / "locale", [code])


def choose(asked: str | None, environment: Mapping[str, str] | None = None) -> Language:
    """Return the language asked for, else of `COMPLIANCE_LANG`, else of the locale, else English.

    Raises:
        ValueError: If the language asked for is not one of `LANGUAGES`.
    """
    if asked is not None:
        if asked not in LANGUAGES:
            raise ValueError(asked)
        return Language(asked)
    env = os.environ if environment is None else environment
    for name in ("COMPLIANCE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = env.get(name, "")
        if value:
            return Language("nb" if re.split(r"[_.@-]", value.lower())[0] in _NORWEGIAN else "en")
    return Language("en")
