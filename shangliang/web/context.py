"""What every page shows around its content: menu, posts to act in, banner, display."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _

from shangliang.bodies.queries import all_posts_of
from shangliang.installation.queries import site_name
from shangliang.web.menu import menu_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base page."""
    user = getattr(request, "user", None)
    held = all_posts_of(user) if user and user.is_authenticated else []
    acting = getattr(user, "acting_post_id", None)
    current = next((post for post in held if post.pk == acting), None)
    return {
        "demo": settings.DEMO,
        "product_name": site_name() or _("Shangliang"),
        "holdings": [{"id": post.pk, "label": str(post), "current": post.pk == acting} for post in held],
        "menu": menu_of(request),
        "body": current.body if current else None,
        "acting": str(current) if current else "",
        "theme": request.COOKIES.get("theme", "auto"),
        "mode": request.COOKIES.get("mode", "standard"),
    }
