"""The units of a region that answer proposals: which ones a place usually has, and what they are called."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .divisions import Division, is_municipality, towns

_FILE = Path(__file__).parent / "data" / "units.csv"
_REGION = "{region}"
_COMMITTEE = "中共{region}委"
_SHORT_MARK = "|"
_STREETS = ("街道", "街", "地区")


class UnitTemplate(NamedTuple):
    """One kind of unit. `name` has a place for the region; `short` is what the office calls it."""

    kind: str
    name: str
    name_en: str
    short: str


def tier_of(place: Division) -> str:
    """Return whose names its units carry: the level, or "municipality", named like none other."""
    return "municipality" if is_municipality(place) else place.level


def unit_templates(tier: str) -> list[UnitTemplate]:
    """Return the usual units of a nation, province, municipality, city or county: a start to edit."""
    return [_template(row["kind"], row["name_en"], row[tier]) for row in _rows() if row[tier]]


def town_templates(code: str) -> list[UnitTemplate]:
    """Return one unit for each town and street of a county."""
    return [
        UnitTemplate("town", f"{_REGION}{town.name}{_organ_of(town.name)}", "Town or Subdistrict", town.name)
        for town in towns(code)
    ]


def unit_name(template: UnitTemplate, region: str) -> str:
    """Return the full name in a region given by its usual name: 嘉兴市 → 嘉兴市教育局."""
    committee = _COMMITTEE + "员会" if region.endswith("自治区") else _COMMITTEE
    return template.name.replace(_COMMITTEE, committee).replace(_REGION, region)


def _template(kind: str, name_en: str, cell: str) -> UnitTemplate:
    name, _, short = cell.partition(_SHORT_MARK)
    return UnitTemplate(kind, name, name_en, short or name.replace(_REGION, ""))


def _organ_of(town: str) -> str:
    return "办事处" if town.endswith(_STREETS) else "人民政府"


@cache
def _rows() -> list[dict[str, str]]:
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
