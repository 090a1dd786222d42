"""Whether later work gets done: is a worker there, and how long do jobs wait."""

from datetime import timedelta

from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.core.health import GOOD, STOP, WAIT, Finding, health_check
from shangliang.jobs.models import Job, Pulse
from shangliang.jobs.queue import MOST_TRIES

SILENT = timedelta(minutes=3)
LATE = timedelta(minutes=15)


@health_check("worker", gettext_lazy("Worker"))
def worker() -> Finding:
    """The worker was at its clock lately."""
    last = Pulse.objects.order_by("-seen").first()
    if last is None:
        return Finding(STOP, _("No worker was ever seen."), _start())
    told = {"ago": timesince(last.seen), "worker": last.worker}
    if timezone.now() - last.seen > SILENT:
        return Finding(STOP, _("The worker was last seen %(ago)s ago (%(worker)s).") % told, _start())
    return Finding(GOOD, _("The worker was seen %(ago)s ago (%(worker)s).") % told)


def _start() -> str:
    return _("Start “shangliang worker” beside the web server. Mails, reminders and imports wait for it.")


@health_check("queue", gettext_lazy("Waiting work"))
def queue() -> Finding:
    """Nothing waits long, and nothing was given up."""
    now = timezone.now()
    open_jobs = Job.objects.filter(done__isnull=True)
    given_up = open_jobs.filter(tries__gte=MOST_TRIES).order_by("-due")
    if count := given_up.count():
        told = {"count": count, "error": given_up.values_list("error", flat=True)[0][:200]}
        sentence = _("%(count)s jobs were given up after several tries; the last one said: %(error)s") % told
        return Finding(WAIT, sentence, _("Remove the cause; the rows of the job table say which jobs."))
    due = open_jobs.filter(due__lte=now)
    oldest = due.order_by("due").values_list("due", flat=True).first()
    told = {"count": due.count(), "ago": timesince(oldest or now)}
    if oldest and now - oldest > LATE:
        sentence = _("%(count)s jobs are due, the oldest since %(ago)s.") % told
        return Finding(
            STOP, sentence, _("See whether the worker runs; start a second one if it is too slow.")
        )
    return Finding(GOOD, _("%(count)s jobs are due.") % told)
