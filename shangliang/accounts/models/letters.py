"""A letter with something only its reader knows: a code or a link. The row holds neither of the two."""

import secrets
from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models.people import User

CODE_DIGITS = 6
MOST_TRIES = 5


def _seed() -> str:
    return secrets.token_hex(16)


class LetterQuerySet(models.QuerySet["Letter"]):
    """Readings of the letters."""

    def for_user(self, user: User) -> models.QuerySet["Letter"]:
        """The letters to one person."""
        return self.filter(user=user)


class Letter(models.Model):
    """Something sent to a person; to nobody, if the address is nobody's: both look alike from outside."""

    class Kind(models.TextChoices):
        CODE = "code", _("sign-in code")
        RESET = "reset", _("password reset")
        INVITATION = "invitation", _("invitation")
        ADDRESS = "address", _("confirmation of an address")
        CHANGE = "change", _("notice of a change")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="letters")
    # A new address awaiting its confirmation; otherwise the person's own address is used when sending.
    address = models.EmailField(blank=True)
    # Of a notice: the kind of event it tells about.
    about = models.CharField(max_length=24, blank=True)
    site = models.CharField(max_length=200, blank=True)
    seed = models.CharField(max_length=32, default=_seed)
    made = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent = models.DateTimeField(null=True)
    used = models.DateTimeField(null=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["made"], name="letter_made")]

    def __str__(self) -> str:
        return f"{self.kind}#{self.pk}"

    @property
    def is_fresh(self) -> bool:
        """Not used, not worn out, not too old."""
        age = timezone.now() - self.made
        return self.used is None and self.tries < MOST_TRIES and age < LIFETIMES[self.Kind(self.kind)]

    def code(self) -> str:
        """The six digits, derived with the installation's key each time they are needed."""
        return str(int(self._keyed("code"), 16) % 10**CODE_DIGITS).zfill(CODE_DIGITS)

    def token(self) -> str:
        """What the link carries; void as soon as the person's session stamp is another."""
        return self._keyed("token")[:40]

    def is_code(self, typed: str) -> bool:
        """Compared in constant time."""
        return constant_time_compare(typed, self.code())

    def is_token(self, given: str) -> bool:
        """Compared in constant time."""
        return constant_time_compare(given, self.token())

    def _keyed(self, purpose: str) -> str:
        stamp = self.user.session_stamp if self.user else ""
        told = f"{purpose}|{self.kind}|{self.pk}|{self.seed}|{self.user_id}|{stamp}|{self.address}"
        return salted_hmac("shangliang.accounts.letter", told, algorithm="sha256").hexdigest()


LIFETIMES = {
    Letter.Kind.CODE: timedelta(minutes=10),
    Letter.Kind.RESET: timedelta(hours=1),
    Letter.Kind.INVITATION: timedelta(days=14),
    Letter.Kind.ADDRESS: timedelta(days=1),
    Letter.Kind.CHANGE: timedelta(days=1),
}
