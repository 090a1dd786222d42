"""Forms of distribution and handling."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.deadlines import workdays_left
from shangliang.bodies.models import Unit
from shangliang.core.time import today
from shangliang.ledger.forms import ActForm, SeveralField
from shangliang.proposals.desks.clocked import nearest_deadline, reminder_of
from shangliang.proposals.forms.fields import day_field, text_area, units_for
from shangliang.proposals.models import Contact


class DistributeForm(ActForm):
    """One lead with joint units, or several separate ones; cleans to the act's plan."""

    lead = forms.ModelChoiceField(label=_("lead unit"), queryset=Unit.objects.none(), required=False)
    joint = SeveralField(
        label=_("joint units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    separate = SeveralField(
        label=_("or separate units"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Each of them answers for itself; then there is no lead unit."),
    )

    def prepare(self) -> None:
        """The units of the body's region; the proposers' suggestion is filled in."""
        for field in self.fields.values():
            field.queryset = units_for(self.obj.body)  # type: ignore[attr-defined]
        suggested = list(self.obj.suggested_units.all())
        if suggested:
            self.initial.setdefault("lead", suggested[0])
            self.initial.setdefault("joint", suggested[1:])

    def clean(self) -> dict[str, Any]:
        """The plan: one lead with joint units, or at least two separate ones."""
        data = super().clean() or self.cleaned_data
        lead, joint, separate = data.get("lead"), data.get("joint") or (), data.get("separate") or ()
        if separate and (lead or joint):
            self.add_error("separate", _("Choose either a lead unit with joint ones, or separate units."))
        elif not separate and not lead:
            self.add_error("lead", _("Name one lead unit, or at least two separate ones."))
        elif len(separate) == 1:
            self.add_error("separate", _("One separate unit alone is a lead unit: name it above."))
        if lead and lead in joint:
            self.add_error("joint", _("The lead unit cannot be its own joint unit."))
        return {"plan": plan_of(lead, joint, separate)}


def plan_of(lead: Unit | None, joint: Iterable[Unit], separate: Iterable[Unit] = ()) -> list[dict[str, Any]]:
    """The lines of a distribution plan."""
    plan = [{"unit": lead, "duty": "lead"}] if lead else []
    plan += [{"unit": unit, "duty": "joint"} for unit in joint]
    return plan + [{"unit": unit, "duty": "separate"} for unit in separate]


class RowPlanForm(forms.Form):
    """The plan of one case among many: a lead unit and joint ones, from choices read once for all rows."""

    lead = forms.ChoiceField(label=_("lead unit"), required=False)
    joint = forms.MultipleChoiceField(label=_("joint units"), required=False)

    def __init__(self, *args: Any, units: dict[int, Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = units
        choices = [(str(pk), str(unit)) for pk, unit in units.items()]
        self.fields["lead"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]
        self.fields["joint"].choices = choices  # type: ignore[attr-defined]
        self.fields["joint"].widget.attrs["size"] = 4

    def plan(self) -> list[dict[str, Any]]:
        """What is chosen, as the act takes it; the lead unit is left out of the joint ones."""
        lead = self.units.get(int(self.cleaned_data.get("lead") or 0))
        joint = [self.units[int(pk)] for pk in self.cleaned_data.get("joint", [])]
        return plan_of(lead, [unit for unit in joint if unit != lead])


class RemindForm(ActForm):
    """A reminder asks for nothing: it tells the unit its nearest due day."""

    def clean(self) -> dict[str, Any]:
        """The running clock of the assignment."""
        clock = nearest_deadline(self.obj)
        if clock is None:
            raise forms.ValidationError(_("No clock is running for this assignment."))
        return reminder_of(clock, workdays_left(clock.due))


class ReturnForm(ActForm):
    """Why, and who instead."""

    reason = text_area(_("reason"))
    proposed_unit = forms.ModelChoiceField(
        label=_("proposed unit"), queryset=Unit.objects.none(), required=False
    )

    def prepare(self) -> None:
        """Other units of the region."""
        others = units_for(self.obj.proposal.body).exclude(pk=self.obj.unit_id)
        self.fields["proposed_unit"].queryset = others  # type: ignore[attr-defined]


class RerouteForm(ActForm):
    """The new unit."""

    to = forms.ModelChoiceField(label=_("to which unit"), queryset=Unit.objects.none())

    def prepare(self) -> None:
        """Other units of the region; the proposed one first."""
        others = units_for(self.obj.proposal.body).exclude(pk=self.obj.unit_id)
        self.fields["to"].queryset = others  # type: ignore[attr-defined]
        self.initial.setdefault("to", self.obj.proposed_unit_id)


class ContactForm(ActForm):
    """When, how and about what the unit spoke with the proposers."""

    day = day_field(_("day"), initial=today)
    way = forms.ChoiceField(label=_("way"), choices=Contact.Way.choices)
    note = text_area(_("what was talked about"))


class ExtensionForm(ActForm):
    """Until when, and why."""

    until = day_field(_("new due day"))
    reason = text_area(_("reason"))

    def prepare(self) -> None:
        """The due day as it stands, so that the new one is chosen knowingly."""
        clock = nearest_deadline(self.obj, ("reply", "opinion"))
        if clock is not None:
            due = {"day": timezone.localdate(clock.due).isoformat()}
            self.fields["until"].help_text = _("Due at present: %(day)s.") % due
