"""Notices as a Django app: listens at the door, declares its own topic, dates and personal data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    """Registers notices."""

    name = "shangliang.notices"
    label = "notices"

    def ready(self) -> None:
        """Every recorded act is read here, inside its transaction."""
        from shangliang.bodies.models import Post
        from shangliang.ledger.door import readers
        from shangliang.notices import own_data, tasks  # noqa: F401  its beat
        from shangliang.notices.calendars import declare_calendar
        from shangliang.notices.models import Way
        from shangliang.notices.session_dates import session_dates
        from shangliang.notices.telling import notices_of
        from shangliang.notices.topics import DESKS, Topic, declare

        readers.append(notices_of)
        own_data.declare()
        declare_calendar(session_dates)
        role = Post.Role
        declare(
            Topic(
                DESKS,
                _("What waits on my desk"),
                _("Once a day: how much waits in which queue. Nothing comes when nothing waits."),
                usual=(Way.MAIL,),
                ways=(Way.MAIL,),
                roles=(
                    *(role.OFFICE_CLERK, role.OFFICE_LEAD, role.SUPERVISOR),
                    *(role.UNIT_CLERK, role.UNIT_LEAD),
                ),
            )
        )
