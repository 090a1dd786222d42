"""One box over everything one may read; the address holds all of what is asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body
from shangliang.bodies.telling import told_day
from shangliang.core.guides import Word, words
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.insight.text import registry
from shangliang.insight.text.asking import Asked, asked_in, body_asked, filters_of
from shangliang.insight.text.normalise import normalise
from shangliang.insight.text.search import PAGE, Hit, Results, find, overview
from shangliang.insight.text.words import fold

MOST_OPTIONS, MOST_WORDS, MOST_NAMES = 8, 3, 3
Row = dict[str, Any]


@asks(anyone)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What holds the words: a few of every kind, or one kind page by page."""
    asked = asked_in(request.GET)
    body = body_asked(asked)
    filters = filters_of(asked, body)
    if asked.kind:
        results = find(request.user, asked.q, kinds=[asked.kind], filters=filters, page=asked.page)
    else:
        results = overview(request.user, asked.q, filters=filters)
    return page(request, "search/index.html", _context(asked, body, results))


def _context(asked: Asked, body: Body | None, results: Results) -> Row:
    names = _body_names(results)
    counts = [one for one in results.counts if asked.kind in ("", one.kind)]
    return {
        "asked": asked,
        "hidden": [(k, getattr(asked, k)) for k in ("kind", "body", "year", "state", "field")],
        "is_asked": bool(results.words),
        "is_wordless": bool(asked.q) and not results.words,
        "total": sum(one.number for one in counts),
        "is_more": any(one.is_more for one in counts),
        "sections": _sections(asked, results, names),
        "groups": _groups(asked, results, names),
        "chips": _chips(asked, body),
        "clear_href": Asked(q=asked.q).href(),
        "meant": results.suggestion,
        "meant_href": asked.href(q=results.suggestion),
        "words": _glossary(asked),
        "pager": _pager(asked, results),
    }


def _body_names(results: Results) -> dict[int, Body]:
    """The bodies of the hits and those with most hits. One query."""
    wanted = [pk for pk, _many in _most(results.bodies)] + [hit.body for hit in results.hits]
    rows = Body.objects.select_related("region")  # seen: bodies are public
    return rows.in_bulk(wanted)


def _most(counts: Any) -> list[tuple[int, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_OPTIONS]


def _sections(asked: Asked, results: Results, names: dict[int, Body]) -> list[Row]:
    """The hits by kind, in the order of the best."""
    counts = {one.kind: one for one in results.counts}
    return [
        {
            "label": counts[kind].label,
            "count": _told(counts[kind].number, counts[kind].is_more),
            "rows": [_row(hit, names) for hit in results.hits if hit.kind == kind],
            "all_href": "" if asked.kind else asked.href(kind=kind),
            "has_more": counts[kind].number > sum(hit.kind == kind for hit in results.hits),
        }
        for kind in dict.fromkeys(hit.kind for hit in results.hits)
    ]


def _row(hit: Hit, names: dict[int, Body]) -> Row:
    body = names.get(hit.body) if hit.kind != "body" else None
    day = told_day(hit.day) if hit.day else ""
    return {
        "href": hit.address,
        "title": hit.title,
        "text": hit.text,
        "names": [one for one in hit.names if any(piece.is_marked for piece in one)][:MOST_NAMES],
        "meta": [str(part) for part in (body, day) if part],
        "state": hit.state,
    }


def _told(number: int, is_more: bool) -> str:
    return _("more than %(number)s") % {"number": number} if is_more else str(number)


def _groups(asked: Asked, results: Results, names: dict[int, Body]) -> list[Row]:
    """How the list can be narrowed, with counts of what this person may read."""
    years = sorted(results.years.items(), reverse=True)[:MOST_OPTIONS]
    kinds = [
        _option(asked, one.label, _told(one.number, one.is_more), kind=one.kind)
        for one in results.counts
        if one.number or asked.kind == one.kind
    ]
    places = [
        _option(asked, names[pk], many, body=names[pk].region.code)
        for pk, many in _most(results.bodies)
        if pk in names
    ]
    states = [
        _option(asked, label, results.states[code], state=code)
        for code, label in (registry.kinds[asked.kind].states() if asked.kind else [])
        if results.states.get(code)
    ]
    fields = (("title", _("titles only")), ("name", _("names only")))
    groups = [
        (_("Kind"), kinds),
        (_("Conference"), places),
        (_("Year"), [_option(asked, year, many, year=str(year)) for year, many in years]),
        (registry.kinds[asked.kind].state_label if asked.kind else "", states),
        (_("Where to look"), [_option(asked, label, "", field=code) for code, label in fields]),
    ]
    return [{"label": label, "options": options} for label, options in groups if options]


def _option(asked: Asked, label: Any, count: Any, **narrowed: str) -> Row:
    """A link that narrows, or takes the narrowing back."""
    ((name, value),) = narrowed.items()
    is_current = getattr(asked, name) == value
    href = asked.href(**{name: "" if is_current else value})
    return {"label": label, "count": count, "href": href, "current": is_current}


def _chips(asked: Asked, body: Body | None) -> list[Row]:
    states = dict(registry.kinds[asked.kind].states()) if asked.kind else {}
    labels = {
        "kind": registry.kinds[asked.kind].label if asked.kind else "",
        "body": body or "",
        "year": asked.year,
        "state": states.get(asked.state, ""),
        "field": {"title": _("titles only"), "name": _("names only")}.get(asked.field, ""),
    }
    return [{"label": label, "href": asked.href(**{name: ""})} for name, label in labels.items() if label]


def _glossary(asked: Asked) -> list[Word]:
    """Words of the domain that are asked for by name."""
    wanted = fold(normalise(asked.q).lower())
    if not wanted or asked.is_narrowed:
        return []
    said = [(one, {one.said_in("zh-hans").lower(), one.said_in("en").lower()}) for one in words()]
    exact = [one for one, names in said if wanted in names]
    return exact[:MOST_WORDS]


def _pager(asked: Asked, results: Results) -> Row:
    """Back and on; of one kind only."""
    at, pages = results.page, results.pages
    if not asked.kind or pages == 1:
        return {}
    told = {"first": (at - 1) * PAGE + 1, "last": (at - 1) * PAGE + len(results.hits)}
    return {
        "previous": asked.href(page=at - 1) if at > 1 else "",
        "next": asked.href(page=at + 1) if at < pages else "",
        "shown": _("%(first)s–%(last)s") % told,
    }
