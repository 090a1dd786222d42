"""Making and ending one's tokens; kept in the security log, not in the ledger: no body is concerned."""

from datetime import timedelta

from django.utils import timezone

from shangliang.accounts.acts.door import note
from shangliang.accounts.models import SecurityEvent, User
from shangliang.accounts.where import Where
from shangliang.api.models import Token
from shangliang.core.text import clean_line

LIFE = timedelta(days=180)


def make_token(user: User, *, where: Where, name: str) -> str:
    """A token that acts in the post one acts in now; returns the secret, which is not kept."""
    secret, digest = Token.new_secret()
    Token.objects.create(
        user=user,
        post_id=user.acting_post_id,
        name=clean_line(name)[:60],
        digest=digest,
        stamp=user.session_stamp,
        expires=timezone.now() + LIFE,
    )
    note(SecurityEvent.Kind.TOKEN_MADE, user, where)
    return secret


def end_token(token: Token, *, by: User, where: Where) -> None:
    """Throw a token away."""
    token.delete()
    note(SecurityEvent.Kind.TOKEN_ENDED, by, where)
