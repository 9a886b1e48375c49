"""YAML as text and JSON with exact numbers: what is read, and what is refused with which words."""

import pytest

from compliance.document import (
    MAX_BYTES,
    Scalar,
    decode,
    place_of,
    plain,
    read_bytes,
    read_json,
    read_yaml,
)
from compliance.errors import InputRefused
from compliance.language import Language

EN = Language("en")
YAML = (
    "the line breaks the rules of YAML: {why}. "
    "Check indentation (spaces, no tabs) and colons; put text with a colon or “#” in a block after “|”."
)
TAGS = "tags (!) are not read. Remove it, or put the text in quotes."
ANCHORS = "anchors (&) and aliases (*) are not read. Write the text out, or put it in quotes."
FLOW = "lists in [ ] and mappings in { } are not read. Write one entry a line."
CHARACTER = "there is a character here that text files do not have. Remove it."


def refusal(reader, *given):
    """The one message of a refusal."""
    with pytest.raises(InputRefused) as caught:
        reader(*given)
    (problem,) = caught.value.problems
    return problem.words(EN)


@pytest.mark.parametrize(
    "written",
    [
        "no", "yes", "on", "off", "true", "null", "~", "010", "0x1F", "1_000", "12:30", "5,0", "5.0", "1e3",
        ".inf", ".nan", "2025-01-01", "2025-01-01 10:00:00", "=", "<<", "-", "+1", "7,5 %", "< 10",
    ],
)  # fmt: skip
def test_every_scalar_stays_text(written):
    quoted = f'"{written}"' if written == "-" else written

    assert {"a": written} == plain(read_yaml(f"a: {quoted}\n", "f.yaml"))


def test_keys_stay_text_too():
    assert {"2025": "1", "no": "2", "12:30": "3"} == plain(
        read_yaml("2025: 1\nno: 2\n12:30: 3\n", "f.yaml")
    )


def test_what_yaml_offers_that_is_read():
    written = "---\n# note\na:\n  - x\n  - y: '1'\nb: |\n  one\n  two\nc: \"d e\"\nempty:\n...\n"

    assert {"a": ["x", {"y": "1"}], "b": "one\ntwo\n", "c": "d e", "empty": ""} == plain(
        read_yaml(written, "f.yaml")
    )


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
def test_line_ends_of_other_systems(ends):
    assert {"a": "1", "b": "2"} == plain(read_yaml(f"a: 1{ends}b: 2{ends}", "f.yaml"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3: “a” stands twice: here and in line 1. Keep one of them."),
        ("a: 1\n'a': 2\n", "f.yaml:2: “a” stands twice: here and in line 1. Keep one of them."),
        ("x:\n  a: 1\n  a: 1\n", "f.yaml:3: “a” stands twice: here and in line 2. Keep one of them."),
        ("a: !!int 3\n", f"f.yaml:1: {TAGS}"),
        ("b: 1\na: !!python/object:os.system x\n", f"f.yaml:2: {TAGS}"),
        ("!m\na: 1\n", f"f.yaml:1: {TAGS}"),
        ("a: &x 1\n", f"f.yaml:1: {ANCHORS}"),
        ("a: 1\nb: *a\n", f"f.yaml:2: {ANCHORS}"),
        ("a: {b: 1}\n", f"f.yaml:1: {FLOW}"),
        ("b: 1\na: [1, 2]\n", f"f.yaml:2: {FLOW}"),
        ("a: {}\n", f"f.yaml:1: {FLOW}"),
        ("? - a\n: b\n", "f.yaml:1: a key must be plain text."),
        ("a: 1\n---\nb: 2\n", "f.yaml:2: a second document begins here. One file holds one document."),
        ("", "f.yaml: the file is empty."),
        ("  \n\n", "f.yaml: the file is empty."),
        ("# only a comment\n", "f.yaml: the file is empty."),
        ("a: 1\nb: \x00\n", f"f.yaml:2: {CHARACTER}"),
        ("å: 1\næøå: \x1b[31m\n", f"f.yaml:2: {CHARACTER}"),
        ("a: |\n  x\n  \x07\n", f"f.yaml:3: {CHARACTER}"),
        ("a:\n\tb: 1\n",
         "f.yaml:2: " + YAML.format(why="found character that cannot start any token")),
        ("a: b: c\n",
         "f.yaml:1: " + YAML.format(why="mapping values are not allowed in this context")),
        ("a: 'x\n", "f.yaml:2: " + YAML.format(why="found unexpected end of stream")),
        ("a: %x\n", "f.yaml:1: " + YAML.format(why="found character that cannot start any token")),
        ("- " * 5000 + "x", "f.yaml:1: this is nested deeper than 12 levels."),
        (
            "\n".join("  " * n + f"k{n}:" for n in range(13)) + " x",
            "f.yaml:13: this is nested deeper than 12 levels.",
        ),
    ],
)  # fmt: skip
def test_yaml_is_refused_with_line_and_remedy(content, message):
    assert message == refusal(read_yaml, content, "f.yaml")


def test_twelve_levels_are_read():
    content = "\n".join("  " * n + f"k{n}:" for n in range(12)) + " x"

    assert "x" in str(plain(read_yaml(content, "f.yaml")))


def test_a_byte_order_mark_is_no_harm():
    content = b"\xef\xbb\xbfa: 1\n"

    assert {"a": "1"} == plain(read_yaml(decode(content, "f.yaml"), "f.yaml"))
    assert {"a": "1"} == plain(read_json(decode(b'\xef\xbb\xbf{"a": 1}', "f.json"), "f.json"))


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"a: \xe6\n", 1), (b"a: 1\nb: bl\xe5b\xe6r\n", 2), ("a: 1\n".encode("utf-16"), 1)],
)
def test_other_encodings_are_refused(content, line):
    assert (
        f"f.yaml:{line}: this is not UTF-8 text. Save the file with the encoding UTF-8."
        == refusal(decode, content, "f.yaml")
    )


def test_files_that_cannot_be_read(tmp_path):
    (tmp_path / "report.yaml").write_text("a: 1")
    large = tmp_path / "large.yaml"
    with large.open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    assert "x: there is no such file." == refusal(read_bytes, tmp_path / "nothing-like-it", "x")
    assert "x: there is no such file. Did you mean “report.yaml”?" == refusal(
        read_bytes, tmp_path / "raport.yaml", "x"
    )
    assert "x: this is a folder. Name a file." == refusal(read_bytes, tmp_path, "x")
    assert "x: the file is larger than 20,000,000 bytes." == refusal(read_bytes, large, "x")
    assert "x: there is no such file." == refusal(
        read_bytes, tmp_path / "no" / "such" / "folder", "x"
    )


def test_json_numbers_keep_their_digits():
    node = read_json('{"a": 1.50, "b": 0.1000000000000000055511151231257827, "c": "1.5"}', "f.json")

    assert {"a": "1.50", "b": "0.1000000000000000055511151231257827", "c": "1.5"} == plain(node)
    assert [True, True, False] == [part.is_number for part in node.entries.values()]


def test_json_words():
    assert {"a": "yes", "b": "no", "c": "", "d": ["1"]} == plain(
        read_json('{"a": true, "b": false, "c": null, "d": [1]}', "f.json")
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"a": 1, "a": 2}', "f.json, a: “a” stands twice. Keep one of them."),
        ('{"x": [{"a": 1, "a": 2}]}', "f.json, x.1.a: “a” stands twice. Keep one of them."),
        ('{"a": NaN}', "f.json: NaN is not a number."),
        ('{"a": -Infinity}', "f.json: -Infinity is not a number."),
        ("", "f.json:1: the line breaks the rules of JSON: Expecting value."),
        ('{\n"a": 01}', "f.json:2: the line breaks the rules of JSON: Expecting ',' delimiter."),
        ('{"a": 1} x', "f.json:1: the line breaks the rules of JSON: Extra data."),
        ('{"a": "x\x07"}', "f.json:1: the line breaks the rules of JSON: Invalid control character at."),
        ('{"a": "\\ud800"}', f"f.json, a: {CHARACTER}"),
        ('{"\\udfff": 1}', f"f.json: {CHARACTER}"),
        ("[" * 100_000, "f.json: this is nested deeper than 12 levels."),
        (
            '{"a":' * 13 + "1" + "}" * 13,
            f"f.json, {'.'.join('a' * 13)}: this is nested deeper than 12 levels.",
        ),
    ],
)  # fmt: skip
def test_json_is_refused_with_its_place(content, message):
    assert message == refusal(read_json, content, "f.json")


def test_a_whole_surrogate_pair_is_one_character():
    assert {"a": "😀"} == plain(read_json('{"a": "\\ud83d\\ude00"}', "f.json"))


def test_places_lead_to_values_and_keys():
    node = read_yaml("a:\n  b:\n    - x\n    - y\n  c: |\n    z\n", "f.yaml")

    assert "f.yaml:4" == str(place_of(node, ("a", "b", 1)))
    assert "f.yaml:2" == str(place_of(node, ("a", "b"), key=True))
    assert "f.yaml:5" == str(place_of(node, ("a", "c")))
    assert "f.yaml:1" == str(place_of(node, ()))
    assert "f.yaml:4" == str(place_of(node, ("a", "union-member", "b", 1)))
    assert isinstance(node.entries["a"].entries["c"], Scalar)


def test_json_places_are_paths():
    node = read_json('{"answers": {"sick-leave": {"declared": "red"}}}', "f.json")

    place = place_of(node, ("answers", "sick-leave", "declared"))
    assert "f.json, answers.sick-leave.declared" == str(place)
