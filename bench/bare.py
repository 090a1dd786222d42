"""The peer of an act: a plain psycopg script that locks and writes the same durable rows."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

import psycopg
from django.db import connection

from shangliang.ledger import writing

ACT = 'INSERT INTO "ledger_act"'
WRITES = ("INSERT", "UPDATE", "DELETE")


@dataclass
class Written:
    """The statements one act executed to lock and to write, and the ids its ledger rows got."""

    statements: list[tuple[str, tuple[Any, ...]]]
    act_ids: list[int]


def recorded(call: Callable[[], object]) -> Written:
    """Carry out one act and keep what it wrote."""
    kept = Written([], [])

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip().upper().startswith(WRITES) or "FOR UPDATE" in sql:
            kept.statements.append((sql, tuple(params or ())))
        return execute(sql, params, many, context)

    def one_by_one(statements: list[writing.Statement]) -> int:
        with connection.cursor() as cursor:
            kept.act_ids.append(_write_singly(cursor, statements))
        return kept.act_ids[-1]

    with connection.execute_wrapper(keep), patch.object(writing, "_write_together", one_by_one):
        call()
    return kept


def _write_singly(cursor: Any, statements: list[writing.Statement]) -> int:
    """The rows of an act in single statements, as a plain script would write them; the act's id."""
    act_id = 0
    for statement in statements:
        sql, params = statement.with_act("%s", (act_id,))
        if sql.startswith(ACT):
            cursor.execute(sql + " RETURNING id", params)
            act_id = cursor.fetchone()[0]
        else:
            cursor.execute(sql, params)
    return act_id


def connected() -> psycopg.Connection:
    """A plain connection to the database under measurement."""
    parameters = connection.get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    return psycopg.connect(**parameters)


def write_again(raw: psycopg.Connection, written: Written) -> None:
    """One transaction: new ledger rows, and what hangs on them hangs on the new ones."""
    new_ids: dict[int, int] = {}
    waiting = list(written.act_ids)
    with raw.cursor() as cursor:
        for sql, params in written.statements:
            cursor.execute(sql, tuple(_renamed(p, new_ids) for p in params))
            if sql.startswith(ACT):
                new_ids[waiting.pop(0)] = cursor.fetchone()[0]
    raw.commit()


def _renamed(value: Any, new_ids: dict[int, int]) -> Any:
    """The new id in place of a recorded ledger row's."""
    return new_ids.get(value, value) if isinstance(value, int) else value
