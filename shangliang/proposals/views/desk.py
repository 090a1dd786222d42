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
from shangliang.core.http import asks, page
from shangliang.proposals.desks import office, paging
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
    found = paging.stretch(
        _rows(queue, request.user, body, filters), queue.since, request.GET.get("after", "")
    )
    context = {
        "body": body,
        "queue": queue,
        "tabs": show.tabs_of(office.QUEUES, queue, office.counts(body), reverse("proposals:desk")),
        "rows": [_row(frame, queue, one, filters) for one in found.rows],
        "next_page": _address(queue, filters, after=found.cursor) if found.cursor else "",
        "first_page": _address(queue, filters) if request.GET.get("after") else "",
        "filters": show.filter_fields(body, frame, filters),
        "is_filtered": bool(filters.as_query()),
        "start": _start(queue, filters) if found.rows and not queue.of_assignments else "",
        "bulk": BULKS.get(queue.bulk[0]) if queue.bulk else None,
    }
    return page(request, "proposals/desk/office.html", context)


def _rows(queue: office.Queue, user: Any, body: Body, filters: show.Filters) -> Any:
    if queue.of_assignments:
        return office.assignments(queue, user, body).filter(**filters.conditions("proposal__"))
    return office.cases(queue, user, body).filter(**filters.conditions())


def _row(frame: show.Frame, queue: office.Queue, one: Any, filters: show.Filters) -> show.Row:
    if queue.of_assignments:
        href = show.address("supervision_case", one.pk, queue=queue.name)
        return show.assignment_row(frame, one, href, tick=bool(queue.bulk))
    href = show.address("desk_case", one.pk, queue=queue.name, **filters.as_query())
    row = show.case_row(frame, one, queue.since, href, tick=bool(queue.bulk))
    is_to_publish = queue.publicity and queue.name != "archive"
    return {**row, "clock": show.publish_by(frame, getattr(one, queue.since))} if is_to_publish else row


def _address(queue: office.Queue, filters: show.Filters, after: str = "") -> str:
    return show.address("desk", queue=queue.name, **filters.as_query(), after=after)


def _start(queue: office.Queue, filters: show.Filters) -> str:
    return show.address("desk_next", queue=queue.name, **filters.as_query())


@asks(in_some_office)
def next_case(request: HttpRequest) -> HttpResponse:
    """On to the longest waiting free case of a queue, behind the one skipped; else back to the desk."""
    queue = office.queue_named(request.GET.get("queue", ""))
    body = show.desk_body(request.user, *OFFICE_ROLES)
    filters = show.filters_of(request)
    if not queue.of_assignments:
        rows = _rows(queue, request.user, body, filters)
        found = office.next_free(rows, queue.since, request.user, request.GET.get("after", ""))
        if found is not None:
            return redirect(show.address("desk_case", found.pk, queue=queue.name, **filters.as_query()))
        messages.info(request, _("Nothing more is waiting in this queue."))
    return redirect(_address(queue, filters))
