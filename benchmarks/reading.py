"""Reading all shipped rule files, against `yaml.CSafeLoader` on the same bytes (goal: at most 4.0 times)."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from compliance.rulebook.loader import RuleFolder, shipped_rules

ROUNDS = 9
GOAL_TIMES = 4.0


def read_with_yaml(contents: list[bytes]) -> None:
    for content in contents:
        yaml.load(content, Loader=yaml.CSafeLoader)


def read_as_rules() -> int:
    """Read every card, rule book, organisations and checks file; return how many files."""
    folder = RuleFolder()
    for id_ in folder.books():
        folder.book(id_)
    problems = folder.lint()
    if problems:
        raise SystemExit(problems[0].what.source)
    return len(folder.files)


def seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def main() -> None:
    paths = sorted(Path(shipped_rules()).rglob("*.yaml"))
    contents = [path.read_bytes() for path in paths]
    files = read_as_rules()  # warm: models are built, files are cached
    if files != len(paths):
        raise SystemExit(f"{files} files were read, there are {len(paths)}")
    read_with_yaml(contents)
    ours, theirs = [], []
    for _ in range(ROUNDS):
        theirs.append(seconds(lambda: read_with_yaml(contents)))
        ours.append(seconds(read_as_rules))
    ratio = statistics.median(o / t for o, t in zip(ours, theirs, strict=True))
    print(f"reading {files} rule files, {sum(map(len, contents)) // 1000} kB, medians of {ROUNDS}, in turns "
          f"(goal: at most {GOAL_TIMES} x CSafeLoader)")  # fmt: skip
    print(f"  CSafeLoader   {1000 * statistics.median(theirs):5.0f} ms")
    print(f"  as rules      {1000 * statistics.median(ours):5.0f} ms  {ratio:5.2f} x")


if __name__ == "__main__":
    main()
