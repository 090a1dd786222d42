"""Local days of the installation's time zone, and how spans of days are told."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def today() -> date:
    """The day it is here."""
    return timezone.localdate()


def start_of(day: date) -> datetime:
    """The first instant of a local day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The last whole second of a local day, when a deadline of that day falls."""
    return start_of(day + timedelta(days=1)) - timedelta(seconds=1)
