"""The office's desk: what waits, one word with everything the office may know, and the decision beside it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shangliang.bodies.deadlines import work_calendar
from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES, posts_of
from shangliang.bodies.rules import has_post
from shangliang.bodies.telling import named, told_day, told_moment
from shangliang.core.http import asks, page
from shangliang.core.paging import stretch
from shangliang.core.redaction import marked, with_names
from shangliang.core.text import excerpt
from shangliang.ledger import deciding
from shangliang.ledger.flow import Flow
from shangliang.ledger.http import say_done
from shangliang.ledger.kept import keeper_for
from shangliang.opinions import clocked, desks, flows, queries
from shangliang.opinions.forms import FOR_ACT, FOR_REFERRAL_ACT
from shangliang.opinions.loading import load_parts
from shangliang.opinions.models import Referral, Suggestion
from shangliang.opinions.narrowing import Filters, filters_in
from shangliang.opinions.ruleset import OpinionRules, opinion_rules
from shangliang.opinions.similar import for_the_office as for_the_office_alike
from shangliang.opinions.timeline import acts_of, for_the_office
from shangliang.opinions.views.drawn import QUEUE, drawn_once
from shangliang.opinions.views.following import behind, go_on, in_queue
from shangliang.opinions.views.narrowing import chips_of, fields_of
from shangliang.opinions.views.suggested import suggested_rows

in_some_office = has_post(*OFFICE_ROLES, otherwise=gettext_lazy("Only offices have this desk."))
# The acts of this desk with their keys, in the order in which they are offered.
KEYS = {
    "forward": "f",
    "answer": "a",
    "decline": "x",
    "merge": "m",
    "turn_into_report": "i",
    "sort": "s",
    "offer": "o",
    "hand_over": "h",
    "withdraw_offer": "w",
    "take_from_hotline": "t",
    "reconsider": "e",
    "separate": "u",
    "publish": "p",
    "keep_back": "k",
    "hide": "d",
    "unhide": "i",
    "uphold": "l",
}
REFERRAL_KEYS = {"remind": "n", "recall": "y"}


def desk_body(user: Any, *roles: str) -> Body:
    """The body of the post one acts in at this desk."""
    return next(post.body for post in posts_of(user) if post.role in roles)


@asks(in_some_office)
def index(request: HttpRequest) -> HttpResponse:
    """One queue, the longest waiting first, with the counts of all."""
    body = desk_body(request.user, *OFFICE_ROLES)
    queue = desks.queue_named(desks.OFFICE, request.GET.get("queue", ""))
    after, address, filters = request.GET.get("after", ""), reverse("opinions:desk"), filters_in(request.GET)
    rows = _narrowed(request, body, filters)
    key, keeper = ("words at the office", queue.name, after, filters), keeper_for(body.pk)
    found, asked = desks.office_counts(body, keeper, filters), filters.as_query()
    context = {
        "body": body,
        "queue": queue,
        "start": in_queue("opinions:desk_first", queue.name, **asked) if found[queue.name] else "",
        "tabs": desks.tabs(desks.OFFICE, queue, found, address, **asked),
        "listed": drawn_once(keeper, key, QUEUE, lambda: _listed(body, queue, rows, filters, after)),
    }
    return page(request, "opinions/desk/index.html", context)


def _listed(body: Body, queue: desks.Queue, rows: Any, filters: Filters, after: str) -> dict[str, Any]:
    found = stretch(rows.filter(queue.holds).prefetch_related("deadline"), queue.since, after)
    calendar, values, url = work_calendar(), opinion_rules(body).values, reverse("opinions:desk")
    shown = [_row(one, queue, calendar, values, filters) for one in found.rows]
    told = desks.listed(queue, shown, url, found.cursor, after, **filters.as_query())
    return {**told, "fields": fields_of(filters, values), "chips": chips_of(filters, values, url, queue)}


def _row(
    one: Suggestion, queue: desks.Queue, calendar: Any, values: OpinionRules, filters: Filters
) -> dict[str, Any]:
    meta = [one.number, values.told_category(one.category), one.place, told_moment(one.received)]
    badges = [{"label": one.get_kind_display(), "tone": "soft"}] if one.kind == Suggestion.Kind.CLUE else []
    if one.round > 1:
        badges.append({"label": _("second round"), "tone": "wait"})
    return {
        "title": excerpt(one.text, 60),
        "href": in_queue("opinions:desk_case", queue.name, one.pk, **filters.as_query()),
        "meta": [part for part in meta if part],
        "badges": badges,
        "clock": clocked.left(one.deadline, calendar),
    }


@asks(in_some_office)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """Read and decide."""
    body = desk_body(request.user, *OFFICE_ROLES)
    suggestion = desks.office_word(request.user, body, pk)
    if suggestion is None:
        raise Http404
    if request.method != "POST":
        return _show(request, suggestion, None)
    name, running = request.POST.get("act", ""), queries.running_referral(suggestion)
    flow: Flow[Any] = flows.referrals if running and name in REFERRAL_KEYS else flows.suggestions
    case, forms = (running, FOR_REFERRAL_ACT) if flow is flows.referrals else (suggestion, FOR_ACT)
    refused = deciding.attempt(request, flow, forms, case or suggestion, name)
    if refused is not None:
        suggestion.refresh_from_db()
        return _show(request, suggestion, refused)
    say_done(request, flow.acts[name])
    return _onward(request, body, pk)


def _onward(request: HttpRequest, body: Body, pk: int) -> HttpResponse:
    """On to the next of the queue one works through, once this word has left it; else here again."""
    name, filters = request.GET.get("queue", ""), filters_in(request.GET)
    queue, rows = desks.queue_named(desks.OFFICE, name), _narrowed(request, body, filters)
    if not name or rows.filter(queue.holds, pk=pk).exists():
        return redirect(in_queue("opinions:desk_case", name, pk, **filters.as_query()))
    return _to(request, behind(rows, queue, pk), queue, filters)


@asks(in_some_office)
def next_word(request: HttpRequest, pk: int = 0) -> HttpResponse:
    """The word behind this one in a queue; without one, the first."""
    queue = desks.queue_named(desks.OFFICE, request.GET.get("queue", ""))
    filters = filters_in(request.GET)
    rows = _narrowed(request, desk_body(request.user, *OFFICE_ROLES), filters)
    return _to(request, behind(rows, queue, pk), queue, filters)


def _narrowed(request: HttpRequest, body: Body, filters: Filters) -> Any:
    return desks.office_rows(request.user, body).filter(filters.condition([body.pk]))


def _to(request: HttpRequest, found: int | None, queue: desks.Queue, filters: Filters) -> HttpResponse:
    return go_on(request, found, queue, "opinions:desk_case", "opinions:desk", **filters.as_query())


def _show(request: HttpRequest, suggestion: Suggestion, refused: deciding.Refused | None) -> HttpResponse:
    load_parts(suggestion)
    handled = (one for one in suggestion.referrals.all() if one.state == Referral.State.HANDLING)
    running = next(handled, None)
    board = deciding.board(request.user, flows.suggestions, FOR_ACT, suggestion)
    own = deciding.board(request.user, flows.referrals, FOR_REFERRAL_ACT, running) if running else None
    queue, asked = request.GET.get("queue", ""), filters_in(request.GET).as_query()
    context = {
        "suggestion": suggestion,
        "desk": in_queue("opinions:desk", queue, **asked),
        "skip": in_queue("opinions:desk_next", queue, suggestion.pk, **asked) if queue else "",
        "running": running,
        "referrals": suggestion.referrals.all(),
        "passages": marked(suggestion.text, with_names),
        "facts": _facts(suggestion),
        "clock": clocked.left(suggestion.deadline),
        "unit_clock": clocked.left(running.deadline) if running else None,
        "photos": suggestion.photos.all(),
        "ratings": suggestion.ratings.all(),
        "merged": suggestion.merged.all(),
        "panels": board.panels(KEYS, refused),
        "unit_panels": own.panels(REFERRAL_KEYS, refused) if own else [],
        "closed": board.closed(KEYS),
        "refused": refused,
        "entries": for_the_office(acts_of(suggestion)),
        "similar": for_the_office_alike(request.user, suggestion),
        "suggested": suggested_rows(suggestion),
        "handovers": suggestion.handovers.all(),
        "appeals": suggestion.appeals.all(),
        "disclosures": suggestion.disclosures.all(),
    }
    return page(request, "opinions/desk/case.html", context, status=refused.status if refused else 200)


def _facts(one: Suggestion) -> list[dict[str, Any]]:
    values = opinion_rules(one.body).values
    refusing = values.reason_coded(one.decision_reason)
    rows = [
        (_("receipt number"), one.number),
        (_("state"), one.get_state_display()),
        (_("what it is"), one.get_kind_display()),
        (_("category"), values.told_category(one.category)),
        (_("place"), one.place),
        (_("received on"), told_moment(one.received)),
        (_("came by"), one.get_channel_display()),
        (_("in what way"), one.get_way_display()),
        (_("publication"), one.get_publicity_display()),
        (_("answered on"), told_day(timezone.localdate(one.answered_at)) if one.answered_at else ""),
        (_("reason"), named(refusing) if refusing else one.decision_reason),
        (_("what the citizen can do next"), one.next_step),
        (_("why it is not public"), one.hidden_reason),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]
