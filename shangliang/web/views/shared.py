"""Pages that belong to no activity."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from shangliang.core.http import asks, page, safe_next
from shangliang.core.rules import anyone
from shangliang.web.styleguide import examples

THEMES, MODES = ("auto", "light", "dark", "contrast"), ("standard", "elder")


@asks(anyone)
@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component with all its states."""
    return page(request, "styleguide.html", examples())


@asks(anyone)
@require_POST
def set_display(request: HttpRequest) -> HttpResponse:
    """Remember the theme and mode in a cookie."""
    answer = HttpResponseRedirect(safe_next(request, "/"))
    for name, known in (("theme", THEMES), ("mode", MODES)):
        if request.POST.get(name) in known:
            age = 365 * 24 * 3600
            secure = bool(settings.SESSION_COOKIE_SECURE)
            answer.set_cookie(
                name, request.POST[name], max_age=age, samesite="Lax", secure=secure, httponly=True
            )
    return answer


@asks(anyone)
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@asks(anyone)
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """The database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
