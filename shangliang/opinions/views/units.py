"""The unit's desk: what was passed on to it, as the office passed it on, and the answer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.queries import UNIT_ROLES, posts_of, units_of
from shangliang.bodies.rules import has_post
from shangliang.bodies.telling import told_day
from shangliang.core.errors import Refusal
from shangliang.core.http import asks, page
from shangliang.core.paging import OLDEST, stretch
from shangliang.core.text import excerpt, whole_number
from shangliang.ledger import deciding
from shangliang.ledger.http import say_done
from shangliang.ledger.kept import keeper_for
from shangliang.opinions import acts, clocked, desks, flows
from shangliang.opinions.forms import FOR_REFERRAL_ACT
from shangliang.opinions.models import Photo, Referral
from shangliang.opinions.ruleset import opinion_rules
from shangliang.opinions.timeline import acts_of, for_the_unit
from shangliang.opinions.views.drawn import QUEUE, drawn_once

in_some_unit = has_post(*UNIT_ROLES, otherwise=gettext_lazy("Only units have this desk."))
KEYS = {"send_back": "r"}


@asks(in_some_unit)
def index(request: HttpRequest) -> HttpResponse:
    """One queue, the oldest first, with the counts of all."""
    queue = desks.queue_named(desks.UNITS, request.GET.get("queue", ""))
    post = next(post for post in posts_of(request.user) if post.role in UNIT_ROLES)
    after, address = request.GET.get("after", ""), reverse("opinions:units")
    rows = desks.unit_rows(request.user).filter(queue.holds)
    key = ("words at units", queue.name, after, tuple(sorted(units_of(request.user))))
    keeper = keeper_for(post.body_id)
    context = {
        "unit": post.unit,
        "queue": queue,
        "tabs": desks.tabs(desks.UNITS, queue, desks.unit_counts(request.user, keeper), address),
        "listed": drawn_once(keeper, key, QUEUE, lambda: _listed(queue, rows, address, after)),
    }
    return page(request, "opinions/unit/index.html", context)


def _listed(queue: desks.Queue, rows: Any, address: str, after: str) -> dict[str, Any]:
    waiting = rows.select_related("suggestion", "unit").prefetch_related("deadline")
    found, calendar = stretch(waiting, OLDEST, after), work_calendar()
    shown = [_row(one, calendar) for one in found.rows]
    return desks.listed(queue, shown, address, found.cursor, after)


def _row(one: Referral, calendar: Any) -> dict[str, Any]:
    badges = [{"label": _("second round"), "tone": "wait"}] if one.round > 1 else []
    return {
        "title": excerpt(one.text, 60),
        "href": reverse("opinions:unit_case", args=[one.pk]),
        "meta": [one.suggestion.number, str(one.unit), told_day(timezone.localdate(one.sent))],
        "badges": badges,
        "clock": clocked.left(one.deadline, calendar),
    }


def _referral(request: HttpRequest, pk: int) -> Referral:
    rows = Referral.objects.desk_of(request.user).select_related("suggestion__body", "unit", "deadline")
    found: Referral = get_object_or_404(rows, pk=pk)
    return found


@asks(in_some_unit)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """The text as the office passed it on, and the answer beside it."""
    referral = _referral(request, pk)
    if request.method != "POST":
        return _show(request, referral, None)
    name = request.POST.get("act", "")
    refused = deciding.attempt(request, flows.referrals, FOR_REFERRAL_ACT, referral, name)
    if refused is not None:
        return _show(request, referral, refused)
    say_done(request, flows.referrals.acts[name])
    return redirect("opinions:unit_case", pk=pk)


@asks(in_some_unit)
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is typed of an answer: quietly for the page that saves itself, or by its button."""
    referral = _referral(request, pk)
    if request.method != "POST":
        return redirect("opinions:unit_case", pk=pk)
    is_quiet = "application/json" in request.headers.get("Accept", "")
    version = request.POST.get("version", "")
    given = acts.save_answer.given(version=whole_number(version))
    try:
        given(referral, by=request.user, answer=request.POST.get("answer", ""))  # type: ignore[arg-type]
    except Refusal as refusal:
        if is_quiet:
            return JsonResponse({"reason": str(refusal.sentence)}, status=refusal.status)
        raise
    if is_quiet:
        return JsonResponse({"version": referral.version, "saved_at": timezone.now().isoformat()})
    messages.success(request, _("Saved."))
    return redirect("opinions:unit_case", pk=pk)


def _show(request: HttpRequest, referral: Referral, refused: deciding.Refused | None) -> HttpResponse:
    board = deciding.board(request.user, flows.referrals, FOR_REFERRAL_ACT, referral)
    is_open = any(one.act.spec.name == "reply" and one.is_open for one in board.offers)
    context = {
        "referral": referral,
        "editor": board.form("reply", refused) if is_open else None,
        "panels": board.panels(KEYS, refused),
        "closed": board.closed(KEYS),
        "refused": refused,
        "clock": clocked.left(referral.deadline),
        "photos": Photo.objects.visible_to(request.user).filter(suggestion_id=referral.suggestion_id),
        "facts": _facts(referral),
        "entries": for_the_unit(acts_of(referral.suggestion), referral.pk),
        "earlier": _earlier(referral),
    }
    return page(request, "opinions/unit/case.html", context, status=refused.status if refused else 200)


def _earlier(referral: Referral) -> str:
    """In the second round, the answer that did not help."""
    return referral.suggestion.answer if referral.round > 1 else ""


def _facts(one: Referral) -> list[dict[str, Any]]:
    """What a unit may know: days, never hours; nothing of who spoke or how it came."""
    values = opinion_rules(one.suggestion.body).values
    rows = [
        (_("receipt number"), one.suggestion.number),
        (_("passed on by"), str(one.suggestion.body)),
        (_("passed on"), told_day(timezone.localdate(one.sent))),
        (_("category"), values.told_category(one.suggestion.category)),
        (_("state"), one.get_state_display()),
        (_("note of the office"), one.note),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
