"""Pages of those who administer a body or look after its people: lists, and what can be changed in them."""

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _t

from shangliang.bodies import places, queries_people
from shangliang.bodies.flows import bodies as flow
from shangliang.bodies.listing import chips, slice_after, with_query
from shangliang.bodies.models import Body, Collective, Post, Unit
from shangliang.bodies.rules import administers, sees_people, sees_record
from shangliang.bodies.rulesets import kind_label, schemas
from shangliang.bodies.unit_kinds import unit_kinds
from shangliang.bodies.views.body_pages import as_file, of_body
from shangliang.core.errors import NotVisible
from shangliang.core.http import page

Answer = HttpResponse | StreamingHttpResponse


def frame(request: HttpRequest, body: Body, current: str, **more: Any) -> dict[str, Any]:
    """What all these pages show: the body, its tabs, and whether the person may change things."""
    named = (
        ("members", _t("Members"), sees_people),
        ("posts", _t("Posts"), sees_people),
        ("collectives", _t("Collectives"), administers),
        ("units", _t("Units"), administers),
        ("terms", _t("Terms and sessions"), administers),
        ("rule_kinds", _t("Rules"), administers),
        ("record", _t("Record"), sees_record),
    )
    tabs = [
        {"label": label, "href": reverse(f"bodies:{name}", args=[body.pk]), "current": name == current}
        for name, label, rule in named
        if rule.holds(request.user, body)
    ]
    may_change = administers.holds(request.user, body)
    return {"body_shown": body, "tabs": tabs, "may_change": may_change, **more}


@of_body(sees_people)
def manage(request: HttpRequest, body: Body) -> HttpResponse:
    """Where administration begins: every act, and why those that are closed are closed."""
    offers = [
        {
            "act": offer.act.spec.name,
            "label": offer.act.spec.label,
            "url": reverse("bodies:perform", args=[body.pk, offer.act.spec.name]),
            "open": offer.is_open,
            "reason": offer.reason,
        }
        for offer in flow.open_to(request.user, body)
        if offer.act.spec.name not in _BEGUN_ELSEWHERE
    ]
    return page(request, "bodies/manage.html", frame(request, body, "", offers=offers))


# Acts that need something chosen first are begun from the list in which it is chosen.
_BEGUN_ELSEWHERE = frozenset({"set_rules", "void_entry", "end_post", "change_membership", "rename_unit"})
_BEGUN_ELSEWHERE |= {"retire_unit", "rename_collective", "retire_collective", "change_cutoff"}


@of_body(sees_people)
def members(request: HttpRequest, body: Body) -> HttpResponse:
    """Members by name, sector, committee and time, each with the interval of the membership."""
    query = request.GET.dict()
    shown = slice_after(queries_people.members(body, request.user, query), query)
    seats = [
        one
        for one in Collective.objects.visible_to(request.user).filter(body=body, is_active=True)
        if one.kind in ("sector", "committee")
    ]
    rows = [{"membership": one, "interval": queries_people.interval(one.post)} for one in shown.rows]
    context = frame(
        request,
        body,
        "members",
        rows=rows,
        next=shown.next,
        first=shown.first,
        query=query,
        sectors=[one for one in seats if one.kind == "sector"],
        committees=[one for one in seats if one.kind == "committee"],
        times=_times(query),
        chips=chips(query, _member_chips(query, seats)),
        exports=_exports("members_file", body, query),
    )
    return page(request, "bodies/members.html", context)


def _times(query: dict[str, str]) -> list[dict[str, Any]]:
    """The three choices of time, as tabs of the list."""
    named = (
        (queries_people.NOW, _t("present")),
        (queries_people.ENDED, _t("ended")),
        (queries_people.ALL, _t("all")),
    )
    current = query.get("when") or queries_people.NOW
    return [
        {"label": label, "href": with_query(query, when=name, after=""), "current": name == current}
        for name, label in named
    ]


def _member_chips(query: dict[str, str], seats: list[Collective]) -> dict[str, str]:
    names = {str(one.pk): one.name for one in seats}
    return {
        "q": query.get("q", ""),
        "sector": names.get(query.get("sector", ""), ""),
        "committee": names.get(query.get("committee", ""), ""),
        "standing": _t("standing members"),
    }


def _exports(name: str, body: Body, query: dict[str, str]) -> list[dict[str, str]]:
    """The same list as files."""
    return [
        {
            "label": ending.upper(),
            "href": reverse(f"bodies:{name}", args=[body.pk, ending]) + with_query(query, after=""),
        }
        for ending in ("csv", "xlsx")
    ]


@of_body(administers)
def members_file(request: HttpRequest, body: Body, ending: str) -> Answer:
    """The members that the list shows, as a file that can be imported again."""
    rows = queries_people.members(body, request.user, request.GET.dict())
    cells = queries_people.member_cells(rows)
    return as_file(f"members-{body.region.code}", ending, queries_people.MEMBER_HEADERS, cells)


@of_body(sees_people)
def person(request: HttpRequest, body: Body, person: int) -> HttpResponse:
    """Everything one person held in this body, with its days."""
    held = queries_people.held_by(body, request.user, person)
    if not held:
        raise NotVisible(_t("This person holds nothing in this body."))
    rows = [{"post": one, "interval": queries_people.interval(one)} for one in held]
    return page(request, "bodies/person.html", frame(request, body, "", person=held[0].user, rows=rows))


@of_body(sees_people)
def posts(request: HttpRequest, body: Body) -> HttpResponse:
    """Who works for the body, its units and collectives."""
    query = request.GET.dict()
    shown = slice_after(queries_people.staff(body, request.user, query), query)
    rows = [{"post": one, "interval": queries_people.interval(one)} for one in shown.rows]
    roles = [one for one in Post.Role.choices if one[0] != Post.Role.MEMBER]
    more = {"rows": rows, "next": shown.next, "first": shown.first, "query": query, "roles": roles}
    return page(request, "bodies/posts.html", frame(request, body, "posts", times=_times(query), **more))


@of_body(administers)
def collectives(request: HttpRequest, body: Body) -> HttpResponse:
    """Sectors, committees, parties, organisations and groups, with how many sit in each."""
    return page(
        request,
        "bodies/collectives.html",
        frame(request, body, "collectives", groups=places.collectives_of(body)),
    )


@of_body(administers)
def units(request: HttpRequest, body: Body) -> HttpResponse:
    """Units of the region."""
    kinds = unit_kinds()
    rows = [{"unit": one, "kind": kinds.get(one.kind, one.kind)} for one in places.units_of(body)]
    exports = _exports("units_file", body, {})
    return page(request, "bodies/units.html", frame(request, body, "units", rows=rows, exports=exports))


@of_body(administers)
def units_file(request: HttpRequest, body: Body, ending: str) -> Answer:
    """The units as a file that can be imported again."""
    kinds = unit_kinds()
    rows = Unit.objects.of(body)
    cells = ([one.name, kinds.get(one.kind, one.kind), one.name_en] for one in rows.iterator(chunk_size=500))
    return as_file(f"units-{body.region.code}", ending, ("单位名称", "类别", "英文名称"), cells)


@of_body(administers)
def terms(request: HttpRequest, body: Body) -> HttpResponse:
    """Terms and their sessions."""
    return page(request, "bodies/terms.html", frame(request, body, "terms", terms=places.terms_of(body)))


@of_body(administers)
def rule_kinds(request: HttpRequest, body: Body) -> HttpResponse:
    """The kinds of rules there are."""
    kinds = [(kind, kind_label(kind)) for kind in sorted(schemas)]
    return page(request, "bodies/rule_kinds.html", frame(request, body, "rule_kinds", kinds=kinds))
