"""The proposals' dates in a person's calendar: due days of units and of one's cases, invitations to sign."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts.models import User
from shangliang.bodies.queries import units_of
from shangliang.notices.calendars import Entry, declare_calendar
from shangliang.proposals.models import AssignmentDeadline, Cosignature, Proposal

MOST = 500
ENDED = ("rerouted", "recalled")


def declare_dates() -> None:
    """Called when the app is ready."""
    declare_calendar(dates_of)


def dates_of(person: User) -> Iterator[Entry]:
    """What is open: by when one's unit must act, by when one's cases are answered, until when one may sign."""
    yield from _due_days(person)
    yield from _signing(person)


def _due_days(person: User) -> Iterable[Entry]:
    units = units_of(person)
    mine = Q(assignment__unit_id__in=units) | Q(assignment__proposal__in=_own_cases(person))
    mine |= Q(assignment__proposal__in=_hosts(_own_cases(person)))
    rows = AssignmentDeadline.objects.filter(mine, met__isnull=True, paused__isnull=True)
    rows = rows.exclude(assignment__state__in=ENDED).select_related(
        "assignment__proposal", "assignment__unit"
    )
    for clock in rows.order_by("due")[:MOST]:
        is_duty = clock.assignment.unit_id in units
        if is_duty or clock.kind in (clock.Kind.REPLY, clock.Kind.FOLLOW_UP):
            yield _due_day(clock, is_duty)


def _own_cases(person: User) -> "QuerySet[Any, Any]":
    signed = Cosignature.objects.filter(user=person, state=Cosignature.State.SIGNED).values("proposal_id")
    return Proposal.objects.filter(Q(author=person) | Q(pk__in=signed)).values("pk")


def _hosts(cases: "QuerySet[Any, Any]") -> "QuerySet[Any, Any]":
    """The cases into which these were merged: their reply answers these as well."""
    return cases.filter(merged_into__isnull=False).values("merged_into_id")


def _due_day(clock: AssignmentDeadline, is_duty: bool) -> Entry:
    told = {
        "what": AssignmentDeadline.Kind(clock.kind).label,
        "title": clock.assignment.proposal.title,
        "unit": clock.assignment.unit,
    }
    title = _("Due: %(what)s – %(title)s") if is_duty else _("%(unit)s: %(what)s due – %(title)s")
    page = "proposals:unit_case" if is_duty else "proposals:show"
    pk = clock.assignment_id if is_duty else clock.assignment.proposal_id
    day = timezone.localdate(clock.due)
    return Entry(f"due-{clock.pk}", title % told, day, day, reverse(page, args=[pk]))


def _signing(person: User) -> Iterable[Entry]:
    rows = Cosignature.objects.filter(
        user=person, state=Cosignature.State.INVITED, expires__gt=timezone.now(), proposal__state="cosigning"
    )
    for one in rows.select_related("proposal").order_by("expires")[:MOST]:
        title = _("Last moment to sign: %(title)s") % {"title": one.proposal.title}
        href = reverse("proposals:show", args=[one.proposal_id])
        yield Entry(f"sign-{one.pk}", title, one.expires, one.expires, href)
