"""Single sign-on (OpenID Connect): the library speaks the protocol, we decide who comes in.

An identity is the pair of issuer and subject. It is linked to an existing account by the signed-in person, or
by an address the issuer has verified; no account is ever made."""

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.accounts import acts
from shangliang.accounts.acts.door import Kind, note
from shangliang.accounts.models import User
from shangliang.accounts.queries import person_by_address
from shangliang.accounts.views.answers import come_in, done, person, to
from shangliang.accounts.where import where_of
from shangliang.core.errors import Refusal

CONNECT = "connect"


class Protocol(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Stricter than the library: the signature is always checked, and both answers must be of one subject."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request, settings.OIDC_ISSUER)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """The page the issuer sends people back to; the operator registers it there."""
        return request.build_absolute_uri(reverse("oidc_back"))

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        config = self.openid_config
        claims: dict[str, Any] = jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=config["jwks_uri"],
            issuer=config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        return claims

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> SocialLogin:
        """The identity, without keeping what the issuer told beyond it."""
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        claims = self._decode_id_token(app, kwargs["response"]["id_token"])
        has_more = "userinfo_endpoint" in self.openid_config
        told = {**claims, **(self._fetch_user_info(token.token) if has_more else {})}
        if told["sub"] != claims["sub"]:
            raise OAuth2Error("userinfo of another subject")
        arrived = self.get_provider().sociallogin_from_response(request, {"userinfo": told})
        arrived.account.extra_data = {}
        arrived.verified_address = told.get("email", "") if told.get("email_verified") is True else ""
        return arrived


class Adapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Where the library asks what to do."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Accounts come from the roll, never from a sign-in."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> User:
        """Nothing of the issuer's is copied."""
        return sociallogin.user  # type: ignore[no-any-return]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """From here on we answer ourselves."""
        raise ImmediateHttpResponse(_arrived(request, sociallogin))

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> None:
        """Cancelled, expired or wrong: back to the sign-in page, which says so."""
        raise ImmediateHttpResponse(failed(request))


def failed(request: HttpRequest) -> HttpResponse:
    """Say that it did not work."""
    note(Kind.SIGN_IN_FAILED, None, where_of(request))
    sentence = _("Signing in through %(name)s did not work. Please try again, or use another way.")
    messages.error(request, sentence % {"name": settings.OIDC_NAME})
    return to("sign_in")


def _arrived(request: HttpRequest, arrived: SocialLogin) -> HttpResponse:
    owner = SocialAccount.objects.filter(provider=arrived.account.provider, uid=arrived.account.uid).first()
    if arrived.state.get("process") == CONNECT:
        return _connected(request, arrived.account)
    user = owner.user if owner else person_by_address(arrived.verified_address)
    if user is None or not user.is_active:
        return _stranger(request)
    if owner is None:
        acts.link_identity(user, by=user, where=where_of(request), identity=arrived.account)
    note(Kind.SIGNED_IN, user, where_of(request))
    return come_in(request, user, arrived.state.get("next") or reverse("home"))


def _connected(request: HttpRequest, identity: SocialAccount) -> HttpResponse:
    if not request.user.is_authenticated:
        return to("sign_in")
    try:
        user = person(request)
        acts.link_identity(user, by=user, where=where_of(request), identity=identity)
    except Refusal as refusal:
        messages.error(request, str(refusal.sentence))
        return to("security")
    return done(request, _("From now on you can sign in this way too."), "security")


def _stranger(request: HttpRequest) -> HttpResponse:
    note(Kind.SIGN_IN_FAILED, None, where_of(request))
    sentence = _(
        "No account here belongs to this sign-in. Sign in another way and link it, or ask your office."
    )
    messages.error(request, sentence)
    return to("sign_in")
