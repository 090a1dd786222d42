"""Connecting another installation: what is refused at the door, by whom it is done, where messages may go."""

import json
import socket
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.accounts.queries import system_user
from shangliang.bodies.models import Body
from shangliang.core.errors import Conflict, Invalid, NotAllowed
from shangliang.ledger.models import Act
from shangliang.opinions import acts, exchange, flows, health, keys, ladder, reaching
from shangliang.opinions.models import Incoming, Outgoing, Peer, Report
from shangliang.opinions.tests.reports.cases import Ladder
from shangliang.opinions.tests.reports.test_permission_table import people, table
from shangliang.opinions.tests.test_pages import as_

ADDRESS = "https://city.example/opinions/reports/exchange/"
THEIRS = keys.new_key()


@pytest.fixture
def operator(db: None) -> User:
    return User.objects.create_superuser("operator", name="operator")


@pytest.fixture
def peer(ladder: Ladder, operator: User) -> Peer:
    """The county below works elsewhere; here is the city."""
    Body.objects.filter(pk=ladder.county.body.pk).update(is_active=False)
    body = Body.objects.get(pk=ladder.county.body.pk)
    return acts.connect(body, by=operator, address=ADDRESS, key=keys.public_of(THEIRS))


def _report(**more: Any) -> dict[str, Any]:
    content = ladder.Sent(
        case=uuid4(), from_body="330402", to_body="330400", title="关于充电的建议", text="建议布点。"
    )
    told = ladder.Envelope(id=uuid4(), sequence=1, sender="330402", receiver="330400", content=content)
    return {**json.loads(told.model_dump_json()), **more}


def _send(told: Any, key: str = THEIRS, ago: timedelta = timedelta()) -> Any:
    body = told if isinstance(told, str) else json.dumps(told)
    sent = (timezone.now() - ago).isoformat()
    signed = keys.signature(key, sent, body.encode())
    headers = {"X-Sent": sent, "X-Signature": signed}
    return Client().post(
        "/opinions/reports/exchange/", body, content_type="application/json", headers=headers
    )


def test_what_is_signed_and_fresh_is_taken_once(peer: Peer) -> None:
    told = _report()
    answers = [_send(told).json() for _ in range(2)]
    assert answers == [{"taken": True}, {"taken": True}]
    assert (Incoming.objects.count(), Report.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("told", "more", "status", "code"),
    [
        ("{", {}, 422, "no-message"),
        ("[]", {}, 422, "no-message"),
        ({"version": 2}, {}, 422, "version"),
        ({"sender": "330411"}, {}, 403, "unknown-sender"),
        ({}, {"key": keys.new_key()}, 403, "signature"),
        ({}, {"ago": timedelta(minutes=11)}, 409, "not-now"),
        ({}, {"ago": -timedelta(minutes=11)}, 409, "not-now"),
        ({"receiver": "330402"}, {}, 422, "not-here"),
        ({"sequence": 0}, {}, 422, "no-message"),
    ],
)
def test_what_is_refused_says_why(peer: Peer, told: Any, more: Any, status: int, code: str) -> None:
    answer = _send(told if isinstance(told, str) else _report(**told), **more)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    problem = answer.json()
    assert (problem["type"], problem["status"]) == (f"urn:shangliang:exchange:{code}", status)
    assert problem["detail"] and Incoming.objects.count() == 0


def test_another_message_under_the_same_number_is_refused(peer: Peer) -> None:
    told = _report()
    _send(told)
    assert _send({**told, "id": str(uuid4())}).status_code == 409
    assert Incoming.objects.count() == 1


def test_after_a_new_key_the_old_one_counts_for_the_days_that_were_told(peer: Peer) -> None:
    fresh = keys.new_key()
    told = ladder.Introduced(case=uuid4(), from_body="330402", key=keys.public_of(fresh), days=7)
    assert _send({**_report(), "content": json.loads(told.model_dump_json())}).status_code == 200
    assert [_send(_report(), key).status_code for key in (fresh, THEIRS)] == [200, 200]
    Peer.objects.update(earlier_until=timezone.now())
    assert [_send(_report(), key).status_code for key in (fresh, THEIRS)] == [200, 403]


def test_after_parting_nothing_is_taken_until_their_key_is_trusted_again(peer: Peer, operator: User) -> None:
    acts.disconnect(peer, by=operator, reason="钥匙遗失")
    assert _send(_report()).status_code == 403
    acts.trust(peer, by=operator, key=keys.public_of(THEIRS), address=ADDRESS)
    assert _send(_report()).status_code == 200
    kinds = Act.objects.filter(subject_type="opinions.peer").order_by("id").values_list("kind", flat=True)
    assert list(kinds)[:3] == ["peers.connect", "peers.disconnect", "peers.trust"]


def test_connecting_is_for_the_operator_and_for_neighbours(ladder: Ladder, operator: User) -> None:
    county = ladder.county.body
    with pytest.raises(Conflict):
        acts.connect(county, by=operator, address=ADDRESS)
    Body.objects.filter(pk__in=[county.pk, ladder.city.body.pk]).update(is_active=False)
    county.refresh_from_db()
    with pytest.raises(NotAllowed):
        acts.connect(county, by=ladder.city.lead, address=ADDRESS)
    with pytest.raises(Invalid):
        acts.connect(county, by=operator, address=ADDRESS)
    made = acts.connect(Body.objects.get(pk=ladder.city.body.pk), by=operator, address=ADDRESS)
    assert made.state == Peer.State.PREPARED


def test_every_cell_of_a_peer_is_as_written(peer: Peer, ladder: Ladder, operator: User) -> None:
    asked = {**people(ladder), "operator": operator}
    found = table(flows.peers, peer, Peer.State.values, asked)
    noting = "mark_refused mark_taken mark_unreachable"
    assert found == {
        "operator": {
            "prepared": "disconnect trust",
            "connected": "disconnect rotate_key trust",
            "disconnected": "trust",
        },
        "system": {"prepared": noting, "connected": f"{noting} take_in", "disconnected": noting},
    }


@pytest.mark.parametrize(
    "address",
    [
        "http://city.example/",
        "ftp://city.example/",
        "https://",
        "https://user:pw@city.example/",
        "https://city.example/?to=x",
        "http://127.0.0.1/",
        "https://city.example:port/",
    ],
)
def test_an_address_that_is_none_is_refused(peer: Peer, operator: User, address: str) -> None:
    with pytest.raises(Invalid):
        acts.trust(peer, by=operator, key=keys.public_of(THEIRS), address=address)


@pytest.mark.parametrize(
    "ip", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:10.1.2.3", "0.0.0.0"]
)
def test_no_message_goes_to_a_private_network_that_is_not_named(
    ip: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found(*_args: Any, **_more: Any) -> Any:
        return [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (ip, 443))]

    asked: list[Any] = []

    def connect(where: Any, *_args: Any) -> Any:
        asked.append(where)
        raise OSError("not in a test")

    monkeypatch.setattr(socket, "getaddrinfo", found)
    monkeypatch.setattr(socket, "create_connection", connect)
    for networks, tries in (([], 0), (["0.0.0.0/0", "::/0"], 1)):
        settings.EXCHANGE_NETWORKS = networks
        with pytest.raises(reaching.Unreachable):
            reaching.post(ADDRESS, b"", {})
        assert len(asked) == tries


def test_pauses_grow_while_nobody_answers(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: Any) -> Any:
        raise reaching.Unreachable("nobody")

    monkeypatch.setattr(reaching, "post", fail)
    now, pauses = timezone.now(), []
    for _ in range(4):
        assert exchange.deliver(now) == 0
        peer.refresh_from_db()
        pauses.append(round((peer.next_try - timezone.now()).total_seconds() / 60))
        assert exchange.deliver() == 0
        now = peer.next_try
    peer.refresh_from_db()
    assert (pauses, peer.failures) == ([1, 2, 4, 8], 4)


def test_trouble_is_told_in_the_language_of_the_reader(
    peer: Peer, operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any) -> Any:
        raise ConnectionRefusedError

    monkeypatch.setattr(reaching, "_connection", refuse)
    assert exchange.deliver() == 0
    for language, sentence in (("en", "Nobody answers at this address."), ("zh-hans", "该地址无应答。")):
        for address in (reverse("opinions:peers"), reverse("opinions:peer", args=[peer.pk])):
            page = as_(operator).get(address, headers={"accept-language": language})
            assert sentence in page.content.decode()


def test_the_health_page_tells_who_was_out_of_reach_for_a_day(peer: Peer) -> None:
    assert health.exchange().tone == "good"
    acts.mark_unreachable(peer, by=system_user(), why="nobody")
    assert health.exchange().tone == "good"
    Peer.objects.update(unreachable_since=timezone.now() - timedelta(hours=25))
    told = health.exchange()
    assert told.tone == "wait" and str(peer) in str(told.sentence)


def test_the_operator_connects_rotates_and_parts_on_pages(peer: Peer, operator: User) -> None:
    browser, address = as_(operator), reverse("opinions:peer", args=[peer.pk])
    shown = browser.get(address).content.decode()
    assert keys.fingerprint(keys.public_of(THEIRS)) in shown and "introduced" not in shown
    assert browser.get(reverse("opinions:peers")).status_code == 200
    assert browser.post(address, {"act": "rotate_key", "days": "7"}).status_code == 302
    assert browser.post(address, {"act": "rotate_key", "days": "7"}).status_code == 409
    assert browser.post(address, {"act": "disconnect", "reason": ""}).status_code == 422
    assert browser.post(address, {"act": "disconnect", "reason": "钥匙遗失"}).status_code == 302
    peer.refresh_from_db()
    assert (peer.state, peer.reason) == ("disconnected", "钥匙遗失")
    assert Outgoing.objects.count() == 2


def test_nobody_else_finds_the_pages(peer: Peer, ladder: Ladder) -> None:
    for name, args in (("peers", []), ("peer", [peer.pk])):
        assert as_(ladder.city.lead).get(reverse(f"opinions:{name}", args=args)).status_code == 403


def test_the_list_costs_the_same_with_one_and_with_two(peer: Peer, ladder: Ladder, operator: User) -> None:
    browser, address = as_(operator), reverse("opinions:peers")

    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        counted.append(len(queries))
        Body.objects.filter(pk=ladder.other.body.pk).update(is_active=False)
        if Peer.objects.count() == 1:
            acts.connect(Body.objects.get(pk=ladder.other.body.pk), by=operator, address=ADDRESS)
    assert counted[0] == counted[1] and Peer.objects.count() == 2
