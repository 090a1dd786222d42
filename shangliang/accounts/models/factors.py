"""The second factors of a person: one code generator, any number of passkeys, and recovery codes."""

from django.db import models
from django.utils import timezone

from shangliang.accounts.models.people import User


class CodeKey(models.Model):
    """The sealed secret of an app that shows a new code every thirty seconds."""

    user = models.OneToOneField(User, models.CASCADE, related_name="code_key")
    secret = models.TextField()
    # The thirty seconds of the last code taken: no code counts twice.
    last_step = models.BigIntegerField(default=0)
    made = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True)


class Passkey(models.Model):
    """The public half of a key that a device or a security stick holds."""

    user = models.ForeignKey(User, models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=60)
    credential = models.CharField(max_length=1400, unique=True)
    data = models.TextField()
    sign_count = models.BigIntegerField(default=0)
    made = models.DateTimeField(default=timezone.now)
    used = models.DateTimeField(null=True)

    class Meta:
        ordering = ["made"]

    def __str__(self) -> str:
        return self.name


class RecoveryCode(models.Model):
    """A code for the day the device is lost: kept as a keyed digest, good once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_once")]
