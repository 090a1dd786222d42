"""Founding a body that is not on the map of the country: a council of one's own."""

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import needed_line
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, Region
from shangliang.bodies.rules import is_platform_admin
from shangliang.core.errors import Invalid

OWN_LEVELS = (Region.Level.PROVINCE, Region.Level.CITY, Region.Level.COUNTY)


@flow.start("found", _("Found a body"), past=_("founded a body"), who=is_platform_admin, facts=("level",))
def found_body(origin: object, *, by: User, name: str, short_name: str, place: str, level: str) -> Body:
    """Enter a council outside the country's tree, with a region of its own; it stands above nobody."""
    if level not in OWN_LEVELS:
        raise Invalid(_t("Choose the level after which it works."), "level")
    called = needed_line(place, "place", 80)
    region = Region.objects.create(code=_free_code(), name=called, level=level)
    return Body.objects.create(
        region=region,
        name=needed_line(name, "name", 120),
        short_name=needed_line(short_name, "short_name", 60),
        level=level,
        path=f"{region.code}/",
    )


def _free_code() -> str:
    """Own codes begin with a letter: no division of the country has one."""
    taken = set(Region.objects.filter(code__startswith="own").values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"own{number}") not in taken)
