"""By which ways one hears of what: the usual, the chosen, the required."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from shangliang.bodies.tests.world import World
from shangliang.core.errors import Invalid
from shangliang.ledger.models import Act
from shangliang.notices.models import Choice, Delivery, Habit, Notice
from shangliang.notices.queries import unread_count
from shangliang.notices.routing import route_waiting
from shangliang.notices.timing import after_quiet, is_quiet
from shangliang.proposals import acts
from shangliang.proposals.tests import cases


def told(world: World) -> set[tuple[str, str, str]]:
    """(person, way, topic) of everything written to be sent."""
    return set(Delivery.objects.values_list("person__username", "way", "topic"))


def choose(user: object, topic: str, **ways: bool) -> None:
    for way, is_on in ways.items():
        Choice.objects.create(person=user, topic=topic, way=way, is_on=is_on)


def test_what_is_urgent_is_mailed_and_the_rest_awaits_the_digest(world: World) -> None:
    cases.distributed(world)
    route_waiting()
    assert told(world) == {
        (world.member.username, "mail", "proposals.decisions"),
        (world.unit_clerk.username, "mail", "proposals.duties"),
        (world.unit_lead.username, "mail", "proposals.duties"),
    }
    awaiting = Notice.objects.filter(awaits_digest=True).values_list("person__username", "act__kind")
    assert set(awaiting) == {
        (world.clerk.username, "proposals.submit"),
        (world.lead.username, "proposals.submit"),
        (world.member.username, "proposals.distribute"),
    }


def test_routing_again_writes_nothing_again(world: World) -> None:
    cases.filed(world)
    assert route_waiting() == 3
    before = Delivery.objects.count()
    assert route_waiting() == 0
    Notice.objects.update(routed=None)
    route_waiting()
    assert Delivery.objects.count() == before


def test_an_act_that_fails_tells_nobody(world: World) -> None:
    proposal = cases.reviewed(world)
    before = Notice.objects.count()
    with pytest.raises(Invalid):
        acts.accept(proposal, by=world.lead, category="nonsense")
    assert Notice.objects.count() == before


def test_one_hears_by_the_ways_one_chose(world: World) -> None:
    choose(world.member, "proposals.steps", here=False, digest=False, sms=True, work=True)
    cases.distributed(world)
    route_waiting()
    mine = Delivery.objects.filter(person=world.member, topic="proposals.steps")
    assert set(mine.values_list("way", flat=True)) == {"sms", "work"}
    assert not Notice.objects.filter(person=world.member, awaits_digest=True).exists()
    shown = Notice.objects.visible_to(world.member).values_list("act__kind", flat=True)
    assert (list(shown), unread_count(world.member)) == (["proposals.file"], 1)


def test_what_the_law_requires_cannot_be_switched_off(world: World) -> None:
    choose(world.member, "proposals.decisions", here=False, mail=False)
    cases.filed(world)
    route_waiting()
    assert (world.member.username, "mail", "proposals.decisions") in told(world)
    assert unread_count(world.member) == 1


def test_who_cannot_be_reached_gets_nothing_written(world: World) -> None:
    world.member.email = ""
    world.member.save()
    world.unit_lead.is_active = False
    world.unit_lead.save()
    cases.distributed(world)
    route_waiting()
    assert told(world) == {(world.unit_clerk.username, "mail", "proposals.duties")}


def test_in_quiet_hours_messages_wait_for_their_end(world: World, clock: object) -> None:
    clock.move_to("2026-11-23T15:30:00Z")  # type: ignore[attr-defined]  half past eleven in the night
    cases.filed(world)
    route_waiting()
    due = timezone.localtime(Delivery.objects.get(person=world.member).due)
    assert due.isoformat() == "2026-11-24T07:00:00+08:00"


@pytest.mark.parametrize(
    ("begins", "ends", "quiet"),
    [(22, 7, {22, 23, 0, 1, 2, 3, 4, 5, 6}), (12, 14, {12, 13}), (8, 8, set())],
)
def test_quiet_hours_may_reach_over_midnight(begins: int, ends: int, quiet: set[int]) -> None:
    habit = Habit(quiet_from=begins, quiet_until=ends)
    assert {hour for hour in range(24) if is_quiet(habit, hour)} == quiet


def test_after_the_quiet_hours_comes_the_same_morning(clock: object) -> None:
    early = timezone.now() - timedelta(hours=5)
    assert after_quiet(Habit(), early) == timezone.now() - timedelta(hours=3)


def test_routing_asks_as_often_for_three_people_as_for_one(
    world: World, django_assert_num_queries: object
) -> None:
    cases.drafted(world)
    act = Act.objects.latest("id")
    people = [world.member, world.clerk, world.lead, world.supervisor]
    Notice.objects.create(person=people[0], act=act)
    with CaptureQueriesContext(connection) as first:
        route_waiting()
    Notice.objects.bulk_create(Notice(person=one, act=act) for one in people[1:])
    with django_assert_num_queries(len(first)):  # type: ignore[operator]
        route_waiting()
