"""The numbers this activity can state about itself."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from shangliang.core.time import start_of
from shangliang.gatherings.models import Gathering
from shangliang.ledger.figures import Scope, figure


@figure(
    "gatherings.concluded",
    _("gatherings concluded"),
    unit=_("gatherings"),
    definition=_("Gatherings whose outcome was recorded within the period."),
)
def concluded(scope: Scope) -> QuerySet[Gathering]:
    """By the instant the outcome was recorded."""
    until = start_of(scope.end + timedelta(days=1))
    rows = Gathering.objects.filter(concluded_at__gte=start_of(scope.start), concluded_at__lt=until)
    if scope.is_subtree:
        return rows.filter(body__path__startswith=scope.body.path)
    return rows.filter(body=scope.body)
