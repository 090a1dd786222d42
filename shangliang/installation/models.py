"""The one row about the installation itself: its name, how far its first run is, when it was backed up."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.ledger.models import Subject

ONLY = 1


class InstallationQuerySet(models.QuerySet["Installation"]):
    """Readings of the installation."""

    def visible_to(self, user: Any) -> Self:
        """Those who operate it."""
        return self if getattr(user, "is_superuser", False) else self.none()


class Installation(Subject):
    """There is one, under the id 1. While it is open, the first run can be gone on with."""

    class State(models.TextChoices):
        OPEN = "open", _("being set up")
        FINISHED = "finished", _("in use")

    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    site_name = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12, blank=True)
    # Of the one-time code that lets the first administrator in; empty once there is one.
    code_digest = models.CharField(max_length=64, blank=True)
    passed = models.JSONField(default=list)
    body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    mail_tried = models.DateTimeField(null=True)
    backed_up = models.DateTimeField(null=True)
    backup_place = models.CharField(max_length=255, blank=True)

    objects = InstallationQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=ONLY), name="installation_once")]

    def __str__(self) -> str:
        return self.site_name or "Shangliang"
