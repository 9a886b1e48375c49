"""The translations are whole, agree with the sentences of the code, and are what a user gets to read."""

import io
import json
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

from compliance.assess import check_file
from compliance.language import Language
from compliance.report.console import print_reports
from compliance.report.json_report import report_as_data

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src/compliance"
FOLDER = SOURCE / "locale/nb/LC_MESSAGES"
KEYWORDS = {"text": None, "texts": (1, 2)}
"""As `make catalogues` gives them to pybabel."""
SAMPLES = {
    "unn-halvarsrapport-2025.yaml": None,
    "eksempel-hf-2025.yaml": ROOT / "samples/rules",
}


def of_the_code():
    """Every sentence of the code: a text, or a singular with its plural."""
    return {
        found[2] for found in extract_from_dir(SOURCE, [("**.py", "python")], keywords=KEYWORDS)
    }


def of_the_catalogue():
    with (FOLDER / "compliance.po").open("rb") as file:
        return read_po(file, locale="nb")


def strings(said):
    """The text or texts of a message id or its translation."""
    return (said,) if isinstance(said, str) else tuple(said)


def pairs():
    """Each translation beside the sentence that it stands for; of a plural the last form of both."""
    return [
        (strings(message.id)[-1 if number else 0], string)
        for message in of_the_catalogue()
        if message.id
        for number, string in enumerate(strings(message.string))
    ]


def told(catalogue):
    """The translations by their sentences."""
    return {strings(m.id): strings(m.string) for m in catalogue if m.id}


def places(said):
    return sorted(re.findall(r"\{\w+\}", said))


def test_sentences_are_found():
    """The extraction reads the code, or the tests below would pass on nothing."""
    found = of_the_code()

    assert "the file is empty." in found
    assert ("{n} problem.", "{n} problems.") in found


def test_the_catalogue_has_every_sentence_and_no_other():
    """`make catalogues` takes in what is new and drops what is gone."""
    inside = {message.id for message in of_the_catalogue() if message.id}

    assert set() == of_the_code() ^ inside
    assert dict(of_the_catalogue().obsolete) == {}


def test_a_sentence_has_a_plural_everywhere_or_nowhere():
    """gettext knows a sentence by its singular: said without a number it would always be the singular."""
    found = of_the_code()

    assert set() == {said for said in found if isinstance(said, tuple) and said[0] in found}


def test_every_sentence_is_translated():
    messages = [message for message in of_the_catalogue() if message.id]

    assert [m.id for m in messages if m.fuzzy or not all(strings(m.string))] == []


def test_the_places_of_a_sentence_stay():
    assert [(said, other) for said, other in pairs() if places(said) != places(other)] == []


def test_a_translation_begins_and_ends_as_its_sentence():
    """Pieces are put together: a lost blank or full stop would show."""

    def ends(said):
        return re.match(r"\s*", said)[0], re.search(r"([.:]?)\s*$", said)[0]

    assert [(said, other) for said, other in pairs() if ends(said) != ends(other)] == []


def test_quotation_marks_are_norwegian():
    assert [
        (said, other)
        for said, other in pairs()
        if re.search("[“”]", other)
        or len(re.findall("[“”]", said)) > len(re.findall("[«»]", other))
    ] == []


def test_the_header_names_nobody():
    assert "@" not in of_the_catalogue().last_translator
    assert "@" not in (FOLDER / "compliance.po").read_text(encoding="utf-8")


def test_what_is_compiled_is_what_is_written():
    """Otherwise: `make catalogues`."""
    compiled = io.BytesIO()
    write_mo(compiled, of_the_catalogue())
    compiled.seek(0)
    with (FOLDER / "compliance.mo").open("rb") as file:
        shipped = read_mo(file)

    assert told(read_mo(compiled)) == told(shipped)


def read_by_a_user(sample, code):
    """All that a user reads about a sample: the table, and the texts of the JSON report."""
    report = check_file(ROOT / "samples" / sample, rules=SAMPLES[sample])
    table = io.StringIO()
    print_reports([report], Language(code), table)
    data = report_as_data(report, Language(code))
    texts = [a[key] for a in data["assessments"] for key in ("explanation", "would_be_green")]
    texts += [f[key] for f in data["findings"] for key in ("message", "accepted", "remedy")]
    return table.getvalue() + json.dumps(texts, ensure_ascii=False)


def english_in(read):
    """The runs of two and more English words, between the places of a sentence, that are read."""
    pieces = {
        piece.strip(" .,:;()“”")
        for source, other in pairs()
        for piece in re.split(r"\{\w+\}", source)
        if source != other
    }
    return sorted(p for p in pieces if " " in p and re.search(rf"\b{re.escape(p)}\b", read))


@pytest.mark.parametrize("sample", SAMPLES)
def test_no_english_sentence_is_left_in_norwegian_reports(sample):
    read = read_by_a_user(sample, "nb")

    assert english_in(read) == []
    assert re.findall(".{0,20}[“”].{0,20}", read) == []


@pytest.mark.parametrize("sample", SAMPLES)
def test_english_sentences_are_seen_in_english_reports(sample):
    """The near miss of the test above."""
    read = read_by_a_user(sample, "en")

    assert {"The value is", "would make it green", "no value is given"} <= set(english_in(read))
