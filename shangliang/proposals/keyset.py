"""Pages of a list by key, onward and back, each as cheap as the first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_datetime

M = TypeVar("M", bound=Model)
PAGE = 20
_SEPARATOR = "~"
_LONGEST = 16


@dataclass(frozen=True)
class Stretch(Generic[M]):
    """Some rows, and the keys before and after which there are more."""

    rows: list[M]
    before: str
    after: str


def stretch(
    rows: "QuerySet[M]", keys: Sequence[str], *, after: str = "", before: str = "", size: int = PAGE
) -> Stretch[M]:
    """The rows behind (or just ahead of) a key in the order of `keys`; the last is the row id. One query.

    A key that makes no sense is no key."""
    is_back = bool(before) and not after
    place = _place(before if is_back else after, keys)
    order = [_turned(one) for one in keys] if is_back else list(keys)
    behind = rows.filter(_behind(order, place)) if place else rows
    found = list(behind.order_by(*order)[: size + 1])
    shown, has_more = found[:size], len(found) > size
    if not shown:
        return Stretch([], "", "")
    first, last = key_of(shown[0], keys), key_of(shown[-1], keys)
    if is_back and place:
        return Stretch(shown[::-1], last if has_more else "", first)
    return Stretch(shown, first if place else "", last if has_more else "")


def key_of(row: Any, keys: Sequence[str]) -> str:
    """The place of a row in that order."""
    return _SEPARATOR.join(_told(getattr(row, key.lstrip("-"))) for key in keys)


def _told(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _place(raw: str, keys: Sequence[str]) -> list[Any] | None:
    parts = raw.split(_SEPARATOR)
    if not raw or len(parts) != len(keys):
        return None
    values = [_value(one) for one in parts]
    kinds = [datetime if key == "submitted_at" else int for key in keys]
    is_whole = all(isinstance(one, kind) for one, kind in zip(values, kinds, strict=True))
    return values if is_whole else None


def _value(raw: str) -> int | datetime | None:
    if raw.isdecimal() and len(raw) < _LONGEST:
        return int(raw)
    try:
        found = parse_datetime(raw)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def _turned(key: str) -> str:
    return key[1:] if key.startswith("-") else f"-{key}"


def _behind(keys: Sequence[str], place: Sequence[Any]) -> Q:
    """Greater in the first key, or equal there and greater in the next …"""
    found, equal = Q(), Q()
    for key, value in zip(keys, place, strict=True):
        name = key.lstrip("-")
        side = "lt" if key.startswith("-") else "gt"
        found |= equal & Q(**{f"{name}__{side}": value})
        equal &= Q(**{name: value})
    return found
