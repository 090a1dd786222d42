"""One piece of later work: written in the transaction of its cause, so neither is there without the other."""

from django.db import models
from django.utils import timezone


class Job(models.Model):
    """Run `task(argument)` at `due`; leased by one worker at a time, tried a few times with growing pauses."""

    task = models.CharField(max_length=80)
    argument = models.CharField(max_length=200, blank=True)
    due = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    done = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    # One job a key: (case, rule, due) of a reminder, so that it cannot be sent twice.
    key = models.CharField(max_length=160, null=True, unique=True)  # noqa: DJ001  null: no key, many times

    class Meta:
        indexes = [models.Index(fields=["due"], name="job_waiting", condition=models.Q(done__isnull=True))]

    def __str__(self) -> str:
        return f"{self.task}({self.argument})"


class Pulse(models.Model):
    """When the worker of one process was last seen at its clock."""

    worker = models.CharField(max_length=80, unique=True)
    seen = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker
