"""How moments, spans, sizes and clocks are said to a reader."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from shangliang.bodies.models import Deadline
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.bodies.rulesets import Named
from shangliang.core.time import today

SOON_DAYS = 10
# From how many working days of waiting on something is told with a warning, and with an alarm.
WAITS_LONG, WAITS_TOO_LONG = 5, 10


@dataclass(frozen=True)
class Clock:
    """How much time is used or left: the sentence, its tone, and the moment that is meant."""

    text: str
    tone: str
    exact: datetime


def told_day(day: date) -> str:
    """A day of this year without its year."""
    return _written(day, day.year == today().year, get_language())


@lru_cache(maxsize=4096)
def _written(day: date, is_this_year: bool, language: str | None) -> str:
    """Django's formats are slow, and a page tells the same few days again and again."""
    return date_format(day, "MONTH_DAY_FORMAT" if is_this_year else "DATE_FORMAT")


def told_moment(moment: datetime) -> str:
    """A moment as people say it."""
    local = timezone.localtime(moment)
    days_ago = (today() - local.date()).days
    time = local.strftime("%H:%M")
    if days_ago == 0:
        return _("today, %(time)s") % {"time": time}
    if days_ago == 1:
        return _("yesterday, %(time)s") % {"time": time}
    return told_day(local.date())


def told_left(until: datetime, now: datetime | None = None) -> str:
    """How long it is until a moment, in days, hours or minutes; that it is over when it has passed."""
    minutes = int((until - (now or timezone.now())).total_seconds() // 60)
    if minutes < 0:
        return _("time is over")
    if minutes < 60:
        return _("%(count)s minutes left") % {"count": minutes}
    if minutes < 48 * 60:
        return _("%(count)s hours left") % {"count": minutes // 60}
    return _("%(count)s days left") % {"count": minutes // (24 * 60)}


def told_size(size: int) -> str:
    """The size of a file."""
    return filesizeformat(size)


def told_clock(deadline: Deadline, calendar: WorkCalendar) -> Clock:
    """The sentence of a deadline: day so-and-so of so many working days, late by so many, or met."""
    start, due = timezone.localdate(deadline.started), timezone.localdate(deadline.due)
    told = {"day": told_day(due)}
    if deadline.met:
        return _told_met(deadline, calendar)
    if deadline.paused:
        return Clock(_("The clock stands still; due day so far %(day)s.") % told, "soft", deadline.due)
    if deadline.is_late():
        late = {**told, "days": calendar.workdays_between(due, today())}
        return Clock(_("%(days)s working days overdue, was due %(day)s") % late, "stop", deadline.due)
    used = {"used": calendar.workdays_between(start, today()), "whole": calendar.workdays_between(start, due)}
    tone = "wait" if calendar.workdays_between(today(), due) <= SOON_DAYS else ""
    sentence = _("Day %(used)s of %(whole)s working days, due %(day)s") % {**told, **used}
    return Clock(sentence, tone, deadline.due)


def told_waiting(since: datetime, calendar: WorkCalendar) -> Clock:
    """For how many working days something waits."""
    days = calendar.workdays_between(timezone.localdate(since), today())
    tone = "stop" if days > WAITS_TOO_LONG else "wait" if days > WAITS_LONG else "soft"
    told = ngettext("waiting %(days)s working day", "waiting %(days)s working days", days)
    return Clock(told % {"days": days} if days else _("came today"), tone, since)


def _told_met(deadline: Deadline, calendar: WorkCalendar) -> Clock:
    met = timezone.localdate(deadline.met)
    if not deadline.is_late():
        return Clock(_("Done in time on %(day)s") % {"day": told_day(met)}, "good", deadline.due)
    late = calendar.workdays_between(timezone.localdate(deadline.due), met)
    told = {"day": told_day(met), "days": late}
    return Clock(_("Done on %(day)s, %(days)s working days late") % told, "stop", deadline.due)


def named(one: Named) -> str:
    """The name of a code in the reader's language."""
    return one.en if (get_language() or "").startswith("en") and one.en else one.zh
