"""Reads the patterns of check files, and refuses words that no fact has."""

import re
from collections.abc import Iterator, Mapping

from compliance.colour import Applicability, Severity
from compliance.errors import Unreadable, one_of
from compliance.language import Localised, text
from compliance.quantity import tidy
from compliance.rulebook import shape
from compliance.rulebook.checks import FACT_KINDS, Check, Pattern
from compliance.rulebook.source import RuleFile, missing_translation
from compliance.rulebook.target_shape import Texts


def read_checks(file: RuleFile, checks: shape.ChecksFile, seen: dict[str, int]) -> Iterator[Check]:
    """Yield the checks of one file; `seen` counts the entries of each code over all files."""
    for index, entry in enumerate(checks.checks):
        path = ("checks", index)
        seen[entry.code] = seen.get(entry.code, 0) + 1
        when = [file.attempt((*path, "when", n), _pattern, p) for n, p in enumerate(entry.when)]
        unless = [
            file.attempt((*path, "unless", n), _pattern, p) for n, p in enumerate(entry.unless)
        ]
        if None in when or None in unless:
            continue
        check = Check(
            id=f"{entry.code}#{seen[entry.code]}",
            code=entry.code,
            severity=Severity(entry.severity),
            when=tuple(p for p in when if p is not None),
            unless=tuple(p for p in unless if p is not None),
            say=localised(entry.say),
            accept=None if entry.accept is None else localised(entry.accept),
            do=localised(entry.do),
            applicability=Applicability(entry.applicability),
            is_acceptable=entry.acceptable == "yes",
            place=file.at(*path),
        )
        file.attempt(path, _accept, check)
        yield check


def localised(texts: Texts | str) -> Localised:
    """Return a text of a rule file, without the line ends of block scalars; one text serves all languages."""
    if isinstance(texts, str):
        return Localised(tidy(texts), tidy(texts))
    nn = None if texts.nn is None else tidy(texts.nn)
    return Localised(tidy(texts.nb), tidy(texts.en), nn)


def titled(
    file: RuleFile,
    path: tuple[int | str, ...],
    entry: shape.TitledShape,
    otherwise: Localised | str,
) -> Localised:
    """Return the title of an entry, or what stands for one; a title in one language is noted."""
    if entry.title is not None:
        return localised(entry.title)
    if entry.nb is not None and entry.en is not None:
        nn = None if entry.nn is None else tidy(entry.nn)
        return Localised(tidy(entry.nb), tidy(entry.en), nn)
    if entry.nb is not None or entry.en is not None:
        missing, there = ("en", "nb") if entry.en is None else ("nb", "en")
        file.problem(path, *missing_translation(missing, there, file.at(*path, there)))
    if isinstance(otherwise, Localised):
        return otherwise
    name = otherwise.replace("-", " ")
    name = name[:1].upper() + name[1:]
    return Localised(name, name)


def _pattern(entry: Mapping[str, Mapping[str, str | list[str]]]) -> Pattern:
    if len(entry) != 1:
        raise Unreadable(
            text("a pattern names {n} kinds of fact.", n=len(entry)),
            text("Write one kind under each “-”."),
        )
    ((kind, fields),) = entry.items()
    if kind not in FACT_KINDS:
        raise Unreadable(text("“{kind}” is no kind of fact.", kind=kind), one_of(FACT_KINDS, kind))
    known = FACT_KINDS[kind].fields
    constants, variables = [], []
    for name, wanted in fields.items():
        if name not in known:
            raise Unreadable(
                text("“{kind}” has no field “{name}”.", kind=kind, name=name), one_of(known, name)
            )
        if isinstance(wanted, str) and wanted.startswith("$"):
            if not wanted[1:].isidentifier():
                raise Unreadable(
                    text("“{written}” is not a variable.", written=wanted),
                    text("Write “$” and a name, such as “$requirement”."),
                )
            variables.append((name, wanted[1:]))
            continue
        words = (wanted,) if isinstance(wanted, str) else tuple(wanted)
        closed = known[name]
        for word in words:
            if closed is not None and word not in closed:
                raise Unreadable(
                    text("“{name}” is never “{word}”.", name=name, word=word), one_of(closed, word)
                )
        constants.append((name, words))
    return Pattern(kind, tuple(constants), tuple(variables))


def _accept(check: Check) -> None:
    """Refuse a check whose `unless` or texts use what `when` does not bind."""
    bound = set(check.variables)
    for pattern in check.unless:
        for _, name in pattern.variables:
            if name not in bound:
                raise Unreadable(
                    text("`unless` uses “${name}”, which `when` does not bind.", name=name),
                    one_of(sorted(bound), name),
                )
    places = bound.union(*(FACT_KINDS[p.kind].details for p in check.when))
    for words in (check.say, check.accept, check.do):
        for said in () if words is None else (words.nb, words.en, words.nn or ""):
            for name in re.findall(r"\{(\w+)\}", said):
                if name not in places:
                    raise Unreadable(
                        text(
                            "a text uses “{name}”, which no matched fact has.",
                            name="{" + name + "}",
                        ),
                        one_of(sorted(places), name),
                    )
