"""The row an act happens to: locked, read anew into the object in hand, and its values before and after."""

from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from shangliang.core.errors import NotVisible
from shangliang.core.prepared import Prepared
from shangliang.ledger.models import Subject


def lock(obj: Subject) -> dict[str, Any]:
    """Lock and re-read the row into `obj`; returns its values before the act."""
    fresh = _row_of(type(obj)).first(obj.pk)
    if fresh is None:
        raise NotVisible(_("This no longer exists."))
    cached = {k: v for k, v in obj._state.fields_cache.items() if _still(obj, fresh, k)}
    obj.__dict__.update(fresh.__dict__)
    obj.__dict__.pop("_prefetched_objects_cache", None)
    obj._state.fields_cache.update(cached)
    return values_of(obj)


@cache
def _row_of(model: type[Subject]) -> Prepared:
    return Prepared(lambda pk: model._base_manager.filter(pk=pk).select_for_update(), int)


def _still(obj: Subject, fresh: Subject, name: str) -> bool:
    """Whether a cached relation still points where the fresh row points."""
    column = obj._meta.get_field(name)
    attname = getattr(column, "attname", None)
    return attname is not None and getattr(obj, attname) == getattr(fresh, attname)


def values_of(obj: Subject) -> dict[str, Any]:
    """What its columns hold, as far as they were read."""
    return {
        f.attname: obj.__dict__[f.attname] for f in obj._meta.concrete_fields if f.attname in obj.__dict__
    }
