"""The first page: the public home of a body, or the home of the post in which a person acts."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body, Post
from shangliang.bodies.queries import operates, posts_of, session_of, shown_name
from shangliang.core.errors import NotVisible, Sentence
from shangliang.core.homes import Choice, Composed, Home, Visit, composed, place_of
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.web.tiles import tiles

Role = Post.Role
HOMES: dict[str, Home] = {
    Role.MEMBER: Home.MEMBER,
    Role.CONTACT: Home.MEMBER,
    Role.OFFICE_CLERK: Home.OFFICE,
    Role.OFFICE_LEAD: Home.OFFICE,
    Role.UNIT_CLERK: Home.UNIT,
    Role.UNIT_LEAD: Home.UNIT,
    Role.SUPERVISOR: Home.SUPERVISION,
    Role.LEADER: Home.LEADER,
    Role.AUDITOR: Home.KEEPER,
    Role.ADMIN: Home.KEEPER,
}
TITLES: dict[Home, Sentence] = {
    Home.MEMBER: gettext_lazy("My desk"),
    Home.OFFICE: gettext_lazy("The office today"),
    Home.UNIT: gettext_lazy("My unit today"),
    Home.SUPERVISION: gettext_lazy("Supervision today"),
    Home.LEADER: gettext_lazy("Key proposals and directions"),
    Home.KEEPER: gettext_lazy("Administration"),
}


@asks(anyone)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The home of the post one acts in; with a place in the address, or without a post, the public one."""
    code = request.GET.get("body", "")[:12]
    post = next(iter(posts_of(request.user)), None)
    if post is not None and not code:
        return _desk(request, post)
    return _public(request, _body_of(request, code))


def _desk(request: HttpRequest, post: Post) -> HttpResponse:
    visit = Visit(HOMES[post.role], request.user, post.body)
    context = {
        "title": TITLES[visit.home],
        "post": post,
        "home": composed(visit),
        "guide": HOMES[post.role].value,
    }
    return page(request, "home/desk.html", context)


def _body_of(request: HttpRequest, code: str) -> Body | None:
    """The body asked for, else one's own, else the topmost one in use."""
    if not code and (own := place_of(request.user)) is not None:
        return cast("Body", own)
    rows = Body.objects.visible_to(request.user).filter(is_active=True).select_related("region")
    if not code:
        return rows.order_by("path").first()
    found = rows.filter(region__code=code).first()
    if found is None:
        raise NotVisible(_("There is no such place, or its body is not in use."))
    return found


def _public(request: HttpRequest, body: Body | None) -> HttpResponse:
    found = composed(Visit(Home.PUBLIC, request.user, body)) if body else Composed()
    context: dict[str, Any] = {
        "place": body,
        "place_name": shown_name(body) if body else "",
        "code": body.region.code if body else "",
        "session": session_of(body) if body else None,
        "home": found,
        "choices": [*found.choices, *_common(request)],
        "tiles": tiles(),
    }
    return page(request, "home/public.html", context)


def _common(request: HttpRequest) -> list[Choice]:
    """What everybody can do, whatever the activities offer."""
    find = Choice(
        _("Find your own conference"), _("By place or by name, from the nation to the county."), "#places"
    )
    if operates(request.user):
        text = _("Put conferences in use and name their administrators.")
        return [find, Choice(_("Administer this installation"), text, reverse("bodies:index"))]
    if request.user.is_authenticated:
        return [find]
    text = _("Members, offices and units find their work here.")
    return [find, Choice(_("Sign in"), text, reverse("sign_in"))]
