"""Turns refusals into pages with the right status, whatever view they come from."""

from collections.abc import Callable

from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from shangliang.core.errors import Refusal

Answer = Callable[[HttpRequest], HttpResponse]


class refusals:  # noqa: N801  used by its dotted name like the function middlewares
    """Answer a Refusal with its status and sentence; a database that is gone with 503."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django with whatever a view raised."""
        if isinstance(error, Refusal):
            return render(request, f"{error.status}.html", {"sentence": error.sentence}, status=error.status)
        if isinstance(error, OperationalError | InterfaceError):
            return _database_trouble(request, error)
        return None


def _database_trouble(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    """A deadlock: somebody else was faster. Read-only or gone: say so; what was acknowledged is safe."""
    code = getattr(error.__cause__, "sqlstate", "")
    if code == "40P01":
        sentence = _("Nothing was changed: somebody else acted on the same case at the same moment.")
        return render(request, "409.html", {"sentence": sentence}, status=409)
    # Without the request: the frame around other pages would ask the database again.
    return HttpResponse(render_to_string("503.html"), status=503)
