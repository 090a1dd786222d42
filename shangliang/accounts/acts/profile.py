"""What people change of themselves: phone, language, address, linked sign-in."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts import privacy
from shangliang.accounts.acts.door import Kind, account_act
from shangliang.accounts.acts.letters import tell_change
from shangliang.accounts.models import Letter, User
from shangliang.accounts.rules import is_self
from shangliang.accounts.where import Where
from shangliang.core.errors import Conflict, NotVisible


@account_act(Kind.PROFILE_CHANGED, who=is_self)
def change_profile(user: User, *, by: User, where: Where, phone: str, language: str) -> None:
    """Change phone and language; the name comes from the roll, the address is confirmed by mail."""
    user.phone, user.language = phone, language
    user.save(update_fields=["phone", "language"])


@account_act(Kind.EMAIL_CHANGED, who=is_self)
def confirm_address(user: User, *, by: User, where: Where, letter: Letter) -> None:
    """Take the address to which the letter went, once; the old address hears of it."""
    if not Letter.objects.filter(pk=letter.pk, used__isnull=True).update(used=timezone.now()):
        raise Conflict(_("This link was used already."))
    if User.objects.filter(email=letter.address).exclude(pk=user.pk).exists():
        raise Conflict(_("This address cannot be used."))
    tell_change(user, Kind.EMAIL_CHANGED)
    user.email = letter.address
    user.save(update_fields=["email"])


@account_act(Kind.IDENTITY_LINKED, who=is_self)
def link_identity(user: User, *, by: User, where: Where, identity: SocialAccount) -> None:
    """Sign in from now on also with this identity of the organisation's sign-in."""
    taken = SocialAccount.objects.filter(provider=identity.provider, uid=identity.uid)
    if taken.exists():
        raise Conflict(_("This sign-in belongs to an account already."))
    identity.user = user
    identity.save()
    tell_change(user, Kind.IDENTITY_LINKED)


@account_act(Kind.IDENTITY_REMOVED, who=is_self)
def remove_identity(user: User, *, by: User, where: Where, identity: int) -> None:
    """Sign in no longer with this identity; a person without password keeps it."""
    mine = SocialAccount.objects.filter(user=user, pk=identity)
    if not mine.exists():
        raise NotVisible(_("There is no such link."))
    if not user.has_usable_password():
        raise Conflict(_("Set a password before you remove this sign-in; otherwise you could not come in."))
    mine.delete()


def note_export(user: User, *, where: Where) -> dict[str, Any]:
    """Everything kept about the person, and the note that it was taken out."""
    with transaction.atomic():
        _exported(user, by=user, where=where)
        return privacy.my_data(user)


@account_act(Kind.EXPORTED, who=is_self)
def _exported(user: User, *, by: User, where: Where) -> None:
    """Only the note."""
