"""What all tests share: triggers that step aside only while tables are emptied, quick settings, a browser."""

import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import time_machine
from django.conf import settings as conf
from django.db import connection
from django.test import TransactionTestCase
from django.utils import timezone, translation

from shangliang.accounts import policy, sessions
from shangliang.accounts import queries as people
from shangliang.accounts import triggers as account_triggers
from shangliang.bodies import deadlines
from shangliang.core.tests.turns import take_turns
from shangliang.core.time import start_of
from shangliang.installation import queries as installation
from shangliang.ledger import kept, triggers

# Besides what drives a browser.
LONG = ("test_killed_worker.py", "test_language_of_pages.py", "test_scaffold.py")
CHROMIUM = Path("/usr/bin/chromium")
# Milliseconds. What is waited for comes when it comes: a loaded machine is several times slower.
BROWSER_TIMEOUT = 60_000
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    # The memory that containers share is small; a large page would crash its tab.
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]

# The same examples each time: a gate that closes by chance tells nothing of what was changed.
# To look further: --hypothesis-seed=N. How long an example takes is the machine's affair.
_UNHURRIED = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("house", derandomize=True, **_UNHURRIED)
hypothesis.settings.register_profile("seeking", derandomize=False, **_UNHURRIED)
# Seconds: as long as nearly every test takes, on a slow machine too.
BEFORE_MIDNIGHT = 20


def pytest_configure(config: pytest.Config) -> None:
    """The test servers speak plain HTTP; middlewares read this once, when a server starts."""
    hypothesis.settings.load_profile("house" if config.getoption("--hypothesis-seed") is None else "seeking")
    conf.SECURE_SSL_REDIRECT = conf.SESSION_COOKIE_SECURE = conf.CSRF_COOKIE_SECURE = False
    if connection.vendor == "sqlite":
        take_turns()


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
def _within_one_day() -> None:
    """A test that would begin in the last seconds of a day begins in the next: "today" is one day while it runs."""
    now = timezone.localtime()
    left = (start_of(now.date() + timedelta(days=1)) - now).total_seconds()
    if left < BEFORE_MIDNIGHT:
        time.sleep(left)


@pytest.fixture(autouse=True)
def _forget_cached_rows() -> Iterator[None]:
    """Rows made in one test are gone in the next; what was remembered of them must go too."""
    people._system_id.cache_clear()
    deadlines._kept.clear()
    # Known from the start, or the first page asks one question more than the next.
    installation._name = "", time.monotonic()
    kept._seen.clear()
    kept._values.clear()
    yield
    people._system_id.cache_clear()


@pytest.fixture(autouse=True)
def _first_language() -> None:
    """A page asked for leaves its language to its thread; the next test starts in the first one."""
    translation.activate(conf.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _plain_settings(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    settings.INSIGHT_DIR = tmp_path / "insight"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def _one_step_sign_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Staff sign in without a second factor, but in the tests that are about it."""
    monkeypatch.setattr(policy, "second_factor_needed", lambda user: False)


@pytest.fixture(autouse=True)
def _seen_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every half minute it is noted that a session was seen again, and the site's name is asked for.

    How long a test takes must not change its queries."""
    monkeypatch.setattr(sessions, "_SEEN_EVERY", timedelta(minutes=5))
    monkeypatch.setattr(installation, "_NAME_KEPT_SECONDS", 30 * 60)


@pytest.fixture
def clock_stands_still() -> Iterator[None]:
    """Brakes make one wait two seconds at first, a code counts for thirty: a slow machine takes longer for a test."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


def pytest_addoption(parser: pytest.Parser) -> None:
    """For the second database."""
    parser.addoption("--again", action="store_true", help="only what another database could change")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The long ones first, so that no process is left with one when the others are done."""
    if config.getoption("again"):
        same = [item for item in items if not _is_of_the_database(item)]
        config.hook.pytest_deselected(items=same)
        items[:] = [item for item in items if _is_of_the_database(item)]
    items.sort(key=lambda item: item.get_closest_marker("browser") is None and item.path.name not in LONG)


def _is_of_the_database(item: pytest.Item) -> bool:
    """Whether a test asks the database anything, and not only for pages to look at."""
    asks = {"db", "transactional_db", "live_server"}
    names = getattr(item, "fixturenames", ())
    is_asking = item.get_closest_marker("django_db") is not None or not asks.isdisjoint(names)
    return is_asking and item.get_closest_marker("once") is None


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Debian's Chromium, driven by Playwright; skipped clearly where there is none.

    One for a file: as long as it is open, the process counts as asynchronous, which other tests need not bear."""
    if not CHROMIUM.exists():
        pytest.skip("browser tests need Chromium at /usr/bin/chromium")
    from playwright.sync_api import expect, sync_playwright  # slow, and most files need none

    expect.set_options(timeout=BROWSER_TIMEOUT)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as driver:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS, timeout=BROWSER_TIMEOUT)
        yield browser
        browser.close()
