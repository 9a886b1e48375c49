"""What a submission states that follows from other figures, recomputed: claims, sums, and sentences."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from compliance.amount import Amount, read_amount
from compliance.arithmetic import (
    Claim,
    Direction,
    Recomputed,
    Relation,
    Verdict,
    read_direction,
    verify,
)
from compliance.document import Scalar
from compliance.errors import Place, Unreadable, one_of
from compliance.language import Joined, text
from compliance.observe.view import Made, Told, View
from compliance.observe.words import direction_word
from compliance.prose.reader import quote
from compliance.quantity import is_dash, tidy
from compliance.submission.model import StatedClaim, StatedSum

_MASKED = re.compile(r"< ?(?P<number>\d{1,4})", re.ASCII)
_NUMBER_WORDS = {
    "en": 1, "én": 1, "ein": 1, "éin": 1, "ett": 1, "eitt": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5,
    "seks": 6, "sju": 7, "syv": 7, "åtte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12,
}  # fmt: skip
_NUMBER_WORD = re.compile(rf"\b(?:{'|'.join(_NUMBER_WORDS)})\b", re.IGNORECASE)
_COUNTED = re.compile(r"(?P<number>.*\d)(?P<things>(?: [^\W\d_]{3,}){0,2})")
_NOT_COUNTED = frozenset([
    "tusen", "hundre", "dusin", "mnok", "tnok", "tkr", "promille", "kilo", "gram", "tonn", "liter", "meter",
    "minutt", "minutter", "sekund", "sekunder", "uke", "uker", "veke", "veker", "ganger", "gonger", "euro",
    "dollar", "usd", "eur", "prosentpoeng", "til", "fra", "frå", "mot", "per", "hver", "kvar", "enn", "eller",
    "pluss", "minus", "mill", "mrd", "million", "millioner", "millionar", "milliard", "milliarder",
    "milliardar", "thousand", "hundred", "weeks", "minutes", "times",
])  # fmt: skip
"""Words after a number that are no things that are counted."""
_COMPARED = re.compile(
    r" (?:fra|frå|siden|sidan|enn|mot|sammenlignet|samanlikna|i forhold til|som i|from|since|than|compared)\b.*"
)
_HOW_MUCH = re.compile(
    r"^(?:(?:nokså|ganske|om lag|omtrent|tilnærmet|nær|nesten|vesentlig|vesentleg|svært|markant|merkbart|"
    r"ytterligere|ytterlegare|relativt|forholdsvis|monotont?|about|much|substantially|considerably) )+"
)
_WORDS = ("økt", "redusert", "uendret", "bedre", "verre", "ikke økende")


def claims_observed(view: View) -> Iterator[Made]:
    """Yield the stated claims and sums with their verdicts, and what a text reckons wrongly."""
    for claim in view.plan.submission.claims:
        yield _stated_claim(claim)
    for stated in view.plan.submission.sums:
        yield _stated_sum(stated)
    for told in view.told:
        yield from _in_text(told)


def _stated_claim(stated: StatedClaim) -> Made:
    fields = {"relation": stated.relation, "requirement": stated.requirement}
    relation = Relation(stated.relation)
    try:
        claim = Claim(
            relation=relation,
            says=_says(stated.says, relation),
            of=tuple(_figures(stated.of, relation)),
            things=len(stated.of),
            per=None if stated.per is None else _whole(stated.per),
            higher_is_better=None
            if stated.direction is None
            else stated.direction == "higher is better",
        )
    except _Unread as error:
        return _unreadable(fields, error)
    said = claim.says if isinstance(claim.says, Direction) else tidy(stated.says.text)
    return _judged(fields, verify(claim), said, stated.place, stated.where)


def _stated_sum(stated: StatedSum) -> Made:
    fields = {"relation": Relation.SUM.value, "requirement": stated.requirement}
    try:
        total = _amount(stated.total)
        rows = tuple(_row(name, scalar) for name, scalar in _given(stated.rows).items())
    except _Unread as error:
        return _unreadable(fields, error)
    found = verify(Claim(relation=Relation.SUM, says=total, of=rows))
    if (
        len(rows) < len(stated.rows)
        and found.verdict is Verdict.FALSE
        and _may_be_less(rows, total)
    ):
        found = replace(found, verdict=Verdict.UNDECIDABLE, why=text("A row has no figure."))
    return _judged(fields, found, tidy(stated.total.text), stated.place, stated.where)


def _judged(
    fields: Mapping[str, str | None],
    found: Recomputed,
    said: Direction | str,
    place: Place,
    where: str,
) -> Made:
    says = direction_word(said) if isinstance(said, Direction) else said
    return Made(
        "claim",
        {**fields, "claim": str(place), "origin": "stated", "verdict": found.verdict.value},
        place,
        {
            "says_text": Joined((says, text("({where})", where=where)), " ") if where else says,
            "how_text": found.how,
            "why_text": found.why or "",
            "where_text": where,
        },
    )


def _in_text(told: Told) -> Iterator[Made]:
    """Yield the sentences that state something their own figures do not give."""
    better = None if told.card is None else told.card.higher_is_better
    for said in told.prose.claims:
        found = verify(
            Claim(
                relation=said.relation,
                says=said.says,
                of=said.of,
                higher_is_better=better,
                loose=said.loose,
            )
        )
        if found.verdict is not Verdict.FALSE:
            continue
        place = told.passage.at(said.span.start)
        says = said.says
        yield Made(
            "claim",
            {
                "claim": f"{place} {said.span.start}",
                "requirement": told.where["requirement"],
                "relation": said.relation.value,
                "origin": "text",
                "verdict": found.verdict.value,
            },
            place,
            {
                "says_text": direction_word(says) if isinstance(says, Direction) else says.written,
                "how_text": found.how,
                "quote_text": quote(told.passage.written, said.sentence),
            },
        )


class _Unread(Exception):
    """A part of a claim that cannot be read, and where it stands."""

    def __init__(self, place: Place, error: Unreadable) -> None:
        super().__init__()
        self.place, self.error = place, error


def _unreadable(fields: Mapping[str, str | None], unread: _Unread) -> Made:
    return Made(
        "claim",
        {**fields, "claim": str(unread.place), "origin": "stated", "verdict": "unreadable"},
        unread.place,
        {"why_text": unread.error.what, "accepted_text": unread.error.accepted or ""},
    )


def _says(scalar: Scalar, relation: Relation) -> Amount | Direction:
    if relation is not Relation.DIRECTION:
        return _amount(scalar)
    found = read_direction(scalar.text) or read_direction(_plain_direction(scalar.text))
    if found is None:
        what = text("“{written}” is not a direction.", written=tidy(scalar.text))
        raise _Unread(scalar.place, Unreadable(what, one_of(_WORDS, tidy(scalar.text))))
    return found


def _plain_direction(written: str) -> str:
    """Return a direction without how much it is and what it is compared with: "vesentlig redusert fra 2023"."""
    return _HOW_MUCH.sub("", _COMPARED.sub("", tidy(written).casefold()))


def _figures(scalars: Sequence[Scalar], relation: Relation) -> Iterator[Amount]:
    """Yield the figures of a claim; what is counted need not be numbers."""
    for scalar in scalars:
        try:
            yield _amount(scalar)
        except _Unread:
            if relation is not Relation.COUNT:
                raise


def _amount(scalar: Scalar) -> Amount:
    try:
        return read_amount(scalar.text, exact_number=scalar.is_number)
    except Unreadable as error:
        counted = _counted(scalar.text)
        if counted is None:
            raise _Unread(scalar.place, error) from None
        return counted


def _counted(written: str) -> Amount | None:
    """Return a number written as a word or with what it counts, such as "sju" or "30 senger", else None."""
    plain = tidy(written)
    digits = _NUMBER_WORD.sub(lambda found: str(_NUMBER_WORDS[found[0].casefold()]), plain)
    alone = _COUNTED.fullmatch(digits)
    words = () if alone is None else tuple((alone["things"] or "").casefold().split())
    if alone is None or not _NOT_COUNTED.isdisjoint(words):
        return None
    try:
        return replace(read_amount(alone["number"]), written=plain)
    except Unreadable:
        return None


def _whole(scalar: Scalar) -> int:
    found = _amount(scalar)
    if found.is_interval or found.low.denominator != 1 or found.low <= 0:
        what = text("“{written}” is not a whole number.", written=tidy(scalar.text))
        raise _Unread(scalar.place, Unreadable(what, text("Write digits, such as 100 000.")))
    return int(found.low)


def _given(rows: Mapping[str, Scalar]) -> dict[str, Scalar]:
    """Return the rows that hold a figure; a dash says that there is none."""
    return {name: scalar for name, scalar in rows.items() if not is_dash(scalar.text)}


def _may_be_less(rows: Sequence[Amount], total: Amount) -> bool:
    """Whether rows without a figure may hold what is missing: nothing below zero, unless others are."""
    return min(row.low for row in rows) < 0 or sum(row.low for row in rows) < total.high


def _row(name: str, scalar: Scalar) -> Amount:
    """Return the figure of a row; "< 10" may be anything from 0 to 9."""
    masked = _MASKED.fullmatch(tidy(scalar.text))
    if masked is None:
        return replace(_amount(scalar), written=f"{name}: {tidy(scalar.text)}")
    highest = Fraction(int(masked["number"]) - 1)
    return Amount(low=Fraction(0), high=highest, step=Fraction(1), written=tidy(scalar.text))
