"""Bodies as the search finds them: by their names, by the units that answer there; both are public."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body, Unit
from shangliang.insight.text.grams import Document
from shangliang.insight.text.registry import Face, searchable

_AT_A_TIME = 2_000


def declare() -> None:
    """Register the kind."""
    searchable(
        "body",
        _("Conferences and units"),
        model=Body,
        faces=[Face("public", documents, lambda user: Body.objects.visible_to(user))],
        address=lambda pk: reverse("bodies:show", args=[pk]),
    )


def documents(pks: Iterable[int] | None) -> Iterator[Document]:
    """The named bodies, or all, with the units in use in their regions."""
    rows = Body.objects.order_by("pk")
    units = Unit.objects.filter(is_active=True).order_by("kind", "name")
    if pks is not None:
        rows = rows.filter(pk__in=list(pks))
        units = units.filter(region_id__in=rows.values("region_id"))
    by_region: dict[int, list[str]] = defaultdict(list)
    for region, *names in units.values_list("region_id", "name", "name_en"):
        by_region[region] += filter(None, names)
    for one in rows.iterator(chunk_size=_AT_A_TIME):
        text = " · ".join(filter(None, [one.name, one.name_en]))
        yield Document(one.pk, one.short_name, text, tuple(by_region[one.region_id]), one.pk)
