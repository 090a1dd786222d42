"""Reads about notices."""

from typing import Any

from shangliang.notices.models import Notice


def unread_count(user: Any) -> int:
    """How many notices wait."""
    return Notice.objects.visible_to(user).unread().count()
