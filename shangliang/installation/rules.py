"""Who sets up and operates an installation."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.queries import bodies_as, operates
from shangliang.bodies.rules import is_platform_admin, is_system
from shangliang.core.rules import rule
from shangliang.installation import queries

sets_up = is_platform_admin | is_system


@rule(_("This installation has an administrator already; sign in as that person."))
def has_no_operator(user: Any, obj: Any) -> bool:
    """Moment: the first account is still to be opened."""
    return not queries.has_operator()


@rule(_("Choose the body first."))
def has_body(user: Any, obj: Any) -> bool:
    """Moment: the installation works for somebody."""
    return obj.body_id is not None


@rule(_("Only administrators see how the installation is."))
def sees_health(user: Any, obj: Any) -> bool:
    """The operator, and administrators of its bodies."""
    return operates(user) or bool(bodies_as(user, Post.Role.ADMIN))
