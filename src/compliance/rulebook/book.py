"""Reads a rule book file and an organisations file into the types of `compliance.rulebook.model`."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from compliance.colour import Severity
from compliance.errors import one_of
from compliance.language import Localised, text
from compliance.period import Period
from compliance.rulebook import grammar, shape
from compliance.rulebook.checks import Check
from compliance.rulebook.model import (
    Card,
    Choice,
    Content,
    Goal,
    Location,
    Organisation,
    Organisations,
    ReportForm,
    Requirement,
    RuleBook,
)
from compliance.rulebook.patterns import localised, titled
from compliance.rulebook.source import RuleFile
from compliance.thresholds import Bound


def read_organisations(file: RuleFile) -> Organisations | None:
    """Return the organisations of a file, or None when its shape is wrong."""
    entry = file.into(shape.OrganisationsFile)
    if entry is None:
        return None
    kinds = [kind.id for kind in entry.kinds]
    location_kinds = [kind.id for kind in entry.location_kinds]
    taken: dict[str, int] = {}
    for index, organisation in enumerate(entry.organisations):
        path = ("organisations", index)
        file.accept_spellings(path, organisation.id, organisation.also, taken)
        for kind in organisation.kinds:
            if kind not in kinds:
                file.problem(
                    (*path, "kinds"),
                    text("there is no kind “{name}”.", name=kind),
                    one_of(kinds, kind),
                )
        places: dict[str, int] = {}
        for n, location in enumerate(organisation.locations):
            at = (*path, "locations", n)
            file.accept_spellings(at, location.id, location.also, places)
            if location.kind not in location_kinds:
                file.problem(
                    (*at, "kind"),
                    text("there is no kind “{name}”.", name=location.kind),
                    one_of(location_kinds, location.kind),
                )
    organisations = tuple(
        Organisation(
            id=o.id,
            name=titled(file, ("organisations", n), o, o.id),
            kinds=tuple(o.kinds),
            also=tuple(o.also),
            locations=tuple(
                Location(
                    p.id, p.kind, tuple(p.also), file.at("organisations", n, "locations", i, "id")
                )
                for i, p in enumerate(o.locations)
            ),
        )
        for n, o in enumerate(entry.organisations)
    )
    titles = {
        kind.id: titled(file, (key, n), kind, kind.id)
        for key, named in (("kinds", entry.kinds), ("location_kinds", entry.location_kinds))
        for n, kind in enumerate(named)
    }
    return Organisations(organisations, titles)


class BookReader:
    """Reads one rule book; problems go to its file."""

    def __init__(
        self,
        file: RuleFile,
        entry: shape.RuleBookFile,
        organisations: Organisations | None,
    ) -> None:
        self.file, self.entry = file, entry
        self.named = organisations or Organisations()
        self.organisations = self.named.all

    def accept_id(self, expected: str) -> None:
        """Note a problem when the file's id is not its path."""
        if self.entry.id != expected:
            self.file.problem(
                ("id",),
                text(
                    "id is “{found}”, but the file is {expected}.",
                    found=self.entry.id,
                    expected=expected,
                ),
                text("Write “{expected}” or move the file.", expected=expected),
            )

    def book(
        self,
        *,
        cards: Mapping[str, Card],
        listed: Mapping[str, tuple[str, ...]],
        checks: tuple[Check, ...],
        digest: str,
    ) -> RuleBook | None:
        """Return the rule book, or None when one of its dates or requirements cannot be read."""
        file, entry = self.file, self.entry
        valid_from = file.attempt(("valid", "from"), grammar.day, entry.valid.from_)
        valid_to = file.attempt(("valid", "to"), grammar.day, entry.valid.to)
        if valid_from and valid_to and valid_from >= valid_to:
            file.problem(("valid", "to"), text("to is not after from."))
        reports: dict[str, ReportForm] = {}
        for id_, report in entry.reports.items():
            path = ("reports", id_, "period")
            period = file.attempt(path, Period.parse, report.period)
            if period is None:
                continue
            if valid_from and valid_to and not valid_from <= period.last_day < valid_to:
                file.problem(
                    path,
                    text("period {period} ends outside the time the rule book is valid.",
                         period=report.period),
                )  # fmt: skip
            title = titled(file, ("reports", id_), report, id_)
            reports[id_] = ReportForm(
                id_,
                title,
                period,
                forecast=report.colours == "forecast",
                asks_summary=report.summary is not None,
            )
        listed_goals = tuple(
            Goal(goal.id, titled(file, ("goals", n), goal, goal.id))
            for n, goal in enumerate(entry.goals)
        )
        goals = listed_goals or tuple(
            Goal(id_, titled(file, (), shape.TitledShape(), id_))
            for id_ in dict.fromkeys(r.goal for r in entry.requirements)
        )
        requirements = self._requirements(listed, cards, [g.id for g in goals], list(entry.reports))
        if valid_from is None or valid_to is None:
            return None
        return RuleBook(
            id=entry.id,
            title=localised(entry.title),
            valid_from=valid_from,
            valid_to=valid_to,
            goals=goals,
            reports=reports,
            requirements=requirements,
            organisations=self.organisations,
            kinds=self.named.kinds,
            cards=cards,
            checks=self._weighed(checks),
            digest=digest,
        )

    def _weighed(self, checks: tuple[Check, ...]) -> tuple[Check, ...]:
        """Return the checks with the severities of this rule book."""
        codes = list(dict.fromkeys(check.code for check in checks))
        for code in self.entry.severities:
            if code not in codes:
                self.file.problem(
                    ("severities", code),
                    text("there is no check “{code}”.", code=code),
                    one_of(codes, code),
                )
        own = {code: Severity(word) for code, word in self.entry.severities.items()}
        return tuple(replace(c, severity=own.get(c.code, c.severity)) for c in checks)

    def _requirements(
        self,
        listed: Mapping[str, tuple[str, ...]],
        cards: Mapping[str, Card],
        goals: Sequence[str],
        reports: Sequence[str],
    ) -> tuple[Requirement, ...]:
        taken: dict[str, int] = {}
        found = []
        for index, written in enumerate(self.entry.requirements):
            path = ("requirements", index)
            self.file.accept_new((*path, "id"), written.id, taken)
            self._accept_indicators(path, listed.get(written.id, ()), cards)
            self._accept_name((*path, "goal"), written.goal, goals)
            self._accept_name((*path, "reported_in"), written.reported_in, reports)
            found.append(
                Requirement(
                    id=written.id,
                    number=written.number,
                    title=titled(self.file, path, written, self._name(written, listed, cards)),
                    goal=written.goal,
                    applies_to=self._applies_to(path, written),
                    reported_in=written.reported_in,
                    separate_form=written.form == "separate",
                    cards=listed.get(written.id, ()),
                    choice=self._choice(path, written),
                    chosen_locations=self._hospitals(path, written),
                    answer_per=self._answer_per(path, written),
                    contents=self._contents(path, written, listed.get(written.id, ()), cards),
                    place=self.file.at(*path, "id"),
                )
            )
        return tuple(found)

    def _accept_indicators(
        self, path: tuple[int | str, ...], ids: Sequence[str], cards: Mapping[str, Card]
    ) -> None:
        """Note two cards of one requirement that judge the same indicator."""
        first: dict[str, Card] = {}
        for card in (cards[id_] for id_ in ids if id_ in cards):
            other = first.setdefault(card.indicator, card)
            if other is not card:
                self.file.problem(
                    (*path, "cards"),
                    text("“{one}” ({place}) and “{other}” ({other_place}) both judge {indicator}.",
                         one=other.id, place=str(other.place), other=card.id,
                         other_place=str(card.place), indicator=card.indicator),
                    text("Keep one of them, or make a requirement of each."),
                )  # fmt: skip

    def _name(
        self,
        written: shape.RequirementShape,
        listed: Mapping[str, tuple[str, ...]],
        cards: Mapping[str, Card],
    ) -> Localised | str:
        """Return what stands for a requirement's title: the title of its only card, else its id."""
        ids = listed.get(written.id, ())
        return cards[ids[0]].title if len(ids) == 1 and ids[0] in cards else written.id

    def _accept_name(self, path: tuple[int | str, ...], name: str, known: Sequence[str]) -> None:
        if name not in known:
            self.file.problem(
                path,
                text("{key} is “{found}”.", key=str(path[-1]), found=name),
                one_of(known, name),
            )

    def _applies_to(
        self, path: tuple[int | str, ...], written: shape.RequirementShape
    ) -> tuple[str, ...] | None:
        if isinstance(written.applies_to, str):
            return None
        known = [k for o in self.organisations for k in (*o.kinds, o.id)]
        for n, name in enumerate(written.applies_to):
            if self.organisations and name not in known:
                self.file.problem(
                    (*path, "applies_to", n),
                    text("there is no organisation or kind “{name}”.", name=name),
                    one_of(dict.fromkeys(known), name),
                )
        return tuple(written.applies_to)

    def _choice(
        self, path: tuple[int | str, ...], written: shape.RequirementShape
    ) -> Choice | None:
        if written.choose is None:
            return None
        choice = self.file.attempt((*path, "choose"), grammar.choice, written.choose)
        if choice is None:
            return None
        kinds = list(dict.fromkeys(p.kind for o in self.organisations for p in o.locations))
        if self.organisations and choice.location_kind not in kinds:
            self.file.problem(
                (*path, "choose"),
                text("there is no location of kind “{name}”.", name=choice.location_kind),
                one_of(kinds, choice.location_kind),
            )
        if not written.cards:
            self.file.problem(
                (*path, "choose"),
                text("choose: needs cards to choose from."),
                text("List them under cards:."),
            )
        return choice

    def _answer_per(
        self, path: tuple[int | str, ...], written: shape.RequirementShape
    ) -> str | None:
        kinds = list(dict.fromkeys(p.kind for o in self.organisations for p in o.locations))
        if written.answer_per is not None and self.organisations:
            self._accept_name((*path, "answer_per"), written.answer_per, kinds)
        return written.answer_per

    def _hospitals(
        self, path: tuple[int | str, ...], written: shape.RequirementShape
    ) -> tuple[str, ...] | None:
        if written.hospitals is None:
            return None
        known = [p.id for o in self.organisations for p in o.locations]
        for n, name in enumerate(written.hospitals):
            if self.organisations and name not in known:
                self.file.problem(
                    (*path, "hospitals", n),
                    text("there is no location “{name}”.", name=name),
                    one_of(known, name),
                )
        return tuple(written.hospitals)

    def _contents(
        self,
        path: tuple[int | str, ...],
        written: shape.RequirementShape,
        ids: Sequence[str],
        cards: Mapping[str, Card],
    ) -> tuple[Content, ...]:
        taken: dict[str, int] = {}
        found = []
        for n, content in enumerate(written.contents):
            at = (*path, "contents", n)
            self.file.accept_new((*at, "id"), content.id, taken)
            title = titled(self.file, at, content, content.id)
            bound = unit = None
            if content.when not in {None, _NOT_GREEN}:
                known = [cards[id_] for id_ in ids if id_ in cards]
                unit = known[0].unit if known else None
                if len(known) == len(ids):
                    bound = self._after((*at, "when"), content.when or "", known)
            found.append(Content(content.id, title, content.when == _NOT_GREEN, bound, unit))
        return tuple(found)

    def _after(
        self, path: tuple[int | str, ...], written: str, cards: Sequence[Card]
    ) -> Bound | None:
        """Return the value after which a content is asked for."""
        units = {card.unit for card in cards}
        unit = next(iter(units), None)
        if not written.startswith(("at least ", "at most ", "above ", "below ")):
            self.file.problem(
                path,
                text("when: “{written}” is not accepted.", written=written),
                one_of([_NOT_GREEN, "above 10 %"], written),
            )
            return None
        if len(units) != 1 or unit is None:
            self.file.problem(
                path,
                text("when: a value is asked for, but the requirement has no cards of one unit."),
                text("Write “not green”, or list cards of one unit."),
            )
            return None
        return self.file.attempt(path, grammar.bound, written, unit)


_NOT_GREEN = "not green"
