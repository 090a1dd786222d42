"""The author's side of information reports: what I wrote, the draft that saves itself, what became of one."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts.http import person_of
from shangliang.bodies.models import Post
from shangliang.bodies.queries import posts_of
from shangliang.bodies.telling import told_day
from shangliang.core.errors import NotAllowed, NotVisible, Refusal
from shangliang.core.http import asks, page
from shangliang.core.paging import NEWEST, stretch
from shangliang.core.rules import is_signed_in
from shangliang.core.text import whole_number
from shangliang.ledger.http import act_page
from shangliang.opinions import acts, flows, matters, queries_reports
from shangliang.opinions.chain_reports import chain_of
from shangliang.opinions.forms import FOR_REPORT_ACT
from shangliang.opinions.forms.reports import SaveForm
from shangliang.opinions.models import Dispatch, Report
from shangliang.opinions.rules_reports import writes_reports
from shangliang.opinions.ruleset_reports import report_rules
from shangliang.opinions.timeline_reports import acts_of, for_the_author
from shangliang.opinions.views.credited import credit_facts, credit_table

DRAFT = Report.State.DRAFT
# Not needed to save, but to hand in: drawn as such once the form was read.
NEEDED = ("title", "text", "is_secrecy_declared")


@asks(writes_reports)
def mine(request: HttpRequest) -> HttpResponse:
    """What one wrote, newest first."""
    rows = Report.objects.desk_of(request.user).select_related("body", "combined_into", "issue__periodical")
    found = stretch(rows, NEWEST, request.GET.get("after", ""))
    address = reverse("opinions:reports")
    context = {
        "rows": [_row(one) for one in found.rows],
        "next_page": f"{address}?after={found.cursor}" if found.cursor else "",
        "places": [label for _name, label in _places(request)],
        "credit": credit_table(person_of(request)),
    }
    return page(request, "opinions/reports/mine.html", context)


def _row(one: Report) -> dict[str, Any]:
    host = queries_reports.host_of(one)
    name = "report_edit" if one.state == DRAFT else "report"
    badges: list[dict[str, Any]] = [{"label": host.get_state_display()}]
    if one.is_urgent:
        badges.append({"label": _("urgent"), "tone": "stop"})
    return {
        "title": one.title or _("Report without a title"),
        "href": reverse(f"opinions:{name}", args=[one.pk]),
        "meta": [part for part in (one.number, str(one.body)) if part],
        "badges": badges,
    }


def _places(request: HttpRequest) -> list[tuple[str, str]]:
    """(what to post, label) of each way in which the person may report."""
    posts = [one for one in posts_of(request.user) if one.role in (Post.Role.MEMBER, Post.Role.CONTACT)]
    found = [(f"post-{one.pk}", str(one.collective or one.body)) for one in posts]
    leaves = queries_reports.leaves_of(request.user)
    return found + [(f"leave-{one.pk}", f"{one} · {one.body}") for one in leaves]


@asks(writes_reports)
def begin(request: HttpRequest) -> HttpResponse:
    """In whose name; with one way only, a single button."""
    places = _places(request)
    if request.method == "POST":
        made = _begun(request, request.POST.get("place", ""))
        return redirect("opinions:report_edit", pk=made.pk)
    context = {"places": places, "key": uuid4().hex}
    return page(request, "opinions/reports/begin.html", context)


def _begun(request: HttpRequest, place: str) -> Report:
    key, by = request.POST.get("key") or None, person_of(request)
    for post in posts_of(request.user):
        if place == f"post-{post.pk}" and post.role == Post.Role.CONTACT and post.collective:
            return acts.begin_for_collective.given(key=key)(post.body, by=by, collective=post.collective)
        if place == f"post-{post.pk}":
            return acts.begin.given(key=key)(post.body, by=by)
    for leave in queries_reports.leaves_of(request.user):
        if place == f"leave-{leave.pk}":
            return acts.begin_as_informant.given(key=key)(leave.body, by=by)
    raise NotVisible(_("There is no such choice."))


def _own(request: HttpRequest, pk: int) -> Report:
    rows = Report.objects.desk_of(request.user)
    found: Report = get_object_or_404(rows.select_related("body", "combined_into__issue"), pk=pk)
    return found


@asks(writes_reports)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft: saves itself, and by its buttons without JavaScript; handed in from here."""
    report = _own(request, pk)
    if request.method == "POST":
        return _save(request, report)
    if report.state != DRAFT:
        return redirect("opinions:report", pk=pk)
    return _show_draft(request, report, SaveForm(obj=report, user=request.user), 200)


def _save(request: HttpRequest, report: Report) -> HttpResponse:
    form = SaveForm(request.POST, obj=report, user=request.user)
    is_quiet = "application/json" in request.headers.get("Accept", "")
    status = _keep(request, report, form) if form.is_valid() else 422
    if is_quiet:
        return _quietly(report, form, status)
    if status != 200:
        return _show_draft(request, report, form, status)
    if "submit" in request.POST:
        messages.success(request, _("Handed in under number %(number)s.") % {"number": report.number})
        return redirect("opinions:report", pk=report.pk)
    messages.success(request, _("Saved."))
    return redirect("opinions:report_edit", pk=report.pk)


def _keep(request: HttpRequest, report: Report, form: SaveForm) -> int:
    """Save, and hand in if asked; a refusal becomes the form's error, and its status is returned."""
    version = request.POST.get("version", "")
    try:
        save = acts.save.given(version=whole_number(version))
        save(report, by=person_of(request), **form.cleaned_data)
        if "submit" in request.POST:
            acts.submit(report, by=person_of(request))
    except NotAllowed:
        raise
    except Refusal as refusal:
        field = getattr(refusal, "field", None)
        report.refresh_from_db()
        form.add_error(field if field in form.fields else None, str(refusal.sentence))
        return refusal.status
    return 200


def _quietly(report: Report, form: SaveForm, status: int) -> HttpResponse:
    if status == 200:
        return JsonResponse({"version": report.version, "saved_at": timezone.now().isoformat()})
    sentences = [str(one) for errors in form.errors.values() for one in errors]
    return JsonResponse({"reason": " ".join(sentences)}, status=status)


def _show_draft(request: HttpRequest, report: Report, form: SaveForm, status: int) -> HttpResponse:
    limits = report_rules(report.body).values
    for name in NEEDED:
        form.fields[name].required = True
    hints = matters.hints(report.title, report.text, limits)
    context = {"report": report, "form": form, "hints": hints, "limits": limits}
    return page(request, "opinions/reports/edit.html", context, status=status)


@asks(is_signed_in)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """What became of one's report; the office goes on to its desk, whoever received it to what was sent."""
    rows = Report.objects.visible_to(request.user).select_related("body", "combined_into__issue__periodical")
    report = rows.select_related("issue__periodical").filter(pk=pk).first()
    if report is None:
        return _received(request, pk)
    if report.author_id != request.user.pk:
        return redirect("opinions:report_case", pk=pk)
    host = queries_reports.host_of(report)
    offers = [one for one in flows.reports.open_to(request.user, report) if one.is_open]
    context = {
        "report": report,
        "host": host,
        "chain": chain_of(report),
        "reason": report_rules(report.body).values.told_reason(host.decision_reason),
        "results": [_result(one) for one in queries_reports.results_of(report)],
        "entries": for_the_author(acts_of(report)),
        "credit": credit_facts(person_of(request), report),
        "can_take_back": any(one.act.spec.name == "take_back" for one in offers),
    }
    return page(request, "opinions/reports/show.html", context)


def _received(request: HttpRequest, pk: int) -> HttpResponse:
    """On to the newest of what was sent of a report to somebody who neither wrote it nor works on it."""
    sent = Dispatch.objects.desk_of(request.user).filter(report_id=pk).order_by("id").last()
    if sent is None:
        raise NotVisible(_("There is no such page."))
    return redirect("opinions:report_received", pk=sent.pk)


def _result(one: Any) -> dict[str, Any]:
    """Level, outcome, day: never the words of an instruction."""
    told = {"level": one.get_level_display(), "outcome": one.get_outcome_display()}
    label = _("%(level)s: %(outcome)s") % told
    note = _("together with others") if one.is_combined else ""
    return {"label": label, "value": " · ".join(part for part in (told_day(one.day), note) if part)}


@asks(is_signed_in)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act on one's own report, on a page of its own."""
    rows = Report.objects.visible_to(request.user).select_related("body")
    report = get_object_or_404(rows, pk=pk)
    back = reverse("opinions:report", args=[pk])
    return act_page(request, flows.reports, FOR_REPORT_ACT, report, name, back=back)
