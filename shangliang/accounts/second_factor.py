"""Whether a second step is due in this session."""

from django.conf import settings
from django.http import HttpRequest

from shangliang.accounts import policy, sessions


def is_due(request: HttpRequest) -> bool:
    """For those whose duties call for it and those who chose it; never in the demonstration."""
    if settings.DEMO or sessions.has_done_second_step(request):
        return False
    return bool(request.session.get(sessions.HAS_FACTOR)) or policy.second_factor_needed(request.user)
