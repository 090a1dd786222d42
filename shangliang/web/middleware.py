"""Turns refusals and database trouble into pages with the right status, whatever view they come from."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from shangliang.core.errors import Refusal
from shangliang.web.trouble import page_for

Answer = Callable[[HttpRequest], HttpResponse]
# The page with the codes to copy is a page like others.
EMBEDS = "/embed/"
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")


def embeds_know_no_cookies(get_response: Answer) -> Answer:
    """A frame on another site must not know who looks at it: before anything reads them, cookies are gone."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(EMBEDS) and request.path != EMBEDS:
            request.COOKIES = {}
        return get_response(request)

    return answer


def is_whole(request: HttpRequest) -> bool:
    """Whether as much of a form arrived as was announced. Other bodies are read by those who check them."""
    if request.method != "POST" or request.content_type not in FORMS:
        return True
    announced = int(request.META.get("CONTENT_LENGTH") or 0)
    _read = request.POST
    # Django reads a plain form at once, one with files from a stream that counts.
    stream: Any = request._stream
    arrived = len(request.body) if hasattr(request, "_body") else getattr(stream, "_pos", announced)
    return arrived >= announced


class refusals:  # noqa: N801  used by its dotted name like the function middlewares
    """Answer what a view raised."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Called by Django before the view: half a form would be taken for a whole one."""
        if is_whole(request):
            return None
        return page_for(
            request,
            Refusal(_("The line broke while this was sent, and nothing was taken in. Please send it again.")),
        )

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django with whatever a view raised."""
        return page_for(request, error)
