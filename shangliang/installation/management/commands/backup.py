"""`shangliang backup`: a consistent copy of the database while everything runs, and the time of it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from shangliang.accounts.queries import system_user
from shangliang.core.errors import Refusal
from shangliang.installation import acts
from shangliang.installation.copies import copy_database, keep_newest


class Command(BaseCommand):
    """SQLite by VACUUM INTO, PostgreSQL by pg_dump. Files and key are copied by the operator's own means."""

    help = "Copy the database into a folder and note the time for the health page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and how many copies stay."""
        parser.add_argument("--to", default=str(Path(settings.DATA_DIR) / "backups"), metavar="FOLDER")
        parser.add_argument(
            "--keep", type=int, default=14, metavar="14", help="newest copies kept; 0 keeps all"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Copy, note, tidy."""
        folder = Path(options["to"])
        try:
            made = copy_database(folder, timezone.localtime())
        except (Refusal, OSError) as error:
            raise CommandError(f"No backup was made: {error}") from error
        acts.note_backup(acts.begin(), by=system_user(), place=str(made))
        gone = keep_newest(folder, options["keep"])
        self.stdout.write(f"{made} ({made.stat().st_size / 1024**2:.1f} MB); {len(gone)} older ones removed")
        self.stdout.write(f"Copy as well: {settings.MEDIA_ROOT} (uploaded files), and the SECRET_KEY.")
