"""Passwords, and everything that ends sessions: setting, resetting, signing out everywhere, disabling."""

import secrets

from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts.acts.door import Kind, account_act
from shangliang.accounts.acts.letters import tell_change
from shangliang.accounts.models import CodeKey, KnownDevice, Letter, OpenSession, Passkey, RecoveryCode, User
from shangliang.accounts.rules import is_another, is_self, runs_platform
from shangliang.accounts.where import Where
from shangliang.core.errors import Conflict


def new_stamp(user: User) -> None:
    """Give the row a new stamp: from its saving on, every session of the person is over."""
    user.session_stamp = secrets.token_hex(16)


def _set(user: User, password: str) -> None:
    user.set_password(password)
    user.must_set_password = False
    new_stamp(user)
    user.save(update_fields=["password", "must_set_password", "session_stamp"])


@account_act(Kind.PASSWORD_SET, who=is_self)
def set_password(user: User, *, by: User, where: Where, password: str) -> None:
    """Give oneself a new password; all sessions end (the page keeps the one in which it was done)."""
    _set(user, password)
    tell_change(user, Kind.PASSWORD_SET)


@account_act(Kind.PASSWORD_SET, who=is_self)
def accept_invitation(user: User, *, by: User, where: Where, letter: Letter, password: str) -> None:
    """Set the first password with the link of an invitation, once."""
    _use_up(letter)
    _set(user, password)


@account_act(Kind.PASSWORD_RESET, who=is_self)
def reset_password(user: User, *, by: User, where: Where, letter: Letter, password: str) -> None:
    """Set a new password with the link of a mail, once."""
    _use_up(letter)
    _set(user, password)
    tell_change(user, Kind.PASSWORD_RESET)


def _use_up(letter: Letter) -> None:
    if not Letter.objects.filter(pk=letter.pk, used__isnull=True).update(used=timezone.now()):
        raise Conflict(_("This link was used already."))


@account_act(Kind.ALL_ENDED, who=is_self)
def end_all_sessions(user: User, *, by: User, where: Where) -> None:
    """Sign out everywhere, here too, and forget which devices are known."""
    new_stamp(user)
    user.save(update_fields=["session_stamp"])
    OpenSession.objects.filter(user=user).delete()
    KnownDevice.objects.filter(user=user).delete()


@account_act(Kind.DISABLED, who=runs_platform & is_another)
def disable(user: User, *, by: User, where: Where) -> None:
    """Nobody signs in to this account until it is enabled again; all its sessions end now."""
    user.is_active = False
    new_stamp(user)
    user.save(update_fields=["is_active", "session_stamp"])
    OpenSession.objects.filter(user=user).delete()


@account_act(Kind.ENABLED, who=runs_platform & is_another)
def enable(user: User, *, by: User, where: Where) -> None:
    """Open a disabled account again; an erased one stays closed."""
    if user.erased or user.is_system:
        raise Conflict(_("This account stays closed."))
    user.is_active = True
    user.save(update_fields=["is_active"])


@account_act(Kind.FACTORS_CLEARED, who=runs_platform & is_another)
def clear_factors(user: User, *, by: User, where: Where) -> None:
    """For a person who lost device and recovery codes, and whom the operator knows: they set up anew."""
    for model in (CodeKey, Passkey, RecoveryCode):
        model.objects.filter(user=user).delete()
    new_stamp(user)
    user.save(update_fields=["session_stamp"])
    tell_change(user, Kind.FACTORS_CLEARED)
