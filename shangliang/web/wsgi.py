"""What a WSGI server runs: the pages, and before them the static files, which need no page's machinery."""

import gc
import os
from collections.abc import MutableMapping
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.wsgi import get_wsgi_application
from servestatic import ServeStatic

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangliang.settings")
# A file with its fingerprint in the name never changes under that name.
_FINGERPRINT = r"^.+\.[0-9a-f]{12}\..+$"


def _guard(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """A static file is what its name says, and nothing a browser makes of it."""
    headers["X-Content-Type-Options"] = "nosniff"


def add_where_they_lie(server: ServeStatic) -> None:
    """Serve the files of every app from its own folder; of two with one name that of the first app."""
    folders = [storage.location for finder in get_finders() for storage in _storages(finder)]
    for folder in reversed(folders):
        server.add_files(folder, prefix=settings.STATIC_URL)


def _storages(finder: Any) -> list[Any]:
    return list(finder.storages.values())


application = ServeStatic(
    get_wsgi_application(),
    root=settings.STATIC_ROOT,
    prefix=settings.STATIC_URL,
    max_age=60,
    immutable_file_test=_FINGERPRINT,
    allow_all_origins=False,
    add_headers_function=_guard,
    autorefresh=settings.DEBUG,
)
if settings.SERVESTATIC_USE_FINDERS:
    add_where_they_lie(application)

# What is loaded by now stays for good and need not be looked through for garbage; the rest less often than a script's.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
