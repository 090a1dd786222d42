"""Compile the translations; with Babel, so that a machine without gettext can run the product."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed

from shangliang.core.catalogues.files import (
    apps_with_texts,
    catalogue_path,
    compile_catalogue,
    compiled_path,
)


class Command(BaseCommand):
    """`shangliang compile_texts`: says nothing when all is fresh."""

    help = "Compile the .po files of every app that changed."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile what is older than its source."""
        for app in apps_with_texts(settings.BASE_DIR / "shangliang"):
            path = catalogue_path(app)
            if compile_catalogue(path):
                # This process may have read the old ones already.
                translation_file_changed(None, compiled_path(path))
                self.stdout.write(f"compiled the texts of {app.name}")
