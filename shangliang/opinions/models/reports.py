"""An information report (社情民意信息): as it was written, as the editor made it, and how far it has come."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.models import Body, Collective
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.ledger.models import Subject
from shangliang.opinions.models.informants import Informant
from shangliang.opinions.models.periodicals import Issue

TITLE = 100


class ReportQuerySet(models.QuerySet["Report"]):
    """Readings of the reports."""

    def visible_to(self, user: Any) -> Self:
        """One's own, and for the office what was handed in to it. No body reads another's."""
        return self.filter(self._handed_in(user) | Q(author_id=user.pk))

    def inside(self, user: Any) -> Self:
        """What the office works on; drafts belong to their authors alone."""
        return self.filter(self._handed_in(user))

    def desk_of(self, user: Any) -> Self:
        """What a person wrote."""
        return self.filter(author_id=user.pk)

    @staticmethod
    def _handed_in(user: Any) -> Q:
        return Q(body_id__in=bodies_as(user, *OFFICE_ROLES)) & ~Q(state=Report.State.DRAFT)


class Report(Subject):
    """One matter, one report. `title` and `text` stay as handed in; the editor works beside them."""

    class Kind(models.TextChoices):
        MEMBER = "member", _("a member")
        COLLECTIVE = "collective", _("a collective")
        INFORMANT = "informant", _("a contact point or informant")
        PUBLIC = "public", _("a word from the public")
        COMBINED = "combined", _("several reports combined")
        BELOW = "below", _("a body below")

    class State(models.TextChoices):
        DRAFT = "draft", pgettext_lazy("report", "draft")
        SUBMITTED = "submitted", pgettext_lazy("report", "handed in")
        NOT_USED = "not_used", pgettext_lazy("report", "not used")
        KEPT = "kept", pgettext_lazy("report", "kept for reference")
        EDITING = "editing", pgettext_lazy("report", "being edited")
        CHECKED = "checked", pgettext_lazy("report", "checked")
        SIGNED = "signed", pgettext_lazy("report", "signed for issue")
        ISSUED = "issued", pgettext_lazy("report", "issued")
        SENT = "sent", pgettext_lazy("report", "sent on")
        CLOSED = "closed", pgettext_lazy("report", "finished, with feedback")
        COMBINED = "combined", pgettext_lazy("report", "part of a combined report")
        WITHDRAWN = "withdrawn", pgettext_lazy("report", "withdrawn by the body below")

    body = models.ForeignKey(Body, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    # Nobody for what came from the public, from a body below, or was put together by the office.
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="reports")
    collective = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="reports")
    informant = models.ForeignKey(Informant, models.PROTECT, null=True, related_name="reports")
    from_body = models.ForeignKey(Body, models.PROTECT, null=True, related_name="reports_sent_up")
    # The key of the dispatch by which the body below sent it: the same one comes in once.
    below_key = models.UUIDField(null=True, unique=True)
    number = models.CharField(_("report number"), max_length=20, blank=True)
    title = models.CharField(_("title of the report"), max_length=TITLE, blank=True)
    text = models.TextField(_("text"), blank=True)
    category = models.CharField(_("category"), max_length=40, blank=True)
    is_secrecy_declared = models.BooleanField(default=False)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    edited_title = models.CharField(max_length=TITLE, blank=True)
    edited_text = models.TextField(blank=True)
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    combined_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="originals")
    issue = models.ForeignKey(Issue, models.PROTECT, null=True, related_name="reports")
    decision_reason = models.CharField(max_length=40, blank=True)
    decision_note = models.TextField(blank=True)
    feedback = models.TextField(blank=True)
    submitted = models.DateTimeField(null=True)
    issued = models.DateTimeField(null=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("information report")
        indexes = [
            models.Index(fields=["body", "state", "-is_urgent", "id"], name="report_state"),
            models.Index(fields=["body", "submitted"], name="report_submitted"),
            models.Index(fields=["body", "issued"], name="report_issued"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"], condition=~Q(number=""), name="report_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="combined") | Q(combined_into__isnull=False), name="report_combined"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "sent", "closed"]) | Q(issue__isnull=False),
                name="report_issue",
            ),
        ]

    def __str__(self) -> str:
        return self.shown_title() or str(_("Report without a title"))

    def shown_title(self) -> str:
        """The edited title once there is one."""
        return self.edited_title or self.title

    def shown_text(self) -> str:
        """The edited text once there is one."""
        return self.edited_text or self.text
