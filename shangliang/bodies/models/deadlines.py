"""A deadline: an instant, and the versions of rules and calendar it was computed from."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from shangliang.bodies.models.rules import RuleSet


class Deadline(models.Model):
    """Abstract: by when something must be done. Lateness is derived from it, never stored."""

    kind = models.CharField(max_length=16)
    started = models.DateTimeField()
    due = models.DateTimeField()
    rules = models.ForeignKey(RuleSet, models.PROTECT, null=True, related_name="+")
    calendar = models.CharField(max_length=40)
    paused = models.DateTimeField(null=True, blank=True)
    met = models.DateTimeField(null=True, blank=True)
    extensions = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def is_running(self) -> bool:
        """Neither met nor paused."""
        return self.met is None and self.paused is None

    def is_late(self, now: datetime | None = None) -> bool:
        """Met too late, or not met and past due."""
        end = self.met or self.paused or now or timezone.now()
        return end > self.due

    @staticmethod
    def late(prefix: str = "", now: datetime | None = None) -> Q:
        """The same question for a query, on deadlines reached by `prefix` ("deadlines__")."""
        moment = now or timezone.now()
        open_late = Q(
            **{f"{prefix}met__isnull": True, f"{prefix}paused__isnull": True, f"{prefix}due__lt": moment}
        )
        return open_late | Q(**{f"{prefix}met__gt": models.F(f"{prefix}due")})
