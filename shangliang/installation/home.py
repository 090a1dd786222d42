"""What the installation puts on the homes: its health, for those who keep it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from shangliang.bodies.queries import operates
from shangliang.core.homes import Choice, Home, Part, Visit, home_part
from shangliang.installation.rules import sees_health


@home_part(Home.KEEPER, order=30)
def health(visit: Visit) -> Iterator[Part]:
    """Where administrators see what needs attention."""
    if sees_health.holds(visit.user, None):
        yield Choice(
            _("Health of the installation"),
            _("Mail, worker, storage, backup: what needs attention."),
            reverse("installation:health"),
        )


@home_part(Home.PUBLIC, order=90)
def health_for_operators(visit: Visit) -> Iterator[Part]:
    """Whoever operates the installation holds no post, and so has the public home."""
    if operates(visit.user):
        yield from health(visit)
