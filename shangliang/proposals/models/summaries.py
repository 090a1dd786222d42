"""A summary of a hot topic that a language model wrote, and who checked it."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.ledger.models import Subject

PERSON = settings.AUTH_USER_MODEL


class TopicSummaryQuerySet(models.QuerySet["TopicSummary"]):
    """Readings of the summaries."""

    def visible_to(self, user: Any) -> Self:
        """Those of the offices in which the person works."""
        return self.filter(body_id__in=bodies_as(user, *OFFICE_ROLES))


class TopicSummary(Subject):
    """Sentences with the passages they rest on. Machine-written, and said so, also after a person checked it."""

    class State(models.TextChoices):
        ASKED = "asked", _("being written")
        WRITTEN = "written", _("written by a machine, not checked")
        CHECKED = "checked", _("written by a machine, checked")
        FAILED = "failed", _("could not be written")
        DISCARDED = "discarded", _("discarded")

    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    # The earliest case of the topic, by which it is called.
    topic = models.PositiveBigIntegerField()
    title = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=State.choices, default=State.ASKED)
    # [{"case": key, "text": words of it}], as they were sent but for blacked-out data.
    passages = models.JSONField(default=list)
    # [{"text": sentence, "places": [places in passages]}]
    sentences = models.JSONField(default=list)
    host = models.CharField(max_length=200)
    machine = models.CharField(max_length=200)
    trouble = models.CharField(max_length=20, blank=True)
    asked = models.DateTimeField(auto_now_add=True)
    checked_by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    checked = models.DateTimeField(null=True)

    objects = TopicSummaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("summary of a topic")
        indexes = [
            models.Index(fields=["body", "topic", "-id"], name="topic_summary_last"),
            models.Index(fields=["asked"], condition=models.Q(state="asked"), name="topic_summary_waiting"),
        ]

    def __str__(self) -> str:
        return self.title
