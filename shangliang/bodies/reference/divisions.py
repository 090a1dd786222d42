"""The administrative divisions of China, from nation to town, and the names of their conferences."""

import csv
import lzma
from functools import cache
from pathlib import Path
from typing import NamedTuple

from .place_names import short_name, usual_name

__all__ = [
    "LEVELS",
    "NATION",
    "Division",
    "body_name",
    "body_short_name",
    "division",
    "divisions",
    "has_body",
    "is_municipality",
    "short_name",
    "towns",
    "usual_name",
]

LEVELS = ("nation", "province", "city", "county", "town")
NATION = "000000"
_DATA = Path(__file__).parent / "data"
_MUNICIPALITIES = frozenset({"110000", "120000", "310000", "500000"})
_WITHOUT_BODY = frozenset({"350527", "460302", "460303"})


class Division(NamedTuple):
    """One place. `parent` is a code, empty for the nation; `level` is one of LEVELS."""

    code: str
    name: str
    parent: str
    level: str


def divisions() -> list[Division]:
    """Return nation, provinces, cities and counties, parents first and by code within a level."""
    return list(_by_code().values())


def division(code: str) -> Division:
    """Return the place above town level with this code; KeyError if there is none."""
    return _by_code()[code]


def towns(code: str) -> list[Division]:
    """Return the towns and streets of a county, or of a city that has no counties (441900 东莞市)."""
    return list(_towns_by_parent().get(code, ()))


def is_municipality(place: Division) -> bool:
    """Tell whether the province is a city governed by the centre (直辖市)."""
    return place.code in _MUNICIPALITIES


def has_body(place: Division) -> bool:
    """Tell whether the place has a conference of its own; towns and three island counties have none."""
    return place.level != "town" and place.code not in _WITHOUT_BODY


def body_name(place: Division) -> str:
    """Return the full name of the conference; a city's district carries the city's name before its own."""
    if place.level == "nation":
        return "中国人民政治协商会议全国委员会"
    above = division(place.parent).name if _is_city_district(place) else ""
    return f"中国人民政治协商会议{above}{place.name}委员会"


def body_short_name(place: Division) -> str:
    """Return the name used in speech: 全国政协, 浙江省政协, 恩施州政协."""
    return "全国政协" if place.level == "nation" else f"{usual_name(place.name)}政协"


def _is_city_district(place: Division) -> bool:
    if place.level != "county" or not place.name.endswith("区") or place.name.endswith("特区"):
        return False
    above = division(place.parent)
    return above.level == "city" or is_municipality(above)


@cache
def _by_code() -> dict[str, Division]:
    with (_DATA / "divisions.csv").open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        return {row[0]: Division(*row) for row in rows}


@cache
def _towns_by_parent() -> dict[str, list[Division]]:
    found: dict[str, list[Division]] = {}
    with lzma.open(_DATA / "towns.csv.xz", "rt", encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        for code, name, parent in rows:
            found.setdefault(parent, []).append(Division(code, name, parent, "town"))
    return found
