"""A handover to the 12345 hotline: one message, sent until it is acknowledged, answered once."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from shangliang.opinions.models.suggestions import Suggestion


class Handover(models.Model):
    """What was sent to the hotline: the text as the office released it, never who spoke."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="handovers")
    message = models.UUIDField(default=uuid4, unique=True)
    text = models.TextField()
    made = models.DateTimeField(default=timezone.now)
    acknowledged = models.DateTimeField(null=True)
    reference = models.CharField(max_length=60, blank=True)
    answered = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["suggestion", "-id"], name="handover_latest")]
