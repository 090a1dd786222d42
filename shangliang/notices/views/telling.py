"""How one is told: the matrix, the log of what was sent, and the link that ends mails without signing in."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from shangliang.accounts.http import person_of
from shangliang.accounts.middleware import open_early
from shangliang.accounts.views.account import tabs
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone, is_signed_in
from shangliang.notices import acts
from shangliang.notices.channels import is_printed
from shangliang.notices.forms import HabitForm, MatrixForm
from shangliang.notices.logs import PAGE, as_rows, outcome_tabs
from shangliang.notices.models import Delivery, Way
from shangliang.notices.queries import (
    choices_of,
    deliveries_in_care_of,
    habit_of,
    progress_of,
    topics_for,
)
from shangliang.notices.rules import reads_deliveries
from shangliang.notices.unsubscribing import read_token


@never_cache
@asks(is_signed_in)
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    """By which ways one hears of what, and when."""
    user, topics = person_of(request), topics_for(request.user)
    changed = {name: ways for (_pk, name), ways in choices_of([user.pk]).items()}
    matrix = MatrixForm(request.POST or None, topics=topics, changed=changed)
    habit = HabitForm(request.POST or None, habit=habit_of(user))
    if request.method == "POST" and matrix.is_valid() and habit.is_valid():
        acts.choose(user, topics, matrix.chosen(), **habit.habit())
        messages.success(request, _("Your choices were saved."))
        return redirect("notices:settings")
    context = {
        "matrix": matrix,
        "habit": habit,
        "ways": [{"label": way.label, "printed": is_printed(way)} for way in Way],
        "person": user,
        "tabs": tabs("notices:settings"),
        "reads_deliveries": reads_deliveries.holds(user, None),
    }
    status = 422 if request.method == "POST" else 200
    return page(request, "notices/settings.html", context, status=status)


@never_cache
@asks(is_signed_in)
@require_GET
def deliveries(request: HttpRequest) -> HttpResponse:
    """What was sent to oneself."""
    return _log(request, Delivery.objects.visible_to(request.user), is_own=True)


@never_cache
@asks(reads_deliveries)
@require_GET
def body_deliveries(request: HttpRequest) -> HttpResponse:
    """What was sent in the bodies one administers: to whom, how, when; never what it said."""
    return _log(request, deliveries_in_care_of(request.user), is_own=False)


def _log(request: HttpRequest, rows: Any, *, is_own: bool) -> HttpResponse:
    before, state = request.GET.get("before", ""), request.GET.get("state", "")
    progress = {} if is_own else progress_of(rows)
    if state in Delivery.State.values:
        rows = rows.filter(state=state)
    if before.isdigit():
        rows = rows.filter(pk__lt=int(before[:18]))
    shown = list(rows.select_related("person").order_by("-id")[: PAGE + 1])
    context = {
        "rows": as_rows(shown[:PAGE], is_own=is_own),
        "older": shown[PAGE - 1].pk if len(shown) > PAGE else None,
        "state": state,
        "states": list(Delivery.State),
        "tabs": outcome_tabs(state),
        "progress": [(Way(way).label, counts) for way, counts in progress.items()],
        "is_own": is_own,
    }
    return page(request, "notices/deliveries.html", context)


@open_early
@csrf_exempt
@never_cache
@asks(anyone)
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """One click ends a topic's mails: the token is the proof, so a mail program may send it without a session."""
    found = read_token(token)
    if found is None:
        return page(request, "notices/unsubscribe.html", {"is_known": False}, status=404)
    person, topic = found
    is_done = request.method == "POST" and acts.unsubscribe(person, topic)
    context = {"is_known": True, "topic": topic, "is_done": is_done}
    return page(request, "notices/unsubscribe.html", context)
