"""By which ways notices go out: decided by the worker after the act's commit, some hundred notices at a time."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from shangliang.accounts.models import User
from shangliang.notices.models import Delivery, Habit, Notice, Way
from shangliang.notices.queries import choices_of, habits_of, wanted_ways
from shangliang.notices.timing import after_quiet
from shangliang.notices.topics import Topic, topic_of

BATCH = 500
OUTWARD = (Way.MAIL, Way.SMS, Way.WORK)


def route_waiting(now: datetime | None = None) -> int:
    """Route every notice nobody routed yet; how many there were."""
    routed = last = _route_batch(now or timezone.now())
    while last == BATCH:
        last = _route_batch(now or timezone.now())
        routed += last
    return routed


@transaction.atomic
def _route_batch(now: datetime) -> int:
    rows = Notice.objects.filter(routed__isnull=True).select_related("person", "act").order_by("id")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    batch = list(rows[:BATCH])
    if not batch:
        return 0
    people = {notice.person_id for notice in batch}
    choices, habits = choices_of(people), habits_of(people)
    deliveries: list[Delivery] = []
    hidden, digested = [], []
    for notice in batch:
        topic = topic_of(notice.act.kind)
        ways = wanted_ways(topic, choices.get((notice.person_id, topic.name), {}))
        habit = habits[notice.person_id]
        deliveries += _deliveries(notice, topic, ways, habit, now)
        if Way.HERE not in ways:
            hidden.append(notice.pk)
        if Way.DIGEST in ways and Way.MAIL not in ways and habit.has_digest:
            digested.append(notice.pk)
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
    _mark(batch, hidden, digested, now)
    return len(batch)


def _deliveries(
    notice: Notice, topic: Topic, ways: set[str], habit: Habit, now: datetime
) -> Iterable[Delivery]:
    """One for each way at once by which the person can be reached."""
    person = notice.person
    for way in OUTWARD:
        if way in ways and person.is_active and address_of(person, way):
            yield Delivery(
                person=person,
                body_id=notice.act.body_id,
                notice=notice,
                way=way,
                topic=topic.name,
                key=f"{way}:{notice.pk}",
                due=after_quiet(habit, now),
            )


def address_of(person: User, way: str) -> str:
    """Where a way reaches a person; empty if it does not."""
    return person.email if way in (Way.MAIL, Way.DIGEST) else person.phone


def _mark(batch: list[Notice], hidden: list[int], digested: list[int], now: datetime) -> None:
    Notice.objects.filter(pk__in=[one.pk for one in batch]).update(routed=now)
    if hidden:
        Notice.objects.filter(pk__in=hidden).update(is_hidden=True, read=now)
    if digested:
        Notice.objects.filter(pk__in=digested).update(awaits_digest=True)
