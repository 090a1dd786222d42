"""The numbers of public words: for everybody; for the office of the body with the words behind each of them."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body
from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.bodies.telling import told_moment
from shangliang.bodies.views.body_pages import as_file
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.paging import NEWEST, stretch
from shangliang.core.rules import anyone
from shangliang.core.text import excerpt
from shangliang.core.time import today
from shangliang.ledger.figures import Figure, Scope, figure_named
from shangliang.ledger.kept import keep_known
from shangliang.opinions import queries
from shangliang.opinions.models import Suggestion
from shangliang.opinions.ruleset import opinion_rules
from shangliang.opinions.statistics import (
    APP,
    DIVIDED,
    Division,
    Line,
    condition,
    divisions,
    numbers,
    year_of,
)
from shangliang.opinions.views.desk import desk_body, in_some_office


@asks(anyone)
@require_safe
def statistics(request: HttpRequest, place: str) -> HttpResponse:
    """A body's public words of the last twelve months, in numbers."""
    body = get_object_or_404(queries.bodies_that_listen(), region__code=place)
    is_office = body.pk in bodies_as(request.user, *OFFICE_ROLES)
    key = ("numbers", body.pk, today(), get_language(), is_office)
    listed = keep_known(key, lambda: _numbers(body, is_office=is_office))
    context = {"body": body, "listed": listed, "is_office": is_office}
    return page(request, "opinions/statistics.html", context)


def _numbers(body: Body, *, is_office: bool) -> str:
    """The same for all readers of one kind, so they are counted once a minute at most."""
    scope = year_of(body)
    shown = numbers(scope)
    if is_office:
        shown = [{**one, "href": _address(one["name"])} for one in shown]
    tables = [
        _table(one, is_office=is_office) for one in divisions(scope, is_public=not is_office) if one.lines
    ]
    return render_to_string("opinions/parts/numbers.html", {"numbers": shown, "tables": tables})


def _table(one: Division, *, is_office: bool) -> dict[str, Any]:
    labels = (_("words received"), _("words answered"), _("answered by the promised day"))
    return {
        "caption": one.label,
        "headers": [{"label": one.label}, *({"label": label, "number": True} for label in labels)],
        "rows": [{"cells": _cells(one, line, is_office=is_office)} for line in one.lines],
    }


def _cells(one: Division, line: Line, *, is_office: bool) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = [{"text": line.label}]
    for name, count in zip(DIVIDED, line.counts, strict=True):
        href = _address(name, one.name, line.code) if is_office and count else ""
        cells.append({"text": count, "number": True, "href": href})
    return cells


def _address(name: str, by: str = "", code: str = "") -> str:
    group = f"?{urlencode({'by': by, 'of': code})}" if by else ""
    return reverse("opinions:words_counted", args=[name]) + group


@asks(in_some_office)
@require_safe
def words_counted(request: HttpRequest, name: str) -> HttpResponse:
    """The words that one number of one's own body counts, or one line of a division of it."""
    figure, scope, found = _asked(request, name)
    part = stretch(found.select_related("body"), NEWEST, request.GET.get("after", ""))
    group = {key: request.GET[key] for key in ("by", "of") if key in request.GET}
    context = {
        "figure": figure,
        "body": scope.body,
        "value": found.count(),
        "rows": [_row(one) for one in part.rows],
        "next_page": f"?{urlencode({**group, 'after': part.cursor})}" if part.cursor else "",
        "file": f"{reverse('opinions:words_counted_file', args=[name])}?{urlencode(group)}",
        "place": scope.body.region.code,
    }
    return page(request, "opinions/counted.html", context)


@asks(in_some_office)
@require_safe
def words_counted_file(request: HttpRequest, name: str) -> HttpResponse | StreamingHttpResponse:
    """The same as a table; the words themselves stay on the desk."""
    _figure, scope, found = _asked(request, name)
    headers = [
        _("receipt number"),
        _("received on"),
        _("category"),
        _("came by"),
        _("state"),
        _("answered on"),
    ]
    return as_file(f"words-{name}", "csv", headers, list(_lines(scope, found.order_by("-pk").iterator(500))))


def _asked(request: HttpRequest, name: str) -> tuple[Figure, Scope, Any]:
    """The figure, and the rows of it that the address asks for."""
    figure, scope = figure_named(APP + name), year_of(desk_body(request.user, *OFFICE_ROLES))
    by, code = request.GET.get("by", ""), request.GET.get("of", "")
    if by and name not in DIVIDED:
        raise NotVisible(_("There is no such group."))
    rows = figure.rows(scope)
    return figure, scope, rows.filter(condition(scope, by, code)).distinct() if by else rows


def _row(one: Suggestion) -> dict[str, Any]:
    return {
        "title": excerpt(one.text, 60),
        "href": reverse("opinions:desk_case", args=[one.pk]),
        "meta": [one.number, told_moment(one.received), one.get_channel_display()],
        "badges": [{"label": one.get_state_display(), "tone": "soft"}],
    }


def _lines(scope: Scope, found: Iterator[Suggestion]) -> Iterator[list[str]]:
    values = opinion_rules(scope.body).values
    for one in found:
        moments = [_told(one.received), _told(one.first_answered_at)]
        category, channel = str(values.told_category(one.category)), str(one.get_channel_display())
        yield [one.number, moments[0], category, channel, str(one.get_state_display()), moments[1]]


def _told(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else ""
