"""How a matter came up over time and place: counted from the texts given, so from no others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

from shangliang.insight.topics.topic import Member

RECENT = timedelta(days=30)
BEFORE = timedelta(days=180)
MOST_PLACES = 5


@dataclass(frozen=True)
class Course:
    """`recent` came within the last span; `usual` is how many would have come at the pace of the time before; `burst`
    is the distance between the two in standard deviations. `months` are ("2026-11", count), oldest first."""

    recent: int
    usual: float
    burst: float
    months: tuple[tuple[str, int], ...]
    places: tuple[tuple[str, int], ...]


def course_of(members: Sequence[Member], day: date) -> Course:
    """As of a day."""
    recent = sum(one.day > day - RECENT for one in members)
    before = sum(day - RECENT - BEFORE < one.day <= day - RECENT for one in members)
    usual = before * (RECENT / BEFORE)
    months = Counter(f"{one.day:%Y-%m}" for one in members)
    places = Counter(one.place for one in members if one.place)
    return Course(
        recent=recent,
        usual=round(usual, 2),
        burst=round((recent - usual) / sqrt(usual + 1), 2),
        months=tuple(sorted(months.items())),
        places=tuple(places.most_common(MOST_PLACES)),
    )
