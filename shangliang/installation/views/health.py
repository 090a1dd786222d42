"""The page about the installation's health: what is looked at, how it stands, what to do."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shangliang.core.health import STOP, WAIT, findings
from shangliang.core.http import asks, page
from shangliang.core.time import today
from shangliang.installation.rules import sees_health


@never_cache
@asks(sees_health)
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every check, the worst first."""
    told = findings()
    tones = [one.finding.tone for one in told]
    context = {"told": told, "bad": tones.count(STOP), "soon": tones.count(WAIT), "day": today()}
    return page(request, "installation/health.html", context)
