"""Questions about other installations: with whom one can speak, and how it stands with each."""

from uuid import UUID

from django.db.models import Count, Min, Q, QuerySet

from shangliang.bodies.models import Body
from shangliang.opinions.models import Peer

# By it the cases are named under which two bodies tell each other their keys.
CHANNEL = UUID("5c8e4b7e-5d0a-4c1f-9d7f-0d3a5b6f2a11")


def neighbours() -> QuerySet[Body]:
    """Bodies that do not work here, directly above or below one that does."""
    active = Body.objects.filter(is_active=True)
    near = Q(pk__in=active.values("parent_id")) | Q(parent_id__in=active.values("pk"))
    return Body.objects.filter(near, is_active=False).select_related("region").order_by("path")


def connected_with(code: str) -> Peer | None:
    """The installation that may speak for the body of a region."""
    rows = Peer.objects.filter(body__region__code=code, state=Peer.State.CONNECTED)
    return rows.select_related("body__region").first()


def with_waiting(rows: "QuerySet[Peer]") -> "QuerySet[Peer]":
    """Each with how many messages wait to be taken, and since when."""
    waits = Q(outgoing__taken__isnull=True)
    return rows.annotate(
        waiting=Count("outgoing", filter=waits), waiting_since=Min("outgoing__written", filter=waits)
    )
