"""What the account pages share: refusals shown in their form, proofs asked again, the site's address."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.accounts import second_factor, sessions
from shangliang.accounts.models import User
from shangliang.accounts.queries import has_second_factor
from shangliang.accounts.throttle import TooFast
from shangliang.core.errors import Invalid, Refusal
from shangliang.core.http import page, safe_next

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def person(request: HttpRequest) -> User:
    """The signed-in person; only behind a rule that asks for one."""
    assert isinstance(request.user, User)
    return request.user


def site_of(request: HttpRequest) -> str:
    """The origin under which the browser sees us, such as https://example.org."""
    return request.build_absolute_uri("/").rstrip("/")


def to(name: str, goal: str = "") -> HttpResponseRedirect:
    """To a page of ours, which goes on to the goal."""
    return HttpResponseRedirect(reverse(name) + (f"?{urlencode({'next': goal})}" if goal else ""))


def must_step_first(request: HttpRequest) -> bool:
    """Who has a second factor and did not use it in this session changes neither it nor the password."""
    if settings.DEMO or sessions.has_done_second_step(request):
        return False
    return has_second_factor(request.user)


def done(request: HttpRequest, sentence: str, where_to: str) -> HttpResponse:
    """Say what was done, on the page one goes to."""
    messages.success(request, sentence)
    return HttpResponseRedirect(reverse(where_to))


def form_page(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page around one form; a form with errors answers 422."""
    told = {"form": form, "next": safe_next(request, ""), **(context or {})}
    return page(request, template, told, status=422 if form.errors and status == 200 else status)


def refused(
    request: HttpRequest,
    template: str,
    form: forms.Form,
    refusal: Refusal,
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """The same page with the reason: at its field, or above the form."""
    field = refusal.field if isinstance(refusal, Invalid) else None
    form.add_error(field if field in form.fields else None, str(refusal.sentence))
    answer = form_page(request, template, form, context, refusal.status)
    if isinstance(refusal, TooFast):
        answer["Retry-After"] = str(refusal.seconds)
    return answer


def come_in(request: HttpRequest, user: User, where_to: str) -> HttpResponse:
    """Begin the session; the next page is the second step if one is due."""
    sessions.begin(request, user)
    answer: HttpResponse
    if second_factor.is_due(request):
        answer = to("second_step", where_to)
    else:
        answer = HttpResponseRedirect(where_to)
        sessions.remember_device(request, answer)
    sessions.speak(request, answer)
    return answer


def proved_lately(view: View[P]) -> View[P]:
    """Changes to the account ask once more who is there, if the last proof is old."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if sessions.is_proof_fresh(request):
            return view(request, *args, **kwargs)
        back = request.get_full_path() if request.method == "GET" else reverse("security")
        messages.info(request, _("Please show once more that it is you; then repeat what you wanted to do."))
        return to("prove", back)

    return guarded
