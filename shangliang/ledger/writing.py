"""Writing what an act leaves behind as few statements as the database can take at once.

On PostgreSQL the case's UPDATE, the act, its credits, notices and counts are one statement with many parts; SQLite,
which has no round trips, gets them one by one. Both write the same rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections, models


class _ActId:
    """Stands for the id of the act being written, which is only known once it is."""


ACT_ID: Any = _ActId()
_THIS_ACT = "currval('ledger_act_id_seq')"


@dataclass(frozen=True)
class Statement:
    """One SQL statement with its values; ACT_ID may stand among them."""

    sql: str
    params: tuple[Any, ...]

    @property
    def table(self) -> str:
        """The one it writes: INSERT INTO it, UPDATE it."""
        verb, second, third = self.sql.split(maxsplit=3)[:3]
        return (third if verb == "INSERT" else second).strip('"')

    def with_act(self, expression: str, values: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
        """The statement with `expression` (or its values) where ACT_ID stood."""
        if not any(value is ACT_ID for value in self.params):
            return self.sql, self.params
        parts = self.sql.split("%s")
        sql = parts[0]
        params: list[Any] = []
        for value, part in zip(self.params, parts[1:], strict=True):
            sql += (expression if value is ACT_ID else "%s") + part
            params += values if value is ACT_ID else (value,)
        return sql, tuple(params)


def inserting(rows: Sequence[models.Model]) -> Statement:
    """Insert new rows of one model; their own ids stay unknown."""
    model = type(rows[0])
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    places = "(" + ", ".join(["%s"] * len(fields)) + ")"
    db = _database()
    values = tuple(_prepared(field, getattr(row, field.attname), db) for row in rows for field in fields)
    head = f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES '  # noqa: S608  names of our own tables
    sql = head + ", ".join([places] * len(rows))
    return Statement(sql, values)


def updating(obj: models.Model, names: Iterable[str]) -> Statement:
    """Set the named columns (attnames) of one row to the object's values."""
    fields = [field for field in obj._meta.local_concrete_fields if field.attname in set(names)]
    columns = ", ".join(f'"{field.column}" = %s' for field in fields)
    db = _database()
    values = tuple(_prepared(field, getattr(obj, field.attname), db) for field in fields)
    sql = f'UPDATE "{obj._meta.db_table}" SET {columns} WHERE "id" = %s'  # noqa: S608  names of our own tables
    return Statement(sql, (*values, obj.pk))


def updating_some(model: type[models.Model], values: dict[str, Any], where: dict[str, Any]) -> Statement:
    """Set columns (attnames) of all rows that have these values in others; None finds what has none."""
    field_of = {field.attname: field for field in model._meta.local_concrete_fields}
    sets = ", ".join(f'"{field_of[name].column}" = %s' for name in values)
    tests = [
        f'"{field_of[name].column}" {"IS NULL" if one is None else "= %s"}' for name, one in where.items()
    ]
    given = [*values.items(), *((name, one) for name, one in where.items() if one is not None)]
    db = _database()
    params = tuple(_prepared(field_of[name], value, db) for name, value in given)
    sql = f'UPDATE "{model._meta.db_table}" SET {sets} WHERE {" AND ".join(tests)}'  # noqa: S608  our own names
    return Statement(sql, params)


def _prepared(field: Any, value: Any, database: Any) -> Any:
    return value if value is ACT_ID else field.get_db_prep_save(value, database)


def _database() -> Any:
    """The connection itself: reaching each of its parts through Django's stand-in costs more than using them."""
    return connections[DEFAULT_DB_ALIAS]


def write(act: Statement, others: Sequence[Statement], before: Sequence[Statement] = ()) -> int:
    """Write `before`, the act, then `others`; returns the act's id."""
    if connection.vendor == "postgresql" and _is_any_order(statements := [act, *before, *others]):
        return _write_together(statements)
    with connection.cursor() as cursor:
        for statement in before:
            cursor.execute(statement.sql, statement.params)
        cursor.execute(act.sql + " RETURNING id", act.params)
        act_id: int = cursor.fetchone()[0]
        for statement in others:
            cursor.execute(*statement.with_act("%s", (act_id,)))
        return act_id


def _is_any_order(statements: list[Statement]) -> bool:
    """Whether none can see or change what another writes: inside one statement they happen side by side."""
    return len({one.table for one in statements}) == len(statements)


def _write_together(statements: list[Statement]) -> int:
    """One statement for all, the act first, planned once a connection for each combination of tables."""
    written = [one.with_act("(SELECT id FROM act)", ()) for one in statements]
    head, *rest = (sql for sql, _ in written)
    parts = "".join(f", part_{place} AS ({sql})" for place, sql in enumerate(rest))
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH act AS ({head} RETURNING id){parts} SELECT id FROM act",  # noqa: S608  our own statements
            [value for _, params in written for value in params],
        )
        act_id: int = cursor.fetchone()[0]
    return act_id


def execute(statement: Statement) -> None:
    """Write one statement on its own."""
    with connection.cursor() as cursor:
        cursor.execute(statement.sql, statement.params)
