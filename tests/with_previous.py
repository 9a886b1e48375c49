"""A report with earlier ones beside it: what is observed, and what is found."""

from dataclasses import replace

from compliance.assess import Concluded, assess, conclude, conclude_cases
from compliance.engine import exact_only
from compliance.facts.cases import plan
from compliance.language import Language
from compliance.observe.view import View
from compliance.period import Period
from compliance.report.json_report import report_as_data
from written import HEAD, submission

NOW, BEFORE, LONG_BEFORE = "2025-H1", "2024-H2", "2024-H1"


def written(answers, period=NOW, *, date=None, report="half-year-report", file=None):
    """A submission of a period with these answers, dated on its last day unless told."""
    head = HEAD.replace("2025-H1", period).replace("half-year-report", report)
    head += f"date: {date or Period.parse(period).last_day}\n"
    return submission(head + "answers:\n" + answers, file or f"{period}.yaml")


def of_period(book, made):
    """The rule book with its reports for the period of a submission."""
    reports = {id_: replace(form, period=made.period) for id_, form in book.reports.items()}
    return replace(book, reports=reports)


def reported(book, now, *before, with_prose=True):
    """The report as data; each earlier submission alone, or with a rule book of its own."""
    with exact_only() as engine:
        earlier = [
            conclude(of_period(rules, made), made, engine) for rules, made in _each(book, before)
        ]
        made = assess(of_period(book, now), now, engine, earlier=earlier, with_prose=with_prose)
    return report_as_data(made, Language("en"))


def codes(book, now, *before, of):
    """Code, severity and requirement of the findings whose code is one of these."""
    return [
        (f["code"], f["severity"], f["requirement"])
        for f in reported(book, now, *before)["findings"]
        if f["code"] in of
    ]


def said(book, now, *before, code):
    """The message of each finding of a code."""
    return [f["message"] for f in reported(book, now, *before)["findings"] if f["code"] == code]


def view(book, now, *before, with_prose=True):
    """What observers look at."""
    with exact_only() as engine:
        earlier = [
            conclude(of_period(rules, made), made, engine) for rules, made in _each(book, before)
        ]
        planned = plan(of_period(book, now), now, None, [c.plan for c in earlier])
        outcomes = {
            part.case.subject: part.outcome
            for a in conclude_cases(planned.cases, engine)
            for part in (a, *a.parts)
        }
    return View(now=Concluded(planned, outcomes), earlier=tuple(earlier), with_prose=with_prose)


def observed(observe, kind, *names, of):
    """The named fields of every fact of a kind."""
    return [tuple(m.fields[n] for n in names) for m in observe(of) if m.kind == kind]


def _each(book, before):
    return [given if isinstance(given, tuple) else (book, given) for given in before]
