"""Periodicals in which a body issues reports, and their numbered issues."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.core.time import today
from shangliang.ledger.models import Subject


class OfficeQuerySet(models.QuerySet[Any]):
    """Readings of what stands on an office's own shelf."""

    def visible_to(self, user: Any) -> Self:
        """For the office of the body."""
        return self.filter(body_id__in=bodies_as(user, *OFFICE_ROLES))


class Periodical(Subject):
    """A series with its own running numbers, such as 社情民意信息."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("periodical", "coming out")
        ENDED = "ended", pgettext_lazy("periodical", "discontinued")

    body = models.ForeignKey(Body, models.PROTECT, related_name="periodicals")
    name = models.CharField(_("name of the periodical"), max_length=60)
    state = models.CharField(max_length=8, choices=State.choices, default=State.RUNNING)
    is_urgent = models.BooleanField(_("for urgent reports"), default=False)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodical")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["body", "name"], name="periodical_once")]

    def __str__(self) -> str:
        return self.name


class Issue(Subject):
    """One number of a periodical. `size` says how many reports it was made of: none joins it later."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="issues")
    periodical = models.ForeignKey(Periodical, models.PROTECT, related_name="issues")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    day = models.DateField(default=today)
    size = models.PositiveSmallIntegerField()

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        constraints = [
            models.UniqueConstraint(fields=["periodical", "year", "number"], name="issue_number_once")
        ]

    def __str__(self) -> str:
        told = {"name": self.periodical.name, "year": self.year, "number": self.number}
        return str(_("%(name)s %(year)s no. %(number)s") % told)
