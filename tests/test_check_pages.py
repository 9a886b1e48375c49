"""Every code has a page: its example has the finding at its place, its near miss has none, and it is shown."""

import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from compliance.check_pages import pages_of, write_pages
from compliance.cli import main
from compliance.language import Language
from compliance.rulebook.loader import RuleFolder
from compliance.submission.private import MASK
from laid import BASE, BEFORE, report_with

ROOT = Path(__file__).parents[1]
PAGES = ROOT / "rules" / "checks" / "pages"
CODES = sorted(path.stem for path in PAGES.glob("*.yaml"))
EN = Language("en")

ON_PAGE = {
    "answered-elsewhere": "answers / innovation",
    "attachment-missing": "attachments / 2: avlysninger-per-fagomraade.xlsx",
    "baseline-differs": "answers / vacancies / values / 2024: 41",
    "brighter-without-figures": "answers / cancelled-operations / declared: green",
    "choice-not-met": "answers / chosen-indicators",
    "claim-false": "claims / - relation: percent-change / says: 65 %",
    "claim-undecidable": "claims / - relation: difference / says: 2 600",
    "claim-unreadable": "claims / - relation: percent-change / says: mye",
    "closed-period-changed": "answers / first-consultation / values / 2024-T3: 51",
    "component-missing": "answers / epicrises",
    "content-missing": "answers / user-involvement",
    "date-implausible": "date: 2025-04-30",
    "date-missing": 'date: ""',
    "declared-brighter": "answers / cancelled-operations / declared: green",
    "declared-darker": "answers / first-consultation / declared: yellow",
    "declared-missing": "answers / climate",
    "delivered-later": "answers / climate / delivered: 2025-09-16",
    "deviation-expired": "deviations / - code: no-source",
    "deviation-refused": "deviations / - code: identity-number",
    "deviation-unused": "deviations / - code: no-source",
    "does-not-apply": "answers / transport-contracts",
    "estimate-used": "answers / absence / values / 2025-T2 / value: 7,8 %",
    "explanation-copied": "answers / cancelled-operations / text",
    "identity-number": "answers / patient-safety / text / Saken gjelder pasient 71125450002.",
    "location-missing": "answers / infections",
    "no-explanation": "answers / cancelled-operations / values / 2025-T2: 6,4 %",
    "no-source": "answers / training",
    "reference-missing": "answers / patient-safety / text / Risikoene er beskrevet i vedlegg 4.",
    "scope-unclear": "answers / absence / text / Sykefraværet innen somatikk var 7,4 prosent i 2. tertial 2025.",
    "statistically-open": "answers / cancelled-operations / values / 2025-T2 / numerator: 64",
    "status-brighter": "answers / cancelled-operations / status: innfridd",
    "status-not-for-all": "answers / infections / status: innfridd",
    "sum-differs": "sums / - total: 66",
    "text-arithmetic": "answers / innovation / text / Antall brukere økte fra 128 til 209, en økning på 70 prosent.",
    "text-direction-differs": "answers / first-consultation / text / Ventetiden til første konsultasjon har økt siden 3. tertial 2024.",
    "text-status-differs": "answers / vacancies / text / Målet er nådd.",
    "text-totals-differ": "summary / I dette tertialet er 12 krav grønne, 1 krav er gult og 1 krav er rødt.",
    "text-value-differs": "answers / first-consultation / text / Ventetiden til første konsultasjon var 52 dager i 2. tertial 2025.",
    "totals-differ": "declared_totals",
    "totals-too-bright": "declared_totals",
    "unknown-location": "answers / infections / by / Nordbi",
    "unknown-requirement": "answers / inovation",
    "value-old": "answers / first-consultation",
    "value-unreadable": "answers / first-consultation / values / 2025-T2: kort",
    "wrong-months": "answers / absence / values / 2019: 8,0 %",
}
"""Where the finding of an example stands in it."""
ON_BASE = {
    "answer-dropped": "answers / infections",
    "colour-flipped": "answers / patient-safety / declared: green",
    "declared-on-too-few": "answers / cancelled-operations / declared: yellow",
    "not-answered": "answers",
    "promise-passed": "answers / cancelled-operations",
    "summary-missing": "report: tertial-report",
    "value-differs": "answers / absence / values / 2025-T2: 7,8 %",
}
"""Where it stands in the report that the example is laid over: what is wrong is not in the example."""
UNAVOIDABLE = {
    "brighter-without-figures": ["declared-brighter"],  # else the brighter colour would be right
    "deviation-expired": ["no-source"],  # what the deviation no longer covers
}


@cache
def folder():
    """The house rules, read once."""
    return RuleFolder()


@cache
def page(code):
    """The page of a code."""
    found = folder().page(code)
    assert [] == folder().problems
    return found


def open_findings(report):
    """What the organisation has not accepted."""
    return [f for f in report.findings if f.deviation is None]


def stands_at(place):
    """File and path of the keys down to a line, by their indentation."""
    name, line = place.rsplit(":", 1)
    path = ROOT / name if name.startswith("rules/") else BASE.parent / name
    lines = path.read_text(encoding="utf-8").splitlines()[: int(line)]
    steps, depth = [], 1 + len(lines[-1])
    for written in reversed(lines):
        words = written.lstrip(" ")
        indent = len(written) - len(words)
        if words and not words.startswith("#") and indent < depth:
            steps.insert(0, words.removesuffix(" |").removesuffix(":"))
            depth = indent
    return path, " / ".join(steps)


# -- the examples


@pytest.mark.parametrize("compared", [False, True], ids=["alone", "with --previous"])
def test_the_base_has_no_finding_at_all(compared):
    assert () == report_with(compared=compared).findings


def test_the_base_is_not_all_green():
    summary = report_with().summary

    assert (17, 1, 1, 3) == (summary.green, summary.yellow, summary.red, summary.not_assessed)


def test_every_code_has_its_place_written_down():
    assert CODES == sorted([*ON_PAGE, *ON_BASE])


@pytest.mark.parametrize("code", CODES)
def test_the_example_trips_its_code_at_its_place_and_no_other(code):
    found = open_findings(report_with(page(code).trips))

    assert sorted([code, *UNAVOIDABLE.get(code, [])]) == sorted(f.code for f in found)
    (place,) = (f.place for f in found if f.code == code)
    path, steps = stands_at(place)
    if code in ON_BASE:
        assert (BASE, ON_BASE[code]) == (path, steps)
    else:
        wanted = f"trips / submission / {ON_PAGE[code]}"
        assert (PAGES / f"{code}.yaml", wanted) == (path, steps)


@pytest.mark.parametrize("code", CODES)
def test_the_near_miss_has_no_finding(code):
    """With --previous too, where the example does not ask for it."""
    example = page(code).near_miss

    assert [] == open_findings(report_with(example))
    assert [] == open_findings(report_with(example, compared=True))


@pytest.mark.parametrize("code", CODES)
def test_a_near_miss_is_near_its_example(code):
    """It changes the same parts of the report, or leaves the report as it is where the example must be taken out."""
    both = page(code).trips, page(code).near_miss

    tops = [set() if e.submission is None else set(e.submission.node.entries) for e in both]
    assert tops[0] & tops[1] or not (tops[0] and tops[1])
    assert both[0] != both[1]


def test_the_finding_about_an_identity_number_does_not_show_it():
    (finding,) = report_with(page("identity-number").trips).findings
    said = " ".join(EN.say(words) for words in (finding.message, finding.accepted, finding.remedy))

    assert not re.search(r"\d{5}", said)
    assert MASK not in said


# -- the pages in docs/checks


def test_the_pages_are_fresh():
    fresh = dict(pages_of(folder()))
    written = {p.name: p.read_text("utf-8") for p in (ROOT / "docs" / "checks").iterdir()}

    assert fresh == written, "run: make check-pages"


def test_a_page_is_written_in_its_parts(tmp_path):
    write_pages(tmp_path / "checks")
    text = (tmp_path / "checks" / "not-answered.md").read_text(encoding="utf-8")

    assert [
        "# not-answered", "## What it does", "## Why it matters", "## Example that trips it",
        "## Near miss that does not", "## What it says and what to do",
    ] == [line for line in text.splitlines() if line.startswith("#")]  # fmt: skip
    assert "\n\nSeverity: error, note.\n\n" in text
    assert "\n\nWithout the answer to `innovation` of the base.\n\n" in text
    assert (
        '\n- What to do (do it): Add an answer. Write "-" as the value if there is no figure yet.\n'
        in text
    )
    assert text.endswith("under `deviations:`, with a reason and a last day.\n")


@pytest.mark.parametrize("code", ["identity-number", "deviation-refused"])
def test_a_page_tells_what_nobody_may_accept(code):
    text = (ROOT / "docs" / "checks" / f"{code}.md").read_text(encoding="utf-8")

    assert text.endswith("\n\nNobody may accept the finding: it must be corrected.\n")


def test_the_list_of_pages_has_severities_and_titles():
    text = (ROOT / "docs" / "checks" / "README.md").read_text(encoding="utf-8")

    assert "| [`no-source`](no-source.md) | note | The figures have no source. |" in text
    assert CODES == re.findall(r"^\| \[`([a-z-]+)`\]\(\1\.md\)", text, re.MULTILINE)


@pytest.mark.parametrize("code", CODES)
def test_a_page_is_short_and_has_both_languages(code):
    """No sentence is left in the other language."""
    texts = [page(code).title, page(code).what, page(code).why]
    texts += [page(code).trips.says, page(code).near_miss.says]

    assert all(t.nb != t.en and t.nb.endswith(".") and t.en.endswith(".") for t in texts)
    assert all(
        len(t) <= 90 and t.count(".") == 1 for t in (page(code).title.nb, page(code).title.en)
    )
    english = re.compile(r"\b(?:the|and|of|is)\b")
    assert [] == [t.nb for t in texts if english.search(t.nb)]
    assert [] == [t.en for t in texts if re.search(r"\b(?:og|ikke|som|det)\b", t.en)]


# -- compliance explain CODE


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            [
                "no-source: The figures have no source.",
                "Next year somebody has to find the same figure again.",
                "The answer has a figure, but no source.",
                "  The answer to training is taken out first.",
                "    answers:",
                "          2025-01/2025-08: 212",
                'Write the source in "source".',
            ],
        ),
        (
            "nb",
            [
                "no-source: Tallene har ingen kilde.",
                "Til neste år skal noen finne det samme tallet igjen.",
                "Svaret har et tall, men ingen kilde.",
                "          2025-01/2025-08: 212",
                "Skriv kilden i «source».",
            ],
        ),
    ],
)
def test_explain_prints_the_page_in_the_language_asked_for(capsys, language, said):
    code = run(["explain", "no-source", "--lang", language])
    out = capsys.readouterr().out

    assert 0 == code
    assert [] == [words for words in said if words not in out]
    assert sorted(map(out.index, said)) == [out.index(words) for words in said]


def test_explain_shows_the_earlier_report(capsys):
    run(["explain", "colour-flipped", "--lang", "en"])
    lines = capsys.readouterr().out.splitlines()

    at = lines.index("  In the earlier report, given with --previous:")
    assert ["    answers:", "      patient-safety:", "        declared: red"] == lines[
        at + 1 : at + 4
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("identity-number", "Nobody may accept the finding: it must be corrected."),
        ("no-source", "An organisation may accept the finding under “deviations”, with a reason and a last day."),
        ("no-source", "  Do it: Write the source"),
        ("claim-undecidable", "  Perhaps: Add what is missing"),
        ("colour-flipped", "  Do it, or write a reason: Write what has changed."),
    ],
)  # fmt: skip
def test_explain_tells_how_sure_the_remedy_is_and_whether_it_may_be_accepted(capsys, code, said):
    run(["explain", code, "--lang", "en"])

    assert said in capsys.readouterr().out


def run(arguments):
    """The exit code of a command."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return ended.value.code


# -- reading pages

CHECK = """\
schema: compliance/checks@1
checks:
  - code: own-check
    severity: note
    when:
      - requirement:
          requirement: $requirement
          answered: yes
    say: Besvart.
    do: Ingenting.
"""
PAGE = """\
schema: compliance/check-page@1
code: own-check
title:
  nb: Tittel.
  en: Title.
what:
  nb: Hva.
  en: What.
why:
  nb: Hvorfor.
  en: Why.
trips:
  says:
    nb: Slik.
    en: Thus.
  submission: |
    answers:
      a:
        text: t
near_miss:
  says:
    nb: Ikke slik.
    en: Not thus.
  without:
    - a
"""


@pytest.fixture
def own(tmp_path):
    """Write a rule folder of an authority with a check of its own, and its page: `own(page)`."""
    pages = tmp_path / "x" / "checks" / "pages"
    pages.mkdir(parents=True)
    (tmp_path / "x" / "checks" / "own.yaml").write_text(CHECK, encoding="utf-8")

    def write(content, name="own-check"):
        if content is not None:
            (pages / f"{name}.yaml").write_text(content, encoding="utf-8")
        return RuleFolder(tmp_path)

    return write


def test_an_authority_may_write_a_page_of_its_own_check(own):
    rules = own(PAGE)

    found = rules.page("own-check")
    assert ([], "Tittel.") == (rules.lint(), found.title.nb)
    assert (("a",), None, None) == (
        found.near_miss.without, found.near_miss.submission, found.near_miss.previous,
    )  # fmt: skip


def test_an_own_check_without_a_page_is_fine(own, capsys):
    rules = own(None)

    assert ([], None) == (rules.lint(), rules.page("own-check"))
    assert 0 == run(["explain", "own-check", "--rules", str(rules.folder), "--lang", "en"])
    assert capsys.readouterr().out.startswith("own-check\nSeverity: note.\n")


def test_the_places_of_an_example_are_those_of_the_page(own):
    node = own(PAGE).page("own-check").trips.submission.node

    assert "rules/x/checks/pages/own-check.yaml:17" == str(node.keys["answers"])
    assert 18 == node.entries["answers"].keys["a"].line


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("code: own-check", "code: own-chek", "2: there is no check with the code “own-chek”. Did you mean “own-check”?"),
        ("code: own-check", "code: no-source", "2: code: “no-source” is not the name of the file. Accepted: own-check."),
        ("  en: Title.\n", "", "3: “en” is missing; “nb” stands in line 4. Write the text in both languages."),
        ("why:\n  nb: Hvorfor.\n  en: Why.\n", "", "1: “why” is missing."),
        ("  without:\n    - a\n", "", "20: “near_miss” changes nothing. Write without:, submission: or previous: under it."),
        ("    answers:\n      a:\n        text: t\n", "    answers: [a]\n", "17: lists in [ ] and mappings in { } are not read. Write one entry a line."),
        ("    answers:\n      a:\n        text: t\n", "    - a\n", "16: “submission” must hold keys with values."),
        ("  submission: |", "  submision: |", "16: “submision” is not a key here. Did you mean “submission”?"),
        ("        text: t\n", "        text: t\n        text: u\n", "20: “text” stands twice: here and in line 19. Keep one of them."),
    ],
)  # fmt: skip
def test_lint_tells_what_is_wrong_with_a_page(own, old, new, problem):
    assert 1 == PAGE.count(old)
    rules = own(PAGE.replace(old, new))

    assert [f"rules/x/checks/pages/own-check.yaml:{problem}"] == [p.words(EN) for p in rules.lint()]


def test_a_page_of_no_code_is_told(own):
    rules = own(PAGE, "other")

    assert [
        "rules/x/checks/pages/other.yaml:2: code: “own-check” is not the name of the file. Accepted: other."
    ] == [p.words(EN) for p in rules.lint()]


def test_explain_refuses_a_page_that_cannot_be_read(own, capsys):
    rules = own(PAGE.replace("  en: Title.\n", ""))

    assert 2 == run(["explain", "own-check", "--rules", str(rules.folder), "--lang", "en"])
    assert "own-check.yaml:3: “en” is missing" in capsys.readouterr().err


def test_pages_are_read_only_when_asked_for():
    rules = RuleFolder()
    rules.book("helse-nord/2025")

    assert [] == [name for name in rules.files if "/pages/" in name]


def test_a_check_does_not_even_load_what_reads_pages():
    """The start counts."""
    program = (
        "import sys; from pathlib import Path; from compliance.assess import check_file\n"
        f"check_file(Path({str(BASE)!r}), rules=Path({str(BASE.parent / 'rules')!r}), with_engine=False)\n"
        "print([m for m in sys.modules if 'page' in m and m.startswith('compliance.rulebook')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, check=True, encoding="utf-8"
    )

    assert "[]\n" == done.stdout


def test_a_page_changes_no_digest():
    alone, after = RuleFolder(), RuleFolder()
    after.page("no-source")

    assert alone.book("unn/2023").digest == after.book("unn/2023").digest


def test_the_earlier_report_of_the_samples_is_of_the_same_trust():
    texts = [path.read_text(encoding="utf-8") for path in (BASE, BEFORE)]

    assert [["EKS", "tertial-report"]] * 2 == [
        re.findall(r"^(?:organisation|report): (.+)$", text, re.MULTILINE) for text in texts
    ]
