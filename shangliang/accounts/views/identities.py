"""Signing in through the organisation: going there, coming back, linking, unlinking."""

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from shangliang.accounts import acts
from shangliang.accounts.identities import Protocol, failed
from shangliang.accounts.middleware import open_early
from shangliang.accounts.views.answers import done, person, proved_lately
from shangliang.accounts.where import where_of
from shangliang.core.http import asks, page, safe_next
from shangliang.core.rules import anyone, is_signed_in


@open_early
@never_cache
@asks(anyone)
@require_POST
def oidc_sign_in(request: HttpRequest) -> HttpResponse:
    """To the organisation's sign-in."""
    return _leave(request, AuthProcess.LOGIN)


@never_cache
@asks(is_signed_in)
@require_POST
@proved_lately
def oidc_connect(request: HttpRequest) -> HttpResponse:
    """There, to link it with the account one is signed in to."""
    return _leave(request, AuthProcess.CONNECT)


def _leave(request: HttpRequest, process: str) -> HttpResponse:
    """By a page that goes on by itself: our policy lets no form lead to another host, redirected or not."""
    if not settings.OIDC_ISSUER:
        raise Http404
    provider = get_adapter().get_provider(request, provider=settings.OIDC_ISSUER)
    provider.oauth2_adapter_class = lambda request, issuer: Protocol(request)
    try:
        target = provider.redirect(request, process, next_url=safe_next(request, "") or None)["Location"]
    except (OSError, ValueError, KeyError):
        return failed(request)
    answer = page(request, "accounts/leaving.html", {"target": target, "name": settings.OIDC_NAME})
    answer["Refresh"] = f"0; url={target}"
    return answer


@open_early
@never_cache
@asks(anyone)
@require_GET
def oidc_back(request: HttpRequest) -> HttpResponse:
    """Back from there; the state in the session says from which press."""
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        answer: HttpResponse = OAuth2CallbackView.adapter_view(Protocol(request))(request)
    except (OSError, ValueError, KeyError):
        return failed(request)
    return answer


@never_cache
@asks(is_signed_in)
@require_POST
@proved_lately
def oidc_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in this way no longer."""
    user = person(request)
    acts.remove_identity(user, by=user, where=where_of(request), identity=pk)
    return done(request, _("The link was removed."), "security")
