"""A person's request that their personal data be erased."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from shangliang.accounts.models.people import User


class ErasureRequestQuerySet(models.QuerySet["ErasureRequest"]):
    """Readings of the requests."""

    def open(self) -> Self:
        """Neither done nor withdrawn."""
        return self.filter(done__isnull=True, withdrawn__isnull=True)

    def visible_to(self, user: Any) -> Self:
        """One's own; all to the platform administrator."""
        return self if getattr(user, "is_superuser", False) else self.filter(user_id=user.pk)


class ErasureRequest(models.Model):
    """Asked by the person, done by the platform administrator; can be withdrawn until then."""

    user = models.ForeignKey(User, models.PROTECT, related_name="erasure_requests")
    asked = models.DateTimeField(default=timezone.now)
    withdrawn = models.DateTimeField(null=True)
    done = models.DateTimeField(null=True)

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        ordering = ["asked"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(done__isnull=True, withdrawn__isnull=True),
                name="erasure_open_once",
            )
        ]
