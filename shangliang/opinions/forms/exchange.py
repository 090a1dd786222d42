"""Forms by which the operator connects other installations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Body
from shangliang.ledger.forms import ActForm
from shangliang.opinions.forms.desk import ReasonForm
from shangliang.opinions.forms.fields import text_area
from shangliang.opinions.queries_exchange import neighbours


def _address() -> forms.CharField:
    return forms.CharField(
        label=_("address of the other installation"),
        max_length=200,
        help_text=_("Where it takes messages: https://…/opinions/reports/exchange/"),
    )


def _key(*, required: bool) -> forms.CharField:
    return text_area(
        _("their public key"),
        required=required,
        rows=2,
        help_text=_("It begins with “ed25519:”. Compare its fingerprint with them on the telephone."),
    )


class ConnectForm(forms.Form):
    """Whose installation, and where it is."""

    body = forms.ModelChoiceField(label=_("whose installation"), queryset=Body.objects.none())
    address = _address()
    key = _key(required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        rows = neighbours().filter(peer__isnull=True)
        self.fields["body"].queryset = rows  # type: ignore[attr-defined]


class TrustForm(ActForm):
    """Their key, and where they are by now."""

    address = _address()
    key = _key(required=True)

    def prepare(self) -> None:
        """The address known so far."""
        self.initial.setdefault("address", self.obj.address)


class RotateForm(ActForm):
    """How long the old key counts."""

    days = forms.IntegerField(
        label=_("days for which they accept the old key"), min_value=0, max_value=30, initial=7
    )


FOR_PEER_ACT: dict[str, type[ActForm]] = {
    "trust": TrustForm,
    "rotate_key": RotateForm,
    "disconnect": ReasonForm,
}
