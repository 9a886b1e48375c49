"""Identity numbers are found wherever they stand, are shown nowhere, and nothing else is taken for one.

The numbers are made up: their day is in the 1850s by the digits behind it, so that nobody living has them.
71125450002 is a D-number of 31 December 1854, by hand: 7·3+1·7+1·6+2·1+5·8+4·9+5·4 = 132 = 12·11, so the
first check digit is 0; 7·5+1·4+1·3+2·2+5·7+4·6+5·5 = 130 = 11·11+9, so the second one is 2.
"""

import json
from pathlib import Path

import pytest

from compliance.cli import main
from compliance.document import read_json, read_yaml
from compliance.errors import InputRefused, Place
from compliance.submission.private import MASK, is_identity_number, masked, without_identity_numbers
from compliance.submission.reader import read_submission
from written import CLEAN, HEAD, RULES, edited

SAMPLES = Path(__file__).parents[1] / "samples"

NUMBER = "71125450002"
NUMBERS = ["71125450002", "31125450019", "01015550089", "41015550072", "29025650024", "15035850039"]
TABLE = """\
organisation;TRI
report;half-year-report
period;2025-H1
rule_book;trial/2025
"""


@pytest.fixture
def run(capsys, monkeypatch):
    """Run in this process: exit code, and all that was written."""
    monkeypatch.setattr("compliance.assess.available", lambda: False)

    def run(*arguments):
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return stop.value.code, out, err

    return run


def places(path):
    """Where the numbers of a file stand."""
    return [str(place) for place in read_submission(path).identity_numbers]


def file_with(tmp_path, text, name="s.yaml"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


# What a number is


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_with_both_check_digits_is_one(number):
    assert is_identity_number(number)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("position", range(11))
def test_one_digit_off_is_none(number, position):
    other = str((int(number[position]) + 1) % 10)
    assert not is_identity_number(number[:position] + other + number[position + 1 :])


@pytest.mark.parametrize(
    ("number", "why"),
    [
        ("29025550003", "right check digits, but no year 55 has a 29 February"),
        ("00000000000", "right check digits, but no day"),
        ("32125400000", "no 32 December"),
        ("71135450002", "no month 13"),
        ("80125400000", "no day 40"),
        ("97076000056", "an organisation-like number: no day 97"),
    ],
)
def test_what_is_no_day_is_none(number, why):
    assert not is_identity_number(number), why


@pytest.mark.parametrize(
    "written",
    [
        "71125450002",
        "711254 50002",
        "711254\u00a050002",
        "711254\u202f50002",
        "711254-50002",
        "711254–50002",
        "711254 - 50002",
        "711254.50002",
        "71.12.54 50002",
        "71 12 54 50002",
        "711254 500 02",
        "711254\n  50002",
        "71125450002.0",
        "71125450002,00",
    ],
)
@pytest.mark.parametrize(
    "around", ["{}", "fnr.{}.", "pasient {}, innlagt", "({})", "a,{}", "12 {}"]
)
def test_a_number_is_found_as_people_write_it(written, around):
    text = around.format(written)

    shown = masked(text)

    assert MASK in shown
    assert "50002" not in shown
    assert "7112" not in shown
    assert text.count("\n") == shown.count("\n")


@pytest.mark.parametrize(
    "written",
    [
        "71125450003",  # one digit off
        "1234 56 78911",  # a bank account number
        "1234.56.78911",
        "15032500012",  # an account number that begins like a day: the first check digit is wrong
        "974 795 396",  # an organisation number has nine digits
        "+47 22 33 44 55",
        "0047 22334455",
        "22 33 44 55 / 66 77 88 99",
        "31.12.2024 50019",  # a date of eight digits
        "31.12.54 50018",  # a date and five digits without the check
        "2024-12-31 50019",
        "1711254500021",  # thirteen digits
        "7112545000200000000",
        "0,71125450002",  # decimals
        "71125450002,5",
        "1.71125450002",
        "71 125 450 002 kr",  # an amount
        "71.125.450.002",
        "711254 / 50002",
        "711254;50002",
        "71125 450002",  # divided at another place
        "saksnummer 2025/711254-1",
    ],
)
def test_other_digits_are_left_alone(written):
    assert written == masked(written)


def test_a_number_is_found_behind_digits_that_look_like_one():
    assert f"010203 123 {MASK}" == masked("010203 123 71 12 54 50002")


def test_several_numbers_are_all_taken_out_and_what_is_none_stays():
    written = f"{NUMBERS[0]} og {NUMBERS[1]}, men ikke 71125450003."
    assert f"{MASK} og {MASK}, men ikke 71125450003." == masked(written)


def test_the_second_check_digit_alone_is_not_enough():
    """As in many bank account numbers.

    1·5+5·4+3·2+2·7+5·6+1·2 = 77 = 7·11, so the last digit is right; 1·3+5·7+3·1+2·8+5·9 = 102 = 9·11+3, so the
    one before should be 8.
    """
    assert not is_identity_number("15032500010")


# Where they stand


def test_places_of_a_block_are_the_lines_of_the_file():
    node = read_yaml(f"text: |\n  En linje.\n  Så {NUMBER}.\n", "s.yaml")

    cleaned, found = without_identity_numbers(node)

    assert (Place("s.yaml", 3),) == found
    assert f"En linje.\nSå {MASK}.\n" == cleaned.entries["text"].text


def test_json_paths_do_not_hold_the_number():
    node = read_json(json.dumps({"answers": {NUMBER: {"text": [f"se {NUMBER}"]}}}), "s.json")

    cleaned, found = without_identity_numbers(node)

    assert [f"s.json, answers.{MASK}", f"s.json, answers.{MASK}.text.1"] == [str(p) for p in found]
    assert NUMBER not in repr(cleaned)


def test_a_json_number_is_a_number_too():
    node = read_json('{"values": {"2025": 71125450002, "2024": 7.1125450002e10}}', "s.json")

    cleaned, found = without_identity_numbers(node)

    assert ["s.json, values.2025", "s.json, values.2024"] == [str(p) for p in found]
    assert [MASK, MASK] == [item.text for item in cleaned.entries["values"].entries.values()]


def test_two_keys_that_look_alike_without_their_numbers_both_stay():
    node = read_yaml(f"{NUMBERS[0]}: a\n{NUMBERS[1]}: b\n", "s.yaml")

    cleaned, found = without_identity_numbers(node)

    assert ["a", "b"] == [item.text for item in cleaned.entries.values()]
    assert (Place("s.yaml", 1), Place("s.yaml", 2)) == found


PLACES = {
    "in a text": ("    text: Vi er i gang.", f"    text: Vi er i gang med {NUMBER}."),
    "in a source": (
        "    source: Register\n  positions",
        f"    source: Register {NUMBER}\n  positions",
    ),
    "in a reference": ("    text: Begge er på plass.", f"    see: journal {NUMBER}"),
    "in a value": ("      2025-H1: 60 %", f"      2025-H1: {NUMBER}"),
    "as a period": ("      2025-H1: 60 %", f"      2025-H1: 60 %\n      {NUMBER}: 60 %"),
    "as a colour": ("  plan:\n    declared: green", f"  plan:\n    declared: {NUMBER}"),
    "as a status": ("    status: delvis innfridd", f"    status: {NUMBER}"),
    "as a day": ("    delivered: 2025-06-01", f"    delivered: {NUMBER}"),
    "as a requirement": ("  chosen:", f"  {NUMBER}:\n    text: Hvem?\n  chosen:"),
    "as a place": (
        "      Nordby:",
        f"      {NUMBER}:\n        values:\n          2025-H1: 3\n      Nordby:",
    ),
    "in a content": ("      measures: Kveldsåpent.", f"      measures: Kveldsåpent for {NUMBER}."),
    "as a content": ("      measures: Kveldsåpent.", f"      measures: Ja.\n      {NUMBER}: Nei."),
    "in a summary": ("answers:", f"summary: Om {NUMBER}.\nanswers:"),
    "in a comment": ("answers:", f"# pasient {NUMBER}\nanswers:"),
    "in a row": ("answers:", f"sums:\n  - total: 2\n    rows:\n      {NUMBER}: 1\nanswers:"),
    "in a claim": (
        "answers:",
        f"claims:\n  - relation: count\n    says: 2\n    of:\n      - {NUMBER}\nanswers:",
    ),
    "in an attachment": ("answers:", f"attachments:\n  Vedlegg 1: {NUMBER}.pdf\nanswers:"),
    "in a deviation": (
        "answers:",
        f"deviations:\n  - code: no-source\n    reason: '{NUMBER}'\n    until: 2025-12-31\nanswers:",
    ),
}


@pytest.mark.parametrize("where", PLACES)
def test_a_number_is_an_error_at_its_line_and_stands_in_no_output(where, run, tmp_path):
    text = edited(CLEAN, PLACES[where])
    line = 1 + text[: text.index(NUMBER)].count("\n")
    path = file_with(tmp_path, text)

    code, out, err = run("check", path, "--rules", RULES, "--format", "json", "--lang", "en")

    found = [f for f in json.loads(out)["findings"] if f["code"] == "identity-number"]
    assert [("error", None, f"s.yaml:{line}")] == [
        (f["severity"], f["requirement"], f["place"]) for f in found
    ]
    assert 1 == code
    assert NUMBER not in out + err
    for language in ("nb", "en"):
        _, out, err = run("check", path, "--rules", RULES, "--lang", language)
        assert "identity-number" in out
        assert NUMBER not in out + err
    for name in ("share", "work", "plan", "identity-number"):
        _, out, err = run("explain", name, "--in", path, "--rules", RULES)
        assert NUMBER not in out + err


def test_the_words_of_the_finding(run, tmp_path):
    path = file_with(tmp_path, edited(CLEAN, PLACES["in a text"]))

    messages = []
    for language in ("en", "nb"):
        _, out, _ = run("check", path, "--rules", RULES, "--format", "json", "--lang", language)
        messages += [
            f["message"] for f in json.loads(out)["findings"] if f["code"] == "identity-number"
        ]

    assert [
        "A national identity number or D-number stands here. It is not shown.",
        "Her står et fødselsnummer eller D-nummer. Det er ikke gjengitt.",
    ] == messages


def test_a_number_in_a_block_is_told_once_at_its_own_line(tmp_path):
    block = (
        f"    text: |\n      Vi er i gang.\n      Pasient {NUMBER}\n      og {NUMBERS[1]} venter."
    )
    path = file_with(tmp_path, edited(CLEAN, ("    text: Vi er i gang.", block)))
    first = 1 + edited(CLEAN, ("    text: Vi er i gang.", block)).split(NUMBER)[0].count("\n")
    assert [f"s.yaml:{first}", f"s.yaml:{first + 1}"] == places(path)


def test_a_number_that_yaml_puts_together_is_found_at_its_text(tmp_path):
    folded = "    text: >\n      Pasient 711254\n      50002 venter."
    text = edited(CLEAN, ("    text: Vi er i gang.", folded))
    line = 1 + text.split("text: >")[0].count("\n")
    assert [f"s.yaml:{line}"] == places(file_with(tmp_path, text))


def test_a_number_in_a_table_is_found_at_its_row(tmp_path):
    rows = "requirement;period;value;text;content\nshare;2025-H1;60 %;;\n"
    table = TABLE + rows + f"work;;;Om {NUMBER};\n" + f"share;;;Ja {NUMBER};measures\n"
    assert ["s.csv:7", "s.csv:8"] == places(file_with(tmp_path, table, "s.csv"))


def test_columns_side_by_side_are_not_one_number(tmp_path):
    table = TABLE + "requirement,period,value,cases\nshare,2025-H1,711254,50002\n".replace(",", ";")
    assert [] == places(file_with(tmp_path, table, "s.csv"))


def test_a_number_in_the_name_of_the_file_is_told_and_not_shown(run, tmp_path):
    path = file_with(tmp_path, CLEAN, f"rapport-{NUMBER}.yaml")

    _, out, err = run("check", path, "--rules", RULES, "--format", "json")

    found = [f["place"] for f in json.loads(out)["findings"] if f["code"] == "identity-number"]
    assert [f"rapport-{MASK}.yaml"] == found
    assert NUMBER not in out + err


NOW, BEFORE = (SAMPLES / f"eksempel-hf-uten-feil-{name}.yaml" for name in ("2025", "forrige"))
EARLIER = {
    "a text": ("      Høsten var preget av sykdom", f"      {NUMBER}: Høsten var preget av sykdom"),
    "a value": ("      2024-T3: 7,2 %", f"      2024-T3: {NUMBER}"),
    "a period": ("      2024-T3: 7,2 %", f"      2024-T3: 7,2 %\n      {NUMBER}: 7,2 %"),
    "a source": ("    source: Operasjonsplanen", f"    source: Operasjonsplanen {NUMBER}"),
    "an unknown key": ("    source: Operasjonsplanen", f"    {NUMBER}: Operasjonsplanen"),
}


@pytest.mark.parametrize("where", EARLIER)
def test_a_number_of_an_earlier_report_is_shown_nowhere(where, run, tmp_path):
    old = file_with(tmp_path, edited(BEFORE.read_text(encoding="utf-8"), EARLIER[where]))

    for more in (("--format", "json"), ("--lang", "nb"), ("--public",)):
        code, out, err = run("check", NOW, "--previous", old, "--rules", SAMPLES / "rules", *more)
        assert (2 if where == "an unknown key" else 0) == code
        assert out + err
        assert NUMBER not in out + err


def test_a_text_that_is_copied_with_its_number_is_quoted_without_it(run, tmp_path):
    said = f"Høsten var preget av sykdom blant de ansatte, også av fravær hos {NUMBER}, og mange timer falt bort."
    old = edited(BEFORE.read_text(encoding="utf-8"),
                 ("Høsten var preget av sykdom blant de ansatte.", said))  # fmt: skip
    new = edited(
        NOW.read_text(encoding="utf-8"),
        (
            "Mange avlysninger skyldes at pasienten ikke var klar. Vi ringer nå alle i forkant.",
            said,
        ),
    )

    _, out, err = run(
        "check", file_with(tmp_path, new), "--previous", file_with(tmp_path, old, "old.yaml"),
        "--rules", SAMPLES / "rules", "--format", "json",
    )  # fmt: skip

    codes = {f["code"] for f in json.loads(out)["findings"]}
    assert {"identity-number", "explanation-copied"} <= codes
    assert NUMBER not in out + err


# Refused files


REFUSED = {
    "an unknown key": ("s.yaml", edited(CLEAN, ("answers:", f"{NUMBER}: ja\nanswers:"))),
    "a key that stands twice": ("s.yaml", HEAD + f"answers:\n  {NUMBER}: a\n  {NUMBER}: b\n"),
    "an unknown organisation": ("s.yaml", edited(CLEAN, ("TRI", NUMBER))),
    "an unknown report": ("s.yaml", edited(CLEAN, ("half-year-report", NUMBER))),
    "an unknown rule book": ("s.yaml", edited(CLEAN, ("trial/2025", f"trial/{NUMBER}"))),
    "a wrong day": ("s.yaml", edited(CLEAN, ("answers:", f"date: {NUMBER}\nanswers:"))),
    "a wrong period": ("s.yaml", edited(CLEAN, ("period: 2025-H1", f"period: {NUMBER}"))),
    "a wrong schema": ("s.yaml", edited(CLEAN, ("compliance/submission@1", NUMBER))),
    "a wrong total": (
        "s.yaml",
        edited(CLEAN, ("answers:", f"declared_totals:\n  green: {NUMBER} a\nanswers:")),
    ),
    "a wrong last day": (
        "s.yaml",
        edited(
            CLEAN,
            ("answers:",
             f"deviations:\n  - code: no-source\n    reason: a\n    until: {NUMBER}\nanswers:"),
        ),
    ),
    "an unknown relation": (
        "s.yaml",
        edited(CLEAN, ("answers:", f"claims:\n  - relation: {NUMBER}\n    says: 1\nanswers:")),
    ),
    "broken YAML": ("s.yaml", edited(CLEAN, ("answers:", f"a: b: {NUMBER}\nanswers:"))),
    "a tag": ("s.yaml", edited(CLEAN, ("answers:", f"a: !{NUMBER} b\nanswers:"))),
    "an alias": ("s.yaml", edited(CLEAN, ("answers:", f"a: *{NUMBER}\nanswers:"))),
    "a JSON key that stands twice": ("s.json", f'{{"{NUMBER}": 1, "{NUMBER}": 2}}'),
    "a JSON key within that stands twice": ("s.json", f'{{"a": {{"{NUMBER}": {{"2025": 1, "2025": 2}}}}}}'),
    "an unknown JSON key": ("s.json", f'{{"{NUMBER}": 1}}'),
    "broken JSON": ("s.json", f'{{"{NUMBER}" 1}}'),
    "an unknown column": ("s.csv", TABLE + f"requirement;{NUMBER}\nshare;1\n"),
    "an unknown head": ("s.csv", f"{NUMBER};a\n" + TABLE + "requirement;value\nshare;1\n"),
    "a value that stands twice": (
        "s.csv",
        TABLE + f"requirement;period;value\nshare;{NUMBER};1\nshare;{NUMBER};2\n",
    ),
    "an ending that is not read": (f"{NUMBER}.docx", "a"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_a_refused_file_is_refused_without_the_number(what, run, tmp_path):
    name, text = REFUSED[what]
    path = file_with(tmp_path, text, name)

    for arguments in (("check", path), ("explain", "share", "--in", path)):
        for language in ("nb", "en"):
            code, out, err = run(*arguments, "--rules", RULES, "--lang", language)
            assert 2 == code
            assert err
            assert NUMBER not in out + err


def test_a_file_that_is_not_there_is_named_without_the_number(run, tmp_path):
    file_with(tmp_path, CLEAN, f"{NUMBERS[1]}.yaml")

    code, out, err = run("check", tmp_path / f"{NUMBER}.yaml", "--rules", RULES)

    assert (2, "") == (code, out)
    assert NUMBER not in err
    assert NUMBERS[1] not in err


READ = {"an unknown organisation", "an unknown report", "an unknown rule book"}
"""Refused by what they name, not by the reader."""


@pytest.mark.parametrize("what", [what for what in REFUSED if what not in READ])
def test_the_library_does_not_tell_the_number_either(what, tmp_path):
    name, text = REFUSED[what]
    with pytest.raises(InputRefused) as refused:
        read_submission(file_with(tmp_path, text, name))
    assert NUMBER not in str(refused.value)
    assert NUMBER not in repr(refused.value.problems)


def test_a_report_without_numbers_has_no_such_finding(run, tmp_path):
    text = edited(
        CLEAN, ("Vi er i gang.", "Konto 1234.56.78911, telefon 22 33 44 55, sak 71125450003.")
    )

    _, out, _ = run("check", file_with(tmp_path, text), "--rules", RULES, "--format", "json")

    assert [] == [f for f in json.loads(out)["findings"] if f["code"] == "identity-number"]
