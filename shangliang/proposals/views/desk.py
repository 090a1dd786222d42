"""The office's desk: its queues, and the way from one case to the next."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.bodies.rules import has_post
from shangliang.core import paging
from shangliang.core.http import asks, page
from shangliang.ledger.kept import keeper_for
from shangliang.proposals.desks import office
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.bulk import BULKS

in_some_office = has_post(*OFFICE_ROLES, otherwise=gettext_lazy("Only the office of a body has this desk."))


@asks(in_some_office)
def index(request: HttpRequest) -> HttpResponse:
    """One queue, longest waiting first, with the counts of all."""
    body = show.desk_body(request.user, *OFFICE_ROLES)
    queue = office.queue_named(request.GET.get("queue", ""))
    filters = show.filters_of(request)
    frame = show.frame_of(request.user, body)
    found = _stretch(queue, body, filters, request.GET.get("after", ""))
    rows = [_row(frame, queue, one, filters) for one in found.rows]
    context = {
        "body": body,
        "queue": queue,
        "tabs": show.tabs_of(office.QUEUES, queue, _counts(body), reverse("proposals:desk")),
        "rows": rows,
        "next_page": _address(queue, filters, after=found.cursor) if found.cursor else "",
        "first_page": _address(queue, filters) if request.GET.get("after") else "",
        "filters": show.filter_fields(body, frame, filters),
        "whole": show.address("desk", queue=queue.name) if filters.as_query() else "",
        "start": _start(queue, filters, rows),
        "bulk": BULKS.get(queue.bulk[0]) if queue.bulk else None,
    }
    return page(request, "proposals/desk/office.html", context)


def _counts(body: Body) -> dict[str, int]:
    """Kept until something is done in the body, and never longer than a minute."""
    return keeper_for(body.pk).keep("desk", lambda: office.counts(body))


def _stretch(queue: office.Queue, body: Body, filters: show.Filters, after: str) -> paging.Stretch[Any]:
    if after or filters.as_query() or queue.of_assignments:
        return paging.stretch(_rows(queue, body, filters), queue.since, after)
    return office.first_cases(queue, body)


def _rows(queue: office.Queue, body: Body, filters: show.Filters) -> Any:
    if queue.of_assignments:
        return office.assignments(queue, body).filter(**filters.conditions("proposal__"))
    return office.cases(queue, body).filter(**filters.conditions())


def _row(frame: show.Frame, queue: office.Queue, one: Any, filters: show.Filters) -> show.Row:
    if queue.of_assignments:
        href = show.address("supervision_case", one.pk, queue=queue.name)
        return show.assignment_row(frame, one, href, tick=bool(queue.bulk))
    href = show.address("desk_case", one.pk, queue=queue.name, **filters.as_query())
    row = show.case_row(frame, one, queue.since, href, tick=bool(queue.bulk))
    return {**row, "clock": show.queue_clock(frame, queue, one)}


def _address(queue: office.Queue, filters: show.Filters, after: str = "") -> str:
    return show.address("desk", queue=queue.name, **filters.as_query(), after=after)


def _start(queue: office.Queue, filters: show.Filters, rows: list[show.Row]) -> str:
    """Where one begins to work through a queue: at its first free case, or at its first assignment."""
    if not rows or queue.of_assignments:
        return rows[0]["href"] if rows else ""
    return show.address("desk_next", queue=queue.name, **filters.as_query())


@asks(in_some_office)
def next_case(request: HttpRequest) -> HttpResponse:
    """On to the longest waiting free case of a queue, behind the one skipped; else back to the desk."""
    queue = office.queue_named(request.GET.get("queue", ""))
    body = show.desk_body(request.user, *OFFICE_ROLES)
    filters = show.filters_of(request)
    if not queue.of_assignments:
        rows = _rows(queue, body, filters)
        found = office.next_free(rows, queue.since, request.user, request.GET.get("after", ""))
        if found is not None:
            return redirect(show.address("desk_case", found.pk, queue=queue.name, **filters.as_query()))
        messages.info(request, _("Nothing more is waiting in this queue."))
    return redirect(_address(queue, filters))
