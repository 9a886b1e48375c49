"""The commands and their options."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from compliance import __version__
from compliance.cli.options import Options
from compliance.cli.rules_commands import add_rules_commands
from compliance.cli.streams import complain
from compliance.cli.whatif_command import add_whatif
from compliance.language import LANGUAGES, Language, choose, text

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
    use = Options(language)
    add_rules_commands(rules_app, use)

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
        rules: Annotated[Path | None, use.rules] = None,
        lang: Annotated[str | None, use.lang] = None,
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
        as_of: Annotated[str | None, use.as_of] = None,
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
        previous: Annotated[list[Path] | None, use.previous] = None,
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

        use.accept("--lang", lang, LANGUAGES)
        use.accept("--format", format_, FORMATS)
        use.accept("--fail-on", fail_on, FAIL_ON)
        if min_cell < 2:
            complain(
                text("--min-cell: {n} is too small. Write 2 or a larger number.", n=min_cell),
                language,
            )
            raise typer.Exit(2)
        day = use.day(as_of)
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
        rules: Annotated[Path | None, use.rules] = None,
        lang: Annotated[str | None, use.lang] = None,
        as_of: Annotated[str | None, use.as_of] = None,
        previous: Annotated[list[Path] | None, use.previous] = None,
    ) -> None:
        from compliance.cli.explain import run_explain

        use.accept("--lang", lang, LANGUAGES)
        raise typer.Exit(
            run_explain(
                name,
                file=in_,
                rules=rules,
                language=language,
                as_of=use.day(as_of),
                previous=tuple(previous or ()),
            )
        )

    add_whatif(app, use)

    @app.command(help=say(text("Shows versions, the engine and its self-test, and the locale.")))
    def doctor(lang: Annotated[str | None, use.lang] = None) -> None:
        from compliance.cli.doctor import run_doctor

        use.accept("--lang", lang, LANGUAGES)
        raise typer.Exit(run_doctor(language))

    return app
