"""What of the bodies stands in the menu of whom."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import posts_of

_MANAGING = (Post.Role.ADMIN, Post.Role.AUDITOR)


def entries(user: Any) -> list[tuple[str, Any]]:
    """(address, label): everybody sees the bodies; administrators and auditors also their own one."""
    own = next((post for post in posts_of(user) if post.role in _MANAGING), None)
    managing = [(reverse("bodies:manage", args=[own.body_id]), _("Administration"))] if own else []
    return [*managing, (reverse("bodies:index"), _("Conferences"))]
