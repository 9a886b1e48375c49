"""The answer in which a submission would hold what a paper publishes: its words put into those of a form."""

import re

from gold import COMMUNITY, OBSERVATIONS

PERIODS = {
    "halvår 2025": "2025-H1", "hittil i 2025": "2025-H1", "juni 2025": "2025-06",
    "desember 2024": "2024-12", "desember 2023": "2023-12", "oktober 2024": "2024-10",
    "oktober 2023": "2023-10", "T1-2024": "2024-T1", "T2-2024": "2024-T2", "Årlig melding 2024": "2024",
    "2022 og 2023": "2022-01/2023-12", "2023 og 1. kvartal 2024": "2023-01/2024-03",
    "2024-12-31": "2024", "januar 2023": "2023-01", "januar 2022": "2022-01", "desember 2025": "2025-12",
    "T3-2025": "2025-T3", "T3-2024": "2024-T3", "T3-2025 mot T3-2024": "2025-T3", "per T3-2025": "2025",
    "2025-12-31": "2025-12",
}  # fmt: skip
UNFINISHED = {"o000-030": "2025-H1", "o000-034": "2025-H1"}
"""Published as of the year, in a paper of its first half."""
GIVEN = {
    "o000-052": {
        "2024": "0"
    },  # a baseline that the paper names with the target, not beside the figure
    "o002-025": {"2023": "over 2 mill. kr"},  # its data has the 2, and "over" beside it
    "o003-046": {"2025": "31"},  # its data has all 33, and the 2 that have not had three meetings
}
"""Values in other words than the papers' data has them."""
UNITS = {
    "prosent": " %", "prosent endring": " %", "timer": " timer", "månedsverk": " månedsverk",
    "dager": " dager", "mill. kroner": " mill. kr", "senger per 100 000": " per 100 000",
    "DDD/100 liggedøgn": " DDD/100 liggedøgn", "prosent over budsjett": " %", "prosent over 2019": " %",
    "brutto månedsverk": " månedsverk", "DRG-poeng per brutto månedsverk": " poeng", "døgn": " døgn",
} | dict.fromkeys(
    ("antall fagområder", "antall tilbud", "antall indikatorer", "døgnplasser", "foretak", "innført",
     "konsultasjoner", "lærlinger", "møter", "senger", "stillinger", "sengeposter", "nettverk", "avvik",
     "kroner"),
    "",
)  # fmt: skip
"""After the number, as a submission writes it."""
VINTAGES = {"estimert": "estimert", "anslag": "anslag", "foreløpig": "foreløpig"}
FALLING = {"hired-staff-cost"}
"""Indicators whose stated change is a decrease, although it has no sign."""
BESIDE = {"frie inntekter 2024": "free-income-growth"}
OF_ALL = {
    "prize-contribution": ("prize-collected", "o004-072"),
    "professional-networks": ("networks", "o003-046"),
}
"""What a count is a share of: the figure beside, and the observation that holds it."""


def period_of(written):
    span = re.fullmatch(r"(\d{4}-\d\d)\.\.(\d{4}-\d\d)", written)
    return "/".join(span.groups()) if span else PERIODS.get(written, written)


def written(observation, value):
    """A number of the paper with its unit."""
    return value + UNITS[observation["unit"]]


def judged_period(observation):
    return UNFINISHED.get(observation["id"]) or period_of(observation["period"])


def changes_of(observation):
    """The stated changes: "endring fra 2023, prosent" with its size."""
    period, base = judged_period(observation), ""
    for other in observation.get("comparison", ()):
        if other["role"] == "basis":
            base = period_of(other["period"])
    if observation["indicator"] == "sick-leave-relative-change":
        return [f"{period}: {observation['value']} % since 2023"]
    found = []
    for other in observation.get("comparison", ()):
        shape = re.fullmatch(
            r"endring(?: fra (?P<since>.+?))?(?P<percent>,? prosent)?", other["period"]
        )
        if other["role"] != "oppgitt endring" or shape is None:
            continue
        sign = "-" if observation["indicator"] in FALLING or other["value"].startswith("-") else "+"
        size = other["value"].lstrip("-")
        size = f"{size} %" if shape["percent"] else written(observation, size)
        found.append(f"{period}: {sign}{size} since {period_of(shape['since'] or base)}")
    return found


def values_of(observation):
    """The judged value in full, and those of earlier periods."""
    period = judged_period(observation)
    if "value" not in observation and "small_number_note" in observation:
        return {period: "< 10"}
    if "value" not in observation or observation["indicator"] == "sick-leave-relative-change":
        return {}
    full = {"value": written(observation, observation["value"].replace("-", "–", 1)
                             if re.fullmatch(r"\d+-\d+", observation["value"]) else observation["value"])}  # fmt: skip
    for word, vintage in VINTAGES.items():
        if observation.get("vintage", "").startswith(word):
            full["vintage"] = vintage
    values = {period: full} | GIVEN.get(observation["id"], {})
    for other in observation.get("comparison", ()):
        if other["role"] == "budsjett":
            full["budget"] = written(observation, other["value"])
        if other["role"] in {"basis", "tidligere periode"} and "value" in other:
            values[period_of(other["period"])] = written(observation, other["value"])
    return values


def beside_of(observation):
    period = judged_period(observation)
    found = {
        BESIDE[other["period"]]: {period: written(observation, other["value"])}
        for other in observation.get("comparison", ())
        if other["period"] in BESIDE
    }
    if observation["indicator"].startswith(("scorecard-", "trend-")):
        found["scorecard-indicators"] = {period: observation["denominator"]}
    if observation["indicator"] in OF_ALL:
        name, whole = OF_ALL[observation["indicator"]]
        found[name] = {period: OBSERVATIONS[whole]["value"]}
    return found


def answer_of(observation):
    """The answer that a submission would hold."""
    answer = {
        "values": values_of(observation),
        "changes": changes_of(observation),
        "beside": beside_of(observation),
        "status": observation.get("status_stated"),
        "declared": observation.get("colour_stated"),
    }
    if observation.get("unit") == "innført":  # 0 of it: a plain no
        answer = {"delivered": "nei"}
    return {key: value for key, value in answer.items() if value}


def component_of(observation, card):
    """The component that an observation is of: as such, by its location, or in a health community by who it is."""
    if card.id == "helse-nord/job-guarantee":
        return card.component("guarantee")
    names = [observation.get("component", ""), observation.get("location", "").split(",")[0]]
    if observation["document"] == COMMUNITY:
        names.append(observation["organisation"])
    return next((c for c in map(card.component, names) if c), None)
