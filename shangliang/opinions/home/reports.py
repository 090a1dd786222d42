"""What the information reports put on the homes: queues of the desk, one's own, what leaders are to read."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body
from shangliang.bodies.telling import told_day
from shangliang.core.homes import Choice, Home, Part, Queues, Rows, Visit, home_part, own_place
from shangliang.opinions import desks
from shangliang.opinions.desks_reports import urgent_of_reports
from shangliang.opinions.models import Dispatch, Report, Result
from shangliang.opinions.queries_reports import host_of, is_informant_somewhere, leaves_of, to_read

OWN, TO_READ, DIRECTED = 4, 5, 8


@home_part(Home.OFFICE, order=30)
def report_desk(visit: Visit) -> Iterator[Part]:
    """Reports that wait for the office. One query."""
    desk = reverse("opinions:report_desk")
    yield Queues("reports", _("Information reports"), _rows(urgent_of_reports(visit.user, visit.body), desk))


def _rows(found: list[tuple[desks.Queue, int]], desk: str) -> list[dict[str, Any]]:
    return [
        {
            "label": queue.label,
            "count": count,
            "href": f"{desk}?queue={queue.name}",
            "urgent": count > 0 and queue.name == "urgent",
        }
        for queue, count in found
    ]


@home_part(Home.MEMBER, order=40)
def own_reports(visit: Visit) -> Iterator[Part]:
    """The newest of one's own, each with how far it has come."""
    rows = _own(visit)
    if rows:
        more = reverse("opinions:reports")
        yield Rows(
            "reports",
            _("My information reports"),
            rows,
            more=more,
            more_label=_("All of them"),
            is_beside=True,
        )


@own_place
def body_of_informant(user: Any) -> Body | None:
    """The body that asked somebody to report, the latest of several."""
    leave = leaves_of(user).last() if user.is_authenticated else None
    return leave.body if leave else None


@home_part(Home.PUBLIC, order=5)
def desk_of_informants(visit: Visit) -> Iterator[Part]:
    """Contact points and invited informants hold no post; the way to their desk is the first they see."""
    if not is_informant_somewhere(visit.user):
        return
    desk = reverse("opinions:reports")
    text = _("One matter, one report; it saves itself, and you read what became of it.")
    yield Choice(_("Write a report"), text, reverse("opinions:report_begin"), is_first=True)
    yield Rows(
        "reports",
        _("My information reports"),
        _own(visit),
        more=desk,
        more_label=_("All of them"),
        empty_title=_("No report yet"),
        empty_text=_("Each report of yours stands here with what became of it, up to the highest level."),
    )


def _own(visit: Visit) -> list[dict[str, Any]]:
    mine = Report.objects.desk_of(visit.user).select_related("body", "combined_into")
    return [_mine(one) for one in mine.order_by("-id")[:OWN]]


def _mine(one: Report) -> dict[str, Any]:
    name = "report_edit" if one.state == Report.State.DRAFT else "report"
    return {
        "title": str(one),
        "href": reverse(f"opinions:{name}", args=[one.pk]),
        "meta": [part for part in (one.number, host_of(one).get_state_display()) if part],
    }


@home_part(Home.LEADER, order=20)
def reports_for_leaders(visit: Visit) -> Iterator[Part]:
    """Reports sent to party and government on which nobody has written yet, and one's own instructions that wait."""
    waiting = to_read(visit.user).filter(report__body=visit.body).select_related("report__issue__periodical")
    found = [_to_read(one) for one in waiting.order_by("-report__is_urgent", "-id")[:TO_READ]]
    more = reverse("opinions:reports_received")
    if found:
        yield Rows("to_read", _("Reports to read"), found, more=more, more_label=_("All that was sent"))
    directed = Result.objects.directed_by(visit.user).filter(report__body=visit.body)
    directed = directed.exclude(report__state=Report.State.CLOSED).select_related("report", "dispatch")
    rows = [_directed(one) for one in directed.order_by("-day", "-id")[:DIRECTED]]
    if rows:
        yield Rows("report_directions", _("Your instructions on reports, awaiting what came of them"), rows)


def _to_read(one: Dispatch) -> dict[str, Any]:
    badges = [{"label": _("urgent"), "tone": "stop"}] if one.report.is_urgent else []
    return {
        "title": one.report.shown_title(),
        "href": reverse("opinions:report_received", args=[one.pk]),
        "meta": [str(one.report.issue), told_day(timezone.localdate(one.sent))],
        "badges": badges,
    }


def _directed(one: Result) -> dict[str, Any]:
    return {
        "title": one.report.shown_title(),
        "href": reverse("opinions:report_received", args=[one.dispatch_id]),
        "text": one.instruction,
        "meta": [told_day(one.day)],
    }
