"""The one screen on which the public says something; the questions about an answer; an appeal."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.core.text import clean_text
from shangliang.opinions.forms.fields import PhotosField, text_area
from shangliang.opinions.models import Rating, Suggestion
from shangliang.opinions.ruleset import opinion_rules


class SayForm(forms.Form):
    """Text first; everything else may be left out."""

    text = text_area(_("What would you like to say?"), rows=6)
    photos = PhotosField(label=_("photos"), required=False)
    place = forms.CharField(
        label=_("where it is"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    contact = forms.CharField(
        label=_("how to reach you"),
        required=False,
        max_length=120,
        help_text=_("A phone number or mail address. It is sealed: the unit that answers never sees it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_public_consented = forms.BooleanField(
        label=_("My words may be published without my name, after somebody has read them."), required=False
    )
    way = forms.ChoiceField(choices=Suggestion.Way.choices, required=False)
    key = forms.RegexField(r"^[0-9a-f]{32}$", widget=forms.HiddenInput)
    proof = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    sum = forms.CharField(
        label=_("sum"),
        required=False,
        max_length=4,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, body: Body, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limits = opinion_rules(body).values
        text, photos = self.fields["text"], self.fields["photos"]
        text.max_length = limits.text_limit  # type: ignore[attr-defined]
        photos.help_text = _("At most %(limit)s. Place and camera data in them are removed.") % {
            "limit": limits.most_photos
        }
        photos.widget.attrs["accept"] = "image/jpeg,image/png,image/webp"

    def clean_text(self) -> str:
        """Without characters that hide or reorder others."""
        return clean_text(self.cleaned_data["text"])

    def clean_way(self) -> str:
        """Nobody is named who did not choose it."""
        return self.cleaned_data["way"] or Suggestion.Way.ANONYMOUS


class RateForm(forms.Form):
    """Does the answer help?"""

    verdict = forms.ChoiceField(
        label=_("Does this answer help?"), choices=Rating.Verdict.choices, widget=forms.RadioSelect
    )
    note = text_area(_("What is missing, or what was good"), required=False, rows=3, max_length=1000)


class AppealForm(forms.Form):
    """Why hidden words should be shown."""

    text = text_area(_("Why should it be shown?"), rows=3, max_length=1000)


class FindForm(forms.Form):
    """The secret of a receipt, as it is written there."""

    secret = forms.CharField(
        label=_("query code"),
        max_length=40,
        help_text=_("The twelve letters and digits on your receipt."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
