"""Who may do what to a gathering, each with the sentence a refused person reads."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.queries import OFFICE_ROLES, bodies_as
from shangliang.bodies.rules import in_office, is_system, leads_office
from shangliang.core.rules import rule
from shangliang.gatherings.models import Gathering

__all__ = ["in_office", "is_system", "runs_it"]


@rule(_("Only the colleague who prepares this gathering, or the lead of the office, can do this."))
def is_host(user: Any, gathering: Gathering) -> bool:
    """Whoever began it, while they work in the office."""
    return gathering.author_id == user.pk and gathering.body_id in bodies_as(user, *OFFICE_ROLES)


runs_it = is_host | leads_office
