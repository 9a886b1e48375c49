"""`compliance doctor`: what runs here, and whether it works."""

import locale
import platform
import sys
from datetime import date
from fractions import Fraction

from compliance import __version__
from compliance.cli.streams import write
from compliance.colour import Colour
from compliance.engine import EngineFault, available, engine_version, proven
from compliance.language import Language, text
from compliance.rulebook.loader import RuleFolder, shipped_rules
from compliance.thresholds import Bound, DueQuestion, NumberQuestion, bands_of


def run_doctor(language: Language) -> int:
    """Print what runs here and return 0 when everything works, else 2."""
    say, code = language.say, 0

    def line(name: object, value: object) -> None:
        write(f"{say(name):<12}{say(value)}")

    line("compliance", __version__)
    line("Python", f"{platform.python_version()}, {platform.system()} {platform.machine()}")
    version = engine_version()
    if version is None:
        line(
            text("engine"),
            text("none: durable_rules is not installed, so the exact evaluator runs alone"),
        )
    else:
        line(text("engine"), f"durable_rules {version}")
        fault = _self_test()
        line(
            text("self-test"), text("passed") if fault is None else text("FAILED: {why}", why=fault)
        )
        code = 0 if fault is None else 2
    encoding = sys.stdout.encoding or "ascii"
    line(text("language"), f"{language.code} ({locale.setlocale(locale.LC_CTYPE)}, {encoding})")
    books = RuleFolder().books()
    line(text("rules"), ", ".join(books) if books else text("none found"))
    if not shipped_rules().is_dir():
        code = 2
    return code


def _self_test() -> str | None:
    """Return why the engine must not be trusted here, or None."""
    if not available():
        return "not available"
    bands = bands_of(Bound("at least", Fraction(5)), Bound("at least", Fraction(4)))
    values = {"4.99": Colour.YELLOW, "5": Colour.GREEN, "3.9999999999": Colour.RED}
    questions = [
        (name, NumberQuestion(bands=bands, low=Fraction(name), high=Fraction(name)))
        for name in values
    ]
    day = date(2025, 6, 30)
    due = DueQuestion(due=day, as_of=day, delivered=day)
    try:
        with proven() as engine:
            concluded = engine.conclude_colours([*questions, ("due", due)])
    except EngineFault as fault:
        return fault.detail
    wanted = [*(c.value for c in values.values()), Colour.GREEN.value]
    found = [d.conclusion for d in concluded]
    return None if found == wanted else f"{found} instead of {wanted}"
