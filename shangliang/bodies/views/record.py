"""The record of a body for auditors and administrators."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse

from shangliang.bodies import records
from shangliang.bodies.fact_words import Told
from shangliang.bodies.listing import slice_after, with_query
from shangliang.bodies.models import Body, Post
from shangliang.bodies.queries import PLATFORM, SYSTEM, role_label
from shangliang.bodies.rules import sees_record
from shangliang.bodies.views.body_pages import as_file, of_body
from shangliang.bodies.views.manage import frame
from shangliang.core.http import page
from shangliang.core.text import excerpt

_LONGEST = 300


@of_body(sees_record)
def record(request: HttpRequest, body: Body) -> HttpResponse:
    """Entries, newest first, narrowed by kind, role and days."""
    query = request.GET.dict()
    shown = slice_after(records.entries(body, request.user, query), query, newest_first=True)
    names = records.names_of(shown.rows)
    told = Told(body, shown.rows)
    rows = [_row(act, names, told) for act in shown.rows]
    roles = [(role, role_label(role)) for role in (*Post.Role.values, PLATFORM, SYSTEM)]
    file = reverse("bodies:record_file", args=[body.pk]) + with_query(query, after="")
    more = {"rows": rows, "next": shown.next, "first": shown.first, "query": query, "roles": roles}
    kinds = records.kind_choices()
    return page(request, "bodies/record.html", frame(request, body, "record", kinds=kinds, file=file, **more))


def _row(act: Any, names: dict[int, str], told: Told) -> dict[str, Any]:
    return {
        "act": act,
        "what": records.words_of(act.kind),
        "role": role_label(act.role),
        "name": names.get(act.actor_id, ""),
        "facts": excerpt(told.line(act), _LONGEST),
        "is_voiding": act.voids_id is not None,
    }


@of_body(sees_record)
def record_file(request: HttpRequest, body: Body) -> HttpResponse | StreamingHttpResponse:
    """The narrowed entries as CSV."""
    rows = records.entries(body, request.user, request.GET.dict())
    return as_file(f"record-{body.region.code}", "csv", records.HEADERS, records.export_cells(rows))
