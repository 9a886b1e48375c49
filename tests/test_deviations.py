"""Findings that an organisation accepts with a reason: shown apart, not counted, and never hidden."""

import io
import json

import jsonschema
import pytest

from compliance.assess import assess
from compliance.cli import main
from compliance.engine import available, exact_only, proven
from compliance.language import Language
from compliance.report.console import print_reports
from compliance.report.json_report import report_as_data
from compliance.rulebook.loader import RuleFolder
from compliance.schemas import schema_text
from laid import BASE, SAMPLES
from written import CLEAN, EN, RULES, edited, found, report, submission, trial_book

UNDECLARED = edited(CLEAN, ("  work:\n    declared: yellow\n", "  work:\n"))
"""One finding: declared-missing, error, work."""
SOURCELESS = CLEAN.replace("    source: Register\n", "")
"""Four findings: no-source, note, of share, positions, both and chosen."""
TOO_BRIGHT = edited(
    CLEAN,
    ("          2025-H1: 10\n", "          2025-H1: 12\n        declared: green\n"),
    ("          2025-H1: 9\n", "          2025-H1: 11\n        declared: green\n"),
)
"""Four findings: declared-brighter, error, trial/beds at Nordby and Sørby, each of both and of chosen."""
REASON = "Vi venter på registeret."
HOLDING = {"reason": REASON, "until": "2025-12-31"}
DECLARED_MISSING = ("declared-missing", "error", "work")


def with_deviations(text, *deviations):
    """The submission with these deviations; each is a dictionary of what differs."""
    listed = []
    for given in deviations:
        filled = given | {k: v for k, v in HOLDING.items() if k not in given}
        lines = [f"{key}: {value}" for key, value in filled.items()]
        listed += [f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]
    return text + "deviations:\n" + "\n".join(listed) + "\n"


def deviating(text, *deviations, as_of=None):
    """The report on the submission with these deviations, as data."""
    return report(with_deviations(text, *deviations), as_of)


def split(made):
    """Code, severity and requirement of what is open, and the same of what is accepted."""
    both = {True: [], False: []}
    for f in made["findings"]:
        both[f["deviation"] is None].append((f["code"], f["severity"], f["requirement"]))
    return both[True], both[False]


def counts(made):
    """Errors, warnings, notes, accepted, verdict."""
    return [made["summary"][n] for n in ("errors", "warnings", "notes", "accepted", "verdict")]


# what it does


def test_an_accepted_finding_is_not_counted():
    deviation = {"code": "declared-missing", "requirement": "work"}
    before, after = report(UNDECLARED), deviating(UNDECLARED, deviation)

    assert [1, 0, 0, 0, "not-ready"] == counts(before)
    assert [0, 0, 0, 1, "ready"] == counts(after)
    assert ([DECLARED_MISSING], []) == split(before)
    assert ([], [DECLARED_MISSING]) == split(after)


def test_nothing_is_hidden():
    """The accepted finding says all that it says without the deviation; no assessment changes."""
    deviation = {"code": "declared-missing", "requirement": "work"}
    before, after = report(UNDECLARED), deviating(UNDECLARED, deviation)

    (was,), (is_,) = before["findings"], after["findings"]
    assert None is was.pop("deviation")
    line = 1 + len(UNDECLARED.splitlines()) + 1
    assert {"reason": REASON, "until": "2025-12-31", "place": f"s.yaml:{line}"} == is_.pop(
        "deviation"
    )
    assert was == is_
    assert before["assessments"] == after["assessments"]


def test_the_report_keeps_its_published_shape():
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("report")))
    made = deviating(UNDECLARED, {"code": "declared-missing"}, {"code": "no-source"})

    assert [] == list(validator.iter_errors(made))
    made["findings"][0]["deviation"].pop("reason")  # it can fail
    assert 1 == len(list(validator.iter_errors(made)))


def test_a_report_without_deviations_accepts_nothing():
    assert 0 == report(CLEAN)["summary"]["accepted"]


def test_one_deviation_may_accept_several_findings():
    open_, accepted = split(deviating(SOURCELESS, {"code": "no-source"}))

    assert [] == open_
    assert ["share", "positions", "both", "chosen"] == [r for _, _, r in accepted]


def test_other_findings_stay_open():
    text = UNDECLARED.replace("    source: Register\n", "", 1)
    open_, accepted = split(deviating(text, {"code": "no-source"}))

    assert ([DECLARED_MISSING], [("no-source", "note", "share")]) == (open_, accepted)


# which findings it means


ALL = [("both", "Nordby"), ("chosen", "Nordby"), ("both", "Sørby"), ("chosen", "Sørby")]


@pytest.mark.parametrize(
    ("named", "accepted"),
    [
        ({}, ALL),
        ({"card": "trial/beds"}, ALL),
        ({"requirement": "both"}, [("both", "Nordby"), ("both", "Sørby")]),
        ({"location": "Nordby"}, [("both", "Nordby"), ("chosen", "Nordby")]),
        (
            {"requirement": "chosen", "card": "trial/beds", "location": "Sørby"},
            [("chosen", "Sørby")],
        ),
        # one of the names is another one
        ({"requirement": "share"}, []),
        ({"requirement": "share", "location": "Nordby"}, []),
        ({"card": "trial/status"}, []),
        ({"location": "Klinikk Vest"}, []),
        ({"component": "north"}, []),
    ],
)
def test_it_means_the_findings_that_fit_all_that_it_names(named, accepted):
    made = deviating(TOO_BRIGHT, {"code": "declared-brighter"} | named)

    brighter = [f for f in made["findings"] if f["code"] == "declared-brighter"]
    assert sorted(ALL) == sorted((f["requirement"], f["location"]) for f in brighter)
    assert sorted(accepted) == sorted(
        (f["requirement"], f["location"]) for f in brighter if f["deviation"]
    )
    unused = [f for f in made["findings"] if f["code"] == "deviation-unused"]
    assert bool(accepted) != bool(unused)


@pytest.mark.parametrize(
    ("component", "is_accepted"), [("somatic-care", True), ("mental-health", False)]
)
def test_it_may_mean_one_component(component, is_accepted):
    clean = BASE.read_text(encoding="utf-8")
    text = edited(clean, ("          2025-T2: 78 %\n", "          2025-T2: 78 timer\n"))
    text = with_deviations(text, {"code": "value-unreadable", "component": component})
    with exact_only() as engine:
        book = RuleFolder(SAMPLES / "rules").book("eksempel/2025")
        made = report_as_data(assess(book, submission(text), engine), EN)

    (unreadable,) = (f for f in made["findings"] if f["code"] == "value-unreadable")
    assert "somatic-care" == unreadable["component"]
    assert is_accepted == (unreadable["deviation"] is not None)


def test_the_first_of_several_that_fit_is_shown_and_none_of_them_is_unused():
    made = deviating(
        TOO_BRIGHT,
        {"code": "declared-brighter", "reason": "Alle steder."},
        {"code": "declared-brighter", "location": "Sørby", "reason": "Ett sted."},
    )

    assert ["Alle steder."] * 4 == [
        f["deviation"]["reason"] for f in made["findings"] if f["deviation"]
    ]
    assert "deviation-unused" not in [f["code"] for f in made["findings"]]


# until when


@pytest.mark.parametrize(
    ("as_of", "open_", "accepted"),
    [
        ("2025-09-29", [], [DECLARED_MISSING]),
        ("2025-09-30", [], [DECLARED_MISSING]),  # through its last day
        ("2025-10-01", [DECLARED_MISSING, ("deviation-expired", "warning", None)], []),
    ],
)
def test_it_holds_through_its_last_day(as_of, open_, accepted):
    deviation = {"code": "declared-missing", "until": "2025-09-30"}

    assert (open_, accepted) == split(deviating(UNDECLARED, deviation, as_of=as_of))


def test_the_day_of_the_report_decides_not_the_day_it_is_read():
    """Without a date it is the last day of the period."""
    last = {"code": "declared-missing", "until": "2025-06-30"}
    before = {"code": "declared-missing", "until": "2025-06-29"}

    assert [0, 0, 0, 1, "ready"] == counts(deviating(UNDECLARED, last))
    assert [1, 1, 0, 0, "not-ready"] == counts(deviating(UNDECLARED, before))


def test_an_expired_one_is_replaced_by_another_that_holds():
    made = deviating(
        UNDECLARED,
        {"code": "declared-missing", "until": "2025-06-29"},
        {"code": "declared-missing", "until": "2025-06-30"},
    )

    assert ([("deviation-expired", "warning", None)], [DECLARED_MISSING]) == split(made)


# what is wrong with a deviation


def said(made, code):
    """Message, what is accepted and remedy of the one finding of a code."""
    (finding,) = (f for f in made["findings"] if f["code"] == code)
    return [finding[part] for part in ("message", "accepted", "remedy")]


def test_expired_words():
    made = deviating(UNDECLARED, {"code": "declared-missing", "until": "2025-06-29"})

    assert [
        'The accepted deviation for "declared-missing" held through 2025-06-29 and has expired.',
        "A deviation holds through its last day.",
        "Correct what it was about, or give it a new reason and date.",
    ] == said(made, "deviation-expired")


def test_a_deviation_for_nothing_is_a_note_at_its_place():
    made = deviating(CLEAN, {"code": "no-source", "requirement": "share"})

    assert [0, 0, 1, 0, "ready"] == counts(made)
    (finding,) = made["findings"]
    assert ("deviation-unused", "note", None) == (
        finding["code"], finding["severity"], finding["requirement"],
    )  # fmt: skip
    assert f"s.yaml:{1 + len(CLEAN.splitlines()) + 1}" == finding["place"]
    assert (
        'The accepted deviation for "no-source" is about no finding of this report.'
        == finding["message"]
    )


def test_what_nobody_may_accept_stays_an_error():
    """The D-number is made up: of the last day of a month, and its check digits are right."""
    text = edited(CLEAN, ("Vi er i gang.", "Saken gjelder 71125450002."))
    assert [("identity-number", "error", None)] == found(text)

    made = deviating(text, {"code": "identity-number"})

    assert [2, 0, 0, 0, "not-ready"] == counts(made)
    assert ["identity-number", "deviation-refused"] == [f["code"] for f in made["findings"]]
    assert [
        'The finding "identity-number" cannot be accepted as a deviation.',
        "It must be corrected.",
        "Remove the deviation, and correct the finding.",
    ] == said(made, "deviation-refused")


@pytest.mark.parametrize("code", ["deviation-refused", "deviation-expired", "deviation-unused"])
def test_what_is_found_about_deviations_cannot_be_accepted_either(code):
    made = deviating(CLEAN, {"code": code})

    assert [1, 0, 0, 0, "not-ready"] == counts(made)
    assert ["deviation-refused"] == [f["code"] for f in made["findings"]]


@pytest.mark.parametrize(
    ("code", "accepted"),
    [
        ("no-sorce", "Did you mean “no-source”?"),
        ("declared_missing", "Did you mean “declared-missing”?"),
        ("vacation", None),  # no near miss, and no list of fifty codes
    ],
)
def test_an_unknown_code_is_an_error_and_the_nearest_is_named(code, accepted):
    made = deviating(CLEAN, {"code": code})

    assert [1, 0, 0, 0, "not-ready"] == counts(made)
    assert [
        f'There is no check called "{code}", so the deviation is about nothing.',
        accepted,
        "Write the code as it stands in the report.",
    ] == said(made, "deviation-refused")


def test_each_deviation_is_looked_at_by_itself():
    """Two alike are two findings, at their own lines."""
    made = deviating(CLEAN, {"code": "no-source"}, {"code": "no-source"})
    first = 1 + len(CLEAN.splitlines()) + 1

    assert [
        ("deviation-unused", f"s.yaml:{first}"),
        ("deviation-unused", f"s.yaml:{first + 3}"),
    ] == [(f["code"], f["place"]) for f in made["findings"]]


# both evaluators


@pytest.mark.skipif(not available(), reason="durable_rules is not installed")
def test_the_engine_says_the_same():
    """What holds, is unused, has expired, may not be accepted and is not known."""
    text = with_deviations(
        UNDECLARED,
        {"code": "declared-missing"},
        {"code": "no-source"},
        {"code": "no-explanation", "until": "2025-01-31"},
        {"code": "identity-number"},
        {"code": "no-sorce"},
    )
    told = []
    for evaluator in (exact_only, proven):
        with evaluator() as engine:
            data = report_as_data(assess(trial_book(), submission(text), engine), EN)
            told.append((data["findings"], data["summary"]))

    assert told[0] == told[1]
    assert [
        "declared-missing", "deviation-unused", "deviation-expired", "deviation-refused", "deviation-refused",
    ] == [f["code"] for f in told[1][0]]  # fmt: skip
    assert 1 == told[1][1]["accepted"]


# the page and the command


def page_of(text, language=EN, *, only=()):
    """The lines of the report."""
    with exact_only() as engine:
        made = assess(trial_book(), submission(text), engine)
    stream = io.StringIO()
    print_reports([made], language, stream, only=only, width=100)
    return stream.getvalue().splitlines()


def test_the_page_shows_it_apart_with_reason_and_last_day():
    lines = page_of(
        with_deviations(
            edited(UNDECLARED, ("    source: Register\n  positions", "  positions")),
            {"code": "declared-missing", "requirement": "work"},
        )
    )

    start = lines.index("1 accepted deviation")
    assert lines.index("1 note") < start
    assert [
        "",
        "× error    s.yaml:21 · declared-missing · work",
        '           The answer to "Work" declares no colour.',
        f"           Accepted until 2025-12-31: {REASON}",
        "",
    ] == lines[start + 1 : start + 6]
    assert "1 error" not in lines
    assert ["0 errors, 0 warnings, 1 note, 1 accepted deviation", "Ready to send"] == lines[-2:]


def test_the_page_says_nothing_of_deviations_where_there_are_none():
    assert not [line for line in page_of(UNDECLARED) if "deviation" in line]


def test_the_page_speaks_norwegian():
    lines = page_of(with_deviations(UNDECLARED, {"code": "declared-missing"}), Language("nb"))

    assert "1 begrunnet avvik" in lines
    assert f"Godtatt til og med 31.12.2025: {REASON}" in [line.strip() for line in lines]


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    """Check a submission by the exact evaluator: exit code and what is printed."""
    monkeypatch.setattr("compliance.assess.available", lambda: False)
    monkeypatch.setenv("COMPLIANCE_LANG", "en")

    def run(text, *arguments):
        (tmp_path / "s.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(SystemExit) as stop:
            main(["check", str(tmp_path / "s.yaml"), "--rules", str(RULES), *arguments])
        return stop.value.code, capsys.readouterr().out

    return run


@pytest.mark.parametrize("fail_on", ["error", "warning", "note"])
def test_an_accepted_finding_does_not_fail_the_command(run, fail_on):
    accepted = with_deviations(UNDECLARED, {"code": "declared-missing"})

    assert 1 == run(UNDECLARED, "--fail-on", fail_on)[0]
    assert 0 == run(accepted, "--fail-on", fail_on)[0]


def test_an_open_finding_of_less_weight_still_fails_when_asked(run):
    text = with_deviations(
        UNDECLARED.replace("    source: Register\n", "", 1), {"code": "declared-missing"}
    )

    assert [0, 0, 1] == [run(text, "--fail-on", w)[0] for w in ("error", "warning", "note")]


def test_the_command_expires_it_as_of_the_day_given(run):
    text = with_deviations(UNDECLARED, {"code": "declared-missing", "until": "2025-09-30"})

    assert [0, 1] == [run(text, "--as-of", day)[0] for day in ("2025-09-30", "2025-10-01")]


def test_the_json_report_of_the_command_has_it(run):
    code, out = run(with_deviations(UNDECLARED, {"code": "declared-missing"}), "--format", "json")
    data = json.loads(out)

    assert (0, 1) == (code, data["summary"]["accepted"])
    assert [REASON] == [f["deviation"]["reason"] for f in data["findings"]]
