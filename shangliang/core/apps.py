"""Core as a Django app: it has texts to translate, but no tables."""

from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created

# The program knows some hundred statements; psycopg would forget a plan after a hundred others.
MOST_PLANS = 500


class CoreConfig(AppConfig):
    """Registers core."""

    name = "shangliang.core"
    label = "core"

    def ready(self) -> None:
        """Let every connection remember the plans of all statements."""
        connection_created.connect(_remember_plans)


def _remember_plans(connection: Any, **_more: Any) -> None:
    if connection.vendor == "postgresql":
        connection.connection.prepared_max = MOST_PLANS
