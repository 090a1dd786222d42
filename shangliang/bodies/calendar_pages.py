"""The calendar as pages show it: the days of a year that differ from the week."""

from dataclasses import dataclass
from datetime import date

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import CalendarDay

_SATURDAY = 5


@dataclass(frozen=True)
class OddDay:
    """A weekday off or a weekend worked; `is_entered` if an administrator said so."""

    day: date
    is_workday: bool
    note: str
    is_entered: bool


def known_years() -> frozenset[int]:
    """Years whose holidays are known."""
    return frozenset(work_calendar().known_years)


def odd_days(year: int) -> list[OddDay]:
    """The days of a year that differ from the week."""
    calendar = work_calendar()
    entered = dict(CalendarDay.objects.filter(day__year=year).values_list("day", "note"))
    days = (
        date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
    )
    return [
        OddDay(day, calendar.is_workday(day), entered.get(day, ""), day in entered)
        for day in days
        if calendar.is_workday(day) != (day.weekday() < _SATURDAY)
    ]
