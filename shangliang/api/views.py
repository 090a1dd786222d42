"""The page of one's tokens."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from shangliang.accounts.http import person_of
from shangliang.accounts.where import where_of
from shangliang.api import acts
from shangliang.api.models import Token
from shangliang.core.http import asks, page
from shangliang.core.rules import is_signed_in


class TokenForm(forms.Form):
    """What the token is for."""

    name = forms.CharField(label=_("what it is for"), max_length=60)


@never_cache
@asks(is_signed_in)
def tokens(request: HttpRequest) -> HttpResponse:
    """One's tokens; a new one's secret is shown this once."""
    form = TokenForm(request.POST or None)
    secret = None
    if request.method == "POST" and form.is_valid():
        secret = acts.make_token(person_of(request), where=where_of(request), name=form.cleaned_data["name"])
        form = TokenForm()
    rows = Token.objects.visible_to(request.user).select_related("post__body").order_by("-pk")
    status = 422 if form.is_bound and not secret else 200
    return page(request, "api/tokens.html", {"form": form, "tokens": rows, "secret": secret}, status=status)


@asks(is_signed_in)
@require_POST
def end_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw one away."""
    token = get_object_or_404(Token.objects.visible_to(request.user), pk=pk)
    acts.end_token(token, by=person_of(request), where=where_of(request))
    messages.success(request, _t("The token was ended."))
    return redirect("tokens")
