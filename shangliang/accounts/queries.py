"""Reads about people."""

from functools import cache

from shangliang.accounts.models import User


def system_user() -> User:
    """The user in whose name the program itself acts (deadlines, schedules)."""
    return User.objects.get(pk=_system_id())


@cache
def _system_id() -> int:
    user, _ = User.objects.get_or_create(
        username="system",
        defaults={"name": "系统 System", "is_system": True, "is_active": False, "password": "!"},
    )
    return user.pk
