"""Chinese working days with make-up days (调休): what the kept library knows, plus rows of the deployment."""

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, time
from importlib.metadata import version as installed_version
from zoneinfo import ZoneInfo

import chinese_calendar

_LIBRARY = "chinesecalendar"
_LIBRARY_YEARS = frozenset(day.year for day in chinese_calendar.constants.holidays)
_SATURDAY = 5


class WorkCalendar:
    """Working days of one state of the overlay; immutable, so one instance can serve a whole process.

    The overlay wins over the library day by day. A year that the library lacks counts as known as soon as
    the overlay has a row in it, so the rows of a new year must be entered together.
    """

    def __init__(self, overlay: Mapping[date, bool], overlay_version: int) -> None:
        self._overlay = dict(overlay)
        self._workdays: dict[int, list[date]] = {}
        self.known_years = _LIBRARY_YEARS | {day.year for day in self._overlay}
        self.version = f"{_LIBRARY}-{installed_version(_LIBRARY)}+{overlay_version}"

    def is_workday(self, day: date) -> bool:
        """Tell whether offices work that day; in a provisional year every Monday to Friday."""
        if day in self._overlay:
            return self._overlay[day]
        if day.year in _LIBRARY_YEARS:
            return bool(chinese_calendar.is_workday(day))
        return day.weekday() < _SATURDAY

    def is_provisional(self, day: date) -> bool:
        """Tell whether the holidays of the day's year are not known yet."""
        return day.year not in self.known_years

    def add_workdays(self, start: date, count: int) -> date:
        """Return the count-th working day after start; start itself is not counted, and 0 returns it."""
        if count < 0:
            raise ValueError("The number of working days must not be negative.")
        if count == 0:
            return start
        year = start.year
        position = bisect_right(self._workdays_of(year), start) + count - 1
        while position >= len(self._workdays_of(year)):
            position -= len(self._workdays_of(year))
            year += 1
        return self._workdays_of(year)[position]

    def workdays_between(self, first: date, last: date) -> int:
        """Count working days after first up to and including last; negative when last comes before first."""
        if last < first:
            return -self.workdays_between(last, first)
        whole_years = sum(len(self._workdays_of(year)) for year in range(first.year, last.year))
        until_first = bisect_right(self._workdays_of(first.year), first)
        return whole_years + bisect_right(self._workdays_of(last.year), last) - until_first

    def _workdays_of(self, year: int) -> list[date]:
        """Return the working days of a year in order, worked out once."""
        if year not in self._workdays:
            new_year = date(year, 1, 1).toordinal()
            days = (date.fromordinal(new_year + offset) for offset in range(_length_of(year)))
            self._workdays[year] = [day for day in days if self.is_workday(day)]
        return self._workdays[year]


def add_months(start: date, count: int) -> date:
    """Return the same day count months on (or back), or that month's last day if it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def end_of_day(day: date, zone: str = "Asia/Shanghai") -> datetime:
    """Return the last whole second of the day there."""
    return datetime.combine(day, time(23, 59, 59), ZoneInfo(zone))


def _length_of(year: int) -> int:
    return date(year, 12, 31).timetuple().tm_yday
