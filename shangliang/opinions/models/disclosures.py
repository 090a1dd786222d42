"""A disclosure: the request to open an envelope of the vault, decided by a second person."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.ledger.models import Subject
from shangliang.opinions.models.suggestions import Suggestion

PERSON = settings.AUTH_USER_MODEL


class DisclosureQuerySet(models.QuerySet["Disclosure"]):
    """Readings of the disclosures."""

    def visible_to(self, user: Any) -> Self:
        """For the office, and the auditor who decides."""
        bodies = bodies_as(user, *OFFICE_ROLES, Post.Role.AUDITOR)
        return self.filter(suggestion__body_id__in=bodies)


class Disclosure(Subject):
    """Why somebody needs to know who spoke, and what a second person said to that."""

    class State(models.TextChoices):
        ASKED = "asked", _("asked for")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="disclosures")
    state = models.CharField(max_length=8, choices=State.choices, default=State.ASKED)
    asked_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    reason = models.TextField()
    decided_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    note = models.TextField(blank=True)
    until = models.DateTimeField(null=True)
    made = models.DateTimeField(default=timezone.now)

    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("disclosure")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("asked_by")),
                name="disclosure_second_person",
            )
        ]

    def __str__(self) -> str:
        return self.suggestion.number

    def ledger_body_id(self) -> int:
        """In the books of the body that received the suggestion."""
        return self.suggestion.body_id

    def ledger_case(self) -> Suggestion:
        """A part of the suggestion's way."""
        return self.suggestion
