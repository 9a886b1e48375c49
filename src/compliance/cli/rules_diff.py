"""`compliance rules diff`: what differs between two versions of rules, in plain words."""

import json
from pathlib import Path

from compliance.cli.lines import print_lines
from compliance.cli.streams import complain_of, write_bytes
from compliance.errors import ComplianceError
from compliance.explain.rule_changes import compare
from compliance.language import Language
from compliance.report.rule_changes import comparison_as_data, comparison_lines, comparison_page
from compliance.rulebook.sides import read_sides

REFUSED = 2


def run_diff(
    before: str,
    after: str,
    *,
    rules: Path | None,
    language: Language,
    format_: str,
    exit_code: bool,
) -> int:
    """Print what differs and return the exit code: with `exit_code` 1 when something does."""
    try:
        with read_sides(before, after, rules) as sides:
            comparison = compare(*sides)
    except ComplianceError as error:
        complain_of(error.problems, language)
        return REFUSED
    if format_ == "json":
        data = comparison_as_data(comparison, language)
        write_bytes((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
    elif format_ == "md":
        write_bytes(comparison_page(comparison, language).encode())
    else:
        print_lines(comparison_lines(comparison), language)
    return int(exit_code and bool(comparison.items))
