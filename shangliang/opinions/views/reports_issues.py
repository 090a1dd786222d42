"""Periodicals and their issues: founding, putting out, reading, as papers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shangliang.accounts.http import person_of
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.bodies.telling import told_day
from shangliang.core.errors import Invalid, NotVisible, Refusal
from shangliang.core.http import asks, page
from shangliang.core.paging import NEWEST, stretch
from shangliang.opinions import acts
from shangliang.opinions.forms.reports import FoundForm, PublishForm
from shangliang.opinions.models import Issue, Periodical, Report
from shangliang.opinions.papers import PAPERS
from shangliang.opinions.views.desk import desk_body, in_some_office


@asks(in_some_office)
def index(request: HttpRequest) -> HttpResponse:
    """The periodicals of the body, founding one, and the issues that came out, newest first."""
    body = desk_body(request.user, *OFFICE_ROLES)
    form = FoundForm(request.POST or None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, lambda: acts.found(body, by=person_of(request), **form.cleaned_data))
    ):
        messages.success(request, _("The periodical is founded."))
        return redirect("opinions:issues")
    rows = Issue.objects.visible_to(request.user).filter(body=body).select_related("periodical")
    found = stretch(rows, NEWEST, request.GET.get("after", ""))
    address = reverse("opinions:issues")
    context = {
        "body": body,
        "form": form,
        "periodicals": Periodical.objects.visible_to(request.user).filter(body=body),
        "rows": [_row(one) for one in found.rows],
        "next_page": f"{address}?after={found.cursor}" if found.cursor else "",
        "year": timezone.localdate().year,
    }
    return page(request, "opinions/reports/issues.html", context, status=422 if form.errors else 200)


def _done(form: Any, act: Any) -> bool:
    """Whether an act was done; a refusal becomes the form's error."""
    try:
        act()
    except Refusal as refusal:
        field = getattr(refusal, "field", None)
        form.add_error(field if field in form.fields else None, str(refusal.sentence))
        return False
    return True


def _row(one: Issue) -> dict[str, Any]:
    return {
        "title": str(one),
        "href": reverse("opinions:issue", args=[one.pk]),
        "meta": [
            told_day(one.day),
            ngettext("%(count)s report", "%(count)s reports", one.size) % {"count": one.size},
        ],
    }


@asks(in_some_office)
def new(request: HttpRequest) -> HttpResponse:
    """Choose the signed reports of one issue."""
    body = desk_body(request.user, *OFFICE_ROLES)
    form = PublishForm(request.POST or None, user=request.user, body=body)
    if request.method == "POST" and form.is_valid():
        try:
            made = acts.publish_issue(
                form.cleaned_data["periodical"],
                by=person_of(request),
                reports=list(form.cleaned_data["reports"]),
            )
            return redirect("opinions:issue", pk=made.pk)
        except Invalid as refusal:
            form.add_error(None, str(refusal.sentence))
    context = {"form": form, "body": body}
    return page(request, "opinions/reports/issue_new.html", context, status=422 if form.errors else 200)


def _issue(request: HttpRequest, pk: int) -> Issue:
    rows = Issue.objects.visible_to(request.user).select_related("periodical", "body")
    found: Issue = get_object_or_404(rows, pk=pk)
    return found


@asks(in_some_office)
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """An issue as it came out, and its papers."""
    issue = _issue(request, pk)
    reports = Report.objects.inside(request.user).filter(issue=issue).order_by("id")
    return page(request, "opinions/reports/issue.html", {"issue": issue, "reports": reports})


@asks(in_some_office)
def paper(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The issue as a file in the layout of official documents."""
    issue = _issue(request, pk)
    if ending not in PAPERS:
        raise NotVisible(_("There is no such page."))
    media_type, render = PAPERS[ending]
    reports = list(Report.objects.inside(request.user).filter(issue=issue).order_by("id"))
    answer = HttpResponse(render(issue, reports), content_type=media_type)
    answer["Content-Disposition"] = f'attachment; filename="issue-{issue.year}-{issue.number}.{ending}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
