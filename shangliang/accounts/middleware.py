"""Before every page: is this session still alive, and did its person do all the steps that are due?"""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _

from shangliang.accounts import second_factor, sessions

Answer = Callable[[HttpRequest], HttpResponse]
View = TypeVar("View", bound=Callable[..., Any])


def open_early(view: View) -> View:
    """Mark a view as open to signed-in people who have not done all their steps."""
    view.is_open_early = True  # type: ignore[attr-defined]
    return view


def watch(get_response: Answer) -> Answer:
    """Ends sessions that were idle too long or ended elsewhere; keeps private pages out of every cache."""

    def answer(request: HttpRequest) -> HttpResponse:
        was_signed_in = request.user.is_authenticated
        if was_signed_in and not sessions.is_alive(request):
            logout(request)
            messages.info(request, _("Your session has ended. Please sign in again; what you typed is kept."))
        response = get_response(request)
        is_private = was_signed_in or request.user.is_authenticated
        if is_private and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return answer


class steps:  # noqa: N801  used by its dotted name like the function middlewares
    """Sends people to the step that is due: their own password, then the second factor."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Called by Django when it knows which view will answer."""
        if not request.user.is_authenticated or getattr(view, "is_open_early", False):
            return None
        due = _due_step(request)
        return _sent_to(request, due) if due else None


def _due_step(request: HttpRequest) -> str | None:
    if request.user.must_set_password:  # type: ignore[union-attr]
        return "set_password"
    return "second_step" if second_factor.is_due(request) else None


def _sent_to(request: HttpRequest, name: str) -> HttpResponse:
    """Pages go to the step and come back; programs are told."""
    if request.path.startswith("/api/"):
        detail = _("Finish signing in first: set your password and do the second step.")
        return JsonResponse({"detail": detail, "field": None}, status=403)
    back = request.get_full_path() if request.method == "GET" else ""
    query = f"?{urlencode({'next': back})}" if back else ""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": resolve_url(name)})
    return HttpResponseRedirect(resolve_url(name) + query)
