"""Contents that are asked for after a value, whatever its colour."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from compliance.language import Language
from compliance.quantity import Unit
from compliance.rulebook.loader import RuleFolder
from compliance.rulebook.model import Content, Localised
from compliance.thresholds import Bound
from one_card import asks, book, codes, told
from written import card

RULES = Path(__file__).parent / "data" / "rules"
SICK = card("""\
components:
  - id: north
    nb: Nord
    en: North
measure:
  unit: percent
  decimals: 1
direction: lower is better
targets:
  - from: 2020-01-01
    kind: threshold
    green: at most 20 %
""")
CONSIDERED = Content(
    id="considered",
    title=Localised("vurdert", "considered"),
    when_not_green=False,
    when=Bound("above", Fraction(10)),
    unit=Unit.PERCENT,
)
ASKED = "  asked:\n    declared: green\n    source: R\n    text: t\n"


def found(values, content=CONSIDERED, made=SICK):
    rules = book(made, requirements=[asks(made, contents=(content,))])
    return codes(told(rules, ASKED + values))


def value(written):
    return f"    values:\n      2025-H1: {written}\n"


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("10 %", False),
        ("10.1 %", True),
        ("9.9 %", False),
        ("om lag 11 %", True),
        ("9–12 %", False),  # perhaps, so no
        ("11–12 %", True),
        ('"-"', False),
        ("i.a.", False),
    ],
)
def test_a_content_is_asked_for_above_a_value(written, asked):
    """All of these are green, or have no colour."""
    assert (["content-missing"] if asked else []) == found(value(written))


def test_it_is_not_asked_for_when_it_is_there():
    assert [] == found(value("11 %") + "    contents:\n      considered: Ja, i mars.\n")


def test_one_place_or_component_above_it_is_enough():
    north = "    by:\n      north:\n        values:\n          2025-H1: 11 %\n"
    nordby = "    by:\n      Nordby:\n        values:\n          2025-H1: 11 %\n"

    assert ["content-missing"] == found(value("5 %") + north)
    assert ["content-missing"] == found(value("5 %") + nordby)


def test_a_value_without_a_target_counts_too():
    """What it leads to does not hang on a colour."""
    silent = card("""\
measure:
  unit: percent
direction: lower is better
targets:
  - from: 2020-01-01
    kind: expected
""")

    assert ["content-missing"] == found(value("11 %"), made=silent)
    assert [] == found(value("10 %"), made=silent)


@pytest.mark.parametrize(
    ("relation", "asked"),
    [("at least", True), ("at most", True), ("above", False), ("below", False)],
)
def test_the_number_itself_belongs_to_the_stated_side(relation, asked):
    content = replace(CONSIDERED, when=Bound(relation, Fraction(10)))

    assert (["content-missing"] if asked else []) == found(value("10 %"), content)


def test_it_is_read_from_a_rule_book_and_said_in_words(tmp_path):
    """The trial authority, whose first requirement asks for measures after a value of its card."""
    for path in RULES.rglob("*.yaml"):
        copy = tmp_path / path.relative_to(RULES)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    file = tmp_path / "trial" / "2025.yaml"
    written = file.read_text(encoding="utf-8")
    changed = written.replace(
        "      - id: measures\n", "      - id: measures\n        when: below 50 %\n", 1
    )
    file.write_text(changed, encoding="utf-8")

    content = RuleFolder(tmp_path).book("trial/2025").requirement("share").contents[0]

    assert written != changed
    assert (Bound("below", Fraction(50)), Unit.PERCENT, False) == (
        content.when, content.unit, content.when_not_green,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "words"), [("en", "when it is above 10 %"), ("nb", "når den er over 10 %")]
)
def test_a_shipped_rule_says_so(code, words):
    from compliance.explain import requirement_lines

    shipped = RuleFolder().book("helse-midt-norge/2025")
    lines = requirement_lines(shipped.requirement("sick-leave"), shipped, None, ())

    assert any(f"({words})" in Language(code).say(line.thing) for line in lines)
