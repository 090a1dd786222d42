"""Forms of distribution and handling."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from shangliang.bodies.models import Unit
from shangliang.ledger.forms import ActForm
from shangliang.proposals.forms.fields import day_field, text_area, units_for
from shangliang.proposals.models import Contact


class DistributeForm(ActForm):
    """One lead with joint units, or several separate ones; cleans to the act's plan."""

    lead = forms.ModelChoiceField(label=_("lead unit"), queryset=Unit.objects.none(), required=False)
    joint = forms.ModelMultipleChoiceField(
        label=_("joint units"), queryset=Unit.objects.none(), required=False
    )
    separate = forms.ModelMultipleChoiceField(
        label=_("or separate units"), queryset=Unit.objects.none(), required=False
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
        """The plan."""
        data = super().clean() or self.cleaned_data
        plan = [{"unit": data["lead"], "duty": "lead"}] if data.get("lead") else []
        plan += [{"unit": unit, "duty": "joint"} for unit in data.get("joint", [])]
        plan += [{"unit": unit, "duty": "separate"} for unit in data.get("separate", [])]
        return {"plan": plan}


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

    day = day_field(_("day"))
    way = forms.ChoiceField(label=_("way"), choices=Contact.Way.choices)
    note = text_area(_("what was talked about"))


class ExtensionForm(ActForm):
    """Until when, and why."""

    until = day_field(_("new due day"))
    reason = text_area(_("reason"))
