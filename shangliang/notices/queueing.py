"""The daily letters: a digest for who has something to read, a desk letter for whose desk something waits on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Min
from django.utils import timezone

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Post
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.jobs.queue import later
from shangliang.notices.models import Delivery, Habit, Notice, Way
from shangliang.notices.queries import choices_of, habits_of, wanted_ways
from shangliang.notices.timing import is_digest_day
from shangliang.notices.topics import DESKS, DIGEST, Topic
from shangliang.notices.waiting import Counted, desk_roles

MANY = 500


def queue_digests(now: datetime | None = None) -> int:
    """A digest for everybody whose notices await one and whose hour has come today; once a day."""
    local = timezone.localtime(now or timezone.now())
    waiting = Notice.objects.filter(awaits_digest=True).order_by().values_list("person_id")
    people = dict(waiting.annotate(Min("act__body_id")))
    calendar = work_calendar()
    return sum(_queue_digests(part, people, local, calendar) for part in _parts(sorted(people)))


def _queue_digests(part: list[int], people: dict[int, int], local: datetime, calendar: WorkCalendar) -> int:
    day, habits = local.date(), habits_of(part)
    ready = [pk for pk in part if _is_time(habits[pk], local, calendar)]
    rows = [
        Delivery(
            person_id=pk,
            body_id=people[pk],
            way=Way.DIGEST,
            topic=DIGEST,
            key=f"{DIGEST}:{pk}:{day}",
            due=local,
        )
        for pk in ready
    ]
    return _queue(rows)


def _is_time(habit: Habit, local: datetime, calendar: WorkCalendar) -> bool:
    return local.hour >= habit.digest_hour and is_digest_day(habit, local.date(), calendar)


def _queue(rows: list[Delivery]) -> int:
    """Write those that were not written yet today."""
    known = set(Delivery.objects.filter(key__in=[row.key for row in rows]).values_list("key", flat=True))
    fresh = [row for row in rows if row.key not in known]
    Delivery.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _parts(people: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(people), MANY):
        yield people[start : start + MANY]


def ask_desk_letters(now: datetime | None = None) -> None:
    """One job for each hour of today at which somebody with a desk wants the letter and which has come."""
    local = timezone.localtime(now or timezone.now())
    hours = {Habit(person_id=0).digest_hour, *Habit.objects.values_list("digest_hour", flat=True).distinct()}
    for hour in sorted(hours):
        if hour <= local.hour:
            told = f"{local.date()}:{hour}"
            later("shangliang.notices.tasks.write_desk_letters", told, key=f"notices.desks:{told}")


def queue_desk_letters(day: date, hour: int, topic: Topic) -> int:
    """Everybody who wants the letter at that hour and on whose desk something waits gets one."""
    posts = (
        Post.objects.active(day).filter(role__in=desk_roles(), user__is_active=True).exclude(user__email="")
    )
    people = sorted(set(posts.values_list("user_id", flat=True)))
    counted, calendar = Counted(), work_calendar()
    queued = 0
    for part in _parts(people):
        wanted = _wanting(part, day, hour, topic, calendar)
        mine = posts.filter(user_id__in=wanted).select_related("body", "unit", "user").order_by("id")
        queued += _queue(list(_letters(mine, day, counted)))
    return queued


def _wanting(part: list[int], day: date, hour: int, topic: Topic, calendar: WorkCalendar) -> list[int]:
    habits, choices = habits_of(part), choices_of(part)
    return [
        pk
        for pk in part
        if habits[pk].digest_hour == hour
        and is_digest_day(habits[pk], day, calendar)
        and Way.MAIL in wanted_ways(topic, choices.get((pk, topic.name), {}))
    ]


def _letters(posts: Iterable[Post], day: date, counted: Counted) -> Iterator[Delivery]:
    by_desk: dict[tuple[int, int], list[Post]] = defaultdict(list)
    for post in posts:
        by_desk[post.user_id, post.body_id].append(post)
    for (person, body), held in by_desk.items():
        if counted.for_posts(held):
            key = f"{DESKS}:{person}:{body}:{day}"
            yield Delivery(person_id=person, body_id=body, way=Way.MAIL, topic=DESKS, key=key)
