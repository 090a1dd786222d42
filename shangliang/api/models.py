"""Tokens by which programs act for a person."""

import hashlib
import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.http import HttpRequest
from django.utils import timezone


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


class TokenQuerySet(models.QuerySet["Token"]):
    """Readings of the tokens."""

    def visible_to(self, user: Any) -> Self:
        """One's own."""
        return self.filter(user_id=user.pk)

    def live(self, secret: str) -> "Token | None":
        """The unexpired token of an active person for a secret."""
        now = timezone.now()
        rows = self.filter(digest=_digest(secret), user__is_active=True, expires__gt=now)
        return rows.filter(stamp=models.F("user__session_stamp")).select_related("user").first()


class Token(models.Model):
    """A secret kept only as a digest; acts as its owner in one post, until it expires or is thrown away."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="tokens")
    post = models.ForeignKey("bodies.Post", models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    # The owner's stamp when it was made: a new password or "sign out everywhere" ends tokens too.
    stamp = models.CharField(max_length=32, blank=True)
    made = models.DateTimeField(default=timezone.now)
    expires = models.DateTimeField()

    objects = TokenQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def new_secret() -> tuple[str, str]:
        """A fresh secret, shown once, and its digest, kept."""
        secret = "sl_" + secrets.token_urlsafe(32)
        return secret, _digest(secret)


def person_behind(request: HttpRequest, secret: str) -> Any:
    """The owner of a live token, who from now on is the request's user in the token's post; else None."""
    token = Token.objects.live(secret)
    if token is None:
        return None
    token.user.acting_post_id = token.post_id
    request.user = token.user
    return token.user
