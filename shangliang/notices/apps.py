"""Notices as a Django app: listens at the door."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Registers notices."""

    name = "shangliang.notices"
    label = "notices"

    def ready(self) -> None:
        """Every recorded act is offered to `tell`, inside its transaction."""
        from shangliang.ledger.door import acted
        from shangliang.notices.telling import tell

        acted.connect(tell, dispatch_uid="notices.tell")
