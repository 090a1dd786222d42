"""Between installations: who is on the other side, what waits to go there, and what came from there."""

from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.bodies.queries import operates
from shangliang.ledger.models import Subject


class PeerQuerySet(models.QuerySet["Peer"]):
    """Readings of the other installations."""

    def visible_to(self, user: Any) -> Self:
        """For the operator alone."""
        return self.all() if operates(user) else self.none()


class Peer(Subject):
    """A body that works in another installation: where its messages go, the keys of both sides, how it is reached."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("awaiting the other side's key")
        CONNECTED = "connected", _("connected")
        DISCONNECTED = "disconnected", _("disconnected")

    body = models.OneToOneField(Body, models.PROTECT, related_name="peer")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREPARED)
    address = models.URLField(_("address of the other installation"))
    # Our private key for this one, and the next while the other side does not know it yet.
    sealed_key = models.TextField()
    sealed_next = models.TextField(blank=True)
    # Theirs, and the one before it, which counts until then.
    key = models.CharField(max_length=200, blank=True)
    earlier_key = models.CharField(max_length=200, blank=True)
    earlier_until = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    reached = models.DateTimeField(null=True)
    heard = models.DateTimeField(null=True)
    unreachable_since = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    objects = PeerQuerySet.as_manager()

    class Meta:
        verbose_name = _("other installation")

    def __str__(self) -> str:
        return str(self.body)

    def known_keys(self) -> list[str]:
        """By which its messages are believed now."""
        is_kept = self.earlier_until is not None and self.earlier_until > timezone.now()
        return [self.key, self.earlier_key] if is_kept else [self.key]


class Outgoing(models.Model):
    """A message that waits to be taken: written with the act that caused it, so neither exists without the other."""

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="outgoing")
    message = models.UUIDField(default=uuid4, unique=True)
    case = models.UUIDField()
    sequence = models.PositiveIntegerField()
    content = models.TextField()
    written = models.DateTimeField(default=timezone.now)
    taken = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["id"], condition=Q(taken__isnull=True), name="outgoing_waiting")]
        constraints = [models.UniqueConstraint(fields=["peer", "case", "sequence"], name="outgoing_in_order")]


class Incoming(models.Model):
    """A message that came: kept under its id, applied when all before it in its case are."""

    peer = models.ForeignKey(Peer, models.PROTECT, related_name="incoming")
    message = models.UUIDField(unique=True)
    case = models.UUIDField()
    sequence = models.PositiveIntegerField()
    content = models.TextField()
    came = models.DateTimeField(default=timezone.now)
    applied = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["peer", "case", "sequence"], name="incoming_in_order")]
