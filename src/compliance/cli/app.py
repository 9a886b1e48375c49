"""The commands and their options."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from typer.models import OptionInfo

from compliance import __version__
from compliance.cli.streams import complain
from compliance.errors import Unreadable, one_of
from compliance.language import LANGUAGES, Joined, Language, Text, choose, text
from compliance.period import parse_day

INTERRUPTED = 130


FORMATS = ("table", "json")
FAIL_ON = ("error", "warning", "note", "never")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code."""
    # pydantic looks for plugins among all that is installed: slow, and nobody else's code is wanted here
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    given = sys.argv[1:] if arguments is None else arguments
    if given in ([], ["rules"]):
        given = [*given, "--help"]
    language = _language_of(given)
    try:
        code = build(language)(args=given, standalone_mode=False)
    except typer.Exit as stop:
        code = stop.exit_code
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        # whoever read our output has seen enough; keep Python from complaining at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except Exception as error:
        if os.environ.get("COMPLIANCE_DEBUG"):
            raise
        code = 2
        if hasattr(error, "format_message"):  # wrong usage, in the words of the argument parser
            complain(
                text("{message} See compliance --help.", message=error.format_message()), language
            )
        else:
            complain(
                text("This should not have happened ({what}), and there is no report. Please tell the "
                     "makers; with COMPLIANCE_DEBUG=1 you see where.",
                     what=f"{type(error).__name__}: {error}"),
                language,
            )  # fmt: skip
    sys.exit(code or 0)


def _language_of(arguments: list[str]) -> Language:
    """Return the language of help and messages, before the arguments are parsed."""
    asked = None
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            asked = argument.removeprefix("--lang=")
        elif argument == "--lang" and index + 1 < len(arguments):
            asked = arguments[index + 1]
    return choose(asked if asked in LANGUAGES else None)


def build(language: Language) -> typer.Typer:
    """Return the command line, its help in `language`."""
    say = language.say
    app = typer.Typer(
        name="compliance",
        help=say(text("Checks a report before it is sent, and explains each colour.")),
        no_args_is_help=True,
        add_completion=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    rules_app = typer.Typer(
        help=say(text("Works on rule files.")), no_args_is_help=True, rich_markup_mode=None
    )
    app.add_typer(rules_app, name="rules")
    rules_option = typer.Option(
        "--rules",
        metavar="DIR",
        help=say(text("A folder of rules instead of the ones that come along.")),
    )
    lang_option = typer.Option("--lang", metavar="nb|en", help=say(text("Language of the output.")))

    as_of_option = typer.Option(
        "--as-of",
        metavar="DATE",
        help=say(text("The day that decides deadlines; else the submission's own date.")),
    )

    previous_option = typer.Option(
        "--previous",
        metavar="FILE",
        help=say(
            text(
                "An earlier submission to compare with, and to take baselines from. May be given several times."
            )
        ),
    )

    def named(option: str, meaning: Text) -> OptionInfo:
        metavar = {"--at": "DATE", "--year": "YEAR"}.get(option, "NAME")
        made: OptionInfo = typer.Option(option, metavar=metavar, help=say(meaning))
        return made

    def accept(option: str, given: str | None, known: tuple[str, ...]) -> None:
        if given is not None and given not in known:
            what = text("{option}: “{found}” is not accepted.", option=option, found=given)
            complain(Joined((what, one_of(known, given)), " "), language)
            raise typer.Exit(2)

    @app.callback(invoke_without_command=True)
    def root(
        version: Annotated[
            bool, typer.Option("--version", help=say(text("Show the version.")), is_eager=True)
        ] = False,
    ) -> None:
        if version:
            typer.echo(f"compliance {__version__}")
            raise typer.Exit(0)

    @app.command(
        help=say(
            text("Checks submissions: colours, explanations, findings. FILE is YAML, JSON or CSV.")
        )
    )
    def check(
        files: Annotated[list[Path], typer.Argument(metavar="FILE", show_default=False)],
        rules: Annotated[Path | None, rules_option] = None,
        lang: Annotated[str | None, lang_option] = None,
        format_: Annotated[
            str,
            typer.Option(
                "--format", metavar="|".join(FORMATS), help=say(text("How the report is shown."))
            ),
        ] = "table",
        output: Annotated[
            Path | None,
            typer.Option("-o", "--output", metavar="FILE", help=say(text("Write the report to a file."))),
        ] = None,
        as_of: Annotated[str | None, as_of_option] = None,
        fail_on: Annotated[
            str,
            typer.Option(
                "--fail-on",
                metavar="|".join(FAIL_ON),
                help=say(text("From which severity on the exit code is 1.")),
            ),
        ] = "error",
        only: Annotated[
            list[str] | None,
            typer.Option(
                "--only",
                metavar="WORD",
                help=say(text("Show only these: green, yellow, red, stated, not-assessed, assessments, "
                              "findings, or ids of requirements. May be given several times.")),
            ),
        ] = None,
        previous: Annotated[list[Path] | None, previous_option] = None,
        public: Annotated[
            bool,
            typer.Option(
                "--public",
                help=say(text("Mask what rests on few cases, and refuse when it can be told from the rest.")),
            ),
        ] = False,
        min_cell: Annotated[
            int,
            typer.Option(
                "--min-cell",
                metavar="N",
                help=say(text("With --public: the smallest count that is shown; at least 2.")),
            ),
        ] = 5,
    ) -> None:  # fmt: skip
        from compliance.cli.check import run_check

        accept("--lang", lang, LANGUAGES)
        accept("--format", format_, FORMATS)
        accept("--fail-on", fail_on, FAIL_ON)
        if min_cell < 2:
            complain(
                text("--min-cell: {n} is too small. Write 2 or a larger number.", n=min_cell),
                language,
            )
            raise typer.Exit(2)
        day = _day(as_of, language)
        raise typer.Exit(
            run_check(
                files,
                rules=rules,
                language=language,
                as_json=format_ == "json",
                output=output,
                as_of=day,
                fail_on=fail_on,
                only=tuple(w for part in only or () for w in part.split(",") if w),
                least=min_cell if public else None,
                previous=tuple(previous or ()),
            )
        )

    @app.command(
        help=say(text("Explains a requirement, a card or the code of a finding; with --in, one submission's "
                      "answer to it."))
    )  # fmt: skip
    def explain(
        name: Annotated[str, typer.Argument(metavar="REQUIREMENT|CARD|CODE")],
        in_: Annotated[
            Path | None,
            typer.Option(
                "--in",
                metavar="FILE",
                help=say(text("Explain the assessments of this submission.")),
            ),
        ] = None,
        rules: Annotated[Path | None, rules_option] = None,
        lang: Annotated[str | None, lang_option] = None,
        as_of: Annotated[str | None, as_of_option] = None,
        previous: Annotated[list[Path] | None, previous_option] = None,
    ) -> None:
        from compliance.cli.explain import run_explain

        accept("--lang", lang, LANGUAGES)
        raise typer.Exit(
            run_explain(
                name,
                file=in_,
                rules=rules,
                language=language,
                as_of=_day(as_of, language),
                previous=tuple(previous or ()),
            )
        )

    @rules_app.command(
        help=say(text("Lists every problem of the rule files in a folder, with its place."))
    )
    def lint(
        folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", show_default=False)] = None,
        lang: Annotated[str | None, lang_option] = None,
    ) -> None:
        from compliance.cli.lint import run_lint

        accept("--lang", lang, LANGUAGES)
        raise typer.Exit(run_lint(folder, language))

    @rules_app.command(
        name="list",
        help=say(
            text("Lists the requirements of the rule books, with their cards and kinds of target.")
        ),
    )
    def list_(
        authority: Annotated[
            str | None, named("--authority", text("Only the rule books of this authority."))
        ] = None,
        year: Annotated[
            str | None, named("--year", text("Only the rule books of this year."))
        ] = None,
        org: Annotated[
            str | None, named("--org", text("Only what applies to this organisation."))
        ] = None,
        report: Annotated[
            str | None, named("--report", text("Only what is reported in this report."))
        ] = None,
        rules: Annotated[Path | None, rules_option] = None,
        lang: Annotated[str | None, lang_option] = None,
    ) -> None:
        from compliance.cli.rules_list import Selection, run_list

        accept("--lang", lang, LANGUAGES)
        chosen = Selection(authority=authority, year=year, organisation=org, report=report)
        raise typer.Exit(run_list(chosen, rules=rules, language=language))

    @rules_app.command(
        help=say(
            text("Shows a card or a requirement in plain words: given this, when that, then green.")
        )
    )
    def show(
        name: Annotated[str, typer.Argument(metavar="CARD|REQUIREMENT")],
        at: Annotated[str | None, named("--at", text("Only what is in force on this day."))] = None,
        org: Annotated[
            str | None,
            named(
                "--org", text("As it is for this organisation, location or kind of organisation.")
            ),
        ] = None,
        rules: Annotated[Path | None, rules_option] = None,
        lang: Annotated[str | None, lang_option] = None,
    ) -> None:
        from compliance.cli.rules_show import run_show

        accept("--lang", lang, LANGUAGES)
        day = _day(at, language, "--at")
        raise typer.Exit(run_show(name, rules=rules, language=language, day=day, whom=org))

    @app.command(help=say(text("Shows versions, the engine and its self-test, and the locale.")))
    def doctor(lang: Annotated[str | None, lang_option] = None) -> None:
        from compliance.cli.doctor import run_doctor

        accept("--lang", lang, LANGUAGES)
        raise typer.Exit(run_doctor(language))

    return app


def _day(written: str | None, language: Language, option: str = "--as-of") -> date | None:
    if written is None:
        return None
    try:
        return parse_day(written)
    except Unreadable as error:
        complain(
            text("{option}: {what} {accepted}",
                 option=option, what=error.what, accepted=error.accepted or ""),
            language,
        )  # fmt: skip
        raise typer.Exit(2) from None
