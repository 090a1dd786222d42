"""The app as Django knows it."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Registers api."""

    name = "shangliang.api"
    label = "api"

    def ready(self) -> None:
        """Reads of the activities know tokens too."""
        from shangliang.api.models import person_behind
        from shangliang.ledger import operations

        operations.person_behind = person_behind
