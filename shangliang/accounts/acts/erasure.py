"""Asking for erasure, and erasing: the person's data go, their id stays, so the ledger still verifies."""

from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts import privacy
from shangliang.accounts.acts.door import Kind, account_act
from shangliang.accounts.acts.passwords import new_stamp
from shangliang.accounts.models import ErasureRequest, User
from shangliang.accounts.rules import is_another, is_self, runs_platform
from shangliang.accounts.where import Where
from shangliang.core.errors import Conflict


@account_act(Kind.ERASURE_ASKED, who=is_self)
def ask_erasure(user: User, *, by: User, where: Where) -> None:
    """Ask that one's personal data be erased."""
    if ErasureRequest.objects.filter(user=user).open().exists():
        raise Conflict(_("You have asked for this already."))
    ErasureRequest.objects.create(user=user)


@account_act(Kind.ERASURE_WITHDRAWN, who=is_self)
def withdraw_erasure(user: User, *, by: User, where: Where) -> None:
    """Take the request back while it is open."""
    if not ErasureRequest.objects.filter(user=user).open().update(withdrawn=timezone.now()):
        raise Conflict(_("There is no open request."))


@account_act(Kind.ERASED, who=runs_platform & is_another)
def erase(user: User, *, by: User, where: Where) -> None:
    """Blank everything personal here and in every app that registered; answers the open request."""
    if not ErasureRequest.objects.filter(user=user).open().update(done=timezone.now()):
        raise Conflict(_("There is no open request."))
    privacy.forget(user)
    user.name = user.phone = user.email = user.language = ""
    user.username = f"erased-{user.pk}"
    user.is_active = user.is_staff = user.is_superuser = user.must_set_password = False
    user.last_login = None
    user.erased = timezone.now()
    user.set_unusable_password()
    new_stamp(user)
    user.save()
