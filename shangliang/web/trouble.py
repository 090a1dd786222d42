"""Pages for trouble: refusals with their sentence, a database that is read-only or gone, and everything else."""

import sys

from django.db import Error as DatabaseTrouble
from django.db import InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from shangliang.core.errors import Refusal

DEADLOCK = "40P01"


def page_for(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The page that explains an error; None if nothing better than "broken" can be said of it."""
    if isinstance(error, Refusal):
        return render(request, f"{error.status}.html", {"sentence": error.sentence}, status=error.status)
    if not isinstance(error, OperationalError | InterfaceError | InternalError):
        return None
    if _code(error) == DEADLOCK:
        sentence = _("Nothing was changed: somebody else acted on the same case at the same moment.")
        return render(request, "409.html", {"sentence": sentence}, status=409)
    # Without the request: the frame around other pages would ask the database again.
    return HttpResponse(render_to_string("503.html", display_of(request)), status=503)


def display_of(request: HttpRequest) -> dict[str, str]:
    """How this reader wants pages to look, as their own browser remembers it."""
    return {"theme": request.COOKIES.get("theme", "auto"), "mode": request.COOKIES.get("mode", "standard")}


def _code(error: DatabaseTrouble) -> str:
    return str(getattr(error.__cause__, "sqlstate", ""))


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever went wrong outside a view: in a middleware, while the frame was drawn."""
    known = page_for(request, sys.exc_info()[1])
    return known or HttpResponse(render_to_string("500.html", display_of(request)), status=500)
