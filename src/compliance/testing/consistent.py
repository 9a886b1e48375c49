"""Generates whole submissions that are right in every way, and earlier ones that agree with them.

Law: `assess` finds nothing in them. The exceptions are in `UNAVOIDABLE`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from compliance.colour import Basis, Colour
from compliance.period import Period
from compliance.rulebook.demands import DeadlineDemand, RiskDemand, StatusDemand
from compliance.rulebook.model import Card, Organisation, ReportForm, Requirement, RuleBook
from compliance.testing.choices import either, index, pick
from compliance.testing.consistent_answers import Answering, Entered, worst
from compliance.testing.consistent_filler import BOKMAAL, MONTH_NAMES, NYNORSK, Words
from compliance.testing.consistent_statements import draw_claims, draw_sums
from compliance.testing.consistent_texts import Writer, rounded

UNAVOIDABLE = frozenset({"answered-elsewhere", "statistically-open"})
"""What a right submission may be told.

`answered-elsewhere`: the rule book has a requirement with a form of its own. `statistically-open`: a share of
so many cases may lie near its threshold, and is right all the same.
"""
_MONTHS = 12


@dataclass(frozen=True, slots=True, repr=False)
class Consistent:
    """A submission without a mistake, and an earlier one that agrees with it.

    Attributes:
        document: The content of a file, as dicts, lists and texts.
        earlier: The same of the period before, by the rule book that `book_before` returns; or None.
    """

    document: dict[str, Any]
    earlier: dict[str, Any] | None

    def __repr__(self) -> str:
        return f"<{self.document} after {self.earlier}>"


def consistent_documents(
    rule_book: RuleBook, organisation: str | None = None, report: str | None = None
) -> SearchStrategy[Consistent]:
    """Return submissions that are right in every way, of any sender and report of the rule book or of one."""
    asked = [
        (sender, form)
        for sender in rule_book.organisations
        for form in rule_book.reports.values()
        if organisation in {None, sender.id}
        and report in {None, form.id}
        and any(r.applies(sender, form.id) for r in rule_book.requirements)
    ]

    @st.composite
    def drawn(draw: DrawFn) -> Consistent:
        # no argument of its own: Hypothesis would say the whole rule book
        sender, form = pick(draw, asked)
        made = _Submission(draw, rule_book, sender, form)
        answered = [made.answered(r) for r in made.asked]
        earlier = made.earlier(answered) if draw(index(3)) else None
        return Consistent(made.document(answered), earlier)

    return drawn()


def book_before(rule_book: RuleBook) -> RuleBook:
    """Return the rule book with each report one period earlier: what an earlier submission is written to."""
    reports = {id_: replace(f, period=_before(f.period)) for id_, f in rule_book.reports.items()}
    return replace(rule_book, reports=reports)


def _before(period: Period) -> Period:
    return Period.of_months(period.first - period.months, period.first - 1)


@dataclass(slots=True)
class _Answered:
    """The answer to one requirement.

    Attributes:
        own: What stands under the requirement's id.
        cards: What stands under the ids of its cards, where it has several.
        declared: The colour that it declares.
    """

    requirement: Requirement
    own: Entered
    cards: dict[str, Entered] = field(default_factory=dict)
    declared: Colour = Colour.GREEN
    promised: bool = False

    @property
    def all(self) -> Iterator[Entered]:
        yield from self.own.all
        for entered in self.cards.values():
            yield from entered.all


class _Submission:
    """One submission while it is drawn."""

    def __init__(
        self, draw: DrawFn, rule_book: RuleBook, sender: Organisation, form: ReportForm
    ) -> None:
        self.draw, self.rule_book, self.sender, self.form = draw, rule_book, sender, form
        self.day = form.period.last_day + timedelta(days=5 + draw(index(60)))
        self.words: Words = pick(draw, (BOKMAAL, NYNORSK))
        self.answering = Answering(draw, rule_book, sender, form.period, self.day)
        self.writer = Writer(draw, self.words, form.period)
        self.asked = [r for r in rule_book.requirements if r.applies(sender, form.id) is not False]
        self.attachments = {
            str(n + 1): name
            for n, name in enumerate(("Tabell over ventetid", "Oversikt over tiltak"))
            if either(draw)
        }

    # Answers

    def answered(self, requirement: Requirement) -> _Answered:
        """Return an answer to a requirement, with its true colours."""
        cards = [self.rule_book.cards[id_] for id_ in requirement.cards]
        if requirement.only_card is not None:
            own = self._placed(cards[0], requirement)
            made = _Answered(requirement, own)
        elif requirement.choice is not None:
            made = _Answered(requirement, Entered(), self._chosen(requirement, cards))
        else:
            answers = {c.id: self.answering.answer(c) for c in cards}
            made = _Answered(requirement, Entered(), answers)
        known = [e.colour for e in made.all if e.colour is not None]
        made.declared = made.own.colour or (
            worst(known) if known else pick(self.draw, tuple(Colour))
        )
        return made

    def _placed(self, card: Card, requirement: Requirement) -> Entered:
        """Return an answer to the only card: as a whole, by location, or both."""
        if requirement.answer_per is not None:
            places = [p.id for p in requirement.places(self.sender, requirement.answer_per)]
            whole = Entered(card=card)
        else:
            whole = self.answering.answer(card)
            called = [name for p in self.sender.locations for name in (p.id, *p.also)]
            named = any(name in card.title.nb for name in called)
            is_plain = not whole.below and card.components == () and not named
            places = [p.id for p in self.sender.locations] if is_plain else []
            places = places if self.draw(index(8)) == 0 else []
        whole.below += [self.answering.answer(card, place) for place in places]
        return whole

    def _chosen(self, requirement: Requirement, cards: list[Card]) -> dict[str, Entered]:
        """Return as many cards a place as the requirement asks for."""
        choice = requirement.choice
        assert choice is not None  # noqa: S101  # chosen so
        found: dict[str, Entered] = {}
        for place in requirement.places(self.sender, choice.location_kind):
            most = len(cards) if choice.high is None else min(choice.high, len(cards))
            count = min(choice.low, len(cards)) + self.draw(index(most - choice.low + 1))
            first = self.draw(index(len(cards)))
            for card in (cards[first:] + cards[:first])[:count]:
                whole = found.setdefault(card.id, Entered(card=card))
                whole.below.append(self.answering.answer(card, place.id))
        return found

    # Documents

    def document(self, answered: list[_Answered]) -> dict[str, Any]:
        """Return the submission as the content of a file."""
        content = self._head(self.form.period, self.day)
        colours = [a.declared for a in answered]
        if self.form.asks_summary or either(self.draw):
            content["summary"] = " ".join([*self._fillers(3), self._total(colours)])
        if self.attachments:
            content["attachments"] = dict(self.attachments)
        if either(self.draw):
            totals = {c.value: str(colours.count(c)) for c in Colour}
            content["declared_totals"] = totals
        content["answers"] = {}
        for one in answered:
            self._dress(one)
            content["answers"] |= self._written(one)
        content |= draw_claims(self.draw) if either(self.draw) else {}
        content |= draw_sums(self.draw) if either(self.draw) else {}
        return content

    def _head(self, period: Period, day: date) -> dict[str, Any]:
        return {
            "schema": "compliance/submission@1",
            "organisation": pick(self.draw, (self.sender.id, *self.sender.also)),
            "report": self.form.id,
            "period": period.name,
            "date": day.isoformat(),
            "rule_book": self.rule_book.id,
        }

    def _written(self, one: _Answered) -> dict[str, Any]:
        own = _content(one.own)
        own["declared"] = one.declared.value
        answers = {one.requirement.id: own}
        for id_, entered in one.cards.items():
            answers[id_] = _content(entered)
        return answers

    def _dress(self, one: _Answered) -> None:
        """Put texts, contents, sources and colours into an answer."""
        is_dark = any(e.colour in {Colour.YELLOW, Colour.RED} for e in one.all)
        for entered in (one.own, *one.cards.values()):
            if any("values" in e.content for e in entered.all):
                entered.content["source"] = pick(self.draw, ("Journalen", "Lønnssystemet", "NPR"))
        texts = self._text(one)
        if is_dark or either(self.draw) or one.promised:
            one.own.content["text"] = texts
        asked = {
            content.id: " ".join(self._fillers(2))
            for content in one.requirement.contents
            if is_dark or not content.when_not_green or self.draw(index(4)) == 0
        }
        if asked:
            one.own.content["contents"] = asked
        for entered in one.all:
            if entered.colour is not None and entered is not one.own and either(self.draw):
                entered.content["declared"] = entered.colour.value

    # Texts

    def _text(self, one: _Answered) -> str:
        """Return paragraphs about an answer; some have nothing but its figures, some are of other things too."""
        about = [e for e in one.all if e.card is not None]
        said = [
            sentence
            for entered in about
            if entered is one.own or self.draw(index(6)) == 0
            for sentence in self.writer.about(entered, self._basis(one, entered))
        ]
        if self.draw(index(3)):
            said += self._fillers(4)
            said += [self._extra() for _ in range(self.draw(index(3)))]
        order = [(self.draw(index(16)), n) for n in range(len(said))]
        ordered = [said[n] for _, n in sorted(order)]
        if one.promised:
            ordered.append(pick(self.draw, self.words.kept))
        parted = "".join(s + pick(self.draw, (" ", " ", "\n", "\n\n")) for s in ordered)
        return parted.strip() or "Arbeidet går som planlagt."

    def _basis(self, one: _Answered, entered: Entered) -> Basis | None:
        """Return whether a sentence may call the target met: only where one thing is judged by figures."""
        is_alone = entered is one.own and not entered.below
        card = entered.card
        if card is None or not is_alone:
            return None
        kinds = (StatusDemand, RiskDemand, DeadlineDemand)
        measured = not any(isinstance(t.demand, kinds) for t in card.targets)
        return Basis.FIGURES if measured else None

    def _fillers(self, most: int) -> list[str]:
        return [self._filler() for _ in range(1 + self.draw(index(most)))]

    def _filler(self) -> str:
        year = self.form.period.end_year - self.draw(index(2))
        percent = Fraction(20 + self.draw(index(970)), 10)
        other = max(percent - Fraction(1 + self.draw(index(150)), 10), Fraction(1, 10))
        return pick(self.draw, self.words.filler).format(
            percent=self.writer.number(percent, None),
            other=self.writer.number(other, None),
            small=2 + self.draw(index(8)),
            pair=10 + self.draw(index(90)),
            year=year,
            next=self.form.period.end_year + 1,
        )

    def _extra(self) -> str:
        """Return a sentence that can be reckoned, or that refers to something."""
        kinds = [self._share, self._sum, self._rest]
        if self.attachments:
            kinds.append(self._attachment)
        numbers = [r.number for r in self.asked if r.number is not None and r.number.isdecimal()]
        if numbers:
            kinds.append(
                lambda: pick(self.draw, self.words.requirement).format(
                    number=pick(self.draw, numbers)
                )
            )
        return pick(self.draw, kinds)()

    def _share(self) -> str:
        whole = Fraction(5 + self.draw(index(2_000)))
        part = Fraction(1 + self.draw(index(int(whole))))
        percent = rounded(part * 100 / whole, pick(self.draw, (0, 1, 1, 2)))
        return pick(self.draw, self.words.shares).format(
            part=self.writer.number(part, None),
            whole=self.writer.number(whole, None),
            percent=self.writer.number(percent, None),
        )

    def _sum(self) -> str:
        parts = [Fraction(2 + self.draw(index(1_500))) for _ in range(3)]
        a, b, c, total = (self.writer.number(n, None) for n in (*parts, sum(parts, Fraction(0))))
        return pick(self.draw, self.words.sums).format(a=a, b=b, c=c, total=total)

    def _rest(self) -> str:
        percent = Fraction(20 + self.draw(index(960)), 10)
        return pick(self.draw, self.words.rests).format(
            percent=self.writer.number(percent, None),
            rest=self.writer.number(100 - percent, None),
        )

    def _attachment(self) -> str:
        number = pick(self.draw, tuple(self.attachments))
        return pick(self.draw, self.words.attachment).format(number=number)

    def _total(self, colours: list[Colour]) -> str:
        counts = {c.value: colours.count(c) for c in Colour}
        most = len(self.words.numbers)
        is_spelt = either(self.draw) and all(count < most for count in counts.values())
        said = {c: self.words.numbers[n] if is_spelt else n for c, n in counts.items()}
        sentence = pick(self.draw, self.words.totals).format(whole=len(colours), **said)
        return sentence[:1].upper() + sentence[1:]

    # The submission before

    def earlier(self, answered: list[_Answered]) -> dict[str, Any]:
        """Return a submission of the period before that agrees with these answers."""
        period = _before(self.form.period)
        day = period.last_day + timedelta(days=5 + self.draw(index(20)))
        content = self._head(period, day)
        content["summary"] = " ".join(self._fillers(2))
        before = Answering(self.draw, self.rule_book, self.sender, period, day)
        before.known = self.answering.known
        answers: dict[str, Any] = {}
        for one in answered:
            if self.draw(index(4)):
                answers[one.requirement.id] = self._before(one, before)
        content["answers"] = answers or {
            answered[0].requirement.id: {"declared": answered[0].declared.value}
        }
        return content

    def _before(self, one: _Answered, before: Answering) -> dict[str, Any]:
        """Return what the earlier submission has of one requirement."""
        entered, card = one.own, one.own.card
        declared = one.declared
        made = Entered(card=card)
        is_plain = card is not None and not card.components and "values" in entered.content
        if card is not None and is_plain and entered.period == self.form.period:
            made = before.answer(card, None, one.declared)
            if made.colour is not None and entered.colour is not None:
                declared = made.colour
        content = _content(made)
        if abs(declared.darkness - one.declared.darkness) <= 1:
            content["declared"] = declared.value
        said = self._fillers(2)
        if self.day > self.form.period.first_day and either(self.draw):
            one.promised = True
            month = MONTH_NAMES[self.form.period.last % _MONTHS]
            said.append(
                pick(self.draw, self.words.past).format(
                    month=f"{month} {self.form.period.end_year}"
                )
            )
        content["text"] = "Slik sto det til sist. " + " ".join(said)
        return content


def _content(entered: Entered) -> dict[str, Any]:
    """Return an entry with all that is below it."""
    content = dict(entered.content)
    by: dict[str, Any] = {}
    for below in entered.below:
        name = below.component if below.component is not None else below.location
        assert name is not None  # noqa: S101  # only places and components are below
        by[name] = _content(below)
    if by:
        content["by"] = {**content.get("by", {}), **by}
    return content
