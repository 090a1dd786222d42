"""`shangliang insight …`: run an engine on a file by hand."""

from types import ModuleType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from shangliang.insight.mapping import command as mapping
from shangliang.insight.suggest import command as suggest
from shangliang.insight.text import by_hand
from shangliang.insight.text import command as text

ENGINES: tuple[ModuleType, ...] = (mapping, suggest, text, by_hand)


class Command(BaseCommand):
    """Each engine adds its subcommands and runs what it added."""

    help = "Run an insight engine on a file."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One subcommand an engine, or several."""
        subparsers = parser.add_subparsers(required=True, metavar="engine")
        for engine in ENGINES:
            engine.add_arguments(subparsers)

    def handle(self, *args: Any, **options: Any) -> None:
        """The chosen subcommand."""
        options["run"](options)
