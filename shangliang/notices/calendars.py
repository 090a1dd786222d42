"""Calendars: each app declares the dates it knows for a person; together they are one iCalendar feed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from shangliang.accounts.models import User

REFRESH = timedelta(hours=1)


@dataclass(frozen=True)
class Entry:
    """One date of a person: a whole day or several (date), or a time (datetime). `uid` stays the same for good."""

    uid: str
    title: str
    starts: date | datetime
    ends: date | datetime | None = None
    href: str = ""
    note: str = ""


Source = Callable[[User], Iterable[Entry]]
sources: list[Source] = []


def declare_calendar(source: Source) -> Source:
    """Make a source of dates known, in `AppConfig.ready`: what this person may see, in a fixed number of queries."""
    sources.append(source)
    return source


def feed_of(person: User) -> bytes:
    """The person's dates in iCalendar form, in their language."""
    with translation.override(person.language or settings.LANGUAGE_CODE):
        calendar = _empty(_("Shangliang · %(name)s") % {"name": person})
        for source in sources:
            for entry in source(person):
                calendar.add_component(_event(entry))
        return bytes(calendar.to_ical())


def _empty(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Shangliang//Calendar//")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{_domain()}")
    event.add("dtstamp", timezone.now().astimezone(UTC))
    event.add("summary", entry.title)
    event.add("dtstart", _stamp(entry.starts))
    if entry.ends is not None:
        event.add("dtend", _end(entry.ends))
    event.add("transp", "OPAQUE" if isinstance(entry.starts, datetime) else "TRANSPARENT")
    if entry.note:
        event.add("description", entry.note)
    if entry.href and settings.SITE_URL:
        event.add("url", settings.SITE_URL + entry.href)
    return event


def _stamp(moment: date | datetime) -> date | datetime:
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment


def _end(moment: date | datetime) -> date | datetime:
    """The last day is told as the day after it, as the format wants."""
    return moment.astimezone(UTC) if isinstance(moment, datetime) else moment + timedelta(days=1)


def _domain() -> str:
    return urlsplit(settings.SITE_URL).hostname or "shangliang.localhost"
