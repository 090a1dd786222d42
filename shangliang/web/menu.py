"""The menu of a person: each activity names its entries for the post they act in."""

from importlib import import_module
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shangliang.notices.queries import unread_count


def menu_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Entries as the base page draws them: {url, label, count, current}."""
    user = getattr(request, "user", None)
    owners = [*settings.ACTIVITIES, "bodies"]
    entries: list[tuple[str, Any, int | None]] = [
        (url, label, None) for name in owners for url, label in _entries(name, user)
    ]
    if user is not None and user.is_authenticated:
        entries.append(("/notices/", _("Notices"), unread_count(user) or None))
    here = max((url for url, _l, _c in entries if request.path.startswith(url)), key=len, default="")
    return [{"url": u, "label": str(lb), "count": c, "current": u == here} for u, lb, c in entries]


def _entries(activity: str, user: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = import_module(f"shangliang.{activity}.menu").entries(user)
    return found
