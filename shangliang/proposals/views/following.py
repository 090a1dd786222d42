"""From one assignment of a queue on to the one behind it, and back to its desk at the end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.core import paging
from shangliang.core.http import asks
from shangliang.proposals.desks import office, supervision, units
from shangliang.proposals.models import Assignment
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.distribution import DISTRIBUTORS, desk_of, distributes
from shangliang.proposals.views.units import in_some_unit

_SUPERVISED = {one.name for one in supervision.QUEUES if one.name != "distribution"}
_OF_OFFICE = {one.name for one in office.QUEUES if one.of_assignments}


@asks(in_some_unit)
def at_unit(request: HttpRequest, pk: int) -> HttpResponse:
    """The unit's next."""
    queue = units.queue_named(request.GET.get("queue", ""))
    found = _behind(units.assignments(queue, request.user), queue.since, pk)
    return _go(request, found, "unit_case", show.address("units", queue=queue.name), queue.name)


@asks(distributes)
def at_supervision(request: HttpRequest, pk: int) -> HttpResponse:
    """The next of the supervision office, or of the office in its queues of assignments."""
    body, name = show.desk_body(request.user, *DISTRIBUTORS), request.GET.get("queue", "")
    if name not in _SUPERVISED | _OF_OFFICE:
        return redirect(desk_of(request.user))
    queue = supervision.queue_named(name) if name in _SUPERVISED else office.queue_named(name)
    found = _behind(_rows(request.user, body, name), queue.since, pk)
    return _go(request, found, "supervision_case", desk_of_queue(request.user, name), name)


def _rows(user: Any, body: Body, name: str) -> Any:
    if name in _SUPERVISED:
        return supervision.assignments(supervision.queue_named(name), user, body)
    return office.assignments(office.queue_named(name), body)


def skip_at_supervision(pk: int, name: str) -> str:
    """The address of the next, for who came from a queue of assignments."""
    return show.address("supervision_next", pk, queue=name) if name in _SUPERVISED | _OF_OFFICE else ""


def desk_of_queue(user: Any, name: str) -> str:
    """The desk on which the person has this queue: the office its own, before the supervision office's."""
    if name in _OF_OFFICE and bodies_as(user, *OFFICE_ROLES):
        return show.address("desk", queue=name)
    return show.address("supervision", queue=name) if name in _SUPERVISED else desk_of(user)


def _behind(rows: Any, since: str, pk: int) -> Assignment | None:
    """The row behind this one in the order of waiting; behind the last, the first again."""
    here = rows.filter(pk=pk).first()
    others = rows.exclude(pk=pk)
    has_place = here is not None and (since in paging.BY_ROW or getattr(here, since))
    cursor = paging.cursor_of(here, since) if has_place else ""
    found: Assignment | None = paging.after(others, since, cursor).first()
    return found or (paging.after(others, since, "").first() if cursor else None)


def _go(request: HttpRequest, found: Assignment | None, page: str, desk: str, queue: str) -> HttpResponse:
    if found is None:
        messages.info(request, _("Nothing more is waiting in this queue."))
        return redirect(desk)
    return redirect(show.address(page, found.pk, queue=queue))
