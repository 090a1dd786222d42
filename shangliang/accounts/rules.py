"""Rules about people themselves, apart from any post."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.accounts import policy
from shangliang.accounts.models import User
from shangliang.core.rules import rule


@rule(_("Only the person themselves can do this."))
def is_self(user: Any, obj: Any) -> bool:
    """The owner of the account."""
    return isinstance(obj, User) and user.pk is not None and user.pk == obj.pk and user.is_active


@rule(_("Only the platform administrator can do this."))
def runs_platform(user: Any, obj: Any) -> bool:
    """The operator of the installation, also from its console."""
    if getattr(user, "is_system", False) and not user.is_public:
        return True
    return bool(getattr(user, "is_superuser", False) and user.is_active)


@rule(_("The platform administrator cannot do this to the own account."))
def is_another(user: Any, obj: Any) -> bool:
    """Not oneself."""
    return bool(user.pk != obj.pk)


@rule(_("Only auditors and the platform administrator read the security log."))
def reads_security_log(user: Any, obj: Any) -> bool:
    """Whose auditing covers somebody."""
    return runs_platform.holds(user, obj) or bool(policy.audited_people(user))
