"""A table somebody sent, kept on the server between upload, preview and confirmation."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models.places import Body
from shangliang.ledger.models import Subject

KEPT = timedelta(hours=24)
# Longer tables are imported by the worker: no request waits that long.
MOST_ROWS_AT_ONCE = 300


def _in_a_day() -> datetime:
    return timezone.now() + KEPT


class ImportDraftQuerySet(models.QuerySet["ImportDraft"]):
    """Readings of the tables being imported."""

    def visible_to(self, user: Any) -> Self:
        """One's own, until they expire."""
        return self.filter(owner_id=user.pk, expires__gt=timezone.now())

    def expired(self) -> Self:
        """Tables nobody finished in time; they hold personal data and must go."""
        return self.filter(expires__lte=timezone.now())


class ImportDraft(Subject):
    """Rows of members or units as they were sent; emptied as soon as they are carried out."""

    class What(models.TextChoices):
        MEMBERS = "members", _("members")
        UNITS = "units", _("units")

    class State(models.TextChoices):
        READ = "read", _("read, nothing saved yet")
        WAITING = "waiting", _("being imported")
        DROPPED = "dropped", _("dropped")
        DONE = "done", _("carried out")
        HANDED_OUT = "handed_out", _("carried out, invitations fetched")

    body = models.ForeignKey(Body, models.CASCADE, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    what = models.CharField(max_length=8, choices=What.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.READ)
    headers = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    # Field → column, as guessed and then corrected by the person.
    columns = models.JSONField(default=dict)
    # Ids of people who got an account, until their invitations were fetched.
    newcomers = models.JSONField(default=list)
    # Why the worker imported nothing; empty while it has not tried, and after it succeeded.
    refused = models.TextField(blank=True)
    expires = models.DateTimeField(default=_in_a_day)

    objects = ImportDraftQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_what_display()} · {self.body}"

    @property
    def is_long(self) -> bool:
        """Too long for one request."""
        return len(self.rows) > MOST_ROWS_AT_ONCE

    def ledger_case(self) -> Subject:
        """Imports stand in the record of the body."""
        return self.body
