"""A person who can sign in. What they may do follows from their posts, which `bodies` knows."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """A person, or the system itself. The ledger names people only by this row's id."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    language = models.CharField(max_length=12, blank=True)
    is_system = models.BooleanField(default=False, editable=False)
    # Rotated to end every session at once: at password change, disabling, "sign out everywhere".
    session_stamp = models.CharField(max_length=32, blank=True, editable=False)

    objects: ClassVar[UserManager["User"]] = UserManager()

    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~models.Q(email=""), name="user_email_once")
        ]

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        """The name as written."""
        return self.name

    def get_short_name(self) -> str:
        """The name as written: Chinese names are not shortened."""
        return self.name
