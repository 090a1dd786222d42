"""The rating form, and the same on the office's desk for a sheet of paper."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.accounts.models import User
from shangliang.ledger.forms import ActForm
from shangliang.proposals.forms.fields import CheckedFileField, text_area
from shangliang.proposals.models import Contact, Rating
from shangliang.proposals.queries import merged_proposer_ids


class RateForm(ActForm):
    """Contact, attitude, result, relevance, words."""

    contact_way = forms.ChoiceField(
        label=_("How did the unit contact you?"),
        choices=[*Contact.Way.choices, ("none", _("not at all"))],
        widget=forms.RadioSelect,
    )
    attitude = forms.ChoiceField(
        label=_("The unit's attitude"), choices=Rating.Result.choices, widget=forms.RadioSelect
    )
    result = forms.ChoiceField(label=_("The result"), choices=Rating.Result.choices, widget=forms.RadioSelect)
    relevance = forms.ChoiceField(
        label=_("Does the reply answer the proposal?"),
        choices=Rating.Relevance.choices,
        widget=forms.RadioSelect,
    )
    text = text_area(_("remarks"), required=False)


class ProxyRateForm(RateForm):
    """Who wrote it, and the scanned sheet."""

    person = forms.ModelChoiceField(label=_("proposer"), queryset=User.objects.none())
    scan = CheckedFileField(label=_("scanned sheet"))
    field_order = ["person", "scan"]

    def prepare(self) -> None:
        """The proposers of the case who have not judged this round's reply themselves."""
        people = User.objects.filter(pk__in=merged_proposer_ids(self.obj.proposal))
        people = people.exclude(pk__in=self.obj.ratings.filter(round=self.obj.round).values("user_id"))
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
