"""A proposer's own desk: drafts, what waits for an answer, every case with its state and clock."""

from datetime import timedelta
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.reference.calendar import WorkCalendar
from shangliang.core.http import asks, page
from shangliang.core.time import end_of
from shangliang.proposals.models import Assignment, AssignmentDeadline, Cosignature, Proposal
from shangliang.proposals.own import UNFINISHED, drafts_of, invitations_to, own_cases, page_of, ratings_due
from shangliang.proposals.ruleset import proposal_rules
from shangliang.proposals.telling import told_clock, told_left, told_number
from shangliang.proposals.views.writing import writes

TONES = {
    "returned": "wait",
    "rework": "wait",
    "replied": "wait",
    "closed": "good",
    "archived": "good",
    "not_filed": "stop",
}
MOST_WAITING = 20
Row = dict[str, Any]


@asks(writes)
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What I write, what waits for me, what became of my cases."""
    calendar = work_calendar()
    cases = own_cases(request.user).exclude(state__in=UNFINISHED)
    found = page_of(with_clocks(cases), request.GET.get("before", ""))
    context = {
        "drafts": [draft_row(one) for one in drafts_of(request.user)[:50]],
        "invitations": invitation_rows(request.user),
        "ratings": rating_rows(request.user, calendar),
        "rows": [case_row(one, request.user, calendar) for one in found.rows],
        "next": found.next,
        "actions": [
            {"url": reverse("proposals:draft"), "label": _("Write a proposal"), "primary": True},
            {"url": reverse("proposals:signatures"), "label": _("Signatures")},
        ],
    }
    return page(request, "proposals/mine.html", context)


def with_clocks(rows: Any) -> Any:
    """The rows with who answers them and by when."""
    current = Assignment.objects.current().select_related("unit")  # seen: as their case
    current = current.prefetch_related("deadlines").order_by("id")
    return rows.select_related("author", "collective", "body").prefetch_related(
        Prefetch("assignments", current)
    )


def draft_row(one: Proposal) -> Row:
    """An unfinished proposal, as ui/list_item.html shows it."""
    is_written = one.state != Proposal.State.COSIGNING
    return {
        "title": str(one),
        "href": reverse("proposals:edit" if is_written else "proposals:show", args=[one.pk]),
        "meta": [str(one.body), one.get_kind_display()],
        "badges": [_badge(one)],
    }


def _badge(one: Proposal) -> Row:
    return {"label": one.get_state_display(), "tone": TONES.get(one.state, "soft")}


def invitation_rows(user: Any) -> list[Row]:
    """Invitations waiting for a person, as ui/list_item.html shows them."""
    return [_invitation(one) for one in invitations_to(user)[:MOST_WAITING]]


def _invitation(one: Cosignature) -> Row:
    is_short = one.expires - timezone.now() < timedelta(hours=6)
    clock = {"text": told_left(one.expires), "tone": "wait" if is_short else "", "exact": one.expires}
    return {
        "title": str(one.proposal),
        "href": reverse("proposals:show", args=[one.proposal_id]),
        "meta": [_("asked by %(name)s") % {"name": one.proposal.author}, str(one.proposal.body)],
        "clock": clock,
    }


def rating_rows(user: Any, calendar: WorkCalendar) -> list[Row]:
    """Replies that wait for a person's judgement, with the days left."""
    due = list(ratings_due(user)[:MOST_WAITING])
    bodies = {one.proposal.body_id: one.proposal.body for one in due}
    days = {pk: proposal_rules(body).values.rating_days for pk, body in bodies.items()}
    return [_rating_row(one, calendar, days[one.proposal.body_id]) for one in due]


def _rating_row(one: Assignment, calendar: WorkCalendar, days: int) -> Row:
    sent = [r.delivered for r in one.replies.all() if r.round == one.round and r.delivered]
    row = {
        "title": str(one.proposal),
        "href": reverse("proposals:rate", args=[one.pk]),
        "meta": [told_number(one.proposal.number), str(one.unit)],
    }
    if not sent:
        return row
    until = end_of(calendar.add_workdays(timezone.localdate(sent[0]), days))
    tone = "stop" if until < timezone.now() else "wait"
    return {**row, "clock": {"text": told_left(until), "tone": tone, "exact": until}}


def case_row(one: Proposal, user: Any, calendar: WorkCalendar) -> Row:
    """A case of one's own, as ui/list_item.html shows it."""
    role = "" if one.author_id == user.pk else _("signed by me")
    role = str(one.collective) if one.collective else role
    number = told_number(one.number)
    serial = _("serial %(number)s") % {"number": told_number(one.serial)} if one.serial else ""
    units = "、".join(str(a.unit) for a in one.assignments.all())
    return {
        "title": str(one),
        "href": reverse("proposals:show", args=[one.pk]),
        "meta": [part for part in (number or serial, one.get_kind_display(), role, units) if part],
        "badges": [_badge(one)],
        "clock": _clock(one, calendar),
    }


def _clock(one: Proposal, calendar: WorkCalendar) -> Any:
    """The nearest running deadline for an answer."""
    kinds = (AssignmentDeadline.Kind.REPLY, AssignmentDeadline.Kind.OPINION)
    clocks = [d for a in one.assignments.all() for d in a.deadlines.all() if d.kind in kinds and not d.met]
    return told_clock(min(clocks, key=lambda d: d.due), calendar) if clocks else None
