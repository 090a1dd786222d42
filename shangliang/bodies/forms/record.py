"""Form for voiding an entry of the record."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.forms.fields import reason_field
from shangliang.ledger.forms import ActForm
from shangliang.ledger.models import Act


class VoidForm(ActForm):
    """Which entry, and why it does not count."""

    entry = forms.ModelChoiceField(
        label=_("number of the entry"),
        queryset=Act.objects.none(),
        widget=forms.NumberInput,
        help_text=_("The entry stays and is struck through; what it did is not undone."),
    )
    reason = reason_field()

    def prepare(self) -> None:
        """Entries in the books of the body."""
        self.fields["entry"].queryset = Act.objects.filter(body_id=self.obj.pk)  # type: ignore[attr-defined]
