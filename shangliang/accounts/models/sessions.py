"""Where a person is signed in now, and from where they have been."""

from typing import Any, Self

from django.db import models
from django.utils import timezone

from shangliang.accounts.models.people import User


class OpenSessionQuerySet(models.QuerySet["OpenSession"]):
    """Readings of the open sessions."""

    def visible_to(self, user: Any) -> Self:
        """Only one's own."""
        return self.filter(user_id=user.pk)


class OpenSession(models.Model):
    """One signed-in browser; without this row its session is dead."""

    user = models.ForeignKey(User, models.CASCADE, related_name="open_sessions")
    began = models.DateTimeField(default=timezone.now)
    seen = models.DateTimeField(default=timezone.now)
    network = models.CharField(max_length=48, blank=True)
    device = models.CharField(max_length=60, blank=True)

    objects = OpenSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-seen"]


class KnownDevice(models.Model):
    """A browser and network from which a person signed in to the end; kept as the digest of its cookie."""

    user = models.ForeignKey(User, models.CASCADE, related_name="known_devices")
    digest = models.CharField(max_length=64)
    network = models.CharField(max_length=48, blank=True)
    device = models.CharField(max_length=60, blank=True)
    seen = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="device_once")]
        indexes = [models.Index(fields=["user", "network"], name="device_network")]


class Brake(models.Model):
    """How often something was tried of late, and when it may be tried again. The key is a keyed digest."""

    key = models.CharField(max_length=64, unique=True)
    tries = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(default=timezone.now)
    opens = models.DateTimeField(default=timezone.now)

    class Meta:
        indexes = [models.Index(fields=["last"], name="brake_last")]
