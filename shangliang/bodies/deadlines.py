"""Computing deadlines: from an instant, a span of working days or months, and the calendar in force."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils import timezone

from shangliang.bodies.models import CalendarDay
from shangliang.bodies.reference.calendar import WorkCalendar, add_months
from shangliang.core.time import end_of


@dataclass(frozen=True)
class Due:
    """An instant and the version of the calendar it was computed with."""

    instant: datetime
    calendar: str


_kept: dict[tuple[int, int], WorkCalendar] = {}


def work_calendar() -> WorkCalendar:
    """The calendar in force: the library's years and the days an administrator added. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*), COALESCE(MAX(id), 0) FROM bodies_calendarday")
        version = cursor.fetchone()
    if version not in _kept:
        _kept.clear()
        overlay = dict(CalendarDay.objects.values_list("day", "is_workday")) if version[0] else {}
        _kept[version] = WorkCalendar(overlay, version[1])
    return _kept[version]


def due_in_workdays(start: datetime, days: int) -> Due:
    """The end of the n-th working day after `start`."""
    calendar = work_calendar()
    return Due(end_of(calendar.add_workdays(timezone.localdate(start), days)), calendar.version)


def due_in_months(start: datetime, months: int) -> Due:
    """The end of the same day n months later, or of the next working day if that is none."""
    calendar = work_calendar()
    day = add_months(timezone.localdate(start), months)
    if not calendar.is_workday(day):
        day = calendar.add_workdays(day, 1)
    return Due(end_of(day), calendar.version)


def workdays_left(due: datetime, now: datetime | None = None) -> int:
    """Working days from today to the due day; negative when it has passed."""
    calendar, day = work_calendar(), timezone.localdate(now)
    due_day = timezone.localdate(due)
    if due_day >= day:
        return calendar.workdays_between(day, due_day)
    return -calendar.workdays_between(due_day, day)
