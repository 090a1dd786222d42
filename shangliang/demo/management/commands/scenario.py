"""`shangliang scenario reconciled-years --check`: published years rebuilt, and every number compared."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shangliang.demo.scenarios.checking import differences
from shangliang.demo.scenarios.scratch import scratch_database
from shangliang.demo.scenarios.years import Year, published_years


class Command(BaseCommand):
    """In a scratch database of its own; the installation's data is neither read nor written."""

    help = "Rebuild published years case by case and compare page, API and export with what was published."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which scenario; one set alone by its number."""
        parser.add_argument("name", choices=["reconciled-years"])
        parser.add_argument("--check", action="store_true", help="fail if one number differs")
        parser.add_argument("--only", type=int, metavar="N", help="the N-th set alone")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a set if asked to be talkative, one line for every difference, one in the end."""
        years = published_years()
        chosen = [years[options["only"] - 1]] if options["only"] else years
        with scratch_database():
            equal = sum(self._is_equal(year, options["verbosity"]) for year in chosen)
        self.stdout.write(f"{equal} of {len(chosen)} years equal")
        if options["check"] and equal < len(chosen):
            raise CommandError("Some numbers differ from what was published.")

    def _is_equal(self, year: Year, verbosity: int) -> bool:
        found = differences(year)
        for line in found:
            self.stderr.write(line)
        if not found and verbosity > 1:
            self.stdout.write(f"{year.name}: equal")
        return not found
