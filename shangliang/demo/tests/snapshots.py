"""Everything that stands in the tables of cases and of the ledger, with ids replaced by their order."""

from collections import defaultdict
from typing import Any

from django.db.models import Model

from shangliang.bodies.models import Counter
from shangliang.ledger.models import Act, Credit, Link, Tally
from shangliang.notices.models import Notice
from shangliang.proposals import models

NUMBERED = (
    models.Proposal,
    models.Cosignature,
    models.TextVersion,
    models.Attachment,
    models.Assignment,
    models.AssignmentDeadline,
    models.Reply,
    models.Contact,
    models.Coordination,
    models.Rating,
    models.PublicText,
    models.Visit,
    models.Instruction,
    Act,
    Link,
)
LOOSE = (models.Proposal.suggested_units.through, Credit, Tally, Counter, Notice)
# Facts that name rows of these tables.
NAMED = {"assignment": models.Assignment, "into": models.Proposal}


Models = tuple[type[Model], ...]


def snapshot(
    numbered: Models = NUMBERED, loose: Models = LOOSE, named: dict[str, type[Model]] = NAMED
) -> dict[str, list[dict[str, Any]]]:
    """Rows by table, in order; `named` are the facts that name rows of these tables."""
    places = {model: _places(model) for model in numbered}
    kept = {
        model.__name__: [_row(one, places, named) for one in model._base_manager.order_by("pk")]
        for model in numbered
    }
    for model in loose:
        rows = (_row(one, places, named) for one in model._base_manager.all())
        kept[model.__name__] = sorted(rows, key=repr)
    return kept


def _places(model: type[Model]) -> dict[int, int]:
    return {
        pk: place for place, pk in enumerate(model._base_manager.order_by("pk").values_list("pk", flat=True))
    }


def _row(
    one: Model, places: dict[type[Model], dict[int, int]], named: dict[str, type[Model]]
) -> dict[str, Any]:
    row = {f.attname: _cell(one, f, places) for f in one._meta.concrete_fields if not f.primary_key}
    # What is told in bulk is the past: nobody is to get mail of it.
    row.pop("routed", None)
    by_label = defaultdict(dict, {model._meta.label_lower: found for model, found in places.items()})
    for prefix in ("subject", "case", "from", "to"):
        if f"{prefix}_type" in row:
            row[f"{prefix}_id"] = by_label[row[f"{prefix}_type"]].get(row[f"{prefix}_id"])
    if "facts" in row:
        row["facts"] = {k: places[named[k]][v] if k in named else v for k, v in row["facts"].items()}
    return row


def _cell(one: Model, field: Any, places: dict[type[Model], dict[int, int]]) -> Any:
    value = getattr(one, field.attname)
    if field.related_model in places:
        return places[field.related_model].get(value)
    return bool(value) if field.attname == "file" else value
