"""Whether deadlines can be counted: is the calendar of the coming year known."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.bodies.calendar_pages import known_years
from shangliang.bodies.models import CalendarDay
from shangliang.core.health import GOOD, STOP, WAIT, Finding, health_check
from shangliang.core.time import today

_ANNOUNCED_BY = 12


@health_check("calendar", gettext_lazy("Calendar of working days"))
def calendar() -> Finding:
    """The holidays of this year are known, and in December those of the next."""
    this, coming = today().year, today().year + 1
    if not _is_known(this):
        return Finding(STOP, _("The days off of %(year)s are not known.") % {"year": this}, _enter(this))
    if _is_known(coming):
        return Finding(GOOD, _("The days off are known up to the end of %(year)s.") % {"year": coming})
    sentence = _("The days off of %(year)s are not known yet; deadlines there are provisional.")
    is_time = today().month >= _ANNOUNCED_BY
    return Finding(WAIT if is_time else GOOD, sentence % {"year": coming}, _enter(coming))


def _is_known(year: int) -> bool:
    return year in known_years() or CalendarDay.objects.filter(day__year=year).exists()


def _enter(year: int) -> str:
    sentence = _(
        "The State Council announces them late in the year before: enter the days of %(year)s on the "
        "calendar page, or install the new version."
    )
    return sentence % {"year": year}
