"""`shangliang demo`: the demo's people and cases into the database; larger worlds on request."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from shangliang.core.errors import Refusal
from shangliang.demo.country_ledger import fill_country
from shangliang.demo.loading import load_once, refuse_real_places
from shangliang.demo.scale import Scale, enlarge


class Command(BaseCommand):
    """Only where SHANGLIANG_DEMO=1."""

    help = "Load the demo once. With --scale or --country-acts, fill it further for measuring."

    def add_arguments(self, parser: CommandParser) -> None:
        """What to add beyond the demo itself."""
        parser.add_argument(
            "--scale", nargs="+", metavar="proposals=100000", help="also body=330402 acts=1000000"
        )
        parser.add_argument(
            "--country-acts", type=int, default=0, metavar="6000000", help="acts over all bodies"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, then enlarge."""
        try:
            load_once(self.stdout.write)
            refuse_real_places()
            if options["scale"]:
                enlarge(Scale.read(options["scale"]), self.stdout.write)
            if options["country_acts"]:
                fill_country(options["country_acts"], self.stdout.write)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
