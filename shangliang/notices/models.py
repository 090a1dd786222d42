"""A pointer from a person to an act they should hear of; its words are made when it is read."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from shangliang.ledger.models import Act


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Readings of the notices."""

    def visible_to(self, user: Any) -> Self:
        """One's own."""
        return self.filter(person_id=user.pk)

    def unread(self) -> Self:
        """Not opened yet."""
        return self.filter(read__isnull=True)


class Notice(models.Model):
    """One person hears of one act, once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    act = models.ForeignKey(Act, models.DO_NOTHING, related_name="notices", db_index=False)
    made = models.DateTimeField(default=timezone.now)
    read = models.DateTimeField(null=True)
    mailed = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_person"),
            models.Index(fields=["person"], name="notice_unread", condition=models.Q(read__isnull=True)),
            models.Index(fields=["id"], name="notice_to_mail", condition=models.Q(mailed__isnull=True)),
        ]
