"""Notices as a Django app: listens at the door."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Registers notices."""

    name = "shangliang.notices"
    label = "notices"

    def ready(self) -> None:
        """Every recorded act is read here, inside its transaction."""
        from shangliang.accounts.privacy import register, rows_of
        from shangliang.ledger.door import readers
        from shangliang.notices import tasks  # noqa: F401  its beat
        from shangliang.notices.models import Notice
        from shangliang.notices.telling import notices_of

        readers.append(notices_of)
        register("notices", _("Notices"), lambda user: rows_of(Notice.objects.filter(person=user)))
