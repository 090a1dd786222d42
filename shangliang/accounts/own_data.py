"""The parts of a person's data that accounts and the ledger below it keep."""

from collections.abc import Callable
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import (
    CodeKey,
    ErasureRequest,
    KnownDevice,
    Letter,
    OpenSession,
    Passkey,
    RecoveryCode,
    SecurityEvent,
    User,
)
from shangliang.accounts.privacy import Row, register, rows_of
from shangliang.ledger.models import Act, Credit, Receipt

SECRET = ("password", "session_stamp", "groups", "user_permissions")


def declare() -> None:
    """Called when the app is ready."""
    register("account", _("Account"), _account)
    register(
        "sessions", _("Open sessions"), lambda user: rows_of(user.open_sessions.all()), _drop(OpenSession)
    )
    register(
        "devices",
        _("Known devices"),
        lambda user: rows_of(user.known_devices.all(), ("digest",)),
        _drop(KnownDevice),
    )
    register("factors", _("Second factors"), _factors, _forget_factors)
    register("letters", _("Letters"), lambda user: rows_of(user.letters.all(), ("seed",)), _drop(Letter))
    register(
        "identities",
        _("Linked sign-ins"),
        lambda user: rows_of(SocialAccount.objects.filter(user=user)),
        _drop(SocialAccount),
    )
    register("events", _("Security events"), lambda user: rows_of(SecurityEvent.objects.filter(user=user)))
    register(
        "erasure_requests",
        _("Requests for erasure"),
        lambda user: rows_of(ErasureRequest.objects.filter(user=user)),
    )
    register("acts", _("Acts on the record"), lambda user: rows_of(Act.objects.filter(actor=user)))
    register("credits", _("Parts in acts"), lambda user: rows_of(Credit.objects.filter(person=user)))
    register(
        "receipts",
        _("Receipts of forms"),
        lambda user: rows_of(Receipt.objects.filter(actor=user)),
    )


def _account(user: User) -> list[Row]:
    return rows_of(User.objects.filter(pk=user.pk), SECRET)


def _factors(user: User) -> list[Row]:
    return [
        *({"kind": "app", **row} for row in rows_of(CodeKey.objects.filter(user=user), ("secret",))),
        *({"kind": "passkey", **row} for row in rows_of(user.passkeys.all(), ("credential", "data"))),
        *({"kind": "recovery", **row} for row in rows_of(user.recovery_codes.all(), ("digest",))),
    ]


def _forget_factors(user: User) -> None:
    for model in (CodeKey, Passkey, RecoveryCode):
        model.objects.filter(user=user).delete()


def _drop(model: Any) -> Callable[[User], Any]:
    return lambda user: model.objects.filter(user=user).delete()
