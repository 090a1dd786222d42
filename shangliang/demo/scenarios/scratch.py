"""An empty database in a temporary folder, in place of the installation's own for a while."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from django.test import override_settings

from shangliang.accounts import queries as people

_ENGINE = "django.db.backends.sqlite3"
# The pages are read for their numbers; their style sheets need not have been collected.
_PLAIN_FILES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}


@contextmanager
def scratch_database() -> Iterator[None]:
    """Whatever is written inside is gone afterwards; the installation's data and files are not touched."""
    with TemporaryDirectory(prefix="shangliang-") as folder:
        kept = connections["default"]
        scratch = _wrapper(Path(folder) / "scratch.sqlite3")
        connections["default"] = scratch
        people._system_id.cache_clear()
        try:
            with override_settings(MEDIA_ROOT=folder, STORAGES=_PLAIN_FILES):
                call_command("migrate", verbosity=0)
                yield
        finally:
            scratch.close()
            connections["default"] = kept
            people._system_id.cache_clear()


def _wrapper(path: Path) -> BaseDatabaseWrapper:
    """A connection as the settings would make it, only elsewhere."""
    given: dict[str, Any] = {"ENGINE": _ENGINE, "NAME": str(path)}
    options = settings.DATABASES["default"]
    if options["ENGINE"] == _ENGINE:
        given["OPTIONS"] = {**options.get("OPTIONS", {}), "init_command": "PRAGMA synchronous=OFF"}
    complete = connections.configure_settings({"default": given})["default"]
    made: BaseDatabaseWrapper = load_backend(_ENGINE).DatabaseWrapper(complete, "default")
    return made
