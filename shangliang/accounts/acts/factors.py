"""Adding and removing second factors; each change ends the person's other sessions."""

import secrets

from django.utils.translation import gettext as _

from shangliang.accounts import passkeys, policy, totp
from shangliang.accounts.acts.door import Kind, account_act
from shangliang.accounts.acts.letters import tell_change
from shangliang.accounts.acts.passwords import new_stamp
from shangliang.accounts.models import CodeKey, Passkey, RecoveryCode, User
from shangliang.accounts.rules import is_self
from shangliang.accounts.sealing import digest, seal
from shangliang.accounts.where import Where
from shangliang.core.errors import Conflict, Invalid, NotVisible

RECOVERY_CODES = 10
# Without signs that are mistaken for one another.
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"


@account_act(Kind.FACTOR_ADDED, who=is_self)
def add_code_key(user: User, *, by: User, where: Where, secret: str, code: str) -> None:
    """Take the app that shows this code as second factor, in place of an earlier one."""
    step = totp.step_of(secret, code.replace(" ", ""))
    if step is None:
        raise Invalid(_("This is not the code the app shows now. Is the clock of the device right?"), "code")
    CodeKey.objects.update_or_create(user=user, defaults={"secret": seal(secret), "last_step": step})
    _changed(user, Kind.FACTOR_ADDED)


@account_act(Kind.FACTOR_ADDED, who=is_self)
def add_passkey(user: User, *, by: User, where: Where, name: str, answer: passkeys.Answer) -> None:
    """Take a passkey as second factor, beside others."""
    if Passkey.objects.filter(credential=answer.credential).exists():
        raise Conflict(_("This passkey is here already."))
    Passkey.objects.create(
        user=user, name=name, credential=answer.credential, data=answer.data, sign_count=answer.sign_count
    )
    _changed(user, Kind.FACTOR_ADDED)


@account_act(Kind.FACTOR_REMOVED, who=is_self)
def remove_code_key(user: User, *, by: User, where: Where) -> None:
    """Give up the app."""
    if not CodeKey.objects.filter(user=user).delete()[0]:
        raise NotVisible(_("There is no such second factor."))
    _removed(user)


@account_act(Kind.FACTOR_REMOVED, who=is_self)
def remove_passkey(user: User, *, by: User, where: Where, passkey: int) -> None:
    """Give up one passkey."""
    if not Passkey.objects.filter(user=user, pk=passkey).delete()[0]:
        raise NotVisible(_("There is no such second factor."))
    _removed(user)


@account_act(Kind.CODES_RENEWED, who=is_self)
def renew_recovery_codes(user: User, *, by: User, where: Where) -> list[str]:
    """Ten fresh recovery codes, shown once; the old ones are void."""
    RecoveryCode.objects.filter(user=user).delete()
    codes = ["".join(secrets.choice(_ALPHABET) for _n in range(10)) for _n in range(RECOVERY_CODES)]
    rows = [RecoveryCode(user=user, digest=digest("recovery", f"{user.pk}|{code}")) for code in codes]
    RecoveryCode.objects.bulk_create(rows)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _removed(user: User) -> None:
    is_last = (
        not CodeKey.objects.filter(user=user).exists() and not Passkey.objects.filter(user=user).exists()
    )
    if is_last and policy.second_factor_needed(user):
        raise Conflict(_("Your post calls for a second factor. Add another one before you remove this."))
    if is_last:
        RecoveryCode.objects.filter(user=user).delete()
    _changed(user, Kind.FACTOR_REMOVED)


def _changed(user: User, kind: Kind) -> None:
    new_stamp(user)
    user.save(update_fields=["session_stamp"])
    tell_change(user, kind)
