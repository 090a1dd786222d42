"""The page of the guided tour."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shangliang.core.errors import NotVisible
from shangliang.core.http import asks, page
from shangliang.core.rules import anyone
from shangliang.demo import loading, tour


@asks(anyone)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One case through every hand; only where this is a demo."""
    if not (settings.DEMO and loading.is_loaded()):
        raise NotVisible(_("This is no demo."))
    case = tour.followed_case()
    context = {"steps": tour.steps(case), "case": case, "roles": tour.roles()}
    return page(request, "demo/tour.html", context)
