"""`compliance rules lint`: every problem of the rule files in a folder."""

from pathlib import Path

from compliance.cli.streams import complain_of, write
from compliance.engine import refuse_unsafe
from compliance.errors import Problem, RulesRefused
from compliance.language import Language, text, texts
from compliance.rulebook.loader import RuleFolder
from compliance.testing.examples import check_examples, untested_thresholds


def run_lint(folder: Path | None, language: Language) -> int:
    """Print every problem and return the exit code: 0 none, 2 invalid rules."""
    rules = RuleFolder(folder)
    try:
        problems = rules.lint()
    except RulesRefused as error:
        complain_of(error.problems, language)
        return 2
    for card in rules.cards():
        problems += check_examples(card) or untested_thresholds(card)
    for check in rules.all_checks():
        why = refuse_unsafe(check)
        if why is not None:
            what = text("the engine cannot run this check: {why}", why=why)
            problems.append(Problem(code="unsafe-check", place=check.place, what=what))
    problems.sort(key=lambda p: p.place)
    for problem in problems:
        write(problem.words(language))
    if problems:
        write(language.say(texts("{n} problem.", "{n} problems.", len(problems))))
        return 2
    write(
        language.say(
            texts("{n} rule file, no problem.", "{n} rule files, no problem.", len(rules.files))
        )
    )
    return 0
