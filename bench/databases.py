"""Databases of the benchmarks' own on the server that DATABASE_URL names."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from django.core.management import call_command
from django.db import connection

_HOME = str(connection.settings_dict["NAME"])


def use(name: str) -> None:
    """Work in this database from now on; servers started from now on do so too."""
    connection.close()
    connection.settings_dict["NAME"] = name
    parts = urlsplit(os.environ["DATABASE_URL"])
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{name}"))


def fresh(name: str) -> None:
    """An empty database with all tables."""
    drop(name)
    execute(f'CREATE DATABASE "{name}"')
    use(name)
    call_command("migrate", verbosity=0)


def copied(source: str, name: str) -> None:
    """A copy of a database under another name."""
    drop(name)
    execute(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')


def drop(name: str) -> None:
    """Away with it, unless another run works in it."""
    use(_HOME)
    for _ in range(50):
        if not backend_pids(name):
            break
        time.sleep(0.2)
    else:
        raise SystemExit(f"Another run works in {name}; wait for its end.")
    execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def exists(name: str) -> bool:
    """Whether it is there from an earlier run."""
    use(_HOME)
    return bool(rows("SELECT 1 FROM pg_database WHERE datname = %s", name))


def execute(sql: str, *params: object) -> None:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)


def rows(sql: str, *params: object) -> list[tuple[object, ...]]:
    """What a query finds."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return list(cursor.fetchall())


def settle() -> None:
    """As a server that lives for a while: statistics, visibility, and nothing left to write."""
    execute("VACUUM (ANALYZE)")
    execute("CHECKPOINT")


@contextmanager
def without_indexes(*tables: str) -> Iterator[None]:
    """Filling is quick when the indexes that guard nothing are built afterwards."""
    found = rows(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY(%s) AND indexdef NOT LIKE %s",
        list(tables),
        "CREATE UNIQUE%",
    )
    for name, _ in found:
        execute(f'DROP INDEX "{name}"')
    try:
        yield
    finally:
        for _, definition in found:
            execute(str(definition))


def backend_pids(name: str) -> list[int]:
    """The server processes that work in a database, but one's own."""
    sql = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"
    return [int(str(pid)) for (pid,) in rows(sql, name)]
