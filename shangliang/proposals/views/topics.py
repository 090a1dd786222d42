"""Hot topics on the office's desk: what came up together lately, each opening its cases."""

from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.core.errors import Conflict, Refusal
from shangliang.core.http import asks, page
from shangliang.core.time import today
from shangliang.insight.machine.endpoint import endpoint
from shangliang.insight.topics import Topic
from shangliang.insight.topics.course import Course, course_of
from shangliang.proposals import acts
from shangliang.proposals.models import Proposal
from shangliang.proposals.telling import told_day
from shangliang.proposals.topics import FEWEST, name_of, topic_named, topics_of
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.desk import in_some_office
from shangliang.proposals.views.summaries import decide_on_summary, passages_of, summary_of

# From how many standard deviations above the usual a topic is called sudden.
SUDDEN = 2.0
Cases = dict[int, Proposal]


@asks(in_some_office)
def index(request: HttpRequest) -> HttpResponse:
    """The topics found last, the most sudden first."""
    body = show.desk_body(request.user, *OFFICE_ROLES)
    found = topics_of(body)
    cases = _seen(request.user, body, [key for one in found or [] for key in one.keys])
    seen = [(one, _course(one, cases)) for one in found or [] if _is_topic(one, cases)]
    seen.sort(key=lambda both: -both[1].burst)
    rows = [_row(one, course, cases) for one, course in seen]
    return page(request, "proposals/desk/topics.html", {"rows": rows, "is_looked": found is not None})


@asks(in_some_office)
def topic(request: HttpRequest, first: int) -> HttpResponse:
    """One topic: its quotes, its course over the months, all its cases, and a machine's summary if asked for."""
    body = show.desk_body(request.user, *OFFICE_ROLES)
    refused = None
    if request.method == "POST":
        refused = _act(request, body, first)
        if refused is None:
            return redirect("proposals:desk_topic", first=first)
    found = topic_named(body, first)
    cases = _seen(request.user, body, found.keys if found else [])
    if found is None or not _is_topic(found, cases):
        raise Http404
    course = _course(found, cases)
    frame = show.frame_of(request.user, body)
    context = {
        **_row(found, course, cases),
        "body": body,
        "cases": [_case(frame, cases[key]) for key in found.keys if key in cases],
        "months": _months(course),
        "summary": summary_of(request.user, body, first),
        "host": where.host if (where := endpoint()) else "",
        "key": uuid4().hex,
        "refused": refused,
        "places": [_("%(place)s: %(count)s") % {"place": name, "count": n} for name, n in course.places],
    }
    return page(request, "proposals/desk/topic.html", context, status=refused.status if refused else 200)


def _act(request: HttpRequest, body: Body, first: int) -> Refusal | None:
    """Ask for a summary of this topic, or decide on the last one."""
    try:
        if request.POST.get("act") != "ask":
            decide_on_summary(request, body, first)
            return None
        found = topic_named(body, first)
        cases = _seen(request.user, body, found.keys if found else [])
        if found is None or not _is_topic(found, cases):
            raise Http404
        ask = acts.ask_summary.given(key=request.POST.get("key") or None)
        title = "、".join(_words(found, cases))
        ask(body, by=show.person(request), topic=first, title=title, passages=passages_of(found, cases))
    except Conflict as refusal:
        return refusal
    return None


def _seen(user: Any, body: Body, keys: Any) -> Cases:
    """Those of the cases that the person reads in full. One query."""
    rows = Proposal.objects.inside(user).filter(body=body).select_related("author", "collective")
    return rows.in_bulk(list(keys)) if keys else {}


def _is_topic(one: Topic, cases: Cases) -> bool:
    """Whether the cases the reader sees would be a topic without the others."""
    return sum(key in cases for key in one.keys) >= FEWEST


def _course(one: Topic, cases: Cases) -> Course:
    """Counted from the cases the reader sees."""
    return course_of([member for member in one.members if member.key in cases], today())


def _words(one: Topic, cases: Cases) -> list[str]:
    """Its words as far as titles hold them that the reader sees."""
    titles = [cases[key].title for key in one.keys if key in cases]
    return [word for word in one.words if any(word in title for title in titles)]


def _row(one: Topic, course: Course, cases: Cases) -> dict[str, Any]:
    """A topic in words; words, counts and quotes are of the cases the reader sees."""
    told = {"recent": course.recent, "usual": f"{course.usual:g}"}
    return {
        "name": name_of(one),
        "title": "、".join(_words(one, cases)) or _("(no common words)"),
        "count": sum(key in cases for key in one.keys),
        "pace": _("%(recent)s in the last 30 days; at the pace before it would be %(usual)s") % told,
        "is_sudden": course.burst >= SUDDEN,
        "quotes": [_quote(cases[one.key], one.text) for one in one.quotes if _still_says(cases, one)],
        "href": show.address("desk_topic", name_of(one)),
    }


def _still_says(cases: Cases, quote: Any) -> bool:
    """Whether the case is one the reader sees and has these words still."""
    case = cases.get(quote.key)
    return case is not None and any(quote.text in part for part in (case.problem, case.suggestion))


def _quote(case: Proposal, text: str) -> dict[str, str]:
    return {"text": text, "title": str(case), "href": show.address("desk_case", case.pk)}


def _case(frame: show.Frame, case: Proposal) -> show.Row:
    received = told_day(timezone.localdate(case.submitted_at)) if case.submitted_at else ""
    meta = [show.number_of(case), show.proposers(case), received, case.get_state_display()]
    href = show.address("desk_case", case.pk)
    return {"title": str(case), "href": href, "meta": [part for part in meta if part]}


def _months(one: Course) -> dict[str, Any]:
    """The table of months, for ui/table.html."""
    cells = [[{"text": month}, {"text": count, "number": True}] for month, count in one.months]
    return {
        "headers": [{"label": _("Month")}, {"label": _("Cases received"), "number": True}],
        "rows": [{"cells": row} for row in cells],
    }
