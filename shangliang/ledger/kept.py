"""Counts kept between requests until something is done in their body, and never longer than a minute."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, TypeVar

from django.db import connection
from django.db.models import QuerySet

from shangliang.core.prepared import Prepared
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
            made, generation = monotonic(), self.generation
        # Out and in again at the end: another thread may have dropped it in the meantime.
        _values.pop(whole, None)
        _values[whole] = (made, generation, value)
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
    newest = next(iter(_newest.column()), 0)
    seen = _seen.setdefault(body_id, _Seen())
    own = set(_since.column(max(0, min(seen.newest, newest) - _IN_FLIGHT), body_id))
    if not own <= seen.own or newest < seen.newest:
        seen.generation += 1
    seen.newest, seen.own = newest, own
    return Keeper(body_id, seen.generation)


def keep_known(key: Hashable, compute: Callable[[], T]) -> T:
    """A value that its key alone decides, as one that names the versions of all rows in it; also a minute at most.

    Inside a transaction nothing is kept."""
    return Keeper(0, None if connection.in_atomic_block else 0).keep(key, compute)


def _acts_since(pk: int, body_id: int) -> "QuerySet[Any, Any]":
    rows = Act.objects.filter(pk__gt=pk, body_id=body_id)
    return rows.order_by("-id").values_list("id")[:_IN_FLIGHT]


_newest = Prepared(lambda: Act.objects.order_by("-id").values_list("id")[:1])
_since = Prepared(_acts_since, int, int)


def forget() -> None:
    """Drop everything that is kept."""
    _seen.clear()
    _values.clear()
