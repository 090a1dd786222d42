"""A referral: one unit's duty to answer one suggestion, from what the office passed on of it."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Deadline, Post, Unit
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as, units_of
from shangliang.core.text import excerpt
from shangliang.ledger.models import Subject
from shangliang.opinions.models.suggestions import TITLE, Suggestion


class ReferralQuerySet(models.QuerySet["Referral"]):
    """Readings of the referrals."""

    def visible_to(self, user: Any) -> Self:
        """For the office that sent it, the unit that received it, and whoever supervises the units."""
        offices = Q(suggestion__body_id__in=bodies_as(user, *OFFICE_ROLES))
        return self.filter(offices | self._of_units(user) | self._watched(user))

    def watched_by(self, user: Any) -> Self:
        """What units of the body handle: for the supervision office, as the units read it."""
        return self.filter(self._watched(user))

    def desk_of(self, user: Any) -> Self:
        """What the person's own units handle."""
        return self.filter(self._of_units(user))

    @staticmethod
    def _watched(user: Any) -> Q:
        bodies = bodies_as(user, Post.Role.SUPERVISOR)
        return Q(suggestion__body_id__in=bodies) & ~Q(state=Referral.State.RECALLED)

    @staticmethod
    def _of_units(user: Any) -> Q:
        return Q(unit_id__in=units_of(user)) & ~Q(state=Referral.State.RECALLED)


class Referral(Subject):
    """What the unit may know: the text as the office passed it on, the day, the place. Nothing else."""

    class State(models.TextChoices):
        HANDLING = "handling", _("being handled")
        RETURNED = "returned", _("sent back by the unit")
        ANSWERED = "answered", _("with an answer")
        RECALLED = "recalled", _("recalled")

    suggestion = models.ForeignKey(Suggestion, models.PROTECT, related_name="referrals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="referrals")
    state = models.CharField(max_length=12, choices=State.choices, default=State.HANDLING)
    round = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(_("text as the unit reads it"))
    note = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    return_reason = models.TextField(blank=True)
    sent = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        indexes = [models.Index(fields=["unit", "state", "id"], name="referral_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion"], condition=Q(state="handling"), name="referral_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return excerpt(self.text, TITLE)

    def ledger_body_id(self) -> int:
        """It stands in the books of the body that received the suggestion."""
        return self.suggestion.body_id

    def ledger_case(self) -> Suggestion:
        """A part of the suggestion's way."""
        return self.suggestion


class ReferralDeadline(Deadline):
    """By when the unit must answer."""

    referral = models.OneToOneField(Referral, models.CASCADE, related_name="deadline")

    class Meta:
        indexes = [models.Index(fields=["due"], condition=Q(met__isnull=True), name="referral_due")]
