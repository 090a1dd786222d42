"""Of what a search found, what a person may read: asked of the database, before anything is counted."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet

from shangliang.insight.text.registry import Face

# So many ids at a time are put to the database.
CHUNK = 900
# More visible hits than this are not counted one by one.
COUNTED = 5_000


def readable(face: Face, user: Any, pks: Sequence[int], where: Q | None = None) -> tuple[list[int], bool]:
    """The ids this person may read, in the given order; and whether there are more than these."""
    rows = face.seen(user)
    rows = rows.filter(where) if where is not None else rows
    if len(pks) > CHUNK:
        few = list(rows.order_by().values_list("pk", flat=True)[: COUNTED + 1])
        if len(few) <= COUNTED:
            allowed = set(few)
            return [pk for pk in pks if pk in allowed], False
    return _by_chunks(rows, pks)


def _by_chunks(rows: "QuerySet[Any]", pks: Sequence[int]) -> tuple[list[int], bool]:
    found: list[int] = []
    for start in range(0, len(pks), CHUNK):
        some = pks[start : start + CHUNK]
        allowed = set(rows.filter(pk__in=some).order_by().values_list("pk", flat=True))
        found += [pk for pk in some if pk in allowed]
        if len(found) > COUNTED:
            return found[:COUNTED], True
    return found, False
