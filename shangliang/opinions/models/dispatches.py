"""Where an issued report was sent, and what became of it there: adopted, forwarded, instructed."""

from typing import Any, Self
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.models import Body, Post, Region, Unit
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as, units_of
from shangliang.core.time import today
from shangliang.ledger.models import Subject
from shangliang.opinions.models.reports import Report


class DispatchQuerySet(models.QuerySet["Dispatch"]):
    """Readings of the dispatches."""

    def visible_to(self, user: Any) -> Self:
        """For the office that sent it and whoever received it. An upper body reads its own case instead."""
        return self.filter(Q(report__body_id__in=bodies_as(user, *OFFICE_ROLES)) | self._received(user))

    def inside(self, user: Any) -> Self:
        """For the office that sent it."""
        return self.filter(report__body_id__in=bodies_as(user, *OFFICE_ROLES))

    def desk_of(self, user: Any) -> Self:
        """What was sent to the person's own units, and to leaders what was sent to party and government."""
        return self.filter(self._received(user))

    @staticmethod
    def _received(user: Any) -> Q:
        led = Q(report__body_id__in=bodies_as(user, Post.Role.LEADER), addressee__in=Dispatch.LEADING)
        return (Q(unit_id__in=units_of(user)) | led) & ~Q(state=Dispatch.State.RECALLED)


class Dispatch(Subject):
    """One report on its way to one addressee."""

    class Addressee(models.TextChoices):
        UPPER = "upper", _("the conference above")
        PARTY = "party", _("the party committee")
        GOVERNMENT = "government", _("the government")
        UNIT = "unit", _("a unit")

    class State(models.TextChoices):
        SENT = "sent", pgettext_lazy("dispatch", "sent")
        KEPT = "kept", pgettext_lazy("dispatch", "kept there for reference")
        EDITING = "editing", pgettext_lazy("dispatch", "being edited there")
        USED = "used", pgettext_lazy("dispatch", "used there")
        NOT_USED = "not_used", pgettext_lazy("dispatch", "not used there")
        RECALLED = "recalled", pgettext_lazy("dispatch", "recalled")

    LEADING = (Addressee.PARTY, Addressee.GOVERNMENT)

    report = models.ForeignKey(Report, models.PROTECT, related_name="dispatches")
    addressee = models.CharField(_("to whom"), max_length=12, choices=Addressee.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.SENT)
    to_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    # By this key both sides speak of the case, also between two installations.
    key = models.UUIDField(default=uuid4, unique=True)
    # Whether the upper body works in the same system, so that its verdicts come by themselves.
    is_connected = models.BooleanField(default=False)
    sent = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)

    # The result the act under way has written, for its record; never stored.
    latest: "Result | None" = None
    level = ""
    outcome = ""
    is_combined = False

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("dispatch")
        indexes = [models.Index(fields=["unit", "id"], name="dispatch_unit")]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "addressee"],
                condition=~Q(state="recalled") & Q(unit__isnull=True),
                name="dispatch_once",
            ),
            models.UniqueConstraint(
                fields=["report", "unit"], condition=~Q(state="recalled"), name="dispatch_unit_once"
            ),
            models.CheckConstraint(
                condition=~Q(addressee="unit") | Q(unit__isnull=False), name="dispatch_unit_named"
            ),
            models.CheckConstraint(
                condition=~Q(addressee="upper") | Q(to_body__isnull=False), name="dispatch_body_named"
            ),
        ]

    def __str__(self) -> str:
        return str(self.unit or self.to_body or self.get_addressee_display())

    def ledger_body_id(self) -> int:
        """It stands in the books of the body that sent it."""
        return self.report.body_id

    def ledger_case(self) -> Report:
        """A part of the report's way."""
        return self.report


def _document_path(result: "Result", filename: str) -> str:
    return f"opinions/results/{result.dispatch_id}/{uuid4().hex}"


class ResultQuerySet(models.QuerySet["Result"]):
    """Readings of the results."""

    def inside(self, user: Any) -> Self:
        """With instruction and document: for the office that sent the report."""
        return self.filter(report__body_id__in=bodies_as(user, *OFFICE_ROLES))

    def directed_by(self, user: Any) -> Self:
        """What a leader wrote on reports, while they lead there."""
        return self.filter(leader_id=user.pk, report__body_id__in=bodies_as(user, Post.Role.LEADER))


class Result(models.Model):
    """One thing that became of a report somewhere above or beside. The instruction's words stay in the body."""

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", pgettext_lazy("outcome", "adopted")
        FORWARDED = "forwarded", pgettext_lazy("outcome", "forwarded")
        INSTRUCTED = "instructed", pgettext_lazy("outcome", "instructed by a leader")
        NOT_USED = "not_used", pgettext_lazy("outcome", "not used")

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="results")
    report = models.ForeignKey(Report, models.PROTECT, related_name="results")
    key = models.UUIDField(default=uuid4)
    level = models.CharField(_("level"), max_length=8, choices=Region.Level.choices)
    outcome = models.CharField(_("kind of result"), max_length=12, choices=Outcome.choices)
    is_combined = models.BooleanField(_("together with others"), default=False)
    # The part of it that this report has: 1 alone, a third as one of three.
    weight = models.DecimalField(max_digits=6, decimal_places=4, default=1)
    # Only the first of its level and outcome is credited.
    is_credited = models.BooleanField(default=False)
    day = models.DateField(default=today)
    instruction = models.TextField(blank=True)
    # Whose instruction it is: it stands at this leader's desk until the authors have feedback.
    leader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    document = models.FileField(upload_to=_document_path, blank=True)
    document_name = models.CharField(max_length=200, blank=True)
    document_type = models.CharField(max_length=100, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("result of a report")
        constraints = [
            models.UniqueConstraint(fields=["dispatch", "key"], name="result_once"),
            models.UniqueConstraint(
                fields=["report", "level", "outcome"],
                condition=Q(is_credited=True),
                name="result_credited_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_outcome_display())
