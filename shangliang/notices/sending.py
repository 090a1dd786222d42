"""Sending what is due: claimed in batches under a lease, each message settled by itself, put off when it fails."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from shangliang.notices.channels import Adapter, Down, TryLater, Undeliverable, adapter_for
from shangliang.notices.channels.base import Sender
from shangliang.notices.letters import Letter, letters_for
from shangliang.notices.models import Delivery, Notice, Way
from shangliang.notices.queries import habits_of
from shangliang.notices.timing import after_quiet

BATCH = 100
LEASE = timedelta(minutes=5)
# A batch that is slower gives the rest back before its lease ends, so that no other worker sends it as well.
LONGEST = timedelta(minutes=3)
PAUSES = (1, 2, 4, 8, 16, 30)
GIVE_UP = timedelta(days=3)
State = Delivery.State
log = logging.getLogger(__name__)
Progress = Callable[[str, int], None]


def send_waiting(progress: Progress = lambda way, sent: None) -> int:
    """Send everything that is due, by every way; how much went out. A way that is down waits for the next call."""
    return sum(_send_way(way, progress) for way in Way.values if way != Way.HERE)


def _send_way(way: str, progress: Progress) -> int:
    sent, adapter = 0, adapter_for(way)
    while batch := claim(way):
        try:
            sent += _send_batch(adapter, batch)
        except Down as trouble:
            log.warning("%s is down: %s", way, trouble)
            break
        finally:
            _release(batch)
        progress(way, sent)
    return sent


@transaction.atomic
def claim(way: str) -> list[Delivery]:
    """The next due deliveries, leased to the caller."""
    now = timezone.now()
    rows = Delivery.objects.due(way, now).select_related("person", "notice__act")
    if connection.features.has_select_for_update_skip_locked:
        rows = rows.select_for_update(skip_locked=True, of=("self",))
    batch = list(rows[:BATCH])
    if not batch:
        return []
    Delivery.objects.filter(pk__in=[one.pk for one in batch]).update(leased_until=now + LEASE)
    return batch


def _release(batch: list[Delivery]) -> None:
    rows = Delivery.objects.filter(pk__in=[one.pk for one in batch], state=State.WAITING)
    rows.update(leased_until=None)


def _send_batch(adapter: Adapter, batch: list[Delivery]) -> int:
    """How many went out. Raises Down after the message that met it was put off; the others are not touched."""
    sent, until = 0, timezone.now() + LONGEST
    with adapter.opened() as send:
        for letter in letters_for(_awake(batch)):
            if timezone.now() > until:
                break
            sent += _settled(letter, send)
    return sent


def _awake(batch: list[Delivery]) -> list[Delivery]:
    """Those whose reader has no quiet hours now; the others wait for their end."""
    habits, now = habits_of(one.person_id for one in batch), timezone.now()
    awake = []
    for one in batch:
        due = after_quiet(habits[one.person_id], now)
        if due > now:
            Delivery.objects.filter(pk=one.pk).update(due=due)
        else:
            awake.append(one)
    return awake


def _settled(letter: Letter, send: Sender) -> int:
    """Send one letter and write down what became of it; 1 if it went out."""
    one = letter.delivery
    try:
        message = letter.compose()
        if message is None:
            _settle(letter, State.DROPPED)
            return 0
        send(message)
    except Undeliverable as trouble:
        _settle(letter, State.FAILED, str(trouble))
    except TryLater as trouble:
        _put_off(one, str(trouble))
    except Down as trouble:
        _put_off(one, str(trouble))
        raise
    except Exception as trouble:  # one letter that cannot be written must not hold up the others
        log.exception("delivery %s", one.pk)
        _put_off(one, type(trouble).__name__)
    else:
        _settle(letter, State.SENT)
        return 1
    return 0


def _settle(letter: Letter, state: str, trouble: str = "") -> None:
    one = letter.delivery
    one.state, one.settled, one.trouble, one.leased_until = state, timezone.now(), trouble[:60], None
    one.tries += int(state != State.DROPPED)
    changed = ["state", "settled", "trouble", "leased_until", "tries"]
    if not letter.notices or state == State.FAILED:
        one.save(update_fields=changed)
        return
    with transaction.atomic():
        one.save(update_fields=changed)
        Notice.objects.filter(pk__in=letter.notices).update(awaits_digest=False)


def _put_off(one: Delivery, trouble: str) -> None:
    """Try again after a pause that grows; in the end give up."""
    one.tries += 1
    now = timezone.now()
    if now - one.made > GIVE_UP:
        one.state, one.settled = State.FAILED, now
    one.due = now + timedelta(minutes=PAUSES[min(one.tries, len(PAUSES)) - 1])
    one.trouble, one.leased_until = trouble[:60], None
    one.save(update_fields=["tries", "state", "settled", "due", "trouble", "leased_until"])
