"""Stale forms, second presses, a database that can only be read or is gone: always a clear page."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from shangliang.bodies.tests.world import World, make_world
from shangliang.ledger.models import Act
from shangliang.proposals import acts
from shangliang.proposals.models import Proposal
from shangliang.proposals.tests import cases


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def _client(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_a_stale_form_gets_409_with_who_was_faster_and_keeps_what_was_typed(world: World) -> None:
    proposal, clerk = cases.submitted(world), _client(world.clerk)
    version = proposal.version
    acts.pass_first_review(proposal, by=world.lead, opinion="file", category="society.housing")
    typed = {"note": "请补充具体数据和责任单位", "version": version}
    answer = clerk.post(reverse("proposals:perform", args=[proposal.pk, "return_for_change"]), typed)
    page = answer.content.decode()
    assert (answer.status_code, "请补充具体数据和责任单位" in page, "郑主任" in page) == (409, True, True)
    assert f'name="version" value="{Proposal.objects.get(pk=proposal.pk).version}"' in page


def test_a_second_press_of_the_same_button_changes_nothing_and_goes_on(world: World) -> None:
    proposal, clerk = cases.submitted(world), _client(world.clerk)
    address = reverse("proposals:perform", args=[proposal.pk, "return_for_change"])
    answers = [clerk.post(address, {"note": "x", "key": "one-press"}) for _ in range(2)]
    assert [one.status_code for one in answers] == [302, 302]
    assert Act.objects.filter(kind="proposals.return_for_change").count() == 1


def _read_only(is_on: bool) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA query_only = {'ON' if is_on else 'OFF'}")
        else:
            cursor.execute(f"SET SESSION default_transaction_read_only = {'on' if is_on else 'off'}")


@pytest.mark.django_db(transaction=True)
def test_with_a_read_only_database_pages_are_read_and_writes_get_a_clear_503() -> None:
    world = make_world()
    proposal, clerk = cases.submitted(world), _client(world.clerk)
    _read_only(True)
    try:
        read = clerk.get(reverse("proposals:show", args=[proposal.pk]))
        written = clerk.post(
            reverse("proposals:perform", args=[proposal.pk, "return_for_change"]), {"note": "x"}
        )
    finally:
        _read_only(False)
    assert (read.status_code, written.status_code) == (200, 503)
    written_rows = Act.objects.filter(kind="proposals.return_for_change").count()
    assert (Proposal.objects.get(pk=proposal.pk).state, written_rows) == ("submitted", 0)


def test_a_database_that_is_gone_gives_a_clear_page_without_asking_it_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import OperationalError
    from django.db.backends.utils import CursorWrapper

    def gone(*arguments: Any) -> None:
        raise OperationalError("connection refused")

    with monkeypatch.context() as broken:
        broken.setattr(CursorWrapper, "execute", gone)
        answer = Client(raise_request_exception=False).get("/proposals/")
    assert (answer.status_code, "<h1>" in answer.content.decode()) == (503, True)
