"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Registers api."""

    name = "shangliang.api"
    label = "api"

    def ready(self) -> None:
        """Reads of the activities know tokens too."""
        from shangliang.accounts.privacy import register, rows_of
        from shangliang.api.models import Token, person_behind
        from shangliang.ledger import operations

        operations.person_behind = person_behind
        register(
            "tokens",
            _("Tokens for programs"),
            lambda user: rows_of(Token.objects.filter(user=user), ("digest", "stamp")),
            lambda user: Token.objects.filter(user=user).delete(),
        )
