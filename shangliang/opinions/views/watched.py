"""The supervision office's view of words with units: what is being handled, what is late, and reminding by hand."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Post
from shangliang.bodies.rules import has_post
from shangliang.bodies.telling import told_day
from shangliang.core.http import asks, page
from shangliang.core.paging import OLDEST, stretch
from shangliang.core.text import excerpt
from shangliang.ledger.http import act_page
from shangliang.opinions import clocked, desks, flows
from shangliang.opinions.models import Referral

in_some_supervision = has_post(
    Post.Role.SUPERVISOR, otherwise=gettext_lazy("Only supervision offices have this desk.")
)


@asks(in_some_supervision)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """One queue of all units, the oldest first, with the counts of all."""
    queue = desks.queue_named(desks.WATCHED, request.GET.get("queue", ""))
    rows = Referral.objects.visible_to(request.user).watched_by(request.user)
    waiting = rows.filter(queue.holds).select_related("deadline", "suggestion", "unit")
    found = stretch(waiting, OLDEST, request.GET.get("after", ""))
    calendar, address = work_calendar(), reverse("opinions:watched")
    context = {
        "queue": queue,
        "tabs": desks.tabs(desks.WATCHED, queue, desks.counts(rows, desks.WATCHED), address),
        "rows": [_row(one, calendar) for one in found.rows],
        "next_page": f"{address}?queue={queue.name}&after={found.cursor}" if found.cursor else "",
        "first_page": f"{address}?queue={queue.name}" if request.GET.get("after") else "",
    }
    return page(request, "opinions/unit/watched.html", context)


def _row(one: Referral, calendar: Any) -> dict[str, Any]:
    is_open = one.state == Referral.State.HANDLING
    return {
        "title": excerpt(one.text, 60),
        "href": reverse("opinions:watched_perform", args=[one.pk, "remind"]) if is_open else "",
        "meta": [one.suggestion.number, str(one.unit), told_day(timezone.localdate(one.sent))],
        "clock": clocked.left(one.deadline, calendar),
    }


@asks(in_some_supervision)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Reminding a unit, on a page of its own."""
    rows = (
        Referral.objects.visible_to(request.user)
        .watched_by(request.user)
        .select_related("suggestion__body", "unit")
    )
    referral = get_object_or_404(rows, pk=pk)
    return act_page(request, flows.referrals, {}, referral, name, back=reverse("opinions:watched"))
