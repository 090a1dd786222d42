"""Links by which invited people set their first password: fourteen days, once, for one person."""

from django.urls import reverse

from shangliang.accounts.acts.letters import invite, mail_invitation
from shangliang.accounts.models import User


def link_for(user: User, *, by: User | None = None) -> str:
    """The path of a fresh invitation, to hand over; raises Conflict if the person has signed in before."""
    letter = invite(user, by=by)
    return reverse("invitation", args=[letter.pk, letter.token()])


def mail_to(user: User, *, site: str, by: User | None = None) -> None:
    """Send a fresh invitation to the person's address; `site` such as https://example.org."""
    mail_invitation(invite(user, by=by), site=site)
