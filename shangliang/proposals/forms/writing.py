"""Forms of writing: the draft itself, files, invitations, reasons."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.bodies.models import Post, Unit
from shangliang.core.files import CheckedFile
from shangliang.ledger.forms import ActForm, SeveralField
from shangliang.proposals.forms.fields import (
    CheckedFileField,
    category_choices,
    people_as,
    text_area,
    units_for,
)
from shangliang.proposals.models import Attachment
from shangliang.proposals.ruleset import proposal_rules

PARTS = ("problem", "analysis", "suggestion")
MOST_CHARACTERS = 100_000


class ReasonForm(ActForm):
    """A reason in words."""

    reason = text_area(_("reason"))


class SaveForm(ActForm):
    """The three parts of a draft and what goes with them; nothing is required until submission."""

    title = forms.CharField(label=_("title"), required=False)
    problem = text_area(_("problem"), required=False, rows=8)
    analysis = text_area(_("analysis"), required=False, rows=8)
    suggestion = text_area(_("suggestions"), required=False, rows=8)
    category = forms.ChoiceField(label=_("category"), required=False)
    suggested_units = SeveralField(
        label=_("suggested units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    contact_phone = forms.CharField(label=_("contact phone"), required=False)
    is_open_to_cosign = forms.BooleanField(label=_("open to signatures of all members"), required=False)
    is_public_consented = forms.BooleanField(label=_("I agree to publication"), required=False)
    publicity_reason = forms.CharField(label=_("if not, why"), required=False)
    is_secrecy_declared = forms.BooleanField(
        label=_("I declare that this text holds no state secrets"), required=False
    )

    def prepare(self) -> None:
        """Choices of the body, present values of the draft, limits for the counters."""
        limits = proposal_rules(self.obj.body).values
        self.fields["category"].choices = category_choices(self.obj.body)  # type: ignore[attr-defined]
        self.fields["suggested_units"].queryset = units_for(self.obj.body)  # type: ignore[attr-defined]
        for name in self.fields:
            if name != "suggested_units":
                self.initial.setdefault(name, getattr(self.obj, name))
        self.initial.setdefault("suggested_units", list(self.obj.suggested_units.all()))
        # Only shown by the counters: a text that is too long is kept, and refused at submission.
        self.fields["title"].max_length = limits.title_limit  # type: ignore[attr-defined]
        for name in PARTS:
            self.fields[name].max_length = limits.part_limit  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse what could not be kept whole, rather than cut it."""
        data = super().clean() or self.cleaned_data
        for name in PARTS:
            if len(data.get(name, "")) > MOST_CHARACTERS:
                limit = {"limit": MOST_CHARACTERS}
                self.add_error(name, _("At most %(limit)s characters can be kept here.") % limit)
        return data


class AttachForm(ActForm):
    """A file to add."""

    upload = CheckedFileField(label=_("file"))
    kind = forms.ChoiceField(
        label=_("kind"),
        choices=[
            (Attachment.Kind.DOCUMENT, Attachment.Kind.DOCUMENT.label),
            (Attachment.Kind.SEAL, Attachment.Kind.SEAL.label),
        ],
        required=False,
    )

    def clean_upload(self) -> CheckedFile:
        """Not larger than the body allows."""
        upload: CheckedFile = self.cleaned_data["upload"]
        most = proposal_rules(self.obj.body).values.most_file_megabytes
        if upload.size > most * 1024 * 1024:
            raise forms.ValidationError(_("This file is larger than %(most)s MB.") % {"most": most})
        return upload

    def clean_kind(self) -> str:
        """A document unless it is said to be the sheet with the seal."""
        return self.cleaned_data["kind"] or Attachment.Kind.DOCUMENT


class DetachForm(ActForm):
    """A file to remove."""

    attachment = forms.ModelChoiceField(label=_("file"), queryset=Attachment.objects.none())

    def prepare(self) -> None:
        """Only files of this draft."""
        self.fields["attachment"].queryset = self.obj.attachments.all()  # type: ignore[attr-defined]


class InviteForm(ActForm):
    """Members to ask for their signature."""

    people = SeveralField(label=_("members"), queryset=User.objects.none())

    def prepare(self) -> None:
        """Members of the body, without the proposer."""
        members = people_as(self.obj.body, Post.Role.MEMBER).exclude(pk=self.obj.author_id)
        self.fields["people"].queryset = members  # type: ignore[attr-defined]
        self.fields["people"].required = not self.obj.is_open_to_cosign

    def clean_people(self) -> list[User]:
        """A plain list for the act."""
        return list(self.cleaned_data["people"])
