"""Rows that were read by a query of one's own, laid where their owner itself would look for them."""

from typing import Any

from django.db.models import Model


def lay(owner: Model, name: str, rows: list[Any]) -> None:
    """As a prefetch does it: `owner.<name>.all()` answers with these rows and asks nothing."""
    answer = getattr(owner, name).all()
    answer._result_cache, answer._prefetch_done = rows, True
    kept = getattr(owner, "_prefetched_objects_cache", None)
    if kept is None:
        kept = owner._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    kept[name] = answer
