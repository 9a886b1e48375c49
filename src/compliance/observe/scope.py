"""Words that narrow what a figure is of: two figures with different ones may both be right."""

import re
from collections.abc import Iterable, Mapping, Sequence

from compliance.rulebook.model import Organisation
from compliance.submission.model import Entry

SCOPES: Mapping[str, str] = {
    "somatikk": r"somati\w*",
    "psykisk helsevern": r"psykisk\w*|psykiatri\w*|phv\b|phbu\b|phbv\b|vop\b|bupa?\b",
    "rusbehandling": r"rus\b|tsb\b|rus(?:behandling|pasient|avhengig|vern)\w*|avhengighei?t\w*",
    "voksne": r"voksn\w*|vaksn\w*|vop\b",
    "barn": r"barn\w*|ungdom\w*|bupa?\b",
    "døgn": r"døgn(?:pasient|behandling|avdeling|opphold|opphald|enhet|eining|post|plass)\w*|innlag[td]\w*",
    "dag": r"dag(?:behandling|kirurgi|pasient|opphold|opphald)\w*",
    "poliklinikk": r"poliklini\w*",
    "øyeblikkelig hjelp": r"øyeblikkelig\b|augeblikkeleg\b|ø-hjelp\w*|akuttinnlegg\w*",
    "elektiv": r"elektiv\w*",
    "uten noe": r"uten\b(?! at\b)|utan\b(?! at\b)|unntatt\b|unnatatt\b|unnateke\b|ekskl\w*|eks\. |korrigert\w*",
    "med noe": r"inkl\w*|medregnet\b|medrekna\b|iberegnet\b|iberekna\b",
    "bare noe": r"bare\b|kun\b|berre\b",
    "brutto": r"brutto\w*",
    "netto": r"netto\w*",
    "egenmeldt": r"ei?genmeld\w*|korttid\w*",
    "legemeldt": r"legemeld\w*|langtid\w*",
    "leger": r"lege\b|leger\b|legar\b|legane\b|legene\b|(?:over|turnus|hjelpe)leg\w*",
    "sykepleiere": r"\w*s(?:y|ju)keplei\w*",
    "fakturerbare": r"faktur\w*",
    "private": r"privat\w*|avtalespesialist\w*",
    "menn": r"menn\b|mannlig\w*|mannleg\w*",
    "kvinner": r"kvinn\w*",
    "en enhet": r"\w*klinikk\w*|\w*avdeling\w*|\w*seksjon\w*|sengepost\w*",
}
"""What a word narrows a figure to, and how the word is written in bokmål and nynorsk."""

_PATTERNS = {name: re.compile(rf"\b(?:{words})", re.IGNORECASE) for name, words in SCOPES.items()}
_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])|\n\s*\n")
_OF_FIGURES = re.compile(r"\d|\b(?:tall|tala|talla|gjeld|omfatt|data)\w*", re.IGNORECASE)


def narrower(
    one: Sequence[Entry],
    other: Sequence[Entry],
    organisation: Organisation,
    location: str | None,
) -> str | None:
    """Return a word about one figure that narrows what it is of, where the other has none like it; or None.

    Args:
        one, other: The entries whose words hold for each of the two figures.
        location: The place that both figures are of, whose name narrows nothing.
    """
    places = [p for p in organisation.locations if p.id != location]
    names = {p.id: (p.id, *p.also) for p in places}
    found, others = _scopes(one, names), _scopes(other, names)
    differing = [word for scope, word in found.items() if scope not in others]
    differing += [word for scope, word in others.items() if scope not in found]
    return differing[0] if differing else None


def _scopes(entries: Sequence[Entry], names: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return the scopes that entries name, each with the word that names it."""
    of_figures = [s for e in entries for s in _END.split(e.text) if _OF_FIGURES.search(s)]
    written = "\n".join((*(f"{e.source}\n{e.see}" for e in entries), *of_figures))
    found = {}
    for scope, pattern in _PATTERNS.items():
        match = pattern.search(written)
        if match is not None:
            found[scope] = match[0]
    plain = written.casefold()
    for location, called in names.items():
        name = next((n for n in called if re.search(rf"\b{re.escape(n.casefold())}", plain)), None)
        if name is not None:
            found[location] = name
    return found
