"""Working days that the kept calendar does not know, or knows wrongly."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypedDict

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.acts.checks import state_facts
from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.models import Body, CalendarDay
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.bodies.rules import is_platform_admin, is_topmost
from shangliang.core.errors import Invalid
from shangliang.core.text import clean_line
from shangliang.core.time import today
from shangliang.ledger.flow import ANY

_SHOWN = 5


class DayRow(TypedDict):
    """One day: worked or off, and what for."""

    day: date
    is_workday: bool
    note: str


@flow.act(
    "set_calendar_days",
    _("Set working days"),
    past=_("set working days"),
    source=ANY,
    who=is_platform_admin,
    when=is_topmost,
    facts=("years", "count", "changed", "reason"),
)
def set_calendar_days(body: Body, *, by: User, rows: list[DayRow], reason: str = "") -> None:
    """Enter all days of a year that is not known yet, or correct days of a known one with a reason."""
    _check_twice(rows)
    calendar = work_calendar()
    for year in sorted({row["day"].year for row in rows} - calendar.known_years):
        _check_whole(year, rows)
    used = _used_and_changed(calendar, rows)
    if used and not clean_line(reason):
        days = ", ".join(day.isoformat() for day in used[:_SHOWN])
        raise Invalid(
            _t("These days count otherwise until now; give the reason: %(days)s.") % {"days": days}, "reason"
        )
    _replace(rows)
    state_facts(years=sorted({row["day"].year for row in rows}), count=len(rows))
    state_facts(changed=used, reason=clean_line(reason))


def _check_twice(rows: Sequence[DayRow]) -> None:
    if not rows:
        raise Invalid(_t("Name at least one day."), "rows")
    if len({row["day"] for row in rows}) != len(rows):
        raise Invalid(_t("A day stands in the list twice."), "rows")


def _check_whole(year: int, rows: Sequence[DayRow]) -> None:
    """One row makes a year known, so a new year comes whole."""
    given = {row["day"] for row in rows if row["day"].year == year}
    missing = [day for day in days_of(year) if day not in given]
    if missing:
        sentence = _t(
            "%(year)s is not known yet, so all its days are needed; %(count)s are missing, first %(day)s."
        )
        named = {"year": year, "count": len(missing), "day": missing[0].isoformat()}
        raise Invalid(sentence % named, "rows")


def _used_and_changed(calendar: WorkCalendar, rows: Sequence[DayRow]) -> list[date]:
    """Days that deadlines may have been counted with, and that would count otherwise now."""
    return sorted(
        row["day"]
        for row in rows
        if row["is_workday"] != calendar.is_workday(row["day"])
        and (row["day"] <= today() or not calendar.is_provisional(row["day"]))
    )


def _replace(rows: Sequence[DayRow]) -> None:
    """New rows instead of edited ones: the calendar's version is the last row's number."""
    CalendarDay.objects.filter(day__in=[row["day"] for row in rows]).delete()
    made = [CalendarDay(day=r["day"], is_workday=r["is_workday"], note=r["note"][:80]) for r in rows]
    CalendarDay.objects.bulk_create(sorted(made, key=lambda one: one.day))


def days_of(year: int) -> list[date]:
    """Every day of a year."""
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
