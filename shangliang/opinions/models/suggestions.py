"""A suggestion: one paragraph from the public, its photos, the promise of an answer, and how it was rated."""

from typing import Any, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.models import Body, Deadline, Post
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as, units_of
from shangliang.core.text import excerpt
from shangliang.ledger.models import Subject
from shangliang.opinions.models.codes import Code

TITLE = 40


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    """Readings of the suggestions."""

    def inside(self, user: Any) -> Self:
        """As they were written: for the office that receives them, and for nobody else."""
        return self.filter(body_id__in=bodies_as(user, *OFFICE_ROLES))

    def visible_to(self, user: Any) -> Self:
        """In full or in their public version; members read clues that are offered to them."""
        seen = Q(body_id__in=bodies_as(user, *OFFICE_ROLES)) | Q(publicity="published")
        if members := bodies_as(user, Post.Role.MEMBER):
            seen |= Q(body_id__in=members, state__in=["offered", "adopted"])
        return self.filter(seen)

    def published(self) -> Self:
        """What everybody reads."""
        return self.filter(publicity=Suggestion.Publicity.PUBLISHED)


class Suggestion(Subject):
    """What somebody said. Who it was is not written here: see the vault."""

    class Kind(models.TextChoices):
        SUGGESTION = "suggestion", _("suggestion")
        CLUE = "clue", _("clue for a proposal")

    class Way(models.TextChoices):
        ANONYMOUS = "anonymous", pgettext_lazy("way of speaking", "without a name")
        ACCOUNT = "account", pgettext_lazy("way of speaking", "with an account")
        VERIFIED = "verified", pgettext_lazy("way of speaking", "with a verified name")

    class Channel(models.TextChoices):
        CODE = "code", _("QR code")
        WEB = "web", _("web page")
        COUNTER = "counter", _("taken down by the office")

    class State(models.TextChoices):
        RECEIVED = "received", _("awaiting triage")
        FORWARDED = "forwarded", _("with a unit")
        HOTLINE = "hotline", _("with the 12345 hotline")
        OFFERED = "offered", _("offered to members as a clue")
        ADOPTED = "adopted", _("adopted by a member")
        MERGED = "merged", _("handled together with another")
        REPORTED = "reported", _("made into an information report")
        DECLINED = "declined", _("not taken up")
        ANSWERED = "answered", _("answered, awaiting your verdict")
        CLOSED = "closed", _("finished")

    class Publicity(models.TextChoices):
        KEPT = "kept", _("not for publication")
        PENDING = "pending", _("awaiting moderation")
        PUBLISHED = "published", pgettext_lazy("publicity", "published")
        HIDDEN = "hidden", _("hidden")

    body = models.ForeignKey(Body, models.PROTECT, related_name="suggestions")
    code = models.ForeignKey(Code, models.PROTECT, null=True, related_name="suggestions")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.SUGGESTION)
    way = models.CharField(max_length=12, choices=Way.choices, default=Way.ANONYMOUS)
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.WEB)
    state = models.CharField(max_length=12, choices=State.choices, default=State.RECEIVED)
    number = models.CharField(_("receipt number"), max_length=20)
    # Of the secret of the receipt only a keyed digest is kept: who reads the database cannot open receipts.
    secret_digest = models.CharField(max_length=64, unique=True)
    text = models.TextField(_("text"))
    place = models.CharField(_("place"), max_length=120, blank=True)
    category = models.CharField(_("category"), max_length=40, blank=True)
    received = models.DateTimeField(default=timezone.now)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    first_answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    round = models.PositiveSmallIntegerField(default=1)
    decision_reason = models.CharField(max_length=40, blank=True)
    next_step = models.TextField(blank=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    is_public_consented = models.BooleanField(_("agrees to publication without a name"), default=False)
    publicity = models.CharField(max_length=12, choices=Publicity.choices, default=Publicity.KEPT)
    public_text = models.TextField(blank=True)
    public_answer = models.TextField(blank=True)
    hidden_reason = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        indexes = [
            models.Index(fields=["body", "state", "id"], name="suggestion_state"),
            models.Index(fields=["body", "received", "id"], name="suggestion_received"),
            models.Index(
                fields=["body", "-published_at", "-id"],
                condition=Q(publicity="published"),
                name="suggestion_public",
            ),
            models.Index(
                fields=["body", "id"],
                condition=Q(publicity="pending"),
                name="suggestion_to_moderate",
            ),
            # The desk's queues are counted by it alone; hidden ones are few.
            models.Index(fields=["body", "state", "round", "publicity"], name="suggestion_cells"),
            models.Index(
                fields=["body", "id"],
                condition=Q(publicity="hidden"),
                name="suggestion_hidden",
            ),
            # By it the queues are counted when the desk is narrowed; what is typed of a place is read.
            models.Index(
                fields=["body", "category", "channel", "code", "state", "round", "publicity"],
                name="suggestion_narrowed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="suggestion_number_once"),
            models.CheckConstraint(condition=Q(round__in=[1, 2]), name="suggestion_two_rounds"),
            models.CheckConstraint(
                condition=~Q(publicity="published") | Q(is_public_consented=True),
                name="suggestion_public_with_consent",
            ),
        ]

    def __str__(self) -> str:
        return excerpt(self.text, TITLE)

    def ledger_title(self) -> str:
        """Its number only: words of citizens do not stand in the ledger for ever."""
        return self.number


class PhotoQuerySet(models.QuerySet["Photo"]):
    """Readings of the photos."""

    def visible_to(self, user: Any) -> Self:
        """For the office, and for units to which the office gave them."""
        shared = Q(
            is_shared=True,
            suggestion__referrals__unit_id__in=units_of(user),
            suggestion__referrals__state__in=["handling", "answered"],
        )
        return self.filter(Q(suggestion__body_id__in=bodies_as(user, *OFFICE_ROLES)) | shared).distinct()


def _photo_path(photo: "Photo", filename: str) -> str:
    return f"opinions/{photo.suggestion_id}/{uuid4().hex}"


class Photo(models.Model):
    """A picture drawn anew: the bytes that were sent, with their place and camera, are never kept."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="photos")
    file = models.FileField(upload_to=_photo_path)
    name = models.CharField(max_length=40)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    is_shared = models.BooleanField(default=False)

    objects = PhotoQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class SuggestionDeadline(Deadline):
    """By when whoever spoke was promised an answer."""

    suggestion = models.OneToOneField(Suggestion, models.CASCADE, related_name="deadline")

    class Meta:
        indexes = [models.Index(fields=["due"], condition=Q(met__isnull=True), name="suggestion_due")]


class Rating(models.Model):
    """What the citizen says of an answer: once for each round."""

    class Verdict(models.TextChoices):
        YES = "yes", _("yes, this helps")
        PARTLY = "partly", _("partly")
        NO = "no", _("no, this does not answer it")

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    note = models.TextField(blank=True)
    # As it stood when it was rated: a second round brings another.
    answer = models.TextField(blank=True)
    given = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["suggestion", "round"], name="opinion_rating_once")]
