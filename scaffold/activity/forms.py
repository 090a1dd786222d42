"""Forms of the pages: which form an act asks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.ledger.forms import ActForm


def _area(label: object) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 6}))  # type: ignore[arg-type]


class DraftForm(forms.Form):
    """What a gathering begins with."""

    title = forms.CharField(label=_("title of the gathering"), max_length=120)


class SaveForm(ActForm):
    """What is prepared."""

    text = _area(_("what the gathering is about"))
    day = forms.DateField(
        label=_("day of the gathering"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def prepare(self) -> None:
        """What was kept before."""
        self.initial = {"text": self.obj.text, "day": self.obj.day, **self.initial}


class OutcomeForm(ActForm):
    """What came out of it."""

    outcome = _area(_("outcome of the gathering"))


class ReasonForm(ActForm):
    """Why it does not take place."""

    reason = _area(_("why the gathering is called off"))


FOR_ACT: dict[str, type[ActForm]] = {"save": SaveForm, "conclude": OutcomeForm, "call_off": ReasonForm}
