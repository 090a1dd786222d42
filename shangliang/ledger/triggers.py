"""The database itself refuses to change or delete what stands in the ledger."""

from typing import Any

from shangliang.core.errors import Refusal

TABLES = ("ledger_act", "ledger_credit", "ledger_link")
_SENTENCE = "the ledger is append-only"


class Unsupported(Refusal):
    """A database for which no trigger is written."""


def install(connection: Any) -> None:
    """Create the triggers."""
    _run(connection, _statements(connection.vendor))


def remove(connection: Any) -> None:
    """Drop the triggers; for tests that must empty their tables."""
    _run(connection, _removals(connection.vendor))


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER IF NOT EXISTS {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
            for table in TABLES
            for verb in ("UPDATE", "DELETE")
        ]
    if vendor == "postgresql":
        function = (
            "CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{_SENTENCE}'; END $$"
        )
        return [function, *(one for table in TABLES for one in _postgresql(table))]
    raise Unsupported(f"no append-only triggers for {vendor}")


def _postgresql(table: str) -> list[str]:
    refuse = "EXECUTE FUNCTION ledger_refuse()"
    return [
        f"CREATE OR REPLACE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {refuse}",
        f"DROP TRIGGER IF EXISTS {table}_all ON {table}",
        f"CREATE TRIGGER {table}_all BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {refuse}",
    ]


def _removals(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {table}_no_{verb}" for table in TABLES for verb in ("update", "delete")
        ]
    return [
        f"DROP TRIGGER IF EXISTS {table}_{part} ON {table}" for table in TABLES for part in ("rows", "all")
    ]
