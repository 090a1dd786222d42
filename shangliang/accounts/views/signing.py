"""Signing in and out."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from shangliang.accounts import acts, policy, queries, sessions
from shangliang.accounts.acts.door import Kind, note
from shangliang.accounts.forms import AddressForm, CodeForm, ProofForm, SignInForm
from shangliang.accounts.middleware import open_early
from shangliang.accounts.models import User
from shangliang.accounts.views.answers import come_in, form_page, person, refused, site_of, to
from shangliang.accounts.where import where_of
from shangliang.core.errors import Refusal
from shangliang.core.http import asks, safe_next
from shangliang.core.rules import anyone, is_signed_in

CODE_LETTER = "code_letter"


@open_early
@never_cache
@sensitive_post_parameters("password")
@asks(anyone)
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Username or address, and password; beside it the other ways in."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            user = acts.prove_password(given["login"], given["password"], where=where_of(request))
        except Refusal as refusal:
            return refused(request, "accounts/sign_in.html", form, refusal, other_ways())
        return come_in(request, user, _goal(request))
    return form_page(request, "accounts/sign_in.html", form, other_ways())


def other_ways() -> dict[str, Any]:
    """What the sign-in page offers besides the password."""
    people = queries.demo_people() if settings.DEMO else []
    shown = [{"username": one.username, "name": one.name, "role": policy.described(one)} for one in people]
    return {"demo_people": shown, "oidc_name": settings.OIDC_NAME if settings.OIDC_ISSUER else ""}


def _goal(request: HttpRequest) -> str:
    return safe_next(request, resolve_url(settings.LOGIN_REDIRECT_URL))


@open_early
@never_cache
@asks(anyone)
@require_http_methods(["GET", "POST"])
def ask_code(request: HttpRequest) -> HttpResponse:
    """Have a sign-in code sent; the answer is the same whoever reads the address."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        try:
            letter = acts.ask_code(address, site=site_of(request), where=where_of(request))
        except Refusal as refusal:
            return refused(request, "accounts/ask_code.html", form, refusal)
        request.session[CODE_LETTER] = letter.pk
        return to("enter_code", safe_next(request, ""))
    return form_page(request, "accounts/ask_code.html", form)


@open_early
@never_cache
@sensitive_post_parameters("code")
@asks(anyone)
@require_http_methods(["GET", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    """Type the code that was sent; it counts only in the browser that asked for it."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            letter = request.session.get(CODE_LETTER)
            user = acts.prove_code(letter, form.cleaned_data["code"], where=where_of(request))
        except Refusal as refusal:
            return refused(request, "accounts/enter_code.html", form, refusal)
        return come_in(request, user, _goal(request))
    return form_page(request, "accounts/enter_code.html", form)


@open_early
@never_cache
@asks(anyone)
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click, in the demonstration only, into the accounts of invented people only."""
    username = request.POST.get("username", "")
    user = User.objects.filter(username=username, is_active=True, is_system=False).first()
    if not settings.DEMO or user is None or not user.is_demo:
        raise Http404
    note(Kind.SIGNED_IN, user, where_of(request))
    return come_in(request, user, _goal(request))


@open_early
@never_cache
@asks(anyone)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End this session, and with it everything its cookie could do."""
    if request.user.is_authenticated:
        note(Kind.SIGNED_OUT, person(request), where_of(request))
        sessions.end(request)
        messages.success(request, _("You are signed out."))
    return HttpResponseRedirect(resolve_url(settings.LOGOUT_REDIRECT_URL))


@open_early
@never_cache
@sensitive_post_parameters("password")
@asks(is_signed_in)
@require_http_methods(["GET", "POST"])
def prove(request: HttpRequest) -> HttpResponse:
    """The password once more, before the account itself is changed."""
    user, form = person(request), ProofForm(request.POST or None)
    context = {"has_password": user.has_usable_password()}
    if request.method == "POST" and form.is_valid():
        try:
            acts.prove_again(user, form.cleaned_data["password"], where=where_of(request))
        except Refusal as refusal:
            return refused(request, "accounts/prove.html", form, refusal, context)
        sessions.renew_proof(request)
        sessions.rotate(request)
        return HttpResponseRedirect(safe_next(request, reverse("security")))
    return form_page(request, "accounts/prove.html", form, context)
