"""Sending: once each, put off when a way is down, nothing doubled, nothing lost."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.bodies.tests.world import World
from shangliang.ledger.models import Act
from shangliang.notices import letters, sending
from shangliang.notices.channels.base import Down, TryLater, Undeliverable
from shangliang.notices.models import Choice, Delivery, Notice
from shangliang.notices.routing import route_waiting
from shangliang.notices.sending import claim, send_waiting
from shangliang.notices.tests.adapters import Recorder, recorded
from shangliang.proposals.tests import cases


@pytest.fixture
def adapter(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    return recorded(monkeypatch)


def of_member(world: World) -> Delivery:
    return Delivery.objects.get(person=world.member)


def test_a_decision_is_mailed_with_its_words_and_link(world: World, settings: object) -> None:
    settings.SITE_URL = "https://sl.example"  # type: ignore[attr-defined]
    world.member.language = "en"
    world.member.save()
    proposal = cases.filed(world)
    route_waiting()
    assert send_waiting() == 1
    assert [(one.to, one.subject) for one in mail.outbox] == [
        ([world.member.email], f"“{proposal.title}”: filed")
    ]
    assert f"https://sl.example/proposals/{proposal.pk}/" in mail.outbox[0].body
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<notice-{of_member(world).pk}@localhost>"


def test_sending_again_sends_nothing_again(world: World, adapter: Recorder) -> None:
    cases.filed(world)
    route_waiting()
    assert (send_waiting(), send_waiting(), len(adapter.sent)) == (1, 0, 1)
    one = of_member(world)
    assert (one.state, one.tries, one.settled) == ("sent", 1, timezone.now())


def test_a_way_that_is_down_for_an_hour_doubles_and_loses_nothing(
    world: World, adapter: Recorder, clock: object
) -> None:
    cases.distributed(world)
    route_waiting()
    adapter.trouble = Down("ConnectionRefusedError")
    for _look in range(20):
        send_waiting()
        clock.shift(180)  # type: ignore[attr-defined]
    assert (adapter.sent, Delivery.objects.filter(state="waiting").count()) == ([], 3)
    assert adapter.knocks <= 20
    adapter.trouble = None
    for _look in range(11):
        send_waiting()
        clock.shift(180)  # type: ignore[attr-defined]
    people = [world.member, world.unit_clerk, world.unit_lead]
    assert sorted(adapter.receivers) == sorted(one.email for one in people)


def test_the_pauses_grow(world: World, adapter: Recorder, clock: object) -> None:
    cases.filed(world)
    route_waiting()
    adapter.trouble = TryLater("SMTP 451")
    pauses = []
    for _try in range(7):
        send_waiting()
        due = of_member(world).due
        pauses.append(int((due - timezone.now()).total_seconds() // 60))
        clock.move_to(due)  # type: ignore[attr-defined]
    assert pauses == [1, 2, 4, 8, 16, 30, 30]


def test_after_three_days_it_is_given_up_and_the_log_says_so(
    world: World, adapter: Recorder, clock: object
) -> None:
    cases.filed(world)
    route_waiting()
    adapter.trouble = TryLater("SMTP 451")
    clock.shift(timedelta(days=3, minutes=1))  # type: ignore[attr-defined]
    send_waiting()
    assert (of_member(world).state, of_member(world).trouble) == ("failed", "SMTP 451")


def test_a_refused_address_fails_at_once_and_holds_nobody_up(
    world: World, adapter: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.distributed(world)
    route_waiting()
    send = adapter._send

    def refuse_one(message: object) -> None:
        if message.to == world.member.email:  # type: ignore[attr-defined]
            raise Undeliverable("SMTP 550")
        send(message)  # type: ignore[arg-type]

    monkeypatch.setattr(adapter, "_send", refuse_one)
    assert send_waiting() == 2
    assert (of_member(world).state, of_member(world).trouble) == ("failed", "SMTP 550")


def test_a_letter_that_cannot_be_written_holds_nobody_up(
    world: World, adapter: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.distributed(world)
    route_waiting()
    write = letters._single

    def stumble(one: Delivery) -> object:
        return 1 / 0 if one.person_id == world.member.pk else write(one)

    monkeypatch.setattr(letters, "_single", stumble)
    assert send_waiting() == 2
    assert of_member(world).trouble == "ZeroDivisionError"


def test_what_another_worker_holds_is_left_alone_until_its_lease_ends(
    world: World, adapter: Recorder, clock: object
) -> None:
    cases.filed(world)
    route_waiting()
    assert len(claim("mail")) == 1
    assert send_waiting() == 0
    clock.shift(sending.LEASE + timedelta(seconds=1))  # type: ignore[attr-defined]
    assert send_waiting() == 1


def test_a_batch_that_is_too_slow_gives_the_rest_back(
    world: World, adapter: Recorder, clock: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases.distributed(world)
    route_waiting()
    send = adapter._send

    def slow(message: object) -> None:
        clock.shift(sending.LONGEST + timedelta(seconds=1))  # type: ignore[attr-defined]
        send(message)  # type: ignore[arg-type]

    monkeypatch.setattr(adapter, "_send", slow)
    batch = claim("mail")
    assert sending._send_batch(adapter, batch) == 1
    sending._release(batch)
    assert Delivery.objects.filter(state="waiting", leased_until__isnull=True).count() == 2


def test_what_was_read_here_meanwhile_is_not_mailed_as_well(world: World, adapter: Recorder) -> None:
    Choice.objects.create(person=world.member, topic="proposals.steps", way="mail", is_on=True)
    cases.distributed(world)
    route_waiting()
    Notice.objects.filter(person=world.member).update(read=timezone.now())
    send_waiting()
    states = Delivery.objects.filter(person=world.member).values_list("topic", "state")
    assert set(states) == {("proposals.decisions", "sent"), ("proposals.steps", "dropped")}


def test_sms_and_work_messages_do_not_say_what_it_is_about(world: World, adapter: Recorder) -> None:
    Choice.objects.bulk_create(
        Choice(person=world.member, topic="proposals.decisions", way=way, is_on=True)
        for way in ("sms", "work")
    )
    proposal = cases.filed(world)
    route_waiting()
    send_waiting()
    short = [one for one in adapter.sent if one.to == world.member.phone]
    assert len(short) == 2
    assert not any(proposal.title in one.text for one in short)


def test_who_left_meanwhile_gets_nothing(world: World, adapter: Recorder) -> None:
    cases.filed(world)
    route_waiting()
    User.objects.filter(pk=world.member.pk).update(is_active=False)
    assert (send_waiting(), of_member(world).state) == (0, "dropped")


def test_many_go_out_in_batches_and_the_progress_is_told(
    world: World, adapter: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "BATCH", 20)
    act = Act.objects.of_case(cases.filed(world)).get(kind="proposals.file")
    people = User.objects.bulk_create(
        User(username=f"many-{n}", name=f"众{n}", email=f"many-{n}@shangliang.example") for n in range(45)
    )
    Notice.objects.bulk_create(Notice(person=one, act=act) for one in people)
    route_waiting()
    told: list[tuple[str, int]] = []
    assert send_waiting(lambda way, sent: told.append((way, sent))) == 46
    assert told == [("mail", 20), ("mail", 40), ("mail", 46)]
    assert len(set(adapter.receivers)) == 46
