"""Statistics of a body: numbers with their definitions, the rows behind each, and both as tables to fetch."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.ledger.figures import Figure, figure_named
from shangliang.ledger.kept import keeper_for
from shangliang.proposals.cards import cards_of
from shangliang.proposals.exports import table_answer
from shangliang.proposals.figures import APP
from shangliang.proposals.keyset import stretch
from shangliang.proposals.lists import ALL, code_of
from shangliang.proposals.models import Proposal
from shangliang.proposals.models.visibility import STAFF
from shangliang.proposals.narrowing import condition, label_of, part_in
from shangliang.proposals.rows import Row, Sort, sort_of
from shangliang.proposals.scopes import Scoped, scoped_in
from shangliang.proposals.statistics import Statistic, by_unit, statistics
from shangliang.proposals.views.index import places
from shangliang.proposals.views.listing import items_of
from shangliang.proposals.views.numbers import sections_of, told_value, unit_headers, unit_rows

_BATCH = 500


@asks(anyone)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """All numbers of a body for a session, some days, or with everything below it."""
    scoped = scoped_in(request.GET, request.user)
    if scoped is None:
        return page(request, "proposals/places.html", places(request))
    found = _numbers(scoped, request.user)
    context = {
        "place": scoped.body,
        "scoped": scoped,
        "sections": sections_of(found, scoped),
        "tabs": _tabs(scoped),
        "query": scoped.query(),
        "as_of": timezone.now(),
        **_for_staff(scoped, request.user),
    }
    return page(request, "proposals/statistics.html", context)


def _for_staff(scoped: Scoped, user: Any) -> dict[str, Any]:
    """How each unit stands, and to the office its reports; of the own body only."""
    if scoped.body.pk not in bodies_as(user, *STAFF) or scoped.scope.is_subtree:
        return {}
    key = ("units", scoped.query())
    found = keeper_for(scoped.body.pk).keep(key, lambda: by_unit(scoped.scope))
    return {
        "unit_headers": unit_headers(),
        "unit_rows": unit_rows(found, scoped),
        "is_office": scoped.body.pk in bodies_as(user, *OFFICE_ROLES),
    }


def _numbers(scoped: Scoped, user: Any) -> list[Statistic]:
    """Kept for a minute, or until something is done in the body."""
    is_public = scoped.body.pk not in bodies_as(user, *STAFF)
    key = ("statistics", scoped.query(), is_public, get_language())
    return keeper_for(scoped.body.pk).keep(key, lambda: statistics(scoped.scope, is_public=is_public))


def _tabs(scoped: Scoped) -> list[dict[str, Any]]:
    """The sessions, all of them, and everything below."""
    scope = scoped.scope
    plain = {"start": "", "end": "", "below": ""}
    tabs = [
        {
            "label": str(one),
            "href": f"?{scoped.query(session=code_of(one), **plain)}",
            "current": scope.session == one,
        }
        for one in scoped.sessions
    ]
    every = {"href": f"?{scoped.query(session=ALL, **plain)}"}
    is_all = scope.session is None and not scope.is_subtree and not (scoped.start or scoped.end)
    tabs.append({**every, "label": _("all sessions"), "current": is_all})
    if scoped.body.level != "county":
        below = {"href": f"?{scoped.query(session='', below='1')}"}
        tabs.append({**below, "label": _("with all places below"), "current": scope.is_subtree})
    return tabs


@asks(anyone)
@require_safe
def rows(request: HttpRequest, name: str) -> HttpResponse:
    """The rows behind one number, as far as the person may read them."""
    figure, scoped, part = figure_named(APP + name), _scoped(request), part_in(name, request.GET)
    numbers = _numbers(scoped, request.user)
    label = label_of(part, numbers) if part.by else ""
    counted = figure.rows(scoped.scope).filter(condition(part, scoped.scope))
    sort = sort_of(counted)
    found = stretch(
        sort.visible(counted, request.user),
        ("-pk",),
        after=request.GET.get("after", ""),
        before=request.GET.get("before", ""),
    )
    context = {
        "figure": figure,
        "place": scoped.body,
        "label": _("%(figure)s: %(group)s") % {"figure": figure.label, "group": label}
        if label
        else figure.label,
        "value": told_value(counted.count() if label else _value(figure, numbers)),
        **_shown(found.rows, sort, request.user, scoped),
        "previous": f"?{scoped.query(**part.as_query(), before=found.before)}" if found.before else "",
        "next": f"?{scoped.query(**part.as_query(), after=found.after)}" if found.after else "",
        "name": name,
        "query": scoped.query(),
        "rows_query": scoped.query(**part.as_query()),
    }
    return page(request, "proposals/statistics_rows.html", context)


def _value(figure: Figure, numbers: list[Statistic]) -> int | float | None:
    """As the statistics page says it, so that the two cannot differ."""
    found: int | float | None = next(one["value"] for one in numbers if one["name"] == figure.name)
    return found


def _shown(found: list[Any], sort: Sort, user: Any, scoped: Scoped) -> dict[str, Any]:
    """Cases as the list of cases shows them; everything else as a table."""
    if found and isinstance(found[0], Proposal):
        return {"items": items_of(cards_of(found, user, scoped.body))}
    headers = [{"label": sort.headers()[place]} for place in sort.shown]
    return {"headers": headers, "rows": _cells(sort.read(found, user, scoped.scope), sort.shown)}


def _cells(found: Iterable[Row], places: Sequence[int]) -> list[dict[str, Any]]:
    """The number first, then the title, which leads to the case."""
    shown = []
    for row in found:
        values = [row.cells[place] for place in places]
        cells: list[dict[str, Any]] = [{"text": "–" if one in (None, "") else one} for one in values]
        cells[1]["href"] = reverse("proposals:show", args=[row.case_id])
        shown.append({"cells": cells})
    return shown


def _scoped(request: HttpRequest) -> Scoped:
    scoped = scoped_in(request.GET, request.user)
    if scoped is None:
        raise NotVisible(_("Please choose a place first."))
    return scoped


@asks(anyone)
@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The numbers and their groups as a table."""
    scoped = _scoped(request)
    found = _numbers(scoped, request.user)
    headers = [
        _("figure"),
        pgettext("statistics", "group"),
        _("value"),
        pgettext("measure", "unit"),
        _("definition"),
    ]
    lines = [line for one in found for line in _lines(one)]
    return table_answer(kind, f"statistics-{scoped.body.region.code}", headers, lines, count=len(lines))


def _lines(one: Statistic) -> list[list[object]]:
    own = [[one["label"], "", one["value"], one["unit"], one["definition"]]]
    groups = [line for lines in one["groups"].values() for line in lines]
    return [*own, *([one["label"], line["label"], line["value"], one["unit"], ""] for line in groups)]


@asks(anyone)
@require_safe
def rows_export(request: HttpRequest, name: str, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The rows behind one number, or behind one line of its group, as a table."""
    figure, scoped, part = figure_named(APP + name), _scoped(request), part_in(name, request.GET)
    if part.by:
        label_of(part, _numbers(scoped, request.user))
    counted = figure.rows(scoped.scope).filter(condition(part, scoped.scope))
    sort = sort_of(counted)
    found = sort.visible(counted, request.user).order_by("-pk")
    table = _all_rows(found, request.user, scoped, sort)
    file_name = f"{name}-{scoped.body.region.code}"
    return table_answer(kind, file_name, sort.headers(), table, count=found.count())


def _all_rows(found: Any, user: Any, scoped: Scoped, sort: Sort) -> Iterator[Any]:
    source = iter(found.iterator(chunk_size=_BATCH))
    while batch := list(islice(source, _BATCH)):
        yield from (row.cells for row in sort.read(batch, user, scoped.scope))
