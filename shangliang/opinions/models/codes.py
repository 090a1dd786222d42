"""A QR code: a poster, a table card or a link that leads to the one screen, and how often it was opened."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.ledger.models import Subject


class CodeQuerySet(models.QuerySet["Code"]):
    """Readings of the codes."""

    def visible_to(self, user: Any) -> Self:
        """For the office; a member's own for themselves."""
        return self.filter(models.Q(body_id__in=bodies_as(user, *OFFICE_ROLES)) | models.Q(member_id=user.pk))

    def published(self) -> Self:
        """Those that lead somewhere: printed for everybody."""
        return self.filter(state=Code.State.IN_USE, body__is_active=True)


class Code(Subject):
    """One place, topic, member or body to which people can say something."""

    class Kind(models.TextChoices):
        BODY = "body", _("the body itself")
        PLACE = "place", _("a place")
        TOPIC = "topic", _("a topic")
        MEMBER = "member", _("a member")

    class State(models.TextChoices):
        IN_USE = "in_use", _("in use")
        RETIRED = "retired", _("out of use")

    body = models.ForeignKey(Body, models.PROTECT, related_name="codes")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PLACE)
    state = models.CharField(max_length=8, choices=State.choices, default=State.IN_USE)
    slug = models.CharField(max_length=12, unique=True)
    label = models.CharField(max_length=60)
    question = models.CharField(max_length=120, blank=True)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    objects = CodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("QR code")
        indexes = [models.Index(fields=["body", "state", "id"], name="code_body")]

    def __str__(self) -> str:
        return self.label


class CodeDay(models.Model):
    """How often a code was opened on one day; nothing of who opened it."""

    code = models.ForeignKey(Code, models.CASCADE, related_name="days")
    day = models.DateField()
    opened = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "day"], name="code_day_once")]
