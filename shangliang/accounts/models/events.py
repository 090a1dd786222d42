"""What happened to the safety of an account: append-only, kept at least half a year, without secrets."""

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.accounts import policy
from shangliang.accounts.models.people import User


class SecurityEventQuerySet(models.QuerySet["SecurityEvent"]):
    """Readings of the events."""

    def visible_to(self, user: Any) -> Self:
        """One's own; to an auditor those of the people they audit; to the platform administrator all."""
        if getattr(user, "is_superuser", False):
            return self
        return self.filter(Q(user_id=user.pk) | Q(user_id__in=policy.audited_people(user)))


class SecurityEvent(models.Model):
    """One thing that happened to one account; nobody's, if the account typed does not exist."""

    class Kind(models.TextChoices):
        SIGNED_IN = "signed_in", _("signed in")
        SIGN_IN_FAILED = "sign_in_failed", _("sign-in failed")
        SIGNED_OUT = "signed_out", _("signed out")
        SESSION_ENDED = "session_ended", _("ended a session")
        ALL_ENDED = "all_ended", _("signed out everywhere")
        STEP_DONE = "step_done", _("second step done")
        STEP_FAILED = "step_failed", _("second step failed")
        FACTOR_ADDED = "factor_added", _("second factor added")
        FACTOR_REMOVED = "factor_removed", _("second factor removed")
        FACTORS_CLEARED = "factors_cleared", _("second factors cleared by the operator")
        CODES_RENEWED = "codes_renewed", _("recovery codes made")
        RECOVERY_USED = "recovery_used", _("recovery code used")
        INVITED = "invited", _("invited")
        PASSWORD_SET = "password_set", _("password set")
        PASSWORD_RESET = "password_reset", _("password reset by mail")
        PROFILE_CHANGED = "profile_changed", _("profile changed")
        EMAIL_CHANGED = "email_changed", _("e-mail address changed")
        IDENTITY_LINKED = "identity_linked", _("single sign-on linked")
        IDENTITY_REMOVED = "identity_removed", _("single sign-on removed")
        TOKEN_MADE = "token_made", _("API token made")
        TOKEN_ENDED = "token_ended", _("API token ended")
        CALENDAR_MADE = "calendar_made", _("calendar link made")
        CALENDAR_ENDED = "calendar_ended", _("calendar link ended")
        DISABLED = "disabled", _("account disabled")
        ENABLED = "enabled", _("account enabled")
        EXPORTED = "exported", _("personal data exported")
        ERASURE_ASKED = "erasure_asked", _("erasure requested")
        ERASURE_WITHDRAWN = "erasure_withdrawn", _("erasure request withdrawn")
        ERASED = "erased", _("personal data erased")

    user = models.ForeignKey(User, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    by = models.ForeignKey(User, models.DO_NOTHING, null=True, db_constraint=False, related_name="+")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    at = models.DateTimeField(default=timezone.now)
    network = models.CharField(max_length=48, blank=True)
    device = models.CharField(max_length=60, blank=True)

    objects = SecurityEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["user", "-at"], name="security_user"),
            models.Index(fields=["at"], name="security_at"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}@{self.at:%Y-%m-%d}"
