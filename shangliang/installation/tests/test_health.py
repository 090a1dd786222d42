"""What the health page, the doctor and the backup say and do."""

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from shangliang.bodies.models import Body
from shangliang.bodies.tests.world import hold, make_world, person
from shangliang.core import health as registry
from shangliang.core.health import GOOD, STOP, WAIT, Finding, checks, findings
from shangliang.installation import copies, health, queries
from shangliang.installation.models import Installation
from shangliang.jobs import health as jobs
from shangliang.jobs import worker
from shangliang.jobs.models import Job, Pulse
from shangliang.jobs.queue import MOST_TRIES, later

pytestmark = pytest.mark.django_db


def tone(name: str) -> str:
    """How one check stands."""
    return next(one.finding.tone for one in findings() if one.name == name)


def test_every_check_answers_and_the_worst_comes_first() -> None:
    told = findings()
    assert {one.name for one in told} == set(checks)
    order = [(STOP, WAIT, GOOD).index(one.finding.tone) for one in told]
    assert order == sorted(order)
    assert [one.name for one in told if one.finding.tone == STOP and not one.finding.advice] == []


def test_a_check_that_breaks_is_a_finding_and_the_others_still_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> Finding:
        raise RuntimeError("the disk is on fire")

    monkeypatch.setitem(checks, "storage", ("Storage", broken))
    assert (tone("storage"), tone("tables")) == (STOP, GOOD)


def test_an_app_adds_its_own_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "checks", {})
    registry.health_check("index", "Search index")(lambda: Finding(WAIT, "It is an hour old."))
    assert [(one.name, one.finding.tone) for one in findings()] == [("index", WAIT)]


def test_a_silent_worker_is_noticed() -> None:
    assert tone("worker") == STOP
    worker.beat()
    assert tone("worker") == GOOD
    Pulse.objects.update(seen=timezone.now() - jobs.SILENT - timedelta(seconds=1))
    assert tone("worker") == STOP


def test_work_that_waits_too_long_or_was_given_up_is_noticed() -> None:
    assert tone("queue") == GOOD
    later("x.y")
    assert tone("queue") == GOOD
    Job.objects.update(due=timezone.now() - jobs.LATE - timedelta(seconds=1))
    assert tone("queue") == STOP
    Job.objects.update(tries=MOST_TRIES, error="no such task")
    assert (tone("queue"), "no such task" in str(jobs.queue().sentence)) == (WAIT, True)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, GOOD),
        ({"DEBUG": True}, STOP),
        ({"DEMO": True}, WAIT),
        ({"SECRET_KEY": "short"}, STOP),
        ({"SESSION_COOKIE_SECURE": False}, WAIT),
        ({"SITE_URL": ""}, WAIT),
    ],
)
def test_unsafe_settings_are_noticed(settings: Any, change: dict[str, Any], expected: str) -> None:
    safe = {"DEBUG": False, "DEMO": False, "SECRET_KEY": "x" * 50, "SESSION_COOKIE_SECURE": True}
    for name, value in (safe | {"SITE_URL": "https://example.org"} | change).items():
        setattr(settings, name, value)
    assert tone("settings") == expected


def test_a_folder_that_cannot_be_written_is_noticed(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 0)
    assert tone("storage") == GOOD
    (tmp_path / "file").write_text("")
    settings.MEDIA_ROOT = tmp_path / "file" / "folder"
    assert tone("storage") == STOP


def test_a_disk_that_is_nearly_full_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "LEAST_FREE", 1024**6)
    assert tone("storage") == STOP


@pytest.mark.parametrize(("days", "expected"), [(0, GOOD), (3, WAIT), (8, STOP)])
def test_an_old_backup_is_noticed(days: int, expected: str) -> None:
    made = timezone.now() - timedelta(days=days)
    Installation.objects.create(pk=1, state="finished", backed_up=made, backup_place="/x")
    assert tone("backup") == expected


def test_a_migration_that_waits_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tone("tables") == GOOD
    monkeypatch.setattr(
        health.MigrationExecutor, "migration_plan", lambda self, targets: [("jobs.0002", False)]
    )
    assert tone("tables") == STOP


def test_a_clock_in_no_known_zone_is_noticed(settings: Any) -> None:
    assert tone("clock") == GOOD
    settings.TIME_ZONE = "Asia/Nowhere"
    assert tone("clock") == STOP


def test_only_administrators_see_the_page(client: Client) -> None:
    world = make_world()
    operator = person("operator", "孔运维")
    operator.is_superuser = True
    operator.save()
    seen = {}
    for user in (world.member, world.lead, world.auditor, world.admin, operator):
        client.force_login(user)
        seen[user.name] = client.get("/health/").status_code
    assert list(seen.values()) == [403, 403, 403, 200, 200]
    assert Client().get("/health/").status_code == 302


def test_the_page_and_the_command_say_the_same(client: Client) -> None:
    client.force_login(make_world().admin)
    page = client.get("/health/", headers={"Accept-Language": "en"}).content.decode()
    out = io.StringIO()
    with pytest.raises(CommandError) as failed:
        call_command("doctor", stdout=out)
    assert failed.value.returncode == 1
    assert "No worker was ever seen." in page
    assert "NOW   Worker: No worker was ever seen." in out.getvalue()


def test_the_doctor_is_content_when_nothing_needs_to_be_seen_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "checks", {"soon": ("Soon", lambda: Finding(WAIT, "In a week."))})
    call_command("doctor", stdout=io.StringIO())
    with pytest.raises(CommandError):
        call_command("doctor", "--strict", stdout=io.StringIO())


# Backups


@pytest.mark.django_db(transaction=True)
def test_a_backup_holds_everything_and_its_time_is_noted(tmp_path: Path) -> None:
    make_world()
    call_command("backup", "--to", str(tmp_path), stdout=io.StringIO())
    (made,) = tmp_path.iterdir()
    assert (made.stat().st_mode & 0o077, made.stat().st_size > 1000) == (0, True)
    found = Installation.objects.get()
    assert (found.backup_place, tone("backup"), queries.is_open(found)) == (str(made), GOOD, False)
    if connection.vendor == "sqlite":
        import sqlite3

        assert sqlite3.connect(made).execute("SELECT count(*) FROM bodies_body").fetchone() == (1,)


def test_a_failed_backup_leaves_nothing_and_notes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(target: Path) -> None:
        target.write_text("half")
        raise OSError("disk full")

    monkeypatch.setattr(copies, "_vacuum_into", fail)
    monkeypatch.setattr(copies, "_dump", fail)
    with pytest.raises(CommandError, match="disk full"):
        call_command("backup", "--to", str(tmp_path), stdout=io.StringIO())
    assert (list(tmp_path.iterdir()), Installation.objects.exists()) == ([], False)


def test_only_the_newest_copies_are_kept(tmp_path: Path) -> None:
    for day in range(1, 5):
        (tmp_path / f"shangliang-2026010{day}-000000.dump").write_text("")
    (tmp_path / "other.dump").write_text("")
    copies.keep_newest(tmp_path, 2)
    kept = sorted(one.name for one in tmp_path.iterdir())
    assert kept == ["other.dump", "shangliang-20260103-000000.dump", "shangliang-20260104-000000.dump"]
    assert copies.keep_newest(tmp_path, 0) == []


def test_who_has_no_post_any_more_does_not_see_the_page(client: Client) -> None:
    world = make_world()
    former = hold(person("former", "前管理"), Body.objects.get(pk=world.body.pk), "admin")
    former.posts.update(ends=timezone.localdate() - timedelta(days=1))
    client.force_login(former)
    assert client.get("/health/").status_code == 403
