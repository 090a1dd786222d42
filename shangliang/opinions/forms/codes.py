"""The form of a new QR code."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.opinions.models import Code


class CodeForm(forms.Form):
    """Where it hangs, and what it asks."""

    label = forms.CharField(label=_("where it hangs or what it is about"), max_length=60)
    kind = forms.ChoiceField(
        label=_("what it stands for"), choices=Code.Kind.choices, initial=Code.Kind.PLACE
    )
    question = forms.CharField(
        label=_("question on the poster"),
        max_length=120,
        required=False,
        help_text=_("For instance: What should be better in this park?"),
    )
