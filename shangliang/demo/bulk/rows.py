"""Writing many rows at once: COPY on PostgreSQL, one prepared statement on SQLite."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Field, Max, Model

Row = Sequence[Any]


def columns_of(model: type[Model]) -> "list[Field[Any, Any]]":
    """The stored fields of a model, in the order of its rows."""
    return list(model._meta.concrete_fields)


def write_objects(model: type[Model], objects: Sequence[Model]) -> None:
    """Insert objects as they are, ids and times included: nothing is filled in or called on the way."""
    fields = columns_of(model)
    plans = [(field.attname, field.get_db_prep_save) for field in fields]
    rows = ([_plain(prepare(getattr(one, name), connection)) for name, prepare in plans] for one in objects)
    write_rows(model, [field.column for field in fields], rows)


def _plain(value: Any) -> Any:
    """psycopg wraps JSON; inside COPY its text is wanted."""
    return value.dumps(value.obj) if hasattr(value, "dumps") and hasattr(value, "obj") else value


def write_rows(model: type[Model], columns: Sequence[str], rows: Iterable[Row]) -> None:
    """Insert rows whose cells the database takes as they are."""
    if connection.vendor == "postgresql":
        _copy(model._meta.db_table, columns, rows)
    else:
        _execute_many(model._meta.db_table, columns, rows)


def _copy(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor, cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row(row)


def _execute_many(table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608  own names


def next_id(model: type[Model]) -> int:
    """The first id that is free."""
    last: int | None = model._base_manager.aggregate(last=Max("pk"))["last"]
    return (last or 0) + 1


def continue_sequences(models: Iterable[type[Model]]) -> None:
    """Let the database go on counting ids after those that were written with the rows."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(models))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
