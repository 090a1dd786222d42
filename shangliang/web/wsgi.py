"""What a WSGI server runs: the pages, and before them the static files, which need no page's machinery."""

import os
from collections.abc import MutableMapping

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from servestatic import ServeStatic

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shangliang.settings")
# A file with its fingerprint in the name never changes under that name.
_FINGERPRINT = r"^.+\.[0-9a-f]{12}\..+$"


def _guard(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """A static file is what its name says, and nothing a browser makes of it."""
    headers["X-Content-Type-Options"] = "nosniff"


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
