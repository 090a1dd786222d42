"""A proposer's judgement of a reply; attitude and result apart."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import bodies_as, units_of
from shangliang.proposals.models.assignments import Assignment, Contact
from shangliang.proposals.models.proposals import Attachment

PERSON = settings.AUTH_USER_MODEL


_READS_ALL = (Post.Role.OFFICE_CLERK, Post.Role.OFFICE_LEAD, Post.Role.LEADER, Post.Role.AUDITOR)


def reads_all_ratings(user: Any, body_id: int) -> bool:
    """Whether `visible_to` hides no rating of that body from this person."""
    return body_id in bodies_as(user, *_READS_ALL)


class RatingQuerySet(models.QuerySet["Rating"]):
    """Readings of the ratings."""

    def visible_to(self, user: Any) -> Self:
        """One's own; the office's and leaders' of the body; a unit's only once the case is closed."""
        staff = bodies_as(user, *_READS_ALL)
        final = Q(assignment__proposal__state__in=["closed", "archived"])
        to_unit = Q(assignment__unit_id__in=units_of(user)) & final
        supervised = Q(assignment__proposal__body_id__in=bodies_as(user, Post.Role.SUPERVISOR)) & final
        return self.filter(
            Q(user_id=user.pk) | Q(assignment__proposal__body_id__in=staff) | to_unit | supervised
        )


class Rating(models.Model):
    """One proposer on one unit's answer of one round."""

    class Result(models.TextChoices):
        SATISFIED = "satisfied", _("satisfied")
        BASICALLY = "basically", _("basically satisfied")
        DISSATISFIED = "dissatisfied", _("dissatisfied")

    class Relevance(models.TextChoices):
        FULL = "full", _("answers every point")
        PART = "part", _("answers some points")
        OFF = "off", _("misses the point")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="ratings")
    user = models.ForeignKey(PERSON, models.PROTECT, related_name="ratings")
    round = models.PositiveSmallIntegerField()
    contact_way = models.CharField(
        _("how the unit contacted you"),
        max_length=8,
        choices=[*Contact.Way.choices, ("none", _("not at all"))],
    )
    attitude = models.CharField(_("attitude"), max_length=12, choices=Result.choices)
    result = models.CharField(_("result"), max_length=12, choices=Result.choices)
    relevance = models.CharField(_("relevance"), max_length=4, choices=Relevance.choices)
    text = models.TextField(_("remarks"), blank=True)
    given = models.DateTimeField(auto_now_add=True)
    proxy = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+")
    scan = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")

    objects = RatingQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assignment", "user", "round"], name="rating_once")]
