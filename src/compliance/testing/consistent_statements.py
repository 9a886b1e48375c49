"""Claims and sums of a submission that are true."""

from fractions import Fraction
from typing import Any

from hypothesis.strategies import DrawFn

from compliance.language import exact_text
from compliance.testing.choices import index, pick, write_number
from compliance.testing.consistent_texts import rounded

_RELATIONS = (
    "sum", "share", "difference", "percent-change", "rate", "complement", "count", "direction",
)  # fmt: skip
_PER = 100_000


def draw_claims(draw: DrawFn) -> dict[str, Any]:
    """Return one to three true claims, under `claims`."""
    return {"claims": [_claim(draw, pick(draw, _RELATIONS)) for _ in range(1 + draw(index(3)))]}


def _claim(draw: DrawFn, relation: str) -> dict[str, Any]:
    one, other = Fraction(2 + draw(index(1_998))), Fraction(2 + draw(index(1_998)))
    low, high = min(one, other), max(one, other)
    decimals = draw(index(3))
    claim: dict[str, Any] = {"relation": relation, "place": f"side {1 + draw(index(60))}"}
    match relation:
        case "sum":
            says, of = one + other, [one, other]
        case "difference":
            says, of = other - one, [one, other]
        case "complement":
            says, of = 100 - low % 100, [low % 100]
        case "count":
            says, of = Fraction(1 + draw(index(4))), [Fraction(3)]
            of *= int(says)
        case "share":
            says, of = rounded(low * 100 / high, decimals), [low, high]
        case "rate":
            says, of = rounded(low * _PER / (high * 50), decimals), [low, high * 50]
            claim["per"] = "100 000"
        case "direction":
            words = ("økt", "redusert", "uendret")
            claim["says"] = words[0 if other > one else 1 if other < one else 2]
            says, of = Fraction(0), [one, other]
        case _:
            says, of = rounded((other - one) * 100 / one, decimals), [one, other]
    sign = " %" if relation in {"share", "percent-change", "complement"} else ""
    claim.setdefault("says", exact_text(says).replace(".", ",") + sign)
    claim["of"] = [write_number(draw, n) + (" %" if relation == "complement" else "") for n in of]
    return claim


def draw_sums(draw: DrawFn) -> dict[str, Any]:
    """Return one or two tables with their true totals, under `sums`."""
    sums = []
    for number in range(1 + draw(index(2))):
        rows = [
            Fraction(draw(index(3_000)), pick(draw, (1, 1, 10))) for _ in range(2 + draw(index(6)))
        ]
        written = {f"Rad {n}": write_number(draw, row) for n, row in enumerate(rows, start=1)}
        total = write_number(draw, sum(rows, Fraction(0)))
        sums.append({"total": total, "rows": written, "place": f"tabell {number + 1}"})
    return {"sums": sums}
