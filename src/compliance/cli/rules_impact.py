"""`compliance rules impact`: whose colour changes between two versions of rules."""

import json
from pathlib import Path

from compliance.cli.lines import print_lines
from compliance.cli.streams import complain, complain_of, write_bytes
from compliance.errors import ComplianceError
from compliance.explain.impact import impact
from compliance.language import Language, text
from compliance.report.rule_impact import impact_as_data, impact_lines
from compliance.rulebook.sides import read_sides

REFUSED = 2


def run_impact(
    before: str,
    after: str,
    submissions: Path,
    *,
    rules: Path | None,
    language: Language,
    format_: str,
) -> int:
    """Print what changes and return the exit code: 2 as well when no submission could be compared."""
    try:
        with read_sides(before, after, rules) as sides:
            found = impact(*sides, submissions)
    except ComplianceError as error:
        complain_of(error.problems, language)
        return REFUSED
    if format_ == "json":
        data = impact_as_data(found, language)
        write_bytes((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
    else:
        print_lines(impact_lines(found), language)
    if not found.compared:
        complain(text("No submission could be concluded by both sides."), language)
        return REFUSED
    return 0
