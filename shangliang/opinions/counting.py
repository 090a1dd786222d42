"""How often a code was opened, by the day."""

from django.db import connection

from shangliang.core.time import today
from shangliang.opinions.models import Code


def count_opening(code: Code) -> None:
    """One more today; nothing of who it was."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO opinions_codeday (code_id, day, opened) VALUES (%s, %s, 1) "
            "ON CONFLICT (code_id, day) DO UPDATE SET opened = opinions_codeday.opened + 1",
            [code.pk, today()],
        )
