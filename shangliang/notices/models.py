"""What a person is told and how: notices, the ways they chose, what was sent them, their calendar link."""

import hashlib
import secrets
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.ledger.models import Act

PERSON = settings.AUTH_USER_MODEL


class Way(models.TextChoices):
    """How one hears of something: here, by mail at once, in the digest, by SMS, on the work platform."""

    HERE = "here", _("on this site")
    MAIL = "mail", _("mail at once")
    DIGEST = "digest", _("digest")
    SMS = "sms", _("SMS")
    WORK = "work", _("work platform")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Readings of the notices."""

    def visible_to(self, user: Any) -> Self:
        """One's own, but those one does not want to see here."""
        return self.filter(person_id=user.pk, is_hidden=False)

    def unread(self) -> Self:
        """Not opened yet."""
        return self.filter(read__isnull=True)


class Notice(models.Model):
    """One person hears of one act, once. A pointer: its words are made when it is read."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="notices")
    act = models.ForeignKey(Act, models.DO_NOTHING, related_name="notices", db_index=False)
    made = models.DateTimeField(default=timezone.now)
    read = models.DateTimeField(null=True)
    # When the worker decided by which ways it goes out.
    routed = models.DateTimeField(null=True)
    is_hidden = models.BooleanField(default=False)
    awaits_digest = models.BooleanField(default=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "person"], name="notice_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notice_person"),
            models.Index(fields=["person"], name="notice_unread", condition=Q(read__isnull=True)),
            models.Index(fields=["id"], name="notice_to_route", condition=Q(routed__isnull=True)),
            models.Index(fields=["person"], name="notice_to_digest", condition=Q(awaits_digest=True)),
        ]


class OwnQuerySet(models.QuerySet[Any]):
    """Readings of what belongs to one person."""

    def visible_to(self, user: Any) -> Self:
        """One's own."""
        return self.filter(person_id=user.pk)


class Choice(models.Model):
    """A person wants a topic by a way, or not; kept only where it differs from what is usual."""

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    topic = models.CharField(max_length=40)
    way = models.CharField(max_length=8, choices=Way.choices)
    is_on = models.BooleanField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "topic", "way"], name="choice_once")]


class Habit(models.Model):
    """When a person likes to hear: days and hour of the digest, and the quiet hours."""

    person = models.OneToOneField(PERSON, models.CASCADE, related_name="+")
    has_digest = models.BooleanField(default=True)
    by_workdays = models.BooleanField(default=True)
    weekdays = models.CharField(max_length=7, blank=True, default="12345")
    digest_hour = models.PositiveSmallIntegerField(default=8)
    quiet_from = models.PositiveSmallIntegerField(default=22)
    quiet_until = models.PositiveSmallIntegerField(default=7)

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(digest_hour__lt=24, quiet_from__lt=24, quiet_until__lt=24), name="habit_hours"
            )
        ]


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Readings of the deliveries."""

    def visible_to(self, user: Any) -> Self:
        """What was sent to oneself."""
        return self.filter(person_id=user.pk)

    def due(self, way: str, now: Any) -> Self:
        """What may be sent now and is in no other worker's hands."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return self.filter(free, state=Delivery.State.WAITING, way=way, due__lte=now).order_by("due", "id")


class Delivery(models.Model):
    """One message to one person by one way: written once under its key, sent once, tried until it goes."""

    class State(models.TextChoices):
        WAITING = "waiting", _("to be sent")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("nothing left to say")
        FAILED = "failed", _("failed")

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="+")
    body = models.ForeignKey(Body, models.CASCADE, null=True, related_name="+")
    notice = models.ForeignKey(Notice, models.CASCADE, null=True, related_name="+")
    way = models.CharField(max_length=8, choices=Way.choices)
    topic = models.CharField(max_length=40)
    key = models.CharField(max_length=80, unique=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    made = models.DateTimeField(default=timezone.now)
    due = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    settled = models.DateTimeField(null=True)
    # The kind of trouble, never the server's words: they may hold an address.
    trouble = models.CharField(max_length=60, blank=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["way", "due", "id"], name="delivery_due", condition=Q(state="waiting")),
            models.Index(fields=["person", "-id"], name="delivery_person"),
            models.Index(fields=["body", "-id"], name="delivery_body"),
            models.Index(fields=["made"], name="delivery_made"),
        ]

    def __str__(self) -> str:
        return f"{self.way} {self.key}"


class CalendarLink(models.Model):
    """The secret link under which a calendar program fetches a person's dates; only its digest is kept."""

    person = models.OneToOneField(PERSON, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made = models.DateTimeField(default=timezone.now)

    objects = OwnQuerySet.as_manager()

    @staticmethod
    def new_secret() -> tuple[str, str]:
        """A fresh secret, and the digest to keep."""
        secret = secrets.token_urlsafe(32)
        return secret, CalendarLink.digest_of(secret)

    @staticmethod
    def digest_of(secret: str) -> str:
        """The secret has 256 random bits: a plain hash is enough."""
        return hashlib.sha256(secret.encode()).hexdigest()
