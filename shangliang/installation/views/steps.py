"""The steps of the first run, each a page that can be left and come back to."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from shangliang.accounts.queries import system_user
from shangliang.accounts.views.answers import come_in
from shangliang.accounts.where import where_of
from shangliang.bodies.models import Body, Membership, Unit
from shangliang.bodies.queries import current_term, operates
from shangliang.bodies.views.imports import AFTER_IMPORT
from shangliang.core.errors import Conflict
from shangliang.installation import acts, forms, places, queries, trying_mail
from shangliang.installation.models import Installation
from shangliang.installation.rules import has_body
from shangliang.installation.views.way import after, done_or_said, show_step, step_page


@step_page
def site(request: HttpRequest, installation: Installation) -> HttpResponse:
    """Language and name."""
    kept = {"language": installation.language or get_language(), "site_name": installation.site_name}
    form = forms.SiteForm(request.POST or None, initial=kept)
    by: Any = request.user if operates(request.user) else system_user()
    if request.method == "POST":
        do = partial(_name_site, installation, by, form)
        if (status := done_or_said(form, do)) != 200:
            return show_step(request, "site", installation, {"form": form}, status)
        answer = after("site")
        secure = bool(settings.SESSION_COOKIE_SECURE)
        chosen = form.cleaned_data["language"]
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, samesite="Lax", secure=secure)
        return answer
    return show_step(request, "site", installation, {"form": form})


def _name_site(installation: Installation, by: Any, form: forms.SiteForm) -> None:
    acts.name_site(installation, by=by, **form.cleaned_data)


@sensitive_post_parameters("password", "again")
@step_page
def administrator(request: HttpRequest, installation: Installation) -> HttpResponse:
    """The first account; its holder is signed in and goes on, by way of the second factor."""
    if queries.has_operator():
        return after("administrator")
    form = forms.AccountForm(request.POST or None)
    if request.method != "POST":
        return show_step(request, "administrator", installation, {"form": form})
    where = where_of(request)
    made: list[Any] = []

    def do() -> None:
        given = form.cleaned_data
        made.append(acts.open_first_account(installation, by=system_user(), where=where, **given))

    if (status := done_or_said(form, do)) != 200:
        return show_step(request, "administrator", installation, {"form": form}, status)
    return come_in(request, made[0], reverse("installation:begin"))


@step_page
def body(request: HttpRequest, installation: Installation) -> HttpResponse:
    """Found by name or code in the tree of the country."""
    text = request.GET.get("q", "").strip()[:60]
    found = places.search(text)
    by: Any = request.user
    if request.method == "POST":
        acts.choose_body(installation, by=by, code=request.POST.get("code", "")[:12])
        return after("body")
    context = {"text": text, "found": found[: places.MOST], "is_more": len(found) > places.MOST}
    return show_step(request, "body", installation, context)


@step_page
def own_body(request: HttpRequest, installation: Installation) -> HttpResponse:
    """A council that the tree does not know."""
    form = forms.OwnBodyForm(request.POST or None)
    by: Any = request.user
    status = 200
    if request.method == "POST":
        status = done_or_said(form, lambda: acts.found_own_body(installation, by=by, **form.cleaned_data))
        if status == 200:
            return after("body")
    return show_step(request, "body", installation, {"form": form, "is_own": True}, status)


@step_page
def rules(request: HttpRequest, installation: Installation) -> HttpResponse:
    """A set of rules to begin with."""
    chosen = _body_of(request, installation)
    form = forms.RulesForm(request.POST or None, level=chosen.level)
    by: Any = request.user
    status = 200
    if request.method == "POST":
        status = done_or_said(form, lambda: acts.take_rules(installation, by=by, **form.cleaned_data))
        if status == 200:
            return after("rules")
    context = {"form": form, "compared": places.compared_rules(chosen.level)}
    return show_step(request, "rules", installation, context, status)


@step_page
def term(request: HttpRequest, installation: Installation) -> HttpResponse:
    """The present term and its session; without a term nobody can be a member."""
    chosen = _body_of(request, installation)
    form = forms.TermForm(request.POST or None)
    by: Any = request.user
    status = 200
    if request.method == "POST":
        status = done_or_said(form, lambda: acts.enter_term(installation, by=by, **form.cleaned_data))
        if status == 200:
            return after("term")
    return show_step(request, "term", installation, {"form": form, "present": current_term(chosen)}, status)


@step_page
def units(request: HttpRequest, installation: Installation) -> HttpResponse:
    """Who answers: the usual units are there already; a table adds and renames."""
    chosen = _body_of(request, installation)
    return _table_step(request, installation, "units", Unit.objects.of(chosen).count())


@step_page
def members(request: HttpRequest, installation: Installation) -> HttpResponse:
    """The roll of members, from a table."""
    chosen = _body_of(request, installation)
    count = Membership.objects.visible_to(request.user).filter(post__body=chosen).count()
    return _table_step(request, installation, "members", count)


def _table_step(request: HttpRequest, installation: Installation, what: str, count: int) -> HttpResponse:
    """Leads to the import's own pages, which lead back here."""
    request.session[AFTER_IMPORT] = reverse(f"installation:{what}")
    upload = reverse("bodies:upload", args=[installation.body_id, what])
    context = {"count": count, "upload": upload, "has_term": current_term(_body_of(request, installation))}
    return show_step(request, what, installation, context)


@step_page
def mail(request: HttpRequest, installation: Installation) -> HttpResponse:
    """A test mail."""
    by: Any = request.user
    form = forms.MailForm(request.POST or None, initial={"email": by.email})
    status = 200
    if request.method == "POST":
        status = done_or_said(form, lambda: _send(installation, by, form.cleaned_data["email"]))
        if status == 200:
            messages.success(request, _("The mail was handed over. See whether it arrived."))
            return HttpResponseRedirect(reverse("installation:mail"))
    context = {"form": form, "is_printed": trying_mail.is_printed()}
    return show_step(request, "mail", installation, context, status)


def _send(installation: Installation, by: Any, address: str) -> None:
    trying_mail.send(address, installation.site_name)
    acts.note_mail(installation, by=by)


@step_page
def finish(request: HttpRequest, installation: Installation) -> HttpResponse:
    """What is there, what is missing, and what comes next."""
    chosen = _body_of(request, installation)
    by: Any = request.user
    if request.method == "POST":
        acts.finish(installation, by=by)
        request.session.pop(AFTER_IMPORT, None)
        messages.success(request, _("The setting up is finished."))
        return HttpResponseRedirect(reverse("bodies:manage", args=[chosen.pk]))
    return show_step(request, "finish", installation, {"facts": places.summary(installation, chosen)})


def _body_of(request: HttpRequest, installation: Installation) -> Body:
    """The body chosen before; its steps cannot be done without it."""
    reason = has_body(request.user, installation)
    if reason is not None or installation.body is None:
        raise Conflict(reason or "")
    return installation.body
