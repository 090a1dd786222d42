"""Forms of the vault's door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.ledger.forms import ActForm
from shangliang.opinions.forms.fields import text_area


class AskForm(forms.Form):
    """Why it must be known."""

    reason = text_area(_("why it must be known who spoke"))


class GrantForm(ActForm):
    """A word of the second person."""

    note = text_area(_("note"), required=False, rows=2)
