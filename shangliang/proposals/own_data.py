"""What the proposals keep about a person, for their export and for erasure."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.accounts.privacy import register, rows_of
from shangliang.insight.text.changes import note
from shangliang.proposals.models import Contact, Cosignature, Proposal, Rating


def declare() -> None:
    """Called when the app is ready. Works stay with their case; what reaches the person privately is blanked."""
    register("proposals", _("Proposals"), lambda user: rows_of(_written_by(user)), _forget_phone)
    register("cosignatures", _("Signatures"), lambda user: rows_of(Cosignature.objects.filter(user=user)))
    register("ratings", _("Ratings"), lambda user: rows_of(Rating.objects.filter(user=user)))
    register("contacts", _("Contacts logged"), lambda user: rows_of(Contact.objects.filter(by=user)))


def _written_by(user: User) -> Any:
    return Proposal.objects.filter(author=user)


def _forget_phone(user: User) -> None:
    _written_by(user).update(contact_phone="")
    # Their name goes from the search as it goes from the pages.
    for pk in {*_written_by(user).values_list("pk", flat=True), *_signed_by(user)}:
        note("proposal", pk)


def _signed_by(user: User) -> Any:
    return Cosignature.objects.filter(user=user).values_list("proposal_id", flat=True)
