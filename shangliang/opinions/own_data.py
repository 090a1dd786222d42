"""What the opinions keep about a person: their sealed envelopes, found by the digest of their account."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.accounts.privacy import Row, register, rows_of
from shangliang.opinions import queries, vault
from shangliang.opinions.models import Claim, Identity, Informant, Report, Support
from shangliang.opinions.searching_reports import note_written_by


def declare() -> None:
    """Called when the app is ready. What was said stays; who said it is forgotten with the person."""
    register("opinions", _("Words from the public"), _rows, _forget)
    register(
        "supports",
        _("Clues supported"),
        lambda user: rows_of(Support.objects.filter(person=user)),
        lambda user: Support.objects.filter(person=user).delete(),
    )
    register("claims", _("Clues looked into"), lambda user: rows_of(Claim.objects.filter(member=user)))
    register(
        "reports",
        _("Information reports"),
        lambda user: rows_of(Report.objects.filter(author=user)),
        note_written_by,
    )
    register("informants", _("Informant"), lambda user: rows_of(Informant.objects.filter(user=user)))


def _rows(user: User) -> list[Row]:
    return [
        {"number": one.number, "received": one.received, "text": one.text, "state": one.state}
        for one in queries.said_by(user.pk)
    ]


def _forget(user: User) -> Any:
    return Identity.objects.filter(person_digest=vault.person_digest(user.pk)).delete()
