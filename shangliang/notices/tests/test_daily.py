"""Digests and desk letters: on their day, in their hour, once, and only with something to say."""

from datetime import date

import pytest
from django.core import mail
from django.utils import timezone

from shangliang.bodies.models import CalendarDay
from shangliang.bodies.tests.world import Role, World, hold
from shangliang.jobs.models import Job
from shangliang.jobs.queue import run_all
from shangliang.notices.models import Choice, Delivery, Habit, Notice
from shangliang.notices.queueing import ask_desk_letters, queue_digests
from shangliang.notices.routing import route_waiting
from shangliang.notices.sending import send_waiting
from shangliang.notices.tasks import look_at_notices
from shangliang.proposals.tests import cases

SATURDAY, SUNDAY, MONDAY = "2026-11-28T02:00:00Z", "2026-11-29T02:00:00Z", "2026-11-30T02:00:00Z"


def digested() -> list[str]:
    return sorted(Delivery.objects.filter(topic="digest").values_list("person__username", flat=True))


def test_the_digest_tells_what_is_unread_once(world: World, clock: object) -> None:
    cases.submitted(world)
    cases.submitted(world)
    route_waiting()
    assert (queue_digests(), queue_digests()) == (2, 0)
    send_waiting()
    clock.shift(86_400)  # type: ignore[attr-defined]
    assert queue_digests() == 0
    assert sorted(one.to[0] for one in mail.outbox) == sorted([world.clerk.email, world.lead.email])
    assert mail.outbox[0].body.count(cases.TEXT["title"]) == 2


def test_nobody_without_content_is_queued(world: World) -> None:
    route_waiting()
    assert (queue_digests(), digested()) == (0, [])


def test_who_has_read_everything_meanwhile_gets_no_digest(world: World) -> None:
    cases.submitted(world)
    route_waiting()
    queue_digests()
    Notice.objects.filter(person=world.clerk).update(read=timezone.now())
    send_waiting()
    states = dict(Delivery.objects.values_list("person__username", "state"))
    assert states == {world.clerk.username: "dropped", world.lead.username: "sent"}
    assert not Notice.objects.filter(awaits_digest=True).exists()


def test_the_digest_waits_for_its_hour(world: World, clock: object) -> None:
    Habit.objects.create(person=world.clerk, digest_hour=17)
    cases.submitted(world)
    route_waiting()
    queue_digests()
    assert digested() == [world.lead.username]
    clock.move_to("2026-11-23T09:00:00Z")  # type: ignore[attr-defined]
    queue_digests()
    assert digested() == sorted([world.clerk.username, world.lead.username])


@pytest.mark.parametrize(
    ("moment", "make_up", "expected"), [(SATURDAY, False, 0), (SATURDAY, True, 2), (MONDAY, False, 2)]
)
def test_the_digest_knows_working_days_and_make_up_days(
    world: World, clock: object, moment: str, make_up: bool, expected: int
) -> None:
    cases.submitted(world)
    route_waiting()
    if make_up:
        CalendarDay.objects.create(day=date(2026, 11, 28), is_workday=True)
    clock.move_to(moment)  # type: ignore[attr-defined]
    assert queue_digests() == expected


def test_or_it_comes_on_the_days_one_chose(world: World, clock: object) -> None:
    Habit.objects.create(person=world.clerk, by_workdays=False, weekdays="7")
    cases.submitted(world)
    route_waiting()
    clock.move_to(SUNDAY)  # type: ignore[attr-defined]
    queue_digests()
    assert digested() == [world.clerk.username]


def test_who_wants_no_digest_gets_none(world: World) -> None:
    Habit.objects.create(person=world.clerk, has_digest=False)
    cases.submitted(world)
    route_waiting()
    queue_digests()
    assert digested() == [world.lead.username]


def test_desk_letters_tell_numbers_with_links_where_something_waits(world: World, settings: object) -> None:
    settings.SITE_URL = "https://sl.example"  # type: ignore[attr-defined]
    cases.distributed(world)
    cases.submitted(world)
    Delivery.objects.all().delete()
    ask_desk_letters()
    run_all()
    busy = (world.clerk, world.lead, world.unit_clerk, world.unit_lead)
    told = Delivery.objects.values_list("person__username", flat=True)
    assert sorted(told) == sorted(one.username for one in busy)
    send_waiting()
    letter = next(one for one in mail.outbox if one.to == [world.clerk.email])
    assert "1\nhttps://sl.example/proposals/desk/?queue=new" in letter.body
    assert "queue=final" not in letter.body


def test_desk_letters_are_written_once_a_day_and_not_on_free_days(world: World, clock: object) -> None:
    cases.submitted(world)
    for _look in range(2):
        ask_desk_letters()
        run_all()
    assert Delivery.objects.count() == 2
    clock.move_to(SATURDAY)  # type: ignore[attr-defined]
    ask_desk_letters()
    run_all()
    assert Delivery.objects.count() == 2


def test_who_wants_no_desk_letter_gets_none(world: World) -> None:
    Choice.objects.create(person=world.clerk, topic="desks", way="mail", is_on=False)
    cases.submitted(world)
    ask_desk_letters()
    run_all()
    assert [one.person for one in Delivery.objects.all()] == [world.lead]


def test_a_person_with_two_desks_of_one_body_gets_one_letter(world: World) -> None:
    hold(world.clerk, world.body, Role.OFFICE_LEAD)
    cases.submitted(world)
    ask_desk_letters()
    run_all()
    assert Delivery.objects.filter(person=world.clerk).count() == 1


def test_a_desk_that_was_cleared_meanwhile_sends_nothing(world: World) -> None:
    proposal = cases.submitted(world)
    ask_desk_letters()
    run_all()
    type(proposal).objects.filter(pk=proposal.pk).update(state="archived")
    send_waiting()
    assert set(Delivery.objects.values_list("state", flat=True)) == {"dropped"}


def test_one_look_at_the_clock_does_it_all_and_a_second_nothing(world: World) -> None:
    cases.submitted(world)
    for _look in range(2):
        look_at_notices()
        run_all()
    look_at_notices()
    kinds = sorted((one.topic, one.state) for one in Delivery.objects.filter(person=world.clerk))
    assert kinds == [("desks", "sent"), ("digest", "sent")]
    assert Job.objects.filter(key__startswith="notices.").count() == 2
