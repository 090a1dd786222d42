"""Informants: people whom a body asked to report, on invitation or for a contact point (联系点)."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.core.time import today
from shangliang.ledger.models import Subject


class InformantQuerySet(models.QuerySet["Informant"]):
    """Readings of the informants."""

    def visible_to(self, user: Any) -> Self:
        """For the office that asked them, and for themselves."""
        return self.filter(Q(body_id__in=bodies_as(user, *OFFICE_ROLES)) | Q(user_id=user.pk))

    def inside(self, user: Any) -> Self:
        """The register, for the office that keeps it."""
        return self.filter(body_id__in=bodies_as(user, *OFFICE_ROLES))


class Informant(Subject):
    """One person's leave to report to one body. It is no post: it opens the reporting desk and nothing else."""

    class Kind(models.TextChoices):
        POINT = "point", _("contact point")
        INVITED = "invited", _("invited informant")

    class State(models.TextChoices):
        ACTIVE = "active", _("reporting")
        ENDED = "ended", _("no longer reporting")

    body = models.ForeignKey(Body, models.PROTECT, related_name="informants")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="informants")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.POINT)
    state = models.CharField(max_length=8, choices=State.choices, default=State.ACTIVE)
    name = models.CharField(_("contact point"), max_length=80, blank=True)
    since = models.DateField(default=today)

    objects = InformantQuerySet.as_manager()

    class Meta:
        verbose_name = _("informant")
        indexes = [models.Index(fields=["user", "state"], name="informant_user")]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "user"], condition=Q(state="active"), name="informant_once"
            )
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_kind_display())
