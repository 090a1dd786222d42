"""Adding very many daily counts to the tallies at once."""

from collections import Counter
from collections.abc import Sequence

from django.db import connection

from shangliang.demo.bulk.rows import Row, copy_rows, execute_many
from shangliang.ledger import tallies

_COLUMNS = ("body_id", "kind", "role", "day", "count")
_NAMES = ", ".join(_COLUMNS)
_ADD = "ON CONFLICT (body_id, kind, role, day) DO UPDATE SET count = ledger_tally.count + excluded.count"
_WAITING = "counts_waiting"


def add_counts(counts: "Counter[tallies.Key]") -> None:
    """As `tallies.add`; rows come in key order, so that two writers never wait crosswise."""
    rows = [(*key, counts[key]) for key in sorted(counts)]
    if connection.vendor == "postgresql":
        _add_by_copy(rows)
    else:
        marks = ", ".join(["%s"] * len(_COLUMNS))
        told = [(body, kind, role, str(day), count) for body, kind, role, day, count in rows]
        execute_many(f"INSERT INTO ledger_tally ({_NAMES}) VALUES ({marks}) {_ADD}", told)  # noqa: S608


def _add_by_copy(rows: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {_WAITING} AS SELECT {_NAMES} FROM ledger_tally LIMIT 0")  # noqa: S608
        copy_rows(_WAITING, _COLUMNS, rows)
        cursor.execute(f"INSERT INTO ledger_tally ({_NAMES}) SELECT {_NAMES} FROM {_WAITING} {_ADD}")  # noqa: S608
        cursor.execute(f"DROP TABLE {_WAITING}")
