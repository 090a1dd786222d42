"""What all tests share: the database's append-only triggers step aside only while tables are emptied."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings as conf
from django.db import connection
from django.test import TransactionTestCase

from shangliang.accounts import policy
from shangliang.accounts import queries as people
from shangliang.accounts import triggers as account_triggers
from shangliang.ledger import triggers


def pytest_configure() -> None:
    """The test servers speak plain HTTP; middlewares read this once, when a server starts."""
    conf.SECURE_SSL_REDIRECT = conf.SESSION_COOKIE_SECURE = conf.CSRF_COOKIE_SECURE = False


_flush = TransactionTestCase._fixture_teardown


def _flush_without_triggers(self: Any) -> None:
    triggers.remove(connection)
    account_triggers.remove(connection)
    try:
        _flush(self)
    finally:
        triggers.install(connection)
        account_triggers.install(connection)
        people._system_id.cache_clear()


TransactionTestCase._fixture_teardown = _flush_without_triggers  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def _forget_cached_people() -> Iterator[None]:
    """Rows made in one test are gone in the next; what was remembered of them must go too."""
    people._system_id.cache_clear()
    yield
    people._system_id.cache_clear()


@pytest.fixture(autouse=True)
def _plain_settings(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _one_step_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Staff sign in without a second factor, but in the tests that are about it."""
    monkeypatch.setattr(policy, "second_factor_needed", lambda user: False)
