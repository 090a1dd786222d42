"""Counts kept between requests until something is done in their body, and never longer than a minute."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Max

from shangliang.ledger.models import Act

T = TypeVar("T")
_LONGEST_SECONDS = 60
_MOST = 512
# Acts get their ids before they are committed, so the newest of them are looked at again.
_IN_FLIGHT = 200


@dataclass
class _Seen:
    """What was known of a body's acts: the newest id anywhere, and its own among the newest."""

    newest: int = 0
    own: set[int] = field(default_factory=set)
    generation: int = 0


_seen: dict[int, _Seen] = {}
_values: OrderedDict[Hashable, tuple[float, int, Any]] = OrderedDict()


@dataclass(frozen=True)
class Keeper:
    """Keeps values of one body for one request; `generation` changes with every act there."""

    body_id: int
    generation: int | None

    def keep(self, key: Hashable, compute: Callable[[], T]) -> T:
        """The value computed since the last act in the body, or computed now."""
        if self.generation is None:
            return compute()
        whole = (connection.alias, self.body_id, key)
        made, generation, value = _values.get(whole, (0.0, -1, None))
        if generation != self.generation or monotonic() - made > _LONGEST_SECONDS:
            value = compute()
            _values[whole] = (monotonic(), self.generation, value)
        _values.move_to_end(whole)
        while len(_values) > _MOST:
            _values.popitem(last=False)
        found: T = value
        return found


UNKEPT = Keeper(0, None)


def keeper_for(body_id: int) -> Keeper:
    """A keeper that knows whether anything was done in the body since. Two quick queries by primary key.

    Inside a transaction nothing is kept: it sees acts that nobody else sees yet."""
    if connection.in_atomic_block:
        return Keeper(body_id, None)
    newest = Act.objects.aggregate(newest=Max("id"))["newest"] or 0
    seen = _seen.setdefault(body_id, _Seen())
    rows = Act.objects.filter(pk__gt=max(0, min(seen.newest, newest) - _IN_FLIGHT), body_id=body_id)
    own = set(rows.order_by("-id").values_list("id", flat=True)[:_IN_FLIGHT])
    if not own <= seen.own or newest < seen.newest:
        seen.generation += 1
    seen.newest, seen.own = newest, own
    return Keeper(body_id, seen.generation)


def forget() -> None:
    """Drop everything that is kept."""
    _seen.clear()
    _values.clear()
