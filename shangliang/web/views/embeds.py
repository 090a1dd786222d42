"""Parts of the public home as frames on other sites: a list, one case, a counter; no cookie, no script."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from csp.constants import NONE, SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from shangliang.bodies.models import Body
from shangliang.core.errors import NotVisible
from shangliang.core.homes import Composed, Home, Numbers, Rows, Visit, cards, composed, part_named
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone

VISITOR = AnonymousUser()
SECONDS = 300
Framed = Callable[..., HttpResponse]


def _policy() -> dict[str, Any]:
    return {
        "default-src": [NONE],
        "script-src": [NONE],
        "object-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": settings.EMBED_ANCESTORS,
        "sandbox": ["allow-popups", "allow-popups-to-escape-sandbox"],
    }


def _framed(view: Framed) -> Framed:
    """Open to frames of the sites named in EMBED_ANCESTORS, under the tightest policy, kept for minutes."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        language = request.GET.get("lang") or get_language() or settings.LANGUAGE_CODE
        with override(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE):
            try:
                found = view(request, *args, **kwargs)
            except NotVisible as refusal:
                # Not the site's own page of trouble: that has forms, and forms set a cookie.
                found = _drawn(request, status=404, sentence=refusal.sentence)
        found["Cache-Control"] = f"public, max-age={SECONDS}"
        return cast("HttpResponse", csp_replace(_policy())(lambda _request: found)(request))

    return cast("Framed", asks(anyone)(require_safe(xframe_options_exempt(answer))))


def _body_in(code: str) -> Body:
    found = (
        Body.objects.visible_to(VISITOR)
        .filter(is_active=True, region__code=code)
        .select_related("region")
        .first()
    )
    if found is None:
        raise NotVisible(_("There is no such place, or its body is not in use."))
    return found


def _drawn(request: HttpRequest, status: int = 200, **context: Any) -> HttpResponse:
    """Without the request: nothing of who asks can come in."""
    site = request.build_absolute_uri("/")
    return HttpResponse(
        render_to_string("embed/frame.html", {**context, "site": site.rstrip("/")}), status=status
    )


@_framed
def part(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A list or the numbers of a body's public home."""
    body = _body_in(code)
    found = part_named(Visit(Home.PUBLIC, VISITOR, body), name)
    if not isinstance(found, Rows | Numbers):
        raise NotVisible(_("There is nothing of this name to embed."))
    return _drawn(request, place=body, part=found, href=f"{reverse('home')}?body={code}")


@_framed
def counter(request: HttpRequest, code: str, name: str, number: str) -> HttpResponse:
    """One number of the public home."""
    body = _body_in(code)
    found = part_named(Visit(Home.PUBLIC, VISITOR, body), name)
    shown = [one for one in found.numbers if one["name"] == number] if isinstance(found, Numbers) else []
    if not shown:
        raise NotVisible(_("There is nothing of this name to embed."))
    only = Numbers(name, found.title if found else "", shown)
    return _drawn(request, place=body, part=only, href=f"{reverse('home')}?body={code}")


@_framed
def case(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One published case."""
    row = cards[kind](pk) if kind in cards else None
    if row is None:
        raise NotVisible(_("This case does not exist, or it is not public."))
    return _drawn(request, row=row)


@asks(anyone)
@require_safe
def codes(request: HttpRequest) -> HttpResponse:
    """The lines to copy into another page, each with a look at what they show."""
    kind, _slash, pk = request.GET.get("case", "").partition("/")
    if kind:
        found = [_case_code(request, kind, pk)]
        return page(request, "embed/codes.html", {"place": None, "codes": found})
    body = _body_in(request.GET.get("body", ""))
    home = composed(Visit(Home.PUBLIC, VISITOR, body))
    return page(request, "embed/codes.html", {"place": body, "codes": _codes_of(request, body, home)})


def _case_code(request: HttpRequest, kind: str, pk: str) -> dict[str, Any]:
    row = cards[kind](int(pk)) if kind in cards and pk.isdecimal() and len(pk) < 16 else None
    if row is None:
        raise NotVisible(_("This case does not exist, or it is not public."))
    return _code(request, row["title"], reverse("embed_case", args=[kind, int(pk)]), 260)


def _codes_of(request: HttpRequest, body: Body, home: Composed) -> list[dict[str, Any]]:
    code, found = body.region.code, []
    for one in (*home.main, *home.beside):
        if isinstance(one, Rows | Numbers):
            found.append(_code(request, str(one.title), reverse("embed_part", args=[code, one.name]), 480))
        if isinstance(one, Numbers):
            for number in one.numbers:
                address = reverse("embed_counter", args=[code, one.name, number["name"]])
                found.append(_code(request, str(number["label"]), address, 180))
    return found


def _code(request: HttpRequest, title: str, address: str, height: int) -> dict[str, Any]:
    whole = request.build_absolute_uri(f"{address}?lang={get_language()}")
    context = {"title": title, "address": whole, "height": height}
    return {**context, "code": render_to_string("embed/code.html", context).strip()}
