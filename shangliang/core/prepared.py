"""Queries composed once and asked many times: composing one anew costs more than running it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]
# Values no real row has, by which the places of the arguments are found in the composed statement.
_MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 2**62 + place,
    str: lambda place: f"\ue000{place}",
    date: lambda place: date.max.replace(day=31 - place),
}


class Prepared:
    """`Prepared(compose, int, date)(7, day)`: the rows of `compose(7, day)`, which uses the arguments as they are.

    The query set tells plain columns (`values_list`) and is the same query whatever the arguments are."""

    def __init__(self, compose: Callable[..., "QuerySet[Any, Any]"], *types: type) -> None:
        self._compose, self._types = compose, types
        self._sql = ""
        self._template: list[Any] = []

    def __call__(self, *values: Any) -> list[Row]:
        """All rows."""
        if not self._sql:
            self._prepare()
        given = [self._stored(value) for value in values]
        params = [given[one.place] if isinstance(one, _Place) else one for one in self._template]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            return list(cursor.fetchall())

    def column(self, *values: Any) -> list[Any]:
        """The first column."""
        return [row[0] for row in self(*values)]

    def _prepare(self) -> None:
        marks = [_MARKS[kind](place) for place, kind in enumerate(self._types)]
        sql, params = self._compose(*marks).query.sql_with_params()
        stored = {self._stored(mark): _Place(place) for place, mark in enumerate(marks)}
        self._template = [stored.get(one, one) for one in params]
        missing = set(range(len(marks))) - {one.place for one in self._template if isinstance(one, _Place)}
        if missing:
            raise TypeError(f"arguments {sorted(missing)} do not stand in the query as they are")
        self._sql = sql

    @staticmethod
    def _stored(value: Any) -> Any:
        return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


class _Place:
    """Where an argument goes."""

    def __init__(self, place: int) -> None:
        self.place = place
