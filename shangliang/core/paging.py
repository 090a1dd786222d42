"""Pages of a queue by key: the longest waiting first, each page as cheap as the first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.dateparse import parse_datetime

from shangliang.core.text import whole_number

M = TypeVar("M", bound=Model)
PAGE = 20
_SEPARATOR = "~"
OLDEST, NEWEST = "pk", "-pk"
BY_ROW = (OLDEST, NEWEST)


@dataclass(frozen=True)
class Stretch(Generic[M]):
    """Some rows of a queue, and the cursor after the last of them if there are more."""

    rows: list[M]
    cursor: str


def cursor_of(row: Any, since: str) -> str:
    """The place of a row in a queue ordered by the moment `since`."""
    moment: datetime | None = getattr(row, since) if since not in BY_ROW else None
    return f"{moment.isoformat() if moment else ''}{_SEPARATOR}{row.pk}"


def after(rows: "QuerySet[M]", since: str, cursor: str) -> "QuerySet[M]":
    """The rows in order of waiting, only those behind a cursor; a cursor that makes no sense is no cursor."""
    moment, _, pk = cursor.rpartition(_SEPARATOR)
    place = whole_number(pk)
    if since in BY_ROW:
        ordered = rows.order_by(since)
        side = "pk__lt" if since == NEWEST else "pk__gt"
        return ordered if place is None else ordered.filter(**{side: place})
    ordered = rows.order_by(since, "pk")
    then = _moment(moment)
    if then is None or place is None:
        return ordered
    return ordered.filter(Q(**{f"{since}__gt": then}) | Q(**{since: then}, pk__gt=place))


def _moment(raw: str) -> datetime | None:
    try:
        found = parse_datetime(raw)
    except ValueError:
        return None
    return found if found and found.tzinfo else None


def stretch(rows: "QuerySet[M]", since: str, cursor: str, size: int = PAGE) -> Stretch[M]:
    """One page of a queue. One query."""
    return cut(list(after(rows, since, cursor)[: size + 1]), since, size)


def beginning(rows: "QuerySet[M]", since: str) -> "QuerySet[M]":
    """The first page and one row more: what `cut` makes a page of."""
    return after(rows, since, "")[: PAGE + 1]


def cut(found: list[M], since: str, size: int = PAGE) -> Stretch[M]:
    """A page of rows, of which one more was read to know whether there are more."""
    has_more = len(found) > size
    shown = found[:size]
    return Stretch(shown, cursor_of(shown[-1], since) if has_more else "")


def chosen_pks(raw: Iterable[str]) -> list[int]:
    """Row ids as a list posted them, without what is no id, each once."""
    return list(dict.fromkeys(pk for one in raw if (pk := whole_number(one)) is not None))
