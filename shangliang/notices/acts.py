"""What people decide about being told: their choices and habits, unsubscribing, their calendar link.

Nobody else is concerned and no body, so these stand in no ledger; the secret link is noted in the security log."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone

from shangliang.accounts.acts.door import note
from shangliang.accounts.models import SecurityEvent, User
from shangliang.accounts.where import Where
from shangliang.notices.models import CalendarLink, Choice, Habit, Notice, Way
from shangliang.notices.topics import Topic

Chosen = Mapping[str, Collection[str]]


@transaction.atomic
def choose(user: User, topics: Collection[Topic], chosen: Chosen, **habit: object) -> None:
    """Take over by which ways one wants each of these topics, and when; what is required stays on."""
    wanted = [
        Choice(person=user, topic=topic.name, way=way, is_on=way in chosen[topic.name])
        for topic in topics
        for way in topic.ways
        if way not in topic.fixed and (way in chosen[topic.name]) != (way in topic.usual)
    ]
    Choice.objects.filter(person=user, topic__in=[topic.name for topic in topics]).delete()
    Choice.objects.bulk_create(wanted)
    Habit.objects.update_or_create(person=user, defaults=habit)
    if not habit.get("has_digest", True):
        _drop_digest(user)


@transaction.atomic
def unsubscribe(user: User, topic: Topic | None) -> bool:
    """No more mails about a topic (None: no digest); False if it is one that nobody can switch off."""
    if topic is None:
        Habit.objects.update_or_create(person=user, defaults={"has_digest": False})
        _drop_digest(user)
        return True
    if topic.required_because:
        return False
    for way in (Way.MAIL, Way.DIGEST):
        Choice.objects.update_or_create(person=user, topic=topic.name, way=way, defaults={"is_on": False})
    return True


def _drop_digest(user: User) -> None:
    Notice.objects.filter(person=user, awaits_digest=True).update(awaits_digest=False)


@transaction.atomic
def make_calendar_link(user: User, *, where: Where) -> str:
    """A new secret link; the one before opens nothing from now on. Returns the secret, which is not kept."""
    secret, digest = CalendarLink.new_secret()
    CalendarLink.objects.update_or_create(person=user, defaults={"digest": digest, "made": timezone.now()})
    note(SecurityEvent.Kind.CALENDAR_MADE, user, where)
    return secret


@transaction.atomic
def end_calendar_link(user: User, *, where: Where) -> None:
    """No link opens the calendar any more."""
    if CalendarLink.objects.filter(person=user).delete()[0]:
        note(SecurityEvent.Kind.CALENDAR_ENDED, user, where)
