"""Daily counts of acts and credits, kept by the door: adding, comparing with the acts, rebuilding."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Exists, F, OuterRef, Value
from django.db.models.functions import TruncDate

from shangliang.ledger.models import Act, Credit, Tally
from shangliang.ledger.totals import sum_up_anew, total_differences
from shangliang.ledger.writing import Statement, execute

Key = tuple[int, str, str, date]
Difference = tuple[Key, int, int]
MOST_TOLD = 1000


def counts_of(act: Act, shares: Iterable[Credit]) -> "Counter[Key]":
    """What an act and its credits add to the day's counts."""
    counts = Counter([Tally.key_of(act, "")])
    counts.update(Tally.key_of(act, credit.role) for credit in shares)
    return counts


def adding(counts: dict[Key, int]) -> Statement:
    """Add to many counts; in key order, so that two acts never wait crosswise."""
    rows = sorted(counts.items())
    values = ", ".join(["(%s, %s, %s, %s, %s)"] * len(rows))
    sql = (
        f"INSERT INTO ledger_tally (body_id, kind, role, day, count) VALUES {values} "  # noqa: S608  only places
        "ON CONFLICT (body_id, kind, role, day) DO UPDATE SET count = ledger_tally.count + excluded.count"
    )
    return Statement(sql, tuple(cell for key, n in rows for cell in (*key, n)))


def add(counts: dict[Key, int]) -> None:
    """Add to many counts now."""
    execute(adding(counts))


@transaction.atomic
def differences() -> list[Difference]:
    """(key, kept, true) for counts that are not what the acts say, at most a thousand; empty if all is well.

    The database counts and compares, so millions of acts need no memory here."""
    _take_room()
    true, params = _counted_afresh()
    sql = (
        "SELECT body_id, kind, role, day, SUM(kept), SUM(really) FROM ("  # noqa: S608  our own statements
        "SELECT body_id, kind, role, day, count AS kept, 0 AS really FROM ledger_tally "
        f"UNION ALL SELECT body_id, kind, part, day, 0, n FROM ({true}) afresh) both_of_them "
        f"GROUP BY 1, 2, 3, 4 HAVING SUM(kept) <> SUM(really) ORDER BY 1, 2, 3, 4 LIMIT {MOST_TOLD}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        wrong = cursor.fetchall()
    return [_told(row) for row in wrong or total_differences(MOST_TOLD)]


def _told(row: tuple[Any, ...]) -> Difference:
    body_id, kind, role, day, kept, true = row
    # SQLite tells a computed day as text.
    real_day = date.fromisoformat(day) if isinstance(day, str) else day
    return (body_id, kind, role, real_day), int(kept), int(true)


@transaction.atomic
def rebuild() -> int:
    """Replace all counts, and the totals above them, by the true ones; returns how many counts there are."""
    _take_room()
    true, params = _counted_afresh()
    Tally.objects.all().delete()
    columns = "body_id, kind, role, day, count, summed"
    sql = f"INSERT INTO ledger_tally ({columns}) SELECT body_id, kind, part, day, n, n "
    sql += f"FROM ({true}) afresh ORDER BY 1, 2, 3, 4"
    execute(Statement(sql, params))
    sum_up_anew()
    return Tally.objects.count()


def _take_room() -> None:
    """Sorting millions of rows in memory instead of on disk, for this transaction."""
    if connection.vendor == "postgresql":
        execute(Statement("SET LOCAL work_mem = '256MB'", ()))


def _counted_afresh() -> tuple[str, tuple[Any, ...]]:
    """A statement (body_id, kind, part, day, n) that counts acts and credits themselves, but voided ones."""
    acts = Act.objects.unvoided().order_by()
    by_act = acts.annotate(part=Value(""), day=TruncDate("happened"))
    voided = Act.objects.filter(voids_id=OuterRef("act_id"))
    shares = Credit.objects.filter(~Exists(voided)).order_by()
    of_act = {"body_id": F("act__body_id"), "kind": F("act__kind"), "day": TruncDate("act__happened")}
    by_credit = shares.annotate(part=F("role"), **of_act)
    keys = ("body_id", "kind", "part", "day")
    each = [rows.values_list(*keys).annotate(n=Count("pk")) for rows in (by_act, by_credit)]
    sql, params = each[0].union(each[1], all=True).query.sql_with_params()
    return sql, tuple(params)
