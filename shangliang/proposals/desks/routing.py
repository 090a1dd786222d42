"""To which units a filed case would usually go: as suggested, else where its category went before."""

from typing import Any

from django.db.models import Count

from shangliang.bodies.models import Body, Unit
from shangliang.proposals.models import Assignment, Proposal

Duty = Assignment.Duty
_LOOK_BACK = 2000


def usual_units(body: Body, categories: set[str]) -> dict[str, Unit]:
    """Category → the unit that led most of its latest cases, or whose own field it names. Two queries."""
    units = {unit.pk: unit for unit in Unit.objects.of(body)}
    by_kind = {unit.kind: unit for unit in units.values()}
    found = {code: by_kind[tail] for code in categories if (tail := code.rpartition(".")[2]) in by_kind}
    for category, unit_id in _habits(body, categories):
        if unit_id in units:
            found[category] = units[unit_id]
    return found


def _habits(body: Body, categories: set[str]) -> list[tuple[str, int]]:
    """(category, leading unit), the most frequent last."""
    latest = Assignment.objects.filter(unit__region_id=body.region_id, duty=Duty.LEAD).order_by("-pk")
    recent = Assignment.objects.filter(pk__in=list(latest.values_list("pk", flat=True)[:_LOOK_BACK]))
    rows = recent.filter(proposal__body_id=body.pk, proposal__category__in=categories).order_by()
    counted = rows.values_list("proposal__category", "unit_id").annotate(n=Count("pk"))
    return [(category, unit_id) for category, unit_id, _n in counted.order_by("n", "-unit_id")]


def default_plan(proposal: Proposal, usual: dict[str, Unit]) -> list[dict[str, Any]]:
    """The first suggested unit leads, the others join; without suggestion the usual unit leads."""
    suggested = [unit for unit in proposal.suggested_units.all() if unit.is_active]
    if not suggested:
        unit = usual.get(proposal.category)
        suggested = [unit] if unit else []
    duties = [Duty.LEAD] + [Duty.JOINT] * (len(suggested) - 1)
    return [{"unit": unit, "duty": duty.value} for unit, duty in zip(suggested, duties, strict=False)]
