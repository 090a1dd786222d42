"""Reads about notices and about how people want to be told."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet

from shangliang.accounts.models import User
from shangliang.bodies.models import Post
from shangliang.bodies.queries import all_posts_of, bodies_as
from shangliang.core.prepared import Prepared
from shangliang.notices.models import CalendarLink, Choice, Delivery, Habit, Notice, Way
from shangliang.notices.topics import Topic, every_topic

# What differs from the usual: {(person, topic): {way: on}}.
Choices = dict[tuple[int, str], dict[str, bool]]


def unread_count(user: Any) -> int:
    """How many notices wait."""
    return sum(_unread.column(user.pk))


def _counted(person: int) -> QuerySet[Any, Any]:
    waiting = Notice.objects.filter(person_id=person).unread().order_by()
    return waiting.values("person_id").annotate(n=Count("id")).values_list("n")


_unread = Prepared(_counted, int)


def choices_of(people: Iterable[int]) -> Choices:
    """What these people changed. One query."""
    found: Choices = defaultdict(dict)
    for row in Choice.objects.filter(person_id__in=list(people)):
        found[row.person_id, row.topic][row.way] = row.is_on
    return found


def wanted_ways(topic: Topic, changed: dict[str, bool]) -> set[str]:
    """By which ways somebody hears of a topic: the usual, as they changed it, and what is required."""
    chosen = {way for way in topic.ways if changed.get(way, way in topic.usual)}
    return chosen | set(topic.fixed)


def habits_of(people: Iterable[int]) -> dict[int, Habit]:
    """When these people like to hear; who never said so as is usual. One query."""
    found = {pk: Habit(person_id=pk) for pk in people}
    found.update({row.person_id: row for row in Habit.objects.filter(person_id__in=list(found))})
    return found


def habit_of(user: Any) -> Habit:
    """When one person likes to hear."""
    return habits_of([user.pk])[user.pk]


def topics_for(user: Any) -> list[Topic]:
    """The topics somebody of these posts can come to hear of."""
    roles = {post.role for post in all_posts_of(user)}
    return [topic for topic in every_topic() if not topic.roles or roles & set(topic.roles)]


def deliveries_in_care_of(user: Any) -> "QuerySet[Delivery]":
    """What was sent in the bodies the person administers; to the platform administrator all."""
    if getattr(user, "is_superuser", False):
        return Delivery.objects.all()
    return Delivery.objects.filter(body_id__in=bodies_as(user, Post.Role.ADMIN))


def progress_of(rows: "QuerySet[Delivery]") -> dict[str, dict[str, int]]:
    """How many are waiting, sent, dropped and failed, by way. One query."""
    found: dict[str, dict[str, int]] = {way: dict.fromkeys(Delivery.State.values, 0) for way in Way.values}
    for way, state, many in rows.order_by().values_list("way", "state").annotate(Count("pk")):
        found[way][state] = many
    return {way: counts for way, counts in found.items() if any(counts.values())}


def person_of_calendar(secret: str) -> User | None:
    """Whose calendar a secret link opens; nobody's if it was ended or the account is closed."""
    rows = CalendarLink.objects.filter(digest=CalendarLink.digest_of(secret), person__is_active=True)
    found = rows.select_related("person").first()
    return found.person if found else None
