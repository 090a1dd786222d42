"""The bulletin of a year: the figures of the information reports, the rows behind each, and both as tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Region
from shangliang.bodies.queries import OFFICE_ROLES
from shangliang.bodies.telling import told_day
from shangliang.bodies.views.body_pages import as_file
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.paging import NEWEST, stretch
from shangliang.ledger.figures import Figure, Scope, figure_named, figures
from shangliang.opinions.figures_reports import APP, BY_LEVEL, by_level
from shangliang.opinions.models import Report, Result
from shangliang.opinions.ruleset_reports import report_rules
from shangliang.opinions.views.desk import desk_body, in_some_office
from shangliang.opinions.views.reports_desk import told_source

FIRST_YEAR, LAST_YEAR = 1949, 9999
# What a row of either kind tells of others, read with it.
REPORT_READS = ("author", "collective", "informant", "from_body")
RESULT_READS = ("report", "dispatch__unit", "dispatch__to_body")
File = HttpResponse | StreamingHttpResponse


@dataclass(frozen=True)
class Asked:
    """One number of the bulletin, perhaps of one level only, with the rows of it that the person may read."""

    figure: Figure
    scope: Scope
    level: str
    found: Any

    @property
    def label(self) -> str:
        """The number's name, and the level's."""
        if not self.level:
            return str(self.figure.label)
        told = {"figure": self.figure.label, "group": Region.Level(self.level).label}
        return _("%(figure)s: %(group)s") % told


def _scope(request: HttpRequest, year: int) -> Scope:
    if not FIRST_YEAR <= year < LAST_YEAR:
        raise NotVisible(_("There is no such page."))
    body = desk_body(request.user, *OFFICE_ROLES)
    return Scope(body=body, start=date(year, 1, 1), end=date(year, 12, 31))


def _asked(request: HttpRequest, year: int, name: str) -> Asked:
    if not name.isidentifier() or APP + name not in figures:
        raise NotVisible(_("There is no such page."))
    figure, scope, level = figure_named(APP + name), _scope(request, year), request.GET.get("level", "")
    found = figure.rows(scope)
    readable = found & found.model.objects.inside(request.user)
    if not level:
        return Asked(figure, scope, "", readable)
    if figure.name not in BY_LEVEL or level not in Region.Level.values:
        raise NotVisible(_("There is no such group."))
    return Asked(figure, scope, level, readable.filter(level=level))


def _address(scope: Scope, name: str, level: str = "") -> str:
    group = f"?level={level}" if level else ""
    return reverse("opinions:bulletin_rows", args=[scope.start.year, name.removeprefix(APP)]) + group


def _numbers(scope: Scope) -> list[dict[str, Any]]:
    """A query each."""
    return [
        {
            "label": one.label,
            "value": one.value(scope),
            "unit": one.unit,
            "definition": one.definition,
            "href": _address(scope, name),
        }
        for name, one in figures.items()
        if name.startswith(APP)
    ]


def _level_rows(scope: Scope) -> list[dict[str, Any]]:
    """The same, divided; every number that is one opens its rows."""
    rows = []
    for line in by_level(scope):
        cells = [
            {"value": value, "href": _address(scope, name, line["level"]) if value else ""}
            for name, value in zip(BY_LEVEL, line["values"], strict=True)
        ]
        rows.append({"label": line["label"], "cells": cells})
    return rows


@asks(in_some_office)
@require_safe
def show(request: HttpRequest, year: int) -> HttpResponse:
    """The figures of a year, each with its definition and its rows."""
    scope = _scope(request, year)
    context = {
        "body": scope.body,
        "year": year,
        "rows": _numbers(scope),
        "outcomes": [figures[name].label for name in BY_LEVEL],
        "levels": _level_rows(scope),
        "earlier": year - 1,
    }
    return page(request, "opinions/reports/bulletin.html", context)


@asks(in_some_office)
@require_safe
def show_file(request: HttpRequest, year: int, ending: str) -> File:
    """The figures and their levels as a table."""
    scope = _scope(request, year)
    headers = [_("figure"), _("level"), _("value"), pgettext("measure", "unit"), _("definition")]
    lines = [[one["label"], "", one["value"], one["unit"], one["definition"]] for one in _numbers(scope)]
    for row in by_level(scope):
        for name, value in zip(BY_LEVEL, row["values"], strict=True):
            lines.append([figures[name].label, row["label"], value, figures[name].unit, ""])
    return _file(scope, f"bulletin-{year}", ending, headers, lines)


@asks(in_some_office)
@require_safe
def rows(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """What one number counts."""
    asked = _asked(request, year, name)
    is_result = asked.found.model is Result
    part = stretch(_with_others(asked.found), NEWEST, request.GET.get("after", ""))
    group = f"level={asked.level}&" if asked.level else ""
    file = reverse("opinions:bulletin_rows_file", args=[year, name, "csv"]).removesuffix("csv")
    context = {
        "figure": asked.figure,
        "label": asked.label,
        "body": asked.scope.body,
        "year": year,
        "value": asked.found.count(),
        "rows": [(_result_item if is_result else _report_item)(one) for one in part.rows],
        "next_page": f"?{group}after={part.cursor}" if part.cursor else "",
        "first_page": f"?{group.rstrip('&')}" if request.GET.get("after") else "",
        "files": [(ending.upper(), f"{file}{ending}?{group.rstrip('&')}") for ending in ("csv", "xlsx")],
    }
    return page(request, "opinions/reports/counted.html", context)


@asks(in_some_office)
@require_safe
def rows_file(request: HttpRequest, year: int, name: str, ending: str) -> File:
    """The same as a table; neither the reports' texts nor the leaders' words are in it."""
    asked = _asked(request, year, name)
    found = _with_others(asked.found).order_by("-pk")
    if found.model is Result:
        headers, lines = _result_headers(), [_result_cells(one) for one in found]
    else:
        rules = report_rules(asked.scope.body).values
        headers = _report_headers()
        lines = [_report_cells(one, rules.told_category(one.category)) for one in found]
    parts = ["reports", name, asked.level, str(year)]
    return _file(asked.scope, "-".join(filter(None, parts)), ending, headers, lines)


def _file(scope: Scope, name: str, ending: str, headers: list[str], lines: Iterable[list[object]]) -> File:
    """In the reader's language, which has ended when the file is sent."""
    told = [[one if isinstance(one, int) else str(one) for one in line] for line in lines]
    return as_file(f"{name}-{scope.body.region.code}", ending, headers, told)


def _with_others(found: Any) -> Any:
    return found.select_related(*(RESULT_READS if found.model is Result else REPORT_READS))


def _report_item(one: Report) -> dict[str, Any]:
    days = ((_("handed in on"), one.submitted), (_("issued on"), one.issued))
    told = [f"{label} {told_day(timezone.localdate(moment))}" for label, moment in days if moment]
    return {
        "title": str(one),
        "href": reverse("opinions:report_case", args=[one.pk]),
        "meta": [part for part in (one.number, told_source(one), *told) if part],
        "badges": [{"label": one.get_state_display(), "tone": "soft"}],
    }


def _result_item(one: Result) -> dict[str, Any]:
    return {
        "title": str(one.report),
        "href": reverse("opinions:report_case", args=[one.report_id]),
        "meta": [part for part in (one.report.number, str(one.dispatch), told_day(one.day)) if part],
        "badges": [{"label": f"{one.get_level_display()} · {one.get_outcome_display()}", "tone": "soft"}],
    }


def _report_headers() -> list[str]:
    return [
        _("report number"),
        _("title of the report"),
        _("from"),
        _("category"),
        _("state"),
        _("handed in on"),
        _("issued on"),
    ]


def _report_cells(one: Report, category: str) -> list[object]:
    moments = [timezone.localdate(day).isoformat() if day else "" for day in (one.submitted, one.issued)]
    return [one.number, str(one), told_source(one), category, one.get_state_display(), *moments]


def _result_headers() -> list[str]:
    return [
        _("report number"),
        _("title of the report"),
        _("to whom"),
        _("level"),
        _("kind of result"),
        _("day"),
        _("together with others"),
    ]


def _result_cells(one: Result) -> list[object]:
    where = [str(one.dispatch), one.get_level_display(), one.get_outcome_display()]
    return [one.report.number, str(one.report), *where, one.day, _("yes") if one.is_combined else ""]
