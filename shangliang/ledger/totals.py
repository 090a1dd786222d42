"""Counts of everything below a body: kept ready by the worker, exact at every moment, quick to read.

An act raises its own body's tally and nothing above, or every act of the country would wait for one row.
What a tally has grown by is added to the totals above at the next beat; until then a reader adds it."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, QuerySet

from shangliang.core.time import start_of
from shangliang.jobs.worker import every_beat
from shangliang.ledger.figures import Scope
from shangliang.ledger.models import Act, Tally

Row = tuple[Any, ...]
BATCH = 1000
_ABOVE = """WITH RECURSIVE above (id, top) AS (
    SELECT id, parent_id FROM bodies_body WHERE parent_id IS NOT NULL
    UNION ALL SELECT above.id, body.parent_id FROM above JOIN bodies_body body ON body.id = above.top
    WHERE body.parent_id IS NOT NULL)"""
_ADD = (
    _ABOVE  # noqa: S608  only our own names and places are put in
    + """ INSERT INTO ledger_total (body_id, kind, role, day, count)
    SELECT above.top, tally.kind, tally.role, tally.day, SUM({what})
    FROM ledger_tally tally JOIN above ON above.id = tally.body_id WHERE {which}
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
    ON CONFLICT (body_id, role, day, kind) DO UPDATE SET count = ledger_total.count + excluded.count"""
)
_OWN = "SELECT kind, count AS n FROM ledger_tally WHERE body_id = %s AND role = %s AND day BETWEEN %s AND %s"
_BELOW = "SELECT kind, count FROM ledger_total WHERE body_id = %s AND role = %s AND day BETWEEN %s AND %s"
_NOT_YET = """SELECT tally.kind, tally.count - tally.summed FROM ledger_tally tally
    JOIN bodies_body body ON body.id = tally.body_id WHERE tally.is_waiting
    AND body.path LIKE %s AND body.id <> %s AND tally.role = %s AND tally.day BETWEEN %s AND %s"""
_WRONG = (
    _ABOVE  # noqa: S608  only our own names and places are put in
    + """ SELECT body_id, kind, role, day, SUM(kept), SUM(really) FROM (
    SELECT body_id, kind, role, day, count AS kept, 0 AS really FROM ledger_total
    UNION ALL SELECT above.top, tally.kind, tally.role, tally.day, 0, tally.summed FROM ledger_tally tally
    JOIN above ON above.id = tally.body_id) both_of_them
    GROUP BY body_id, kind, role, day HAVING SUM(kept) <> SUM(really) ORDER BY 1, 2, 3, 4 LIMIT {most}"""
)


def counts(scope: Scope, role: str = "") -> dict[str, int]:
    """How many acts of each kind (or credits of a role) the body, or its whole subtree, has in these days.

    Sessions are nothing that tallies know. One query."""
    body, days = scope.body, (scope.start, scope.end)
    parts, params = [_OWN], [body.pk, role, *days]
    if scope.is_subtree:
        parts += [_BELOW, _NOT_YET]
        params += [body.pk, role, *days, f"{body.path}%", body.pk, role, *days]
    each = " UNION ALL ".join(parts)
    sql = f"SELECT kind, SUM(n) FROM ({each}) counted GROUP BY kind HAVING SUM(n) <> 0 ORDER BY kind"  # noqa: S608
    return {kind: int(count) for kind, count in _rows(sql, params)}


def acts_counted(scope: Scope, kind: str) -> "QuerySet[Act]":
    """The acts behind a count, newest first."""
    days = {"happened__gte": start_of(scope.start), "happened__lt": start_of(scope.end + timedelta(days=1))}
    rows = Act.objects.unvoided().filter(kind=kind, **days).order_by("-happened", "-id")
    if scope.is_subtree:
        return rows.filter(body__path__startswith=scope.body.path)
    return rows.filter(body_id=scope.body.pk)


@every_beat
def sum_up() -> int:
    """Add what tallies have grown by to the totals above them; returns how many tallies there were."""
    done = 0
    while batch := _sum_up_batch():
        done += batch
    return done


@transaction.atomic
def _sum_up_batch() -> int:
    waiting = Tally.objects.filter(is_waiting=True).order_by("id")
    if connection.features.has_select_for_update_skip_locked:
        waiting = waiting.select_for_update(skip_locked=True)
    batch = list(waiting.values_list("pk", flat=True)[:BATCH])
    if batch:
        places = ", ".join(["%s"] * len(batch))
        _run(_ADD.format(what="tally.count - tally.summed", which=f"tally.id IN ({places})"), batch)
        Tally.objects.filter(pk__in=batch).update(summed=F("count"))
    return len(batch)


@transaction.atomic
def sum_up_anew() -> None:
    """All totals once more from the tallies."""
    _run("DELETE FROM ledger_total")
    Tally.objects.filter(is_waiting=True).update(summed=F("count"))
    _run(_ADD.format(what="tally.summed", which="tally.summed <> 0"))


def total_differences(most: int) -> Iterator[Row]:
    """(body, kind, role, day, kept, true) for totals that are not the sum of what they contain."""
    return _rows(_WRONG.format(most=most))


def _run(sql: str, params: Any = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def _rows(sql: str, params: Any = ()) -> Iterator[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        yield from cursor.fetchall()
