"""Putting a body in use: from then on it has sectors, committees, parties and units to work with."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import state_facts
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, Collective, Region, Unit
from shangliang.bodies.reference import sectors
from shangliang.bodies.reference.divisions import Division, usual_name
from shangliang.bodies.reference.record import Record
from shangliang.bodies.reference.units import UnitTemplate, tier_of, town_templates, unit_name, unit_templates
from shangliang.bodies.rules import is_platform_admin, is_unused
from shangliang.ledger.flow import ANY

Kind = Collective.Kind


@flow.act(
    "put_in_use",
    _("Put in use"),
    past=_("put in use"),
    source=ANY,
    who=is_platform_admin,
    when=is_unused,
    facts=("level", "collectives", "units"),
)
def put_in_use(body: Body, *, by: User) -> None:
    """Begin to work with this body: it gets the usual sectors, committees, parties and units."""
    place = _division_of(body.region)
    collectives, units = list(_collectives(body)), list(_units(body.region, place))
    Collective.objects.bulk_create(collectives, ignore_conflicts=True)
    Unit.objects.bulk_create(units, ignore_conflicts=True)
    body.is_active = True
    state_facts(collectives=len(collectives), units=len(units))


def _division_of(region: Region) -> Division:
    return Division(region.code, region.name, region.parent.code if region.parent else "", region.level)


def _collectives(body: Body) -> Iterable[Collective]:
    lists: tuple[tuple[str, list[Record]], ...] = (
        (Kind.SECTOR, sectors.sectors_for(body.level)),
        (Kind.COMMITTEE, sectors.committees_for(body.level)),
        (Kind.PARTY, sectors.parties()),
        (Kind.ORGANISATION, sectors.people_organisations()),
    )
    for kind, records in lists:
        for one in records:
            yield Collective(body=body, kind=kind, code=one.code, name=one.zh, name_en=one.en)


def _units(region: Region, place: Division) -> Iterable[Unit]:
    called = usual_name(region.name)
    templates: list[UnitTemplate] = unit_templates(tier_of(place))
    if place.level == Region.Level.COUNTY:
        templates += town_templates(place.code)
    for one in templates:
        yield Unit(region=region, kind=one.kind, name=unit_name(one, called), name_en=one.name_en)
