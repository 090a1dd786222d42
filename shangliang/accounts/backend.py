"""Who a session's person is: Django's own backend, asked by a query composed once."""

from django.contrib.auth.backends import ModelBackend

from shangliang.accounts.models import User
from shangliang.core.prepared import Prepared

_user = Prepared(lambda pk: User.objects.filter(pk=pk), int)


class Backend(ModelBackend):
    """Every page of a signed-in person asks for them."""

    def get_user(self, user_id: int) -> User | None:
        """The person, unless they may not sign in any more."""
        found: User | None = _user.first(int(user_id))
        return found if found and self.user_can_authenticate(found) else None
