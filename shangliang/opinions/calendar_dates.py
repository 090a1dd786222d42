"""The dates of the public's words in a person's calendar: by when one's unit must answer.

What a citizen was promised stands on the receipt alone: a calendar is read by other programs too."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from shangliang.accounts.models import User
from shangliang.bodies.queries import units_of
from shangliang.notices.calendars import Entry, declare_calendar
from shangliang.opinions.models import Referral, ReferralDeadline

MOST = 500


def declare_dates() -> None:
    """Called when the app is ready."""
    declare_calendar(dates_of)


def dates_of(person: User) -> Iterator[Entry]:
    """The open duties of one's unit. One query, none for who is in no unit."""
    units = units_of(person)
    if not units:
        return
    rows = ReferralDeadline.objects.filter(
        referral__unit_id__in=units, referral__state=Referral.State.HANDLING, met__isnull=True
    )
    for clock in rows.select_related("referral__suggestion").order_by("due")[:MOST]:
        title = _("Due: answer to %(number)s") % {"number": clock.referral.suggestion.number}
        day = timezone.localdate(clock.due)
        href = reverse("opinions:unit_case", args=[clock.referral_id])
        yield Entry(f"referral-{clock.pk}", title, day, day, href)
