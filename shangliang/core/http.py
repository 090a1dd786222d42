"""Answering requests: full pages or a named part of one, and the rule every URL has."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from shangliang.core.errors import NotAllowed
from shangliang.core.rules import Rule

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page; when htmx asks and `part` names a template of the fragment, only that."""
    chosen = part if part and getattr(request, "htmx", False) else template
    return render(request, chosen, context or {}, status=status)


def asks(rule: Rule) -> Callable[[View[P]], View[P]]:
    """Every view names the rule that must hold before anything else; who could sign in is sent to do so."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            reason = rule(request.user, None)
            if reason is None:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise NotAllowed(reason)

        guarded.rule = rule  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]  # wraps() hides that the signature is the same

    return decorate


def safe_next(request: HttpRequest, otherwise: str) -> str:
    """Where the form wants to go afterwards, if that is a page of this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if is_ours else otherwise
