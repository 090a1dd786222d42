"""Pages for everybody: the tree of bodies, one body, its rules, the calendar."""

import re
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies import places
from shangliang.bodies.calendar_pages import known_years, odd_days
from shangliang.bodies.models import Body, Post, RuleSet
from shangliang.bodies.queries import current_term, session_of, topmost_body
from shangliang.bodies.rule_words import origin_words, told_origin
from shangliang.bodies.rules import administers, is_platform_admin, sees_people
from shangliang.bodies.rulesets import kind_label, origins, schemas
from shangliang.bodies.views.body_pages import of_body
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone, is_signed_in
from shangliang.core.time import today


@asks(anyone)
def index(request: HttpRequest) -> HttpResponse:
    """The tree from its top, or what a search by name finds."""
    text = request.GET.get("q", "").strip()
    found = places.search(text) if text else []
    context = {
        "text": text,
        "found": found[: places.MOST_FOUND],
        "is_more": len(found) > places.MOST_FOUND,
        "tree": [] if text else places.top_of_tree(),
    }
    return page(request, "bodies/index.html", context)


@of_body(anyone)
def show(request: HttpRequest, body: Body) -> HttpResponse:
    """What everybody may know of one body."""
    context = {
        "body_shown": body,
        "above": places.above(body),
        "below": places.below(body),
        "term": current_term(body),
        "session": session_of(body),
        "terms": places.terms_of(body),
        "collectives": places.collectives_of(body),
        "units": places.units_of(body),
        "kinds": [(kind, kind_label(kind)) for kind in sorted(schemas)],
        "may_manage": administers.holds(request.user, body) or sees_people.holds(request.user, body),
    }
    return page(request, "bodies/show.html", context)


@asks(is_signed_in)
@require_safe
def holder(request: HttpRequest, pk: int) -> HttpResponse:
    """Who holds a post, as fellow members know them; those who look after people go on to their page of the person."""
    related = ("user", "body", "unit", "collective", "membership__term", "membership__sector")
    rows = Post.objects.known_to(request.user).select_related(*related, "membership__committee")
    post = rows.filter(pk=pk).first()
    if post is None:
        raise NotVisible(_("Nobody of whom you may know holds such a post."))
    if sees_people.holds(request.user, post.body):
        return redirect("bodies:person", post.body_id, post.user_id)
    named = "/search/?" + urlencode({"q": f"“{post.user.name}”", "field": "name"})
    context = {"post": post, "membership": getattr(post, "membership", None), "named_href": named}
    return page(request, "bodies/holder.html", context)


@of_body(anyone)
def rules(request: HttpRequest, body: Body, kind: str) -> HttpResponse:
    """The rules of a kind on a day: each value, where it comes from, and what was set here when."""
    if kind not in schemas:
        raise NotVisible(_("There are no rules of this kind."))
    day = _day(request.GET.get("on", ""))
    rows = [
        {"label": one.label, "value": told_origin(kind, one), "origin": origin_words(one)}
        for one in origins(body, kind, day)
    ]
    history = (
        RuleSet.objects.visible_to(request.user).filter(body=body, kind=kind).order_by("-valid_from", "-id")
    )
    context = {
        "body_shown": body,
        "kind": kind,
        "label": kind_label(kind),
        "day": day,
        "rows": rows,
        "history": history,
        "may_change": administers.holds(request.user, body),
    }
    return page(request, "bodies/rules.html", context)


def _day(text: str) -> date:
    try:
        return parse_date(text) or today()
    except ValueError:
        return today()


@asks(anyone)
def calendar(request: HttpRequest) -> HttpResponse:
    """The days of a year that differ from the week: days off, make-up working days."""
    wanted = request.GET.get("year", "")
    year = int(wanted) if re.fullmatch(r"20\d\d", wanted, re.ASCII) else today().year
    context = {
        "year": year,
        "rows": odd_days(year),
        "is_known": year in known_years(),
        "years": sorted({*known_years(), today().year, today().year + 1}),
        "top": topmost_body() if is_platform_admin.holds(request.user, None) else None,
    }
    return page(request, "bodies/calendar.html", context)
