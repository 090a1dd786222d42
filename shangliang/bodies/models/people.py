"""Who, as what, from when to when: posts of all kinds, and what a membership adds to a member's post."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.models.places import Body, Unit
from shangliang.bodies.models.terms import Collective, Term
from shangliang.core.choices import told_choice
from shangliang.core.time import today


class PostQuerySet(models.QuerySet["Post"]):
    """Readings of the posts."""

    def active(self, on: date | None = None) -> Self:
        """Posts held on a day (today)."""
        day = on or today()
        return self.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day)

    def visible_to(self, user: Any) -> Self:
        """One's own posts, and those of bodies one administers or works in the office of."""
        from shangliang.bodies.queries import bodies_as, operates  # queries read models

        if operates(user):
            return self.all()
        staff = bodies_as(
            user, Post.Role.ADMIN, Post.Role.OFFICE_LEAD, Post.Role.OFFICE_CLERK, Post.Role.AUDITOR
        )
        return self.filter(Q(user_id=user.pk) | Q(body_id__in=staff))

    def held_by_people(self) -> Self:
        """Posts held today by somebody who can still be asked for by name."""
        return self.active().filter(user__erased__isnull=True)

    def fellows_of(self, user: Any) -> Self:
        """The members of the bodies for which the person writes as member or contact: who may ask them to sign."""
        from shangliang.bodies.queries import bodies_as  # queries read models

        mine = bodies_as(user, Post.Role.MEMBER, Post.Role.CONTACT)
        return self.held_by_people().filter(role=Post.Role.MEMBER, body_id__in=mine)

    def known_to(self, user: Any) -> Self:
        """Posts held today of which the person may know: seen as staff, or as a fellow member's."""
        known = self.visible_to(user).held_by_people().values("pk")
        return self.filter(Q(pk__in=known) | Q(pk__in=self.fellows_of(user).values("pk")))


class Post(models.Model):
    """A person holds a role in a body (or in a unit, a collective) for an interval of days."""

    class Role(models.TextChoices):
        MEMBER = "member", _("member")
        CONTACT = "contact", _("contact of a collective")
        OFFICE_CLERK = "office_clerk", _("office clerk")
        OFFICE_LEAD = "office_lead", _("office lead")
        UNIT_CLERK = "unit_clerk", _("unit clerk")
        UNIT_LEAD = "unit_lead", _("unit lead")
        SUPERVISOR = "supervisor", _("supervision office")
        LEADER = "leader", _("leader")
        AUDITOR = "auditor", _("auditor")
        ADMIN = "admin", _("body administrator")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    body = models.ForeignKey(Body, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=16, choices=Role.choices)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="posts")
    collective = models.ForeignKey(Collective, models.PROTECT, null=True, blank=True, related_name="posts")
    title = models.CharField(pgettext_lazy("post", "title"), max_length=80, blank=True)
    starts = models.DateField(default=today)
    ends = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=16, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "ends"], name="post_user"),
            models.Index(fields=["body", "role", "ends"], name="post_body_role"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gte=F("starts")), name="post_interval"
            ),
            models.CheckConstraint(
                condition=~Q(role__in=["unit_clerk", "unit_lead"]) | Q(unit__isnull=False), name="post_unit"
            ),
            models.CheckConstraint(
                condition=~Q(role="contact") | Q(collective__isnull=False), name="post_collective"
            ),
        ]

    def __str__(self) -> str:
        where = self.unit or self.collective or self.body
        return f"{where} · {told_choice(self, 'role')}"


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Readings of the memberships."""

    def visible_to(self, user: Any) -> Self:
        """As the posts they belong to."""
        return self.filter(post__in=Post.objects.visible_to(user))


class Membership(models.Model):
    """What a member's post adds: term, sector, committee, party, group, standing."""

    class Ending(models.TextChoices):
        TERM_OVER = "term_over", _("the term ended")
        MOVED = "moved", _("moved away")
        RESIGNED = "resigned", _("resigned")
        ABSENT = "absent", _("absent")
        DISMISSED = "dismissed", _("dismissed")
        REVOKED = "revoked", _("revoked")
        DIED = "died", _("died")
        CHANGED = "changed", _("continued with changes")

    post = models.OneToOneField(Post, models.PROTECT, related_name="membership")
    term = models.ForeignKey(Term, models.PROTECT, related_name="memberships")
    sector = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="+")
    committee = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="+")
    party = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="+")
    group = models.ForeignKey(Collective, models.PROTECT, null=True, related_name="+")
    is_standing = models.BooleanField(_("standing member"), default=False)
    employer = models.CharField(_("employer"), max_length=120, blank=True)
    job_title = models.CharField(_("position"), max_length=80, blank=True)

    objects = MembershipQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.post)
