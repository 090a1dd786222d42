"""`shangliang country`: all regions and bodies of the country, and the towns of chosen counties."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shangliang.bodies.country import Loaded, load_country, load_towns


class Command(BaseCommand):
    """Loads what the reference data knows; running it again only takes over changes of names and places."""

    help = "Create or update all regions and bodies of the country; --towns CODE adds the towns of a county."

    def add_arguments(self, parser: CommandParser) -> None:
        """Counties whose towns are wanted."""
        parser.add_argument("--towns", metavar="CODE", action="append", default=[], help="code of a county")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say in one line each what was done."""
        regions, bodies = load_country()
        self._say("regions", regions)
        self._say("bodies", bodies)
        for code in options["towns"]:
            try:
                self._say(f"towns of {code}", load_towns(code))
            except KeyError as error:
                raise CommandError(f"There is no county with the code {code}.") from error

    def _say(self, what: str, loaded: Loaded) -> None:
        self.stdout.write(f"{what}: {loaded.made} new, {loaded.changed} changed")
