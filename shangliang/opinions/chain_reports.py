"""The way of one report, as its chain strip shows it."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from shangliang.bodies.telling import told_day
from shangliang.ledger.chains import Step, Way
from shangliang.opinions.models import Report
from shangliang.opinions.queries_reports import host_of

State = Report.State
_NOW = {
    State.DRAFT: 0,
    State.SUBMITTED: 1,
    State.KEPT: 1,
    State.EDITING: 2,
    State.COMBINED: 2,
    State.CHECKED: 3,
    State.SIGNED: 3,
    State.ISSUED: 4,
    State.SENT: 5,
    State.CLOSED: 6,
}


def chain_of(report: Report) -> list[Step]:
    """The steps in order; one that was not used has none after its end."""
    host = host_of(report)
    if host.state in (State.NOT_USED, State.WITHDRAWN):
        ended = Step(host.get_state_display(), "stop")
        return [Step(pgettext("report", "handed in"), "done", _day(report.submitted)), ended]
    now = _NOW[State(host.state)]
    steps = [
        (pgettext("report", "handed in"), report.submitted),
        (_("read by the office"), None),
        (pgettext("report", "edited"), None),
        (_("checked and signed"), None),
        (pgettext("report", "issued"), host.issued),
        (_("sent, with what became of it"), None),
        (_("feedback"), None),
    ]
    return [_step(place, now, *one) for place, one in enumerate(steps)]


def way_of(pk: int) -> Way | None:
    """How far a report has come, for the citizen out of whose word it grew: no addressee, no words of leaders."""
    report = Report.objects.filter(pk=pk).select_related("combined_into").first()
    if report is None:
        return None
    host = host_of(report)
    if host.state in (State.NOT_USED, State.WITHDRAWN):
        return Way((Step(host.get_state_display(), "stop"),), is_over=True)
    return Way((_issued(host), *_outcomes(host), _told(host)), is_over=host.state == State.CLOSED)


def _issued(host: Report) -> Step:
    state = "done" if _NOW[State(host.state)] >= _NOW[State.ISSUED] else "now"
    return Step(pgettext("report", "issued"), state, _day(host.issued))


def _outcomes(host: Report) -> Iterator[Step]:
    for one in host.results.filter(is_credited=True).order_by("id"):
        told = {"level": one.get_level_display(), "outcome": one.get_outcome_display()}
        yield Step(_("%(level)s: %(outcome)s") % told, "done", told_day(one.day))


def _told(host: Report) -> Step:
    """The last step: whoever spoke reads what became of it."""
    if host.state == State.CLOSED:
        return Step(_("feedback"), "done", "", "#answer")
    return Step(_("feedback"), "now" if _NOW[State(host.state)] >= _NOW[State.ISSUED] else "todo")


def _step(place: int, now: int, label: str, moment: datetime | None) -> Step:
    is_last_and_done = place == now == max(_NOW.values())
    state = "done" if place < now or is_last_and_done else "now" if place == now else "todo"
    return Step(label, state, _day(moment) if state == "done" else "")


def _day(moment: datetime | None) -> str:
    return told_day(timezone.localdate(moment)) if moment else ""
