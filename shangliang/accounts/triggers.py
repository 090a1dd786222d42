"""The database itself refuses to change security events, or to delete them within half a year."""

from typing import Any

from shangliang.core.errors import Refusal

TABLE = "accounts_securityevent"
KEPT_DAYS = 183
_SENTENCE = "security events are append-only"


class Unsupported(Refusal):
    """A database for which no trigger is written."""


def install(connection: Any) -> None:
    """Create the triggers."""
    _run(connection, _statements(connection.vendor))


def remove(connection: Any) -> None:
    """Drop the triggers; for tests that must empty their tables."""
    if connection.vendor == "sqlite":
        _run(connection, [f"DROP TRIGGER IF EXISTS {TABLE}_no_{verb}" for verb in ("update", "delete")])
    else:
        names = ("update", "delete", "all")
        _run(connection, [f"DROP TRIGGER IF EXISTS {TABLE}_no_{name} ON {TABLE}" for name in names])


def _run(connection: Any, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        raised = f"BEGIN SELECT RAISE(ABORT, '{_SENTENCE}'); END"
        young = f"OLD.at > datetime('now', '-{KEPT_DAYS} days')"
        return [
            f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_update BEFORE UPDATE ON {TABLE} {raised}",
            f"CREATE TRIGGER IF NOT EXISTS {TABLE}_no_delete BEFORE DELETE ON {TABLE} WHEN {young} {raised}",
        ]
    if vendor == "postgresql":
        return _postgresql()
    raise Unsupported(f"no append-only triggers for {vendor}")


def _postgresql() -> list[str]:
    refuse = "EXECUTE FUNCTION accounts_refuse()"
    young = f"WHEN (OLD.at > now() - interval '{KEPT_DAYS} days')"
    return [
        "CREATE OR REPLACE FUNCTION accounts_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_SENTENCE}'; END $$",
        f"CREATE OR REPLACE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW {refuse}",
        f"CREATE OR REPLACE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW {young} {refuse}",
        f"DROP TRIGGER IF EXISTS {TABLE}_no_all ON {TABLE}",
        f"CREATE TRIGGER {TABLE}_no_all BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT {refuse}",
    ]
