"""What hangs on one word, read by queries composed once and laid where the word itself would look for it."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from shangliang.core.laying import lay
from shangliang.core.prepared import Prepared
from shangliang.opinions.models import Appeal, Disclosure, Handover, Photo, Rating, Referral, Suggestion

_OWNER, _HOST = "suggestion", "merged_into"
# Each part: its rows in order, and by which field they belong to the word.
_PARTS: dict[str, tuple["QuerySet[Any]", str]] = {
    "referrals": (Referral.objects.select_related("unit", "deadline").order_by("id"), _OWNER),
    "photos": (Photo.objects.order_by("id"), _OWNER),
    "ratings": (Rating.objects.order_by("round"), _OWNER),
    "handovers": (Handover.objects.order_by("id"), _OWNER),
    "appeals": (Appeal.objects.order_by("id"), _OWNER),
    "disclosures": (Disclosure.objects.order_by("id"), _OWNER),
    "merged": (Suggestion.objects.order_by("id"), _HOST),
}


def _belonging(rows: "QuerySet[Any]", field: str) -> Prepared:
    return Prepared(lambda pk: rows.filter(**{f"{field}_id": pk}), int)


def _which_are_there(pk: int) -> "QuerySet[Any, Any]":
    there = [Exists(rows.order_by().filter(**{field: OuterRef("pk")})) for rows, field in _PARTS.values()]
    found: QuerySet[Any, Any] = Suggestion.objects.filter(pk=pk).order_by().values_list(*there)
    return found


_there = Prepared(_which_are_there, int)
_rows = {name: _belonging(*part) for name, part in _PARTS.items()}


def load_parts(one: Suggestion, *names: str) -> None:
    """What hangs on a word, of all parts or of those named: a query for what there is, and one for each of that.

    Most words have little."""
    there = next(iter(_there(one.pk)))
    for is_there, (name, (_of, field)) in zip(there, _PARTS.items(), strict=True):
        if not names or name in names:
            rows = _rows[name].objects(one.pk) if is_there else []
            for row in rows:
                setattr(row, field, one)
            lay(one, name, rows)
