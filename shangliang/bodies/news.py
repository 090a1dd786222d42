"""Which bodies have something new to be computed: acts since yesterday, or a file that is missing."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Sum

from shangliang.bodies.models import Body
from shangliang.core.time import today
from shangliang.ledger.models import Tally


def bodies_with_news(
    kinds: tuple[str, ...], has_what_it_needs: Callable[[Body], bool], fewest: int
) -> list[int]:
    """Bodies with such an act since yesterday, and those that had enough of them but lack their file.

    Three queries, whatever the number of bodies."""
    bodies = list(Body.objects.filter(is_active=True).only("pk"))
    counted = Tally.objects.filter(kind__in=kinds, role="")
    missing = [body.pk for body in bodies if not has_what_it_needs(body)]
    enough = {pk for pk, count in _counts(counted.filter(body__in=missing)) if count >= fewest}
    recent = counted.filter(body__in=[body.pk for body in bodies], day__gte=today() - timedelta(days=1))
    return sorted(enough | {pk for pk, _count in _counts(recent)})


def _counts(rows: Any) -> Iterable[tuple[int, int]]:
    found: Iterable[tuple[int, int]] = (
        rows.order_by().values_list("body_id").annotate(n=Sum("count")).values_list("body_id", "n")
    )
    return found
