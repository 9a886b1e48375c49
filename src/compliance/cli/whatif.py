"""`compliance whatif`: a submission as it is, and as it would be with other values or targets."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from compliance.cli.lines import print_lines
from compliance.cli.streams import complain, complain_of, write_bytes
from compliance.engine import EngineFault
from compliance.errors import ComplianceError
from compliance.language import Language, text
from compliance.whatif.shown import comparison_data, comparison_lines
from compliance.whatif.trial import try_out

REFUSED = 2


def run_whatif(
    file: Path,
    *,
    values: Sequence[str],
    targets: Sequence[str],
    rules: Path | None,
    language: Language,
    as_json: bool,
    as_of: date | None,
    previous: Sequence[Path] = (),
) -> int:
    """Print before and after, and return the exit code: 0, or 2 when something is refused."""
    if not values and not targets:
        complain(
            text("There is nothing to try. Write --set KEY=VALUE or --target CARD=TARGET."),
            language,
        )
        return REFUSED
    try:
        comparison = try_out(
            file, values=values, targets=targets, rules=rules, as_of=as_of, previous=previous
        )
    except ComplianceError as error:
        complain_of(error.problems, language)
        return REFUSED
    except EngineFault as error:
        complain(
            text("The rules engine did not do its job: {detail}.", detail=error.detail), language
        )
        return REFUSED
    if as_json:
        data = comparison_data(comparison, language)
        write_bytes((json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())
    else:
        print_lines(comparison_lines(comparison), language)
    return 0
