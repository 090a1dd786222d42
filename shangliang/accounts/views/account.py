"""One's own account: profile, safety, password, sessions."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shangliang.accounts import acts, sessions
from shangliang.accounts.forms import AddressForm, PasswordForm, ProfileForm
from shangliang.accounts.middleware import open_early
from shangliang.accounts.models import CodeKey, OpenSession, SecurityEvent, User
from shangliang.accounts.rules import reads_security_log
from shangliang.accounts.views.answers import (
    done,
    form_page,
    must_step_first,
    person,
    proved_lately,
    refused,
    site_of,
    to,
)
from shangliang.accounts.where import where_of
from shangliang.core.errors import Refusal
from shangliang.core.http import asks, page, safe_next
from shangliang.core.rules import is_signed_in

SHOWN_EVENTS = 30
LOG_PAGE = 100


@never_cache
@asks(is_signed_in)
@require_http_methods(["GET", "POST"])
def account(request: HttpRequest) -> HttpResponse:
    """Name, address, phone, language."""
    user = person(request)
    kept = {"phone": user.phone, "language": user.language or settings.LANGUAGE_CODE}
    form = ProfileForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        acts.change_profile(user, by=user, where=where_of(request), **form.cleaned_data)
        answer = done(request, _("Your profile was saved."), "account")
        sessions.speak(request, answer)
        return answer
    return form_page(request, "accounts/account.html", form, {"person": user, "tabs": tabs("account")})


def tabs(current: str) -> list[dict[str, Any]]:
    """The pages of an account."""
    named = (
        ("account", _("Profile")),
        ("security", _("Sign-in and safety")),
        ("notices:settings", _("How you are told")),
        ("notices:calendar", _("Calendar")),
        ("privacy", _("My data")),
        ("tokens", _("Tokens for programs")),
    )
    return [{"label": label, "href": resolve_url(name), "current": name == current} for name, label in named]


@never_cache
@asks(is_signed_in)
@require_http_methods(["GET", "POST"])
@proved_lately
def change_address(request: HttpRequest) -> HttpResponse:
    """Another e-mail address: a link goes there, and the address counts when the link was opened."""
    user, form = person(request), AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.ask_address(user, form.cleaned_data["email"], site=site_of(request), where=where_of(request))
        except Refusal as refusal:
            return refused(request, "accounts/change_address.html", form, refusal)
        return done(request, _("We sent a link to this address. Open it to confirm."), "account")
    return form_page(request, "accounts/change_address.html", form)


@never_cache
@asks(is_signed_in)
@require_GET
def security(request: HttpRequest) -> HttpResponse:
    """Password, second factors, where one is signed in, and what happened of late."""
    user = person(request)
    context = {
        "person": user,
        "tabs": tabs("security"),
        "app": CodeKey.objects.filter(user=user).first(),
        "passkeys": user.passkeys.all(),
        "codes_left": user.recovery_codes.filter(used__isnull=True).count(),
        "sessions": OpenSession.objects.visible_to(user),
        "here": request.session.get(sessions.ROW),
        "events": SecurityEvent.objects.filter(user=user).order_by("-at", "-id")[:SHOWN_EVENTS],
        "identities": SocialAccount.objects.filter(user=user),
        "oidc_name": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "reads_log": reads_security_log.holds(user, None),
    }
    return page(request, "accounts/security.html", context)


@open_early
@never_cache
@sensitive_post_parameters("password", "again")
@asks(is_signed_in)
@require_http_methods(["GET", "POST"])
@proved_lately
def set_password(request: HttpRequest) -> HttpResponse:
    """A new password, by choice or because the present one was given by somebody else."""
    user = person(request)
    if must_step_first(request):
        return to("second_step", request.path)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        acts.set_password(user, by=user, where=where_of(request), password=form.cleaned_data["password"])
        sessions.stay_in(request, user)
        messages.success(request, _("Your password was changed. Your other sessions were ended."))
        return HttpResponseRedirect(safe_next(request, resolve_url("home")))
    return form_page(request, "accounts/set_password.html", form, password_rules(user))


def password_rules(user: User) -> dict[str, Any]:
    """What a password must be, shown before one is typed."""
    return {"person": user, "rules": password_validators_help_texts()}


@never_cache
@asks(is_signed_in)
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out one other device."""
    user = person(request)
    acts.end_session(user, by=user, where=where_of(request), session=pk)
    return done(request, _("The session was ended."), "security")


@never_cache
@asks(is_signed_in)
@require_POST
def end_all_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere, here too."""
    user = person(request)
    acts.end_all_sessions(user, by=user, where=where_of(request))
    sessions.end(request)
    return done(request, _("You are signed out everywhere."), "sign_in")


@never_cache
@asks(is_signed_in & reads_security_log)
@require_GET
def security_log(request: HttpRequest) -> HttpResponse:
    """What happened to the accounts one audits, newest first."""
    rows = SecurityEvent.objects.visible_to(request.user).select_related("user", "by").order_by("-id")
    before = request.GET.get("before", "")
    shown = list((rows.filter(pk__lt=int(before)) if before.isdigit() else rows)[:LOG_PAGE])
    older = shown[-1].pk if len(shown) == LOG_PAGE else None
    return page(request, "accounts/security_log.html", {"events": shown, "older": older})
