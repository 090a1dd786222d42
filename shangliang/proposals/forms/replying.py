"""Forms of the reply editor."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.ledger.forms import ActForm
from shangliang.proposals.forms.fields import class_choices, text_area
from shangliang.proposals.queries import reply_of


class SaveReplyForm(ActForm):
    """What is written so far; nothing is required."""

    number = forms.CharField(label=_("document number"), required=False, max_length=60)
    reply_class = forms.ChoiceField(label=_("class"), required=False)
    text = text_area(_("text of the reply"), required=False, rows=16)
    contact_name = forms.CharField(label=_("contact"), required=False, max_length=32)
    contact_phone = forms.CharField(label=_("contact phone"), required=False, max_length=32)

    def prepare(self) -> None:
        """The body's classes, and what was written before; a second round starts from the first letter."""
        self.fields["reply_class"].choices = class_choices(self.obj.proposal.body)  # type: ignore[attr-defined]
        reply = reply_of(self.obj) or reply_of(self.obj, self.obj.round - 1)
        for name in self.fields:
            self.initial.setdefault(name, getattr(reply, name, ""))


class ReplyForm(SaveReplyForm):
    """The finished letter."""

    def prepare(self) -> None:
        """All parts are required now."""
        super().prepare()
        for field in self.fields.values():
            field.required = True


class OpinionForm(ActForm):
    """The joint unit's part of the answer."""

    text = text_area(_("joint opinion"), rows=10)

    def prepare(self) -> None:
        """What was kept before."""
        self.initial.setdefault("text", getattr(reply_of(self.obj), "text", ""))


class FollowUpForm(ActForm):
    """What was done since."""

    later_class = forms.ChoiceField(label=_("class after follow-up"))
    text = text_area(_("what was done since"), rows=8)

    def prepare(self) -> None:
        """The body's classes."""
        self.fields["later_class"].choices = class_choices(self.obj.proposal.body)  # type: ignore[attr-defined]
