"""What every page shows around its content: menu, posts to act in, banner."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from shangliang.bodies.queries import all_posts_of


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the base page."""
    user = getattr(request, "user", None)
    held = all_posts_of(user) if user and user.is_authenticated else []
    acting = getattr(user, "acting_post_id", None)
    holdings = [{"id": post.pk, "label": str(post), "current": post.pk == acting} for post in held]
    return {"demo": settings.DEMO, "holdings": holdings, "menu": [], "body": None}
