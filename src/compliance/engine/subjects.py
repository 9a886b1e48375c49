"""How a finding is named: by its check and the values of its variables."""

import json
from collections.abc import Mapping, Sequence

from compliance.derivation import Fact
from compliance.rulebook.checks import Check


def finding_subject(check: Check, values: Mapping[str, str]) -> str:
    """Return the key of a finding; different checks or values have different keys.

    Args:
        values: The value of each of the check's variables.
    """
    return (
        f"{check.id} {json.dumps([values[name] for name in check.variables], ensure_ascii=False)}"
    )


def bindings(
    check: Check, facts_by_id: Mapping[str, Fact], premises: Sequence[str]
) -> dict[str, str]:
    """Return the value of each variable of `check`.

    Args:
        premises: Ids of the facts that match `check.when`, in its order; those of the `check` step.
    """
    return {
        name: facts_by_id[premise].fields[field]
        for pattern, premise in zip(check.when, premises, strict=True)
        for field, name in pattern.variables
    }
