"""The queue: write a job, claim the next due one under a lease, run it, count its failures."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.module_loading import import_string

from shangliang.jobs.models import Job

LEASE = timedelta(minutes=5)
MOST_TRIES = 6
log = logging.getLogger(__name__)


def later(task: str, argument: object = "", *, due: datetime | None = None, key: str | None = None) -> None:
    """Have `task` (dotted path) called with `argument` after commit; a used `key` is left as it is."""
    job = Job(task=task, argument=str(argument), due=due or timezone.now(), key=key)
    Job.objects.bulk_create([job], ignore_conflicts=key is not None)


def claim() -> Job | None:
    """The next due job, leased to the caller; None if nothing waits."""
    now = timezone.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
    waiting = Job.objects.filter(free, done__isnull=True, due__lte=now, tries__lt=MOST_TRIES).order_by(
        "due", "id"
    )
    for job in waiting[:5]:
        mine = Job.objects.filter(free, pk=job.pk, done__isnull=True)
        if mine.update(leased_until=now + LEASE, tries=F("tries") + 1):
            job.refresh_from_db()
            return job
    return None


def run_next() -> bool:
    """Carry out one due job; False if none was waiting. A task runs in its own transaction."""
    job = claim()
    if job is None:
        return False
    try:
        task: Callable[[str], None] = import_string(job.task)
        with transaction.atomic():
            task(job.argument)
            Job.objects.filter(pk=job.pk).update(done=timezone.now(), error="")
    except Exception as error:  # whatever a task raises is kept and tried again
        log.warning("job %s failed: %s", job, error)
        pause = timedelta(seconds=10 * 2**job.tries)
        Job.objects.filter(pk=job.pk).update(
            error=str(error)[:2000], leased_until=None, due=timezone.now() + pause
        )
    return True


def run_all() -> int:
    """Carry out everything that is due now; returns how many jobs ran."""
    done = 0
    while run_next():
        done += 1
    return done
