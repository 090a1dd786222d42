"""How the database finds the rows of a page: which large tables it would read from end to end."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection

from bench import databases

LARGE = 10_000
_WHOLE = re.compile(r"Seq Scan on (\w+)")


def read_whole(call: Callable[[], object]) -> list[str]:
    """The large tables that a query of this call reads without an index."""
    asked: list[tuple[str, Any]] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.lstrip("( ").upper().startswith(("SELECT", "WITH")):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        call()
    large = _large_tables()
    return sorted({table for sql, params in asked for table in _plan(sql, params) if table in large})


def _plan(sql: str, params: Any) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", params)
        return [table for (line,) in cursor.fetchall() for table in _WHOLE.findall(line)]


def _large_tables() -> set[str]:
    found = databases.rows("SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > %s", LARGE)
    return {str(name) for (name,) in found}
