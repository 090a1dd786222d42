"""How much time is left until a promise or a duty falls due, as the desks say it."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Deadline
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.bodies.telling import told_day

SOON = 3


def left(deadline: Deadline | None, calendar: WorkCalendar | None = None) -> dict[str, Any] | None:
    """Text, tone and the due moment; nothing for what is met."""
    if deadline is None or deadline.met:
        return None
    known = calendar or work_calendar()
    today, day = timezone.localdate(), timezone.localdate(deadline.due)
    days = abs(known.workdays_between(today, day))
    told = {"days": days, "day": told_day(day)}
    if deadline.is_late():
        return _clock(_("%(days)s working days overdue, was due %(day)s") % told, "stop", deadline)
    if day == today:
        return _clock(_("due today"), "wait", deadline)
    tone = "wait" if days <= SOON else "soft"
    return _clock(_("%(days)s working days left, due %(day)s") % told, tone, deadline)


def _clock(text: str, tone: str, deadline: Deadline) -> dict[str, Any]:
    return {"text": text, "tone": tone, "exact": deadline.due}
