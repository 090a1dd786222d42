"""Forms for terms and sessions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.forms.fields import chosen_only, day_field, moment_field, reason_field
from shangliang.bodies.models import Session, Term
from shangliang.ledger.forms import ActForm


class TermForm(ActForm):
    """Which term, from when to when."""

    ordinal = forms.IntegerField(label=_("number of the term"), min_value=1, max_value=99)
    starts = day_field(_("first day"))
    ends = day_field(_("last day"))

    def prepare(self) -> None:
        """The next number."""
        last = Term.objects.filter(body=self.obj).order_by("-ordinal").first()
        self.initial.setdefault("ordinal", last.ordinal + 1 if last else 1)


class SessionForm(ActForm):
    """The days of a plenary and its window for proposals."""

    term = forms.ModelChoiceField(label=_("term"), queryset=Term.objects.none())
    ordinal = forms.IntegerField(label=_("number of the session"), min_value=1, max_value=20)
    opens = day_field(_("opens on"))
    closes = day_field(_("closes on"))
    accepts_from = moment_field(_("proposals are taken from"))
    cutoff = moment_field(
        _("cut-off"), help_text=_("Proposals sent later count as between-session proposals.")
    )

    def prepare(self) -> None:
        """The latest term and its next session."""
        terms = Term.objects.filter(body=self.obj)
        self.fields["term"].queryset = terms  # type: ignore[attr-defined]
        if latest := terms.first():
            last = latest.sessions.order_by("-ordinal").first()
            self.initial.setdefault("term", latest)
            self.initial.setdefault("ordinal", last.ordinal + 1 if last else 1)


class CutoffForm(ActForm):
    """The new cut-off and why."""

    session = forms.ModelChoiceField(label=_("session"), queryset=Session.objects.none())
    cutoff = moment_field(_("new cut-off"))
    reason = reason_field()

    def prepare(self) -> None:
        """The sessions of the body."""
        self.fields["session"].queryset = Session.objects.filter(body=self.obj).select_related("term")  # type: ignore[attr-defined]
        chosen_only(self, "session")
