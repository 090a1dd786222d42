"""The queues of the editor's desk, and which of them wait for the office."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shangliang.bodies.models import Body
from shangliang.core.paging import NEWEST
from shangliang.opinions.desks import Queue, urgent_in
from shangliang.opinions.models import Report

State = Report.State
# Since when what stands in a queue waits: handed in, then issued.
HANDED_IN, ISSUED = "submitted", "issued"
BEFORE_ISSUE = (State.SUBMITTED, State.EDITING, State.CHECKED, State.SIGNED)

REPORTS: tuple[Queue, ...] = (
    Queue(
        "new",
        pgettext_lazy("queue of reports", "handed in"),
        Q(state=State.SUBMITTED),
        _("No report waits for a decision."),
        is_urgent=True,
        since=HANDED_IN,
    ),
    Queue(
        "urgent",
        _("urgent lane"),
        Q(is_urgent=True, state__in=BEFORE_ISSUE),
        _("Nothing is urgent."),
        is_urgent=True,
        since=HANDED_IN,
    ),
    Queue(
        "editing", _("being edited"), Q(state=State.EDITING), _("Nothing is being edited."), since=HANDED_IN
    ),
    Queue(
        "checked",
        _("to sign"),
        Q(state=State.CHECKED),
        _("Nothing waits for a signature."),
        is_urgent=True,
        since=HANDED_IN,
    ),
    Queue(
        "signed",
        _("to issue"),
        Q(state=State.SIGNED),
        _("Nothing waits for an issue."),
        is_urgent=True,
        since=HANDED_IN,
    ),
    Queue(
        "issued",
        _("to send"),
        Q(state=State.ISSUED),
        _("Everything issued was sent."),
        is_urgent=True,
        since=ISSUED,
    ),
    Queue("sent", _("awaiting feedback"), Q(state=State.SENT), _("Every author has feedback."), since=ISSUED),
    Queue("kept", _("kept for reference"), Q(state=State.KEPT), _("Nothing is kept."), since=NEWEST),
    Queue(
        "done",
        _("finished"),
        Q(state__in=[State.CLOSED, State.NOT_USED, State.COMBINED, State.WITHDRAWN]),
        _("Nothing is finished yet."),
        since=NEWEST,
    ),
)


def urgent_of_reports(user: Any, body: Body) -> list[tuple[Queue, int]]:
    """What waits for the office itself. One query."""
    waiting = (*BEFORE_ISSUE, State.ISSUED)
    return urgent_in(Report.objects.inside(user).filter(body=body, state__in=waiting), REPORTS)
