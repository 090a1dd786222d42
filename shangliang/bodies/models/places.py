"""Where: administrative regions, the conference of each, and the units that must answer there."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.ledger.models import Subject


class RegionQuerySet(models.QuerySet["Region"]):
    """Readings of the regions."""

    def visible_to(self, user: Any) -> Self:
        """Regions are public."""
        return self


class Region(models.Model):
    """An administrative division, from the nation to the town."""

    class Level(models.TextChoices):
        NATION = "nation", _("nation")
        PROVINCE = "province", _("province")
        CITY = "city", _("city")
        COUNTY = "county", _("county")
        TOWN = "town", _("town")

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=80)
    level = models.CharField(max_length=8, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")

    objects = RegionQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class BodyQuerySet(models.QuerySet["Body"]):
    """Readings of the tree."""

    def visible_to(self, user: Any) -> Self:
        """Bodies are public."""
        return self

    def under(self, body: "Body") -> Self:
        """The body and everything below it."""
        return self.filter(path__startswith=body.path)


class Body(Subject):
    """One conference. `path` is the codes from the root down, each ended by "/"."""

    region = models.OneToOneField(Region, models.PROTECT)
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=120)
    short_name = models.CharField(_("short name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    level = models.CharField(max_length=8, choices=Region.Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    path = models.CharField(max_length=60, unique=True)
    is_active = models.BooleanField(_("in use"), default=False)

    # Who is to hear of the act under way; set by the act, never stored.
    concerned_ids: tuple[int, ...] = ()

    objects = BodyQuerySet.as_manager()

    class Meta:
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        ordering = ["path"]

    def __str__(self) -> str:
        return self.short_name

    def ledger_body_id(self) -> int:
        """Acts on a body stand in its own books."""
        return self.pk

    def lineage_paths(self) -> list[str]:
        """The paths of the bodies above, root first, and its own."""
        codes = self.path.rstrip("/").split("/")
        return ["/".join(codes[: i + 1]) + "/" for i in range(len(codes))]


class UnitQuerySet(models.QuerySet["Unit"]):
    """Readings of the units."""

    def visible_to(self, user: Any) -> Self:
        """Units are public offices."""
        return self

    def of(self, body: Body) -> Self:
        """The units in use in a body's region."""
        return self.filter(region_id=body.region_id, is_active=True)


class Unit(models.Model):
    """An office of a region that must answer. It belongs to the region, not to the body."""

    region = models.ForeignKey(Region, models.PROTECT, related_name="units")
    kind = models.CharField(_("kind"), max_length=32)
    name = models.CharField(pgettext_lazy("thing", "name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=160, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        # As they were set up: templates and imported tables name them in the official order.
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["region", "name"], name="unit_once")]

    def __str__(self) -> str:
        return self.name
