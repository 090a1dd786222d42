"""When one may be told: quiet hours, and the days and hour of the digest."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.core.time import start_of
from shangliang.notices.models import Habit


def is_quiet(habit: Habit, hour: int) -> bool:
    """Whether an hour of the day lies in the quiet hours, which may reach over midnight."""
    if habit.quiet_from <= habit.quiet_until:
        return habit.quiet_from <= hour < habit.quiet_until
    return hour >= habit.quiet_from or hour < habit.quiet_until


def after_quiet(habit: Habit, moment: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into."""
    local = timezone.localtime(moment)
    if not is_quiet(habit, local.hour):
        return moment
    ends = start_of(local.date()) + timedelta(hours=habit.quiet_until)
    return (
        ends
        if ends > moment
        else start_of(local.date() + timedelta(days=1)) + (ends - start_of(local.date()))
    )


def is_digest_day(habit: Habit, day: date, calendar: WorkCalendar) -> bool:
    """Working days with their make-up days, or the weekdays one chose, holidays or not."""
    if habit.by_workdays:
        return calendar.is_workday(day)
    return str(day.isoweekday()) in habit.weekdays
