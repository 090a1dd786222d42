"""What leaders and the office do around a case: visits, instructions, coordination."""

from django.conf import settings
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.proposals.models.assignments import Assignment
from shangliang.proposals.models.proposals import Attachment, Proposal
from shangliang.proposals.models.visibility import CaseFileQuerySet

PERSON = settings.AUTH_USER_MODEL


class Visit(models.Model):
    """A visit on the spot for a key proposal."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="visits")
    day = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=120)
    note = models.TextField(_("note"))

    objects = CaseFileQuerySet.as_manager()


class Instruction(models.Model):
    """A leader's written direction on a proposal, and what came of it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="instructions")
    leader = models.ForeignKey(PERSON, models.PROTECT, related_name="+")
    day = models.DateField(_("day"))
    text = models.TextField(_("text"))
    document = models.ForeignKey(Attachment, models.PROTECT, null=True, related_name="+")
    effect = models.TextField(_("effect"), blank=True)

    objects = CaseFileQuerySet.as_manager()

    def __str__(self) -> str:
        told = {"leader": self.leader, "day": date_format(self.day, "DATE_FORMAT")}
        return str(_("Instruction of %(leader)s, %(day)s") % told)


class Coordination(models.Model):
    """A meeting on who must handle a disputed assignment, and its result."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="coordinations")
    note = models.TextField(_("note"))
    result = models.TextField(pgettext_lazy("coordination", "result"), blank=True)
