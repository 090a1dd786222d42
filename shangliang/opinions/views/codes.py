"""QR codes: made, counted, printed; each an SVG that scales to any poster."""

import io
from typing import Any

import segno
from django.db.models import Count, IntegerField, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from shangliang.accounts.http import person_of
from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.bodies.rules import has_post
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.ledger.http import act_page
from shangliang.opinions import acts, flows
from shangliang.opinions.forms.codes import CodeForm
from shangliang.opinions.models import Code, CodeDay, Suggestion
from shangliang.opinions.views.desk import desk_body

MAKERS = (*OFFICE_ROLES, Post.Role.MEMBER)
makes_codes = has_post(*MAKERS, otherwise=_("Only offices and members make QR codes."))
SHEETS = {"a4": _("A4 poster"), "a5": _("A5 poster"), "card": _("table card")}


@asks(makes_codes)
def index(request: HttpRequest) -> HttpResponse:
    """One's codes with their numbers; the form for another."""
    body = desk_body(request.user, *MAKERS)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        made = acts.make_code(body, by=person_of(request), **form.cleaned_data)
        return redirect("opinions:code", pk=made.pk)
    rows = _counted(Code.objects.visible_to(request.user).filter(body=body)).order_by("state", "-id")[:200]
    context = {"body": body, "form": form, "rows": [_row(one) for one in rows]}
    return page(request, "opinions/codes/index.html", context, status=422 if form.is_bound else 200)


def _counted(rows: Any) -> Any:
    """With how often each was opened, and how much was said by it. Two counts apart: one would multiply the other."""
    opened = CodeDay.objects.filter(code=OuterRef("pk")).order_by().values("code").annotate(n=Sum("opened"))
    said = Suggestion.objects.filter(code=OuterRef("pk")).order_by().values("code")  # seen: a count alone
    return rows.annotate(
        opened=Coalesce(Subquery(opened.values("n"), output_field=IntegerField()), 0),
        said=Coalesce(Subquery(said.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0),
    )


def _row(one: Any) -> dict[str, Any]:
    return {
        "cells": [
            {"text": one.label, "href": reverse("opinions:code", args=[one.pk])},
            {"text": one.get_kind_display()},
            {"text": one.get_state_display()},
            {"text": one.opened, "number": True},
            {"text": one.said, "number": True},
        ]
    }


@asks(makes_codes)
@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One code: its picture, its sheets, its numbers."""
    rows = _counted(Code.objects.visible_to(request.user)).select_related("body")
    code = get_object_or_404(rows, pk=pk)
    offers = [one for one in flows.codes.open_to(request.user, code) if one.is_open]
    context = {
        "code": code,
        "address": request.build_absolute_uri(reverse("opinions:scanned", args=[code.slug])),
        "sheets": list(SHEETS.items()),
        "offers": [
            {
                "act": one.act.spec.name,
                "label": one.act.spec.label,
                "url": reverse("opinions:code_perform", args=[pk, one.act.spec.name]),
                "open": True,
            }
            for one in offers
        ],
    }
    return page(request, "opinions/codes/show.html", context)


@asks(makes_codes)
def perform(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """An act on a code, by the act's own page."""
    code = get_object_or_404(Code.objects.visible_to(request.user), pk=pk)
    return act_page(request, flows.codes, {}, code, name, back=reverse("opinions:code", args=[pk]))


@asks(anyone)
@require_safe
def sheet(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """A page to print and hang up."""
    if kind not in SHEETS:
        raise NotVisible(kind)
    code = get_object_or_404(Code.objects.published().select_related("body"), slug=slug)
    address = request.build_absolute_uri(reverse("opinions:scanned", args=[slug]))
    context = {"code": code, "kind": kind, "address": address, "style": f"opinions/sheet-{kind}.css"}
    return page(request, "opinions/codes/sheet.html", context)


@asks(anyone)
@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The QR code itself."""
    get_object_or_404(Code.objects.published(), slug=slug)
    address = request.build_absolute_uri(reverse("opinions:scanned", args=[slug]))
    drawing = io.BytesIO()
    segno.make(address, error="q").save(drawing, kind="svg", scale=8, border=2, light="#ffffff", svgns=True)
    answer = HttpResponse(drawing.getvalue(), content_type="image/svg+xml")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
