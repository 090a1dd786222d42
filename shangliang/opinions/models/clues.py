"""Who takes an interest in a clue: members who claim it, people who support it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.opinions.models.suggestions import Suggestion

PERSON = settings.AUTH_USER_MODEL


class Claim(models.Model):
    """A member looks into a clue; several may, and adopt it together."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("looking into it")
        LEFT = "left", _("let it go")
        ADOPTED = "adopted", _("adopted it")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="claims")
    member = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.CLAIMED)
    # Agrees to be in it together with whoever adopts it.
    is_together = models.BooleanField(default=True)
    made = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["suggestion", "member"], name="claim_once")]
        indexes = [models.Index(fields=["member", "state"], name="claim_member")]


class Support(models.Model):
    """Somebody says: I want this too. It belongs to the words they read, and is never moved to others."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="supports")
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    given = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["suggestion", "person"], name="support_once")]
