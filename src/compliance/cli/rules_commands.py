"""The commands under `compliance rules`."""

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.comparison_commands import add_comparison_commands
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

    @app.command(
        help=say(
            text(
                "Runs the examples of every card, and with --properties the laws that each card must keep."
            )
        )
    )
    def test(
        folder: Annotated[Path | None, typer.Argument(metavar="[DIR]", show_default=False)] = None,
        card: Annotated[str | None, use.named("--card", text("Only this card."))] = None,
        properties: Annotated[
            bool,
            typer.Option(
                "--properties",
                help=say(text("Also try the laws that follow from each card, on generated answers.")),
            ),
        ] = False,
        examples: Annotated[
            int | None,
            typer.Option(
                "--examples",
                metavar="N",
                help=say(text("How many answers each law is tried on; 100 unless given.")),
            ),
        ] = None,
        seed: Annotated[
            list[int] | None,
            typer.Option(
                "--seed",
                metavar="N",
                help=say(
                    text("Where chance starts; the same number tries the same answers. May be given several "
                         "times.")
                ),
            ),
        ] = None,
        junit: Annotated[
            Path | None,
            typer.Option(
                "--junit", metavar="FILE", help=say(text("Also write the results as JUnit XML."))
            ),
        ] = None,
        lang: Annotated[str | None, use.lang] = None,
    ) -> None:  # fmt: skip
        from compliance.cli.rules_test import Asked, run_test

        use.accept("--lang", lang, LANGUAGES)
        asked = Asked(
            card=card,
            properties=properties,
            examples=examples,
            seeds=tuple(dict.fromkeys(seed or ())),
            junit=junit,
        )
        raise typer.Exit(run_test(folder, asked, language))

    @app.command(
        help=say(text("Prints a new card with comments, whose blanks are to be filled in."))
    )
    def new(
        kind: Annotated[
            str, use.named("--kind", text("The kind of target, such as threshold."), "KIND")
        ],
        id_: Annotated[
            str, use.named("--id", text("Authority and name of the card."), "AUTHORITY/NAME")
        ],
        unit: Annotated[
            str | None, use.named("--unit", text("The unit of the judged figure."))
        ] = None,
        direction: Annotated[
            str | None, use.named("--direction", text("Which way is better."), "higher|lower")
        ] = None,
        from_: Annotated[
            str | None, use.named("--from", text("The first day in force."), "DATE")
        ] = None,
        output: Annotated[
            Path | None,
            typer.Option(
                "-o",
                "--output",
                metavar="FILE",
                help=say(text("Write the card to a file that is not there yet.")),
            ),
        ] = None,
        lang: Annotated[str | None, use.lang] = None,
    ) -> None:
        from compliance.cli.rules_new import NewCard, run_new

        use.accept("--lang", lang, LANGUAGES)
        day = use.day(from_, "--from")
        card = NewCard(kind=kind, id=id_, unit=unit, direction=direction, start=day)
        raise typer.Exit(run_new(card, output=output, language=language))

    add_comparison_commands(app, use)
