"""Bodies as a Django app; tells the door in which role people act."""

from django.apps import AppConfig


class BodiesConfig(AppConfig):
    """Registers bodies."""

    name = "shangliang.bodies"
    label = "bodies"

    def ready(self) -> None:
        """The ledger lies below and cannot ask about posts itself."""
        from shangliang.bodies import facts, health, queries, signing_in  # noqa: F401
        from shangliang.ledger import door

        door.role_of = queries.role_of
        door.role_label = queries.role_label
        facts.declare()
        signing_in.declare()
