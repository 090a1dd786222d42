"""The door of accounts: lock the person's row, ask the rule, act, write the event, in one transaction.

People belong to no body, so their acts stand in the security log instead of the ledger."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.db import transaction

from shangliang.accounts.models import SecurityEvent, User
from shangliang.accounts.where import Where
from shangliang.core.errors import NotAllowed
from shangliang.core.rules import Rule

P = ParamSpec("P")
R = TypeVar("R")
Kind = SecurityEvent.Kind
NOWHERE = Where()


def note(kind: Kind, user: User | None, where: Where, by: User | None = None) -> None:
    """Write a security event; of nobody, if the account does not exist."""
    SecurityEvent.objects.create(
        kind=kind, user=user, by=by or user, network=where.network, device=where.device
    )


def account_act(
    kind: Kind, *, who: Rule
) -> Callable[[Callable[Concatenate[User, P], R]], Callable[Concatenate[User, P], R]]:
    """Declare an act on a person's account; it is called with `by` and `where`."""

    def declare(function: Callable[Concatenate[User, P], R]) -> Callable[Concatenate[User, P], R]:
        @wraps(function)
        def done(user: User, /, *args: P.args, **kwargs: P.kwargs) -> R:
            by: Any = kwargs["by"]
            where: Any = kwargs.get("where", NOWHERE)
            with transaction.atomic():
                _refresh(user)
                reason = who(by, user)
                if reason is not None:
                    raise NotAllowed(reason)
                result = function(user, *args, **kwargs)
                note(kind, user, where, by)
                return result

        done.kind, done.rule = kind, who  # type: ignore[attr-defined]
        return done

    return declare


def _refresh(user: User) -> None:
    fresh = User.objects.select_for_update().get(pk=user.pk)
    for field in User._meta.concrete_fields:
        setattr(user, field.attname, getattr(fresh, field.attname))
