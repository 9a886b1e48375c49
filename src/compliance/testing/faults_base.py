"""All seeded faults, and what they are seeded in: the sample without findings, with more that is true."""

from pathlib import Path
from typing import Any

from compliance.document import read_yaml
from compliance.testing.contents import content_of
from compliance.testing.faults import Documents, Fault
from compliance.testing.faults_of_figures import FAULTS_OF_FIGURES
from compliance.testing.faults_of_form import FAULTS_OF_FORM

FAULTS: tuple[Fault, ...] = (*FAULTS_OF_FORM, *FAULTS_OF_FIGURES)
"""At least one for every code of the house, several for the important ones."""


def dressed_samples(samples: Path) -> Documents:
    """Return the sample without findings and its earlier one, from the folder `samples/`, dressed."""
    now, earlier = (
        content_of(read_yaml((samples / name).read_text(encoding="utf-8"), name))
        for name in ("eksempel-hf-uten-feil-2025.yaml", "eksempel-hf-uten-feil-forrige.yaml")
    )
    _dress(now)
    _dress_earlier(earlier)
    return Documents(now, earlier)


def _dress(document: dict[str, Any]) -> None:
    answers = document["answers"]
    document["summary"] += " 11 krav er grønne, 1 krav er gult og 1 krav er rødt."
    document["declared_totals"] = {"green": "11", "yellow": "1", "red": "1"}
    answers["first-consultation"]["text"] = (
        "Ventetid til første konsultasjon var 47 dager i 2. tertial 2025. Ventetid til første konsultasjon"
        " er redusert siden 3. tertial 2024. Målet er nådd. Tallene er vist i vedlegg 1."
    )
    answers["cancelled-operations"]["text"] = (
        "Mange avlysninger skyldes at pasienten ikke var klar. Den nye turnusen er innført."
    )
    answers["infections"]["status"] = "innfridd"
    answers["epicrises"]["text"] = (
        "Av 412 epikriser ble 321 sendt på dagen. Resten kom dagen etter."
        " Av brevene gikk 31 av 220 (14,1 %) på papir."
    )
    answers["patient-safety"]["text"] = (
        "Vi fikk 12 meldinger på telefon, 8 på e-post og 5 på papir, til sammen 25. Alle enheter har gått gjennom"
        " sine risikoer. Se også krav 53."
    )
    answers["absence"]["text"] = (
        "Sykefraværet sank fra 8,0 prosent i 2. tertial 2019 til 7,8 prosent i 2. tertial 2025, en nedgang på"
        " 0,2 prosentpoeng. Det har vært en positiv utvikling i sykefraværet siden 2019."
    )
    answers["vacancies"]["status"] = "ikke innfridd"
    answers["vacancies"]["text"] += (
        " Ubesatte stillinger var 40 i 2024. Ubesatte stillinger var 46 i 2. tertial 2025. Målet er ikke nådd."
    )
    answers["innovation"]["text"] += (
        " Antall brukere økte fra 128 til 209, en økning på 63,3 prosent."
        " Nordby gikk fra 60 til 45 henvisninger, en nedgang på 25 prosent."
    )
    document["claims"] += [
        {"relation": "percent-change", "says": "63,28 %", "of": ["128", "209"], "place": "side 4"},
        {"relation": "difference", "says": "-1,5 %", "of": ["9,9 %", "8,4 %"], "place": "side 5"},
        {"relation": "complement", "says": "85,9 %", "of": ["14,1 %"], "place": "side 6"},
        {"relation": "direction", "says": "redusert", "of": ["49", "47"], "place": "side 7"},
        {"relation": "count", "says": "2", "of": ["Nordby", "Sørby"], "place": "side 8"},
        {
            "relation": "rate",
            "says": "12,5",
            "of": ["25", "200 000"],
            "per": "100 000",
            "place": "side 9",
        },
        {"relation": "sum", "says": "382 mill.", "of": ["200 mill.", "182 mill."]},
    ]
    document["sums"].append(
        {
            "total": "1 572",
            "rows": {"Nordby": "1 031", "Sørby": "498", "Klinikk Vest": "43"},
            "place": "tabell 2",
        }
    )


def _dress_earlier(document: dict[str, Any]) -> None:
    document["answers"]["cancelled-operations"]["text"] += (
        " Ny turnus skal være på plass innen 1. juni 2025."
    )
