"""The published years: what each says, and the cases that must have been for it to be true."""

import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from shangliang.bodies.reference.categories import local_categories, national_categories

_FILE = Path(__file__).resolve().parent.parent / "data" / "reconciled-years.json"
# A year told in three fields instead of five.
THREE_FIELDS = ("economy", "politics", "society")


@dataclass(frozen=True)
class Year:
    """One published set of figures."""

    place: int
    given: dict[str, Any]

    @property
    def name(self) -> str:
        """Where and when."""
        return f"{self.given['place']} {self.given.get('year', self.given.get('years'))}"

    @property
    def code(self) -> str:
        """Under which its body stands in the scratch database."""
        return f"99{self.place:04d}"

    @property
    def first(self) -> int:
        """The year it begins with."""
        return int(str(self.given.get("year", self.given.get("years")))[:4])

    @property
    def last(self) -> int:
        """The year it ends with."""
        return int(str(self.given.get("year", self.given.get("years")))[-4:])


@dataclass(frozen=True)
class Plan:
    """How many cases of each kind the year had."""

    filed: int
    merged: int
    opinions: int
    refused: int
    collective: int
    units: int
    categories: list[str]
    classes: list[str]
    results: list[str]


def published_years() -> list[Year]:
    """All sets, in their order."""
    with _FILE.open(encoding="utf-8") as lines:
        return [
            Year(place, given) for place, given in enumerate(json.load(lines, parse_float=Decimal)["years"])
        ]


def plan_of(year: Year) -> Plan:
    """The cases that add up to what was published; what it does not say is made up as simply as possible."""
    given = year.given
    filed = given.get("filed") or given.get("received") or given["replied"]
    merged, opinions = given.get("merged", 0), given.get("opinions", 0)
    return Plan(
        filed=filed,
        merged=merged,
        opinions=opinions,
        refused=max(0, given.get("received", 0) - filed - merged - opinions),
        collective=given.get("collective", 0),
        units=given.get("units", 1),
        categories=_repeated(categories_of(given) or {"economy": filed}, filed),
        classes=_classes(given, filed),
        results=_repeated(_results(given), sum(_results(given).values())),
    )


def categories_of(given: dict[str, Any]) -> dict[str, int]:
    """National category → cases; a list without names follows the national order."""
    if "categories" in given:
        return dict(given["categories"])
    counts = given.get("categories_of_filed") or given.get("categories_of_received") or []
    codes = THREE_FIELDS if len(counts) == len(THREE_FIELDS) else [one.code for one in national_categories()]
    return dict(zip(codes, counts, strict=False))


def classes_of(given: dict[str, Any]) -> dict[str, int]:
    """Reply class → replies, in the letters of three classes: solved, planned, not possible."""
    if "classes" in given:
        return dict(given["classes"])
    told = {"A": given.get("solved"), "B": given.get("planned"), "C": given.get("cannot")}
    return {letter: count for letter, count in told.items() if count}


def _classes(given: dict[str, Any], filed: int) -> list[str]:
    """Whatever was answered but is in no published class could not be settled."""
    counts = classes_of(given)
    return _repeated(counts, filed, rest="C") if counts else []


def _results(given: dict[str, Any]) -> dict[str, int]:
    told = {"satisfied": given.get("satisfied", 0), "basically": given.get("basically_satisfied", 0)}
    return {result: count for result, count in told.items() if count}


def _repeated(counts: dict[str, int], length: int, rest: str = "") -> list[str]:
    listed = [name for name, count in counts.items() for _ in range(count)]
    return listed + [rest] * (length - len(listed))


def local_code(national: str) -> str:
    """The first local category that belongs to a national one."""
    return next(one.code for one in local_categories() if one.code.startswith(f"{national}."))
