"""The vault: who spoke and how they can be reached, sealed with a key of its own."""

from typing import Any, Self

from django.db import models

from shangliang.opinions.models.suggestions import Suggestion


class IdentityQuerySet(models.QuerySet["Identity"]):
    """Readings of the vault."""

    def visible_to(self, user: Any) -> Self:
        """Nobody reads it by looking; see the acts of disclosure."""
        return self.none()


class Identity(models.Model):
    """One sealed envelope. Without the vault's key its columns say nothing."""

    suggestion = models.OneToOneField(Suggestion, models.CASCADE, related_name="identity")
    sealed = models.TextField()
    # A keyed digest of the account, so that people find what they said themselves; empty without an account.
    person_digest = models.CharField(max_length=64, blank=True, db_index=True)

    objects = IdentityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "identities"
