"""The menu of a person: each activity names its entries for the post they act in."""

from importlib import import_module
from itertools import takewhile
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shangliang.notices.queries import unread_count

_FAR = (0, False)


def menu_of(request: HttpRequest) -> list[dict[str, Any]]:
    """Entries as the base page draws them: {url, label, count, current}."""
    user = getattr(request, "user", None)
    owners = [*settings.ACTIVITIES, "bodies"]
    entries: list[tuple[str, Any, int | None]] = [
        (url, label, None) for name in owners for url, label in _entries(name, user)
    ]
    if user is not None and user.is_authenticated:
        entries.append(("/notices/", _("Notices"), unread_count(user) or None))
    near = {url: _nearness(url, request.path) for url, _l, _c in entries}
    here = max((url for url in near if near[url] > _FAR), key=lambda url: near[url], default="")
    return [{"url": u, "label": str(lb), "count": c, "current": u == here} for u, lb, c in entries]


def _nearness(url: str, path: str) -> tuple[int, bool]:
    """How many folders an entry shares with a page, and whether the page lies in it; beside it, two at least."""
    pairs = zip(url.strip("/").split("/"), path.strip("/").split("/"), strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    is_inside = path.startswith(url)
    return (shared, is_inside) if is_inside or shared > 1 else _FAR


def _entries(activity: str, user: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = import_module(f"shangliang.{activity}.menu").entries(user)
    return found
