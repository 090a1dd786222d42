"""Letters that people ask for: the row and its job at once, the sending after commit by the worker."""

from django.db import transaction
from django.utils.translation import gettext as _

from shangliang.accounts import throttle
from shangliang.accounts.acts.door import NOWHERE, Kind, note
from shangliang.accounts.models import Letter, User
from shangliang.accounts.queries import person_by_address
from shangliang.accounts.where import Where
from shangliang.core.errors import Conflict
from shangliang.jobs.queue import later


def ask_code(address: str, *, site: str, where: Where) -> Letter:
    """A sign-in code to the reader of an address; where nobody reads it, to nobody. May be TooFast."""
    return _asked(Letter.Kind.CODE, address, person_by_address(address), site, where)


def ask_reset(address: str, *, site: str, where: Where) -> Letter:
    """A link for a new password; where nobody with a password reads it, to nobody. May be TooFast."""
    user = person_by_address(address)
    known = user if user and user.has_usable_password() else None
    return _asked(Letter.Kind.RESET, address, known, site, where)


def _asked(kind: Letter.Kind, address: str, user: User | None, site: str, where: Where) -> Letter:
    throttle.press(throttle.brakes_for("letter", address, user, where))
    with transaction.atomic():
        return _post(Letter(kind=kind, user=user, site=site))


def ask_address(user: User, address: str, *, site: str, where: Where) -> Letter:
    """A link to a new address, which is taken when the link comes back. May be TooFast."""
    wanted = User.objects.normalize_email(address)
    throttle.press(throttle.brakes_for("letter", f"address-{user.pk}", user, where))
    with transaction.atomic():
        return _post(Letter(kind=Letter.Kind.ADDRESS, user=user, address=wanted, site=site))


def invite(user: User, *, by: User | None = None) -> Letter:
    """An invitation for a person who never signed in; not sent, its link is for who invited."""
    if user.last_login or user.is_superuser or user.is_system or not user.is_active:
        raise Conflict(_("Only people who have not signed in yet can be invited."))
    with transaction.atomic():
        note(Kind.INVITED, user, NOWHERE, by)
        return Letter.objects.create(kind=Letter.Kind.INVITATION, user=user)


def mail_invitation(letter: Letter, *, site: str) -> None:
    """Send an invitation to the person's own address as well."""
    letter.site = site
    letter.save(update_fields=["site"])
    later("shangliang.accounts.tasks.send_letter", letter.pk)


def tell_change(user: User, kind: Kind) -> None:
    """Tell the person, at the address they had until now, that their account was changed."""
    if user.email:
        _post(Letter(kind=Letter.Kind.CHANGE, user=user, address=user.email, about=kind))


def _post(letter: Letter) -> Letter:
    letter.save(force_insert=True)
    later("shangliang.accounts.tasks.send_letter", letter.pk)
    return letter
