"""Which texts changed since: rows written with the act that changed them, read without ever missing one.

On PostgreSQL transactions end in another order than they began. A row is therefore known by its transaction: all
older than the oldest one still running is settled; the rest is read again next time. SQLite has one writer."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection, models
from django.utils import timezone

from shangliang.insight.models import TextChange
from shangliang.insight.text.registry import kinds
from shangliang.ledger.flow import Spec
from shangliang.ledger.writing import Statement, execute

KEPT = timedelta(days=7)
# The kind of a row that says: read everything again.
ALL = "*"
_TABLE = TextChange._meta.db_table


@dataclass(frozen=True)
class Position:
    """How far a reader has read: all before it is known. The anchor is a row that must still be there."""

    mark: int
    anchor: int
    token: int
    system: str


@dataclass(frozen=True)
class News:
    """What changed since a position, by row, and the position after it.

    Tentative: read inside a transaction of one's own, which may yet be undone; the position stays."""

    changed: tuple[tuple[int, str, int], ...]
    position: Position
    is_tentative: bool


def changes_of(spec: Spec, obj: Any) -> Iterable[Statement]:
    """The door's question at every act: the case it happens to may have a new text."""
    case = obj.ledger_case() if hasattr(obj, "ledger_case") else obj
    kind = kind_of(case)
    if kind:
        yield noting(kind, case.pk)


def kind_of(case: models.Model) -> str:
    """The searchable kind of a thing, or nothing."""
    return next((kind.name for kind in kinds.values() if isinstance(case, kind.model)), "")


def note(kind: str, subject_id: int) -> None:
    """Say in this transaction that a text changed without an act on it (a name, an erasure)."""
    execute(noting(kind, subject_id))


def note_all() -> None:
    """Say that texts were written past the acts (a load in bulk): the index reads everything again."""
    execute(noting(ALL, 0))


def noting(kind: str, subject_id: int) -> Statement:
    """The row that says so."""
    running = "pg_current_xact_id()::text::bigint" if _is_postgresql() else "0"
    sql = (
        f'INSERT INTO "{_TABLE}" (kind, subject_id, token, made, "transaction")'  # noqa: S608  our own names
        f" VALUES (%s, %s, %s, %s, {running})"
    )
    made = connection.ops.adapt_datetimefield_value(timezone.now())
    return Statement(sql, (kind, subject_id, secrets.randbits(62), made))


def _is_postgresql() -> bool:
    return connection.vendor == "postgresql"


def start() -> Position:
    """The position of now, anchored in a row of its own."""
    execute(noting("", 0))
    anchor, token = TextChange.objects.order_by("-id").values_list("id", "token")[0]
    return Position(_horizon() if _is_postgresql() else anchor, anchor, token, system())


def system() -> str:
    """Which database server's count of transactions this is; copies restored elsewhere begin another."""
    if not _is_postgresql():
        return "sqlite"
    with connection.cursor() as cursor:
        cursor.execute("SELECT system_identifier::text FROM pg_control_system()")
        return str(cursor.fetchone()[0])


def _horizon() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def since(position: Position) -> News | None:
    """What changed; None if the position belongs to another database or another time of it."""
    rows, horizon = _rows(position)
    if not any(pk == position.anchor and token == position.token for pk, _k, _s, token, _t in rows):
        return None
    changed = tuple(
        (pk, kind, subject) for pk, kind, subject, _t, mark in rows if mark >= position.mark and kind
    )
    if connection.in_atomic_block:
        return News(changed, position, is_tentative=True)
    return News(changed, _after(position, rows, horizon), is_tentative=False)


def _after(position: Position, rows: list[Any], horizon: int) -> Position:
    """All before the new position is settled, and its anchor stays."""
    settled = [row for row in rows if row[4] < horizon] if _is_postgresql() else rows
    if not settled:
        return position
    anchor, _k, _s, token, _m = max(settled)
    mark = max(horizon, position.mark) if _is_postgresql() else anchor + 1
    return Position(mark, anchor, token, position.system)


def _rows(position: Position) -> tuple[list[Any], int]:
    """Rows (id, kind, subject, token, mark) from the position on, with the anchor; and the horizon."""
    mark = '"transaction"' if _is_postgresql() else "id"
    horizon = "pg_snapshot_xmin(pg_current_snapshot())::text::bigint" if _is_postgresql() else "0"
    sql = (
        f"SELECT id, kind, subject_id, token, {mark}, {horizon}"  # noqa: S608  our own names
        f' FROM "{_TABLE}" WHERE {mark} >= %s OR id = %s ORDER BY id'
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [position.mark, position.anchor])
        rows = cursor.fetchall()
    return [row[:5] for row in rows], int(rows[0][5]) if rows else 0


def forget_old() -> None:
    """Drop what every running process has read long ago; the newest row stays as an anchor."""
    newest = TextChange.objects.order_by("-id").first()
    if newest:
        TextChange.objects.filter(made__lt=timezone.now() - KEPT, pk__lt=newest.pk).delete()
