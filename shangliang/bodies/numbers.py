"""Running numbers without gaps or doubles."""

from django.db import connection, transaction

from shangliang.bodies.models import Body


def next_number(body: Body, name: str) -> int:
    """The next number under a name in a body. Only inside an act: if that fails, it was never given.

    One statement raises and reads the counter and holds its row until commit: numbers come in turn."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("numbers are given inside an act")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bodies_counter (body_id, name, value) VALUES (%s, %s, 1) "
            "ON CONFLICT (body_id, name) DO UPDATE SET value = bodies_counter.value + 1 RETURNING value",
            [body.pk, name],
        )
        value: int = cursor.fetchone()[0]
    return value


def raise_number(body: Body, name: str, least: int) -> None:
    """From now on numbers under a name run behind `least`, which was given elsewhere. Only inside an act."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("numbers are given inside an act")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bodies_counter (body_id, name, value) VALUES (%s, %s, %s) "
            "ON CONFLICT (body_id, name) DO UPDATE SET value = excluded.value "
            "WHERE bodies_counter.value < excluded.value",
            [body.pk, name, least],
        )
