"""What the links in letters open. Looking at a page uses nothing up; only sending its form does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from shangliang.accounts import acts
from shangliang.accounts.forms import AddressForm, PasswordForm
from shangliang.accounts.middleware import open_early
from shangliang.accounts.models import Letter
from shangliang.accounts.queries import letter_for
from shangliang.accounts.views.account import password_rules
from shangliang.accounts.views.answers import come_in, done, form_page, refused, site_of
from shangliang.accounts.where import where_of
from shangliang.core.errors import Refusal
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone


@open_early
@never_cache
@asks(anyone)
@require_http_methods(["GET", "POST"])
def ask_reset(request: HttpRequest) -> HttpResponse:
    """Have a link for a new password sent; the answer is the same whoever reads the address."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.ask_reset(form.cleaned_data["email"], site=site_of(request), where=where_of(request))
        except Refusal as refusal:
            return refused(request, "accounts/ask_reset.html", form, refusal)
        sentence = _("If this address belongs to an account with a password, we sent a link to it.")
        return done(request, sentence, "sign_in")
    return form_page(request, "accounts/ask_reset.html", form)


def _worn_out(request: HttpRequest) -> HttpResponse:
    return page(request, "accounts/worn_out.html", {}, status=404)


@open_early
@never_cache
@sensitive_post_parameters("password", "again")
@asks(anyone)
@require_http_methods(["GET", "POST"])
def reset_password(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """A new password with the link of a mail; then one signs in with it."""
    letter = letter_for(Letter.Kind.RESET, pk, token)
    if letter is None or letter.user is None:
        return _worn_out(request)
    user = letter.user
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        acts.reset_password(user, by=user, where=where_of(request), letter=letter, password=password)
        return done(request, _("Your password was changed. Please sign in with it."), "sign_in")
    return form_page(request, "accounts/set_password.html", form, password_rules(user))


@open_early
@never_cache
@sensitive_post_parameters("password", "again")
@asks(anyone)
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The invited person sets the first password and is in."""
    letter = letter_for(Letter.Kind.INVITATION, pk, token)
    if letter is None or letter.user is None:
        return _worn_out(request)
    user = letter.user
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password"]
        acts.accept_invitation(user, by=user, where=where_of(request), letter=letter, password=password)
        messages.success(request, _("Welcome, %(name)s.") % {"name": user})
        return come_in(request, user, "/")
    return form_page(request, "accounts/invitation.html", form, password_rules(user))


@open_early
@never_cache
@asks(anyone)
@require_http_methods(["GET", "POST"])
def confirm_address(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The new address was reached; a press confirms it."""
    letter = letter_for(Letter.Kind.ADDRESS, pk, token)
    if letter is None or letter.user is None:
        return _worn_out(request)
    user = letter.user
    if request.method == "POST":
        acts.confirm_address(user, by=user, where=where_of(request), letter=letter)
        return done(request, _("Your e-mail address was changed."), "account")
    return page(request, "accounts/confirm_address.html", {"address": letter.address, "person": user})
