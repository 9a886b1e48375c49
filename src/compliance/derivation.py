"""What an evaluator hands back: conclusions with the steps that led there.

Both evaluators (the exact one and the rules engine) return these types by separate code; the
explanations are rendered from them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Step:
    """One rule that fired.

    Attributes:
        rule: Which rule, in a closed notation: `low:2` (the lower end lies in band 2), `high:2`, `same-band`,
            `different-bands`, `settled`, `status:1`, `cell:2:0` (a place in a risk matrix), `parts:red` (one
            of the parts decides), `delivered:late`, `check` (a check's `when` holds),
            `unless:0` (the check's first `unless` does not hold).
        conclusion: What it concluded.
        premises: Ids of the facts it used; empty when the question itself is the only premise.
    """

    rule: str
    conclusion: str
    premises: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Derivation:
    """One conclusion about one subject (an assessment or a finding) and how it was reached."""

    subject: str
    conclusion: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing the checks may ask about.

    Attributes:
        id: Unique in its submission.
        kind: One of the closed fact kinds (`compliance.rulebook.checks.FACT_KINDS`).
        fields: Every field of the kind, as text; "" stands for none.
        details: Things for texts only; never compared.
        place: Where in the submission it stands.
    """

    id: str
    kind: str
    fields: Mapping[str, str]
    details: Mapping[str, object] = field(default_factory=dict)
    place: str = ""
    line: int = 0
