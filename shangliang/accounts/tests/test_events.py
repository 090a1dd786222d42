"""Security events: append-only, coarse, seen by those they concern and their auditors."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import RequestFactory
from django.utils import timezone

from shangliang.accounts import policy
from shangliang.accounts.models import Brake, KnownDevice, Letter, SecurityEvent
from shangliang.accounts.tasks import sweep, sweep_daily
from shangliang.accounts.tests.people import browser, operator, person, sign_in
from shangliang.accounts.where import Where, device_of, network_of, where_of
from shangliang.jobs.models import Job

pytestmark = pytest.mark.django_db


def _event(days: int = 0, **more: Any) -> SecurityEvent:
    return SecurityEvent.objects.create(kind="signed_in", at=timezone.now() - timedelta(days=days), **more)


def _refused(change: Callable[[], Any]) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError as error:
        return "append-only" in str(error)
    return False


def test_the_database_refuses_to_change_or_delete_them() -> None:
    event = _event(days=182)
    rows = SecurityEvent.objects.filter(pk=event.pk)

    assert _refused(lambda: rows.update(network="elsewhere"))
    assert _refused(lambda: rows.delete())
    assert rows.count() == 1


def test_after_their_time_they_go_and_not_before(settings: pytest.FixtureRequest) -> None:
    old, young = _event(days=366), _event(days=364)
    Letter.objects.create(kind="code", made=timezone.now() - timedelta(days=31))
    Brake.objects.create(key="x", last=timezone.now() - timedelta(days=2))
    KnownDevice.objects.create(user=person(), digest="y", seen=timezone.now() - timedelta(days=91))

    sweep()

    assert list(SecurityEvent.objects.values_list("pk", flat=True)) == [young.pk]
    assert (Letter.objects.count(), Brake.objects.count(), KnownDevice.objects.count()) == (0, 0, 0)
    assert old.pk != young.pk


def test_no_setting_makes_them_go_within_half_a_year(settings: pytest.FixtureRequest) -> None:
    settings.SECURITY_LOG_DAYS = 1
    _event(days=183)

    sweep()

    assert SecurityEvent.objects.count() == 1


def test_the_sweep_is_due_once_a_day() -> None:
    sweep_daily()
    sweep_daily()

    assert Job.objects.filter(task="shangliang.accounts.tasks.sweep").count() == 1


def test_people_see_their_own_events_and_nobody_elses() -> None:
    user, other = person(), person("su", name="苏明月")
    mine = _event(user=user)
    _event(user=other)
    _event(user=None)

    assert list(SecurityEvent.objects.visible_to(user)) == [mine]


def test_an_auditor_sees_the_people_they_audit(monkeypatch: pytest.MonkeyPatch) -> None:
    user, other = person(), person("su", name="苏明月")
    monkeypatch.setattr(policy, "audited_people", lambda one: [other.pk] if one.username == "lin" else ())
    seen = _event(user=other)
    _event(user=operator())
    client = browser()
    sign_in(client)

    page = client.get("/security-log/").content.decode()

    assert list(SecurityEvent.objects.visible_to(user).exclude(user=user)) == [seen]
    assert ("苏明月" in page, "管平台" in page) == (True, False)


def test_who_audits_nobody_has_no_log() -> None:
    person()
    client = browser()
    sign_in(client)

    assert client.get("/security-log/").status_code == 403
    assert browser().get("/security-log/").url == "/sign-in/?next=/security-log/"


def test_the_log_asks_as_many_questions_for_many_rows_as_for_few(django_assert_num_queries: Any) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    operator()
    client = browser()
    sign_in(client, "operator")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get("/security-log/")
        return len(queries.captured_queries)

    few = asked()
    for n in range(3):
        _event(user=person(f"p{n}"))
    assert asked() == few


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.77", "192.0.2.0/24"),
        ("::ffff:192.0.2.77", "192.0.2.0/24"),
        ("2001:db8:1:2::3", "2001:db8:1::/48"),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_of_an_address_only_its_network_is_kept(address: str, network: str) -> None:
    assert network_of(address) == network


def test_of_a_browser_only_its_family_is_kept() -> None:
    windows = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36 Edg/120.0"
    phone = "Mozilla/5.0 (Linux; Android 14; SM-X) Chrome/99 Mobile Safari/537.36 MicroMessenger/8.0"

    assert [device_of(windows), device_of(phone), device_of("curl/8")] == [
        "Edge, Windows",
        "WeChat, Android",
        "",
    ]


def test_an_address_the_client_wrote_itself_is_believed_only_behind_our_proxy(
    settings: pytest.FixtureRequest,
) -> None:
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR="1.2.3.4, 192.0.2.7")

    settings.TRUSTED_PROXIES = 0
    assert where_of(request) == Where("10.0.0.0/24", "", "")
    settings.TRUSTED_PROXIES = 1
    assert where_of(request) == Where("192.0.2.0/24", "", "")
    settings.TRUSTED_PROXIES = 2
    assert where_of(request) == Where("1.2.3.0/24", "", "")
