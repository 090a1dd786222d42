"""Rules of the notices."""

from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Post
from shangliang.bodies.rules import has_post, is_platform_admin

reads_deliveries = (
    has_post(Post.Role.ADMIN, otherwise=_("Only the administrator of a body sees what was sent in it."))
    | is_platform_admin
)
