"""Seeded faults of what is there, of form, of colours and of freshness."""

from compliance.testing.faults import Fault, drop, put, rename, swap

_NUMBER = "71125450002"
"""A made-up D-number, of nobody: no one who has it can be alive."""


_COUNTED = frozenset({"totals-differ", "text-totals-differ"})
"""What counts colours sees every change of one."""


def _answer(*path: str) -> tuple[str, ...]:
    return ("answers", *path)


_COMPLETENESS = (
    Fault(
        says="an answer is removed",
        code="not-answered",
        place=("answers",),
        edits=(drop("answers", "innovation"),),
        companions=_COUNTED,
    ),
    Fault(
        says="a letter of a requirement's id is lost",
        code="unknown-requirement",
        place=_answer("inovation"),
        edits=(rename("answers", "innovation", to="inovation"),),
        companions=frozenset({"not-answered", "totals-differ"}),
    ),
    Fault(
        says="a location is misspelt",
        code="unknown-location",
        place=_answer("infections", "by", "Nordbi"),
        edits=(rename("answers", "infections", "by", "Nordby", to="Nordbi"),),
        companions=frozenset({"location-missing"}),
    ),
    Fault(
        says="a location that must answer is removed",
        code="location-missing",
        place=_answer("infections"),
        edits=(drop("answers", "infections", "by", "Sørby"),),
    ),
    Fault(
        says="a component is removed",
        code="component-missing",
        place=_answer("epicrises"),
        edits=(drop("answers", "epicrises", "by", "addiction-care"),),
    ),
    Fault(
        says="a hospital has one indicator too few",
        code="choice-not-met",
        place=_answer("chosen-indicators"),
        edits=(drop("answers", "eksempel/stroke-unit", "by", "Sørby"),),
        companions=frozenset({"no-explanation"}),
    ),
    Fault(
        says="a requirement of other trusts is answered",
        code="does-not-apply",
        place=_answer("transport-contracts"),
        edits=(put("answers", "transport-contracts", value={"declared": "green", "text": "Ja."}),),
        companions=frozenset({"totals-differ"}),
    ),
    Fault(
        says="the explanation of a red answer is removed",
        code="no-explanation",
        place=_answer("vacancies", "values", "2025-T2"),
        edits=(drop("answers", "vacancies", "text"),),
    ),
    Fault(
        says="one of two contents is removed",
        code="content-missing",
        place=_answer("user-involvement"),
        edits=(drop("answers", "user-involvement", "contents", "plan"),),
    ),
    Fault(
        says="a content is left blank",
        code="content-missing",
        place=_answer("first-consultation"),
        edits=(put("answers", "first-consultation", "contents", "measures", value=" "),),
    ),
    Fault(
        says="a text is replaced by a reference elsewhere",
        code="answered-elsewhere",
        place=_answer("innovation"),
        edits=(
            put("answers", "innovation", "see", value="Årsmeldingen"),
            drop("answers", "innovation", "text"),
        ),
    ),
    Fault(
        says="the summary is removed",
        code="summary-missing",
        place=("report",),
        edits=(drop("summary"),),
    ),
    Fault(
        says="an attached file does not lie there",
        code="attachment-missing",
        place=("attachments", "2"),
        edits=(put("attachments", "2", value="avlysninger-per-fag.xlsx"),),
    ),
    Fault(
        says="a text refers to an attachment that is not listed",
        code="reference-missing",
        place=_answer("first-consultation", "text"),
        edits=(swap("answers", "first-consultation", "text", old="vedlegg 1", new="vedlegg 4"),),
    ),
    Fault(
        says="a text refers to a requirement that there is not",
        code="reference-missing",
        place=_answer("patient-safety", "text"),
        edits=(swap("answers", "patient-safety", "text", old="krav 53", new="krav 95"),),
    ),
)

_FORM = (
    Fault(
        says="the report is dated before its period",
        code="date-implausible",
        place=("date",),
        edits=(put("date", value="2025-04-30"),),
    ),
    Fault(
        says="a day of delivery after the report's own",
        code="delivered-later",
        place=_answer("climate", "delivered"),
        edits=(put("answers", "climate", "delivered", value="2025-09-16"),),
    ),
    Fault(
        says="the report has no date while a deadline is open",
        code="date-missing",
        place=("date",),
        edits=(put("date", value=""), put("answers", "climate", "delivered", value="")),
    ),
    Fault(
        says="a value is a word",
        code="value-unreadable",
        place=_answer("first-consultation", "values", "2025-T2"),
        edits=(put("answers", "first-consultation", "values", "2025-T2", value="kort"),),
    ),
    Fault(
        says="a value has another unit than its card",
        code="value-unreadable",
        place=_answer("absence", "values", "2025-T2"),
        edits=(put("answers", "absence", "values", "2025-T2", value="7,8 dager"),),
    ),
    Fault(
        says="a source is removed",
        code="no-source",
        place=_answer("training"),
        edits=(drop("answers", "training", "source"),),
    ),
    Fault(
        says="a baseline that is not the one of the rules",
        code="baseline-differs",
        place=_answer("vacancies", "values", "2024"),
        edits=(
            put("answers", "vacancies", "values", "2024", value="41"),
            swap("answers", "vacancies", "text", old="var 40", new="var 41"),
        ),
    ),
    Fault(
        says="an identity number in a text",
        code="identity-number",
        place=_answer("patient-safety", "text"),
        edits=(swap("answers", "patient-safety", "text", old="risikoer", new=_NUMBER),),
    ),
    Fault(
        says="an identity number, parted by a blank, in a content",
        code="identity-number",
        place=_answer("user-involvement", "contents", "members"),
        edits=(
            put(
                "answers",
                "user-involvement",
                "contents",
                "members",
                value=f"Fire brukere, en av dem {_NUMBER[:6]} {_NUMBER[6:]}.",
            ),
        ),
    ),
    Fault(
        says="an accepted deviation that has expired",
        code="deviation-expired",
        place=("deviations", "1", "code"),
        edits=(
            put(
                "deviations",
                value=[
                    {
                        "code": "no-source",
                        "requirement": "training",
                        "reason": "Oversikten flyttes.",
                        "until": "2025-09-14",
                    }
                ],
            ),
            drop("answers", "training", "source"),
        ),
        companions=frozenset({"no-source"}),
    ),
    Fault(
        says="an accepted deviation about nothing",
        code="deviation-unused",
        place=("deviations", "1", "code"),
        edits=(
            put(
                "deviations",
                value=[
                    {
                        "code": "no-source",
                        "requirement": "training",
                        "reason": "Oversikten flyttes.",
                        "until": "2025-12-31",
                    }
                ],
            ),
        ),
    ),
    Fault(
        says="a deviation for what cannot be accepted",
        code="deviation-refused",
        place=("deviations", "1", "code"),
        edits=(
            put(
                "deviations",
                value=[{"code": "identity-number", "reason": "Gammel sak.", "until": "2025-12-31"}],
            ),
        ),
    ),
    Fault(
        says="a deviation for a code that there is not",
        code="deviation-refused",
        place=("deviations", "1", "code"),
        edits=(
            put(
                "deviations",
                value=[{"code": "no-sauce", "reason": "Gammel sak.", "until": "2025-12-31"}],
            ),
        ),
    ),
)

_COLOURS = (
    Fault(
        says="a declared colour is removed",
        code="declared-missing",
        place=_answer("climate"),
        edits=(drop("answers", "climate", "declared"),),
        companions=_COUNTED,
    ),
    Fault(
        says="a red answer is declared green",
        code="declared-brighter",
        place=_answer("vacancies", "declared"),
        edits=(put("answers", "vacancies", "declared", value="green"),),
        companions=_COUNTED,
    ),
    Fault(
        says="a yellow answer is declared green",
        code="declared-brighter",
        place=_answer("cancelled-operations", "declared"),
        edits=(put("answers", "cancelled-operations", "declared", value="green"),),
        companions=_COUNTED,
    ),
    Fault(
        says="the value of a part past its threshold under the same colour",
        code="declared-brighter",
        place=_answer("epicrises", "declared"),
        edits=(
            put("answers", "epicrises", "by", "somatic-care", "values", "2025-T2", value="41 %"),
        ),
        companions=frozenset({"totals-too-bright"}),
    ),
    Fault(
        says="a green answer is declared yellow",
        code="declared-darker",
        place=_answer("absence", "declared"),
        edits=(put("answers", "absence", "declared", value="yellow"),),
        companions=_COUNTED,
    ),
    Fault(
        says="one green too many in the totals",
        code="totals-differ",
        place=("declared_totals",),
        edits=(put("declared_totals", "green", value="12"),),
    ),
    Fault(
        says="no red in the totals",
        code="totals-too-bright",
        place=("declared_totals",),
        edits=(put("declared_totals", "red", value="0"),),
        companions=frozenset({"totals-differ"}),
    ),
    Fault(
        says="a red answer has the status “innfridd”",
        code="status-brighter",
        place=_answer("vacancies", "status"),
        edits=(put("answers", "vacancies", "status", value="innfridd"),),
    ),
    Fault(
        says="met for all, while one hospital is red",
        code="status-not-for-all",
        place=_answer("infections", "status"),
        edits=(
            put("answers", "infections", "by", "Sørby", "values", "2025-T2", value="5,6 %"),
            put("answers", "infections", "text", value="Sørby ser på rutinene sine."),
        ),
    ),
    Fault(
        says="a colour rests on too few cases",
        code="declared-on-too-few",
        place=_answer("cancelled-operations", "declared"),
        edits=(
            put(
                "answers",
                "cancelled-operations",
                "values",
                "2025-T2",
                value={"value": "6,4 %", "cases": "24"},
            ),
        ),
    ),
    Fault(
        says="a share whose interval spans a threshold",
        code="statistically-open",
        place=_answer("cancelled-operations", "values", "2025-T2", "value"),
        edits=(
            put(
                "answers",
                "cancelled-operations",
                "values",
                "2025-T2",
                value={"value": "6,4 %", "cases": "250"},
            ),
        ),
    ),
)

_FRESHNESS = (
    Fault(
        says="the judged value is of the tertial before",
        code="value-old",
        place=_answer("infections", "by", "Nordby"),
        edits=(rename("answers", "infections", "by", "Nordby", "values", "2025-T2", to="2025-T1"),),
    ),
    Fault(
        says="an estimate where another answer has the final figure",
        code="estimate-used",
        place=_answer("absence", "values", "2025-T2", "value"),
        edits=(
            put(
                "answers",
                "absence",
                "values",
                "2025-T2",
                value={"value": "7,8 %", "vintage": "estimated"},
            ),
        ),
    ),
    Fault(
        says="a baseline of other months",
        code="wrong-months",
        place=_answer("absence", "values", "2019"),
        edits=(rename("answers", "absence", "values", "2019-T2", to="2019"),),
    ),
    Fault(
        says="a running total that begins in February",
        code="wrong-months",
        place=_answer("training", "values", "2025-02/2025-08"),
        edits=(rename("answers", "training", "values", "2025-01/2025-08", to="2025-02/2025-08"),),
    ),
)

FAULTS_OF_FORM = (*_COMPLETENESS, *_FORM, *_COLOURS, *_FRESHNESS)
"""Faults of what is there, of colours and of dates."""
