"""Daily counts of acts and credits: kept by the door, rebuilt and compared by a command."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncDate

from shangliang.ledger.models import Act, Credit, Tally
from shangliang.ledger.writing import Statement, execute

Key = tuple[int, str, str, date]


def counting(act: Act, credits: Iterable[Credit], by: int = 1) -> Statement:
    """Add an act and its credits to the day's counts."""
    counts = Counter([Tally.key_of(act, "")])
    counts.update(Tally.key_of(act, credit.role) for credit in credits)
    return adding({key: n * by for key, n in counts.items()})


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


def counted_afresh() -> dict[Key, int]:
    """All counts computed from the acts themselves, voided ones left out."""
    acts = Act.objects.filter(voided_by__isnull=True).order_by()
    found: dict[Key, int] = {}
    by_act = acts.values_list("body_id", "kind", TruncDate("happened")).annotate(n=Count("id"))
    for body_id, kind, day, n in by_act.iterator():
        found[(body_id, kind, "", day)] = n
    credits = Credit.objects.filter(act__voided_by__isnull=True).order_by()
    columns = ("act__body_id", "act__kind", "role", TruncDate("act__happened"))
    for body_id, kind, role, day, n in credits.values_list(*columns).annotate(n=Count("id")).iterator():
        found[(body_id, kind, role, day)] = n
    return found


def differences() -> list[tuple[Key, int, int]]:
    """(key, kept, true) for every count that is not what the acts say; empty when all is well."""
    kept = {
        (t.body_id, t.kind, t.role, t.day): t.count for t in Tally.objects.exclude(count=0).iterator(10_000)
    }
    true = counted_afresh()
    keys = sorted(kept.keys() | true.keys())
    return [(k, kept.get(k, 0), true.get(k, 0)) for k in keys if kept.get(k, 0) != true.get(k, 0)]


@transaction.atomic
def rebuild() -> int:
    """Replace all counts by the true ones; returns how many there are."""
    true = counted_afresh()
    Tally.objects.all().delete()
    rows = (Tally(body_id=b, kind=k, role=r, day=d, count=n) for (b, k, r, d), n in true.items())
    Tally.objects.bulk_create(rows, batch_size=5_000)
    return len(true)
