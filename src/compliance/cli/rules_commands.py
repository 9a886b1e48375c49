"""The commands under `compliance rules`."""

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.options import Options
from compliance.language import LANGUAGES, text


def add_rules_commands(app: typer.Typer, use: Options) -> None:
    """Add the commands that work on rule files."""
    language = use.language
    say = language.say

    @app.command(
        help=say(text("Lists every problem of the rule files in a folder, with its place."))
    )
    def lint(
        folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", show_default=False)] = None,
        lang: Annotated[str | None, use.lang] = None,
    ) -> None:
        from compliance.cli.lint import run_lint

        use.accept("--lang", lang, LANGUAGES)
        raise typer.Exit(run_lint(folder, language))

    @app.command(
        name="list",
        help=say(
            text("Lists the requirements of the rule books, with their cards and kinds of target.")
        ),
    )
    def list_(
        authority: Annotated[
            str | None, use.named("--authority", text("Only the rule books of this authority."))
        ] = None,
        year: Annotated[
            str | None, use.named("--year", text("Only the rule books of this year."))
        ] = None,
        org: Annotated[
            str | None, use.named("--org", text("Only what applies to this organisation."))
        ] = None,
        report: Annotated[
            str | None, use.named("--report", text("Only what is reported in this report."))
        ] = None,
        rules: Annotated[Path | None, use.rules] = None,
        lang: Annotated[str | None, use.lang] = None,
    ) -> None:
        from compliance.cli.rules_list import Selection, run_list

        use.accept("--lang", lang, LANGUAGES)
        chosen = Selection(authority=authority, year=year, organisation=org, report=report)
        raise typer.Exit(run_list(chosen, rules=rules, language=language))

    @app.command(
        help=say(
            text("Shows a card or a requirement in plain words: given this, when that, then green.")
        )
    )
    def show(
        name: Annotated[str, typer.Argument(metavar="CARD|REQUIREMENT")],
        at: Annotated[
            str | None, use.named("--at", text("Only what is in force on this day."))
        ] = None,
        org: Annotated[
            str | None,
            use.named(
                "--org", text("As it is for this organisation, location or kind of organisation.")
            ),
        ] = None,
        rules: Annotated[Path | None, use.rules] = None,
        lang: Annotated[str | None, use.lang] = None,
    ) -> None:
        from compliance.cli.rules_show import run_show

        use.accept("--lang", lang, LANGUAGES)
        day = use.day(at, "--at")
        raise typer.Exit(run_show(name, rules=rules, language=language, day=day, whom=org))
