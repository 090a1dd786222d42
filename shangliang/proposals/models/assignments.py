"""A unit's duty to answer one proposal: the unit of work, deadline and rating."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.models import Deadline, Unit
from shangliang.ledger.models import Subject
from shangliang.proposals.models.proposals import Proposal
from shangliang.proposals.models.visibility import CURRENT, AssignmentQuerySet

PERSON = settings.AUTH_USER_MODEL


class Assignment(Subject):
    """One unit, one proposal, one duty; it may go two rounds."""

    class Duty(models.TextChoices):
        LEAD = "lead", _("lead")
        JOINT = "joint", _("joint")
        SEPARATE = "separate", _("separate")

    class State(models.TextChoices):
        AWAITING = "awaiting", _("awaiting sign-for")
        RETURN_ASKED = "return_asked", _("return asked")
        COORDINATING = "coordinating", _("in coordination")
        HANDLING = "handling", _("being handled")
        DRAFTED = "drafted", _("reply drafted")
        COUNTERSIGNED = "countersigned", _("reply countersigned")
        SIGNED = "signed", _("reply signed")
        APPROVED = "approved", _("reply approved")
        REPLIED = "replied", pgettext_lazy("assignment", "replied")
        OPINION_IN = "opinion_in", _("joint opinion in")
        REROUTED = "rerouted", _("re-routed")
        RECALLED = "recalled", _("recalled")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    duty = models.CharField(_("duty"), max_length=8, choices=Duty.choices)
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.AWAITING)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    transfers = models.PositiveSmallIntegerField(_("transfers"), default=0)
    return_reason = models.TextField(_("reason for return"), blank=True)
    proposed_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    is_return_refused = models.BooleanField(default=False)
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    extension_until = models.DateTimeField(null=True)
    extension_reason = models.TextField(blank=True)
    opinions_waived = models.TextField(_("why the reply goes out without the joint opinions"), blank=True)
    # The class of the last reply that went to the proposers.
    reply_class = models.CharField(max_length=8, blank=True, editable=False)
    handling_score = models.PositiveSmallIntegerField(_("handling score"), null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        indexes = [
            models.Index(fields=["unit", "state", "-id"], name="assignment_desk"),
            models.Index(fields=["proposal", "unit"], include=["reply_class"], name="assignment_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                # In this order it also leads through a unit's cases, the newest first.
                fields=["unit", "proposal"],
                condition=models.Q(state__in=CURRENT),
                name="assignment_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.proposal}"

    def ledger_body_id(self) -> int:
        """The body of the proposal."""
        return self.proposal.body_id

    def ledger_case(self) -> Subject:
        """Assignments stand on the proposal's timeline."""
        return self.proposal

    @property
    def body_id(self) -> int:
        """The body of the proposal."""
        return self.proposal.body_id


class AssignmentDeadline(Deadline):
    """By when an assignment must be signed for, answered or followed up."""

    class Kind(models.TextChoices):
        SIGN_FOR = "sign_for", _("sign for")
        REPLY = "reply", _("reply")
        OPINION = "opinion", _("joint opinion")
        FOLLOW_UP = "follow_up", _("follow-up")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="deadlines")
    round = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "kind", "round"], name="deadline_once")]
        indexes = [
            models.Index(fields=["due"], name="deadline_open", condition=models.Q(met__isnull=True)),
        ]


class Reply(models.Model):
    """A unit's answer of one round: letter, number, class; for a joint unit, its opinion to the lead unit."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="replies")
    round = models.PositiveSmallIntegerField()
    number = models.CharField(_("document number"), max_length=60, blank=True)
    reply_class = models.CharField(_("class"), max_length=8, blank=True)
    text = models.TextField(_("text"), blank=True)
    signer = models.CharField(_("signed by"), max_length=60, blank=True)
    contact_name = models.CharField(_("contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("contact phone"), max_length=32, blank=True)
    sent_back_note = models.TextField(blank=True)
    delivered = models.DateTimeField(null=True)
    later_class = models.CharField(_("class after follow-up"), max_length=8, blank=True)
    later_text = models.TextField(_("follow-up"), blank=True)
    later_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # Classes are counted in the index alone, without the letters.
            models.Index(
                fields=["assignment", "round"], include=["delivered", "reply_class"], name="reply_last"
            )
        ]
        constraints = [models.UniqueConstraint(fields=["assignment", "round"], name="reply_once")]


class Contact(models.Model):
    """A contact of the unit with the proposers, as the unit logged it."""

    class Way(models.TextChoices):
        VISIT = "visit", _("visit")
        MEETING = "meeting", _("meeting")
        PHONE = "phone", _("telephone")
        LETTER = "letter", _("letter or message")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="contacts")
    day = models.DateField(_("day"))
    way = models.CharField(_("way"), max_length=8, choices=Way.choices)
    note = models.TextField(_("note"))
    by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
