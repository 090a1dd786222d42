"""The office's two lists: key proposals on their way, and a session's cases with scores and the good ones."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shangliang.bodies.models import Body, Session
from shangliang.bodies.queries import OFFICE_ROLES, session_of
from shangliang.core import paging
from shangliang.core.errors import Refusal
from shangliang.core.http import asks, page
from shangliang.core.text import whole_number
from shangliang.proposals import acts, flows
from shangliang.proposals.desks import leading
from shangliang.proposals.models import Proposal
from shangliang.proposals.telling import told_category
from shangliang.proposals.views import desk_rows as show
from shangliang.proposals.views.bulk import why_not
from shangliang.proposals.views.buttons import label_of
from shangliang.proposals.views.desk import in_some_office
from shangliang.proposals.views.leaders import case_of

_STEPS = ("consult_key", "choose_key", "log_visit", "instruct", "record_effect", "drop_key")
_PAGE = 30
_EXCELLENT, _GOOD, _FAIR = 90, 75, 60


@asks(in_some_office)
def key_list(request: HttpRequest) -> HttpResponse:
    """Candidates, consulted and chosen ones, each with its clock and the step that is open now."""
    body = show.desk_body(request.user, *OFFICE_ROLES)
    frame, here = show.frame_of(request.user, body), reverse("proposals:desk_key")
    rows = leading.on_key_list(request.user, body)
    after = request.GET.get("after", "")
    found = paging.stretch(rows, paging.NEWEST, after, _PAGE)
    context = {
        "cases": [_key_case(request.user, frame, one, here) for one in found.rows],
        "next_page": show.address("desk_key", after=found.cursor) if found.cursor else "",
        "first_page": here if after else "",
    }
    return page(request, "proposals/desk/key.html", context)


def _key_case(user: Any, frame: show.Frame, proposal: Proposal, here: str) -> show.Row:
    offers = []
    for name in _STEPS:
        act = flows.proposals.acts[name]
        if act.spec.is_source(proposal.state):
            reason = why_not(act, user, proposal)
            href = f"{show.address('perform', proposal.pk, name)}?next={here}"
            label = label_of(flows.proposals.acts[name].spec, proposal)
            offers.append({"act": name, "label": label, "url": href, "open": not reason, "reason": reason})
    leader = {"leader": proposal.key_leader}
    return {
        **case_of(frame, proposal, here),
        "href": show.address("desk_case", proposal.pk),
        "badge": {"label": proposal.get_key_state_display(), "tone": "wait"},
        "leader": _("Led by %(leader)s") % leader if proposal.key_leader else "",
        "offers": offers,
        "version": proposal.version,
    }


@asks(in_some_office)
def good_list(request: HttpRequest) -> HttpResponse:
    """A session's cases with a field for the score of each; saved row by row, refusals told by row."""
    body = show.desk_body(request.user, *OFFICE_ROLES)
    session = _session(request, body)
    rows = leading.of_session(request.user, body, session)
    after = request.GET.get("after", "")
    found = paging.stretch(_wanted(request, rows), paging.NEWEST, after, _PAGE)
    if request.method == "POST":
        return _keep_scores(request, found.rows)
    frame = show.frame_of(request.user, body)
    chosen = {"session": str(session.pk) if session else "", "only": request.GET.get("only", "")}
    here = show.address("desk_good", **chosen, after=after)
    context = {
        "rows": [_scored(request.user, frame, one, here) for one in found.rows],
        "so_far": _so_far(body, session),
        "session": session,
        "sessions": Session.objects.filter(body=body).select_related("term")[:12],
        "only": chosen["only"],
        "here": here,
        "next_page": show.address("desk_good", **chosen, after=found.cursor) if found.cursor else "",
        "first_page": show.address("desk_good", **chosen) if after else "",
    }
    return page(request, "proposals/desk/good.html", context)


def _session(request: HttpRequest, body: Body) -> Session | None:
    wanted = whole_number(request.GET.get("session", ""))
    if wanted is not None:
        found = Session.objects.filter(body=body, pk=wanted).select_related("term").first()
        return found or session_of(body)
    return session_of(body)


def _wanted(request: HttpRequest, rows: Any) -> Any:
    match request.GET.get("only", ""):
        case "good":
            return rows.filter(is_good=True)
        case "unscored":
            return rows.filter(quality_score__isnull=True)
        case "excellent":
            return rows.filter(quality_score__gte=_EXCELLENT)
    return rows


def _so_far(body: Body, session: Session | None) -> str:
    counted = leading.good_so_far(body, session)
    shares = {
        "share": f"{100 * counted['good'] / counted['filed']:.1f}" if counted["filed"] else "0",
        "part": f"{100 * counted['collective'] / counted['good']:.0f}" if counted["good"] else "0",
    }
    return _(
        "%(good)s of %(filed)s filed cases are named good (%(share)s %%), "
        "of these %(collective)s collective (%(part)s %%)."
    ) % {**counted, **shares}


def _scored(user: Any, frame: show.Frame, one: Proposal, here: str) -> show.Row:
    name = "unname_good" if one.is_good else "name_good"
    act = flows.proposals.acts[name]
    return {
        "case": one,
        "href": show.address("desk_case", one.pk),
        "meta": " · ".join([show.number_of(one), one.get_kind_display(), show.proposers(one)]),
        "category": told_category(frame.rules, one.category),
        "grade": grade_of(one.quality_score),
        "key": uuid4().hex,
        "act": {"name": name, "label": act.spec.label, "reason": why_not(act, user, one)},
        "url": f"{show.address('perform', one.pk, name)}?next={here}",
    }


def grade_of(score: int | None) -> str:
    """What a score is called."""
    if score is None:
        return ""
    if score >= _EXCELLENT:
        return _("excellent")
    if score >= _GOOD:
        return _("good")
    return _("fair") if score >= _FAIR else _("below fair")


def _keep_scores(request: HttpRequest, shown: list[Proposal]) -> HttpResponse:
    saved = 0
    for one in shown:
        raw = request.POST.get(f"score-{one.pk}", "").strip()
        if not raw or raw == str(one.quality_score):
            continue
        told = {"number": show.number_of(one)}
        if not raw.isdecimal():
            messages.error(request, _("%(number)s: a score is a whole number from 0 to 100.") % told)
            continue
        try:
            key = request.POST.get(f"key-{one.pk}") or None
            acts.score_quality.given(key=key)(one, by=show.person(request), score=int(raw[:6]))
            saved += 1
        except Refusal as refusal:
            messages.error(request, _("%(number)s: %(sentence)s") % {**told, "sentence": refusal.sentence})
    if saved:
        told_saved = ngettext("%(count)s score was saved.", "%(count)s scores were saved.", saved)
        messages.success(request, told_saved % {"count": saved})
    return redirect(request.get_full_path())
