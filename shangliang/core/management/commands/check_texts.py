"""Refuse a text without its Chinese."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from shangliang.core.catalogues.checks import faults


class Command(BaseCommand):
    """`shangliang check_texts`: lists every fault of the translations and fails if there is one."""

    help = "Check that every marked text has exactly one certain Chinese translation."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Check all apps."""
        found = faults(settings.BASE_DIR / "shangliang")
        for line in found:
            self.stdout.write(line.replace(f"{settings.BASE_DIR}/", ""))
        if found:
            raise CommandError(f"{len(found)} faults in the translations")
        self.stdout.write("Every text has its Chinese.")
