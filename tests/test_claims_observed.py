"""Claims and sums as they stand in a submission: what is found, where, and in which words. Reckoned by hand."""

import json
from textwrap import indent

import pytest

from compliance.assess import assess
from compliance.document import read_json, read_yaml
from compliance.engine import available, exact_only, proven
from compliance.language import Language
from compliance.report.json_report import report_as_data
from compliance.submission.reader import submission_of
from written import CLEAN, EN, trial_book

NB = Language("nb")
CODES = {"sum-differs", "claim-false", "claim-undecidable", "claim-unreadable", "text-arithmetic"}


def reported(node, language=EN, engine=exact_only):
    sent = submission_of(node, file="s", digest="0")
    with engine() as evaluator:
        data = report_as_data(assess(trial_book(), sent, evaluator), language)
    return [f for f in data["findings"] if f["code"] in CODES]


def stated(relation, says, of, **more):
    """The clean report with one claim, its figures separated by `;`."""
    fields = {"relation": relation, "says": f"'{says}'"} | {k: f"'{v}'" for k, v in more.items()}
    lines = [f"{key}: {value}" for key, value in fields.items()]
    lines += ["of:", *(f"  - '{one.strip()}'" for one in of.split(";") if one.strip())]
    return CLEAN + "claims:\n" + "  - " + indent("\n".join(lines), "    ")[4:] + "\n"


def summed(total, **rows):
    listed = "".join(f"      {name}: '{value}'\n" for name, value in rows.items())
    return CLEAN + f"sums:\n  - total: '{total}'\n    rows:\n{listed}"


def found(text, **options):
    """Code and severity of each finding."""
    return [(f["code"], f["severity"]) for f in reported(read_yaml(text, "s.yaml"), **options)]


def line_of(text, part):
    assert 1 == text.count(part)
    return f"s.yaml:{1 + text[: text.index(part)].count(chr(10))}"


FALSE, UNDECIDABLE, UNREADABLE = (
    [("claim-false", "error")], [("claim-undecidable", "note")], [("claim-unreadable", "error")],
)  # fmt: skip


# Every relation, as it should be, and one step beside it


@pytest.mark.parametrize(
    ("relation", "says", "of", "wrong"),
    [
        ("share", "48 %", "16; 33", "51 %"),  # 16/33 is 48.48 %
        ("share", "48,5 %", "16; 33", "48,6 %"),
        ("share", "100 %", "33; 33", "99 %"),
        ("share", "0 %", "0; 33", "1 %"),
        ("difference", "2 600", "129 172; 131 772", "2 500"),
        ("difference", "-9", "232; 223", "9,5"),
        ("difference", "0,4 prosentpoeng", "9,7 %; 10,1 %", "0,6 prosentpoeng"),  # 0.3 to 0.5
        ("percent-change", "63,28 %", "128; 209", "63,29 %"),  # 81/128 is 63.28125 %
        ("percent-change", "-20 %", "262; 209", "-19 %"),  # -53/262 is -20.23 %
        ("percent-change", "20 %", "262; 209", "21 %"),  # a size without a sign
        ("percent-change", "om lag 4 %", "10,1 %; 9,7 %", "om lag 9 %"),
        ("rate", "6,1 per 100 000", "29; 475 000", "6,2 per 100 000"),  # 6.105
        ("complement", "84 %", "16 %", "82 %"),
        ("complement", "84,5 %", "15,5 %", "84,7 %"),
        ("complement", "17", "16; 33", "16"),
        ("count", "3", "Tromsø; Harstad; Narvik", "4"),
        ("count", "1", "Tromsø", "2"),
        ("count", "over 2", "Tromsø; Harstad; Narvik", "over 3"),
        ("direction", "redusert", "10,1 %; 9,7 %", "økt"),
        ("direction", "auka", "9,7 %; 10,1 %", "minka"),
        ("direction", "ikkje auka", "10,1 %; 9,7 %", "auka"),
        ("direction", "uendret", "232; 232", "redusert"),
        ("direction", "ned", "232; 223", "opp"),
        ("direction", "increased", "128; 209", "decreased"),
        ("difference", "over 2 500", "129 172; 131 772", "over 2 600"),
        ("difference", "minst 2 600", "129 172; 131 772", "minst 2 601"),
        ("difference", "høyst 2 600", "129 172; 131 772", "høyst 2 599"),
        ("difference", "1–2", "3; 4–5", "5–6"),
        (
            "difference",
            "111111111111111111111111111111",
            "111111111111111111111111111111; 222222222222222222222222222222",
            "111111111111111111111111111112",
        ),
    ],
)
def test_a_claim_that_follows_is_not_told_and_one_that_does_not_is_an_error(
    relation, says, of, wrong
):
    assert [] == found(stated(relation, says, of))
    assert FALSE == found(stated(relation, wrong, of))


@pytest.mark.parametrize(
    ("says", "direction", "expected"),
    [
        ("bedre", "lower is better", []), ("betre", "lower is better", []),
        ("verre", "lower is better", FALSE), ("bedre", "higher is better", FALSE),
        ("positiv utvikling", "lower is better", []), ("forverret", "higher is better", []),
    ],
)  # fmt: skip
def test_better_and_worse_depend_on_what_is_better(says, direction, expected):
    assert expected == found(stated("direction", says, "10,1 %; 9,7 %", direction=direction))


def test_better_without_saying_what_is_better_is_undecidable():
    assert UNDECIDABLE == found(stated("direction", "bedre", "10,1 %; 9,7 %"))


def test_a_rate_takes_its_number_from_per():
    assert [] == found(stated("rate", "6,1", "29; 475 000", per="100 000"))
    assert FALSE == found(stated("rate", "6,1", "29; 475 000", per="10 000"))
    assert UNDECIDABLE == found(stated("rate", "6,1", "29; 475 000"))


@pytest.mark.parametrize("relation", ["share", "percent-change", "rate"])
def test_nothing_is_divided_by_zero(relation):
    of = "0; 5" if relation == "percent-change" else "5; 0"
    assert UNDECIDABLE == found(stated(relation, "5 %" if relation != "rate" else "5 per 1000", of))


@pytest.mark.parametrize(
    ("relation", "of"),
    [
        ("share", "16"), ("share", "16; 33; 40"), ("difference", "16"), ("percent-change", "16"), ("rate", "16"),
        ("sum", "5"), ("complement", "1; 2; 3"), ("direction", "5 %"),
    ],
)  # fmt: skip
def test_too_few_or_too_many_figures_are_undecidable(relation, of):
    says = "økt" if relation == "direction" else "5 %"
    assert UNDECIDABLE == found(stated(relation, says, of))


@pytest.mark.parametrize(
    "relation",
    ["share", "difference", "percent-change", "rate", "sum", "complement", "count", "direction"],
)
def test_an_empty_list_is_undecidable(relation):
    says = "økt" if relation == "direction" else "5"
    (finding,) = reported(as_json(claims=[{"relation": relation, "says": says, "of": []}]))
    assert ("claim-undecidable", "note") == (finding["code"], finding["severity"])


def test_a_bound_among_the_figures_is_one_end_only():
    assert UNDECIDABLE == found(stated("difference", "100", "over 400; 500"))


# Sums


@pytest.mark.parametrize(
    ("total", "rows", "expected"),
    [
        ("21", {"grønne": "8", "gule": "11", "røde": "2"}, []),
        ("12", {"grønne": "8", "gule": "11", "røde": "2"}, ["sum-differs"]),
        ("22", {"grønne": "8", "gule": "11", "røde": "2"}, ["sum-differs"]),
        ("5", {"alt": "5"}, ["claim-undecidable"]),  # one row is no sum
        (
            "3,0 mill. kr",
            {"a": "1,4 mill. kr", "b": "1,5 mill. kr"},
            [],
        ),  # 2.8 to 3.0 before rounding
        ("3,2 mill. kr", {"a": "1,4 mill. kr", "b": "1,5 mill. kr"}, ["sum-differs"]),
        ("25", {"a": "12", "b": "< 10"}, ["sum-differs"]),  # 12 to 21
        ("21", {"a": "12", "b": "< 10"}, []),
        ("12", {"a": "12", "b": "<10"}, []),
        ("11", {"a": "12", "b": "<10"}, ["sum-differs"]),
        ("22", {"a": "12", "b": "<10"}, ["sum-differs"]),
        ("25", {"a": "12", "b": "8", "c": "-"}, ["claim-undecidable"]),  # the dash may hide 5
        ("20", {"a": "12", "b": "8", "c": "–"}, []),
        ("10", {"a": "12", "b": "8", "c": "-"}, ["sum-differs"]),  # and no less than nothing
        ("-5", {"a": "-12", "b": "7"}, []),
        ("-9", {"a": "-12", "b": "5", "c": "-"}, ["claim-undecidable"]),  # the dash may hide -2
        ("om lag 20", {"a": "12", "b": "8"}, []),
        ("20–22", {"a": "12", "b": "8–10"}, []),
        ("0", {"a": "0", "b": "0"}, []),
        ("1", {"a": "0", "b": "0"}, ["sum-differs"]),
        ("19", {"a": "12", "b": "sju"}, []),
        ("20", {"a": "12", "b": "sju"}, ["sum-differs"]),
        ("19", {"a": "12 senger", "b": "7 senger"}, []),
        (
            "222222222222222222222222222223",
            {"a": "111111111111111111111111111111", "b": "111111111111111111111111111112"},
            [],
        ),
        (
            "222222222222222222222222222222",
            {"a": "111111111111111111111111111111", "b": "111111111111111111111111111112"},
            ["sum-differs"],
        ),
    ],
)
def test_a_total_is_held_against_its_rows(total, rows, expected):
    assert expected == [code for code, _ in found(summed(total, **rows))]


def test_a_sum_of_dashes_only_is_never_false():
    assert "sum-differs" not in [code for code, _ in found(summed("5", a="-", b="-"))]


def test_an_empty_table_is_undecidable():
    (finding,) = reported(as_json(sums=[{"total": "5", "rows": {}}]))
    assert "claim-undecidable" == finding["code"]


def test_a_claim_of_a_sum_is_a_sum():
    assert [] == found(stated("sum", "21", "8; 11; 2"))
    assert [("sum-differs", "error")] == found(stated("sum", "20", "8; 11; 2"))


# JSON


def as_json(**parts):
    plain = json.loads(json.dumps(_plain(read_yaml(CLEAN, "s.yaml"))))
    return read_json(json.dumps(plain | parts), "s.json")


def _plain(node):
    entries = getattr(node, "entries", None)
    return node.text if entries is None else {key: _plain(item) for key, item in entries.items()}


def test_json_numbers_are_exact_and_a_point_is_a_decimal_point():
    good = {"relation": "percent-change", "says": 63.28, "of": [128, 209]}
    scaled = {"relation": "difference", "says": 0.572, "of": [1, 1.572]}
    assert [] == reported(as_json(claims=[scaled]))
    assert [] == reported(as_json(claims=[good | {"says": "63.28 %"}]))
    (finding,) = reported(as_json(claims=[scaled | {"says": 0.574}]))
    assert ("claim-false", "s.json, claims.1.says") == (finding["code"], finding["place"])


def test_the_same_text_can_be_read_in_two_ways_outside_json():
    assert UNREADABLE == found(stated("difference", "0,572", "1; 1.572"))
    (finding,) = reported(
        as_json(claims=[{"relation": "difference", "says": "572", "of": ["1", "1.572"]}])
    )
    assert ("claim-unreadable", "s.json, claims.1.of.2") == (finding["code"], finding["place"])


def test_a_json_sum():
    rows = {"a": 1.5, "b": 2.25}
    assert [] == reported(as_json(sums=[{"total": 3.75, "rows": rows}]))
    assert ["sum-differs"] == [
        f["code"] for f in reported(as_json(sums=[{"total": 3.9, "rows": rows}]))
    ]


# What cannot be read


@pytest.mark.parametrize(
    ("text", "part", "message", "accepted"),
    [
        (
            stated("difference", "mange", "1; 2"), "says: 'mange'",
            "“mange” is not a number.",
            "Write a number, with a unit or without: 63,28 %, 1 572, 65 mill. kr, 3–4.",
        ),
        (
            stated("difference", "1", "1; 2 %%"), "- '2 %%'",
            "“2 %%” is not a number.",
            "Write a number, with a unit or without: 63,28 %, 1 572, 65 mill. kr, 3–4.",
        ),
        (
            stated("difference", "1", "1; 1.572"), "- '1.572'",
            "“1.572” can be read in two ways.",
            "Write 1 572 or 1,572.",
        ),
        (
            stated("rate", "6,1", "29; 475 000", per="0"), "per: '0'",
            "“0” is not a whole number.",
            "Write digits, such as 100 000.",
        ),
        (
            stated("rate", "6,1", "29; 475 000", per="1,5"), "per: '1,5'",
            "“1,5” is not a whole number.",
            "Write digits, such as 100 000.",
        ),
        (
            stated("direction", "redusart", "1; 2"), "says: 'redusart'",
            "“redusart” is not a direction.",
            "Did you mean “redusert”?",
        ),
        (
            stated("direction", "på veg", "1; 2"), "says: 'på veg'",
            "“på veg” is not a direction.",
            "Accepted: økt, redusert, uendret, bedre, verre, ikke økende.",
        ),
        (
            summed("21", a="8", b="om lag mange"), "b: 'om lag mange'",
            "“om lag mange” is not a number.",
            "Write a number, with a unit or without: 63,28 %, 1 572, 65 mill. kr, 3–4.",
        ),
        (
            summed("12/33", a="8"), "total: '12/33'",
            "“12/33” is not a number.",
            "Write a number, with a unit or without: 63,28 %, 1 572, 65 mill. kr, 3–4.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_what_is_accepted_at_its_own_line(text, part, message, accepted):
    (finding,) = reported(read_yaml(text, "s.yaml"))

    assert ("claim-unreadable", "error", line_of(text, part)) == (
        finding["code"], finding["severity"], finding["place"],
    )  # fmt: skip
    assert message in finding["message"]
    assert accepted == finding["accepted"]


@pytest.mark.parametrize("word", ["ti", "12 senger", "Tromsø", "1.572", "-"])
def test_what_is_counted_need_not_be_numbers(word):
    assert [] == found(stated("count", "2", f"{word}; Harstad"))


# Words and places


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (EN, "Stated is 63,82 % (table 3), but the figures give (209 − 128) / 128 = 63.28 %."),
        (NB, "Oppgitt er 63,82 % (table 3), men tallene gir (209 − 128) / 128 = 63,28 %."),
    ],
)
def test_the_words_of_a_false_claim(language, message):
    text = stated("percent-change", "63,82 %", "128; 209", place="table 3")
    (finding,) = reported(read_yaml(text, "s.yaml"), language)
    said = finding["message"].replace("\u00a0", " ")
    assert (
        message.replace("(table 3)", "({})").format(
            "where: table 3" if "where:" in said else "table 3"
        )
        == said
    )


@pytest.mark.parametrize(
    ("language", "message"),
    [
        (EN, "The stated total is 12, but the figures give 8 + 11 + 2 = 21."),
        (NB, "Oppgitt sum er 12, men tallene gir 8 + 11 + 2 = 21."),
    ],
)
def test_the_words_of_a_false_total(language, message):
    (finding,) = reported(read_yaml(stated("sum", "12", "8; 11; 2"), "s.yaml"), language)
    assert message == finding["message"].replace("\u00a0", " ")


def test_a_finding_stands_at_what_is_stated_and_names_its_requirement():
    text = stated("difference", "5", "1; 2", requirement="share")
    (finding,) = reported(read_yaml(text, "s.yaml"))
    assert ("share", line_of(text, "says: '5'")) == (finding["requirement"], finding["place"])


def test_several_claims_are_each_told_at_their_own_line():
    text = (
        stated("difference", "5", "1; 2") + stated("difference", "6", "1; 2").split("claims:\n")[1]
    )
    assert [line_of(text, "says: '5'"), line_of(text, "says: '6'")] == [
        f["place"] for f in reported(read_yaml(text, "s.yaml"))
    ]


@pytest.mark.skipif(not available(), reason="needs the rules engine")
@pytest.mark.parametrize(
    "text",
    [
        stated("share", "51 %", "16; 33"),
        stated("share", "48 %", "16; 33"),
        stated("rate", "5 per 1000", "5; 0"),
        stated("difference", "mange", "1; 2"),
        summed("12", a="8", b="11"),
    ],
)
def test_both_evaluators_find_the_same(text):
    assert found(text) == found(text, engine=proven)
