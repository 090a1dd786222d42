"""Later work: notices routed and sent at every beat, digests and desk letters in their hour, old logs thrown away."""

from datetime import date, timedelta

from django.utils import timezone

from shangliang.core.time import today
from shangliang.jobs.queue import later
from shangliang.jobs.worker import every_beat
from shangliang.notices.models import Delivery
from shangliang.notices.queueing import ask_desk_letters, queue_desk_letters, queue_digests
from shangliang.notices.routing import route_waiting
from shangliang.notices.sending import send_waiting
from shangliang.notices.topics import DESKS, topics

KEPT = timedelta(days=180)


@every_beat
def look_at_notices() -> None:
    """Route what acts left behind, write the letters whose hour has come, send what is due."""
    route_waiting()
    queue_digests()
    ask_desk_letters()
    later("shangliang.notices.tasks.sweep", key=f"notices.sweep:{today()}")
    send_waiting()


def write_desk_letters(told: str) -> None:
    """For "day:hour": to everybody with a desk who wants the letter at that hour."""
    day, _colon, hour = told.partition(":")
    queue_desk_letters(date.fromisoformat(day), int(hour), topics[DESKS])


def sweep(argument: str = "") -> None:
    """The log of deliveries is kept for half a year."""
    Delivery.objects.filter(made__lt=timezone.now() - KEPT).exclude(state=Delivery.State.WAITING).delete()
