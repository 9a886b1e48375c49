"""Options that several commands have, with their help in the user's language, and how they are accepted."""

from datetime import date

import typer
from typer.models import OptionInfo

from compliance.cli.streams import complain
from compliance.errors import Unreadable, one_of
from compliance.language import Joined, Language, Text, text
from compliance.period import parse_day


class Options:
    """The options of one command line.

    Attributes:
        rules, lang, as_of, previous: As `Annotated` of a parameter takes them.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        say = language.say
        self.rules: OptionInfo = typer.Option(
            "--rules",
            metavar="DIR",
            help=say(text("A folder of rules instead of the ones that come along.")),
        )
        self.lang: OptionInfo = typer.Option(
            "--lang", metavar="nb|en", help=say(text("Language of the output."))
        )
        self.as_of: OptionInfo = typer.Option(
            "--as-of",
            metavar="DATE",
            help=say(text("The day that decides deadlines; else the submission's own date.")),
        )
        self.previous: OptionInfo = typer.Option(
            "--previous",
            metavar="FILE",
            help=say(
                text("An earlier submission to compare with, and to take baselines from. May be given several "
                     "times.")
            ),
        )  # fmt: skip

    def named(self, option: str, meaning: Text, metavar: str | None = None) -> OptionInfo:
        """Return an option that takes a name, a day or a year."""
        usual = {"--at": "DATE", "--year": "YEAR"}.get(option, "NAME")
        made: OptionInfo = typer.Option(
            option, metavar=metavar or usual, help=self.language.say(meaning)
        )
        return made

    def accept(self, option: str, given: str | None, known: tuple[str, ...]) -> None:
        """End the command unless what was given is one of the known words."""
        if given is not None and given not in known:
            what = text("{option}: “{found}” is not accepted.", option=option, found=given)
            complain(Joined((what, one_of(known, given)), " "), self.language)
            raise typer.Exit(2)

    def day(self, written: str | None, option: str = "--as-of") -> date | None:
        """Return a day that was given, or None; end the command when it is none."""
        if written is None:
            return None
        try:
            return parse_day(written)
        except Unreadable as error:
            complain(
                text("{option}: {what} {accepted}",
                     option=option, what=error.what, accepted=error.accepted or ""),
                self.language,
            )  # fmt: skip
            raise typer.Exit(2) from None
