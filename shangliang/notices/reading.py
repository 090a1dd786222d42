"""Reading notices: how one looks in the list, and that it was read (no act: nobody else is concerned)."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone

from shangliang.notices.models import Notice
from shangliang.notices.words import by_whom, what_happened


def as_item(notice: Notice) -> dict[str, Any]:
    """For the list of the page."""
    return {
        "href": reverse("notices:open", args=[notice.pk]),
        "text": f"{notice.act.title} · {by_whom(notice.act)} · {what_happened(notice.act)}",
        "when": notice.made,
        "unread": notice.read is None,
    }


def mark_read(notice: Notice) -> None:
    """Once."""
    if notice.read is None:
        notice.read = timezone.now()
        notice.save(update_fields=["read"])


def mark_all_read(person: Any, now: datetime) -> None:
    """Everything that waits."""
    Notice.objects.visible_to(person).unread().update(read=now)
