"""A person who can sign in. What they may do follows from their posts, which `bodies` knows."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

DEMO_PREFIX = "demo-"
PUBLIC_NAME = "public"


class AddressField(models.EmailField):  # type: ignore[type-arg]
    """An e-mail address, small however it was written: when it is kept as when it is looked for."""

    def get_prep_value(self, value: Any) -> Any:
        """For the database."""
        prepared = super().get_prep_value(value)
        return prepared.strip().lower() if isinstance(prepared, str) else prepared

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The row in memory says what is kept."""
        setattr(model_instance, self.attname, self.get_prep_value(getattr(model_instance, self.attname)))
        return super().pre_save(model_instance, add)


class PersonManager(UserManager["User"]):
    """Makes people; their addresses are written small, so that one address is one person."""

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The address as it is kept and looked up."""
        return (email or "").strip().lower()


class User(AbstractUser):
    """A person, or the system itself. The ledger names people only by this row's id."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.CharField(_("name"), max_length=60)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    email = AddressField(_("e-mail"), blank=True)
    language = models.CharField(max_length=12, blank=True)
    is_system = models.BooleanField(default=False, editable=False)
    # Rotated to end every session at once: at password change, disabling, "sign out everywhere".
    session_stamp = models.CharField(max_length=32, blank=True, editable=False)
    # A password somebody else gave, as at an import; the person sets their own before anything else.
    must_set_password = models.BooleanField(default=False)
    erased = models.DateTimeField(null=True, editable=False)

    # The post one acts in during this request; None acts in all of one's posts (scripts, tests).
    acting_post_id: int | None = None

    objects: ClassVar[PersonManager] = PersonManager()

    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["email"], condition=~models.Q(email=""), name="user_email_once"),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_small"),
        ]
        indexes = [models.Index(fields=["email"], name="user_email")]

    def __str__(self) -> str:
        if self.erased:
            return gettext("Erased person %(id)s") % {"id": self.pk}
        return self.name or self.username

    @property
    def is_demo(self) -> bool:
        """One of the invented people of the demonstration."""
        return self.username.startswith(DEMO_PREFIX)

    @property
    def is_public(self) -> bool:
        """Nobody in particular: the public, speaking without an account."""
        return self.is_system and self.username == PUBLIC_NAME

    def get_full_name(self) -> str:
        """The name as written."""
        return self.name

    def get_short_name(self) -> str:
        """The name as written: Chinese names are not shortened."""
        return self.name

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Every request compares it: a new password, a new stamp or disabling ends the session at once."""
        told = f"{self.pk}|{self.password}|{self.session_stamp}|{self.is_active}"
        return salted_hmac("shangliang.accounts.session", told, secret=secret, algorithm="sha256").hexdigest()
