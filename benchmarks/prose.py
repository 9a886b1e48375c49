"""What reading running text costs: a report of 60 requirements, 200 figures and 60 pages of text, with its text
read and without, each in a process of its own as `compliance check` runs (goal: at most 1.5 times).

Beside it, without a goal: the same for `assess` alone, in one process.
"""

import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from compliance.assess import assess
from compliance.engine import available, exact_only, proven
from compliance.period import Period
from compliance.prose.reader import read_prose
from compliance.rulebook.loader import RuleFolder
from compliance.submission.reader import read_submission
from compliance.testing.consistent_filler import BOKMAAL, NYNORSK, Words

ROUNDS = 7
GOAL_TIMES = 1.5
REQUIREMENTS = 60
FIGURES = 200
CHARACTERS = 180_000
PERIODS = ("2025-H1", "2024-H1", "2024-H2", "2023-H1")
WHEN = ("1. halvår 2025", "1. halvår 2024", "2. halvår 2024", "1. halvår 2023")
NAMES = ("Ventetid", "Sykefravær", "Avlysninger", "Infeksjoner", "Epikriser", "Fristbrudd")
FIELDS = ("kirurgi", "ortopedi", "kardiologi", "nevrologi", "geriatri", "onkologi", "pediatri", "urologi",
          "hudsykdommer", "lungemedisin")  # fmt: skip
PLAIN = (
    "Enhetene har fått bedre oversikt over pasientforløpene, og lederne melder at samarbeidet er styrket.",
    "Arbeidet følges opp i faste møter, der tillitsvalgte og vernetjenesten deltar sammen med lederne.",
    "Det er krevende å rekruttere spesialister, særlig til de mindre stedene, og innleie brukes fortsatt.",
    "Opplæringen er lagt om slik at nyansatte får veiledning fra en erfaren kollega i den første tiden.",
    "Brukerutvalget har gitt innspill til planen, og rådene er tatt inn i de videre tiltakene.",
    "Vi ser at forbedringsarbeidet tar tid, men at flere av tiltakene begynner å gi virkning.",
    "Pasientene får nå skriftlig informasjon før de kommer, og ventetiden på stedet oppleves som kortere.",
    "Arbeidsmiljøet er gjennomgått, og det er laget handlingsplaner i alle avdelingene.",
    "Leiinga følgjer utviklinga tett, og tiltaka blir vurderte på nytt dersom måla ikkje blir nådde.",
    "Innkjøp av nytt utstyr er utsatt i påvente av en avklaring med leverandøren.",
    "Kommunene er invitert til et felles læringsnettverk om utskriving og oppfølging etter opphold.",
)
ORGANISATIONS = """\
schema: compliance/organisations@1
authority:
  nb: Eksempel
  en: Example
kinds:
  - id: all trusts
    nb: alle
    en: all
organisations:
  - id: EKS
    nb: Eksempel
    en: Example
    kinds:
      - all trusts
"""


def title(number: int) -> str:
    """Return the name of an indicator, of its own for each requirement."""
    return f"{NAMES[number % len(NAMES)]} {FIELDS[number // len(NAMES)]}"


def card(number: int) -> str:
    return f"""\
schema: compliance/card@1
id: eks/card-{number}
title:
  nb: {title(number)}
  en: Indicator {number}
indicator: card-{number}
measure:
  unit: days
  decimals: 0
direction: lower is better
targets:
  - from: 2025-01-01
    kind: threshold
    green: at most 50
    yellow: at most 60
    source:
      document: Krav 2025
examples:
  - expect: green
    when:
      2025-H1: 50
"""


def rule_book() -> str:
    entries = "".join(
        f"""\
  - id: requirement-{n}
    number: "{n + 1}"
    nb: {title(n)} går ned
    en: Indicator {n} falls
    goal: all
    applies_to:
      - all trusts
    reported_in: half-year-report
    cards:
      - eks/card-{n}
"""
        for n in range(REQUIREMENTS)
    )
    return f"""\
schema: compliance/rule-book@1
id: eks/2025
title:
  nb: Krav 2025
  en: Requirements 2025
valid:
  from: 2025-01-01
  to: 2026-01-01
source:
  document: Krav 2025
goals:
  - id: all
    nb: Alt
    en: All
reports:
  half-year-report:
    nb: Halvårsrapport
    en: Half-year report
    period: 2025-H1
    colours: result
requirements:
{entries}"""


def figures(number: int) -> dict[str, int]:
    """Return three or four values of one requirement, 200 in all."""
    count = FIGURES * (number + 1) // REQUIREMENTS - FIGURES * number // REQUIREMENTS
    return {period: 40 + (7 * number + 5 * n) % 25 for n, period in enumerate(PERIODS[:count])}


def sentences(number: int, chance: random.Random) -> Iterator[str]:
    """Yield report-like sentences without end: half have no figures, one in eight has those of the answer."""
    values = list(figures(number).values())
    while True:
        words: Words = chance.choice((BOKMAAL, BOKMAAL, NYNORSK))
        first, second = values[1], values[0]
        if chance.randrange(2):
            yield chance.choice(PLAIN)
            continue
        if chance.randrange(4):
            patterns = words.filler
        elif first == second:
            patterns = words.two_figures
        else:
            patterns = (*words.figure, *words.two_figures)
            patterns += words.rise if second > first else words.fall
        yield chance.choice(patterns).format(
            title=title(number), low=title(number).lower(), first=f"{first} dager",
            second=f"{second} dager", value=f"{second} dager", then=WHEN[1], when=WHEN[0],
            size=f"{abs(second - first)} dager", small=chance.randrange(2, 10),
            pair=chance.randrange(10, 100), year=2024, next=2026,
            percent=f"{chance.randrange(20, 900) / 10:.1f}".replace(".", ","), other="12,3",
        )  # fmt: skip


def text(number: int) -> str:
    """Return one page of text."""
    chance, said, length = random.Random(number), [], 0
    for sentence in sentences(number, chance):
        end = chance.choice((" ", " ", " ", " ", " ", "\n\n"))
        said.append(sentence + end)
        length += len(sentence + end)
        if length >= CHARACTERS // REQUIREMENTS:
            return "".join(said).rstrip()
    raise AssertionError


def colour(number: int) -> str:
    value = figures(number)[PERIODS[0]]
    return "green" if value <= 50 else "yellow" if value <= 60 else "red"


def write(folder: Path) -> Path:
    """Write the rules and the report, and return where the report lies."""
    rules = folder / "rules" / "eks"
    (rules / "cards").mkdir(parents=True)
    (rules / "organisations.yaml").write_text(ORGANISATIONS, encoding="utf-8")
    (rules / "2025.yaml").write_text(rule_book(), encoding="utf-8")
    for n in range(REQUIREMENTS):
        (rules / "cards" / f"card-{n}.yaml").write_text(card(n), encoding="utf-8")
    content = {
        "schema": "compliance/submission@1",
        "organisation": "EKS",
        "report": "half-year-report",
        "period": "2025-H1",
        "date": "2025-07-15",
        "rule_book": "eks/2025",
        "answers": {
            f"requirement-{n}": {
                "declared": colour(n),
                "values": {period: str(value) for period, value in figures(n).items()},
                "text": text(n),
                "source": "Journalen",
            }
            for n in range(REQUIREMENTS)
        },
    }
    report = folder / "report.yaml"
    report.write_text(
        yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8"
    )
    return report


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def compare(name: str, without: Callable[[], object], read: Callable[[], object]) -> None:
    """Print the medians of both, measured in turns."""
    without(), read()
    plain, whole = [], []
    for _ in range(ROUNDS):
        plain.append(seconds(without))
        whole.append(seconds(read))
    ratio = statistics.median(w / p for w, p in zip(whole, plain, strict=True))
    print(f"  {name:<24} {1000 * statistics.median(plain):6.0f} ms without "
          f"{1000 * statistics.median(whole):6.0f} ms with  {ratio:5.2f} x")  # fmt: skip


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder))
        rules = path.parent / "rules"
        submission, book = read_submission(path), RuleFolder(rules).book("eks/2025")
        texts = [text(n) for n in range(REQUIREMENTS)]
        print(f"{REQUIREMENTS} requirements, {sum(len(figures(n)) for n in range(REQUIREMENTS))} figures, "
              f"{sum(map(len, texts)):,} characters, medians of {ROUNDS}, in turns "
              f"(goal: at most {GOAL_TIMES} x for the whole process)")  # fmt: skip
        period = Period.parse("2025-H1")
        reading = statistics.median(
            seconds(lambda: [read_prose(t, period) for t in texts]) for _ in range(ROUNDS)
        )
        print(f"  reading the text alone   {1000 * reading:6.0f} ms")
        evaluators = {"exact": exact_only} | ({"engine": proven} if available() else {})
        for name, evaluator in evaluators.items():
            with evaluator() as engine:
                compare(
                    f"assess, {name}",
                    lambda: assess(book, submission, engine, with_prose=False),
                    lambda: assess(book, submission, engine),
                )
        compare(
            "whole process",
            lambda: run(path, rules, with_prose=False),
            lambda: run(path, rules, with_prose=True),
        )


def run(path: Path, rules: Path, *, with_prose: bool) -> None:
    """Check a file in a process of its own, as `compliance check` does."""
    source = (
        "import rich.table, typer; from pathlib import Path; from compliance.assess import check_file; "
        f"check_file(Path({str(path)!r}), rules=Path({str(rules)!r}), with_prose={with_prose})"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode())


if __name__ == "__main__":
    main()
