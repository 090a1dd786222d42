"""An appeal: whoever spoke objects to their words being hidden."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.opinions.models.suggestions import Suggestion


class Appeal(models.Model):
    """The objection and what became of it; one for each hiding."""

    class Outcome(models.TextChoices):
        OPEN = "", _("not decided yet")
        LIFTED = "lifted", _("shown again")
        UPHELD = "upheld", _("stays hidden")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="appeals")
    text = models.TextField()
    made = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True, default="")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion"], condition=models.Q(outcome=""), name="appeal_one_at_a_time"
            )
        ]
