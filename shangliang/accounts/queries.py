"""Reads about people."""

import unicodedata
from functools import cache
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db.models import Q

from shangliang.accounts.models import DEMO_PREFIX, PUBLIC_NAME, CodeKey, Letter, Passkey, User


def system_user() -> User:
    """The user in whose name the program itself acts (deadlines, schedules)."""
    return User(pk=_system_id("system", "系统 System"), username="system", is_system=True, is_active=False)


def public_user() -> User:
    """The user in whose name the public acts without an account: who it was is not in the ledger."""
    pk = _system_id(PUBLIC_NAME, "公众 The public")
    return User(pk=pk, username=PUBLIC_NAME, is_system=True, is_active=False)


@cache
def _system_id(username: str, name: str) -> int:
    user, _ = User.objects.get_or_create(
        username=username, defaults={"name": name, "is_system": True, "is_active": False, "password": "!"}
    )
    return user.pk


def person_by_login(typed: str) -> User | None:
    """The person behind a username or an address as somebody typed it."""
    login = unicodedata.normalize("NFKC", typed).strip()
    found = list(User.objects.filter(Q(username=login) | Q(email=login.lower()), is_system=False)[:2])
    exact = [user for user in found if user.username == login]
    return next(iter(exact or found), None) if login else None


def person_by_address(typed: str) -> User | None:
    """The active person who reads an address."""
    address = User.objects.normalize_email(typed)
    rows = User.objects.filter(email=address, is_active=True, is_system=False)
    return rows.first() if address else None


def is_right_password(user: User | None, password: str) -> bool:
    """Whether it is; the same work of hashing is done for nobody, for the disabled and for the wrong."""
    if user is None:
        make_password(password)
        return False
    return user.check_password(password) and user.is_active


def has_second_factor(user: Any) -> bool:
    """Whether the person can do a second step."""
    return CodeKey.objects.filter(user=user).exists() or Passkey.objects.filter(user=user).exists()


def letter_for(kind: str, pk: int, token: str) -> Letter | None:
    """The fresh letter a link came from, to an active person; else None."""
    letter = Letter.objects.select_related("user").filter(kind=kind, pk=pk).first()
    if letter is None or letter.user is None or not letter.user.is_active:
        return None
    return letter if letter.is_token(token) and letter.is_fresh else None


def demo_people() -> list[User]:
    """The invented people of the demonstration, in the order they were made."""
    return list(User.objects.filter(username__startswith=DEMO_PREFIX, is_active=True).order_by("id")[:60])
