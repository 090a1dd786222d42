"""The second step: doing it, and setting it up."""

from typing import Any

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_POST

from shangliang.accounts import acts, passkeys, policy, sessions, totp
from shangliang.accounts.forms import AppCodeForm, CredentialForm, NewPasskeyForm, StepForm
from shangliang.accounts.middleware import open_early
from shangliang.accounts.models import CodeKey, User
from shangliang.accounts.queries import has_second_factor
from shangliang.accounts.sealing import seal, unseal
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

QUESTION, NEW_QUESTION, NEW_SECRET = "passkey_question", "new_passkey_question", "new_app_secret"


@open_early
@never_cache
@asks(is_signed_in)
@require_GET
def second_step(request: HttpRequest) -> HttpResponse:
    """The step that is due, or the setting up of it for who has none yet."""
    goal = safe_next(request, "")
    if not has_second_factor(request.user):
        return to("second_factor", goal)
    return form_page(request, "accounts/second_step.html", StepForm(), _ways(request))


def _ways(request: HttpRequest) -> dict[str, Any]:
    """The passkey question, if the person has a passkey; kept in the session for its answer."""
    user = person(request)
    if not user.passkeys.exists():
        return {"has_app": True}
    question, request.session[QUESTION] = passkeys.ask_proof(user, site_of(request))
    return {"has_app": CodeKey.objects.filter(user=user).exists(), "question": question}


@open_early
@never_cache
@sensitive_post_parameters("code")
@asks(is_signed_in)
@require_POST
def step_by_code(request: HttpRequest) -> HttpResponse:
    """Do the step with a code."""
    form = StepForm(request.POST)
    if not form.is_valid():
        return form_page(request, "accounts/second_step.html", form, _ways(request))
    try:
        acts.prove_step_by_code(person(request), form.cleaned_data["code"], where=where_of(request))
    except Refusal as refusal:
        return refused(request, "accounts/second_step.html", form, refusal, _ways(request))
    return _stepped(request)


@open_early
@never_cache
@asks(is_signed_in)
@require_POST
def step_by_passkey(request: HttpRequest) -> HttpResponse:
    """Do the step with a passkey."""
    form, state = CredentialForm(request.POST), request.session.pop(QUESTION, None)
    credential = form.data.get("credential", "")
    try:
        acts.prove_step_by_passkey(
            person(request), credential, state=state, site=site_of(request), where=where_of(request)
        )
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return form_page(request, "accounts/second_step.html", StepForm(), _ways(request), refusal.status)
    return _stepped(request)


def _stepped(request: HttpRequest) -> HttpResponse:
    sessions.did_second_step(request)
    answer = HttpResponseRedirect(safe_next(request, resolve_url("home")))
    sessions.remember_device(request, answer)
    return answer


@open_early
@never_cache
@asks(is_signed_in)
@require_GET
@proved_lately
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up a second factor: an app, or a passkey."""
    if must_step_first(request):
        return to("second_step")
    return page(request, "accounts/second_factor.html", _setting_up(request))


def _setting_up(request: HttpRequest, **forms: Any) -> dict[str, Any]:
    user, secret = person(request), _new_secret(request)
    address = totp.address_of(secret, user.username, _("Shangliang"))
    question, request.session[NEW_QUESTION] = passkeys.ask_new(user, site_of(request))
    picture = segno.make(address, error="m").svg_inline(border=2, omitsize=True)
    return {
        "app_form": forms.get("app_form") or AppCodeForm(),
        "passkey_form": forms.get("passkey_form") or NewPasskeyForm(),
        "picture": mark_safe(picture),  # noqa: S308  drawn by us from an address we made
        "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        "question": question,
        "is_needed": policy.second_factor_needed(user) and not has_second_factor(user),
        "next": safe_next(request, ""),
    }


def _new_secret(request: HttpRequest) -> str:
    """One for the whole setting up, sealed in the session."""
    if NEW_SECRET not in request.session:
        request.session[NEW_SECRET] = seal(totp.new_secret())
    return unseal(request.session[NEW_SECRET])


@open_early
@never_cache
@sensitive_post_parameters("code")
@asks(is_signed_in)
@require_POST
@proved_lately
def add_app(request: HttpRequest) -> HttpResponse:
    """Take the scanned app."""
    if must_step_first(request):
        return to("second_step")
    user, form = person(request), AppCodeForm(request.POST)
    if not form.is_valid():
        return _again(request, 422, app_form=form)
    try:
        code, secret = form.cleaned_data["code"], _new_secret(request)
        acts.add_code_key(user, by=user, where=where_of(request), secret=secret, code=code)
    except Refusal as refusal:
        form.add_error("code", str(refusal.sentence))
        return _again(request, refusal.status, app_form=form)
    request.session.pop(NEW_SECRET)
    return _added(request, user)


@open_early
@never_cache
@asks(is_signed_in)
@require_POST
@proved_lately
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Take the passkey the browser made."""
    if must_step_first(request):
        return to("second_step")
    user, form, state = person(request), NewPasskeyForm(request.POST), request.session.pop(NEW_QUESTION, None)
    if not form.is_valid():
        return _again(request, 422, passkey_form=form)
    try:
        answer = passkeys.read_new(state, form.cleaned_data["credential"], site_of(request))
        acts.add_passkey(
            user, by=user, where=where_of(request), name=form.cleaned_data["name"], answer=answer
        )
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return _again(request, refusal.status, passkey_form=form)
    return _added(request, user)


def _again(request: HttpRequest, status: int, **forms: Any) -> HttpResponse:
    return page(request, "accounts/second_factor.html", _setting_up(request, **forms), status=status)


def _added(request: HttpRequest, user: User) -> HttpResponse:
    """The other sessions are over, this one has done its step; the first factor brings recovery codes."""
    sessions.stay_in(request, user)
    request.session[sessions.HAS_FACTOR] = True
    sessions.did_second_step(request)
    if user.recovery_codes.exists():
        answer = done(request, _("The second factor is set up. Your other sessions were ended."), "security")
    else:
        messages.success(request, _("The second factor is set up. Your other sessions were ended."))
        answer = _show_codes(request, user)
    sessions.remember_device(request, answer)
    return answer


def _show_codes(request: HttpRequest, user: User) -> HttpResponse:
    codes = acts.renew_recovery_codes(user, by=user, where=where_of(request))
    return page(request, "accounts/recovery_codes.html", {"codes": codes, "next": safe_next(request, "")})


@never_cache
@asks(is_signed_in)
@require_POST
@proved_lately
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Ten fresh recovery codes, on the page that answers, and nowhere else."""
    if not has_second_factor(request.user):
        return to("second_factor")
    return _show_codes(request, person(request))


@never_cache
@asks(is_signed_in)
@require_POST
@proved_lately
def remove_factor(request: HttpRequest) -> HttpResponse:
    """Give up the app, or one passkey (`passkey`, its id)."""
    user, passkey = person(request), request.POST.get("passkey", "")
    if passkey.isdigit():
        acts.remove_passkey(user, by=user, where=where_of(request), passkey=int(passkey))
    else:
        acts.remove_code_key(user, by=user, where=where_of(request))
    sessions.stay_in(request, user)
    request.session[sessions.HAS_FACTOR] = has_second_factor(user)
    return done(request, _("The second factor was removed. Your other sessions were ended."), "security")
