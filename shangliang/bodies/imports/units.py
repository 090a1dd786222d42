"""What the rows of a table of units would do."""

from django.utils.translation import gettext as _t

from shangliang.bodies.imports.plans import Outcome, PlannedRow
from shangliang.bodies.models import Body, Unit
from shangliang.bodies.unit_kinds import kind_of

_LONGEST = 120
_LONGEST_KIND = 32
_OPTIONAL = ("kind", "name_en")


def plan_units(body: Body, records: list[tuple[int, dict[str, str]]]) -> list[PlannedRow]:
    """One planned row for each record, in order."""
    known = {unit.name: unit for unit in Unit.objects.filter(region_id=body.region_id)}
    seen: dict[str, int] = {}
    return [_planned(number, record, known, seen) for number, record in records]


def _planned(number: int, record: dict[str, str], known: dict[str, Unit], seen: dict[str, int]) -> PlannedRow:
    name = record.get("name", "")
    if error := _error(name, seen):
        return PlannedRow(number, name or "–", Outcome.ERROR, error)
    seen[name] = number
    values = {"name": name} | {key: record[key] for key in _OPTIONAL if record.get(key)}
    if "kind" in values:
        values["kind"] = kind_of(values["kind"])[:_LONGEST_KIND]
    unit = known.get(name)
    if unit is None:
        return PlannedRow(number, name, Outcome.NEW, values=values)
    if not unit.is_active:
        return PlannedRow(number, name, Outcome.NEW, _t("was retired and comes back"), values)
    changed = [key for key in _OPTIONAL if key in values and getattr(unit, key) != values[key]]
    if not changed:
        return PlannedRow(number, name, Outcome.SAME)
    note = "; ".join(f"{getattr(unit, key) or '–'} → {values[key]}" for key in changed)
    merged = {key: getattr(unit, key) for key in _OPTIONAL} | values
    return PlannedRow(number, name, Outcome.CHANGED, note, merged, target=unit)


def _error(name: str, seen: dict[str, int]) -> str:
    if not name:
        return _t("The name is missing.")
    if len(name) > _LONGEST:
        return _t("At most %(limit)s characters fit here.") % {"limit": _LONGEST}
    if name in seen:
        return _t("The same unit stands in row %(row)s.") % {"row": seen[name]}
    return ""
