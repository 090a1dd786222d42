"""A table of cases from before the system, kept on the server between upload, preview and confirmation."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.ledger.models import Subject

KEPT = timedelta(hours=24)


def _in_a_day() -> datetime:
    return timezone.now() + KEPT


class PastTableQuerySet(models.QuerySet["PastTable"]):
    """Readings of the tables being brought in."""

    def visible_to(self, user: Any) -> Self:
        """One's own, until they expire."""
        return self.filter(owner_id=user.pk, expires__gt=timezone.now())

    def expired(self) -> Self:
        """Tables nobody finished in time."""
        return self.filter(expires__lte=timezone.now())


class PastTable(Subject):
    """Rows of past cases as they were sent; emptied as soon as they are brought in."""

    class State(models.TextChoices):
        READ = "read", _("read, nothing saved yet")
        DROPPED = "dropped", _("dropped")
        DONE = "done", _("brought in")

    body = models.ForeignKey(Body, models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.READ)
    headers = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    # Field → column, as guessed and then corrected by the person.
    columns = models.JSONField(default=dict)
    brought_in = models.PositiveIntegerField(default=0)
    expires = models.DateTimeField(default=_in_a_day)

    objects = PastTableQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{_('past cases')} · {self.body}"

    def ledger_case(self) -> Subject:
        """Such tables stand in the record of the body."""
        return self.body
