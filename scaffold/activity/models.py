"""A gathering: its nouns, its states, and who sees it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.ledger.models import Subject


class GatheringQuerySet(models.QuerySet["Gathering"]):
    """Readings of the gatherings."""

    def visible_to(self, user: Any) -> Self:
        """What was announced, for everybody; drafts, for the office of the body."""
        seen = ~Q(state=Gathering.State.DRAFT)
        if offices := bodies_as(user, *OFFICE_ROLES):
            seen |= Q(body_id__in=offices)
        return self.filter(seen)


class Gathering(Subject):
    """One gathering of a body."""

    class State(models.TextChoices):
        DRAFT = "draft", _("gathering in preparation")
        ANNOUNCED = "announced", _("gathering announced")
        CONCLUDED = "concluded", _("gathering concluded")
        CALLED_OFF = "called_off", _("gathering called off")

    body = models.ForeignKey(Body, models.PROTECT, related_name="gatherings")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    state = models.CharField(max_length=16, choices=State.choices, default=State.DRAFT)
    title = models.CharField(max_length=120)
    text = models.TextField(blank=True)
    day = models.DateField(null=True)
    outcome = models.TextField(blank=True)
    concluded_at = models.DateTimeField(null=True)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        verbose_name = _("gathering")
        indexes = [models.Index(fields=["body", "state", "-id"], name="gathering_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft") | Q(day__isnull=False), name="gathering_announced_with_day"
            )
        ]

    def __str__(self) -> str:
        return self.title
