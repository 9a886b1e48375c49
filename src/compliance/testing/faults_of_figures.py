"""Seeded faults of figures: in claims and sums, in running text, in two places, and against the last report."""

from compliance.testing.faults import Fault, drop, put, swap


def _claim(number: int, key: str = "says") -> tuple[str, ...]:
    return ("claims", str(number), key)


def _text(requirement: str) -> tuple[str, ...]:
    return ("answers", requirement, "text")


_FALSE_CLAIMS = tuple(
    Fault(
        says=says,
        code="claim-false",
        place=_claim(number),
        edits=(put(*_claim(number), value=value),),
    )
    for says, number, value in (
        ("a share of 64 in 1 000 is given as 4,6 %", 1, "4,6 %"),
        ("two digits of a change in percent are swapped", 2, "62,38 %"),
        ("two digits of a change in percentage points are swapped", 3, "-5,1 %"),
        ("what is left to 100 % is one too much", 4, "86,9 %"),
        ("a direction word is turned", 5, "økt"),
        ("two things are counted as three", 6, "3"),
        ("a rate has its point in the wrong place", 7, "125"),
    )
)

_CLAIMS = (
    Fault(
        says="a claim's sum lacks ten millions",
        code="sum-differs",
        place=_claim(8),
        edits=(put(*_claim(8), value="372 mill."),),
    ),
    Fault(
        says="two digits of a total are swapped",
        code="sum-differs",
        place=("sums", "2", "total"),
        edits=(put("sums", "2", "total", value="1 752"),),
    ),
    Fault(
        says="a row of a table is removed",
        code="sum-differs",
        place=("sums", "2", "total"),
        edits=(drop("sums", "2", "rows", "Klinikk Vest"),),
    ),
    Fault(
        says="a digit of a row is wrong",
        code="sum-differs",
        place=("sums", "2", "total"),
        edits=(put("sums", "2", "rows", "Sørby", value="489"),),
    ),
    Fault(
        says="a claim is a word",
        code="claim-unreadable",
        place=_claim(2),
        edits=(put(*_claim(2), value="mye"),),
    ),
    Fault(
        says="a claim has lost one of its figures",
        code="claim-undecidable",
        place=_claim(2),
        edits=(put(*_claim(2, "of"), value=["128"]),),
    ),
)

_TEXTS = (
    Fault(
        says="a percentage of a change in a text",
        code="text-arithmetic",
        place=_text("innovation"),
        edits=(swap(*_text("innovation"), old="63,3 prosent", new="36,3 prosent"),),
    ),
    Fault(
        says="one of the two figures of a change in a text",
        code="text-arithmetic",
        place=_text("innovation"),
        edits=(swap(*_text("innovation"), old="fra 60", new="fra 80"),),
    ),
    Fault(
        says="a share in a text",
        code="text-arithmetic",
        place=_text("epicrises"),
        edits=(swap(*_text("epicrises"), old="14,1 %", new="11,4 %"),),
    ),
    Fault(
        says="a total in a text",
        code="text-arithmetic",
        place=_text("patient-safety"),
        edits=(swap(*_text("patient-safety"), old="til sammen 25", new="til sammen 52"),),
    ),
    Fault(
        says="a change in percentage points in a text",
        code="text-arithmetic",
        place=_text("absence"),
        edits=(swap(*_text("absence"), old="0,2 prosentpoeng", new="2,0 prosentpoeng"),),
    ),
    Fault(
        says="a direction word between two figures is turned",
        code="text-arithmetic",
        place=_text("vacancies"),
        edits=(
            swap(
                *_text("vacancies"),
                old="var 40 i 2024. Ubesatte stillinger var 46 i",
                new="er redusert fra 40 i 2024 til 46 i",
            ),
        ),
    ),
    Fault(
        says="two digits of a figure in a text are swapped",
        code="text-value-differs",
        place=_text("first-consultation"),
        edits=(swap(*_text("first-consultation"), old="47 dager", new="74 dager"),),
    ),
    Fault(
        says="a figure of an earlier year in a text",
        code="text-value-differs",
        place=_text("vacancies"),
        edits=(swap(*_text("vacancies"), old="var 40 i 2024", new="var 44 i 2024"),),
    ),
    Fault(
        says="a value is corrected and the text is not",
        code="text-value-differs",
        place=_text("first-consultation"),
        edits=(put("answers", "first-consultation", "values", "2025-T2", value="44"),),
    ),
    Fault(
        says="a figure of a text is of somatic care only",
        code="scope-unclear",
        place=_text("absence-ceiling"),
        edits=(
            put(
                *_text("absence-ceiling"),
                value="Sykefraværet innen somatikk var 7,1 prosent i 2. tertial 2025.",
            ),
        ),
    ),
    Fault(
        says="a direction word without figures is turned",
        code="text-direction-differs",
        place=_text("first-consultation"),
        edits=(swap(*_text("first-consultation"), old="er redusert", new="har økt"),),
    ),
    Fault(
        says="a good development is called a bad one",
        code="text-direction-differs",
        place=_text("absence"),
        edits=(swap(*_text("absence"), old="positiv", new="negativ"),),
    ),
    Fault(
        says="a red answer says that the target is met",
        code="text-status-differs",
        place=_text("vacancies"),
        edits=(swap(*_text("vacancies"), old="er ikke nådd", new="er nådd"),),
    ),
    Fault(
        says="a green answer says that the target is not met",
        code="text-status-differs",
        place=_text("first-consultation"),
        edits=(swap(*_text("first-consultation"), old="er nådd", new="er ikke nådd"),),
    ),
    Fault(
        says="the summary counts one green too many",
        code="text-totals-differ",
        place=("summary",),
        edits=(swap("summary", old="11 krav", new="12 krav"),),
    ),
)

_TWICE = (
    Fault(
        says="one figure of two answers is changed",
        code="value-differs",
        place=("answers", "absence", "values", "2025-T2"),
        edits=(put("answers", "absence-ceiling", "values", "2025-T2", value="7,6 %"),),
    ),
)

_LAST_REPORT = (
    Fault(
        says="a figure of a closed period is changed",
        code="closed-period-changed",
        place=("answers", "first-consultation", "values", "2024-T3"),
        edits=(put("answers", "first-consultation", "values", "2024-T3", value="51"),),
        compared=True,
    ),
    Fault(
        says="red last time, green now",
        code="colour-flipped",
        place=("answers", "patient-safety", "declared"),
        edits=(put("answers", "patient-safety", "declared", value="red"),),
        in_earlier=True,
        compared=True,
    ),
    Fault(
        says="a brighter colour on the same figure",
        code="brighter-without-figures",
        place=("answers", "cancelled-operations", "declared"),
        edits=(
            put("answers", "cancelled-operations", "values", "2025-T2", value="7,2 %"),
            put("answers", "cancelled-operations", "declared", value="green"),
        ),
        compared=True,
        companions=frozenset({"declared-brighter", "totals-differ", "text-totals-differ"}),
    ),
    Fault(
        says="a clinic that answered last time is missing",
        code="answer-dropped",
        place=("answers", "infections"),
        edits=(
            put(
                "answers",
                "infections",
                "by",
                "Klinikk Vest",
                value={"values": {"2024-T3": "2,8 %"}},
            ),
        ),
        in_earlier=True,
        compared=True,
    ),
    Fault(
        says="the explanation of the last report is copied",
        code="explanation-copied",
        place=_text("cancelled-operations"),
        edits=(
            put(
                *_text("cancelled-operations"),
                value="Mange avlysninger skyldes at pasienten ikke var klar. Den nye turnusen er innført.",
            ),
        ),
        in_earlier=True,
        compared=True,
    ),
    Fault(
        says="what became of a promise is removed",
        code="promise-passed",
        place=("answers", "cancelled-operations"),
        edits=(swap(*_text("cancelled-operations"), old=" Den nye turnusen er innført.", new=""),),
        compared=True,
    ),
)

FAULTS_OF_FIGURES = (*_FALSE_CLAIMS, *_CLAIMS, *_TEXTS, *_TWICE, *_LAST_REPORT)
"""Faults of figures and of what is said about them."""
