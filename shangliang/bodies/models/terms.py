"""When and in what company: terms, sessions, and the collectives members belong to and file through."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models.places import Body
from shangliang.core.text import numeral


class PublicQuerySet(models.QuerySet[Any]):
    """Readings of what everybody may know of a body."""

    def visible_to(self, user: Any) -> Self:
        """When and in what company a body meets is public."""
        return self


class Term(models.Model):
    """Five years of a body: 第九届."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="terms")
    ordinal = models.PositiveSmallIntegerField()
    starts = models.DateField()
    ends = models.DateField()

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["-starts"]
        constraints = [models.UniqueConstraint(fields=["body", "ordinal"], name="term_once")]

    def __str__(self) -> str:
        return str(_("Term %(ordinal)s") % {"ordinal": numeral(self.ordinal)})


class Session(models.Model):
    """A plenary and the year after it, until the next opens. Later filings are between-session ones."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="sessions")
    term = models.ForeignKey(Term, models.PROTECT, related_name="sessions")
    ordinal = models.PositiveSmallIntegerField()
    opens = models.DateField()
    closes = models.DateField()
    accepts_from = models.DateTimeField()
    cutoff = models.DateTimeField()

    objects = PublicQuerySet.as_manager()

    class Meta:
        ordering = ["-opens"]
        constraints = [models.UniqueConstraint(fields=["term", "ordinal"], name="session_once")]

    def __str__(self) -> str:
        told = {"term": numeral(self.term.ordinal), "ordinal": numeral(self.ordinal)}
        return str(_("Session %(term)s.%(ordinal)s") % told)


class CollectiveQuerySet(models.QuerySet["Collective"]):
    """Readings of the collectives."""

    def visible_to(self, user: Any) -> Self:
        """Who sits together is public."""
        return self


class Collective(models.Model):
    """A party, organisation, sector, committee or group: members belong to it, and it files proposals."""

    class Kind(models.TextChoices):
        PARTY = "party", _("party")
        ORGANISATION = "organisation", _("organisation")
        SECTOR = "sector", _("sector")
        COMMITTEE = "committee", _("committee")
        GROUP = "group", _("group")

    body = models.ForeignKey(Body, models.PROTECT, related_name="collectives")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=160, blank=True)
    is_active = models.BooleanField(default=True)

    objects = CollectiveQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "id"]
        constraints = [models.UniqueConstraint(fields=["body", "kind", "code"], name="collective_once")]

    def __str__(self) -> str:
        return self.name
