"""A proposal with its text, signatures, files and public version."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.models import Body, Collective, Session, Unit
from shangliang.ledger.models import Subject
from shangliang.proposals.models.visibility import CaseFileQuerySet, ProposalQuerySet

PERSON = settings.AUTH_USER_MODEL


class Proposal(Subject):
    """One matter put to the units of a region through a body's office."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", pgettext_lazy("proposal", "individual")
        JOINT = "joint", pgettext_lazy("proposal", "joint")
        COLLECTIVE = "collective", pgettext_lazy("proposal", "collective")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        COSIGNING = "cosigning", _("gathering signatures")
        SUBMITTED = "submitted", _("under first review")
        FINAL_REVIEW = "final_review", _("under final review")
        RETURNED = "returned", _("returned for change")
        NOT_FILED = "not_filed", _("not filed")
        WITHDRAWN = "withdrawn", _("withdrawn")
        MERGED = "merged", _("merged")
        OPINION = "opinion", _("turned into an opinion")
        INFORMATION = "information", _("turned into an information report")
        FILED = "filed", _("awaiting distribution")
        DISTRIBUTED = "distributed", _("being handled")
        REPLIED = "replied", _("awaiting rating")
        REWORK = "rework", _("handled again")
        CLOSED = "closed", _("closed")
        ARCHIVED = "archived", _("archived")

    class Publicity(models.TextChoices):
        PENDING = "pending", _("publicity not reviewed")
        REVIEWED = "reviewed", _("awaiting secrecy review")
        CLEARED = "cleared", _("cleared for publication")
        PUBLISHED = "published", pgettext_lazy("publicity", "published")
        WITHHELD = "withheld", _("not published")

    class KeyState(models.TextChoices):
        NONE = "", _("not a key proposal")
        CANDIDATE = "candidate", _("candidate for key proposal")
        CONSULTED = "consulted", _("consulted as key proposal")
        KEY = "key", _("key proposal")

    body = models.ForeignKey(Body, models.PROTECT, related_name="proposals")
    session = models.ForeignKey(Session, models.PROTECT, null=True, related_name="proposals")
    is_between_sessions = models.BooleanField(_("between sessions"), default=False)
    kind = models.CharField(
        pgettext_lazy("proposal", "kind"), max_length=12, choices=Kind.choices, default=Kind.INDIVIDUAL
    )
    state = models.CharField(_("state"), max_length=16, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(PERSON, models.PROTECT, related_name="proposals")
    collective = models.ForeignKey(
        Collective, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    problem = models.TextField(_("problem"), blank=True)
    analysis = models.TextField(_("analysis"), blank=True)
    suggestion = models.TextField(_("suggestions"), blank=True)
    category = models.CharField(_("category"), max_length=40, blank=True)
    suggested_units = models.ManyToManyField(Unit, blank=True, related_name="+")
    contact_phone = models.CharField(_("contact phone"), max_length=32, blank=True)
    is_public_consented = models.BooleanField(_("agrees to publication"), default=True)
    publicity_reason = models.CharField(_("reason against publication"), max_length=200, blank=True)
    is_secrecy_declared = models.BooleanField(_("declared free of state secrets"), default=False)
    is_open_to_cosign = models.BooleanField(_("open to further signatures"), default=False)
    is_historical = models.BooleanField(default=False, editable=False)
    serial = models.PositiveIntegerField(_("serial number"), null=True)
    number = models.PositiveIntegerField(_("case number"), null=True)
    submitted_at = models.DateTimeField(null=True)
    filed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    first_opinion = models.CharField(max_length=16, blank=True)
    first_note = models.TextField(blank=True)
    decision_reason = models.CharField(max_length=40, blank=True)
    decision_note = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    held_by = models.ForeignKey(PERSON, models.SET_NULL, null=True, related_name="+")
    held_until = models.DateTimeField(null=True)
    publicity = models.CharField(max_length=12, choices=Publicity.choices, default=Publicity.PENDING)
    published_at = models.DateTimeField(null=True)
    key_state = models.CharField(max_length=12, choices=KeyState.choices, blank=True)
    key_leader = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    is_good = models.BooleanField(_("good proposal of the year"), default=False)
    quality_score = models.PositiveSmallIntegerField(_("quality score"), null=True)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    # Those of its units' last replies, a line each: kept here so that lists are counted without the replies.
    reply_classes = models.TextField(blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        indexes = [
            models.Index(fields=["body", "state", "-id"], name="proposal_state"),
            # Titles are searched, and cases counted by everything a list is narrowed by, in the index alone.
            models.Index(fields=["body", "session", "-id"], include=["title"], name="proposal_session"),
            models.Index(
                fields=["body", "session", "publicity", "state", "kind", "category"],
                include=["reply_classes"],
                name="proposal_facets",
            ),
            models.Index(fields=["body", "session", "publicity", "-id"], name="proposal_shown"),
            models.Index(
                fields=["body", "session", "submitted_at", "id"],
                include=[
                    "state",
                    "kind",
                    "category",
                    "publicity",
                    "key_state",
                    "is_good",
                    "is_between_sessions",
                ],
                name="proposal_received",
            ),
            models.Index(
                fields=["body", "-published_at", "-id"],
                condition=models.Q(key_state="key"),
                name="proposal_key",
            ),
            models.Index(
                fields=["body", "-published_at", "-id"],
                condition=models.Q(is_good=True),
                name="proposal_good",
            ),
            models.Index(fields=["body", "-published_at", "-id"], name="proposal_public"),
            models.Index(fields=["author", "-id"], name="proposal_author"),
            models.Index(fields=["collective", "-id"], name="proposal_collective"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="proposal_number_once"),
            models.UniqueConstraint(fields=["session", "serial"], name="proposal_serial_once"),
        ]

    def __str__(self) -> str:
        return self.title or str(_("(no title yet)"))


class Cosignature(models.Model):
    """A member asked to sign with the first proposer, and the answer."""

    class State(models.TextChoices):
        INVITED = "invited", pgettext_lazy("signature", "invited")
        SIGNED = "signed", _("signed")
        DECLINED = "declined", _("declined")
        LAPSED = "lapsed", _("lapsed")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="cosignatures")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="cosignatures")
    state = models.CharField(max_length=8, choices=State.choices, default=State.INVITED)
    expires = models.DateTimeField()
    answered = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="cosignature_once")]
        indexes = [models.Index(fields=["user", "state"], name="cosignature_user")]


def _attachment_path(attachment: "Attachment", filename: str) -> str:
    return f"proposals/{attachment.proposal_id}/{uuid4().hex}"


class Attachment(models.Model):
    """A checked file of a proposal, stored under a meaningless name."""

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("document")
        SEAL = "seal", _("sheet with seal")
        SCAN = "scan", _("scanned rating sheet")
        INSTRUCTION = "instruction", _("instruction document")

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="attachments")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.DOCUMENT)
    file = models.FileField(upload_to=_attachment_path)
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    objects = CaseFileQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class TextVersion(models.Model):
    """The text as it was submitted, each time: later ones are compared with earlier ones."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    problem = models.TextField()
    analysis = models.TextField()
    suggestion = models.TextField()
    saved = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="text_version_once")]


class PublicText(models.Model):
    """What the public reads: the full text with redactions, or a summary."""

    class Extent(models.TextChoices):
        FULL = "full", _("full text")
        SUMMARY = "summary", _("summary")

    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="public_text")
    extent = models.CharField(max_length=8, choices=Extent.choices)
    title = models.CharField(max_length=200)
    text = models.TextField()
    reply = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["proposal"], include=["title"], name="public_text_title")]
