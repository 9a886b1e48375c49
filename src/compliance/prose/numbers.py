"""Numbers in running text: amounts with their units, and the numbers that are none (law, telephone, lists)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from compliance.amount import BOUNDS, Amount, read_amount
from compliance.errors import Unreadable
from compliance.quantity import Unit

_GROUPED = r"\d{1,3}(?: \d{3})+(?!\d)(?:,\d+)?"
_NUMBER = rf"(?:{_GROUPED}|\d+(?:[.,]\d+)?)"
_UNIT = (
    r"(?:%-poeng\b|%|prosentpoeng(?:a|ene)?\b|prosenteining(?:ar)?\b|prosentenhet(?:er)?\b|"
    r"prosent\b|pst\b\.?|"
    r"timer\b|timar\b|månedsverk\b|månadsverk\b|dager\b|dagar\b|dag\b|døgn\b|kroner\b|kr\b\.?|"
    r"nok\b|poeng\b|"
    r"måneder\b|månader\b|mnd\b\.?|stk\b\.?)"
)
_SCALE = r"(?:mill\b\.?|million(?:er|ar)?\b|mrd\b\.?|milliard(?:er|ar)?\b)"
_PER = r"(?:per|pr\.?) (?:100 ?000|10 ?000|1 ?000 ?000|1 ?000|100)\b"
_AMOUNT = re.compile(
    rf"(?P<digits>{_NUMBER}(?: ?[-–] ?{_NUMBER}(?![\d.,]*[-–/]))?)(?![.,]?\d)"
    rf"(?: ?(?P<scale>{_SCALE}))?(?: ?(?P<unit>{_UNIT})(?!-\w))?(?: (?P<per>{_PER}))?"
)
_OTHER_UNIT = re.compile(
    r" ?(minutter|minutt|min\b\.?|sekund\w*|uker?\b|veker?\b|uke\b|ganger\b|gonger\b|km\b|m2\b|"
    r"kvm\b|kvadratmeter|"
    r"tonn\b|kg\b|tusen\b|hundre\b|mnok\b|tnok\b|tkr\b|mmol\S*|mg\S*|ml\b|gram\b|kwh\b|gwh\b|"
    r"mwh\b|poeng\b)"
)
_AGE = re.compile(r" ?(?:år\b|års\b|åring)|-(?:år|ar\b|er\b|tall)")
_BOUND_WORDS = "|".join(sorted((word for word in BOUNDS), key=len, reverse=True))
_PREFIX = re.compile(
    rf"(?<![\w-])(?:(?P<bound>{_BOUND_WORDS}|minimum|maks|opp mot|inntil) )?"
    r"(?:(?P<about>om lag|omlag|omtrent|ca\.?|cirka|rundt|omkring|kring) )?"
    r"(?P<vague>(?:nesten|nær|nærmere|nærare|knapt?e?|snaut?e?|vel|drøyt?e?|godt|bortimot|"
    r"oppunder|tett på|"
    r"kanskje|overkant av|underkant av|hverken|minus|pluss) )?"
    r"(?P<kr>(?:kr\.?|nok) )?(?P<sign>(?<![\w)%])[-+])?$"
)
_LABEL = re.compile(
    r"(?:(?<![\w-])(?:§+|nr\.?|nummer|vedlegg(?:et|ene|a)?|krav|kravene|krava|tabell(?:en|ene)?|"
    r"figur|kapittel|kap\.?|"
    r"side|sidene|s\.|punkt|pkt\.?|sak|saksnr\.?|styresak|kl\.?|klokken|klokka|uke|veke|uker|"
    r"trinn|versjon|fase|nivå|"
    r"post|rad|kolonne|linje|rom|bygg|gruppe|kategori|type|klasse|ledd|bokstav|artikkel|tlf\.?|"
    r"telefon|mobil|"
    r"ref\.?|referanse|id|\w+trinn|\w+gruppe|\w+fase|\w+nivå|delmål|hovedmål|hovudmål|mål|tiltak|steg|del|bok|bind|versjonen|grad|"
    r"risiko|rang|"
    r"skala|fra og med|topp|ledig|postboks|pb\.?|orgnr\.?|prosjekt|rundskriv|forskrift|lov)"
    r"(?: nr\.?)?:? ?|[\w§#=*x×][-]?|\w[/.:-]|[/:])$"
)
_NO_AMOUNT = re.compile(
    r"(?:0\d(?![\d.,])|\d{2} \d{2} \d{2} \d{2}|\d{3} \d{2} \d{3}|\d{8}|\d{6} ?\d{5})(?![\d ]*\d)"
    r"|\d[\d.]*(?:[/:]\d+)+|\d+(?:\.\d+){2,}|\d+(?:-\d+){2,}|\d+-[a-zæøå]\w*|\d+[a-zæøå]\w*|"
    r"\d+\.(?= *[a-zæøå])"
)
SPELLED = {
    "én": 1, "éin": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5, "seks": 6, "sju": 7,
    "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
_WORDS = "(?:" + "|".join(SPELLED) + ")"
_IN_WORDS = re.compile(
    rf"\b(?:fra|frå) (?:(?P<from>{_WORDS}) til (?:(?P<to>{_WORDS})\b|(?=\d))|"
    rf"\d{{1,3}} til (?P<to2>{_WORDS})\b)|"
    rf"\b(?P<part>{_WORDS}) av (?:totalt |i alt |de |dei )?(?:(?P<whole>{_WORDS})\b|(?=\d))"
)
_UNIT_BEHIND = re.compile(rf" (?P<unit>{_UNIT})(?!-\w)")
_ITEM = re.compile(r"(?:[-–•*] ?)?\d{1,2}(?:\.\d{1,2})*[.)](?= |$)")
_DIGIT = re.compile(r"\d")
_RUN = re.compile(r"[\d.,/:-]*\d(?: \d{3}(?!\d))*")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text.

    Attributes:
        start, end: Its place, with the words that belong to it ("over", "kr", "prosent").
        amount: None when it is no amount: a paragraph, a telephone number, an age.
        other: The unit after it that no card knows, such as "minutter".
        digits: The number alone, also of what is no amount.
        after: What was written after the digits: scale and unit.
        is_points: Whether it is in percentage points.
        is_spelled: Whether it was written in words.
    """

    start: int
    end: int
    amount: Amount | None = None
    other: str = ""
    digits: str = ""
    after: str = ""
    is_points: bool = False
    is_spelled: bool = False


def numbers_in(plain: str, start: int, end: int, taken: list[tuple[int, int]]) -> list[Number]:
    """Return the numbers between two offsets of a plain text, outside the places that are taken."""
    found = list(_spelled_in(plain, start, end))
    at = start
    item = _ITEM.match(plain, start, end)
    if item is not None:
        at = item.end()
    places = iter([*taken, (end, end)])
    place = next(places)
    while True:
        digit = _DIGIT.search(plain, at, end)
        if digit is None:
            return found
        while place[1] <= digit.start():
            place = next(places, (end, end + 1))
        if place[0] <= digit.start():
            at = place[1]
            continue
        number = _number(plain, digit.start(), max(start, at), place[0])
        found.append(number)
        at = max(number.end, digit.end())


def _spelled_in(plain: str, start: int, end: int) -> Iterator[Number]:
    """Return the numbers in words of "fra tre til fem" and "to av fire"; elsewhere words stay words."""
    if " til " not in plain[start:end] and " av " not in plain[start:end]:
        return
    for shape in _IN_WORDS.finditer(plain, start, end):
        last = max(shape.end(name) for name in shape.groupdict())
        if _AGE.match(plain, last) or plain.startswith(("-", " ganger", " gonger"), last):
            continue
        for name, word in shape.groupdict().items():
            if word is not None:
                yield _spelled(plain, *shape.span(name), end)


def _spelled(plain: str, start: int, stop: int, end: int) -> Number:
    digits = str(SPELLED[plain[start:stop]])
    behind = _UNIT_BEHIND.match(plain, stop, end)
    after = "" if behind is None else behind["unit"]
    other = _OTHER_UNIT.match(plain, stop, end) if behind is None else None
    amount = amount_of(digits, after)
    last = stop if behind is None else behind.end()
    return Number(
        start=start,
        end=last,
        amount=None if amount is None else replace(amount, written=plain[start:last]),
        other=other[1] if other else "",
        digits=digits,
        after=after,
        is_points=amount is not None and amount.unit is Unit.POINTS and after != "poeng",
        is_spelled=True,
    )


def _number(plain: str, at: int, start: int, end: int) -> Number:
    """Return the number whose first digit is at `at`."""
    before = plain[max(start, at - 24) : at]
    if before and _LABEL.search(before):
        return _none(plain, at, end)
    prefix = _PREFIX.search(before)
    shape = _AMOUNT.match(plain, at, end)
    odd = _NO_AMOUNT.match(plain, at, end)
    if shape is None or prefix is None or (odd is not None and odd.end() >= shape.end("digits")):
        return _none(plain, at, end)
    if _ends_in_a_word(plain, shape, end) or prefix["vague"] or _AGE.match(plain, shape.end()):
        return _none(plain, at, end)
    other = _OTHER_UNIT.match(plain, shape.end(), end) if shape["unit"] is None else None
    lead = prefix[0].lstrip()
    after = plain[shape.end("digits") : shape.end()].strip()
    amount = amount_of(f"{lead}{shape['digits']}", after)
    if amount is None:
        return _none(plain, at, end)
    return Number(
        start=at - len(lead),
        end=shape.end(),
        amount=amount,
        other=other[1] if other else "",
        digits=shape["digits"],
        after=after,
        is_points=amount.unit is Unit.POINTS and after != "poeng",
    )


def _ends_in_a_word(plain: str, shape: re.Match[str], end: int) -> bool:
    """Whether a letter, a digit or a hyphen stands right behind."""
    if shape.end() >= end:
        return False
    if plain.startswith(("%", " %"), shape.end()):
        return True
    follow = plain[shape.end() : shape.end() + 2]
    last = plain[shape.end() - 1]
    if follow[0] == "-":
        return len(follow) > 1 and (follow[1].isalnum())
    return follow[0] in "/:²³°^" or (follow[0].isalnum() and (last.isalnum()))


def _none(plain: str, at: int, end: int) -> Number:
    run = _RUN.match(plain, at, end)
    stop = run.end() if run else at + 1
    odd = _NO_AMOUNT.match(plain, at, end)
    if odd is not None:
        stop = max(stop, odd.end())
    stop = min(stop, end)
    return Number(start=at, end=stop, digits=plain[at:stop])


@lru_cache(maxsize=4096)
def amount_of(digits: str, after: str) -> Amount | None:
    """Return the amount of a number and what stands after it, or None when it cannot be read."""
    try:
        return read_amount(f"{digits} {after}".strip())
    except Unreadable:
        return None


def inherit(first: Number, second: Number) -> Amount | None:
    """Return `first` with the scale and the unit of `second`, as in "fra 470 til 382 mill. kroner".

    None when the two cannot be of one kind.
    """
    if first.amount is None or second.amount is None or first.amount.bound or second.amount.bound:
        return None
    if first.after == second.after or not second.after:
        return first.amount
    if first.after:
        same = first.amount.unit is second.amount.unit and first.amount.per == second.amount.per
        return first.amount if same else None
    taken = amount_of(first.digits, second.after)
    if taken is None:
        return None
    if first.amount.high < 0:
        taken = replace(taken, low=-taken.high, high=-taken.low)
    scaled = taken.number != first.amount.number
    if scaled and not _near(taken.number, second.amount.number):
        return None
    about = first.amount.about
    return replace(
        taken,
        written=first.amount.written,
        about=about,
        is_signed=first.amount.is_signed,
        is_rounded=taken.is_rounded or about,
    )


def _near(one: Fraction, other: Fraction) -> bool:
    """Whether neither of two sums is more than twenty times the other."""
    return abs(one) <= 20 * abs(other) and abs(other) <= 20 * abs(one)
