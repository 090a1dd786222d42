"""`shangliang tallies`: compare the daily counts with the acts, or rebuild them."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shangliang.ledger.tallies import MOST_TOLD, differences, rebuild


class Command(BaseCommand):
    """Counts are kept by the door; this proves it, and mends them after a restore."""

    help = "Compare tallies with the acts they count; --rebuild replaces them."

    def add_arguments(self, parser: CommandParser) -> None:
        """--rebuild."""
        parser.add_argument("--rebuild", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit 1 if a count is wrong and was not rebuilt."""
        wrong = differences()
        for key, kept, true in wrong[:20]:
            self.stdout.write(f"{key}: {kept} kept, {true} true")
        many = f"{len(wrong)} or more" if len(wrong) == MOST_TOLD else str(len(wrong))
        if options["rebuild"]:
            self.stdout.write(f"{rebuild()} tallies rebuilt, {many} had been wrong")
            return
        self.stdout.write(f"{many} tallies differ")
        if wrong:
            sys.exit(1)
