"""What of the proposals stands in the menu of whom."""

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import posts_of

Role = Post.Role
_DESKS = (
    ("mine", _("My proposals"), (Role.MEMBER, Role.CONTACT)),
    ("desk", _("Office desk"), (Role.OFFICE_CLERK, Role.OFFICE_LEAD)),
    ("units", _("Unit desk"), (Role.UNIT_CLERK, Role.UNIT_LEAD)),
    ("supervision", _("Supervision desk"), (Role.SUPERVISOR,)),
    ("leaders", _("Key proposals"), (Role.LEADER,)),
    ("index", _("Proposals"), None),
    ("statistics", _("Statistics"), None),
)


def entries(user: Any) -> list[tuple[str, Any]]:
    """(address, label) for the post the person acts in; the public sees the last two."""
    roles = {post.role for post in posts_of(user)}
    wanted = [(name, label) for name, label, only in _DESKS if only is None or roles & set(only)]
    return [(url, label) for name, label in wanted if (url := _address(name))]


def _address(name: str) -> str:
    try:
        return reverse(f"proposals:{name}")
    except NoReverseMatch:
        return ""
