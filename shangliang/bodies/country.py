"""The whole country at once: every region from the nation to the county, and the body of each."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

from shangliang.bodies.models import Body, Region
from shangliang.bodies.reference import divisions as reference
from shangliang.bodies.reference.divisions import Division

# Higher apps that read the names of bodies hear here that many may have changed, in the same transaction.
when_loaded: list[Callable[[], None]] = []
_BATCH = 1000
_BODY_COLUMNS = ["name", "short_name", "level", "parent", "path"]
_BODY_VALUES = ["name", "short_name", "level", "parent_id", "path"]


@dataclass(frozen=True)
class Loaded:
    """How many rows were made and how many got another name or place."""

    made: int = 0
    changed: int = 0


@transaction.atomic
def load_country() -> tuple[Loaded, Loaded]:
    """Make or update all regions and bodies; a second run changes nothing. Returns what became of each."""
    places = reference.divisions()
    loaded = _load_regions(places), _load_bodies([place for place in places if reference.has_body(place)])
    if any(one != Loaded() for one in loaded):
        for tell in when_loaded:
            tell()
    return loaded


def _load_regions(places: list[Division]) -> Loaded:
    """Make the regions that are missing, parents first, and give the others their present name and parent."""
    known = {region.code: region for region in Region.objects.all()}
    made = 0
    for level in reference.LEVELS:
        new = [_region(place, known) for place in places if place.level == level and place.code not in known]
        known |= {region.code: region for region in Region.objects.bulk_create(new, batch_size=_BATCH)}
        made += len(new)
    changed = [region for place in places if _differs(region := known[place.code], _region(place, known))]
    Region.objects.bulk_update(changed, ["name", "level", "parent"], batch_size=_BATCH)
    return Loaded(made, len(changed))


def _region(place: Division, known: dict[str, Region]) -> Region:
    parent = known[place.parent] if place.parent else None
    return Region(code=place.code, name=place.name, level=place.level, parent=parent)


def _differs(kept: Region, wanted: Region) -> bool:
    """Takes over the wanted values; whether anything changed by that."""
    before = (kept.name, kept.level, kept.parent_id)
    kept.name, kept.level, kept.parent_id = wanted.name, wanted.level, wanted.parent_id
    return before != (kept.name, kept.level, kept.parent_id)


def _load_bodies(places: list[Division]) -> Loaded:
    regions = {region.code: region for region in Region.objects.all()}
    known = {body.region.code: body for body in Body.objects.select_related("region")}
    made = 0
    for level in reference.LEVELS:
        new = [_body(p, regions, known) for p in places if p.level == level and p.code not in known]
        known |= {body.region.code: body for body in Body.objects.bulk_create(new, batch_size=_BATCH)}
        made += len(new)
    changed = [body for p in places if _takes_over(body := known[p.code], _body(p, regions, known))]
    Body.objects.bulk_update(changed, _BODY_COLUMNS, batch_size=_BATCH)
    return Loaded(made, len(changed))


def _body(place: Division, regions: dict[str, Region], known: dict[str, Body]) -> Body:
    parent = known[place.parent] if place.parent else None
    return Body(
        region=regions[place.code],
        name=reference.body_name(place),
        short_name=reference.body_short_name(place),
        level=place.level,
        parent=parent,
        path=(parent.path if parent else "") + f"{place.code}/",
    )


def _takes_over(kept: Body, wanted: Body) -> bool:
    """Takes over the wanted values; whether anything changed by that. Being in use is not touched."""
    before = [getattr(kept, name) for name in _BODY_VALUES]
    kept.name, kept.short_name, kept.level = wanted.name, wanted.short_name, wanted.level
    kept.parent, kept.path = wanted.parent, wanted.path
    return before != [getattr(kept, name) for name in _BODY_VALUES]


@transaction.atomic
def load_towns(code: str) -> Loaded:
    """Make the towns and streets of one county (or city without counties); KeyError if the code is none."""
    parent = Region.objects.get(code=reference.division(code).code)
    there = {region.code: region for region in Region.objects.filter(parent=parent, level="town")}
    towns = reference.towns(code)
    new = [
        Region(code=t.code, name=t.name, level="town", parent=parent) for t in towns if t.code not in there
    ]
    Region.objects.bulk_create(new, batch_size=_BATCH)
    renamed = [t for t in towns if t.code in there and there[t.code].name != t.name]
    for town in renamed:
        Region.objects.filter(code=town.code).update(name=town.name)
    return Loaded(len(new), len(renamed))
