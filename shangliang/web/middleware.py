"""Turns refusals and database trouble into pages with the right status, whatever view they come from."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from shangliang.web.trouble import page_for

Answer = Callable[[HttpRequest], HttpResponse]


class refusals:  # noqa: N801  used by its dotted name like the function middlewares
    """Answer what a view raised."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Called by Django with whatever a view raised."""
        return page_for(request, error)
