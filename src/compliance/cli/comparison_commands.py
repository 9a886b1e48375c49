"""The commands `compliance rules diff` and `rules impact`, which hold two versions of rules against each other."""

from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.options import Options
from compliance.language import LANGUAGES, text

_DIFF_FORMATS = ("table", "md", "json")
_IMPACT_FORMATS = ("table", "json")


def add_comparison_commands(app: typer.Typer, use: Options) -> None:
    """Add the commands; A and B are two rule books, folders or git revisions."""
    language = use.language
    say = language.say

    @app.command(help=say(text("Says in plain words what differs between two versions of rules.")))
    def diff(
        before: Annotated[str, typer.Argument(metavar="A", show_default=False)],
        after: Annotated[str, typer.Argument(metavar="B", show_default=False)],
        rules: Annotated[Path | None, use.rules] = None,
        format_: Annotated[
            str,
            typer.Option(
                "--format",
                metavar="|".join(_DIFF_FORMATS),
                help=say(text("How the comparison is shown.")),
            ),
        ] = "table",
        exit_code: Annotated[
            bool,
            typer.Option("--exit-code", help=say(text("Exit with 1 when something differs."))),
        ] = False,
        lang: Annotated[str | None, use.lang] = None,
    ) -> None:
        from compliance.cli.rules_diff import run_diff

        use.accept("--lang", lang, LANGUAGES)
        use.accept("--format", format_, _DIFF_FORMATS)
        code = run_diff(
            before, after, rules=rules, language=language, format_=format_, exit_code=exit_code
        )
        raise typer.Exit(code)

    @app.command(
        help=say(
            text(
                "Shows whose colour changes from one version of rules to another, and the closest margins."
            )
        )
    )
    def impact(
        before: Annotated[str, typer.Argument(metavar="A", show_default=False)],
        after: Annotated[str, typer.Argument(metavar="B", show_default=False)],
        submissions: Annotated[
            Path,
            typer.Option(
                "--submissions",
                metavar="DIR",
                help=say(text("The folder with the submissions that are concluded by both.")),
                show_default=False,
            ),
        ],
        rules: Annotated[Path | None, use.rules] = None,
        format_: Annotated[
            str,
            typer.Option(
                "--format",
                metavar="|".join(_IMPACT_FORMATS),
                help=say(text("How the comparison is shown.")),
            ),
        ] = "table",
        lang: Annotated[str | None, use.lang] = None,
    ) -> None:
        from compliance.cli.rules_impact import run_impact

        use.accept("--lang", lang, LANGUAGES)
        use.accept("--format", format_, _IMPACT_FORMATS)
        code = run_impact(
            before, after, submissions, rules=rules, language=language, format_=format_
        )
        raise typer.Exit(code)
