"""`compliance check`: one report a file, in order."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from importlib import import_module
from io import StringIO
from pathlib import Path

from compliance.assess import Report, check_file
from compliance.cli.streams import complain, complain_of, replace_file, write_bytes
from compliance.colour import Severity
from compliance.engine import EngineFault
from compliance.errors import ComplianceError, one_of
from compliance.language import Language, text
from compliance.report.selection import KINDS
from compliance.rulebook.loader import shipped_rules

REFUSED = 2


def run_check(
    files: Sequence[Path],
    *,
    rules: Path | None,
    language: Language,
    as_json: bool,
    output: Path | None,
    as_of: date | None,
    fail_on: str,
    only: tuple[str, ...],
    least: int | None = None,
    previous: Sequence[Path] = (),
) -> int:
    """Check each file, show the reports, and return the exit code: the worst of all files.

    Args:
        least: The smallest count that may be published; None shows everything.
        previous: Earlier submissions to compare with.
    """
    if output is not None and not _can_write(output, files, rules, language):
        return REFUSED
    load = partial(import_module, "compliance.report." + ("json_report" if as_json else "console"))
    reports: list[Report] = []
    code = 0
    for file in files:
        try:
            report = check_file(file, rules=rules, as_of=as_of, meanwhile=load, previous=previous)
            reports.append(report if least is None else _public(report, least))
        except ComplianceError as error:
            complain_of(error.problems, language)
            code = REFUSED
        except EngineFault as error:
            complain(
                text("{file}: the rules engine did not do its job ({detail}), so there is no report. "
                     "Run “compliance doctor”.", file=str(file), detail=error.detail),
                language,
            )  # fmt: skip
            code = REFUSED
    known = {r.id for report in reports for r in report.plan.rule_book.requirements}
    unknown = [word for word in only if word not in KINDS and word not in known]
    if unknown and reports:
        for word in unknown:
            complain(
                text("--only: “{word}” is no such word. {accepted}",
                     word=word, accepted=one_of([*KINDS, *sorted(known)], word)),
                language,
            )  # fmt: skip
        return REFUSED
    if output is not None and code == REFUSED:
        complain(
            text("-o: {file} is not written, because a file was refused.", file=str(output)),
            language,
        )
    elif reports and not _show(
        reports, language, as_json=as_json, output=output, only=only, alone=len(files) == 1
    ):
        return REFUSED
    return max([code, *(_code(report, fail_on) for report in reports)])


def _public(report: Report, least: int) -> Report:
    from compliance.report.public import public_report

    return public_report(report, least)


def _code(report: Report, fail_on: str) -> int:
    worst = report.worst()
    if fail_on == "never" or worst is None:
        return 0
    return int(worst.weight >= Severity(fail_on).weight)


def _can_write(output: Path, files: Sequence[Path], rules: Path | None, language: Language) -> bool:
    if any(file.exists() and output.exists() and file.samefile(output) for file in files):
        complain(
            text("-o: {file} is one of the files to check. Name another file.", file=str(output)),
            language,
        )
        return False
    folder = (shipped_rules() if rules is None else rules).resolve()
    if output.resolve().is_relative_to(folder):
        complain(
            text("-o: {file} is among the rules. Name another file.", file=str(output)), language
        )
        return False
    if output.is_dir() or not output.absolute().parent.is_dir():
        complain(text("-o: {file} cannot be written: there is no such folder, or it is one.",
                      file=str(output)), language)  # fmt: skip
        return False
    return True


def _show(
    reports: Sequence[Report],
    language: Language,
    *,
    as_json: bool,
    output: Path | None,
    only: tuple[str, ...],
    alone: bool,
) -> bool:
    if as_json:
        from compliance.report.json_report import report_as_data

        data = [report_as_data(report, language, only) for report in reports]
        shown = data[0] if alone else data
        content = (json.dumps(shown, ensure_ascii=False, indent=2) + "\n").encode()
        if output is None:
            write_bytes(content)
            return True
    else:
        from compliance.report.console import print_reports

        if output is None:
            print_reports(reports, language, sys.stdout, only=only)
            return True
        page = StringIO()
        print_reports(reports, language, page, only=only, in_colour=False)
        content = page.getvalue().encode()
    try:
        replace_file(output, content)
    except OSError as error:
        complain(
            text("-o: {file} cannot be written: {why}.", file=str(output), why=str(error.strerror)),
            language,
        )
        return False
    return True
