"""Questions about gatherings that more than one place asks."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from shangliang.gatherings.models import Gathering


def newest_first(user: Any) -> QuerySet[Gathering]:
    """What a person may see, for a list."""
    return Gathering.objects.visible_to(user).select_related("body").order_by("-id")


def awaiting_outcome(day: date) -> QuerySet[Gathering]:
    """Announced for an earlier day, and nobody wrote the outcome down."""
    announced = Gathering.objects.filter(state=Gathering.State.ANNOUNCED, day__lt=day)
    return announced.select_related("body").order_by("id")
