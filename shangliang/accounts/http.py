"""The person behind a request."""

from typing import cast

from django.http import HttpRequest

from shangliang.accounts.models import User


def person_of(request: HttpRequest) -> User:
    """Who asks; only in views that ask for sign-in."""
    return cast(User, request.user)
