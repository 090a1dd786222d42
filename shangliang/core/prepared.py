"""Queries composed once and asked many times: composing one anew costs more than running it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators

Row = tuple[Any, ...]
_BITS = 63
# Values no query names, fit for every column, by which the arguments' places are found in the statement.
_MARKS: dict[type, Callable[[int], Any]] = {
    int: lambda place: 31_991 + place,
    str: lambda place: f"\ue000{place}",
    date: lambda place: date.max.replace(day=31 - place),
}


@dataclass(frozen=True)
class _Maker:
    """Makes an object of a row, with what the query said to `select_related`: worked out once, not every time."""

    model: Any
    names: list[str]
    columns: slice
    related: list[Any]
    annotated: dict[str, int]

    def made(self, row: Row) -> Any:
        """The object in this row."""
        obj = self.model.from_db(connection.alias, self.names, row[self.columns])
        for one in self.related:
            one.populate(row, obj)
        for name, place in self.annotated.items():
            setattr(obj, name, row[place])
        return obj


@dataclass(frozen=True)
class _Statement:
    """What composing gave on one kind of database; `template` has places where arguments go."""

    sql: str
    template: list[Any]
    converters: list[tuple[int, Any]]
    maker: _Maker | None

    def rows(self, values: Sequence[Any]) -> list[Row]:
        """What the database tells. A number longer than any column, typed into an address, is found nowhere."""
        if any(type(value) is int and value.bit_length() > _BITS for value in values):
            return []
        given = [_stored(value) for value in values]
        params = [given[one.number] if isinstance(one, _Place) else one for one in self.template]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return list(cursor.fetchall())

    def converted(self, rows: list[Row]) -> list[Row]:
        """As the fields mean it: moments with their zone, JSON as what it tells."""
        return [self._converted(list(row)) for row in rows] if self.converters else rows

    def _converted(self, row: list[Any]) -> Row:
        for place, (converters, expression) in self.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        return tuple(row)


class Prepared:
    """`Prepared(compose, int, date)(7, day)`: the rows of `compose(7, day)`, which uses both as they are.

    It is the same query whatever the arguments are; for rows it tells plain columns (`values_list`)."""

    def __init__(self, compose: Callable[..., "QuerySet[Any, Any]"], *types: type) -> None:
        self._compose, self._types = compose, types
        self._statements: dict[str, _Statement] = {}

    def __call__(self, *values: Any) -> list[Row]:
        """All rows, as the database tells them: moments of SQLite come without their zone."""
        return self._statement().rows(values)

    def told(self, *values: Any) -> list[Row]:
        """All rows as the fields mean them: moments with their zone, JSON as what it tells."""
        statement = self._statement()
        return statement.converted(statement.rows(values))

    def objects(self, *values: Any) -> list[Any]:
        """All objects of a query set of whole objects, with what it says to `select_related`."""
        statement = self._statement()
        if statement.maker is None:
            raise TypeError("this query tells columns, not objects")
        return [statement.maker.made(row) for row in statement.converted(statement.rows(values))]

    def first(self, *values: Any) -> Any:
        """The first object, or None."""
        return next(iter(self.objects(*values)), None)

    def column(self, *values: Any) -> list[Any]:
        """The first column."""
        return [row[0] for row in self(*values)]

    def _statement(self) -> _Statement:
        made = self._statements.get(connection.vendor)
        if made is None:
            made = self._statements[connection.vendor] = self._composed()
        return made

    def _composed(self) -> _Statement:
        marks = [_MARKS[kind](place) for place, kind in enumerate(self._types)]
        rows = self._compose(*marks)
        # Composing it tells the compiler which columns make which objects.
        compiler: Any = rows.query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        stored = {_stored(mark): _Place(number) for number, mark in enumerate(marks)}
        template = [stored.get(one, one) for one in params]
        missing = set(range(len(marks))) - {one.number for one in template if isinstance(one, _Place)}
        if missing:
            raise TypeError(f"arguments {sorted(missing)} do not stand in the query as they are")
        converters = compiler.get_converters([column[0] for column in compiler.select])
        return _Statement(sql, template, list(converters.items()), _maker_of(rows, compiler))


def _maker_of(rows: "QuerySet[Any, Any]", compiler: Any) -> _Maker | None:
    if rows._iterable_class is not ModelIterable:
        return None
    info = compiler.klass_info
    places = info["select_fields"]
    columns = slice(places[0], places[-1] + 1)
    return _Maker(
        info["model"],
        [column[0].target.attname for column in compiler.select[columns]],
        columns,
        get_related_populators(info, compiler.select, connection.alias),  # type: ignore[call-arg]  # stubs of a later Django
        compiler.annotation_col_map or {},
    )


@dataclass(frozen=True)
class _Place:
    """Where an argument goes."""

    number: int


def _stored(value: Any) -> Any:
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value
