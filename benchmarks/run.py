"""`make bench`: speed beside what it is compared with, measured in turns in one run.

1. The whole process of `compliance check` on the UNN sample against importing the libraries it is
   built on (goal: at most 2.0 times).
2. The engine's facts per second against bare durable_rules doing the same rules (goal: at least 0.8).
3. Reading all shipped rule files against `yaml.CSafeLoader` on the same bytes (goal: at most 4.0 times).
4. Checking a report of 60 requirements, 200 figures and 60 pages of text with its text read against without, in
   processes of their own (goal: at most 1.5 times); beside it the share of `assess` alone.
"""

import os
import platform
import resource
import statistics
import subprocess
import sys
from pathlib import Path

import engine_rate
import prose
import reading

ROUNDS = 15
ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "unn-halvarsrapport-2025.yaml"
IMPORTS = "import pydantic, yaml, rich.table, typer, durable.engine, babel.numbers"
GOAL_TIMES = 2.0


def seconds(command: list[str]) -> tuple[float, float]:
    """Run a command and return its wall-clock and its processor seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = os.times().elapsed
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT)
    elapsed = os.times().elapsed - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr.decode())
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return elapsed, spent


def whole_process() -> None:
    script = str(Path(sys.executable).with_name("compliance"))
    commands = {
        "imports": [sys.executable, "-c", IMPORTS],
        "check, table": [script, "check", str(SAMPLE)],
        "check, json": [script, "check", str(SAMPLE), "--format", "json"],
    }
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for command in commands.values():
        seconds(command)  # warm caches
    for _ in range(ROUNDS):
        for name, command in commands.items():
            times[name].append(seconds(command))
    wall = {name: statistics.median(t[0] for t in found) for name, found in times.items()}
    spent = {name: statistics.median(t[1] for t in found) for name, found in times.items()}
    print(f"whole process, medians of {ROUNDS}, in turns (goal: at most {GOAL_TIMES} x imports)")
    for name in commands:
        print(
            f"  {name:<13} {1000 * wall[name]:5.0f} ms wall {wall[name] / wall['imports']:5.2f} x   "
            f"{1000 * spent[name]:5.0f} ms processor {spent[name] / spent['imports']:5.2f} x"
        )


if __name__ == "__main__":
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    whole_process()
    engine_rate.main()
    reading.main()
    prose.main()
