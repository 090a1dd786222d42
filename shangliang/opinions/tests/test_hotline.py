"""The 12345 hotline: one message however often it is sent, one answer however often it comes."""

import json
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from shangliang.bodies.tests.world import World
from shangliang.jobs.models import Job
from shangliang.jobs.queue import run_all
from shangliang.opinions import acts, hotline
from shangliang.opinions.models import Handover, Suggestion
from shangliang.opinions.tests import cases


@pytest.fixture
def handover(world: World, settings: Any) -> Handover:
    """Handed over, not sent yet."""
    settings.HOTLINE_KEY = "shared"
    suggestion = cases.received(world, text="路灯不亮，电话13955550000")
    acts.hand_over(suggestion, by=world.clerk, text="路灯不亮")
    return Handover.objects.get()


def test_a_message_that_fails_is_sent_again_under_the_same_id(
    handover: Handover, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []

    class Flaky:
        def send(self, one: Handover) -> str:
            sent.append(hotline.message_of(one))
            if len(sent) == 1:
                raise ImproperlyConfigured("down")
            return "A-1"

    monkeypatch.setattr(hotline, "connected", Flaky)
    run_all()
    Job.objects.update(due="2020-01-01T00:00Z")
    run_all()
    handover.refresh_from_db()
    assert (handover.reference, len(sent)) == ("A-1", 2)
    assert sent[0] == sent[1] and "13955550000" not in json.dumps(sent)


def test_an_answer_is_taken_once_and_answered_alike(handover: Handover, client: Client) -> None:
    body = json.dumps({"message": str(handover.message), "text": "已修好"}).encode()
    headers = {"X-Signature": hotline.signature(body, "shared")}
    answers = [
        client.post("/opinions/hotline/answers/", body, content_type="application/json", headers=headers)
        for _ in range(2)
    ]
    assert [one.status_code for one in answers] == [200, 200]
    assert answers[0].json() == answers[1].json()
    assert (Suggestion.objects.get().state, Suggestion.objects.get().answer) == ("answered", "已修好")


@pytest.mark.parametrize("key", ["wrong", ""])
def test_an_unsigned_answer_is_refused(handover: Handover, client: Client, settings: Any, key: str) -> None:
    body = json.dumps({"message": str(handover.message), "text": "已修好"}).encode()
    settings.HOTLINE_KEY = "shared" if key else ""
    headers = {"X-Signature": hotline.signature(body, key)}
    answer = client.post("/opinions/hotline/answers/", body, content_type="application/json", headers=headers)
    assert answer.status_code == 403
    assert Suggestion.objects.get().state == "hotline"
