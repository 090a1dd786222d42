"""The calendar's dates of plenaries: when the bodies of a person sit, and until when they take proposals."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils.translation import gettext as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Session
from shangliang.bodies.queries import all_posts_of
from shangliang.core.time import today
from shangliang.notices.calendars import Entry

SHOWN = timedelta(days=400)


def session_dates(person: User) -> Iterable[Entry]:
    """Of every body in which the person holds a post. Two queries."""
    bodies = {post.body_id for post in all_posts_of(person)}
    rows = Session.objects.filter(body_id__in=bodies, closes__gte=today() - SHOWN)
    for one in rows.select_related("body", "term").order_by("opens"):
        told = {"session": one, "body": one.body.short_name}
        yield Entry(f"session-{one.pk}", _("%(body)s: %(session)s") % told, one.opens, one.closes)
        title = _("%(body)s: last moment for proposals to %(session)s") % told
        yield Entry(f"session-cutoff-{one.pk}", title, one.cutoff, one.cutoff)
