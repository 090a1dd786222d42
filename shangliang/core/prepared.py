"""Queries composed once and asked many times: composing one anew costs more than running it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Row = tuple[Any, ...]
# Values no query names, fit for every column, by which the arguments' places are found in the statement.
_MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 31_991 + place,
    str: lambda place: f"\ue000{place}",
    date: lambda place: date.max.replace(day=31 - place),
}


class Prepared:
    """`Prepared(compose, int, date)(7, day)`: the rows of `compose(7, day)`, which uses both as they are.

    It is the same query whatever the arguments are; for rows it tells plain columns (`values_list`)."""

    def __init__(self, compose: Callable[..., "QuerySet[Any, Any]"], *types: type) -> None:
        self._compose, self._types = compose, types
        self._sql = ""
        self._template: list[Any] = []

    def __call__(self, *values: Any) -> list[Row]:
        """All rows."""
        params = self._params(values)
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            return list(cursor.fetchall())

    def first(self, *values: Any) -> Any:
        """The first object of a query set of whole objects, or None."""
        params = self._params(values)
        return next(iter(self._model._base_manager.raw(self._sql, params)), None)

    def column(self, *values: Any) -> list[Any]:
        """The first column."""
        return [row[0] for row in self(*values)]

    def _params(self, values: tuple[Any, ...]) -> list[Any]:
        if not self._sql:
            self._prepare()
        given = [self._stored(value) for value in values]
        return [given[one.place] if isinstance(one, _Place) else one for one in self._template]

    def _prepare(self) -> None:
        marks = [_MARKS[kind](place) for place, kind in enumerate(self._types)]
        composed = self._compose(*marks)
        self._model: Any = composed.model
        sql, params = composed.query.sql_with_params()
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
