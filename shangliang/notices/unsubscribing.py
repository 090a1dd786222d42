"""The signed link that switches a topic's mails off without signing in; good for nothing else."""

from django.core import signing

from shangliang.accounts.models import User
from shangliang.notices.topics import DIGEST, Topic, topic_named

SALT = "shangliang.notices.unsubscribe"


def token_for(person: User, topic: str) -> str:
    """What the link carries: whose mails, about what, signed with the installation's key."""
    return signing.dumps([person.pk, topic], salt=SALT)


def read_token(token: str) -> tuple[User, Topic | None] | None:
    """Whose mails about what, no topic for the digest; None if the link was not made here or leads nowhere."""
    try:
        pk, name = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    person, topic = User.objects.filter(pk=pk, is_active=True).first(), topic_named(name)
    return (person, topic) if person and (topic or name == DIGEST) else None
