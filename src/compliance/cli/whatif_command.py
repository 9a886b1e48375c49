"""The options of `compliance whatif`."""

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.options import Options
from compliance.language import LANGUAGES, text

FORMATS = ("table", "json")


def add_whatif(app: typer.Typer, use: Options) -> None:
    """Add the command."""
    say = use.language.say

    @app.command(
        help=say(text("Shows what would be if a value or a target were another one. Nothing is written."))
    )  # fmt: skip
    def whatif(
        file: Annotated[Path, typer.Argument(metavar="FILE", show_default=False)],
        set_: Annotated[
            list[str] | None,
            typer.Option(
                "--set",
                metavar="KEY=VALUE",
                help=say(text("A value to try. KEY is a requirement or a card, perhaps with a location, component "
                              "or period: {forms}. May be given several times.",
                              forms="KEY@LOCATION, KEY@LOCATION/COMPONENT, KEY@PERIOD")),
            ),
        ] = None,
        target: Annotated[
            list[str] | None,
            typer.Option(
                "--target",
                metavar="CARD=TARGET",
                help=say(text("A target to try, in the words of rule files. May be given several times.")),
            ),
        ] = None,
        format_: Annotated[
            str,
            typer.Option(
                "--format", metavar="|".join(FORMATS), help=say(text("How the report is shown."))
            ),
        ] = "table",
        rules: Annotated[Path | None, use.rules] = None,
        lang: Annotated[str | None, use.lang] = None,
        as_of: Annotated[str | None, use.as_of] = None,
        previous: Annotated[list[Path] | None, use.previous] = None,
    ) -> None:  # fmt: skip
        from compliance.cli.whatif import run_whatif

        use.accept("--lang", lang, LANGUAGES)
        use.accept("--format", format_, FORMATS)
        raise typer.Exit(
            run_whatif(
                file,
                values=tuple(set_ or ()),
                targets=tuple(target or ()),
                rules=rules,
                language=use.language,
                as_json=format_ == "json",
                as_of=use.day(as_of),
                previous=tuple(previous or ()),
            )
        )
