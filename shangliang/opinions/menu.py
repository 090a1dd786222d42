"""What of the public's words stands in the menu of whom."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import OFFICE_ROLES, UNIT_ROLES, operates, posts_of
from shangliang.opinions.queries_reports import is_informant_somewhere

_DESKS = (
    ("desk", _("Words from the public"), OFFICE_ROLES),
    ("units", _("Words passed on to us"), UNIT_ROLES),
    ("watched", _("Words with units"), (Post.Role.SUPERVISOR,)),
    ("clues", _("Clues"), (Post.Role.MEMBER,)),
    ("vault", _("Vault"), (Post.Role.AUDITOR,)),
    ("report_desk", _("Information reports"), OFFICE_ROLES),
    ("reports", _("Information reports"), (Post.Role.MEMBER, Post.Role.CONTACT)),
    ("reports_received", _("Information reports"), (*UNIT_ROLES, Post.Role.LEADER)),
    ("index", _("Say something"), None),
)


def entries(user: Any) -> list[tuple[str, Any]]:
    """(address, label) for the post the person acts in; everybody may say something."""
    roles = {post.role for post in posts_of(user)}
    if not roles and is_informant_somewhere(user):
        return [
            (reverse("opinions:reports"), _("Information reports")),
            (reverse("opinions:index"), _DESKS[-1][1]),
        ]
    wanted = [(name, label) for name, label, only in _DESKS if only is None or roles & set(only)]
    operator = [(reverse("opinions:peers"), _("Other installations"))] if operates(user) else []
    return [*operator, *((reverse(f"opinions:{name}"), label) for name, label in wanted)]
